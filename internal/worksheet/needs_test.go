package worksheet_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/worksheet"
)

func TestNear(t *testing.T) {
	t.Parallel()
	shoot := []production.Date{"2026-05-28", "2026-06-01", "2026-06-30"}
	for name, test := range map[string]struct {
		due    worksheet.Cadence
		today  production.Date
		shoots []production.Date
		want   []string
	}{
		"on a shoot day":          {worksheet.Daily, "2026-06-01", shoot, []string{"2026-06-01–2026-06-01 due today"}},
		"the day before":          {worksheet.Daily, "2026-05-31", shoot, []string{"2026-06-01–2026-06-01 due tomorrow"}},
		"nobody shoots":           {worksheet.Daily, "2026-06-10", shoot, nil},
		"on a Sunday":             {worksheet.Weekly, "2026-05-31", shoot, []string{"2026-05-25–2026-05-31 due this week"}},
		"on a Monday":             {worksheet.Weekly, "2026-06-01", shoot, []string{"2026-06-01–2026-06-07 due this week"}},
		"nobody shoots that week": {worksheet.Weekly, "2026-06-10", shoot, nil},
		"the month is young":      {worksheet.Monthly, "2026-06-22", shoot, nil},
		"a week before it ends":   {worksheet.Monthly, "2026-06-23", shoot, []string{"2026-06-01–2026-06-30 due this month"}},
		"the end of February":     {worksheet.Monthly, "2028-02-29", []production.Date{"2028-02-01"}, []string{"2028-02-01–2028-02-29 due this month"}},
		"the end of December":     {worksheet.Monthly, "2026-12-31", []production.Date{"2026-12-01"}, []string{"2026-12-01–2026-12-31 due this month"}},
		"a week before the last":  {worksheet.AtEnd, "2026-06-23", shoot, []string{"2026-05-28–2026-06-30 due when the shoot ends"}},
		"after the last":          {worksheet.AtEnd, "2026-07-01", shoot, nil},
		"no days at all":          {worksheet.AtEnd, "2026-07-01", nil, nil},
		"no cadence":              {"sometime", "2026-06-01", shoot, nil},
	} {
		var got []string
		for _, s := range test.due.Near(test.today, test.shoots) {
			got = append(got, string(s.From)+"–"+string(s.To)+" "+s.When)
		}
		if d := cmp.Diff(test.want, got); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestTakes(t *testing.T) {
	t.Parallel()
	any := worksheet.Need{}
	build := worksheet.Need{Kinds: []string{"set_construction"}, Media: []string{"timelapse"}}
	for name, test := range map[string]struct {
		need         worksheet.Need
		kind, medium string
		want         bool
	}{
		"anything":      {any, "", "stills", true},
		"as it says":    {build, "set_construction", "timelapse", true},
		"of no moment":  {build, "", "timelapse", false},
		"another kind":  {build, "stunt", "timelapse", false},
		"with a camera": {build, "set_construction", "video", false},
	} {
		if got := test.need.Takes(test.kind, test.medium); got != test.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
