package revise

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// known shows events as "id calendar uid/occurrence title date", without ids that were made now.
func knownEvents(facts production.Facts) []string {
	all := []string{}
	for _, e := range facts.Events {
		id := string(e.ID)
		if len(id) > 2 {
			id = "new"
		}
		name := e.UID
		if e.Occurrence != "" {
			name += "/" + e.Occurrence
		}
		all = append(all, strings.Join(strings.Fields(fmt.Sprint(id, " ", e.Calendar, " ", name, " ", e.Title, " ", e.Date)), " "))
	}
	return all
}

func TestMergeCalendar(t *testing.T) {
	t.Parallel()
	before := production.Facts{Events: []production.Event{
		{ID: "1", Title: "Plan", Date: "2026-05-01"},
		{ID: "2", Title: "A", Date: "2026-05-02", Calendar: "Unit", UID: "a", Sequence: 2},
		{ID: "3", Title: "B", Date: "2026-05-03", Calendar: "Unit", UID: "b", Occurrence: "20260503"},
		{ID: "4", Title: "B", Date: "2026-05-04", Calendar: "Unit", UID: "b", Occurrence: "20260504"},
		{ID: "5", Title: "C", Date: "2026-05-05", Calendar: "Other", UID: "c"},
	}}
	for i := range before.Events {
		before.Events[i].Start, before.Events[i].End = production.NoClock, production.NoClock
		before.Events[i].Kind = production.OtherEvent
	}
	named := "X-WR-CALNAME:Unit\n"
	tests := map[string]struct {
		text    string
		want    []string
		changes string // added, removed, moved, changed
	}{
		"whole": {intaketest.Calendar(named, "UID:a\nDTSTART:20260502\nSUMMARY:A\n", "UID:d\nDTSTART:20260509\nSUMMARY:D\n"),
			[]string{"1 Plan 2026-05-01", "5 Other c C 2026-05-05", "2 Unit a A 2026-05-02", "new Unit d D 2026-05-09"}, "1 2 0 0"},
		"whole, moved": {intaketest.Calendar(named, "UID:a\nDTSTART:20260512\nSUMMARY:A\n", "UID:b\nDTSTART:20260503\nRRULE:FREQ=DAILY;COUNT=2\nSUMMARY:Bee\n"),
			[]string{"1 Plan 2026-05-01", "5 Other c C 2026-05-05", "2 Unit a A 2026-05-12", "3 Unit b/20260503 Bee 2026-05-03", "4 Unit b/20260504 Bee 2026-05-04"}, "0 0 1 2"},
		"another calendar": {intaketest.Calendar("X-WR-CALNAME:Third\n", "UID:a\nDTSTART:20260502\nSUMMARY:A\n"),
			[]string{"1 Plan 2026-05-01", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-05", "2 Third a A 2026-05-02"}, "0 0 0 0"},
		"update": {intaketest.Calendar(named+"METHOD:REQUEST\n", "UID:a\nSEQUENCE:2\nDTSTART:20260503\nSUMMARY:A\n"),
			[]string{"1 Plan 2026-05-01", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-05", "2 Unit a A 2026-05-03"}, "0 0 1 0"},
		"old update": {intaketest.Calendar(named+"METHOD:REQUEST\n", "UID:a\nSEQUENCE:1\nDTSTART:20260503\nSUMMARY:A\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-05"}, "0 0 0 0"},
		"cancel a series": {intaketest.Calendar(named+"METHOD:CANCEL\n", "UID:b\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "5 Other c C 2026-05-05"}, "0 2 0 0"},
		"cancel an occurrence": {intaketest.Calendar(named+"METHOD:CANCEL\n", "UID:b\nRECURRENCE-ID:20260504\nDTSTART:20260504\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "5 Other c C 2026-05-05"}, "0 1 0 0"},
		"cancel too old": {intaketest.Calendar(named+"METHOD:CANCEL\n", "UID:a\nSEQUENCE:1\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-05"}, "0 0 0 0"},
		"move an occurrence": {intaketest.Calendar(named+"METHOD:REQUEST\n", "UID:b\nRECURRENCE-ID:20260504\nDTSTART:20260506\nSUMMARY:B\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "5 Other c C 2026-05-05", "4 Unit b/20260504 B 2026-05-06"}, "0 0 1 0"},
		"shorter series": {intaketest.Calendar(named+"METHOD:REQUEST\n", "UID:b\nDTSTART:20260503\nRRULE:FREQ=DAILY;COUNT=1\nSUMMARY:B\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "5 Other c C 2026-05-05", "3 Unit b/20260503 B 2026-05-03"}, "0 1 0 0"},
		"update by mail": {intaketest.Calendar("METHOD:REQUEST\nPRODID:Mail\n", "UID:c\nDTSTART:20260506\nSUMMARY:C\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-06"}, "0 0 1 0"},
		"invitation": {intaketest.Calendar("METHOD:REQUEST\nPRODID:Mail\n", "UID:n\nDTSTART:20260506\nSUMMARY:N\n"),
			[]string{"1 Plan 2026-05-01", "2 Unit a A 2026-05-02", "3 Unit b/20260503 B 2026-05-03", "4 Unit b/20260504 B 2026-05-04", "5 Other c C 2026-05-05", "new Mail n N 2026-05-06"}, "1 0 0 0"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := calendarOf(t, test.text, intake.Options{})
			facts, changes := mustMerge(t, before, doc)
			if diff := cmp.Diff(test.want, knownEvents(facts)); diff != "" {
				t.Errorf("the events differ (-want +got):\n%s", diff)
			}
			if got := fmt.Sprint(len(changes.Added), len(changes.Removed), len(changes.Moved), len(changes.Changed)); got != test.changes {
				t.Errorf("%s added, removed, moved, changed; want %s: %+v", got, test.changes, changes)
			}
			again, changes := mustMerge(t, facts, doc)
			if diff := cmp.Diff(facts.Events, again.Events); diff != "" || len(changes.Added)+len(changes.Removed)+len(changes.Moved)+len(changes.Changed) > 0 {
				t.Errorf("the second time changes something:\n%s", diff)
			}
		})
	}
}

// TestScheduleKeepsCalendars: a schedule speaks for its own events alone.
func TestScheduleKeepsCalendars(t *testing.T) {
	t.Parallel()
	before := production.Facts{Events: []production.Event{
		{ID: "1", Title: "Old", Date: "2026-05-01"}, {ID: "2", Title: "Fitting", Date: "2026-05-02", Calendar: "Unit", UID: "a"}, {ID: "3", Title: "Kept", Date: "2026-05-03"},
	}}
	schedule := intake.Document{Kind: intake.KindSchedule, Format: intake.FormatUSS, Schedule: &production.Schedule{Events: []production.Event{{Title: "Kept", Date: "2026-05-03"}, {Title: "Fitting", Date: "2026-05-02"}}}}
	facts, changes := mustMerge(t, before, schedule)
	want := []string{"3 Kept 2026-05-03", "new Fitting 2026-05-02", "2 Unit a Fitting 2026-05-02"}
	if diff := cmp.Diff(want, knownEvents(facts)); diff != "" || len(changes.Removed) != 1 {
		t.Errorf("the events differ (-want +got):\n%s%v", diff, changes.Removed)
	}
}
