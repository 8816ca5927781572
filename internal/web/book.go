package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// book is what the pages of a production show from, as far as the person may see it: each part is read
// once, and empty for whoever has no right to it.
type book struct {
	film     production.Production
	today    production.Date
	scenes   []production.Scene
	schedule office.Schedule
	moments  []story.Moment
	threads  []outline.Arc  // the arcs of the board, in its order
	plan     *coverage.Plan // nil before the first

	sceneAt  map[production.SceneID]*production.Scene
	dayAt    map[production.Date]*production.Day
	coverAt  map[production.MomentID]placed
	leftOut  map[production.MomentID]string
	arcs     map[string]ui.Arc
	serves   map[production.MomentID]string // the arc that each moment serves
	scripted bool                           // a script has come in, so that a scene which it lacks is worth a word
	links    ui.Page                        // for addresses
	marks    marks                          // what was corrected; only pages that call openMarks have it
}

// placed is a covered moment with its day.
type placed struct {
	day   coverage.PlanDay
	cover coverage.Cover
}

// open reads the book of the production for whoever asks.
func (s *Server) open(ctx context.Context, c Current, page ui.Page) (*book, error) {
	b := &book{
		film: c.Production, today: production.DateOf(s.now().In(c.Production.Zone())), links: page,
		sceneAt: map[production.SceneID]*production.Scene{}, dayAt: map[production.Date]*production.Day{},
		coverAt: map[production.MomentID]placed{}, leftOut: map[production.MomentID]string{}, serves: map[production.MomentID]string{},
	}
	err := s.fill(ctx, c, b)
	if err != nil {
		return nil, err
	}
	b.index()
	b.today = b.atWork(s.now().In(b.film.Zone()))
	return b, nil
}

// fill reads the parts of the book that the person may see.
func (s *Server) fill(ctx context.Context, c Current, b *book) (err error) {
	id := c.Production.ID
	if c.Actor.May(access.SeeSchedule, id) {
		b.scenes, err = shelved(&s.shelf, c, c.shelfPart("scenes", access.SeeClosed), func() ([]production.Scene, error) { return s.office.Scenes(ctx, id) })
		if err != nil {
			return err
		}
		b.schedule, err = shelved(&s.shelf, c, c.shelfPart("schedule", access.SeeClosed), func() (office.Schedule, error) { return s.office.Schedule(ctx, id) })
		if err != nil {
			return err
		}
	}
	if c.Actor.May(access.SeeMoments, id) {
		b.moments, err = shelved(&s.shelf, c, c.shelfPart("moments", access.SeeClosed), func() ([]story.Moment, error) { return s.office.Moments(ctx, id, allMoments) })
		if err != nil {
			return err
		}
	}
	if c.Actor.May(access.SeePlan, id) {
		b.threads, err = shelved(&s.shelf, c, "arcs", func() ([]outline.Arc, error) { return s.office.Arcs(ctx, id) })
		if err != nil {
			return err
		}
		part := c.shelfPart("plan "+s.now().UTC().Truncate(planAge).Format(time.RFC3339), access.SeeClosed, access.SeeCrew, access.SeeSchedule, access.EditCrew)
		b.plan, err = shelved(&s.shelf, c, part, func() (*coverage.Plan, error) {
			plan, err := s.office.LatestPlan(ctx, id)
			if fault.Is(err, fault.NotFound) {
				return nil, nil // before the first
			}
			return &plan, err
		})
	}
	return err
}

// planAge is how long a plan may lie on the shelf: what of it is over changes with the clock, at times that people
// are called.
const planAge = 5 * time.Minute

// shelfPart is a part's name on the shelf: those share one who have the same of the rights that it depends on.
func (c Current) shelfPart(part string, rights ...access.Action) string {
	for _, right := range rights {
		if !c.Actor.May(right, c.Production.ID) {
			part += " without " + string(right)
		}
	}
	return part
}

// openPage opens the book for a page and tells the frame where the shoot stands and which work runs.
func (s *Server) openPage(r *http.Request, page *ui.Page) (*book, error) {
	b, err := s.open(r.Context(), current(r), *page)
	if err != nil {
		return nil, err
	}
	page.Production.Day = b.head()
	if page.Tasks, err = s.openTasks(r.Context(), b.film, *page); err != nil {
		return nil, err
	}
	page.Notices, err = s.noticeViews(r.Context(), b.film, *page)
	return b, err
}

// base is the address of the request's production, "/p/slug".
func base(r *http.Request) string { return "/p/" + current(r).Production.Slug }

func (b *book) index() {
	for i := range b.scenes {
		b.sceneAt[b.scenes[i].ID] = &b.scenes[i]
		b.scripted = b.scripted || b.scenes[i].InScript
	}
	for i := range b.schedule.Days {
		b.dayAt[b.schedule.Days[i].Date] = &b.schedule.Days[i]
	}
	b.arcs = ui.Arcs(b.arcNames())
	for i := range b.moments {
		b.serves[b.moments[i].ID] = b.moments[i].Arc
	}
	if b.plan == nil {
		return
	}
	for _, d := range b.plan.Days {
		for _, cover := range d.Covers {
			b.coverAt[cover.Moment] = placed{d, cover}
		}
	}
	for _, u := range b.plan.Uncovered {
		b.leftOut[u.Moment] = u.Reason
	}
}

// arcNames are the arcs of the board in its order, and those that its moments name besides: so each arc has the same
// hue on every page.
func (b *book) arcNames() []string {
	var names []string
	for _, a := range b.threads {
		names = append(names, a.Name)
	}
	for _, m := range b.moments {
		if m.Arc != "" {
			names = appendOnce(names, m.Arc)
		}
	}
	return names
}

// arcOf is the arc of a moment as it is called by now; said is what it was called when the plan was made.
func (b *book) arcOf(id production.MomentID, said string) ui.Arc {
	if name, known := b.serves[id]; known {
		return b.arcs[name]
	}
	return b.arcs[said]
}

// planDay is the plan's day on the date, nil when nobody goes.
func (b *book) planDay(date production.Date) *coverage.PlanDay {
	if b.plan == nil {
		return nil
	}
	for i := range b.plan.Days {
		if b.plan.Days[i].Date == date {
			return &b.plan.Days[i]
		}
	}
	return nil
}

// number is the shoot day number of a date, 0 for a day without shooting.
func (b *book) number(date production.Date) int {
	if d := b.dayAt[date]; d != nil {
		return d.Number
	}
	return 0
}

// title is a day as people say it: "Day 4 · Thu 7 May".
func (b *book) title(date production.Date) string {
	if n := b.number(date); n > 0 {
		return fmt.Sprintf("Day %d · %s", n, date.Spoken())
	}
	return date.Spoken()
}

// head says where the shoot stands: "Day 4 of 12", "Prep", "Wrapped".
func (b *book) head() string {
	days := b.schedule.Days
	switch {
	case len(days) == 0:
		return ""
	case b.today < days[0].Date:
		return "Prep"
	case b.today > days[len(days)-1].Date:
		return "Wrapped"
	}
	n := 0
	for _, d := range days {
		if d.Date <= b.today {
			n = d.Number
		}
	}
	return fmt.Sprintf("Day %d of %d", n, days[len(days)-1].Number)
}

// atWork is the day that people on the set call today: past midnight the one that began yesterday, until
// an hour after its wrap or until the next is called.
func (b *book) atWork(now time.Time) production.Date {
	date := production.DateOf(now)
	before := date.AddDays(-1)
	_, wrap := b.hours(before)
	call, _ := b.hours(date)
	late := wrap.Known() && now.Before(before.At(wrap+60, b.film.Zone()))
	if late && (!call.Known() || now.Before(date.At(call, b.film.Zone()))) {
		return before
	}
	return date
}

// hours are the first call and the last wrap of a date, of the main unit and of BTS; NoClock for none.
func (b *book) hours(date production.Date) (call, wrap production.Clock) {
	call, wrap = production.NoClock, production.NoClock
	if d := b.dayAt[date]; d != nil {
		call, wrap = d.Call(), d.Wrap()
	}
	if d := b.planDay(date); d != nil {
		if first := firstCall(*d); first.Known() && (!call.Known() || first < call) {
			call = first
		}
		for _, shift := range d.Shifts {
			wrap = max(wrap, shift.Wrap)
		}
	}
	return call, wrap
}

// clockOn is the wall clock of the production when date is today, past 24:00 after midnight, otherwise
// NoClock.
func (s *Server) clockOn(b *book, date production.Date) production.Clock {
	if date != b.today {
		return production.NoClock
	}
	t := s.now().In(b.film.Zone())
	return production.Clock(t.Hour()*60+t.Minute()) + production.Clock(24*60*production.DateOf(t).DaysSince(date))
}

// line is a date as a horizontal time line: the main unit above, the plan's covers below.
func (b *book) line(date production.Date, lit production.MomentID) ui.DayLineView {
	v := ui.DayLineView{Label: "The day " + b.title(date), Now: production.NoClock}
	if d := b.dayAt[date]; d != nil {
		for _, strip := range d.Strips() {
			v.Main = append(v.Main, ui.Span{Start: strip.Start, End: strip.End, Text: strip.SceneNumber, Strip: b.strip(strip)})
		}
	}
	if d := b.planDay(date); d != nil {
		for _, cover := range d.Covers {
			v.BTS = append(v.BTS, ui.Span{
				Start: cover.Start, End: cover.End, Text: cover.Title, Arc: b.arcOf(cover.Moment, cover.Arc), Lit: cover.Moment == lit,
			})
		}
		for _, shift := range d.Shifts {
			if shift.Meal.Known() {
				v.Meals = append(v.Meals, ui.Span{Start: shift.Meal, End: shift.MealTo})
			}
		}
	}
	return v
}

// strip is a strip that leads to its scene, for whoever may read the script. The strip can be a part
// of the scene, "22pt1".
func (b *book) strip(strip production.Strip) ui.StripView {
	scene := b.sceneAt[strip.SceneID]
	v := ui.StripOf(strip, scene, b.links.Base)
	v.Unknown = v.Unknown && b.scripted // before a script comes in, none of them is in it
	v.Mark = b.stripMark(strip)
	if v.URL != "" {
		v.URL = b.sceneURL(scene.Number)
	}
	return v
}

// strips are the strips of a day in the order of the units.
func (b *book) strips(d *production.Day) []ui.StripView {
	if d == nil {
		return nil
	}
	var out []ui.StripView
	for _, strip := range d.Strips() {
		out = append(out, b.strip(strip))
	}
	return out
}
