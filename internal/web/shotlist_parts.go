package web

import (
	"net/http"
	"slices"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/web/ui"
)

// shotsOfMoment are the shots of a moment for its page, in their order; nil for whoever may not see the list.
func (s *Server) shotsOfMoment(r *http.Request, b *book, id production.MomentID) (*ui.ShotsSection, error) {
	if !b.links.Rights.Story {
		return nil, nil
	}
	all, err := s.shotlist(r)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(slices.Clone(all.Shots), func(s office.ListedShot) bool { return s.Moment != id })
	slices.SortFunc(list, byPlace)
	v := &ui.ShotsSection{Title: "Shots", URL: b.links.Link("shotlist?moment=" + string(id)), Moment: string(id), Suggest: len(list) == 0}
	for _, shot := range list {
		v.Shots = append(v.Shots, b.shotView(shot))
	}
	return v, nil
}

// shotsOfDay are the shots of a day for its packet, the most important first; nil where there are none, and for whoever
// may not see the list.
func (s *Server) shotsOfDay(r *http.Request, b *book, date production.Date) (*ui.ShotsSection, error) {
	if !b.links.Rights.Story {
		return nil, nil
	}
	all, err := s.shotlist(r)
	if err != nil {
		return nil, err
	}
	v := &ui.ShotsSection{Title: "Shots of the day", URL: b.links.Link("shotlist?day=" + string(date)), Lines: look(all.Treatment)}
	if date == b.today {
		v.Title = "Today’s shots"
	}
	var list []office.ListedShot
	for _, shot := range all.Shots {
		if shot.Date == date {
			list = append(list, shot)
			v.Shots = append(v.Shots, b.shotView(shot))
		}
	}
	if len(list) == 0 {
		return nil, nil
	}
	if slices.ContainsFunc(list, func(s office.ListedShot) bool { return s.Status != shotlist.Planned || s.Weight == shotlist.Must }) {
		v.Text = shotSentence(list)
	}
	return v, nil
}
