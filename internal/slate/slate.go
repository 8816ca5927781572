// Package slate reads, compares and orders scene numbers, which stand on the slate, on strips and in the
// margins of a script, however a program or a person writes them.
package slate

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Key is what a scene number is compared by, however a program or a person writes it: "012a.",
// "12 A" and "12-A" are 12A; "12 (PT1)" and "12 Part 1" are 12PT1. A12 is another scene than 12A.
func Key(number string) string {
	key := strings.ToUpper(strings.Trim(strings.TrimSpace(number), ".#"))
	if plainNumber(key) {
		return key
	}
	key = strings.NewReplacer("–", "-", "—", "-", "(", "", ")", "", "[", "", "]", "").Replace(key)
	key = strings.ReplaceAll(key, "PART", "PT")
	var b strings.Builder
	for i := 0; i < len(key); i++ {
		before, after := neighbour(key, i, -1), neighbour(key, i, 1)
		switch c := key[i]; {
		case c == ' ' && !(isDigit(before) && isDigit(after)):
		case (c == '-' || c == '.' || c == '_') && isLetter(after) && before != 0:
		case c == '.' && isLetter(before):
		case c == '0' && isDigit(after) && !isDigit(before) && before != '.':
			for i+1 < len(key) && key[i] == '0' && isDigit(key[i+1]) {
				i++
			}
			b.WriteByte(key[i])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// plainNumber reports a number that is its own key: digits that begin with no zero, and then letters.
func plainNumber(key string) bool {
	if key == "" || key[0] < '1' || key[0] > '9' {
		return false
	}
	end := 1
	for end < len(key) && isDigit(key[end]) {
		end++
	}
	for end < len(key) && isLetter(key[end]) {
		end++
	}
	return end == len(key) && !strings.Contains(key, "PART")
}

// IsRetake reports the number of a retake: "R22".
func IsRetake(number string) bool { return retake.MatchString(Key(number)) }

// IsSpan reports a number that stands for several scenes: "22-24".
func IsSpan(number string) bool { return numberSpan.MatchString(Key(number)) }

// SameDigits reports two numbers that differ in letters at most, as those of a scene and of what was
// inserted behind it: 12 and 12A.
func SameDigits(a, b string) bool { return newSortKey(a).n == newSortKey(b).n }

// neighbour is the next byte in a direction that is no space, 0 at either end.
func neighbour(s string, i, step int) byte {
	for i += step; i >= 0 && i < len(s); i += step {
		if s[i] != ' ' {
			return s[i]
		}
	}
	return 0
}

func isDigit(c byte) bool  { return c >= '0' && c <= '9' }
func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }

var (
	partSuffix = regexp.MustCompile(`^(.*\d[A-Z]*?)PT[0-9A-Z]{0,2}$`)
	retake     = regexp.MustCompile(`^R(\d+[A-Z]{0,2})$`)
	numberSpan = regexp.MustCompile(`^(\d+[A-Z]{0,2})-\d+[A-Z]{0,2}$`)
)

// Base is the scene that a number is a part or a retake of: 22 for "22PT1", "R22" and the span
// "22-24"; itself otherwise. It is a Key.
func Base(number string) string {
	key := Key(number)
	if plainNumber(key) && !strings.Contains(key, "PT") {
		return key
	}
	for _, form := range []*regexp.Regexp{partSuffix, retake, numberSpan} {
		if m := form.FindStringSubmatch(key); m != nil {
			return m[1]
		}
	}
	return key
}

// Order gives the indexes of scenes by number, so that a breakdown in shooting order reads like a
// script; scenes of a script keep the script's order.
func Order(scenes []production.Scene) []int {
	order := make([]int, len(scenes))
	keys := make([]sortKey, len(scenes))
	for i, s := range scenes {
		order[i], keys[i] = i, newSortKey(s.Number)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		if scenes[a].InScript && scenes[b].InScript {
			return scenes[a].Position - scenes[b].Position
		}
		return keys[a].compare(keys[b])
	})
	return order
}

// Compare orders "2", "A12", "12", "12A"; scenes of a script keep the script's order.
func Compare(a, b production.Scene) int {
	if a.InScript && b.InScript {
		return a.Position - b.Position
	}
	return newSortKey(a.Number).compare(newSortKey(b.Number))
}

// sortKey is a scene number taken apart for sorting.
type sortKey struct {
	n      int
	before string // letters before the digits: A12 comes before 12
	after  string
}

func newSortKey(number string) sortKey {
	key := Key(number)
	at := strings.IndexAny(key, "0123456789")
	if at < 0 {
		return sortKey{1 << 30, "", key}
	}
	end := at
	for end < len(key) && isDigit(key[end]) {
		end++
	}
	n, _ := strconv.Atoi(key[at:min(end, at+9)])
	if retake.MatchString(key) { // a retake comes after its scene
		return sortKey{n, "", key[end:] + "R"}
	}
	return sortKey{n, key[:at], key[end:]}
}

func (k sortKey) compare(other sortKey) int {
	if k.n != other.n {
		return k.n - other.n
	}
	if (k.before == "") != (other.before == "") {
		return len(other.before) - len(k.before)
	}
	if k.before != other.before {
		return strings.Compare(k.before, other.before)
	}
	return strings.Compare(k.after, other.after)
}

// Inserted is the number of a scene that was inserted behind another: the first one after before and its
// letter that nobody uses, 12A … 12Z, 12AA …, and that letter counted from 1. The keys of used are those of Key.
func Inserted(before string, letter int, used map[string]bool) (string, int) {
	for {
		letter++
		if number := before + letters(letter); !used[Key(number)] {
			return number, letter
		}
	}
}

// letters is 1 → A, 26 → Z, 27 → AA.
func letters(n int) string {
	text := ""
	for ; n > 0; n = (n - 1) / 26 {
		text = string(rune('A'+(n-1)%26)) + text
	}
	return text
}
