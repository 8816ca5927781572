package fixity_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fixity"
	"github.com/btsdirector/bts/internal/mhl"
)

// referenceTool finds a program of the reference implementation, see scripts/setup.sh.
func referenceTool(t *testing.T, name string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		tool := filepath.Join(dir, ".cache", "python", "bin", name)
		if _, err := os.Stat(tool); err == nil {
			return tool
		}
	}
	if os.Getenv("CI") == "true" {
		t.Fatal("the reference implementation is not there: run scripts/setup.sh test")
	}
	t.Skip("NOT TESTED: the reference implementation is not there: run scripts/setup.sh test")
	return ""
}

// TestReferenceFindsEveryFolderAgain records renamed folders and folders that a pattern empties; the reference looks for
// every folder that was ever recorded, and for nothing that it would not record.
func TestReferenceFindsEveryFolderAgain(t *testing.T) {
	t.Parallel()
	tool := referenceTool(t, "ascmhl-debug")
	for name, test := range map[string]struct {
		ignore []string
		change func(dir string) error
	}{
		"a folder was renamed": {nil, func(dir string) error { return os.Rename(filepath.Join(dir, "Clips"), filepath.Join(dir, "Reel")) }},
		"a folder was moved": {nil, func(dir string) error {
			return os.Rename(filepath.Join(dir, "Clips", "Deep"), filepath.Join(dir, "Deep"))
		}},
		"a pattern leaves nothing":     {[]string{"**/Deep/**"}, func(string) error { return nil }},
		"an anchored pattern, renamed": {[]string{"Clips/Deep/**"}, func(dir string) error { return os.Rename(filepath.Join(dir, "Side.txt"), filepath.Join(dir, "S.txt")) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := filepath.Join(t.TempDir(), "A001")
			for file, text := range map[string]string{"Clips/a.mov": "a", "Clips/b.mov": "b", "Clips/Deep/c.mov": "c", "Side.txt": "s"} {
				path := filepath.Join(dir, file)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // folders of a test
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			o := fixity.Options{Folder: dir, Begin: true, Ignore: test.ignore, Record: &fixity.Recorder{Creator: mhl.Creator{Host: "cart", Tool: "bts", ToolVersion: "1"}}}
			for i := range 3 {
				r, err := fixity.Verify(context.Background(), o)
				if err != nil || r.Verdict() != nil || len(r.Recorded) != 1 {
					t.Fatalf("%+v, %v", r, err)
				}
				if i > 0 { // its verify takes patterns with a slash for paths from the root of the machine
					args := []string{"verify", dir}
					if len(test.ignore) > 0 && !strings.HasPrefix(test.ignore[0], "**") {
						args = []string{"verify", "-dh", dir}
					}
					if out, err := exec.Command(tool, args...).CombinedOutput(); err != nil { //nolint:gosec // the reference
						t.Errorf("%v: %v\n%s", args, err, out)
					}
				}
				o.Begin, o.Ignore = false, nil
				if i == 0 {
					if err := test.change(dir); err != nil {
						t.Fatal(err)
					}
				}
			}
		})
	}
}
