package api

import (
	"context"
	"mime"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type shotsInput struct {
	InProduction
	Scene string `query:"scene" doc:"Number of a scene, for its shots alone"`
}

// fileReply is a file as it is.
type fileReply struct {
	ContentType        string `header:"Content-Type"`
	ContentDisposition string `header:"Content-Disposition"`
	Body               []byte
}

func (a *API) exports(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/shots", "listShots", "The main unit's shot list"),
		func(ctx context.Context, in *shotsInput) (paper.Shots, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Shots, error) {
				all, err := a.office.Shots(ctx, p.ID)
				return paper.NewShots(all, in.Scene), err
			})
		})
	op := operation(http.MethodGet, "/api/productions/{slug}/schedule.uss", "exportSchedule", "The shooting schedule with our bookings, as a .uss file")
	huma.Register(h, op, func(ctx context.Context, in *InProduction) (*fileReply, error) {
		reply := &fileReply{ContentType: "application/json"}
		_, err := within(ctx, a, in.Slug, func(p production.Production) (struct{}, error) {
			name, data, err := a.office.ExportSchedule(ctx, p.ID)
			reply.Body, reply.ContentDisposition = data, mime.FormatMediaType("attachment", map[string]string{"filename": name})
			return struct{}{}, err
		})
		if err != nil {
			return nil, a.problem(ctx, err)
		}
		return reply, nil
	})
}
