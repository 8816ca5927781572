// Package vaulttest is the suite that every vault must pass.
package vaulttest

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/vault"
)

// Bench is a fresh vault and two ways to look behind it, as a disk or a store fails.
type Bench struct {
	Vault  vault.Vault
	Damage func(t *testing.T, sha256 string) // changes a byte of a blob, keeping its size
	Count  func(t *testing.T) int            // how many objects the storage holds, partial ones too
}

// Run runs the suite; open makes a fresh bench.
func Run(t *testing.T, open func(t *testing.T) Bench) {
	for name, test := range map[string]func(*testing.T, Bench){
		"round trip":          roundTrip,
		"same content once":   sameContentOnce,
		"many writers":        manyWriters,
		"seek":                seek,
		"absent":              absent,
		"bad address":         badAddress,
		"damage is found":     damage,
		"a source that fails": failingSource,
		"cancelled":           cancelled,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t))
		})
	}
}

func put(t *testing.T, v vault.Vault, content []byte) vault.Blob {
	t.Helper()
	blob, err := v.Put(t.Context(), bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	return blob
}

func read(t *testing.T, v vault.Vault, address string) []byte {
	t.Helper()
	file, err := v.Get(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err != nil {
		t.Fatal(err)
	}
	return content
}

func roundTrip(t *testing.T, b Bench) {
	for name, content := range map[string][]byte{
		"nothing": {}, "a word": []byte("INT. LAMP ROOM - DAY"), "3 MiB": bytes.Repeat([]byte("0123456789abcde\n"), 3<<16),
	} {
		blob := put(t, b.Vault, content)
		sum := sha256.Sum256(content)
		if want := (vault.Blob{SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(content))}); blob != want {
			t.Errorf("%s: put as %+v, not %+v", name, blob, want)
		}
		if !bytes.Equal(read(t, b.Vault, blob.SHA256), content) {
			t.Errorf("%s: other bytes came back", name)
		}
		if err := b.Vault.Check(t.Context(), blob.SHA256); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func sameContentOnce(t *testing.T, b Bench) {
	first, second := put(t, b.Vault, []byte("same")), put(t, b.Vault, []byte("same"))
	put(t, b.Vault, []byte("other"))
	if n := b.Count(t); first != second || n != 2 {
		t.Errorf("%d objects, not 2; %v and %v", n, first, second)
	}
}

func manyWriters(t *testing.T, b Bench) {
	var wait sync.WaitGroup
	for i := range 16 {
		wait.Go(func() {
			content := strings.Repeat(string(rune('a'+i%4)), 100_000)
			if _, err := b.Vault.Put(t.Context(), strings.NewReader(content)); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if n := b.Count(t); n != 4 {
		t.Errorf("%d objects, not 4", n)
	}
}

func seek(t *testing.T, b Bench) {
	file, err := b.Vault.Get(t.Context(), put(t, b.Vault, []byte("take one, take two")).SHA256)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Seek(-3, io.SeekEnd); err != nil {
		t.Fatal(err)
	}
	if rest, err := io.ReadAll(file); err != nil || string(rest) != "two" {
		t.Errorf("after seeking it reads %q, %v", rest, err)
	}
}

func absent(t *testing.T, b Bench) {
	address := strings.Repeat("0", 64)
	if _, err := b.Vault.Get(t.Context(), address); !fault.Is(err, fault.Missing) {
		t.Errorf("Get says %v", err)
	}
	if err := b.Vault.Check(t.Context(), address); !fault.Is(err, fault.Missing) {
		t.Errorf("Check says %v", err)
	}
}

func badAddress(t *testing.T, b Bench) {
	for _, address := range []string{"", "ab", "../../etc/passwd", strings.Repeat("A", 64), strings.Repeat("0", 63) + "\n", strings.Repeat("0", 65)} {
		if _, err := b.Vault.Get(t.Context(), address); !fault.Is(err, fault.Invalid) {
			t.Errorf("Get %q says %v", address, err)
		}
		if err := b.Vault.Check(t.Context(), address); !fault.Is(err, fault.Invalid) {
			t.Errorf("Check %q says %v", address, err)
		}
	}
}

func damage(t *testing.T, b Bench) {
	blob := put(t, b.Vault, []byte("the negative"))
	other := put(t, b.Vault, []byte("the print"))
	b.Damage(t, blob.SHA256)
	err := b.Vault.Check(t.Context(), blob.SHA256)
	if !fault.Is(err, fault.Corrupt) || fault.PersonText(err) == "" {
		t.Errorf("Check says %v", err)
	}
	if err := b.Vault.Check(t.Context(), other.SHA256); err != nil {
		t.Errorf("the other file: %v", err)
	}
}

func failingSource(t *testing.T, b Bench) {
	torn := fault.New(fault.Invalid, "the upload stopped half-way")
	source := io.MultiReader(strings.NewReader(strings.Repeat("x", 100_000)), failing{torn})
	if _, err := b.Vault.Put(t.Context(), source); !errors.Is(err, torn) || !fault.Is(err, fault.Invalid) {
		t.Errorf("Put says %v, not the source's error", err)
	}
	if n := b.Count(t); n != 0 {
		t.Errorf("%d objects were left", n)
	}
}

type failing struct{ err error }

// Read fails.
func (f failing) Read([]byte) (int, error) { return 0, f.err }

func cancelled(t *testing.T, b Bench) {
	blob := put(t, b.Vault, []byte("kept"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Vault.Put(ctx, strings.NewReader("never")); !fault.Is(err, fault.Cancelled) {
		t.Errorf("Put says %v", err)
	}
	if err := b.Vault.Check(ctx, blob.SHA256); !fault.Is(err, fault.Cancelled) {
		t.Errorf("Check says %v", err)
	}
	if n := b.Count(t); n != 1 {
		t.Errorf("%d objects, not 1", n)
	}
}
