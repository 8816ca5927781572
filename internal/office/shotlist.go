package office

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// Shotlist is what the BTS unit wants to bring home, the most important first, then in the order of the days.
type Shotlist struct {
	Treatment outline.Treatment // how it is to look and sound
	Shots     []ListedShot
	Base      int64 // number of the journal's newest entry: what is sent back says what it was written on
}

// ListedShot is a shot with what is known around it.
type ListedShot struct {
	shotlist.Shot
	Weight     shotlist.Priority // how much it matters
	Reason     string            // why, in words
	Name       string            // title of its moment, "" for none
	Kind       story.Kind
	Scene      string
	Arc        string
	Beat       production.BeatID
	BeatTitle  string
	Date       production.Date // when its moment is booked, else when it is worth most; "" for any day
	Day        int             // shoot day number, 0 for none
	Start, End production.Clock
	Site       string // where
	Booked     bool   // somebody is there for it
	Team       []string
	Closed     bool // the reader may know no more of it than that it is there
}

// ShotFilter chooses shots; conditions that are set must all hold.
type ShotFilter struct {
	Date     production.Date
	Moment   production.MomentID
	Arc      string // name
	Status   shotlist.Status
	Priority shotlist.Priority
	Medium   shotlist.Medium
	Text     string // words of title, note or moment
}

// Lets reports whether a shot passes.
func (f ShotFilter) Lets(s ListedShot) bool {
	words := strings.ToLower(s.Title + " " + s.Note + " " + s.Name + " " + s.Proof)
	return (f.Date == "" || f.Date == s.Date) && (f.Moment == "" || f.Moment == s.Moment) && (f.Arc == "" || f.Arc == s.Arc) &&
		(f.Status == "" || f.Status == s.Status) && (f.Priority == "" || f.Priority == s.Weight) &&
		(f.Medium == "" || f.Medium == s.Medium) && strings.Contains(words, strings.ToLower(strings.TrimSpace(f.Text)))
}

// Shotlist is the shot list as far as it passes the filter. Of shots of closed sets nobody learns more than that they
// are there who may not see these.
func (o *Office) Shotlist(ctx context.Context, in production.ProductionID, f ShotFilter) (Shotlist, error) {
	var out Shotlist
	err := o.look(ctx, access.SeeStory, in, func(tx *store.Tx) error {
		around, err := o.shotSources(ctx, tx, in)
		if err != nil {
			return err
		}
		out, err = readShotlist(ctx, tx, around)
		return err
	})
	out.Shots = slices.DeleteFunc(out.Shots, func(s ListedShot) bool { return !f.Lets(s) })
	return out, err
}

func readShotlist(ctx context.Context, tx *store.Tx, around shotSources) (out Shotlist, err error) {
	out.Shots = around.list()
	if out.Treatment, err = tx.FindTreatment(ctx, around.film.ID); err != nil {
		return out, err
	}
	out.Base, err = tx.LastJournal(ctx, around.film.ID)
	return out, err
}

// listShots are all shots on the list, as whoever asks may see them.
func (o *Office) listShots(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]ListedShot, error) {
	around, err := o.shotSources(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	return around.list(), nil
}

// list are all shots on the list, what matters most first.
func (s shotSources) list() []ListedShot {
	of := map[production.MomentID][]shotlist.Shot{}
	at := map[production.WantedShotID]int{}
	for _, shot := range s.all {
		at[shot.ID] = len(of[shot.Moment])
		of[shot.Moment] = append(of[shot.Moment], shot)
	}
	held := recordedOf(s.seenTalks())
	rows := make([]weighed, 0, len(s.all))
	for _, shot := range s.all {
		rows = append(rows, s.weigh(shot, of[shot.Moment], at[shot.ID], held[shot.Moment]))
	}
	sortShots(rows, func(w weighed) ListedShot { return w.ListedShot })
	s.owe(rows)
	list := make([]ListedShot, 0, len(rows))
	for _, w := range rows {
		w.Weight, w.Reason = w.Weigh(w.need)
		list = append(list, s.shown(w.ListedShot))
	}
	sortShots(list, func(shot ListedShot) ListedShot { return shot })
	return list
}

// sortShots puts what matters most first.
func sortShots[T any](list []T, shot func(T) ListedShot) {
	slices.SortStableFunc(list, func(x, y T) int {
		a, b := shot(x), shot(y)
		return cmp.Or(cmp.Compare(a.Weight.Rank(), b.Weight.Rank()), byDay(a, b), cmp.Compare(a.Moment, b.Moment), cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
	})
}

// byDay orders shots by when they can be shot; those of any day come last.
func byDay(a, b ListedShot) int {
	switch {
	case (a.Date == "") != (b.Date == ""):
		return cmp.Compare(len(b.Date), len(a.Date))
	case a.Date != b.Date:
		return cmp.Compare(a.Date, b.Date)
	}
	return cmp.Compare(a.Start, b.Start)
}

// shotsOnList are the shots that are not gone, those of a moment in their order.
func shotsOnList(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]shotlist.Shot, error) {
	all, err := tx.FindWantedShots(ctx, in)
	all = slices.DeleteFunc(all, func(s shotlist.Shot) bool { return s.Gone })
	slices.SortStableFunc(all, func(a, b shotlist.Shot) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	return all, err
}

// closedShots are the shots of closed sets, for readers who may not see these.
func closedShots(ctx context.Context, _ *Office, tx *store.Tx, in production.ProductionID) (map[string]bool, error) {
	all, err := tx.FindWantedShots(ctx, in)
	if err != nil {
		return nil, err
	}
	r, err := readingFor(ctx, tx, in)
	hidden := map[string]bool{}
	for _, s := range all {
		hidden[string(s.ID)] = r.hides(s)
	}
	return hidden, err
}

// shown is a shot as the reader may know it.
func (s shotSources) shown(l ListedShot) ListedShot {
	if !s.hides(l.Shot) {
		return l
	}
	closed := shotlist.Shot{ID: l.ID, Title: closedTitle, Medium: l.Medium, Status: l.Status, Place: l.Place, Of: []production.MomentID{}}
	return ListedShot{Shot: closed, Weight: l.Weight, Start: production.NoClock, End: production.NoClock, Closed: true}
}

// heldMoments are the moments on which something hangs that people made: the finder may not take them away.
func heldMoments(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.MomentID]bool, error) {
	held := map[production.MomentID]bool{}
	shots, err := tx.FindWantedShots(ctx, in)
	for _, s := range shots {
		if s.Moment != "" && !s.Gone {
			held[s.Moment] = true
		}
	}
	return held, err
}
