package correction

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// TestPapersOneAfterAnother: once a paper has agreed, what a later paper says is news and never silently
// what was corrected before.
func TestPapersOneAfterAnother(t *testing.T) {
	t.Parallel()
	call := func(minutes production.Clock) func(*production.Facts) {
		return func(f *production.Facts) { f.Days[0].Units[0].Call = minutes }
	}
	closed := func(is bool) func(*production.Facts) {
		return func(f *production.Facts) { f.Days[0].Units[1].Strips[0].Closed = is }
	}
	limit := func(n int) func(*production.Facts) {
		return func(f *production.Facts) { f.Days[0].Units[1].Strips[0].Capacity = n }
	}
	silent := func(f *production.Facts) { f.Scenes[0].Eighths, f.Scenes[0].Estimated = 11, true }
	eighths := func(n int) func(*production.Facts) {
		return func(f *production.Facts) { f.Scenes[0].Eighths = n }
	}
	type step struct {
		paper func(*production.Facts)
		state State
		shown string
		shows bool // the paper's word
	}
	tests := map[string]struct {
		correct Correction
		steps   []step
	}{
		"agreed, then as before": {made(1, Day, "d1", "Main", "call", "06:30", "07:00"), []step{
			{call(420), Standing, "06:30", false}, {call(390), Agreed, "06:30", false}, {call(420), Disputed, "06:30", false}, {call(390), Agreed, "06:30", false}}},
		"never agreed": {made(1, Day, "d1", "Main", "call", "06:30", "07:00"), []step{
			{call(400), Disputed, "06:30", false}, {call(420), Standing, "06:30", false}}},
		"agreed, then silent": {made(1, Scene, "s1", "", "eighths", "2", "1 3/8"), []step{
			{eighths(16), Agreed, "2", false}, {silent, Disputed, "2", false}}},
		"opened, and closed anew": {made(1, Day, "d1", "p3", "closed", "no", "yes"), []step{
			{closed(true), Standing, "no", false}, {closed(false), Agreed, "no", false}, {closed(true), Disputed, "yes", true}}},
		"closed, and opened anew": {made(1, Day, "d1", "p3", "closed", "yes", "no"), []step{
			{closed(false), Standing, "yes", false}, {closed(true), Agreed, "yes", false}, {closed(false), Disputed, "yes", false}}},
		"fewer people than corrected": {made(1, Day, "d1", "p3", "cap", "5", "2"), []step{
			{limit(2), Standing, "5", false}, {limit(1), Disputed, "1", true}, {limit(0), Disputed, "0", true}, {limit(7), Disputed, "5", false}, {limit(-1), Disputed, "5", false}}},
		"a limit where none was to be": {made(1, Day, "d1", "p3", "cap", "", "2"), []step{
			{limit(2), Standing, "", false}, {limit(4), Disputed, "4", true}, {limit(-1), Agreed, "", false}, {limit(2), Disputed, "2", true}}},
		"a limit where nobody said one": {made(1, Day, "d1", "p3", "cap", "3", "2"), []step{{limit(-1), Disputed, "3", false}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list := []Correction{test.correct}
			for i, step := range test.steps {
				paper := sample()
				step.paper(&paper)
				facts, settled := Apply(paper, list)
				got := settled[0]
				said, _ := Read(facts, got.What, got.Target, got.Part, got.Field)
				if got.State != step.state || said != step.shown || got.PaperShows != step.shows {
					t.Errorf("paper %d: %s, shown is %q, the paper's %v; want %+v", i, got.State, said, got.PaperShows, step)
				}
				list = settled
			}
		})
	}
}

// TestUnmeet: undoing the paper that agreed leads back to where it was, no further.
func TestUnmeet(t *testing.T) {
	t.Parallel()
	old, agrees, other := sample(), sample(), sample()
	agrees.Days[0].Units[0].Call, other.Days[0].Units[0].Call = 390, 400
	c := made(1, Day, "d1", "Main", "call", "06:30", "07:00")
	tests := map[string]struct {
		papers []production.Facts // the last is undone
		undone production.Facts
		state  State
	}{
		"the first that agreed":                {[]production.Facts{old, agrees}, old, Standing},
		"the first after one that did not":     {[]production.Facts{other, agrees}, other, Disputed},
		"one that agreed again":                {[]production.Facts{agrees, old, agrees}, old, Disputed},
		"one that agreed as the one before":    {[]production.Facts{agrees, agrees}, agrees, Agreed},
		"one that disagrees after the first":   {[]production.Facts{agrees, old}, agrees, Agreed},
		"one that has nothing to do with that": {[]production.Facts{old, other}, old, Standing},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list := []Correction{c}
			for _, paper := range test.papers {
				_, list = Apply(paper, list)
			}
			result := list // as the undone papers told it
			_, list = Apply(test.papers[len(test.papers)-1], list)
			given := slices.Clone(list)
			_, settled := Apply(test.undone, Unmeet(list, result))
			if settled[0].State != test.state {
				t.Errorf("after undoing it is %s, want %s", settled[0].State, test.state)
			}
			if diff := cmp.Diff(given, list); diff != "" {
				t.Error("the argument was changed:", diff)
			}
		})
	}
	met := []Correction{{ID: "a", Met: true}, {ID: "b", Met: true}}
	got := Unmeet(met, []Correction{{ID: "b", State: Agreed}, {ID: "a", State: Disputed}})
	if !got[0].Met || got[1].Met {
		t.Errorf("forgotten is %+v", got)
	}
}
