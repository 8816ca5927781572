// Package agent is the hand of an offload that runs where the card is, away from the server: it asks the server what the
// production wants of copies, and registers the receipt there.
//
// A receipt names files. It is sent to a server only after that has said that whoever asks may register receipts of the
// production; what is asked before names nothing of any card.
package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// Server is a server that an offload reports to.
type Server struct {
	base   *url.URL
	token  string
	client *http.Client
	pauses []time.Duration // between tries
}

// asked is how long one answer may take. A receipt of 200,000 files has 40 MB, and the line of a set may be slow.
const asked = 10 * time.Minute

// longestAnswer is how much of an answer is read, in bytes.
const longestAnswer = 4 << 20

// At is the server at an address such as https://bts.example.com, asked with a token of an account there. It returns
// fault.Invalid for what is no such address.
func At(address, token string) (*Server, error) {
	base, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	switch {
	case err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http":
		return nil, fault.New(fault.Invalid, "%.120q is not the address of a server", address).WithRemedy("Write it as https://bts.example.com.")
	case base.User != nil || base.RawQuery != "" || base.Fragment != "":
		return nil, fault.New(fault.Invalid, "the address of the server may have no name, password or question in it").
			WithRemedy("Write it as https://bts.example.com, and give the token with --token or BTS_TOKEN.")
	case strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' }):
		return nil, fault.New(fault.Invalid, "the token has signs that none has").WithRemedy("Copy it again from your account's page.")
	}
	return &Server{
		base: base, token: token, pauses: []time.Duration{time.Second, 4 * time.Second},
		client: &http.Client{Timeout: asked, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}, nil
}

// Host is the name of the server, as people say it.
func (s *Server) Host() string { return s.base.Host }

// Address is how the server is named.
func (s *Server) Address() string { return s.base.String() }

// Open tells that the token goes over the network where others can read it.
func (s *Server) Open() bool {
	name := s.base.Hostname()
	return s.base.Scheme == "http" && name != "localhost" && !strings.HasPrefix(name, "127.") && name != "::1"
}

// Film is what a server says of a production to an offload.
type Film struct {
	Slug        string
	Title       string
	Copies      int    // verified copies that make a card safe to format
	Names       string // naming template of the folders of copies, "" for the name of the card
	MayRegister bool
}

// Ask finds the production by its short name, or the only one there is for "", and what it wants. It returns
// fault.Unavailable where the server does not answer, fault.Unauthenticated for a token that it does not know,
// fault.NotFound and fault.Invalid as at the command line. patient tries again what fails for the moment.
func (s *Server) Ask(ctx context.Context, slug string, patient bool) (Film, error) {
	if !patient {
		once := *s
		once.pauses, s = nil, &once
	}
	var all struct {
		Productions []struct {
			Slug  string `json:"slug"`
			Title string `json:"title"`
		} `json:"productions"`
	}
	if err := s.try(ctx, http.MethodGet, "/api/productions", nil, &all); err != nil {
		return Film{}, err
	}
	var film Film
	var slugs []string
	for _, p := range all.Productions {
		slugs = append(slugs, p.Slug)
		if p.Slug == slug || slug == "" {
			film = Film{Slug: p.Slug, Title: p.Title}
		}
	}
	switch {
	case slug == "" && len(slugs) > 1:
		return Film{}, fault.New(fault.Invalid, "there are several productions at %s: %v", s.Host(), slugs).WithRemedy("Name one with --production.")
	case film.Slug == "" && slug != "":
		return Film{}, fault.New(fault.NotFound, "there is no production %q at %s", slug, s.Host()).WithRemedy("Name another with --production, or have yourself added to its people.")
	case film.Slug == "":
		return Film{}, fault.New(fault.NotFound, "there is no production at %s", s.Host())
	}
	var rules struct {
		Copies      int    `json:"copies"`
		Names       string `json:"names"`
		MayRegister bool   `json:"may_register"`
	}
	err := s.try(ctx, http.MethodGet, s.path(film.Slug, "rules"), nil, &rules)
	if fault.Is(err, fault.Forbidden) {
		return film, nil // who does not see the cards registers none
	}
	film.Copies, film.Names, film.MayRegister = rules.Copies, rules.Names, rules.MayRegister
	return film, err
}

// Order is a receipt with what it does not say itself. All but the receipt may be empty.
type Order struct {
	Receipt offload.Receipt
	Card    string // id of the card in the log
	Day     string // when it was shot: a date, or the number of a shoot day
	Camera  string

	Operator string // of the BTS crew, by id or name
	Again    bool   // the same content may be in the log as another card
}

// Registered is what the server says came of a receipt.
type Registered struct {
	Receipt string   `json:"receipt"`
	Card    string   `json:"card"`
	Name    string   `json:"name"`
	New     bool     `json:"new"`
	Already bool     `json:"already"` // it was registered before
	State   string   `json:"state"`
	Safe    bool     `json:"safe_to_format"`
	Copies  int      `json:"verified_copies"`
	Why     []string `json:"why_not"`
	Act     string   `json:"act"`
}

// Register registers a receipt; one that is registered already is told as it stands. What fails for the moment is tried
// three times. It returns the errors of Ask, fault.Forbidden without having sent anything where the right is lacking, and
// what the server refuses with its own words.
func (s *Server) Register(ctx context.Context, film Film, o Order) (Registered, error) {
	var out Registered
	if !film.MayRegister {
		return out, fault.New(fault.Forbidden, "the account of this token may not register cards of %s; nothing was sent", film.Title).
			WithRemedy("Use a token of somebody of the crew, or have your role changed.")
	}
	document, err := json.Marshal(o.Receipt)
	if err != nil {
		return out, fault.Wrap(err, "agent.Register")
	}
	body, err := json.Marshal(struct {
		Receipt  json.RawMessage `json:"receipt"`
		Card     string          `json:"card,omitempty"`
		Day      string          `json:"date,omitempty"`
		Camera   string          `json:"camera,omitempty"`
		Operator string          `json:"operator,omitempty"`
		Again    bool            `json:"again,omitempty"`
		Once     bool            `json:"once"`
	}{document, o.Card, o.Day, o.Camera, o.Operator, o.Again, true})
	if err != nil {
		return out, fault.Wrap(err, "agent.Register")
	}
	return out, s.try(ctx, http.MethodPost, s.path(film.Slug, "receipts"), body, &out)
}

func (s *Server) path(slug, rest string) string {
	return "/api/productions/" + url.PathEscape(slug) + "/cards/" + rest
}

// try asks, and again after a pause where that may help.
func (s *Server) try(ctx context.Context, method, path string, body []byte, answer any) error {
	var err error
	for i := 0; ; i++ {
		var again bool
		if again, err = s.ask(ctx, method, path, body, answer); err == nil || !again || i == len(s.pauses) {
			return err
		}
		select {
		case <-time.After(s.pauses[i]):
		case <-ctx.Done():
			return fault.New(fault.Cancelled, "the server was not asked to the end")
		}
	}
}

// ask asks once. again tells whether the same may go well later.
func (s *Server) ask(ctx context.Context, method, path string, body []byte, answer any) (again bool, err error) {
	r, err := http.NewRequestWithContext(ctx, method, s.base.String()+path, bytes.NewReader(body))
	if err != nil {
		return false, fault.New(fault.Invalid, "%s cannot be asked", s.Host()).WithCause(err)
	}
	r.Header.Set("Accept", "application/json")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if s.token != "" {
		r.Header.Set("Authorization", "Bearer "+s.token)
	}
	got, err := s.client.Do(r)
	if err != nil {
		return s.unreachable(ctx, err)
	}
	defer got.Body.Close()
	text, err := io.ReadAll(io.LimitReader(got.Body, longestAnswer))
	if err != nil {
		return s.unreachable(ctx, err)
	}
	if got.StatusCode != http.StatusOK {
		return s.refused(got, text)
	}
	if err := json.Unmarshal(text, answer); err != nil {
		return false, fault.New(fault.Invalid, "%s answers, but not as a server of this program", s.Host()).WithRemedy("Give the address of the installation, as in a browser, without the path.")
	}
	return false, nil
}

// refused is what an answer other than yes means.
func (s *Server) refused(got *http.Response, text []byte) (again bool, err error) {
	var said struct {
		Code    fault.Code `json:"code"`
		Message string     `json:"message"`
	}
	ours := json.Unmarshal(text, &said) == nil && said.Code != ""
	switch status := got.StatusCode; {
	case status == http.StatusUnauthorized:
		return false, fault.New(fault.Unauthenticated, "%s does not know this token", s.Host()).WithRemedy("Make one on your account's page there, and give it with --token or BTS_TOKEN.")
	case status >= 300 && status < 400:
		return false, fault.New(fault.Invalid, "%s sends to another address: %.200s", s.Host(), got.Header.Get("Location")).WithRemedy("Give that address with --server.")
	case status == http.StatusRequestEntityTooLarge:
		return false, fault.New(fault.Invalid, "the receipt is larger than what is let through on the way to %s", s.Host()).WithRemedy("Register it on the page, or raise the limit of what stands before the server.")
	case status == http.StatusTooManyRequests || status >= 500:
		return true, fault.New(fault.Unavailable, "%s cannot answer now (%d)", s.Host(), status)
	case ours:
		return false, fault.New(said.Code, "%s says: %s", s.Host(), said.Message)
	case status == http.StatusNotFound:
		return false, fault.New(fault.Invalid, "%s answers, but not as a server of this program", s.Host()).WithRemedy("Give the address of the installation, as in a browser, without the path.")
	}
	return false, fault.New(fault.Invalid, "%s refuses (%s)", s.Host(), fmt.Sprint(got.StatusCode))
}
