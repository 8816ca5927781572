package cli

import (
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/office"
)

// printJCal prints a calendar or contact list as JSON (RFC 7265, RFC 7095).
func printJCal(s *session, files []office.File) error {
	if len(files) != 1 {
		return fault.New(fault.Invalid, "%d files were named", len(files)).WithRemedy("Name one file with --jcal.")
	}
	f := files[0]
	if len(f.Data) > intake.MaxBytes {
		return fault.New(fault.Invalid, "the file is larger than %d MB", intake.MaxBytes>>20).WithPosition(fault.Position{File: f.Name}).
			WithRemedy("Export the calendar or the contacts of this production alone.")
	}
	read := ical.Parse(f.Data)
	if len(read.Roots) == 0 {
		return fault.New(fault.Invalid, "this is neither a calendar nor a contact list").WithPosition(fault.Position{File: f.Name, Line: 1}).
			WithRemedy("Give a file that begins with BEGIN:VCALENDAR or BEGIN:VCARD.")
	}
	for _, p := range read.Problems {
		s.say("%s", fault.Position{File: f.Name, Line: p.Line}.String()+": "+p.Message)
	}
	s.JSON = true // it is JSON whatever was asked for
	return s.print(read.JCal(), nil)
}
