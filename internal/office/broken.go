package office

import (
	"context"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Broken is something of the BTS unit that a new revision has pulled the ground from.
type Broken struct {
	What  string `json:"what"` // "moment", "interview", "day"
	ID    string `json:"id"`
	Title string `json:"title"`
	Why   string `json:"why"`
}

// broken lists what the newest plan promised for today and later and the facts no longer allow.
func (o *Office) broken(ctx context.Context, tx *store.Tx, film production.Production, days []production.Day) ([]Broken, error) {
	out := []Broken{}
	plan, err := tx.FindLatestPlan(ctx, film.ID)
	if fault.Is(err, fault.NotFound) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	now, err := momentsByID(ctx, tx, film.ID)
	if err != nil {
		return nil, err
	}
	shot := map[production.Date]bool{}
	for _, day := range days {
		shot[day.Date] = true
	}
	today := o.openFrom(film, days, plan)
	markBroken(plan, today, now)
	for _, day := range plan.Days {
		if day.Date < today {
			continue
		}
		if day.Number > 0 && !shot[day.Date] {
			out = append(out, Broken{What: "day", ID: string(day.Date), Title: day.Date.Spoken(), Why: "it is no longer a shoot day"})
		}
		for _, c := range day.Covers {
			if c.Broken != "" {
				out = append(out, Broken{What: whatOf(c), ID: string(c.Moment), Title: c.Title, Why: c.Broken})
			}
		}
	}
	return out, nil
}

// momentsByID are the moments of a production as they stand now.
func momentsByID(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MomentID]story.Moment, error) {
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	now := make(map[production.MomentID]story.Moment, len(moments))
	for _, m := range moments {
		now[m.ID] = m
	}
	return now, err
}

// markBroken marks what the plan promised for today and later and cannot happen any more. Days that
// are over stay as they were.
func markBroken(plan coverage.Plan, today production.Date, now map[production.MomentID]story.Moment) {
	for _, day := range plan.Days {
		for i := range day.Covers {
			if day.Date >= today {
				day.Covers[i].Broken = noLongerHolds(day, day.Covers[i], now)
			}
		}
	}
}

func whatOf(c coverage.Cover) string {
	if c.Kind == string(story.Interview) {
		return "interview"
	}
	return "moment"
}

// noLongerHolds says in words why a planned cover cannot happen any more, "" when it can.
func noLongerHolds(day coverage.PlanDay, c coverage.Cover, now map[production.MomentID]story.Moment) string {
	m, known := now[c.Moment]
	if !known || m.Gone {
		return "it is no longer in the script or schedule"
	}
	why := "it is no longer on " + day.Date.Spoken()
	for _, w := range m.Windows {
		switch {
		case w.Date != day.Date:
		case w.Closed:
			why = "the set is closed now"
		case w.Start <= c.Start && c.End <= w.End:
			return ""
		default:
			why = "on " + day.Date.Spoken() + " it now runs " + w.Start.String() + "–" + w.End.String()
		}
	}
	return why
}
