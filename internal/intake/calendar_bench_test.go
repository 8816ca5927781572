package intake

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// bigCalendar is a calendar of n events, every tenth of them a series of ten, with two people each.
func bigCalendar(n int) string {
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

// bigList is a contact list of n cards.
func bigList(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee %d\r\nN:Lee;Ann;;;\r\nTITLE:Grip\r\nORG:Unit;Grip\r\nTEL;TYPE=CELL:+1 %d\r\nEMAIL:%d@example.org\r\nEND:VCARD\r\n", i, i, i)
	}
	return b.String()
}

func BenchmarkReadCalendar(b *testing.B) {
	data := []byte(bigCalendar(10_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "a.ics", Zone: berlin(b)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadCards(b *testing.B) {
	data := []byte(bigList(10_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "a.vcf"}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCalendarsAndCardsAreQuick holds reading and merging of large and of hostile files to a moment and
// to memory in proportion to their size.
func TestCalendarsAndCardsAreQuick(t *testing.T) {
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
	// What a calendar may lay out beyond what is written in it does not depend on its size.
	const laidOut = 24 << 20
	const patience = 5 * time.Second // they take 0.3 s at most on a quiet machine
	tests := map[string]string{
		"10,000 events":      bigCalendar(10_000),
		"10,000 cards":       bigList(10_000),
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
	for name, text := range tests {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		doc, err := Read([]byte(text), Options{})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		used := int(after.TotalAlloc - before.TotalAlloc)
		start = time.Now()
		if err == nil {
			facts, _ := mustMerge(t, production.Facts{}, doc)
			mustMerge(t, facts, doc)
		}
		merged := time.Since(start)
		if used > 20*len(text)+laidOut || took > patience || merged > patience {
			t.Errorf("%s: %d MB for %d KB, read in %v, merged in %v", name, used>>20, len(text)>>10, took, merged)
		}
		n := len(doc.People)
		if doc.Calendar != nil {
			n = len(doc.Calendar.Events)
		}
		t.Logf("%s: %.1f times the file, read in %v, merged twice in %v: %d, %v", name, float64(used)/float64(len(text)), took, merged, n, err != nil)
	}
}
