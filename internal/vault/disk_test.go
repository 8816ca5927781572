package vault_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/vault"
	"github.com/btsdirector/bts/internal/vault/vaulttest"
)

func open(t *testing.T, dir string) *vault.Disk {
	t.Helper()
	d, err := vault.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// file is where a blob lies.
func file(dir, sha256 string) string { return filepath.Join(dir, "blobs", sha256[:2], sha256) }

// files are all files in the vault.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// overwrite replaces a blob's bytes as a bad disk does, past its read-only mark.
func overwrite(t *testing.T, path string, content []byte) {
	t.Helper()
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, content, 0o600)); err != nil {
		t.Fatal(err)
	}
}

func TestDisk(t *testing.T) {
	t.Parallel()
	vaulttest.Run(t, func(t *testing.T) vaulttest.Bench {
		dir := t.TempDir()
		return vaulttest.Bench{
			Vault: open(t, dir),
			Count: func(t *testing.T) int { return len(files(t, dir)) },
			Damage: func(t *testing.T, sha256 string) {
				content, err := os.ReadFile(file(dir, sha256))
				if err != nil {
					t.Fatal(err)
				}
				content[0] ^= 1
				overwrite(t, file(dir, sha256), content)
			},
		}
	})
}

func TestBlobsOutliveTheVault(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, dir)
	blob, err := first.Put(t.Context(), strings.NewReader("kept"))
	if err != nil {
		t.Fatal(err)
	}
	if err := open(t, dir).Check(t.Context(), blob.SHA256); err != nil {
		t.Error(err)
	}
	info, err := os.Stat(file(dir, blob.SHA256))
	if err != nil {
		t.Fatal(err)
	}
	if runtime.GOOS != "windows" && info.Mode().Perm() != 0o400 {
		t.Errorf("a blob has the mode %v, not read-only", info.Mode())
	}
}

func TestOpenRemovesWhatAnInterruptedProcessLeft(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	open(t, dir)
	old, young := filepath.Join(dir, "incoming", "old"), filepath.Join(dir, "incoming", "young")
	for _, name := range []string{old, young} {
		if err := os.WriteFile(name, []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	yesterday := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(old, yesterday, yesterday); err != nil {
		t.Fatal(err)
	}
	open(t, dir)
	if left := files(t, dir); len(left) != 1 || left[0] != young {
		t.Errorf("left are %v, not what another process may be writing", left)
	}
}

func TestAFreshCopyReplacesADamagedOne(t *testing.T) {
	t.Parallel()
	content := []byte("the whole file")
	for name, damaged := range map[string]string{"truncated": "the ", "changed": "the whole fila", "emptied": ""} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			d := open(t, dir)
			blob, err := d.Put(t.Context(), bytes.NewReader(content))
			if err != nil {
				t.Fatal(err)
			}
			overwrite(t, file(dir, blob.SHA256), []byte(damaged))
			if _, err := d.Put(t.Context(), bytes.NewReader(content)); err != nil {
				t.Fatal(err)
			}
			if err := d.Check(t.Context(), blob.SHA256); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestALinkOutOfTheVaultIsNotFollowed(t *testing.T) {
	t.Parallel()
	dir, outside := t.TempDir(), filepath.Join(t.TempDir(), "secret")
	d := open(t, dir)
	address := strings.Repeat("ab", 32)
	link := file(dir, address)
	if err := errors.Join(os.WriteFile(outside, []byte("secret"), 0o600), os.MkdirAll(filepath.Dir(link), 0o700), os.Symlink(outside, link)); err != nil {
		t.Skip("no links here:", err)
	}
	if _, err := d.Get(t.Context(), address); !fault.Is(err, fault.Unavailable) {
		t.Errorf("Get through a link says %v", err)
	}
}

func TestAFolderThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	taken := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(taken, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := vault.Open(taken)
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.PersonText(err), taken) {
		t.Errorf("Open on a file says %v", err)
	}
}

func TestAFolderThatIsGone(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "vault")
	d := open(t, dir)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	_, err := d.Put(t.Context(), strings.NewReader("x"))
	if !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.PersonText(err), "Check that the disk is there") {
		t.Errorf("Put says %v", err)
	}
}
