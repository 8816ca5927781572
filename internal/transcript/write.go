package transcript

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Format is a file that a transcript is handed out as.
type Format string

// The formats.
const (
	SRT  Format = "srt"
	VTT  Format = "vtt"
	Text Format = "txt"
)

// Formats are all formats.
var Formats = []Format{SRT, VTT, Text}

// shown is how long a cue stands whose end nobody knows, in milliseconds.
const shown = 4000

// Write writes cues that are in order. SubRip and WebVTT have those with times. It returns fault.Invalid for a format that
// there is not, and fault.Unavailable when w fails.
func Write(w io.Writer, format Format, cues []Cue) error {
	var b strings.Builder
	switch format {
	case SRT:
		for i, c := range timed(cues) {
			fmt.Fprintf(&b, "%d\n%s --> %s\n%s\n\n", i+1, comma(c.From), comma(c.To), said(c))
		}
	case VTT:
		b.WriteString("WEBVTT\n\n")
		for _, c := range timed(cues) {
			text := escaped(c.Text)
			if c.Speaker != "" {
				text = "<v " + strings.ReplaceAll(escaped(c.Speaker), "\n", " ") + ">" + text
			}
			fmt.Fprintf(&b, "%s --> %s\n%s\n\n", Clock(c.From), Clock(c.To), text)
		}
	case Text:
		for _, c := range cues {
			if c.Timed() {
				fmt.Fprintf(&b, "[%s] ", Clock(c.From))
			}
			b.WriteString(said(c) + "\n\n")
		}
	default:
		return fault.New(fault.Invalid, "a transcript is not handed out as %q", format).WithRemedy("Choose srt, vtt or txt.")
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fault.New(fault.Unavailable, "the transcript could not be written").WithCause(err)
	}
	return nil
}

func said(c Cue) string {
	if c.Speaker == "" {
		return c.Text
	}
	return c.Speaker + ": " + c.Text
}

// timed are the cues with times, each with an end: its own, or that of what follows.
func timed(cues []Cue) []Cue {
	var out []Cue
	for _, c := range cues {
		if c.Timed() {
			out = append(out, c)
		}
	}
	for i := range out {
		if out[i].To < 0 {
			out[i].To = out[i].From + shown
			if i+1 < len(out) && out[i+1].From > out[i].From {
				out[i].To = min(out[i].To, out[i+1].From)
			}
		}
	}
	return out
}

func comma(ms int64) string { return strings.Replace(Clock(ms), ".", ",", 1) }

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}
