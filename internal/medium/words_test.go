package medium_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/medium"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{
		0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 99_949_999: "99.9 MB", 99_951_000: "100 MB", 999_499_999: "999 MB", 999_600_000: "1.0 GB", 4_800_000_000: "4.8 GB",
		512_110_190_592: "512 GB", 7_000_000_000_000: "7.0 TB", 1 << 62: "4612 PB",
	} {
		if got := medium.Words(bytes); got != want {
			t.Errorf("%d bytes are %q, want %q", bytes, got, want)
		}
	}
}
