package office

import (
	"context"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
)

// traceTalks knows the talks of moments and beats, and what a talk is about.
func traceTalks(ctx context.Context, tx *store.Tx, w *Ways) (func(t *Trace), error) {
	if !w.may(access.SeeStory) {
		return func(*Trace) {}, nil
	}
	hidden, err := closedTalks(ctx, w.office, tx, w.film.ID)
	all := slices.DeleteFunc(slices.Clone(w.asked), func(i interview.Interview) bool { return i.Gone || hidden[string(i.ID)] })
	return func(t *Trace) { w.addTalks(t, all) }, err
}

func (w *Ways) addTalks(t *Trace, all []interview.Interview) {
	for _, i := range all {
		line := Traced{TraceTalk, string(i.ID), "Interview: " + i.Person, i.Status.Title()}
		about := slices.Contains(i.Beats, production.BeatID(t.Of.ID))
		switch {
		case t.Of.Kind == TraceTalk && string(i.ID) == t.Of.ID:
			t.Of = line
			w.addTalk(t, i)
		case t.Of.Kind == TraceMoment && i.Moment != "" && string(i.Moment) == t.Of.ID:
			t.Became = append(t.Became, line)
		case t.Of.Kind == TraceBeat && (about || string(w.now[i.Moment].Beat) == t.Of.ID):
			t.Became = append(t.Became, line)
		}
	}
}

// addTalk tells what a talk came from, and when the plan has it.
func (w *Ways) addTalk(t *Trace, i interview.Interview) {
	if m, ok := w.visible(i.Moment); ok && i.Moment != "" {
		t.From = append(t.From, w.momentLine(m))
	}
	for _, id := range i.Beats {
		if b, told := w.beats[id]; told && !w.masked[id] {
			t.From = append(t.From, w.beatLine(b))
		}
	}
	if b, is := w.booked[i.Moment]; is && i.Moment != "" {
		t.Became = append(t.Became, Traced{TraceDay, string(b.day.Date), dayWords(b.day.Number, b.day.Date), fromTo(b.cover.Start, b.cover.End)})
	}
}

// traceFrames knows the storyboards of moments and shots.
func traceFrames(ctx context.Context, tx *store.Tx, w *Ways) (func(t *Trace), error) {
	if !w.may(access.SeeStory) {
		return func(*Trace) {}, nil
	}
	all, err := tx.FindFrames(ctx, w.film.ID)
	if err != nil {
		return nil, err
	}
	hidden, err := closedFrames(ctx, w.office, tx, w.film.ID)
	all = slices.DeleteFunc(all, func(f storyboard.Frame) bool { return f.Gone || hidden[string(f.ID)] })
	return func(t *Trace) {
		addFrames(t, all)
		w.addFrame(t, all)
	}, err
}

func addFrames(t *Trace, all []storyboard.Frame) {
	n, moment := 0, production.MomentID("")
	for _, f := range all {
		ofMoment := t.Of.Kind == TraceMoment && f.Moment != "" && string(f.Moment) == t.Of.ID
		ofShot := t.Of.Kind == TraceShot && f.Shot != "" && string(f.Shot) == t.Of.ID
		if ofMoment || ofShot {
			n, moment = n+1, f.Moment
		}
	}
	switch {
	case n == 1:
		t.Became = append(t.Became, Traced{TraceBoard, string(moment), "Storyboard", "1 frame"})
	case n > 1:
		t.Became = append(t.Became, Traced{TraceBoard, string(moment), "Storyboard", fmt.Sprintf("%d frames", n)})
	}
}
