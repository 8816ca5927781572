package intaketest

import (
	"fmt"
	"strings"
	"time"
)

// BigCalendar is a calendar of n events, every tenth of them a series of ten, with two people each.
func BigCalendar(n int) string {
	var b strings.Builder
	b.WriteString("BEGIN:VCALENDAR\r\nPRODID:-//Office//EN\r\nX-WR-CALNAME:Unit\r\n")
	start := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	for i := range n {
		at := start.Add(time.Duration(i) * 37 * time.Minute)
		fmt.Fprintf(&b, "BEGIN:VEVENT\r\nUID:%06d@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;TZID=Europe/Berlin:%s\r\nDURATION:PT1H\r\nSUMMARY:Costume fitting Sc %d\\, part\r\n  two\r\nLOCATION:Stage %d\r\n",
			i, at.Format("20060102T150405"), i%90, i%7)
		b.WriteString("ATTENDEE;CN=Tom Hill;ROLE=REQ-PARTICIPANT:mailto:tom@example.org\r\nATTENDEE;CN=\"Lee, Ann\":mailto:ann@example.org\r\n")
		if i%10 == 0 {
			b.WriteString("RRULE:FREQ=WEEKLY;COUNT=10\r\n")
		}
		b.WriteString("END:VEVENT\r\n")
	}
	b.WriteString("END:VCALENDAR\r\n")
	return b.String()
}

// BigCards is a contact list of n cards.
func BigCards(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee %d\r\nN:Lee;Ann;;;\r\nTITLE:Grip\r\nORG:Unit;Grip\r\nTEL;TYPE=CELL:+1 %d\r\nEMAIL:%d@example.org\r\nEND:VCARD\r\n", i, i, i)
	}
	return b.String()
}

// HostileFiles are calendars and lists of contacts that are large, or written to keep a reader busy.
func HostileFiles() map[string]string {
	const size = 1 << 20
	fill := func(head, s string) string { // "%" counts
		var b strings.Builder
		b.WriteString(head)
		for n := 100_000; b.Len() < size; n++ {
			b.WriteString(strings.ReplaceAll(s, "%", fmt.Sprint(n)))
		}
		return b.String()
	}
	series := "BEGIN:VEVENT\nDTSTART:20260101T000000\nRRULE:FREQ=RULE\nSUMMARY:%\nEND:VEVENT\n"
	return map[string]string{
		"10,000 events":      BigCalendar(10_000),
		"10,000 cards":       BigCards(10_000),
		"short events":       fill("", "BEGIN:VEVENT\nUID:%\nDTSTART:20260101\nEND:VEVENT\n"),
		"long days":          fill("", "BEGIN:VEVENT\nDTSTART:20260101\nDURATION:P9999D\nUID:%\nEND:VEVENT\n"),
		"daily for ever":     fill("", strings.Replace(series, "RULE", "DAILY", 1)),
		"every second":       fill("", strings.Replace(series, "RULE", "SECONDLY", 1)),
		"a billion":          fill("", strings.Replace(series, "RULE", "SECONDLY;COUNT=1000000000", 1)),
		"never":              fill("", strings.Replace(series, "RULE", "DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=1", 1)),
		"one UID":            fill("", "BEGIN:VEVENT\nUID:u\nDTSTART:20260101\nEND:VEVENT\n"),
		"many zones":         fill("", "BEGIN:VTIMEZONE\nTZID:(%) x\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETTO:+0100\nRRULE:FREQ=DAILY\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:%\nDTSTART;TZID=(%) x:20260101T000000\nEND:VEVENT\n"),
		"one long title":     fill("BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\nSUMMARY:", "a "),
		"one long UID":       fill("BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\nUID:", "a"),
		"many exceptions":    fill("BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY\nEXDATE:20260101", ",20260101"),
		"many dates":         fill("BEGIN:VEVENT\nDTSTART:20260101\nRDATE:20260101", ",20260102"),
		"many changes":       fill("BEGIN:VEVENT\nUID:u\nDTSTART:20260101\nRRULE:FREQ=DAILY\nEND:VEVENT\n", "BEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260103T%\nDTSTART:20260101\nEND:VEVENT\n"),
		"many people":        fill("BEGIN:VEVENT\nDTSTART:20260101\n", "ATTENDEE:%@b\n"),
		"deep":               fill("", "BEGIN:VEVENT\n"),
		"deep cards":         fill("", "BEGIN:VCARD\nFN:A\n"),
		"small cards":        fill("", "BEGIN:VCARD\nFN:%\nEND:VCARD\n")[:300<<10],
		"cards of one name":  fill("", "BEGIN:VCARD\nFN:A\nTITLE:%\nTEL:1\nEMAIL:1\nEND:VCARD\n")[:900<<10],
		"card of labels":     fill("BEGIN:VCARD\nFN:A\n", "a.X-ABLABEL:Character\n"),
		"card of categories": fill("BEGIN:VCARD\nFN:A\nCATEGORIES:", "%,"),
		"card of commas":     fill("BEGIN:VCARD\nN:", ",;"),
	}
}

// Card is a contact card of the lines.
func Card(lines string) string { return "BEGIN:VCARD\n" + lines + "END:VCARD\n" }
