package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// OpenTie is something that assets may belong to, as nobody decided yet.
type OpenTie struct {
	What   library.What
	ID     string
	Title  string
	Count  int     // assets
	Best   int     // the best score
	Assets []Shown // the surest of them, each with its match as Match
}

// Match is what an asset says of the suggestion.
func (s OpenTie) Match(a library.Asset) library.Match {
	for _, m := range a.Matches {
		if m.What == s.What && m.ID == s.ID {
			return m
		}
	}
	return library.Match{}
}

// OpenTieFilter chooses suggestions.
type OpenTieFilter struct {
	Day    *production.Date
	What   library.What // "" for all
	Groups int          // most groups that are given; 0 is 50
	Each   int          // most assets of a group; 0 is 12
}

// Suggestions are the open suggestions by what they are of, the surest first, and how many there are in all.
func (o *Office) Suggestions(ctx context.Context, in production.ProductionID, f OpenTieFilter) ([]OpenTie, int, error) {
	if f.Groups <= 0 {
		f.Groups = 50
	}
	if f.Each <= 0 || f.Each > mostAssets {
		f.Each = 12
	}
	out, total := []OpenTie{}, 0
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		choice := store.AssetFilter{Day: f.Day}
		var err error
		if choice.Hide, err = hiddenAssets(ctx, tx, in); err != nil {
			return err
		}
		screen, err := o.matchScreen(ctx, tx, in)
		if err != nil {
			return err
		}
		all, err := tx.CountOpenMatches(ctx, in, choice)
		if err != nil {
			return err
		}
		choice.Limit = f.Each
		for _, m := range all {
			if screen.hides(m.What, m.ID) || f.What != "" && m.What != f.What {
				continue
			}
			total += m.Count
			if len(out) >= f.Groups {
				continue
			}
			s := OpenTie{What: m.What, ID: m.ID, Count: m.Count, Best: m.Best}
			found, err := tx.FindOpenMatches(ctx, in, m.What, m.ID, choice)
			if err != nil {
				return err
			}
			if s.Assets, err = withLooks(ctx, tx, in, found); err != nil {
				return err
			}
			for i := range s.Assets {
				s.Title = s.Match(s.Assets[i].Asset).Title
				s.Assets[i].Matches = screen.leave(s.Assets[i].Matches)
			}
			out = append(out, s)
		}
		return nil
	})
	return out, total, err
}

// OpenSuggestions is how many suggestions wait that whoever asks may see.
func (o *Office) OpenSuggestions(ctx context.Context, in production.ProductionID) (n int, err error) {
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		hide, err := hiddenAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		screen, err := o.matchScreen(ctx, tx, in)
		if err != nil {
			return err
		}
		all, err := tx.CountOpenMatches(ctx, in, store.AssetFilter{Hide: hide})
		for _, m := range all {
			if !screen.hides(m.What, m.ID) {
				n += m.Count
			}
		}
		return err
	})
	return n, err
}

// matchScreen keeps what is shot on closed sets out of suggestions. The zero value hides nothing.
type matchScreen map[library.What]map[string]bool

// matchScreen is the screen before whoever asks.
func (o *Office) matchScreen(ctx context.Context, tx *store.Tx, in production.ProductionID) (matchScreen, error) {
	if access.Require(ctx, access.SeeClosed, in) == nil {
		return nil, nil
	}
	hide, err := hiddenAssets(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	s := matchScreen{library.OfScene: {}, library.OfMoment: {}}
	for _, id := range hide.Scenes {
		s[library.OfScene][string(id)] = true
	}
	for _, id := range hide.Moments {
		s[library.OfMoment][string(id)] = true
	}
	if s[library.OfTalk], err = closedTalks(ctx, o, tx, in); err != nil {
		return nil, err
	}
	s[library.OfShot], err = closedShots(ctx, o, tx, in)
	return s, err
}

func (s matchScreen) hides(w library.What, id string) bool { return s[w][id] }

// leave are the matches that may be shown.
func (s matchScreen) leave(list []library.Match) []library.Match {
	return slices.DeleteFunc(slices.Clone(list), func(m library.Match) bool { return s.hides(m.What, m.ID) })
}

// screenTies leaves out of assets what they may belong to and whoever asks may not see.
func (o *Office) screenTies(ctx context.Context, tx *store.Tx, in production.ProductionID, list []Shown) error {
	screen, err := o.matchScreen(ctx, tx, in)
	for i := range list {
		list[i].Matches = screen.leave(list[i].Matches)
	}
	return err
}

// caught is how much the library has of moments.
type caught map[production.MomentID]map[string]int // by kind

// all is how many assets belong to a moment.
func (c caught) all(id production.MomentID) (n int) {
	for _, k := range c[id] {
		n += k
	}
	return n
}

// caughtMoments count the assets of moments that were not killed and not taken out.
func caughtMoments(ctx context.Context, tx *store.Tx, in production.ProductionID) (caught, error) {
	list, err := tx.CountMomentAssets(ctx, in)
	c := caught{}
	for _, m := range list {
		if c[m.Moment] == nil {
			c[m.Moment] = map[string]int{}
		}
		c[m.Moment][string(m.Kind)] = m.Count
	}
	return c, err
}

// got adds the moments that the library has something of.
func (c caught) got(captured map[production.MomentID]bool) {
	for id := range c {
		captured[id] = true
	}
}

// Tonight is what a day was to bring and what of it is here, as whoever asks may see it.
func (o *Office) Tonight(ctx context.Context, in production.ProductionID, day production.Date) (library.Tonight, error) {
	var out library.Tonight
	if err := access.Require(ctx, access.SeePlan, in); err != nil {
		return out, err
	}
	if _, err := production.ParseDate(string(day)); err != nil {
		return out, err
	}
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		around, err := aroundAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		screen, err := o.matchScreen(ctx, tx, in)
		if err != nil {
			return err
		}
		around.Covers = slices.DeleteFunc(around.Covers, func(c library.PlannedCover) bool { return screen.hides(library.OfMoment, string(c.Moment)) })
		around.Shots = slices.DeleteFunc(around.Shots, func(s library.KnownShot) bool { return screen.hides(library.OfShot, string(s.ID)) })
		have, err := o.holdings(ctx, tx, in, day, around)
		out = around.Tonight(day, o.clock(), have)
		return err
	})
	return out, err
}

// holdings are what the library has, as far as it counts for a day.
func (o *Office) holdings(ctx context.Context, tx *store.Tx, in production.ProductionID, day production.Date, around library.Around) (library.Holdings, error) {
	have := library.Holdings{Moments: map[production.MomentID]int{}, Talks: map[production.InterviewID]int{}, Maybe: map[production.MomentID]int{}}
	c, err := caughtMoments(ctx, tx, in)
	if err != nil {
		return have, err
	}
	for id := range c {
		have.Moments[id] = c.all(id)
	}
	for _, t := range around.Talks {
		have.Talks[t.ID] = c[t.Moment]["video"] + c[t.Moment]["audio"]
	}
	f := store.AssetFilter{Day: &day}
	if f.Hide, err = hiddenAssets(ctx, tx, in); err != nil {
		return have, err
	}
	open, err := tx.CountOpenMatches(ctx, in, f)
	if err != nil {
		return have, err
	}
	for _, m := range open {
		if m.What == library.OfMoment {
			have.Maybe[production.MomentID(m.ID)] = m.Count
		}
	}
	counts, err := tx.CountAssets(ctx, in, f)
	for _, d := range counts {
		have.OnDay += d.Count
	}
	return have, err
}

// Today is the day of the shoot that it is now in the production: until six in the morning it is the day before.
func (o *Office) Today(ctx context.Context, in production.ProductionID) (production.Date, error) {
	var film production.Production
	err := o.look(ctx, access.SeeProduction, in, func(tx *store.Tx) (err error) {
		film, err = tx.FindProduction(ctx, in)
		return err
	})
	if err != nil {
		return "", err
	}
	if film.ID == "" {
		return "", fault.New(fault.NotFound, "there is no such production")
	}
	return rollDay(film, o.clock()), nil
}
