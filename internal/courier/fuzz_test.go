package courier

import (
	"net/netip"
	"strings"
	"testing"
)

// FuzzAddress holds that nothing but https to a public place gets past a closed guard, whatever the
// writing, and that a password is never shown.
func FuzzAddress(f *testing.F) {
	for _, seed := range []string{
		"https://example.org/unit.ics", "webcal://ann:password@example.org/x?y#z", "https://[::ffff:127.0.0.1]/", "https://0x7f.1/", "https://[fe80::1%25lo]/",
		"file:///etc/hosts", "HTTP://localhost", "https://127.0.0.1.:443/", "https://ann:p@ss@[::1]:80/..%2f", "webcal:example.org",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		Redact(raw)
		addr, err := Guard{}.Address(raw)
		if err != nil {
			return
		}
		host := addr.Hostname()
		if at, err := netip.ParseAddr(host); addr.Scheme != "https" || host == "" || err == nil && reachOf(at) != public || thisMachine(host) || addr.Fragment != "" {
			t.Errorf("%q gets through as %s", raw, addr)
		}
		if again, err := (Guard{}).Address(addr.String()); err != nil || again.String() != addr.String() {
			t.Errorf("%q is %s and then %s, %v", raw, addr, again, err)
		}
		if password, set := addr.User.Password(); set && len(password) > 3 && !strings.Contains(addr.Host+addr.Path, password) && strings.Contains(Redact(raw), password) {
			t.Errorf("%q shows its password: %s", raw, Redact(raw))
		}
	})
}

// FuzzParseMail holds that a mail server's address is refused or usable, never shown with its password.
func FuzzParseMail(f *testing.F) {
	for _, seed := range []string{
		"smtp://bts%40example.org:topsecret@mail.example.org:25", "smtps://u:topsecret@[::1]?from=BTS <a@b>", "smtp://h?from=a@b&tls=off", "smtp://h?from=%22x%0d%0a%22 <a@b>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		m, err := ParseMail(raw)
		if err != nil {
			return
		}
		if m.host == "" || m.port < 1 || m.port > 65535 || !plainAddress(m.from.Address) || strings.ContainsAny(m.from.Name+m.from.Address, "\r\n") {
			t.Errorf("%q gives %#v", raw, m)
		}
		if _, err := m.write(Letter{To: m.from, Subject: raw, Text: raw}); err != nil {
			t.Errorf("a letter from %q: %v", raw, err)
		}
	})
}
