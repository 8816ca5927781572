package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/storyboard"
	"github.com/btsdirector/bts/internal/worksheet"
)

// LooseBoard is what a trace knows the board of the frames by that belong to no moment.
const LooseBoard = "loose"

// addFrame tells of a frame, or of a board, what it was drawn for; of a board its frames as well.
func (w *Ways) addFrame(t *Trace, all []storyboard.Frame) {
	if t.Of.Kind != TraceFrame && t.Of.Kind != TraceBoard {
		return
	}
	board := t.Of.ID
	for _, f := range all {
		if t.Of.Kind == TraceFrame && string(f.ID) == t.Of.ID {
			board = cmp.Or(string(f.Moment), LooseBoard)
			w.drawnFor(t, f)
		}
	}
	var frames []storyboard.Frame
	for _, f := range all {
		if cmp.Or(string(f.Moment), LooseBoard) == board {
			frames = append(frames, f)
		}
	}
	if len(frames) == 0 {
		return
	}
	slices.SortStableFunc(frames, func(a, b storyboard.Frame) int { return cmpPlace(a.Place, b.Place, a.ID, b.ID) })
	m, ok := w.visible(production.MomentID(board))
	if t.Of.Kind == TraceBoard {
		t.Of.Title, t.Of.State = "Storyboard", counted(len(frames), "frame")
		if ok {
			t.From = append(t.From, w.momentLine(m))
		}
	}
	for i, f := range frames {
		title := strings.TrimSpace(fmt.Sprintf("Frame %d %s", i+1, f.Title))
		switch {
		case t.Of.Kind == TraceBoard:
			t.Became = append(t.Became, Traced{TraceFrame, string(f.ID), title, drawnWords(f)})
		case string(f.ID) == t.Of.ID:
			t.Of.Title, t.Of.State = title, drawnWords(f)
			t.From = append(t.From, Traced{TraceBoard, board, "Storyboard", counted(len(frames), "frame")})
		}
	}
}

// drawnFor tells what a frame shows: its moment, and the shot that is to be like it.
func (w *Ways) drawnFor(t *Trace, f storyboard.Frame) {
	if m, ok := w.visible(f.Moment); ok && f.Moment != "" {
		t.From = append(t.From, w.momentLine(m))
	}
	for _, shot := range w.Shotlist.Shots {
		if shot.ID == f.Shot && f.Shot != "" && !shot.Closed {
			t.Became = append(t.Became, shotLine(shot))
		}
	}
}

func drawnWords(f storyboard.Frame) string {
	switch {
	case f.Drawing != "":
		return "drawn"
	case f.Picture != "":
		return "a picture"
	}
	return "in words"
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %ss", n, one)
}

// shotLine is a shot on the way.
func shotLine(shot ListedShot) Traced {
	state := string(shot.Status)
	if shot.Status == shotlist.Planned {
		state = string(shot.Weight) + ", planned"
	}
	return Traced{TraceShot, string(shot.ID), shot.Title, state}
}

// addScheduled tells where a shoot day came from: the schedule, and the scenes that are shot on it.
func (w *Ways) addScheduled(t *Trace, papers []Traced, scenes map[string]Traced) {
	for _, d := range w.days {
		if string(d.Date) != t.Of.ID {
			continue
		}
		t.Of.Title = fmt.Sprintf("Day %d · %s", d.Number, d.Date.Spoken())
		for _, p := range papers {
			if strings.HasPrefix(p.State, "schedule") {
				t.From = append(t.From, p)
			}
		}
		var told []string
		for _, strip := range d.Strips() {
			if scene, there := scenes[strip.SceneNumber]; there && !slices.Contains(told, strip.SceneNumber) {
				told = append(told, strip.SceneNumber)
				scene.State = fromTo(strip.Start, strip.End)
				t.From = append(t.From, scene)
			}
		}
	}
}

// traceDays knows what is covered on a day, and what was brought home from it.
func traceDays(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	return w.addDay, nil
}

func (w *Ways) addDay(t *Trace) {
	if t.Of.Kind != TraceDay {
		return
	}
	date, err := production.ParseDate(t.Of.ID)
	if err != nil {
		return
	}
	t.Of.Title = cmp.Or(t.Of.Title, date.Spoken()) // a day without the main unit
	var booked []booking
	for id, b := range w.booked {
		if _, ok := w.visible(id); ok && string(b.day.Date) == t.Of.ID {
			booked = append(booked, b)
		}
	}
	slices.SortFunc(booked, func(a, b booking) int {
		return cmp.Or(cmp.Compare(a.cover.Start, b.cover.Start), cmp.Compare(a.cover.Moment, b.cover.Moment))
	})
	for _, b := range booked {
		m, _ := w.visible(b.cover.Moment)
		line := w.momentLine(m)
		line.State = strings.TrimSpace(fromTo(b.cover.Start, b.cover.End) + " " + line.State)
		t.Became = append(t.Became, line)
	}
	for _, shot := range w.Shotlist.Shots {
		if string(shot.Date) == t.Of.ID && shot.Status == shotlist.Got && !shot.Closed {
			t.Became = append(t.Became, shotLine(shot))
		}
	}
}

// mostServing is how many shots a trace names that a piece may be made of.
const mostServing = 50

// tracePieces knows what is to be delivered: of which shots it can be made, and what a shot is for.
func tracePieces(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	if !w.may(access.SeeStory) {
		return func(*Trace) {}, nil
	}
	return w.addPieces, nil
}

func (w *Ways) addPieces(t *Trace) {
	for _, p := range w.pieces {
		line := Traced{TracePiece, string(p.ID), p.Title, strings.ToLower(p.Due.Title())}
		switch {
		case p.Gone:
		case t.Of.Kind == TracePiece && string(p.ID) == t.Of.ID:
			t.Of = line
			t.From = append(t.From, Traced{Kind: TracePaper, Title: "The planning worksheet"})
			for _, shot := range w.serving(p) {
				t.From = append(t.From, shotLine(shot))
			}
		case t.Of.Kind == TraceShot && slices.ContainsFunc(w.Shotlist.Shots, func(shot ListedShot) bool { return string(shot.ID) == t.Of.ID && serves(p, shot) }):
			t.Became = append(t.Became, line)
		}
	}
}

// serving are the shots that a piece can be made of: what is there already, then what is to come.
func (w *Ways) serving(p worksheet.Piece) []ListedShot {
	var got, open []ListedShot
	for _, shot := range w.Shotlist.Shots {
		switch {
		case !serves(p, shot):
		case shot.Status == shotlist.Got:
			got = append(got, shot)
		case shot.Status == shotlist.Planned:
			open = append(open, shot)
		}
	}
	all := append(got, open...)
	return all[:min(len(all), mostServing)]
}

// serves reports whether a shot is of a sort that a piece needs.
func serves(p worksheet.Piece, shot ListedShot) bool {
	takes := func(n worksheet.Need) bool { return n.Takes(string(shot.Kind), string(shot.Medium)) }
	return !shot.Closed && slices.ContainsFunc(p.Needs(), takes)
}
