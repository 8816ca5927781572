package revise

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// heavy is a revision with everything in it, each edit on a tenth of the scenes. Numbers that are not
// believed are given anew in the end.
func heavy(d *draft, share float64) {
	for _, name := range []string{"rewrite", "insert", "omit", "split", "join", "reorder", "rename"} {
		edits[name](d, share)
	}
	if !d.believed {
		d.renumber()
	}
}

// seeds is how many revisions of each sort are measured.
func seeds() uint64 {
	if testing.Short() {
		return 20
	}
	return 200
}

// measure revises drafts and returns the share of scenes that are who they should be, in per cent.
func measure(t *testing.T, seeds uint64, start func(*rand.Rand) *draft, edit func(*draft, float64), mixed bool) float64 {
	t.Helper()
	right, all := 0, 0
	for seed := range seeds {
		d := start(rand.New(rand.NewPCG(seed, 7)))
		d.numbered = seed%2 == 0
		d.believed = d.numbered && (!mixed || seed%4 == 0)
		facts, _ := merged(t, production.Facts{}, d.document())
		before := d.identities(t, facts)
		edit(d, 0.1)
		facts, _ = merged(t, facts, d.document())
		r, a := d.score(t, before, facts)
		right, all = right+r, all+a
	}
	return 100 * float64(right) / float64(all)
}

// TestIdentity measures how many scenes keep their identity, or are told to be new, when a script is
// revised: with numbers that stay, with numbers given anew, and without numbers.
func TestIdentity(t *testing.T) {
	t.Parallel()
	for name, edit := range edits {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			share := measure(t, seeds(), func(rng *rand.Rand) *draft { return newDraft(rng, 40) }, edit, false)
			if t.Logf("%.2f %% of the scenes are right", share); share < 99.5 {
				t.Errorf("want 99.5 %%")
			}
		})
	}
	t.Run("everything at once", func(t *testing.T) {
		t.Parallel()
		share := measure(t, seeds(), func(rng *rand.Rand) *draft { return newDraft(rng, 40) }, heavy, true)
		if t.Logf("%.2f %% of the scenes are right", share); share < 98 {
			t.Errorf("want 98 %%")
		}
	})
}

// TestIdentityOfAFilm measures the same on a real script, whose scenes are short and share their sets.
func TestIdentityOfAFilm(t *testing.T) {
	t.Parallel()
	film, err := intake.Read(intaketest.SharedFile(t, "scripts", "screenplain-examples", "Big-Fish.fountain"), intake.Options{})
	if err != nil {
		t.Fatal(err)
	}
	start := func(rng *rand.Rand) *draft { return draftOf(rng, film.Script) }
	for _, name := range slices.Sorted(maps.Keys(edits)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			share := measure(t, seeds()/20, start, edits[name], false)
			if t.Logf("%.2f %% of the scenes are right", share); share < 99.5 {
				t.Errorf("want 99.5 %%")
			}
		})
	}
	t.Run("everything at once", func(t *testing.T) {
		t.Parallel()
		share := measure(t, seeds()/10, start, heavy, true)
		if t.Logf("%.2f %% of the scenes are right", share); share < 98 {
			t.Errorf("want 98 %%")
		}
	})
}

// TestIdentityComesBack takes in a draft, the next, and the first again: every scene that the second
// one kept is the same in all three. Taking in a draft twice changes nothing.
func TestIdentityComesBack(t *testing.T) {
	t.Parallel()
	wrong, all := 0, 0
	for seed := range seeds() / 8 {
		d := newDraft(rand.New(rand.NewPCG(seed, 11)), 60)
		d.numbered = seed%2 == 0
		d.believed = seed%4 == 0
		first := d.document()
		facts, _ := merged(t, production.Facts{}, first)
		one := d.identities(t, facts)
		keys := slices.Clone(d.scenes)
		heavy(d, 0.1)
		second := d.document()
		facts, _ = merged(t, facts, second)
		two := d.identities(t, facts)
		again, changes := merged(t, facts, second)
		if diff := cmp.Diff(facts, again); diff != "" {
			t.Fatalf("seed %d: taking a draft in twice changed %s", seed, diff)
		}
		if n := len(changes.Added) + len(changes.Removed) + len(changes.Moved) + len(changes.Changed) + len(changes.Lineage); n > 0 {
			t.Fatalf("seed %d: taking a draft in twice reports %d changes", seed, n)
		}
		facts, _ = merged(t, facts, first)
		for i, s := range keys {
			if two[s.key] != one[s.key] {
				continue // it was not there in between
			}
			all++
			if facts.Scenes[i].ID != one[s.key] {
				wrong++
			}
		}
	}
	if share := 100 * float64(all-wrong) / float64(all); share < 99.5 {
		t.Errorf("%.2f %% of the scenes came back, want 99.5 %%", share)
	} else {
		t.Logf("%.2f %% of %d scenes came back", share, all)
	}
}

// TestEditionsOfAFilm takes in the editions of one script that different programs bring with them: the
// scenes are the same in all of them.
func TestEditionsOfAFilm(t *testing.T) {
	t.Parallel()
	editions := [][]string{
		{"scripts", "screenplain-examples", "Big-Fish.fountain"},
		{"scripts", "screenplain-examples", "Big-Fish.fdx"},
		{"scripts", "nyousefi-Fountain", "Big Fish.fountain"},
		{"scripts", "betterfountain", "big_fish_lf.fountain"},
		{"scripts", "betterfountain", "big_fish_crlf.fountain"},
		{"scripts", "Beat", "Sample files", "Big-Fish.fountain"},
	}
	var facts production.Facts
	for n, path := range editions {
		doc, err := intake.Read(intaketest.SharedFile(t, path...), intake.Options{Name: path[len(path)-1]})
		if err != nil {
			t.Fatal(err)
		}
		now, changes := merged(t, facts, doc)
		if n > 0 {
			if len(now.Scenes) != len(facts.Scenes) || len(changes.Added)+len(changes.Removed)+len(changes.Lineage) > 0 {
				t.Errorf("%s: %d scenes, added %q, removed %q, lineage %v", path[1], len(now.Scenes), shown(changes.Added), shown(changes.Removed), changes.Lineage)
			}
			for i := range min(len(now.Scenes), len(facts.Scenes)) {
				if now.Scenes[i].ID != facts.Scenes[i].ID {
					t.Errorf("%s: scene %s became another one", path[1], now.Scenes[i].Number)
				}
			}
		}
		facts = now
	}
}
