package api

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

// ShotQuery chooses shots of the BTS unit's list; conditions that are given must all hold.
type ShotQuery struct {
	Date     string `query:"date" doc:"Of this day, 2026-05-07"`
	Moment   string `query:"moment" doc:"Of this moment, by its id"`
	Arc      string `query:"arc" doc:"Of moments that serve this arc, by its name"`
	Status   string `query:"status" enum:"planned,got,missed"`
	Priority string `query:"priority" enum:"must,should,nice"`
	Medium   string `query:"medium" enum:"video,stills,timelapse,sound"`
	Text     string `query:"q" doc:"Words of the shot, its note, its proof or its moment"`
}

func (q ShotQuery) filter() office.ShotFilter {
	return office.ShotFilter{
		Date: production.Date(q.Date), Moment: production.MomentID(q.Moment), Arc: q.Arc, Status: shotlist.Status(q.Status),
		Priority: shotlist.Priority(q.Priority), Medium: shotlist.Medium(q.Medium), Text: q.Text,
	}
}

type shotlistInput struct {
	InProduction
	ShotQuery
}

// ShotFields are the fields of a shot that somebody sends; those left out stay.
type ShotFields struct {
	Title    *string `json:"title,omitempty" doc:"What is to be seen"`
	Moment   *string `json:"moment,omitempty" doc:"Id; an empty one for no moment"`
	On       *string `json:"on,omitempty" doc:"Day that somebody wants it on, 2026-05-07; an empty one leaves it to the moment"`
	Note     *string `json:"note,omitempty"`
	Size     *string `json:"size,omitempty" doc:"In the words of the trade: CU, close-up"`
	Angle    *string `json:"angle,omitempty"`
	Movement *string `json:"movement,omitempty"`
	Lens     *string `json:"lens,omitempty"`
	Sound    *string `json:"sound,omitempty"`
	Medium   *string `json:"medium,omitempty" enum:"video,stills,timelapse,sound"`
	Priority *string `json:"priority,omitempty" enum:",must,should,nice" doc:"An empty one leaves it to what is owed"`
	Status   *string `json:"status,omitempty" enum:"planned,got,missed"`
	Proof    *string `json:"proof,omitempty" doc:"Clip or picture that proves it was got"`
	Why      *string `json:"why,omitempty" doc:"It was missed"`
	Gone     *bool   `json:"gone,omitempty" doc:"Taken off the list; false brings it back"`
}

type changeShotInput struct {
	OneOfStory
	Body struct {
		Based
		ShotFields
	}
}

type changeShotsInput struct {
	InProduction
	Body struct {
		IDs    []production.WantedShotID `json:"ids" minItems:"1" maxItems:"2000"`
		Change ShotFields                `json:"change"`
	}
}

type addShotInput struct {
	InProduction
	Body struct {
		Title    string `json:"title" doc:"What is to be seen"`
		Moment   string `json:"moment,omitempty" doc:"Id"`
		On       string `json:"on,omitempty" doc:"Day that somebody wants it on, 2026-05-07"`
		Note     string `json:"note,omitempty"`
		Size     string `json:"size,omitempty"`
		Angle    string `json:"angle,omitempty"`
		Movement string `json:"movement,omitempty"`
		Lens     string `json:"lens,omitempty"`
		Sound    string `json:"sound,omitempty"`
		Medium   string `json:"medium,omitempty" enum:"video,stills,timelapse,sound"`
		Priority string `json:"priority,omitempty" enum:"must,should,nice" doc:"Without it, what is owed says"`
	}
}

type markShotsInput struct {
	InProduction
	Body struct {
		Shots  []production.WantedShotID `json:"shots" minItems:"1" doc:"Ids"`
		Status string                    `json:"status" enum:"planned,got,missed"`
		Proof  string                    `json:"proof,omitempty" doc:"Clip or picture that proves it; without it what there is stays"`
		Why    string                    `json:"why,omitempty" doc:"It was missed; without it what there is stays"`
	}
}

type moveShotInput struct {
	OneOfStory
	Body struct {
		Behind string `json:"behind,omitempty" doc:"Id of another shot of the moment; without it the shot is put first"`
	}
}

type suggestShotsInput struct {
	InProduction
	Body struct {
		Moment string `json:"moment" doc:"Id"`
	}
}

type importShotsInput struct {
	InProduction
	Body struct {
		Name    string `json:"name" doc:"Of the file"`
		Content []byte `json:"content" doc:"The table, CSV or XLSX, in base64"`
		DryRun  bool   `json:"dry_run,omitempty" doc:"Tell what it would do, and do nothing"`
	}
}

type shotFileInput struct {
	InProduction
	ShotQuery
	Format string `query:"format" enum:"csv,xlsx,pdf" default:"csv"`
	Paper  string `query:"paper" enum:"A4,Letter" default:"A4" doc:"Of a PDF"`
}

const shotlistPath = "/api/productions/{slug}/shotlist"

func (a *API) shotlist(h huma.API) {
	register(h, a, operation(http.MethodGet, shotlistPath, "getShotlist", "The BTS unit's own shot list, the most important first"),
		func(ctx context.Context, in *shotlistInput) (paper.Shotlist, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Shotlist, error) {
				out, err := a.office.Shotlist(ctx, p.ID, in.filter())
				return paper.NewShotlist(out, p.Zone()), err
			})
		})
	register(h, a, operation(http.MethodPost, shotlistPath, "addShot", "Add a shot behind the others of its moment"),
		func(ctx context.Context, in *addShotInput) (paper.Made, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Made, error) {
				b := in.Body
				s, act, err := a.office.AddShot(ctx, p.ID, shotlist.Shot{
					Title: b.Title, Moment: production.MomentID(b.Moment), On: production.Date(b.On), Note: b.Note, Sound: b.Sound, Medium: shotlist.Medium(b.Medium),
					Framing: framing.Framing{Size: b.Size, Angle: b.Angle, Movement: b.Movement, Lens: b.Lens}, Priority: shotlist.Priority(b.Priority),
				})
				return paper.NewMade(s.ID, act), err
			})
		})
	register(h, a, operation(http.MethodPatch, shotlistPath+"/{id}", "changeShot", "Change fields of a shot, take it off the list or bring it back"),
		func(ctx context.Context, in *changeShotInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditShot(ctx, p.ID, production.WantedShotID(in.ID), office.Written{Base: in.Body.Base, Fields: in.Body.ShotFields})
			})
		})
	register(h, a, operation(http.MethodPatch, shotlistPath, "changeShots", "Change the same fields of several shots, all or none"),
		func(ctx context.Context, in *changeShotsInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditShots(ctx, p.ID, in.Body.IDs, office.Written{Fields: in.Body.Change})
			})
		})
	a.shotActs(h)
	a.shotFiles(h)
}

// shotFiles takes the list out and in.
func (a *API) shotFiles(h huma.API) {
	register(h, a, operation(http.MethodPost, shotlistPath+"/import", "importShots", "Take in a table of shots: rows with an id change, rows without are new"),
		func(ctx context.Context, in *importShotsInput) (paper.ShotFile, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.ShotFile, error) {
				did, act, err := a.office.ImportShots(ctx, p.ID, office.File{Name: in.Body.Name, Data: in.Body.Content}, in.Body.DryRun)
				return paper.NewShotFile(did, act, in.Body.DryRun), err
			})
		})
	op := operation(http.MethodGet, shotlistPath+"/file", "exportShots", "The shot list as a table or a sheet of paper")
	huma.Register(h, op, func(ctx context.Context, in *shotFileInput) (*fileReply, error) {
		reply := &fileReply{ContentType: "application/octet-stream"}
		_, err := within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
			name, data, err := a.office.ExportShots(ctx, p.ID, office.ShotExport{ShotFilter: in.filter(), Format: office.ShotFormat(in.Format), Paper: office.Paper(in.Paper)})
			reply.Body, reply.ContentDisposition = data, mime.FormatMediaType("attachment", map[string]string{"filename": name})
			return struct{}{}, err
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return reply, nil
	})
}

func (a *API) shotActs(h huma.API) {
	register(h, a, operation(http.MethodPost, shotlistPath+"/mark", "markShots", "Say what became of shots, and what proves it"),
		func(ctx context.Context, in *markShotsInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MarkShots(ctx, p.ID, in.Body.Shots, office.Mark{Status: shotlist.Status(in.Body.Status), Proof: in.Body.Proof, Why: in.Body.Why})
			})
		})
	register(h, a, operation(http.MethodPost, shotlistPath+"/{id}/move", "moveShot", "Put a shot behind another of its moment, or first"),
		func(ctx context.Context, in *moveShotInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.MoveShot(ctx, p.ID, production.WantedShotID(in.ID), production.WantedShotID(in.Body.Behind))
			})
		})
	register(h, a, operation(http.MethodPost, shotlistPath+"/suggest", "suggestShots", "Add first shots for a moment, by its kind"),
		func(ctx context.Context, in *suggestShotsInput) (paper.Suggested, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Suggested, error) {
				list, act, err := a.office.SuggestShots(ctx, p.ID, production.MomentID(in.Body.Moment))
				return paper.NewSuggested(list, act), err
			})
		})
}
