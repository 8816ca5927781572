package cardlog

import (
	"time"

	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
)

// Run is one offload on the machine of the server: what was asked for, and how far it is.
type Run struct {
	Task   production.TaskID `json:"task"`
	Card   production.CardID `json:"card"`
	Name   string            `json:"name"`   // of the card
	Called string            `json:"called"` // the folders that the copies are, "" for the name of the card
	Source string            `json:"source"` // folder of the card
	Folder string            `json:"folder"` // inside each target, "" for none
	To     []string          `json:"to"`     // folders of the targets
	Verify offload.Verify    `json:"verify"`
	Hashes []string          `json:"hashes"`
	Bring  bool              `json:"bring"` // into the library, when a copy is proven

	Files     int       `json:"files"`
	FilesDone int       `json:"files_done"`
	Total     int64     `json:"total"` // bytes of the card
	Read      int64     `json:"read"`
	Lanes     []Lane    `json:"lanes"` // one for each copy, empty before the first sign of life
	Speed     float64   `json:"speed"` // bytes per second, read, written and read back together
	Left      float64   `json:"left"`  // seconds, negative unknown
	At        time.Time `json:"at"`    // when this was so
}

// Lane is how far one copy is.
type Lane struct {
	Written int64 `json:"written"`
	Proven  int64 `json:"proven"`
	Files   int   `json:"files"`
	Late    bool  `json:"late"`  // goes on alone, behind the others
	Ended   bool  `json:"ended"` // its medium is full or gone
}

// Note takes the progress of an offload at a time into the run.
func (r *Run) Note(p offload.Progress, now time.Time) {
	before, since := r.work(), now.Sub(r.At).Seconds()
	first := len(r.Lanes) == 0
	r.Files, r.FilesDone, r.Total, r.Read, r.At = p.Files, p.FilesDone, p.Total, p.Read, now
	r.Lanes = r.Lanes[:0]
	for _, l := range p.Lanes {
		r.Lanes = append(r.Lanes, Lane{Written: l.Written, Proven: l.Proven, Files: l.Files, Late: l.Late, Ended: l.Ended})
	}
	if first || since <= 0 {
		r.Speed, r.Left = 0, -1
		return
	}
	speed := max(float64(r.work()-before), 0) / since
	if r.Speed == 0 {
		r.Speed = speed
	} else { // a second alone says little: the cache of a drive fills and empties
		weight := min(since/smoothing, 1)
		r.Speed += (speed - r.Speed) * weight
	}
	r.Left = -1
	if r.Speed > 0 {
		r.Left = float64(r.all()-r.work()) / r.Speed
	}
}

// smoothing is over how many seconds the speed is taken.
const smoothing = 8.0

// work is how many bytes were written and read back so far, all where copies have ended.
func (r *Run) work() (n int64) {
	for _, l := range r.Lanes {
		if !l.Ended {
			n += l.Written + l.Proven
		}
	}
	return n
}

// all is what work comes to at the end.
func (r *Run) all() (n int64) {
	for _, l := range r.Lanes {
		if !l.Ended {
			n += 2 * r.Total
		}
	}
	return n
}

// Done is how far the run is as a part of a whole, both in bytes that are written and read back.
func (r *Run) Done() (done, total int64) { return r.work(), r.all() }
