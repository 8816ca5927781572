package story

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// movingFilm is film with a company move on its first day: scene 4 is shot at the harbour.
func movingFilm() production.Facts {
	f := film()
	f.Scenes[3].Elements = append(f.Scenes[3].Elements, production.Element{Category: production.CategoryLocation, Name: "Harbour"})
	return f
}

func TestASceneIsWhereItsBreakdownSays(t *testing.T) {
	t.Parallel()
	list := Find(movingFilm(), Options{MinScore: 1})
	for _, m := range list {
		for _, w := range m.Windows {
			if w.Place == "KITCHEN" && w.Location != "Harbour" {
				t.Errorf("%q is at %q in %q", m.Title, w.Place, w.Location)
			}
		}
	}
	if w := titled(t, list, "Arrival at Harbour").Windows[0]; w.Date != "2026-05-04" || w.Place != "KITCHEN" {
		t.Errorf("the company arrives at the harbour on %s at %s", w.Date, w.Place)
	}
}

// TestWhenPeopleWait looks at one day of a unit: when could a person be talked to, and where?
func TestWhenPeopleWait(t *testing.T) {
	t.Parallel()
	maya := func(scene, from, to string) production.Strip { return strip(scene, "BALCONY", from, to, "MAYA", "TOM") }
	tom := func(from, to string) production.Strip { return strip("3", "BRIDGE", from, to, "TOM") }
	away := func(from, to string) production.Strip { return strip("4", "KITCHEN", from, to, "MAYA", "TOM") }
	lunch := production.Strip{Banner: "LUNCH", Start: at("13:00"), End: at("14:00")}
	for name, test := range map[string]struct {
		person string
		strips []production.Strip
		want   []string
	}{
		"an actor goes home an hour after her scene": {"Nora Vance", []production.Strip{maya("2", "09:00", "11:00"), tom("11:00", "20:00")},
			[]string{"11:15 12:00 Old town"}},
		"an actor comes in two hours before hers": {"Nora Vance", []production.Strip{tom("08:00", "16:00"), maya("2", "16:00", "20:00")},
			[]string{"14:00 15:30 Old town"}},
		"between two scenes": {"Nora Vance", []production.Strip{maya("2", "08:00", "11:00"), tom("11:00", "17:00"), maya("3", "17:00", "20:00")},
			[]string{"11:15 16:30 Old town"}},
		"up to the meal and from its end": {"Nora Vance", []production.Strip{maya("2", "08:00", "11:00"), lunch, tom("14:00", "17:00"), maya("3", "17:00", "20:00")},
			[]string{"11:15 13:00 Old town", "14:00 16:30 Old town"}},
		"not where the company has left": {"Nora Vance", []production.Strip{maya("2", "08:00", "11:00"), tom("11:00", "12:00"), away("17:00", "20:00")},
			[]string{"11:15 12:00 Old town"}},
		"not before it has arrived": {"Nora Vance", []production.Strip{tom("08:00", "10:00"), away("12:00", "13:00"), strip("4", "KITCHEN", "13:00", "16:00", "TOM"), away("16:00", "20:00")},
			[]string{"13:15 15:30 Harbour"}},
		"a head before the call and an hour before the stunt": {"Rob Keating", []production.Strip{maya("1", "09:00", "12:00"), tom("12:00", "20:00")},
			[]string{"07:00 08:00 Old town", "12:15 13:00 Old town"}},
		"a head without work that day": {"Rob Keating", []production.Strip{tom("09:00", "20:00")}, nil},
		"a designer through the day":   {"Lucia Ferro", []production.Strip{tom("09:00", "20:00"), lunch}, []string{"09:00 13:00 Old town", "14:00 19:00 Old town"}},
		"the director before the call": {"Hanne Ostrem", []production.Strip{tom("09:00", "20:00")}, []string{"07:00 08:30 Old town"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := movingFilm()
			f.People = append(f.People, production.Person{Kind: production.Head, Name: "Lucia Ferro", Role: "Production designer"},
				production.Person{Kind: production.Head, Name: "Hanne Ostrem", Role: "Director"})
			f.Days = []production.Day{
				{Number: 1, Date: "2026-05-04", Units: []production.UnitDay{{Unit: "Main", Call: at("08:00"), Wrap: at("20:00"), Location: "Old town", Strips: test.strips}}},
				{Number: 2, Date: "2026-05-05", Units: []production.UnitDay{{Unit: "Main", Call: at("09:00"), Wrap: at("12:00"), Location: "Old town",
					Strips: []production.Strip{strip("1", "BALCONY", "09:00", "12:00", "ADA")}}}},
			}
			var got []string
			for _, m := range Find(f, Options{MinScore: 1}) {
				for _, w := range m.Windows {
					if m.Kind == Interview && m.Person == test.person && w.Date == "2026-05-04" && w.Day == 1 {
						got = append(got, w.Start.String()+" "+w.End.String()+" "+w.Location)
					}
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("windows (-want +got):\n%s", diff)
			}
		})
	}
}
