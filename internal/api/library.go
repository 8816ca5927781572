package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

const assetsPath = "/api/productions/{slug}/assets"

// AssetChoice chooses assets; conditions that are given must all hold.
type AssetChoice struct {
	Date    string `query:"date" doc:"Of this shoot day, 2026-05-07; none for those of no day"`
	Kind    string `query:"kind" enum:"video,audio,still"`
	Device  string `query:"device"`
	Card    string `query:"card" doc:"Id"`
	Moment  string `query:"moment" doc:"Id"`
	Verdict string `query:"verdict" enum:"first,second,kill"`
	Rated   int    `query:"rated" minimum:"0" maximum:"5" doc:"At least so many stars"`
}

func (c AssetChoice) filter() store.AssetFilter {
	f := store.AssetFilter{
		Kind: media.Kind(c.Kind), Device: c.Device, Card: production.CardID(c.Card), Moment: production.MomentID(c.Moment), Verdict: library.Verdict(c.Verdict), Rated: c.Rated,
	}
	if c.Date != "" {
		day := production.Date(c.Date)
		if c.Date == "none" {
			day = ""
		}
		f.Day = &day
	}
	return f
}

type assetsInput struct {
	InProduction
	AssetChoice
	Limit  int `query:"limit" minimum:"1" maximum:"500" default:"100"`
	Offset int `query:"offset" minimum:"0"`
}

type assetDaysInput struct {
	InProduction
	AssetChoice
}

type ingestInput struct {
	InProduction
	Body struct {
		Paths     []string `json:"paths,omitempty" doc:"Folders and files of the server's machine, below those in which copies may lie; none for a copy of the card"`
		Card      string   `json:"card,omitempty" doc:"Id of the card of the log that they come from"`
		NoProxies bool     `json:"no_proxies,omitempty"`
		Burn      bool     `json:"burn_timecode,omitempty" doc:"Write timecode and reel into the picture of films to look at"`
	}
}

// AssetFields are the fields of an asset that somebody sends; those left out stay.
type AssetFields struct {
	Date     *string         `json:"date,omitempty" doc:"Of the shoot, 2026-05-07"`
	Card     *string         `json:"card,omitempty" doc:"Id"`
	Operator *string         `json:"operator,omitempty" doc:"Id of somebody of the BTS crew"`
	Moment   *string         `json:"moment,omitempty" doc:"Id"`
	Scene    *string         `json:"scene_id,omitempty"`
	Talk     *string         `json:"interview,omitempty" doc:"Id"`
	People   *[]string       `json:"people,omitempty"`
	Place    *string         `json:"place,omitempty"`
	Rating   *int            `json:"rating,omitempty" minimum:"0" maximum:"5"`
	Verdict  *string         `json:"verdict,omitempty" doc:"first, second, kill, or nothing"`
	Tags     *[]string       `json:"tags,omitempty"`
	Title    *string         `json:"title,omitempty"`
	Caption  *string         `json:"caption,omitempty"`
	Note     *string         `json:"note,omitempty"`
	Marks    *[]library.Mark `json:"marks,omitempty"`
	Gone     *bool           `json:"gone,omitempty" doc:"Taken out of the library; the files stay where they are"`
}

// written are the fields by the names that the library keeps them under.
func (f AssetFields) written() map[string]any {
	fields := map[string]any{}
	for name, text := range map[string]*string{
		"day": f.Date, "card": f.Card, "operator": f.Operator, "moment": f.Moment, "scene": f.Scene, "talk": f.Talk, "place": f.Place, "verdict": f.Verdict, "title": f.Title,
		"caption": f.Caption, "note": f.Note,
	} {
		if text != nil {
			fields[name] = *text
		}
	}
	for name, words := range map[string]*[]string{"people": f.People, "tags": f.Tags} {
		if words != nil {
			fields[name] = *words
		}
	}
	if f.Rating != nil {
		fields["rating"] = *f.Rating
	}
	if f.Marks != nil {
		fields["marks"] = *f.Marks
	}
	if f.Gone != nil {
		fields["gone"] = *f.Gone
	}
	return fields
}

type editAssetsInput struct {
	InProduction
	Body struct {
		Based
		IDs []string `json:"ids" minItems:"1" maxItems:"5000"`
		AssetFields
	}
}

type startedTask struct {
	Task string `json:"task"` // id
}

func (a *API) library(h huma.API) {
	register(h, a, operation(http.MethodGet, assetsPath, "listAssets", "Clips, stills and recordings in the order of day and time"),
		func(ctx context.Context, in *assetsInput) (paper.Assets, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Assets, error) {
				f := in.filter()
				f.Limit, f.Offset = in.Limit, in.Offset
				all, err := a.office.Assets(ctx, p.ID, f)
				return paper.NewAssets(all, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/asset-days", "listAssetDays", "How much of the library each day has"),
		func(ctx context.Context, in *assetDaysInput) (paper.LibraryDays, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.LibraryDays, error) {
				days, err := a.office.LibraryDays(ctx, p.ID, in.filter())
				return paper.NewLibraryDays(days), err
			})
		})
	register(h, a, operation(http.MethodGet, assetsPath+"/{id}", "getAsset", "An asset with everything that is kept of it"),
		func(ctx context.Context, in *OneOfStory) (paper.AssetSheet, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.AssetSheet, error) {
				sheet, err := a.office.Asset(ctx, p.ID, production.AssetID(in.ID))
				return paper.NewAssetSheet(sheet, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPatch, assetsPath, "editAssets", "Change fields of assets, as one act"),
		func(ctx context.Context, in *editAssetsInput) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				var ids []production.AssetID
				for _, id := range in.Body.IDs {
					ids = append(ids, production.AssetID(id))
				}
				act, err := a.office.EditAssets(ctx, p.ID, ids, office.Written{Base: in.Body.Base, Fields: in.Body.written()})
				return paper.NewAct(act), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/ingest", "startIngest", "Bring files of the server's machine into the library, as a task"),
		func(ctx context.Context, in *ingestInput) (startedTask, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedTask, error) {
				task, err := a.office.StartIngest(ctx, p.ID, office.NewIngest{Paths: in.Body.Paths, Card: production.CardID(in.Body.Card), NoProxies: in.Body.NoProxies, Burn: in.Body.Burn})
				return startedTask{string(task.ID)}, err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/looks", "startLooks", "Make the pictures and films to look at that wait, as a task; what failed is tried again"),
		func(ctx context.Context, in *InProduction) (startedTask, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedTask, error) {
				if err := a.office.RetryLooks(ctx, p.ID); err != nil {
					return startedTask{}, err
				}
				task, err := a.office.StartLooks(ctx, p.ID)
				return startedTask{string(task.ID)}, err
			})
		})
}
