package cli

import (
	"encoding/json"
	"io/fs"
	"slices"
	"strings"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// demoShotlist is the example's shot list. Moments are named by how their titles begin.
type demoShotlist struct {
	Suggest []string
	Shots   []struct {
		shotlist.Shot
		Of string `json:"moment"`
	}
	Done []struct{ Title, Proof, Why, By string }
}

func readDemoShotlist() (list demoShotlist, err error) {
	text, err := fs.ReadFile(examples.LampRoom, examples.ShotlistFile)
	if err != nil {
		return list, err
	}
	return list, fault.Wrap(json.Unmarshal(text, &list), "read the example's shot list")
}

// wantDemo plays how the shot list was written before the shoot, once: by hand, then as the program suggests.
func wantDemo(s *session, a *app.App, film production.Production) error {
	ctx := access.With(s.ctx, access.Operator(demoName))
	there, err := a.Office.Shotlist(ctx, film.ID, office.ShotFilter{})
	if err != nil {
		return err
	}
	list, err := readDemoShotlist()
	if err != nil {
		return err
	}
	moments, err := a.Office.Moments(ctx, film.ID, store.MomentFilter{})
	if err != nil {
		return err
	}
	s.say("The shot list: what to bring home.")
	of := func(beginning string) production.MomentID {
		i := slices.IndexFunc(moments, func(m story.Moment) bool { return strings.HasPrefix(m.Title, beginning) })
		if i < 0 || beginning == "" {
			return ""
		}
		return moments[i].ID
	}
	for _, shot := range list.Shots {
		if slices.ContainsFunc(there.Shots, func(t office.ListedShot) bool { return t.Title == shot.Title }) {
			continue
		}
		shot.Moment = of(shot.Of)
		if _, _, err := a.Office.AddShot(ctx, film.ID, shot.Shot); err != nil {
			return err
		}
	}
	for _, beginning := range list.Suggest {
		id := of(beginning)
		if slices.ContainsFunc(there.Shots, func(t office.ListedShot) bool { return t.Moment == id }) {
			continue
		}
		if _, _, err := a.Office.SuggestShots(ctx, film.ID, id); err != nil {
			return err
		}
	}
	return nil
}

// shootDemo plays what the crew brought home by the other day, and what it missed.
func shootDemo(s *session, a *app.App, film production.Production) error {
	list, err := readDemoShotlist()
	if err != nil {
		return err
	}
	for _, d := range list.Done {
		ctx := access.With(s.ctx, access.Operator(d.By))
		there, err := a.Office.Shotlist(ctx, film.ID, office.ShotFilter{Status: shotlist.Planned})
		if err != nil {
			return err
		}
		at := slices.IndexFunc(there.Shots, func(t office.ListedShot) bool { return t.Title == d.Title })
		if at < 0 {
			continue
		}
		mark := office.Mark{Status: shotlist.Got, Proof: d.Proof, Why: d.Why}
		if d.Why != "" {
			mark.Status = shotlist.Missed
		}
		if _, err := a.Office.MarkShots(ctx, film.ID, []production.WantedShotID{there.Shots[at].ID}, mark); err != nil {
			return err
		}
	}
	return nil
}
