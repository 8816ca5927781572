package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// noon is a time that survives milliseconds.
var noon = time.Date(2026, 5, 12, 12, 0, 0, 123_000_000, time.UTC)

// Production adds a production with the title and returns it.
func Production(t testing.TB, s *store.Store, title string) production.Production {
	t.Helper()
	p := production.Production{
		ID: production.NewID[production.ProductionID](), Slug: production.Slug(title), Title: title, Kind: production.Short,
		TimeZone: "Europe/Lisbon", Start: "2026-05-12", CrewDays: 14, RulePack: "eu", CreatedAt: noon,
	}
	ctx := context.Background()
	if err := s.Write(ctx, func(tx *store.Tx) error { return tx.CreateProduction(ctx, p) }); err != nil {
		t.Fatal(err)
	}
	return p
}

// Facts are made-up facts with so many scenes, six of them on each shoot day, every list filled.
func Facts(scenes int) production.Facts {
	f := production.Facts{
		Events: []production.Event{{
			ID: production.NewID[production.EventID](), Kind: production.Fitting, Title: "Fitting — Zoë", Date: "2026-05-11",
			Start: 600, End: production.NoClock, People: []string{"ZOË"}, Place: "Wardrobe", Scene: "1",
			Calendar: "unit", UID: "fitting-1@example.com", Occurrence: "20260511", Sequence: 3,
		}},
		People: []production.Person{{
			ID: production.NewID[production.PersonID](), Kind: production.Cast, Name: "Ана Петрова", Character: "ZOË", BoardID: "1",
			Away: []production.DateRange{{From: "2026-05-20", To: "2026-05-21"}},
		}, {
			ID: production.NewID[production.PersonID](), Kind: production.Head, Name: "久石 真", Role: "Director", Away: []production.DateRange{},
			Department: "Direction", Email: "hisaishi@example.com", Phone: "+81 3 0000 0000",
		}},
		Locations: []production.Location{{
			Name: "Lighthouse", Sets: []string{"LAMP ROOM", "STAIRS"}, Address: "Cliff Road 1", Contact: "Keeper, 0123", Note: "No lift",
			Listed: true, ListedSets: []string{"STAIRS"},
		}, {Name: "Harbour", Sets: []string{}, ListedSets: []string{}}},
		Unplaced: []string{"77"},
		Shots: []production.Shot{{
			ID: production.NewID[production.ShotID](), Scene: "1", SceneID: "scene", Number: "A", Size: "CU", Angle: "low", Movement: "dolly in",
			Lens: "35 mm", Equipment: "crane", Description: "The lamp, “again”", Minutes: 40,
		}},
	}
	for i := range scenes {
		f.Scenes = append(f.Scenes, sampleScene(i))
	}
	for i := 0; i < scenes; i += 6 {
		f.Days = append(f.Days, sampleDay(len(f.Days), f.Scenes[i:min(i+6, scenes)]))
	}
	return f
}

func sampleScene(i int) production.Scene {
	s := production.Scene{
		ID: production.NewID[production.SceneID](), Number: fmt.Sprint(i + 1), NumberGiven: true, Position: i,
		Heading: "INT. LAMP ROOM - NIGHT", IntExt: production.Interior, Set: "LAMP ROOM", TimeOfDay: "NIGHT", Eighths: 5 + i%9,
		Estimated: i%2 == 0, Page: fmt.Sprint(i / 2), ScriptDay: "D1", Synopsis: "The lamp goes out; “again”, says Zoë. 🔦",
		Characters: []string{"ZOË", fmt.Sprintf("KEEPER %d", i%20)},
		Elements: []production.Element{
			{Category: production.CategoryProps, Label: "Props", Name: fmt.Sprintf("lantern %d", i%30), Source: production.FromSchedule},
			{Category: production.CategoryStunts, Label: "Stunts", Name: "fall from the gallery", Source: production.FromScript},
		},
		Notes: []production.Note{{Text: "Is it <really> night & fog?", Number: i*40 + 3}}, Sections: []string{"Act one", "The storm"},
		Tags: []string{"storm"}, Omitted: i%50 == 49, InScript: true, InSchedule: true, MinutesToShoot: 90, SourceLine: i * 40,
	}
	for n := range 24 {
		s.Lines = append(s.Lines, production.Line{
			Kind: production.Dialogue, Text: fmt.Sprintf("Line %d, which says about as much as a line of a script says.", n), Number: i*40 + n, Dual: n == 4,
		})
	}
	return s
}

func sampleDay(i int, scenes []production.Scene) production.Day {
	main := production.UnitDay{Unit: "Main", Call: 420, Wrap: 1140, Estimated: true, Location: "Lighthouse"}
	for n, s := range scenes {
		main.Strips = append(main.Strips, production.Strip{
			ID: production.NewID[production.StripID](), SceneNumber: s.Number, SceneID: s.ID, Start: production.Clock(480 + 90*n),
			End: production.Clock(570 + 90*n), Estimated: true, Set: s.Set, Closed: n == 3, Capacity: -1, Cast: s.Characters,
		})
	}
	second := production.UnitDay{Unit: "Second", Call: production.NoClock, Wrap: production.NoClock, Location: "Harbour", Strips: []production.Strip{{
		ID: production.NewID[production.StripID](), Banner: "Company move", Start: 600, End: 1500, Capacity: 2, Cast: []string{},
	}}}
	return production.Day{
		ID: production.NewID[production.DayID](), Number: i + 1, Date: production.Date("2026-05-12").AddDays(i),
		Units: []production.UnitDay{main, second}, Note: "Tide at 14:10",
	}
}

// Moments are so many made-up moments with scores from 0 to 99 and windows on two days.
func Moments(n int) []story.Moment {
	list := make([]story.Moment, n)
	for i := range list {
		date := production.Date("2026-05-12").AddDays(i % 30)
		window := story.Window{Date: date, Day: i%30 + 1, Start: 600, End: 720, Place: "LAMP ROOM", Location: "Lighthouse", Factor: 100, Estimated: true, Capacity: -1}
		later := window
		later.Date = date.AddDays(1)
		list[i] = story.Moment{
			ID: production.NewID[production.MomentID](), Key: fmt.Sprintf("stunt:%d", i), Title: fmt.Sprintf("The fall from the gallery, take %d", i),
			Kind: story.Kinds[i%len(story.Kinds)], SceneID: "scene", Scene: fmt.Sprint(i % 40), Score: (i * 37) % 100,
			Reasons: []story.Reason{{Text: "stunt: fall from the gallery", Points: 40, Line: i, Scene: fmt.Sprint(i % 40)}, {Text: "all four keepers together for the first time", Points: 20}},
			Windows: []story.Window{window, later}, Minutes: 45, HoldKit: 240, Roles: []story.Role{{Skill: story.Video, Count: 2}, {Skill: story.Stills, Count: 1}},
			Person: "Ана Петрова", Cast: []string{"ZOË", "KEEPER 1"}, Arc: "The light", LastDate: "2026-07-01", Status: story.Proposed,
			Origin: story.Found, Edited: []string{"title"}, Note: "Ask the stunt coordinator", Gone: i%7 == 0, MustHave: i%11 == 0,
		}
	}
	return list
}
