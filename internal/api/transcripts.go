package api

import (
	"context"
	"math"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/transcript"
)

type importTranscriptInput struct {
	OneOfStory
	Body struct {
		Name string `json:"name" maxLength:"300" doc:"Of the file"`
		Text string `json:"text" doc:"SubRip, WebVTT, or text with a paragraph for each cue, a time before it or none"`
	}
}

type editCueInput struct {
	OneOfStory
	Body struct {
		Based
		Text    *string  `json:"text,omitempty" maxLength:"4000"`
		Speaker *string  `json:"speaker,omitempty" maxLength:"120"`
		From    *float64 `json:"from,omitempty" doc:"Seconds from the beginning of the recording"`
		To      *float64 `json:"to,omitempty"`
		Gone    *bool    `json:"gone,omitempty" doc:"Take it off"`
	}
}

type exportTranscriptInput struct {
	OneOfStory
	Format string `query:"format" enum:"srt,vtt,txt" default:"vtt"`
}

// transcripts are what is said in recordings.
func (a *API) transcripts(h huma.API) {
	const of = assetsPath + "/{id}/transcript"
	register(h, a, operation(http.MethodGet, of, "getTranscript", "What is said in a recording"),
		func(ctx context.Context, in *OneOfStory) (paper.Transcript, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Transcript, error) {
				t, err := a.office.Transcript(ctx, p.ID, production.AssetID(in.ID))
				return paper.NewTranscript(in.ID, t), err
			})
		})
	register(h, a, large(operation(http.MethodPut, of, "importTranscript", "Read what is said in a recording from a file, in place of what is written"), transcript.MostBytes+1<<20),
		func(ctx context.Context, in *importTranscriptInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				act, _, err := a.office.ImportTranscript(ctx, p.ID, production.AssetID(in.ID), in.Body.Name, []byte(in.Body.Text))
				return act, err
			})
		})
	register(h, a, operation(http.MethodDelete, of, "removeTranscript", "Take everything that is said in a recording off"),
		func(ctx context.Context, in *OneOfStory) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.RemoveTranscript(ctx, p.ID, production.AssetID(in.ID))
			})
		})
	register(h, a, operation(http.MethodPatch, "/api/productions/{slug}/cues/{id}", "editCue", "Change something that is said: the fields that are sent"),
		func(ctx context.Context, in *editCueInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				return a.office.EditCue(ctx, p.ID, production.CueID(in.ID), office.Written{Base: in.Body.Base, Fields: in.fields()})
			})
		})
	register(h, a, operation(http.MethodGet, of+"/file", "exportTranscript", "What is said in a recording, as a file"),
		func(ctx context.Context, in *exportTranscriptInput) (transcriptFile, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (transcriptFile, error) {
				data, name, err := a.office.ExportTranscript(ctx, p.ID, production.AssetID(in.ID), transcript.Format(in.Format))
				return transcriptFile{name, string(data)}, err
			})
		})
}

type transcriptFile struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// fields are those that were sent; times become milliseconds.
func (in *editCueInput) fields() map[string]any {
	fields := map[string]any{}
	b := in.Body
	if b.Text != nil {
		fields["text"] = *b.Text
	}
	if b.Speaker != nil {
		fields["speaker"] = *b.Speaker
	}
	for name, s := range map[string]*float64{"from": b.From, "to": b.To} {
		if s != nil {
			fields[name] = int64(math.Round(*s * 1000))
		}
	}
	if b.Gone != nil {
		fields["gone"] = *b.Gone
	}
	return fields
}
