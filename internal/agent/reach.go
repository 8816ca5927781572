package agent

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"strings"
	"syscall"

	"github.com/btsdirector/bts/internal/fault"
)

// unreachable says in words why a server was not reached. What is wrong with its certificate is not tried again.
func (s *Server) unreachable(ctx context.Context, err error) (again bool, told error) {
	if ctx.Err() != nil {
		return false, fault.New(fault.Cancelled, "the server was not asked to the end")
	}
	if told := s.certificate(err); told != nil {
		return false, told
	}
	refuse := func(remedy, format string, args ...any) error {
		return fault.New(fault.Unavailable, format, args...).WithRemedy("%s", remedy)
	}
	var name *net.DNSError
	var late interface{ Timeout() bool }
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return true, refuse("Look whether the name is written right, and this machine in the network.", "there is no machine called %s", s.base.Hostname())
	case errors.As(err, &name):
		return true, refuse("Look whether this machine is in the network.", "the name %s cannot be looked up", s.base.Hostname())
	case errors.Is(err, syscall.ECONNREFUSED):
		return true, refuse("Look whether the server runs, and the port is right.", "nothing answers at %s", s.Host())
	case errors.Is(err, syscall.ENETUNREACH), errors.Is(err, syscall.EHOSTUNREACH):
		return true, refuse("Look whether this machine is in the network.", "there is no way to %s", s.Host())
	case errors.As(err, &late) && late.Timeout():
		return true, refuse("Look whether the address is right; the line may be very slow.", "%s does not answer in time", s.Host())
	}
	return true, fault.New(fault.Unavailable, "%s cannot be reached", s.Host()).WithCause(err)
}

// certificate says what is wrong with the certificate of a server, nil where it is not that.
func (s *Server) certificate(err error) error {
	var unknown x509.UnknownAuthorityError
	var invalid x509.CertificateInvalidError
	var host x509.HostnameError
	var alert tls.RecordHeaderError
	switch {
	case errors.As(err, &unknown):
		return fault.New(fault.Unavailable, "nobody that this machine trusts vouches for the certificate of %s", s.Host()).
			WithRemedy("Install the authority that signed it, or name its file in SSL_CERT_FILE.")
	case errors.As(err, &host):
		return fault.New(fault.Unavailable, "the certificate of %s is of another name", s.Host()).WithRemedy("Use the name that the certificate is for.")
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return fault.New(fault.Unavailable, "the certificate of %s is not valid today", s.Host()).WithRemedy("Look whether the clock of this machine is right; else it has to be renewed there.")
	case errors.As(err, &invalid):
		return fault.New(fault.Unavailable, "the certificate of %s cannot be accepted", s.Host()).WithCause(err)
	case errors.As(err, &alert), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
		return fault.New(fault.Unavailable, "%s does not speak TLS", s.Host()).WithRemedy("Begin its address with http:// if it has no certificate.")
	}
	return nil
}
