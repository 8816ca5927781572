//go:build unix

package courier

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// TestFetchOddFiles asks for what must not be opened: a pipe would wait for ever, a device may act.
func TestFetchOddFiles(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	pipe, link := filepath.Join(folder, "pipe"), filepath.Join(folder, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/dev/zero", link); err != nil {
		t.Fatal(err)
	}
	tests := map[string]fault.Code{pipe: fault.Invalid, link: fault.Invalid, folder: fault.Invalid, "/dev/null": fault.Invalid, folder + "/none": fault.NotFound}
	if runtime.GOOS == "linux" {
		tests["/proc/self/environ"] = fault.Invalid
		tests["/proc/self/root/proc/self/environ"] = fault.Invalid
	}
	for name, want := range tests {
		done := make(chan error, 1)
		go func() {
			_, err := (&Fetcher{Guard: Guard{AllowFiles: true}}).Fetch(t.Context(), Request{URL: "file://" + name})
			done <- err
		}()
		select {
		case err := <-done:
			if !fault.Is(err, want) {
				t.Errorf("%s: error is %v, want code %s", name, err, want)
			}
		case <-time.After(5 * time.Second):
			t.Errorf("%s: still waiting", name)
		}
	}
}
