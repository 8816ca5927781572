package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/gatehouse/gatetest"
)

func signIn(email, password, next string) url.Values {
	return url.Values{"email": {email}, "password": {password}, "next": {next}}
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.owner(t)
	b := s.stranger(t)
	got := b.get("/p/the-lamp-room/people?x=1").want(t, http.StatusSeeOther, "a page without a session")
	if to := got.header.Get("Location"); to != "/sign-in?next=%2Fp%2Fthe-lamp-room%2Fpeople%3Fx%3D1" {
		t.Errorf("sent to %q", to)
	}
	page := b.get(got.header.Get("Location")).want(t, http.StatusOK, "the sign-in page")
	if !strings.Contains(page.body, `value="/p/the-lamp-room/people?x=1"`) {
		t.Errorf("the form forgets where to go: %s", cut(page.body))
	}
	wrong := b.post("/sign-in", signIn(adaMail, "not the password", "/")).want(t, http.StatusUnauthorized, "a wrong password")
	unknown := b.post("/sign-in", signIn("eve@example.com", "not the password", "/")).want(t, http.StatusUnauthorized, "an unknown address")
	if a, b := wrong.text(t, "[role=alert]"), unknown.text(t, "[role=alert]"); a == "" || a != b {
		t.Errorf("%q and %q tell accounts apart", a, b)
	}
	got = b.post("/sign-in", signIn(adaMail, adaWord, "/p/the-lamp-room/people?x=1")).want(t, http.StatusSeeOther, "the right password")
	if to := got.header.Get("Location"); to != "/p/the-lamp-room/people?x=1" {
		t.Errorf("went on to %q", to)
	}
	b.get("/p/the-lamp-room/people").want(t, http.StatusOK, "the page asked for")
	b.get("/sign-in?next=/account").want(t, http.StatusSeeOther, "signing in again")
	if strings.Contains(s.log.String(), "password") || strings.Contains(s.log.String(), "x=1") {
		t.Errorf("the log tells too much: %s", s.log)
	}
}

func TestOpenRedirect(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.owner(t)
	for _, next := range []string{
		"https://evil.example/", "//evil.example/", `/\evil.example/`, `\\evil.example`, "javascript:alert(1)",
		"/\t/evil.example", "/\n/evil.example", "", "evil.example", " //evil.example",
	} {
		b := s.stranger(t)
		if to := b.post("/sign-in", signIn(adaMail, adaWord, next)).header.Get("Location"); to != "/" {
			t.Errorf("signing in with next %q leads to %q", next, to)
		}
		if to := b.get("/sign-in?next=" + url.QueryEscape(next)).header.Get("Location"); to != "/" {
			t.Errorf("being signed in with next %q leads to %q", next, to)
		}
		if to := b.post("/theme", url.Values{"theme": {"set"}, "back": {next}}).header.Get("Location"); to != "/" {
			t.Errorf("the light with back %q leads to %q", next, to)
		}
	}
}

// A session that somebody planted in the browser beforehand is worth nothing after signing in.
func TestSessionFixation(t *testing.T) {
	t.Parallel()
	s := openSite(t, func(o *Options) { o.BaseURL = "http://localhost" })
	s.owner(t)
	b := s.stranger(t)
	b.post("/sign-in/passkey/begin", nil).want(t, http.StatusOK, "an anonymous session")
	planted := b.cookie()
	if planted == "" {
		t.Fatal("there is no anonymous session to plant")
	}
	b.post("/sign-in", signIn(adaMail, adaWord, "/")).want(t, http.StatusSeeOther, "signing in")
	if b.cookie() == planted {
		t.Error("the session kept its token")
	}
	s.stranger(t).get("/account", "Cookie", "bts="+planted).want(t, http.StatusSeeOther, "the planted session")
}

func TestSignOut(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	b := s.owner(t)
	held := b.cookie()
	b.post("/sign-out", nil).want(t, http.StatusSeeOther, "signing out")
	if b.cookie() != "" {
		t.Error("the cookie stays")
	}
	s.stranger(t).get("/account", "Cookie", "bts="+held).want(t, http.StatusSeeOther, "a kept copy of the session")
	b.post("/sign-out", nil).want(t, http.StatusSeeOther, "signing out twice")
}

func TestSessionEndsIdle(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	b := s.owner(t)
	for range 3 {
		s.clock.Turn(10 * 24 * time.Hour)
		b.get("/account").want(t, http.StatusOK, "every ten days")
	}
	s.clock.Turn(15 * 24 * time.Hour)
	b.get("/account").want(t, http.StatusSeeOther, "after fifteen days")
}

func TestThrottledSignIn(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	s.owner(t)
	b := s.stranger(t)
	for range 5 {
		b.post("/sign-in", signIn(adaMail, "not the password", "/")).want(t, http.StatusUnauthorized, "a guess")
	}
	got := b.post("/sign-in", signIn(adaMail, adaWord, "/")).want(t, http.StatusServiceUnavailable, "one guess too many")
	if text := got.text(t, "[role=alert]"); !strings.Contains(text, "Wait") {
		t.Errorf("the page says %q", text)
	}
	// What a client writes about where it comes from does not help it.
	b.post("/sign-in", signIn(adaMail, adaWord, "/"), "X-Forwarded-For", "192.0.2.9").want(t, http.StatusServiceUnavailable, "a made-up address")
}

func TestSetupOnce(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	b := s.stranger(t)
	if text := b.get("/sign-in").text(t, "[role=alert]"); !strings.Contains(text, "set-up link") {
		t.Errorf("a new installation says %q", text)
	}
	token, err := s.gate.SetupLink(s.operator())
	must(t, err)
	b.get("/setup/"+token).want(t, http.StatusOK, "the form")
	got := b.post("/setup/"+token, url.Values{"name": {"Ada"}, "email": {adaMail}, "password": {"short"}}).
		want(t, http.StatusUnprocessableEntity, "a short password")
	if !strings.Contains(got.body, adaMail) || strings.Contains(got.body, `value="short"`) {
		t.Errorf("the form shows %s", cut(got.body))
	}
	b.post("/setup/"+token, url.Values{"name": {"Ada"}, "email": {adaMail}, "password": {adaWord}}).want(t, http.StatusSeeOther, "setting up")
	b.get("/account").want(t, http.StatusOK, "being signed in afterwards")
	s.stranger(t).get("/setup/"+token).want(t, http.StatusNotFound, "the used link")
	if strings.Contains(s.log.String(), token) {
		t.Error("the log holds the link's token")
	}
}

// Mail scanners open links before people do.
func TestLinkSurvivesLooking(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	user, err := s.gate.AddUser(s.operator(), "Cleo", "cleo@example.com")
	must(t, err)
	token, err := s.gate.SignInLink(s.operator(), user.ID)
	must(t, err)
	scanner := s.stranger(t)
	for range 3 {
		scanner.get("/link/"+token).want(t, http.StatusOK, "looking")
	}
	if scanner.cookie() != "" {
		t.Error("looking opened a session")
	}
	b := s.stranger(t)
	b.post("/link/"+token, nil).want(t, http.StatusSeeOther, "using")
	b.get("/account").want(t, http.StatusOK, "being signed in")
	s.stranger(t).post("/link/"+token, nil).want(t, http.StatusNotFound, "using again")
}

func TestInvitePage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	token := s.invited(t, dana, access.Crew)
	b := s.stranger(t)
	page := b.get("/invite/"+token).want(t, http.StatusOK, "the invitation")
	if text := page.text(t, "main"); !strings.Contains(text, "The Lamp Room") || !strings.Contains(text, "Dana invites you as BTS crew member") {
		t.Errorf("the invitation says %q", text)
	}
	got := b.post("/invite/"+token, url.Values{"name": {"Ben"}, "email": {"dana@example.com"}, "password": {"a lamp in the window"}}).
		want(t, http.StatusConflict, "an address that has an account")
	if text := got.text(t, "[role=alert]"); !strings.Contains(strings.ToLower(text), "sign in first") {
		t.Errorf("the form says %q", text)
	}
	got = b.post("/invite/"+token, url.Values{"name": {"Ben"}, "email": {"ben@example.com"}, "password": {"a lamp in the window"}}).
		want(t, http.StatusSeeOther, "joining")
	if to := got.header.Get("Location"); to != "/p/the-lamp-room" {
		t.Errorf("joined and sent to %q", to)
	}
	b.get("/p/the-lamp-room/people").want(t, http.StatusForbidden, "a page of directors")
	s.stranger(t).get("/invite/"+token).want(t, http.StatusNotFound, "the used invitation")

	cleo := s.member(t, "Cleo", "")
	cleo.post("/invite/"+s.invited(t, dana, access.Director), nil).want(t, http.StatusSeeOther, "joining while signed in")
	cleo.get("/p/the-lamp-room/people").want(t, http.StatusOK, "a page of directors")
}

// invited makes an invitation through the page and reads its token from the link shown.
func (s *site) invited(t *testing.T, b *browser, role access.Role) string {
	t.Helper()
	page := b.post("/p/the-lamp-room/people/invite", url.Values{"label": {"Ben"}, "role": {string(role)}}).
		want(t, http.StatusOK, "inviting")
	_, rest, found := strings.Cut(page.body, s.host.URL+"/invite/")
	token, _, ended := strings.Cut(rest, `"`)
	if !found || !ended {
		t.Fatalf("no link on the page: %s", cut(page.body))
	}
	return token
}

func TestPasskeyPages(t *testing.T) {
	t.Parallel()
	const home = "https://bts.example.com"
	s := openSite(t, func(o *Options) { o.BaseURL = home })
	ada := s.owner(t)
	device := &gatetest.Authenticator{Origin: home}
	begun := ada.post("/account/passkeys/begin", nil, "Accept", "application/json").want(t, http.StatusOK, "beginning")
	answer := string(device.Register(t, []byte(begun.body)))
	ada.do(http.MethodPost, "/account/passkeys/finish?label=Phone", strings.NewReader(answer), "Accept", "application/json").
		want(t, http.StatusNoContent, "finishing")
	ada.do(http.MethodPost, "/account/passkeys/finish?label=Phone", strings.NewReader(answer), "Accept", "application/json").
		want(t, http.StatusUnprocessableEntity, "finishing twice")
	if text := ada.get("/account").text(t, "main"); !strings.Contains(text, "Phone") {
		t.Errorf("the account page does not list the passkey: %q", text)
	}

	b := s.stranger(t)
	begun = b.post("/sign-in/passkey/begin", nil).want(t, http.StatusOK, "beginning to sign in")
	answer = string(device.Sign(t, []byte(begun.body)))
	s.stranger(t).do(http.MethodPost, "/sign-in/passkey/finish", strings.NewReader(answer), "Accept", "application/json").
		want(t, http.StatusUnprocessableEntity, "an answer in a browser that did not ask")
	b.do(http.MethodPost, "/sign-in/passkey/finish", strings.NewReader(answer)).want(t, http.StatusNoContent, "signing in")
	b.get("/account").want(t, http.StatusOK, "being signed in")
}
