package manifest_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/manifest"
	"github.com/google/go-cmp/cmp"
)

const (
	md5a  = "0cc175b9c0f1b6a831c399e269772661" // of "a"
	sha1a = "86f7e437faa5a7fce15d1ddcb9eaea377667b8d8"
)

// said writes a list down: path format:value, then the problems by line.
func said(list manifest.List) string {
	var all []string
	for _, c := range list.Claims {
		line := c.Path
		if c.Size >= 0 {
			line += fmt.Sprintf(" %d", c.Size)
		}
		for _, s := range c.Sums {
			line += " " + string(s.Format) + ":" + s.Value[:4]
		}
		all = append(all, line)
	}
	for _, p := range list.Problems {
		all = append(all, fmt.Sprintf("%s at %d", p.Code, p.Line))
	}
	return strings.Join(all, "\n")
}

func TestChecksumLines(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ file, text, want string }{
		"text":              {"x.md5", md5a + "  a.mov\n", "a.mov md5:0cc1"},
		"binary":            {"x.md5", md5a + " *a.mov\n", "a.mov md5:0cc1"},
		"escaped":           {"x.md5", `\` + md5a + `  a\nb\\c` + "\n", "a\nb\\c md5:0cc1"},
		"upper case":        {"x.md5", strings.ToUpper(md5a) + "  a.mov", "a.mov md5:0CC1"},
		"CRLF and mark":     {"x.md5", "\ufeff" + md5a + "  a.mov\r\n" + md5a + "  b.mov\r\n", "a.mov md5:0cc1\nb.mov md5:0cc1"},
		"old line ends":     {"x.md5", md5a + "  a.mov\r" + md5a + "  b.mov\r", "a.mov md5:0cc1\nb.mov md5:0cc1"},
		"spaces in names":   {"x.md5", md5a + "   a .mov ", " a .mov  md5:0cc1"},
		"BSD":               {"x.txt", "MD5 (a (1).mov) = " + md5a + "\nSHA1 (a (1).mov) = " + sha1a, "a (1).mov md5:0cc1\na (1).mov sha1:86f7"},
		"openssl":           {"x", "SHA1(a.mov)= " + sha1a, "a.mov sha1:86f7"},
		"xxhsum":            {"x.xxh", "d24ec4f1a98c6e5b  a.mov\nXXH3_e6c632b61e964e1f  a.mov\na96faf705af16834e6c632b61e964e1f  a.mov\n550d7456  a.mov", "a.mov xxh64:d24e\na.mov xxh3:e6c6\na.mov xxh128:a96f\na.mov xxh32:550d"},
		"xxhsum, turned":    {"x.xxh", "XXH64_LE (a.mov) = 5b6e8ca9f1c44ed2", "a.mov xxh64:d24e"},
		"bare":              {"sub/clip.mov.md5", md5a + "\n", "sub/clip.mov md5:0cc1"},
		"comments":          {"x.md5", "# by hand\n\n; more\n" + md5a + "  a.mov", "a.mov md5:0cc1"},
		"by length":         {"checksums.txt", sha1a + "  a.mov", "a.mov sha1:86f7"},
		"in a folder":       {"sub/x.md5", md5a + "  ./a.mov", "sub/a.mov md5:0cc1"},
		"Windows":           {"x.md5", md5a + `  there\is.mov`, "there/is.mov md5:0cc1"},
		"out":               {"x.md5", md5a + "  ../a.mov\n" + md5a + "  /etc/passwd\n" + md5a + `  C:\a` + "\n" + md5a + `  ..\a` + "\n" + md5a + "  a.mov", "a.mov md5:0cc1\ninvalid at 1\ninvalid at 2\ninvalid at 3\ninvalid at 4"},
		"one line is wrong": {"x.md5", md5a + "  a.mov\nnonsense", "a.mov md5:0cc1\ninvalid at 2"},
		"wrong kind":        {"x.sha1", md5a + "  a.mov", "error x.sha1:1"},
		"nothing":           {"x.md5", "\n", " at 1"},
		"no list":           {"x.md5", "Dear all,\nplease find attached", "error x.md5:1"},
		"UTF-16":            {"x.md5", "\xff\xfe" + strings.Join(strings.Split(md5a+"  a.mov\r\n", ""), "\x00") + "\x00", "a.mov md5:0cc1"},
		"Cyrillic by files": {"x.md5", md5a + "  \xf0\xf3\xf1\xf1\xea\xe8\xe9.mov", "русский.mov md5:0cc1"},
		"Japanese by files": {"x.md5", md5a + "  \x93\xfa\x96\x7b.mov", "日本.mov md5:0cc1"},
		"other form":        {"x.md5", md5a + "  Zoë.mov", "Zoe\u0308.mov md5:0cc1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			disk := fstest.MapFS{test.file: {Data: []byte(test.text)}, "there/is.mov": {}, "русский.mov": {}, "日本.mov": {}, "Zoe\u0308.mov": {}}
			list, err := manifest.ReadSums(disk, test.file)
			got := said(list)
			if err != nil {
				got = "error " + strings.SplitN(err.Error(), ": ", 2)[0]
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if err != nil && !fault.Is(err, fault.Invalid) {
				t.Error(err)
			}
		})
	}
}

func TestBrokenFirstVersion(t *testing.T) {
	t.Parallel()
	one := "<hash><file>a.mov</file><size>1</size><md5>" + md5a + "</md5></hash>"
	for name, test := range map[string]struct{ text, want string }{
		"good":             {`<hashlist version="1.1">` + one + "</hashlist>", "a.mov 1 md5:0cc1"},
		"out":              {`<hashlist version="1.0"><hash><file>../../a</file></hash>` + one + "</hashlist>", "a.mov 1 md5:0cc1\ninvalid at 1"},
		"no hash":          {`<hashlist version="1.0"><hash><file>a</file><md5>zz</md5></hash></hashlist>`, "a\ninvalid at 1"},
		"undeclared":       {`<hashlist version="1.0"><hash><file>` + "\xf0\xf3\xf1\xf1\xea\xe8\xe9.mov" + `</file></hash></hashlist>`, "русский.mov"},
		"wrongly declared": {`<?xml version="1.0" encoding="UTF-8"?><hashlist version="1.0"><hash><file>` + "\xf0\xf3\xf1\xf1\xea\xe8\xe9.mov" + `</file></hash></hashlist>`, "русский.mov\n at 1"},
		"unknown encoding": {`<?xml version="1.0" encoding="x-none"?><hashlist version="1.0">` + one + "</hashlist>", "a.mov 1 md5:0cc1\n at 1"},
		"second version":   {`<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0"/>`, "error x.mhl:1:51"},
		"another kind":     {`<html/>`, "error x.mhl:1:8"},
		"cut":              {"<hashlist version=\"1.0\">\n<hash><file>a", "error x.mhl:2:14"},
		"entities":         {`<!DOCTYPE h [<!ENTITY a "b">]><hashlist version="1.0"/>`, "error x.mhl:1:31"},
		"deep":             {`<hashlist version="1.0">` + strings.Repeat("<a>", 1000), "error x.mhl:1:121"},
		"empty":            {"", "error x.mhl:1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := manifest.ReadMHL1(fstest.MapFS{"x.mhl": {Data: []byte(test.text)}, "русский.mov": {}}, "x.mhl")
			got := said(list)
			if err != nil {
				got = "error " + strings.SplitN(err.Error(), ": ", 2)[0]
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff, err)
			}
		})
	}
}

func FuzzReadSums(f *testing.F) {
	f.Add(md5a+"  a.mov\n", "x.md5")
	f.Add("MD5 (a) = "+md5a, "metadata/x")
	f.Fuzz(func(t *testing.T, text, name string) {
		list, err := manifest.ReadSums(fstest.MapFS{name: {Data: []byte(text)}}, name)
		inside(t, list, err)
	})
}

func FuzzReadMHL1(f *testing.F) {
	f.Add(`<hashlist version="1.0"><hash><file>a</file><size>1</size><md5>` + md5a + `</md5></hash></hashlist>`)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := manifest.ReadMHL1(fstest.MapFS{"x.mhl": {Data: []byte(text)}}, "x.mhl")
		inside(t, list, err)
	})
}

func FuzzReadBag(f *testing.F) {
	f.Add("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", md5a+"  data/a", "http://x - data/a", "Payload-Oxum: 1.1")
	f.Fuzz(func(t *testing.T, declaration, list, fetch, info string) {
		bag, err := manifest.ReadBag(fstest.MapFS{"bagit.txt": {Data: []byte(declaration)}, "manifest-md5.txt": {Data: []byte(list)},
			"fetch.txt": {Data: []byte(fetch)}, "bag-info.txt": {Data: []byte(info)}, "data/a": {Data: []byte("a")}}, ".")
		inside(t, bag, err)
	})
}

// inside holds a list to what every one has to keep.
func inside(t *testing.T, list manifest.List, err error) {
	t.Helper()
	if err != nil && !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	for _, c := range list.Claims {
		if strings.HasPrefix(c.Path, "/") || strings.HasPrefix(c.Path, "../") || strings.Contains(c.Path, "/../") {
			t.Errorf("%q leads out", c.Path)
		}
		for _, s := range c.Sums {
			if !s.Format.Valid(s.Value) {
				t.Errorf("%q is taken for a hash", s.Value)
			}
		}
	}
}
