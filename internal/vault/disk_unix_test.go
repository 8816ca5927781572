//go:build unix

package vault

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"syscall"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func TestWhatAPersonCanDo(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		err  error
		says string
	}{
		{"full", &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, "is full. Free space on it"},
		{"over quota", fmt.Errorf("copy: %w", syscall.EDQUOT), "is full. Free space on it"},
		{"not allowed", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, "Give the program the right"},
		{"read-only", &fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, "Give the program the right"},
		{"broken", &fs.PathError{Op: "read", Path: "x", Err: syscall.EIO}, "Check that the disk is there"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			err := unusable("/media/vault", c.err)
			if text := fault.PersonText(err); !fault.Is(err, fault.Unavailable) || !strings.Contains(text, c.says) || !strings.Contains(text, "/media/vault") {
				t.Errorf("%v; a person reads %q", fault.CodeOf(err), text)
			}
		})
	}
}

func TestAStorageThatRefusesKeepsNothing(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	d, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	// Where the copy is to be written is no folder: refused to everybody, root too.
	if err := os.RemoveAll(dir + "/incoming"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir+"/incoming", nil, 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Put(t.Context(), strings.NewReader("x")); !fault.Is(err, fault.Unavailable) {
		t.Errorf("Put says %v", err)
	}
	if entries, err := os.ReadDir(dir + "/blobs"); err != nil || len(entries) != 0 {
		t.Errorf("left are %v, %v", entries, err)
	}
}
