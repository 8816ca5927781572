package cli

import (
	"bytes"
	"encoding/json"
	"encoding/pem"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/api"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web"
	"github.com/btsdirector/bts/internal/web/client"
	"github.com/btsdirector/bts/internal/web/ui"
)

// house is a whole server with a production, and all that it was sent.
type house struct {
	t    *testing.T
	app  *app.App
	film production.Production
	host *httptest.Server

	mu   sync.Mutex
	sent []string // bodies of requests
	down int      // how many posts are answered with 503 first
}

func newHouse(t *testing.T, start func(http.Handler) *httptest.Server) *house {
	t.Helper()
	h := &house{t: t}
	var err error
	if h.app, err = app.Open(t.Context(), app.Config{Data: t.TempDir()}, true); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = h.app.Close() })
	operator := access.With(t.Context(), access.Operator("operator"))
	if h.film, err = h.app.Office.CreateProduction(operator, production.Production{Title: "The Lamp Room", TimeZone: "Europe/London"}); err != nil {
		t.Fatal(err)
	}
	assets, err := ui.NewAssets(client.Files())
	if err != nil {
		t.Fatal(err)
	}
	quiet := slog.New(slog.DiscardHandler)
	server, err := web.New(web.Options{API: api.New(h.app.Office, web.Status, quiet), Store: h.app.Store, Gatehouse: h.app.Gatehouse, Office: h.app.Office, Assets: assets, Log: quiet})
	if err != nil {
		t.Fatal(err)
	}
	h.host = start(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		h.mu.Lock()
		h.sent = append(h.sent, string(body))
		refuse := r.Method == http.MethodPost && h.down > 0
		if refuse {
			h.down--
		}
		h.mu.Unlock()
		if refuse {
			http.Error(w, "starting", http.StatusServiceUnavailable)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		server.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(h.host.Close)
	return h
}

// token is one of a new account with a role in the film, "" for none.
func (h *house) token(role access.Role) string {
	h.t.Helper()
	operator := access.With(h.t.Context(), access.Operator("operator"))
	user, err := h.app.Gatehouse.AddUser(operator, "Dana", string(production.NewID[production.UserID]())+"@example.com")
	if err != nil {
		h.t.Fatal(err)
	}
	if role != "" {
		if err := h.app.Gatehouse.AddMember(operator, h.film.ID, user.ID, role); err != nil {
			h.t.Fatal(err)
		}
	}
	secret, _, err := h.app.Gatehouse.CreateToken(access.With(h.t.Context(), access.Actor{UserID: user.ID, Name: user.Name}), "cart")
	if err != nil {
		h.t.Fatal(err)
	}
	return secret
}

// cards are the names and states of the cards in the log.
func (h *house) cards() (out []string) {
	h.t.Helper()
	log, err := h.app.Office.Cards(access.With(h.t.Context(), access.Operator("operator")), h.film.ID, office.CardFilter{})
	if err != nil {
		h.t.Fatal(err)
	}
	for _, c := range log.Cards {
		out = append(out, c.Name+" "+string(c.State))
	}
	return out
}

// bts runs the command without an installation of its own.
func bts(t *testing.T, args ...string) (code int, doc offloadDoc, said string) {
	t.Helper()
	var out, err bytes.Buffer
	code = Run(t.Context(), append([]string{"--json", "--data", filepath.Join(t.TempDir(), "none")}, args...), Streams{&out, &err})
	if out.Len() > 0 {
		if e := json.Unmarshal(out.Bytes(), &doc); e != nil {
			t.Fatalf("%v in %s", e, out.String())
		}
	}
	return code, doc, err.String()
}

func newCard(t *testing.T) (card, raid, shuttle string) {
	t.Helper()
	dir := t.TempDir()
	card = filepath.Join(dir, "A001")
	if err := os.MkdirAll(card, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(card, "SECRET_SCENE.MP4"), []byte("five!"), 0o600); err != nil {
		t.Fatal(err)
	}
	return card, filepath.Join(dir, "raid"), filepath.Join(dir, "shuttle")
}

func TestOffloadReportsToAServer(t *testing.T) {
	t.Parallel()
	h := newHouse(t, httptest.NewServer)
	card, raid, shuttle := newCard(t)
	token := h.token(access.Crew)
	code, doc, said := bts(t, "offload", card, "--to", raid, "--server", h.host.URL, "--token", token, "--camera", "A")
	if code != 0 || doc.SafeToFormat || doc.CopiesWanted != 2 || !strings.Contains(doc.Verdict, "Do not format: ") || doc.Registered == nil || doc.Registered.Name != "A001" {
		t.Errorf("one copy: %d %+v\n%s", code, doc, said)
	}
	h.down = 1
	code, doc, said = bts(t, "offload", card, "--to", shuttle, "--server", h.host.URL, "--token", token, "--camera", "A")
	if code != 0 || !doc.SafeToFormat || doc.Verdict != "Safe to format: 2 verified copies." || doc.Registered.Server == "" {
		t.Errorf("the second copy: %d %+v\n%s", code, doc, said)
	}
	if got := h.cards(); len(got) != 1 || got[0] != "A001 safe" {
		t.Errorf("%v", got)
	}
	for range 2 { // the same again is told as it stands
		code, _, said = bts(t, "cards", "register", filepath.Join(shuttle, doc.Card+".offload.json"), "--server", h.host.URL, "--token", token)
		if code != 0 || len(h.cards()) != 1 {
			t.Errorf("again: %d %s %v", code, said, h.cards())
		}
	}
}

// TestNoNamesWithoutTheRight looks at all that was sent on behalf of people who may not register.
func TestNoNamesWithoutTheRight(t *testing.T) {
	t.Parallel()
	h := newHouse(t, httptest.NewServer)
	for name, test := range map[string]struct {
		token string
		code  int
		says  string
	}{
		"sees cards alone": {h.token(access.Post), 3, "may not register"},
		"sees no card":     {h.token(access.Viewer), 3, "may not register"},
		"not of the film":  {h.token(""), 4, "no production"},
		"no account":       {"bts_wrong", 3, "does not know this token"},
	} {
		card, raid, _ := newCard(t)
		code, doc, said := bts(t, "offload", card, "--to", raid, "--server", h.host.URL, "--token", test.token, "--production", h.film.Slug)
		if code != test.code || !strings.Contains(said, test.says) {
			t.Errorf("%s: %d %s", name, code, said)
		}
		if test.code == 3 && (len(doc.Copies) != 1 || !doc.Copies[0].Verified || doc.SafeToFormat) {
			t.Errorf("%s: the card is not copied: %+v", name, doc)
		}
	}
	for _, body := range h.sent {
		if strings.Contains(body, "SECRET") || strings.Contains(body, "A001") {
			t.Errorf("sent: %s", body)
		}
	}
	if got := h.cards(); len(got) != 0 {
		t.Errorf("%v", got)
	}
}

// TestServerOutOfReach copies all the same, and says how to register later.
func TestServerOutOfReach(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	secure := newHouse(t, httptest.NewTLSServer)
	plain := newHouse(t, httptest.NewServer)
	moved := httptest.NewServer(http.RedirectHandler("https://elsewhere.example/", http.StatusMovedPermanently))
	t.Cleanup(moved.Close) // the parts of this test run later
	stranger := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<html>") }))
	t.Cleanup(stranger.Close)
	for name, test := range map[string]struct {
		server string
		code   int
		says   string
		copied bool
	}{
		"nothing listens":       {gone.URL, 6, "nothing answers at", true},
		"no such name":          {"https://no-such-host.invalid", 6, "no-such-host.invalid", true},
		"nobody vouches for it": {secure.host.URL, 6, "nobody that this machine trusts vouches", true},
		"it has no certificate": {strings.Replace(plain.host.URL, "http:", "https:", 1), 6, "does not speak TLS", true},
		"it has moved":          {moved.URL, 2, "sends to another address: https://elsewhere.example/", false},
		"something else":        {stranger.URL, 2, "not as a server of this program", false},
		"no address":            {"server", 2, "is not the address of a server", false},
		"a password in it":      {"https://a:b@example.com", 2, "no name, password or question", false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			card, raid, shuttle := newCard(t)
			code, doc, said := bts(t, "offload", card, "--to", raid, "--to", shuttle, "--server", test.server, "--token", "bts_x", "--production", "x")
			if code != test.code || !strings.Contains(said, test.says) || strings.Contains(said, "bts_x") {
				t.Errorf("%d %s", code, said)
			}
			_, err := os.Stat(filepath.Join(raid, "A001.offload.json"))
			if copied := err == nil; copied != test.copied || test.copied && !doc.SafeToFormat {
				t.Errorf("copied: %v, %+v", err, doc)
			}
			if test.copied && !strings.Contains(said, "Register it later with: bts cards register "+filepath.Join(raid, "A001.offload.json")+" --server "+test.server) {
				t.Errorf("how to register later is not said: %s", said)
			}
		})
	}
}

// TestCertificateOfAnotherName asks a server by a name that its certificate is not for. The authority is trusted by the
// variable that the remedy names, which is read once in a process: so it runs in one of its own.
func TestCertificateOfAnotherName(t *testing.T) {
	if address := os.Getenv("CLI_TEST_SERVER"); address != "" {
		card, raid, _ := newCard(t)
		_, _, said := bts(t, "offload", card, "--to", raid, "--server", address, "--production", "x")
		if !strings.Contains(said, "is of another name") {
			t.Errorf("%s", said)
		}
		return
	}
	h := newHouse(t, httptest.NewTLSServer)
	file := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: h.host.Certificate().Raw})
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	inChild(t, "TestCertificateOfAnotherName", "SSL_CERT_FILE="+file, "SSL_CERT_DIR=/nowhere", "CLI_TEST_SERVER="+strings.Replace(h.host.URL, "127.0.0.1", "localhost", 1))
}

// inChild runs one test in a process of its own.
func inChild(t *testing.T, test string, env ...string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^"+test+"$", "-test.v") //nolint:gosec // this very test
	child.Env = append(os.Environ(), env...)
	if out, err := child.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS") {
		t.Errorf("%v\n%s", err, out)
	}
}
