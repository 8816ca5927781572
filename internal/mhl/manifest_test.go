package mhl_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0">` + info
	info = `<creatorinfo><creationdate>2026-05-04T21:30:05+02:00</creationdate><hostname>h</hostname><tool>t</tool></creatorinfo><processinfo><process>in-place</process></processinfo>`
	end  = "</hashlist>"
	one  = `<hash><path size="1">a.mov</path><xxh64 action="original">d24ec4f1a98c6e5b</xxh64></hash>`
)

func TestReadManifest(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ xml, want string }{
		"plain":           {head + "<hashes>" + one + "</hashes>" + end, "a.mov 1 original"},
		"byte order mark": {"\ufeff" + head + "<hashes>" + one + "</hashes>" + end, "a.mov 1 original"},
		"prefixes": {`<m:hashlist version="2.0" xmlns:m="urn:ASC:MHL:v2.0">` + strings.NewReplacer("</", "</m:", "<", "<m:").Replace(info+"<hashes>"+one+"</hashes>") + `</m:hashlist>`,
			"a.mov 1 original"},
		"what others add": {head + `<hashes xmlns:x="urn:x"><x:hash><path>no.mov</path></x:hash>` +
			strings.Replace(one, "</hash>", `<metadata><path>no.mov</path></metadata><x:path>no.mov</x:path><later/></hash>`, 1) + `</hashes><metadata>` + strings.Repeat("<a>", 40) + strings.Repeat("</a>", 40) + `</metadata>` + end,
			"a.mov 1 original"},
		"hash over lines":    {head + "<hashes>" + strings.Replace(one, "d24ec4f1", "\n d24ec4f1\n  ", 1) + "</hashes>" + end, "a.mov 1 original"},
		"spaces stay":        {head + "<hashes>" + strings.Replace(one, "a.mov", " a .mov ", 1) + "</hashes>" + end, " a .mov  1 original"},
		"only references":    {head + `<references><hashlistreference><path>a/ascmhl/1.mhl</path><c4>c4` + strings.Repeat("1", 88) + `</c4></hashlistreference></references>` + end, ""},
		"bad path alone":     {head + "<hashes>" + strings.Replace(one, "a.mov", "../../etc/passwd", 1) + one + "</hashes>" + end, "line 2: no path; a.mov 1 original"},
		"absolute":           {head + "<hashes>" + strings.Replace(one, "a.mov", "/etc/passwd", 1) + "</hashes>" + end, "line 2: no path"},
		"bad hash alone":     {head + "<hashes>" + strings.Replace(one, "d24e", "xyz", 1) + "</hashes>" + end, "line 2: not a hash a.mov 1"},
		"negative size":      {head + "<hashes>" + strings.Replace(one, `"1"`, `"-5"`, 1) + "</hashes>" + end, "a.mov -1 original"},
		"no namespace":       {strings.Replace(head, ` xmlns="urn:ASC:MHL:v2.0"`, "", 1) + end, `error: expected <hashlist> of "urn:ASC:MHL:v2.0"`},
		"other version":      {strings.Replace(head, `version="2.0"`, `version="3.0"`, 1) + end, `error: version "3.0"`},
		"first version":      {`<hashlist version="1.0"></hashlist>`, `error: expected <hashlist>`},
		"nothing in it":      {head + end, "error: neither hashes nor references"},
		"no creator":         {`<hashlist version="2.0" xmlns="urn:ASC:MHL:v2.0"><hashes/></hashlist>`, "error: <creatorinfo> is missing"},
		"cut":                {head + "<hashes>" + one, "error: ends too early"},
		"empty":              {"", "error: ends too early"},
		"not XML":            {"\x89PNG\r\n", "error: this is not XML"},
		"another encoding":   {strings.Replace(head, "UTF-8", "UTF-16", 1) + end, "error: not declared as UTF-8"},
		"entities that grow": {`<!DOCTYPE h [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>` + head + end, "error: no document type"},
		"unknown entity":     {head + "<hashes>" + strings.Replace(one, "a.mov", "&a;", 1) + "</hashes>" + end, "error: this is not XML"},
		"too deep":           {head + "<metadata>" + strings.Repeat("<a>", 100_000), "error: nested deeper"},
		"long text":          {head + "<metadata>" + strings.Repeat("a", 4<<20), "error: larger than"},
		"long attribute":     {head + `<metadata a="` + strings.Repeat("a", 4<<20) + `"/>`, "error: larger than"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			_, err := mhl.ReadManifest(strings.NewReader(test.xml), "x.mhl", func(r mhl.Record) error {
				line := ""
				if r.Fault != nil {
					kind := "not a hash"
					if r.Path == "" {
						kind = "no path"
					}
					line = fmt.Sprintf("line %d: %s ", r.Line, kind)
				}
				if r.Path != "" {
					line += fmt.Sprintf("%s %d", r.Path, r.Size)
				}
				for _, h := range r.Hashes {
					if r.Path != "" {
						line += " " + string(h.Action)
					}
				}
				got = append(got, strings.TrimSuffix(line, " "))
				return nil
			})
			if want, failing := strings.CutPrefix(test.want, "error: "); failing {
				if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "x.mhl:") {
					t.Errorf("got %v, want %q", err, want)
				}
				return
			}
			if err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzReadManifest(f *testing.F) {
	f.Add(head + "<hashes>" + one + "</hashes>" + end)
	f.Add(head + `<hashes><directoryhash><path>a/</path><content/><structure/><previousPath>b</previousPath></directoryhash></hashes>` + end)
	f.Fuzz(func(t *testing.T, text string) {
		_, err := mhl.ReadManifest(strings.NewReader(text), "x.mhl", func(r mhl.Record) error {
			if r.Fault == nil && mhl.Recordable(r.Path) != nil {
				t.Errorf("%q is taken for a path", r.Path)
			}
			return nil
		})
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Error(err)
		}
	})
}
