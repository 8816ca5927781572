package access_test

import (
	"context"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

const lamp, other production.ProductionID = "lamp", "other"

func actor(role access.Role) access.Actor {
	return access.Actor{UserID: "u", Roles: map[production.ProductionID]access.Role{lamp: role}}
}

func TestRequire(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		ctx    context.Context
		action access.Action
		in     production.ProductionID
		want   fault.Code
	}{
		"nobody":                       {context.Background(), access.SeeProduction, lamp, fault.Unauthenticated},
		"director":                     {access.With(context.Background(), actor(access.Director)), access.MakePlan, lamp, ""},
		"crew may not plan":            {access.With(context.Background(), actor(access.Crew)), access.MakePlan, lamp, fault.Forbidden},
		"another production is unseen": {access.With(context.Background(), actor(access.Director)), access.SeeProduction, other, fault.NotFound},
		"operator":                     {access.With(context.Background(), access.Operator("cli")), access.MakePlan, other, ""},
		"made-up role":                 {access.With(context.Background(), actor("king")), access.SeeProduction, lamp, fault.Forbidden},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fault.CodeOf(access.Require(test.ctx, test.action, test.in)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestEveryRoleHasATitleAndSeesTheProduction(t *testing.T) {
	t.Parallel()
	for _, role := range access.Roles {
		if role.Title() == access.Role("").Title() || !role.Known() {
			t.Errorf("%s has no title", role)
		}
		if !actor(role).May(access.SeeProduction, lamp) {
			t.Errorf("a %s does not even see the production", role)
		}
	}
}

// TestNarrowRights holds the decisions that would hurt most if they slipped.
func TestNarrowRights(t *testing.T) {
	t.Parallel()
	denied := map[access.Action][]access.Role{
		access.InvitePeople: {access.Crew, access.AD, access.Publicity, access.Post, access.Viewer},
		access.SeeScript:    {access.Publicity, access.Post, access.Viewer},
		access.EditCrew:     {access.Crew, access.AD, access.Publicity, access.Post, access.Viewer},
		access.ImportFacts:  {access.Crew, access.Publicity, access.Post, access.Viewer},
		access.MakePlan:     {access.Crew, access.AD, access.Publicity, access.Post, access.Viewer},
		access.SeePacket:    {access.Publicity, access.Post, access.Viewer},
		access.SeeRevisions: {access.Publicity, access.Post, access.Viewer},
		access.SeeClosed:    {access.Publicity, access.Post, access.Viewer},
		access.SeeCards:     {access.AD, access.Publicity, access.Viewer},
		access.CopyCards:    {access.AD, access.Publicity, access.Post, access.Viewer},
		access.SeeLibrary:   {access.AD, access.Viewer},
		// what leaves the house goes through the gates
		access.FetchOriginals: {access.AD, access.Publicity, access.Viewer},
		access.EditLibrary:    {access.AD, access.Publicity, access.Viewer},
	}
	for action, roles := range denied {
		for _, role := range roles {
			if actor(role).May(action, lamp) {
				t.Errorf("a %s may %s", role, action)
			}
		}
	}
}

func TestOperatorOnly(t *testing.T) {
	t.Parallel()
	if err := access.RequireOperator(access.With(context.Background(), actor(access.Director))); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a director of one production: %v", err)
	}
	if err := access.RequireOperator(context.Background()); !fault.Is(err, fault.Unauthenticated) {
		t.Errorf("nobody: %v", err)
	}
	if err := access.RequireOperator(access.With(context.Background(), access.Operator("cli"))); err != nil {
		t.Error(err)
	}
}

// TestWhoPlansMayKnowAllOfIt: what is tried out beside the plan is shown to those who make plans without a second
// look, so that they must have every right that it could touch.
func TestWhoPlansMayKnowAllOfIt(t *testing.T) {
	t.Parallel()
	for _, role := range access.Roles {
		who := actor(role)
		if !who.May(access.MakePlan, lamp) {
			continue
		}
		for _, right := range []access.Action{
			access.SeePlan, access.SeeSchedule, access.SeeMoments, access.EditMoments, access.SeeCrew, access.EditCrew, access.SeeClosed,
		} {
			if !who.May(right, lamp) {
				t.Errorf("a %s makes plans and lacks %s", role.Title(), right)
			}
		}
	}
}
