package office

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// TraceKind is a sort of thing on the way from the script to what is brought home.
type TraceKind string

// The kinds that can be traced, and those that only stand on the way: papers, the finder, and what proves a shot.
const (
	TraceScene  TraceKind = "scene" // known by its number
	TraceMoment TraceKind = "moment"
	TraceArc    TraceKind = "arc"
	TraceBeat   TraceKind = "beat"
	TraceShot   TraceKind = "shot"
	TraceDay    TraceKind = "day" // known by its date
	TracePaper  TraceKind = "paper"
	TraceFinder TraceKind = "finder"
	TraceProof  TraceKind = "proof"
	TraceTalk   TraceKind = "interview"
	TraceBoard  TraceKind = "storyboard" // known by its moment, "loose" for the frames of none
	TraceAsset  TraceKind = "asset"
	TraceClips  TraceKind = "clips" // all assets of a moment, known by it
	TraceFrame  TraceKind = "frame"
	TracePiece  TraceKind = "deliverable"
)

// TraceKinds are those of what can be traced, in the order of the way.
var TraceKinds = []TraceKind{TraceScene, TraceDay, TraceMoment, TraceArc, TraceBeat, TraceTalk, TraceBoard, TraceFrame, TraceShot, TracePiece}

// Traced is one thing on the way.
type Traced struct {
	Kind  TraceKind
	ID    string // by which it is opened, "" for what has no page
	Title string
	State string // how it stands, in words
}

// Trace is where something came from and what it became.
type Trace struct {
	Of     Traced
	From   []Traced
	Became []Traced
}

// tracer reads what one sort of thing knows of the way, and returns what adds it to a trace. That leaves a trace alone
// of which it knows nothing.
type tracer func(ctx context.Context, tx *store.Tx, w *Ways) (add func(t *Trace), err error)

// tracers are all of them, in the order of the way. Rooms that stand further along it add theirs.
var tracers = []tracer{traceScenes, traceMoments, traceStory, tracePlan, traceShots, traceFrames, traceTalks, traceClips, traceDays, tracePieces}

// Ways are all ways through a production as whoever asks may see them, read once. They are not changed after that.
type Ways struct {
	shotSources
	Shotlist Shotlist // empty for whoever may not see the story
	arcs     []outline.Arc
	asset    *library.Asset // that is traced, nil for none
	may      func(access.Action) bool
	office   *Office
	adders   []func(t *Trace)
}

// Ways reads all ways through a production.
func (o *Office) Ways(ctx context.Context, in production.ProductionID) (*Ways, error) {
	w := &Ways{office: o, may: func(a access.Action) bool { return access.Require(ctx, a, in) == nil }, Shotlist: Shotlist{Shots: []ListedShot{}}}
	err := o.look(ctx, access.SeeMoments, in, func(tx *store.Tx) (err error) {
		if w.shotSources, err = o.shotSources(ctx, tx, in); err != nil {
			return err
		}
		if w.may(access.SeeStory) {
			if w.Shotlist, err = readShotlist(ctx, tx, w.shotSources); err != nil {
				return err
			}
			if w.arcs, err = findArcs(ctx, tx, in); err != nil {
				return err
			}
		}
		for _, read := range tracers {
			add, err := read(ctx, tx, w)
			if err != nil {
				return err
			}
			w.adders = append(w.adders, add)
		}
		return nil
	})
	return w, err
}

// Trace is where something of one of TraceKinds came from and what it became, as far as whoever asked for the ways
// may see it. It returns fault.NotFound for what is not there or may not be seen.
func (w *Ways) Trace(kind TraceKind, id string) (Trace, error) {
	t := Trace{Of: Traced{Kind: kind, ID: id}, From: []Traced{}, Became: []Traced{}}
	for _, add := range w.adders {
		add(&t)
	}
	if t.Of.Title == "" {
		return t, fault.New(fault.NotFound, "there is no such %s", kind).WithRemedy("What can be traced is a scene, day, moment, arc, beat, interview, storyboard, frame, shot or deliverable.")
	}
	return t, nil
}

// Trace is that of one thing.
func (o *Office) Trace(ctx context.Context, in production.ProductionID, kind TraceKind, id string) (Trace, error) {
	if kind == TraceAsset {
		return o.TraceAsset(ctx, in, production.AssetID(id))
	}
	w, err := o.Ways(ctx, in)
	if err != nil {
		return Trace{}, err
	}
	return w.Trace(kind, id)
}

// visible is a moment that the reader may see.
func (w *Ways) visible(id production.MomentID) (story.Moment, bool) {
	m, there := w.now[id]
	if !there || w.screen.hidesMoment(m) {
		return m, false
	}
	return w.screen.moment(m), true
}

// scheduled are the days that shoot a scene.
func (w *Ways) scheduled(number string) []Traced {
	var out []Traced
	for _, d := range w.days {
		for _, strip := range d.Strips() {
			if strip.SceneNumber == number {
				out = append(out, Traced{TraceDay, string(d.Date), fmt.Sprintf("Day %d · %s", d.Number, d.Date.Spoken()), strings.TrimSpace("scheduled " + fromTo(strip.Start, strip.End))})
				break
			}
		}
	}
	return out
}

func fromTo(from, to production.Clock) string {
	switch {
	case !from.Known():
		return ""
	case !to.Known():
		return from.String()
	}
	return from.String() + "–" + to.String()
}

// traceScenes knows the papers: where a scene stands and is shot, and the scene of a moment.
func traceScenes(ctx context.Context, tx *store.Tx, w *Ways) (func(t *Trace), error) {
	if !w.may(access.SeeSchedule) {
		return func(*Trace) {}, nil
	}
	scenes, err := tx.FindScenes(ctx, w.film.ID)
	if err != nil {
		return nil, err
	}
	lines := map[string]Traced{}
	for _, scene := range scenes {
		scene = w.screen.scene(scene)
		lines[scene.Number] = Traced{Kind: TraceScene, ID: scene.Number, Title: strings.TrimSuffix(fmt.Sprintf("Scene %s · %s", scene.Number, scene.Heading), " · ")}
	}
	revisions, err := tx.FindRevisions(ctx, w.film.ID)
	var papers []Traced
	told := map[string]bool{}
	for _, p := range revisions {
		if !told[p.Kind] && (p.Kind == "script" || p.Kind == "schedule") {
			told[p.Kind] = true
			papers = append(papers, Traced{Kind: TracePaper, Title: p.FileName, State: p.Kind + ", taken in " + production.DateOf(p.ImportedAt.In(w.film.Zone())).Spoken()})
		}
	}
	return func(t *Trace) {
		if scene, there := lines[t.Of.ID]; t.Of.Kind == TraceScene && there {
			t.Of = scene
			t.From = append(append(t.From, papers...), w.scheduled(scene.ID)...)
		}
		if t.Of.Kind == TraceDay {
			w.addScheduled(t, papers, lines)
		}
		m, ok := w.visible(w.momentOf(t))
		if !ok || m.Scene == "" {
			return
		}
		scene, there := lines[m.Scene]
		if !there {
			scene = Traced{Kind: TraceScene, Title: "Scene " + m.Scene, State: "no longer in the papers"}
		}
		for _, r := range m.Reasons {
			if r.Line > 0 && r.Scene == m.Scene && w.may(access.SeeScript) {
				scene.State = fmt.Sprintf("script line %d", r.Line)
				break
			}
		}
		t.From = append(append(t.From, scene), w.scheduled(m.Scene)...)
	}, err
}

// momentOf is the moment that a trace is of, or that a shot is of.
func (w *Ways) momentOf(t *Trace) production.MomentID {
	if t.Of.Kind == TraceMoment {
		return production.MomentID(t.Of.ID)
	}
	if t.Of.Kind == TraceAsset && w.asset != nil {
		return w.asset.Moment
	}
	for _, shot := range w.Shotlist.Shots {
		if string(shot.ID) == t.Of.ID && t.Of.Kind == TraceShot {
			return shot.Moment
		}
	}
	return ""
}

// momentLine is a moment on the way.
func (w *Ways) momentLine(m story.Moment) Traced {
	state := string(m.Status)
	if _, booked := w.booked[m.ID]; booked {
		state = "planned"
	}
	if slices.ContainsFunc(w.Shotlist.Shots, func(shot ListedShot) bool { return shot.Moment == m.ID && shot.Status == shotlist.Got }) || w.may(access.SeeLibrary) && w.caught.all(m.ID) > 0 {
		state = "captured"
	}
	return Traced{TraceMoment, string(m.ID), m.Title, state}
}

// traceMoments knows what the finder saw, and what scenes, beats and shots have of moments.
func traceMoments(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	return w.addMoments, nil
}

func (w *Ways) addMoments(t *Trace) {
	switch t.Of.Kind {
	case TraceMoment:
		m, ok := w.visible(production.MomentID(t.Of.ID))
		if !ok {
			return
		}
		t.Of = w.momentLine(m)
		found := Traced{Kind: TraceFinder, Title: "Found in the papers"}
		if len(m.Reasons) > 0 {
			found.State = m.Reasons[0].Text
		}
		if m.Origin == story.ByHand {
			found.Title = "Added by hand"
		}
		t.From = append(t.From, found)
	case TraceShot:
		if m, ok := w.visible(w.momentOf(t)); ok {
			t.From = append(t.From, w.momentLine(m))
		}
	case TraceScene:
		t.Became = append(t.Became, w.momentsThat(func(m story.Moment) bool { return m.Scene != "" && m.Scene == t.Of.ID })...)
	case TraceBeat:
		t.Became = append(t.Became, w.momentsThat(func(m story.Moment) bool { return string(m.Beat) == t.Of.ID && !w.masked[m.Beat] })...)
	}
}

// momentsThat are the moments that the reader may see and that somebody may want, best first.
func (w *Ways) momentsThat(are func(story.Moment) bool) []Traced {
	var list []story.Moment
	for id := range w.now {
		if m, ok := w.visible(id); ok && m.Status != story.Dismissed && are(m) {
			list = append(list, m)
		}
	}
	slices.SortFunc(list, func(a, b story.Moment) int {
		if a.Score != b.Score {
			return b.Score - a.Score
		}
		return strings.Compare(string(a.ID), string(b.ID))
	})
	var out []Traced
	for _, m := range list {
		out = append(out, w.momentLine(m))
	}
	return out
}
