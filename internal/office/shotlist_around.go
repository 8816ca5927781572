package office

import (
	"context"
	"fmt"
	"maps"
	"slices"

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
	caught  caught // what the library has
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
	if s.caught, err = caughtMoments(ctx, tx, in); err != nil {
		return s, err
	}
	s.caught.got(captured)
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
	}
	s.putOn(&out, m)
	if there {
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

// putOn puts a shot on the day that somebody wants it on: when and where its moment can be covered then, as far as it can.
func (s shotSources) putOn(out *ListedShot, m story.Moment) {
	if out.On == "" || out.On == out.Date {
		return
	}
	out.Date, out.Day, out.Start, out.End, out.Site, out.Booked, out.Team = out.On, 0, production.NoClock, production.NoClock, "", false, nil
	for _, d := range s.days {
		if d.Date == out.On {
			out.Day = d.Number
		}
	}
	if i := slices.IndexFunc(m.Windows, func(w story.Window) bool { return w.Date == out.On }); i >= 0 {
		out.Start, out.End, out.Site = m.Windows[i].Start, m.Windows[i].End, m.Windows[i].Place
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
