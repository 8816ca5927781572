package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// OneOfStory is the input of a call about an arc, a beat, a moment or an act.
type OneOfStory struct {
	InProduction
	ID string `path:"id"`
}

// Based is the state of the story that a change was written on. It is exported, as are the fields of the changes,
// because the library does not look into embedded types that are not.
type Based struct {
	Base int64 `json:"base,omitempty" doc:"The base of the story that was changed: what others set since stays, unless it is set here to something else; without it every field is meant"`
}

// TreatmentFields are the fields of a treatment that somebody sends; those left out stay.
type TreatmentFields struct {
	Tone       *string   `json:"tone,omitempty"`
	Palette    *string   `json:"palette,omitempty"`
	Lenses     *string   `json:"lenses,omitempty"`
	Movement   *string   `json:"movement,omitempty"`
	Sound      *string   `json:"sound,omitempty"`
	References *[]string `json:"references,omitempty"`
	Audience   *string   `json:"audience,omitempty"`
	Avoid      *string   `json:"avoid,omitempty"`
	Checks     *[]string `json:"checks,omitempty"`
}

// ArcFields are the fields of an arc that somebody sends; those left out stay.
type ArcFields struct {
	Name     *string `json:"name,omitempty"`
	Logline  *string `json:"logline,omitempty"`
	Question *string `json:"question,omitempty"`
	Gone     *bool   `json:"gone,omitempty" doc:"Taken off the board with its beats; false brings it back"`
}

// BeatFields are the fields of a beat that somebody sends; those left out stay.
type BeatFields struct {
	Title *string         `json:"title,omitempty"`
	Note  *string         `json:"note,omitempty"`
	Wants *[]outline.Want `json:"wants,omitempty"`
	Gone  *bool           `json:"gone,omitempty" doc:"Taken off the board; false brings it back"`
}

type changeTreatmentInput struct {
	InProduction
	Body struct {
		Based
		TreatmentFields
	}
}

type changeArcInput struct {
	OneOfStory
	Body struct {
		Based
		ArcFields
	}
}

type changeBeatInput struct {
	OneOfStory
	Body struct {
		Based
		BeatFields
	}
}

type addArcInput struct {
	InProduction
	Body struct {
		Name     string `json:"name,omitempty" doc:"Unlike that of every other arc; without it that of the template"`
		Template string `json:"template,omitempty" doc:"Key of a template whose beats it gets"`
	}
}

type addBeatInput struct {
	InProduction
	Body struct {
		Arc   string         `json:"arc" doc:"Id"`
		Title string         `json:"title"`
		Note  string         `json:"note,omitempty"`
		Wants []outline.Want `json:"wants,omitempty"`
	}
}

type moveArcInput struct {
	OneOfStory
	Body struct {
		Behind string `json:"behind,omitempty" doc:"Id of another arc; without it the arc is put first"`
	}
}

type moveBeatInput struct {
	OneOfStory
	Body struct {
		Arc    string `json:"arc" doc:"Id of the arc it is put into"`
		Behind string `json:"behind,omitempty" doc:"Id of another beat of that arc; without it the beat is put first"`
	}
}

type tieInput struct {
	InProduction
	Body struct {
		Beat    string                `json:"beat,omitempty" doc:"Id; without it the moments tell none any more"`
		Moments []production.MomentID `json:"moments" minItems:"1" doc:"Ids"`
	}
}

type promoteInput struct {
	OneOfStory
	Body struct {
		Arc    string `json:"arc,omitempty" doc:"Id of the arc it becomes a beat of"`
		NewArc string `json:"new_arc,omitempty" doc:"Name of an arc that is made for it"`
	}
}

type storyHistoryInput struct {
	InProduction
	Kind   string `query:"kind" enum:"treatment,arc,beat,shot,interview,asked,question,frame" doc:"Of one kind of thing alone"`
	Object string `query:"object" doc:"Of one thing alone, by its id"`
}

func (a *API) story(h huma.API) {
	const all = "/api/productions/{slug}/story"
	register(h, a, operation(http.MethodGet, all, "getStory", "Treatment, arcs and beats, and the moments that tell them"),
		func(ctx context.Context, in *InProduction) (paper.Story, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Story, error) {
				out, err := a.office.Outline(ctx, p.ID)
				return paper.NewStory(out), err
			})
		})
	register(h, a, operation(http.MethodGet, all+"/templates", "listArcTemplates", "The arcs to begin from"),
		func(ctx context.Context, in *InProduction) (paper.Templates, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Templates, error) {
				return paper.NewTemplates(outline.Templates()), access.Require(ctx, access.SeeStory, p.ID)
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/treatment", "changeTreatment", "Change fields of the treatment"),
		func(ctx context.Context, in *changeTreatmentInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditTreatment(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: in.Body.TreatmentFields})
			})
		})
	a.arcs(h, all+"/arcs")
	a.beats(h, all+"/beats")
	a.tying(h, all)
	a.storyActs(h, all)
}

// act makes a change in a production and answers with its id.
func (a *API) act(ctx context.Context, slug string, call func(p production.Production) (office.Act, error)) (paper.Act, error) {
	return within(ctx, a, slug, func(p production.Production) (paper.Act, error) {
		act, err := call(p)
		return paper.NewAct(act), err
	})
}

func (a *API) arcs(h huma.API, all string) {
	register(h, a, operation(http.MethodPost, all, "addArc", "Add an arc at the end: empty, or with the beats of a template"),
		func(ctx context.Context, in *addArcInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				arc, act, err := a.office.AddArc(ctx, p.ID, in.Body.Name, in.Body.Template)
				return paper.NewMade(arc.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "changeArc", "Change fields of an arc, take it off the board or bring it back"),
		func(ctx context.Context, in *changeArcInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditArc(ctx, p.ID, production.ArcID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.ArcFields})
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/move", "moveArc", "Put an arc behind another, or first"),
		func(ctx context.Context, in *moveArcInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MoveArc(ctx, p.ID, production.ArcID(in.ID), production.ArcID(in.Body.Behind))
			})
		})
}

func (a *API) beats(h huma.API, all string) {
	register(h, a, operation(http.MethodPost, all, "addBeat", "Add a beat at the end of an arc"),
		func(ctx context.Context, in *addBeatInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b, act, err := a.office.AddBeat(ctx, p.ID, outline.Beat{Arc: production.ArcID(in.Body.Arc), Title: in.Body.Title, Note: in.Body.Note, Wants: in.Body.Wants})
				return paper.NewMade(b.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, all+"/{id}", "changeBeat", "Change fields of a beat, take it off the board or bring it back"),
		func(ctx context.Context, in *changeBeatInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditBeat(ctx, p.ID, production.BeatID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.BeatFields})
			})
		})
	register(h, a, operation(http.MethodPost, all+"/{id}/move", "moveBeat", "Put a beat into an arc, behind another beat of it, or first"),
		func(ctx context.Context, in *moveBeatInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MoveBeat(ctx, p.ID, production.BeatID(in.ID), production.ArcID(in.Body.Arc), production.BeatID(in.Body.Behind))
			})
		})
}

// tying lets moments tell beats.
func (a *API) tying(h huma.API, all string) {
	register(h, a, operation(http.MethodPost, all+"/tie", "tieMoments", "Let moments tell a beat, and serve its arc"),
		func(ctx context.Context, in *tieInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.TieMoments(ctx, p.ID, production.BeatID(in.Body.Beat), in.Body.Moments)
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/moments/{id}/promote", "promoteMoment", "Make a beat of a moment that nobody had planned for"),
		func(ctx context.Context, in *promoteInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b, act, err := a.office.PromoteMoment(ctx, p.ID, production.MomentID(in.ID), production.ArcID(in.Body.Arc), in.Body.NewArc)
				return paper.NewMade(b.ID, act), err
			})
		})
}

// storyActs are what was written, and taking it back.
func (a *API) storyActs(h huma.API, all string) {
	register(h, a, operation(http.MethodGet, all+"/history", "storyHistory", "What was written on the story, newest first"),
		func(ctx context.Context, in *storyHistoryInput) (paper.History, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.History, error) {
				list, err := a.office.History(ctx, p.ID, journal.Kind(in.Kind), in.Object)
				return paper.NewHistory(list, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, all+"/acts/{id}/undo", "undoAct", "Take back all that one act changed; that is an act itself"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.UndoAct(ctx, p.ID, production.ActID(in.ID))
			})
		})
}
