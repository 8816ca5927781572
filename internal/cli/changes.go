package cli

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
)

// How much of each sort a person is shown; everything is in the JSON document.
const (
	mostChanges  = 20
	mostAdded    = 5
	mostFields   = 4
	mostWarnings = 20
	longestValue = 40 // letters of a value before or after
)

// shownFacts are the facts as they are shown, which have the names that people use.
func shownFacts(s *session, a *app.App, p production.Production) (production.Facts, error) {
	scenes, err := a.Office.Scenes(s.ctx, p.ID)
	if err != nil {
		return production.Facts{}, err
	}
	schedule, err := a.Office.Schedule(s.ctx, p.ID)
	return paper.Facts(scenes, schedule), err
}

// namesFor are the facts for naming what the corrections of a result are about; they are not looked up
// where there is none.
func namesFor(s *session, a *app.App, p production.Production, r office.ImportResult) (production.Facts, error) {
	if len(r.Corrections) == 0 {
		return production.Facts{}, nil
	}
	return shownFacts(s, a, p)
}

// writeResult says what papers break, dispute, change and hold, the most urgent first.
func writeResult(b *strings.Builder, r office.ImportResult, names production.Facts) {
	writeBroken(b, r.Changes.Broken)
	writeDisputes(b, r.Corrections, names)
	for _, u := range r.Untied {
		fmt.Fprintf(b, "Without a place: the plan %s of %s, which no paper names any more. Tie it again with: bts places set %s --place PLACE\n", quoted(u.Title), oneLine(u.Place), short(string(u.ID)))
	}
	for _, f := range r.Files {
		b.WriteString(paperLine(f))
	}
	writeChanges(b, r.Changes)
	for _, f := range r.Files {
		writeWarnings(b, f.File, f.Warnings)
	}
}

// writeBroken says what of ours no longer holds and what to do about it.
func writeBroken(b *strings.Builder, broken []office.Broken) {
	for _, x := range broken {
		fmt.Fprintf(b, "No longer holds: %s: %s. %s", x.Title, x.Why, x.Do)
		if x.Before {
			b.WriteString(" It did not hold before either.")
		}
		b.WriteByte('\n')
	}
}

// writeDisputes says how corrections stand to the new papers.
func writeDisputes(b *strings.Builder, list []correction.Correction, names production.Facts) {
	for _, c := range list {
		what := fmt.Sprintf("%s, %s", correctedName(c, names), c.Field)
		switch {
		case c.State == correction.Agreed:
			fmt.Fprintf(b, "Now in the paper too: %s is %s.\n", what, quoted(c.Value))
		case c.State == correction.Orphaned:
			fmt.Fprintf(b, "Correction of something that is gone: %s was to be %s. Remove it with: bts corrections remove %s\n", what, quoted(c.Value), short(string(c.ID)))
		case c.PaperShows:
			fmt.Fprintf(b, "Disputed: %s was to be %s; the paper says %s, which is shown until you decide. Remove it with: bts corrections remove %s\n",
				what, quoted(c.Value), quoted(c.Paper), short(string(c.ID)))
		default:
			fmt.Fprintf(b, "Disputed: %s is shown as %s, the paper now says %s. Keep it, or: bts corrections remove %s\n", what, quoted(c.Value), quoted(c.Paper), short(string(c.ID)))
		}
	}
}

func correctedName(c correction.Correction, names production.Facts) string {
	if name := correction.NameOf(names, c); name != "" {
		return name
	}
	return "a " + string(c.What)
}

// quoted is a value that may be empty.
func quoted(value string) string {
	if value == "" {
		return "nothing"
	}
	return brief(value)
}

// paperLine says what one file is and holds.
func paperLine(f office.ImportedFile) string {
	var parts []string
	for _, part := range []struct {
		n         int
		one, many string
	}{
		{f.Scenes, "scene", "scenes"}, {f.Characters, "character", "characters"}, {f.Days, "shoot day", "shoot days"},
		{f.Events, "event", "events"}, {f.Elements, "element", "elements"}, {f.Locations, "location", "locations"},
		{f.People, "person", "people"}, {f.Shots, "shot", "shots"},
	} {
		switch {
		case part.n == 1:
			parts = append(parts, "1 "+part.one)
		case part.n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.many))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing in it"}
	}
	return fmt.Sprintf("%s: %s (%s), %s\n", f.File, f.Kind, f.Format, strings.Join(parts, ", "))
}

// writeChanges says what becomes of the main unit's facts.
func writeChanges(b *strings.Builder, c office.ImportChanges) {
	if len(c.Added)+len(c.Removed)+len(c.Moved)+len(c.Changed) > 0 {
		fmt.Fprintf(b, "%d removed, %d moved, %d changed, %d added.\n", len(c.Removed), len(c.Moved), len(c.Changed), len(c.Added))
	}
	writeSort(b, "Removed", c.Removed, mostChanges)
	writeSort(b, "Moved", c.Moved, mostChanges)
	writeSort(b, "Changed", c.Changed, mostChanges)
	writeSort(b, "Added", c.Added, mostAdded)
}

// writeSort lists changes of one sort, at most so many.
func writeSort(b *strings.Builder, word string, list []revise.Change, most int) {
	for _, c := range list[:min(most, len(list))] {
		why := c.Why
		if len(c.Fields) > 0 {
			why = fieldsOf(c.Fields)
		}
		fmt.Fprintf(b, "  %s\n", strings.TrimSpace(word+" "+c.What+": "+c.Title+". "+why))
	}
	if more := len(list) - most; more > 0 {
		fmt.Fprintf(b, "  %s: %d more\n", strings.TrimSuffix(word, ":"), more)
	}
}

// fieldsOf is what was and is, field by field.
func fieldsOf(fields []revise.FieldChange) string {
	var parts []string
	for _, f := range fields[:min(mostFields, len(fields))] {
		parts = append(parts, fmt.Sprintf("%s: %s -> %s", f.Field, quoted(f.Was), quoted(f.Is)))
	}
	if more := len(fields) - mostFields; more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	return strings.Join(parts, "; ")
}

// brief is a value on one line, cut where it is long.
func brief(value string) string {
	value = strings.Join(strings.Fields(value), " ")
	if runes := []rune(value); len(runes) > longestValue {
		return string(runes[:longestValue-1]) + "…"
	}
	return value
}

// writeWarnings lists what a person should look at in a file.
func writeWarnings(b *strings.Builder, file string, list []intake.Warning) {
	for _, warning := range list[:min(mostWarnings, len(list))] {
		if warning.Line > 0 {
			fmt.Fprintf(b, "  %s, line %d: %s\n", file, warning.Line, warning.Message)
		} else {
			fmt.Fprintf(b, "  %s: %s\n", file, warning.Message)
		}
	}
	if more := len(list) - mostWarnings; more > 0 {
		fmt.Fprintf(b, "  %s: %d more warnings; see them with --json\n", file, more)
	}
}
