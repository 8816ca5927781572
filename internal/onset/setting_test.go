package onset

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/lettering"
)

// everyScript has names that no font of every PDF reader can show.
const everyScript = "Łukasz Żółć, Ελένη, Жанна, דנה, عمر"

// dejavu are the fonts that scripts/setup.sh test installs.
func dejavu(t *testing.T) Fonts {
	t.Helper()
	fonts, err := lettering.In("/usr/share/fonts/truetype/dejavu")
	switch {
	case err == nil:
		return fonts
	case os.Getenv("CI") == "true":
		t.Fatal(err)
	}
	t.Skip("NOT TESTED: install fonts-dejavu-core")
	return Fonts{}
}

// read is what a PDF says, without the marks by which pdftotext says how text runs.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.Map(func(r rune) rune {
		if r >= '\u202a' && r <= '\u202e' {
			return -1
		}
		return r
	}, textOf(t, pdf))
}

func TestPrintedNames(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, note, says string }{
		{"Polish", "Łukasz Żółć", "Łukasz Żółć"},
		{"Greek", "Ελένη Θεοδωράκη", "Ελένη Θεοδωράκη"},
		{"Cyrillic", "Жанна Щербина, Київ", "Жанна Щербина, Київ"},
		{"Hebrew", "דנה בן־דוד", "דנה בן־דוד"},
		{"Arabic", "عمر بن سعيد", "عمر بن سعيد"},
		{"between numbers", "at 14:00 with דנה (2) and Tom", "at 14:00 with (2)  דנהand Tom"}, // as it stands on the page
		{"an accent without a letter", "Z\u0308oe", "Z\u0308oe"},
		{"signs", "3⅛ → 4 − 1 ✓", "3⅛ → 4 − 1 ✓"},
		{"a sign of another plane", "wrap 😀 party", "wrap 😀 party"},
		{"what no font has", "黒澤", "??"},
		{"a picture beside words", "Load-in 🎬 at noon", "a picture beside words: Load-in at noon"},
		{"a picture alone", "🎬 · Stage 2", "a picture alone: (emoji) · Stage 2"},
		{"a choice of form", "love ❤\ufe0f it", "love ❤ it"},
	}
	p := emptyDay()
	p.Title = "Day 4 · Łódź"
	for _, c := range cases {
		p.Notes = append(p.Notes, c.name+": "+c.note+" .")
	}
	pdf := render(t, p, A4, dejavu(t))
	text := read(t, pdf)
	for _, c := range cases {
		if !strings.Contains(text, c.says) {
			t.Errorf("%s: it does not say %q", c.name, c.says)
		}
	}
	for _, words := range []string{"Day 4 · Łódź", "no font at hand"} {
		if !strings.Contains(text, words) {
			t.Errorf("it does not say %q", words)
		}
	}
	if t.Failed() {
		t.Log(text)
	}
	if most := 40_000; len(pdf) > most {
		t.Errorf("it has %d bytes, more than %d", len(pdf), most)
	}
	if info := tool(t, pdf, "pdfinfo", "FILE"); !strings.Contains(info, "Day 4 · Łódź") {
		t.Errorf("its title is lost: %s", info)
	}
}

func TestWesternNamesNeedNoFont(t *testing.T) {
	t.Parallel()
	p := emptyDay()
	p.Notes = []string{"Zoë Müller, Åsa Nuñez – “now”, −3°"}
	if !bytes.Equal(render(t, p, A4, dejavu(t)), render(t, p, A4, Fonts{})) {
		t.Error("a document of western names carries a font")
	}
}

// TestNamesThatRunLeftKeepApart has names beside times: each stays on its side.
func TestNamesThatRunLeftKeepApart(t *testing.T) {
	t.Parallel()
	p := fullDay()
	for i := range p.Moments {
		p.Moments[i].Team = []TeamMember{{Name: "דנה 2", Skill: "camera"}, {Name: "עמר", Skill: "sound"}}
	}
	sheet := sampleSheet()
	sheet.Days[0].Shots[0].Moment, sheet.Days[0].Shots[0].Place, sheet.Days[0].Shots[0].Time, sheet.Days[0].Shots[0].Team = "שלום", "Stage 2", "14:10–15:40", "דנה"
	var out bytes.Buffer
	if err := sheet.PDF(&out, A4, dejavu(t)); err != nil {
		t.Fatal(err)
	}
	if text := read(t, out.Bytes()); !strings.Contains(text, "Stage 2 · 14:10–15:40 · דנה") {
		t.Errorf("the line of the shot is %q", text)
	}
	if text := read(t, render(t, p, A4, dejavu(t))); !strings.Contains(text, "2 דנה: camera · עמר: sound") {
		t.Errorf("the team is %q", text)
	}
}
