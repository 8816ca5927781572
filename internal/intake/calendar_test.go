package intake

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// calendarOf reads a calendar that must be readable.
func calendarOf(t testing.TB, text string, opt Options) Document {
	t.Helper()
	opt.Zone = berlin(t)
	doc := mustRead(t, text, opt)
	if doc.Kind != KindCalendar || doc.Format != FormatCalendar || doc.Calendar == nil {
		t.Fatalf("read as %s, %s", doc.Kind, doc.Format)
	}
	return doc
}

// listed shows events as "2026-05-12 09:00-10:00 kind title".
func listed(events []production.Event) []string {
	out := []string{}
	for _, e := range events {
		out = append(out, fmt.Sprintf("%s %s-%s %s %s", e.Date, e.Start, e.End, e.Kind, e.Title))
	}
	return out
}

func TestCalendarEvents(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		event string
		want  []string
		say   string
	}{
		"in our zone":     {"DTSTART:20260512T070000Z\nDTEND:20260512T083000Z\nSUMMARY:Costume fitting Ann\n", []string{"2026-05-12 09:00-10:30 fitting Costume fitting Ann"}, ""},
		"past midnight":   {"DTSTART:20260512T180000Z\nDTEND:20260513T010000Z\nSUMMARY:Night rehearsal\n", []string{"2026-05-12 20:00-03:00+1 rehearsal Night rehearsal"}, ""},
		"to midnight":     {"DTSTART:20260512T180000Z\nDTEND:20260512T220000Z\nSUMMARY:A\n", []string{"2026-05-12 20:00-00:00+1 other A"}, ""},
		"no end":          {"DTSTART:20260512T180000Z\nSUMMARY:A\n", []string{"2026-05-12 20:00- other A"}, ""},
		"day":             {"DTSTART;VALUE=DATE:20260512\nSUMMARY:Day off\n", []string{"2026-05-12 - day_off Day off"}, ""},
		"days":            {"DTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260514\nSUMMARY:Travel\n", []string{"2026-05-12 - travel Travel", "2026-05-13 - travel Travel"}, ""},
		"hours over days": {"DTSTART:20260512T160000Z\nDTEND:20260514T060000Z\nSUMMARY:A\n", []string{"2026-05-12 18:00-00:00+1 other A", "2026-05-13 00:00-00:00+1 other A", "2026-05-14 00:00-08:00 other A"}, ""},
		"recce":           {"DTSTART;VALUE=DATE:20260512\nSUMMARY:Recce with wardrobe\n", []string{"2026-05-12 - other Recce with wardrobe"}, ""},
		"tech scout":      {"DTSTART;VALUE=DATE:20260512\nSUMMARY:Tech scout: costume\n", []string{"2026-05-12 - other Tech scout: costume"}, ""},
		"by category":     {"DTSTART;VALUE=DATE:20260512\nSUMMARY:Ann\nCATEGORIES:Talent,Rehearsal\n", []string{"2026-05-12 - rehearsal Ann"}, ""},
		"no title":        {"DTSTART;VALUE=DATE:20260512\n", []string{"2026-05-12 - other Event"}, ""},
		"unknown zone":    {"DTSTART;TZID=Nowhere:20260512T090000\nSUMMARY:A\n", []string{"2026-05-12 09:00- other A"}, `"Nowhere" is not known`},
		"weekly":          {"DTSTART;TZID=Europe/Berlin:20260323T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:A\n", []string{"2026-03-23 09:00-10:00 other A", "2026-03-30 09:00-10:00 other A"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := calendarOf(t, intaketest.Calendar("", "UID:u\n"+test.event), Options{})
			if diff := cmp.Diff(test.want, listed(doc.Calendar.Events)); diff != "" {
				t.Errorf("the events differ (-want +got):\n%s", diff)
			}
			said := fmt.Sprint(doc.Warnings)
			if !strings.Contains(said, test.say) || test.say == "" && len(doc.Warnings) > 0 {
				t.Errorf("the warnings are %s, want %q", said, test.say)
			}
		})
	}
}

func TestCalendarTells(t *testing.T) {
	t.Parallel()
	doc := calendarOf(t, intaketest.Calendar("PRODID:-//Maker//Calendar 4.0.1//EN\nX-WR-CALNAME:Unit\n", "UID:u\nSEQUENCE:3\nDTSTART:20260512T070000Z\nSUMMARY:Blocking Sc. 12a\\, kitchen\n"+
		"LOCATION:Stage 2\\, gate B\nATTENDEE;CN=\"Tom Hill\":mailto:tom@example.org\nATTENDEE:mailto:ann@example.org\nATTENDEE;CN=Away;PARTSTAT=DECLINED:mailto:x@example.org\nATTENDEE;CN=Room 5;CUTYPE=ROOM:mailto:r@example.org\n"), Options{})
	want := []production.Event{{
		Kind: production.Rehearsal, Title: "Blocking Sc. 12a, kitchen", Date: "2026-05-12", Start: 9 * 60, End: production.NoClock, People: []string{"Tom Hill", "ann@example.org"},
		Place: "Stage 2, gate B", Scene: "12A", Calendar: "Unit · -//Maker//Calendar //EN", UID: "u", Sequence: 3,
	}}
	if diff := cmp.Diff(want, doc.Calendar.Events); diff != "" {
		t.Errorf("the event differs (-want +got):\n%s", diff)
	}
}

func TestSceneInTitle(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"Sc 12A": "12A", "Fitting sc.7": "7", "Scene #12": "12", "Scenes 4-6 blocking": "4", "Rehearse SC12": "12", "Szene 3b": "3B", "A12 build": "", "Disc 5": "",
		"Scenic build 5": "", "Sc A5": "A5",
	} {
		got := ""
		if m := sceneInTitle.FindStringSubmatch(title); m != nil {
			got = strings.ToUpper(m[1])
		}
		if got != want {
			t.Errorf("%q is for scene %q, want %q", title, got, want)
		}
	}
}

func TestCalendarIdentity(t *testing.T) {
	t.Parallel()
	one, two := "UID:u\nDTSTART:20260512\n", "UID:v\nDTSTART:20260513\n"
	tests := map[string]struct {
		head    string
		events  []string
		opt     Options
		key     string
		partial bool
	}{
		"subscription":           {"X-WR-RELCALID:rel\n", []string{one}, Options{Calendar: "feed"}, "feed", false},
		"its own id":             {"X-WR-RELCALID:rel\nX-WR-CALNAME:Unit\n", []string{one}, Options{}, "rel", false},
		"RFC 7986":               {"UID:abc\nNAME:Unit\n", []string{one}, Options{}, "abc", false},
		"name and maker":         {"X-WR-CALNAME:Unit\nPRODID:Maker 5.2\n", []string{one}, Options{}, "Unit · Maker", false},
		"nothing":                {"", []string{one, two}, Options{}, "calendar", false},
		"one event":              {"METHOD:PUBLISH\n", []string{one}, Options{}, "calendar", true},
		"one event, named":       {"METHOD:PUBLISH\nX-WR-CALNAME:Unit\n", []string{one}, Options{}, "Unit", false},
		"request":                {"METHOD:REQUEST\nX-WR-CALNAME:Unit\n", []string{one, two}, Options{}, "Unit", true},
		"series with a change":   {"", []string{one + "RRULE:FREQ=DAILY;COUNT=2\n", one + "RECURRENCE-ID:20260513\n"}, Options{}, "calendar", true},
		"events without an UID":  {"", []string{"DTSTART:20260512\n", "DTSTART:20260513\n"}, Options{}, "calendar", false},
		"cancel to subscription": {"METHOD:CANCEL\n", []string{one}, Options{Calendar: "feed"}, "feed", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := calendarOf(t, intaketest.Calendar(test.head, test.events...), test.opt).Calendar
			if c.Key != test.key || c.Partial != test.partial {
				t.Errorf("key %q, partial %v; want %q, %v", c.Key, c.Partial, test.key, test.partial)
			}
			for _, e := range c.Events {
				if e.Calendar != test.key || e.UID == "" {
					t.Errorf("%+v is not of calendar %q", e, test.key)
				}
			}
		})
	}
}

func TestCalendarCancels(t *testing.T) {
	t.Parallel()
	doc := calendarOf(t, intaketest.Calendar("METHOD:REQUEST\n", "UID:a\nDTSTART:20260512\nRRULE:FREQ=DAILY;COUNT=2\n", "UID:a\nSEQUENCE:2\nRECURRENCE-ID:20260513\nDTSTART:20260513\nSTATUS:CANCELLED\n", "UID:b\nDTSTART:20260512\nSTATUS:CANCELLED\nSEQUENCE:1\n"), Options{})
	if got := doc.Calendar.Cancelled; !slices.Equal(got, []Occurrence{{"a", "20260513"}, {"b", ""}}) || len(doc.Calendar.Events) != 1 {
		t.Errorf("cancelled %v, events %v", got, listed(doc.Calendar.Events))
	}
	if got := doc.Calendar.Sequence; got[Occurrence{"b", ""}] != 1 || got[Occurrence{"a", "20260513"}] != 2 {
		t.Errorf("the sequences are %v", got)
	}
}

func TestCalendarLeavesOut(t *testing.T) {
	t.Parallel()
	ours := "UID:0123@btsdirector.example\nDTSTART:20260512\n"
	doc := calendarOf(t, intaketest.Calendar("", ours, "UID:a@bts\nDTSTART:20260512\n", "UID:c\nDTSTART:20260512\n")+
		"BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nBEGIN:VJOURNAL\nEND:VJOURNAL\nBEGIN:VJOURNAL\nEND:VJOURNAL\nEND:VCALENDAR\n", Options{})
	said := fmt.Sprint(doc.Warnings)
	for _, want := range []string{"one to-do was left out", "2 journal entries were left out", "2 events are from our own plan"} {
		if !strings.Contains(said, want) {
			t.Errorf("the warnings %s do not say %q", said, want)
		}
	}
	if len(doc.Calendar.Events) != 1 || doc.Calendar.Events[0].UID != "c" || len(doc.Calendar.Whole) != 1 {
		t.Errorf("events %+v", doc.Calendar.Events)
	}
	long := calendarOf(t, intaketest.Calendar("X-WR-CALNAME:Bank holidays\n", "UID:a\nDTSTART;VALUE=DATE:20260101\nDTEND;VALUE=DATE:20270101\nSUMMARY:A\n"), Options{})
	if n := len(long.Calendar.Events); n != 60 || !strings.Contains(fmt.Sprint(long.Warnings), "lasts 365 days; only the first 60") || long.Calendar.Events[0].Kind != production.Holiday {
		t.Errorf("%d events, %v", n, long.Warnings)
	}
	for name, text := range map[string]string{
		"our own plan":           intaketest.Calendar("PRODID:-//BTS Director//bts//EN\n", "UID:x\nDTSTART:20260512\n"),
		"answer":                 intaketest.Calendar("METHOD:REPLY\n", one("x")),
		"without events":         intaketest.Calendar(""),
		"has no readable start":  intaketest.Calendar("", "SUMMARY:A\n"),
		"only events are taken":  "BEGIN:VCALENDAR\nBEGIN:VTODO\nEND:VTODO\nEND:VCALENDAR\n",
		"BEGIN:VCALENDAR was ex": "X:1\n",
	} {
		_, err := ReadCalendar([]byte(text), Options{Name: "a.ics"})
		if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, name) {
			t.Errorf("%v, want %q", e, name)
		}
	}
	empty, err := ReadCalendar([]byte(intaketest.Calendar("")), Options{Calendar: "feed"})
	if err != nil || empty.Calendar == nil || empty.Calendar.Partial || len(empty.Warnings) != 1 {
		t.Errorf("an empty subscription gives %+v, %v", empty, err)
	}
}

func one(uid string) string { return "UID:" + uid + "\nDTSTART:20260512\n" }

func TestCalendarWindow(t *testing.T) {
	t.Parallel()
	text := intaketest.Calendar("", "UID:a\nDTSTART:20200101\nRRULE:FREQ=MONTHLY\n")
	now := time.Date(2026, 5, 12, 10, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		opt         Options
		n           int
		first, last production.Date
	}{
		"around now":  {Options{Now: now}, 36, "2025-06-01", "2028-05-01"},
		"between":     {Options{Now: now, From: "2026-01-01", To: "2026-03-01"}, 3, "2026-01-01", "2026-03-01"},
		"without now": {Options{}, 37, "2020-01-01", "2023-01-01"},
	} {
		events := calendarOf(t, text, test.opt).Calendar.Events
		if len(events) != test.n || events[0].Date != test.first || events[len(events)-1].Date != test.last {
			t.Errorf("%s: %v, want %d from %s to %s", name, listed(events), test.n, test.first, test.last)
		}
	}
}

// refusedSamples are the shared files without anything to take in, by what the refusal says.
var refusedSamples = map[string]string{
	"vcard_grouped.vcf": "no contact of the list has a name", "fuzz_testcase_0_char_in_component_name.ics": "without events",
	"issue_27_multiple_periods_in_freebusy_one_freebusy.ics": "answer to an invitation",
}

// TestSharedCalendarsAndCards reads every calendar and contact card of the shared data. Those without
// a VEVENT that has a DTSTART must be refused with a reason, all others must be read.
func TestSharedCalendarsAndCards(t *testing.T) {
	t.Parallel()
	var files []string
	intaketest.SharedFile(t, "INDEX.tsv")
	for _, dir := range []string{"schedules", "crew-contacts"} {
		err := filepath.WalkDir(filepath.Join(intaketest.SharedRoot(), dir), func(path string, _ fs.DirEntry, err error) error {
			if ext := filepath.Ext(path); ext == ".ics" || ext == ".vcf" {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 150 {
		t.Fatalf("%d files", len(files))
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(path)
		doc, err := Read(data, Options{Name: name, Zone: berlin(t)})
		reason, refused := refusedSamples[name]
		if !refused && filepath.Ext(name) == ".ics" && !hasEvent(string(data)) {
			reason, refused = "without events", true
			if strings.Contains(strings.ToUpper(string(data)), "BEGIN:VEVENT") {
				reason = "no event of this calendar can be read"
			}
		}
		switch {
		case refused:
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, reason) {
				t.Errorf("%s: %v, want %q", name, e, reason)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		case doc.Calendar != nil && len(doc.Calendar.Events)+len(doc.Calendar.Cancelled)+len(doc.Warnings) == 0, doc.Calendar == nil && len(doc.People) == 0:
			t.Errorf("%s: nothing was read", name)
		}
	}
}

// hasEvent reports a DTSTART with a date inside of a VEVENT.
func hasEvent(text string) bool {
	text = strings.NewReplacer("\r", "", "\n\n ", "", "\n ", "").Replace(text)
	inside := ""
	for line := range strings.Lines(strings.ToUpper(text)) {
		line = strings.TrimSpace(line)
		switch name, value, _ := strings.Cut(line, ":"); {
		case name == "BEGIN":
			inside = value
		case name == "END":
			inside = ""
		case inside == "VEVENT" && strings.HasPrefix(name, "DTSTART") && strings.ContainsAny(line[len(line)-1:], "0123456789Z"):
			return true
		}
	}
	return false
}
