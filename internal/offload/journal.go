package offload

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"path"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// workFolder is where a target keeps what is not done, beside the copies: ".bts-offload/<card>" with a
// journal and partial files that have numbers for names, so that a name of 255 bytes fits, too.
const workFolder = ".bts-offload"

const journalName = "journal"

// line is one line of a journal, a JSON object of one of five kinds. Unknown keys are passed over.
//
//	{"offload":1,"card":…,"started":…,"hashes":[…]}       a run begins
//	{"partial":7,"path":…,"size":…,"modified":…}           file 7 is begun
//	{"of":7,"block":3}                                     block 3 of file 7 is written (may not have settled)
//	{"done":…,"size":…,"modified":…,"sums":[…]}            a file is proven and has its name
//	{"sealed":…}                                           all this is in a manifest: nothing before is believed any more
type line struct {
	Offload int       `json:"offload,omitempty"`
	Card    string    `json:"card,omitempty"`
	Started time.Time `json:"started,omitzero"`
	Hashes  []string  `json:"hashes,omitempty"`

	Partial *int32 `json:"partial,omitempty"`
	Path    string `json:"path,omitempty"`

	Of    *int32 `json:"of,omitempty"`
	Block int    `json:"block,omitempty"`

	Done     string       `json:"done,omitempty"`
	Size     int64        `json:"size,omitempty"`
	Modified time.Time    `json:"modified,omitzero"`
	Sums     []digest.Sum `json:"sums,omitempty"`

	Sealed string `json:"sealed,omitempty"`

	Hex bool `json:"hex,omitempty"` // the path is hexadecimal: its bytes are no UTF-8
}

// entry is what the line says of a file of the card.
func (l line) entry() medium.Entry { return medium.Entry{Size: l.Size, Modified: l.Modified} }

// journal is the journal of one copy while a run writes to it.
type journal struct {
	log medium.Log
	out bytes.Buffer
}

// add keeps a line until flush.
func (j *journal) add(l line) {
	for _, name := range []*string{&l.Path, &l.Done} {
		if !utf8.ValidString(*name) {
			*name, l.Hex = hex.EncodeToString([]byte(*name)), true
		}
	}
	text, err := json.Marshal(l)
	if err != nil {
		panic(err) // strings, numbers and times
	}
	j.out.Write(text)
	j.out.WriteByte('\n')
}

// flush writes the lines that were added. They are on the medium when the target has settled.
func (j *journal) flush() error {
	if j.out.Len() == 0 {
		return nil
	}
	_, err := j.log.Write(j.out.Bytes())
	j.out.Reset()
	return err
}

// earlier is what the journal of a copy says of the runs before.
type earlier struct {
	done     map[string]proof // with all hashes that are asked for
	formats  []digest.Format
	partials map[string]*begun
	started  time.Time // of the newest run
	last     int32     // the highest number of a partial file
}

// proof is a file that an earlier run proved: what it was, and its sums packed as those of an item.
type proof struct {
	size     int64
	modified time.Time
	sums     string
}

// begun is a file that an earlier run did not finish.
type begun struct {
	line
	number int32
	have   map[int]bool // blocks that were written
}

// loadJournal reads the journal of a copy. A line that makes no sense, the last one of a run that was
// killed, is passed over: what it said will be done again. A journal of something newer is refused.
func loadJournal(target Target, folder string, formats []digest.Format) (earlier, error) {
	e := earlier{formats: formats, done: map[string]proof{}, partials: map[string]*begun{}, last: -1}
	text, err := target.Load(path.Join(folder, journalName))
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil
	}
	if err != nil {
		return e, err
	}
	byNumber := map[int32]*begun{}
	for row := range bytes.Lines(text) {
		var l line
		if json.Unmarshal(row, &l) != nil {
			continue
		}
		if l.Offload > 1 {
			return e, fault.New(fault.Invalid, "%s was written by a newer version", path.Join(folder, journalName)).
				WithRemedy("Finish that offload with the version that began it.")
		}
		e.take(l, byNumber)
	}
	return e, nil
}

// take adds one line to what is known.
func (e *earlier) take(l line, byNumber map[int32]*begun) {
	if l.Hex {
		l.Path, l.Done = unhex(l.Path), unhex(l.Done)
	}
	switch {
	case l.Offload > 0:
		e.started = l.Started
	case l.Sealed != "":
		clear(e.done)
		clear(e.partials)
	case l.Done != "":
		delete(e.done, l.Done)
		if sums, ok := digest.Packed(e.formats, l.Sums); ok { // without a hash that is asked for it is read again
			e.done[l.Done] = proof{l.Size, l.Modified, sums}
		}
		delete(e.partials, l.Done)
	case l.Partial != nil:
		b := &begun{line: l, number: *l.Partial, have: map[int]bool{}}
		byNumber[b.number], e.partials[l.Path] = b, b
		e.last = max(e.last, b.number)
	case l.Of != nil:
		if b := byNumber[*l.Of]; b != nil {
			b.have[l.Block] = true
		}
	}
}

func unhex(text string) string {
	b, err := hex.DecodeString(text)
	if err != nil {
		return ""
	}
	return string(b)
}

// begins is the first line of a run.
func begins(order Order) line {
	names := make([]string, len(order.Formats))
	for i, f := range order.Formats {
		names[i] = string(f)
	}
	return line{Offload: 1, Card: order.Card, Started: order.Started, Hashes: names}
}

// partialName is where partial file n lies.
func partialName(folder string, n int32) string { return path.Join(folder, strconv.Itoa(int(n))) }

// isPartial tells whether an entry of the work folder is a partial file, and which.
func isPartial(name string) (int32, bool) {
	n, err := strconv.ParseInt(name[strings.LastIndexByte(name, '/')+1:], 10, 32)
	return int32(n), err == nil && n >= 0
}
