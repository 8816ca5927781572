package timecode_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/timecode"
)

var (
	ntsc  = timecode.Rate{Num: 30000, Den: 1001}
	film  = timecode.Rate{Num: 24000, Den: 1001}
	pal   = timecode.Rate{Num: 25, Den: 1}
	high  = timecode.Rate{Num: 60000, Den: 1001}
	rapid = timecode.Rate{Num: 120, Den: 1}
)

// TestTimecode compares with SMPTE ST 12-1: drop frame leaves out two numbers (four at 59.94) a minute but the tenth.
func TestTimecode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text  string
		rate  timecode.Rate
		frame int64
	}{
		{"00:00:00:00", pal, 0},
		{"01:00:00:00", pal, 90000},
		{"01:00:00:00", film, 86400},
		{"00:00:59;29", ntsc, 1799},
		{"00:01:00;02", ntsc, 1800},
		{"00:02:00;02", ntsc, 3598},
		{"00:10:00;00", ntsc, 17982},
		{"01:00:00;00", ntsc, 107892},
		{"23:59:59;29", ntsc, 2589407},
		{"00:01:00:00", ntsc, 1800},
		{"00:01:00;04", high, 3600},
		{"00:00:01:119", rapid, 239},
		{"00:00:00:007", rapid, 7},
	}
	for _, test := range tests {
		got, err := timecode.Parse(test.text, test.rate)
		if err != nil || got.Frame != test.frame || got.String() != test.text {
			t.Errorf("%s at %s: frame %d (%s), %v; want %d", test.text, test.rate, got.Frame, got, err, test.frame)
		}
	}
}

func TestEveryFrameHasItsNumber(t *testing.T) {
	t.Parallel()
	for _, rate := range []timecode.Rate{ntsc, high, film, pal} {
		for _, drop := range []bool{false, rate.MayDrop()} {
			last := ""
			for frame := range int64(60 * 60 * 21) {
				tc := timecode.Timecode{Frame: frame, Rate: rate, Drop: drop}
				text := tc.String()
				if text == last {
					t.Fatalf("at %s frame %d has the number of the one before: %s", rate, frame, text)
				}
				back, err := timecode.Parse(text, rate)
				if err != nil || back.Frame != frame {
					t.Fatalf("at %s frame %d is %s, which reads as %d, %v", rate, frame, text, back.Frame, err)
				}
				last = text
			}
		}
	}
}

func TestWhatIsNoTimecode(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "1:2:3", "24:00:00:00", "00:60:00:00", "00:00:00:25", "00:00:00:-1", "aa:00:00:00", "00:00:00:00:00", "00:00:00: 0"} {
		if got, err := timecode.Parse(text, pal); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is read as %s, %v", text, got, err)
		}
	}
	if _, err := timecode.Parse("00:01:00;00", ntsc); !fault.Is(err, fault.Invalid) {
		t.Error("a number that is left out is read")
	}
}

func TestAroundMidnight(t *testing.T) {
	t.Parallel()
	last, err := timecode.Parse("23:59:59;29", ntsc)
	if err != nil {
		t.Fatal(err)
	}
	if got := last.Add(1).String(); got != "00:00:00;00" {
		t.Errorf("after the last frame comes %s", got)
	}
	if got := last.Add(1).Add(-1); got != last {
		t.Errorf("back is %s", got)
	}
	if got := film.Of(timecode.Rational{Num: 1001, Den: 1}); got != 24000 {
		t.Errorf("1001 s of 23.976 have %d frames", got)
	}
	if got := film.Seconds(24); got != (timecode.Rational{Num: 1001, Den: 1000}) {
		t.Errorf("24 frames last %v", got)
	}
}
