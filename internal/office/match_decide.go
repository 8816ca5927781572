package office

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
)

// Deciding is one suggestion that somebody decides.
type Deciding struct {
	Asset production.AssetID `json:"asset"`
	What  library.What       `json:"what"`
	ID    string             `json:"id"` // of what the asset may belong to
}

// DecideMatches takes or refuses suggestions, all or none of them, as one act. What follows from one is looked at at once: a clip of a
// moment is of its scene. A shot of the unit's list that is taken was got, and the asset proves it. It returns fault.NotFound for an
// asset or suggestion that is not there for whoever asks.
func (o *Office) DecideMatches(ctx context.Context, in production.ProductionID, list []Deciding, take bool) (Act, error) {
	if len(list) == 0 || len(list) > mostAtOnce {
		return Act{}, fault.New(fault.Invalid, "%d suggestions cannot be decided at once", len(list)).WithRemedy("Choose between 1 and %d.", mostAtOnce)
	}
	action := map[bool]string{true: "take_matches", false: "refuse_matches"}[take]
	return o.act(ctx, in, access.EditLibrary, action, func(p *pen) (string, error) {
		hide, err := hiddenAssets(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		m, err := newMatcher(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		for _, d := range list {
			if err := p.decide(ctx, m, hide, d, take); err != nil {
				return "", err
			}
		}
		return fmt.Sprintf("%d suggestions", len(list)), nil
	})
}

// decide decides one suggestion.
func (p *pen) decide(ctx context.Context, m *library.Matcher, hide store.Hidden, d Deciding, take bool) error {
	was, err := p.tx.FindAsset(ctx, p.in, d.Asset)
	if err == nil && (was.Gone || hide.Hides(was)) {
		err = fault.New(fault.NotFound, "there is no such asset")
	}
	if err != nil {
		return err
	}
	now, ok := was.Decide(d.What, d.ID, take, actorName(ctx))
	if !ok {
		return fault.New(fault.NotFound, "nobody suggests that %s belongs to this", was.Name).WithRemedy("Load the page again.")
	}
	if take && d.What == library.OfShot {
		if err := p.prove(ctx, production.WantedShotID(d.ID), was); err != nil {
			return err
		}
	}
	files, err := p.tx.FindAssetFiles(ctx, p.in, d.Asset)
	if err != nil {
		return err
	}
	r, err := p.tx.FindReading(ctx, p.in, d.Asset)
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	return write(ctx, p, assets, was, m.Match(seen(now, r, files)))
}

// prove says that a shot was got, and by which asset.
func (p *pen) prove(ctx context.Context, id production.WantedShotID, a library.Asset) error {
	if err := access.Require(ctx, access.EditShots, p.in); err != nil {
		return err
	}
	_, err := amend(ctx, p, wantedShots, string(id), Written{Fields: map[string]any{"status": shotlist.Got, "proof": a.Name}})
	return err
}

// takeBackAsset undoes one entry of an asset. Suggestions are looked at again and again by themselves, so that of these only
// what the entry decided is taken back.
func takeBackAsset(ctx context.Context, p *pen, n noun[library.Asset], e journal.Entry) error {
	at := slices.IndexFunc(e.Fields, func(f journal.Field) bool { return f.Name == "matches" })
	if at < 0 {
		return takeBack(ctx, p, n, e)
	}
	now, err := n.find(ctx, p.tx, p.in, e.Object)
	if err != nil {
		return err
	}
	var before, after []library.Match
	if err := firstErr(json.Unmarshal(e.Fields[at].Was, &before), json.Unmarshal(e.Fields[at].Now, &after)); err != nil {
		return err
	}
	current, err := json.Marshal(asBefore(now.Matches, before, after))
	if err != nil {
		return err
	}
	here, err := json.Marshal(now.Matches)
	if err != nil {
		return err
	}
	e.Fields = slices.Clone(e.Fields)
	e.Fields[at].Was, e.Fields[at].Now = sorted(current), sorted(here)
	return takeBack(ctx, p, n, e)
}

// sorted is JSON as the journal writes it: compact, with sorted keys.
func sorted(text []byte) []byte {
	var any any
	if json.Unmarshal(text, &any) != nil {
		return text
	}
	out, err := json.Marshal(any)
	if err != nil {
		return text
	}
	return out
}

// asBefore are the matches as they are now, but as far as an entry decided them as they were before it.
func asBefore(now, before, after []library.Match) []library.Match {
	find := func(list []library.Match, m library.Match) (library.Match, bool) {
		at := slices.IndexFunc(list, func(o library.Match) bool { return o.What == m.What && o.ID == m.ID })
		if at < 0 {
			return m, false
		}
		return list[at], true
	}
	out := []library.Match{}
	for _, m := range now {
		was, there := find(before, m)
		did, done := find(after, m)
		switch {
		case there && done && was.State != did.State && m.State == did.State:
			m.State, m.DecidedBy = was.State, was.DecidedBy
		case !there && done: // the entry brought it
			continue
		}
		out = append(out, m)
	}
	for _, m := range before {
		_, here := find(now, m)
		if _, stayed := find(after, m); !here && !stayed {
			out = append(out, m) // the entry left it behind
		}
	}
	return out
}
