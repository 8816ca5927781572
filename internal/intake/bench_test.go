package intake

import (
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// benchImport reads a shared file and merges it into nothing.
func benchImport(b *testing.B, parts ...string) {
	data := sharedFile(b, parts...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := Read(data, Options{Name: parts[len(parts)-1]})
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
	doc, err := Read(sharedFile(b, "scripts", "screenplain-examples", "Big-Fish.fountain"), Options{})
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
