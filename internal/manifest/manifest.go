// Package manifest reads what folders say of their files in other ways than ASC MHL: media hash lists of version
// 1, checksum lists of the GNU and BSD tools, and BagIt. All become the same: claims of path, size and sums.
package manifest

import (
	"encoding/hex"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// Kind says what a list is.
type Kind string

// The kinds.
const (
	MHL1 Kind = "mhl"       // media hash list, version 1.x (mediahashlist.org)
	Bag  Kind = "bagit"     // RFC 8493
	Sums Kind = "checksums" // md5sum and its relatives
)

// Claim is what a list says of one file.
type Claim struct {
	Path  string // below the folder that was opened, parts joined by "/"
	Size  int64  // bytes; -1 where it is not said
	Sums  []digest.Sum
	File  string // the list
	Line  int
	Loose bool // an XXH64 of which it is not known which byte comes first
}

// Match compares a sum with the claim's of the same format; said is false where there is none.
func (c Claim) Match(sum digest.Sum) (same, said bool) {
	for _, s := range c.Sums {
		if s.Format != sum.Format {
			continue
		}
		said = true
		if s.Same(sum) || c.Loose && s.Format == digest.XXH64 && strings.EqualFold(reversed(s.Value), sum.Value) {
			return true, true
		}
	}
	return false, said
}

// reversed gives hexadecimal with its bytes the other way round.
func reversed(text string) string {
	b, err := hex.DecodeString(text)
	if err != nil {
		return text
	}
	slices.Reverse(b)
	return hex.EncodeToString(b)
}

// Problem is something in a list that is not as it should be.
type Problem struct {
	Code fault.Code // "" for what is only worth knowing
	Path string
	Line int
	Text string
}

// List is one list, read.
type List struct {
	Kind     Kind
	File     string // the list; of a bag its folder
	Within   string // the folder that it describes; what else is in there is new
	Encoding string // of the list, as it was read
	Claims   []Claim
	Problems []Problem
}

func (l *List) note(code fault.Code, line int, format string, args ...any) {
	l.Problems = append(l.Problems, Problem{code, l.File, line, fault.New("", format, args...).Message})
}

// maxBytes is how large a list may be: about that of a million files.
const maxBytes = 512 << 20

// read takes a whole list, which must be a file of a size that can be meant.
func read(disk fs.FS, name string) ([]byte, error) {
	info, err := fs.Stat(disk, name)
	if err != nil {
		return nil, fault.New(fault.NotFound, "the list %s is not there", name)
	}
	if !info.Mode().IsRegular() || info.Size() > maxBytes {
		return nil, fault.New(fault.Invalid, "%s is no list of files, or larger than one can be", name)
	}
	data, err := fs.ReadFile(disk, name)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	return data, nil
}

// settle gives the path that a list means by name, below the folder that was opened: without "./", with the
// slashes of Windows turned and letters in the other Unicode form where that finds the file, never outside of base.
func settle(disk fs.FS, base, name string) (string, error) {
	given := name
	for strings.HasPrefix(name, "./") || strings.HasPrefix(name, `.\`) {
		name = name[2:]
	}
	if strings.Contains(name, `\`) && !exists(disk, path.Join(base, name)) {
		if turned := strings.ReplaceAll(name, `\`, "/"); exists(disk, path.Join(base, turned)) || outside(turned) {
			name = turned
		}
	}
	if outside(name) || !fs.ValidPath(name) || name == "." {
		return "", fault.New(fault.Invalid, "%q is no path below the folder", given)
	}
	for _, form := range []norm.Form{norm.NFC, norm.NFD} {
		if !exists(disk, path.Join(base, name)) && exists(disk, path.Join(base, form.String(name))) {
			name = form.String(name)
		}
	}
	return path.Join(base, name), nil
}

// outside tells paths that lead out of a folder, also on other systems than this.
func outside(name string) bool {
	return strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' || slices.Contains(strings.Split(name, "/"), "..")
}

func exists(disk fs.FS, name string) bool {
	if !fs.ValidPath(name) {
		return false
	}
	_, err := fs.Stat(disk, name)
	return err == nil
}
