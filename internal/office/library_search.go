package office

import (
	"context"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/transcript"
)

// Searched is what the library has for a question, as whoever asks may see it.
type Searched struct {
	Query   library.Query
	Assets  []FoundAsset // of the page that was asked for, the best first
	Total   int          // of all pages
	More    bool         // there are more than Total; the newest of them were put in order
	Instead []library.Instead
}

// FoundAsset is an asset with what speaks for it.
type FoundAsset struct {
	library.Asset     // without what it may belong to: that can name what is closed
	Score         int // 0 to 100; 0 where only filters were asked
	Why           library.Why
	MomentTitle   string // "" for none
	SceneNumber   string
	DayNumber     int                        // of the shoot day, 0 for none
	At            transcript.Cue             // where it is said, when that is why; Timed or not
	Looks         map[string]library.Derived // what it is looked at by, by role
}

// Bounds of a page of what is found.
const (
	usualFound = 50
	mostFound  = 500
)

// Search looks for assets: see library.ParseQuery for what can be asked. limit 0 is fifty.
//
// It returns fault.Invalid, with the column, for a question that cannot be read.
func (o *Office) Search(ctx context.Context, in production.ProductionID, query string, limit, offset int) (Searched, error) {
	var out Searched
	if err := access.Require(ctx, access.SeeLibrary, in); err != nil {
		return out, err
	}
	if limit < 0 || limit > mostFound || offset < 0 {
		return out, fault.New(fault.Invalid, "a page of %d assets from %d on cannot be had", limit, offset).WithRemedy("Ask for at most %d at once.", mostFound)
	}
	if limit == 0 {
		limit = usualFound
	}
	q, err := library.ParseQuery(query)
	if err != nil {
		return out, err
	}
	out.Query = q
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		hide, err := hiddenAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		numbers, err := dayNumbers(ctx, tx, in)
		if err != nil {
			return err
		}
		days := map[int]production.Date{}
		for date, n := range numbers {
			days[n] = date
		}
		need, err := q.Need(days)
		if err != nil {
			return err
		}
		found, err := tx.SearchAssets(ctx, in, need, hide)
		if err != nil {
			return err
		}
		out.Total, out.More, out.Instead = found.Total, found.More, found.Instead
		out.Assets, err = pageOf(ctx, tx, in, page{found, min(offset, len(found.Hits)), limit, hide, found.As, numbers})
		return err
	})
	return out, err
}

// page is a part of what was found.
type page struct {
	found         store.Found
	offset, limit int
	hide          store.Hidden
	need          library.Need
	numbers       map[production.Date]int
}

func pageOf(ctx context.Context, tx *store.Tx, in production.ProductionID, p page) ([]FoundAsset, error) {
	hits := p.found.Hits[p.offset:min(p.offset+p.limit, len(p.found.Hits))]
	seqs, scores := make([]int64, len(hits)), map[int64]int{}
	for i, h := range hits {
		seqs[i], scores[h.Seq] = h.Seq, h.Score
	}
	list, err := tx.FindAssetsBySeq(ctx, in, seqs, p.hide) // which looks at the assets themselves for what is hidden
	if err != nil {
		return nil, err
	}
	shown, err := withLooks(ctx, tx, in, list)
	if err != nil {
		return nil, err
	}
	around, err := around(ctx, tx, in, list)
	out := make([]FoundAsset, len(list))
	for i, a := range list {
		out[i] = FoundAsset{Asset: a, Score: scores[a.Seq], DayNumber: p.numbers[a.Day], Looks: shown[i].Looks, At: transcript.Cue{From: transcript.NoTime, To: transcript.NoTime}}
		out[i].Matches = []library.Match{}
		if err == nil {
			out[i].Why, out[i].MomentTitle, out[i].SceneNumber = library.WhyOf(a, around[i], p.need), around[i].Moment, around[i].Scene
		}
	}
	if err != nil {
		return out, err
	}
	return out, whereSaid(ctx, tx, in, out, p.need)
}

// whereSaid finds the cue in which somebody says what was asked for, of the assets that were found by that.
func whereSaid(ctx context.Context, tx *store.Tx, in production.ProductionID, found []FoundAsset, need library.Need) error {
	var said []production.AssetID
	for _, f := range found {
		if f.Why.Field == "transcript" {
			said = append(said, f.ID)
		}
	}
	if len(said) == 0 {
		return nil
	}
	cues, err := tx.CuesOf(ctx, in, said...)
	if err != nil {
		return err
	}
	for i := range found {
		most := 0
		for _, c := range cues[found[i].ID] {
			if hits := len(library.WhyOf(library.Asset{}, library.Company{Transcript: c.Speaker + ": " + c.Text}, need).Hits); hits > most && found[i].Why.Field == "transcript" {
				found[i].At, most = c, hits
			}
		}
	}
	return nil
}
