package web

import (
	"net/http"
	"slices"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
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
func shotsOfDay(b *book, date production.Date, list office.Shotlist) *ui.ShotsSection {
	if len(list.Shots) == 0 {
		return nil
	}
	v := &ui.ShotsSection{Title: "Shots of the day", URL: b.links.Link("shotlist?day=" + string(date)), Lines: look(list.Treatment), Text: shotSentence(list.Shots)}
	if date == b.today {
		v.Title = "Today’s shots"
	}
	for _, shot := range list.Shots {
		v.Shots = append(v.Shots, b.shotView(shot))
	}
	return v
}
