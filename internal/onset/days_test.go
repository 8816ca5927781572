package onset

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// at reads a clock written in a test.
func at(text string) production.Clock {
	c, err := production.ParseClock(text)
	if err != nil {
		panic(err)
	}
	return c
}

const none = production.NoClock

// fullDay is a day with everything on it.
func fullDay() Packet {
	return Packet{
		ProductionID: "01900000-0000-7000-8000-000000000001", Production: "The Lamp Room", Title: "Day 4 · Thu 7 May",
		Date: "2026-05-07", Number: 4, Of: 23, Zone: "Europe/London", Revision: "Blue schedule, 1 May 2026",
		Call: at("07:00"), Wrap: at("18:30"),
		Locations: []PacketPlace{
			{"Harbour Mill", []string{"LAMP ROOM", "ATTIC"}, "Mill Lane 4. Park behind the weir. Hospital: St Brigid's, 12 min."},
			{"Old Bridge", []string{"BRIDGE"}, "Company move after lunch, 15 min."},
		},
		Units: []PacketUnit{{Name: "Main", Call: at("07:00"), Wrap: at("18:30"), Location: "Harbour Mill", Strips: []PacketStrip{
			{"12A", "INT. LAMP ROOM - DAY", IntDay, at("08:00"), at("10:15"), []string{"MARTA", "JÓZEF"}, false, 2},
			{"13", "INT. ATTIC - NIGHT", IntNight, at("10:15"), at("12:30"), []string{"MARTA"}, true, 0},
			{"", "LUNCH AND COMPANY MOVE", "", at("12:30"), at("14:00"), nil, false, -1},
			{"47", "EXT. BRIDGE - DAY", ExtDay, at("14:00"), at("16:30"), []string{"JÓZEF", "THE KEEPER", "12 DOCKERS"}, false, 4},
			{"48", "EXT. BRIDGE - NIGHT", ExtNight, at("16:30"), at("18:15"), []string{"JÓZEF"}, false, -1},
		}}},
		Shifts: []PacketShift{
			{"Zoë Müller-Łukasik", []string{"video", "interview"}, at("07:30"), at("12:30"), at("13:15"), at("18:30")},
			{"Ben Okafor", []string{"stills"}, at("07:30"), at("12:30"), at("13:15"), at("17:30")},
			{"Ingrid Åsheim", []string{"timelapse", "sound"}, at("06:30"), at("12:00"), at("12:45"), at("16:30")},
		},
		Moments: []Entry{
			{Moment: "m2", Start: at("14:30"), End: at("16:00"), Title: "The fall from the bridge: rigging and first take", Kind: "Stunt", Scene: "47", Place: "Old Bridge",
				Team: []TeamMember{{"Zoë Müller-Łukasik", "video"}, {"Ben Okafor", "stills"}}, Kit: []string{"A camera", "long lens", "ear defenders"},
				Why:  []string{"Stunt: “falls backwards over the parapet”, page 31", "Only day with the stunt coordinator", "The arc “Józef lets go” has nothing yet"},
				Note: "Stay behind the tape until the coordinator has said clear."},
			{Moment: "m1", Start: at("08:15"), End: at("09:30"), Title: "Director and Marta find the scene", Kind: "Director and actor", Scene: "12A", Place: "Lamp room",
				Team: []TeamMember{{"Zoë Müller-Łukasik", "video"}}, Kit: []string{"B camera", "radio microphone"}, Why: []string{"First scene of the two together", "Four speeches, longest of the script"}},
			{Moment: "m3", Start: at("10:30"), End: at("11:30"), Title: "Attic: how the storm light is made", Kind: "Technical", Scene: "13", Place: "Attic", Closed: true,
				Team: []TeamMember{{"Ingrid Åsheim", "timelapse"}}, Why: []string{"Effects: storm behind glass"}},
		},
		DoNot:  []string{"Attic, 10:15–12:30: closed set for scene 13. No one from BTS enters or watches a monitor.", "Lamp room, 08:00–10:15: at most 2 people from BTS."},
		Notes:  []string{"Radio: channel 1 production, 2 open, 7 BTS. Switch off before a take.", "Sunset 20:32."},
		Events: []production.Event{{Title: "Costume fitting", Start: at("11:00"), End: at("12:00"), Place: "Unit base", People: []string{"The Keeper"}}, {Title: "Build: weir set", Start: none, End: none, Place: "Stage 2"}},
		Checks: []Check{{"Technical setup", "Batteries are full", true}, {"Technical setup", "Ear defenders for the stunt", false}, {"Post-shooting", "Cards are copied twice", false}},
		Missed: []string{"Interview with the production designer: nobody who can interview is free before 17:00."},
		URL:    "https://bts.example.org/p/the-lamp-room/days/2026-05-07",
	}
}

// emptyDay is a day on which nothing is known but its date.
func emptyDay() Packet {
	return Packet{Production: "The Lamp Room", Title: "Sun 10 May", Date: "2026-05-10", Zone: "Europe/London", Call: none, Wrap: none}
}

// nightDay runs past midnight.
func nightDay() Packet {
	p := fullDay()
	p.Title, p.Call, p.Wrap = "Day 5 · Fri 8 May", at("17:00"), at("04:30+1")
	p.Units[0].Call, p.Units[0].Wrap = p.Call, p.Wrap
	p.Units[0].Strips = []PacketStrip{{"50", "EXT. WEIR - NIGHT", ExtNight, at("20:00"), at("01:30+1"), []string{"MARTA"}, false, -1}}
	p.Shifts = []PacketShift{{"Ben Okafor", []string{"stills"}, at("19:00"), at("23:45"), at("00:30+1"), at("04:00+1")}}
	p.Moments = []Entry{{Moment: "n1", Start: at("23:00"), End: at("00:15+1"), Title: "Rain towers on the weir", Kind: "Technical", Scene: "50", Team: []TeamMember{{"Ben Okafor", "stills"}}}}
	return p
}

// longDay is more than anybody plans.
func longDay() Packet {
	p := fullDay()
	for i := range 40 {
		m := p.Moments[i%3]
		m.Moment = production.MomentID(fmt.Sprint("long", i))
		m.Start, m.End = at("06:30")+production.Clock(i*15), at("06:30")+production.Clock(i*15+15)
		m.Title = fmt.Sprintf("Moment number %d with %s", i, strings.Repeat("many words ", i%12))
		p.Moments = append(p.Moments, m)
		p.Shifts = append(p.Shifts, PacketShift{Name: fmt.Sprintf("Trainee number %d", i), Skills: []string{"stills"}, Call: at("07:00"), Meal: none, MealTo: none, Wrap: at("15:00")})
		p.DoNot = append(p.DoNot, fmt.Sprintf("Stage %d: %s", i, strings.Repeat("closed because of the work on the ceiling ", i%4+1)))
	}
	p.Notes = append(p.Notes, strings.Repeat("w", 300), strings.Repeat("A long note that goes on. ", 120))
	return p
}

func scene(inside, time string) production.Scene {
	return production.Scene{IntExt: production.IntExt(inside), TimeOfDay: time}
}
