package story_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// labels are what readers said about every scene of a script, see the files' own "about".
type labels struct {
	Film    string         `json:"film"`
	Date    string         `json:"date"`
	Readers int            `json:"readers"`
	About   string         `json:"about"`
	Kinds   []story.Kind   `json:"kinds"`
	Scenes  []labelledKind `json:"scenes"`
}

// labelledKind is what each reader named for one scene.
type labelledKind struct {
	Scene string       `json:"scene"`
	A     []story.Kind `json:"a"`
	B     []story.Kind `json:"b"`
	WhyA  string       `json:"why_a"`
	WhyB  string       `json:"why_b"`
}

// readTestdata decodes one file of testdata strictly.
func readTestdata(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(data)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func readLabels(t testing.TB, name string) labels {
	t.Helper()
	var l labels
	readTestdata(t, name, &l)
	if l.Readers == 1 {
		for i := range l.Scenes {
			l.Scenes[i].B = l.Scenes[i].A
		}
	}
	return l
}

// half is a part of the scenes that is fixed by their numbers.
type half string

// The halves: rules, words and the score are made by the odd scenes, the even ones are for the examination.
const (
	all         half = "all"
	development half = "development"
	examination half = "examination"
)

// holds reports whether a scene belongs to the half: odd numbers are for development, even ones for
// the examination.
func (h half) holds(scene string) bool {
	n, _ := strconv.Atoi(strings.TrimRight(scene, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	return h == all || (h == development) == (n%2 == 1)
}

// truth says what a scene is: so, not so, or neither.
type truth func(s labelledKind, k story.Kind) (is, counts bool)

// The truths that a list of moments can be held against.
var (
	agreed truth = func(s labelledKind, k story.Kind) (bool, bool) {
		a, b := slices.Contains(s.A, k), slices.Contains(s.B, k)
		return a && b, a == b
	}
	union truth = func(s labelledKind, k story.Kind) (bool, bool) {
		return slices.Contains(s.A, k) || slices.Contains(s.B, k), true
	}
	readerA truth = func(s labelledKind, k story.Kind) (bool, bool) { return slices.Contains(s.A, k), true }
	readerB truth = func(s labelledKind, k story.Kind) (bool, bool) { return slices.Contains(s.B, k), true }
)

// kappa is Cohen's: how much more often two readers agree about a kind than chance would have it.
func (l labels) kappa(k story.Kind) float64 {
	var a, b, both, n float64
	for _, s := range l.Scenes {
		inA, inB := slices.Contains(s.A, k), slices.Contains(s.B, k)
		n++
		a, b, both = a+one(inA), b+one(inB), both+one(inA && inB)
	}
	observed := (both + (n - a - b + both)) / n
	chance := (a*b + (n-a)*(n-b)) / (n * n)
	if chance == 1 {
		return 1
	}
	return (observed - chance) / (1 - chance)
}

func one(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

func TestLabelsAreWhole(t *testing.T) {
	t.Parallel()
	for name, facts := range map[string]func(testing.TB) production.Facts{"big-fish-labels.json": bigFish, "lamp-room-labels.json": lampRoom} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := readLabels(t, name)
			var read, written []string
			for _, s := range l.Scenes {
				read = append(read, s.Scene)
				for _, k := range slices.Concat(s.A, s.B) {
					if !slices.Contains(l.Kinds, k) {
						t.Errorf("scene %s is called %q", s.Scene, k)
					}
				}
			}
			for _, s := range facts(t).Scenes {
				written = append(written, s.Number)
			}
			if !slices.Equal(read, written) || l.Date == "" || l.About == "" {
				t.Errorf("the labels are for the scenes %v, the script has %v", read, written)
			}
		})
	}
}
