package cli

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"
)

// progress shows how far long work is: a bar that redraws itself on a terminal, otherwise a plain line
// now and then.
type progress struct {
	w        io.Writer // nil shows nothing
	terminal bool
	last     time.Time
	drawn    bool
}

func (s *session) progress() *progress {
	if s.Quiet {
		return &progress{}
	}
	p := &progress{w: s.Err}
	if file, ok := s.Err.(*os.File); ok {
		info, err := file.Stat()
		p.terminal = err == nil && info.Mode()&os.ModeCharDevice != 0
	}
	return p
}

// report shows done of total; it limits itself to ten redraws or half a line a second.
func (p *progress) report(done, total int64, message string) {
	every := 2 * time.Second
	if p.terminal {
		every = 100 * time.Millisecond
	}
	if p.w == nil || time.Since(p.last) < every {
		return
	}
	message = printable(message)
	first := p.last.IsZero()
	p.last = time.Now()
	if !p.terminal {
		if !first {
			fmt.Fprintf(p.w, "%3d%% %s\n", percent(done, total), message)
		}
		return
	}
	const width = 28
	filled := int(percent(done, total)) * width / 100
	fmt.Fprintf(p.w, "\r\033[K%s%s %3d%% %s", strings.Repeat("█", filled), strings.Repeat("░", width-filled), percent(done, total), message)
	p.drawn = true
}

// end clears the bar.
func (p *progress) end() {
	if p.drawn {
		fmt.Fprint(p.w, "\r\033[K")
	}
}

func percent(done, total int64) int64 {
	if total <= 0 {
		return 0
	}
	return min(max(done*100/total, 0), 100)
}
