package courier

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/mail"
	"net/textproto"
	"net/url"
	"strings"
	"syscall"
	"time"

	gomail "github.com/wneessen/go-mail"

	"github.com/btsdirector/bts/internal/fault"
)

// mostText is how long a letter may be, in bytes.
const mostText = 1 << 20

// Letter is one letter to one person. A letter that is sent again keeps its ID, by which mail programs
// know that they have it already.
type Letter struct {
	ID          string // of letters, digits, "-", "_" and "."; "" for a random one
	To          mail.Address
	ReplyTo     string // e-mail address, "" for none
	Subject     string // line ends in it become spaces
	Text        string // plain text
	Unsubscribe string // https address of the page that ends these letters, "" for none
	At          time.Time
}

// Send sends one letter, as text, marked as made by a program so that nobody's holiday answer comes
// back (RFC 3834).
//
// It returns fault.Invalid for a letter or a receiver that the server will never take, fault.Forbidden
// for a refused user or password, fault.Unavailable where trying again may help.
func (m *Mail) Send(ctx context.Context, letter Letter) error {
	if m.host == "" {
		return fault.New(fault.Unavailable, "no mail server is set up").WithRemedy("Ask whoever runs this installation to give one.")
	}
	message, err := m.write(letter)
	if err != nil {
		return err
	}
	whole, cancel := context.WithTimeout(ctx, orTimeout(m.Timeout))
	defer cancel()
	client, err := m.client(whole)
	if err != nil {
		return fault.New(fault.Internal, "the mail server %s cannot be used", m).WithCause(err)
	}
	err = client.DialAndSendWithContext(whole, message)
	switch {
	case err == nil, message.IsDelivered(): // what goes wrong after the server took it would only send it twice
		return nil
	case errors.Is(whole.Err(), context.DeadlineExceeded):
		err = whole.Err()
	}
	return m.failed(ctx, err)
}

// write makes the message.
func (m *Mail) write(letter Letter) (*gomail.Msg, error) {
	switch {
	case !plainAddress(letter.To.Address), letter.ReplyTo != "" && !plainAddress(letter.ReplyTo):
		return nil, fault.New(fault.Invalid, "%q is not an e-mail address", oneLine(letter.To.Address+letter.ReplyTo)).WithRemedy("Write it like ann@example.org.")
	case len(letter.Text) > mostText:
		return nil, fault.New(fault.Invalid, "the letter is too long")
	case strings.Trim(letter.ID, idLetters) != "":
		return nil, fault.New(fault.Internal, "%q cannot be the id of a letter", letter.ID)
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	msg.FromMailAddress(&m.from)
	if err := msg.EnvelopeFrom(m.from.Address); err != nil {
		return nil, fault.New(fault.Internal, "letters cannot come from %s", m.from.Address).WithCause(err)
	}
	msg.ToMailAddress(&mail.Address{Name: oneLine(letter.To.Name), Address: letter.To.Address})
	if letter.ReplyTo != "" {
		msg.ReplyToMailAddress(&mail.Address{Address: letter.ReplyTo})
	}
	_, domain, _ := strings.Cut(m.from.Address, "@")
	msg.SetMessageIDWithValue(firstOf(letter.ID, randomID()) + "@" + domain)
	msg.SetDateWithValue(orNow(letter.At))
	msg.Subject(oneLine(letter.Subject))
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetGenHeader("X-Auto-Response-Suppress", "All") // what Exchange reads in its place
	if letter.Unsubscribe != "" {
		page, err := url.Parse(letter.Unsubscribe)
		if err != nil || page.Scheme != "https" && page.Scheme != "http" || page.Host == "" || strings.ContainsAny(letter.Unsubscribe, "<>, \t") {
			return nil, fault.New(fault.Internal, "the page that ends these letters has no usable address")
		}
		msg.SetListUnsubscribe("<" + page.String() + ">")
	}
	msg.SetBodyString(gomail.TypeTextPlain, strings.ToValidUTF8(letter.Text, "\uFFFD"))
	return msg, nil
}

const idLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."

func randomID() string {
	return strings.Trim(strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(strings.TrimPrefix(NewSecret(), secretPrefix)), ".")
}

func orNow(at time.Time) time.Time {
	if at.IsZero() {
		return time.Now()
	}
	return at
}

// client is a connection's worth of settings. The connection is ours so that a stopped request ends it.
func (m *Mail) client(ctx context.Context) (*gomail.Client, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: m.host, RootCAs: m.Roots}
	options := []gomail.Option{
		gomail.WithPort(m.port), gomail.WithTimeout(orTimeout(m.Timeout)), gomail.WithTLSConfig(config), gomail.WithoutNoop(),
		gomail.WithDialContextFunc(func(dialing context.Context, network, address string) (net.Conn, error) {
			return m.connect(ctx, dialing, network, address, config)
		}),
	}
	known := []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthPlain, gomail.SMTPAuthLogin}
	switch m.security {
	case startTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case fullTLS:
		options = append(options, gomail.WithSSL())
	case plainText: // whoever asked for it has seen that the password goes bare where the server knows no better
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
		known = []gomail.SMTPAuthType{gomail.SMTPAuthSCRAMSHA256, gomail.SMTPAuthCramMD5, gomail.SMTPAuthPlainNoEnc, gomail.SMTPAuthLoginNoEnc}
	}
	if m.user != "" {
		options = append(options, gomail.WithOpportunisticSMTPAuth(known...), gomail.WithUsername(m.user), gomail.WithPassword(m.password))
	}
	return gomail.NewClient(m.host, options...)
}

// connect opens the connection. A name that means this machine must lead to it, since what goes there
// need not be encrypted.
func (m *Mail) connect(ctx, dialing context.Context, network, address string, config *tls.Config) (net.Conn, error) {
	d := net.Dialer{Timeout: dialWait}
	if thisMachine(m.host) {
		d.Control = func(_, address string, _ syscall.RawConn) error {
			if host, _, err := net.SplitHostPort(address); err != nil || !thisMachine(host) {
				return closedAddress(m.host)
			}
			return nil
		}
	}
	var conn net.Conn
	var err error
	if m.security == fullTLS {
		conn, err = (&tls.Dialer{NetDialer: &d, Config: config}).DialContext(dialing, network, address)
	} else {
		conn, err = d.DialContext(dialing, network, address)
	}
	if err == nil {
		context.AfterFunc(ctx, func() { _ = conn.Close() })
	}
	return conn, err
}

// failed turns what a mail server or the way to it said into an error for people.
func (m *Mail) failed(ctx context.Context, err error) error {
	var answer *textproto.Error
	var sending *gomail.SendError
	errors.As(err, &answer)
	code := 0
	if answer != nil {
		code = answer.Code
	}
	if errors.As(err, &sending) && sending.ErrorCode() != 0 {
		code = sending.ErrorCode()
	}
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return fault.New(fault.Cancelled, "the sending of a letter was stopped")
	case code == 530, code == 534, code == 535, code == 538:
		return fault.New(fault.Forbidden, "the mail server %s refuses our user or password", m.host).WithRemedy("Ask whoever runs this installation to check them.").WithCause(err)
	case code >= 400 && code < 500:
		return fault.New(fault.Unavailable, "the mail server %s cannot take the letter now", m.host).WithRemedy("It is sent again later.").WithCause(err)
	case code >= 500 && code < 600:
		return fault.New(fault.Invalid, "the mail server %s refuses the letter", m.host).WithRemedy("Check the receiver's address.").WithCause(err)
	}
	var network net.Error // also of names that are not found, certificates that are not trusted
	if errors.As(err, &network) || errors.Is(err, io.EOF) || errors.As(err, new(*tls.CertificateVerificationError)) {
		return sendError(ctx, m.host, err)
	}
	return fault.New(fault.Unavailable, "the mail server %s cannot be used the way it is set up", m.host).
		WithRemedy("Check that it offers encryption (STARTTLS) and takes user and password.").WithCause(err)
}
