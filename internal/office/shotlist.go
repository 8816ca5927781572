package office

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
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

// shotSources are what is known around shots.
type shotSources struct {
	reading
	today   production.Date
	all     []shotlist.Shot // on the list, those of a moment in their order
	asked   []interview.Interview
	pieces  []worksheet.Piece // to be delivered
	booked  map[production.MomentID]booking
	beats   map[production.BeatID]outline.Beat
	threads map[production.BeatID][]storyThread
	masked  map[production.BeatID]bool
}

// booking is a cover with its day.
type booking struct {
	day   coverage.PlanDay
	cover coverage.Cover
}

// storyThread is a moment as what it is to its beat.
type storyThread struct {
	moment production.MomentID
	outline.Thread
}

// shotSources reads what is known around shots, as whoever asks may see it.
func (o *Office) shotSources(ctx context.Context, tx *store.Tx, in production.ProductionID) (shotSources, error) {
	r, err := readingFor(ctx, tx, in)
	if err != nil {
		return shotSources{}, err
	}
	plan, err := tx.FindLatestPlan(ctx, in)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return shotSources{}, err
	}
	planned := plannedIn(plan)
	o.read(r, &plan, plan)
	return o.around(ctx, tx, r, plan, planned)
}

// around is what is known around shots, in a plan that may be read.
func (o *Office) around(ctx context.Context, tx *store.Tx, r reading, plan coverage.Plan, planned map[production.MomentID]bool) (shotSources, error) {
	in := r.film.ID
	s := shotSources{
		reading: r, today: o.today(r.film), booked: map[production.MomentID]booking{}, beats: map[production.BeatID]outline.Beat{},
		threads: map[production.BeatID][]storyThread{},
	}
	for _, d := range plan.Days {
		for _, c := range d.Covers {
			if c.Broken == "" {
				s.booked[c.Moment] = booking{d, c}
			}
		}
	}
	told, err := tx.FindBeats(ctx, in)
	if err != nil {
		return s, err
	}
	if s.all, err = shotsOnList(ctx, tx, in); err != nil {
		return s, err
	}
	if s.asked, err = tx.FindInterviews(ctx, in); err != nil {
		return s, err
	}
	if s.pieces, err = tx.FindPieces(ctx, in); err != nil {
		return s, err
	}
	captured := capturedBy(s.all)
	maps.Copy(captured, recordedOf(s.asked))
	seesClosed := access.Require(ctx, access.SeeClosed, in) == nil
	tied, masked := tieUp(tying{slices.Collect(maps.Values(s.now)), s.screen, planned, captured, told, seesClosed})
	tied = alsoTold(tied, s.asked, told)
	s.masked = masked
	for _, b := range told {
		if !b.Gone {
			s.beats[b.ID] = b
		}
	}
	for i, t := range threads(tied) {
		s.threads[tied[i].Beat] = append(s.threads[tied[i].Beat], storyThread{tied[i].ID, t})
	}
	return s, nil
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
		w.Weight, w.Reason = w.Shot.Weigh(w.need)
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

// capturedBy are the moments of which a shot was got.
func capturedBy(shots []shotlist.Shot) map[production.MomentID]bool {
	got := map[production.MomentID]bool{}
	for _, s := range shots {
		if s.Status == shotlist.Got && !s.Gone {
			got[s.Moment] = true
		}
	}
	delete(got, "")
	return got
}

// hides reports whether the words of a shot are, or were made as, those of a moment that the reader may not see.
func (r reading) hides(s shotlist.Shot) bool {
	if r.screen.scenes == nil {
		return false
	}
	return slices.ContainsFunc(append(slices.Clone(s.Of), s.Moment), func(id production.MomentID) bool {
		m, there := r.now[id]
		return id != "" && (!there || r.screen.hidesMoment(m))
	})
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

// weighed is a shot with what its weight comes from.
type weighed struct {
	ListedShot
	need shotlist.Need
}

// weigh is a shot with what is known around it, but for what pieces wait for. list are the shots of its moment; held
// says that its talk was.
func (s shotSources) weigh(shot shotlist.Shot, list []shotlist.Shot, at int, held bool) weighed {
	out := ListedShot{Shot: shot, Start: production.NoClock, End: production.NoClock}
	m, there := s.now[shot.Moment]
	need := shotlist.Need{Known: there, Held: held}
	if there {
		out.Name, out.Kind, out.Scene, out.Arc = m.Title, m.Kind, m.Scene, m.Arc
		s.place(&out, m)
		need.Promised, need.Score = m.MustHave, m.Score
		if out.Booked {
			need.Day, need.Over = dayWords(out.Day, out.Date), out.Date < s.today
		}
		s.tell(&out, &need, m)
	}
	if i := shotlist.Instead(list, at); i >= 0 {
		need.Instead, need.InGot = list[i].Title, list[i].Status == shotlist.Got
	}
	out.Weight, out.Reason = shot.Weigh(need)
	return weighed{out, need}
}

// shown is a shot as the reader may know it.
func (s shotSources) shown(l ListedShot) ListedShot {
	if !s.hides(l.Shot) {
		return l
	}
	closed := shotlist.Shot{ID: l.ID, Title: closedTitle, Medium: l.Medium, Status: l.Status, Place: l.Place, Of: []production.MomentID{}}
	return ListedShot{Shot: closed, Weight: l.Weight, Start: production.NoClock, End: production.NoClock, Closed: true}
}

// place fills in when and where: as the plan books the moment, else its best window.
func (s shotSources) place(out *ListedShot, m story.Moment) {
	if b, ok := s.booked[m.ID]; ok {
		out.Date, out.Day, out.Start, out.End, out.Site, out.Booked = b.day.Date, b.day.Number, b.cover.Start, b.cover.End, b.cover.Place, true
		for _, t := range b.cover.Team {
			if !slices.Contains(out.Team, t.Name) {
				out.Team = append(out.Team, t.Name)
			}
		}
	} else if w, ok := m.BestWindow(); ok {
		out.Date, out.Day, out.Start, out.End, out.Site = w.Date, w.Day, w.Start, w.End, w.Place
	}
}

// tell fills in the beat that the moment tells, and what it has besides.
func (s shotSources) tell(out *ListedShot, need *shotlist.Need, m story.Moment) {
	b, told := s.beats[m.Beat]
	if !told || s.masked[b.ID] {
		return
	}
	out.Beat, out.BeatTitle, need.Beat = b.ID, b.Title, b.Title
	source := sourceOf(m.Kind)
	for _, w := range b.Wants {
		if w.Source == source {
			need.Wants += w.Count
		}
	}
	for _, t := range s.threads[b.ID] {
		switch {
		case t.moment == m.ID || len(b.Wants) > 0 && t.Source != source:
		case t.Level >= outline.Captured:
			need.Captured++
		default:
			need.Others++
		}
	}
}

// dayWords is a day inside a sentence: "day 9", or the date without shooting.
func dayWords(number int, date production.Date) string {
	if number > 0 {
		return fmt.Sprintf("day %d", number)
	}
	return date.Spoken()
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
