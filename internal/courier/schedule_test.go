package courier

import (
	"testing"
	"time"
)

func TestNextCheck(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 5, 4, 10, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		interval   time.Duration
		failures   int
		retryAfter time.Duration
		jitter     float64
		want       time.Duration
	}{
		"usual":                          {0, 0, 0, 0, time.Hour},
		"spread":                         {0, 0, 0, 1, 66 * time.Minute},
		"too often":                      {time.Minute, 0, 0, 0, 15 * time.Minute},
		"wanted":                         {6 * time.Hour, 0, 0, 0, 6 * time.Hour},
		"too seldom":                     {7 * 24 * time.Hour, 0, 0, 1, 24 * time.Hour},
		"one failure":                    {0, 1, 0, 0, 2 * time.Hour},
		"one failure, spread":            {0, 1, 0, 1, time.Hour},
		"three failures":                 {0, 3, 0, 0, 8 * time.Hour},
		"three failures, spread":         {0, 3, 0, 0.5, 6 * time.Hour},
		"five failures":                  {0, 5, 0, 0, 24 * time.Hour},
		"very many failures":             {0, 1 << 30, 0, 1, 12 * time.Hour},
		"many failures of a quick one":   {15 * time.Minute, 6, 0, 0, 16 * time.Hour},
		"the server asks for patience":   {0, 1, 5 * time.Hour, 0, 5 * time.Hour},
		"the server asks for less":       {0, 0, time.Minute, 0, time.Hour},
		"the server asks for a month":    {0, 0, longestHint, 0, 24 * time.Hour},
		"a jitter that is out of bounds": {0, 1, 0, 17, time.Hour},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := NextCheck(now, test.interval, test.failures, test.retryAfter, test.jitter).Sub(now); got != test.want {
				t.Errorf("waits %v, want %v", got, test.want)
			}
		})
	}
}
