package manifest

import (
	"bytes"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// bag is a bag that is being read.
type bag struct {
	*List
	disk           fs.FS
	dir            string
	minor          int               // of version 0.x; 100 of 1.0
	encoding       string            // of the tag files
	claims         map[string]*Claim // by path
	payload        map[string]int64  // what is in data, with its size
	manifests, out []string          // payload manifests, and files that fetch.txt has yet to bring
}

// IsBag tells whether the names in a folder are those of a bag, complete or not.
func IsBag(names []string) bool {
	manifest := slices.ContainsFunc(names, func(n string) bool { return payloadManifest.MatchString(n) })
	return slices.Contains(names, "bagit.txt") || manifest && slices.Contains(names, "data")
}

var (
	payloadManifest = regexp.MustCompile(`^manifest-([a-z0-9]+)\.txt$`)
	tagManifest     = regexp.MustCompile(`^tagmanifest-([a-z0-9]+)\.txt$`)
	bagLine         = regexp.MustCompile(`^(\S+)[ \t]+(\*?)(.+)$`)
	bagVersion      = regexp.MustCompile(`^BagIt-Version: ([0-9]+)\.([0-9]+)$`)
	fetchLine       = regexp.MustCompile(`^(\S+)[ \t]+(\S+)[ \t]+(.+)$`)
)

// ReadBag reads the manifests of the bag in a folder and looks whether it is complete as RFC 8493 and the drafts
// before it, 0.93 to 0.97, ask for. Nothing is hashed and nothing fetched. What makes the bag invalid is in the
// problems of the list.
func ReadBag(disk fs.FS, dir string) (List, error) {
	b := &bag{List: &List{Kind: Bag, File: dir, Within: path.Join(dir, "data")}, disk: disk, dir: dir, claims: map[string]*Claim{}, payload: map[string]int64{}}
	entries, err := fs.ReadDir(disk, dir)
	if err != nil {
		return *b.List, fault.New(fault.NotFound, "the folder %s cannot be read", dir).WithCause(err)
	}
	b.declaration()
	b.survey()
	for _, e := range entries {
		if m := payloadManifest.FindStringSubmatch(e.Name()); m != nil {
			b.manifests = append(b.manifests, e.Name())
			b.manifest(e.Name(), m[1], true)
		} else if m := tagManifest.FindStringSubmatch(e.Name()); m != nil {
			b.manifest(e.Name(), m[1], false)
		}
	}
	if len(b.manifests) == 0 {
		b.wrong(dir, 0, "the bag has no manifest")
	}
	b.fetch()
	b.complete()
	b.info()
	for _, c := range b.claims {
		b.Claims = append(b.Claims, *c)
	}
	slices.SortFunc(b.Claims, func(a, c Claim) int { return strings.Compare(a.Path, c.Path) })
	return *b.List, nil
}

func (b *bag) wrong(file string, line int, format string, args ...any) {
	b.Problems = append(b.Problems, Problem{fault.Invalid, file, line, fault.New("", format, args...).Message})
}

func (b *bag) file(name string) string { return path.Join(b.dir, name) }

// declaration reads bagit.txt: two lines, without a byte order mark.
func (b *bag) declaration() {
	b.encoding, b.minor = "UTF-8", 97
	name := b.file("bagit.txt")
	data, err := read(b.disk, name)
	if err != nil {
		b.wrong(name, 0, "bagit.txt is missing or cannot be read")
		return
	}
	if bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")) {
		b.wrong(name, 1, "bagit.txt begins with a byte order mark")
		data = data[3:]
	}
	said := strings.Split(strings.TrimRight(lines(string(data)), "\n"), "\n")
	m := bagVersion.FindStringSubmatch(strings.TrimSpace(said[0]))
	switch {
	case m == nil:
		b.wrong(name, 1, "%q says no version", shortened(said[0]))
	case m[1] == "1" && m[2] == "0":
		b.minor = 100
	case m[1] == "0" && m[2] >= "93" && m[2] <= "97":
		b.minor, _ = strconv.Atoi(m[2])
	default:
		b.wrong(name, 1, "version %s.%s is not known", m[1], m[2])
	}
	encoding, ok := "", false
	if len(said) > 1 {
		encoding, ok = strings.CutPrefix(strings.TrimSpace(said[1]), "Tag-File-Character-Encoding: ")
	}
	if !ok || len(said) != 2 {
		b.wrong(name, 2, "bagit.txt has to be a version and an encoding, two lines")
		return
	}
	b.encoding = encoding
	b.Encoding = encoding
}

// survey lists the payload.
func (b *bag) survey() {
	if info, err := fs.Stat(b.disk, b.Within); err != nil || !info.IsDir() {
		b.wrong(b.Within, 0, "the folder data is missing")
		return
	}
	err := fs.WalkDir(b.disk, b.Within, func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			b.payload[name] = info.Size()
		}
		return err
	})
	if err != nil {
		b.wrong(b.Within, 0, "the payload cannot be listed: %v", err)
	}
}

// tagFile reads a tag file in the bag's encoding, as lines.
func (b *bag) tagFile(name string) ([]string, bool) {
	if !exists(b.disk, b.file(name)) {
		return nil, false
	}
	data, err := read(b.disk, b.file(name))
	if err != nil {
		b.wrong(b.file(name), 0, "%v", err)
		return nil, false
	}
	text, err := named(data, b.encoding)
	if err != nil {
		b.wrong(b.file(name), 0, "%v", err)
		return nil, false
	}
	return strings.Split(lines(text), "\n"), true
}

// manifest reads a payload or tag manifest.
func (b *bag) manifest(name, algorithm string, payload bool) {
	format, ok := formats[algorithm]
	if !ok {
		b.wrong(b.file(name), 0, "the hash %s is not known", algorithm)
		return
	}
	said, _ := b.tagFile(name)
	seen := map[string]string{}
	for i, line := range said {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := bagLine.FindStringSubmatch(line)
		if m == nil || !format.Valid(m[1]) {
			b.wrong(b.file(name), i+1, "%q is no line of a manifest of %s", shortened(line), format)
			continue
		}
		at, ok := b.path(name, i+1, m[2]+m[3], payload)
		if !ok {
			continue
		}
		b.twice(seen, at, m[1], name, i+1)
		c := b.claims[at]
		if c == nil {
			c = &Claim{Path: at, Size: -1, File: b.file(name), Line: i + 1}
			b.claims[at] = c
		}
		c.Sums = append(c.Sums, digest.Sum{Format: format, Value: m[1]})
	}
}

// twice looks for a path that stands in a manifest already, also in another Unicode form.
func (b *bag) twice(seen map[string]string, at, value, name string, line int) {
	for _, key := range []string{at, norm.NFC.String(at)} {
		before, known := seen[key]
		switch {
		case !known:
		case b.minor == 100 && key == at || !strings.EqualFold(before, value):
			b.wrong(b.file(name), line, "%q stands twice in it", at)
			return
		default:
			b.Problems = append(b.Problems, Problem{"", b.file(name), line, "a file stands twice in it"})
			return
		}
	}
	seen[at], seen[norm.NFC.String(at)] = value, value
}

// path reads a path of a manifest. Line ends in it, and since 1.0 percent signs, are written as %0A, %0D and %25;
// a name that is there as it is written is taken as it is. An asterisk before it comes from md5sum.
func (b *bag) path(file string, line int, name string, payload bool) (string, bool) {
	name = strings.TrimRight(name, "\r")
	if bare, ok := strings.CutPrefix(name, "*"); ok && !exists(b.disk, b.file(name)) {
		name = bare
		b.Problems = append(b.Problems, Problem{"", b.file(file), line, "the path begins with an asterisk, as md5sum writes it"})
	}
	if strings.Contains(name, "%") && !exists(b.disk, b.file(name)) {
		pairs := []string{"%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r"}
		if b.minor == 100 {
			pairs = append(pairs, "%25", "%")
		}
		name = strings.NewReplacer(pairs...).Replace(name)
	}
	at, err := settle(b.disk, b.dir, name)
	if err != nil || strings.HasPrefix(name, "~") {
		b.wrong(b.file(file), line, "%q leads out of the bag", shortened(name))
		return "", false
	}
	if _, inside := strings.CutPrefix(at, b.Within+"/"); inside != payload {
		b.wrong(b.file(file), line, "%q has no place in this manifest", shortened(name))
		return "", false
	}
	return at, true
}

// fetch reads which files of the payload have yet to be fetched.
func (b *bag) fetch() {
	said, _ := b.tagFile("fetch.txt")
	for i, line := range said {
		if strings.TrimSpace(line) == "" {
			continue
		}
		m := fetchLine.FindStringSubmatch(line)
		if m == nil || m[2] != "-" && number(m[2]) < 0 {
			b.wrong(b.file("fetch.txt"), i+1, "%q is no address, size and path", shortened(line))
			continue
		}
		at, ok := b.path("fetch.txt", i+1, m[3], true)
		if !ok {
			continue
		}
		if c := b.claims[at]; c == nil {
			b.wrong(b.file("fetch.txt"), i+1, "%q is in no manifest", shortened(at))
		} else if c.Size = number(m[2]); !exists(b.disk, at) {
			b.out = append(b.out, at)
		}
	}
	if len(b.out) > 0 {
		b.Problems = append(b.Problems, Problem{"", b.file("fetch.txt"), 0, "files have yet to be fetched: " + strconv.Itoa(len(b.out))})
	}
}

// complete looks whether every file of the payload is in a manifest, and since 1.0 in every one.
func (b *bag) complete() {
	for name := range b.payload {
		if b.claims[name] == nil {
			b.wrong(name, 0, "the file is in data and in no manifest")
		}
	}
	if b.minor < 100 {
		return
	}
	for _, c := range b.claims {
		if strings.HasPrefix(c.Path, b.Within+"/") && len(c.Sums) < len(b.manifests) {
			b.wrong(c.Path, 0, "not every manifest lists the file")
		}
	}
	slices.SortStableFunc(b.Problems, func(x, y Problem) int { return strings.Compare(x.Path, y.Path) })
}

// info compares what bag-info.txt says of the size of the payload: bytes, a dot, files.
func (b *bag) info() {
	name := "bag-info.txt"
	if b.minor < 96 {
		name = "package-info.txt"
	}
	said, _ := b.tagFile(name)
	for i, line := range said {
		label, value, ok := strings.Cut(line, ":")
		if !ok || !strings.EqualFold(strings.TrimSpace(label), "Payload-Oxum") {
			continue
		}
		var total int64
		for _, size := range b.payload {
			total += size
		}
		is := strconv.FormatInt(total, 10) + "." + strconv.Itoa(len(b.payload))
		if value = strings.TrimSpace(value); value != is && len(b.out) == 0 {
			b.Problems = append(b.Problems, Problem{fault.Invalid, b.file(name), i + 1, "the payload has " + is + " bytes and files, and is said to have " + shortened(value)})
		}
	}
}
