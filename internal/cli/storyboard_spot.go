package cli

import (
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/storyboard"
)

// frameSpot are the flags that say where the camera of a frame stands.
type frameSpot struct {
	Stands *string `help:"Where the camera stands on the plan: percent from the left, from the top, degrees from north; '' for nowhere." placeholder:"X,Y,DEGREES"`
	Ground *string `help:"The plan that it stands on, by id, title or place; '' for that of the frame's place." placeholder:"PLAN"`
}

// standing is what the flags say.
type standing struct {
	frameSpot
	spot   *storyboard.Spot
	ground production.GroundPlanID
}

func (c frameSpot) said(s *session, a *app.App, p production.Production) (standing, error) {
	out := standing{frameSpot: c}
	var err error
	if c.Stands != nil && *c.Stands != "" {
		if out.spot, err = spotSaid(*c.Stands); err != nil {
			return out, err
		}
	}
	if c.Ground != nil && *c.Ground != "" {
		out.ground, err = s.groundMeant(a, p, *c.Ground)
	}
	return out, err
}

// into puts what was said among the fields of a frame.
func (c standing) into(fields map[string]any) {
	if c.Stands != nil {
		fields["spot"] = c.spot
	}
	if c.Ground != nil {
		fields["ground"] = c.ground
	}
}

func spotSaid(text string) (*storyboard.Spot, error) {
	wrong := fault.New(fault.Invalid, "--stands %q does not say where a camera stands", text).WithRemedy("Write 40,65,90: percent from the left, percent from the top, degrees from north.")
	parts := strings.Split(text, ",")
	if len(parts) != 3 {
		return nil, wrong
	}
	var n [3]float64
	for i, part := range parts {
		var err error
		if n[i], err = strconv.ParseFloat(strings.TrimSpace(part), 64); err != nil {
			return nil, wrong
		}
	}
	return &storyboard.Spot{X: n[0] / 100, Y: n[1] / 100, Bearing: n[2]}, nil
}
