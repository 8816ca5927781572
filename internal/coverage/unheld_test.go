package coverage_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

func TestUnheld(t *testing.T) {
	t.Parallel()
	cover := func(id production.MomentID, start production.Clock, place, who string, held bool) coverage.Cover {
		return coverage.Cover{Moment: id, Title: string(id), Start: start, Place: place, Held: held, Team: []coverage.TeamMember{{Member: production.MemberID(who)}}}
	}
	plan := func(date production.Date, covers ...coverage.Cover) *coverage.Plan {
		return &coverage.Plan{Days: []coverage.PlanDay{{Date: date, Covers: covers}}}
	}
	held := plan("2026-06-02", cover("Fall", 600, "ROOF", "nora", true)).Held("")
	for name, test := range map[string]struct {
		now  *coverage.Plan
		want []string
	}{
		"as it was":       {plan("2026-06-02", cover("Fall", 600, "ROOF", "nora", true)), nil},
		"not at all":      {plan("2026-06-02"), []string{"“Fall” was held on Tue 2 Jun at 10:00, and is not in this plan."}},
		"not held":        {plan("2026-06-02", cover("Fall", 600, "ROOF", "nora", false)), []string{"“Fall” was held on Tue 2 Jun at 10:00: it is there still, but nothing holds it there any more."}},
		"another time":    {plan("2026-06-02", cover("Fall", 660, "ROOF", "nora", true)), []string{"“Fall” was held on Tue 2 Jun at 10:00: this plan has it on Tue 2 Jun at 11:00."}},
		"another day":     {plan("2026-06-03", cover("Fall", 600, "ROOF", "nora", false)), []string{"“Fall” was held on Tue 2 Jun at 10:00: this plan has it on Wed 3 Jun at 10:00."}},
		"another place":   {plan("2026-06-02", cover("Fall", 600, "QUAY", "nora", true)), []string{"“Fall” was held on Tue 2 Jun at 10:00: this plan has another place or other people for it."}},
		"other people":    {plan("2026-06-02", cover("Fall", 600, "ROOF", "tom", true)), []string{"“Fall” was held on Tue 2 Jun at 10:00: this plan has another place or other people for it."}},
		"another is held": {plan("2026-06-02", cover("Rain", 600, "ROOF", "tom", true)), []string{"“Fall” was held on Tue 2 Jun at 10:00, and is not in this plan."}},
	} {
		var got []string
		for _, u := range test.now.Unheld(held) {
			got = append(got, u.Words())
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}
