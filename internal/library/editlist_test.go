package library_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/timecode"
)

func TestPointsOfAClip(t *testing.T) {
	t.Parallel()
	ntsc := timecode.Rate{Num: 30000, Den: 1001}
	drop := library.Asset{Rate: ntsc, Start: timecode.Timecode{Frame: 107892, Rate: ntsc, Drop: true}}
	bare, sound := library.Asset{Rate: timecode.Rate{Num: 25, Den: 1}}, library.Asset{}
	for _, test := range []struct {
		a    library.Asset
		said string
		want int64
	}{
		{drop, "01:00:00;00", 0}, {drop, "01:00:59;29", 1799}, {drop, "01:01:00;02", 1800}, {drop, "77", 77}, {bare, "00:00:01:05", 30}, {sound, "00:01:02", 62000}, {sound, "00:01:02.5", 62500},
		{sound, "01:00:00.025", 3600025}, {sound, "250", 250},
	} {
		got, err := test.a.Point(test.said)
		if err != nil || got != test.want {
			t.Errorf("%q is %d, %v; want %d", test.said, got, err, test.want)
		}
		if back, err := test.a.Point(test.a.At(got)); err != nil || back != got {
			t.Errorf("%q is said as %q, which is %d, %v", test.said, test.a.At(got), back, err)
		}
	}
	for _, said := range []string{"", "soon", "1:2", "01:01:00;00"} {
		if got, err := drop.Point(said); err == nil {
			t.Errorf("%q is %d", said, got)
		}
	}
	for _, said := range []string{"", "soon", "1:2", "00:-1:00"} {
		if got, err := sound.Point(said); err == nil {
			t.Errorf("%q is %d", said, got)
		}
	}
}
