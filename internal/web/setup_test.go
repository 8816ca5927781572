package web

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/vault"
	"github.com/btsdirector/bts/internal/web/ui"
)

const (
	adaMail = "ada@example.com"
	adaWord = "seven strips on a board"
)

// site is a running server over a fresh database with one production.
type site struct {
	*Server
	host   *httptest.Server
	store  *store.Store
	gate   *gatehouse.Service
	office *office.Office
	vault  vault.Vault
	film   production.Production
	log    *bytes.Buffer
	clock  *clock
}

type clock struct {
	mu   sync.Mutex
	past time.Duration
}

// Now is the real time, moved by what tests turned: sessions and browsers live in real time.
func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.past)
}

func (c *clock) Turn(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.past += d
}

// fast are intervals for tests that wait for live events.
var fast = Feed{Poll: 5 * time.Millisecond, Beat: 20 * time.Millisecond, Recheck: 20 * time.Millisecond}

func openSite(t *testing.T, change ...func(*Options)) *site {
	t.Helper()
	ctx := t.Context()
	st, err := store.Open(ctx, filepath.Join(t.TempDir(), "bts.db"))
	must(t, err)
	t.Cleanup(func() { must(t, st.Close()) })
	must(t, st.Migrate(ctx))
	s := &site{store: st, log: &bytes.Buffer{}, clock: &clock{}}
	s.gate = gatehouse.New(gatehouse.Options{Store: st, Clock: s.clock.Now})
	shelf, err := vault.Open(filepath.Join(t.TempDir(), "vault"))
	must(t, err)
	t.Cleanup(func() { must(t, shelf.Close()) })
	logger := slog.New(slog.NewTextHandler(&locked{w: s.log}, nil))
	s.vault = shelf
	s.office = office.New(office.Options{Store: st, Vault: shelf, Clock: s.clock.Now, Log: logger})
	s.film = s.addFilm(t, "the-lamp-room", "The Lamp Room")
	assets, err := ui.NewAssets(fstest.MapFS{
		"manifest.json": {Data: []byte(`{"app.css":"app-1.css","app.js":"app-2.js","board.js":"board-4.js","calendar.js":"calendar-5.js","cull.js":"cull-8.js","library.js":"library-9.js","peaking.js":"peaking-a.js","storyboard.js":"storyboard-6.js","sw.js":"sw-7.js","upload.js":"upload-b.js","inter-latin-opsz-normal.woff2":"inter-3.woff2"}`)},
		"app-1.css":     {Data: []byte(strings.Repeat("body { color: black }\n", 100))}, "app-2.js": {Data: []byte("1")}, "upload-b.js": {Data: []byte("b")}, "board-4.js": {Data: []byte("2")}, "calendar-5.js": {Data: []byte("3")}, "cull-8.js": {Data: []byte("8")}, "library-9.js": {Data: []byte("9")}, "peaking-a.js": {Data: []byte("a")}, "storyboard-6.js": {Data: []byte("4")}, "sw-7.js": {Data: []byte("5")}, "inter-3.woff2": {Data: []byte("font")},
	})
	must(t, err)
	o := Options{
		Store: st, Gatehouse: s.gate, Office: s.office, Assets: assets, Feed: fast, Clock: s.clock.Now, Log: logger,
	}
	for _, c := range change {
		c(&o)
	}
	s.Server, err = New(o)
	must(t, err)
	s.host = httptest.NewServer(s.Handler())
	t.Cleanup(func() { s.Close(); s.host.Close() })
	return s
}

// locked lets many requests write one log.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(b)
}

func (s *site) addFilm(t *testing.T, slug, title string) production.Production {
	t.Helper()
	film := production.Production{
		ID: production.NewID[production.ProductionID](), Slug: slug, Title: title,
		Kind: production.Short, TimeZone: "Europe/London", RulePack: "uk-bectu", CreatedAt: s.clock.Now(),
	}
	must(t, s.store.Write(t.Context(), func(tx *store.Tx) error { return tx.CreateProduction(t.Context(), film) }))
	return film
}

// happen puts something into the feed of the film.
func (s *site) happen(t *testing.T, topic, payload string) {
	t.Helper()
	item := production.FeedItem{Production: s.film.ID, Topic: topic, Payload: []byte(payload), At: s.clock.Now()}
	must(t, s.store.Write(t.Context(), func(tx *store.Tx) error { return tx.AppendFeed(t.Context(), item) }))
}

// browser is somebody's browser: it keeps cookies and does not follow redirects.
type browser struct {
	t      *testing.T
	site   *site
	client *http.Client
	user   production.UserID
}

func (s *site) stranger(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &browser{t: t, site: s, client: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

// member is the browser of a new person with a role in the film, "" for none, signed in by a link.
func (s *site) member(t *testing.T, name string, role access.Role) *browser {
	t.Helper()
	operator := s.operator()
	user, err := s.gate.AddUser(operator, name, strings.ReplaceAll(strings.ToLower(name), " ", ".")+"@example.com")
	must(t, err)
	if role != "" {
		must(t, s.gate.AddMember(operator, s.film.ID, user.ID, role))
	}
	return s.signedIn(t, user.ID)
}

func (s *site) signedIn(t *testing.T, id production.UserID) *browser {
	t.Helper()
	token, err := s.gate.SignInLink(s.operator(), id)
	must(t, err)
	b := s.stranger(t)
	b.user = id
	if got := b.post("/link/"+token, nil); got.status != http.StatusSeeOther {
		t.Fatalf("the sign-in link answered %d: %s", got.status, got.body)
	}
	return b
}

// owner is the browser of the installation's owner, who has the password adaWord.
func (s *site) owner(t *testing.T) *browser {
	t.Helper()
	token, err := s.gate.SetupLink(s.operator())
	must(t, err)
	b := s.stranger(t)
	got := b.post("/setup/"+token, url.Values{"name": {"Ada Moreau"}, "email": {adaMail}, "password": {adaWord}})
	if got.status != http.StatusSeeOther {
		t.Fatalf("setup answered %d: %s", got.status, got.body)
	}
	return b
}

func (s *site) operator() context.Context {
	return access.With(context.Background(), access.Operator("command line"))
}

// reply is an answer with its body read.
type reply struct {
	status int
	header http.Header
	body   string
}

// find is an answer's elements.
func (r reply) find(t *testing.T, selector string) *goquery.Selection {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(r.body))
	must(t, err)
	return doc.Find(selector)
}

// text is the visible text of an answer's elements.
func (r reply) text(t *testing.T, selector string) string {
	t.Helper()
	return strings.Join(strings.Fields(r.find(t, selector).Text()), " ")
}

// value is what stands in the first field of that name.
func (r reply) value(t *testing.T, name string) string {
	t.Helper()
	return r.find(t, "main [name="+name+"], [name="+name+"]").First().AttrOr("value", "")
}

func (b *browser) get(path string, headers ...string) reply {
	b.t.Helper()
	return b.do(http.MethodGet, path, nil, headers...)
}

func (b *browser) post(path string, form url.Values, headers ...string) reply {
	b.t.Helper()
	headers = append([]string{"Content-Type", "application/x-www-form-urlencoded"}, headers...)
	return b.do(http.MethodPost, path, strings.NewReader(form.Encode()), headers...)
}

func (b *browser) do(method, path string, body io.Reader, headers ...string) reply {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), method, b.site.host.URL+path, body)
	must(b.t, err)
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.client.Do(req)
	must(b.t, err)
	defer res.Body.Close()
	raw, err := io.ReadAll(res.Body)
	must(b.t, err)
	return reply{res.StatusCode, res.Header, string(raw)}
}

// cookie is the value of the session's cookie, "" for none.
func (b *browser) cookie() string {
	b.t.Helper()
	at, err := url.Parse(b.site.host.URL)
	must(b.t, err)
	for _, c := range b.client.Jar.Cookies(at) {
		if c.Name == "bts" {
			return c.Value
		}
	}
	return ""
}

func (r reply) want(t *testing.T, status int, what string) reply {
	t.Helper()
	if r.status != status {
		t.Errorf("%s: status %d, want %d: %s", what, r.status, status, cut(r.body))
	}
	return r
}

func cut(s string) string { return fmt.Sprintf("%.300q", s) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
