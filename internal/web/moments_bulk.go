package web

import (
	"net/http"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// Values of the filter by beat.
const (
	toldYes = "yes"
	toldNo  = "no"
)

// momentFilters fills in the filters beside kind and status, and what can be done with the rows that are picked.
func (s *Server) momentFilters(r *http.Request, b *book, page ui.Page, v *ui.MomentsView) error {
	q := r.URL.Query()
	v.Arc, v.Day, v.Told = q.Get("arc"), q.Get("day"), q.Get("told")
	v.Filtered = v.Kind != "" || v.Status != "" || v.Query != "" || v.Arc != "" || v.Day != "" || v.Told != ""
	v.Arcs, v.Days = []ui.Option{{Text: "All arcs"}}, []ui.Option{{Text: "Any day"}}
	v.Bulk.Arc = ui.Field{ID: "bulk-arc", Name: "arc", Label: "Arc", Options: []ui.Option{{Text: "No arc"}}}
	for _, name := range b.arcNames() {
		option := ui.Option{Value: name, Text: shortened(name, 40)}
		v.Arcs, v.Bulk.Arc.Options = append(v.Arcs, option), append(v.Bulk.Arc.Options, option)
	}
	var dates []production.Date
	for _, m := range b.moments {
		for _, w := range m.Windows {
			dates = append(dates, w.Date)
		}
	}
	slices.Sort(dates)
	for _, date := range slices.Compact(dates) {
		v.Days = append(v.Days, ui.Option{Value: string(date), Text: b.title(date)})
	}
	if !page.Rights.Story {
		return nil
	}
	v.Tolds = []ui.Option{{Text: "Told or not"}, {Value: toldYes, Text: "Tells a beat"}, {Value: toldNo, Text: "Tells no beat"}}
	if !page.Rights.EditStory || !page.Rights.EditMoments {
		return nil
	}
	out, err := s.outline(r)
	v.Bulk.Beats = beatTargets(out)
	return err
}

// beatTargets are the beats of the board by arc.
func beatTargets(out office.Outline) []ui.MoveTarget {
	var groups []ui.MoveTarget
	for _, a := range out.Arcs {
		group := ui.MoveTarget{Name: shortened(a.Name, 60)}
		for _, b := range a.Beats {
			group.Options = append(group.Options, ui.Option{Value: string(b.ID), Text: shortened(b.Title, 60)})
		}
		if len(group.Options) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// passes reports whether a moment passes the filters by arc, day and beat.
func passes(m story.Moment, v ui.MomentsView) bool {
	onDay := v.Day == "" || slices.ContainsFunc(m.Windows, func(w story.Window) bool { return string(w.Date) == v.Day })
	told := v.Told == "" || (m.Beat != "") == (v.Told == toldYes)
	return onDay && told && (v.Arc == "" || m.Arc == v.Arc)
}

// changeMoments does one thing with all rows that are picked.
func (s *Server) changeMoments(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	ids, err := picked[production.MomentID](r, "moments")
	if err != nil {
		return err
	}
	var act office.Act
	said := counted(len(ids), "moment is", "moments are")
	switch do := r.PostFormValue("do"); do {
	case "confirm", "dismiss":
		status := map[string]story.Status{"confirm": story.Confirmed, "dismiss": story.Dismissed}[do]
		act, err = s.office.EditMoments(r.Context(), in, ids, story.Change{Status: &status})
		said += " " + string(status) + "."
	case "must":
		must := true
		act, err = s.office.EditMoments(r.Context(), in, ids, story.Change{MustHave: &must})
		said += " promised."
	case "arc":
		arc := r.PostFormValue("arc")
		act, err = s.office.EditMoments(r.Context(), in, ids, story.Change{Arc: &arc})
		said = counted(len(ids), "moment serves", "moments serve") + " “" + shortened(arc, 60) + "”."
	case "tie":
		act, err = s.office.TieMoments(r.Context(), in, production.BeatID(r.PostFormValue("beat")), ids)
		said = counted(len(ids), "moment tells", "moments tell") + " the beat."
	default:
		return fault.New(fault.Invalid, "%q is nothing that can be done with moments", do)
	}
	return s.didAt(w, r, base(r)+"/moments", said, act, err)
}
