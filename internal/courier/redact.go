package courier

import (
	"net/url"
	"path"
	"strings"
	"unicode"
)

// Redact is an address as it may be shown and logged: a calendar's address is often the only key to it.
// User, password, query and long or odd parts of the path give way to "…"; the path of a file stays.
func Redact(raw string) string {
	addr, err := url.Parse(strings.TrimSpace(raw))
	if err != nil || addr.Scheme == "" || addr.Opaque != "" {
		return "an unreadable address"
	}
	if addr.Scheme == "file" {
		return oneLine("file://" + addr.Path)
	}
	parts := strings.Split(addr.Path, "/")
	for i, part := range parts {
		parts[i] = redactPart(part)
	}
	shown := addr.Scheme + "://" + addr.Host + strings.Join(parts, "/")
	if addr.RawQuery != "" {
		shown += "?…"
	}
	return oneLine(shown)
}

// redactPart hides a part of a path that may be a secret or an e-mail address and keeps the ending of
// a file's name.
func redactPart(part string) string {
	ending := path.Ext(part)
	stem := strings.TrimSuffix(part, ending)
	if len(ending) > 6 || stem == "" {
		ending, stem = "", part
	}
	odd := strings.ContainsFunc(stem, func(r rune) bool { return !unicode.IsLower(r) && r != '-' && r != '_' })
	if strings.Contains(stem, "@") || len(stem) > 24 || odd && len(stem) > 12 {
		return "…" + ending
	}
	return stem + ending
}
