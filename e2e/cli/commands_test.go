package cli_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// commands are the scripts' own commands.
var commands = map[string]func(ts *testscript.TestScript, neg bool, args []string){
	"exits":     exits,
	"facts":     facts,
	"interrupt": interrupt,
	"noise":     noise,
	"cut":       cut,
	"prefix":    prefix,
	"json":      jsonIs,
	"jsontype":  jsonType,
	"jsonkeys":  jsonKeys,
	"jsonorder": jsonOrder,
	"jsonequal": jsonEqual,
	"jsonleast": jsonLeast,
	"value":     value,
	"tail":      tail,
	"each":      each,
}

// exits N CMD ARG… runs a command that must end with exit code N.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 2, "exits N command [args…]")
	want := number(ts, args[0])
	if got := exitCode(ts, ts.Exec(args[1], args[2:]...)); got != want {
		ts.Fatalf("%s ends with %d, want %d", strings.Join(args[1:], " "), got, want)
	}
}

func exitCode(ts *testscript.TestScript, err error) int {
	var exit *exec.ExitError
	switch {
	case err == nil:
		return 0
	case errors.As(err, &exit):
		return exit.ExitCode()
	}
	ts.Fatalf("not started: %v", err)
	return 0
}

// facts FILE [ARG…] writes everything that the lists tell into FILE, to be compared; the args are global flags.
func facts(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 1, "facts file [flags…]")
	var all bytes.Buffer
	for _, list := range []string{"scenes", "schedule", "moments"} {
		ts.Check(ts.Exec("bts", append([]string{"--json", list}, args[1:]...)...))
		all.WriteString(ts.ReadFile("stdout"))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), all.Bytes(), 0o600))
}

// interrupt CMD ARG… starts a command, sends it Ctrl-C and wants exit code 130. What it printed is in the file interrupted.
func interrupt(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 1, "interrupt command [args…]")
	ready := ts.MkAbs("ready-for-signals")
	path, err := exec.LookPath(filepath.Join(strings.SplitN(ts.Getenv("PATH"), string(filepath.ListSeparator), 2)[0], args[0]))
	ts.Check(err)
	var out, messages bytes.Buffer
	cmd := exec.Command(path, args[1:]...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = ts.MkAbs("."), &out, &messages
	cmd.Env = append(os.Environ(), readyFile+"="+ready)
	ts.Check(cmd.Start())
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if _, err := os.Stat(ready); err == nil {
			break
		}
		if time.Now().After(deadline) {
			ts.Fatalf("%s does not start", args[0])
		}
	}
	ts.Check(cmd.Process.Signal(os.Interrupt))
	if code := exitCode(ts, cmd.Wait()); code != 130 {
		ts.Fatalf("interrupted, it ends with %d and prints %q; messages: %s", code, out.String(), messages.String())
	}
	ts.Check(os.WriteFile(ts.MkAbs("interrupted"), out.Bytes(), 0o600))
}

// noise FILE BYTES writes random bytes, always the same.
func noise(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 2, "noise file bytes")
	data := make([]byte, number(ts, args[1]))
	_, _ = rand.NewChaCha8([32]byte{7}).Read(data) // never fails
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data, 0o600))
}

// cut FILE NEW BYTES writes the first bytes of FILE to NEW.
func cut(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "cut file new bytes")
	data, n := ts.ReadFile(args[0]), number(ts, args[2])
	if n >= len(data) {
		ts.Fatalf("%s has only %d bytes", args[0], len(data))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(data[:n]), 0o600))
}

// prefix FILE QUOTED writes a file that begins with the bytes of a Go string and goes on with its old content.
func prefix(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 2, "prefix file text")
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	old, err := os.ReadFile(ts.MkAbs(args[0]))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		ts.Check(err)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), append([]byte(text), old...), 0o600))
}

// value VAR FILE PATH puts the one text at the path into a variable.
func value(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "value variable file path")
	found := at(ts, args[1], args[2])
	if len(found) != 1 || asText(found[0]) == "" {
		ts.Fatalf("%d values are at %s, want one text", len(found), args[2])
	}
	ts.Setenv(args[0], asText(found[0]))
}

// tail VAR TEXT N puts the last characters of a text into a variable.
func tail(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) != 3, "tail variable text n")
	ts.Setenv(args[0], args[1][max(0, len(args[1])-number(ts, args[2])):])
}

// each FILE PATH CMD ARG… runs a command for every text at the path, with the text as its last argument.
func each(ts *testscript.TestScript, neg bool, args []string) {
	refuse(ts, neg, len(args) < 3, "each file path command [args…]")
	for _, found := range at(ts, args[0], args[1]) {
		ts.Check(ts.Exec(args[2], append(args[3:len(args):len(args)], asText(found))...))
	}
}

func refuse(ts *testscript.TestScript, neg, wrong bool, usage string) {
	if neg || wrong {
		ts.Fatalf("usage: %s", usage)
	}
}

func number(ts *testscript.TestScript, text string) int {
	n, err := strconv.Atoi(text)
	ts.Check(err)
	return n
}
