package library

import (
	"slices"
	"unicode/utf8"
)

// Misspelt words are found by what is left of them when a letter is taken out, of those that are known and of the one that
// was typed alike: both then meet (symmetric delete spelling correction, W. Garbe, 2012). Only the beginning is taken apart,
// which keeps the table small: of two mistakes one must be behind it.
const (
	typoLetters = 4 // shorter words are not corrected
	longTypo    = 8 // from so many letters on, two mistakes are
	typoHead    = 6 // of so many letters, one is taken out
)

// mayBeTypo reports a word that can be corrected.
func mayBeTypo(word string) bool {
	return utf8.RuneCountInString(word) >= typoLetters && !Digits(word)
}

// mistakes is how many a word is allowed.
func mistakes(word string) int {
	if utf8.RuneCountInString(word) >= longTypo {
		return 2
	}
	return 1
}

// TypoKeys are what a folded word is found by when it is misspelt; none for one that is not corrected.
func TypoKeys(word string) []string {
	if !mayBeTypo(word) {
		return nil
	}
	head := []rune(firstRunes(word, typoHead))
	out := []string{string(head)}
	for i := range head {
		if less := string(head[:i]) + string(head[i+1:]); !slices.Contains(out, less) {
			out = append(out, less)
		}
	}
	return out
}

// Mistakes is how many letters are wrong, missing, too many or changed places in said for it to be meant, and whether
// that is few enough.
func Mistakes(said, meant string) (n int, ok bool) {
	n = distance([]rune(said), []rune(meant))
	return n, n <= mistakes(meant)
}

// distance is the optimal string alignment distance.
func distance(a, b []rune) int {
	before, row := make([]int, len(b)+1), make([]int, len(b)+1)
	var earlier []int
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		earlier, before, row = before, row, append(earlier[:0], make([]int, len(b)+1)...)
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(before[j]+1, row[j-1]+1, before[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], earlier[j-2]+1)
			}
		}
	}
	return row[len(b)]
}
