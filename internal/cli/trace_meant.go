package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// traceWords are the words that may stand before what is meant.
var traceWords = map[string]office.TraceKind{
	"scene": office.TraceScene, "day": office.TraceDay, "moment": office.TraceMoment, "arc": office.TraceArc, "beat": office.TraceBeat,
	"interview": office.TraceTalk, "talk": office.TraceTalk, "storyboard": office.TraceBoard, "board": office.TraceBoard, "frame": office.TraceFrame,
	"shot": office.TraceShot, "asset": office.TraceAsset, "deliverable": office.TracePiece, "piece": office.TracePiece,
}

// objectMeant is what can be traced: "scene 21", "day 3", or anything else by its id or title, with or without the word for
// what it is before it. A title that begins with such a word is found as it is.
func (s *session) objectMeant(a *app.App, p production.Production, said string) (office.TraceKind, string, error) {
	first, rest, _ := strings.Cut(said, " ")
	only, rest := traceWords[strings.ToLower(first)], strings.TrimSpace(rest)
	switch {
	case rest == "":
		only = ""
	case only == office.TraceScene:
		return only, strings.ToUpper(rest), nil
	case only == office.TraceAsset:
		id, err := a.Office.AssetMeant(s.ctx, p.ID, rest)
		return only, string(id), err
	case only == office.TraceDay:
		date, err := s.dayMeant(a, p, rest)
		return only, string(date), err
	}
	if date, err := production.ParseDate(said); err == nil {
		return office.TraceDay, string(date), nil
	}
	all, err := s.traceable(a, p)
	if err != nil {
		return "", "", err
	}
	if only != "" {
		of := slices.DeleteFunc(slices.Clone(all), func(t traceable) bool { return t.kind != only })
		kind, id, err := oneOf(of, rest)
		if !fault.Is(err, fault.NotFound) {
			return kind, id, err
		}
	}
	drawn := func(t traceable) bool {
		return t.kind == office.TraceFrame || t.kind == office.TracePiece || t.kind == office.TraceBoard
	}
	kind, id, err := oneOf(slices.DeleteFunc(slices.Clone(all), drawn), said) // what is drawn is often called as what it shows
	if fault.Is(err, fault.NotFound) {
		kind, id, err = oneOf(all, said)
	}
	if fault.Is(err, fault.Invalid) {
		err = fault.New(fault.Invalid, "%q is the name, or the beginning of the id, of several things", said).WithRemedy("Say what is meant, as in bts trace shot %q, or give the id.", said)
	}
	if fault.Is(err, fault.NotFound) {
		err = fault.New(fault.NotFound, "there is nothing called %q that can be traced", said).
			WithRemedy("Name a moment, arc, beat, interview, storyboard, frame, shot or deliverable by its title or id, or a scene or day by its number: bts trace scene 21")
	}
	return kind, id, err
}

// traceable is something that can be traced, as it is called.
type traceable struct {
	kind     office.TraceKind
	id, name string
}

// oneOf is the one that is meant. A board is called as its moment is, and stands back behind it.
func oneOf(all []traceable, said string) (office.TraceKind, string, error) {
	kinds := map[string]office.TraceKind{}
	var list []called
	for _, t := range all {
		if _, twice := kinds[t.id]; !twice {
			kinds[t.id] = t.kind
			list = append(list, called{t.id, t.name})
		}
	}
	id, err := meant(list, said, "thing", "bts --json moments, story or shotlist")
	return kinds[id], id, err
}

// traceable is all that can be traced by a title, boards last.
func (s *session) traceable(a *app.App, p production.Production) ([]traceable, error) {
	var all []traceable
	moments, err := a.Office.Moments(s.ctx, p.ID, store.MomentFilter{})
	if err != nil {
		return nil, err
	}
	for _, m := range moments {
		all = append(all, traceable{office.TraceMoment, string(m.ID), m.Title})
	}
	told, err := a.Office.Outline(s.ctx, p.ID)
	if err != nil {
		return nil, err
	}
	for _, arc := range told.Arcs {
		all = append(all, traceable{office.TraceArc, string(arc.ID), arc.Name})
		for _, b := range arc.Beats {
			all = append(all, traceable{office.TraceBeat, string(b.ID), b.Title})
		}
	}
	shots, err := a.Office.Shotlist(s.ctx, p.ID, office.ShotFilter{})
	if err != nil {
		return nil, err
	}
	for _, shot := range shots.Shots {
		all = append(all, traceable{office.TraceShot, string(shot.ID), shot.Title})
	}
	talks, err := a.Office.Interviews(s.ctx, p.ID)
	if err != nil {
		return nil, err
	}
	for _, t := range talks.Talks {
		all = append(all, traceable{office.TraceTalk, string(t.ID), t.Person})
	}
	return s.traceableMade(a, p, all)
}

// traceableMade adds what was drawn and what is to be delivered.
func (s *session) traceableMade(a *app.App, p production.Production, all []traceable) ([]traceable, error) {
	boards, err := a.Office.Boards(s.ctx, p.ID)
	if err != nil {
		return nil, err
	}
	for _, b := range boards.List {
		for i, f := range b.Frames {
			all = append(all, traceable{office.TraceFrame, string(f.ID), cmp.Or(f.Title, fmt.Sprintf("%s %d", b.Title(), i+1))})
		}
	}
	if access.Require(s.ctx, access.EditProduction, p.ID) == nil {
		sheet, err := a.Office.Worksheet(s.ctx, p.ID)
		if err != nil {
			return nil, err
		}
		for _, piece := range sheet.Pieces {
			all = append(all, traceable{office.TracePiece, string(piece.ID), piece.Title})
		}
	}
	for _, b := range boards.List {
		all = append(all, traceable{office.TraceBoard, cmp.Or(string(b.Moment.ID), office.LooseBoard), b.Title()})
	}
	return all, nil
}
