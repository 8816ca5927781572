package cli

import (
	"context"
	"encoding/json"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// chance is how long before somebody looks the demo logs what nobody had planned.
const chance = 2 * 24 * time.Hour

// demoStory is the example's story. Moments are named by how their titles begin.
type demoStory struct {
	Treatment outline.Treatment           `json:"treatment"`
	Loglines  map[production.ArcID]string `json:"loglines"`
	Arc       struct {
		Name, Template, Logline, Question string
		Moments                           map[string][]string // by beat
	} `json:"arc"`
	Beats []struct {
		outline.Beat
		Moments []string `json:"moments"`
	} `json:"beats"`
	Unplanned struct {
		Day         int
		Scene       string
		At          string
		By          string
		Title, Note string
		NewArc      string `json:"new_arc"`
	} `json:"unplanned"`
}

func readDemoStory() (told demoStory, err error) {
	text, err := fs.ReadFile(examples.LampRoom, examples.StoryFile)
	if err != nil {
		return told, err
	}
	return told, fault.Wrap(json.Unmarshal(text, &told), "read the example's story")
}

// tellDemo plays what the director laid out before the shoot: what each arc is about, an arc of a template, beats and
// the moments that are to tell them. The treatment comes last: where there is one, all of it was played before.
func tellDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	told, err := readDemoStory()
	if err != nil {
		return err
	}
	now, err := a.Office.Outline(ctx, film.ID)
	if err != nil || now.Treatment.Tone != "" {
		return err
	}
	s.say("The story: a treatment, arcs and beats.")
	for _, arc := range now.Arcs {
		if line := told.Loglines[arc.ID]; line != "" {
			if _, err := a.Office.EditArc(ctx, film.ID, arc.ID, office.Written{Fields: map[string]any{"logline": line}}); err != nil {
				return err
			}
		}
	}
	if err := tellArc(ctx, a, film, told, now); err != nil {
		return err
	}
	for _, b := range told.Beats {
		if err := tellBeat(ctx, a, film, now, b.Beat, b.Moments); err != nil {
			return err
		}
	}
	_, err = a.Office.EditTreatment(ctx, film.ID, office.Written{Fields: told.Treatment})
	return err
}

// tellArc adds the arc of a template, unless it is there, and ties its moments.
func tellArc(ctx context.Context, a *app.App, film production.Production, told demoStory, now office.Outline) error {
	if !slices.ContainsFunc(now.Arcs, func(arc office.ArcStory) bool { return arc.Name == told.Arc.Name }) {
		arc, _, err := a.Office.AddArc(ctx, film.ID, told.Arc.Name, told.Arc.Template)
		if err != nil {
			return err
		}
		fields := map[string]any{"logline": told.Arc.Logline, "question": told.Arc.Question}
		if _, err := a.Office.EditArc(ctx, film.ID, arc.ID, office.Written{Fields: fields}); err != nil {
			return err
		}
	}
	now, err := a.Office.Outline(ctx, film.ID)
	if err != nil {
		return err
	}
	for _, arc := range now.Arcs {
		for _, b := range arc.Beats {
			if arc.Name != told.Arc.Name {
				continue
			}
			if err := tieDemo(ctx, a, film, b.ID, told.Arc.Moments[b.Title]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellBeat adds a beat, unless it is there, and ties its moments.
func tellBeat(ctx context.Context, a *app.App, film production.Production, now office.Outline, b outline.Beat, moments []string) error {
	for _, arc := range now.Arcs {
		for _, there := range arc.Beats {
			if there.Title == b.Title {
				b.ID = there.ID
			}
		}
	}
	if b.ID == "" {
		var err error
		if b, _, err = a.Office.AddBeat(ctx, film.ID, b); err != nil {
			return err
		}
	}
	return tieDemo(ctx, a, film, b.ID, moments)
}

// tieDemo lets the moments tell a beat whose titles begin so.
func tieDemo(ctx context.Context, a *app.App, film production.Production, beat production.BeatID, beginnings []string) error {
	all, err := a.Office.Moments(ctx, film.ID, store.MomentFilter{})
	if err != nil {
		return err
	}
	var ids []production.MomentID
	for _, m := range all {
		if slices.ContainsFunc(beginnings, func(b string) bool { return strings.HasPrefix(m.Title, b) }) {
			ids = append(ids, m.ID)
		}
	}
	_, err = a.Office.TieMoments(ctx, film.ID, beat, ids)
	return err
}

// chanceDemo plays what nobody had planned: one of the crew logs it, and the director makes a beat of it.
func chanceDemo(s *session, a *app.App, film production.Production) error {
	told, err := readDemoStory()
	if err != nil {
		return err
	}
	u := told.Unplanned
	ctx := access.With(s.ctx, access.Operator(u.By))
	there, err := a.Office.Moments(ctx, film.ID, store.MomentFilter{})
	if err != nil || slices.ContainsFunc(there, func(m story.Moment) bool { return m.Title == u.Title }) {
		return err
	}
	windows, err := demoWindow(ctx, a, film, u.Day, u.At)
	if err != nil {
		return err
	}
	m, err := a.Office.AddMoment(ctx, film.ID, story.Change{Title: &u.Title, Note: &u.Note, Scene: &u.Scene, Windows: &windows})
	if err != nil {
		return err
	}
	_, _, err = a.Office.PromoteMoment(access.With(s.ctx, access.Operator(demoName)), film.ID, m.ID, "", u.NewArc)
	return err
}

// demoWindow is half an hour of a shoot day.
func demoWindow(ctx context.Context, a *app.App, film production.Production, day int, at string) ([]story.Window, error) {
	start, err := production.ParseClock(at)
	if err != nil {
		return nil, err
	}
	schedule, err := a.Office.Schedule(ctx, film.ID)
	windows := []story.Window{}
	for _, d := range schedule.Days {
		if d.Number == day {
			windows = append(windows, story.Window{Date: d.Date, Day: day, Start: start, End: start + 30, Place: d.Units[0].Location, Location: d.Units[0].Location, Factor: 100, Capacity: -1})
		}
	}
	return windows, err
}
