package office

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// IngestTask is the kind of work that brings files into the library.
const IngestTask = "ingest"

// NewIngest says what is brought into the library.
type NewIngest struct {
	Paths     []string          // folders and files of the machine that the office runs on; none for a copy of Card
	Card      production.CardID // of the log, that they come from; "" is what receipts beside them say
	NoProxies bool              // make pictures, but no films to look at
	Burn      bool              // timecode and reel in the picture of films to look at
}

// Ingested is what came of bringing files in.
type Ingested struct {
	Assets   int                // contents that the paths hold, also those that were here before
	New      int                // of these, those that are new
	ByKind   map[media.Kind]int // of all assets
	Broken   int                // of the new ones
	Matched  int                // of the new ones, those that belong to something by now
	Passed   int                // files that only say something of others
	Bytes    int64
	Problems []ingest.Problem

	IDs []production.AssetID `json:"-"` // of the new ones
}

// Ingest brings the media below some paths into the library. Whoever may bring files in from the machine's folders owns
// it. What is here already is not read again; what stands when it is stopped stays, and the same call goes on.
func (o *Office) Ingest(ctx context.Context, in production.ProductionID, n NewIngest, report reporter) (Ingested, error) {
	out := Ingested{ByKind: map[media.Kind]int{}, Problems: []ingest.Problem{}}
	if err := access.RequireOperator(ctx); err != nil {
		return out, err
	}
	if err := access.Require(ctx, access.IngestMedia, in); err != nil {
		return out, err
	}
	if o.reader == nil {
		return out, fault.New(fault.Unavailable, "nothing here reads media").WithRemedy("Install ffmpeg and exiftool; see bts doctor.")
	}
	if len(n.Paths) == 0 && n.Card != "" {
		path, err := o.copyHere(ctx, in, n.Card, nil)
		if err != nil {
			return out, err
		}
		n.Paths = []string{path}
	}
	c, err := o.newCatch(ctx, in, n, &out)
	if err != nil {
		return out, err
	}
	result, err := ingest.Do(ctx, ingest.Job{
		Paths: n.Paths, Reader: o.reader, Same: c.same, Have: c.have, Keep: c.keep, Proven: c.receipts.proven, Report: report.heard(),
	})
	out.Passed, out.Bytes, out.Problems = result.Passed, result.Bytes, append(out.Problems, result.Problems...)
	if err == nil && c.teaches {
		err = o.settleMatches(ctx, in)
	}
	if err != nil {
		return out, err
	}
	return out, o.change(ctx, access.IngestMedia, in, func(tx *store.Tx) error {
		return o.tell(ctx, tx, in, topicLibrary, "ingest", fmt.Sprintf("%d new of %d", out.New, out.Assets))
	})
}

// catch takes in what an ingest finds.
type catch struct {
	o        *Office
	in       production.ProductionID
	film     production.Production
	n        NewIngest
	host     string
	out      *Ingested
	receipts copyReceipts
	counted  map[production.AssetID]bool
	place    func(ingest.Item) (at, host string) // where a file lies from now on
	matcher  *library.Matcher                    // says what new assets belong to
	teaches  bool                                // what came in says something of clocks
}

func (o *Office) newCatch(ctx context.Context, in production.ProductionID, n NewIngest, out *Ingested) (*catch, error) {
	c := &catch{o: o, in: in, n: n, out: out, counted: map[production.AssetID]bool{}}
	c.place = func(item ingest.Item) (at, host string) { return filePlace(item.Path), c.host }
	var err error
	if c.host, err = os.Hostname(); err != nil {
		return nil, fault.New(fault.Unavailable, "this machine does not say its name").WithCause(err)
	}
	err = o.store.Read(ctx, func(tx *store.Tx) (err error) {
		if c.film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		if c.matcher, err = newMatcher(ctx, tx, in); err != nil {
			return err
		}
		if n.Card != "" {
			card, err := tx.FindCard(ctx, in, n.Card)
			if err == nil && card.Gone {
				err = fault.New(fault.NotFound, "there is no such card in the log")
			}
			return err
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	c.receipts, err = o.receiptsBeside(ctx, in, n.Paths)
	return c, err
}

// same is the content of a file that the library knows at this place, as long as its size and time are the same.
func (c *catch) same(ctx context.Context, f ingest.Found) (content string, err error) {
	err = c.o.store.Read(ctx, func(tx *store.Tx) error {
		known, err := tx.FindFileAt(ctx, c.in, c.host, filePlace(f.Path))
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil || known.Bytes != f.Bytes || !known.Modified.Equal(f.Modified.Truncate(time.Millisecond)) {
			return err
		}
		a, err := tx.FindAsset(ctx, c.in, known.Asset)
		content = a.Content
		return err
	})
	return content, err
}

// filePlace is how the library writes the path of a file.
func filePlace(path string) string { return "file:" + path }

func (c *catch) have(ctx context.Context, contents []string) (map[string]bool, error) {
	have := map[string]bool{}
	err := c.o.store.Read(ctx, func(tx *store.Tx) error {
		found, err := tx.FindContents(ctx, c.in, contents)
		for content := range found {
			have[content] = true
		}
		return err
	})
	return have, err
}

// keep writes a batch in one transaction.
func (c *catch) keep(ctx context.Context, items []ingest.Item) error {
	var contents []string
	for _, item := range items {
		contents = append(contents, item.Content)
	}
	var added, all []library.Asset
	names := map[production.AssetID]string{}
	err := c.o.change(ctx, access.IngestMedia, c.in, func(tx *store.Tx) error {
		added, all = nil, nil
		ids, err := tx.FindContents(ctx, c.in, contents)
		if err != nil {
			return err
		}
		var files []library.File
		readings := map[production.AssetID]media.Reading{}
		for _, item := range items {
			id, here := ids[item.Content]
			if !here && item.Known {
				continue // the twin of a file that was refused
			}
			at, host := c.place(item)
			if !here {
				a := c.matched(c.asset(ctx, item), item.Reading, library.File{At: at, Name: item.Name})
				id, ids[item.Content], readings[a.ID], names[a.ID] = a.ID, a.ID, item.Reading, item.Name
				added = append(added, a)
			} else {
				a, err := tx.FindAsset(ctx, c.in, id)
				if err != nil {
					return err
				}
				all = append(all, a)
			}
			files = append(files, library.File{
				Asset: id, At: at, Host: host, Name: item.Name, Modified: item.Modified.Truncate(time.Millisecond), Bytes: item.Bytes,
			})
		}
		return c.write(ctx, tx, added, readings, files, all)
	})
	if err == nil {
		c.count(added, all, names)
	}
	return err
}

// write keeps new assets with all that belongs to them. Assets that were taken out and are brought in again are back.
func (c *catch) write(ctx context.Context, tx *store.Tx, added []library.Asset, readings map[production.AssetID]media.Reading, files []library.File, here []library.Asset) error {
	if err := tx.AddAssets(ctx, c.in, added); err != nil {
		return err
	}
	var work []library.Work
	for _, a := range added {
		if err := tx.SaveReading(ctx, c.in, a.ID, readings[a.ID]); err != nil {
			return err
		}
		if a.State != library.Broken {
			work = append(work, looksOf(a, c.n)...)
		}
	}
	if err := firstErr(tx.AddAssetWork(ctx, c.in, work...), tx.SaveAssetFiles(ctx, c.in, files)); err != nil {
		return err
	}
	p := c.o.pen(ctx, tx, c.in)
	for _, a := range here {
		if a.Gone {
			now := a
			now.Gone = false
			if err := write(ctx, p, assets, a, now); err != nil {
				return err
			}
		}
	}
	if err := indexAssets(ctx, tx, c.in, append(p.assets, added...)); err != nil {
		return err
	}
	return tx.AppendFeed(ctx, production.FeedItem{Production: c.in, Topic: topicLibrary, Payload: []byte(`{}`), At: c.o.clock()})
}

// count counts what a batch brought, each asset once.
func (c *catch) count(added, here []library.Asset, names map[production.AssetID]string) {
	for _, a := range slices.Concat(added, here) {
		if c.counted[a.ID] {
			continue
		}
		c.counted[a.ID] = true
		c.out.Assets++
		c.out.ByKind[a.Kind]++
	}
	for _, a := range added {
		c.out.New++
		c.out.IDs = append(c.out.IDs, a.ID)
		if a.State == library.Broken {
			c.out.Broken++
			c.out.Problems = append(c.out.Problems, ingest.Problem{Path: names[a.ID], Code: "broken", Message: a.Problem})
		}
		if tiedToStory(a) {
			c.out.Matched++
		}
	}
}

// asset is the asset that a file becomes.
func (c *catch) asset(ctx context.Context, item ingest.Item) library.Asset {
	r := item.Reading
	a := library.Asset{
		ID: production.NewID[production.AssetID](), Content: item.Content, Name: filepath.Base(item.Path), Kind: r.Kind, Format: r.Format, Bytes: item.Bytes, State: library.Read,
		Duration: r.Duration, Rate: r.Rate, Start: r.Start, Width: r.Width, Height: r.Height, Device: deviceOf(r.Camera), Reel: r.Reel, Slate: r.Slate, Spot: r.Place,
		Title: r.Words.Title, Caption: r.Words.Caption, Tags: notNil(r.Words.Keywords), People: notNil(r.Words.People), Rating: max(0, r.Words.Rating),
		Marks: []library.Mark{}, Matches: []library.Match{}, CameBy: actorName(ctx), CameAt: c.o.clock().UTC().Truncate(time.Millisecond),
	}
	if a.Card = c.n.Card; a.Card == "" {
		a.Card = c.receipts.card(item.Path)
	}
	if r.Captured.At.IsZero() {
		a.Clock = ""
	} else if a.TakenAt, a.Clock = r.Captured.At.UTC(), r.Captured.From; !r.Captured.Zoned {
		t := r.Captured.At
		a.TakenAt = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), c.film.Zone()).UTC()
	}
	if a.TakenAt = a.TakenAt.Truncate(time.Millisecond); !a.TakenAt.IsZero() {
		a.Day, a.DayBy = rollDay(c.film, a.TakenAt), "the camera's clock"
	}
	if flaw := fatal(r); flaw != "" {
		a.State, a.Problem = library.Broken, flaw
	}
	a = shortened(a).Tidy(a)
	if err := a.Check(); err != nil { // what a file says of itself must not keep it out
		a.Title, a.Caption, a.Tags, a.People = "", "", []string{}, []string{}
	}
	return a
}

// fatal is why nothing can be made of a file, "" where something can.
func fatal(r media.Reading) string {
	shows := r.Width > 0 || r.Duration.Num > 0 || r.Kind == media.Audio && len(r.Streams) > 0
	if shows || len(r.Problems) == 0 {
		return ""
	}
	return r.Problems[0].Message
}

// deviceOf tells cameras and recorders apart: make, model and serial number.
func deviceOf(c media.Camera) string {
	model := c.Model
	if c.Make != "" && !strings.HasPrefix(strings.ToLower(model), strings.ToLower(c.Make)) {
		model = c.Make + " " + model
	}
	return strings.Join(strings.Fields(model+" "+c.Serial), " ")
}

// shortened is an asset whose texts, which a file may have made as long as it likes, fit.
func shortened(a library.Asset) library.Asset {
	cut := func(s string, most int) string {
		if runes := []rune(s); len(runes) > most {
			return string(runes[:most-1]) + "…"
		}
		return s
	}
	a.Title, a.Caption = cut(a.Title, 200), cut(a.Caption, 4000)
	for _, list := range []*[]string{&a.Tags, &a.People} {
		short := []string{}
		for _, word := range (*list)[:min(len(*list), 500)] {
			short = append(short, cut(word, 200))
		}
		*list = short
	}
	return a
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// looksOf is what is to be made of a new asset.
func looksOf(a library.Asset, n NewIngest) []library.Work {
	all := library.Work{Asset: a.ID, What: workLooks, Urgency: urgentLooks}
	switch {
	case n.NoProxies:
		all.What = workStills
	case n.Burn:
		all.What = workBurned
	}
	if a.Kind == media.Audio {
		return []library.Work{all}
	}
	return []library.Work{{Asset: a.ID, What: workFirst, Urgency: urgentFirst}, all}
}
