package library_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/timecode"
)

var noon = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)

func berlin(t testing.TB) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

func shown(at time.Time, offset time.Duration) library.Sign {
	return library.Sign{Kind: library.ByShown, Device: "Sony ILME-FX3 5012345", At: at, Offset: offset, Within: time.Second}
}

func TestClockInWords(t *testing.T) {
	t.Parallel()
	fx3, iphone := "Sony ILME-FX3 5012345", "Apple iPhone 15 Pro"
	var pairs []library.Pair
	for i := range 12 {
		at := noon.Add(time.Duration(i) * 20 * time.Minute)
		off := 3604*time.Second + time.Duration(i%3-1)*2*time.Second
		pairs = append(pairs, library.Pair{Kind: library.ByPair, A: fx3, AtA: at.Add(off), B: iphone, AtB: at, Within: 2 * time.Second})
	}
	tests := map[string]struct {
		lesson library.Lesson
		want   string
	}{
		"pairs with a telephone": {
			library.Lesson{Pairs: pairs, Zone: berlin(t)},
			"The Sony ILME-FX3 is 1 h 0 min 4 s ahead: 12 pairs agree within 2 s. Summer time is counted twice, 1 h.",
		},
		"one slate": {library.Lesson{Signs: []library.Sign{shown(noon, 7*time.Second)}}, "The Sony ILME-FX3 is 7 s behind: 1 clock in a picture says so."},
		"right":     {library.Lesson{Signs: []library.Sign{shown(noon, 0)}}, "The Sony ILME-FX3 is right: 1 clock in a picture says so."},
		"another continent": {
			library.Lesson{Signs: []library.Sign{shown(noon, 9*time.Hour)}, Zone: berlin(t)},
			"The Sony ILME-FX3 is 9 h behind: 1 clock in a picture says so. Another time zone, 9 h.",
		},
		"noon and midnight": {
			library.Lesson{Signs: []library.Sign{shown(noon, -12*time.Hour-20*time.Second)}},
			"The Sony ILME-FX3 is 12 h 0 min 20 s ahead: 1 clock in a picture says so. Noon and midnight are mixed up, 12 h.",
		},
		"winter": {
			library.Lesson{Signs: []library.Sign{shown(noon.AddDate(0, 6, 0), -time.Hour)}, Zone: berlin(t)},
			"The Sony ILME-FX3 is 1 h ahead: 1 clock in a picture says so. Summer time is still set, 1 h.",
		},
		"a wrong date": {
			library.Lesson{Signs: []library.Sign{shown(noon, 3*24*time.Hour)}},
			"The Sony ILME-FX3 is 3 days behind: 1 clock in a picture says so. Its date is 3 days off.",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clocks := library.Learn(test.lesson)
			if len(clocks) != 1 {
				t.Fatalf("%d clocks, want 1: %+v", len(clocks), clocks)
			}
			if diff := cmp.Diff(test.want, clocks[0].Words); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestPairsWithoutATrustedClockTeachNothing(t *testing.T) {
	t.Parallel()
	got := library.Learn(library.Lesson{Pairs: []library.Pair{{Kind: library.ByPair, A: "Sony FX3", AtA: noon, B: "Zoom F8", AtB: noon.Add(time.Minute)}}})
	if len(got) != 0 {
		t.Errorf("nobody knows which of the two is right, yet %+v", got)
	}
}

func TestAClockIsPassedOn(t *testing.T) {
	t.Parallel()
	got := library.Learn(library.Lesson{
		Signs: []library.Sign{shown(noon, -10*time.Second)},
		Pairs: []library.Pair{{Kind: library.ByJam, A: "Zoom F8", AtA: noon.Add(time.Hour), B: "Sony ILME-FX3 5012345", AtB: noon.Add(time.Second), Within: time.Second}},
	})
	if len(got) != 2 || got[1].Device != "Zoom F8" || got[1].Offset != -3609 {
		t.Errorf("the recorder is 1 h ahead of a camera that is 10 s ahead, less 1 s: %+v", got)
	}
}

func TestOneWrongSignMovesNothing(t *testing.T) {
	t.Parallel()
	var signs []library.Sign
	for i := range 9 {
		signs = append(signs, shown(noon.Add(time.Duration(i)*time.Minute), 4*time.Second))
	}
	signs[4].Offset = 3 * time.Hour // somebody mistyped
	got := library.Learn(library.Lesson{Signs: signs})
	if len(got) != 1 || got[0].Offset != 4 || got[0].Signs != 8 || got[0].Against != 1 {
		t.Errorf("%+v", got)
	}
	if !strings.Contains(got[0].Words, "1 do not") {
		t.Errorf("the words keep quiet about it: %q", got[0].Words)
	}
}

func TestAClockThatIsSetInBetweenHasTwoPeriods(t *testing.T) {
	t.Parallel()
	device := "Sony ILME-FX3 5012345"
	var signs []library.Sign
	var times []time.Time
	for i := range 4 {
		signs = append(signs, shown(noon.Add(time.Duration(i)*time.Minute), -time.Hour), shown(noon.Add(20*time.Hour+time.Duration(i)*time.Minute), 2*time.Second))
		times = append(times, noon.Add(time.Duration(i)*time.Hour), noon.Add(19*time.Hour+time.Duration(i)*20*time.Minute))
	}
	got := library.Learn(library.Lesson{Signs: signs, Shot: map[string][]time.Time{device: times}})
	if len(got) != 2 || got[0].Offset != -3600 || got[1].Offset != 2 {
		t.Fatalf("%+v", got)
	}
	// recorded until 15:00, again from 07:00 on: it was set in the night
	if want := noon.Add(11 * time.Hour); !got[0].To.Equal(want) || !got[1].From.Equal(want) {
		t.Errorf("set at %s and %s, want %s", got[0].To, got[1].From, want)
	}
	for at, want := range map[time.Time]int64{noon.Add(3 * time.Hour): -3600, noon.Add(19 * time.Hour): 2} {
		c, ok := got.For(device, at)
		if !ok || c.OffsetAt(at) != want {
			t.Errorf("at %s: %+v, want %d", at, c, want)
		}
	}
}

// Whatever a clock's offset and drift are, they are found again from signs that lie about by at most two seconds.
func TestLearningFindsWhatWasPutIn(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		offset := time.Duration(rnd.IntN(200_000)-100_000) * time.Second
		drift := float64(rnd.IntN(17) - 8) // seconds a day
		var signs []library.Sign
		for i := range 40 {
			days := float64(i) / 4
			noise := time.Duration(rnd.IntN(4001)-2000) * time.Millisecond
			signs = append(signs, shown(noon.Add(time.Duration(days*24)*time.Hour), offset+time.Duration(drift*days*float64(time.Second))+noise))
		}
		want := library.Learn(library.Lesson{Signs: signs})
		rnd.Shuffle(len(signs), func(i, j int) { signs[i], signs[j] = signs[j], signs[i] })
		got := library.Learn(library.Lesson{Signs: signs})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("seed %d: the order of the signs matters: %s", seed, diff)
		}
		if len(got) != 1 {
			t.Fatalf("seed %d: %d periods of a clock that nobody set: %+v", seed, len(got), got)
		}
		for _, days := range []float64{0, 5, 9.75} {
			at := noon.Add(time.Duration(days*24) * time.Hour)
			truth := offset.Seconds() + drift*days
			if off := float64(got[0].OffsetAt(at)) - truth; off > 4 || off < -4 {
				t.Errorf("seed %d, day %v: %d s, want %.1f (drift %v found as %v)", seed, days, got[0].OffsetAt(at), truth, drift, got[0].Drift)
			}
		}
	}
}

func take(device string, at time.Time, scene, takeNo string, tc int64, seconds int64) library.Asset {
	a := library.Asset{
		ID: "x", Kind: media.Video, Device: device, TakenAt: at, Slate: media.Slate{Scene: scene, Take: takeNo},
		Duration: timecode.Rational{Num: seconds, Den: 1},
	}
	if tc > 0 {
		a.Start = timecode.Timecode{Frame: tc * 25, Rate: timecode.Rate{Num: 25, Den: 1}}
	}
	return a
}

func TestPairsOfTakes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		list []library.Asset
		want string
	}{
		"the same take by name": {[]library.Asset{take("cam", noon, "12A", "3", 0, 60), take("rec", noon.Add(time.Minute), "12a", "03", 0, 60)}, "pair cam rec 1m0s"},
		"the same timecode": {
			[]library.Asset{take("cam", noon, "12", "3", 50000, 60), take("rec", noon.Add(time.Hour), "12", "3", 49996, 80)},
			"jam cam rec 1h0m4s",
		},
		"timecode that does not meet": {[]library.Asset{take("cam", noon, "12", "3", 50000, 60), take("rec", noon, "12", "3", 60000, 60)}, "pair cam rec 0s"},
		"across midnight": {
			[]library.Asset{take("cam", noon, "12", "3", 86399, 60), take("rec", noon, "12", "3", 1, 60)},
			"jam cam rec -2s",
		},
		"two takes of one name":   {[]library.Asset{take("cam", noon, "12", "3", 0, 60), take("cam", noon.Add(time.Hour), "12", "3", 0, 60), take("rec", noon, "12", "3", 0, 60)}, ""},
		"one device":              {[]library.Asset{take("cam", noon, "12", "3", 0, 60)}, ""},
		"days apart":              {[]library.Asset{take("cam", noon, "12", "3", 0, 60), take("rec", noon.AddDate(0, 0, 3), "12", "3", 0, 60)}, ""},
		"without a take's number": {[]library.Asset{take("cam", noon, "12", "", 0, 60), take("rec", noon, "12", "", 0, 60)}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range library.PairsOf(test.list) {
				got = append(got, fmt.Sprint(p.Kind, " ", p.A, " ", p.B, " ", p.AtB.Sub(p.AtA)))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, ", ")); diff != "" {
				t.Error(diff)
			}
			slices.Reverse(test.list)
			if again := library.PairsOf(test.list); len(again) != len(got) {
				t.Errorf("the order of the assets matters: %d pairs, then %d", len(got), len(again))
			}
		})
	}
}

func TestCorrectingTwiceIsCorrectingOnce(t *testing.T) {
	t.Parallel()
	clocks := library.Learn(library.Lesson{Signs: []library.Sign{shown(noon, -time.Hour)}})
	a := library.Asset{Device: "Sony ILME-FX3 5012345", TakenAt: noon}
	once := clocks.Corrected(a)
	if want := noon.Add(-time.Hour); !once.TakenAt.Equal(want) || once.Offset != -3600 {
		t.Errorf("%s by %d s, want %s", once.TakenAt, once.Offset, want)
	}
	if diff := cmp.Diff(once, clocks.Corrected(once)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(a, library.Clocks{}.Corrected(once)); diff != "" {
		t.Errorf("what is unlearned does not stay: %s", diff)
	}
}

// TestACardThatStaysInTheCamera: clips of the days after the card's keep their days, and a clock that is years off is still
// found by it.
func TestACardThatStaysInTheCamera(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	of := func(days ...int) (library.Clocks, []library.Asset) {
		var list []library.Asset
		for _, d := range days {
			a := clip(d9.AddDays(d).At(clock("14:00"), zone), 60)
			a.Card = "c3"
			list = append(list, a)
		}
		l := library.Lesson{Zone: zone}
		l.SawAssets(list, around(zone))
		return library.Learn(l), list
	}
	clocks, list := of(0, 3, 3, 3, 3, 3, 3, 3)
	for i, a := range list {
		if now := clocks.Corrected(a); !now.TakenAt.Equal(a.TakenAt) {
			t.Errorf("clip %d is moved from %s to %s", i, a.TakenAt, now.TakenAt)
		}
	}
	clocks, list = of(-1200, -1200, -1200, -1200, -1200, -1200)
	if now := clocks.Corrected(list[0]); now.TakenAt.Sub(list[0].TakenAt).Hours() < 1199*24 {
		t.Errorf("a clock that is years off stays so: %s", now.TakenAt)
	}
}
