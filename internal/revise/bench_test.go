package revise

import (
	"math/rand/v2"
	"testing"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// benchImport reads a shared file and merges it into nothing.
func benchImport(b *testing.B, parts ...string) {
	data := intaketest.SharedFile(b, parts...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := intake.Read(data, intake.Options{Name: parts[len(parts)-1]})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := Merge(production.Facts{}, doc, MergeOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImportFountain(b *testing.B) {
	benchImport(b, "scripts", "screenplain-examples", "Big-Fish.fountain")
}

func BenchmarkImportFDX(b *testing.B) {
	benchImport(b, "scripts", "screenplain-examples", "Big-Fish.fdx")
}

func BenchmarkImportUSS(b *testing.B) {
	benchImport(b, "schedules", "USS-friendship", "large_sample_schedule.uss")
}

// BenchmarkMergeRevision merges Big Fish into facts that have it already.
func BenchmarkMergeRevision(b *testing.B) {
	doc, err := intake.Read(intaketest.SharedFile(b, "scripts", "screenplain-examples", "Big-Fish.fountain"), intake.Options{})
	if err != nil {
		b.Fatal(err)
	}
	facts, _, err := Merge(production.Facts{}, doc, MergeOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := Merge(facts, doc, MergeOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReimport takes the next draft of a script and the next schedule into facts that have the
// ones before, and tells what changed.
func BenchmarkReimport(b *testing.B) {
	for _, size := range []struct {
		name         string
		scenes, days int
		renumber     bool
	}{{"400 scenes, 120 days", 400, 120, false}, {"400 scenes, renumbered", 400, 120, true}, {"5000 scenes, 1000 days", 5000, 1000, false}, {"5000 scenes, renumbered", 5000, 1000, true}} {
		b.Run(size.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 2))
			script, board := newDraft(rng, size.scenes), newShoot(rng, size.days, size.scenes/size.days+1)
			facts, _ := merged(b, production.Facts{}, script.document())
			facts, _ = merged(b, facts, board.document())
			script.believed = !size.renumber
			heavy(script, 0.05)
			reshuffles["put off by some workdays"](board)
			reshuffles["strips move"](board)
			draft, schedule := script.document(), board.document()
			b.ReportAllocs()
			for b.Loop() {
				now, _, err := Merge(facts, draft, MergeOptions{Force: true})
				if err != nil {
					b.Fatal(err)
				}
				if now, _, err = Merge(now, schedule, MergeOptions{Force: true}); err != nil {
					b.Fatal(err)
				}
				if changes := Diff(facts, now, nil); len(changes.Changed) == 0 {
					b.Fatal("nothing changed")
				}
			}
		})
	}
}
