package office

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/production"
)

// NoteRead notes a file as a proof does that has read it and is interrupted then.
func NoteRead(t *testing.T, id production.TaskID, folder, name string) {
	t.Helper()
	notes, err := openWasRead(id)
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	pass := digest.NewPass(digest.XXH128)
	if _, err := io.Copy(pass, f); err != nil {
		t.Fatal(err)
	}
	notes.noted(name, info.Size(), info.ModTime(), pass.Sums())
	notes.close(false)
}
