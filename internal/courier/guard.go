// Package courier carries what goes out over the network: calendars that are looked at again, messages
// to other programs, mail. Addresses come from people, so every one passes a Guard, which keeps the
// machine's own network closed to them.
package courier

import (
	"crypto/x509"
	"net/netip"
	"net/url"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/fault"
)

// longestAddress is how many bytes an address may have: browsers and servers agree on about as many.
const longestAddress = 4096

// Guard says where a request may go. The zero value allows https to the public internet and nothing
// else; cloud metadata, link-local and multicast addresses are closed whatever it says.
type Guard struct {
	AllowPrivate bool           // loopback and private networks too, and plain http to this very machine
	AllowFiles   bool           // file:// too; regular files only
	Roots        *x509.CertPool // certificate authorities to trust; nil for those of the system
	// Proxy is asked to make every connection; nil for none, and the environment is not looked at. It
	// resolves names itself, so what it may reach is its own rule; the guard then judges only what
	// stands in the address.
	Proxy *url.URL
}

// Address reads an address as people paste it and says whether a request may go there: https, webcal
// and webcals (both read as https), file where allowed, http only to this machine where private
// addresses are allowed. The answer carries no fragment. A name is not looked up here: what it stands
// for is judged when the connection is made, so that it cannot change in between.
//
// It returns fault.Invalid for an address that cannot be used and fault.Forbidden for a closed one.
func (g Guard) Address(raw string) (*url.URL, error) {
	raw = strings.TrimSpace(raw)
	if len(raw) > longestAddress || strings.ContainsFunc(raw, unicode.IsControl) {
		return nil, fault.New(fault.Invalid, "the address is too long or holds characters that addresses cannot have").
			WithRemedy("Copy it again from where it is shown.")
	}
	addr, err := url.Parse(raw)
	if err == nil {
		addr, err = calendarLink(addr)
	}
	if err != nil || addr.Opaque != "" || addr.Scheme == "" {
		return nil, fault.New(fault.Invalid, "this is not an address").WithRemedy("Give the whole address, beginning with https://.")
	}
	addr.Fragment, addr.RawFragment = "", ""
	if addr.Scheme == "file" {
		return addr, g.checkFile(addr)
	}
	if err := g.check(addr); err != nil {
		return nil, err
	}
	return addr, nil
}

// calendarLink reads webcal and webcals as https. The address is read again, since more is known about
// what an https address cannot be.
func calendarLink(addr *url.URL) (*url.URL, error) {
	if addr.Scheme != "webcal" && addr.Scheme != "webcals" {
		return addr, nil
	}
	link := *addr
	link.Scheme = "https"
	return url.Parse(link.String())
}

// check judges scheme and host of an address that leads over the network, also of every redirect.
func (g Guard) check(addr *url.URL) error {
	host := addr.Hostname()
	switch {
	case host == "":
		return fault.New(fault.Invalid, "the address names no server").WithRemedy("Give the whole address, for example https://calendar.example.org/unit.ics.")
	case addr.Scheme == "http" && g.AllowPrivate && thisMachine(host):
	case addr.Scheme == "http":
		return fault.New(fault.Invalid, "addresses with http are not asked: anybody on the way could read and change the answer").
			WithRemedy("Use the same address with https.")
	case addr.Scheme != "https":
		return fault.New(fault.Invalid, "addresses with %s are not understood", shortScheme(addr.Scheme)).WithRemedy("Use an address that begins with https:// or webcal://.")
	}
	if at, err := netip.ParseAddr(host); err == nil {
		return g.admit(host, at)
	}
	if numeric(host) {
		return fault.New(fault.Invalid, "%q is a number and no server's name", host).WithRemedy("Use the name of the server.")
	}
	if thisMachine(host) && !g.AllowPrivate {
		return closedAddress(host)
	}
	return nil
}

func shortScheme(scheme string) string {
	if len(scheme) > 20 {
		return scheme[:20] + "…"
	}
	return scheme
}

// thisMachine reports whether a host is written as the machine that we run on.
func thisMachine(host string) bool {
	if at, err := netip.ParseAddr(host); err == nil {
		return at.Unmap().IsLoopback() && at.Zone() == ""
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// numeric reports whether a host that is no plain IP address ends in a number: 2130706433, 0x7f.1 and
// 0177.0.0.1 are old ways to write an IPv4 address (url.spec.whatwg.org, "ends in a number").
func numeric(host string) bool {
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	last := strings.ToLower(labels[len(labels)-1])
	digits := strings.TrimLeft(last, "0123456789") == ""
	hex, found := strings.CutPrefix(last, "0x")
	return digits || found && strings.Trim(hex, "0123456789abcdef") == ""
}

func closedAddress(host string) error {
	return fault.New(fault.Forbidden, "%s lies in a network that is closed to requests from here", host).
		WithRemedy("Use an address on the public internet, or ask whoever runs this installation to allow private addresses.")
}
