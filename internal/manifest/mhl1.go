package manifest

import (
	"encoding/xml"
	"errors"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// declared is the encoding that an XML declaration names.
var declared = regexp.MustCompile(`^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// ReadMHL1 reads a media hash list of version 1, in whatever encoding: that of a byte order mark, otherwise the
// one it declares, otherwise the one in which most of its files are there. What is wrong with single entries is
// in the problems of the list. It returns invalid, with file and line, for what is no such list.
func ReadMHL1(disk fs.FS, name string) (List, error) {
	list := List{Kind: MHL1, File: name, Within: path.Dir(name)}
	data, err := read(disk, name)
	if err != nil {
		return list, err
	}
	text, err := list.decode(disk, data)
	if err != nil {
		return list, err
	}
	p := &parser{disk: disk, list: &list, decoder: xml.NewDecoder(strings.NewReader(lines(text)))}
	p.decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil } // decoded before
	return list, p.run()
}

func (l *List) decode(disk fs.FS, data []byte) (string, error) {
	if text, name, ok := unicode(data); ok {
		l.Encoding = name
		return text, nil
	}
	if m := declared.FindSubmatch(data[:min(len(data), 256)]); m != nil {
		text, err := named(data, string(m[1]))
		if err == nil && !strings.ContainsRune(text, '\uFFFD') {
			l.Encoding = string(m[1])
			return text, nil
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			return "", err
		}
		l.note("", 1, "the list is not in the encoding %s that it declares", m[1])
	}
	files := regexp.MustCompile(`<file>([^<]*)</file>`)
	text, name := guess(data, func(text string) int {
		n := 0
		for _, m := range files.FindAllStringSubmatch(text, 10_000) {
			if p, err := settle(disk, l.Within, m[1]); err == nil && exists(disk, p) {
				n++
			}
		}
		return n
	})
	l.Encoding = name
	return text, nil
}

// parser reads the XML of one list.
type parser struct {
	disk    fs.FS
	list    *List
	decoder *xml.Decoder
	depth   int
}

// maxDepth is how deep elements may be nested.
const maxDepth = 32

func (p *parser) run() error {
	root := false
	for {
		token, err := p.token()
		if errors.Is(err, io.EOF) && root {
			return nil
		}
		if err != nil {
			return p.wrap(err)
		}
		start, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case !root:
			if start.Name.Local != "hashlist" || strings.HasPrefix(start.Name.Space, "urn:ASC:MHL") || !strings.HasPrefix(attribute(start, "version"), "1") {
				return p.broken("this is no media hash list of version 1, but <%s version=%q>", start.Name.Local, attribute(start, "version"))
			}
			root = true
		case start.Name.Local == "hash" && p.depth == 2:
			if err := p.hash(); err != nil {
				return p.wrap(err)
			}
		}
	}
}

func (p *parser) token() (xml.Token, error) {
	token, err := p.decoder.Token()
	switch t := token.(type) {
	case xml.StartElement:
		p.depth++
	case xml.EndElement:
		p.depth--
	case xml.Directive:
		if strings.HasPrefix(strings.TrimSpace(string(t)), "DOCTYPE") {
			return nil, p.broken("a media hash list has no document type, and none is read")
		}
	}
	if p.depth > maxDepth {
		return nil, p.broken("elements are nested deeper than %d levels", maxDepth)
	}
	return token, err
}

func (p *parser) broken(format string, args ...any) error {
	line, column := p.decoder.InputPos()
	return fault.New(fault.Invalid, format, args...).WithPosition(fault.Position{File: p.list.File, Line: line, Column: column}).
		WithRemedy("Take the list from another copy of the folder.")
}

func (p *parser) wrap(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case fault.Is(err, fault.Invalid):
		return err
	case errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return p.broken("the list ends too early")
	case errors.As(err, &syntax):
		return p.broken("this is not XML: %s", syntax.Msg)
	}
	return p.broken("this is not XML: %v", err)
}

// hash reads one entry up to its end.
func (p *parser) hash() error {
	line, _ := p.decoder.InputPos()
	claim, name := Claim{Size: -1, File: p.list.File, Line: line}, ""
	for {
		token, err := p.token()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			if p.depth < 2 {
				p.take(claim, name)
				return nil
			}
		case xml.StartElement:
			text, err := p.text()
			if err != nil {
				return err
			}
			switch t.Name.Local {
			case "file":
				name = text
			case "size":
				if n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64); err == nil && n >= 0 {
					claim.Size = n
				}
			default:
				p.list.sum(&claim, t.Name.Local, strings.TrimSpace(text))
			}
		}
	}
}

// text reads up to the end of the element that began last.
func (p *parser) text() (string, error) {
	var b strings.Builder
	for level := p.depth; p.depth >= level; {
		token, err := p.token()
		if err != nil {
			return "", err
		}
		if t, ok := token.(xml.CharData); ok && p.depth == level {
			b.Write(t)
		}
	}
	return b.String(), nil
}

func (p *parser) take(claim Claim, name string) {
	at, err := settle(p.disk, p.list.Within, name)
	if err != nil {
		p.list.note(fault.Invalid, claim.Line, "%s", fault.PersonText(err))
		return
	}
	claim.Path = at
	p.list.Claims = append(p.list.Claims, claim)
}

// sum adds a hash by the name that lists give it. Names of other things are passed over; "null" claims nothing
// but that the file is there. XXH32 may be a decimal number, and of an XXH64 without "be" the bytes may stand in
// either order, for the tool that made most lists turned them.
func (l *List) sum(claim *Claim, name, value string) {
	name = strings.ToLower(name)
	if name == "null" {
		return
	}
	format, ok := formats[name]
	if !ok {
		return
	}
	if n, err := strconv.ParseUint(value, 10, 32); format == digest.XXH32 && name == "xxhash" && err == nil {
		value = digest.XXH32.Spell([]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
	}
	if !format.Valid(value) {
		l.note(fault.Invalid, claim.Line, "%q is no %s hash", shortened(value), format)
		return
	}
	claim.Loose = claim.Loose || name == "xxhash64"
	claim.Sums = append(claim.Sums, digest.Sum{Format: format, Value: value})
}

// formats are the hashes by the names of lists, in small letters.
var formats = map[string]digest.Format{
	"md5": digest.MD5, "sha1": digest.SHA1, "sha224": digest.SHA224, "sha256": digest.SHA256, "sha384": digest.SHA384, "sha512": digest.SHA512,
	"sha-1": digest.SHA1, "sha-224": digest.SHA224, "sha-256": digest.SHA256, "sha-384": digest.SHA384, "sha-512": digest.SHA512,
	"xxhash": digest.XXH32, "xxh32": digest.XXH32, "xxhash32": digest.XXH32, "xxhash64": digest.XXH64, "xxhash64be": digest.XXH64, "xxh64": digest.XXH64,
	"xxh3": digest.XXH3, "xxh3_64": digest.XXH3, "xxhash3_64": digest.XXH3, "xxh128": digest.XXH128, "xxhash128": digest.XXH128, "xxh3_128": digest.XXH128,
	"c4": digest.C4,
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func shortened(text string) string {
	if len(text) > 80 {
		return strings.ToValidUTF8(text[:80], "") + "…"
	}
	return text
}
