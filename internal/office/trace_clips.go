package office

import (
	"context"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// traceClips knows what the library has of moments, and what an asset came from.
func traceClips(_ context.Context, _ *store.Tx, w *Ways) (func(t *Trace), error) {
	if !w.may(access.SeeLibrary) {
		return func(*Trace) {}, nil
	}
	return w.addClips, nil
}

func (w *Ways) addClips(t *Trace) {
	switch t.Of.Kind {
	case TraceMoment:
		id := production.MomentID(t.Of.ID)
		if _, ok := w.visible(id); ok && w.caught.all(id) > 0 {
			t.Became = append(t.Became, Traced{TraceClips, t.Of.ID, w.caught.words(id), "in the library"})
		}
	case TraceAsset:
		if w.asset == nil || string(w.asset.ID) != t.Of.ID {
			return
		}
		t.Of.Title, t.Of.State = w.asset.Name, strings.TrimSpace(string(w.asset.Kind)+" "+w.asset.DayBy)
		if m, ok := w.visible(w.asset.Moment); ok && w.asset.Moment != "" {
			t.From = append([]Traced{w.momentLine(m)}, t.From...)
		}
		if w.asset.Day != "" {
			t.From = append(t.From, Traced{TraceDay, string(w.asset.Day), w.asset.Day.Spoken(), "recorded"})
		}
		for _, shot := range w.Shotlist.Shots {
			if shot.Proof == w.asset.Name && !shot.Closed {
				t.Became = append(t.Became, shotLine(shot))
			}
		}
	}
}

// words say how much there is of a moment: "2 clips, 14 stills".
func (c caught) words(id production.MomentID) string {
	var parts []string
	for _, k := range []struct{ kind, one string }{{"video", "clip"}, {"still", "still"}, {"audio", "recording"}} {
		if n := c[id][k.kind]; n > 0 {
			parts = append(parts, counted(n, k.one))
		}
	}
	return strings.Join(parts, ", ")
}

// TraceAsset is where an asset came from: its moment, the scene of that and the line of the script, its day; and what it proves.
func (o *Office) TraceAsset(ctx context.Context, in production.ProductionID, id production.AssetID) (Trace, error) {
	var a library.Asset
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		a, err = o.visibleAsset(ctx, tx, in, id)
		return err
	})
	if err != nil {
		return Trace{}, err
	}
	w, err := o.Ways(ctx, in)
	if err != nil {
		return Trace{}, err
	}
	w.asset = &a
	return w.Trace(TraceAsset, string(id))
}
