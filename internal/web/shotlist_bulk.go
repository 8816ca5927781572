package web

import (
	"net/http"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/web/ui"
)

// bulkShots are the fields that can be set for all shots that are picked.
func (b *book) bulkShots() []ui.BulkSet {
	return []ui.BulkSet{
		{Field: ui.Field{ID: "bulk-priority", Name: "priority", Label: "How much they matter", Options: ui.PriorityOptions()}, Words: "Set the priority"},
		{Field: ui.Field{ID: "bulk-on", Name: "on", Label: "Day of the picked", Options: b.shotDays()}, Words: "Set the day"},
		{Field: ui.Field{ID: "bulk-moment", Name: "moment", Label: "Moment of the picked", Options: b.shotMoments()}, Words: "Set the moment"},
	}
}

// shotDays are the days that a shot can be put on: those of the shoot, and those on which a moment can be covered.
func (b *book) shotDays() []ui.Option {
	var dates []production.Date
	for _, d := range b.schedule.Days {
		dates = append(dates, d.Date)
	}
	for _, m := range b.moments {
		for _, w := range m.Windows {
			dates = append(dates, w.Date)
		}
	}
	slices.Sort(dates)
	options := []ui.Option{{Text: "When its moment is"}}
	for _, date := range slices.Compact(dates) {
		options = append(options, ui.Option{Value: string(date), Text: b.title(date)})
	}
	return options
}

// changeShots does one thing with all shots that are picked.
func (s *Server) changeShots(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	ids, err := picked[production.WantedShotID](r, "shots")
	if err != nil {
		return err
	}
	n := counted(len(ids), "shot is", "shots are")
	var act office.Act
	do := r.PostFormValue("do")
	said := map[string]string{
		string(shotlist.Got): n + " got.", string(shotlist.Missed): n + " missed.", string(shotlist.Planned): n + " open again.",
		"priority": n + " as important as you say.", "on": n + " put on that day.", "moment": n + " of that moment.",
	}[do]
	value := typed(r.PostFormValue(do))
	switch {
	case slices.Contains(shotlist.Statuses, shotlist.Status(do)):
		act, err = s.office.MarkShots(r.Context(), in, ids, office.Mark{Status: shotlist.Status(do)})
	case said == "":
		return fault.New(fault.Invalid, "%q is nothing that can be done with shots", do)
	default:
		if value == "" {
			said = map[string]string{"priority": n + " weighed by what is owed.", "on": n + " shot when the moment is.", "moment": n + " of no moment."}[do]
		}
		act, err = s.office.EditShots(r.Context(), in, ids, office.Written{Fields: map[string]any{do: value}})
	}
	return s.didShot(w, r, said, act, err)
}
