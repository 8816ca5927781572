package correction

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// FuzzApply takes papers in one after another, with scene 1 in other strips each time, under corrections
// of what keeps people off its set. Each byte of papers is one, each pair of bytes of made a correction.
func FuzzApply(f *testing.F) {
	f.Add([]byte{0x11, 0x33, 0x11}, []byte{0x10, 1})
	f.Add([]byte{0x01, 0x02, 0x26, 0x40}, []byte{0x10, 1, 0x01, 2, 0x52, 7, 0x91, 9})
	f.Add([]byte{0x11, 0x01, 0x11}, []byte{0x00, 2})          // opened, agreed, closed anew
	f.Add([]byte{0x07, 0x04, 0x03}, []byte{0x01, 2, 0x11, 3}) // two limits, and a strip without one
	f.Add([]byte{0xff, 0x00, 0x0f}, []byte{0x30, 3, 0x31, 4, 0x32, 5, 0x33, 6})
	f.Fuzz(func(t *testing.T, papers, made []byte) {
		list := fuzzedCorrections(made)
		for n, b := range papers[:min(len(papers), 12)] {
			paper, given := fuzzedPaper(b), slices.Clone(list)
			facts, settled := Apply(paper, list)
			if !reflect.DeepEqual(paper, fuzzedPaper(b)) || !reflect.DeepEqual(given, list) {
				t.Fatal("arguments were changed")
			}
			if wrong := broken(facts); len(wrong) > 0 {
				t.Fatal("facts are broken:", wrong)
			}
			sameAgain(t, paper, facts, settled, list)
			holdsOn(t, paper, facts, settled)
			for i, c := range settled {
				if list[i].Met && c.State == Standing && !said(paper, c) {
					t.Fatalf("paper %d: met, and standing against the paper: %+v", n, c)
				}
			}
			list = settled
		}
	})
}

// said reports that the paper says the value of a correction.
func said(paper production.Facts, c Correction) bool {
	text, err := Read(paper, c.What, c.Target, c.Part, c.Field)
	return err == nil && text == c.Value
}

// fuzzedPaper shoots scene 1 in strips that the bits tell.
func fuzzedPaper(bits byte) production.Facts {
	var strips []production.Strip
	for i := range 4 {
		if bits>>i&1 == 1 {
			strips = append(strips, stripOf(fmt.Sprint("p", 5+i), bits>>(4+i)&1 == 1, int(bits>>(3+i)&3)-1))
		}
	}
	return scheduled(strips...)
}

func fuzzedCorrections(bytes []byte) []Correction {
	var list []Correction
	for n := 0; n+1 < len(bytes) && n < 16; n += 2 {
		strip := fmt.Sprint("p", 5+bytes[n]>>4&3)
		c := onStrip(int(bytes[n]>>6), strip, "closed", yesNo(bytes[n+1]&1 == 1), yesNo(bytes[n+1]&2 == 2))
		if bytes[n]&1 == 1 {
			c = onStrip(int(bytes[n]>>6), strip, "cap", count(int(bytes[n+1]&3)-1), count(int(bytes[n+1]>>2&3)-1))
		}
		c.ID = production.CorrectionID(fmt.Sprint(n))
		list = append(list, c)
	}
	return list
}

// sameAgain holds that another order of the corrections, and applying what came out, change nothing.
func sameAgain(t *testing.T, paper, facts production.Facts, settled, list []Correction) {
	t.Helper()
	again, still := Apply(paper, settled)
	for i := range still {
		still[i].Again = settled[i].Again // since it is the second time
	}
	if diff := cmp.Diff(facts, again) + cmp.Diff(settled, still); diff != "" {
		t.Fatal("the second time differs:", diff)
	}
	other := slices.Clone(list)
	rand.New(rand.NewPCG(uint64(len(list)), 1)).Shuffle(len(other), func(i, j int) { other[i], other[j] = other[j], other[i] })
	shuffled, _ := Apply(paper, other)
	if diff := cmp.Diff(facts, shuffled); diff != "" {
		t.Fatal("another order differs:", diff)
	}
}

// holdsOn holds that a strip without a correction of its own shows the strictest of paper and scene, that
// no disputed correction lets in whom the paper keeps out, and that what stands is shown.
func holdsOn(t *testing.T, paper, facts production.Facts, settled []Correction) {
	t.Helper()
	for i, d := range paper.Days {
		for k, s := range d.Strips() {
			is := facts.Days[i].Strips()[k]
			closed, most, own := s.Closed, limit(thing{strip: &s}), map[string]bool{}
			for _, c := range settled {
				dead := c.State == Replaced || c.State == Orphaned
				if own[c.Field] = own[c.Field] || c.Part == string(s.ID) && !dead; dead || c.Scene != s.SceneID || s.SceneID == "" {
					continue
				}
				v, _ := registryField(c).read(c.Value)
				if c.Field == "closed" {
					closed = closed || c.Value == "yes"
				} else if v.number >= 0 {
					most = min(most, v.number)
				}
				if shown, _ := Read(facts, c.What, c.Target, c.Part, c.Field); c.Part == string(s.ID) && (c.State == Standing || c.State == Agreed) && shown != c.Value {
					t.Fatalf("%s shows %q: %+v", s.ID, shown, c)
				}
				if c.Part == string(s.ID) && c.State == Disputed && (s.Closed && !is.Closed && c.Field == "closed" || limit(thing{strip: &is}) > limit(thing{strip: &s}) && c.Field == "cap") {
					t.Fatalf("a disputed correction is weaker than the paper: %+v", c)
				}
			}
			if !own["closed"] && is.Closed != closed || !own["cap"] && limit(thing{strip: &is}) != most {
				t.Fatalf("%s shows closed %v, limit %d; want %v, %d of %+v", s.ID, is.Closed, is.Capacity, closed, most, settled)
			}
		}
	}
}

func registryField(c Correction) field {
	f, _ := fieldOf(c.What, c.Field)
	return f
}
