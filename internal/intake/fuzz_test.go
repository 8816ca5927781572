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

func FuzzCalendar(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCALENDAR\nMETHOD:REQUEST\nX-WR-CALNAME:A\nX-WR-TIMEZONE:Europe/Berlin\nBEGIN:VEVENT\nUID:u\nSEQUENCE:2\nDTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY\nSUMMARY:Sc 12A fitting\nATTENDEE;CN=\"A, B\";CUTYPE=ROOM:mailto:a@b\nEND:VEVENT\nEND:VCALENDAR\n",
		"BEGIN:VEVENT\nUID:u/1\nDTSTART:20260512T220000Z\nDTEND:20260514T010000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260512\nSTATUS:CANCELLED\nEND:VEVENT\n",
		"BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:u\nEND:VEVENT\nBEGIN:VEVENT\nDTSTART:99991231T235959Z\nDURATION:P9W\n", "BEGIN:VEVENT\nDTSTART:00010101T000000+2359\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadCalendar(data, Options{Name: "f.ics", From: "2026-01-01", To: "2026-12-31"})
		checkFuzzed(t, doc, err)
		if err != nil {
			return
		}
		facts, _, err := Merge(production.Facts{}, doc, MergeOptions{})
		if err != nil {
			t.Fatal(err)
		}
		again, changes, err := Merge(facts, doc, MergeOptions{})
		if err != nil || len(again.Events) != len(facts.Events) || len(changes.Added)+len(changes.Removed) > 0 {
			t.Fatalf("the second merge is not the first: %+v, %v", changes, err)
		}
		for _, e := range facts.Events {
			if _, err := production.ParseDate(string(e.Date)); err != nil || e.Start.Known() && e.End.Known() && e.End < e.Start || e.Calendar == "" || e.UID == "" {
				t.Fatalf("%+v", e)
			}
		}
	})
}

func FuzzCards(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCARD\nVERSION:4.0\nFN:Ann Lee\nTITLE:Director\nORG:A;B\nTEL;VALUE=uri;PREF=1:tel:+1;ext=2\nEMAIL:a@b\nCATEGORIES:Cast,Crew\nEND:VCARD\n",
		"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FC=\nller;A\nTEL;PREF:5\nNOTE:Character: ANN\nEND:VCARD\nBEGIN:VCARD\nFN:m\xfcller a\nitem1.X-A:b\nitem1.X-ABLABEL:Character\n",
		"BEGIN:VCARD\nORG:A\nBEGIN:VCARD\nFN:B\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := ReadCards(data, Options{Name: "f.vcf"})
		checkFuzzed(t, doc, err)
		for _, p := range doc.People {
			if p.Name == "" || p.Kind == "" {
				t.Fatalf("%+v", p)
			}
		}
	})
}
