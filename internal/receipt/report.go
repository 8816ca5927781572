package receipt

import (
	"cmp"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/onset"
)

// About is what is known beside a receipt when its report is printed. All of it may be empty.
type About struct {
	Standing   Standing // what the card log says of the card
	Production string
	Day        string         // "Day 4 · Thu 7 May"
	URL        string         // of the live page
	Zone       *time.Location // in which times are printed; nil is UTC
	Card       card.Card      // what the card was found to be
	Sheet      Sheet          // the pictures
}

// Standing is what a card log says of a card, which counts more than one receipt alone. Without words nobody was asked.
type Standing struct {
	Safe  bool
	Words string // "2 verified copies."
}

// Report lays a receipt out for paper. It keeps the files of r and does not copy them.
func Report(r offload.Receipt, about About) onset.CardReport {
	zone := about.Zone
	if zone == nil {
		zone = time.UTC
	}
	report := onset.CardReport{
		Card: r.Card, Camera: cmp.Or(r.Source.Camera, about.Card.Camera()), Reel: about.Card.Reel, Volume: r.Source.Volume, Serial: r.Source.Serial,
		Source: r.Source.Path, Production: about.Production, Day: about.Day, URL: about.URL, Started: r.Started.In(zone), Seconds: r.Seconds, Bytes: r.Bytes,
		Host: r.Host, Tool: r.Tool, Hashes: strings.Join(r.Hashes, ", "), Checked: checked(r), Content: r.Content,
		Safe: r.SafeToFormat, Verdict: verdict(r), Pictures: about.Sheet.Pictures, Pictured: about.Sheet.Words(),
		Files: len(r.Items), File: func(i int) onset.CardFile { return file(r.Items[i], r.Hashes) },
	}
	if s := about.Standing; s.Words != "" {
		report.Safe, report.Verdict = s.Safe, capital(s.Words)
	}
	for _, c := range r.Copies {
		report.Copies = append(report.Copies, copyOf(c))
	}
	for _, p := range r.Problems {
		report.Problems = append(report.Problems, onset.CardProblem{Where: cmp.Or(p.CopyPath, "On the card"), Path: p.Path, Text: p.Message, Good: p.Harmless()})
	}
	for _, n := range about.Card.Notes {
		report.Notes = append(report.Notes, onset.CardProblem{Path: cmp.Or(n.Path, "The card as a whole"), Text: n.Message, Good: !n.Grave})
	}
	return report
}

// Origin is what a receipt says of a card that was looked at.
func Origin(path string, c card.Card) offload.Origin {
	return offload.Origin{Path: path, Volume: c.Volume.Name, Serial: c.Volume.Serial, Camera: c.Camera()}
}

// verdict is what the receipt says after "Safe to format:" or "Do not format:".
func verdict(r offload.Receipt) string {
	_, why, _ := strings.Cut(r.Verdict(), ": ")
	if why == "" {
		why = r.Verdict()
	}
	return capital(why)
}

// capital begins a sentence; what the program says begins with a letter or figure of one byte.
func capital(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

// checked tells what was read again.
func checked(r offload.Receipt) string {
	switch r.Verify {
	case offload.VerifyCopies:
		return "every copy, from its medium"
	case offload.VerifyBoth:
		return "every copy, from its medium, and the card"
	case offload.VerifyNone:
		return "nothing: no copy is proven"
	}
	return ""
}

func copyOf(c offload.ReceiptCopy) onset.CardCopy {
	manifest := c.MHL
	if within, err := filepath.Rel(c.Path, c.MHL); c.MHL != "" && err == nil && filepath.IsLocal(within) {
		manifest = filepath.ToSlash(within)
	}
	remark := ""
	if c.Cached {
		remark = "this drive gave no way past the memory of the computer: what was read back may have come from there"
	}
	return onset.CardCopy{Path: c.Path, Manifest: manifest, Files: c.Files, Verified: c.Verified, Remark: remark}
}

// file shows the hash that a person compares, the first that was asked for.
func file(it offload.ReceiptItem, formats []string) onset.CardFile {
	f := onset.CardFile{Path: it.Path, Size: it.Size, Copies: it.Copies}
	for _, format := range formats {
		if sum, ok := digest.Find(it.Sums, digest.Format(format)); ok {
			f.Hash = sum.Value
			return f
		}
	}
	if len(it.Sums) > 0 {
		f.Hash = it.Sums[0].Value
	}
	return f
}
