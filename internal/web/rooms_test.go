package web

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

// says fails unless the elements' text holds all the words.
func (r reply) says(t *testing.T, selector string, words ...string) {
	t.Helper()
	text := r.text(t, selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			t.Errorf("%s does not say %q: %.400q", selector, w, text)
		}
	}
}

// silent fails when the elements' text holds one of the words.
func (r reply) silent(t *testing.T, selector string, words ...string) {
	t.Helper()
	text := r.text(t, selector)
	for _, w := range words {
		if strings.Contains(text, w) {
			t.Errorf("%s says %q: %.400q", selector, w, text)
		}
	}
}

func TestHome(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ada := s.owner(t)
	ada.get("/").want(t, http.StatusOK, "the list").says(t, "main", "The Lamp Room", "No schedule yet")
	bad := ada.post("/productions", url.Values{"title": {"Salt"}, "kind": {"feature"}, "time_zone": {"Europe/Oslo"}, "crew_days": {"many"}})
	bad.want(t, http.StatusUnprocessableEntity, "crew-days that are no number").says(t, "main", "not a number", "Write a whole number")
	if got := bad.value(t, "title"); got != "Salt" {
		t.Errorf("the form comes back with the title %q", got)
	}
	if got := bad.value(t, "back"); got != "/" {
		t.Errorf("forms of the refused page come back to %q", got)
	}
	form := url.Values{"title": {"Salt"}, "kind": {"feature"}, "time_zone": {"Europe/Oslo"}, "crew_days": {"3"}}
	for name, empty := range map[string]string{"a title": "title", "a zone that there is": "time_zone"} {
		wrong := url.Values{"title": form["title"], "kind": form["kind"], "time_zone": form["time_zone"], "crew_days": form["crew_days"]}
		wrong.Set(empty, "   ")
		ada.post("/productions", wrong).want(t, http.StatusUnprocessableEntity, "a production without "+name)
	}
	if got := ada.post("/productions", form).want(t, http.StatusSeeOther, "a new production"); got.header.Get("Location") != "/p/salt" {
		t.Errorf("the new production is at %q", got.header.Get("Location"))
	}
	ada.get("/p/salt").want(t, http.StatusOK, "its first page").says(t, "main", "Import the script", "Plan the coverage")
	dana := s.member(t, "Dana", access.Director)
	if got := dana.get("/").want(t, http.StatusSeeOther, "the list for a member of one"); got.header.Get("Location") != lampRoom {
		t.Errorf("a member of one production is led to %q", got.header.Get("Location"))
	}
	dana.post("/productions", form).want(t, http.StatusForbidden, "a production by somebody else")
}

func TestTodayLeadsToTheFirstPlan(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.turnTo(t, "2026-04-13", 10*60)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	dana.get(lampRoom).says(t, "main", "A new production", "Import the schedule")
	vera.get(lampRoom).says(t, "main", "No coverage plan yet.")
	vera.get(lampRoom).silent(t, "main", "Import", "A new production")
	s.papers(t)
	page := dana.get(lampRoom)
	page.says(t, "main", "The shoot begins on Mon 4 May, in 21 days.", "36 scenes", "12 shoot days", "proposed")
	if n := page.find(t, ".steps .done").Length(); n != 2 {
		t.Errorf("%d steps are done after both papers, want 2", n)
	}
	s.crew(t)
	s.planned(t, 14)
	page = dana.get(lampRoom)
	page.silent(t, "main", "Say who the BTS crew are")
	page.says(t, "main", "covered", "command line made a plan", "imported the-lamp-room.uss")
}

func TestTodayOnTheDay(t *testing.T) {
	t.Parallel()
	s := played(t)
	day := s.plan(t).Days[1]
	first := day.Covers[0]
	s.turnTo(t, day.Date, first.Start+1)
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	page := dana.get(lampRoom).want(t, http.StatusOK, "today")
	page.says(t, "#now ~ ol", first.Title)
	page.says(t, "main", "Open the day packet", "Coming days")
	vera.get(lampRoom).says(t, "main", "today, from "+firstCall(day).String())
	vera.get(lampRoom).silent(t, "main", "Open the day packet", "Coming days", "imported")

	s.turnTo(t, s.unattended(t), 12*60)
	dana.get(lampRoom).says(t, "main", "Nobody from BTS goes today.")
	s.turnTo(t, "2026-06-20", 12*60)
	dana = s.signedIn(t, dana.user)
	dana.get(lampRoom).says(t, ".top", "Wrapped")
	dana.get(lampRoom).says(t, "main", "The shoot ended")
}

func TestScript(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	all := ben.get(lampRoom+"/script").want(t, http.StatusOK, "the script")
	all.says(t, "main", "36 scenes, ")
	if n := all.find(t, ".scenes tbody tr").Length(); n != 36 {
		t.Errorf("%d scenes are listed, want 36", n)
	}
	some := ben.get(lampRoom + "/script?q=lamp+room+edda")
	if n := some.find(t, ".scenes tbody tr").Length(); n == 0 || n == 36 {
		t.Errorf("%d scenes have the words", n)
	}
	ben.get(lampRoom+"/script?q=zeppelin").says(t, "main", "Nothing matches", "Show all scenes")

	scene := ben.get(lampRoom+"/script/1").want(t, http.StatusOK, "a scene")
	scene.says(t, "h1", "Scene 1")
	if scene.find(t, ".screenplay .sp-dialogue").Length() == 0 || scene.find(t, ".pager a").Length() != 1 {
		t.Error("the first scene has no dialogue, or not exactly one neighbour")
	}
	ben.get(lampRoom+"/script/12A").want(t, http.StatusOK, "a scene with a letter")
	ben.get(lampRoom+"/script/99").want(t, http.StatusNotFound, "a scene that is none").says(t, "[data-fault]", "99")

	pia := s.member(t, "Pia", access.Publicity)
	schedule := pia.get(lampRoom+"/schedule").want(t, http.StatusOK, "the schedule")
	schedule.says(t, "main", "12 shoot days, Mon 4 May to Mon 18 May. 23 people, 4 locations.", "BTS on set", "Costume fitting", "closed")
	if n := schedule.find(t, "main a[href]").Length(); n != 0 {
		t.Errorf("publicity is offered %d links to scenes and packets", n)
	}
	if n := ben.get(lampRoom+"/schedule").find(t, "main a.strip[href]").Length(); n < 36 {
		t.Errorf("%d strips lead the crew to their scenes", n)
	}
}

func TestCrewPage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana, ben := s.member(t, "Dana", access.Director), s.member(t, "Ben", access.Crew)
	path := lampRoom + "/crew"
	dana.get(path).says(t, "main", "Nobody yet")
	good := url.Values{"name": {"Nora Fielding"}, "skills": {"video", "interview"}, "cost": {"420"}, "max_week": {""},
		"away": {"2026-05-06 to 2026-05-08; 2026-05-12"}, "note": {"left-handed"}}
	dana.post(path, good).want(t, http.StatusSeeOther, "adding Nora")
	page := dana.get(path)
	page.says(t, "#toasts", "Nora Fielding is in the crew.", "Undo")
	page.says(t, ".person", "Video", "Interview", "420 a day", "away Wed 6 May to Fri 8 May, Tue 12 May", "left-handed")
	page.says(t, "main .sub", "1 person")
	ben.get(path).silent(t, "main", "420", "left-handed", "Edit", "Remove")
	ben.get(path).says(t, "main", "Nora Fielding")
	ben.post(path, good).want(t, http.StatusForbidden, "adding by the crew")

	members, err := s.office.Members(s.operator(), s.film.ID)
	must(t, err)
	nora := path + "/" + string(members[0].ID)
	for name, c := range map[string]struct {
		at, field, value, says string
	}{
		"no name":            {path, "name", "  ", "no name"},
		"no skill":           {path, "skills", "", "no skill"},
		"an unknown skill":   {nora, "skills", "juggling", "not a skill"},
		"cost in words":      {nora, "cost", "a lot", "not a number"},
		"a negative cost":    {path, "cost", "-5", "negative"},
		"eight days a week":  {nora, "max_week", "8", "Give a number from 1 to 7."},
		"a date in words":    {nora, "away", "next Tuesday", "2026-05-06 to 2026-05-08"},
		"a date that is not": {path, "away", "2026-02-30", "2026-02-30"},
		"a span backwards":   {path, "away", "2026-05-08 to 2026-05-06", "ends before it starts"},
	} {
		t.Run(name, func(t *testing.T) {
			form := url.Values{"name": {"Tom <b>Lindqvist</b>"}, "skills": {"stills"}, "away": {""}}
			form.Set(c.field, c.value)
			if c.value == "" {
				form.Del(c.field)
			}
			got := dana.post(c.at, form).want(t, http.StatusUnprocessableEntity, name)
			got.says(t, `form[action="`+c.at+`"] .wrong`, c.says)
			if c.field != "name" {
				if value := got.find(t, `form[action="`+c.at+`"] [name=name]`).AttrOr("value", ""); value != "Tom <b>Lindqvist</b>" {
					t.Errorf("the form comes back with the name %q", value)
				}
			}
		})
	}
	good.Set("name", "Nora F.")
	dana.post(nora, good).want(t, http.StatusSeeOther, "renaming Nora")
	dana.get(path).says(t, ".person h2", "Nora F.")
	dana.post(path+"/made-up", good).want(t, http.StatusNotFound, "saving nobody")
	dana.post(nora+"/remove", nil).want(t, http.StatusSeeOther, "removing Nora")
	dana.get(path).says(t, "main", "Nobody yet")
}

func TestDaysAndPackets(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	plan := s.plan(t)
	list := ben.get(lampRoom+"/days").want(t, http.StatusOK, "the days")
	list.says(t, "main .sub", "12 shoot days, BTS goes on "+strconv.Itoa(len(plan.Days)))
	if n := list.find(t, ".day-row.on").Length(); n != len(plan.Days) {
		t.Errorf("%d days are marked as attended, want %d", n, len(plan.Days))
	}
	day := plan.Days[0]
	path := lampRoom + "/days/" + string(day.Date)
	page := ben.get(path).want(t, http.StatusOK, "a packet")
	page.says(t, "main", "Call", day.Shifts[0].Name, day.Covers[0].Title, "Main unit call", "Schedule: the-lamp-room.uss", "Plan:")
	if n := page.find(t, ".packet-moments .pm").Length(); n != len(day.Covers) {
		t.Errorf("%d moments in the packet, want %d", n, len(day.Covers))
	}
	off := lampRoom + "/days/" + string(s.unattended(t))
	ben.get(off).want(t, http.StatusOK, "a day without BTS").says(t, "main", "Nobody from BTS is on set this day.", "Main unit call")
	for _, at := range []string{path, off} {
		pdf := ben.get(at+"/packet.pdf").want(t, http.StatusOK, "the PDF of "+at)
		if !strings.HasPrefix(pdf.body, "%PDF-") || pdf.header.Get("Content-Type") != "application/pdf" ||
			!strings.Contains(pdf.header.Get("Content-Disposition"), "the-lamp-room-"+at[len(lampRoom+"/days/"):]) {
			t.Errorf("the PDF of %s begins %.20q, %v", at, pdf.body, pdf.header)
		}
	}
	ics := ben.get(path+"/packet.ics").want(t, http.StatusOK, "the calendar")
	if !strings.HasPrefix(ics.body, "BEGIN:VCALENDAR\r\n") || !strings.Contains(ics.body, "BEGIN:VEVENT") ||
		!strings.HasPrefix(ics.header.Get("Content-Type"), "text/calendar") {
		t.Errorf("the calendar is %s", cut(ics.body))
	}
	ben.get(path+"/packet.pdf?paper=Letter").want(t, http.StatusOK, "on the other paper")
	ben.get(path+"/packet.pdf?paper=papyrus").want(t, http.StatusUnprocessableEntity, "on a paper that is none")
	ben.get(lampRoom+"/days/2030-01-01").want(t, http.StatusNotFound, "a day outside the shoot").says(t, "[data-fault]", "othing is scheduled")
	ben.get(lampRoom+"/days/2026-13-01").want(t, http.StatusUnprocessableEntity, "a date that is none")
}

// On the day itself the packet says where it stands.
func TestPacketOnTheDay(t *testing.T) {
	t.Parallel()
	s := played(t)
	day := s.plan(t).Days[0]
	last := day.Covers[len(day.Covers)-1]
	ben := s.member(t, "Ben", access.Crew)
	for name, c := range map[string]struct {
		at   production.Clock
		want string
	}{
		"before": {day.Covers[0].Start - 5, "next"}, "during": {last.Start + 1, "now"}, "after": {last.End, "past"},
	} {
		s.turnTo(t, day.Date, c.at)
		page := ben.get(lampRoom + "/days/" + string(day.Date))
		if n := page.find(t, ".pm-"+c.want).Length(); n == 0 || c.want == "past" && n != len(day.Covers) {
			t.Errorf("%s the moments %d are %s", name, n, c.want)
		}
	}
}

// Past midnight the first page stays with the day that people are still at work on.
func TestTodayPastMidnight(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	must(t, err)
	at := func(date production.Date, c production.Clock) time.Time { return date.At(c, london) }
	night := production.Day{Date: "2026-05-08", Units: []production.UnitDay{{Unit: "Main", Call: 16 * 60, Wrap: 26 * 60}}}
	next := production.Day{Date: "2026-05-09", Units: []production.UnitDay{{Unit: "Main", Call: 2*60 + 30, Wrap: 10 * 60}}}
	tests := map[string]struct {
		now  time.Time
		days []production.Day
		want production.Date
	}{
		"in the evening":          {at("2026-05-08", 22*60), []production.Day{night}, "2026-05-08"},
		"past midnight":           {at("2026-05-09", 30), []production.Day{night}, "2026-05-08"},
		"packing up":              {at("2026-05-09", 2*60+45), []production.Day{night}, "2026-05-08"},
		"gone home":               {at("2026-05-09", 3*60+1), []production.Day{night}, "2026-05-09"},
		"the next day has begun":  {at("2026-05-09", 2*60+45), []production.Day{night, next}, "2026-05-09"},
		"nothing was shot before": {at("2026-05-09", 30), nil, "2026-05-09"},
	}
	for name, test := range tests {
		b := &book{film: production.Production{TimeZone: "Europe/London"}, dayAt: map[production.Date]*production.Day{}}
		for i := range test.days {
			b.dayAt[test.days[i].Date] = &test.days[i]
		}
		if got := b.atWork(test.now); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	s := openSite(t)
	s.turnTo(t, "2026-05-09", 30)
	if got := s.clockOn(&book{film: s.film, today: "2026-05-08"}, "2026-05-08"); got != 24*60+30 {
		t.Errorf("the clock shows %s", got)
	}
}
