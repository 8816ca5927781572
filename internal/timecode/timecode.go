// Package timecode counts time as film does: in rationals and frames, never in floats.
package timecode

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Rational is an exact number, of seconds mostly. The zero value is zero.
type Rational struct {
	Num int64 `json:"num"`
	Den int64 `json:"den"` // above zero; 0 is taken for 1
}

// Seconds is the number as a decimal, for people and JSON.
func (r Rational) Seconds() float64 { return float64(r.Num) / float64(max(1, r.Den)) }

// Reduced is the number in lowest terms.
func (r Rational) Reduced() Rational {
	den := max(1, r.Den)
	g := gcd(r.Num, den)
	return Rational{r.Num / g, den / g}
}

func gcd(a, b int64) int64 {
	for b != 0 {
		a, b = b, a%b
	}
	return max(1, max(a, -a))
}

// Rate is how many frames a second has: 24000/1001, 25/1. The zero value is unknown.
type Rate struct {
	Num int64 `json:"num"`
	Den int64 `json:"den"`
}

// Known reports whether there is a rate.
func (r Rate) Known() bool { return r.Num > 0 && r.Den > 0 }

// Base is how many numbers of frames a second of timecode has: 24 at 23.976, 30 at 29.97.
func (r Rate) Base() int64 {
	if !r.Known() {
		return 0
	}
	return (r.Num + r.Den/2) / r.Den
}

// MayDrop reports whether timecode of this rate can leave numbers out: 29.97, 59.94 and 119.88 (SMPTE ST 12-1).
func (r Rate) MayDrop() bool { return r.Known() && r.Den == 1001 && r.Base()%30 == 0 }

// String is "23.976", "25", "29.97".
func (r Rate) String() string {
	if !r.Known() {
		return ""
	}
	text := strconv.FormatFloat(float64(r.Num)/float64(r.Den), 'f', 3, 64)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// Of is how many whole frames begin within the seconds.
func (r Rate) Of(seconds Rational) int64 {
	if !r.Known() {
		return 0
	}
	n := new(big.Int).Mul(big.NewInt(seconds.Num), big.NewInt(r.Num))
	d := new(big.Int).Mul(big.NewInt(max(1, seconds.Den)), big.NewInt(r.Den))
	return new(big.Int).Div(n, d).Int64()
}

// Seconds is how long so many frames last.
func (r Rate) Seconds(frames int64) Rational {
	if !r.Known() {
		return Rational{}
	}
	return Rational{frames * r.Den, r.Num}.Reduced()
}

// Timecode is the number of a frame, counted from midnight. The zero value is unknown.
type Timecode struct {
	Frame int64 `json:"frame"` // frames since 00:00:00:00, those that the numbering leaves out not counted
	Rate  Rate  `json:"rate"`
	Drop  bool  `json:"drop"`
}

// Known reports whether there is a timecode.
func (t Timecode) Known() bool { return t.Rate.Known() }

// dropped is how many numbers each minute leaves out but every tenth.
func (t Timecode) dropped() int64 { return t.Rate.Base() / 15 }

// perDay is how many frames a day of timecode has.
func (t Timecode) perDay() int64 {
	if !t.Drop {
		return t.Rate.Base() * 86400
	}
	return (t.Rate.Base()*600 - 9*t.dropped()) * 144
}

// Add is the timecode so many frames later, around midnight.
func (t Timecode) Add(frames int64) Timecode {
	if day := t.perDay(); day > 0 {
		t.Frame = ((t.Frame+frames)%day + day) % day
	}
	return t
}

// SinceMidnight is the time that has passed since the timecode was zero, in real seconds.
func (t Timecode) SinceMidnight() Rational { return t.Rate.Seconds(t.Frame) }

// String is "01:02:03:04", and "01:02:03;04" where numbers are left out; "" when unknown.
func (t Timecode) String() string {
	if !t.Known() {
		return ""
	}
	number, mark := t.Frame, ":"
	if t.Drop {
		d, ten := t.dropped(), t.Rate.Base()*600-9*t.dropped()
		number += 9 * d * (t.Frame / ten)
		if rest := t.Frame % ten; rest >= d {
			number += d * ((rest - d) / (t.Rate.Base()*60 - d))
		}
		mark = ";"
	}
	base := t.Rate.Base()
	seconds := number / base
	digits := max(2, len(strconv.FormatInt(base-1, 10)))
	return fmt.Sprintf("%02d:%02d:%02d%s%0*d", seconds/3600%24, seconds/60%60, seconds%60, mark, digits, number%base)
}

// Parse reads "01:02:03:04" at a rate; a semicolon, comma or point before the frames, as in "01:02:03;04", says that
// numbers are left out. It returns fault.Invalid for what is no timecode, and for a number that is left out.
func Parse(s string, rate Rate) (Timecode, error) {
	bad := func(why string) (Timecode, error) {
		return Timecode{}, fault.New(fault.Invalid, "%.40q is not a timecode: %s", s, why).WithRemedy("Write hours, minutes, seconds and frames: 01:02:03:04.")
	}
	if !rate.Known() {
		return bad("its rate is not known")
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(":;,.", r) })
	if len(parts) != 4 || strings.ContainsAny(s, "+- ") {
		return bad("it has not four numbers")
	}
	var n [4]int64
	for i, part := range parts {
		v, err := strconv.ParseInt(part, 10, 32)
		if err != nil || len(part) > 3 {
			return bad("it has not four numbers")
		}
		n[i] = v
	}
	t := Timecode{Rate: rate, Drop: rate.MayDrop() && strings.ContainsAny(s, ";,.")}
	switch {
	case n[0] > 23 || n[1] > 59 || n[2] > 59:
		return bad("the time is past midnight")
	case n[3] >= rate.Base():
		return bad(fmt.Sprintf("a second has %d frames", rate.Base()))
	case t.Drop && n[2] == 0 && n[1]%10 != 0 && n[3] < t.dropped():
		return bad("this number is left out at " + rate.String())
	}
	minutes := n[0]*60 + n[1]
	t.Frame = (minutes*60+n[2])*rate.Base() + n[3]
	if t.Drop {
		t.Frame -= t.dropped() * (minutes - minutes/10)
	}
	return t, nil
}
