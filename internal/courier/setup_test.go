package courier

import (
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"log"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

// serve starts a real server with TLS on loopback and a guard that may ask it. Its certificate is for
// 127.0.0.1 and example.com.
func serve(t *testing.T, handler http.HandlerFunc) (*httptest.Server, Guard) {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // half of the tests break connections
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	return server, Guard{AllowPrivate: true, Roots: rootsOf(server)}
}

func rootsOf(server *httptest.Server) *x509.CertPool {
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return roots
}

// throughProxy is a guard that may go nowhere private and reaches the server as https://example.com
// through a proxy of our own.
func throughProxy(t *testing.T, server *httptest.Server) Guard {
	t.Helper()
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodConnect || r.Host != "example.com:443" {
			http.Error(w, "not here", http.StatusForbidden)
			return
		}
		far, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		near, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			far.Close()
			return
		}
		io.WriteString(near, "HTTP/1.1 200 Connected\r\n\r\n")
		go func() { defer far.Close(); io.Copy(far, near) }()
		go func() { defer near.Close(); io.Copy(near, far) }()
	}))
	t.Cleanup(proxy.Close)
	at, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	return Guard{Roots: rootsOf(server), Proxy: at}
}

// asFault is the house's error inside err, nil when there is none.
func asFault(err error) error {
	var f *fault.Error
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// plainBody undoes the transfer encoding of a letter.
func plainBody(m *mail.Message) io.Reader {
	switch m.Header.Get("Content-Transfer-Encoding") {
	case "quoted-printable":
		return quotedprintable.NewReader(m.Body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, m.Body)
	}
	return m.Body
}
