package lettering

import (
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/fault"
)

// preferred are the fonts that are used where a machine has them. The first have the widths of the fonts that every
// PDF reader has; then come those with many scripts, those for one script, and last the large ones. A name that ends
// in * stands for all that begin so.
var preferred = []string{
	"Liberation Sans", "Arimo", "DejaVu Sans", "Noto Sans", "Arial", "FreeSans",
	"Noto Sans *", "Noto Emoji", "Symbola", "Symbola hint", "Geeza Pro", "Arial HB", "Kohinoor", "Thonburi", "Apple Symbols",
	"Noto Sans CJK*", "Noto Sans JP", "Noto Sans KR", "Noto Sans SC", "Noto Sans TC", "Noto Sans HK", "PingFang", "Hiragino Sans GB", "Apple SD Gothic Neo",
	"Arial Unicode", "Droid Sans Fallback Full", "Droid Sans Fallback", "WQY Micro Hei", "WQY Zen Hei", "IPAG", "IPA ex G", "Nanum Gothic",
}

// unwanted are parts of names that a text is not set in; slanted are those that are not even taken from a folder that
// somebody named.
var (
	unwanted = []string{"mono", "condensed", "narrow", "serif", "display", "color", "extralight"}
	slanted  = []string{"italic", "oblique"}
)

// folders are where systems keep their fonts (Debian, Fedora, macOS, and a person's own).
func folders() []string {
	home, _ := os.UserHomeDir()
	if runtime.GOOS == "darwin" {
		return []string{filepath.Join(home, "Library/Fonts"), "/Library/Fonts", "/System/Library/Fonts"}
	}
	return []string{filepath.Join(home, ".local/share/fonts"), filepath.Join(home, ".fonts"), "/usr/local/share/fonts", "/usr/share/fonts"}
}

var machine = newFonts(func() []*typeface {
	var found []*typeface
	for _, folder := range folders() {
		found = append(found, look(folder, false)...)
	}
	return inOrder(found)
})

// OfMachine are the fonts of a folder, all that are in it, and after them those of the machine that are known to be fit
// for texts. The machine is searched once per process, when somebody first needs a letter. It returns fault.Invalid for a folder without a font; "" is no folder.
func OfMachine(folder string) (Fonts, error) {
	if folder == "" {
		return machine, nil
	}
	own, err := In(folder)
	if err != nil {
		return Fonts{}, err
	}
	return newFonts(func() []*typeface { return slices.Concat(own.list(), machine.list()) }), nil
}

// In are the fonts of a folder and of the folders in it, and no others. It returns fault.Invalid where there is none.
func In(folder string) (Fonts, error) {
	found := inOrder(look(folder, true))
	if len(found) == 0 {
		return Fonts{}, fault.New(fault.Invalid, "there is no font in %s", folder).
			WithRemedy("Name a folder with TrueType or OpenType files, or none: then the fonts of the machine are used.")
	}
	return newFonts(func() []*typeface { return found }), nil
}

// look finds the fonts below a folder; all of them, or those that are preferred.
func look(folder string, all bool) []*typeface {
	var found []*typeface
	at := map[string]*typeface{}
	_ = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return fs.SkipDir // what cannot be looked into has no fonts for us
		}
		name, bold, ok := nameOf(entry.Name())
		if !ok || entry.IsDir() || !all && (rank(name) == len(preferred) || hasOne(name, unwanted)) {
			return nil
		}
		t := at[key(name)]
		if t == nil {
			t = &typeface{name: name}
			at[key(name)] = t
			found = append(found, t)
		}
		if bold {
			t.bold = path
		} else {
			t.regular = path
		}
		return nil
	})
	return found
}

// inOrder puts the preferred first, and of fonts with the same name keeps the one that was found first.
func inOrder(found []*typeface) []*typeface {
	slices.SortStableFunc(found, func(a, b *typeface) int {
		return cmp.Or(rank(a.name)-rank(b.name), strings.Compare(key(a.name), key(b.name)))
	})
	return slices.CompactFunc(found, func(a, b *typeface) bool { return key(a.name) == key(b.name) })
}

// nameOf reads the name of a font from that of its file: NotoSansHebrew-Bold.ttf is Noto Sans Hebrew in bold.
func nameOf(file string) (name string, bold, ok bool) {
	ext := strings.ToLower(filepath.Ext(file))
	if ext != ".ttf" && ext != ".otf" && ext != ".ttc" {
		return "", false, false
	}
	name = file[:len(file)-len(ext)]
	name, _, _ = strings.Cut(name, "[") // the axes of a variable font
	for _, weight := range []string{"-VF", "VF", "-Regular", " Regular", "-Bold", " Bold", "Bold"} {
		if cut, is := strings.CutSuffix(name, weight); is {
			name, bold = cut, strings.HasSuffix(weight, "Bold")
			break
		}
	}
	if hasOne(name, slanted) || strings.HasSuffix(name, "UI") { // UI: drawn lower, for buttons
		return "", false, false
	}
	if at := rank(name); at < len(preferred) && key(preferred[at]) == key(name) {
		return preferred[at], bold, true
	}
	return spaced(name), bold, name != ""
}

func hasOne(name string, parts []string) bool {
	small := strings.ToLower(name)
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(small, part) })
}

// spaced writes a name in words: NotoSansHebrew is Noto Sans Hebrew.
func spaced(name string) string {
	var b strings.Builder
	var before rune
	for _, r := range strings.ReplaceAll(name, "_", " ") {
		if unicode.IsUpper(r) && unicode.IsLower(before) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		before = r
	}
	return b.String()
}

// key is what names are compared by.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// rank is the place of a name among the preferred, their number for one that is not.
func rank(name string) int {
	best, length := len(preferred), 0
	for i, p := range preferred {
		begin, all := strings.CutSuffix(key(p), "*")
		if key(name) == begin {
			return i
		}
		if all && len(begin) > length && strings.HasPrefix(key(name), begin) {
			best, length = i, len(begin)
		}
	}
	return best
}
