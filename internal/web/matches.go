package web

import (
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web/ui"
)

// matchRoutes are what assets belong to, and how the clocks of cameras are off.
func (s *Server) matchRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/library/matches", access.SeeLibrary, s.showMatches)
	s.handle(mux, "GET /p/{slug}/library/matches/{id}/picture", access.SeeLibrary, s.sendMatchPicture)
	for path, h := range map[string]handler{
		"library/matches": s.decideMatches, "library/matches/again": s.matchAgain, "library/matches/clocks": s.noteClock, "library/matches/clocks/{id}/remove": s.removeClockNote,
	} {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditLibrary, h)
	}
}

func (s *Server) showMatches(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "What belongs where", ui.Room("library"))
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	in, f := b.film.ID, office.OpenTieFilter{What: library.What(r.URL.Query().Get("what"))}
	if text := r.URL.Query().Get("day"); text != "" {
		day, err := production.ParseDate(text)
		if err != nil {
			return err
		}
		f.Day = &day
	}
	groups, total, err := s.office.Suggestions(r.Context(), in, f)
	if err != nil {
		return err
	}
	view := ui.MatchesView{
		Edit: access.Require(r.Context(), access.EditLibrary, in) == nil, Action: page.Link("library", "matches"), Again: page.Link("library", "matches", "again"),
		Note: page.Link("library", "matches", "clocks"), Filtered: f.What != "" || f.Day != nil, AllURL: page.Link("library", "matches"), More: total,
	}
	for _, g := range groups {
		view.Groups = append(view.Groups, b.matchGroup(page, g))
		view.More -= g.Count
	}
	view.Whats = whatTabs(r, f.What)
	view.Sentence = "Everything that was sure is tied already."
	if total > 0 {
		view.Sentence = counted(total, "suggestion waits", "suggestions wait") + " to be decided. What was sure is tied already."
	}
	if total == 0 {
		days, err := s.office.LibraryDays(r.Context(), in, store.AssetFilter{})
		if err != nil {
			return err
		}
		view.Empty = len(days) == 0
	}
	if err := s.fillClocks(r, b, page, &view); err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.MatchesPage(page, view))
}

// whatWords are the sorts of things that assets belong to, in the order of the page.
var whatWords = []struct {
	What library.What
	Word string
}{
	{library.OfMoment, "Moment"}, {library.OfScene, "Scene"}, {library.OfTalk, "Talk"}, {library.OfPerson, "Person"}, {library.OfPlace, "Place"},
	{library.OfCard, "Card"}, {library.OfMember, "Operator"}, {library.OfShot, "Shot"},
}

func whatTabs(r *http.Request, current library.What) []ui.Tab {
	tabs := []ui.Tab{{Text: "All", URL: with(r, "what", ""), Current: current == ""}}
	for _, w := range whatWords {
		tabs = append(tabs, ui.Tab{Text: w.Word, URL: with(r, "what", string(w.What)), Current: current == w.What})
	}
	return tabs
}

// matchGroup is something that assets may belong to.
func (b *book) matchGroup(page ui.Page, g office.OpenTie) ui.MatchGroup {
	v := ui.MatchGroup{Key: string(g.What) + "-" + production.Slug(g.ID), Title: shortened(g.Title, 120), Count: counted(g.Count, "asset", "assets"), More: g.Count - len(g.Assets)}
	for _, w := range whatWords {
		if w.What == g.What {
			v.What = w.Word
		}
	}
	switch g.What {
	case library.OfMoment:
		v.URL = traceURL(page, office.Traced{Kind: office.TraceMoment, ID: g.ID})
	case library.OfTalk:
		v.URL = traceURL(page, office.Traced{Kind: office.TraceTalk, ID: g.ID})
	case library.OfShot:
		v.URL = traceURL(page, office.Traced{Kind: office.TraceShot, ID: g.ID})
	}
	for _, a := range g.Assets {
		m := g.Match(a.Asset)
		foot := "no time"
		if !a.TakenAt.IsZero() {
			foot = minute(a.TakenAt, b.film.Zone())
		}
		one := ui.MatchAsset{
			ID: string(a.ID), Tie: strings.Join([]string{string(a.ID), string(g.What), g.ID}, "\t"), Name: shortened(a.Name, 80), Foot: foot, Kind: kindNames[a.Kind], Score: m.Score, Reasons: m.Reasons,
		}
		if d, made := smallLook(a); made {
			one.Picture = page.Link("library", "matches", string(a.ID), "picture") + "?of=" + d.SHA256[:min(12, len(d.SHA256))]
		}
		v.Assets = append(v.Assets, one)
	}
	return v
}

var kindNames = map[media.Kind]string{media.Video: "Clip", media.Still: "Still", media.Audio: "Recording"}

// smallLook is the smallest picture of an asset.
func smallLook(a office.Shown) (library.Derived, bool) {
	for _, role := range []string{"small", "poster", "medium"} {
		if d, made := a.Looks[role]; made {
			return d, true
		}
	}
	return library.Derived{}, false
}

// sendMatchPicture sends the smallest picture of an asset.
func (s *Server) sendMatchPicture(w http.ResponseWriter, r *http.Request) error {
	in, id := current(r).Production.ID, production.AssetID(r.PathValue("id"))
	for _, role := range []string{"small", "poster", "medium"} {
		d, file, err := s.office.Derived(r.Context(), in, id, role)
		if fault.Is(err, fault.NotFound) {
			continue
		}
		if err != nil {
			return err
		}
		defer file.Close()
		w.Header().Set("Content-Type", d.MIME)
		w.Header().Set("Cache-Control", "private, max-age=86400")
		http.ServeContent(w, r, "", time.Time{}, file)
		return nil
	}
	return fault.New(fault.NotFound, "there is no picture of it")
}

// fillClocks fills in how the clocks are off.
func (s *Server) fillClocks(r *http.Request, b *book, page ui.Page, view *ui.MatchesView) error {
	sheet, err := s.office.Clocks(r.Context(), b.film.ID)
	for _, c := range sheet.Clocks {
		v := ui.ClockView{Words: c.Words, Used: c.Confidence >= library.EnoughToCorrect}
		switch {
		case !c.From.IsZero() && !c.To.IsZero():
			v.Period = "From " + minute(c.From, b.film.Zone()) + " to " + minute(c.To, b.film.Zone()) + " by its own clock."
		case !c.From.IsZero():
			v.Period = "From " + minute(c.From, b.film.Zone()) + " on by its own clock."
		case !c.To.IsZero():
			v.Period = "Until " + minute(c.To, b.film.Zone()) + " by its own clock."
		}
		view.Clocks = append(view.Clocks, v)
	}
	for _, n := range sheet.Notes {
		v := ui.ClockNoteView{Text: noteWords(n, b.film.Zone())}
		if view.Edit {
			v.Remove = page.Link("library", "matches", "clocks", string(n.ID), "remove")
		}
		view.Notes = append(view.Notes, v)
	}
	return err
}

// noteWords say what somebody said of a clock.
func noteWords(n library.ClockNote, zone *time.Location) string {
	device := library.DeviceName(n.Device)
	switch n.Kind {
	case library.ByShown:
		return fmt.Sprintf("%s: when the %s said %s, it was %s.", n.By, device, n.At.In(zone).Format("15:04:05"), n.True.In(zone).Format("15:04:05"))
	case library.ByPair:
		return fmt.Sprintf("%s: %s of the %s was %s of the %s.", n.By, n.At.In(zone).Format("15:04:05"), device, n.OtherAt.In(zone).Format("15:04:05"), library.DeviceName(n.OtherDevice))
	}
	return fmt.Sprintf("%s: add %d s to the %s.", n.By, n.Offset, device)
}

// decideMatches takes or refuses what is ticked, or the one whose button was pressed.
func (s *Server) decideMatches(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	do, ties := r.PostFormValue("do"), r.PostForm["tie"]
	if verb, tie, one := strings.Cut(r.PostFormValue("one"), " "); one {
		do, ties = verb, []string{tie}
	}
	if do != "take" && do != "refuse" {
		return fault.New(fault.Invalid, "%.40q is nothing that can be done with suggestions", do)
	}
	var list []office.Deciding
	for _, tie := range ties {
		parts := strings.SplitN(tie, "\t", 3)
		if len(parts) != 3 {
			return fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Load the page again.")
		}
		list = append(list, office.Deciding{Asset: production.AssetID(parts[0]), What: library.What(parts[1]), ID: parts[2]})
	}
	if len(list) == 0 {
		return fault.New(fault.Invalid, "nothing is ticked").WithRemedy("Tick the assets first.")
	}
	act, err := s.office.DecideMatches(r.Context(), current(r).Production.ID, list, do == "take")
	said := counted(len(list), "suggestion is", "suggestions are") + map[bool]string{true: " taken.", false: " refused and will not come back."}[do == "take"]
	return s.didMatch(w, r, said, act, err)
}

// didMatch is did for what assets belong to.
func (s *Server) didMatch(w http.ResponseWriter, r *http.Request, said string, act office.Act, err error) error {
	return s.didAt(w, r, base(r)+"/library/matches", said, act, err)
}

// matchAgain has all assets looked at again.
func (s *Server) matchAgain(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.office.StartMatch(r.Context(), current(r).Production.ID, office.MatchOptions{}); err != nil {
		return err
	}
	s.say(r, "All assets are looked at again.")
	return back(w, r, base(r)+"/library/matches")
}

func (s *Server) noteClock(w http.ResponseWriter, r *http.Request) error {
	in := current(r).Production.ID
	id, err := s.office.AssetMeant(r.Context(), in, typed(r.PostFormValue("asset")))
	var act office.Act
	if err == nil {
		act, err = s.office.NoteClock(r.Context(), in, id, typed(r.PostFormValue("shown")))
	}
	return s.didMatch(w, r, "The clock is noted. The assets of this camera were looked at again.", act, err)
}

func (s *Server) removeClockNote(w http.ResponseWriter, r *http.Request) error {
	act, err := s.office.RemoveClockNote(r.Context(), current(r).Production.ID, production.ClockNoteID(r.PathValue("id")))
	return s.didMatch(w, r, "What was said of the clock is taken back.", act, err)
}

// mostGaps is how many gaps a page lists that is of something else.
const mostGaps = 8

// tonight is what a day was to bring and is missing; nil where nothing was planned, before the day, and for whoever may not see the library.
func (s *Server) tonight(r *http.Request, b *book, page ui.Page, day production.Date) (*ui.TonightView, error) {
	in := b.film.ID
	if day > b.today || access.Require(r.Context(), access.SeeLibrary, in) != nil || access.Require(r.Context(), access.SeePlan, in) != nil {
		return nil, nil //nolint:nilerr // the error is answered by what is returned
	}
	c := current(r)
	part := c.shelfPart("tonight "+string(day)+s.now().UTC().Truncate(planAge).Format(" 15:04"), access.SeeClosed, access.SeeStory, access.SeeSchedule, access.SeeCrew)
	t, err := shelved(&s.shelf, c, part, func() (library.Tonight, error) { return s.office.Tonight(r.Context(), in, day) })
	if err != nil || t.Words == "" {
		return nil, err
	}
	missing := t.Missing()
	v := &ui.TonightView{Title: "What is missing", Words: t.Words, Bad: len(missing) > 0, More: max(0, len(missing)-mostGaps)}
	if day == b.today {
		v.Title = "Tonight"
	}
	maybe := 0
	for i, g := range missing {
		maybe += g.Maybe
		if i >= mostGaps {
			continue
		}
		kind, id := office.TraceMoment, string(g.Moment)
		if g.What == library.GapShot {
			kind, id = office.TraceShot, g.ID
		}
		v.Gaps = append(v.Gaps, ui.GapView{
			Title: shortened(g.Title, 120), URL: traceURL(page, office.Traced{Kind: kind, ID: id}), Time: ui.Times(g.Start, g.End, false), Why: g.Why, Still: g.Still, Must: g.Must,
		})
	}
	if maybe > 0 {
		v.URL, v.Link = page.Link("library", "matches")+"?what=moment&day="+string(day), "Look at "+counted(maybe, "suggestion", "suggestions")
	}
	return v, nil
}
