package correction

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// broken lists what is wrong with facts, in words.
func broken(facts production.Facts) (wrong []string) {
	say := func(ok bool, format string, args ...any) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf(format, args...))
		}
	}
	line := func(s string) bool {
		return utf8.ValidString(s) && !strings.ContainsAny(s, "\n\r\x00") && s == strings.TrimSpace(s)
	}
	names := func(list []string) bool {
		return !slices.ContainsFunc(list, func(n string) bool { return n == "" || !line(n) })
	}
	for _, s := range facts.Scenes {
		say(line(s.Set) && s.Set == strings.ToUpper(s.Set) && s.Set != "", "set %q", s.Set)
		say(line(s.Heading) && line(s.Synopsis) && line(s.ScriptDay) && s.TimeOfDay == strings.ToUpper(s.TimeOfDay), "texts of scene %s", s.ID)
		say(s.IntExt == "" || slices.Contains(places, string(s.IntExt)), "place %q", s.IntExt)
		say(s.Eighths > 0 && s.Eighths <= mostEighths && names(s.Characters), "length or characters of scene %s", s.ID)
	}
	for _, d := range facts.Days {
		for _, u := range d.Units {
			say(u.Call.Known() && u.Call <= u.Wrap, "unit %s of %s: %s to %s", u.Unit, d.ID, u.Call, u.Wrap)
			for _, s := range u.Strips {
				say(s.Start.Known() && s.Start <= s.End && s.Capacity >= -1 && names(s.Cast), "strip %s: %+v", s.ID, s)
			}
		}
	}
	for _, e := range facts.Events {
		_, err := production.ParseDate(string(e.Date))
		say(err == nil && e.Title != "" && plausible(e.Start, e.End) && names(e.People), "event %+v", e)
	}
	for _, p := range facts.People {
		say(p.Name != "" && line(p.Name) && line(p.Role) && line(p.Email) && line(p.Phone), "person %+v", p)
		for _, r := range p.Away {
			say(r.From <= r.To && r.From.Known(), "away %v", r)
		}
	}
	return wrong
}

// FuzzCorrection corrects one field of a sample production to anything and holds that facts stay valid,
// that what Check accepts is shown, and that what is shown is accepted as it is written.
func FuzzCorrection(f *testing.F) {
	for i, test := range fieldCases {
		for value := range test.good {
			f.Add(uint(i), value, test.said)
		}
		for _, value := range test.bad {
			f.Add(uint(i), value, "")
		}
	}
	f.Fuzz(func(t *testing.T, which uint, text, was string) {
		test := fieldCases[which%uint(len(fieldCases))]
		c := made(1, test.what, test.target, test.part, test.field, text, was)
		paper := sample()
		refused := Check(paper, c)
		facts, settled := Apply(paper, []Correction{c})
		if !reflect.DeepEqual(sample(), paper) {
			t.Fatal("arguments were changed:", cmp.Diff(sample(), paper))
		}
		if wrong := broken(facts); len(wrong) > 0 {
			t.Fatalf("%q: %v", text, wrong)
		}
		if twice, _ := Apply(facts, []Correction{c}); !reflect.DeepEqual(facts, twice) {
			t.Fatal("applied to its own outcome:", cmp.Diff(facts, twice))
		}
		if refused != nil {
			return
		}
		field, _ := fieldOf(c.What, c.Field)
		shown, err := find(&facts, c.What, c.Target, c.Part, field)
		if err != nil || settled[0].State != Standing && settled[0].State != Disputed {
			t.Fatalf("%q: %s, %v", text, settled[0].State, err)
		}
		said := field.get(shown)
		v, err := field.read(said)
		if err != nil {
			t.Fatalf("%q shows as %q, which is refused: %v", text, said, err)
		}
		own := shown.alone()
		field.set(own, v)
		if again := field.get(own); again != said {
			t.Fatalf("%q shows as %q and then as %q", text, said, again)
		}
	})
}
