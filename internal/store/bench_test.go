package store_test

import (
	"testing"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// engines runs a benchmark on both engines.
func engines(b *testing.B, bench func(b *testing.B, s *store.Store, in production.ProductionID)) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			bench(b, s, storetest.Production(b, s, "Bench").ID)
		})
	}
}

func must(b *testing.B, err error) {
	if err != nil {
		b.Fatal(err)
	}
}

func BenchmarkFindMoments200(b *testing.B) {
	engines(b, func(b *testing.B, s *store.Store, in production.ProductionID) {
		must(b, s.Write(b.Context(), func(tx *store.Tx) error { return tx.SaveMoments(b.Context(), in, storetest.Moments(200)) }))
		for b.Loop() {
			must(b, s.Read(b.Context(), func(tx *store.Tx) error {
				_, err := tx.FindMoments(b.Context(), in, store.MomentFilter{})
				return err
			}))
		}
	})
}

func BenchmarkSaveMoments200(b *testing.B) {
	engines(b, func(b *testing.B, s *store.Store, in production.ProductionID) {
		list := storetest.Moments(200)
		for b.Loop() {
			for i := range list {
				list[i].Minutes++
			}
			must(b, s.Write(b.Context(), func(tx *store.Tx) error { return tx.SaveMoments(b.Context(), in, list) }))
		}
	})
}

// BenchmarkSaveFacts190 saves new facts each time, the way of a first import.
func BenchmarkSaveFacts190(b *testing.B) {
	engines(b, func(b *testing.B, s *store.Store, in production.ProductionID) {
		for b.Loop() {
			b.StopTimer()
			facts := storetest.Facts(190)
			b.StartTimer()
			must(b, s.Write(b.Context(), func(tx *store.Tx) error { return tx.SaveFacts(b.Context(), in, facts) }))
		}
	})
}

// BenchmarkSaveFactsAgain190 saves facts that are there already, the way of a revision.
func BenchmarkSaveFactsAgain190(b *testing.B) {
	engines(b, func(b *testing.B, s *store.Store, in production.ProductionID) {
		facts := storetest.Facts(190)
		for b.Loop() {
			must(b, s.Write(b.Context(), func(tx *store.Tx) error { return tx.SaveFacts(b.Context(), in, facts) }))
		}
	})
}

func BenchmarkFindFacts190(b *testing.B) {
	engines(b, func(b *testing.B, s *store.Store, in production.ProductionID) {
		must(b, s.Write(b.Context(), func(tx *store.Tx) error { return tx.SaveFacts(b.Context(), in, storetest.Facts(190)) }))
		for b.Loop() {
			must(b, s.Read(b.Context(), func(tx *store.Tx) error {
				_, err := tx.FindFacts(b.Context(), in)
				return err
			}))
		}
	})
}
