package office

import (
	"context"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// AssetChange is what becomes of all assets of a choice: fields that all get, and words that are added and taken off, whatever other
// words each has.
type AssetChange struct {
	Fields                  map[string]any
	AddTags, RemoveTags     []string
	AddPeople, RemovePeople []string
}

// ChangeAssets changes all assets of a choice, as one act, and says how many it was about. It returns what chosen returns; then
// nothing is changed.
func (o *Office) ChangeAssets(ctx context.Context, in production.ProductionID, c AssetChoice, ch AssetChange) (act Act, n int, err error) {
	act, err = o.act(ctx, in, access.EditLibrary, "edit_assets", func(p *pen) (string, error) {
		all, err := o.chosen(ctx, p.tx, in, c, mostAtOnce)
		if err != nil {
			return "", err
		}
		n = len(all)
		tied := false // what they are tied to is the same for all, and looked for once
		for _, was := range all {
			now, err := amend(ctx, p, assets, string(was.ID), Written{Fields: ch.of(was)})
			if err == nil && !tied && (now.Moment != was.Moment || now.Scene != was.Scene || now.Card != was.Card || now.Talk != was.Talk || now.Operator != was.Operator) {
				tied, err = true, p.knownTies(ctx, was, now)
			}
			if err != nil {
				return "", err
			}
		}
		if n == 1 {
			return all[0].Name, nil
		}
		return fmt.Sprintf("%d assets", n), nil
	})
	return act, n, err
}

// of are the fields that an asset gets.
func (ch AssetChange) of(a library.Asset) map[string]any {
	fields := map[string]any{}
	for name, value := range ch.Fields {
		fields[name] = value
	}
	if len(ch.AddTags)+len(ch.RemoveTags) > 0 {
		fields["tags"] = reworded(a.Tags, ch.AddTags, ch.RemoveTags)
	}
	if len(ch.AddPeople)+len(ch.RemovePeople) > 0 {
		fields["people"] = reworded(a.People, ch.AddPeople, ch.RemovePeople)
	}
	return fields
}

// reworded are words with some more and some fewer.
func reworded(words, more, fewer []string) []string {
	out := append(slices.Clone(words), more...)
	return slices.DeleteFunc(out, func(w string) bool { return slices.Contains(fewer, w) })
}
