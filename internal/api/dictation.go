package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type setDictationInput struct {
	InProduction
	Body struct {
		Based
		How      *string `json:"how,omitempty" doc:"Who writes: here, server, or nothing for nobody"`
		URL      *string `json:"url,omitempty" doc:"Of a server that speaks OpenAI's protocol, up to /v1"`
		Model    *string `json:"model,omitempty" doc:"That the server is asked for; empty is whisper-1"`
		Language *string `json:"language,omitempty" doc:"Two letters; empty lets the machine find out"`
		Key      *string `json:"key,omitempty" doc:"Of the server; it is never told again"`
	}
}

// dictation is who writes down what is said in recordings.
func (a *API) dictation(h huma.API) {
	const of = "/api/productions/{slug}/dictation"
	register(h, a, operation(http.MethodGet, of, "getDictation", "Who writes down what is said in recordings"),
		func(ctx context.Context, in *InProduction) (paper.Dictation, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Dictation, error) {
				d, err := a.office.Dictation(ctx, p.ID)
				return paper.NewDictation(d), err
			})
		})
	register(h, a, operation(http.MethodPatch, of, "setDictation", "Allow a machine to write down what is said, or nobody"),
		func(ctx context.Context, in *setDictationInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				fields := map[string]any{}
				for name, text := range map[string]*string{"how": in.Body.How, "url": in.Body.URL, "model": in.Body.Model, "language": in.Body.Language} {
					if text != nil {
						fields[name] = *text
					}
				}
				return a.office.SetDictation(ctx, p.ID, office.Written{Base: in.Body.Base, Fields: fields}, in.Body.Key)
			})
		})
	register(h, a, operation(http.MethodPost, assetsPath+"/{id}/transcript", "makeTranscript", "Have what is said in an interview written down by a machine, as a task"),
		func(ctx context.Context, in *OneOfStory) (startedTask, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (startedTask, error) {
				task, err := a.office.StartDictation(ctx, p.ID, production.AssetID(in.ID))
				return startedTask{string(task.ID)}, err
			})
		})
}
