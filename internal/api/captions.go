package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

const captionsPath = "/api/productions/{slug}/captions"

type captionsInput struct {
	InProduction
	Chosen
}

type keepCaptionsInput struct {
	InProduction
	Body struct {
		IDs  []string `json:"ids" minItems:"1" maxItems:"5000"`
		Over bool     `json:"over,omitempty" doc:"In place of captions that are there too"`
	}
}

type captionStyleInput struct {
	InProduction
	Body struct {
		Based
		Description  *string         `json:"description,omitempty" doc:"Template: {people}[, {place}][, {date:d MMMM yyyy}]"`
		Headline     *string         `json:"headline,omitempty" doc:"Template"`
		Title        *string         `json:"title,omitempty" doc:"Template"`
		AltText      *string         `json:"alt_text,omitempty" doc:"Template"`
		Creator      *string         `json:"creator,omitempty" doc:"Template"`
		Credit       *string         `json:"credit,omitempty" doc:"Template"`
		Source       *string         `json:"source,omitempty" doc:"Template"`
		Copyright    *string         `json:"copyright,omitempty" doc:"Template"`
		Instructions *string         `json:"instructions,omitempty" doc:"Template; for example an embargo"`
		Job          *string         `json:"job,omitempty" doc:"Template"`
		City         *string         `json:"city,omitempty" doc:"Template"`
		Province     *string         `json:"province,omitempty" doc:"Template"`
		Country      *string         `json:"country,omitempty" doc:"Template"`
		CountryCode  *string         `json:"country_code,omitempty" doc:"ISO 3166, two or three letters"`
		Mark         *string         `json:"mark,omitempty" doc:"Stands before and behind codes"`
		Keywords     *[]string       `json:"keywords,omitempty" doc:"Templates that every still gets"`
		Words        *[]caption.Word `json:"words,omitempty" doc:"How keywords are written, and what is written for it"`
		Spellings    *[]caption.Word `json:"spellings,omitempty" doc:"How words of all texts are written, and what is written for it"`
		Codes        *[]caption.Code `json:"codes,omitempty" doc:"Short codes and what stands for them"`
		OnlyWords    *bool           `json:"only_words,omitempty" doc:"Leave out keywords that words does not have"`
	}
}

// captions are what goes with stills to the press. ZIPs that have them are those of the library.
func (a *API) captions(h huma.API) {
	register(h, a, operation(http.MethodGet, captionsPath, "listCaptions", "Captions of assets as they would be written now, at most 500"),
		func(ctx context.Context, in *captionsInput) (paper.Captions, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Captions, error) {
				all, err := a.office.Captions(ctx, p.ID, in.choice())
				return paper.NewCaptions(all), err
			})
		})
	register(h, a, operation(http.MethodPost, captionsPath, "keepCaptions", "Write what the template makes into assets, where it can be mended one by one"),
		func(ctx context.Context, in *keepCaptionsInput) (paper.ChangedAssets, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.ChangedAssets, error) {
				act, n, err := a.office.KeepCaptions(ctx, p.ID, choiceOf(in.Body.IDs, AssetChoice{}), in.Body.Over)
				return paper.NewChangedAssets(n, act), err
			})
		})
	register(h, a, operation(http.MethodGet, captionsPath+"/style", "getCaptionStyle", "How captions are written: templates, words and codes"),
		func(ctx context.Context, in *InProduction) (paper.CaptionStyle, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.CaptionStyle, error) {
				s, err := a.office.CaptionStyle(ctx, p.ID)
				return paper.NewCaptionStyle(s), err
			})
		})
	register(h, a, operation(http.MethodPatch, captionsPath+"/style", "setCaptionStyle", "Change how captions are written"),
		func(ctx context.Context, in *captionStyleInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.SetCaptionStyle(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: in.fields()})
			})
		})
}

// fields are those that were sent.
func (in *captionStyleInput) fields() map[string]any {
	b, fields := in.Body, map[string]any{}
	for name, text := range map[string]*string{
		"description": b.Description, "headline": b.Headline, "title": b.Title, "alt_text": b.AltText, "creator": b.Creator, "credit": b.Credit, "source": b.Source, "copyright": b.Copyright,
		"instructions": b.Instructions, "job": b.Job, "city": b.City, "province": b.Province, "country": b.Country, "country_code": b.CountryCode, "mark": b.Mark,
	} {
		if text != nil {
			fields[name] = *text
		}
	}
	if b.Keywords != nil {
		fields["keywords"] = *b.Keywords
	}
	if b.Words != nil {
		fields["words"] = *b.Words
	}
	if b.Spellings != nil {
		fields["spellings"] = *b.Spellings
	}
	if b.Codes != nil {
		fields["codes"] = *b.Codes
	}
	if b.OnlyWords != nil {
		fields["only_words"] = *b.OnlyWords
	}
	return fields
}
