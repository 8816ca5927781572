package intake

import (
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// checkFuzzed holds what every reader promises for any input: an error with code invalid, or a
// document that can be merged twice.
func checkFuzzed(t *testing.T, doc Document, err error) {
	t.Helper()
	if err != nil {
		if !fault.Is(err, fault.Invalid) {
			t.Fatalf("the error has code %q: %v", fault.CodeOf(err), err)
		}
		return
	}
	facts, _, err := Merge(production.Facts{}, doc, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	_, changes, err := Merge(facts, doc, MergeOptions{Force: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range changes.Removed {
		if c.What == whatScene {
			t.Fatalf("the second merge removed %+v", c)
		}
	}
}

func FuzzFountain(f *testing.F) {
	for _, seed := range []string{outlined, draftOne, "", "Title:\n\n.A\n\n@B\n~C\n(d)\n", "/*", "[[", "INT. A #1#\n\nINT. A #1#\n", "***a_b*_**\n\n> x <\n\n>", "\xff\xfeI\x00N\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadFountain(data, Options{Name: "f.fountain"})
		checkFuzzed(t, doc, err)
	})
}

func FuzzFDX(f *testing.F) {
	for _, seed := range []string{finalDraft, "<FinalDraft/>", "<FinalDraft><Content><Paragraph Type=\"Scene Heading\"><Text>INT. A</Text></Paragraph></Content></FinalDraft>", "<?xml"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadFDX(data, Options{Name: "f.fdx"})
		checkFuzzed(t, doc, err)
	})
}

func FuzzUSS(f *testing.F) {
	for _, seed := range []string{ussDocumented, `{"breakdowns":[{"type":"scene","scene":"1","pages":"x","elements":[[["a"]]]}]}`, `{"breakdowns":{"type":"day"},"stripboards":[{"boards":[]}]}`, "{"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadUSS(data, Options{Name: "f.uss"})
		checkFuzzed(t, doc, err)
	})
}

func FuzzTable(f *testing.F) {
	for _, seed := range []string{tableText, plan, moved, "Day,Scene,Cap,Start,End\n1,1,2,23:00,01:00\n", "Name,Role\nA,B\n", "\"", "sep=;\n;",
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
	f.Add(workbook(f, "Name,Role\nA,B\n", plan))
	f.Add(workbook(f, "Scene,Shot,Size\n1,1,CU\n")[:900])
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadWorkbook(data, Options{Name: "f.xlsx"})
		checkFuzzed(t, doc, err)
		if _, _, err := TableHeader(data); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}
