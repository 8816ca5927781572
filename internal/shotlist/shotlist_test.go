package shotlist_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

func TestWeigh(t *testing.T) {
	t.Parallel()
	fall := func(n shotlist.Need) shotlist.Need { n.Known, n.Beat = true, "The fall"; return n }
	tests := map[string]struct {
		shot shotlist.Shot
		need shotlist.Need
		want shotlist.Priority
		why  string
	}{
		"by hand":              {shotlist.Shot{Priority: shotlist.Nice}, shotlist.Need{Known: true, Promised: true}, shotlist.Nice, "said by hand"},
		"of no moment":         {shotlist.Shot{}, shotlist.Need{}, shotlist.Nice, "of no moment"},
		"promised":             {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true}, shotlist.Must, "promised"},
		"promised and over":    {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true, Day: "day 9", Over: true}, shotlist.Must, "promised; day 9 is over"},
		"behind the promised":  {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true, Instead: "Wide"}, shotlist.Should, "promised; “Wide” comes first"},
		"promised and got":     {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true, Instead: "Wide", InGot: true}, shotlist.Should, "promised; “Wide” is got already"},
		"another is got":       {shotlist.Shot{}, fall(shotlist.Need{Instead: "Wide", InGot: true, Wants: 1}), shotlist.Nice, "“Wide” of the moment is got"},
		"nothing else":         {shotlist.Shot{}, fall(shotlist.Need{Wants: 1}), shotlist.Must, "the beat “The fall” has nothing else"},
		"behind, nothing else": {shotlist.Shot{}, fall(shotlist.Need{Wants: 1, Instead: "Wide"}), shotlist.Should, "the beat “The fall” has nothing else; “Wide” comes first"},
		"others to come":       {shotlist.Shot{}, fall(shotlist.Need{Wants: 2, Others: 1}), shotlist.Should, "the beat “The fall” has nothing yet"},
		"some of it":           {shotlist.Shot{}, fall(shotlist.Need{Wants: 3, Captured: 1}), shotlist.Should, "the beat “The fall” has 1 of 3 yet"},
		"all it wants":         {shotlist.Shot{}, fall(shotlist.Need{Wants: 1, Captured: 1}), shotlist.Nice, "the beat “The fall” has all it wants"},
		"wants nothing":        {shotlist.Shot{}, fall(shotlist.Need{Captured: 1}), shotlist.Nice, "the beat “The fall” has all it wants"},
		"planned":              {shotlist.Shot{}, shotlist.Need{Known: true, Day: "day 9"}, shotlist.Should, "planned on day 9 and nothing got yet"},
		"was planned":          {shotlist.Shot{}, shotlist.Need{Known: true, Day: "day 9", Over: true}, shotlist.Should, "was planned on day 9 and nothing was got"},
		"worth it":             {shotlist.Shot{}, shotlist.Need{Known: true, Score: 87}, shotlist.Should, "worth 87, and nobody is there for it yet"},
		"talk held":            {shotlist.Shot{}, fall(shotlist.Need{Held: true, Wants: 1}), shotlist.Nice, "the talk is held already"},
		"promised talk held":   {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true, Held: true}, shotlist.Should, "promised; the talk is held already"},
		"got while it was":     {shotlist.Shot{Status: shotlist.Got}, shotlist.Need{Known: true, Promised: true, Held: true}, shotlist.Must, "promised"},
		"nice and owed":        {shotlist.Shot{}, shotlist.Need{Known: true, Owed: "the stills still lack it"}, shotlist.Should, "tells no beat; the stills still lack it"},
		"should and owed":      {shotlist.Shot{}, shotlist.Need{Known: true, Day: "day 9", Owed: "it lacks"}, shotlist.Must, "planned on day 9 and nothing got yet; it lacks"},
		"must and owed":        {shotlist.Shot{}, shotlist.Need{Known: true, Promised: true, Owed: "it lacks"}, shotlist.Must, "promised"},
		"by hand and owed":     {shotlist.Shot{Priority: shotlist.Nice}, shotlist.Need{Known: true, Owed: "it lacks"}, shotlist.Nice, "said by hand"},
		"of nothing and owed":  {shotlist.Shot{}, shotlist.Need{Owed: "it lacks"}, shotlist.Should, "of no moment; it lacks"},
		"no beat":              {shotlist.Shot{}, shotlist.Need{Known: true, Score: 40}, shotlist.Nice, "tells no beat"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, why := test.shot.Weigh(test.need)
			if got != test.want || why != test.why {
				t.Errorf("%s: %s, want %s: %s", got, why, test.want, test.why)
			}
		})
	}
}

func TestOwedWords(t *testing.T) {
	t.Parallel()
	for want, o := range map[string]shotlist.Owed{
		"the teaser due this week still lacks hints, 1 of 3 got": {Piece: "teaser", When: "due this week", What: "hints", Got: 1, Count: 3},
		"the time-lapse due today still lacks a build":           {Piece: "time-lapse", When: "due today", What: "a build", Count: 1},
	} {
		if got := o.Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestInstead(t *testing.T) {
	t.Parallel()
	for states, want := range map[string][]int{
		"ppp": {-1, 0, 0}, "mpp": {-1, -1, 1}, "pgp": {1, -1, 1}, "ggp": {-1, 0, 0}, "mm": {-1, -1}, "gm": {-1, 0}, "pm": {-1, 0},
	} {
		var list []shotlist.Shot
		for _, c := range states {
			list = append(list, shotlist.Shot{Status: map[rune]shotlist.Status{'p': shotlist.Planned, 'g': shotlist.Got, 'm': shotlist.Missed}[c]})
		}
		var got []int
		for i := range list {
			got = append(got, shotlist.Instead(list, i))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", states, got, want)
		}
	}
}

func TestSuggestionsAreShotsThatHold(t *testing.T) {
	t.Parallel()
	known := framing.All()
	for _, kind := range []string{"director_actor", "set_construction", "costume_makeup", "rehearsal", "stunt", "performance", "technical",
		"collaboration", "arrival", "first_shot", "last_shot", "wrap", "interview", "publicity_visit", "unplanned", "never heard of"} {
		list := shotlist.Suggest(kind)
		if len(list) < 2 {
			t.Errorf("%s has %d shots", kind, len(list))
		}
		seen := map[production.WantedShotID]bool{}
		for i, s := range list {
			if err := s.Check(); err != nil || seen[s.ID] || i > 0 && s.Place <= list[i-1].Place {
				t.Errorf("%s, %q: %v", kind, s.Title, err)
			}
			seen[s.ID] = true
			if s.Size != "" && framing.Title(known.Sizes, s.Size) == s.Size || s.Movement != "" && framing.Title(known.Movements, s.Movement) == s.Movement {
				t.Errorf("%s, %q: %q, %q are no words of the trade", kind, s.Title, s.Size, s.Movement)
			}
		}
	}
	if shotlist.Suggest("stunt")[0].Title == shotlist.Suggest("never heard of")[0].Title {
		t.Error("a stunt has no shots of its own")
	}
}

func TestCheckRefuses(t *testing.T) {
	t.Parallel()
	good := func(change func(*shotlist.Shot)) error {
		s := shotlist.New()
		s.Title = "The wick"
		change(&s)
		return s.Check()
	}
	for name, err := range map[string]error{
		"no title":   good(func(s *shotlist.Shot) { s.Title = " \n" }),
		"long title": good(func(s *shotlist.Shot) { s.Title = strings.Repeat("ש", 10_001) }),
		"long note":  good(func(s *shotlist.Shot) { s.Note = strings.Repeat("🎬", 8_001) }),
		"many lines": good(func(s *shotlist.Shot) { s.Note = strings.Repeat("\n", 200) }),
		"medium":     good(func(s *shotlist.Shot) { s.Medium = "oil" }),
		"priority":   good(func(s *shotlist.Shot) { s.Priority = "urgent" }),
		"day":        good(func(s *shotlist.Shot) { s.On = "tomorrow" }),
		"status":     good(func(s *shotlist.Shot) { s.Status = "done" }),
		"lens":       good(func(s *shotlist.Shot) { s.Lens = strings.Repeat("5", 201) }),
	} {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := good(func(s *shotlist.Shot) { s.Title = strings.Repeat("🎬", 10_000) }); err != nil {
		t.Errorf("10,000 characters: %v", err)
	}
	if err := (shotlist.Shot{Gone: true}).Check(); err != nil {
		t.Errorf("what is gone: %v", err)
	}
}

func TestOfMoment(t *testing.T) {
	t.Parallel()
	s := shotlist.New().OfMoment("m1").OfMoment("m2").OfMoment("").OfMoment("m1")
	if s.Moment != "m1" || !slices.Equal(s.Of, []production.MomentID{"m1", "m2"}) {
		t.Errorf("%q of %v", s.Moment, s.Of)
	}
}
