package web

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/vault"
)

const calendarsPath = lampRoom + "/calendars"

// reaching is a site whose office may ask this very machine, and sends letters when mail is given.
func reaching(t *testing.T, mail *courier.Mail) *site {
	t.Helper()
	shelf, err := vault.Open(filepath.Join(t.TempDir(), "vault"))
	must(t, err)
	t.Cleanup(func() { must(t, shelf.Close()) })
	var works *office.Office
	s := openSite(t, func(o *Options) {
		works = office.New(office.Options{Store: o.Store, Vault: shelf, Clock: o.Clock, Guard: courier.Guard{AllowPrivate: true}, Mail: mail})
		o.Office = works
	})
	s.office = works
	return s
}

// online is a calendar on this machine that tests can change; "" makes it fail.
func online(t *testing.T, text *atomic.Value) string {
	t.Helper()
	host := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		calendar := text.Load().(string)
		if calendar == "" {
			http.Error(w, "gone", http.StatusNotFound)
			return
		}
		w.Header().Set("Content-Type", "text/calendar")
		_, err := w.Write([]byte(calendar))
		if err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(host.Close)
	return host.URL + "/fittings.ics"
}

// fitting is a calendar with one event.
func fitting(hour string) string {
	return strings.ReplaceAll("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//EN\nBEGIN:VEVENT\nUID:one@example.com\nDTSTAMP:20260401T000000Z\nSUMMARY:Costume fitting Edda\nDTSTART:20260429T"+
		hour+"0000Z\nDTEND:20260429T180000Z\nEND:VEVENT\nEND:VCALENDAR\n", "\n", "\r\n")
}

// readable skips a test where the readers do not know calendars.
func readable(t *testing.T) {
	t.Helper()
	if _, err := intake.Read([]byte(fitting("09")), intake.Options{Name: "fittings.ics", Zone: time.UTC}); err != nil {
		t.Skipf("NOT TESTED: this version reads no calendars: %v", err)
	}
}

func TestCalendarsOnThePage(t *testing.T) {
	t.Parallel()
	readable(t)
	s := reaching(t, nil)
	finn, ben := s.member(t, "Finn", access.AD), s.member(t, "Ben", access.Crew)
	var text atomic.Value
	text.Store(fitting("09"))
	address := online(t, &text)
	finn.get(importPath).says(t, "#calendars", "None yet.", "Add a calendar")
	form := url.Values{"address": {address + "?key=hush"}, "name": {"Fittings"}}
	ben.post(calendarsPath, form).want(t, http.StatusForbidden, "a calendar by the crew")
	finn.post(calendarsPath, form).want(t, http.StatusSeeOther, "a calendar")
	page := finn.get(importPath)
	page.says(t, "#toasts", "Fittings is fetched from now on.")
	page.says(t, "#calendars", "Fittings", "Not looked at yet", "asks before anything changes")
	if strings.Contains(page.body, "hush") {
		t.Error("the page shows the secret of the address")
	}
	look, _ := page.find(t, "#calendars form[action$='/check']").Attr("action")
	remove, _ := page.find(t, "#calendars form[action$='/remove']").Attr("action")
	ben.post(look, nil).want(t, http.StatusForbidden, "looking by the crew")
	ben.post(remove, nil).want(t, http.StatusForbidden, "removing by the crew")
	check := func(words ...string) reply {
		t.Helper()
		finn.post(look, url.Values{"back": {importPath}}).want(t, http.StatusSeeOther, "looking")
		got := finn.get(importPath)
		got.says(t, "#toasts", words...)
		return got
	}
	check("Fittings came in.").says(t, "#calendars", "Looked at", "next about")
	finn.get(lampRoom+"/schedule").says(t, "main", "Costume fitting Edda")
	check("says nothing new")
	text.Store(fitting("10"))
	waiting := check("has changed and waits for you")
	waiting.says(t, "#calendars", "waits for you", "What changed")
	at, _ := waiting.find(t, "#calendars a.go").Attr("href")
	finn.get(at).want(t, http.StatusOK, "what the calendar changes").says(t, "main", "Take it in")
	text.Store("")
	check("Fittings could not be read").says(t, "#calendars", "not read")

	finn.post(remove, url.Values{"events": {"go"}}).want(t, http.StatusSeeOther, "removing with its events")
	gone := finn.get(importPath)
	gone.says(t, "#toasts", "its events are gone")
	gone.says(t, "#calendars", "None yet.")
	finn.get(lampRoom+"/schedule").silent(t, "main", "Costume fitting Edda")
	finn.post(remove, nil).want(t, http.StatusNotFound, "removing it twice")
}

func TestRemovedCalendarLeavesItsEvents(t *testing.T) {
	t.Parallel()
	readable(t)
	s := reaching(t, nil)
	finn := s.member(t, "Finn", access.AD)
	var text atomic.Value
	text.Store(fitting("09"))
	finn.post(calendarsPath, url.Values{"address": {online(t, &text)}, "alone": {"yes"}}).want(t, http.StatusSeeOther, "a calendar")
	page := finn.get(importPath)
	page.says(t, "#calendars", "fittings", "comes in by itself when nothing breaks")
	look, _ := page.find(t, "#calendars form[action$='/check']").Attr("action")
	finn.post(look, nil).want(t, http.StatusSeeOther, "looking")
	finn.post(strings.Replace(look, "/check", "/remove", 1), url.Values{"events": {"stay"}}).want(t, http.StatusSeeOther, "removing it alone")
	finn.get(importPath).says(t, "#toasts", "Its events stay.")
	finn.get(lampRoom+"/schedule").says(t, "main", "Costume fitting Edda")
}

func TestRefusedCalendars(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	finn := s.member(t, "Finn", access.AD)
	for address, says := range map[string]string{
		"":                              "this is not an address",
		"calendar":                      "this is not an address",
		"http://calendar.example.com/a": "Use the same address with https.",
		"https://localhost/a.ics":       "closed to requests from here",
		"https://10.0.0.7/a.ics":        "closed to requests from here",
		"file:///etc/hosts":             "operator",
		"ftp://example.com/a.ics":       "https://",
	} {
		got := finn.post(calendarsPath, url.Values{"address": {address}, "name": {"Fittings"}, "alone": {"yes"}}).want(t, http.StatusUnprocessableEntity, address)
		if text := got.text(t, "#calendars .wrong"); !strings.Contains(strings.ToLower(text), strings.ToLower(says)) {
			t.Errorf("%q is refused with %q", address, text)
		}
		form := formOf(t, got, calendarsPath)
		if form.Get("address") != address || form.Get("name") != "Fittings" || form.Get("alone") != "yes" {
			t.Errorf("the form comes back as %v", form)
		}
		if _, open := got.find(t, "#calendars details.fold").Attr("open"); !open {
			t.Error("the form with the error is folded away")
		}
	}
}

// With a queue a calendar is looked at by a job, and the page shows it.
func TestCalendarByAJob(t *testing.T) {
	t.Parallel()
	s := reaching(t, nil)
	s.hire(t)
	finn := s.member(t, "Finn", access.AD)
	var text atomic.Value
	text.Store("")
	finn.post(calendarsPath, url.Values{"address": {online(t, &text)}, "name": {"Unit"}}).want(t, http.StatusSeeOther, "a calendar")
	look, _ := finn.get(importPath).find(t, "#calendars form[action$='/check']").Attr("action")
	finn.post(look, nil).want(t, http.StatusSeeOther, "looking")
	finn.get(importPath).says(t, "#toasts", "It is looked at now.")
	for range 400 {
		if strings.Contains(finn.get(importPath).text(t, "#calendars"), "not read") {
			return
		}
		time.Sleep(25 * time.Millisecond)
	}
	t.Error("the calendar was not looked at in ten seconds")
}

// watched sends the form of the account page.
func watched(b *browser, channel, level, address string) reply {
	return b.post("/account/watches", url.Values{"production": {"the-lamp-room"}, "channel": {channel}, "level": {level}, "address": {address}})
}

func TestBeToldOfRevisions(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.addFilm(t, "salt", "Salt")
	dana, vera := s.member(t, "Dana", access.Director), s.member(t, "Vera", access.Viewer)
	first := dana.get("/account")
	first.says(t, "#watches", "no mail server is set up", "The Lamp Room", "not told")
	first.silent(t, "#watches", "Salt")
	if first.find(t, "#watches input[value=mail]").Length() != 0 {
		t.Error("mail is offered where none can be sent")
	}
	if vera.get("/account").find(t, "#watches").Length() != 0 {
		t.Error("who may not see the schedule is offered to be told of it")
	}
	watched(vera, "webhook", "all", "https://hooks.example.com/unit").want(t, http.StatusNotFound, "a webhook of a viewer")
	dana.post("/account/watches", url.Values{"production": {"salt"}, "channel": {"webhook"}, "level": {"all"}}).want(t, http.StatusNotFound, "a production of others")
	watched(dana, "mail", "all", "").want(t, http.StatusUnprocessableEntity, "mail without a server")
	for address, says := range map[string]string{"": "not an address", "https://192.168.1.4/hook": "closed to requests", "http://hooks.example.com/x": "https"} {
		got := watched(dana, "webhook", "breaks", address).want(t, http.StatusUnprocessableEntity, "the address "+address)
		got.says(t, "#watches .wrong", says)
		if kept := got.find(t, "#watches [name=address]").AttrOr("value", ""); kept != address {
			t.Errorf("%q comes back as %q", address, kept)
		}
	}
	watched(dana, "webhook", "sometimes", "https://hooks.example.com/unit").want(t, http.StatusUnprocessableEntity, "a level that is none")
	watched(dana, "pigeon", "all", "").want(t, http.StatusUnprocessableEntity, "a way that is none")
	made := watched(dana, "webhook", "breaks", "https://hooks.example.com/unit").want(t, http.StatusCreated, "a webhook")
	secret := made.find(t, "#secret-the-lamp-room").AttrOr("value", "")
	if !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("the secret is %q", secret)
	}
	later := dana.get("/account")
	later.says(t, "#watches", "by webhook: when something of ours breaks")
	if strings.Contains(later.body, secret) {
		t.Error("the secret is shown again")
	}
	watched(dana, "webhook", "never", "").want(t, http.StatusSeeOther, "no more")
	dana.get("/account").says(t, "#watches", "not told")
	watched(dana, "webhook", "never", "").want(t, http.StatusSeeOther, "no more, twice")
}

func TestBeToldByMail(t *testing.T) {
	t.Parallel()
	mail, err := courier.ParseMail("smtp://127.0.0.1:1?from=bts@example.com")
	must(t, err)
	s := reaching(t, &mail)
	pia := s.member(t, "Pia", access.Publicity)
	pia.get("/account").silent(t, "#watches", "no mail server")
	watched(pia, "mail", "all", "").want(t, http.StatusSeeOther, "mail")
	pia.get("/account").says(t, "#watches", "by mail: every revision")
	must(t, s.note(pia.user, "the server does not know the address"))
	pia.get("/account").says(t, "#watches", "The last message did not arrive: the server does not know the address")
}

// note leaves a problem at the watches of a person.
func (s *site) note(user production.UserID, problem string) error {
	return s.store.Write(context.Background(), func(tx *store.Tx) error {
		all, err := tx.FindWatchesOf(context.Background(), user)
		for _, w := range all {
			w.Problem = problem
			if err := tx.SaveWatch(context.Background(), w); err != nil {
				return err
			}
		}
		return err
	})
}
