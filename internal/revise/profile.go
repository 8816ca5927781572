package revise

import (
	"math"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// profile is what a scene is recognised by beside its number. Words are kept as sorted hashes.
type profile struct {
	text  []uint64 // words and pairs of neighbouring words of the text, the smallest maxGrams hashes
	limit uint64   // hashes above it were cut away and prove nothing
	facts []uint64 // words of the heading, the people, the story day
	place string   // inside or outside and the set
	print string   // heading and text as they are, "" without text
}

// maxGrams bounds what is compared of one scene: the smallest hashes of a set are a fair sample of it
// (bottom-k sketch, Broder 1997), and nearly every scene is shorter.
const maxGrams = 320

// longestScene bounds how many bytes of a scene are looked at; that is more than fifty pages.
const longestScene = 1 << 18

// newProfile describes a scene, without its text where that will be compared with none.
func newProfile(s production.Scene, withText bool) profile {
	p := profile{limit: math.MaxUint64, place: placeKey(s), facts: factGrams(s)}
	if !withText || len(s.Lines) == 0 {
		return p
	}
	p.print = production.NormalHeading(s.Heading) + "\n" + textPrint(s)
	p.text = textGrams(s.Lines)
	if len(p.text) > maxGrams {
		p.text = slices.Clip(p.text[:maxGrams])
		p.limit = p.text[maxGrams-1]
	}
	return p
}

// textPrint is a hash of the scene's text as it is.
func textPrint(s production.Scene) string {
	hash := uint64(hashStart)
	for _, l := range s.Lines {
		hash = (hash ^ hashText(l.Text)) * hashPrime
	}
	return strconv.FormatUint(hash, 36)
}

// textGrams are the words and pairs of words of the lines. Cues are left out: they say who speaks, not
// what, and a renamed character must not make every scene another one.
func textGrams(lines []production.Line) []uint64 {
	length := 0
	for _, l := range lines {
		length += len(l.Text)
	}
	grams := make([]uint64, 0, min(length, longestScene)/3) // a word has about five letters and makes two
	left := longestScene
	for _, l := range lines {
		if l.Kind == production.Character || l.Kind == production.PageBreak {
			continue
		}
		text := cutText(l.Text, left)
		left -= len(text)
		before := uint64(0)
		eachWord(text, func(word uint64) {
			grams = append(grams, word)
			if before != 0 {
				grams = append(grams, mix(before*31+word))
			}
			before = word
		})
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// cutText is at most n bytes of a text, cut between letters.
func cutText(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// factGrams are what a breakdown knows of a scene, so that a paper without text can be compared.
func factGrams(s production.Scene) []uint64 {
	var grams []uint64
	add := func(sort uint64, text string) {
		eachWord(text, func(word uint64) { grams = append(grams, mix(word+sort)) })
	}
	add(1, s.Set)
	add(2, string(s.IntExt))
	add(3, s.TimeOfDay)
	add(4, s.ScriptDay)
	for _, name := range s.Characters {
		grams = append(grams, mix(hashText(name)+5))
	}
	for _, e := range s.Elements {
		if e.Category == production.CategoryCast {
			grams = append(grams, mix(hashText(e.Name)+5))
		}
	}
	slices.Sort(grams)
	return slices.Compact(grams)
}

// FNV-1a, 64 bits.
const (
	hashStart = 14695981039346656037
	hashPrime = 1099511628211
)

func hashText(s string) uint64 {
	hash := uint64(hashStart)
	for i := range len(s) {
		hash = (hash ^ uint64(s[i])) * hashPrime
	}
	return hash
}

// eachWord visits the hash of every word: letters and digits, in lower case.
func eachWord(text string, visit func(uint64)) {
	hash, inside := uint64(hashStart), false
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r == '\'' || r == '’': // don't is one word
			continue
		case r < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			if inside {
				visit(mix(hash))
			}
			hash, inside = hashStart, false
			continue
		default:
			r = unicode.ToLower(r)
		}
		hash, inside = (hash^uint64(r))*hashPrime, true
	}
	if inside {
		visit(mix(hash))
	}
}

// mix spreads a hash over all bits (the finaliser of MurmurHash3), so that the smallest hashes are a
// sample without a bias.
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// placeKey is where a scene plays: inside or outside and the set, in plain letters; for a heading that
// names no set the heading.
func placeKey(s production.Scene) string {
	if s.Set == "" {
		return production.NormalHeading(s.Heading)
	}
	return string(s.IntExt) + "\n" + spelling.Key(s.Set)
}

// likeness says how much two scenes have in common; every number is between 0 and 1.
type likeness struct {
	text  float64 // of both texts together; less for short ones, which prove little
	inOld float64 // how much of the fresh scene's text stood in the old scene
	inNew float64 // how much of the old scene's text stands in the fresh one
	facts float64
}

// rarity weighs words: one that stands in few scenes tells more (inverse document frequency).
type rarity struct {
	seen   []uint32  // scenes by bucket of the hash; a collision makes a word look common
	mask   uint64    //
	weight []float32 // by number of scenes
}

func newRarity(scenes ...[]profile) *rarity {
	grams, count := 0, 0
	for _, list := range scenes {
		count += len(list)
		for _, p := range list {
			grams += len(p.text) + len(p.facts)
		}
	}
	size := tableSize(grams)
	r := rarity{seen: make([]uint32, size), mask: uint64(size - 1), weight: make([]float32, count+2)}
	for _, list := range scenes {
		for _, p := range list {
			for _, g := range p.text {
				r.seen[g&r.mask]++
			}
			for _, g := range p.facts {
				r.seen[g&r.mask]++
			}
		}
	}
	for n := range r.weight {
		r.weight[n] = float32(math.Log1p(float64(count) / float64(max(n, 1))))
	}
	return &r
}

// tableSize is a power of two with room for n entries, within bounds.
func tableSize(n int) int {
	size := 1 << 8
	for size < 2*n && size < 1<<22 {
		size *= 2
	}
	return size
}

func (r *rarity) of(gram uint64) float64 {
	return float64(r.weight[min(int(r.seen[gram&r.mask]), len(r.weight)-1)])
}

// shared weighs what two lists have in common and each of them, up to a hash.
func (r *rarity) shared(a, b []uint64, limit uint64) (both, inA, inB float64) {
	i, j := 0, 0
	for {
		haveA, haveB := i < len(a) && a[i] <= limit, j < len(b) && b[j] <= limit
		switch {
		case !haveA && !haveB:
			return both, inA, inB
		case haveA && haveB && a[i] == b[j]:
			w := r.of(a[i])
			both, inA, inB = both+w, inA+w, inB+w
			i, j = i+1, j+1
		case haveA && (!haveB || a[i] < b[j]):
			inA += r.of(a[i])
			i++
		default:
			inB += r.of(b[j])
			j++
		}
	}
}

// enoughGrams is from how many words and pairs of words a text speaks for itself.
const enoughGrams = 8

// compare tells how alike an old and a fresh scene are.
func (r *rarity) compare(old, fresh *profile) likeness {
	var l likeness
	if n := min(len(old.text), len(fresh.text)); n > 0 {
		both, inOld, inNew := r.shared(old.text, fresh.text, min(old.limit, fresh.limit))
		sure := min(1, float64(n)/enoughGrams)
		l.text = sure * ratio(2*both, inOld+inNew)
		l.inOld, l.inNew = sure*ratio(both, inNew), sure*ratio(both, inOld)
	}
	both, inOld, inNew := r.shared(old.facts, fresh.facts, math.MaxUint64)
	l.facts = ratio(2*both, inOld+inNew)
	return l
}

func ratio(part, whole float64) float64 {
	if whole == 0 {
		return 0
	}
	return part / whole
}
