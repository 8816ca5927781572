package courier

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"log"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/btsdirector/bts/internal/fault"
)

// postOffice is a real mail server in this process.
type postOffice struct {
	mu      sync.Mutex
	letters []envelope
	refuse  *smtp.SMTPError // what it says to a receiver
	wait    chan struct{}   // when set, DATA takes until it is closed
}

type envelope struct {
	from, to string
	text     []byte
	secure   bool
	user     string
}

type counter struct {
	office *postOffice
	conn   *smtp.Conn
	e      envelope
}

func (p *postOffice) NewSession(c *smtp.Conn) (smtp.Session, error) {
	return &counter{office: p, conn: c}, nil
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "bts@example.org" || password != "p:ss@word" {
			return smtp.ErrAuthFailed
		}
		c.e.user = user
		return nil
	}), nil
}

func (c *counter) Mail(from string, _ *smtp.MailOptions) error { c.e.from = from; return nil }

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	if c.office.refuse != nil {
		return c.office.refuse
	}
	c.e.to = to
	return nil
}

func (c *counter) Data(r io.Reader) error {
	if c.office.wait != nil {
		<-c.office.wait
	}
	var err error
	if c.e.text, err = io.ReadAll(r); err != nil {
		return err
	}
	_, c.e.secure = c.conn.TLSConnectionState()
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.letters = append(c.office.letters, c.e)
	return nil
}

func (c *counter) Reset()        {}
func (c *counter) Logout() error { return nil }

// open starts the server; way is "starttls", "tls" or "plain". It returns its address and a
// certificate's authority.
func (p *postOffice) open(t *testing.T, way string) (address string, keys *httptest.Server) {
	t.Helper()
	keys = httptest.NewTLSServer(http.NotFoundHandler()) // has a certificate for 127.0.0.1
	t.Cleanup(keys.Close)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(p)
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "example.org", true, log.New(io.Discard, "", 0)
	config := &tls.Config{Certificates: keys.TLS.Certificates}
	address = listener.Addr().String()
	switch way {
	case "starttls":
		server.TLSConfig = config
	case "tls":
		listener = tls.NewListener(listener, config)
	}
	go server.Serve(listener)
	t.Cleanup(func() { server.Close() })
	return address, keys
}

func letter() Letter {
	return Letter{
		ID: "0190-abc", To: mail.Address{Name: "Zoë, Ann\r\nBcc: eve@example.org", Address: "ann@example.net"}, ReplyTo: "office@example.org",
		Subject: "Plan für „Nacht“\r\nBcc: eve@example.org", Text: "Tomorrow at 07:30.\n.\n..\nFrom Büro.\nBcc: x\n", Unsubscribe: "https://bts.example.org/letters/abc?x=1&y=2",
		At: time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC),
	}
}

const account = "bts%40example.org:p%3Ass%40word@"

func TestMailSend(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		way, scheme, user, query string
		secure                   bool
		code                     fault.Code
	}{
		"STARTTLS":                          {"starttls", "smtp", account, "?tls=on", true, ""},
		"TLS":                               {"tls", "smtps", account, "", true, ""},
		"this machine, plain":               {"plain", "smtp", "", "?from=BTS%20<bts@example.org>", false, ""},
		"this machine, plain with password": {"plain", "smtp", account, "", false, ""},
		"off":                               {"starttls", "smtp", account, "?tls=off", false, ""},
		"a server without STARTTLS":         {"plain", "smtp", account, "?tls=on", false, fault.Unavailable},
		"no TLS where it is expected":       {"plain", "smtps", account, "", false, fault.Unavailable},
		"a wrong password":                  {"tls", "smtps", "bts%40example.org:wrong@", "", false, fault.Forbidden},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			office := &postOffice{}
			address, keys := office.open(t, test.way)
			m, err := ParseMail(test.scheme + "://" + test.user + address + test.query)
			if err != nil {
				t.Fatal(err)
			}
			m.Roots = rootsOf(keys)
			m.Timeout = 5 * time.Second
			err = m.Send(t.Context(), letter())
			if fault.CodeOf(err) != test.code {
				t.Fatalf("error is %v, want code %q", err, test.code)
			}
			if err != nil {
				if strings.Contains(err.Error(), "ss@word") || len(office.letters) != 0 {
					t.Errorf("error is %v, %d letters", err, len(office.letters))
				}
				return
			}
			got := office.letters[0]
			if got.from != "bts@example.org" || got.to != "ann@example.net" || got.secure != test.secure || (got.user != "") != (test.user != "") {
				t.Errorf("envelope is %+v", got)
			}
			checkLetter(t, got.text)
		})
	}
}

func checkLetter(t *testing.T, text []byte) {
	t.Helper()
	got, err := mail.ReadMessage(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	decode := new(mime.WordDecoder)
	subject, _ := decode.DecodeHeader(got.Header.Get("Subject"))
	to, err := got.Header.AddressList("To")
	if err != nil || len(to) != 1 || to[0].Name != "Zoë, Ann Bcc: eve@example.org" || to[0].Address != "ann@example.net" {
		t.Errorf("to %v, %v", to, err)
	}
	for header, want := range map[string]string{
		"Message-Id": "<0190-abc@example.org>", "Auto-Submitted": "auto-generated", "List-Unsubscribe": "<https://bts.example.org/letters/abc?x=1&y=2>",
		"Bcc": "", "Reply-To": "<office@example.org>", "Date": "Mon, 04 May 2026 10:00:00 +0000", "User-Agent": "", "X-Mailer": "",
	} {
		if got.Header.Get(header) != want {
			t.Errorf("%s is %q, want %q", header, got.Header.Get(header), want)
		}
	}
	if subject != "Plan für „Nacht“ Bcc: eve@example.org" || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/plain; charset=UTF-8") {
		t.Errorf("subject %q, type %s", subject, got.Header.Get("Content-Type"))
	}
	body, err := io.ReadAll(plainBody(got))
	if err != nil || strings.ReplaceAll(string(body), "\r\n", "\n") != letter().Text {
		t.Errorf("body is %q, %v", body, err)
	}
}

func TestMailFailures(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		refuse *smtp.SMTPError
		change func(*Letter)
		code   fault.Code
	}{
		"an unknown receiver":         {&smtp.SMTPError{Code: 550, Message: "no such person"}, func(*Letter) {}, fault.Invalid},
		"a full letter box":           {&smtp.SMTPError{Code: 452, Message: "full"}, func(*Letter) {}, fault.Unavailable},
		"greylisting":                 {&smtp.SMTPError{Code: 450, Message: "later"}, func(*Letter) {}, fault.Unavailable},
		"a line end in the address":   {nil, func(l *Letter) { l.To.Address = "ann@example.net>\r\nRCPT TO:<eve@example.org" }, fault.Invalid},
		"two addresses":               {nil, func(l *Letter) { l.To.Address = "ann@example.net,eve@example.org" }, fault.Invalid},
		"no address":                  {nil, func(l *Letter) { l.To.Address = "" }, fault.Invalid},
		"a line end in the answer to": {nil, func(l *Letter) { l.ReplyTo = "a@b.c\r\nBcc: d@e.f" }, fault.Invalid},
		"a line end in the id":        {nil, func(l *Letter) { l.ID = "a>\r\nBcc: d@e.f" }, fault.Internal},
		"a line end in the page":      {nil, func(l *Letter) { l.Unsubscribe = "https://example.org/\r\nBcc: d@e.f" }, fault.Internal},
		"a script for a page":         {nil, func(l *Letter) { l.Unsubscribe = "javascript:alert(1)" }, fault.Internal},
		"too long":                    {nil, func(l *Letter) { l.Text = strings.Repeat("x", mostText+1) }, fault.Invalid},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			office := &postOffice{refuse: test.refuse}
			address, _ := office.open(t, "plain")
			m, err := ParseMail("smtp://" + address + "?from=bts@example.org")
			if err != nil {
				t.Fatal(err)
			}
			l := letter()
			test.change(&l)
			if err := m.Send(t.Context(), l); !fault.Is(err, test.code) || len(office.letters) > 0 {
				t.Errorf("error is %v, want code %s; %d letters", err, test.code, len(office.letters))
			}
		})
	}
}

func TestMailWaits(t *testing.T) {
	t.Parallel()
	office := &postOffice{wait: make(chan struct{})}
	address, _ := office.open(t, "plain")
	m, err := ParseMail("smtp://" + address + "?from=bts@example.org")
	if err != nil {
		t.Fatal(err)
	}
	m.Timeout = 200 * time.Millisecond
	if err := m.Send(t.Context(), letter()); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "in time") {
		t.Errorf("a slow server: %v", err)
	}
	m.Timeout = time.Minute
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, cancel)
	begun := time.Now()
	if err := m.Send(ctx, letter()); !fault.Is(err, fault.Cancelled) || time.Since(begun) > 10*time.Second {
		t.Errorf("a stopped letter: %v after %v", err, time.Since(begun))
	}
	close(office.wait)
	if err := (&Mail{}).Send(t.Context(), letter()); !fault.Is(err, fault.Unavailable) {
		t.Errorf("no server: %v", err)
	}
	m.port = 1
	if err := m.Send(t.Context(), letter()); !fault.Is(err, fault.Unavailable) {
		t.Errorf("nobody there: %v", err)
	}
}

func TestParseMail(t *testing.T) {
	t.Parallel()
	tests := map[string]string{ // address → how it shows, "" for refused
		"smtp://bts%40example.org:topsecret@mail.example.org":                    "mail.example.org port 587, STARTTLS, from bts@example.org",
		"smtp://user:topsecret@mail.example.org:25?from=BTS <bts@example.org>":   "mail.example.org port 25, STARTTLS, from bts@example.org",
		"smtps://user:topsecret@mail.example.org?from=bts@example.org":           "mail.example.org port 465, TLS, from bts@example.org",
		"smtp://mail.example.org?from=bts@example.org&tls=off":                   "mail.example.org port 587, not encrypted, from bts@example.org",
		"smtps://mail.example.org?from=bts+film@example.org":                     "mail.example.org port 465, TLS, from bts+film@example.org",
		"smtp://localhost:1025?from=bts@example.org":                             "localhost port 1025, not encrypted, from bts@example.org",
		"smtp://[::1]:1025?from=bts@example.org&tls=on":                          "::1 port 1025, STARTTLS, from bts@example.org",
		"smtp://user:topsecret@mail.example.org":                                 "",
		"smtps://user:topsecret@mail.example.org?from=bts@example.org&tls=off":   "",
		"smtp://mail.example.org?from=bts@example.org&tls=perhaps":               "",
		"smtp://mail.example.org?from=bts@example.org&tsl=off":                   "",
		"smtp://mail.example.org:99999?from=bts@example.org":                     "",
		"smtp://mail.example.org/path?from=bts@example.org":                      "",
		"smtp://mail.example.org?from=bts@example.org%0d%0aBcc: eve@example.org": "",
		"http://mail.example.org?from=bts@example.org":                           "",
		"mail.example.org":                       "",
		"":                                       "",
		"smtp://user:topsecret@mail example.org": "",
	}
	for raw, want := range tests {
		m, err := ParseMail(raw)
		if (err == nil) != (want != "") || err != nil && (!fault.Is(err, fault.Invalid) || strings.Contains(err.Error(), "topsecret")) {
			t.Errorf("%s: %v, %v", raw, m, err)
		}
		if err != nil {
			continue
		}
		for _, shown := range []string{m.String(), fmt.Sprintf("%v", m), fmt.Sprintf("%+v", &m), fmt.Sprintf("%#v", m)} {
			if shown != want {
				t.Errorf("%s shows as %s", raw, shown)
			}
		}
	}
}
