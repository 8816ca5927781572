package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// arcLine is an arc on the way.
func (w *Ways) arcLine(is func(outline.Arc) bool) []Traced {
	for _, a := range w.arcs {
		if is(a) {
			return []Traced{{TraceArc, string(a.ID), a.Name, ""}}
		}
	}
	return nil
}

// beatLine is a beat on the way, also one of which the reader may know no more than that it is there.
func (w *Ways) beatLine(b outline.Beat) Traced {
	if w.masked[b.ID] {
		return Traced{TraceBeat, string(b.ID), closedTitle, ""}
	}
	var list []outline.Thread
	for _, t := range w.threads[b.ID] {
		list = append(list, t.Thread)
	}
	return Traced{TraceBeat, string(b.ID), b.Title, b.Strength(list).Now().Title()}
}

// traceStory knows the arc and the beat of a moment, and what arcs and beats are made of.
func traceStory(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	return w.addStory, nil
}

func (w *Ways) addStory(t *Trace) {
	if w.arcs == nil {
		return
	}
	switch t.Of.Kind {
	case TraceMoment, TraceShot:
		m, ok := w.visible(w.momentOf(t))
		if !ok {
			return
		}
		t.From = append(t.From, w.arcLine(func(a outline.Arc) bool { return a.Name == m.Arc })...)
		if b, told := w.beats[m.Beat]; told {
			t.From = append(t.From, w.beatLine(b))
		}
	case TraceBeat:
		b, told := w.beats[production.BeatID(t.Of.ID)]
		if !told {
			return
		}
		t.Of = w.beatLine(b)
		t.From = append(t.From, w.arcLine(func(a outline.Arc) bool { return a.ID == b.Arc })...)
		if m, ok := w.visible(b.Of); ok && !w.masked[b.ID] {
			t.From = append(t.From, w.momentLine(m))
		}
	case TraceArc:
		for _, a := range w.arcs {
			if string(a.ID) == t.Of.ID {
				t.Of.Title = a.Name
				w.traceArc(t, a)
			}
		}
	}
}

// traceArc tells what an arc was made from, and its beats.
func (w *Ways) traceArc(t *Trace, arc outline.Arc) {
	if arc.Template != "" {
		t.From = append(t.From, Traced{Kind: "template", Title: "Template " + strings.ReplaceAll(arc.Template, "_", " ")})
	}
	var list []outline.Beat
	for _, b := range w.beats {
		if b.Arc == arc.ID {
			list = append(list, b)
		}
	}
	slices.SortFunc(list, func(a, b outline.Beat) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID)) })
	for _, b := range list {
		t.Became = append(t.Became, w.beatLine(b))
	}
	t.Became = append(t.Became, w.momentsThat(func(m story.Moment) bool {
		_, told := w.beats[m.Beat]
		return m.Arc == arc.Name && !told
	})...)
}

// tracePlan knows who is there for a moment, and when.
func tracePlan(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	return w.addPlan, nil
}

func (w *Ways) addPlan(t *Trace) {
	m, ok := w.visible(w.momentOf(t))
	b, booked := w.booked[m.ID]
	if !ok || !booked {
		return
	}
	var names []string
	for _, member := range b.cover.Team {
		if !slices.Contains(names, member.Name) {
			names = append(names, member.Name)
		}
	}
	title := dayWords(b.day.Number, b.day.Date)
	if b.day.Number > 0 {
		title = fmt.Sprintf("Day %d · %s", b.day.Number, b.day.Date.Spoken())
	}
	t.Became = append(t.Became, Traced{TraceDay, string(b.day.Date), title, strings.TrimSpace(fromTo(b.cover.Start, b.cover.End) + " " + strings.Join(names, ", "))})
}

// traceShots knows the shots of moments and beats, and what proves one.
func traceShots(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	return w.addShots, nil
}

func (w *Ways) addShots(t *Trace) {
	of := func(shot ListedShot) bool {
		switch t.Of.Kind {
		case TraceMoment:
			return string(shot.Moment) == t.Of.ID
		case TraceBeat:
			return shot.Beat != "" && string(shot.Beat) == t.Of.ID
		case TraceScene:
			return shot.Scene != "" && shot.Scene == t.Of.ID
		}
		return false
	}
	for _, shot := range w.Shotlist.Shots {
		if t.Of.Kind == TraceShot && string(shot.ID) == t.Of.ID {
			t.Of.Title, t.Of.State = shot.Title, string(shot.Status)
			if shot.Proof != "" {
				t.Became = append(t.Became, Traced{Kind: TraceProof, Title: shot.Proof, State: string(shot.Status)})
			}
		}
		if !shot.Closed && of(shot) {
			t.Became = append(t.Became, shotLine(shot))
		}
	}
}
