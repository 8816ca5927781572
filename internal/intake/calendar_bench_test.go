package intake

import (
	"runtime"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

func BenchmarkReadCalendar(b *testing.B) {
	data := []byte(intaketest.BigCalendar(10_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "a.ics", Zone: berlin(b)}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReadCards(b *testing.B) {
	data := []byte(intaketest.BigCards(10_000))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "a.vcf"}); err != nil {
			b.Fatal(err)
		}
	}
}

// TestCalendarsAndCardsAreQuick holds reading of large and of hostile files to a moment and
// to memory in proportion to their size.
func TestCalendarsAndCardsAreQuick(t *testing.T) {
	// What a calendar may lay out beyond what is written in it does not depend on its size.
	const laidOut = 24 << 20
	const patience = 5 * time.Second // they take 0.3 s at most on a quiet machine
	for name, text := range intaketest.HostileFiles() {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		doc, err := Read([]byte(text), Options{})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		used := int(after.TotalAlloc - before.TotalAlloc)
		if used > 20*len(text)+laidOut || took > patience {
			t.Errorf("%s: %d MB for %d KB, read in %v", name, used>>20, len(text)>>10, took)
		}
		n := len(doc.People)
		if doc.Calendar != nil {
			n = len(doc.Calendar.Events)
		}
		t.Logf("%s: %.1f times the file, read in %v: %d, %v", name, float64(used)/float64(len(text)), took, n, err != nil)
	}
}
