package courier

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// The example that the specification's own libraries are tested with.
const (
	exampleSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	exampleID     = "msg_p5jXN8AQM9LWM0D4loKWxJek"
	exampleBody   = `{"test": 2432232314}`
	exampleSum    = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
)

var exampleAt = time.Unix(1614265330, 0)

func TestSign(t *testing.T) {
	t.Parallel()
	if got, err := Sign(exampleSecret, exampleID, exampleAt, []byte(exampleBody)); err != nil || got != exampleSum {
		t.Errorf("signature is %s, %v", got, err)
	}
	for name, bad := range map[string][2]string{
		"no secret": {"", exampleID}, "no mark": {"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", exampleID}, "short": {"whsec_MfKQ", exampleID},
		"no base64": {"whsec_!!!", exampleID}, "no id": {exampleSecret, ""}, "a dot": {exampleSecret, "a.b"}, "a line end": {exampleSecret, "a\nb"},
	} {
		if _, err := Sign(bad[0], bad[1], exampleAt, nil); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: error is %v", name, err)
		}
	}
	if a, b := NewSecret(), NewSecret(); a == b || len(a) < 40 {
		t.Errorf("secrets are %s and %s", a, b)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change map[string]string // header → value
		body   string
		now    time.Time
		ok     bool
	}{
		"as sent":             {nil, exampleBody, exampleAt, true},
		"a little late":       {nil, exampleBody, exampleAt.Add(4 * time.Minute), true},
		"one of several":      {map[string]string{headerSignature: "v1,AAAA v1a,zzz " + exampleSum}, exampleBody, exampleAt, true},
		"late":                {nil, exampleBody, exampleAt.Add(6 * time.Minute), false},
		"early":               {nil, exampleBody, exampleAt.Add(-6 * time.Minute), false},
		"another body":        {nil, exampleBody + " ", exampleAt, false},
		"another id":          {map[string]string{headerID: "msg_2"}, exampleBody, exampleAt, false},
		"another time":        {map[string]string{headerTimestamp: "1614265331"}, exampleBody, exampleAt, false},
		"no time":             {map[string]string{headerTimestamp: ""}, exampleBody, exampleAt, false},
		"no signature":        {map[string]string{headerSignature: ""}, exampleBody, exampleAt, false},
		"another version":     {map[string]string{headerSignature: strings.Replace(exampleSum, "v1,", "v2,", 1)}, exampleBody, exampleAt, false},
		"without its version": {map[string]string{headerSignature: strings.TrimPrefix(exampleSum, "v1,")}, exampleBody, exampleAt, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			headers := http.Header{}
			headers.Set(headerID, exampleID)
			headers.Set(headerTimestamp, fmt.Sprint(exampleAt.Unix()))
			headers.Set(headerSignature, exampleSum)
			for header, value := range test.change {
				headers.Set(header, value)
			}
			err := Verify(exampleSecret, headers, []byte(test.body), test.now)
			if test.ok != (err == nil) || err != nil && !fault.Is(err, fault.Unauthenticated) {
				t.Errorf("error is %v", err)
			}
		})
	}
}

func TestWebhookSend(t *testing.T) {
	t.Parallel()
	secret := NewSecret()
	status := func(r *http.Request) (n int) { fmt.Sscanf(r.URL.Path, "/%d", &n); return n }
	refused := errors.New("not signed")
	got := make(chan error, 100)
	server, guard := serve(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		err := Verify(secret, r.Header, body, time.Now())
		if err == nil && (string(body) != `{"type":"plan.made"}` || r.Header.Get("Content-Type") != "application/json" || r.Method != http.MethodPost) {
			err = refused
		}
		got <- err
		w.Header().Set("Retry-After", "60")
		w.Header().Set("Location", "/200")
		w.WriteHeader(status(r))
		io.WriteString(w, "words of the receiver")
	})
	tests := map[int]fault.Code{
		200: "", 202: "", 204: "", 302: fault.Invalid, 307: fault.Invalid, 400: fault.Invalid, 401: fault.Invalid, 404: fault.Invalid, 422: fault.Invalid,
		408: fault.Unavailable, 410: fault.NotFound, 429: fault.Unavailable, 500: fault.Unavailable, 502: fault.Unavailable, 503: fault.Unavailable,
	}
	message := Message{Secret: secret, ID: "msg_1", At: time.Now(), Body: []byte(`{"type":"plan.made"}`)}
	for answer, code := range tests {
		m := message
		m.URL = fmt.Sprintf("%s/%d", server.URL, answer)
		receipt, err := (&Webhook{Guard: guard}).Send(t.Context(), m)
		if fault.CodeOf(err) != code || receipt.Status != answer || receipt.RetryAfter != time.Minute {
			t.Errorf("%d: receipt %+v, error %v", answer, receipt, err)
		}
		if err := <-got; err != nil {
			t.Errorf("%d: received %v", answer, err)
		}
	}
	if len(got) > 0 {
		t.Errorf("%d requests more than messages: a redirect was followed", len(got))
	}
}

func TestWebhookRefuses(t *testing.T) {
	t.Parallel()
	server, guard := serve(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	good := Message{URL: server.URL, Secret: NewSecret(), ID: "msg_1", At: time.Now(), Body: []byte(`{}`)}
	tests := map[string]struct {
		guard  Guard
		change func(*Message)
		code   fault.Code
	}{
		"a private address": {Guard{}, func(*Message) {}, fault.Forbidden},
		"a file":            {Guard{AllowFiles: true}, func(m *Message) { m.URL = "file:///tmp/x" }, fault.Invalid},
		"no secret":         {guard, func(m *Message) { m.Secret = "" }, fault.Invalid},
		"no JSON":           {guard, func(m *Message) { m.Body = []byte(`{`) }, fault.Internal},
		"too large":         {guard, func(m *Message) { m.Body = []byte(`"` + strings.Repeat("x", mostMessage) + `"`) }, fault.Internal},
		"a silent receiver": {guard, func(*Message) {}, fault.Unavailable},
		"nobody there":      {guard, func(m *Message) { m.URL = "https://127.0.0.1:1/" }, fault.Unavailable},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := good
			test.change(&m)
			if _, err := (&Webhook{Guard: test.guard, Timeout: 200 * time.Millisecond}).Send(t.Context(), m); !fault.Is(err, test.code) {
				t.Errorf("error is %v, want code %s", err, test.code)
			}
		})
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (&Webhook{Guard: guard}).Send(ctx, good); !fault.Is(err, fault.Cancelled) {
		t.Errorf("a stopped message: %v", err)
	}
}
