package worksheet

import (
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Row is a line of the day taken apart into fields, as a form has it.
type Row struct {
	From, To, What, Where, Who string
	Closed                     bool
}

// RowOf takes a line apart. What cannot be read stands whole under What.
func RowOf(line string) Row {
	h, err := ParseHappening(line)
	if err != nil {
		return Row{What: line}
	}
	return Row{
		From: h.Start.String(), To: h.End.String(), What: strings.TrimSpace(string(h.Date) + " " + h.Title()),
		Where: h.Place, Who: strings.Join(h.People, ", "), Closed: h.Closed,
	}
}

// bareHour is an hour alone, as people say it: "9", "17h".
var bareHour = regexp.MustCompile(`^(\d{1,2})\s*h?$`)

// Line puts a row together, "" for one in which nothing was written. It returns fault.Invalid for a time that is none, and
// with it the line as it was written.
func (r Row) Line() (string, error) {
	line := strings.TrimSpace(r.What)
	if r.From+r.To+line+r.Where+r.Who == "" {
		return "", nil
	}
	date := ""
	if m := dateAhead.FindString(line); m != "" {
		date, line = strings.TrimRight(m, " ,:")+" ", line[len(m):]
	}
	from, to, err := rowTime(r.From), rowTime(r.To), error(nil)
	for _, t := range [][2]string{{r.From, from}, {r.To, to}} {
		if _, wrong := production.ParseClock(t[1]); t[0] != "" && wrong != nil && err == nil {
			err = fault.New(fault.Invalid, "%q is not a time", t[0]).WithRemedy("Write it as 9:30, or after midnight as 1:30.")
		}
	}
	switch {
	case r.From != "" && r.To != "":
		line = from + "-" + to + " " + line
	case r.From != "":
		line = from + " " + line
	case r.To != "" && err == nil:
		err = fault.New(fault.Invalid, "%q ends at %s, and nobody said when it begins", r.What, r.To).WithRemedy("Write when it begins, or leave both empty.")
	}
	line = date + line
	if r.Where != "" {
		line += " at " + r.Where
	}
	if r.Who != "" {
		line += " with " + r.Who
	}
	if r.Closed {
		line += ", closed set"
	}
	return line, err
}

func rowTime(text string) string {
	text = strings.TrimSpace(text)
	if m := bareHour.FindStringSubmatch(text); m != nil {
		text = m[1] + ":00"
	}
	if c, err := production.ParseClock(text); err == nil {
		return c.String()
	}
	return text
}
