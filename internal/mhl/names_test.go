package mhl_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

// TestNamesComeBack records folders of random names, all that a file system takes and a manifest can hold, and
// reads them again: every name comes back byte for byte, with its hash.
func TestNamesComeBack(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 3))
	letters := []rune("ab01 .-_&<>\"'\\\t\n\r%*?[]#!~:|ÄöñΩжя日本한국مرحباעברית\u0301\u0308\u200f\u202e😀\u00a0\u2028\ufeff\u0085")
	name := func(longest int) string {
		for {
			var b strings.Builder
			for range 1 + random.IntN(longest) {
				if r := letters[random.IntN(len(letters))]; b.Len()+len(string(r)) <= 250 {
					b.WriteRune(r)
				}
			}
			if s := b.String(); s != "." && s != ".." && s != mhl.Folder {
				return s
			}
		}
	}
	for round := range 10 {
		t.Run(fmt.Sprint(round), func(t *testing.T) {
			files := map[string]string{}
			for range 40 {
				files["d"+name(6)+"/f"+name(250)] = fmt.Sprint(random.Uint64())
			}
			dir := filepath.Join(t.TempDir(), "x"+name(120))
			write(t, dir, files)
			manifest := record(t, dir, digest.XXH128)
			valid(t, dir)
			if base := filepath.Base(manifest); len(base) > 255 {
				t.Errorf("the name of the manifest has %d bytes", len(base))
			}
			h := open(t, dir)
			want := []string{}
			for f := range files {
				want = append(want, f)
				pass := digest.NewPass(digest.XXH128)
				_, _ = pass.Write([]byte(files[f]))
				if got := h.Expected(f); len(got) != 1 || got[0].Sum != pass.Sums()[0] {
					t.Errorf("%q is recorded as %v", f, got)
				}
			}
			slices.Sort(want)
			if diff := cmp.Diff(want, slices.Collect(h.Files())); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestNameOfAManifest(t *testing.T) {
	t.Parallel()
	for folder, want := range map[string]string{
		"A001":                   "0001_A001_2026-05-04_193005Z.mhl",
		"two words":              "0001_two words_2026-05-04_193005Z.mhl",
		"bell\a":                 "0001_bell__2026-05-04_193005Z.mhl",
		strings.Repeat("é", 125): "0001_" + strings.Repeat("é", 113) + "_2026-05-04_193005Z.mhl",
	} {
		dir := filepath.Join(t.TempDir(), folder)
		write(t, dir, map[string]string{"a": "a"})
		if got := filepath.Base(record(t, dir, digest.MD5)); got != want {
			t.Errorf("%q gives %q, want %q", folder, got, want)
		}
		if _, err := os.Stat(filepath.Join(dir, mhl.Folder, want)); err != nil {
			t.Error(err)
		}
	}
}
