package offload

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// room compares what every copy still needs with what is free, adding up copies that lie on one file
// system. A copy that has no room is ended before it begins; where none has, nothing is begun.
func (r *run) room() error {
	taken := map[uint64]int64{}
	var short []string
	for _, l := range r.lanes {
		free, system, err := l.target.Free()
		if err != nil {
			continue // not every file system tells
		}
		need := l.needed()
		free -= taken[system]
		if need <= free {
			taken[system] += need
			continue
		}
		message := fmt.Sprintf("it needs %s and has %s free: %s too little", medium.Words(need), medium.Words(max(0, free)), medium.Words(need-free))
		short = append(short, fmt.Sprintf("copy %d: %s", l.index+1, message))
		l.ended, l.ending = true, NoSpace
		r.problem(Problem{Copy: l.index, Code: NoSpace, Message: message})
	}
	if len(short) == len(r.lanes) {
		return fault.New(fault.Unavailable, "there is no room for the card: %s", strings.Join(short, "; ")).WithRemedy("Nothing was copied. Make room, or name another drive.")
	}
	return nil
}

// needed is how many bytes the lane will write, without those that partial files have taken already.
func (l *lane) needed() (bytes int64) {
	for _, it := range l.run.items {
		if leg := l.leg(it); !leg.atEnd() && !leg.placed && leg.number < 0 {
			bytes += it.Size
		}
	}
	return bytes
}
