package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// memberBody is a crew member as a program gives it.
type memberBody struct {
	Name    string                 `json:"name"`
	Skills  []string               `json:"skills" doc:"video, stills, timelapse, interview, sound"`
	Cost    int                    `json:"cost,omitempty" doc:"Per day, in whole units of the production's currency"`
	Away    []production.DateRange `json:"away,omitempty"`
	MaxWeek int                    `json:"max_week,omitempty" doc:"Shifts in any seven days; 0 takes the rule pack's"`
	Note    string                 `json:"note,omitempty"`
}

func (b memberBody) member(id string) crew.Member {
	return crew.Member{
		ID: production.MemberID(id), Name: b.Name, Skills: b.Skills, Cost: b.Cost, Away: b.Away, MaxWeek: b.MaxWeek, Note: b.Note,
	}
}

type addMemberInput struct {
	InProduction
	Body memberBody
}

// OneMember is the input of a call about a crew member.
type OneMember struct {
	InProduction
	ID string `path:"id"`
}

type changeMemberInput struct {
	OneMember
	Body memberBody
}

func (a *API) crew(h huma.API) {
	register(h, a, operation(http.MethodGet, "/api/productions/{slug}/crew", "listCrew", "The BTS crew"),
		func(ctx context.Context, in *InProduction) (paper.Crew, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Crew, error) {
				members, err := a.office.Members(ctx, p.ID)
				return paper.NewCrew(members), err
			})
		})
	register(h, a, operation(http.MethodPost, "/api/productions/{slug}/crew", "addCrewMember", "Add somebody to the BTS crew"),
		func(ctx context.Context, in *addMemberInput) (paper.Member, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Member, error) {
				m, err := a.office.AddMember(ctx, p.ID, in.Body.member(""))
				return paper.NewMember(m), err
			})
		})
	register(h, a, operation(http.MethodPut, "/api/productions/{slug}/crew/{id}", "changeCrewMember", "Replace what is known of a crew member"),
		func(ctx context.Context, in *changeMemberInput) (paper.Member, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Member, error) {
				if err := a.office.UpdateMember(ctx, p.ID, in.Body.member(in.ID)); err != nil {
					return paper.Member{}, err
				}
				m, err := a.office.FindMember(ctx, p.ID, production.MemberID(in.ID))
				return paper.NewMember(m), err
			})
		})
	register(h, a, operation(http.MethodDelete, "/api/productions/{slug}/crew/{id}", "removeCrewMember", "Take somebody off the BTS crew"),
		func(ctx context.Context, in *OneMember) (paper.Act, error) {
			return within(ctx, a, in.Slug, func(p production.Production) (paper.Act, error) {
				act, err := a.office.RemoveMember(ctx, p.ID, production.MemberID(in.ID))
				return paper.NewAct(act), err
			})
		})
}
