package revise

import (
	"slices"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// FuzzMerge takes in one script and then another: whatever they are, ids stay unique, strips point at
// scenes, and the second script taken in again changes nothing.
func FuzzMerge(f *testing.F) {
	f.Add(intaketest.DraftOne, intaketest.DraftTwo)
	f.Add(intaketest.DraftOne, "INT. KITCHEN - DAY #2#\n\nEDDA\nTea.\n\nEXT. QUAY - NIGHT #3#\n\nSUNNY\nRain. It has rained all day on us.\n")
	f.Add("INT. A #1#\n\nINT. A #1#\n\nINT. A #1PT2#\n", ".OMITTED #1#\n\nINT. A #R1#\n\nINT. A #1-3#\n")
	f.Add("INT. A\n\nB\nC.\n\nINT. A\n\nB\nC.\n", "INT. A\n\nB\nC.\n\nINT. D #A1#\n\nE\nC.\n")
	board := mustRead(f, intaketest.Plan, intake.Options{Name: "a.csv"})
	f.Fuzz(func(t *testing.T, one, two string) {
		first, err := intake.ReadFountain([]byte(one), intake.Options{Name: "a.fountain"})
		second, err2 := intake.ReadFountain([]byte(two), intake.Options{Name: "b.fountain"})
		if err != nil || err2 != nil {
			return
		}
		facts, _ := merged(t, production.Facts{}, first)
		facts, _ = merged(t, facts, board)
		facts, _ = merged(t, facts, second)
		again, changes := merged(t, facts, second)
		if n := len(changes.Added) + len(changes.Removed) + len(changes.Moved) + len(changes.Changed); n > 0 || len(again.Scenes) != len(facts.Scenes) {
			t.Fatalf("taking the script in again reports %+v", changes)
		}
	})
}

// FuzzMergePapers takes in any paper twice: what can be read can be merged, and the second time no scene
// goes.
func FuzzMergePapers(f *testing.F) {
	for _, seed := range [][2]string{
		{"a.fountain", intaketest.DraftOne}, {"a.csv", intaketest.Plan}, {"b.csv", intaketest.MovedPlan}, {"a.uss", intaketest.USS},
		{"a.fountain", "Title:\n\n.A\n\n@B\n~C\n(d)\n\nINT. A #1#\n\nINT. A #1#\n"},
		{"a.fdx", "<FinalDraft><Content><Paragraph Type=\"Scene Heading\"><Text>INT. A</Text></Paragraph></Content></FinalDraft>"},
		{"a.uss", `{"breakdowns":[{"type":"scene","scene":"1","pages":"x","elements":[[["a"]]]}],"_people":[{"name":"X","away":[{"from":"2026-01-01"}]}]}`},
		{"a.csv", "Scene,Set,Pages\nDAY 1 - Tue 12 May,,\n1,HUT,3/8\nLUNCH,,\nEnd of Day 1 -- 4 2/8 pgs,,\nBONEYARD\n9,,\n"},
		{"a.csv", "Scene,Shot,Size,Time\nSCENE 3\n,1,CU,0:15\n,12-3,,1h\n"}, {"a.csv", "Location,Address,Set,Date\nA,B,\"c, d\",30 Dec\n"},
		{"a.csv", "#,Character,Actor,Away,Available\n1,A,B,12-14 May 2026; x - y,1.5.26 bis 3.5.26\n"}, {"a.csv", "Scene,Set\n1,HUT\n"},
		{"a.vcf", "BEGIN:VCARD\nFN:Ann Lee\nTITLE:Director\nEND:VCARD\nBEGIN:VCARD\nORG:A\n"},
	} {
		f.Add(seed[0], []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		doc, err := intake.Read(data, intake.Options{Name: name, Start: "2026-12-28", From: "2026-01-01", To: "2026-12-31"})
		if err == nil {
			checkMerged(t, doc)
		}
	})
}

// checkMerged takes a paper in twice.
func checkMerged(t *testing.T, doc intake.Document) {
	t.Helper()
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

// FuzzMergeCalendar takes in a calendar twice, and then by a subscription with the file behind it: nothing
// is there twice.
func FuzzMergeCalendar(f *testing.F) {
	for _, seed := range intaketest.Calendars {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := intake.ReadCalendar(data, intake.Options{Name: "f.ics", From: "2026-01-01", To: "2026-12-31"})
		if err != nil {
			return
		}
		checkMerged(t, doc)
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
		fetched, err := intake.ReadCalendar(data, intake.Options{Name: "f.ics", From: "2026-01-01", To: "2026-12-31", Calendar: "feed"})
		if err != nil {
			return
		}
		for _, paper := range []intake.Document{fetched, doc} { // by subscription, and then the file again
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
