package mhl

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// longest is how many bytes the name of a file may have on the file systems of the field.
const longest = 255

// Recordable returns invalid for a path that no manifest can hold: XML 1.0 has no place for most control
// characters, not even escaped, and the standard knows no other spelling (section 6.4.8).
func Recordable(name string) error {
	if !utf8.ValidString(name) {
		return fault.New(fault.Invalid, "the name %q is not UTF-8, and a manifest is", name).WithRemedy("Rename the file.")
	}
	for _, r := range name {
		if !inXML(r) {
			return fault.New(fault.Invalid, "the name %q holds the character %U, which XML cannot hold", name, r).WithRemedy("Rename the file.")
		}
	}
	if !fs.ValidPath(name) {
		return fault.New(fault.Invalid, "%q is no path below the folder", name)
	}
	return nil
}

// inXML tells what XML 1.0 calls a Char.
func inXML(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
}

// manifestName follows section 6.3: number, folder and the time in UTC when the operation started. A name that
// would be too long loses the end of the folder's.
func manifestName(number int, folder string, started time.Time) string {
	head, tail := fmt.Sprintf("%04d_", number), started.UTC().Format("_2006-01-02_150405Z")+Extension
	folder = strings.ToValidUTF8(folder, "_")
	folder = strings.Map(func(r rune) rune {
		if !inXML(r) || r < ' ' || r == '/' {
			return '_'
		}
		return r
	}, folder)
	for room := longest - len(head) - len(tail); len(folder) > room; {
		_, last := utf8.DecodeLastRuneInString(folder)
		folder = folder[:len(folder)-last]
	}
	return head + folder + tail
}

// isManifest tells the manifests in an ascmhl folder from what other systems leave there ("._…" of macOS).
func isManifest(name string) bool {
	return strings.HasSuffix(name, Extension) && !strings.HasPrefix(name, ".")
}

// below gives the path of name inside folder, and whether it is there; folder "." holds everything.
func below(folder, name string) (string, bool) {
	if folder == "." {
		return name, true
	}
	if name == folder {
		return ".", true
	}
	rest, ok := strings.CutPrefix(name, folder+"/")
	return rest, ok
}

// under joins a path in folder to folder's own.
func under(folder, name string) string {
	if folder == "." && name != "" {
		return name // what is kept of many names is one text
	}
	return path.Join(folder, name)
}

// clean reads a path as manifests spell it; folders may end with a slash.
func clean(name string) (string, bool) {
	if name != "/" {
		name = strings.TrimSuffix(name, "/")
	}
	return name, fs.ValidPath(name)
}
