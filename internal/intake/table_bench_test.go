package intake

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// longSchedule is a schedule of n rows in CSV, about 90 bytes each, as a long series has it.
func longSchedule(n int) []byte {
	var b strings.Builder
	b.WriteString("Date,Day,Scene,I/E,Set,D/N,Cast,Pages,Description,Notes\n")
	for i := range n {
		date := production.Date("2026-01-05").AddDays(i / 12)
		fmt.Fprintf(&b, "%s,%d,%d,%s,HARBOUR HUT %d,%s,\"1, 2, %d\",%d %d/8,\"Edda mends net %d, slowly\",\n",
			date, i/12+1, i+1, []string{"INT", "EXT"}[i%2], i%40, []string{"D", "N"}[i%2], i%30+3, i%3, i%7+1, i)
	}
	return []byte(b.String())
}

func BenchmarkTable15000(b *testing.B) {
	data := longSchedule(15000)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "long.csv"}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(liveTimes(b, data, "long.csv"), "live/size")
}

// liveTimes is how many times the size of a file what was read of it holds.
func liveTimes(t testing.TB, data []byte, name string) float64 {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	doc, err := Read(data, Options{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	runtime.KeepAlive(doc)
	return float64(after.HeapAlloc-before.HeapAlloc) / float64(len(data))
}

// peakTimes is how many times the size of a file reading it holds at the worst moment: what is alive
// at any collection, with the collector run often.
func peakTimes(t testing.TB, data []byte, read func() error) float64 {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(15))
	runtime.GC()
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	before, most := live[0].Value.Uint64(), uint64(0)
	done, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		often := time.NewTicker(time.Millisecond)
		defer often.Stop()
		for {
			metrics.Read(sample)
			most = max(most, sample[0].Value.Uint64())
			select {
			case <-done:
				return
			case <-often.C:
			}
		}
	}()
	err := read()
	close(done)
	<-stopped
	if err != nil {
		t.Log(err)
	}
	if most < before {
		return 0
	}
	return float64(most-before) / float64(len(data))
}

// TestTableMemory holds reading to 20 times the size of the file, and a little for small files.
func TestTableMemory(t *testing.T) {
	data := longSchedule(15000)
	if got := peakTimes(t, data, func() error { _, err := Read(data, Options{Name: "a.csv"}); return err }); got > 20 {
		t.Errorf("a schedule of 15,000 rows needs %.1f times its size", got)
	} else {
		t.Logf("a schedule of 15,000 rows needs %.1f times its size", got)
	}
}
