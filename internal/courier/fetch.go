package courier

import (
	"context"
	"net/http"
	"net/url"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

const (
	usualBytes   = 32 << 20
	usualTimeout = time.Minute
	mostHops     = 5    // redirects followed
	longestMark  = 1024 // bytes of an ETag worth keeping
)

// agent is what we call ourselves to other people's servers.
const agent = "BTS-Director/1 (calendar subscription)"

// Fetcher asks for subscribed calendars. It keeps no cookies and no connections, so it may be used by
// many at once and needs no closing.
type Fetcher struct {
	Guard   Guard
	Agent   string        // User-Agent, "" for the house's own
	Timeout time.Duration // for a whole exchange with all redirects, 0 for a minute
}

// Request is one look at an address.
type Request struct {
	URL          string // as the person gave it; user and password in it are sent as basic authentication
	ETag         string // of the last answer, "" for none
	LastModified string // of the last answer, "" for none
	MaxBytes     int64  // most bytes of the answer, packed and unpacked; 0 for 32 MiB
}

// Response is what an address answered. After an error it still carries RetryAfter.
type Response struct {
	NotModified  bool   // what the last answer brought still holds; Body is nil
	Body         []byte //
	ETag         string // to give back with the next Request
	LastModified string // likewise
	ContentType  string // as the server says, "" where it does not; a page may come in place of a calendar
	FinalURL     string // where the redirects ended, without user and password
	RetryAfter   time.Duration
	MaxAge       time.Duration // how long the server holds its answer for fresh, 0 when it does not say
}

// Fetch asks once, with the marks of the last answer, and follows at most five redirects, each under
// the guard and none from https to http.
//
// It returns fault.Invalid for an address or an answer that cannot be used, fault.Forbidden for a
// closed address, a refused password or a forbidden calendar, fault.NotFound for one that is not or no
// longer there, fault.Unavailable where asking again later may help.
func (f *Fetcher) Fetch(ctx context.Context, ask Request) (Response, error) {
	addr, err := f.Guard.Address(ask.URL)
	if err != nil {
		return Response{}, err
	}
	if ask.MaxBytes <= 0 {
		ask.MaxBytes = usualBytes
	}
	if addr.Scheme == "file" {
		return readFile(ctx, addr, ask)
	}
	whole, cancel := context.WithTimeout(ctx, orTimeout(f.Timeout))
	defer cancel()
	got, err := f.exchange(whole, addr, ask)
	if err != nil {
		return got, sendError(ctx, addr.Hostname(), err)
	}
	return got, nil
}

func orTimeout(d time.Duration) time.Duration {
	if d <= 0 {
		return usualTimeout
	}
	return d
}

// exchange asks over the network.
func (f *Fetcher) exchange(ctx context.Context, addr *url.URL, ask Request) (Response, error) {
	r, err := newRequest(ctx, http.MethodGet, addr, nil)
	if err != nil {
		return Response{}, err
	}
	r.Header.Set("User-Agent", firstOf(f.Agent, agent))
	r.Header.Set("Accept", "text/calendar, */*;q=0.5")
	r.Header.Set("Accept-Encoding", "gzip")
	asked := setMark(r.Header, "If-None-Match", ask.ETag)
	asked = setMark(r.Header, "If-Modified-Since", ask.LastModified) || asked
	client := http.Client{Transport: f.Guard.transport(), CheckRedirect: f.follow}
	answer, err := client.Do(r)
	if err != nil {
		return Response{}, err
	}
	defer answer.Body.Close()
	got := Response{
		ContentType: answer.Header.Get("Content-Type"), FinalURL: answer.Request.URL.String(),
		RetryAfter: retryAfter(answer.Header, time.Now()), MaxAge: maxAge(answer.Header),
		ETag: keepMark(answer.Header.Get("ETag")), LastModified: keepMark(answer.Header.Get("Last-Modified")),
	}
	switch {
	case answer.StatusCode == http.StatusOK:
		got.Body, err = readBody(answer, ask.MaxBytes)
		return got, err
	case answer.StatusCode == http.StatusNotModified && asked:
		got.NotModified = true
		got.ETag, got.LastModified = firstOf(got.ETag, ask.ETag), firstOf(got.LastModified, ask.LastModified)
		return got, nil
	}
	return Response{RetryAfter: got.RetryAfter}, statusError(addr.Hostname(), answer.StatusCode)
}

// newRequest makes a request to addr. User and password go into a header of our own, because the
// client would forget them at the first redirect within the same server.
func newRequest(ctx context.Context, method string, addr *url.URL, body []byte) (*http.Request, error) {
	bare := *addr
	bare.User = nil
	r, err := http.NewRequestWithContext(ctx, method, bare.String(), reader(body))
	if err != nil {
		return nil, fault.New(fault.Invalid, "this is not an address").WithRemedy("Copy it again from where it is shown.")
	}
	if user := addr.User; user != nil {
		password, _ := user.Password()
		r.SetBasicAuth(user.Username(), password)
	}
	return r, nil
}

// follow judges a redirect. Another server learns neither the password nor the address we came from,
// which is often secret.
func (f *Fetcher) follow(r *http.Request, via []*http.Request) error {
	if len(via) > mostHops {
		return fault.New(fault.Invalid, "the address leads on to others without end").WithRemedy("Open it in a browser and use the address where it ends.")
	}
	r.Header.Del("Referer")
	r.URL.User = nil
	next, err := calendarLink(r.URL)
	if err != nil {
		return fault.New(fault.Invalid, "the address leads on to something that is none").WithRemedy("Tell whoever runs the server.")
	}
	r.URL = next
	if r.URL.Host != via[0].URL.Host {
		r.Header.Del("Authorization")
	}
	if r.URL.Scheme == "http" && via[len(via)-1].URL.Scheme == "https" {
		return fault.New(fault.Invalid, "the address leads on from https to http, where anybody could read and change the answer").
			WithRemedy("Tell whoever runs the server.")
	}
	return f.Guard.check(r.URL)
}

// setMark sets a header from a mark of the last answer and says whether it did.
func setMark(h http.Header, name, mark string) bool {
	if keepMark(mark) == "" {
		return false
	}
	h.Set(name, mark)
	return true
}

// keepMark is a mark that can be sent back as it is, else "".
func keepMark(mark string) string {
	if len(mark) > longestMark {
		return ""
	}
	for i := range len(mark) {
		if mark[i] < ' ' || mark[i] == 0x7f {
			return ""
		}
	}
	return mark
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
