package planner

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// ruledOut names the musts that no plan at all can cover, each with the reason.
func (s *state) ruledOut(w Wording) error {
	var lines []string
	for k, mo := range s.m.p.Must {
		if t := &s.m.moments[mo]; t.from == t.to && s.opt[mo] == none {
			e := &explainer{search: newSearch(s.m, 1), w: w}
			lines = append(lines, fmt.Sprintf("must[%d]: %q cannot be covered. %s", k, s.m.p.Moments[mo].Name, e.ruledOut(mo)))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "%s of the plan cannot be met:\n%s", plural(len(lines), "must", "musts"), strings.Join(lines, "\n")).
		WithRemedy("Take them off the list of musts, or change what stands in their way.")
}

// leftOut names the musts that the best plan found does without: together they do not fit.
func (z *search) leftOut(w Wording) error {
	var lines []string
	for k, mo := range z.m.p.Must {
		if z.opt[mo] != none {
			continue
		}
		if lines == nil {
			z.soften(1)
			z.exact = true
			z.weakShifts()
		}
		e := &explainer{search: z, w: w}
		lines = append(lines, fmt.Sprintf("must[%d]: %q. %s", k, z.m.p.Moments[mo].Name, e.uncovered(int32(mo)).Reason))
	}
	if len(lines) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "no plan was found that covers everything that must be; left out would be:\n%s", strings.Join(lines, "\n")).
		WithRemedy("Pay more crew-days, search longer, or take something off the list of musts.")
}
