package mhl_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
)

// frozen is a disk that is only read.
type frozen struct{ fstest.MapFS }

func (frozen) Create(string) (mhl.File, error) { return nil, errors.ErrUnsupported }
func (frozen) Rename(string, string) error     { return errors.ErrUnsupported }
func (frozen) Remove(string) error             { return errors.ErrUnsupported }
func (frozen) Sync(string) error               { return errors.ErrUnsupported }

// FuzzOpen reads histories whose chain names what lies beside it.
func FuzzOpen(f *testing.F) {
	f.Add("", head+"<hashes>"+one+"</hashes>"+end, head+"<hashes>"+strings.Replace(one, "</hash>", "<previousPath>b</previousPath></hash>", 1)+"</hashes>"+end)
	f.Add("<ascmhldirectory/>", "", "")
	f.Fuzz(func(t *testing.T, chain, first, second string) {
		if chain == "" {
			chain = `<ascmhldirectory xmlns="urn:ASC:MHL:DIRECTORY:v2.0">`
			for i, text := range []string{first, second} {
				pass := digest.NewPass(digest.C4)
				_, _ = pass.Write([]byte(text))
				chain += `<hashlist sequencenr="` + string(rune('1'+i)) + `"><path>` + string(rune('1'+i)) + `.mhl</path><c4>` + pass.Sums()[0].Value + `</c4></hashlist>`
			}
			chain += "</ascmhldirectory>"
		}
		disk := frozen{fstest.MapFS{"ascmhl/" + mhl.ChainFile: {Data: []byte(chain)}, "ascmhl/1.mhl": {Data: []byte(first)}, "ascmhl/2.mhl": {Data: []byte(second)}}}
		h, err := mhl.Open(context.Background(), disk, "x")
		if err != nil {
			t.Fatal(err)
		}
		for name := range h.Files() {
			if mhl.Recordable(name) != nil {
				t.Errorf("%q is taken for a path", name)
			}
			for _, ref := range h.Expected(name) {
				if !ref.Format.Valid(ref.Value) || ref.Action == mhl.Failed {
					t.Errorf("%q is compared with %v", name, ref)
				}
			}
		}
	})
}

// FuzzPatterns must take any pattern in time that grows with the name alone.
func FuzzPatterns(f *testing.F) {
	f.Add("a/**/[!b]*\\", "a/x/b")
	f.Add("[[:alpha:]-z]?/", "q/")
	f.Fuzz(func(_ *testing.T, pattern, name string) {
		mhl.NewPatterns(pattern).Match(name, strings.HasSuffix(name, "/"))
	})
}
