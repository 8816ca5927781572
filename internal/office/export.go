package office

import (
	"context"
	"io"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/ussout"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// scheduleSources are what a schedule is exported from.
type scheduleSources struct {
	film     production.Production
	facts    production.Facts
	plan     coverage.Plan
	moments  map[production.MomentID]story.Moment
	original string // the vault's address of the newest schedule, when that is a .uss; "" else
}

// ExportSchedule is the shooting schedule with our bookings, as a file in the Universal Schedule
// Standard: the newest .uss as it came, with our work added as custom keys and nothing else touched, or a
// new file when the newest schedule came in another format. Bookings of closed scenes are left out: the
// file travels further than our pages. It returns fault.NotFound before the first schedule.
func (o *Office) ExportSchedule(ctx context.Context, in production.ProductionID) (name string, data []byte, err error) {
	if err := access.Require(ctx, access.SeePlan, in); err != nil {
		return "", nil, err
	}
	var s scheduleSources
	err = o.look(ctx, access.SeeRevisions, in, func(tx *store.Tx) error { return o.readSchedule(ctx, tx, in, &s) })
	if err != nil {
		return "", nil, err
	}
	var original []byte
	if s.original != "" {
		if original, err = o.bytesAt(ctx, s.original); err != nil {
			return "", nil, err
		}
	}
	data, err = ussout.Write(original, s.facts, s.work())
	return s.film.Slug + ".uss", data, err
}

func (o *Office) readSchedule(ctx context.Context, tx *store.Tx, in production.ProductionID, s *scheduleSources) (err error) {
	if s.film, err = tx.FindProduction(ctx, in); err != nil {
		return err
	}
	if s.facts, err = tx.FindFacts(ctx, in); err != nil {
		return err
	}
	if len(s.facts.Days) == 0 && len(s.facts.Scenes) == 0 {
		return fault.New(fault.NotFound, "there is no schedule to export").WithRemedy("Import one first.")
	}
	revisions, err := tx.FindRevisions(ctx, in)
	if err != nil {
		return err
	}
	for _, r := range revisions {
		if r.Kind == string(intake.KindSchedule) {
			if r.Format == intake.FormatUSS {
				s.original = r.SHA256
			}
			break
		}
	}
	if s.plan, err = tx.FindLatestPlan(ctx, in); err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	if s.moments, err = momentsByID(ctx, tx, in); err != nil {
		return err
	}
	markBroken(s.plan, o.openFrom(s.film, s.facts.Days, s.plan), s.moments)
	return nil
}

func (o *Office) bytesAt(ctx context.Context, address string) ([]byte, error) {
	blob, err := o.vault.Get(ctx, address)
	if err != nil {
		return nil, err
	}
	defer blob.Close()
	data, err := io.ReadAll(blob)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the schedule cannot be read back").WithCause(err)
	}
	return data, nil
}

// work is our part of the schedule, without what a closed set hides.
func (s scheduleSources) work() ussout.BTS {
	closed, sets := map[string]bool{}, map[string]bool{}
	for _, day := range s.facts.Days {
		for _, strip := range day.Strips() {
			if strip.Closed {
				closed[intake.SceneKey(strip.SceneNumber)], sets[strip.Set] = true, true
			}
		}
	}
	w := ussout.BTS{Production: s.film.Title, MadeAt: s.plan.MadeAt, Plan: string(s.plan.ID), CrewDays: s.plan.UsedDays}
	for _, day := range s.plan.Days {
		for _, c := range day.Covers {
			if c.Scene != "" && closed[intake.SceneKey(c.Scene)] || sets[c.Place] {
				continue
			}
			b := ussout.Booking{
				Scene: c.Scene, Event: s.eventOf(c, day.Date), Moment: string(c.Moment), Title: c.Title, Kind: c.Kind, Date: day.Date, Start: c.Start,
				End: c.End, Place: c.Place, Status: "planned",
			}
			if c.Broken != "" {
				b.Status = "no longer holds"
			}
			for _, t := range c.Team {
				b.Team = append(b.Team, t.Name)
			}
			w.Bookings = append(w.Bookings, b)
		}
	}
	return w
}

// eventOf is the title of the schedule's event that a cover is about, "" for none.
func (s scheduleSources) eventOf(c coverage.Cover, date production.Date) string {
	if c.Scene != "" {
		return ""
	}
	for _, e := range s.facts.Events {
		if e.Date == date && e.Title != "" && (e.Title == c.Title || e.Place != "" && e.Place == c.Place) && (!e.Start.Known() || e.Start <= c.Start) {
			return e.Title
		}
	}
	return ""
}
