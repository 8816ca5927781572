// Package cli_test holds the command line to its contract: scripts that run the real command on empty
// data folders and look at what it prints, at its exit code and at what it leaves behind.
package cli_test

import (
	"context"
	"io/fs"
	"os"
	"os/signal"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/cli"
)

// readyFile names, in the environment, a file that the command makes as soon as it listens to signals.
const readyFile = "CLI_TEST_READY"

// asProgram, in the environment, makes the test binary the command itself.
const asProgram = "CLI_TEST_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		runBTS()
	}
	testscript.Main(m, map[string]func(){"bts": runBTS})
}

// runBTS is main of cmd/bts inside the test binary.
func runBTS() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if name := os.Getenv(readyFile); name != "" {
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			panic(err)
		}
	}
	os.Exit(cli.Run(ctx, os.Args[1:], cli.Streams{Out: os.Stdout, Err: os.Stderr}))
}

func TestCommandLine(t *testing.T) {
	t.Parallel()
	shared := sharedData(t)
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		Cmds:                commands,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("SHARED", shared)
			return exampleFiles(env.WorkDir)
		},
		Condition: func(name string) (bool, error) { return name == "shared" && shared != "", nil },
	})
}

// exampleFiles puts the papers of the example production into the folder.
func exampleFiles(dir string) error {
	for from, to := range map[string]string{
		examples.ScriptFile: "lamp.fountain", examples.ScheduleFile: "lamp.uss", examples.TableFile: "lamp.csv",
	} {
		data, err := fs.ReadFile(examples.LampRoom, from)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, to), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// sharedData is the folder of real sample papers: BTS_SHARED, or shared/data beside the project; ""
// where there is none, which fails in continuous integration.
func sharedData(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("BTS_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		candidate := filepath.Join(dir, "..", "shared", "data")
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			return candidate
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the shared sample data is missing; set BTS_SHARED")
	}
	t.Log("NOT TESTED ON REAL PAPERS: the shared sample data is missing; set BTS_SHARED")
	return ""
}
