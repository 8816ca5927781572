package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// packetSources are what a day packet is put together from.
type packetSources struct {
	film     production.Production
	day      production.Day
	days     []production.Day
	scenes   map[production.SceneID]production.Scene
	events   []production.Event
	heads    []production.Person
	moments  map[production.MomentID]story.Moment
	members  map[production.MemberID]crew.Member
	plan     coverage.Plan
	planDay  coverage.PlanDay
	revision string
	changed  bool // the schedule is newer than the plan
	checks   []CheckLine
	list     Shotlist // of the day
}

// Packet is the day packet for a date. It returns fault.NotFound for a date on which nothing is
// scheduled and nobody of the BTS unit goes.
func (o *Office) Packet(ctx context.Context, in production.ProductionID, date production.Date) (onset.Packet, error) {
	p, _, err := o.PacketAndShots(ctx, in, date)
	return p, err
}

// PacketAndShots is Packet with what the shot list has for the day; that is empty for whoever may not see the story.
func (o *Office) PacketAndShots(ctx context.Context, in production.ProductionID, date production.Date) (onset.Packet, Shotlist, error) {
	if _, err := production.ParseDate(string(date)); err != nil {
		return onset.Packet{}, Shotlist{}, err
	}
	var s packetSources
	known := false
	err := o.look(ctx, access.SeePacket, in, func(tx *store.Tx) (err error) {
		if known, err = s.read(ctx, tx, in, date); err != nil || !known {
			return err
		}
		return s.readShots(ctx, o, tx, in, date)
	})
	if err != nil {
		return onset.Packet{}, Shotlist{}, err
	}
	if !known {
		return onset.Packet{}, Shotlist{}, fault.New(fault.NotFound, "nothing is scheduled on %s", date.Spoken()).
			WithRemedy("Choose one of the shoot days, or a day in the plan.")
	}
	markBroken(s.plan, o.openFrom(s.film, s.days, s.plan), s.moments)
	return s.packet(date), s.list, nil
}

// read fills the sources; known is false when nothing happens on the date.
func (s *packetSources) read(ctx context.Context, tx *store.Tx, in production.ProductionID, date production.Date) (known bool, err error) {
	if s.film, err = tx.FindProduction(ctx, in); err != nil {
		return false, err
	}
	days, err := tx.FindDays(ctx, in)
	if err != nil {
		return false, err
	}
	s.days = days
	for _, d := range days {
		if d.Date == date {
			s.day, known = d, true
		}
	}
	if s.plan, err = tx.FindLatestPlan(ctx, in); err != nil && !fault.Is(err, fault.NotFound) {
		return false, err
	}
	for _, d := range s.plan.Days {
		if d.Date == date {
			s.planDay, known = d, true
		}
	}
	if err := s.readPeople(ctx, tx, in, date); err != nil {
		return false, err
	}
	if s.checks, err = checklist(ctx, tx, in, date); err != nil {
		return false, err
	}
	return known || len(s.events) > 0, s.readStory(ctx, tx, in)
}

func (s *packetSources) readPeople(ctx context.Context, tx *store.Tx, in production.ProductionID, date production.Date) error {
	events, err := tx.FindEvents(ctx, in)
	if err != nil {
		return err
	}
	for _, e := range events {
		if e.Date == date {
			s.events = append(s.events, e)
		}
	}
	people, err := tx.FindPeople(ctx, in)
	if err != nil {
		return err
	}
	for _, p := range people {
		if p.Kind == production.Head {
			s.heads = append(s.heads, p)
		}
	}
	members, err := tx.FindMembers(ctx, in)
	s.members = map[production.MemberID]crew.Member{}
	for _, m := range members {
		s.members[m.ID] = m
	}
	return err
}

func (s *packetSources) readStory(ctx context.Context, tx *store.Tx, in production.ProductionID) error {
	scenes, err := tx.FindScenes(ctx, in)
	if err != nil {
		return err
	}
	s.scenes = map[production.SceneID]production.Scene{}
	for _, sc := range scenes {
		s.scenes[sc.ID] = sc
	}
	if s.moments, err = momentsByID(ctx, tx, in); err != nil {
		return err
	}
	since, revisions, err := papersSince(ctx, tx, in, s.plan)
	s.changed = s.plan.ID != "" && (since.back || slices.Contains(since.kinds, string(intake.KindSchedule)))
	s.revision = scheduleIn(s.film, revisions)
	return err
}

// scheduleIn names the newest schedule among papers, and when it came; "" where there is none.
func scheduleIn(film production.Production, revisions []production.Revision) string {
	for _, r := range revisions {
		if r.Kind == string(intake.KindSchedule) {
			return fmt.Sprintf("%s, taken in %s", r.FileName, production.DateOf(r.ImportedAt.In(film.Zone())).Spoken())
		}
	}
	return ""
}

// ScheduleInUse names the schedule that the days are of, and when it came, as a day packet does; "" where there is none.
func (o *Office) ScheduleInUse(ctx context.Context, film production.Production) (name string, err error) {
	err = o.look(ctx, access.SeePlan, film.ID, func(tx *store.Tx) error {
		revisions, err := tx.FindRevisions(ctx, film.ID)
		name = scheduleIn(film, revisions)
		return err
	})
	return name, err
}

// readShots reads the shots of the day, for whoever may see the story.
func (s *packetSources) readShots(ctx context.Context, o *Office, tx *store.Tx, in production.ProductionID, date production.Date) error {
	if actor, _ := access.From(ctx); !actor.May(access.SeeStory, in) {
		return nil
	}
	screen, err := shieldFor(ctx, tx, in)
	if err != nil {
		return err
	}
	planned := plannedIn(s.plan)
	markBroken(s.plan, o.openFrom(s.film, s.days, s.plan), s.moments)
	around, err := o.around(ctx, tx, reading{film: s.film, days: s.days, now: s.moments, screen: screen}, s.plan, planned)
	if err != nil {
		return err
	}
	for _, shot := range around.list() {
		if shot.Date == date && !shot.Closed {
			s.list.Shots = append(s.list.Shots, shot)
		}
	}
	if len(s.list.Shots) > 0 {
		s.list.Treatment, err = tx.FindTreatment(ctx, in)
	}
	return err
}

func (s *packetSources) packet(date production.Date) onset.Packet {
	p := onset.Packet{
		ProductionID: s.film.ID, Production: s.film.Title, Title: date.Spoken(), Date: date, Number: s.day.Number, Of: len(s.days),
		Zone: s.film.TimeZone, Revision: s.revision, Call: s.day.Call(), Wrap: s.day.Wrap(), Events: s.events,
	}
	if s.day.Number > 0 {
		p.Title = fmt.Sprintf("Day %d · %s", s.day.Number, date.Spoken())
	}
	if s.changed {
		p.Changed = "The schedule changed after this plan."
	}
	for _, u := range s.day.Units {
		p.Estimated = p.Estimated || u.Estimated
		p.Units = append(p.Units, s.unit(u, &p))
	}
	for _, sh := range s.planDay.Shifts {
		p.Shifts = append(p.Shifts, onset.PacketShift{
			Name: sh.Name, Skills: s.members[sh.Member].Skills, Call: sh.Call, Meal: sh.Meal, MealTo: sh.MealTo, Wrap: sh.Wrap,
		})
	}
	for _, c := range s.planDay.Covers {
		p.Moments = append(p.Moments, s.entry(c))
		if !s.hasLocation(&p, c.Location) {
			p.Locations = append(p.Locations, onset.PacketPlace{Name: c.Location, Sets: []string{c.Place}})
		}
	}
	if s.day.Note != "" {
		p.Notes = append(p.Notes, s.day.Note)
	}
	for _, h := range s.heads {
		p.Notes = append(p.Notes, h.Role+": "+h.Name)
	}
	p.Missed = s.missed(date)
	for _, c := range s.checks {
		p.Checks = append(p.Checks, onset.Check{Stage: c.Stage.Title(), Text: c.Text, Done: c.Done})
	}
	for _, shot := range s.list.Shots {
		p.Shots = append(p.Shots, sheetShot(shot))
	}
	p.Look = lookLines(s.list.Treatment)
	return p
}

func (s *packetSources) hasLocation(p *onset.Packet, name string) bool {
	return name == "" || slices.ContainsFunc(p.Locations, func(l onset.PacketPlace) bool { return strings.EqualFold(l.Name, name) })
}

// unit is a unit's day; it also notes its location and where BTS must not be.
func (s *packetSources) unit(u production.UnitDay, p *onset.Packet) onset.PacketUnit {
	out := onset.PacketUnit{Name: u.Unit, Call: u.Call, Wrap: u.Wrap, Location: u.Location}
	place := onset.PacketPlace{Name: u.Location}
	for _, strip := range u.Strips {
		ps := onset.PacketStrip{
			Scene: strip.SceneNumber, Heading: strip.Banner, Start: strip.Start, End: strip.End, Cast: strip.Cast,
			Closed: strip.Closed, Capacity: strip.Capacity,
		}
		if scene, known := s.scenes[strip.SceneID]; known {
			ps.Heading, ps.Colour = scene.Heading, onset.ColourOf(scene)
		}
		out.Strips = append(out.Strips, ps)
		if strip.Set != "" && !slices.Contains(place.Sets, strip.Set) {
			place.Sets = append(place.Sets, strip.Set)
		}
	}
	p.DoNot = append(p.DoNot, doNot(u.Strips)...)
	if !s.hasLocation(p, u.Location) {
		p.Locations = append(p.Locations, place)
	}
	return out
}

// limit is where BTS must not be, or not with more people than stand there: one for all the scenes of
// a set that have the same limit, so that the packet says it once.
type limit struct {
	set      string
	closed   bool
	capacity int
	from, to production.Clock
	scenes   []string
}

// doNot says where BTS must not be because of a unit's strips, in the order of the day.
func doNot(strips []production.Strip) []string {
	var limits []*limit
	for _, strip := range strips {
		if !strip.Closed && (strip.SceneNumber == "" || strip.Capacity < 0) {
			continue
		}
		at := slices.IndexFunc(limits, func(l *limit) bool {
			return l.set == strip.Set && l.closed == strip.Closed && (l.closed || l.capacity == strip.Capacity)
		})
		if at < 0 {
			at = len(limits)
			limits = append(limits, &limit{set: strip.Set, closed: strip.Closed, capacity: strip.Capacity, from: strip.Start, to: strip.End})
		}
		l := limits[at]
		l.from, l.to = min(l.from, strip.Start), max(l.to, strip.End)
		if strip.SceneNumber != "" {
			l.scenes = append(l.scenes, strip.SceneNumber)
		}
	}
	var out []string
	for _, l := range limits {
		out = append(out, l.words())
	}
	return out
}

// words is the limit as a sentence: "09:30–19:15 Lamp Room, scenes 6 and 20: at most 2 BTS people."
func (l *limit) words() string {
	where := production.CalmName(l.set)
	if l.from.Known() && l.to.Known() {
		where = l.from.String() + "–" + l.to.String() + " " + where
	}
	if n := len(l.scenes); n == 1 {
		where += ", scene " + l.scenes[0]
	} else if n > 1 {
		where += ", scenes " + strings.Join(l.scenes[:n-1], ", ") + " and " + l.scenes[n-1]
	}
	switch {
	case l.closed:
		return where + ": closed set. Nobody from BTS enters or watches a monitor."
	case l.capacity == 0:
		return where + ": no room for BTS."
	case l.capacity == 1:
		return where + ": one BTS person, no more."
	}
	return fmt.Sprintf("%s: at most %d BTS people.", where, l.capacity)
}

func (s *packetSources) entry(c coverage.Cover) onset.Entry {
	e := onset.Entry{
		Moment: c.Moment, Start: c.Start, End: c.End, Title: c.Title, Kind: story.Kind(c.Kind).Title(), Scene: c.Scene,
		Place: c.Place, Kit: c.Kit, Note: s.moments[c.Moment].Note, Broken: c.Broken,
	}
	for _, t := range c.Team {
		e.Team = append(e.Team, onset.TeamMember{Name: t.Name, Skill: t.Skill})
	}
	for _, r := range s.moments[c.Moment].Reasons {
		e.Why = append(e.Why, r.Text)
	}
	return e
}

// missed are the moments that could have been covered on the date and are not, with the plan's reason.
func (s *packetSources) missed(date production.Date) []string {
	var out []string
	for _, u := range s.plan.Uncovered {
		for _, w := range s.moments[u.Moment].Windows {
			if w.Date == date {
				out = append(out, u.Title+": "+u.Reason)
				break
			}
		}
	}
	return out
}
