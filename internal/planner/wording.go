package planner

import (
	"fmt"
	"strconv"
	"strings"
)

// Wording is how reasons name days and times. The zero value says "day 9" for the shoot day with
// index 8 and "14:30" for a time; a product sets its own, "Day 14 · Tue 12 May".
type Wording struct {
	Day        func(day int) string    // of a shoot-day index
	Clock      func(minute int) string // of a minute of the problem's clock
	Trade      func(skill int) string  // who does a skill: "stills photographer"
	Scene      func(scene int) string  // of a strip's scene: "scene 41"
	SceneOf    func(moment int) int    // the scene of a moment, -1 for none; nil to find it by place and time
	UsedBefore int                     // crew-days of the plan before, where the baseline lacks some that are no more; 0 for as many as it has
	Prices     bool                    // say gains and losses in points of the objective, which only its makers can read
}

// price words an amount of the objective, "" where nobody wants to see those.
func (w Wording) price(format string, points ...any) string {
	if !w.Prices {
		return ""
	}
	return fmt.Sprintf(format, points...)
}

func (w Wording) day(d int) string {
	if w.Day != nil {
		return w.Day(d)
	}
	return "day " + strconv.Itoa(d+1)
}

func (w Wording) clock(minute int32) string {
	if w.Clock != nil {
		return w.Clock(int(minute))
	}
	m := ((int(minute) % dayMinutes) + dayMinutes) % dayMinutes
	return fmt.Sprintf("%02d:%02d", m/60, m%60)
}

func (w Wording) scene(n int) string {
	if w.Scene != nil {
		return w.Scene(n)
	}
	return "scene " + strconv.Itoa(n)
}

// another is one more person of a trade where there are n: "a second stills photographer".
func (w Wording) another(p *Problem, skill, n int) string {
	trade := "person for " + p.Skills[skill]
	if w.Trade != nil {
		trade = w.Trade(skill)
	}
	switch ordinals := []string{"second", "third", "fourth"}; {
	case n == 0 && strings.ContainsAny(trade[:1], "aeiouAEIOU"):
		return "an " + trade
	case n == 0:
		return "a " + trade
	case n <= len(ordinals):
		return "a " + ordinals[n-1] + " " + trade
	}
	return "one more " + trade
}

// number is "one" to "four", then figures.
func number(n int) string {
	if words := []string{"no", "one", "two", "three", "four"}; n >= 0 && n < len(words) {
		return words[n]
	}
	return strconv.Itoa(n)
}

// plural is "1 shift" or "3 shifts".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// hours is "12 h" or "11 h 30 min".
func hours(minutes int) string {
	switch h, m := minutes/60, minutes%60; {
	case h == 0:
		return strconv.Itoa(m) + " min"
	case m == 0:
		return strconv.Itoa(h) + " h"
	default:
		return fmt.Sprintf("%d h %d min", h, m)
	}
}

// thousands writes 12300 as "12,300".
func thousands(n int) string {
	text := strconv.Itoa(abs(n))
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	if n < 0 {
		return "-" + text
	}
	return text
}

// and joins words: "a", "a and b", "a, b and c".
func and(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// upper makes the first letter a capital, where it is a plain one.
func upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func quote(name string) string { return "“" + name + "”" }
