package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type crewCmd struct {
	Add    crewAddCmd    `cmd:"" help:"Add somebody to the BTS crew."`
	List   crewListCmd   `cmd:"" help:"List the BTS crew."`
	Remove crewRemoveCmd `cmd:"" help:"Take somebody off the BTS crew."`
}

func (crewCmd) Help() string {
	return example(`bts crew add "Ines Rook" --skills video,interview`, "bts crew list")
}

type crewAddCmd struct {
	Name    string   `arg:"" help:"Name."`
	Skills  []string `help:"What the person can do: video, stills, timelapse, interview, sound." required:"" placeholder:"SKILL,…"`
	Cost    int      `help:"Cost of a day, in whole units of the production's currency." placeholder:"N"`
	Away    []string `help:"Dates not available: one date or FROM..TO." placeholder:"DATE"`
	MaxWeek int      `help:"Shifts in any seven days; without it the rule pack decides." placeholder:"N"`
}

func (crewAddCmd) Help() string {
	return example(`bts crew add "Ines Rook" --skills video,interview --cost 450 --away 2026-05-04..2026-05-06 --max-week 5`)
}

func (c *crewAddCmd) Run(s *session) error {
	m := crew.Member{Name: strings.TrimSpace(c.Name), Skills: c.Skills, Cost: c.Cost, MaxWeek: c.MaxWeek}
	for _, text := range c.Away {
		r, err := parseRange(text)
		if err != nil {
			return err
		}
		m.Away = append(m.Away, r)
	}
	return s.with(func(a *app.App, p production.Production) error {
		m, err := a.Office.AddMember(s.ctx, p.ID, m)
		if err != nil {
			return err
		}
		members, err := a.Office.Members(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(addedDoc{paper.NewCrew(members), string(m.ID)}, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s joins the BTS crew of %s.\n", m.Name, p.Title)
			return err
		})
	})
}

// addedDoc is the crew as it is now, and who is new in it.
type addedDoc struct {
	paper.Crew
	Added string `json:"added"`
}

// parseRange reads "2026-05-04" or "2026-05-04..2026-05-06".
func parseRange(text string) (r production.DateRange, err error) {
	from, to, split := strings.Cut(text, "..")
	if r.From, err = production.ParseDate(from); err != nil {
		return r, err
	}
	r.To = r.From
	if split {
		if r.To, err = production.ParseDate(to); err != nil {
			return r, err
		}
	}
	if r.To < r.From {
		return r, fault.New(fault.Invalid, "%s ends before it starts", text).WithRemedy("Write it as FROM..TO, the earlier date first.")
	}
	return r, nil
}

type crewRemoveCmd struct {
	Member string `arg:"" help:"Name or id of somebody on the BTS crew."`
}

func (crewRemoveCmd) Help() string { return example(`bts crew remove "Ines Rook"`) }

func (c *crewRemoveCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := s.operatorMeant(a, p, c.Member)
		if err != nil {
			return err
		}
		act, err := a.Office.RemoveMember(s.ctx, p.ID, production.MemberID(id))
		if err != nil {
			return err
		}
		return s.acted(paper.NewAct(act), act, "%s is off the BTS crew. Plan again to close the gaps.", c.Member)
	})
}

type crewListCmd struct{}

func (crewListCmd) Help() string { return example("bts crew list") }

func (crewListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		members, err := a.Office.Members(s.ctx, p.ID)
		if err != nil {
			return err
		}
		return s.print(paper.NewCrew(members), func(w io.Writer) error {
			return table(w, "NAME\tSKILLS\tCOST\tA WEEK\tAWAY", func(row rowFunc) {
				for _, m := range members {
					var away []string
					for _, r := range m.Away {
						away = append(away, string(r.From)+".."+string(r.To))
					}
					row(m.Name, strings.Join(m.Skills, ", "), fmt.Sprint(m.Cost), fmt.Sprint(m.MaxWeek), strings.Join(away, ", "))
				}
			})
		})
	})
}
