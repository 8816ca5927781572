package office

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
)

// due is a piece with a span whose material goes into it.
type due struct {
	worksheet.Piece
	worksheet.Span
}

// owe says of the shots that pieces wait for what that is. rows are in their order without it: of those that would do,
// the first stand for what a piece lacks, and no more of them than it does. A piece does not wait for what somebody
// called nice to have.
func (s shotSources) owe(rows []weighed) {
	for _, d := range s.soonDue() {
		for _, need := range d.Needs() {
			s.press(rows, d, need)
		}
	}
}

// soonDue are the pieces that press, what is due first in front.
func (s shotSources) soonDue() []due {
	shoots := s.shootDates()
	var out []due
	for _, p := range s.pieces {
		if p.Gone {
			continue
		}
		for _, span := range p.Due.Near(s.today, shoots) {
			out = append(out, due{p, span})
		}
	}
	slices.SortStableFunc(out, func(a, b due) int { return cmp.Compare(a.To, b.To) })
	return out
}

// shootDates are the days on which the main unit shoots or somebody of the BTS unit is booked, in order.
func (s shotSources) shootDates() []production.Date {
	var dates []production.Date
	for _, d := range s.days {
		dates = append(dates, d.Date)
	}
	for _, b := range s.booked {
		dates = append(dates, b.day.Date)
	}
	slices.Sort(dates)
	return slices.Compact(dates)
}

// press lets one need of a piece weigh on the shots that would fill it.
func (s shotSources) press(rows []weighed, d due, need worksheet.Need) {
	had := s.gotFor(rows, d, need)
	got := len(had)
	owed := shotlist.Owed{Piece: d.Name(), When: d.When, What: need.What, Got: got, Count: need.Count}
	for i := range rows {
		r := &rows[i]
		if len(had) >= need.Count {
			return
		}
		open := r.Status == shotlist.Planned && r.Priority != shotlist.Nice && !r.need.Held && s.dayOf(r.ListedShot) >= s.today
		key := filledBy(need, r.Shot)
		if !open || had[key] || !s.fills(d, need, r.ListedShot) {
			continue
		}
		had[key] = true
		if r.need.Owed == "" {
			r.need.Owed = owed.Words()
		}
	}
}

// gotFor is what a need of a piece has got: shots, or the moments that they are of, and talks that were held.
func (s shotSources) gotFor(rows []weighed, d due, need worksheet.Need) map[string]bool {
	had := map[string]bool{}
	for _, r := range rows {
		if r.Status == shotlist.Got && s.fills(d, need, r.ListedShot) {
			had[filledBy(need, r.Shot)] = true
		}
	}
	if !need.Takes(string(story.Interview), string(shotlist.Video)) {
		return had
	}
	for _, i := range s.seenTalks() {
		held := weighed{ListedShot: ListedShot{Shot: shotlist.Shot{ID: production.WantedShotID(i.ID), Moment: i.Moment}}}
		if m, there := s.now[i.Moment]; there {
			s.place(&held.ListedShot, m)
		}
		if i.Status == interview.Done && d.Contains(s.dayOf(held.ListedShot)) {
			had[filledBy(need, held.Shot)] = true
		}
	}
	return had
}

// fills reports whether a shot is one that a piece needs, as far as the reader may know.
func (s shotSources) fills(d due, need worksheet.Need, l ListedShot) bool {
	return need.Takes(string(l.Kind), string(l.Medium)) && d.Contains(s.dayOf(l)) && !s.hides(l.Shot)
}

// filledBy is what counts once for a need: a moment where each is to be of another, else a shot.
func filledBy(need worksheet.Need, shot shotlist.Shot) string {
	if need.Apart && shot.Moment != "" {
		return string(shot.Moment)
	}
	return string(shot.ID)
}

// dayOf is the day on which a shot is shot, today for what can be on any.
func (s shotSources) dayOf(l ListedShot) production.Date {
	return cmp.Or(l.Date, s.today)
}

// seenTalks are the talks that the reader may know of.
func (s shotSources) seenTalks() []interview.Interview {
	closed := func(b production.BeatID) bool { return b != "" && s.masked[b] }
	return slices.DeleteFunc(slices.Clone(s.asked), func(i interview.Interview) bool {
		m, there := s.now[i.Moment]
		return i.Gone || there && (s.screen.hidesMoment(m) || closed(m.Beat)) || slices.ContainsFunc(i.Beats, closed)
	})
}
