package office

import (
	"bytes"
	"cmp"
	"context"
	"image"
	"image/jpeg"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// spots are cameras as they are put on a plan.
func spots(list []Camera) []storyboard.Camera {
	var out []storyboard.Camera
	for _, c := range list {
		if c.Spot != nil {
			out = append(out, storyboard.Camera{Number: c.Number, Spot: *c.Spot})
		}
	}
	return out
}

// BoardPlan is a plan of a board with its cameras as a PNG, so many pixels wide (16 to 3200): the plan that ground names,
// or the first of the board for "". It returns fault.NotFound for a board on whose plan no camera stands.
func (o *Office) BoardPlan(ctx context.Context, in production.ProductionID, which production.MomentID, ground production.GroundPlanID, width int) ([]byte, error) {
	all, err := o.Board(ctx, in, which)
	if err != nil {
		return nil, err
	}
	stands := all.Stands(all.List[0])
	i := 0
	if ground != "" {
		i = slices.IndexFunc(stands, func(s Stand) bool { return s.Plan.ID == ground })
	}
	if i < 0 || len(stands) == 0 {
		return nil, fault.New(fault.NotFound, "no camera of the board stands on such a plan").WithRemedy("Say of a frame where its camera stands.")
	}
	return o.standImage(ctx, stands[i], width)
}

func (o *Office) standImage(ctx context.Context, s Stand, width int) ([]byte, error) {
	if err := checkWidth(width); err != nil {
		return nil, err
	}
	var picture image.Image
	if s.Plan.Picture != "" {
		text, err := o.blob(ctx, s.Plan.Picture)
		if err != nil {
			return nil, err
		}
		if picture, err = jpeg.Decode(bytes.NewReader(text)); err != nil {
			return nil, fault.New(fault.Corrupt, "the picture of the plan %q is damaged", s.Plan.Name()).WithCause(err)
		}
	}
	img, err := storyboard.PlanImage(s.Plan, picture, spots(s.Cameras), width)
	if err != nil {
		return nil, err
	}
	return storyboard.PNG(img)
}

// planPrinter makes plans ready to be printed. It reads each picture once, however many frames stand on it.
type planPrinter struct {
	office   *Office
	all      Boards
	pictures map[string][]byte // by address
}

// board are the plans of a board as they are printed behind its frames.
func (p planPrinter) board(ctx context.Context, b Board) ([]onset.PrintedPlan, error) {
	var list []onset.PrintedPlan
	for _, s := range p.all.Stands(b) {
		plan, err := p.plan(ctx, s.Plan, s.Cameras)
		if err != nil {
			return nil, err
		}
		for _, c := range s.Cameras {
			plan.Cameras = append(plan.Cameras, onset.PrintedCamera{
				Number: c.Number, Title: c.Name(c.Number), Line: c.Line(), Looks: "looks " + c.Spot.Looks(),
			})
		}
		list = append(list, *plan)
	}
	return list, nil
}

// frame is the plan of one frame, nil where nobody said where its camera stands.
func (p planPrinter) frame(ctx context.Context, b Board, f storyboard.Frame) (*onset.PrintedPlan, error) {
	if f.Spot == nil {
		return nil, nil
	}
	plan, _ := p.all.GroundOf(b, f)
	return p.plan(ctx, plan, []Camera{{Frame: f}})
}

// plan is a plan as it is printed, with the signs of cameras.
func (p planPrinter) plan(ctx context.Context, g storyboard.GroundPlan, cameras []Camera) (*onset.PrintedPlan, error) {
	out := &onset.PrintedPlan{Key: g.Picture, Title: cmp.Or(g.Name(), "Where the cameras stand"), Note: g.Note, Shape: g.Shape(), North: g.North}
	out.Bar, out.BarPart, _ = g.ScaleBar()
	if g.Picture != "" {
		if p.pictures[g.Picture] == nil {
			var err error
			if p.pictures[g.Picture], err = p.office.blob(ctx, g.Picture); err != nil {
				return nil, err
			}
		}
		out.Picture = p.pictures[g.Picture]
	}
	for _, s := range g.Signs(spots(cameras)) {
		out.Signs = append(out.Signs, onset.PrintedSign{
			X: s.X, Y: s.Y, Dot: storyboard.DotRadius, Wedge: s.Wedge(), Label: s.Label(), LabelX: s.LabelX, LabelY: s.LabelY,
			LabelHalf: s.LabelHalf(), LabelRadius: storyboard.LabelRadius,
		})
	}
	return out, nil
}
