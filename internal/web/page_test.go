package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
)

func TestHeaders(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	got := s.owner(t).get("/account").want(t, http.StatusOK, "the account page")
	want := map[string]string{
		"Content-Security-Policy": "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self'; " +
			"frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
		"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
		"Cache-Control": "no-store", "Strict-Transport-Security": "",
	}
	for name, value := range want {
		if diff := cmp.Diff(value, got.header.Get(name)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if strings.Contains(got.body, "<script>") || strings.Contains(got.body, "style=") || strings.Contains(got.body, "onclick") {
		t.Error("the page has script or style of its own, which the policy forbids")
	}
}

func TestSecureCookie(t *testing.T) {
	t.Parallel()
	s := openSite(t, func(o *Options) { o.Secure = true })
	token, err := s.gate.SetupLink(s.operator())
	must(t, err)
	got := s.stranger(t).post("/setup/"+token, url.Values{"name": {"Ada"}, "email": {adaMail}, "password": {adaWord}})
	cookie := got.header.Get("Set-Cookie")
	for _, part := range []string{"__Host-bts=", "Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=2592"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie %q lacks %s", cookie, part)
		}
	}
	if strings.Contains(cookie, "Domain") || got.header.Get("Strict-Transport-Security") == "" {
		t.Errorf("headers %v", got.header)
	}
}

// No form of another site changes anything here.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	ada := s.owner(t)
	for name, headers := range map[string][]string{
		"says so":         {"Sec-Fetch-Site", "cross-site"},
		"other origin":    {"Origin", "https://evil.example"},
		"opaque origin":   {"Origin", "null"},
		"neighbour":       {"Sec-Fetch-Site", "same-site"},
		"script of other": {"Sec-Fetch-Site", "cross-site", "Accept", "application/json"},
	} {
		t.Run(name, func(t *testing.T) {
			for _, path := range []string{"/sign-out", "/account/password", "/p/the-lamp-room/people/invite", "/sign-in", "/theme"} {
				ada.post(path, nil, headers...).want(t, http.StatusForbidden, path)
			}
		})
	}
	ada.get("/account", "Sec-Fetch-Site", "cross-site").want(t, http.StatusOK, "a link from another site")
	ada.post("/theme", url.Values{"theme": {"night"}}, "Origin", s.host.URL).want(t, http.StatusSeeOther, "our own form")
}

func TestPasswordEndsOtherSessions(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	here := s.owner(t)
	there := s.stranger(t)
	there.post("/sign-in", signIn(adaMail, adaWord, "/")).want(t, http.StatusSeeOther, "signing in elsewhere")
	wrong := here.post("/account/password", url.Values{"current": {"not this one"}, "password": {"a lamp in the window"}})
	wrong.want(t, http.StatusUnprocessableEntity, "a wrong current password")
	there.get("/account").want(t, http.StatusOK, "elsewhere before")
	here.post("/account/password", url.Values{"current": {adaWord}, "password": {"a lamp in the window"}}).
		want(t, http.StatusSeeOther, "changing the password")
	there.get("/account").want(t, http.StatusSeeOther, "elsewhere after")
	page := here.get("/account").want(t, http.StatusOK, "here after")
	if text := page.text(t, "#toasts"); !strings.Contains(text, "The password is changed") {
		t.Errorf("the page says %q", text)
	}
	if text := here.get("/account").text(t, "#toasts"); text != "" {
		t.Errorf("the sentence is shown again: %q", text)
	}
}

func TestPeople(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Director)
	ben := s.member(t, "Ben", access.Crew)
	base := "/p/the-lamp-room/people"
	if text := dana.get(base).text(t, "main"); !strings.Contains(text, "Ben") || !strings.Contains(text, "dana@example.com") {
		t.Errorf("the page lists %q", text)
	}
	dana.post(base+"/"+string(dana.user)+"/remove", nil).want(t, http.StatusConflict, "removing the last director")
	dana.post(base+"/"+string(dana.user)+"/role", url.Values{"role": {"viewer"}}).want(t, http.StatusConflict, "lowering the last director")
	dana.post(base+"/"+string(ben.user)+"/role", url.Values{"role": {"king"}}).want(t, http.StatusUnprocessableEntity, "an unknown role")
	dana.post(base+"/"+string(ben.user)+"/role", url.Values{"role": {"bts_director"}}).want(t, http.StatusSeeOther, "raising Ben")
	ben.get(base).want(t, http.StatusOK, "Ben as director")
	dana.post(base+"/"+string(ben.user)+"/role?role=bts_crew", nil).want(t, http.StatusSeeOther, "undoing")
	ben.get(base).want(t, http.StatusForbidden, "Ben as crew")
	dana.post(base+"/"+string(ben.user)+"/remove", nil).want(t, http.StatusSeeOther, "removing Ben")
	ben.get(base).want(t, http.StatusNotFound, "Ben removed")
	dana.post(base+"/invite", url.Values{"label": {""}, "role": {"viewer"}}).want(t, http.StatusUnprocessableEntity, "an invitation for nobody")

	token := s.invited(t, dana, access.Viewer)
	open, err := s.gate.OpenInvites(s.operator(), s.film.ID)
	must(t, err)
	dana.post(base+"/invite/"+open[0].TokenHash+"/revoke", nil).want(t, http.StatusSeeOther, "taking it back")
	s.stranger(t).get("/invite/"+token).want(t, http.StatusNotFound, "the invitation taken back")
}

// Programs get JSON, fragments a redirect for htmx, and nobody the inner cause.
func TestErrorForms(t *testing.T) {
	t.Parallel()
	s := openSite(t, func(o *Options) {
		o.API = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			actor, _ := access.From(r.Context())
			_, _ = w.Write([]byte("hello " + actor.Name))
		})
	})
	ada := s.owner(t)
	got := s.stranger(t).get("/api/productions").want(t, http.StatusUnauthorized, "the API without a token")
	var p problem
	if err := json.Unmarshal([]byte(got.body), &p); err != nil || p.Code != fault.Unauthenticated || p.Message == "" {
		t.Errorf("the API says %s (%v)", got.body, err)
	}
	got = s.stranger(t).get("/account", "HX-Request", "true").want(t, http.StatusUnauthorized, "a fragment")
	if got.header.Get("HX-Redirect") != "/sign-in" {
		t.Errorf("headers %v", got.header)
	}
	got = ada.get("/no/such/page").want(t, http.StatusNotFound, "no such page")
	if text := got.text(t, "[data-fault]"); !strings.Contains(text, "There is no such page.") {
		t.Errorf("the page says %q", text)
	}

	made := ada.post("/account/tokens", url.Values{"label": {"card reader"}}).want(t, http.StatusCreated, "making a token")
	var token tokenJSON
	must(t, json.Unmarshal([]byte(made.body), &token))
	program := s.stranger(t)
	if got := program.get("/api/x", "Authorization", "Bearer "+token.Secret); got.body != "hello Ada Moreau" {
		t.Errorf("the token acts as %d %q", got.status, got.body)
	}
	program.get("/api/x", "Authorization", "Bearer bts_wrong").want(t, http.StatusUnauthorized, "a wrong token")
	program.get("/account", "Authorization", "Bearer "+token.Secret).want(t, http.StatusSeeOther, "a token on a page")
	if got := ada.get("/account/tokens"); strings.Contains(got.body, token.Secret) || !strings.Contains(got.body, "card reader") {
		t.Errorf("the list of tokens is %s", got.body)
	}
	ada.post("/account/tokens/"+token.ID+"/remove", nil).want(t, http.StatusNoContent, "removing the token")
	program.get("/api/x", "Authorization", "Bearer "+token.Secret).want(t, http.StatusUnauthorized, "the removed token")
}

// Our own mistakes show a number, and the log has the cause once under it.
func TestInternalError(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	for name, h := range map[string]handler{
		"error": func(http.ResponseWriter, *http.Request) error { return fault.New(fault.Internal, "the secret cause") },
		"panic": func(http.ResponseWriter, *http.Request) error { panic("the secret cause") },
	} {
		mux := http.NewServeMux()
		s.handlePublic(mux, "GET /"+name, h)
		s.host.Config.Handler = s.wrap(mux)
		got := s.stranger(t).get("/"+name).want(t, http.StatusInternalServerError, name)
		if strings.Contains(got.body, "secret") {
			t.Errorf("%s: the page shows the cause: %s", name, cut(got.body))
		}
		_, after, found := strings.Cut(s.log.String(), `msg="request failed" id=`)
		id, _, _ := strings.Cut(after, " ")
		if !found || !strings.Contains(got.body, id) || strings.Count(s.log.String(), "the secret cause") != 1 {
			t.Errorf("%s: the log has %s, the page %s", name, s.log, cut(got.body))
		}
		s.log.Reset()
	}
}

func TestBodyLimit(t *testing.T) {
	t.Parallel()
	s := openSite(t, func(o *Options) { o.BaseURL = "http://localhost" })
	big := strings.NewReader("email=" + strings.Repeat("a", maxBody))
	ada := s.owner(t)
	got := ada.do(http.MethodPost, "/account/passkeys/finish", big, "Accept", "application/json").
		want(t, http.StatusUnprocessableEntity, "a body of more than 1 MiB")
	if !strings.Contains(got.body, "larger than 1 MB") {
		t.Errorf("the answer is %s", got.body)
	}
}

func TestCompression(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	b := s.stranger(t)
	for _, c := range []struct{ path, accept, want string }{
		{"/assets/app-1.css", "gzip", "gzip"}, {"/assets/app-1.css", "br, gzip;q=0.5", "gzip"},
		{"/assets/app-1.css", "gzip;q=0", ""}, {"/assets/app-1.css", "identity", ""},
		{"/assets/inter-3.woff2", "gzip", ""}, {"/sign-in", "gzip", "gzip"},
	} {
		got := b.get(c.path, "Accept-Encoding", c.accept).want(t, http.StatusOK, c.path)
		if enc := got.header.Get("Content-Encoding"); enc != c.want {
			t.Errorf("%s for %q is encoded as %q, want %q", c.path, c.accept, enc, c.want)
		}
	}
	if got := b.get("/assets/app-1.css").header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("a hashed file is kept for %q", got)
	}
	b.get("/assets/manifest.json").want(t, http.StatusNotFound, "a file that no page names")
}

func TestTheme(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	b := s.stranger(t)
	b.post("/theme", url.Values{"theme": {"set"}, "back": {"/sign-in"}}).want(t, http.StatusSeeOther, "choosing")
	if page := b.get("/sign-in"); !strings.Contains(page.body, `data-theme="set"`) {
		t.Errorf("the page is %s", cut(page.body))
	}
	b.post("/theme", url.Values{"theme": {`"><script>`}}).want(t, http.StatusSeeOther, "nonsense")
	if page := b.get("/sign-in"); !strings.Contains(page.body, `data-theme="auto"`) {
		t.Errorf("the page is %s", cut(page.body))
	}
}
