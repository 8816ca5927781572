package cli

import (
	"fmt"
	"time"

	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/offload"
)

// offloadDone counts what was written and what was proven, in the copies that still go on.
func offloadDone(p offload.Progress) (bytes int64) {
	for _, l := range p.Lanes {
		if !l.Ended {
			bytes += l.Written + l.Proven
		}
	}
	return bytes
}

func offloadTotal(p offload.Progress) (bytes int64) {
	for _, l := range p.Lanes {
		if !l.Ended {
			bytes += 2 * p.Total
		}
	}
	return max(1, bytes)
}

// offloadLine says how far the copies are, how quick it is and how long it will take.
func offloadLine(p offload.Progress) string {
	done, total := offloadDone(p), offloadTotal(p)
	line := fmt.Sprintf("%d of %d files verified, %s", p.FilesDone, p.Files, medium.Words(p.Read))
	if seconds := p.Elapsed.Seconds(); seconds > 1 && done > 0 {
		left := time.Duration(float64(p.Elapsed) / float64(done) * float64(total-done)).Round(time.Second)
		line += fmt.Sprintf(" read, %s/s, %s left", medium.Words(int64(float64(p.Read)/seconds)), left)
	}
	for i, l := range p.Lanes {
		switch {
		case l.Ended:
			line += fmt.Sprintf("; copy %d ended", i+1)
		case l.Late:
			line += fmt.Sprintf("; copy %d follows behind, %s", i+1, medium.Words(l.Written))
		}
	}
	return line
}
