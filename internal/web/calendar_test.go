package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

var calendarGuards = map[string]guard{
	"GET /p/{slug}/calendar":                        {inProduction, access.SeePlan},
	"GET /p/{slug}/calendar/bookings/{id}":          {inProduction, access.SeePlan},
	"POST /p/{slug}/calendar/bookings/{id}":         {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/off":     {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/hold":    {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/bookings/{id}/release": {inProduction, access.MakePlan},
	"POST /p/{slug}/calendar/undo/{plan}":           {inProduction, access.MakePlan},
	"GET /feeds/{file}":                             {kind: open},
	"GET /p/{slug}/calendar/feeds":                  {inProduction, access.SeePlan},
	"POST /p/{slug}/calendar/feeds":                 {inProduction, access.SeePlan},
	"POST /p/{slug}/calendar/feeds/{id}/revoke":     {inProduction, access.SeePlan},
	"POST /p/{slug}/calendar/feeds/{id}/restore":    {inProduction, access.SeePlan},
}

const calendarPath = lampRoom + "/calendar"

// ahead is a booking on a day to come.
func (s *site) ahead(t *testing.T) coverage.Booked {
	t.Helper()
	for _, d := range s.plan(t).Days {
		if d.Date > shootDay {
			return coverage.Booked{Date: d.Date, Number: d.Number, Cover: d.Covers[0]}
		}
	}
	t.Fatal("nothing is booked on a day to come")
	return coverage.Booked{}
}

// free is a time at which a booking could begin instead, on the same day.
func (s *site) free(t *testing.T, b coverage.Booked) string {
	t.Helper()
	for step := production.Clock(-120); step <= 120; step += 5 {
		at := (b.Cover.Start + step).String()
		trial, err := s.office.TryBooking(s.operator(), s.film.ID, coverage.Wanted{Moment: string(b.Cover.Moment), At: at})
		if must(t, err); step != 0 && len(trial.Clashes) == 0 {
			return at
		}
	}
	t.Fatal("it cannot be moved at all")
	return ""
}

// TestStripsWithoutAScript: while there is no script nobody is told of each strip that the script lacks it.
func TestStripsWithoutAScript(t *testing.T) {
	t.Parallel()
	const lacks = "not in the script"
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	finn.takeIn("white.csv", shot("2026-05-11"))
	if text := finn.get(lampRoom+"/schedule").find(t, "main").Text(); strings.Contains(text, lacks) || !strings.Contains(text, "Roof") {
		t.Errorf("with a schedule alone it reads %q", text)
	}
	finn.takeIn("other.fountain", "INT. CELLAR - NIGHT #2#\n\nDark.\n")
	finn.get(lampRoom+"/schedule").says(t, "main", lacks)
}

func TestCalendarViews(t *testing.T) {
	t.Parallel()
	s := played(t)
	plan, b := s.plan(t), s.ahead(t)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	day := calendarPath + "?view=day&from=" + string(b.Date)
	page := dana.get(day).want(t, http.StatusOK, "a day")
	page.says(t, ".cal-day", b.Cover.Title)
	if page.find(t, `.cal-day [data-booking="`+string(b.Cover.Moment)+`"]`).Length() != len(b.Cover.Team) {
		t.Error("a booking is not in the lane of everybody of its team")
	}
	if lanes := page.find(t, ".cal-row[data-member]:not(.cal-main)").Length(); lanes != 4 {
		t.Errorf("%d lanes for a crew of four", lanes)
	}
	page.says(t, ".cal-main", "Main unit")
	if got := dana.get(calendarPath).find(t, ".cal-day").Length(); got < 2 {
		t.Errorf("a week has %d days", got)
	}
	shoot := dana.get(calendarPath+"?view=shoot").want(t, http.StatusOK, "the shoot")
	if got := shoot.find(t, ".row-bts .cover").Length(); got != plan.Covered {
		t.Errorf("%d of %d bookings are in the shoot", got, plan.Covered)
	}
	if shoot.find(t, ".row-bts [data-booking]").Length() >= plan.Covered {
		t.Error("bookings of days that are over can be taken up")
	}
	narrow := dana.get(calendarPath + "?view=shoot&density=narrow")
	if narrow.find(t, "thead th.on").Length() != 0 || narrow.find(t, ".row-bts .cover").Length() != plan.Covered {
		t.Error("narrow days are wide, or have no bookings")
	}
	looks := vera.get(day).want(t, http.StatusOK, "a day for a viewer")
	if looks.find(t, "[data-booking], .cal-open, bts-calendar[moves]").Length() != 0 {
		t.Error("a viewer can take up bookings")
	}
	dana.get(calendarPath+"?from=yesterday&view=sideways").want(t, http.StatusOK, "nonsense in the address")
	one := dana.get(day + "&crew=" + string(b.Cover.Team[0].Member))
	if one.find(t, ".cal-row[data-member]:not(.cal-main)").Length() != 1 {
		t.Error("the lanes of others are shown as well")
	}
	if got := dana.get(calendarPath+"?moment="+string(b.Cover.Moment)).want(t, http.StatusSeeOther, "by moment"); !strings.HasSuffix(got.header.Get("Location"), "/bookings/"+string(b.Cover.Moment)) {
		t.Errorf("leads to %s", got.header.Get("Location"))
	}
}

func TestCalendarBeforeAnything(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	dana.get(calendarPath).says(t, ".empty", "No days yet", "Import a schedule")
	s.papers(t)
	s.turnTo(t, "2026-05-04", 9*60)
	dana.get(calendarPath).says(t, "main", "There is no coverage plan yet.", "Main unit")
	dana.get(calendarPath+"/bookings/none").want(t, http.StatusNotFound, "no such booking")
}

func TestMoveByForm(t *testing.T) {
	t.Parallel()
	s := played(t)
	b := s.ahead(t)
	dana := s.member(t, "Dana", access.Director)
	at := calendarPath + "/bookings/" + string(b.Cover.Moment)
	form := dana.get(at).want(t, http.StatusOK, "a booking")
	form.says(t, "h1", b.Cover.Title)
	if form.value(t, "at") != b.Cover.Start.String() || form.text(t, "#booking-trial") != "" {
		t.Errorf("the form has %q, and says %q", form.value(t, "at"), form.text(t, "#booking-trial"))
	}
	// Tried first: the page says what stands against it, and nothing changes.
	tried := dana.get(at + "?day=" + string(b.Date) + "&at=03:05")
	tried.says(t, "#booking-trial", "in the way", "it can be covered")
	dana.get(at+"?day="+string(b.Date)+"&at=noon").says(t, "#booking-trial", "is no time of day")
	refused := dana.post(at, url.Values{"day": {string(b.Date)}, "at": {"03:05"}}).want(t, http.StatusConflict, "a clash")
	refused.says(t, "#booking-trial", "it can be covered")
	if refused.value(t, "at") != "03:05" {
		t.Error("the form is not as it was filled in")
	}
	if s.plan(t).Hand != nil {
		t.Fatal("a refused move changes the plan")
	}
	free := s.free(t, b)
	dana.get(at+"?day="+string(b.Date)+"&at="+url.QueryEscape(free)).says(t, "#booking-trial", "Nothing is in the way.")
	dana.post(at, url.Values{"day": {string(b.Date)}, "at": {free}, "team": teamIDs(b)}).want(t, http.StatusSeeOther, "a move")
	moved := dana.get(at)
	moved.says(t, "main", "Held here", "By hand.")
	moved.says(t, "#toasts", "is on "+b.Date.Spoken(), "Undo")
	undo := moved.find(t, "#toasts form").AttrOr("action", "")
	dana.post(undo, nil).want(t, http.StatusSeeOther, "taking it back")
	dana.get(at).says(t, "#toasts", "It is as it was before.")
	if now := s.plan(t); now.Hand != nil || now.Booked(b.Cover.Moment).Cover.Start != b.Cover.Start {
		t.Errorf("it is at %s", now.Booked(b.Cover.Moment).Cover.Start)
	}
	dana.post(undo, nil)
	dana.get(at).says(t, "#toasts", "There is another plan by now")
}

func teamIDs(b coverage.Booked) (ids []string) {
	for _, t := range b.Cover.Team {
		ids = append(ids, string(t.Member))
	}
	return ids
}

func TestHoldReleaseAndTakeOff(t *testing.T) {
	t.Parallel()
	s := played(t)
	b := s.ahead(t)
	dana := s.member(t, "Dana", access.Director)
	at := calendarPath + "/bookings/" + string(b.Cover.Moment)
	dana.post(at+"/hold", nil).want(t, http.StatusSeeOther, "holding")
	dana.get(at).says(t, "main", "Held here", "Release")
	dana.post(at+"/release", nil).want(t, http.StatusSeeOther, "releasing")
	dana.get(at).silent(t, "main", "Held here")
	covered := s.plan(t).Covered
	dana.post(at+"/off", nil).want(t, http.StatusSeeOther, "taking off")
	off := dana.get(at).want(t, http.StatusOK, "what is not booked")
	off.says(t, "main", "Not booked", "It was taken off by hand.", "Book it")
	if got := s.plan(t).Covered; got != covered-1 {
		t.Errorf("%d bookings, there were %s", got, strconv.Itoa(covered))
	}
	dana.post(at, url.Values{"day": {string(b.Date)}, "at": {""}}).want(t, http.StatusSeeOther, "booking it at the nearest time")
	if now := s.plan(t); now.Booked(b.Cover.Moment) == nil || now.Hand.Act != coverage.HandBooked {
		t.Errorf("it is not booked: %+v", now.Hand)
	}
}

func TestFeedPages(t *testing.T) {
	t.Parallel()
	s := played(t)
	dana, vera, none := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer), s.stranger(t)
	const page = calendarPath + "/feeds"
	dana.get(page).says(t, "main", "None yet.", "8 to 24 hours")
	if vera.get(page).find(t, "#feed-member option").Length() != 1 {
		t.Error("a viewer is offered the calendars of the crew")
	}
	vera.post(page, url.Values{"member": {"Nora Fielding"}}).want(t, http.StatusForbidden, "a viewer asks for one all the same")
	made := dana.post(page, url.Values{"days": {"on"}}).want(t, http.StatusOK, "making a feed")
	address, _ := made.find(t, "#feed-address").Attr("value")
	path := address[strings.Index(address, "/feeds/"):]
	if len(path) < len("/feeds/")+43 {
		t.Fatalf("the address is %s", address)
	}
	dana.get(page).silent(t, "main", path)
	got := none.get(path).want(t, http.StatusOK, "reading without a cookie")
	if got.header.Get("Content-Type") != "text/calendar; charset=utf-8" || !strings.Contains(got.header.Get("Cache-Control"), "private") || got.header.Get("Set-Cookie") != "" || !strings.HasPrefix(got.body, "BEGIN:VCALENDAR") {
		t.Errorf("headers %v", got.header)
	}
	none.get(path, "If-None-Match", got.header.Get("ETag")).want(t, http.StatusNotModified, "nothing new")
	dana.get(page).says(t, "main", "last read")
	revoke := dana.get(page).find(t, "form[action$=revoke]").AttrOr("action", "")
	vera.post(revoke, nil).want(t, http.StatusForbidden, "somebody else's feed")
	dana.post(revoke, nil).want(t, http.StatusSeeOther, "revoking")
	none.get(path).want(t, http.StatusGone, "a revoked feed")
	dana.post(strings.Replace(revoke, "/revoke", "/restore", 1), nil)
	none.get(path).want(t, http.StatusOK, "a restored feed")
	none.get("/feeds/guess.ics").want(t, http.StatusNotFound, "a guess")
	none.get("/feeds/guess").want(t, http.StatusNotFound, "no calendar")
	var last reply
	for range mostAsked {
		last = none.get("/feeds/guess.ics")
	}
	if last.status != http.StatusTooManyRequests || last.header.Get("Retry-After") == "" {
		t.Errorf("asked too often: %d", last.status)
	}
	if strings.Contains(s.log.String(), strings.TrimSuffix(strings.TrimPrefix(path, "/feeds/"), ".ics")) {
		t.Error("the log has the secret")
	}
}
