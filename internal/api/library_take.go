package api

import (
	"context"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// Chosen names assets, or chooses them by the query.
type Chosen struct {
	AssetChoice
	IDs []string `query:"ids" doc:"Ids of assets; without any, all that the other conditions choose"`
}

func (c Chosen) choice() office.AssetChoice { return choiceOf(c.IDs, c.AssetChoice) }

func choiceOf(ids []string, c AssetChoice) (out office.AssetChoice) {
	for _, id := range ids {
		out.IDs = append(out.IDs, production.AssetID(id))
	}
	if len(ids) == 0 {
		out.Filter = c.filter()
	}
	return out
}

type changeAssetsInput struct {
	InProduction
	Body struct {
		IDs          []string `json:"ids" minItems:"1" maxItems:"5000"`
		AddTags      []string `json:"add_tags,omitempty"`
		RemoveTags   []string `json:"remove_tags,omitempty"`
		AddPeople    []string `json:"add_people,omitempty"`
		RemovePeople []string `json:"remove_people,omitempty"`
		AssetFields
	}
}

type markInput struct {
	OneOfStory
	Body struct {
		In   string `json:"in" doc:"Timecode, or a number of frames"`
		Out  string `json:"out,omitempty" doc:"Without it a point"`
		Text string `json:"text,omitempty"`
	}
}

type contactInput struct {
	InProduction
	Chosen
	Paper string `query:"paper" enum:"A4,Letter" default:"A4"`
}

type editListInput struct {
	InProduction
	Chosen
	Format string `query:"format" enum:"json,csv,ale" default:"json"`
}

type bundleInput struct {
	InProduction
	Chosen
	What string `query:"what" enum:"originals,proxies,captioned,press,sidecars" default:"originals" doc:"captioned are copies with their captions in them, press stills to look at with theirs, sidecars the captions alone"`
}

// libraryTaking is what is done with assets that are chosen: said of all of them, or taken along.
func (a *API) libraryTaking(h huma.API) {
	register(h, a, operation(http.MethodPost, assetsPath+"/change", "changeAssets", "Change assets, as one act: fields that all get, and words that are added and taken off"),
		func(ctx context.Context, in *changeAssetsInput) (paper.ChangedAssets, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.ChangedAssets, error) {
				b := in.Body
				act, n, err := a.office.ChangeAssets(ctx, p.ID, choiceOf(b.IDs, AssetChoice{}), office.AssetChange{
					Fields: b.written(), AddTags: b.AddTags, RemoveTags: b.RemoveTags, AddPeople: b.AddPeople, RemovePeople: b.RemovePeople,
				})
				return paper.NewChangedAssets(n, act), err
			})
		})
	mark := func(method, path, id, summary string, do func(context.Context, production.ProductionID, production.AssetID, library.Mark) (office.Act, error)) {
		register(h, a, operation(method, assetsPath+path, id, summary), func(ctx context.Context, in *markInput) (paper.Act, error) {
			return a.act(ctx, in.Slug, func(p production.Production) (office.Act, error) {
				m, err := a.markOf(ctx, p, in)
				if err != nil {
					return office.Act{}, err
				}
				return do(ctx, p.ID, production.AssetID(in.ID), m)
			})
		})
	}
	mark(http.MethodPost, "/{id}/marks", "addMark", "Mark a point or range of a clip", func(ctx context.Context, in production.ProductionID, id production.AssetID, m library.Mark) (office.Act, error) {
		_, act, err := a.office.AddMark(ctx, in, id, m)
		return act, err
	})
	mark(http.MethodPost, "/{id}/marks/remove", "removeMark", "Take a mark off: the one with this in, out and text", a.office.RemoveMark)
	a.libraryFiles(h)
	a.transcripts(h)
	a.captions(h)
	a.dictation(h)
	a.watched(h)
}

// markOf is a mark as somebody names it.
func (a *API) markOf(ctx context.Context, p production.Production, in *markInput) (m library.Mark, err error) {
	sheet, err := a.office.Asset(ctx, p.ID, production.AssetID(in.ID))
	if err != nil {
		return m, err
	}
	m.Text = in.Body.Text
	if m.In, err = sheet.Point(in.Body.In); err != nil {
		return m, err
	}
	if m.Out = m.In; in.Body.Out != "" {
		m.Out, err = sheet.Point(in.Body.Out)
	}
	return m, err
}

// libraryFiles are assets as files to take along.
func (a *API) libraryFiles(h huma.API) {
	file := func(ctx context.Context, slug, kind string, made func(p production.Production) (name string, data []byte, err error)) (*fileReply, error) {
		reply := &fileReply{ContentType: kind}
		_, err := within(ctx, a, slug, func(p production.Production) (_ struct{}, err error) {
			name, data, err := made(p)
			reply.Body, reply.ContentDisposition = data, mime.FormatMediaType("attachment", map[string]string{"filename": name})
			return struct{}{}, err
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return reply, nil
	}
	huma.Register(h, operation(http.MethodGet, "/api/productions/{slug}/contact.pdf", "printContactSheet", "Contact sheets, twenty pictures on a page"),
		func(ctx context.Context, in *contactInput) (*fileReply, error) {
			return file(ctx, in.Slug, "application/pdf", func(p production.Production) (string, []byte, error) {
				return a.office.ContactSheet(ctx, p.ID, in.choice(), office.Paper(in.Paper), "")
			})
		})
	types := map[string]string{"json": "application/json", "csv": "text/csv; charset=utf-8", "ale": "text/plain; charset=utf-8"}
	huma.Register(h, operation(http.MethodGet, "/api/productions/{slug}/edit-list", "exportEditList", "Assets as a list for the editing room"),
		func(ctx context.Context, in *editListInput) (*fileReply, error) {
			return file(ctx, in.Slug, types[in.Format], func(p production.Production) (string, []byte, error) {
				return a.office.ExportEditList(ctx, p.ID, in.choice(), office.EditFormat(in.Format))
			})
		})
	huma.Register(h, operation(http.MethodGet, "/api/productions/{slug}/library.zip", "bundleAssets", "Originals, what is looked at, or what goes to the press with captions, as a ZIP that is written while it is sent"),
		func(ctx context.Context, in *bundleInput) (*huma.StreamResponse, error) {
			p, err := a.office.FindProduction(ctx, in.Slug)
			var b office.Bundle
			if err == nil {
				b, err = a.office.Bundle(ctx, p.ID, in.choice(), in.What)
			}
			if err != nil {
				return nil, a.problem(ctx, err)
			}
			return &huma.StreamResponse{Body: func(c huma.Context) { a.sendBundle(ctx, c, b) }}, nil
		})
}

// sendBundle sends a ZIP. One that breaks off is shorter than it said it would be, so that nobody takes a part for the whole.
func (a *API) sendBundle(ctx context.Context, c huma.Context, b office.Bundle) {
	c.SetHeader("Content-Type", "application/zip")
	c.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": b.Name}))
	if b.Bytes >= 0 {
		c.SetHeader("Content-Length", strconv.FormatInt(b.Bytes, 10))
	}
	if err := b.Write(ctx, c.BodyWriter(), func(int64) {}); err != nil {
		a.log.WarnContext(ctx, "a ZIP was not sent to its end", "error", err)
		panic(http.ErrAbortHandler)
	}
}
