package correction

import "github.com/btsdirector/bts/internal/production"

// sample is what the papers say of a small production; every call makes its own.
func sample() production.Facts {
	scene := func(id, number string, where production.IntExt, set, time string, eighths int, characters ...string) production.Scene {
		return production.Scene{
			ID: production.SceneID(id), Number: number, NumberGiven: true, Heading: string(where) + ". " + set + " - " + time, IntExt: where, Set: set, TimeOfDay: time,
			Eighths: eighths, Characters: characters, ScriptDay: "D1", Synopsis: "She lights the lamp", Elements: []production.Element{{Category: production.CategoryProps, Name: "Lamp"}},
		}
	}
	facts := production.Facts{
		Scenes: []production.Scene{
			scene("s1", "1", production.Interior, "LAMP ROM", "NIGHT", 11, "EDDA", "SUNNY"),
			scene("s2", "2", production.Exterior, "QUAY", "DAY", 4, "EDDA"),
			scene("s3", "3", production.Both, "CAR", "DUSK", 8),
		},
		Days: []production.Day{
			{ID: "d1", Number: 1, Date: "2026-05-11", Note: "Low tide", Units: []production.UnitDay{
				{Unit: "Main", Call: 420, Wrap: 1110, Location: "Lighthouse", Strips: []production.Strip{
					{ID: "p1", SceneNumber: "1", SceneID: "s1", Start: 540, End: 660, Set: "LAMP ROM", Capacity: -1, Cast: []string{"EDDA", "SUNNY", "GULL"}},
					{ID: "p2", Banner: "LUNCH", Start: 780, End: 840, Capacity: -1},
				}},
				{Unit: "Second", Call: 480, Wrap: 1080, Estimated: true, Location: "Harbour", Strips: []production.Strip{
					{ID: "p3", SceneNumber: "2", SceneID: "s2", Start: 600, End: 720, Estimated: true, Set: "QUAY", Closed: true, Capacity: 2},
				}},
			}},
			{ID: "d2", Number: 2, Date: "2026-05-12", Units: []production.UnitDay{
				{Unit: "Main", Call: 1020, Wrap: 1500, Location: "Lighthouse", Strips: []production.Strip{
					{ID: "p4", SceneNumber: "1", SceneID: "s1", Start: 1080, End: 1470, Set: "GALLERY", Capacity: -1},
				}},
			}},
		},
		Events: []production.Event{
			{ID: "e1", Kind: production.Fitting, Title: "Fitting", Date: "2026-05-08", Start: 600, End: 660, People: []string{"Ann Actor"}, Place: "Workshop"},
			{ID: "e2", Kind: "bespoke", Title: "Party", Date: "2026-05-09", Start: production.NoClock, End: production.NoClock},
		},
		People: []production.Person{
			{ID: "a1", Kind: production.Cast, Name: "Ann Actor", Character: "EDDA", Away: []production.DateRange{{From: "2026-05-20", To: "2026-05-20"}, {From: "2026-05-01", To: "2026-05-03"}}},
			{ID: "a2", Kind: production.Head, Name: "Di Rector", Role: "Director", Email: "di@example.org", Phone: "555 0100"},
		},
		Locations: []production.Location{{Name: "Lighthouse", Sets: []string{"LAMP ROM", "GALLERY"}, Address: "1 Quay Road"}, {Name: "Harbour", Sets: []string{"QUAY"}}},
		Unplaced:  []string{"3"},
		Shots:     []production.Shot{{ID: "h1", Scene: "1", SceneID: "s1"}},
	}
	facts.Scenes[1].Estimated = true
	facts.Scenes[2].Heading = "I/E. CAR - DUSK"
	return facts
}
