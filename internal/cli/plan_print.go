package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

// printPlan prints the plan as one would read it out in the production office.
func printPlan(w io.Writer, p coverage.Plan) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d moments covered with %d of %d crew-days.\n", p.Covered, p.Total, p.UsedDays, p.CrewDays)
	if words := p.CrewDay.Words(); words != "" {
		fmt.Fprintf(&b, "%s\n", words)
	}
	if c := p.Changes; c != (coverage.Changes{}) {
		fmt.Fprintf(&b, "Against the plan before: %d kept, %d moved, %d dropped, %d new.\n", c.Kept, c.Moved, c.Dropped, c.Added)
	}
	for _, d := range p.Days {
		printPlanDay(&b, d)
	}
	printChanged(&b, p.ChangedList())
	if len(p.Uncovered) > 0 {
		b.WriteString("\nNot covered, and why\n")
	}
	for _, u := range p.Uncovered {
		fmt.Fprintf(&b, "  %3d  %s\n       %s\n", u.Score, u.Title, u.Reason)
		if u.Change != "" {
			fmt.Fprintf(&b, "       It would take: %s.\n", u.Change)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func printPlanDay(b *strings.Builder, d coverage.PlanDay) {
	fmt.Fprintf(b, "\n%s\n", dayTitle(d.Number, d.Date))
	if d.Loss != "" {
		fmt.Fprintf(b, "  %s\n", d.Loss)
	}
	for _, s := range d.Shifts {
		fmt.Fprintf(b, "  %s–%s  %s\n", s.Call, s.Wrap, s.Name)
	}
	for _, c := range d.Covers {
		var team []string
		for _, t := range c.Team {
			team = append(team, t.Name)
		}
		fmt.Fprintf(b, "    %s–%s  %s\n", c.Start, c.End, dotted(c.Title, c.Place, strings.Join(team, ", ")))
	}
}

// printChanged prints what differs from the plan before.
func printChanged(b *strings.Builder, list []coverage.Changed) {
	if len(list) > 0 {
		b.WriteString("\nWhat changed, and why\n")
	}
	for _, c := range list {
		what := c.What
		if c.Kind == "dropped" {
			what = "dropped, " + what
		} else {
			what = c.Date.Spoken() + ", " + what
		}
		fmt.Fprintf(b, "  %s: %s\n", c.Title, what)
		if c.Why != "" {
			fmt.Fprintf(b, "       %s\n", c.Why)
		}
	}
}

func dayTitle(number int, date production.Date) string {
	if number == 0 {
		return date.Spoken()
	}
	return fmt.Sprintf("Day %d · %s", number, date.Spoken())
}

// dotted joins what is known of the parts.
func dotted(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}
