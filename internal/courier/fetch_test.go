package courier

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

const calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"

func TestFetchAsksPolitely(t *testing.T) {
	t.Parallel()
	var seen http.Header
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		seen = r.Header.Clone()
		w.Header().Set("ETag", `"a"`)
		w.Header().Set("Cache-Control", "private, max-age=7200")
		http.SetCookie(w, &http.Cookie{Name: "session", Value: "x"})
		if r.Header.Get("If-None-Match") == `"a"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/calendar")
		w.Header().Set("Last-Modified", "Mon, 04 May 2026 10:00:00 GMT")
		io.WriteString(w, calendar)
	})
	fetcher := Fetcher{Guard: guard}
	address := strings.Replace(server.URL, "https://", "webcal://ann:pass%20word@", 1) + "/unit.ics?key=1"
	first, err := fetcher.Fetch(t.Context(), Request{URL: address})
	if err != nil {
		t.Fatal(err)
	}
	want := Response{Body: []byte(calendar), ETag: `"a"`, LastModified: "Mon, 04 May 2026 10:00:00 GMT", ContentType: "text/calendar",
		FinalURL: server.URL + "/unit.ics?key=1", MaxAge: 2 * time.Hour}
	if diff := cmp.Diff(want, first); diff != "" {
		t.Error(diff)
	}
	if user := seen.Get("Authorization"); user != "Basic YW5uOnBhc3Mgd29yZA==" || seen.Get("User-Agent") != agent || seen.Get("If-None-Match") != "" {
		t.Errorf("asked with %v", seen)
	}
	second, err := fetcher.Fetch(t.Context(), Request{URL: address, ETag: first.ETag, LastModified: first.LastModified})
	if err != nil {
		t.Fatal(err)
	}
	want.Body, want.NotModified, want.ContentType = nil, true, ""
	if diff := cmp.Diff(want, second); diff != "" {
		t.Error(diff)
	}
	if seen.Get("Cookie") != "" || seen.Get("If-Modified-Since") != first.LastModified {
		t.Errorf("asked again with %v", seen)
	}
	if _, err := fetcher.Fetch(t.Context(), Request{URL: address, ETag: "\"a\"\r\nX-Evil: 1"}); err != nil || seen.Get("If-None-Match") != "" {
		t.Errorf("a mark with a line end: %v, asked with %v", err, seen)
	}
}

func TestFetchStatus(t *testing.T) {
	t.Parallel()
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var status int
		fmt.Sscanf(r.URL.Path, "/%d", &status)
		w.Header().Set("Retry-After", r.URL.Query().Get("after"))
		w.WriteHeader(status)
		io.WriteString(w, "secret of the server")
	})
	tests := map[string]struct {
		ask   string
		code  fault.Code
		says  string
		after time.Duration
	}{
		"gone":              {"/410", fault.NotFound, "gone for good", 0},
		"not found":         {"/404", fault.NotFound, "knows no calendar", 0},
		"no password":       {"/401", fault.Forbidden, "password", 0},
		"forbidden":         {"/403", fault.Forbidden, "share the calendar again", 0},
		"too often":         {"/429?after=120", fault.Unavailable, "less often", 2 * time.Minute},
		"too often, no end": {"/429?after=99999999999999999999999", fault.Unavailable, "less often", longestHint},
		"too often, odd":    {"/429?after=soon", fault.Unavailable, "less often", 0},
		"too often, past":   {"/429?after=Mon,+04+May+2020+10:00:00+GMT", fault.Unavailable, "less often", 0},
		"maintenance":       {"/503?after=3600", fault.Unavailable, "fault of its own", time.Hour},
		"broken":            {"/500", fault.Unavailable, "fault of its own", 0},
		"no content":        {"/204", fault.Invalid, "204", 0},
		"not asked for":     {"/304", fault.Invalid, "304", 0},
		"teapot":            {"/418", fault.Invalid, "418", 0},
		"nowhere":           {"/302", fault.Invalid, "302", 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := (&Fetcher{Guard: guard}).Fetch(t.Context(), Request{URL: server.URL + test.ask})
			if !fault.Is(err, test.code) || !strings.Contains(err.Error(), test.says) || strings.Contains(err.Error(), "secret") {
				t.Errorf("error is %v", err)
			}
			if diff := cmp.Diff(Response{RetryAfter: test.after}, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFetchRedirects(t *testing.T) {
	t.Parallel()
	var plain *httptest.Server
	var referred, signed atomic.Value
	server, house := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case "/down":
			http.Redirect(w, r, plain.URL, http.StatusFound)
		case "/to":
			http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusMovedPermanently)
		case "/hop5", "/hop4", "/hop3", "/hop2", "/hop1":
			http.Redirect(w, r, fmt.Sprintf("/hop%d", r.URL.Path[4]-'1'), http.StatusFound)
		case "/signed":
			referred.Store(r.Header.Get("Referer"))
			signed.Store(r.Header.Get("Authorization"))
		default:
			io.WriteString(w, calendar)
		}
	})
	plain = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, calendar) }))
	t.Cleanup(plain.Close)
	far := throughProxy(t, server)
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	tests := map[string]struct {
		guard Guard
		ask   string
		code  fault.Code
	}{
		"five":                    {house, server.URL + "/hop5", ""},
		"without end":             {house, server.URL + "/loop", fault.Invalid},
		"from https to http":      {house, server.URL + "/down", fault.Invalid},
		"to the metadata":         {house, server.URL + "/to?to=https://169.254.169.254/", fault.Forbidden},
		"to everywhere":           {house, server.URL + "/to?to=https://0.0.0.0:" + port + "/", fault.Forbidden},
		"to a file":               {house, server.URL + "/to?to=file:///etc/hosts", fault.Invalid},
		"public":                  {far, "https://example.com/unit.ics", ""},
		"public to public":        {far, "https://example.com/to?to=webcal://example.com/unit.ics", ""},
		"public to this machine":  {far, "https://example.com/to?to=" + url.QueryEscape(server.URL), fault.Forbidden},
		"public to localhost":     {far, "https://example.com/to?to=https://localhost:" + port + "/", fault.Forbidden},
		"public to a mapped host": {far, "https://example.com/to?to=https://[::ffff:127.0.0.1]:" + port + "/", fault.Forbidden},
		"public to a number":      {far, "https://example.com/to?to=https://2130706433:" + port + "/", fault.Invalid},
		"public to http":          {far, "https://example.com/to?to=http://example.com/", fault.Invalid},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := (&Fetcher{Guard: test.guard}).Fetch(t.Context(), Request{URL: test.ask})
			if fault.CodeOf(err) != test.code {
				t.Fatalf("error is %v, want code %q", err, test.code)
			}
			if test.code == "" && string(got.Body) != calendar {
				t.Errorf("got %q", got.Body)
			}
		})
	}
	t.Run("password and origin stay home", func(t *testing.T) {
		t.Parallel()
		var other http.Header
		elsewhere, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { other = r.Header.Clone() })
		guard := house
		guard.Roots = house.Roots.Clone()
		guard.Roots.AddCert(elsewhere.Certificate())
		ask := strings.Replace(server.URL, "//", "//ann:secret@", 1) + "/to?to=" + url.QueryEscape(strings.Replace(elsewhere.URL, "//", "//eve:x@", 1)+"/unit.ics")
		if _, err := (&Fetcher{Guard: guard}).Fetch(t.Context(), Request{URL: ask}); err != nil {
			t.Fatal(err)
		}
		if other.Get("Authorization") != "" || other.Get("Referer") != "" {
			t.Errorf("the other server was told %v", other)
		}
		if _, err := (&Fetcher{Guard: house}).Fetch(t.Context(), Request{URL: strings.Replace(server.URL, "//", "//ann:secret@", 1) + "/to?to=/signed"}); err != nil {
			t.Fatal(err)
		}
		if signed.Load() == "" || referred.Load() != "" {
			t.Errorf("the same server was told %v, %v", signed.Load(), referred.Load())
		}
	})
}

// TestFetchNeverShowsSecrets looks for the password and the key in every error.
func TestFetchNeverShowsSecrets(t *testing.T) {
	t.Parallel()
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "https://example.com/%zz/topsecret")
		w.WriteHeader(http.StatusFound)
	})
	refuses, _ := net.Listen("tcp", "127.0.0.1:0")
	refuses.Close()
	for _, ask := range []string{
		strings.Replace(server.URL, "//", "//ann:topsecret@", 1) + "/topsecret",
		"https://ann:topsecret@" + refuses.Addr().String() + "/topsecret?key=topsecret",
		"https://ann:topsecret@nowhere.invalid/topsecret",
		"https://ann:topsecret@[::1/topsecret",
		"ftp://ann:topsecret@example.org/topsecret",
	} {
		_, err := (&Fetcher{Guard: guard, Timeout: 5 * time.Second}).Fetch(t.Context(), Request{URL: ask})
		if err == nil || strings.Contains(fmt.Sprintf("%+v", err), "topsecret") {
			t.Errorf("error is %v", err)
		}
	}
	untrusted := guard
	untrusted.Roots = nil
	if _, err := (&Fetcher{Guard: untrusted}).Fetch(t.Context(), Request{URL: server.URL}); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("an unknown certificate: %v", err)
	}
}

func TestFetchSlowServers(t *testing.T) {
	t.Parallel()
	over := make(chan struct{})
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/drip" {
			for {
				io.WriteString(w, "x")
				w.(http.Flusher).Flush()
				select {
				case <-time.After(10 * time.Millisecond):
				case <-r.Context().Done():
					return
				}
			}
		}
		select {
		case <-over:
		case <-r.Context().Done():
		}
	})
	defer close(over)
	fetcher := Fetcher{Guard: guard, Timeout: 200 * time.Millisecond}
	for _, path := range []string{"/drip", "/never"} {
		begun := time.Now()
		if _, err := fetcher.Fetch(t.Context(), Request{URL: server.URL + path}); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "in time") {
			t.Errorf("%s: error is %v", path, err)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s took %v", path, took)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	if _, err := (&Fetcher{Guard: guard}).Fetch(ctx, Request{URL: server.URL + "/never"}); !fault.Is(err, fault.Cancelled) {
		t.Errorf("a stopped request: %v", err)
	}
}

func TestFetchLargeBodies(t *testing.T) {
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		zeros := make([]byte, 1<<20)
		var out io.Writer = w
		switch r.URL.Path {
		case "/told":
			w.Header().Set("Content-Length", fmt.Sprint(64<<20))
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			defer packed.Close()
			out = packed
		case "/empty": // members that hold nothing, without end
			w.Header().Set("Content-Encoding", "gzip")
			for range 1 << 20 {
				if _, err := w.Write(emptyMember); err != nil {
					return
				}
			}
			return
		case "/packed":
			w.Header().Set("Content-Encoding", "gzip")
			packed := gzip.NewWriter(w)
			io.WriteString(packed, calendar)
			packed.Close()
			return
		case "/cut":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(emptyMember[:12])
			return
		case "/odd":
			w.Header().Set("Content-Encoding", "br")
			return
		case "/exact":
			w.Write(zeros)
			return
		case "/more":
			w.Write(append(zeros, 'x'))
			return
		}
		for range 64 {
			if _, err := out.Write(zeros); err != nil {
				return
			}
		}
	})
	tests := map[string]struct {
		bytes int
		code  fault.Code
	}{
		"/told": {0, fault.Invalid}, "/untold": {0, fault.Invalid}, "/bomb": {0, fault.Invalid}, "/empty": {0, fault.Invalid}, "/more": {0, fault.Invalid},
		"/cut": {0, fault.Unavailable}, "/odd": {0, fault.Invalid}, "/exact": {1 << 20, ""}, "/packed": {len(calendar), ""},
	}
	for path, test := range tests {
		t.Run(path[1:], func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			got, err := (&Fetcher{Guard: guard}).Fetch(t.Context(), Request{URL: server.URL + path, MaxBytes: 1 << 20})
			runtime.ReadMemStats(&after)
			if fault.CodeOf(err) != test.code || len(got.Body) != test.bytes {
				t.Errorf("got %d bytes, error %v", len(got.Body), err)
			}
			if used := after.TotalAlloc - before.TotalAlloc; used > 40<<20 { // the server's megabyte and HTTP/2's windows count too
				t.Errorf("allocated %d MB for 1 MB", used>>20)
			}
		})
	}
}

// emptyMember is a gzip member that holds nothing (RFC 1952).
var emptyMember = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0}

// TestFetchPlainHTTP asks a server without TLS on this machine, which tests of others rely on.
func TestFetchPlainHTTP(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, calendar) }))
	t.Cleanup(server.Close)
	if got, err := (&Fetcher{Guard: Guard{AllowPrivate: true}}).Fetch(t.Context(), Request{URL: server.URL}); err != nil || string(got.Body) != calendar {
		t.Errorf("got %q, %v", got.Body, err)
	}
	if _, err := (&Fetcher{}).Fetch(t.Context(), Request{URL: server.URL}); !fault.Is(err, fault.Invalid) {
		t.Errorf("without leave: %v", err)
	}
}
