package courier

import (
	"net/url"
	"path"
	"strings"
)

// Redact is an address as it may be shown and logged: a calendar's address is often the only key to it,
// and nobody can tell which part of a path is the secret. The scheme, the host and the ending stay; of a
// file its name.
func Redact(raw string) string {
	addr, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || addr.Scheme == "" || addr.Opaque != "" {
		return "an unreadable address"
	}
	if addr.Scheme == "file" {
		return oneLine("file:///…/" + path.Base(addr.Path))
	}
	shown := addr.Scheme + "://" + addr.Host
	switch ending := path.Ext(addr.Path); {
	case strings.Trim(addr.Path, "/") == "" && addr.RawQuery == "":
	case ending == ".ics" || ending == ".ical":
		shown += "/…" + ending
	default:
		shown += "/…"
	}
	return oneLine(shown)
}
