package revise

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// fetched reads a calendar that came by a subscription.
func fetched(t testing.TB, key string, events ...string) intake.Document {
	t.Helper()
	return calendarOf(t, intaketest.Calendar("PRODID:Office\n", events...), intake.Options{Calendar: key})
}

// TestUIDsMayHoldSlashes: a UID is opaque; neither its end nor its beginning is another event.
func TestUIDsMayHoldSlashes(t *testing.T) {
	t.Parallel()
	invite := calendarOf(t, intaketest.Calendar("METHOD:REQUEST\nPRODID:Mail\n", "UID:http://h/ev/99\nDTSTART:20260506\nSUMMARY:N\n"), intake.Options{})
	facts, _ := mustMerge(t, production.Facts{}, fetched(t, "feed", "UID:http://h/ev/1\nDTSTART:20260502\nSUMMARY:A\n", "UID:http://h/ev\nDTSTART:20260503\nSUMMARY:B\n"))
	facts, _ = mustMerge(t, facts, invite)
	facts, changes := mustMerge(t, facts, fetched(t, "feed", "UID:http://h/ev/1\nDTSTART:20260502\nSUMMARY:A\n", "UID:http://h/ev\nDTSTART:20260503\nSUMMARY:B\n"))
	want := []string{"new Mail http://h/ev/99 N 2026-05-06", "new feed http://h/ev/1 A 2026-05-02", "new feed http://h/ev B 2026-05-03"}
	if diff := cmp.Diff(want, knownEvents(facts)); diff != "" || len(changes.Removed) > 0 {
		t.Errorf("after the refresh (-want +got):\n%s", diff)
	}
	facts, _ = mustMerge(t, facts, calendarOf(t, intaketest.Calendar("METHOD:CANCEL\nPRODID:Mail\n", "UID:http://h/ev\n"), intake.Options{}))
	if diff := cmp.Diff(want[:2], knownEvents(facts)); diff != "" {
		t.Errorf("after one is cancelled (-want +got):\n%s", diff)
	}
}

// TestCalendarOccurrences: what tells the parts of a UID apart stands beside it.
func TestCalendarOccurrences(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ event, want string }{
		"one":                     {"DTSTART:20260504T090000\n", ""},
		"series":                  {"DTSTART:20260504T090000\nRRULE:FREQ=DAILY;COUNT=2\n", "20260504T090000 20260505T090000"},
		"several days":            {"DTSTART:20260504\nDTEND:20260506\n", "20260504 20260505"},
		"series of several days":  {"DTSTART:20260504T090000\nDTEND:20260505T180000\nRRULE:FREQ=WEEKLY;COUNT=2\n", "20260504T090000/20260504 20260504T090000/20260505 20260511T090000/20260511 20260511T090000/20260512"},
		"one changed, two days":   {"RECURRENCE-ID:20260504T090000\nDTSTART:20260506T090000\nDTEND:20260507T180000\n", "20260504T090000/20260506 20260504T090000/20260507"},
		"one changed, on one day": {"RECURRENCE-ID:20260504T090000\nDTSTART:20260506T090000\n", "20260504T090000"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, e := range calendarOf(t, intaketest.Calendar("", "UID:a/b\n"+test.event), intake.Options{}).Calendar.Events {
				if e.UID != "a/b" {
					t.Errorf("the UID is %q", e.UID)
				}
				got = append(got, e.Occurrence)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestAnOccurrenceOfSeveralDaysMoves: none of its old days stays behind.
func TestAnOccurrenceOfSeveralDaysMoves(t *testing.T) {
	t.Parallel()
	facts, _ := mustMerge(t, production.Facts{}, fetched(t, "feed", "UID:u\nDTSTART:20260504T090000\nDTEND:20260505T180000\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:T\n"))
	facts, _ = mustMerge(t, facts, calendarOf(t, intaketest.Calendar("METHOD:REQUEST\n", "UID:u\nRECURRENCE-ID:20260504T090000\nDTSTART:20260507T090000\nDTEND:20260508T180000\nSUMMARY:T\n"), intake.Options{}))
	var dates []string
	for _, e := range byDate(facts.Events, eventDate) {
		dates = append(dates, string(e.Date))
	}
	if diff := cmp.Diff([]string{"2026-05-07", "2026-05-08", "2026-05-11", "2026-05-12"}, dates); diff != "" {
		t.Error(diff)
	}
}

// TestAnUpdateReachesEveryCalendar: two calendars that both have an event both hear of its change.
func TestAnUpdateReachesEveryCalendar(t *testing.T) {
	t.Parallel()
	before := production.Facts{Events: []production.Event{
		{ID: "1", Title: "A", Date: "2026-05-02", Calendar: "one", UID: "a", Start: production.NoClock, End: production.NoClock},
		{ID: "2", Title: "A", Date: "2026-05-02", Calendar: "two", UID: "a", Start: production.NoClock, End: production.NoClock},
	}}
	facts, _ := mustMerge(t, before, calendarOf(t, intaketest.Calendar("METHOD:REQUEST\n", "UID:a\nDTSTART:20260503\nSUMMARY:A\n"), intake.Options{}))
	if diff := cmp.Diff([]string{"1 one a A 2026-05-03", "2 two a A 2026-05-03"}, knownEvents(facts)); diff != "" {
		t.Error(diff)
	}
}
