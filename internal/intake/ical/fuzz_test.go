package ical

import (
	"encoding/json"
	"testing"
	"time"
)

// FuzzParse holds what the package promises: no input makes it panic, and what it gives is within
// bounds and can be written as JSON.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=Ours:20260512T090000\r\nDTEND:20260512T100000Z\r\nRRULE:FREQ=MONTHLY;BYDAY=-1MO,2TU;BYSETPOS=1,-1;COUNT=5\r\nEXDATE:20260601\r\nRDATE;VALUE=PERIOD:20260520T090000Z/PT3H\r\nEND:VEVENT\r\nBEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n",
		"BEGIN:VEVENT\nUID:u\nDTSTART:20260512\nRRULE:FREQ=YEARLY;BYWEEKNO=53,-1;BYYEARDAY=-366\nEND:VEVENT\nBEGIN:VEVENT\nUID:u\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260512\nDTSTART:20260513T000000\nDURATION:-P1W\nEND:VEVENT",
		"BEGIN:VEVENT\nDTSTART;TZID=(UTC+01:00) Berlin:20260512T240000\nRRULE:FREQ=SECONDLY;BYHOUR=1;BYMINUTE=2;BYSECOND=3\nEXRULE:FREQ=HOURLY\n",
		"BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FC=\nller;A\nTEL;WORK:5\nPHOTO;BASE64:\n AAAA\n\nAGENT:\nBEGIN:VCARD\nEND:VCARD\nEND:VCARD",
		"BEGIN:VCARD\nVERSION:4.0\nBDAY;VALUE=time:-2200\nX;P=\"a\",\"b\";Q=^n:c\n", "\xff\xfeB\x00", "BEGIN", ":", ";=:", "\r\n \r",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := Parse(data)
		if _, err := json.Marshal(file.JCal()); err != nil {
			t.Fatal(err)
		}
		agenda := file.Events(Layout{From: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), To: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)})
		if n := len(agenda.Events); n > maxRepeats+len(data) {
			t.Fatalf("%d events", n)
		}
		for _, e := range agenda.Events {
			if e.End.Before(e.Start) || e.UID == "" || e.Fields == nil {
				t.Fatalf("%+v", e)
			}
		}
	})
}
