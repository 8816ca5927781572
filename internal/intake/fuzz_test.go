package intake

import (
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// checkFuzzed holds what every reader promises for any input: an error with code invalid, or a
// document that says what it is.
func checkFuzzed(t *testing.T, doc Document, err error) {
	t.Helper()
	if err != nil && !fault.Is(err, fault.Invalid) {
		t.Fatalf("the error has code %q: %v", fault.CodeOf(err), err)
	}
	if err == nil && doc.Kind == "" {
		t.Fatalf("a document of no kind: %+v", doc)
	}
}

func FuzzFountain(f *testing.F) {
	for _, seed := range []string{outlined, intaketest.DraftOne, "", "Title:\n\n.A\n\n@B\n~C\n(d)\n", "/*", "[[", "INT. A #1#\n\nINT. A #1#\n", "***a_b*_**\n\n> x <\n\n>", "\xff\xfeI\x00N\x00",
		"内景 客厅 日\n\n@王先生\n(low)\n~La\n\n@B ^\nC\n", "INT. A [[b\n\nc]]\n\nD [[e\n  \nf]] g /* h\n*/ i\n", "Title:\n\tA\n    B\nC: d\n\n# E\n= f\n\nCUT TO:\nINT. G\n\n===\n\n> H <\n\n!I\n.J\n.1\n",
		"INT-EXT. A, NIGHT. DUSK (x) #1-A#\n\nინტ. ბ - ღამე\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadFountain(data, Options{Name: "f.fountain"})
		checkFuzzed(t, doc, err)
		checkScript(t, doc, err, data)
	})
}

func FuzzFDX(f *testing.F) {
	for _, seed := range []string{finalDraft, "<FinalDraft/>", "<FinalDraft><Content><Paragraph Type=\"Scene Heading\"><Text>INT. A</Text></Paragraph></Content></FinalDraft>", "<?xml",
		fdxPage("6", fdxPara("Slug", "int. a")+`<Paragraph Type="Scene Heading" Number="1"><SceneProperties Length="2" Page="x"><SceneArcBeats><CharacterArcBeat Name="B"/></SceneArcBeats></SceneProperties><Text RevisionID="1" TagNumber="1">C</Text><OmittedScene><Paragraph/></OmittedScene></Paragraph><Paragraph><DualDialogue><Paragraph Type="Character"/></DualDialogue></Paragraph>`,
			`<ElementSettings Type="Slug"><Behavior PaginateAs="Scene Heading"/></ElementSettings><Revisions ActiveSet="1"><Revision ID="1" Name="Blue"/></Revisions><ScriptNotes><ScriptNote Range="1,2"><Paragraph><Text>n</Text></Paragraph></ScriptNote></ScriptNotes>`)} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadFDX(data, Options{Name: "f.fdx"})
		checkFuzzed(t, doc, err)
		checkScript(t, doc, err, data)
	})
}

// checkScript holds what every reader of scripts promises: as many bytes of text as there were, at
// most, and measures that make sense.
func checkScript(t *testing.T, doc Document, err error, data []byte) {
	t.Helper()
	if err != nil {
		return
	}
	for _, s := range doc.Script.Scenes {
		if s.Eighths < 0 || s.Eighths == 0 && !s.Omitted || s.Number == "" || s.SourceLine < 1 || s.SourceLine > len(data)+1 {
			t.Fatalf("scene %q of line %d has %d eighths (omitted %t)", s.Number, s.SourceLine, s.Eighths, s.Omitted)
		}
		if len(s.Lines) > maxLines || len(s.Notes) > production.MostPerScene || len(s.Characters) > production.MostPerScene {
			t.Fatalf("scene %q has %d lines, %d notes, %d characters", s.Number, len(s.Lines), len(s.Notes), len(s.Characters))
		}
	}
}

func FuzzOSF(f *testing.F) {
	for _, seed := range []string{osfSmall, osfPage("12", osfPara("Scene Heading", "&lt;b&gt;INT. A")+`<para number="1" synopsis="s" note="n"><style basestyle="Character" dualdialogue="1" pagebreakbefore="1"/><text allcaps="1">b</text></para>`+osfPara("Dialogue", "c")),
		`<document type="Open Screenplay Format document"><info title="a"/><titlepage><para bookmark="Author"><text>b</text></para></titlepage></document>`, zipped(f, "document.xml", osfSmall), "PK\x03\x04", "<document"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadOSF(data, Options{Name: "f.fadein"})
		checkFuzzed(t, doc, err)
		checkScript(t, doc, err, append(data, make([]byte, maxLines)...))
	})
}

func FuzzCeltx(f *testing.F) {
	for _, seed := range []string{celtxHead + celtxBody, "<p class=sceneheading>INT. A<span class=prop>b</span></span><br><p class=\"character x\">c", zipped(f, "project.rdf", "", "script-a.html", celtxBody), "PK\x03\x04", "<title>", "<!--", "<p"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadCeltx(data, Options{Name: "f.celtx"})
		checkFuzzed(t, doc, err)
		checkScript(t, doc, err, append(data, make([]byte, maxLines)...))
	})
}

func FuzzUSS(f *testing.F) {
	for _, seed := range []string{intaketest.USS, `{"breakdowns":[{"type":"scene","scene":"1","pages":"x","elements":[[["a"]]]}]}`, `{"breakdowns":{"type":"day"},"stripboards":[{"boards":[]}]}`, "{",
		"{" + someScenes + `,"stripboards":[{"calendar":"k","boards":[{"breakdownIds":[["t","a"],[],"b",["c"]],"_days":[{"works":false},null]},{"name":"2nd Unit","calendar":"k2","breakdownIds":[["c"]]}]}],` + someDates + "}",
		`[{"breakdowns":{"x":{"type":"strip","scene":["1",2],"pages":"1 3/8","time":"1:30","elements":[{"name":"A","category":"Cast"},"1"],"ie":"ext","cast":[1]}},"elements":{"$oid":"1"}}]`,
		`{"breakdowns":[{"type":"scene","scene":1e3,"_numbered":false}],"calendars":[{"daysOff":"Sat,0","events":{"a":{"isStart":true,"date":{"$date":1772755200000}},"b":{"from":"2026-03-01","to":"2026-04-01","name":"hold"}}}],"_people":[{"name":"X","away":[{"from":"2026-01-01"}]}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadUSS(data, Options{Name: "f.uss"})
		checkFuzzed(t, doc, err)
	})
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{tableText, intaketest.Plan, intaketest.MovedPlan, "Day,Scene,Cap,Start,End\n1,1,2,23:00,01:00\n", "Name,Role\nA,B\n", "\"", "sep=;\n;",
		"Scene,Set,Pages\nDAY 1 - Tue 12 May,,\n1,HUT,3/8\nLUNCH,,\nEnd of Day 1 -- 4 2/8 pgs,,\nBONEYARD\n9,,\n", "Scene,Set\n1,HUT\n",
		"#,Character,Actor,Away,Available\n1,A,B,12-14 May 2026; x - y,1.5.26 bis 3.5.26\n", "Position,Name,Phone\nCAMERA\nDoP,A,b@c\n",
		"Scene,Shot,Size,Time\nSCENE 3\n,1,CU,0:15\n,12-3,,1h\n", "Location,Address,Set,Date\nA,B,\"c, d\",30 Dec\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadTable(data, Options{Name: "f.csv", Start: "2026-12-28"})
		checkFuzzed(t, doc, err)
		if _, _, err := TableHeader(data); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}

func FuzzXLSX(f *testing.F) {
	f.Add(workbook(f, tableText))
	f.Add(workbook(f, "Name,Role\nA,B\n", intaketest.Plan))
	f.Add(workbook(f, "Scene,Shot,Size\n1,1,CU\n")[:900])
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadWorkbook(data, Options{Name: "f.xlsx"})
		checkFuzzed(t, doc, err)
		if _, _, err := TableHeader(data); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}
