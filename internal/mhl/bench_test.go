package mhl_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
)

// many makes entries of n files in folders of 500.
func many(n int) []mhl.Entry {
	random := rand.New(rand.NewPCG(1, 1))
	entries := make([]mhl.Entry, n)
	for i := range entries {
		value := fmt.Sprintf("%016x%016x", random.Uint64(), random.Uint64())
		entries[i] = mhl.Entry{Path: fmt.Sprintf("CLIPS%04d/A%06d_260504.mov", i/500, i), Size: int64(i), Modified: started,
			Hashes: []mhl.Hash{{Sum: digest.Sum{Format: digest.XXH128, Value: value}, At: started}}}
	}
	random.Shuffle(n, func(i, j int) { entries[i], entries[j] = entries[j], entries[i] })
	return entries
}

// BenchmarkGeneration appends a second generation to a history and reads both. The time per file of the larger
// number must stay near that of the smaller.
func BenchmarkGeneration(b *testing.B) {
	for _, n := range []int{20_000, 200_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := mhl.Generation{Process: mhl.InPlace, Started: started, Creator: creator, Whole: true, Entries: many(n)}
			for b.Loop() {
				dir := b.TempDir()
				for range 2 {
					place, err := mhl.At(dir)
					if err != nil {
						b.Fatal(err)
					}
					h, err := mhl.Open(context.Background(), place, filepath.Base(dir))
					if err != nil {
						b.Fatal(err)
					}
					if _, err := h.Append(context.Background(), g); err != nil {
						b.Fatal(err)
					}
					place.Close()
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/file")
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.HeapSys)/(1<<20), "MB-heap")
		})
	}
}
