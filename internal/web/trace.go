package web

import (
	"net/http"
	"net/url"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/web/ui"
)

// traceWords are the things on the way as people call them.
var traceWords = map[office.TraceKind]string{
	office.TraceScene: "Scene", office.TraceMoment: "Moment", office.TraceArc: "Arc", office.TraceBeat: "Beat", office.TraceShot: "Shot",
	office.TraceTalk: "Interview", office.TraceBoard: "Storyboard",
	office.TraceDay: "Day", office.TracePaper: "Paper", office.TraceFinder: "Found", office.TraceProof: "Proof", "template": "Template",
}

// trace is where something came from and what it became, for its page; nil for whoever may not know.
func (s *Server) trace(r *http.Request, page ui.Page, kind office.TraceKind, id string) (*ui.TraceView, error) {
	if !page.Rights.Moments {
		return nil, nil
	}
	ways, err := s.ways(r)
	if err != nil {
		return nil, err
	}
	t, err := ways.Trace(kind, id)
	if fault.Is(err, fault.NotFound) {
		return nil, nil
	}
	if err != nil || len(t.From)+len(t.Became) == 0 {
		return nil, err
	}
	lines := func(list []office.Traced) []ui.TraceLine {
		var out []ui.TraceLine
		for _, x := range list {
			out = append(out, ui.TraceLine{Kind: traceWords[x.Kind], Title: shortened(x.Title, 120), State: shortened(x.State, 160), URL: traceURL(page, x)})
		}
		return out
	}
	return &ui.TraceView{From: lines(t.From), Became: lines(t.Became)}, nil
}

// ways are all ways through the production, from the shelf where nothing has changed since.
func (s *Server) ways(r *http.Request) (*office.Ways, error) {
	c := current(r)
	part := c.shelfPart("ways "+s.now().UTC().Truncate(planAge).Format("15:04"), access.SeeClosed, access.SeeStory, access.SeeSchedule, access.SeeScript, access.SeeCrew, access.EditCrew)
	return shelved(&s.shelf, c, part, func() (*office.Ways, error) { return s.office.Ways(r.Context(), c.Production.ID) })
}

// traceURL is the page of something on the way, "" for none and for whoever may not open it.
func traceURL(page ui.Page, x office.Traced) string {
	id := url.PathEscape(x.ID)
	switch {
	case x.ID == "":
		return ""
	case x.Kind == office.TraceScene && page.Rights.Script:
		return page.Link("script", id)
	case x.Kind == office.TraceDay && page.Rights.Packet:
		return page.Link("days", id)
	case x.Kind == office.TraceMoment && page.Rights.Moments:
		return page.Link("moments", id)
	case !page.Rights.Story:
		return ""
	case x.Kind == office.TraceArc:
		return page.Link("story", "arcs", id)
	case x.Kind == office.TraceBeat:
		return page.Link("story", "beats", id)
	case x.Kind == office.TraceShot:
		return page.Link("shotlist", id)
	case x.Kind == office.TraceTalk:
		return page.Link("interviews", id)
	case x.Kind == office.TraceBoard:
		return page.Link("boards", id)
	}
	return ""
}
