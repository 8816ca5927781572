package lettering

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

func TestNamesOfFiles(t *testing.T) {
	t.Parallel()
	cases := []struct {
		file, name string
		bold       bool
	}{
		{"DejaVuSans.ttf", "DejaVu Sans", false},
		{"DejaVuSans-Bold.ttf", "DejaVu Sans", true},
		{"LiberationSans-Regular.ttf", "Liberation Sans", false},
		{"NotoSansHebrew-Bold.ttf", "Noto Sans Hebrew", true},
		{"NotoSans[wght].ttf", "Noto Sans", false},
		{"NotoSansCJK-VF.ttc", "Noto Sans CJK", false},
		{"NanumGothicBold.ttf", "Nanum Gothic", true},
		{"Symbola_hint.ttf", "Symbola hint", false},
		{"Arial Bold.ttf", "Arial", true},
		{"Our House.OTF", "Our House", false},
		{"DejaVuSans-Oblique.ttf", "", false},
		{"NotoSansArabicUI-Regular.ttf", "", false},
		{"readme.txt", "", false},
	}
	for _, c := range cases {
		name, bold, ok := nameOf(c.file)
		if name != c.name || ok && bold != c.bold || ok != (c.name != "") {
			t.Errorf("%s is %q, bold %v, %v", c.file, name, bold, ok)
		}
	}
}

// TestOrderOfFonts looks into folders as systems have them; the files are empty, only their names count.
func TestOrderOfFonts(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	for _, file := range []string{
		"noto/NotoSansHebrew-Regular.ttf", "noto/NotoSansCJK-Regular.ttc", "noto/NotoSans-Regular.ttf", "noto/NotoSansMono-Regular.ttf", "noto/NotoSans-Bold.ttf",
		"dejavu/DejaVuSans.ttf", "dejavu/DejaVuSerif.ttf", "own/Our House.ttf", "old/NotoSans-Regular.ttf", "NotoColorEmoji.ttf",
	} {
		path := filepath.Join(folder, file)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	known := newFonts(func() []*typeface { return inOrder(look(folder, false)) })
	if diff := cmp.Diff([]string{"DejaVu Sans", "Noto Sans", "Noto Sans Hebrew", "Noto Sans CJK"}, known.Names()); diff != "" {
		t.Error(diff)
	}
	all, err := In(folder)
	if err != nil || !slices.Contains(all.Names(), "Our House") || all.Names()[0] != "DejaVu Sans" {
		t.Errorf("of a folder that somebody named, %v (%v)", all.Names(), err)
	}
	if all.Has('a') {
		t.Error("an empty file has letters")
	}
	if line := all.Setter(unspelt).Line("a", false); !line.Lost || len(line.Pieces) > 0 {
		t.Errorf("an empty file prints %v", line)
	}
}

func TestFolderWithoutFonts(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none")} {
		if _, err := OfMachine(folder); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s gives %v", folder, err)
		}
	}
	if none := (Fonts{}); none.Any() || none.Has('a') || none.Names() != nil {
		t.Error("no fonts are some")
	}
}

// unspelt is for letters that have to be there.
func unspelt(rune) (string, bool) { return "?", true }
