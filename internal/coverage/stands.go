package coverage

import (
	"fmt"

	"github.com/btsdirector/bts/internal/planner"
)

// Broken says why a plan that was worked out before cannot be carried out as this desk is laid out, in the middle
// of a sentence: the first of its covers to come that is gone or not allowed, else the rule that its days break
// together. It is "" for a plan that holds. Days that are over are taken as this desk has them.
func (d *Desk) Broken(p Plan) string {
	lost := d.lostCovers(&p)
	s := d.solution(&p)
	ruled := planner.RuledOut(d.Problem, s.Covers, d.Wording())
	for _, c := range s.Covers {
		if why, is := ruled[c.Moment]; is && c.Moment < len(d.moments) {
			lost[d.moments[c.Moment].ID] = reason{text: why}
		}
	}
	for _, day := range p.Days {
		for _, c := range day.Covers {
			if why, is := lost[c.Moment]; is && !d.isOver(day.Date) {
				return fmt.Sprintf("“%s” cannot be covered as it was tried out: %s", c.Title, inside(why.text))
			}
		}
	}
	report := planner.Check(d.Problem, s)
	switch {
	case report.Valid:
		return ""
	case len(report.Rules) > 0:
		return broken[report.Rules[0]]
	}
	return "what it stands on is not there any more"
}

// broken are the planner's rules, by number, as the reasons why a plan does not hold.
var broken = map[int]string{
	1: "a moment would be covered outside its time", 2: "somebody would have to do what they cannot",
	3: "somebody would have to be in two places at once", 4: "somebody would work too early, too long or for nothing",
	5: "somebody would have no time for a meal", 6: "somebody would have too little rest between two days, or too many days in a week",
	7: "it takes more crew-days than are paid", 8: "it takes more kit than there is",
	9: "there would be more people on a set than it takes", 10: "somebody who is asked for an interview would be in a scene",
	11: "days that it plans are over by now, or were replanned", 12: "a must-have would not be covered",
}
