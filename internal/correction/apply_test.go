package correction

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// made is a correction made at minute n.
func made(n int, what What, target, part, name, value, was string) Correction {
	return Correction{ID: production.CorrectionID(fmt.Sprintf("c%03d", n)), What: what, Target: target, Part: part, Field: name, Value: value, Was: was,
		At: time.Date(2026, 5, 1, 0, n, 0, 0, time.UTC)}
}

func TestStates(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		correct Correction
		paper   func(*production.Facts) // what the next revision changes
		state   State
		says    string // the paper, now
		shown   string
	}{
		"standing":  {made(1, Day, "d1", "Main", "call", "06:30", "07:00"), func(*production.Facts) {}, Standing, "07:00", "06:30"},
		"agreed":    {made(1, Day, "d1", "Main", "call", "6:30", "07:00"), func(f *production.Facts) { f.Days[0].Units[0].Call = 390 }, Agreed, "06:30", "06:30"},
		"disputed":  {made(1, Day, "d1", "Main", "call", "06:30", "07:00"), func(f *production.Facts) { f.Days[0].Units[0].Call = 360 }, Disputed, "06:00", "06:30"},
		"orphaned":  {made(1, Day, "d2", "Main", "call", "06:30", "07:00"), func(f *production.Facts) { f.Days = f.Days[:1] }, Orphaned, "", ""},
		"case only": {made(1, Person, "a1", "", "name", "Ann ACTOR", "Ann Actor"), func(*production.Facts) {}, Standing, "Ann Actor", "Ann ACTOR"},
		"spaces":    {made(1, Person, "a1", "", "name", "Anne", "Ann  Actor "), func(*production.Facts) {}, Standing, "Ann Actor", "Anne"},
		"another order of names": {made(1, Scene, "s1", "", "characters", "GULL", "EDDA, SUNNY"),
			func(f *production.Facts) { f.Scenes[0].Characters = []string{"SUNNY", "EDDA"} }, Standing, "SUNNY, EDDA", "GULL"},
		"names agreed in another order": {made(1, Scene, "s1", "", "characters", "Gull, Edda", "EDDA, SUNNY"),
			func(f *production.Facts) { f.Scenes[0].Characters = []string{"EDDA", "GULL"} }, Agreed, "EDDA, GULL", "EDDA, GULL"},
		"our estimate moves": {made(1, Day, "d1", "Second", "call", "07:30", "~08:00"),
			func(f *production.Facts) { f.Days[0].Units[1].Call = 500 }, Standing, "~08:20", "~07:30"},
		"our estimate becomes what was corrected": {made(1, Day, "d1", "Second", "call", "07:30", "~08:00"),
			func(f *production.Facts) { f.Days[0].Units[1].Call = 450 }, Standing, "~07:30", "~07:30"},
		"the paper says what we had estimated": {made(1, Day, "d1", "Second", "call", "07:30", "~08:00"),
			func(f *production.Facts) { f.Days[0].Units[1].Estimated = false }, Disputed, "08:00", "07:30"},
		"the paper says what was corrected": {made(1, Scene, "s2", "", "eighths", "1 1/8", "~4/8"),
			func(f *production.Facts) { f.Scenes[1].Eighths, f.Scenes[1].Estimated = 9, false }, Agreed, "1 1/8", "1 1/8"},
		"an estimate confirmed": {made(1, Scene, "s2", "", "eighths", "4/8", "~4/8"), func(*production.Facts) {}, Standing, "~4/8", "4/8"},
		"the paper falls silent": {made(1, Scene, "s1", "", "eighths", "2", "1 3/8"),
			func(f *production.Facts) { f.Scenes[0].Eighths, f.Scenes[0].Estimated = 12, true }, Standing, "~1 4/8", "2"},
		"a value nobody understands": {made(1, Day, "d1", "Main", "call", "soon", "07:00"), func(*production.Facts) {}, Disputed, "07:00", "07:00"},
		"closed, and the scene moves": {made(1, Day, "d1", "p1", "closed", "yes", "no"), func(f *production.Facts) {
			f.Days[1].Units[0].Strips = append(f.Days[1].Units[0].Strips, f.Days[0].Units[0].Strips[0])
			f.Days[0].Units[0].Strips = f.Days[0].Units[0].Strips[1:]
		}, Standing, "no", "yes"},
		"a time, and the scene moves": {made(1, Day, "d1", "p1", "start", "09:30", "09:00"), func(f *production.Facts) {
			f.Days[1].Units[0].Strips = append(f.Days[1].Units[0].Strips, f.Days[0].Units[0].Strips[0])
			f.Days[0].Units[0].Strips = f.Days[0].Units[0].Strips[1:]
		}, Orphaned, "", ""},
		"the wrap moves before the call": {made(1, Day, "d1", "Main", "call", "09:00", "07:00"), func(f *production.Facts) { f.Days[0].Units[0].Wrap = 500 }, Disputed, "07:00", "07:00"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts := sample()
			test.paper(&facts)
			shown, settled := Apply(facts, []Correction{test.correct})
			got := settled[0]
			said, _ := Read(shown, got.What, got.Target, got.Part, got.Field)
			if got.State != test.state || got.Paper != test.says || said != test.shown {
				t.Errorf("%s, the paper says %q, shown is %q; want %s, %q, %q", got.State, got.Paper, said, test.state, test.says, test.shown)
			}
			if papers := got.State == Disputed && said == got.Paper; got.PaperShows != papers {
				t.Errorf("the paper's word shows: %v, want %v", got.PaperShows, papers)
			}
		})
	}
}

func TestLaterCorrectionWins(t *testing.T) {
	t.Parallel()
	first, second := made(1, Day, "d1", "Main", "call", "06:30", "07:00"), made(2, Day, "d1", "MAIN", "call", "06:00", "07:00")
	gone := made(3, Day, "d2", "p1", "start", "08:00", "09:00") // of a day on which the strip is not
	strip := made(2, Day, "d1", "p1", "start", "09:30", "09:00")
	for _, list := range [][]Correction{{first, second, gone, strip}, {gone, strip, second, first}} {
		facts, settled := Apply(sample(), list)
		if facts.Days[0].Units[0].Call != 360 || facts.Days[0].Units[0].Strips[0].Start != 570 {
			t.Errorf("shown are %s and %s", facts.Days[0].Units[0].Call, facts.Days[0].Units[0].Strips[0].Start)
		}
		want := map[production.CorrectionID]State{"c001": Replaced, "c003": Orphaned}
		for i, c := range settled {
			state := want[c.ID]
			if state == "" {
				state = Standing
			}
			if c.ID != list[i].ID || c.State != state {
				t.Errorf("%s is %s, want %s", c.ID, c.State, state)
			}
		}
	}
}

func TestEstimates(t *testing.T) {
	t.Parallel()
	second := func(f production.Facts) production.UnitDay { return f.Days[0].Units[1] }
	tests := map[string]struct {
		list        []Correction
		first, last string
		estimated   bool
	}{
		"the call alone":              {[]Correction{made(1, Day, "d1", "Second", "call", "07:30", "~08:00")}, "07:30", "18:00", true},
		"the call after the estimate": {[]Correction{made(1, Day, "d1", "Second", "call", "19:00", "~08:00")}, "19:00", "05:00+1", true},
		"the wrap before it":          {[]Correction{made(1, Day, "d1", "Second", "wrap", "07:00", "~18:00")}, "00:00", "07:00", true},
		"both":                        {[]Correction{made(1, Day, "d1", "Second", "call", "07:30", "~08:00"), made(2, Day, "d1", "Second", "wrap", "17:00", "~18:00")}, "07:30", "17:00", false},
		"both, confirmed":             {[]Correction{made(1, Day, "d1", "Second", "call", "08:00", "~08:00"), made(2, Day, "d1", "Second", "wrap", "18:00", "~18:00")}, "08:00", "18:00", false},
		"both, turned round":          {[]Correction{made(1, Day, "d1", "Second", "call", "17:00", "~08:00"), made(2, Day, "d1", "Second", "wrap", "07:30", "~18:00")}, "08:00", "18:00", true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			facts, _ := Apply(sample(), test.list)
			if u := second(facts); u.Call.String() != test.first || u.Wrap.String() != test.last || u.Estimated != test.estimated {
				t.Errorf("%s to %s, estimated %v", u.Call, u.Wrap, u.Estimated)
			}
			if diff := cmp.Diff(sample().Days[0].Units[0], facts.Days[0].Units[0]); diff != "" {
				t.Error("the other unit:", diff)
			}
		})
	}
	facts, _ := Apply(sample(), []Correction{made(1, Scene, "s2", "", "eighths", "4/8", "~4/8"), made(2, Day, "d1", "p3", "start", "15:00", "~10:00"), made(3, Day, "d1", "p3", "end", "16:00", "~12:00")})
	if s := second(facts).Strips[0]; facts.Scenes[1].Estimated || s.Estimated || s.Start != 900 || s.End != 960 {
		t.Errorf("scene %+v, strip %+v", facts.Scenes[1], s)
	}
}

func TestHeadingFollows(t *testing.T) {
	t.Parallel()
	all := []Correction{made(1, Scene, "s1", "", "set", "lamp room", "LAMP ROM"), made(2, Scene, "s1", "", "int_ext", "EXT", "INT"), made(3, Scene, "s1", "", "time_of_day", "dawn", "NIGHT")}
	tests := map[string]struct {
		heading string
		list    []Correction
		want    string
	}{
		"the set":                  {"INT. LAMP ROM - NIGHT", all[:1], "INT. LAMP ROOM - NIGHT"},
		"everything":               {"INT. LAMP ROM - NIGHT", all, "EXT. LAMP ROOM - DAWN"},
		"the time":                 {"int. Lamp Rom – Night.", all[2:], "INT. LAMP ROM - DAWN"},
		"no time left":             {"INT. LAMP ROM - NIGHT", []Correction{made(1, Scene, "s1", "", "time_of_day", "", "NIGHT")}, "INT. LAMP ROM"},
		"no place left":            {"INT LAMP ROM - NIGHT", []Correction{made(1, Scene, "s1", "", "int_ext", "", "INT")}, "LAMP ROM - NIGHT"},
		"without a dot":            {"INT LAMP ROM - NIGHT", all[:1], "INT LAMP ROOM - NIGHT"},
		"another form":             {"INT. LAMP ROM - NIGHT (1973)", all, "INT. LAMP ROM - NIGHT (1973)"},
		"another field":            {"INT. LAMP ROM - NIGHT", []Correction{made(1, Scene, "s1", "", "script_day", "D2", "D1")}, "INT. LAMP ROM - NIGHT"},
		"the paper has none":       {"", all[:1], ""},
		"inside and outside":       {"INT. LAMP ROM - NIGHT", []Correction{made(1, Scene, "s1", "", "int_ext", "INT/EXT", "INT")}, "INT/EXT. LAMP ROM - NIGHT"},
		"a value nobody could say": {"INT. LAMP ROM - NIGHT", []Correction{made(1, Scene, "s1", "", "int_ext", "UNDER", "INT")}, "INT. LAMP ROM - NIGHT"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			paper := sample()
			paper.Scenes[0].Heading = test.heading
			if facts, _ := Apply(paper, test.list); facts.Scenes[0].Heading != test.want {
				t.Errorf("heading is %q, want %q", facts.Scenes[0].Heading, test.want)
			}
		})
	}
	facts, _ := Apply(sample(), []Correction{made(1, Scene, "s3", "", "set", "VAN", "CAR")})
	if facts.Scenes[2].Heading != "I/E. VAN - DUSK" {
		t.Errorf("heading is %q", facts.Scenes[2].Heading)
	}
}

func TestSetAndCastFollow(t *testing.T) {
	t.Parallel()
	set := made(1, Scene, "s1", "", "set", "Lamp Room", "LAMP ROM")
	facts, _ := Apply(sample(), []Correction{set, made(2, Scene, "s1", "", "characters", "EDDA, BOY", "EDDA, SUNNY")})
	here, there := facts.Days[0].Units[0].Strips[0], facts.Days[1].Units[0].Strips[0]
	if here.Set != "LAMP ROOM" || there.Set != "GALLERY" || !slices.Equal(here.Cast, []string{"EDDA", "GULL", "BOY"}) || len(there.Cast) > 0 {
		t.Errorf("strips are %+v and %+v", here, there)
	}
	if diff := cmp.Diff([]string{"LAMP ROOM", "GALLERY"}, facts.Locations[0].Sets); diff != "" {
		t.Error("sets of the location:", diff)
	}
	facts, _ = Apply(sample(), []Correction{set, made(2, Day, "d1", "p1", "set", "Stairs", "LAMP ROM"), made(3, Day, "d1", "p1", "cast", "Gull", "EDDA, SUNNY, GULL")})
	if s := facts.Days[0].Units[0].Strips[0]; s.Set != "STAIRS" || !slices.Equal(s.Cast, []string{"GULL"}) {
		t.Errorf("a strip with corrections of its own is %+v", s)
	}
	shared := sample()
	shared.Scenes[2].Set = "LAMP ROM"
	facts, _ = Apply(shared, []Correction{set})
	if diff := cmp.Diff([]string{"LAMP ROM", "LAMP ROOM", "GALLERY"}, facts.Locations[0].Sets); diff != "" {
		t.Error("sets where another scene keeps the name:", diff)
	}
	facts, _ = Apply(shared, []Correction{set, made(2, Scene, "s3", "", "set", "Gallery", "LAMP ROM")})
	if diff := cmp.Diff([]string{"LAMP ROOM", "GALLERY"}, facts.Locations[0].Sets); diff != "" {
		t.Error("sets where both scenes leave it:", diff)
	}
}

// someCorrections picks corrections among those of the field cases, good and bad ones.
func someCorrections(r *rand.Rand) []Correction {
	var list []Correction
	for n := range r.IntN(12) {
		test := fieldCases[r.IntN(len(fieldCases))]
		values := slices.Clone(test.bad)
		for value := range test.good {
			values = append(values, value)
		}
		slices.Sort(values)
		c := made(r.IntN(5), test.what, test.target, test.part, test.field, values[r.IntN(len(values))], test.said)
		c.ID = production.CorrectionID(fmt.Sprint(n))
		list = append(list, c)
	}
	return list
}

func TestProperties(t *testing.T) {
	t.Parallel()
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 1))
		list, paper := someCorrections(r), sample()
		given := slices.Clone(list)
		facts, settled := Apply(paper, list)
		if diff := cmp.Diff(sample(), paper) + cmp.Diff(given, list); diff != "" {
			t.Fatal("arguments were changed:", diff)
		}
		if diff := cmp.Diff(broken(paper), broken(facts)); diff != "" {
			t.Fatal("facts are broken:", diff, list)
		}
		again, settledAgain := Apply(paper, list)
		if diff := cmp.Diff(facts, again) + cmp.Diff(settled, settledAgain); diff != "" {
			t.Fatal("the same again differs:", diff)
		}
		twice, _ := Apply(facts, list)
		if diff := cmp.Diff(facts, twice); diff != "" {
			t.Fatal("applied to its own outcome:", diff, list)
		}
		r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
		other, shuffled := Apply(paper, list)
		byID := func(a, b Correction) int { return cmpID(a.ID, b.ID) }
		slices.SortFunc(settled, byID)
		slices.SortFunc(shuffled, byID)
		if diff := cmp.Diff(facts, other) + cmp.Diff(settled, shuffled); diff != "" {
			t.Fatal("another order differs:", diff)
		}
		if undone, _ := Apply(paper, list[:0]); cmp.Diff(sample(), undone) != "" {
			t.Fatal("taken away again:", cmp.Diff(sample(), undone))
		}
	}
	if facts, settled := Apply(sample(), nil); cmp.Diff(sample(), facts) != "" || len(settled) > 0 {
		t.Error("no corrections change something")
	}
}

func cmpID(a, b production.CorrectionID) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

// feature is what the papers say of a long feature: 400 scenes on 120 days, each shot on two of them.
func feature() production.Facts {
	paper := sample()
	scene, day := paper.Scenes[0], paper.Days[0]
	paper.Scenes, paper.Days = nil, nil
	for n := range 400 {
		scene.ID, scene.Number = production.SceneID(fmt.Sprint("scene", n)), fmt.Sprint(n)
		paper.Scenes = append(paper.Scenes, scene)
	}
	for n := range 120 {
		d := day
		d.ID, d.Units = production.DayID(fmt.Sprint("day", n)), slices.Clone(day.Units)
		for i := range d.Units {
			d.Units[i].Strips = slices.Repeat(d.Units[i].Strips[:1], 4)
			for k := range d.Units[i].Strips {
				s, shot := &d.Units[i].Strips[k], n*8+i*4+k
				s.ID, s.SceneID = production.StripID(fmt.Sprint("strip", shot)), production.SceneID(fmt.Sprint("scene", shot%400))
			}
		}
		paper.Days = append(paper.Days, d)
	}
	return paper
}

// BenchmarkApply lays corrections over a long feature: as many as there are, and ten times as many.
func BenchmarkApply(b *testing.B) {
	paper := feature()
	for _, many := range []int{50, 500} {
		var list []Correction
		for n := range many / 5 {
			scene, gone := fmt.Sprint("scene", n), onStrip(n, fmt.Sprint("gone", n), "cap", "1", "")
			gone.Scene = production.SceneID(fmt.Sprint("scene", 200+n))
			list = append(list, gone, made(n, Scene, scene, "", "set", "LAMP ROOM", "LAMP ROM"), made(n, Day, fmt.Sprint("day", n), "Main", "call", "06:00", "07:00"),
				made(n, Day, "day0", fmt.Sprint("strip", n), "closed", "yes", "no"), made(n, Day, fmt.Sprint("day", n), "Main", "wrap", "18:00", "18:30"))
		}
		b.Run(fmt.Sprint(many), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Apply(paper, list)
			}
		})
	}
}
