package timecode_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/btsdirector/bts/internal/timecode"
)

var update = flag.Bool("update", false, "write testdata anew")

// sharedCase is a timecode, and one some frames later. The pages' own reading of timecodes is held to the same file.
type sharedCase struct {
	Num   int64  `json:"num"`
	Den   int64  `json:"den"`
	Drop  bool   `json:"drop"`
	Frame int64  `json:"frame"`
	Text  string `json:"text"`
	Add   int64  `json:"add"`
	Added string `json:"added"`
}

func TestSharedCases(t *testing.T) {
	t.Parallel()
	file := filepath.Join("testdata", "cases.json")
	var want struct {
		Cases []sharedCase `json:"cases"`
	}
	for _, rate := range []timecode.Rate{film, {Num: 24, Den: 1}, pal, ntsc, {Num: 30, Den: 1}, {Num: 48, Den: 1}, {Num: 50, Den: 1}, high, {Num: 60, Den: 1}, rapid} {
		for _, drop := range []bool{false, true} {
			if drop && !rate.MayDrop() {
				continue
			}
			minute := rate.Base() * 60
			for _, frame := range []int64{0, 1, minute - 1, minute, minute + 1, 2*minute - 3, 10*minute - 19, 10 * minute, 17982, 107892, 86400, 90000, 1234567, 86399 * rate.Base()} {
				tc := timecode.Timecode{Frame: frame, Rate: rate, Drop: drop}.Add(0)
				for _, add := range []int64{1, -1801} {
					want.Cases = append(want.Cases, sharedCase{rate.Num, rate.Den, drop, tc.Frame, tc.String(), add, tc.Add(add).String()})
				}
			}
		}
	}
	text, err := json.MarshalIndent(want, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, append(text, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(kept) != string(text)+"\n" {
		t.Error("testdata/cases.json is not what the timecodes are; run the test with -update and look at what differs")
	}
}
