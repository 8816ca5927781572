package lettering

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/image/font/sfnt"
)

// dejavu are the fonts that scripts/setup.sh test installs.
func dejavu(t *testing.T) Fonts {
	t.Helper()
	fonts, err := In("/usr/share/fonts/truetype/dejavu")
	switch {
	case err == nil:
		return fonts
	case os.Getenv("CI") == "true":
		t.Fatal(err)
	}
	t.Skip("NOT TESTED: install fonts-dejavu-core")
	return Fonts{}
}

// said is what a line says, piece by piece as they stand.
func said(line Line) string {
	var b strings.Builder
	for _, piece := range line.Pieces {
		if piece.Says != "" {
			b.WriteString("<" + piece.Says + ">")
			continue
		}
		for _, part := range piece.Parts {
			b.WriteString(part.Codes)
		}
	}
	return b.String()
}

func TestLines(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, text, says string
		lost             bool
	}{
		{"Polish", "Łukasz Żółć", "Łukasz Żółć", false},
		{"composed", "Z\u0307o\u0301l", "Żól", false},
		{"an accent without a letter", "Z\u0308o", "<Z\u0308>o", false},
		{"Hebrew, as it stands", "דנה 2", "2 הנד", false},
		{"Hebrew with a point", "שׁם", "ם<שׁ>", false},
		{"Arabic is joined", "عمر", "<ر><م><ع>", false},
		{"lam and alef are one sign", "لا", "<لا>", false},
		{"brackets turn", "(דנה)", "(הנד)", false},
		{"another plane", "a😀b", "a<😀>b", false},
		{"what is not seen", "a\u2068b\u2069\ufe0f", "ab", false},
		{"no font", "a黒b", "a?b", true},
		{"private codes are nobody's", "\ue000", "?", true},
		{"nothing", "", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			line := dejavu(t).Setter(unspelt).Line(c.text, false)
			if diff := cmp.Diff(c.says, said(line)); diff != "" || line.Lost != c.lost {
				t.Errorf("lost %v %s", line.Lost, diff)
			}
			if c.text != "" && line.Width <= 0 {
				t.Error("it has no width")
			}
		})
	}
}

// TestFilesAreFonts reads back what documents carry: another reader finds each glyph, as wide as the line took it for.
func TestFilesAreFonts(t *testing.T) {
	t.Parallel()
	fonts := dejavu(t)
	set := func() (*Setter, Line) {
		s := fonts.Setter(unspelt)
		s.Line("Bold Ł", true)
		return s, s.Line("Łódź Ж →", false)
	}
	s, line := set()
	files := s.Files()
	if len(files) != 2 {
		t.Fatalf("there are %d files", len(files))
	}
	again, _ := set()
	for i, file := range again.Files() {
		if !bytes.Equal(file, files[i]) {
			t.Error("equal lines give other fonts")
		}
	}
	parsed, err := sfnt.Parse(files[1])
	if err != nil {
		t.Fatal(err)
	}
	var buffer sfnt.Buffer
	width := 0.0
	for _, r := range line.Pieces[0].Parts[0].Codes {
		gid, err := parsed.GlyphIndex(&buffer, r)
		if err != nil || gid == 0 {
			t.Fatalf("%q is missing (%v)", r, err)
		}
		advance, err := parsed.GlyphAdvance(&buffer, gid, perEm<<6, 0)
		if err != nil {
			t.Fatal(err)
		}
		width += float64(advance) / 64
		outline, err := parsed.LoadGlyph(&buffer, gid, perEm<<6, nil)
		if err != nil || r != ' ' && len(outline) == 0 {
			t.Errorf("%q has no outline (%v)", r, err)
		}
	}
	if width != line.Width {
		t.Errorf("the line is %v wide, its glyphs are %v", line.Width, width)
	}
	if gid, _ := parsed.GlyphIndex(&buffer, 'Q'); gid != 0 {
		t.Error("it has letters that nobody uses")
	}
}

// TestQuadratic compares curves at their middle.
func TestQuadratic(t *testing.T) {
	t.Parallel()
	a, b, c, d := point{0, 0}, point{0, 550}, point{450, 1000}, point{1000, 1000} // a quarter of a circle
	dots := quadratic(a, b, c, d)
	if last := dots[len(dots)-1]; last != (dot{1000, 1000, true}) {
		t.Errorf("it ends at %v", last)
	}
	for _, p := range dots {
		if off := (1000-float64(p.x))*(1000-float64(p.x)) + float64(p.y)*float64(p.y); p.on && (off < 998*998 || off > 1002*1002) {
			t.Errorf("%v is not on the circle", p)
		}
	}
	if straight := quadratic(a, point{100, 0}, point{200, 0}, point{300, 0}); len(straight) != 2 {
		t.Errorf("a straight line becomes %v", straight)
	}
}

func TestHostileLines(t *testing.T) {
	t.Parallel()
	s := dejavu(t).Setter(unspelt)
	begin := time.Now()
	for _, text := range []string{
		strings.Repeat("שלום", 2_500), strings.Repeat("\u2068", 10_000) + "א", strings.Repeat("(", 10_000) + "א", "\u0301\u0301", "\u200d", "\xff\xfe", strings.Repeat("a\u0301\u0302", 3_000),
	} {
		s.Line(text, true)
	}
	if took := time.Since(begin); took > 10*time.Second {
		t.Errorf("it took %v", took)
	}
	s.Files()
}

func TestContinued(t *testing.T) {
	t.Parallel()
	western := []string{"Nora", "Tom"}
	if diff := cmp.Diff(western, Continued(western)); diff != "" {
		t.Error(diff)
	}
	want := []string{"\u200ewith \u2068דנה", "\u200e\u2068דוד\u2069 at 14:00", "\u200e12"}
	if diff := cmp.Diff(want, Continued([]string{"with \u2068דנה", "דוד\u2069 at 14:00", "12"})); diff != "" {
		t.Error(diff)
	}
	if got := Continued([]string{"דנה", "Tom"})[1]; got != "\u200fTom" {
		t.Errorf("the second line of a paragraph that runs left is %q", got)
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"abc": 2, "ab\u0301c": 1, "\u0301\u0301\u0301": 2} {
		if got := Cut([]rune(text), 2); got != want {
			t.Errorf("%q is cut at %d, not %d", text, got, want)
		}
	}
}
