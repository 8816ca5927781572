package office

import (
	"context"
	"path"
	"strings"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// aroundAssets is what is known around the assets of a production, closed sets included: what may be told of it is decided where
// it is shown.
func aroundAssets(ctx context.Context, tx *store.Tx, in production.ProductionID) (library.Around, error) {
	a := library.Around{NightEnds: nightEnds}
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return a, err
	}
	a.Zone = film.Zone()
	if a.Days, err = tx.FindDays(ctx, in); err != nil {
		return a, err
	}
	if a.Scenes, err = tx.FindScenes(ctx, in); err != nil {
		return a, err
	}
	if a.People, err = tx.FindPeople(ctx, in); err != nil {
		return a, err
	}
	plan, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return a, err
	}
	a.Covers = coversOf(plan)
	return a, firstErr(readMoments(ctx, tx, in, &a), readUnit(ctx, tx, in, &a))
}

// coversOf are the moments that a plan has.
func coversOf(plan coverage.Plan) []library.PlannedCover {
	var out []library.PlannedCover
	for _, d := range plan.Days {
		for _, c := range d.Covers {
			p := library.PlannedCover{Moment: c.Moment, Date: d.Date, Start: c.Start, End: c.End, Place: c.Place, Location: c.Location}
			for _, t := range c.Team {
				p.Team = append(p.Team, t.Member)
			}
			out = append(out, p)
		}
	}
	return out
}

// readMoments reads what could be shown: moments, talks and shots.
func readMoments(ctx context.Context, tx *store.Tx, in production.ProductionID, a *library.Around) error {
	moments, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return err
	}
	for _, m := range moments {
		if m.Status != story.Dismissed {
			a.Moments = append(a.Moments, knownMoment(m))
		}
	}
	talks, err := tx.FindInterviews(ctx, in)
	if err != nil {
		return err
	}
	for _, t := range talks {
		if !t.Gone && t.Status != interview.Declined {
			a.Talks = append(a.Talks, library.KnownTalk{ID: t.ID, Person: t.Person, Moment: t.Moment, Done: t.Status == interview.Done})
		}
	}
	shots, err := shotsOnList(ctx, tx, in)
	for _, s := range shots {
		if s.Status == shotlist.Planned {
			a.Shots = append(a.Shots, library.KnownShot{ID: s.ID, Title: s.Title, Moment: s.Moment, On: s.On, Medium: string(s.Medium), Must: s.Priority == shotlist.Must})
		}
	}
	return err
}

func knownMoment(m story.Moment) library.KnownMoment {
	k := library.KnownMoment{
		ID: m.ID, Title: m.Title, Kind: string(m.Kind), Scene: m.SceneID, Number: m.Scene, Person: m.Person, Cast: m.Cast, MustHave: m.MustHave, Last: m.LastDate,
	}
	for _, w := range m.Windows {
		k.Windows = append(k.Windows, library.KnownWindow{Date: w.Date, Day: w.Day, Start: w.Start, End: w.End, Place: w.Place, Location: w.Location, Closed: w.Closed})
	}
	return k
}

// readUnit reads who was there, with which cards.
func readUnit(ctx context.Context, tx *store.Tx, in production.ProductionID, a *library.Around) error {
	members, err := tx.FindMembers(ctx, in)
	if err != nil {
		return err
	}
	for _, m := range members {
		a.Crew = append(a.Crew, library.KnownMember{ID: m.ID, Name: m.Name})
	}
	cards, err := tx.FindCards(ctx, in)
	for _, c := range cards {
		if c.Gone {
			continue
		}
		k := library.KnownCard{ID: c.ID, Name: c.Name, Day: c.Day, Camera: c.Camera, Operator: c.Operator}
		if c.Mark != cardlog.InUse {
			k.Out = c.MarkedAt
		}
		a.Cards = append(a.Cards, k)
	}
	return err
}

// seen is an asset as matching looks at it.
func seen(a library.Asset, r media.Reading, files []library.File) library.Seen {
	s := library.Seen{Asset: a, People: r.Words.People, By: r.Words.Creator, Camera: r.Camera.Name}
	for _, f := range files {
		s.Names = append(s.Names, seenName(f))
	}
	return s
}

// seenName is the name of a file with the folder that was brought in, which people call after card and day; folders above that
// are of the machine.
func seenName(f library.File) string {
	name := strings.ReplaceAll(f.Name, `\`, "/")
	full := strings.ReplaceAll(f.Path(), `\`, "/")
	if top, below := strings.CutSuffix(full, "/"+name); below && path.Base(top) != "." && path.Base(top) != "/" {
		return path.Base(top) + "/" + name
	}
	return name
}
