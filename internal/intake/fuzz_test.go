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
	for _, seed := range []string{ussDocumented, `{"breakdowns":[{"type":"scene","scene":"1","pages":"x","elements":[[["a"]]]}]}`, `{"breakdowns":{"type":"day"},"stripboards":[{"boards":[]}]}`, "{",
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
	for _, seed := range []string{tableText, plan, moved, "Day,Scene,Cap,Start,End\n1,1,2,23:00,01:00\n", "Name,Role\nA,B\n", "\"", "sep=;\n;"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadTable(data, Options{Name: "f.csv"})
		checkFuzzed(t, doc, err)
		if _, _, err := TableHeader(data); err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}
