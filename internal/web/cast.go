package web

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// castRows are the cast with the days they work, in board order.
func (b *book) castRows() []ui.CastRow {
	scenes := map[string]int{}
	for _, sc := range b.scenes {
		for _, c := range sc.Characters {
			scenes[c]++
		}
	}
	var out []ui.CastRow
	for _, p := range b.schedule.People {
		if p.Kind != production.Cast {
			continue
		}
		row := ui.CastRow{BoardID: p.BoardID, Character: ui.Name(p.Character), Scenes: scenes[p.Character]}
		if !strings.EqualFold(p.Name, p.Character) {
			row.Name = p.Name
		}
		row.Marks, row.Days = b.castMarks(p)
		row.Mark, row.Correct = b.mark(correction.Person, string(p.ID), ""), b.correctLink(correction.Person, string(p.ID))
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, c ui.CastRow) int {
		return cmp.Or(cmp.Compare(boardOrder(a.BoardID), boardOrder(c.BoardID)), cmp.Compare(c.Scenes, a.Scenes))
	})
	return out
}

// boardOrder sorts cast numbers as numbers, those without one last.
func boardOrder(id string) int {
	if n, err := strconv.Atoi(id); err == nil {
		return n
	}
	return 1 << 30
}

// castMarks are the letters of a day-out-of-days for one person: SW on the first day of work, WF on the
// last, SWF when both are one, W between, H on days held between them.
func (b *book) castMarks(p production.Person) (marks []ui.CastMark, worked int) {
	first, last := -1, -1
	works := make([]bool, len(b.schedule.Days))
	for i, d := range b.schedule.Days {
		for _, strip := range d.Strips() {
			works[i] = works[i] || slices.Contains(strip.Cast, p.Character)
		}
		if works[i] {
			worked++
			last = i
			if first < 0 {
				first = i
			}
		}
	}
	for i, d := range b.schedule.Days {
		mark := ui.CastMark{State: "off", Words: "not called"}
		switch {
		case works[i]:
			mark = ui.CastMark{State: "work", Letter: "W", Words: "works"}
			if i == first {
				mark.Letter, mark.Words = "S"+mark.Letter, "starts"
			}
			if i == last {
				mark.Letter, mark.Words = mark.Letter+"F", "finishes"
			}
		case isAway(p, d.Date):
			mark = ui.CastMark{State: "away", Letter: "–", Words: "away"}
		case first >= 0 && first < i && i < last:
			mark = ui.CastMark{State: "hold", Letter: "H", Words: "on hold"}
		}
		mark.Words += fmt.Sprintf(", day %d", d.Number)
		marks = append(marks, mark)
	}
	return marks, worked
}

func isAway(p production.Person, date production.Date) bool {
	return slices.ContainsFunc(p.Away, func(r production.DateRange) bool { return r.Contains(date) })
}

// dayColumns head the cast table.
func (b *book) dayColumns() []ui.DayColumn {
	var out []ui.DayColumn
	for _, d := range b.schedule.Days {
		out = append(out, ui.DayColumn{Short: strconv.Itoa(d.Number), Title: b.title(d.Date), Now: d.Date == b.today})
	}
	return out
}

// locationRows are the locations with their sets and the days on which the company is there.
func (b *book) locationRows() []ui.LocationRow {
	var out []ui.LocationRow
	for _, l := range b.schedule.Locations {
		var days []int
		for _, d := range b.schedule.Days {
			if slices.ContainsFunc(d.Units, func(u production.UnitDay) bool { return strings.EqualFold(u.Location, l.Name) }) {
				days = append(days, d.Number)
			}
		}
		var sets []string
		for _, set := range l.Sets {
			sets = append(sets, ui.Place(set))
		}
		out = append(out, ui.LocationRow{
			Name: ui.Place(l.Name), Sets: strings.Join(sets, ", "), Days: dayList(days),
			Mark: b.mark(correction.Location, l.Name, ""), Correct: b.correctLink(correction.Location, l.Name),
		})
	}
	return out
}

// personRows are the people in the papers who are not the cast, for whoever works with the papers.
func (b *book) personRows() []ui.PersonRow {
	if !b.links.Rights.Revisions {
		return nil
	}
	var out []ui.PersonRow
	for _, p := range b.schedule.People {
		if p.Kind == production.Cast {
			continue
		}
		out = append(out, ui.PersonRow{
			Name: ui.Name(p.Name), Role: p.Role, Mark: b.mark(correction.Person, string(p.ID), ""), Correct: b.correctLink(correction.Person, string(p.ID)),
		})
	}
	return out
}
