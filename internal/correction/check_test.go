package correction

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

// fieldCases try every field: what the paper says, what people may write, how it is shown then ("" for
// as written), and what is refused.
var fieldCases = []struct {
	what         What
	target, part string
	field        string
	said         string
	good         map[string]string
	bad          []string
}{
	{Scene, "s1", "", "set", "LAMP ROM", map[string]string{"Lamp  Room": "LAMP ROOM"}, []string{"", "  ", "A\nB", "A\x00B", strings.Repeat("x", 501), "\xff", "A\u202eB"}},
	{Scene, "s1", "", "int_ext", "INT", map[string]string{"ext": "EXT", "INT/EXT": "", "": ""}, []string{"INTERIOR", "EXT/INT"}},
	{Scene, "s1", "", "time_of_day", "NIGHT", map[string]string{"dawn": "DAWN", "": ""}, []string{"A\nB"}},
	{Scene, "s1", "", "eighths", "1 3/8", map[string]string{"2": "", "3/8": "", "2  1/8": "2 1/8", "0 4/8": "4/8", "100": ""},
		[]string{"", "0", "0/8", "8/8", "1/4", "1.5", "-1", "100 1/8", "1000", "3/8 1", "one", "~2"}},
	{Scene, "s2", "", "eighths", "~4/8", map[string]string{"4/8": "", "1": ""}, []string{"~4/8"}},
	{Scene, "s1", "", "synopsis", "She lights the lamp", map[string]string{"She puts it out.": "", "": ""}, []string{"A\nB"}},
	{Scene, "s1", "", "script_day", "D1", map[string]string{"D2": "", "": ""}, []string{strings.Repeat("x", 501)}},
	{Scene, "s1", "", "characters", "EDDA, SUNNY", map[string]string{"Edda": "EDDA", "edda; Smith, Jr.": "EDDA; SMITH, JR.", "smith, jr.;": "SMITH, JR.;", "A\nB": "A, B", "A,,a, A": "A", "": ""},
		[]string{strings.Repeat("x,", 3000)}},
	{Day, "d1", "Main", "call", "07:00", map[string]string{"6:30": "06:30", "7:30 am": "07:30", "0715": "07:15", "18:30": ""}, []string{"", "late", "25:00", "~07:15", "00:30+1", "18:31"}},
	{Day, "d1", " main ", "wrap", "18:30", map[string]string{"00:30+1": "", "07:00": "", "24:00+1": "00:00+2"}, []string{"06:59", "00:30", "00:01+2", ""}},
	{Day, "d1", "Second", "call", "~08:00", map[string]string{"08:00": "", "20:00": "", "05:00": ""}, []string{""}},
	{Day, "d1", "Second", "wrap", "~18:00", map[string]string{"18:00": "", "06:00": ""}, []string{"x"}},
	{Day, "d1", "Main", "location", "Lighthouse", map[string]string{"Old  Light": "Old Light", "": ""}, []string{"A\nB"}},
	{Day, "d1", "", "note", "Low tide", map[string]string{"Low tide \r\nat 14:00\n": "Low tide\nat 14:00", "": ""}, []string{strings.Repeat("x", 5001), "\x1b[2J"}},
	{Day, "d1", "p1", "start", "09:00", map[string]string{"09:15": "", "11:00": ""}, []string{"", "11:01"}},
	{Day, "d1", "p1", "end", "11:00", map[string]string{"12:00": "", "09:00": ""}, []string{"08:00"}},
	{Day, "d1", "p3", "start", "~10:00", map[string]string{"10:00": "", "15:00": ""}, []string{""}},
	{Day, "d1", "p1", "set", "LAMP ROM", map[string]string{"lamp room": "LAMP ROOM", "": ""}, []string{"A\nB"}},
	{Day, "d1", "p1", "closed", "no", map[string]string{"Yes": "yes"}, []string{"", "perhaps", "true"}},
	{Day, "d1", "p3", "cap", "2", map[string]string{"0": "", "": "", "03": "3"}, []string{"-1", "many", "1000", "1.5"}},
	{Day, "d1", "p1", "cap", "", map[string]string{"1": ""}, nil},
	{Day, "d1", "p1", "cast", "EDDA, SUNNY, GULL", map[string]string{"edda": "EDDA", "": ""}, nil},
	{Event, "e1", "", "title", "Fitting", map[string]string{"Wire test": ""}, []string{""}},
	{Event, "e2", "", "kind", "bespoke", map[string]string{"Rehearsal": "rehearsal"}, []string{"party", ""}},
	{Event, "e1", "", "date", "2026-05-08", map[string]string{"2026-05-09": ""}, []string{"", "9 May", "2026-02-30", "09.05.2026"}},
	{Event, "e1", "", "start", "10:00", map[string]string{"11:00": ""}, []string{"", "11:01"}},
	{Event, "e1", "", "end", "11:00", map[string]string{"12:30": "", "": ""}, []string{"09:00"}},
	{Event, "e2", "", "start", "", map[string]string{"10:00": ""}, nil},
	{Event, "e2", "", "end", "", nil, []string{"10:00"}},
	{Event, "e1", "", "place", "Workshop", map[string]string{"Stage 2": "", "": ""}, nil},
	{Event, "e1", "", "people", "Ann Actor", map[string]string{"Ann Actor, Sunny": "", "": ""}, nil},
	{Person, "a1", "", "name", "Ann Actor", map[string]string{"Anne Actor": ""}, []string{""}},
	{Person, "a2", "", "role", "Director", map[string]string{"Co-director": "", "": ""}, nil},
	{Person, "a1", "", "away", "2026-05-01 to 2026-05-03, 2026-05-20", map[string]string{"2026-05-20, 2026-05-02 – 2026-05-03": "2026-05-02 to 2026-05-03, 2026-05-20", "2026-05-01": "", "": ""},
		[]string{"2026-05-03 to 2026-05-01", "May", "2026-13-01", strings.Repeat("2026-05-01,", 600)}},
	{Person, "a2", "", "email", "di@example.org", map[string]string{"dd@example.org": "", "": ""}, []string{"di", "Di <di@example.org>", "a@b\nc"}},
	{Person, "a2", "", "phone", "555 0100", map[string]string{"+44 (20) 7946-0000 ext. 12": "", "": ""}, []string{"none", "12"}},
	{Location, " lighthouse", "", "address", "1 Quay Road", map[string]string{"2 Quay Road": "", "": ""}, nil},
	{Location, "Lighthouse", "", "contact", "", map[string]string{"Harbour master, 555 0100": ""}, nil},
	{Location, "Lighthouse", "", "note", "", map[string]string{"No parking\nat the gate": ""}, nil},
}

func TestFields(t *testing.T) {
	t.Parallel()
	tried := map[string]bool{}
	for _, test := range fieldCases {
		tried[string(test.what)+" "+test.field] = true
		t.Run(string(test.what)+" "+test.target+" "+test.part+" "+test.field, func(t *testing.T) {
			t.Parallel()
			facts := sample()
			if said, err := Read(facts, test.what, test.target, test.part, test.field); err != nil || said != test.said {
				t.Errorf("reads %q, %v; want %q", said, err, test.said)
			}
			c := Correction{ID: "c", What: test.what, Target: test.target, Part: test.part, Field: test.field, Was: test.said}
			for value, want := range test.good {
				if c.Value = value; want == "" {
					want = value
				}
				if err := Check(facts, c); err != nil {
					t.Errorf("%q: %v", value, err)
					continue
				}
				shown, settled := Apply(facts, []Correction{c})
				said, err := Read(shown, test.what, test.target, test.part, test.field)
				if err != nil || strings.TrimPrefix(said, EstimateMark) != want {
					t.Errorf("%q shows as %q, %v; want %q", value, said, err, want)
				}
				if settled[0].State != Standing || settled[0].Paper != test.said {
					t.Errorf("%q is %s, the paper says %q", value, settled[0].State, settled[0].Paper)
				}
			}
			for _, value := range test.bad {
				c.Value = value
				if err := Check(facts, c); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), ". ") || fault.PersonText(err) == "" {
					t.Errorf("%q: error is %v", value, err)
				}
			}
			if !strings.HasPrefix(test.said, EstimateMark) {
				c.Value = test.said
				if err := Check(facts, c); !fault.Is(err, fault.Invalid) {
					t.Errorf("what the paper says already: %v", err)
				}
			}
			if diff := cmp.Diff(sample(), facts); diff != "" {
				t.Error("the facts were changed:", diff)
			}
		})
	}
	for _, what := range []What{Scene, Day, Event, Person, Location} {
		for _, f := range Fields(what) {
			if !tried[string(what)+" "+f.Name] || f.Label == "" || f.Kind == "" {
				t.Errorf("%s of a %s is not tried: %+v", f.Name, what, f)
			}
			own, _ := fieldOf(what, f.Name)
			if _, err := own.read(f.Example); err != nil {
				t.Errorf("the example of %s: %v", f.Name, err)
			}
		}
	}
	if Fields("weather") != nil {
		t.Error("the weather can be corrected")
	}
}

func TestCheckMissing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]Correction{
		"kind":             {What: "weather", Field: "rain"},
		"field":            {What: Scene, Target: "s1", Field: "mood"},
		"scene":            {What: Scene, Target: "s9", Field: "set"},
		"part of a scene":  {What: Scene, Target: "s1", Part: "Main", Field: "set"},
		"day":              {What: Day, Target: "d9", Part: "Main", Field: "call"},
		"unit":             {What: Day, Target: "d2", Part: "Second", Field: "call"},
		"no unit":          {What: Day, Target: "d2", Field: "call"},
		"strip":            {What: Day, Target: "d1", Part: "p9", Field: "closed"},
		"no strip":         {What: Day, Target: "d1", Field: "closed"},
		"time of that day": {What: Day, Target: "d2", Part: "p1", Field: "start"},
		"event":            {What: Event, Target: "e9", Field: "title"},
		"person":           {What: Person, Target: "", Field: "name"},
		"location":         {What: Location, Target: "Moon", Field: "note"},
	} {
		c.Value = "12:00"
		if err := Check(sample(), c); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), ". ") {
			t.Errorf("%s: error is %v", name, err)
		}
		if _, err := Read(sample(), c.What, c.Target, c.Part, c.Field); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: reading says %v", name, err)
		}
		facts, settled := Apply(sample(), []Correction{c})
		if diff := cmp.Diff(sample(), facts); diff != "" || settled[0].State != Orphaned {
			t.Errorf("%s: %s %s", name, settled[0].State, diff)
		}
	}
	if err := Check(sample(), Correction{What: Scene, Target: "s1", Field: "set", Value: "X", Note: strings.Repeat("x", 5001)}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a long reason: %v", err)
	}
}
