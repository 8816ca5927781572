package ical

import (
	"strings"
	"testing"
	"time"
)

// laidOut reads lines of a VEVENT (or whole components) and shows its events: "20260512T0900-1000",
// with the reading in Berlin, "x" behind cancelled ones.
func laidOut(t *testing.T, text string, layout Layout) (events, problems string) {
	t.Helper()
	if !strings.HasPrefix(text, "BEGIN:") {
		text = "BEGIN:VEVENT\nUID:u\n" + text + "\nEND:VEVENT\n"
	}
	if layout.Zone == nil {
		layout.Zone = zone(t, "Europe/Berlin")
	}
	agenda := Parse([]byte(text)).Events(layout)
	var all, said []string
	for _, e := range agenda.Events {
		one := e.Start.In(layout.Zone).Format("20060102T1504") + "-" + e.End.In(layout.Zone).Format("1504")
		switch {
		case e.Start.IsZero():
			one = "at no time "
		case e.AllDay && e.End.Sub(e.Start) > day:
			one = e.Start.Format("20060102") + "-" + e.End.AddDate(0, 0, -1).Format("20060102")
		case e.AllDay:
			one = e.Start.Format("20060102")
		case e.Open:
			one = e.Start.In(layout.Zone).Format("20060102T1504")
		}
		if e.Cancelled {
			one += "x"
		}
		if title := e.Fields.Text("SUMMARY"); title != "" {
			one += " " + title
		}
		all = append(all, one)
	}
	for _, p := range agenda.Problems {
		said = append(said, p.Message)
	}
	return strings.Join(all, ", "), strings.Join(said, "; ")
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

// TestRules: the dates were computed with python-dateutil 2.9 and, where they come from the examples
// of RFC 5545 (3.8.5.3), are those printed there.
func TestRules(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ start, rule, want string }{
		"daily ten times":           {"19970902", "FREQ=DAILY;COUNT=3", "0902 0903 0904"},
		"every other day":           {"19970902", "FREQ=DAILY;INTERVAL=10;COUNT=3", "0902 0912 0922"},
		"until a date":              {"19970902", "FREQ=DAILY;UNTIL=19970904", "0902 0903 0904"},
		"weekly":                    {"19970902", "FREQ=WEEKLY;COUNT=3", "0902 0909 0916"},
		"weekly on two days":        {"19970902", "FREQ=WEEKLY;UNTIL=19970911;WKST=SU;BYDAY=TU,TH", "0902 0904 0909 0911"},
		"week begins on Monday":     {"19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "0805 0810 0819 0824"},
		"week begins on Sunday":     {"19970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "0805 0817 0819 0831"},
		"first Friday":              {"19970905", "FREQ=MONTHLY;COUNT=3;BYDAY=1FR", "0905 1003 1107"},
		"last Monday but one":       {"19970922", "FREQ=MONTHLY;COUNT=3;BYDAY=-2MO", "0922 1020 1117"},
		"third day from the end":    {"19970928", "FREQ=MONTHLY;COUNT=3;BYMONTHDAY=-3", "0928 1029 1128"},
		"Friday the 13th":           {"19970902", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=2", "0902 980213 980313"},
		"third workday":             {"19970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "0904 1007 1106"},
		"last workday but one":      {"19970929", "FREQ=MONTHLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "0929 1030 1127"},
		"a 31st is skipped":         {"19970831", "FREQ=MONTHLY;COUNT=3", "0831 1031 1231"},
		"29 February":               {"19960229", "FREQ=YEARLY;COUNT=2", "960229 000229"},
		"yearly in two months":      {"19970610", "FREQ=YEARLY;COUNT=3;BYMONTH=6,7", "0610 0710 980610"},
		"days of the year":          {"19970101", "FREQ=YEARLY;INTERVAL=3;COUNT=4;BYYEARDAY=1,100,200", "0101 0410 0719 000101"},
		"20th Monday of the year":   {"19970519", "FREQ=YEARLY;BYDAY=20MO;COUNT=2", "0519 980518"},
		"Monday of week 20":         {"19970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "0512 980511 990517"},
		"week 20, day of the start": {"19970512", "FREQ=YEARLY;BYWEEKNO=20;COUNT=2", "0512 980511"},
		"Thursdays in March":        {"19970313", "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4", "0313 0320 0327 980305"},
		"US election day":           {"19961105", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=2", "961105 001107"},
		"30 February never comes":   {"19970902", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "0902"},
		"count with spaces":         {"19970902", " freq=daily ; count=2 ", "0902 0903"},
		"interval 0":                {"19970902", "FREQ=DAILY;INTERVAL=0;COUNT=2", "0902 0903"},
		"start outside of the rule": {"19970902", "FREQ=WEEKLY;BYDAY=WE;COUNT=2", "0902 0903 0910"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problems := laidOut(t, "DTSTART;VALUE=DATE:"+test.start+"\nRRULE:"+test.rule, Layout{To: time.Date(2005, 1, 1, 0, 0, 0, 0, time.UTC)})
			var want []string
			for _, short := range strings.Fields(test.want) {
				switch {
				case len(short) == 4:
					short = "1997" + short
				case short < "5":
					short = "20" + short
				default:
					short = "19" + short
				}
				want = append(want, short)
			}
			if got != strings.Join(want, ", ") || problems != "" {
				t.Errorf("laid out as %s (%s), want %s", got, problems, strings.Join(want, ", "))
			}
		})
	}
}

func TestShortRules(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ rule, want string }{
		"every three hours":    {"FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000Z", "0900 1200 1500 1800"},
		"every quarter":        {"FREQ=MINUTELY;INTERVAL=15;COUNT=3", "0900 0915 0930"},
		"within hours":         {"FREQ=MINUTELY;INTERVAL=40;BYHOUR=9,11;COUNT=4", "0900 0940 1100 1140"},
		"hours and minutes":    {"FREQ=DAILY;BYHOUR=9,10;BYMINUTE=0,20;COUNT=4", "0900 0920 1000 1020"},
		"last of each hour":    {"FREQ=HOURLY;BYMINUTE=0,30;BYSETPOS=-1;COUNT=2", "0900 0930 1030"},
		"every half a minute":  {"FREQ=SECONDLY;INTERVAL=1800;COUNT=3", "0900 0930 1000"},
		"seconds never reach":  {"FREQ=SECONDLY;INTERVAL=2;BYSECOND=1", "0900"},
		"hours on one weekday": {"FREQ=HOURLY;INTERVAL=6;BYDAY=TU;UNTIL=19970903T120000Z", "0900 1500 2100"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			layout := Layout{To: time.Date(1997, 9, 20, 0, 0, 0, 0, time.UTC)}
			got, _ := laidOut(t, "DTSTART;TZID=Europe/Berlin:19970902T090000\nRRULE:"+test.rule, layout)
			want := "19970902T" + strings.Join(strings.Fields(test.want), ", 19970902T")
			if got != want {
				t.Errorf("laid out as %s, want %s", got, want)
			}
		})
	}
}

// TestBillions holds endless and impossible rules to a moment.
func TestBillions(t *testing.T) {
	t.Parallel()
	rules := []string{
		"FREQ=SECONDLY", "FREQ=SECONDLY;COUNT=1000000000", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYSETPOS=300",
		"FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=1", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6;COUNT=1", "FREQ=DAILY;COUNT=1000000000",
		"FREQ=DAILY;UNTIL=99991231", "FREQ=YEARLY;INTERVAL=999999999;COUNT=9", "FREQ=WEEKLY;INTERVAL=1000000000", "FREQ=HOURLY;INTERVAL=1000000000",
		"FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMINUTE=0,1,2,3,4,5,6,7,8,9;BYSECOND=0,1,2,3,4,5,6,7,8,9",
		"FREQ=MONTHLY;BYDAY=53MO;COUNT=1", "FREQ=SECONDLY;INTERVAL=7;BYSECOND=0;BYMINUTE=0;BYHOUR=0;BYYEARDAY=-366",
	}
	var file strings.Builder
	for range 100 {
		for i, rule := range rules {
			file.WriteString("BEGIN:VEVENT\nUID:" + strings.Repeat("x", i+1) + "\nDTSTART:00010101T000000Z\nRRULE:" + rule + "\nEXRULE:" + rule + ";BYHOUR=1\nEND:VEVENT\n")
			file.WriteString("BEGIN:VEVENT\nSUMMARY:" + rule + "\nDTSTART:20240101T000000\nRRULE:" + rule + "\nEND:VEVENT\n")
		}
	}
	for name, layout := range map[string]Layout{
		"open":   {},
		"closed": {From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		start := time.Now()
		agenda := Parse([]byte(file.String())).Events(layout)
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: %v", name, took)
		} else {
			t.Logf("%s: %v, %d events", name, took, len(agenda.Events))
		}
		if n := len(agenda.Events); n > maxRepeats+3000 {
			t.Errorf("%s: %d events", name, n)
		}
	}
}
