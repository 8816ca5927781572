package courier

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// How often an address is asked.
const (
	UsualInterval    = time.Hour
	ShortestInterval = 15 * time.Minute
	LongestWait      = 24 * time.Hour // schedules change every evening: less often would be useless
)

// NextCheck is when to ask an address again. interval is what the subscription or its calendar wants,
// 0 for UsualInterval; it counts as at least ShortestInterval. Each of failures, the failed attempts in
// a row, doubles it. jitter, from 0 up to 1, spreads many subscriptions: it adds up to a tenth after a
// success and, after failures, takes up to half of the wait but never goes below the interval.
// retryAfter, what the server asked for, is a lower bound. Nothing waits longer than LongestWait.
func NextCheck(now time.Time, interval time.Duration, failures int, retryAfter time.Duration, jitter float64) time.Time {
	if interval <= 0 {
		interval = UsualInterval
	}
	interval = min(max(interval, ShortestInterval), LongestWait)
	jitter = min(max(jitter, 0), 1)
	wait := interval + time.Duration(jitter*float64(interval)/10)
	if failures > 0 {
		wait = LongestWait
		if failures < 7 { // 15 minutes times 2⁷ are more than a day
			wait = min(interval<<failures, LongestWait)
		}
		wait = max(wait-time.Duration(jitter*float64(wait)/2), interval)
	}
	return now.Add(min(max(wait, retryAfter), LongestWait))
}

// longestHint bounds what a server can say about time.
const longestHint = 30 * 24 * time.Hour

// retryAfter reads the header of that name, seconds or a date (RFC 9110, 10.2.3); 0 when there is none.
func retryAfter(h http.Header, now time.Time) time.Duration {
	text := strings.TrimSpace(h.Get("Retry-After"))
	if text == "" {
		return 0
	}
	if at, err := http.ParseTime(text); err == nil {
		return min(max(at.Sub(now), 0), longestHint)
	}
	return seconds(text)
}

// maxAge reads max-age of Cache-Control (RFC 9111, 5.2.2.1); 0 when there is none.
func maxAge(h http.Header) time.Duration {
	for directive := range strings.SplitSeq(strings.ToLower(h.Get("Cache-Control")), ",") {
		if text, found := strings.CutPrefix(strings.TrimSpace(directive), "max-age="); found {
			return seconds(strings.Trim(text, `"`))
		}
	}
	return 0
}

// seconds reads a whole number of seconds; 0 for anything else.
func seconds(text string) time.Duration {
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil && n == 0 {
		return 0
	}
	return time.Duration(min(n, uint64(longestHint/time.Second))) * time.Second
}
