package intake

import (
	"bytes"
	"regexp"
	"strings"
)

// pageTag is a tag as web pages have them.
var pageTag = regexp.MustCompile(`(?i)</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!doctype\b`)

// refuseOther refuses what came by a subscription and is no calendar. An address that asks to sign in
// answers with a page, at times with something like a calendar in it, and whatever comes by an address
// alone is nobody's script or schedule.
func (o Options) refuseOther(data []byte) error {
	head := headOf(data)
	if len(bytes.TrimSpace(head)) == 0 {
		return nil // an empty file has words of its own
	}
	plain, _ := toUTF8(head)
	text := string(plain)
	before, begins := text, false
	if at := beginLine.FindStringSubmatchIndex(text); at != nil {
		before, begins = text[:at[0]], !strings.EqualFold(text[at[2]:at[3]], "VCARD")
	}
	switch {
	case pageTag.MatchString(before):
		return o.invalid(1, "this is a web page and not a calendar").
			WithRemedy("Open the address in a browser without signing in: a page that asks for a password, or says what is wrong, comes in place of the calendar. Programs have an address of their own for calendars (iCal, .ics).")
	case !begins:
		return o.invalid(1, "this is not a calendar: BEGIN:VCALENDAR was expected").
			WithRemedy("Give the address at which the calendar itself lies (iCal, .ics).")
	}
	return nil
}

// refuseCut refuses a calendar that was fetched and is not all there: everything behind the cut would be
// taken for deleted. The next attempt is likely to bring it whole.
func (r *calendarReader) refuseCut() error {
	if r.opt.Calendar == "" || !r.file.Cut {
		return nil
	}
	line := 0
	if n := len(r.file.Problems); n > 0 {
		line = r.file.Problems[n-1].Line
	}
	return r.opt.invalid(line, "the calendar is cut off: its end did not arrive").
		WithRemedy("What is known from it stays, and it is fetched again by itself. If that does not help, ask those who keep the calendar to look at its address.")
}
