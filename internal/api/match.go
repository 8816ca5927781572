package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type suggestionsInput struct {
	InProduction
	Date string `query:"date" doc:"Of assets of this shoot day, 2026-05-07"`
	What string `query:"what" enum:"moment,scene,talk,person,place,card,operator,shot"`
}

type decideInput struct {
	InProduction
	Body struct {
		Take bool           `json:"take" doc:"Taken, otherwise refused: what was refused is not suggested again"`
		List []DecidedMatch `json:"list" minItems:"1" maxItems:"5000"`
	}
}

// DecidedMatch is one suggestion that somebody decides.
type DecidedMatch struct {
	Asset string `json:"asset" doc:"Id"`
	What  string `json:"what" enum:"moment,scene,talk,person,place,card,operator,shot"`
	ID    string `json:"id" doc:"Of what the asset may belong to; the name of a person or place"`
}

type matchInput struct {
	InProduction
	Body struct {
		Date string `json:"date,omitempty" doc:"Assets of this day alone"`
	}
}

type noteClockInput struct {
	InProduction
	Body struct {
		Asset  string `json:"asset" doc:"Id"`
		Shown  string `json:"shown,omitempty" doc:"What a clock in its picture shows: 14:03:07, or with its date 2026-05-12 14:03:07"`
		Same   string `json:"same_as,omitempty" doc:"Id of an asset of another device that is of the same instant"`
		Offset *int64 `json:"offset_seconds,omitempty" doc:"To be added to the clock of the device, from then on"`
	}
}

type gapsInput struct {
	InProduction
	Date string `query:"date" doc:"2026-05-07; the day that it is now is usual"`
}

func (a *API) matching(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/matches", "listMatches", "What assets may belong to, as nobody decided yet"),
		func(ctx context.Context, in *suggestionsInput) (paper.OpenTies, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.OpenTies, error) {
				f := office.OpenTieFilter{What: library.What(in.What)}
				if in.Date != "" {
					day := production.Date(in.Date)
					f.Day = &day
				}
				groups, total, err := a.office.Suggestions(ctx, p.ID, f)
				return paper.NewOpenTies(groups, total, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/matches", "decideMatches", "Take or refuse suggestions, as one act"),
		func(ctx context.Context, in *decideInput) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				var list []office.Deciding
				for _, d := range in.Body.List {
					list = append(list, office.Deciding{Asset: production.AssetID(d.Asset), What: library.What(d.What), ID: d.ID})
				}
				act, err := a.office.DecideMatches(ctx, p.ID, list, in.Body.Take)
				return paper.NewAct(act), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/matching", "startMatch", "Look again what assets belong to, as a task"),
		func(ctx context.Context, in *matchInput) (startedTask, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedTask, error) {
				var opt office.MatchOptions
				if in.Body.Date != "" {
					day := production.Date(in.Body.Date)
					opt.Day = &day
				}
				task, err := a.office.StartMatch(ctx, p.ID, opt)
				return startedTask{string(task.ID)}, err
			})
		})
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/gaps", "getGaps", "What a day was to bring and what of it is missing"),
		func(ctx context.Context, in *gapsInput) (paper.Tonight, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Tonight, error) {
				day, err := production.Date(in.Date), error(nil)
				if day == "" {
					if day, err = a.office.Today(ctx, p.ID); err != nil {
						return paper.Tonight{}, err
					}
				}
				t, err := a.office.Tonight(ctx, p.ID, day)
				return paper.NewTonight(t, p.Zone()), err
			})
		})
	a.clocks(h)
}

func (a *API) clocks(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/clocks", "listClocks", "How the clocks of cameras and recorders are off"),
		func(ctx context.Context, in *InProduction) (paper.Clocks, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Clocks, error) {
				sheet, err := a.office.Clocks(ctx, p.ID)
				return paper.NewClocks(sheet, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/clocks", "noteClock", "Say how the clock of a device is off: by a clock in a picture, by an asset of the same instant, or in seconds"),
		func(ctx context.Context, in *noteClockInput) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				id := production.AssetID(in.Body.Asset)
				var act office.Act
				var err error
				switch {
				case in.Body.Same != "":
					act, err = a.office.PairClocks(ctx, p.ID, id, production.AssetID(in.Body.Same))
				case in.Body.Offset != nil:
					act, err = a.office.SetClock(ctx, p.ID, id, *in.Body.Offset)
				default:
					act, err = a.office.NoteClock(ctx, p.ID, id, in.Body.Shown)
				}
				return paper.NewAct(act), err
			})
		})
	register(h, a, operation(http.MethodDelete, "/api/productions/{slug}/clocks/{id}", "removeClockNote", "Take back what somebody said of a clock"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				act, err := a.office.RemoveClockNote(ctx, p.ID, production.ClockNoteID(in.ID))
				return paper.NewAct(act), err
			})
		})
}
