package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// pageMoments is how many moments the measured page lists.
const pageMoments = 200

// feature makes a data folder with a feature in it: script, a schedule over forty days, crew, a plan
// and exactly 200 moments on the list. It returns the folder and the production's short name.
func (b *bench) feature(ctx context.Context) (dir, slug string, err error) {
	if dir, err = b.folder("feature"); err != nil {
		return "", "", err
	}
	ctx = access.With(ctx, access.Operator("bench"))
	a, err := app.Open(ctx, app.Config{Data: dir}, true)
	if err != nil {
		return "", "", err
	}
	defer a.Close() //nolint:errcheck // the folder is thrown away
	film, err := a.Office.CreateProduction(ctx, production.Production{
		Title: "Bench", Kind: production.Feature, TimeZone: "UTC", CrewDays: 30,
	})
	if err != nil {
		return "", "", err
	}
	_, script, err := b.script()
	if err != nil {
		return "", "", err
	}
	if err := take(ctx, a, film.ID, "script.fountain", script); err != nil {
		return "", "", err
	}
	scenes, err := a.Office.Scenes(ctx, film.ID)
	if err != nil {
		return "", "", err
	}
	if err := take(ctx, a, film.ID, "schedule.csv", spread(scenes)); err != nil {
		return "", "", err
	}
	if err := exactly(ctx, a, film.ID, pageMoments); err != nil {
		return "", "", err
	}
	if err := hire(ctx, a, film.ID); err != nil {
		return "", "", err
	}
	_, err = a.Office.MakePlan(ctx, film.ID, office.PlanOptions{Time: time.Second}, nil)
	return dir, film.Slug, err
}

func take(ctx context.Context, a *app.App, in production.ProductionID, name string, data []byte) error {
	_, err := a.Office.Import(ctx, in, []office.File{{Name: name, Data: data}}, office.ImportOptions{}, nil)
	return err
}

// spread is a schedule of the scenes, as a table: five each day, in script order.
func spread(scenes []production.Scene) []byte {
	var out strings.Builder
	out.WriteString("Date,Scene,Set,Start,End\n")
	first := time.Date(2026, time.May, 4, 0, 0, 0, 0, time.UTC)
	for i, s := range scenes {
		start := 8*60 + i%5*120
		fmt.Fprintf(&out, "%s,%s,%q,%s,%s\n", first.AddDate(0, 0, i/5).Format(time.DateOnly), s.Number, s.Set,
			production.Clock(start), production.Clock(start+110))
	}
	return []byte(out.String())
}

// exactly leaves n moments on the list: the rest is dismissed, or what is missing added by hand.
func exactly(ctx context.Context, a *app.App, in production.ProductionID, n int) error {
	all, err := a.Office.Moments(ctx, in, store.MomentFilter{})
	if err != nil {
		return err
	}
	for i := n; i < len(all); i++ {
		if _, err := a.Office.DecideMoment(ctx, in, all[i].ID, story.Dismissed); err != nil {
			return err
		}
	}
	for i := len(all); i < n; i++ {
		title, windows := fmt.Sprint("Moment by hand, number ", i), all[i%len(all)].Windows
		if _, err := a.Office.AddMoment(ctx, in, story.Change{Title: &title, Windows: &windows}); err != nil {
			return err
		}
	}
	return nil
}

// hire takes the example's crew on.
func hire(ctx context.Context, a *app.App, in production.ProductionID) error {
	text, err := fs.ReadFile(examples.LampRoom, examples.CrewFile)
	if err != nil {
		return err
	}
	var list struct {
		Crew []crew.Member `json:"crew"`
	}
	if err := json.Unmarshal(text, &list); err != nil {
		return err
	}
	for _, m := range list.Crew {
		if _, err := a.Office.AddMember(ctx, in, m); err != nil {
			return err
		}
	}
	return nil
}
