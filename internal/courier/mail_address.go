package courier

import (
	"crypto/x509"
	"fmt"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/btsdirector/bts/internal/fault"
)

// security says how the way to a mail server is protected.
type security int

const (
	startTLS  security = iota // encrypted after the greeting, refused where the server cannot
	fullTLS                   // encrypted from the first byte
	plainText                 // not encrypted
)

// Mail sends letters through one mail server. Its zero value sends nothing; ParseMail makes one. Where
// the server stands is decided by whoever runs the installation, so no Guard is asked.
type Mail struct {
	Roots   *x509.CertPool // certificate authorities to trust; nil for those of the system
	Timeout time.Duration  // for a whole letter, 0 for a minute

	host, user, password string
	port                 int
	from                 mail.Address
	security             security
}

// ParseMail reads the address of a mail server:
//
//	smtp://user:password@mail.example.org:587?from=BTS <bts@example.org>
//	smtps://user:password@mail.example.org?from=bts@example.org
//
// smtp encrypts by STARTTLS (port 587 where none is given) and goes to no server that cannot, except on
// this machine or with tls=off; tls=on asks for it on this machine too. smtps encrypts from the start
// (port 465). Without from the user must be an e-mail address. It returns fault.Invalid, without the
// password.
func ParseMail(raw string) (Mail, error) {
	addr, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || addr.Hostname() == "" || strings.Trim(addr.Path, "/") != "" {
		return Mail{}, badServer("the address of the mail server cannot be read")
	}
	m := Mail{host: addr.Hostname(), user: addr.User.Username(), security: startTLS, port: 587}
	m.password, _ = addr.User.Password()
	query, err := url.ParseQuery(strings.ReplaceAll(addr.RawQuery, "+", "%2B")) // bts+film@example.org
	if err != nil {
		return Mail{}, badServer("the part after ? in the address of the mail server cannot be read")
	}
	switch tls := query.Get("tls"); {
	case addr.Scheme == "smtps" && tls != "off":
		m.security, m.port = fullTLS, 465
	case addr.Scheme != "smtp", tls != "" && tls != "on" && tls != "off":
		return Mail{}, badServer("the mail server is neither smtp nor smtps, or its tls is neither on nor off")
	case tls == "off", tls == "" && thisMachine(m.host):
		m.security = plainText
	}
	if text := addr.Port(); text != "" {
		if m.port, err = strconv.Atoi(text); err != nil || m.port < 1 || m.port > 65535 {
			return Mail{}, badServer("the port of the mail server is no port")
		}
	}
	for name := range query {
		if name != "from" && name != "tls" {
			return Mail{}, badServer("the address of the mail server has a part %q that is not known", oneLine(name))
		}
	}
	from, err := mail.ParseAddress(firstOf(query.Get("from"), m.user))
	if err != nil || !plainAddress(from.Address) {
		return Mail{}, badServer("the address of the mail server does not say whom letters come from")
	}
	from.Name = oneLine(from.Name)
	m.from = *from
	return m, nil
}

func badServer(format string, args ...any) error {
	return fault.New(fault.Invalid, format, args...).
		WithRemedy("Write it like smtp://user:password@mail.example.org:587?from=bts@example.org; in user and password write @ as %%40 and : as %%3A.")
}

// String is the server as it may be shown and logged, without the password.
func (m Mail) String() string {
	if m.host == "" {
		return "no mail server"
	}
	way := map[security]string{startTLS: "STARTTLS", fullTLS: "TLS", plainText: "not encrypted"}[m.security]
	return fmt.Sprintf("%s port %d, %s, from %s", m.host, m.port, way, m.from.Address)
}

// GoString keeps the password out of %#v too.
func (m Mail) GoString() string { return m.String() }

// oneLine makes text fit for a header: control characters and line ends become spaces.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

// plainAddress reports whether an e-mail address is of the plain kind, which every server takes.
func plainAddress(text string) bool {
	odd := func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || strings.ContainsRune(`<>()[],;:"\`, r)
	}
	user, domain, found := strings.Cut(text, "@")
	return found && user != "" && domain != "" && len(text) <= 254 && !strings.ContainsFunc(text, odd) && !strings.Contains(domain, "@")
}
