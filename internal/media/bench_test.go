package media_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/btsdirector/bts/internal/media"
)

// BenchmarkRead reads the stills of many cameras: by exiftool, and by our own reader first. One operation is one file.
func BenchmarkRead(b *testing.B) {
	files := shared(b, "stills/exif-samples", "stills/exiftool-t-images", "stills/debian-forensics")
	clips := shared(b, "video/wavinfo", "video/gopro", "video/format-corpus-mov")
	for name, run := range map[string]struct {
		o     media.Options
		files []string
	}{
		"stills by exiftool": {media.Options{}, files},
		"stills quick":       {media.Options{Quick: true}, files},
		"clips and sound":    {media.Options{}, clips},
	} {
		b.Run(name, func(b *testing.B) {
			r := reader(b, run.o)
			if _, err := r.Read(context.Background(), run.files[0]); err != nil { // the processes start
				b.Fatal(err)
			}
			next := make(chan string)
			var wg sync.WaitGroup
			for range 4 {
				wg.Go(func() {
					for path := range next {
						if _, err := r.Read(context.Background(), path); err != nil {
							b.Error(filepath.Base(path), err)
						}
					}
				})
			}
			b.ResetTimer()
			for i := range b.N {
				next <- run.files[i%len(run.files)]
			}
			close(next)
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "files/s")
		})
	}
}
