package coverage_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/planner"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// crowded is an input in which there is something in the way: Monday has four moments at two sets of the lighthouse and
// one elsewhere, Nora and Tom, who only takes stills, and four crew-days.
func crowded(t *testing.T, change ...func(*coverage.Input)) coverage.Input {
	t.Helper()
	return input(t, append([]func(*coverage.Input){func(in *coverage.Input) {
		still := moment("still", 40, at(monday, 480, 1200, "GALLERY"))
		still.Roles = []story.Role{{Skill: story.Stills, Count: 1}}
		both := moment("both", 70, at(monday, 780, 1200, "LAMP ROOM"), at(tuesday, 540, 720, "GALLERY"))
		both.Roles = append(both.Roles, story.Role{Skill: story.Stills, Count: 1})
		far := moment("far", 55, story.Window{Date: monday, Start: 540, End: 1320, Place: "PIER", Location: "Harbour", Factor: 80, Capacity: -1})
		ask := moment("ask", 45, at(monday, 480, 1200, "KITCHEN"))
		ask.Kind, ask.Person = story.Interview, "EDDA"
		secret := moment("secret", 10, at(monday, 480, 600, "KITCHEN"), story.Window{Date: monday, Start: 600, End: 900, Place: "VAULT", Location: "Lighthouse", Closed: true})
		in.Moments = append(in.Moments, still, both, far, ask, secret)
		in.Members = append(in.Members, member("tom", "stills"))
		in.CrewDays = 4
	}}, change...)...)
}

// hand is a desk to book on, with the plan that has these bookings and nothing else.
func hand(t *testing.T, in coverage.Input, bookings ...coverage.Wanted) (*coverage.ByHand, coverage.Plan) {
	t.Helper()
	in.HandGrid = true
	p := coverage.Plan{ID: "first", CrewDays: in.CrewDays, Days: []coverage.PlanDay{}}
	for _, w := range bookings {
		p = book(t, in, p, w)
	}
	in.Previous = &p
	return build(t, in).ByHand(p), p
}

// book is the plan with one booking more, or moved.
func book(t *testing.T, in coverage.Input, p coverage.Plan, w coverage.Wanted) coverage.Plan {
	t.Helper()
	in.HandGrid, in.Previous = true, &p
	h := build(t, in).ByHand(p)
	mv, err := h.Resolve(w)
	if err != nil {
		t.Fatal(err)
	}
	next, trial := h.Do(mv)
	if len(trial.Clashes) > 0 {
		t.Fatalf("%+v: %+v", w, trial.Clashes)
	}
	return next
}

func try(t *testing.T, h *coverage.ByHand, w coverage.Wanted) coverage.Trial {
	t.Helper()
	mv, err := h.Resolve(w)
	if err != nil {
		t.Fatal(err)
	}
	return h.Try(mv)
}

func TestClashesSayWhoAndUntilWhen(t *testing.T) {
	t.Parallel()
	fall := coverage.Wanted{Moment: "moment fall", Day: string(monday), At: "10:00"}
	for _, c := range []struct {
		name   string
		change func(*coverage.Input)
		there  []coverage.Wanted
		want   coverage.Wanted
		says   []string
	}{
		{"not that day", nil, nil, coverage.Wanted{Moment: "moment fall", Day: string(tuesday), At: "10:00"},
			[]string{"It does not happen on day 2 (Tue 5 May). It can be covered on day 1 (Mon 4 May)."}},
		{"no such day", nil, nil, coverage.Wanted{Moment: "moment fall", Day: "2026-05-06", At: "10:00"}, []string{"Nothing happens on Wed 6 May. It can be covered on day 1 (Mon 4 May)."}},
		{"another time", nil, nil, coverage.Wanted{Moment: "moment fall", Day: string(monday), At: "11:45"}, []string{"On day 1 (Mon 4 May) it can be covered 09:00–12:00; it takes 30 min."}},
		{"closed set", nil, nil, coverage.Wanted{Moment: "moment secret", Day: string(monday), At: "11:00"}, []string{"Vault is a closed set then: nobody from BTS enters or watches a monitor."}},
		{"over", func(in *coverage.Input) { in.Frozen = tuesday }, nil, coverage.Wanted{Moment: "moment fall", Day: string(monday), At: "10:00"},
			[]string{"which is over."}},
		{"elsewhere", nil, []coverage.Wanted{fall}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "10:15"},
			[]string{"Name of nora is at Lamp Room until 10:30, for “moment fall”."}},
		{"nobody said where", func(in *coverage.Input) { in.Moments[0].Windows[0].Place, in.Moments[0].Windows[0].Location = "", "" }, []coverage.Wanted{fall},
			coverage.Wanted{Moment: "moment far", Day: string(monday), At: "10:15"}, []string{"Name of nora is elsewhere until 10:30, for “moment fall”."}},
		{"on the way", nil, []coverage.Wanted{fall}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "10:40"},
			[]string{"Name of nora is at Lamp Room until 10:30, for “moment fall”, and needs 30 min from there."}},
		{"late for the next", nil, []coverage.Wanted{fall}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "09:15"},
			[]string{"Name of nora has to be at Lamp Room at 10:00, for “moment fall”: that is 30 min away."}},
		{"too long a day", nil, []coverage.Wanted{{Moment: "moment fall", Day: string(monday), At: "09:00"}}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "20:30"},
			[]string{"Name of nora would work 13 h; 11 h is the most."}},
		{"away", func(in *coverage.Input) { in.Members[1].Away = []production.DateRange{{From: monday, To: monday}} }, nil,
			coverage.Wanted{Moment: "moment still", Day: string(monday), At: "10:00", Team: []string{"Name of tom"}}, []string{"Name of tom is away on day 1 (Mon 4 May)."}},
		{"no skill", nil, nil, coverage.Wanted{Moment: "moment fall", Day: string(monday), At: "10:00", Team: []string{"Name of tom"}}, []string{"Name of tom is no camera operator."}},
		{"too few", nil, nil, coverage.Wanted{Moment: "moment both", Day: string(monday), At: "14:00", Team: []string{"Name of tom"}},
			[]string{"It takes 2 people: a camera operator and a stills photographer."}},
		{"in a scene", nil, nil, coverage.Wanted{Moment: "moment ask", Day: string(monday), At: "10:00"}, []string{"Ruth is in scene 1 until 12:00."}},
		{"no room", func(in *coverage.Input) { in.Facts.Days[0].Units[0].Strips[0].Capacity = 0 }, nil, fall, []string{"There is no room for BTS at Lamp Room until 12:00."}},
		{"another crew-day", func(in *coverage.Input) { in.CrewDays = 1 }, []coverage.Wanted{fall},
			coverage.Wanted{Moment: "moment still", Day: string(monday), At: "10:00", Team: []string{"Name of tom"}}, []string{"It would need a 2nd crew-day; 1 are paid."}},
		{"too little rest", func(in *coverage.Input) { in.Moments[1].Windows[0].Start = 300 },
			[]coverage.Wanted{{Moment: "moment far", Day: string(monday), At: "21:00"}}, coverage.Wanted{Moment: "moment talk", Day: string(tuesday), At: "05:00"},
			[]string{"of rest before the call at"}},
		{"rest before the next day", func(in *coverage.Input) { in.Moments[1].Windows[0].Start = 300 },
			[]coverage.Wanted{{Moment: "moment talk", Day: string(tuesday), At: "05:00"}}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "21:00"},
			[]string{"of rest before day 2 (Tue 5 May); 11 h are due."}},
		{"kit is out", func(in *coverage.Input) {
			in.Members = append(in.Members, member("ben", "video"))
			for i := range in.Members {
				if in.Members[i].ID == "ben" {
					in.Members[i].Away = []production.DateRange{{From: monday, To: monday}}
				}
			}
			in.Moments[0].HoldKit = 300
			in.Moments[5].Roles = []story.Role{{Skill: story.Video, Count: 2}}
		}, []coverage.Wanted{fall}, coverage.Wanted{Moment: "moment far", Day: string(monday), At: "12:00", Team: []string{"Name of nora", "Name of ben"}},
			[]string{"Name of ben is away", "No video camera is free then: “moment fall” has it until 15:15."}},
		{"not booked", nil, nil, coverage.Wanted{Moment: "moment fall", Off: true}, []string{"It is not booked."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := crowded(t)
			if c.change != nil {
				c.change(&in)
			}
			h, before := hand(t, in, c.there...)
			trial := try(t, h, c.want)
			var said []string
			for _, clash := range trial.Clashes {
				said = append(said, clash.Text)
			}
			for _, want := range c.says {
				if !strings.Contains(strings.Join(said, "\n"), want) {
					t.Errorf("want %q among %q", want, said)
				}
			}
			mv, err := h.Resolve(c.want)
			if err != nil {
				t.Fatal(err)
			}
			if after, _ := h.Do(mv); cmp.Diff(before, after) != "" {
				t.Errorf("a move that clashes changes the plan: %s", cmp.Diff(before, after))
			}
		})
	}
}

func TestMoveByHand(t *testing.T) {
	t.Parallel()
	in := crowded(t)
	_, before := hand(t, in, coverage.Wanted{Moment: "moment fall", Day: "day 1", At: "09:00"}, coverage.Wanted{Moment: "moment still", Day: "day 1", At: "10:00", Team: []string{"Name of tom"}})
	if before.UsedDays != 2 || before.Covered != 2 {
		t.Fatalf("the plan to begin with: %+v", before)
	}
	after := book(t, in, before, coverage.Wanted{Moment: "moment fall", At: "11:20"})
	was, is := before.Booked("fall"), after.Booked("fall")
	if is.Cover.Start != 680 || !is.Cover.Held || is.Cover.Team[0] != was.Cover.Team[0] || is.Cover.Changed != "moved from 09:00" || is.Cover.Why != "By hand." {
		t.Errorf("moved to %+v", is.Cover)
	}
	if c := after.Changes; c.Moved != 1 || c.Kept != 1 || c.Added+c.Dropped != 0 {
		t.Errorf("changes: %+v", c)
	}
	calls := map[string]production.Clock{}
	for _, sh := range after.Days[0].Shifts {
		calls[sh.Name] = sh.Call
	}
	if calls["Name of tom"] != before.Days[0].Shifts[slices.IndexFunc(before.Days[0].Shifts, func(s coverage.Shift) bool { return s.Name == "Name of tom" })].Call || calls["Name of nora"] <= 480 {
		t.Errorf("calls: %v", calls)
	}
	in.Previous = &after
	if why := build(t, in).Broken(after); why == "" {
		t.Error("a start off the planner's grid passes it") // so that what is held must be laid out as held
	}
	in.Held = after.Held("")
	if why := build(t, in).Broken(after); why != "" {
		t.Errorf("the plan does not hold: %s", why)
	}
	off := book(t, in, after, coverage.Wanted{Moment: "moment fall", Off: true})
	if off.Booked("fall") != nil || off.UsedDays != 1 || off.Dropped[0].Why != "It was taken off by hand." || reasons(off)["fall"] != "It was taken off by hand." {
		t.Errorf("taken off: %+v", off)
	}
	last := book(t, in, off, coverage.Wanted{Moment: "moment still", Off: true})
	if len(last.Days) != 0 || last.UsedDays != 0 {
		t.Errorf("nobody goes: %+v", last.Days)
	}
}

func TestWhoIsFreeTakesAPart(t *testing.T) {
	t.Parallel()
	in := crowded(t, func(in *coverage.Input) { in.Members = append(in.Members, member("ben", "video", "stills")) })
	fall := coverage.Wanted{Moment: "moment fall", Day: "day 1", At: "10:00", Team: []string{"Name of nora"}}
	h, _ := hand(t, in, fall)
	far := try(t, h, coverage.Wanted{Moment: "moment far", Day: "day 1", At: "10:15"})
	if len(far.Clashes) > 0 || far.Now.Cover.Team[0].Name != "Name of ben" {
		t.Errorf("who is free: %+v %+v", far.Clashes, far.Now)
	}
	if !slices.Contains(far.Notes, "2 of 4 crew-days are used then, 1 now.") || !slices.Contains(far.Notes, "It is worth 80 % there.") {
		t.Errorf("notes: %q", far.Notes)
	}
	busy := try(t, h, coverage.Wanted{Moment: "moment far", Day: "day 1", At: "10:15", Team: []string{"Name of nora"}})
	if len(busy.Clashes) != 1 || busy.Clashes[0].Rule != 3 || busy.Clashes[0].Until != 630 || !slices.Contains(busy.Notes, "Name of ben could take the part of Name of nora.") {
		t.Errorf("who is not: %+v, %q", busy.Clashes, busy.Notes)
	}
	both := try(t, h, coverage.Wanted{Moment: "moment both", Day: "day 1", At: "14:00", Team: []string{"Name of tom", "Name of nora"}})
	if len(both.Clashes) > 0 || both.Now.Cover.Team[0].Name != "Name of nora" || both.Now.Cover.Team[1].Skill != "stills" {
		t.Errorf("parts: %+v %+v", both.Clashes, both.Now)
	}
}

// TestADayAloneTakesTheNearestTime: at which it happens, and at which nothing is in the way.
func TestADayAloneTakesTheNearestTime(t *testing.T) {
	t.Parallel()
	in := crowded(t)
	h, _ := hand(t, in, coverage.Wanted{Moment: "moment talk", Day: "day 2", At: "09:00"}, coverage.Wanted{Moment: "moment both", Day: "day 1", At: "13:00"})
	both := try(t, h, coverage.Wanted{Moment: "moment both", Day: "day 2"})
	if len(both.Clashes) > 0 || both.Now.Cover.Start != 690 { // 13:00 is too late there
		t.Errorf("%+v, %+v", both.Now, both.Clashes)
	}
	h, _ = hand(t, in, coverage.Wanted{Moment: "moment talk", Day: "day 2", At: "11:20"}, coverage.Wanted{Moment: "moment both", Day: "day 1", At: "13:00"})
	if both = try(t, h, coverage.Wanted{Moment: "moment both", Day: "day 2"}); len(both.Clashes) > 0 || both.Now.Cover.Start != 630 { // the camera rests a quarter of an hour
		t.Errorf("%+v, %+v", both.Now, both.Clashes)
	}
	if rain := try(t, h, coverage.Wanted{Moment: "moment rain", Day: "day 3"}); len(rain.Clashes) > 0 || rain.Now.Cover.Start != 540 {
		t.Errorf("%+v, %+v", rain.Now, rain.Clashes)
	}
	if never := try(t, h, coverage.Wanted{Moment: "moment both", Day: "day 3"}); len(never.Clashes) != 1 {
		t.Errorf("%+v", never.Clashes)
	}
}

func TestWantedIsRefusedWhole(t *testing.T) {
	t.Parallel()
	h, _ := hand(t, crowded(t))
	_, err := h.Resolve(coverage.Wanted{Moment: "no such thing", Day: "day 77", At: "14:07", Team: []string{"Nobody"}})
	if !fault.Is(err, fault.Invalid) {
		t.Fatal(err)
	}
	for _, part := range []string{`there is no moment "no such thing"`, `"day 77" is no day`, "not at 14:07", `there is no person of the crew "Nobody"`} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("want %q in %q", part, err)
		}
	}
	if _, err = h.Resolve(coverage.Wanted{Moment: "moment fall", At: "10:00"}); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "no day is given") {
		t.Error(err)
	}
}

// quick is a plan that nobody waits for.
func quick(t *testing.T, in coverage.Input) coverage.Plan {
	t.Helper()
	desk := build(t, in)
	s, err := planner.Solve(t.Context(), desk.Problem, planner.Options{Time: 200 * time.Millisecond, Seed: 1, Wording: desk.Wording()})
	if err != nil {
		t.Fatal(err)
	}
	desk.Settle(s)
	if report := planner.Check(desk.Problem, s); !report.Valid {
		t.Fatalf("the plan breaks a rule: %v", report.Errors)
	}
	return desk.Read(s)
}

// TestNextPlanKeepsWhatIsHeld: also at a minute and with people that the planner would not choose, and afresh.
func TestNextPlanKeepsWhatIsHeld(t *testing.T) {
	t.Parallel()
	in := crowded(t, func(in *coverage.Input) { in.Members = append(in.Members, member("ben", "video", "stills")) })
	_, p := hand(t, in, coverage.Wanted{Moment: "moment fall", Day: "day 1", At: "11:20", Team: []string{"Name of ben"}},
		coverage.Wanted{Moment: "moment secret", Day: "day 1", At: "08:05", Team: []string{"Name of nora"}})
	for _, previous := range []*coverage.Plan{&p, nil} {
		in.Previous, in.Held = previous, p.Held("")
		next := quick(t, in)
		for _, was := range p.Held("") {
			is := next.Booked(was.Cover.Moment)
			if is == nil || is.Date != was.Date || is.Cover.Start != was.Cover.Start || !is.Cover.Held || cmp.Diff(is.Cover.Team, was.Cover.Team) != "" {
				t.Errorf("%s was %+v and is %+v", was.Cover.Title, was, is)
			}
		}
		if next.Covered < 5 {
			t.Errorf("only %d are covered beside what is held", next.Covered)
		}
	}
	in.Held = nil
	released := quick(t, in)
	if is := released.Booked("fall"); is == nil || is.Cover.Start%15 != 0 || is.Cover.Held {
		t.Errorf("released: %+v", is)
	}
}

// TestWhatCannotBeHeldIsPlannedLikeAnything: papers and people change under what is held.
func TestWhatCannotBeHeldIsPlannedLikeAnything(t *testing.T) {
	t.Parallel()
	in := crowded(t)
	_, p := hand(t, in, coverage.Wanted{Moment: "moment fall", Day: "day 1", At: "11:20"})
	in.Previous, in.Held = &p, p.Held("")
	for name, change := range map[string]func(*coverage.Input){
		"away": func(in *coverage.Input) { in.Members = []crew.Member{in.Members[1], member("ben", "video")} },
		"other time": func(in *coverage.Input) {
			in.Moments = append([]story.Moment{moment("fall", 90, at(monday, 540, 660, "LAMP ROOM"))}, in.Moments[1:]...)
		},
		"closed": func(in *coverage.Input) {
			in.Facts.Days = append([]production.Day{day(1, monday, "LAMP ROOM", func(s *production.Strip) { s.Closed = true })}, in.Facts.Days[1:]...)
		},
	} {
		now := in
		change(&now)
		next := quick(t, now)
		if is := next.Booked("fall"); is != nil && (is.Cover.Held || is.Cover.Why == "") || is == nil && reasons(next)["fall"] == "" {
			t.Errorf("%s: %+v, %q", name, is, reasons(next)["fall"])
		}
	}
}
