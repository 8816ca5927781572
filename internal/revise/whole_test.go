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

// dayEvent is an event of one day.
func dayEvent(uid string, day int) string {
	return fmt.Sprintf("UID:%s\nDTSTART:202605%02d\nSUMMARY:%s\n", uid, day, strings.ToUpper(uid))
}

// export is what a program without calendar names writes: events by UID, each a day after the other.
func export(t testing.TB, maker, uids string) intake.Document {
	t.Helper()
	var events []string
	for n, uid := range strings.Fields(uids) {
		events = append(events, dayEvent(uid, n+1))
	}
	return calendarOf(t, intaketest.Calendar("PRODID:"+maker+"\n", events...), intake.Options{})
}

// heldBy lists the UIDs of every calendar, in the order in which they came.
func heldBy(facts production.Facts) string {
	var keys []string
	held := map[string]string{}
	for _, e := range facts.Events {
		if held[e.Calendar] == "" {
			keys = append(keys, e.Calendar)
		}
		held[e.Calendar] += " " + e.UID
	}
	for i, key := range keys {
		maker, _, _ := strings.Cut(key, " #")
		keys[i] = maker + held[key]
	}
	return strings.Join(keys, "; ")
}

// byID are the events whatever their order.
func byID(events []production.Event) map[production.EventID]production.Event {
	all := map[production.EventID]production.Event{}
	for _, e := range events {
		all[e.ID] = e
	}
	return all
}

// mergeTwice merges a paper and again, which must change nothing.
func mergeTwice(t testing.TB, facts production.Facts, doc intake.Document, opt MergeOptions) (production.Facts, Changes) {
	t.Helper()
	once, changes, err := Merge(facts, doc, opt)
	if err != nil {
		t.Fatal(err)
	}
	again, more, err := Merge(once, doc, opt)
	if diff := cmp.Diff(byID(once.Events), byID(again.Events)); err != nil || diff != "" || len(more.Added)+len(more.Removed)+len(more.Moved)+len(more.Changed) > 0 {
		t.Fatalf("the second time changes something: %v %s", err, diff)
	}
	return once, changes
}

func TestNamelessCalendars(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		exports [][2]string // maker, UIDs
		want    string
	}{
		"two of one program":              {[][2]string{{"Outlook", "a b"}, {"Outlook", "c d"}}, "Outlook a b; Outlook c d"},
		"an update":                       {[][2]string{{"Outlook", "a b c"}, {"Outlook", "x y"}, {"Outlook", "b c d"}}, "Outlook x y; Outlook b c d"},
		"the closest":                     {[][2]string{{"Outlook", "a b c"}, {"Outlook", "d e"}, {"Outlook", "a d e"}}, "Outlook b c; Outlook a d e"},
		"another program":                 {[][2]string{{"Outlook", "a b"}, {"Thunder", "a c"}}, "Outlook b; Thunder a c"},
		"one meeting in common":           {[][2]string{{"Outlook", "a b c d"}, {"Outlook", "d e f g"}}, "Outlook a b c; Outlook d e f g"},
		"all replaced, and the first":     {[][2]string{{"Outlook", "a b"}, {"Outlook", "b c"}, {"Outlook", "c d"}, {"Outlook", "a b"}}, "Outlook c d; Outlook a b"},
		"no maker":                        {[][2]string{{"", "a b"}, {"", "c d"}}, "calendar a b; calendar c d"},
		"an invitation is nobody's":       {[][2]string{{"Outlook", "n"}, {"Outlook", "a b"}, {"Outlook", "c d"}}, "Outlook n; Outlook a b; Outlook c d"},
		"an invitation comes to its home": {[][2]string{{"Outlook", "n"}, {"Outlook", "m"}, {"Outlook", "a n"}}, "Outlook m; Outlook a n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := production.Facts{}
			for _, e := range test.exports {
				facts, _ = mergeTwice(t, facts, export(t, e[0], e[1]), MergeOptions{})
			}
			if diff := cmp.Diff(test.want, heldBy(facts)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestAnEventOfTwoCalendars(t *testing.T) {
	t.Parallel()
	named := func(name string, events ...string) intake.Document {
		return calendarOf(t, intaketest.Calendar("X-WR-CALNAME:"+name+"\n", events...), intake.Options{})
	}
	a, b, c := dayEvent("a", 1), dayEvent("b", 2), dayEvent("c", 3)
	bare := "DTSTART:20260509\nSUMMARY:Bare\n"
	live := map[string]bool{"one": true, "two": true}
	tests := map[string]struct {
		first, second intake.Document
		want          string
		kept          int // events of the second that were known
		warned        string
	}{
		"a file, then its subscription":    {named("Unit", a, b), fetched(t, "one", a, b, c), "one a b c", 2, ""},
		"subscribed to again":              {fetched(t, "gone", a, b), fetched(t, "two", a, b), "two a b", 2, ""},
		"a file of another name":           {named("Unit", a, b), named("Cast", b, c), "Unit a; Cast b c", 2, ""},
		"a subscription, then its file":    {fetched(t, "one", a, b), named("Unit", a, b, c), "one a b; Unit c", 2, "2 events of this calendar were left out"},
		"a subscription, then one of it":   {fetched(t, "one", a, b), named("Unit", a, c), "one a b; Unit c", 2, "one event of this calendar was left out"},
		"two subscriptions":                {fetched(t, "one", a, b), fetched(t, "two", b, c), "one a b; two b c", 2, ""},
		"events without UID are different": {named("Unit", bare, a), fetched(t, "one", bare, a), "Unit no-uid; one no-uid a", 2, ""},
		"an occurrence alone":              {named("Unit", a+"RRULE:FREQ=DAILY;COUNT=3\n"), fetched(t, "one", a+"RECURRENCE-ID:20260502\n"), "Unit a a; one a", 3, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			opt := MergeOptions{Live: live}
			before, _ := mergeTwice(t, production.Facts{}, test.first, opt)
			known := map[production.EventID]bool{}
			for _, e := range before.Events {
				known[e.ID] = true
			}
			facts, changes := mergeTwice(t, before, test.second, opt)
			kept := 0
			for i, e := range facts.Events {
				if known[e.ID] {
					kept++
				}
				if strings.HasPrefix(e.UID, "no-uid-") {
					facts.Events[i].UID = "no-uid"
				}
			}
			if got := heldBy(facts); got != test.want || kept != test.kept || len(changes.Removed) > 0 {
				t.Errorf("%s, %d kept; want %s, %d: removed %v", got, kept, test.want, test.kept, changes.Removed)
			}
			if said := fmt.Sprint(changes.Warnings); !strings.Contains(said, test.warned) || test.warned == "" && len(changes.Warnings) > 0 {
				t.Errorf("the warnings are %s, want %q", said, test.warned)
			}
		})
	}
}

func TestCalendarsThatAreCutOff(t *testing.T) {
	t.Parallel()
	text := intaketest.Calendar("X-WR-CALNAME:Unit\n", dayEvent("a", 1), dayEvent("b", 2)+"RRULE:FREQ=DAILY;COUNT=2\n", dayEvent("c", 5)+"RRULE:FREQ=DAILY;COUNT=2\n")
	cuts := map[string]int{
		"before its end":     strings.Index(text, "END:VCALENDAR"),
		"between events":     strings.LastIndex(text, "BEGIN:VEVENT"),
		"within a series":    strings.LastIndex(text, "RRULE"),
		"within a rule":      strings.LastIndex(text, "COUNT"),
		"within its end":     len(text) - 4,
		"within the summary": strings.LastIndex(text, "SUMMARY:C") + 8,
	}
	whole, _ := mustMerge(t, production.Facts{}, calendarOf(t, text, intake.Options{}))
	for name, at := range cuts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := intake.Read([]byte(text[:at]), intake.Options{Name: "feed.ics", Calendar: "feed"})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, "cut off") {
				t.Errorf("by subscription: %v", e)
			}
			doc := calendarOf(t, text[:at], intake.Options{})
			if !doc.Calendar.Partial || !strings.Contains(fmt.Sprint(doc.Warnings), "cut off") {
				t.Errorf("partial is %v, the warnings are %v", doc.Calendar.Partial, doc.Warnings)
			}
			facts, changes := mergeTwice(t, whole, doc, MergeOptions{})
			if len(facts.Events) != len(whole.Events) || len(changes.Added)+len(changes.Removed)+len(changes.Changed) > 0 {
				t.Errorf("it changed what was known: %+v", changes)
			}
			if _, changes := mergeTwice(t, production.Facts{}, doc, MergeOptions{}); len(changes.Added) == 0 {
				t.Error("nothing of it came in")
			}
		})
	}
}

func TestWhatAnAddressAnswers(t *testing.T) {
	t.Parallel()
	good := intaketest.Calendar("", dayEvent("a", 1))
	tests := map[string]struct{ text, want string }{
		"a calendar":                {good, ""},
		"an empty calendar":         {intaketest.Calendar(""), ""},
		"words before it":           {"This is 1 < 2\n" + good, ""},
		"a page":                    {"<!DOCTYPE html>\n<title>Sign in</title>", "web page"},
		"a page of a careful hand":  {"<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><body>Sign in</body></html>", "web page"},
		"a page that begins late":   {"\n<!-- 1 -->\n<head><title>Sign in</title></head>", "web page"},
		"a page with a calendar":    {"<html>\n<pre>\n" + good + "</pre>", "web page"},
		"a warning of the server":   {"<b>Warning</b>: out of memory<br />\n" + good, "web page"},
		"a table":                   {"Date,Scene,Set\n2026-05-12,1,HUT\n", "not a calendar"},
		"a script":                  {"INT. HUT - DAY\n\nText.\n", "not a calendar"},
		"contact cards":             {"BEGIN:VCARD\nFN:Ann Lee\nEND:VCARD\n", "not a calendar"},
		"nothing":                   {"", "empty"},
		"a page within, then ended": {strings.Replace(good, "END:VCALENDAR", "<html>502</html>", 1), "cut off"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := intake.Read([]byte(test.text), intake.Options{Name: "Unit.ics", Calendar: "feed"})
			if test.want == "" {
				if err != nil || doc.Calendar == nil {
					t.Errorf("%v, %v", doc.Kind, err)
				}
				return
			}
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, test.want) {
				t.Errorf("%v, want %q", e, test.want)
			}
		})
	}
}
