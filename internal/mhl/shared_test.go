package mhl_test

import (
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
)

// sharedDir is a folder of the shared sample data: under BTS_SHARED, or shared/data beside the project.
func sharedDir(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir := filepath.Join(root, "mhl", name)
	if _, err := os.Stat(dir); err != nil {
		absent(t, "the shared sample data is missing; set BTS_SHARED")
	}
	return dir
}

// absent skips a test, and fails it in continuous integration.
func absent(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip("NOT TESTED: " + why)
}

// reference runs the reference implementation, which ./scripts/setup.sh test installs.
func reference(t *testing.T, args ...string) (string, int) {
	t.Helper()
	name := "ascmhl"
	if args[0] == "verify" {
		name = "ascmhl-debug" // it keeps the command there since 1.0
	}
	tool := filepath.Join("..", "..", ".cache", "python", "bin", name)
	if _, err := os.Stat(tool); err != nil {
		absent(t, "ascmhl is missing; run ./scripts/setup.sh test")
	}
	command := exec.Command(tool, args...)
	out, err := command.CombinedOutput()
	if err != nil && command.ProcessState == nil {
		t.Fatal(err)
	}
	return string(out), command.ProcessState.ExitCode()
}

// valid holds every manifest and chain below dir to the schemas.
func valid(t *testing.T, dir string) {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		absent(t, "xmllint is missing; run ./scripts/setup.sh test")
	}
	schema := filepath.Join(sharedDir(t, "ascmhl"), "xsd", "ASCMHLDirectory__combined.xsd")
	err := filepath.WalkDir(dir, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(name, mhl.Extension) && e.Name() != mhl.ChainFile {
			return err
		}
		if out, err := exec.Command("xmllint", "--nonet", "--noout", "--schema", schema, name).CombinedOutput(); err != nil {
			t.Errorf("%s: %s", name, out)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// started is when the operations of the tests begin.
var started = time.Date(2026, 5, 4, 21, 30, 5, 0, time.FixedZone("", 2*60*60))

var creator = mhl.Creator{Host: "cart.local", Tool: "bts", ToolVersion: "test", Authors: []mhl.Author{{Name: "Nora Fielding", Email: "nora@example.com", Role: "DIT"}}}

// open reads the history of dir.
func open(t *testing.T, dir string) *mhl.History {
	t.Helper()
	place, err := mhl.At(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { place.Close() })
	h, err := mhl.Open(context.Background(), place, filepath.Base(dir))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// everything makes entries of all there is below dir.
func everything(t *testing.T, dir string, formats ...digest.Format) (entries []mhl.Entry) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || name == dir {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rest, _ := filepath.Rel(dir, name)
		e := mhl.Entry{Path: filepath.ToSlash(rest), Folder: d.IsDir(), Modified: info.ModTime().Truncate(time.Second)}
		if !d.IsDir() {
			data, err := os.ReadFile(name)
			if err != nil {
				return err
			}
			pass := digest.NewPass(formats...)
			_, _ = pass.Write(data)
			for _, sum := range pass.Sums() {
				e.Hashes = append(e.Hashes, mhl.Hash{Sum: sum, At: started})
			}
			e.Size = info.Size()
		}
		entries = append(entries, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return entries
}

// record appends a whole generation and returns its manifest.
func record(t *testing.T, dir string, formats ...digest.Format) string {
	t.Helper()
	return recordGeneration(t, dir, mhl.Generation{Entries: everything(t, dir, formats...), Whole: true})
}

func recordGeneration(t *testing.T, dir string, g mhl.Generation) string {
	t.Helper()
	g.Process, g.Started, g.Creator = mhl.InPlace, started, creator
	name, err := open(t, dir).Append(context.Background(), g)
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}

// write makes files with their content, folders where the name ends with a slash.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if strings.HasSuffix(name, "/") {
			if err := os.MkdirAll(path, 0o750); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// everythingWith lists all files and folders below dir, also those of histories.
func everythingWith(t *testing.T, dir string) (names []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
