package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
)

// movedDays is a table that moves the scenes of the first planned day to another date.
const movedDays = "Date,Scene,Set,Start,End\n2026-06-15,1,STAGE,07:00,09:00\n2026-06-16,2,STAGE,07:00,09:00\n"

// TestARevisionOnThePage walks a revision as its user: shown, taken in, taken back, taken in again.
func TestARevisionOnThePage(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn, dana := s.member(t, "Finn", access.AD), s.member(t, "Dana", access.Crew)
	before := s.known(t)
	at := finn.send(importPath, "pink.csv", movedDays).want(t, http.StatusSeeOther, "a schedule that breaks the plan").header.Get("Location")
	page := finn.get(at).want(t, http.StatusOK, "what it changes")
	page.says(t, "main", "pink.csv", "Nothing is changed until somebody takes it in", "no longer hold", "Plan again", "Take it in", "Set aside")
	if first := page.find(t, "main section h2").First().Text(); first != "Breaks" {
		t.Errorf("the page begins with %q, not with what breaks", first)
	}
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Fatalf("looking changed the facts:\n%s", diff)
	}
	finn.get(importPath).says(t, ".revisions", "pink.csv", "waits for you", "do not hold with it")
	dana.get(at).want(t, http.StatusOK, "the crew may look")
	dana.post(at+"/apply", nil).want(t, http.StatusForbidden, "the crew may not take it in")

	finn.post(at+"/apply", nil).want(t, http.StatusSeeOther, "taking it in")
	in := finn.get(at)
	in.says(t, "main", "in use", "Take it back")
	in.says(t, "#toasts", "It is in.", "no longer hold", "Undo")
	told := dana.get(lampRoom)
	told.says(t, "#banners .banner.bad", "pink.csv came in", "no longer hold", "Finn")
	if finn.get(lampRoom).find(t, "#banners .banner.bad").Length() != 0 {
		t.Error("who did it is told of it")
	}
	away, _ := told.find(t, "#banners .banner form").First().Attr("action")
	dana.post(away, url.Values{"back": {lampRoom}}).want(t, http.StatusSeeOther, "putting the news away")
	if n := dana.get(lampRoom).find(t, "#banners .banner.bad").Length(); n != 0 {
		t.Errorf("%d news are left after putting it away", n)
	}

	finn.post(at+"/undo", nil).want(t, http.StatusSeeOther, "taking it back")
	finn.get(at).says(t, "main", "taken back", "Take it in again")
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Errorf("after taking it back (-before +after):\n%s", diff)
	}
	finn.post(at+"/apply", nil).want(t, http.StatusSeeOther, "taking it in again")
	finn.get(at).says(t, "main", "in use")
	finn.post(at+"/apply", nil).want(t, http.StatusSeeOther, "twice")
	finn.get(at).says(t, "#toasts", "already")
}

func TestARevisionSetAside(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn := s.member(t, "Finn", access.AD)
	before := s.known(t)
	at := finn.send(importPath, "later.csv", movedDays).want(t, http.StatusSeeOther, "a later schedule").header.Get("Location")
	finn.post(at+"/discard", nil).want(t, http.StatusSeeOther, "setting it aside")
	finn.get(importPath).says(t, ".revisions", "later.csv", "set aside")
	if diff := gocmp.Diff(before, s.known(t)); diff != "" {
		t.Errorf("setting aside changed the facts:\n%s", diff)
	}
	if page := finn.get(at); page.find(t, "main .acts form").Length() != 0 {
		t.Error("what is set aside can still be decided about")
	}
}

// TestTwoRevisionsAtOnce: the second of two that were compared with the same facts asks again.
func TestTwoRevisionsAtOnce(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn := s.member(t, "Finn", access.AD)
	one := finn.send(importPath, "pink.csv", movedDays).header.Get("Location")
	two := finn.send(importPath, "green.csv", strings.ReplaceAll(movedDays, "2026-06-1", "2026-06-2")).header.Get("Location")
	finn.post(one+"/apply", nil).want(t, http.StatusSeeOther, "the first")
	finn.get(two).says(t, "main", "Something else came in since", "Compare again")
	finn.post(two+"/apply", nil).want(t, http.StatusSeeOther, "the second")
	finn.get(two).says(t, "#toasts", "have changed since green.csv was compared")
	finn.post(two+"/compare", nil).want(t, http.StatusSeeOther, "comparing again")
	page := finn.get(two)
	page.says(t, "#moved", "From Mon 15 Jun to Thu 25 Jun")
	page.says(t, "main", "Take it in")
	finn.post(two+"/apply", nil).want(t, http.StatusSeeOther, "the second, compared again")
	finn.get(two).says(t, "main", "in use")
	finn.post(one+"/undo", nil).want(t, http.StatusSeeOther, "undoing the older one")
	finn.get(one).says(t, "#toasts", "came in after it")
}

func TestNoSuchRevision(t *testing.T) {
	t.Parallel()
	s := played(t)
	finn := s.member(t, "Finn", access.AD)
	finn.get(lampRoom+"/revisions/none").want(t, http.StatusNotFound, "no such revision")
	finn.post(lampRoom+"/revisions/none/apply", nil).want(t, http.StatusNotFound, "applying none")
}
