package courier

import (
	"net"
	"net/netip"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func TestAddress(t *testing.T) {
	t.Parallel()
	open, house := Guard{}, Guard{AllowPrivate: true, AllowFiles: true}
	tests := map[string]struct {
		guard Guard
		raw   string
		want  string // the address that is asked
		code  fault.Code
	}{
		"https":                       {open, " https://example.org/unit.ics ", "https://example.org/unit.ics", ""},
		"webcal is https":             {open, "webcal://example.org/unit.ics", "https://example.org/unit.ics", ""},
		"webcals is https":            {open, "WEBCALS://example.org/unit.ics#top", "https://example.org/unit.ics", ""},
		"user and password stay":      {open, "https://ann:secret@example.org/", "https://ann:secret@example.org/", ""},
		"http":                        {open, "http://example.org/unit.ics", "", fault.Invalid},
		"http elsewhere":              {house, "http://192.168.1.5/unit.ics", "", fault.Invalid},
		"http to a name with a tail":  {house, "http://localhost.example.org/", "", fault.Invalid},
		"http to this machine":        {house, "http://127.0.0.1:8080/unit.ics", "http://127.0.0.1:8080/unit.ics", ""},
		"http to this machine, IPv6":  {house, "http://[::1]:8080/unit.ics", "http://[::1]:8080/unit.ics", ""},
		"http to this machine, shut":  {open, "http://127.0.0.1:8080/unit.ics", "", fault.Invalid},
		"another scheme":              {open, "gopher://example.org/", "", fault.Invalid},
		"no scheme":                   {open, "example.org/unit.ics", "", fault.Invalid},
		"opaque":                      {open, "https:example.org", "", fault.Invalid},
		"no server":                   {open, "https:///unit.ics", "", fault.Invalid},
		"empty":                       {open, "", "", fault.Invalid},
		"a line end inside":           {open, "https://example.org/a\r\nb", "", fault.Invalid},
		"localhost":                   {open, "https://localhost/unit.ics", "", fault.Forbidden},
		"localhost with a dot":        {open, "https://LOCALHOST./unit.ics", "", fault.Forbidden},
		"below localhost":             {open, "https://a.localhost/unit.ics", "", fault.Forbidden},
		"loopback":                    {open, "https://127.0.0.1/unit.ics", "", fault.Forbidden},
		"loopback, whole network":     {open, "https://127.9.9.9/unit.ics", "", fault.Forbidden},
		"decimal":                     {house, "https://2130706433/", "", fault.Invalid},
		"hexadecimal":                 {house, "https://0x7f000001/", "", fault.Invalid},
		"hexadecimal part":            {house, "https://127.0.0.0x1/", "", fault.Invalid},
		"octal":                       {house, "https://0177.0.0.1/", "", fault.Invalid},
		"short":                       {house, "https://127.1/", "", fault.Invalid},
		"IP with a dot":               {house, "https://127.0.0.1./", "", fault.Invalid},
		"IPv6 zone":                   {house, "https://[fe80::1%25eth0]/", "", fault.Forbidden},
		"IPv6 zone on loopback":       {house, "https://[::1%25lo]/", "", fault.Forbidden},
		"mapped":                      {open, "https://[::ffff:10.0.0.1]/", "", fault.Forbidden},
		"metadata, all else allowed":  {house, "https://169.254.169.254/latest/meta-data", "", fault.Forbidden},
		"private, allowed":            {house, "https://10.1.2.3/unit.ics", "https://10.1.2.3/unit.ics", ""},
		"file":                        {house, "file:///srv/unit.ics", "file:///srv/unit.ics", ""},
		"file of this machine":        {house, "file://localhost/srv/unit.ics", "file://localhost/srv/unit.ics", ""},
		"file, not allowed":           {open, "file:///srv/unit.ics", "", fault.Forbidden},
		"file of another machine":     {house, "file://server/unit.ics", "", fault.Invalid},
		"file without a path":         {house, "file://", "", fault.Invalid},
		"a name that ends in letters": {open, "https://10.0.0.0.nip.io/", "https://10.0.0.0.nip.io/", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := test.guard.Address(test.raw)
			if fault.CodeOf(err) != test.code {
				t.Fatalf("error is %v, want code %q", err, test.code)
			}
			if err == nil && got.String() != test.want {
				t.Errorf("asks %s, want %s", got, test.want)
			}
		})
	}
}

func TestReach(t *testing.T) {
	t.Parallel()
	tests := map[reach][]string{
		public: {"8.8.8.8", "1.1.1.1", "172.32.0.1", "100.128.0.1", "169.253.1.1", "2606:4700::1111", "2a00:1450::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8", "2001:200::1"},
		nearby: {"127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "100.127.255.255",
			"::1", "fc00::1", "fdff::1", "::ffff:127.0.0.1", "::ffff:192.168.0.1", "64:ff9b::10.0.0.1", "64:ff9b::7f00:1"},
		closed: {"0.0.0.0", "0.1.2.3", "169.254.169.254", "169.254.0.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "192.0.0.170", "192.0.2.1",
			"198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1", "100.100.100.200", "168.63.129.16", "::", "fe80::1", "fe80::1%eth0", "::1%lo", "ff02::1",
			"fec0::1", "::127.0.0.1", "2002:7f00:1::", "2002:0808:0808::", "2001:0:4136:e378::1", "2001:db8::1", "3fff::1", "64:ff9b::169.254.169.254",
			"64:ff9b:1::10.0.0.1", "::ffff:169.254.169.254", "::ffff:0.0.0.0", "::ffff:0:127.0.0.1", "fd00:ec2::254", "100::1", "2606:4700::5efe:10.0.0.1", "2606:4700::200:5efe:a00:1"},
	}
	for want, list := range tests {
		for _, text := range list {
			if got := reachOf(netip.MustParseAddr(text)); got != want {
				t.Errorf("%s is %d, want %d", text, got, want)
			}
		}
	}
}

// TestDialJudgesWhatANameStandsFor connects by name to a server that is there.
func TestDialJudgesWhatANameStandsFor(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, _ := net.SplitHostPort(listener.Addr().String())
	for _, host := range []string{"localhost", "127.0.0.1", "::ffff:127.0.0.1", "0.0.0.0"} {
		if conn, err := (Guard{}).dial(t.Context(), "tcp", net.JoinHostPort(host, port)); !fault.Is(asFault(err), fault.Forbidden) {
			t.Errorf("%s: connection %v, error %v", host, conn, err)
		}
	}
	if conn, err := (Guard{AllowPrivate: true}).dial(t.Context(), "tcp", "localhost:"+port); err != nil {
		t.Errorf("an allowed connection: %v", err)
	} else {
		conn.Close()
	}
	if _, err := (Guard{AllowPrivate: true}).dial(t.Context(), "tcp", "0.0.0.0:"+port); !fault.Is(asFault(err), fault.Forbidden) {
		t.Errorf("the unspecified address: error %v", err)
	}
}

func TestRedact(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"https://ann:secret@example.org/unit.ics": "https://example.org/….ics",
		"https://calendar.google.com/calendar/ical/ann%40example.org/private-0123456789abcdef0123456789/basic.ics": "https://calendar.google.com/….ics",
		"https://example.org/feed?key=0123456789":                                      "https://example.org/…",
		"webcal://p01-calendars.icloud.com/published/2/MTIzNDU2Nzg5MDEyMzQ1NpGxqyNlIP": "webcal://p01-calendars.icloud.com/…",
		"https://example.org/kqzvxbnmwrtplkjhgfdsaqwertzuiop.ics":                      "https://example.org/….ics",
		"https://example.org":              "https://example.org",
		"https://example.org/team/hunter2": "https://example.org/…",
		"file:///srv/main-unit.ics":        "file:///…/main-unit.ics",
		"secret":                           "an unreadable address",
		"mailto:ann@example.org":           "an unreadable address",
	}
	for raw, want := range tests {
		if got := Redact(raw); got != want {
			t.Errorf("%s shows as %s, want %s", raw, got, want)
		}
	}
}
