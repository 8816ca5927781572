package intake

import (
	"slices"
	"testing"

	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/production"
)

func FuzzCalendar(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCALENDAR\nMETHOD:REQUEST\nX-WR-CALNAME:A\nX-WR-TIMEZONE:Europe/Berlin\nBEGIN:VEVENT\nUID:u\nSEQUENCE:2\nDTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260601\nRRULE:FREQ=WEEKLY\nSUMMARY:Sc 12A fitting\nATTENDEE;CN=\"A, B\";CUTYPE=ROOM:mailto:a@b\nEND:VEVENT\nEND:VCALENDAR\n",
		"BEGIN:VEVENT\nUID:u/1\nDTSTART:20260512T220000Z\nDTEND:20260514T010000Z\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260512\nSTATUS:CANCELLED\nEND:VEVENT\n",
		"BEGIN:VCALENDAR\nPRODID:A\nBEGIN:VEVENT\nUID:u\nDTSTART:20260512\nDTEND:20260515\nEND:VEVENT\nBEGIN:VEVENT\nUID:v\nDTSTART:20260512\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\nEND:VCALENDAR\n",
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
		fetched, err := ReadCalendar(data, Options{Name: "f.ics", From: "2026-01-01", To: "2026-12-31", Calendar: "feed"})
		if err != nil {
			return
		}
		for _, paper := range []Document{fetched, doc} { // by subscription, and then the file again
			facts, _ = mergeTwice(t, facts, paper, MergeOptions{Live: map[string]bool{"feed": true}})
		}
		for _, e := range facts.Events {
			if !doc.Calendar.Partial && e.Calendar != "feed" && ical.Named(e.UID) && hasUID(fetched.Calendar.Events, e.UID) {
				t.Fatalf("the file has %+v beside the subscription", e)
			}
		}
	})
}

func hasUID(events []production.Event, uid string) bool {
	return slices.ContainsFunc(events, func(e production.Event) bool { return e.UID == uid })
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
