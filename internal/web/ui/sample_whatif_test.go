package ui

import (
	"fmt"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// sampleCurve is what eight to sixteen crew-days bring.
func sampleCurve() *CurveView {
	c := &CurveView{Sentence: "The next crew-day brings about 3 moments; after 14 it is less than one each.", Made: "Drawn by Billie Dunmore, Tue 5 May, 21:44.", Promised: true, Cost: true}
	for i, covered := range []int{18, 25, 31, 37, 38} {
		days := 8 + 2*i
		c.Points = append(c.Points, CurvePoint{CrewDays: days, UsedDays: days, Covered: covered, Total: 44, Promised: 2, PromisedTotal: 2, Cost: 420 * days,
			Worth: 500 + 90*i, Now: days == 12, URL: fmt.Sprintf("/p/the-lamp-room/plan/scenarios/c%d", days)})
	}
	return c
}

func sampleScenario() ScenarioView {
	return ScenarioView{
		ID: "s1", Title: "Cheap", Change: "−2 crew-days, without Jun Sato", Difference: "−2 crew-days: 6 moments fewer, among them “The lens is reset by hand” and “Ferry at dawn”.",
		Figures: []Figure{{"25 of 44", "Moments", ""}, {"10 of 10", "Crew-days", ""}, {"4200", "Crew cost", ""}},
		Stale:   "The schedule changed after this plan was made.", Made: "Tried out by Billie Dunmore, Tue 5 May, 21:50.", URL: "/p/the-lamp-room/plan/scenarios/s1",
		Adopt: "/p/the-lamp-room/plan/scenarios/s1/adopt", Discard: "/p/the-lamp-room/plan/scenarios/s1/discard",
	}
}

func sampleWhatIf() *WhatIfView {
	return &WhatIfView{Curve: sampleCurve(), Scenarios: []ScenarioView{sampleScenario()}, TryURL: "/p/the-lamp-room/plan/whatif", DrawURL: "/p/the-lamp-room/plan/curve"}
}

func withWhatIf(v PlanView) PlanView { v.WhatIf = sampleWhatIf(); return v }

func sampleScenarioPage() ScenarioPageView {
	return ScenarioPageView{Scenario: sampleScenario(), More: sampleCovers()[:1], Fewer: sampleCovers()[1:],
		Days: []ScenarioDay{{Title: "Day 4 · Thu 7 May", Buys: "the lamp, and the people who light it", Crew: "Ada Moreau 10:00–18:30", Covers: sampleCovers()}}}
}

func sampleWhatIfForm() WhatIfForm {
	field := func(id, label string) Field { return Field{ID: id, Name: id, Label: label} }
	skills := []Choice{{"video", "Video", true}, {"sound", "Sound", false}}
	return WhatIfForm{
		Action: "/p/the-lamp-room/plan/whatif", Error: "There is no moment \"the dance\".", Name: field("wi-name", "Name"), CrewDays: field("wi-days", "Crew-days"),
		Seconds: field("wi-seconds", "Seconds to search"), Without: []Choice{{"a", "Ada Moreau", false}, {"j", "Jun Sato", true}},
		Extra: []ExtraFields{{field("x0", "Name"), skills, field("c0", "Cost a day")}, {field("x1", "Name"), skills, field("c1", "Cost a day")}},
		Must:  []Field{{ID: "m0", Name: "must", Label: "Moment 1", List: "moment-titles"}}, NoGo: []Field{field("n0", "Moment 1")},
		Moments: []Option{{Value: "The lamp is lit for real"}}, Days: []Choice{{"2026-05-07", "Day 4 · Thu 7 May", false}},
	}
}

// The curve rises to the right: more crew-days lie further right, more worth further up, all of it inside the drawing.
func TestCurveDrawing(t *testing.T) {
	t.Parallel()
	c := sampleCurve()
	for i, p := range c.Points {
		x, y := c.x(p.CrewDays), c.y(p.Worth)
		if x < 0 || x > 100 || y < 0 || y > curveTop+curveHeight {
			t.Errorf("the point of %d lies outside, at %.1f %% and %.1f", p.CrewDays, x, y)
		}
		if i > 0 && (x <= c.x(c.Points[i-1].CrewDays) || y >= c.y(c.Points[i-1].Worth)) {
			t.Errorf("the point of %d lies left of or below the one before", p.CrewDays)
		}
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(draw(t, curve(*c))))
	if err != nil {
		t.Fatal(err)
	}
	if n := doc.Find("svg a[href][aria-label]").Length(); n != len(c.Points) {
		t.Errorf("%d points are links with words", n)
	}
	want := []string{"−13", "−6", "now", "+6", "+7"}
	doc.Find(".curve-diff").Each(func(i int, s *goquery.Selection) {
		if s.Text() != want[i] {
			t.Errorf("row %d says %q, want %q", i, s.Text(), want[i])
		}
	})
	c.Points[2].Now, c.Plan = false, &CurvePoint{CrewDays: 17, Covered: 36, Total: 44, Worth: 640, Now: true}
	if c.x(17) > curveRight || c.x(16) >= c.x(17) {
		t.Errorf("the plan there is lies at %.1f %%", c.x(17))
	}
	var got []string
	for _, p := range c.rows() {
		got = append(got, c.against(p))
	}
	if diff := strings.Join(got, " "); diff != "−18 −11 −5 +1 +2 " {
		t.Errorf("against the plan there is: %q", diff)
	}
	one := CurveView{Points: c.Points[:1]}
	if x := one.x(8); x < curveLeft || x > curveRight {
		t.Errorf("a single point lies at %.1f %%", x)
	}
}
