package manifest

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// The lines of a checksum list: "hash  name" and "hash *name" of the GNU tools, "XXH3_hash  name" of xxhsum,
// "MD5 (name) = hash" of the BSD tools, and the same without spaces of openssl. A backslash before it says that
// the name has escapes.
var (
	gnuLine  = regexp.MustCompile(`^(\\?)(?:(XXH3|XXH64|XXH128|XXH32)_)?(\S+)(?:[ \t]\*|[ \t]{1,2})(.+)$`)
	bsdLine  = regexp.MustCompile(`(?i)^(\\?)([a-z0-9_-]+?)(_LE)? ?\((.+)\) ?= ?(\S*)\s*$`)
	bareLine = regexp.MustCompile(`^(?:[0-9a-fA-F]{8,128}|c4[1-9A-Za-z]{88})$`)
)

// ReadSums reads a checksum list. The format of its hashes is that of its name (.md5, SHA256SUMS …), otherwise that
// of their length. Its paths are relative to the folder of the list, or, where it lies in a folder "metadata", to
// the one above or "objects" there, whichever has the files. Lines that cannot be read are problems; it returns
// invalid where none can.
func ReadSums(disk fs.FS, name string) (List, error) {
	data, err := read(disk, name)
	if err != nil {
		return List{}, err
	}
	var best List
	for i, base := range bases(name) {
		list := parseSums(disk, name, base, data)
		if i == 0 || present(disk, list) > present(disk, best) {
			best = list
		}
	}
	if len(best.Claims) == 0 && best.Problems[0].Code != "" {
		p := best.Problems[0]
		return best, fault.New(fault.Invalid, "%s", p.Text).WithPosition(fault.Position{File: name, Line: p.Line}).
			WithRemedy("A line is a hash, two spaces and a path, or MD5 (path) = hash.")
	}
	return best, nil
}

// bases are the folders that the paths of a list may be relative to.
func bases(name string) []string {
	dir := path.Dir(name)
	if path.Base(dir) == "metadata" {
		return []string{path.Dir(dir), path.Join(path.Dir(dir), "objects"), dir}
	}
	return []string{dir}
}

func present(disk fs.FS, list List) (n int) {
	for _, c := range list.Claims[:min(len(list.Claims), 1000)] {
		if exists(disk, c.Path) {
			n++
		}
	}
	return n
}

func parseSums(disk fs.FS, name, base string, data []byte) List {
	try := func(text string) List {
		list := List{Kind: Sums, File: name, Within: base}
		for i, line := range strings.Split(lines(text), "\n") {
			list.line(disk, base, i+1, line)
		}
		return list
	}
	text, encoding := guess(data, func(text string) int { return present(disk, try(text)) })
	list := try(text)
	list.Encoding = encoding
	if len(list.Claims) == 0 && len(list.Problems) == 0 {
		list.note("", 1, "there is nothing in the list")
	}
	return list
}

// line reads one line.
func (l *List) line(disk fs.FS, base string, number int, line string) {
	if text := strings.TrimSpace(line); text == "" || text[0] == '#' || text[0] == ';' {
		return
	}
	claim, name, escaped := Claim{Size: -1, File: l.File, Line: number}, "", false
	before := len(l.Problems)
	if m := bsdLine.FindStringSubmatch(line); m != nil && (formats[strings.ToLower(m[2])] != "" || strings.EqualFold(m[2], "null")) {
		name, escaped = m[4], m[1] != ""
		value := m[5]
		if m[3] != "" {
			value = reversed(value)
		}
		l.sum(&claim, m[2], value)
	} else if m := gnuLine.FindStringSubmatch(line); m != nil {
		name, escaped = m[4], m[1] != ""
		l.sumByLength(&claim, m[2], m[3])
	} else if bareLine.MatchString(strings.TrimSpace(line)) && len(l.Claims) == 0 {
		name = strings.TrimSuffix(path.Base(l.File), path.Ext(l.File))
		l.sumByLength(&claim, "", strings.TrimSpace(line))
	} else {
		l.note(fault.Invalid, number, "%q is no line of a checksum list", shortened(line))
	}
	if len(l.Problems) > before {
		return
	}
	if escaped {
		name = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r").Replace(name)
	}
	at, err := settle(disk, base, name)
	if err != nil {
		l.note(fault.Invalid, number, "%s", fault.PersonText(err))
		return
	}
	claim.Path = at
	l.Claims = append(l.Claims, claim)
}

// byLength are the formats that a hash of so many digits can be, the most common first.
var byLength = map[int][]digest.Format{
	8: {digest.XXH32}, 16: {digest.XXH64, digest.XXH3}, 32: {digest.MD5, digest.XXH128}, 40: {digest.SHA1}, 56: {digest.SHA224},
	64: {digest.SHA256}, 90: {digest.C4}, 96: {digest.SHA384}, 128: {digest.SHA512},
}

// sumByLength adds a hash of a format that is said before it, or that the name of the list and the length tell.
func (l *List) sumByLength(claim *Claim, said, value string) {
	if said != "" {
		l.sum(claim, said, value)
		return
	}
	possible := byLength[len(value)]
	if len(possible) == 0 {
		l.note(fault.Invalid, claim.Line, "%q is no hash of a known length", shortened(value))
		return
	}
	format := possible[0]
	if meant := formatsOf(l.File); len(meant) > 0 {
		i := slices.IndexFunc(possible, func(f digest.Format) bool { return slices.Contains(meant, f) })
		if i < 0 {
			l.note(fault.Invalid, claim.Line, "%q is no %s hash, as the list is called", shortened(value), digest.All(meant))
			return
		}
		format = possible[i]
	}
	l.sum(claim, string(format), value)
}

// listNames are names of checksum lists; what stands in brackets is the format.
var listNames = regexp.MustCompile(`(?i)^(?:.*\.|)(md5|sha1|sha224|sha256|sha384|sha512|xxh32|xxh64|xxh3|xxh128|xxhash|xxh|c4)(?:sums?)?(?:\.txt|\.asc)?$|^(?:checksums?|hashes|hashlist|hash-list)(?:\.txt|\.chk)?$`)

// formatsOf are the formats that the name of a list asks for; none where it says nothing.
func formatsOf(file string) []digest.Format {
	m := listNames.FindStringSubmatch(path.Base(file))
	if m == nil {
		return nil
	}
	switch name := strings.ToLower(m[1]); name {
	case "":
		return nil
	case "xxh", "xxhash":
		return []digest.Format{digest.XXH64, digest.XXH128, digest.XXH3, digest.XXH32}
	default:
		return []digest.Format{formats[name]}
	}
}

// IsList tells whether a file is a checksum list by its name.
func IsList(name string) bool {
	base := path.Base(name)
	return listNames.MatchString(base) && !strings.HasPrefix(base, "._")
}

// number reads a count or a size; -1 says that it is none.
func number(text string) int64 {
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 0 {
		return -1
	}
	return n
}
