package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type calendarCmd struct {
	Add    calendarAddCmd    `cmd:"" help:"Fetch a calendar again and again."`
	List   calendarListCmd   `cmd:"" help:"List the calendars that are fetched."`
	Check  calendarCheckCmd  `cmd:"" help:"Fetch calendars now."`
	Remove calendarRemoveCmd `cmd:"" help:"Fetch a calendar no more."`
}

func (calendarCmd) Help() string {
	return example("bts calendar add https://calendar.example.org/unit.ics", "bts calendar check")
}

type calendarAddCmd struct {
	Address string `arg:"" help:"https://…, webcal://…, or file:///… on this machine."`
	Name    string `help:"What to call it; without it as the address has it." placeholder:"N"`
	Alone   bool   `help:"Take what breaks nothing in without asking."`
}

func (calendarAddCmd) Help() string {
	return example(`bts calendar add https://calendar.example.org/unit.ics --name "Unit calendar"`, "bts calendar add file:///srv/office/rehearsals.ics --alone")
}

func (c *calendarAddCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		source, err := a.Office.AddCalendar(s.ctx, p.ID, office.NewCalendar{Address: c.Address, Name: c.Name, Alone: c.Alone})
		if err != nil {
			return err
		}
		return s.print(paper.NewCalendar(source, p.Zone()), func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s will be fetched while bts serve or bts worker runs.\nNext: bts calendar check %s\n", source.Name, short(string(source.ID)))
			return err
		})
	})
}

type calendarListCmd struct{}

func (calendarListCmd) Help() string { return example("bts calendar list") }

func (calendarListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Calendars(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewCalendars(all, p.Zone()), func(w io.Writer) error {
			return table(w, "ID\tNAME\tADDRESS\tCHECKED\tCHANGED\tALONE\tPROBLEM", func(row rowFunc) {
				for _, c := range all {
					checked, changed, alone := "never", "never", "no"
					if !c.CheckedAt.IsZero() {
						checked = spokenTime(c.CheckedAt, p)
					}
					if !c.ChangedAt.IsZero() {
						changed = spokenTime(c.ChangedAt, p)
					}
					if c.Alone {
						alone = "yes"
					}
					row(short(string(c.ID)), c.Name, c.Shown, checked, changed, alone, c.Problem)
				}
			})
		})
	})
}

// theseCalendars are those that were named: by id, an end of it or by name; all for "all" and "".
func theseCalendars(s *session, a *app.App, p production.Production, said string) ([]office.Source, error) {
	all, err := a.Office.Calendars(s.ctx, p.ID)
	if err != nil || said == "" || said == "all" {
		return all, err
	}
	var ids []string
	var named []office.Source
	for _, c := range all {
		ids = append(ids, string(c.ID))
		if strings.EqualFold(c.Name, said) {
			named = append(named, c)
		}
	}
	if len(named) == 1 {
		return named, nil
	}
	id, err := whole(ids, said, "calendar")
	if err != nil {
		return nil, err
	}
	for _, c := range all {
		if string(c.ID) == id {
			named = []office.Source{c}
		}
	}
	return named, nil
}

type calendarCheckCmd struct {
	ID string `arg:"" optional:"" help:"Id or name of a calendar, or all." default:"all"`
}

func (calendarCheckCmd) Help() string {
	return example("bts calendar check", "bts calendar check 4f0c91ab")
}

func (c *calendarCheckCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		sources, err := theseCalendars(s, a, p, c.ID)
		if err != nil {
			return err
		}
		doc := paper.Checked{Calendars: []paper.CheckedCalendar{}}
		failed := 0
		for _, source := range sources {
			progress := s.progress()
			fetched, err := a.Office.CheckCalendar(s.ctx, p.ID, source.ID, progress.report)
			progress.end()
			if err != nil {
				return err
			}
			if fetched.State == "failed" {
				failed++
			}
			doc.Calendars = append(doc.Calendars, paper.NewCheckedCalendar(source.ID, fetched, p.Zone()))
		}
		if err := s.print(doc, func(w io.Writer) error { return printChecked(w, doc) }); err != nil {
			return err
		}
		if failed > 0 {
			return fault.New(fault.Unavailable, "%d of %d calendars could not be taken in", failed, len(sources)).
				WithRemedy("They are tried again by themselves; see them with: bts calendar list")
		}
		return nil
	})
}

func printChecked(w io.Writer, doc paper.Checked) error {
	var b strings.Builder
	if len(doc.Calendars) == 0 {
		b.WriteString("No calendar is fetched. Add one with: bts calendar add ADDRESS\n")
	}
	for _, c := range doc.Calendars {
		writeBroken(&b, c.Changes.Broken)
		switch c.State {
		case "failed":
			fmt.Fprintf(&b, "%s: failed. %s\n", c.Name, c.Problem)
		case "proposed":
			fmt.Fprintf(&b, "%s: proposed; nothing is taken in until: bts revisions apply %s\n", c.Name, short(c.Proposal))
		default:
			fmt.Fprintf(&b, "%s: %s\n", c.Name, c.State)
		}
		writeChanges(&b, c.Changes)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

type calendarRemoveCmd struct {
	ID         string `arg:"" help:"Id or name of a calendar."`
	WithEvents bool   `help:"Take its events out too, which can be undone."`
}

func (calendarRemoveCmd) Help() string {
	return example("bts calendar remove 4f0c91ab", "bts calendar remove 4f0c91ab --with-events")
}

func (c *calendarRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		if c.ID == "" || c.ID == "all" {
			return fault.New(fault.Invalid, "no calendar was named").WithRemedy("Remove them one by one; see them with: bts calendar list")
		}
		sources, err := theseCalendars(s, a, p, c.ID)
		if err != nil {
			return err
		}
		if err := a.Office.RemoveCalendar(s.ctx, p.ID, sources[0].ID, c.WithEvents); err != nil {
			return err
		}
		left, err := a.Office.Calendars(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewCalendars(left, p.Zone()), func(w io.Writer) error {
			events := "Its events stay."
			if c.WithEvents {
				events = "Its events are gone; take that back with: bts undo"
			}
			_, err := fmt.Fprintf(w, "%s is fetched no more. %s\n", sources[0].Name, events)
			return err
		})
	})
}
