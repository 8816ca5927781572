package courier

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// reach says how far away an address is.
type reach int

const (
	public reach = iota // anybody may ask it
	nearby              // this machine and private networks: only where the guard allows them
	closed              // nobody has a calendar there, and much harm can be done
)

// nearbyNets are this machine and the networks behind a router (RFC 1122, 1918, 6598, 4193).
var nearbyNets = prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "::1/128", "fc00::/7")

// closedNets are the rest of the special-purpose addresses (IANA registries, RFC 6890) and those under
// which clouds hand out their machines' credentials. Of IPv6 only 2000::/3 is in use at all; 6to4 and
// Teredo, which carry an IPv4 address inside, are given up (RFC 7526) and closed as a whole.
var closedNets = prefixes(
	"0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
	"203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "100.100.100.200/32", "168.63.129.16/32",
	"2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fd00:ec2::254/128", "fd20:ce::254/128",
)

var (
	usedIPv6  = netip.MustParsePrefix("2000::/3")
	nat64     = netip.MustParsePrefix("64:ff9b::/96") // RFC 6052: the last four bytes are the IPv4 address
	isatapTag = [4]byte{0, 0, 0x5e, 0xfe}             // RFC 5214, before an IPv4 address in the last four bytes
)

func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, text := range list {
		out[i] = netip.MustParsePrefix(text)
	}
	return out
}

func within(at netip.Addr, nets []netip.Prefix) bool {
	for _, net := range nets {
		if net.Contains(at) {
			return true
		}
	}
	return false
}

// reachOf judges one address; those that carry an IPv4 address are judged by it.
func reachOf(at netip.Addr) reach {
	if at.Zone() != "" { // only link-local addresses need one
		return closed
	}
	at = at.Unmap()
	if at.Is6() {
		bytes := at.As16()
		inner := netip.AddrFrom4([4]byte(bytes[12:]))
		tag := [4]byte(bytes[8:12])
		tag[0] &^= 2 // the bit that tells global from local
		switch {
		case nat64.Contains(at):
			return reachOf(inner)
		case tag == isatapTag:
			return closed
		}
	}
	switch {
	case within(at, closedNets):
		return closed
	case within(at, nearbyNets):
		return nearby
	case at.Is6() && !usedIPv6.Contains(at):
		return closed
	}
	return public
}

// admit lets an address through or returns fault.Forbidden. The address itself is not named: what a
// private name stands for is nobody's business.
func (g Guard) admit(host string, at netip.Addr) error {
	switch r := reachOf(at); {
	case r == public, r == nearby && g.AllowPrivate:
		return nil
	}
	return closedAddress(host)
}

// Times for the phases of an exchange; the whole has one of its own.
const (
	dialWait   = 10 * time.Second
	shakeWait  = 10 * time.Second
	headerWait = 30 * time.Second
)

// dial connects and judges the very address that the connection goes to, so that a name that changes
// its meaning between look-up and connection gains nothing.
func (g Guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	d := net.Dialer{Timeout: dialWait}
	if g.Proxy == nil {
		d.Control = func(_, address string, _ syscall.RawConn) error {
			at, err := netip.ParseAddrPort(address)
			if err != nil {
				return fault.New(fault.Internal, "a connection to %q cannot be judged", address)
			}
			if thisMachine(host) && !at.Addr().Unmap().IsLoopback() {
				return closedAddress(host) // plain http goes to such a name
			}
			return g.admit(host, at.Addr())
		}
	}
	return d.DialContext(ctx, network, address)
}

// transport makes connections under the guard. It keeps none open: what is asked once an hour gains
// nothing by it.
func (g Guard) transport() *http.Transport {
	t := &http.Transport{
		DialContext:            g.dial,
		TLSClientConfig:        &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: g.Roots},
		TLSHandshakeTimeout:    shakeWait,
		ResponseHeaderTimeout:  headerWait,
		ExpectContinueTimeout:  time.Second,
		MaxResponseHeaderBytes: 256 << 10,
		DisableKeepAlives:      true,
		DisableCompression:     true, // bodies are unpacked here, within bounds
		ForceAttemptHTTP2:      true,
	}
	if g.Proxy != nil {
		t.Proxy = http.ProxyURL(g.Proxy)
	}
	return t
}
