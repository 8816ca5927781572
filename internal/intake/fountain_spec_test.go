package intake

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// transcript shows everything that a reader found in a script, one thing a line.
func transcript(s *production.Script) []string {
	var out []string
	say := func(what, text string) {
		if text != "" {
			out = append(out, what+": "+text)
		}
	}
	say("title", s.Title)
	say("author", s.Author)
	say("draft", s.Draft)
	for _, key := range slices.Sorted(maps.Keys(s.Fields)) {
		say(strings.ToLower(key), s.Fields[key])
	}
	out = append(out, lines(s.Front)...)
	for _, scene := range s.Scenes {
		number := ""
		if scene.NumberGiven {
			number = " " + scene.Number
		}
		say("scene"+number, scene.Heading)
		say("in", strings.Join(scene.Sections, "/"))
		say("synopsis", scene.Synopsis)
		for _, n := range scene.Notes {
			say("note", n.Text)
		}
		out = append(out, lines(scene.Lines)...)
	}
	return out
}

// specCase is one rule of the Fountain 1.1 syntax with an example of our own.
type specCase struct {
	rule, text string
	want       []string
}

// checkSpec reads every example below a heading, so that it has a scene to belong to. That heading
// is not told; an example that begins with "\x00" stands alone.
func checkSpec(t *testing.T, cases []specCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			t.Parallel()
			text, alone := strings.CutPrefix(c.text, "\x00")
			if !alone {
				text = ".TOP\n\n" + text
			}
			doc, err := ReadFountain([]byte(text), Options{Name: "spec.fountain"})
			if err != nil {
				t.Fatal(err)
			}
			got := transcript(doc.Script)
			if !alone {
				got = got[1:]
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSpecSceneHeadings(t *testing.T) {
	t.Parallel()
	checkSpec(t, []specCase{
		{"INT with a dot", "INT. ATTIC - DAY\n", []string{"scene: INT. ATTIC - DAY"}},
		{"EXT with a space", "EXT ROOF - DAY\n", []string{"scene: EXT ROOF - DAY"}},
		{"EST", "EST. HARBOUR - DAWN\n", []string{"scene: EST. HARBOUR - DAWN"}},
		{"INT./EXT", "INT./EXT. VAN - DAY\n", []string{"scene: INT./EXT. VAN - DAY"}},
		{"INT/EXT", "INT/EXT VAN - DAY\n", []string{"scene: INT/EXT VAN - DAY"}},
		{"I/E", "I/E. VAN - DAY\n", []string{"scene: I/E. VAN - DAY"}},
		{"case does not matter", "int. attic - day\n", []string{"scene: int. attic - day"}},
		{"needs a dot or space", "INTO THE ATTIC\n\nEXTRA LARGE\n", []string{"action: INTO THE ATTIC", "action: EXTRA LARGE"}},
		{"needs an empty line above", "She runs.\nINT. ATTIC - DAY\n", []string{"action: She runs.\nINT. ATTIC - DAY"}},
		{"a missing empty line below is forgiven", "INT. ATTIC - DAY\nDust.\n", []string{"scene: INT. ATTIC - DAY", "action: Dust."}},
		{"a dot forces it", ".UNDER THE BED\n\nDust.\n", []string{"scene: UNDER THE BED", "action: Dust."}},
		{"only before a letter or digit", ". ATTIC\n\n.- ATTIC\n", []string{"action: . ATTIC", "action: .- ATTIC"}},
		{"a digit counts", ".1984\n", []string{"scene: 1984"}},
		{"emphasis inside does not hide the letter", ".**ATTIC**\n", []string{"scene: ATTIC"}},
		{"two dots are action", "..she waits.\n\n...she waits.\n", []string{"action: ..she waits.", "action: ...she waits."}},
		{"dots begin a speech", "MARA\n...and then.\n", []string{"character: MARA", "dialogue: ...and then."}},
		{"! keeps it action", "!INT. ATTIC - DAY\n", []string{"action: INT. ATTIC - DAY"}},
		{"leading spaces are ignored", "   INT. ATTIC - DAY\n\t.BED\n", []string{"scene: INT. ATTIC - DAY", "scene: BED"}},
		{"emphasised", "**INT. ATTIC - DAY**\n", []string{"scene: INT. ATTIC - DAY"}},
		{"EXT/INT is not in the list", "EXT/INT. DOOR - DAY\n", []string{"action: EXT/INT. DOOR - DAY"}},
		{"number", "INT. ATTIC #1#\n", []string{"scene 1: INT. ATTIC"}},
		{"number with a letter", "INT. ATTIC #1A#\n\nINT. ATTIC #1a#\n", []string{"scene 1A: INT. ATTIC", "scene 1a: INT. ATTIC"}},
		{"letter first", "INT. ATTIC #A1#\n", []string{"scene A1: INT. ATTIC"}},
		{"number with dashes", "INT. ATTIC #I-1-A#\n\nINT. ATTIC #1-A#\n", []string{"scene I-1-A: INT. ATTIC", "scene 1-A: INT. ATTIC"}},
		{"number with dots", "INT. ATTIC #1.#\n\nINT. ATTIC #I.1.A#\n", []string{"scene 1: INT. ATTIC", "scene I.1.A: INT. ATTIC"}},
		{"number behind a year", "INT. ATTIC - DAY - FLASHBACK (1944) #110A#\n", []string{"scene 110A: INT. ATTIC - DAY - FLASHBACK (1944)"}},
		{"number of a forced one", ".BED #7#\n", []string{"scene 7: BED"}},
		{"a number holds no spaces", "INT. ATTIC #1 A#\n", []string{"scene: INT. ATTIC #1 A#"}},
	})
}

func TestSpecActionAndDialogue(t *testing.T) {
	t.Parallel()
	checkSpec(t, []specCase{
		{"every line break is meant", "One.\nTwo.\n\nThree.\n", []string{"action: One.\nTwo.", "action: Three."}},
		{"action keeps its indents", "\tOne.\n   Two.\n", []string{"action:     One.\n   Two."}},
		{"forced action", "!SILENCE\nNothing.\n\n!CUT TO:\n", []string{"action: SILENCE\nNothing.", "action: CUT TO:"}},
		{"forced action after a speech", "MARA\nYes.\n!BANG\n", []string{"character: MARA", "dialogue: Yes.", "action: BANG"}},
		{"a name is in capitals", "MARA\nYes.\n", []string{"character: MARA", "dialogue: Yes."}},
		{"with an empty line above", "She turns.\nMARA\nYes.\n", []string{"action: She turns.\nMARA\nYes."}},
		{"and none below", "MARA\n\nYes.\n", []string{"action: MARA", "action: Yes."}},
		{"a name is indented as one likes", "\t\t\tMARA\n\t\tYes.\n", []string{"character: MARA", "dialogue: Yes."}},
		{"extension in capitals", "MARA (O.S.)\nYes.\n", []string{"character: MARA (O.S.)", "dialogue: Yes."}},
		{"extension in small letters", "MARA (on the radio)\nYes.\n", []string{"character: MARA (on the radio)", "dialogue: Yes."}},
		{"two extensions", "MARA (V.O.) (cont'd)\nYes.\n", []string{"character: MARA (V.O.) (cont'd)", "dialogue: Yes."}},
		{"a letter makes a name", "R2D2\nBeep.\n\n23\nBeep.\n", []string{"character: R2D2", "dialogue: Beep.", "action: 23\nBeep."}},
		{"@ forces a name", "@McCLANE\nYes.\n", []string{"character: McCLANE", "dialogue: Yes."}},
		{"@ with a caret", "MARA\nYes.\n\n@McCLANE ^\nNo.\n", []string{"character: MARA", "dialogue: Yes.", "character: McCLANE ^", "dialogue: No. ^"}},
		{"small letters are no name", "McCLANE\nYes.\n", []string{"action: McCLANE\nYes."}},
		{"accents and ß", "ÉLODIE GROß\nOui.\n", []string{"character: ÉLODIE GROß", "dialogue: Oui."}},
		{"Greek and Cyrillic have capitals", "ΜΑΡΙΑ\nΝαι.\n\nАННА\nДа.\n", []string{"character: ΜΑΡΙΑ", "dialogue: Ναι.", "character: АННА", "dialogue: Да."}},
		{"dialogue over several lines", "MARA\nOne.\nTwo.\n", []string{"character: MARA", "dialogue: One.", "dialogue: Two."}},
		{"two spaces hold it together", "MARA\nOne.\n  \nTwo.\n", []string{"character: MARA", "dialogue: One.", "dialogue: Two."}},
		{"one space does not", "MARA\nOne.\n \nTwo.\n", []string{"character: MARA", "dialogue: One.", "action: Two."}},
		{"parentheticals", "MARA\n(low)\nOne.\n(lower)\nTwo.\n", []string{"character: MARA", "parenthetical: (low)", "dialogue: One.", "parenthetical: (lower)", "dialogue: Two."}},
		{"brackets in action are action", "(low)\n", []string{"action: (low)"}},
		{"dual dialogue", "MARA\nYes.\n\nJON ^\nNo.\n\nShe goes.\n", []string{"character: MARA", "dialogue: Yes.", "character: JON ^", "dialogue: No. ^", "action: She goes."}},
		{"caret without a space", "MARA\nYes.\n\nJON^\nNo.\n", []string{"character: MARA", "dialogue: Yes.", "character: JON ^", "dialogue: No. ^"}},
		{"caret behind an extension", "MARA\nYes.\n\nJON (O.S.)   ^\nNo.\n", []string{"character: MARA", "dialogue: Yes.", "character: JON (O.S.) ^", "dialogue: No. ^"}},
		{"nothing stands beside the first speech", "JON ^\nNo.\n", []string{"character: JON", "dialogue: No."}},
		{"forced action between ends the pair", "MARA\nYes.\n\n!BANG\n\nJON ^\nNo.\n", []string{"character: MARA", "dialogue: Yes.", "action: BANG", "character: JON", "dialogue: No."}},
		{"forced elements round dual dialogue", "> FLASH\n\nMARA\nYes.\n\nJON ^\nNo.\n\n> OUT <\n\n.BED\n\n~La\n",
			[]string{"transition: FLASH", "character: MARA", "dialogue: Yes.", "character: JON ^", "dialogue: No. ^", "centered: OUT", "scene: BED", "lyric: La"}},
		{"lyrics", "~La la\n~la la la\n", []string{"lyric: La la", "lyric: la la la"}},
		{"lyrics in a speech", "MARA\n~La la\nWell.\n", []string{"character: MARA", "lyric: La la", "dialogue: Well."}},
		{"lyrics below action", "She sings:\n~La la\n", []string{"action: She sings:", "lyric: La la"}},
		{"a hash tag is spoken", "MARA\n#MeToo, she says.\n.45 of them.\n@home.\n", []string{"character: MARA", "dialogue: #MeToo, she says.", "dialogue: .45 of them.", "dialogue: @home."}},
	})
}

// TestSpecNonRoman: Fountain wants "@" before names in scripts without capitals, so that two lines of
// action are never a name with a speech.
func TestSpecNonRoman(t *testing.T) {
	t.Parallel()
	for language, text := range map[string]string{
		"Chinese": "他走进房间。\n她坐下。", "Japanese": "彼は部屋に入る。\n彼女は座る。", "Korean": "그가 들어온다.\n그녀가 앉는다.", "Arabic": "يدخل الغرفة.\nتجلس هي.",
		"Hebrew": "הוא נכנס.\nהיא יושבת.", "Georgian": "ის შემოდის.\nის ჯდება.", "Thai": "เขาเดินเข้ามา\nเธอนั่งลง", "Hindi": "वह आता है।\nवह बैठती है।", "Latin and Chinese": "CEO走进来\n她坐下。",
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			if got := lines(script(t, ".TOP\n\n"+text+"\n").Scenes[0].Lines); !cmp.Equal(got, []string{"action: " + text}) {
				t.Errorf("read as %q", got)
			}
			first, second, _ := strings.Cut(text, "\n")
			if got := lines(script(t, ".TOP\n\n@"+text+"\n").Scenes[0].Lines); !cmp.Equal(got, []string{"character: " + first, "dialogue: " + second}) {
				t.Errorf("with @ read as %q", got)
			}
		})
	}
	doc := mustRead(t, "内景 客厅 日\n\n王先生\n她坐下。\n", Options{Name: "a.fountain"})
	if len(doc.Warnings) != 1 || doc.Warnings[0].Line != 3 || !strings.Contains(doc.Warnings[0].Message, "put @ before every name") {
		t.Errorf("the warnings are %v", doc.Warnings)
	}
}

func TestSpecTransitionsAndMarks(t *testing.T) {
	t.Parallel()
	checkSpec(t, []specCase{
		{"transition", "CUT TO:\n\nOn.\n", []string{"transition: CUT TO:", "action: On."}},
		{"a space behind the colon", "CUT TO: \n\nOn.\n", []string{"action: CUT TO:", "action: On."}},
		{"in capitals only", "Cut to:\n\nOn.\n", []string{"action: Cut to:", "action: On."}},
		{"ends in TO:", "FADE OUT.\n\nCUT AWAY:\n", []string{"action: FADE OUT.", "action: CUT AWAY:"}},
		{"needs empty lines", "LISTEN TO:\nThe rain.\n", []string{"character: LISTEN TO:", "dialogue: The rain."}},
		{"a heading right below is forgiven", "CUT TO:\nINT. ATTIC - DAY\n", []string{"transition: CUT TO:", "scene: INT. ATTIC - DAY"}},
		{"a dot makes it a heading", ".CUT TO:\n", []string{"scene: CUT TO:"}},
		{"forced, in any language", "> Überblendung nach:\n\n>淡出\n", []string{"transition: Überblendung nach:", "transition: 淡出"}},
		{"centred", "> THE END <\n\n>THE END<\n\n>   THE END     <\n", []string{"centered: THE END", "centered: THE END", "centered: THE END"}},
		{"centred lines together", "> ONE <\n> TWO <\n", []string{"centered: ONE", "centered: TWO"}},
		{"page break", "On.\n\n===\n\nOff.\n\n======\n\nOut.\n", []string{"action: On.", "page_break", "action: Off.", "page_break", "action: Out."}},
		{"two signs are a synopsis", "==\n", []string{"synopsis: ="}},
		{"italic, bold, underlined", "*a* **b** ***c*** _d_ _**e**_ *_f_*\n", []string{"action: a b c d e f"}},
		{"nested emphasis", "_the *inner* word_\n", []string{"action: the inner word"}},
		{"spaces on both sides mean nothing", "He dialled *69 and then *23, and hung up.\n", []string{"action: He dialled *69 and then *23, and hung up."}},
		{"a pair is a pair", "He dialled *69 and then 23*, and hung up.\n", []string{"action: He dialled 69 and then 23, and hung up."}},
		{"escaped signs stay", "He dialled *69 and then 23\\*, and \\_hung\\_ up.\n", []string{"action: He dialled *69 and then 23*, and _hung_ up."}},
		{"not across lines", "*one\ntwo*\n", []string{"action: *one\ntwo*"}},
		{"emphasis in names and speech", "**MARA**\n_Yes_.\n", []string{"character: MARA", "dialogue: Yes."}},
	})
}

func TestSpecNotesAndBoneyard(t *testing.T) {
	t.Parallel()
	checkSpec(t, []specCase{
		{"note in a line", "JACK[[or who?]] waits.\n", []string{"note: or who?", "action: JACK waits."}},
		{"note on its own", "On.\n\n[[why?]]\n\nOff.\n", []string{"note: why?", "action: On.", "action: Off."}},
		{"note over several lines", "It rings. [[This needs\nwork.]] He looks.\n", []string{"note: This needs\nwork.", "action: It rings.  He looks."}},
		{"two spaces join an empty line", "It rings. [[This needs\n  \nwork.]] He looks.\n", []string{"note: This needs\n  \nwork.", "action: It rings.  He looks."}},
		{"an empty line ends it", "It [[rings.\n\nHe]] looks.\n", []string{"action: It [[rings.", "action: He]] looks."}},
		{"except in a heading, which it would spoil", "INT. ATTIC - DAY [[This\n\nneeds work]]\n\nUp.\n", []string{"scene: INT. ATTIC - DAY", "note: This\n\nneeds work", "action: Up."}},
		{"never closed", "It [[rings.\n", []string{"action: It [[rings."}},
		{"a later note still counts", "It [[rings.\n\nHe [[why?]]looks.\n", []string{"note: why?", "action: It [[rings.", "action: He looks."}},
		{"note in a speech", "MARA\nYes. [[no?]]\nWell.\n", []string{"note: no?", "character: MARA", "dialogue: Yes.", "dialogue: Well."}},
		{"note line in a speech", "MARA\n[[no?]]\nYes.\n[[a\nb]]\nWell.\n", []string{"note: no?", "note: a\nb", "character: MARA", "dialogue: Yes.", "dialogue: Well."}},
		{"note beside a name", "MARA [[or Ann]]\nYes.\n", []string{"note: or Ann", "character: MARA", "dialogue: Yes."}},
		{"boneyard with scenes in it", "On.\n\n/*\nINT. GONE - DAY\n\nGone.\n*/\n\nOff.\n", []string{"action: On.", "action: Off."}},
		{"boneyard in a line", "On /* gone */and off.\n", []string{"action: On and off."}},
		{"boneyard in a speech", "MARA\nYes.\n/*\nGone.\n\nGone.\n*/\nWell.\n", []string{"character: MARA", "dialogue: Yes.", "dialogue: Well."}},
		{"boneyard within a spoken line", "MARA\nYes /* gone\ngone */ well.\n", []string{"character: MARA", "dialogue: Yes  well."}},
		{"boneyard in boneyard", "/* a /* b */ c */On.\n", []string{"action: On."}},
		{"never closed hides the rest", "On.\n\n/* Gone.\n\nINT. GONE - DAY\n", []string{"action: On."}},
		{"notes in it are gone too", "/* [[no]] */On.\n", []string{"action: On."}},
	})
}

func TestSpecSectionsAndTitle(t *testing.T) {
	t.Parallel()
	checkSpec(t, []specCase{
		{"sections nest", "\x00# One\n\n## Two\n\n### Three\n\n.A\n\n## Four\n\n.B\n\n# Five\n\n.C\n", []string{"scene: A", "in: One/Two/Three", "scene: B", "in: One/Four", "scene: C", "in: Five"}},
		{"without a space", "\x00#One\n\n.A\n", []string{"scene: A", "in: One"}},
		{"no signs at the end are cut", "\x00# One #\n\n.A\n", []string{"scene: A", "in: One #"}},
		{"synopsis of a scene", "= She climbs.\n\nUp.\n", []string{"synopsis: She climbs.", "action: Up."}},
		{"synopsis of a section", "\x00# One\n\n= It begins.\n\n.A\n", []string{"scene: A", "in: One", "note: It begins."}},
		{"synopsis anywhere", "Up.\n= She climbs.\nOn.\n", []string{"synopsis: She climbs.", "action: Up.", "action: On."}},
		{"section in a speech", "\x00.A\n\nMARA\nYes.\n# Two\n\n.B\n", []string{"scene: A", "character: MARA", "dialogue: Yes.", "scene: B", "in: Two"}},
		{"title page", "\x00Title: The _**Quay**_\nCredit: Written by\nAuthor: A. Writer\nSource: A story\nDraft date: 1/2/2026\nContact: a@example.org\n\n.A\n",
			[]string{"title: The Quay", "author: A. Writer", "draft: 1/2/2026", "contact: a@example.org", "credit: Written by", "source: A story", "scene: A"}},
		{"values on lines of their own", "\x00Title:\n    The\n    Quay\nContact:\n\tNext door\n\t1588: Main St.\n\thttp://example.org\n\n.A\n",
			[]string{"title: The Quay", "contact: Next door\n1588: Main St.\nhttp://example.org", "scene: A"}},
		{"keys of one's own", "\x00Title: Quay\nShooting unit: Second\n\n.A\n", []string{"title: Quay", "shooting unit: Second", "scene: A"}},
		{"an unknown key first", "\x00Shooting unit:\n\tSecond\nTitle: Quay\n\n.A\n", []string{"title: Quay", "shooting unit: Second", "scene: A"}},
		{"all of it indented", "\x00    Title: Quay\n    Author: A\n\n.A\n", []string{"title: Quay", "author: A", "scene: A"}},
		{"no space behind the colon", "\x00Title:Quay\nAuthors:A and B\n\n.A\n", []string{"title: Quay", "author: A and B", "scene: A"}},
		{"capitals", "\x00TITLE: QUAY\n\n.A\n", []string{"title: QUAY", "scene: A"}},
		{"in other languages", "\x00Titre : Le Quai\n\n.A\n", []string{"title: Le Quai", "scene: A"}},
		{"FADE IN is no title page", "\x00FADE IN:\n\n.A\n", []string{"action: FADE IN:", "scene: A"}},
		{"FADE IN above action is none either", "\x00FADE IN:\n    Dust.\n\n.A\n", []string{"character: FADE IN:", "dialogue: Dust.", "scene: A"}},
		{"a forgotten empty line", "\x00Title: Quay\nINT. ATTIC - DAY\n\nUp.\n", []string{"title: Quay", "scene: INT. ATTIC - DAY", "action: Up."}},
		{"no title page", "\x00.A\n\nTitle: no\n", []string{"scene: A", "action: Title: no"}},
		{"comments in it", "\x00Title: Quay [[working]]\n/* gone */\nAuthor: A\n\n.A\n", []string{"title: Quay", "author: A", "scene: A", "note: working"}},
	})
}
