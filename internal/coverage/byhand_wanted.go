package coverage

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Wanted is a move in words: a moment and people by id, by an end of it or by name, a day by date or as "day 5".
type Wanted struct {
	Moment string
	Off    bool     // take it off
	Day    string   // "" the day it is booked on
	At     string   // "14:10", "" the time it is booked for; on another day the nearest to it that is free
	Team   []string // none keeps the team, or takes whoever is free
}

// Resolve finds everything that is named. It returns fault.Invalid that lists all that was not found or makes no
// sense, each with what to do.
func (h *ByHand) Resolve(w Wanted) (Move, error) {
	var wrong complaints
	mv := Move{Off: w.Off, Start: production.NoClock}
	known := titles(h.d.in.Moments)
	for _, day := range h.plan.Days {
		for _, c := range day.Covers {
			if n := (Named{string(c.Moment), c.Title}); !slices.ContainsFunc(known, func(o Named) bool { return o.ID == n.ID }) {
				known = append(known, n)
			}
		}
	}
	var moments, team []Named
	find(&wrong, &moments, known, w.Moment, "moment")
	if len(moments) > 0 {
		mv.Moment = production.MomentID(moments[0].ID)
	}
	if w.Off {
		return mv, wrong.err()
	}
	for _, said := range w.Team {
		find(&wrong, &team, people(h.d.in.Members), said, "person of the crew")
	}
	for _, n := range team {
		mv.Team = append(mv.Team, production.MemberID(n.ID))
	}
	h.when(&wrong, &mv, w)
	return mv, wrong.err()
}

// when finds the day and the time.
func (h *ByHand) when(wrong *complaints, mv *Move, w Wanted) {
	if was := h.plan.Booked(mv.Moment); was != nil {
		mv.Date, mv.Start, mv.Near = was.Date, was.Cover.Start, was.Cover.Start
	}
	if day := strings.TrimSpace(w.Day); day != "" {
		date, is := dayOf(day, h.d.in.Facts.Days)
		if !is {
			wrong.add("Write a date like 2026-05-08, or the number of a shoot day like “day 5”.", "%q is no day", day)
		}
		if date != mv.Date {
			mv.Start = production.NoClock
		}
		mv.Date = date
	} else if !mv.Date.Known() {
		wrong.add("Say on which day.", "no day is given, and it is not booked yet")
	}
	if at := strings.TrimSpace(w.At); at != "" {
		clock, err := production.ParseClock(at)
		switch {
		case err != nil:
			wrong.add("Write hours and minutes, like 14:10.", "%q is no time of day", at)
		case clock%HandGrid != 0:
			wrong.add("Write the nearest five minutes.", "bookings begin on five minutes, not at %s", clock)
		}
		mv.Start = clock
	}
}
