package office

import (
	"context"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/transcript"
)

// indexAssets writes what the assets are found by. Whoever adds or changes assets, or what is made of them, calls it in the
// same transaction, with the assets as they are stored now.
func indexAssets(ctx context.Context, tx *store.Tx, in production.ProductionID, list []library.Asset) error {
	if len(list) == 0 {
		return nil
	}
	around, err := around(ctx, tx, in, list)
	if err != nil {
		return err
	}
	words := make([]library.Words, len(list))
	for i, a := range list {
		words[i] = library.WordsOf(a, around[i])
	}
	return tx.IndexAssets(ctx, in, words)
}

// around is what is known round assets, one for each. It asks as often for a hundred as for one, but for the readings of
// clips.
func around(ctx context.Context, tx *store.Tx, in production.ProductionID, list []library.Asset) ([]library.Company, error) {
	film, err := tx.FindProduction(ctx, in)
	if err != nil {
		return nil, err
	}
	n, err := neighboursOf(ctx, tx, in, list)
	if err != nil {
		return nil, err
	}
	out := make([]library.Company, len(list))
	for i, a := range list {
		r := library.Company{Zone: film.Zone(), Card: n.cards[a.Card], Operator: n.members[a.Operator], Proxy: n.proxies[a.ID], Roles: n.rolesOf(a)}
		r.Scene, r.Heading = n.scenes[a.Scene].Number, n.scenes[a.Scene].Title
		r.Moment = n.moments[a.Moment].Title
		talk := n.talks[a.Talk]
		r.Transcript = transcript.Words(n.said[a.ID])
		r.Talk, r.Release = talk.Person, talk.Release == interview.ReleaseSigned
		if a.Kind == media.Video && !a.Gone {
			reading, err := tx.FindReading(ctx, in, a.ID)
			if err != nil && !fault.Is(err, fault.NotFound) {
				return nil, err
			}
			r.TimeLapse = reading.TimeLapse
		}
		out[i] = r
	}
	return out, nil
}

// neighbours are what assets belong to, by id; only what some of them has is read.
type neighbours struct {
	scenes  map[production.SceneID]store.Named
	moments map[production.MomentID]store.Named
	talks   map[production.InterviewID]interview.Interview
	cards   map[production.CardID]string
	members map[production.MemberID]string
	proxies map[production.AssetID]bool
	said    map[production.AssetID][]transcript.Cue
	roles   map[string][]string // by the lower-case name of a person
}

func neighboursOf(ctx context.Context, tx *store.Tx, in production.ProductionID, list []library.Asset) (n neighbours, err error) {
	n = neighbours{
		talks: map[production.InterviewID]interview.Interview{}, cards: map[production.CardID]string{}, proxies: map[production.AssetID]bool{}, roles: map[string][]string{},
	}
	if n.scenes, err = tx.SceneNames(ctx, in, ids(list, func(a library.Asset) production.SceneID { return a.Scene })); err != nil {
		return n, err
	}
	if n.moments, err = tx.MomentTitles(ctx, in, ids(list, func(a library.Asset) production.MomentID { return a.Moment })); err != nil {
		return n, err
	}
	if len(ids(list, func(a library.Asset) production.InterviewID { return a.Talk })) > 0 {
		talks, err := tx.FindInterviews(ctx, in)
		if err != nil {
			return n, err
		}
		for _, t := range talks {
			n.talks[t.ID] = t
		}
	}
	if len(ids(list, func(a library.Asset) production.CardID { return a.Card })) > 0 {
		cards, err := tx.FindCards(ctx, in)
		if err != nil {
			return n, err
		}
		for _, c := range cards {
			n.cards[c.ID] = c.Name
		}
	}
	if n.members, err = memberNames(ctx, tx, in); err != nil {
		return n, err
	}
	made, err := tx.FindDerived(ctx, in, ids(list, func(a library.Asset) production.AssetID { return a.ID })...)
	if err != nil {
		return n, err
	}
	if n.said, err = tx.CuesOf(ctx, in, ids(list, func(a library.Asset) production.AssetID { return a.ID })...); err != nil {
		return n, err
	}
	for _, d := range made {
		n.proxies[d.Asset] = n.proxies[d.Asset] || d.Role == "proxy"
	}
	if slices.ContainsFunc(list, func(a library.Asset) bool { return len(a.People) > 0 }) {
		err = n.readRoles(ctx, tx, in)
	}
	return n, err
}

func (n neighbours) readRoles(ctx context.Context, tx *store.Tx, in production.ProductionID) error {
	people, err := tx.FindPeople(ctx, in)
	for _, p := range people {
		name := strings.ToLower(p.Name)
		for _, is := range []string{p.Role, p.Character} {
			if is != "" {
				n.roles[name] = append(n.roles[name], is)
			}
		}
	}
	return err
}

// rolesOf are what the people on an asset are on this film.
func (n neighbours) rolesOf(a library.Asset) []string {
	var out []string
	for _, name := range a.People {
		out = append(out, n.roles[strings.ToLower(name)]...)
	}
	return out
}

// ids are the ids that assets have, each once.
func ids[ID ~string](list []library.Asset, of func(library.Asset) ID) []ID {
	var out []ID
	for _, a := range list {
		if id := of(a); id != "" {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
