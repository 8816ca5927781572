package ical

import (
	"strings"
	"testing"
	"time"
)

// TestEvents: where a row has no comment, python recurring-ical-events 3.8 gives the same.
func TestEvents(t *testing.T) {
	t.Parallel()
	const nine = "DTSTART;TZID=Europe/Berlin:20260512T090000\nDTEND;TZID=Europe/Berlin:20260512T100000\n"
	event := func(lines string) string { return "BEGIN:VEVENT\nUID:u\n" + lines + "\nEND:VEVENT\n" }
	calendar := func(lines, events string) string {
		return "BEGIN:VCALENDAR\n" + lines + "\n" + events + "END:VCALENDAR\n"
	}
	tests := map[string]struct{ text, want, say string }{
		"plain":                   {nine, "20260512T0900-1000", ""},
		"UTC":                     {"DTSTART:20260512T070000Z\nDURATION:PT90M", "20260512T0900-1030", ""},
		"floating":                {"DTSTART:20260512T070000\nDURATION:PT90M", "20260512T0700-0830", ""},
		"offset in the time":      {"DTSTART:20260512T070000-0500\nDURATION:P1DT1H", "20260512T1400-1500", ""},
		"two zones":               {"DTSTART;TZID=Europe/Berlin:20260512T090000\nDTEND;TZID=Europe/London:20260512T090000", "20260512T0900-1000", ""},
		"no end":                  {"DTSTART:20260512T090000", "20260512T0900", ""},
		"day":                     {"DTSTART;VALUE=DATE:20260512", "20260512", ""},
		"days":                    {"DTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260515", "20260512-20260514", ""},
		"day of no length":        {"DTSTART;VALUE=DATE:20260512\nDTEND;VALUE=DATE:20260512", "20260512", ""},
		"days by duration":        {"DTSTART;VALUE=DATE:20260512\nDURATION:P2D", "20260512-20260513", ""},
		"date called so only":     {"DTSTART;VALUE=DATE:20260512T000000", "20260512", ""},
		"date without VALUE":      {"DTSTART:20260512", "20260512", ""},
		"date to an hour":         {"DTSTART;VALUE=DATE:20260512\nDTEND:20260512T040000", "20260512T0000-0400", ""},
		"date for hours":          {"DTSTART;VALUE=DATE:20260512\nDURATION:PT10H", "20260512T0000-1000", ""},
		"ISO form":                {"DTSTART:2026-05-12T09:00:00Z\nDURATION:PT1H", "20260512T1100-1200", ""},
		"exchanged":               {"DTSTART:20260512T100000\nDTEND:20260512T090000", "20260512T0900-1000", "ends before it begins"},
		"only an end":             {"DTEND:20260512T090000", "20260512T0900-0900", "has no start"},
		"no time":                 {"SUMMARY:a", "", "has no readable start"},
		"31 February":             {"DTSTART:20260231T090000", "", "not a date"},
		"hour 24":                 {"DTSTART:20260512T240000\nDURATION:PT1H", "20260513T0000-0100", ""},
		"broken duration":         {"DTSTART:20260512T090000\nDURATION:1 hour", "20260512T0900", "cannot be read"},
		"the clocks change":       {"DTSTART;TZID=Europe/Berlin:20260322T090000\nRRULE:FREQ=WEEKLY;COUNT=3", "20260322T0900, 20260329T0900, 20260405T0900", ""},
		"in UTC they do":          {"DTSTART:20260322T080000Z\nRRULE:FREQ=WEEKLY;COUNT=3", "20260322T0900, 20260329T1000, 20260405T1000", ""},
		"skipped hour":            {"DTSTART;TZID=Europe/Berlin:20260328T023000\nRRULE:FREQ=DAILY;COUNT=3", "20260328T0230, 20260329T0330, 20260330T0230", ""}, // RFC 5545, 3.3.5
		"length by the clock":     {"DTSTART;TZID=Europe/Berlin:20260327T220000\nDTEND;TZID=Europe/Berlin:20260328T060000\nRRULE:FREQ=DAILY;COUNT=2", "20260327T2200-0600, 20260328T2200-0600", ""},
		"EXDATE":                  {nine + "RRULE:FREQ=DAILY;COUNT=4\nEXDATE;TZID=Europe/Berlin:20260513T090000", "20260512T0900-1000, 20260514T0900-1000, 20260515T0900-1000", ""},
		"EXDATE in UTC":           {nine + "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20260513T070000Z", "20260512T0900-1000, 20260514T0900-1000", ""},
		"EXDATE a date":           {nine + "RRULE:FREQ=DAILY;COUNT=3\nEXDATE;VALUE=DATE:20260513,20260512", "20260514T0900-1000", ""},
		"EXDATE floating":         {nine + "RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260513T090000", "20260512T0900-1000", ""},
		"EXRULE":                  {nine + "RRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2", "20260513T0900-1000, 20260515T0900-1000", ""}, // the library has none
		"RDATE":                   {nine + "RDATE;TZID=Europe/Berlin:20260520T110000,20260521T110000", "20260512T0900-1000, 20260520T1100-1200, 20260521T1100-1200", ""},
		"RDATE periods":           {nine + "RDATE;VALUE=PERIOD:20260520T090000Z/PT3H,20260521T090000Z/20260521T093000Z", "20260512T0900-1000, 20260520T1100-1400, 20260521T1100-1130", ""},
		"RDATE again":             {nine + "RRULE:FREQ=DAILY;COUNT=2\nRDATE;TZID=Europe/Berlin:20260513T090000", "20260512T0900-1000, 20260513T0900-1000", ""},
		"empty RDATE":             {nine + "RDATE:", "20260512T0900-1000", ""},
		"two rules":               {nine + "RRULE:FREQ=DAILY;COUNT=2\nRRULE:FREQ=WEEKLY;COUNT=2", "20260512T0900-1000, 20260513T0900-1000, 20260519T0900-1000", ""},
		"UNTIL in UTC":            {nine + "RRULE:FREQ=DAILY;UNTIL=20260513T070000Z", "20260512T0900-1000, 20260513T0900-1000", ""},
		"UNTIL before it in UTC":  {nine + "RRULE:FREQ=DAILY;UNTIL=20260513T065959Z", "20260512T0900-1000", ""},
		"UNTIL a date":            {nine + "RRULE:FREQ=DAILY;UNTIL=20260513", "20260512T0900-1000, 20260513T0900-1000", ""}, // that day included: what people mean
		"UNTIL before the start":  {nine + "RRULE:FREQ=DAILY;UNTIL=20250101", "", "until a date before it begins"},
		"rule misspelt":           {nine + "RRULE:FREQ=DAYLY;COUNT=3", "20260512T0900-1000", "does not say how often"},
		"rule with more":          {nine + "RRULE:RSCALE=CHINESE;FREQ=DAILY;COUNT=2", "20260512T0900-1000, 20260513T0900-1000", "RSCALE=CHINESE"},
		"rule with a 13th month":  {nine + "RRULE:FREQ=YEARLY;BYMONTH=13", "20260512T0900-1000", "BYMONTH=13"},
		"day by the hour":         {"DTSTART;VALUE=DATE:20260512\nRRULE:FREQ=HOURLY;COUNT=5", "20260512", "cannot repeat within a day"},
		"zone of the calendar":    {calendar("X-WR-TIMEZONE:Europe/London", event("DTSTART:20260512T090000\nDURATION:PT1H")), "20260512T1000-1100", ""},
		"UTC with its zone":       {calendar("X-WR-TIMEZONE:Europe/Berlin", event("DTSTART:20260322T080000Z\nRRULE:FREQ=WEEKLY;COUNT=2")), "20260322T0900, 20260329T0900", ""},
		"several calendars":       {calendar("", event(nine)) + calendar("", strings.Replace(event(nine+"SUMMARY:b"), "UID:u", "UID:v", 1)), "20260512T0900-1000, 20260512T0900-1000 b", ""},
		"event alone":             {event(nine), "20260512T0900-1000", ""},
		"without UID":             {"BEGIN:VEVENT\n" + nine + "END:VEVENT\nBEGIN:VEVENT\n" + nine + "SUMMARY:b\nEND:VEVENT\n", "20260512T0900-1000, 20260512T0900-1000 b", ""},
		"cancelled":               {nine + "STATUS:CANCELLED", "20260512T0900-1000x", ""},
		"METHOD:CANCEL":           {calendar("METHOD:CANCEL", event("SEQUENCE:2")), "at no time x", ""},
		"newest first":            {event(nine+"SEQUENCE:2\nSUMMARY:new") + event(nine+"SEQUENCE:1\nSUMMARY:old"), "20260512T0900-1000 new", ""},
		"newest last":             {event(nine+"SUMMARY:old") + event(nine+"SEQUENCE:1\nSUMMARY:new"), "20260512T0900-1000 new", ""},
		"newest by its stamp":     {event(nine+"DTSTAMP:20260102T000000Z\nSUMMARY:new") + event(nine+"DTSTAMP:20260101T000000Z\nSUMMARY:old"), "20260512T0900-1000 new", ""},
		"one UID for all":         {event(nine+"SUMMARY:a") + event("DTSTART:20260513T090000\nSUMMARY:b"), "20260512T0900-1000 a, 20260513T0900 b", "have the same UID"}, // the library keeps one
		"change":                  {event(nine+"RRULE:FREQ=DAILY;COUNT=3") + event("RECURRENCE-ID;TZID=Europe/Berlin:20260513T090000\nDTSTART;TZID=Europe/Berlin:20260513T110000\nDURATION:PT2H\nSUMMARY:late"), "20260512T0900-1000, 20260513T1100-1300 late, 20260514T0900-1000", ""},
		"change in UTC":           {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T090000Z\nDURATION:PT2H"), "20260512T0900-1000, 20260513T1100-1300", ""},
		"change by date":          {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID;VALUE=DATE:20260513\nDTSTART:20260513T090000Z\nDURATION:PT2H"), "20260512T0900-1000, 20260513T1100-1300", ""}, // the library shows both
		"change by another hour":  {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID:20260513T080000Z\nDTSTART:20260513T090000Z\nDURATION:PT2H"), "20260512T0900-1000, 20260513T1100-1300", ""},    // the library shows both
		"change of no occurrence": {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID:20260613T080000Z\nDTSTART:20260613T090000Z\nDURATION:PT2H"), "20260512T0900-1000, 20260513T0900-1000, 20260613T1100-1300", ""},
		"change before its event": {event("RECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T090000Z\nDURATION:PT2H") + event(nine+"RRULE:FREQ=DAILY;COUNT=2"), "20260512T0900-1000, 20260513T1100-1300", ""},
		"newest change":           {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("SEQUENCE:2\nRECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T090000Z\nSUMMARY:new") + event("SEQUENCE:1\nRECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T100000Z\nSUMMARY:old"), "20260512T0900-1000, 20260513T1100 new", ""},
		"cancelled occurrence":    {event(nine+"RRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T070000Z\nDURATION:PT1H\nSTATUS:CANCELLED"), "20260512T0900-1000, 20260513T0900-1000x", ""},
		"change without series":   {event("RECURRENCE-ID;TZID=Europe/Berlin:20260513T090000\nDTSTART;TZID=Europe/Berlin:20260514T090000"), "20260514T0900", ""},
		"this and future":         {event(nine+"RRULE:FREQ=DAILY;COUNT=4") + event("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20260514T090000\nDTSTART;TZID=Europe/Berlin:20260514T100000\nDURATION:PT2H\nSUMMARY:late"), "20260512T0900-1000, 20260513T0900-1000, 20260514T1000-1200 late, 20260515T1000-1200 late", ""},
		"days change":             {event("DTSTART;VALUE=DATE:20260512\nRRULE:FREQ=DAILY;COUNT=2") + event("RECURRENCE-ID;VALUE=DATE:20260513\nDTSTART;VALUE=DATE:20260520"), "20260512, 20260520", ""},
		"excluded change":         {event(nine+"RRULE:FREQ=DAILY;COUNT=2\nEXDATE:20260513T070000Z") + event("RECURRENCE-ID:20260513T070000Z\nDTSTART:20260513T090000Z"), "20260512T0900-1000", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problems := laidOut(t, test.text, Layout{To: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
			if got != test.want {
				t.Errorf("laid out as\n%s, want\n%s", got, test.want)
			}
			if !strings.Contains(problems, test.say) || test.say == "" && problems != "" {
				t.Errorf("the problems are %q, want %q", problems, test.say)
			}
		})
	}
}

func TestIdentities(t *testing.T) {
	t.Parallel()
	text := "BEGIN:VEVENT\nUID:u\nDTSTART;TZID=Europe/Berlin:20260512T090000\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:u\nRECURRENCE-ID:20260513T070000Z\nDTSTART:20260520T090000Z\nSEQUENCE:4\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:v\nRECURRENCE-ID:20260513T070000Z\nDTSTART;TZID=Europe/Berlin:20260513T110000\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:w\nDTSTART;VALUE=DATE:20260512\nRDATE;VALUE=DATE:20260514\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:z\nDTSTART:20260512T090000Z\nRRULE:FREQ=DAILY;COUNT=1\nEND:VEVENT\nBEGIN:VEVENT\nUID:" + strings.Repeat("x", 300) + "\nDTSTART:20260512\nEND:VEVENT\n"
	agenda := Parse([]byte(text)).Events(Layout{})
	want := "u/20260512T090000 u/20260513T090000 v/20260513T090000 w/20260512 w/20260514 z/20260512T090000Z " + strings.Repeat("x", 100)
	var got []string
	for _, e := range agenda.Events {
		id := e.UID
		if e.ID != "" {
			id += "/" + e.ID
		}
		got = append(got, id)
	}
	if all := strings.Join(got, " "); !strings.HasPrefix(all, want) || len(all) > len(want)+20 {
		t.Errorf("the identities are %s, want %s…", all, want)
	}
	if agenda.Events[1].Sequence != 4 || agenda.Events[0].Sequence != 0 {
		t.Errorf("sequences %d and %d, want 0 and 4", agenda.Events[0].Sequence, agenda.Events[1].Sequence)
	}
	if whole := strings.Join(agenda.Whole[:3], " "); whole != "u w z" {
		t.Errorf("whole are %s, want u w z", whole)
	}
}

// TestWindow: only what repeats is cut to the window, a change that moves into it counts.
func TestWindow(t *testing.T) {
	t.Parallel()
	text := "BEGIN:VEVENT\nUID:a\nSUMMARY:once\nDTSTART:20200101\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:b\nSUMMARY:daily\nDTSTART:20200101\nRRULE:FREQ=DAILY\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:b\nSUMMARY:moved in\nRECURRENCE-ID:20250101\nDTSTART:20260602\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:b\nSUMMARY:moved out\nRECURRENCE-ID:20260603\nDTSTART:20250601\nEND:VEVENT\n" +
		"BEGIN:VEVENT\nUID:b\nSUMMARY:elsewhere\nRECURRENCE-ID:20250102\nDTSTART:20250102\nEND:VEVENT\n"
	layout := Layout{From: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2026, 6, 4, 0, 0, 0, 0, time.UTC)}
	got, _ := laidOut(t, text, layout)
	if want := "20200101 once, 20260601 daily, 20260602 daily, 20250601 moved out, 20260604 daily, 20260602 moved in"; got != want {
		t.Errorf("laid out as %s, want %s", got, want)
	}
}
