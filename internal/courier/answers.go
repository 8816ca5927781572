package courier

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// statusError says what an HTTP status other than success means for a calendar.
func statusError(host string, status int) error {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fault.New(fault.Forbidden, "%s does not let us see this calendar (%d)", host, status).
			WithRemedy("Check user and password in the address, or share the calendar again and use its new address.")
	case http.StatusGone:
		return fault.New(fault.NotFound, "%s says that this calendar is gone for good (410)", host).
			WithRemedy("Ask whoever keeps it for its new address, or end the subscription.")
	case http.StatusNotFound:
		return fault.New(fault.NotFound, "%s knows no calendar at this address (404)", host).WithRemedy("Check the address.")
	case http.StatusTooManyRequests:
		return fault.New(fault.Unavailable, "%s wants to be asked less often (429)", host).WithRemedy("It is asked again later.")
	case http.StatusRequestTimeout, http.StatusTooEarly:
		return fault.New(fault.Unavailable, "%s is too busy to answer (%d)", host, status).WithRemedy("It is asked again later.")
	}
	if status >= 500 {
		return fault.New(fault.Unavailable, "%s has a fault of its own (%d)", host, status).WithRemedy("It is asked again later.")
	}
	return fault.New(fault.Invalid, "%s answers with status %d and no calendar", host, status).WithRemedy("Check the address in a browser.")
}

// sendError turns what went wrong on the way into an error for people. ctx is the caller's own. No
// address stands in the result, since addresses hold secrets.
func sendError(ctx context.Context, host string, err error) error {
	var said *fault.Error
	if errors.As(err, &said) {
		return said
	}
	var link *url.Error
	if errors.As(err, &link) {
		err = link.Err
	}
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		slow        net.Error
	)
	late := errors.As(err, &slow) && slow.Timeout() || errors.Is(err, context.DeadlineExceeded)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return fault.New(fault.Cancelled, "the request to %s was stopped", host)
	case errors.As(err, &name):
		return fault.New(fault.Unavailable, "no server called %s can be found", host).WithRemedy("Check the address and the connection to the internet.").WithCause(quiet(err))
	case errors.As(err, &certificate):
		return fault.New(fault.Unavailable, "%s cannot prove that it is %s: its certificate is not trusted here", host, host).
			WithRemedy("Tell whoever runs the server.").WithCause(quiet(err))
	case late:
		return fault.New(fault.Unavailable, "%s did not answer in time", host).WithRemedy("It is tried again later.").WithCause(quiet(err))
	}
	return fault.New(fault.Unavailable, "%s cannot be reached", host).WithRemedy("Check the address; it is tried again later.").WithCause(quiet(err))
}

// quiet is a cause for the log, nil where its text holds an address.
func quiet(err error) error {
	if text := err.Error(); strings.Contains(text, "://") || strings.Contains(text, "Location") {
		return nil
	}
	return err
}

func reader(body []byte) io.Reader {
	if body == nil {
		return nil
	}
	return bytes.NewReader(body)
}
