package office

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// mostOnSheets is how many pictures contact sheets have at most: fifty pages.
const mostOnSheets = 1000

// ContactSheet is a choice of assets as contact sheets, a PDF: twenty pictures on a page, each with its name, time, timecode, stars,
// verdict and caption. url is of the live page, "" for none.
func (o *Office) ContactSheet(ctx context.Context, in production.ProductionID, c AssetChoice, paper Paper, url string) (name string, data []byte, err error) {
	var sheet onset.ContactSheet
	var all []Shown
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		list, err := o.chosen(ctx, tx, in, c, mostOnSheets)
		if err != nil {
			return err
		}
		if all, err = withLooks(ctx, tx, in, list); err != nil {
			return err
		}
		sheet = onset.ContactSheet{Production: film.Title, Title: daysWords(all), Said: KindWords(kindCounts(list)), Made: o.clock().In(film.Zone()).Truncate(time.Second), URL: url}
		for _, a := range all {
			sheet.Pictures = append(sheet.Pictures, contactWords(a, film.Zone()))
		}
		name = film.Slug + "-contact.pdf"
		return nil
	})
	if err != nil {
		return "", nil, err
	}
	for i, a := range all {
		if sheet.Pictures[i].JPEG, err = o.contactPicture(ctx, a); err != nil {
			return "", nil, err
		}
	}
	if paper == "" {
		paper = onset.A4
	}
	var file bytes.Buffer
	err = sheet.PDF(&file, paper, o.fonts)
	return name, file.Bytes(), err
}

// contactPicture is the smallest picture of an asset that is good enough to print, nil for none.
func (o *Office) contactPicture(ctx context.Context, a Shown) ([]byte, error) {
	for _, role := range []string{"small", "poster", "medium"} {
		d, made := a.Looks[role]
		if !made || d.MIME != "image/jpeg" {
			continue
		}
		blob, err := o.vault.Get(ctx, d.SHA256)
		if err != nil {
			return nil, err
		}
		defer blob.Close()
		return io.ReadAll(blob)
	}
	return nil, nil
}

func contactWords(a Shown, zone *time.Location) onset.ContactPicture {
	p := onset.ContactPicture{Name: a.Name, Timecode: a.Start.String(), Rating: a.Rating, Verdict: verdictTitle(a.Verdict), Caption: a.Caption, Why: a.Problem}
	if p.Caption == "" {
		p.Caption = strings.Join(a.People, ", ")
	}
	if !a.TakenAt.IsZero() {
		p.Time = a.TakenAt.In(zone).Format("15:04:05")
	}
	if p.Why == "" {
		p.Why = map[media.Kind]string{media.Audio: "Sound"}[a.Kind]
	}
	if p.Why == "" {
		p.Why = "Its picture is not made yet."
	}
	return p
}

func verdictTitle(v library.Verdict) string {
	return map[library.Verdict]string{library.First: "First", library.Second: "Second", library.Kill: "Kill"}[v]
}

// daysWords are the days of assets at the head of a sheet.
func daysWords(all []Shown) string {
	first, last := all[0], all[len(all)-1]
	if first.Day == last.Day {
		if first.Day == "" {
			return "Of no day"
		}
		return dayTitle(first.DayNumber, first.Day)
	}
	if first.Day == "" {
		return "Up to " + dayTitle(last.DayNumber, last.Day)
	}
	return dayTitle(first.DayNumber, first.Day) + " to " + dayTitle(last.DayNumber, last.Day)
}

func kindCounts(all []library.Asset) map[media.Kind]int {
	n := map[media.Kind]int{}
	for _, a := range all {
		n[a.Kind]++
	}
	return n
}

// KindWords say how many of each sort there are: "1,204 stills, 38 clips, 6 recordings".
func KindWords(n map[media.Kind]int) string {
	words := []string{}
	for _, k := range []struct {
		kind      media.Kind
		one, many string
	}{{media.Still, "still", "stills"}, {media.Video, "clip", "clips"}, {media.Audio, "recording", "recordings"}} {
		switch c := n[k.kind]; {
		case c == 1:
			words = append(words, "1 "+k.one)
		case c > 1:
			words = append(words, thousands(c)+" "+k.many)
		}
	}
	return strings.Join(words, ", ")
}

// thousands is a number with commas: "12,408".
func thousands(n int) string {
	text := fmt.Sprint(n)
	var parts []string
	for len(text) > 3 {
		parts, text = append(parts, text[len(text)-3:]), text[:len(text)-3]
	}
	parts = append(parts, text)
	slices.Reverse(parts)
	return strings.Join(parts, ",")
}
