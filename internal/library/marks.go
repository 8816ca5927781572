package library

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// A mark is a word of the index that no text can hold, because it has a "_" in it: what filters ask for. All questions to
// the library are answered by one index that way.

// mark is the word for a value of a filter.
func mark(sort, value string) string { return sort + "_" + value }

// The sorts of marks. Numbers have three: see number.
const (
	markKind, markDay, markScene, markMoment, markPerson, markPlace, markCamera, markCard, markTag, markBy = "k", "d", "s", "m", "pe", "pl", "ca", "cd", "tg", "by"
	markRating, markVerdict, markHas, markIs, markTaken, markLasts, markRate                               = "r", "v", "h", "i", "t", "u", "f"
	markSceneID, markMomentID, markLoose                                                                   = "si", "mi", "xd"
	none                                                                                                   = "none"
)

// SceneMark is in every asset of the scene. The store keeps hidden scenes out by it.
func SceneMark(id production.SceneID) string { return mark(markSceneID, compact(string(id))) }

// MomentMark is in every asset of the moment.
func MomentMark(id production.MomentID) string { return mark(markMomentID, compact(string(id))) }

// LooseMark is in every asset of the day that belongs to no scene; of no day for "".
func LooseMark(day production.Date) string { return mark(markLoose, dayValue(day)) }

func dayValue(day production.Date) string {
	if day == "" {
		return none
	}
	return compact(string(day))
}

// compact is an id or date as part of a mark: letters and digits alone, so that ids that differ in others cannot meet.
func compact(id string) string {
	var b strings.Builder
	for i := range len(id) {
		switch c := id[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z':
			b.WriteByte(c)
		case c == '-':
		default:
			fmt.Fprintf(&b, "_%02x", c)
		}
	}
	return b.String()
}

// Numbers are marked by their leading bits as well, so that a range is a few marks: numberBits, and twice, three times …
// that many are left off. It is how Lucene keeps numbers in an index of words (Schindler and Diepenbroek, 2008).
const (
	numberBits = 3
	numberAll  = 18
	numberMost = 1<<numberAll - 1 // larger ones count as this
)

// number are the marks of a number.
func number(sort string, n int64) []string {
	n = min(max(n, 0), numberMost)
	var out []string
	for shift := 0; shift < numberAll; shift += numberBits {
		out = append(out, numberMark(sort, shift, n>>shift))
	}
	return out
}

func numberMark(sort string, shift int, n int64) string {
	return sort + "_" + strconv.Itoa(shift/numberBits) + "_" + strconv.FormatInt(n, 36)
}

// between are marks of which every number of the range has exactly one, and no other number has any.
func between(sort string, low, high int64) []string {
	low, high = max(low, 0), min(high, numberMost)
	const group = 1<<numberBits - 1
	var out []string
	for shift := 0; low <= high; shift += numberBits {
		if shift == numberAll-numberBits {
			for ; low <= high; low++ {
				out = append(out, numberMark(sort, shift, low))
			}
			break
		}
		// Those at the ends that do not fill a group stand for themselves; the rest is told by groups.
		for ; low <= high && low&group != 0; low++ {
			out = append(out, numberMark(sort, shift, low))
		}
		for ; low <= high && high&group != group; high-- {
			out = append(out, numberMark(sort, shift, high))
		}
		if low > high {
			break
		}
		low, high = low>>numberBits, high>>numberBits
	}
	return out
}
