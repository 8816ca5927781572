package intake

import (
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// lines shows a scene's paragraphs as "kind: text".
func lines(list []production.Line) []string {
	var out []string
	for _, l := range list {
		text := string(l.Kind) + ": " + l.Text
		if l.Dual {
			text += " ^"
		}
		out = append(out, strings.TrimSuffix(text, ": "))
	}
	return out
}

func TestFountainElements(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []string
	}{
		"speech":              {"MARA (V.O.)\n(low)\nHello.\nAgain.", []string{"character: MARA (V.O.)", "parenthetical: (low)", "dialogue: Hello.", "dialogue: Again."}},
		"two spaces go on":    {"MARA\nOne.\n  \nTwo.", []string{"character: MARA", "dialogue: One.", "dialogue: Two."}},
		"empty line ends":     {"MARA\nOne.\n\nTwo.", []string{"character: MARA", "dialogue: One.", "action: Two."}},
		"dual":                {"MARA\nYes.\n\nJON ^\nNo.", []string{"character: MARA", "dialogue: Yes.", "character: JON ^", "dialogue: No. ^"}},
		"forced name":         {"@McDuck\nMoney.", []string{"character: McDuck", "dialogue: Money."}},
		"name needs a letter": {"23 (O.S.)\nCount.", []string{"action: 23 (O.S.)\nCount."}},
		"name with digits":    {"R2D2\nBeep.", []string{"character: R2D2", "dialogue: Beep."}},
		"name without words":  {"THE DOOR", []string{"action: THE DOOR"}},
		"forced action":       {"!BANG\nBANG", []string{"action: BANG\nBANG"}},
		"indented action":     {"    Four spaces\n\tand a tab", []string{"action:     Four spaces\n    and a tab"}},
		"lyrics":              {"~La la\n\nMARA\n~Sing", []string{"lyric: La la", "character: MARA", "lyric: Sing"}},
		"transition":          {"CUT TO:", []string{"transition: CUT TO:"}},
		"no transition":       {"CUT TO: ", []string{"action: CUT TO:"}},
		"forced transition":   {"> Fade to white.", []string{"transition: Fade to white."}},
		"centred":             {">  THE END <", []string{"centered: THE END"}},
		"page break":          {"Before.\n\n====\n\nAfter.", []string{"action: Before.", "page_break", "action: After."}},
		"emphasis":            {"A *slow* **hard** ***loud*** _line_ 2 * 3 * 4 and \\*star\\*", []string{"action: A slow hard loud line 2 * 3 * 4 and *star*"}},
		"note in speech":      {"MARA\n[[whisper]]\nHello.", []string{"character: MARA", "dialogue: Hello."}},
		"note in action":      {"She [[why?]]waits.", []string{"action: She waits."}},
		"boneyard":            {"Before /* cut\n\nMARA\nNo.\n*/ after.", []string{"action: Before  after."}},
		"nested boneyard":     {"/* a /* b */ c */Stay.", []string{"action: Stay."}},
		"three dots":          {"...she waits.", []string{"action: ...she waits."}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := script(t, "INT. ROOM - DAY\n\n"+test.text+"\n").Scenes
			if len(got) != 1 {
				t.Fatalf("%d scenes, want 1", len(got))
			}
			if diff := cmp.Diff(test.want, lines(got[0].Lines)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

const outlined = `Title: **The _Quay_**
Author: A. Writer
Draft date: 1 May
Contact:
	Somebody
	Somewhere

# Act one
## Arrival
= They come.

.THE QUAY - DAWN #7#

[[stunt: fall from the crane; swim]] [[Tags: rain, #chase]]
= Edda lands.

EDDA (CONT'D)
Ahoy. [[#sea]]

SUNNY (on the radio)
Ahoy.

# Act two
INT. CABIN - NIGHT

EDDA
Well.

.OMITTED #9#
`

func TestFountainScene(t *testing.T) {
	t.Parallel()
	s := script(t, outlined)
	if s.Title != "The Quay" || s.Author != "A. Writer" || s.Draft != "1 May" || s.Fields["Contact"] != "Somebody\nSomewhere" {
		t.Errorf("title page read as %q, %q, %q, %q", s.Title, s.Author, s.Draft, s.Fields)
	}
	if len(s.Scenes) != 3 {
		t.Fatalf("%d scenes, want 3", len(s.Scenes))
	}
	first := s.Scenes[0]
	first.Lines = nil
	want := production.Scene{
		Number: "7", NumberGiven: true, Heading: "THE QUAY - DAWN", Set: "THE QUAY", TimeOfDay: "DAWN", Eighths: 2, Estimated: true,
		Page: "1", Synopsis: "Edda lands.", Characters: []string{"EDDA", "SUNNY"}, InScript: true, SourceLine: 12,
		Sections: []string{"Act one", "Arrival"}, Tags: []string{"rain", "chase", "sea"},
		Notes: []production.Note{{Text: "They come.", Number: 10}, {Text: "stunt: fall from the crane; swim", Number: 14},
			{Text: "Tags: rain, #chase", Number: 14}, {Text: "#sea", Number: 18}},
		Elements: []production.Element{
			{Category: production.CategoryStunts, Label: "stunt", Name: "fall from the crane", Source: production.FromScript},
			{Category: production.CategoryStunts, Label: "stunt", Name: "swim", Source: production.FromScript},
		},
	}
	slices.Sort(first.Tags)
	slices.Sort(want.Tags)
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	if second := s.Scenes[1]; second.Number != "7A" || second.NumberGiven || !cmp.Equal(second.Sections, []string{"Act two"}) {
		t.Errorf("the scene between 7 and 9 is %q (given %t) in %q", second.Number, second.NumberGiven, second.Sections)
	}
	if third := s.Scenes[2]; !third.Omitted || third.Eighths != 0 || third.Number != "9" {
		t.Errorf("the omitted scene is %+v", third)
	}
}

func TestFountainWarnings(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		line int
		say  string
	}{
		"open boneyard":   {"INT. A - DAY\n\nText.\n\n/* all gone\n\nINT. B - DAY\n", 5, "never closed"},
		"open inner one":  {"INT. A - DAY\n\n/* one /* two */ three\n", 3, "never closed"},
		"open note":       {"INT. A - DAY\n\nA [[note\n", 3, "never closed"},
		"nothing between": {"INT. A - DAY\nText.\n", 1, "no empty line"},
		"number twice":    {"INT. A - DAY #1#\n\nINT. B - DAY #1#\n", 3, "used before"},
		"reversed":        {"INT. A - DAY\n\nEXT/INT. DOOR - DAY\n\nText.\n", 3, "not a scene heading"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, test.text, Options{Name: "a.fountain"})
			if len(doc.Warnings) == 0 || doc.Warnings[0].Line != test.line || !strings.Contains(doc.Warnings[0].Message, test.say) {
				t.Errorf("warnings are %v, want one at line %d with %q", doc.Warnings, test.line, test.say)
			}
		})
	}
}

func TestFountainEncodings(t *testing.T) {
	t.Parallel()
	text := "INT. CAFÉ - DAY\n\nRENÉ\nHé.\n"
	want := script(t, text).Scenes
	units := utf16.Encode([]rune(text))
	var little, big []byte
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	tests := map[string][]byte{
		"CRLF":              []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"CR":                []byte(strings.ReplaceAll(text, "\n", "\r")),
		"UTF-8 mark":        []byte("\uFEFF" + text),
		"UTF-16 LE mark":    append([]byte{0xFF, 0xFE}, little...),
		"UTF-16 BE mark":    append([]byte{0xFE, 0xFF}, big...),
		"UTF-16 LE no mark": little,
		"UTF-16 BE no mark": big,
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := Read(data, Options{Name: "a.fountain"})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, doc.Script.Scenes); diff != "" || len(doc.Warnings) > 0 {
				t.Error(diff, doc.Warnings)
			}
		})
	}
	for name, order := range map[string]binary.ByteOrder{"little": binary.LittleEndian, "big": binary.BigEndian} {
		t.Run("Chinese UTF-16 without a mark, "+name, func(t *testing.T) {
			t.Parallel()
			var data []byte
			for _, u := range utf16.Encode([]rune("内景 客厅 日\n\n一个女人走进来。\n\n@王先生\n你好。\n")) {
				data = append(data, 0, 0)
				order.PutUint16(data[len(data)-2:], u)
			}
			doc, err := Read(data, Options{Name: "a.fountain"})
			if err != nil {
				t.Fatal(err)
			}
			if s := doc.Script.Scenes[0]; s.Set != "客厅" || !slices.Equal(s.Characters, []string{"王先生"}) || len(doc.Warnings) > 0 {
				t.Errorf("set %q, characters %q, warnings %v", s.Set, s.Characters, doc.Warnings)
			}
		})
	}
	t.Run("Windows-1252", func(t *testing.T) {
		t.Parallel()
		doc, err := Read([]byte("INT. BAR - DAY\n\nREN\xC9\nH\xE9.\n"), Options{Name: "a.fountain"})
		if err != nil {
			t.Fatal(err)
		}
		if len(doc.Warnings) != 1 || doc.Warnings[0].Line != 3 || !slices.Equal(doc.Script.Scenes[0].Characters, []string{"RENÉ"}) {
			t.Errorf("warnings %v, characters %q", doc.Warnings, doc.Script.Scenes[0].Characters)
		}
	})
}

func TestPageModel(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	text.WriteString("INT. SHORT - DAY\n\nShe waits.\n\nINT. LONG - DAY\n\n")
	for i := range 55 { // each of them takes two lines with the empty one before
		fmt.Fprintf(&text, "Line %d.\n\n", i)
	}
	text.WriteString("INT. AFTER - DAY\n\nEnd.\n")
	scenes := script(t, text.String()).Scenes
	if scenes[0].Eighths != 1 || scenes[1].Eighths != 17 || scenes[2].Page != "3" {
		t.Errorf("lengths are %d and %d eighths, the last scene is on page %s; want 1, 17 and 3", scenes[0].Eighths, scenes[1].Eighths, scenes[2].Page)
	}
	if got := wrapped("one two three four", 9); got != 3 {
		t.Errorf("the text wraps to %d lines, want 3", got)
	}
	if got := script(t, "INT. A - DAY\n\nText.\n\n===\n\nINT. B - DAY\n\nText.\n").Scenes[1].Page; got != "2" {
		t.Errorf("after a page break the scene is on page %s, want 2", got)
	}
}

func TestFountainSamples(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		path   []string
		scenes int
	}{
		"Brick and Steel": {[]string{"scripts", "nyousefi-Fountain", "Brick And Steel.txt"}, 8},
		"CRLF":            {[]string{"scripts", "betterfountain", "brick_and_steel_crlf.fountain"}, 8},
		"numbers":         {[]string{"scripts", "nyousefi-Fountain", "SceneNumbers.fountain"}, 7},
		"boneyard":        {[]string{"scripts", "screenplain-tests", "boneyard.fountain"}, 1},
		"outlining":       {[]string{"scripts", "Beat", "Sample files", "Outlining.fountain"}, 6},
		"headings":        {[]string{"scripts", "nyousefi-Fountain", "SceneHeaders.fountain"}, 17},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := Read(intaketest.SharedFile(t, test.path...), Options{Name: test.path[len(test.path)-1]})
			if err != nil {
				t.Fatal(err)
			}
			if len(doc.Script.Scenes) != test.scenes {
				for _, s := range doc.Script.Scenes {
					t.Log(s.Heading)
				}
				t.Errorf("%d scenes, want %d", len(doc.Script.Scenes), test.scenes)
			}
		})
	}
}
