package ical

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestZones(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ tzid, want, say string }{
		"IANA":               {"Europe/Berlin", "+0100 +0200", ""},
		"other case":         {"america/new york", "-0500 -0400", ""},
		"three parts":        {"America/Argentina/Buenos_Aires", "-0300 -0300", ""},
		"Evolution":          {"/freeassociation.sourceforge.net/Tzfile/Europe/Berlin", "+0100 +0200", ""},
		"Mozilla":            {"/mozilla.org/20050126_1/America/Los_Angeles", "-0800 -0700", ""},
		"Olson in front":     {"/softwarestudio.org/Olson_20011030_5/America/Indiana/Knox", "-0600 -0500", ""},
		"Windows":            {"W. Europe Standard Time", "+0100 +0200", ""},
		"Windows daylight":   {"Eastern Daylight Time", "-0500 -0400", ""},
		"Windows of Mexico":  {"Eastern Standard Time (Mexico)", "-0500 -0500", ""},
		"Outlook copy":       {"Pacific Standard Time 1", "-0800 -0700", ""},
		"Microsoft's UTC":    {"tzone://Microsoft/Utc", "+0000 +0000", ""},
		"display name":       {"(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "+0100 +0200", "Europe/Amsterdam"},
		"display of the US":  {"(GMT-05:00) Eastern Time (US & Canada)", "-0500 -0400", "America/New_York"},
		"display of London":  {"(UTC) Dublin, Edinburgh, Lisbon, London", "+0000 +0100", "Europe/Dublin"},
		"display unknown":    {"(UTC+05:00) Nowhere", "+0500 +0500", "the whole year"},
		"offset":             {"GMT+0100", "+0100 +0100", "the whole year"},
		"offset short":       {"UTC-3", "-0300 -0300", "the whole year"},
		"Lotus":              {"Eastern", "-0500 -0400", "America/New_York"},
		"abbreviation":       {"CET", "+0100 +0200", ""},
		"in quotes":          {`"Europe/Berlin"`, "+0100 +0200", ""},
		"unknown":            {"Middle Earth", "+0000 +0100", "not known"},
		"path":               {"../../etc/passwd", "+0000 +0100", "not known"},
		"the machine's zone": {"Local", "+0000 +0100", "not known"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var said []string
			z := zones{base: zone(t, "Europe/London"), found: map[string]*time.Location{}, problem: func(_ int, format string, args ...any) {
				said = append(said, fmt.Sprintf(format, args...))
			}}
			loc := z.find(test.tzid, 1)
			z.find(test.tzid, 2)
			got := time.Date(2024, 1, 15, 12, 0, 0, 0, loc).Format("-0700") + time.Date(2024, 7, 15, 12, 0, 0, 0, loc).Format(" -0700")
			if got != test.want {
				t.Errorf("%q is %s, want %s", test.tzid, got, test.want)
			}
			if all := strings.Join(said, "; "); !strings.Contains(all, test.say) || len(said) > 1 || test.say == "" && all != "" {
				t.Errorf("said %q, want %q once", all, test.say)
			}
		})
	}
}

func TestEveryWindowsZoneIsKnown(t *testing.T) {
	t.Parallel()
	for name, iana := range windowsZones {
		if _, err := time.LoadLocation(iana); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for word, iana := range zoneWords {
		if _, err := time.LoadLocation(iana); err != nil {
			t.Errorf("%s: %v", word, err)
		}
	}
	if len(windowsZones) < 139 {
		t.Errorf("%d zones of Windows, the table of CLDR has 139", len(windowsZones))
	}
}

// TestDefinedZone evaluates a VTIMEZONE whose id nobody knows: Berlin's rules, once by RRULE and once
// by dates, and the same hour before, between and behind the changes.
func TestDefinedZone(t *testing.T) {
	t.Parallel()
	const standard = "BEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nTZNAME:N\n"
	const daylight = "BEGIN:DAYLIGHT\nDTSTART:19810329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nTZNAME:S\n"
	tests := map[string]struct{ parts, want string }{
		"rules":       {standard + "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n" + daylight + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\n", "11 10 10 11"},
		"dates":       {standard + "RDATE:20261025T030000\nEND:STANDARD\n" + daylight + "RDATE:20260329T020000,20250330T020000\nEND:DAYLIGHT\n", "10 10 10 11"},
		"ended rule":  {standard + "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20251026T010000Z\nEND:STANDARD\n" + daylight + "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20250330T010000Z\nEND:DAYLIGHT\n", "11 11 11 11"},
		"one part":    {standard + "END:STANDARD\n", "11 11 11 11"},
		"no part":     {"", "12 12 12 12"},
		"part broken": {"BEGIN:STANDARD\nDTSTART:soon\nEND:STANDARD\n", "12 12 12 12"},
		"X-LIC":       {"X-LIC-LOCATION:Europe/Berlin\n", "11 10 10 11"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Ours\n" + test.parts + "END:VTIMEZONE\n"
			for i, at := range []string{"20260115", "20260329", "20261024", "20261025"} {
				text += fmt.Sprintf("BEGIN:VEVENT\nUID:%d\nDTSTART;TZID=Ours:%sT120000\nEND:VEVENT\n", i, at)
			}
			agenda := Parse([]byte(text + "END:VCALENDAR\n")).Events(Layout{})
			var got []string
			for _, e := range agenda.Events {
				got = append(got, e.Start.UTC().Format("15"))
			}
			if all := strings.Join(got, " "); all != test.want {
				t.Errorf("noon is at %s UTC, want %s", all, test.want)
			}
		})
	}
}

func TestInstant(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ zone, wall, want string }{
		"plain":               {"Europe/Berlin", "2026-05-12T09:00", "07:00"},
		"skipped east":        {"Europe/Berlin", "2026-03-29T02:30", "01:30"},
		"skipped west":        {"America/New_York", "2026-03-08T02:30", "07:30"},
		"twice east":          {"Europe/Berlin", "2026-10-25T02:30", "00:30"},
		"twice west":          {"America/New_York", "2026-11-01T01:30", "05:30"},
		"half an hour":        {"Australia/Lord_Howe", "2026-10-04T02:10", "15:40"},
		"day that never came": {"Pacific/Apia", "2011-12-30T12:00", "22:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			wall, err := time.Parse("2006-01-02T15:04", test.wall)
			if err != nil {
				t.Fatal(err)
			}
			if got := Instant(wall, zone(t, test.zone)).UTC().Format("15:04"); got != test.want {
				t.Errorf("%s in %s is %s UTC, want %s", test.wall, test.zone, got, test.want)
			}
		})
	}
}
