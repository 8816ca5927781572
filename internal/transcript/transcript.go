// Package transcript reads and writes what is said in recordings: SubRip, WebVTT, and plain text as people type it.
//
// It is pure: it opens no file and knows no database. A cue without a time can be read and searched, and not jumped to.
package transcript

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Bounds of a transcript. What is beyond them is no transcript, or not of one recording.
const (
	MostBytes = 8 << 20
	MostCues  = 20_000
	mostText  = 4_000 // bytes of a cue
	mostName  = 120   // bytes of a speaker
	mostHours = 48 * 3600_000
)

// NoTime is the time of a cue that nobody gave one.
const NoTime = -1

// Cue is something that is said.
type Cue struct {
	ID      production.CueID   `json:"id"`
	Asset   production.AssetID `json:"asset"`
	From    int64              `json:"from"` // milliseconds from the beginning of the recording, NoTime unknown
	To      int64              `json:"to"`   // NoTime unknown
	Speaker string             `json:"speaker"`
	Text    string             `json:"text"`
	Gone    bool               `json:"gone"`
}

// Timed tells whether the cue can be jumped to.
func (c Cue) Timed() bool { return c.From >= 0 }

// Check returns fault.Invalid for a cue that cannot be.
func (c Cue) Check() error {
	switch {
	case c.From < NoTime || c.To < NoTime || c.From > mostHours || c.To > mostHours || c.To >= 0 && c.To < c.From:
		return fault.New(fault.Invalid, "a cue cannot run from %s to %s", Clock(c.From), Clock(c.To)).WithRemedy("Write times from the beginning of the recording, such as 00:12:03.500.")
	case strings.TrimSpace(c.Text) == "" && !c.Gone:
		return fault.New(fault.Invalid, "a cue says nothing").WithRemedy("Write what is said, or take the cue off.")
	case len(c.Text) > mostText || len(c.Speaker) > mostName:
		return fault.New(fault.Invalid, "a cue is too long").WithRemedy("Keep what is said to %d letters and a name to %d.", mostText, mostName)
	case !utf8.ValidString(c.Text) || !utf8.ValidString(c.Speaker):
		return fault.New(fault.Invalid, "a cue has letters that are none").WithRemedy("Save the file as UTF-8.")
	}
	return nil
}

// Sort puts cues in the order in which they are said; one without a time stays behind the one that was written before it.
func Sort(cues []Cue) {
	slices.SortFunc(cues, func(a, b Cue) int { return strings.Compare(string(a.ID), string(b.ID)) }) // made in order
	at := make(map[production.CueID]int64, len(cues))
	last := int64(NoTime)
	for _, c := range cues {
		if c.Timed() {
			last = c.From
		}
		at[c.ID] = last
	}
	slices.SortStableFunc(cues, func(a, b Cue) int { return cmp.Compare(at[a.ID], at[b.ID]) })
}

// At is the cue that is spoken at a time, -1 for none.
func At(cues []Cue, ms int64) int {
	at := -1
	for i, c := range cues {
		if c.Timed() && c.From <= ms && (c.To < 0 || ms < c.To) {
			at = i
		}
	}
	return at
}

// Words are what is said, in order, for those who search.
func Words(cues []Cue) string {
	var b strings.Builder
	for _, c := range cues {
		if c.Speaker != "" {
			b.WriteString(c.Speaker + ": ")
		}
		b.WriteString(c.Text + "\n")
	}
	return b.String()
}

// Clock writes a time from the beginning of a recording: 00:12:03.500; "" for NoTime.
func Clock(ms int64) string {
	if ms < 0 {
		return ""
	}
	return fmt.Sprintf("%02d:%02d:%02d.%03d", ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}
