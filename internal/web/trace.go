package web

import (
	"net/http"
	"net/url"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// traceWords are the things on the way as people call them.
var traceWords = map[office.TraceKind]string{
	office.TraceScene: "Scene", office.TraceMoment: "Moment", office.TraceArc: "Arc", office.TraceBeat: "Beat", office.TraceShot: "Shot",
	office.TraceTalk: "Interview", office.TraceBoard: "Storyboard", office.TraceFrame: "Frame", office.TracePiece: "To deliver",
	office.TraceAsset: "In the library", office.TraceClips: "In the library",
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
	return traceView(page, t), err
}

// traceView is a trace to be shown, nil for one that knows nothing.
func traceView(page ui.Page, t office.Trace) *ui.TraceView {
	if len(t.From)+len(t.Became) == 0 {
		return nil
	}
	lines := func(list []office.Traced) []ui.TraceLine {
		var out []ui.TraceLine
		for _, x := range list {
			out = append(out, ui.TraceLine{Kind: traceWords[x.Kind], Title: shortened(x.Title, 120), State: shortened(x.State, 160), URL: traceURL(page, x)})
		}
		return out
	}
	return &ui.TraceView{From: lines(t.From), Became: lines(t.Became)}
}

// traceRoutes are the pages of the way.
func (s *Server) traceRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/trace/{kind}/{id}", access.SeeMoments, s.showTrace)
}

// showTrace is the way of anything, as a page.
func (s *Server) showTrace(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "Trace", ui.RoomStory)
	ways, err := s.ways(r)
	if err != nil {
		return err
	}
	kind, id := office.TraceKind(r.PathValue("kind")), r.PathValue("id")
	var t office.Trace
	if kind == office.TraceAsset { // one of many, which the ways do not hold
		t, err = s.office.TraceAsset(r.Context(), current(r).Production.ID, production.AssetID(id))
	} else {
		t, err = ways.Trace(kind, id)
	}
	if err != nil {
		return err
	}
	page.Title = shortened(t.Of.Title, 120)
	view := ui.TracePageView{Kind: traceWords[t.Of.Kind], Title: page.Title, State: shortened(t.Of.State, 160), Trace: traceView(page, t)}
	page.URL = page.Link("trace", string(t.Of.Kind), url.PathEscape(t.Of.ID))
	if own := traceURL(page, t.Of); own != page.URL {
		view.URL = own
	}
	return s.show(w, r, http.StatusOK, ui.TracePage(page, view))
}

// traceLink is the address of the way of something, "" for whoever may not know it.
func traceLink(page ui.Page, kind office.TraceKind, id string) string {
	if !page.Rights.Moments {
		return ""
	}
	return page.Link("trace", string(kind), url.PathEscape(id))
}

// ways are all ways through the production, from the shelf where nothing has changed since.
func (s *Server) ways(r *http.Request) (*office.Ways, error) {
	c := current(r)
	part := c.shelfPart("ways "+s.now().UTC().Truncate(planAge).Format("15:04"), access.SeeClosed, access.SeeStory, access.SeeSchedule, access.SeeScript, access.SeeCrew, access.EditCrew, access.SeeLibrary)
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
	case x.Kind == office.TraceFrame:
		return page.Link("frames", id)
	case x.Kind == office.TracePiece:
		return page.Link("trace", string(x.Kind), id)
	}
	return ""
}
