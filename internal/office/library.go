package office

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// assets are what people write on assets. Who works on the pictures of a closed set is told of them elsewhere: they have no history
// in the story.
var assets = noun[library.Asset]{
	kind: "asset", right: access.EditLibrary, topic: topicLibrary,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (library.Asset, error) {
		return tx.FindAsset(ctx, in, production.AssetID(id))
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, was, now library.Asset) error {
		now.Seq = was.Seq // it is in no JSON, from which what is taken back is read
		return tx.UpdateAsset(ctx, in, now)
	},
	id: func(a library.Asset) string { return string(a.ID) }, title: func(a library.Asset) string { return a.Name },
	check: library.Asset.Check,
	wrote: func(p *pen, now library.Asset) { p.assets = append(p.assets, now) },
	tidy:  func(was, now library.Asset) library.Asset { return now.Tidy(was) },
	whole: func(was, now library.Asset) library.Asset { now.Seq = was.Seq; return now },
}

func init() { enter(assets, takeBackAsset, nil) }

// Shown is an asset with what it is looked at by, and what it belongs to in words.
type Shown struct {
	library.Asset
	Looks       map[string]library.Derived // by role
	MomentTitle string
	SceneNumber string
	CardName    string
	DayNumber   int
}

// LibraryDay is how much a day of the library has.
type LibraryDay struct {
	Day    production.Date    `json:"day"`    // "" for assets of no day
	Number int                `json:"number"` // of the shoot day, 0 for none
	Count  int                `json:"count"`
	ByKind map[media.Kind]int `json:"by_kind"`
}

// LibraryDays are the days that have assets which the filter chooses, in order, those of no day last.
func (o *Office) LibraryDays(ctx context.Context, in production.ProductionID, f store.AssetFilter) ([]LibraryDay, error) {
	days := []LibraryDay{}
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		if f.Hide, err = hiddenAssets(ctx, tx, in); err != nil {
			return err
		}
		counts, err := tx.CountAssets(ctx, in, f)
		if err != nil {
			return err
		}
		numbers, err := dayNumbers(ctx, tx, in)
		for _, c := range counts {
			if len(days) == 0 || days[len(days)-1].Day != c.Day {
				days = append(days, LibraryDay{Day: c.Day, Number: numbers[c.Day], ByKind: map[media.Kind]int{}})
			}
			day := &days[len(days)-1]
			day.Count += c.Count
			day.ByKind[c.Kind] += c.Count
		}
		return err
	})
	if len(days) > 0 && days[0].Day == "" {
		days = append(days[1:], days[0])
	}
	return days, err
}

// mostAssets is how many assets are given out at once.
const mostAssets = 500

// Assets are the assets that the filter chooses and whoever asks may see, in the order of day and time; a limit of 0 or
// more than 500 is 500.
func (o *Office) Assets(ctx context.Context, in production.ProductionID, f store.AssetFilter) ([]Shown, error) {
	if f.Limit <= 0 || f.Limit > mostAssets {
		f.Limit = mostAssets
	}
	var out []Shown
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) (err error) {
		if f.Hide, err = hiddenAssets(ctx, tx, in); err != nil {
			return err
		}
		all, err := tx.FindAssets(ctx, in, f)
		if err != nil {
			return err
		}
		if out, err = withLooks(ctx, tx, in, all); err != nil {
			return err
		}
		return o.screenTies(ctx, tx, in, out)
	})
	return out, err
}

// withLooks puts what assets are looked at by, and what they belong to, beside them.
func withLooks(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset) ([]Shown, error) {
	ids := make([]production.AssetID, len(all))
	out := make([]Shown, len(all))
	at := map[production.AssetID]int{}
	for i, a := range all {
		ids[i], at[a.ID], out[i] = a.ID, i, Shown{Asset: a, Looks: map[string]library.Derived{}}
	}
	made, err := tx.FindDerived(ctx, in, ids...)
	if err != nil {
		return nil, err
	}
	for _, d := range made {
		out[at[d.Asset]].Looks[d.Role] = d
	}
	return out, nameTies(ctx, tx, in, out)
}

// nameTies writes in words what assets belong to.
func nameTies(ctx context.Context, tx *store.Tx, in production.ProductionID, list []Shown) error {
	var moments []production.MomentID
	var scenes, cards bool
	for _, a := range list {
		if a.Moment != "" && !slices.Contains(moments, a.Moment) {
			moments = append(moments, a.Moment)
		}
		scenes, cards = scenes || a.Scene != "", cards || a.Card != ""
	}
	titles, err := tx.FindMomentTitles(ctx, in, moments)
	if err != nil {
		return err
	}
	numbers, names := map[production.SceneID]string{}, map[production.CardID]string{}
	if scenes {
		all, err := tx.FindScenes(ctx, in)
		if err != nil {
			return err
		}
		for _, s := range all {
			numbers[s.ID] = s.Number
		}
	}
	if cards {
		all, err := tx.FindCards(ctx, in)
		if err != nil {
			return err
		}
		for _, c := range all {
			names[c.ID] = c.Name
		}
	}
	days, err := dayNumbers(ctx, tx, in)
	for i := range list {
		a := &list[i]
		a.MomentTitle, a.SceneNumber, a.CardName, a.DayNumber = titles[a.Moment], numbers[a.Scene], names[a.Card], days[a.Day]
	}
	return err
}

// AssetSheet is an asset with all that is known of it.
type AssetSheet struct {
	Shown
	Reading media.Reading
	Files   []library.File // paths are for those who may copy cards
	History []journal.Entry
	Base    int64
}

// Asset is an asset with all that is known of it. One that is gone, or that whoever asks may not see, is fault.NotFound. What is
// still to be made of it is made before others.
func (o *Office) Asset(ctx context.Context, in production.ProductionID, id production.AssetID) (AssetSheet, error) {
	var out AssetSheet
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		a, err := o.visibleAsset(ctx, tx, in, id)
		if err != nil {
			return err
		}
		shown, err := withLooks(ctx, tx, in, []library.Asset{a})
		if err != nil {
			return err
		}
		if err := o.screenTies(ctx, tx, in, shown); err != nil {
			return err
		}
		out.Shown = shown[0]
		if out.Reading, err = tx.FindReading(ctx, in, id); err != nil {
			return err
		}
		if out.Files, err = tx.FindAssetFiles(ctx, in, id); err != nil {
			return err
		}
		if out.History, err = tx.FindJournal(ctx, in, store.JournalFilter{Kind: assets.kind, Object: string(id), Newest: newestActs}); err != nil {
			return err
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	if access.Require(ctx, access.CopyCards, in) != nil {
		for i := range out.Files {
			out.Files[i].At, out.Files[i].Host = "", ""
		}
	}
	return out, err
}

// AssetMeant is the asset whose id begins or ends with what was said. It returns fault.NotFound for none and fault.Invalid for several.
func (o *Office) AssetMeant(ctx context.Context, in production.ProductionID, said string) (id production.AssetID, err error) {
	if len(said) < shortestAssetID {
		return "", fault.New(fault.NotFound, "there is no asset %q", said).WithRemedy("Write at least %d characters of its id.", shortestAssetID)
	}
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		found, err := tx.FindAssetIDs(ctx, in, said)
		switch {
		case err != nil:
			return err
		case len(found) == 0:
			return fault.New(fault.NotFound, "there is no asset %q", said)
		case len(found) > 1:
			return fault.New(fault.Invalid, "several assets have an id with %q", said).WithRemedy("Write more of it; the end tells them apart.")
		}
		id = found[0]
		return nil
	})
	return id, err
}

// shortestAssetID is how much of an id has to be said.
const shortestAssetID = 6

// visibleAsset is an asset that whoever asks may see, or fault.NotFound.
func (o *Office) visibleAsset(ctx context.Context, tx *store.Tx, in production.ProductionID, id production.AssetID) (library.Asset, error) {
	a, err := tx.FindAsset(ctx, in, id)
	if err != nil {
		return a, err
	}
	hide, err := hiddenAssets(ctx, tx, in)
	if err != nil {
		return a, err
	}
	if a.Gone || hide.Hides(a) {
		return library.Asset{}, fault.New(fault.NotFound, "there is no such asset")
	}
	return a, nil
}

// Derived opens what was made of an asset, in a role: small, medium, large, poster, strip, wave, proxy. It is fault.NotFound where the
// asset has none (yet), and for whoever may not see it.
func (o *Office) Derived(ctx context.Context, in production.ProductionID, id production.AssetID, role string) (library.Derived, io.ReadSeekCloser, error) {
	var made library.Derived
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		if _, err := o.visibleAsset(ctx, tx, in, id); err != nil {
			return err
		}
		all, err := tx.FindDerived(ctx, in, id)
		at := slices.IndexFunc(all, func(d library.Derived) bool { return d.Role == role })
		if err == nil && at < 0 {
			return fault.New(fault.NotFound, "nothing of this sort was made of it yet")
		}
		if err == nil {
			made = all[at]
		}
		return err
	})
	if err != nil {
		return made, nil, err
	}
	bytes, err := o.vault.Get(ctx, made.SHA256)
	return made, bytes, err
}

// Original opens a file of an asset as it came from the camera. It is fault.Missing where none of its files can be reached from here.
func (o *Office) Original(ctx context.Context, in production.ProductionID, id production.AssetID) (library.Asset, io.ReadSeekCloser, error) {
	var a library.Asset
	var files []library.File
	err := o.look(ctx, access.FetchOriginals, in, func(tx *store.Tx) (err error) {
		if a, err = o.visibleAsset(ctx, tx, in, id); err != nil {
			return err
		}
		files, err = tx.FindAssetFiles(ctx, in, id)
		return err
	})
	if err != nil {
		return a, nil, err
	}
	for _, f := range files {
		if sum, kept := strings.CutPrefix(f.At, "vault:"); kept {
			if bytes, err := o.vault.Get(ctx, sum); err == nil {
				return a, bytes, nil
			}
		}
		if path := reachable(f); path != "" {
			if file, err := os.Open(path); err == nil {
				return a, file, nil
			}
		}
	}
	return a, nil, fault.New(fault.Missing, "no file of %s can be reached from here", a.Name).WithRemedy("Mount a drive that has a copy of it.")
}

// reachable is the path of a file that lies on this machine, or on a drive that it has too, unchanged; "" otherwise.
func reachable(f library.File) string {
	path := f.Path()
	if path == "" {
		return ""
	}
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() != f.Bytes {
		return ""
	}
	return path
}

// mostAtOnce is how many assets one act changes.
const mostAtOnce = 5000

// EditAssets changes fields of assets, as one act: rating, verdict, tags, people, moment, scene, caption and what else people write. It
// returns fault.NotFound when one of them is not there for whoever asks; then nothing is changed.
func (o *Office) EditAssets(ctx context.Context, in production.ProductionID, ids []production.AssetID, w Written) (Act, error) {
	if len(ids) == 0 || len(ids) > mostAtOnce {
		return Act{}, fault.New(fault.Invalid, "%d assets cannot be changed at once", len(ids)).WithRemedy("Choose between 1 and %d.", mostAtOnce)
	}
	return o.act(ctx, in, access.EditLibrary, "edit_assets", func(p *pen) (string, error) {
		var last library.Asset
		hide, err := hiddenAssets(ctx, p.tx, in)
		if err != nil {
			return "", err
		}
		for _, id := range ids {
			was, err := p.tx.FindAsset(ctx, in, id)
			if err == nil && (was.Gone || hide.Hides(was)) {
				err = fault.New(fault.NotFound, "there is no such asset")
			}
			if err != nil {
				return "", err
			}
			if last, err = amend(ctx, p, assets, string(id), w); err != nil {
				return "", err
			}
			if err := p.knownTies(ctx, was, last); err != nil {
				return "", err
			}
		}
		if len(ids) > 1 {
			return fmt.Sprintf("%d assets", len(ids)), nil
		}
		return last.Name, nil
	})
}

// knownTies returns fault.NotFound where an asset was tied to something that the production does not have.
func (p *pen) knownTies(ctx context.Context, was, now library.Asset) error {
	var err error
	if now.Moment != "" && now.Moment != was.Moment {
		_, err = p.tx.FindMoment(ctx, p.in, now.Moment)
	}
	if now.Card != "" && now.Card != was.Card && err == nil {
		_, err = p.tx.FindCard(ctx, p.in, now.Card)
	}
	if now.Talk != "" && now.Talk != was.Talk && err == nil {
		_, err = p.tx.FindInterview(ctx, p.in, now.Talk)
	}
	if now.Operator != "" && now.Operator != was.Operator && err == nil {
		_, err = memberMeant(ctx, p.tx, p.in, string(now.Operator))
	}
	if now.Scene != "" && now.Scene != was.Scene && err == nil {
		scenes, failed := p.tx.FindScenes(ctx, p.in)
		if err = failed; err == nil && !slices.ContainsFunc(scenes, func(s production.Scene) bool { return s.ID == now.Scene }) {
			err = fault.New(fault.NotFound, "there is no such scene")
		}
	}
	return err
}
