package main

// events are the calendar beside the board, in order of date. The rehearsal of the closed scene is
// private and therefore on no calendar that is handed out.
var events = []event{
	{date: "2026-04-23", kind: "rehearsal", name: "Rehearsal: read-through, whole cast", start: "10:00", end: "13:00", place: "Village hall",
		people: []string{director, edda, tam, sunny, jonah, bee, posy, voss, gillis, mag, youngEdda}},
	{date: "2026-04-24", kind: "fitting", name: "Fitting 1: Edda's boiler suits and her father's coat", start: "11:00", end: "12:30", place: "Costume store", scene: "2",
		people: []string{costume, edda}},
	{date: "2026-04-27", kind: "custom", name: "Set build: lamp room, day 1 of 4, iron floor and trough", start: "08:00", end: "18:00", place: "Stage", scene: "6", people: []string{designer}},
	{date: "2026-04-28", kind: "custom", name: "Set build: lamp room, day 2 of 4, window ring", start: "08:00", end: "18:00", place: "Stage", scene: "6", people: []string{designer}},
	{date: "2026-04-28", kind: "custom", name: "Make-up test: Mag on the ward, Tam's hands", start: "10:00", end: "12:00", place: "Make-up room", scene: "1",
		people: []string{makeup, mag, tam}},
	{date: "2026-04-29", kind: "custom", name: "Set build: lamp room, day 3 of 4, lens on its turntable", start: "08:00", end: "18:00", place: "Stage", scene: "21", people: []string{designer, gaffer}},
	{date: "2026-04-29", kind: "custom", name: "Camera test: working Fresnel at full, flare and flicker", start: "15:00", end: "17:30", place: "Stage", scene: "21",
		people: []string{camera, gaffer, director}},
	{date: "2026-04-30", kind: "custom", name: "Set build: lamp room, day 4 of 4, dressing and curtains", start: "08:00", end: "18:00", place: "Stage", scene: "6", people: []string{designer}},
	{date: "2026-05-01", kind: "rehearsal", name: "Rehearsal: turning the lens by hand, Edda and Tam", start: "10:00", end: "12:00", place: "Stage", scene: "29",
		people: []string{director, edda, tam}},
	{date: "2026-05-03", kind: "travel", name: "Travel: cast and crew to Hollin", start: "10:00", end: "16:00", place: "Village"},
	{date: "2026-05-06", kind: "fitting", name: "Fitting 2: Gillis and Bee, oilskins wet and dry", start: "12:30", end: "13:30", place: "Costume store", scene: "30",
		people: []string{costume, gillis, bee}},
	{date: "2026-05-11", kind: "custom", name: "Publicity visit: regional press at the lamp room", start: "10:30", end: "12:30", place: "Stage", scene: "19",
		people: []string{publicist, director, tam}},
	{date: "2026-05-11", kind: "fitting", name: "Fitting 3: Sunny's harness under costume, three copies", start: "17:00", end: "18:00", place: "Costume store", scene: "33",
		people: []string{costume, stuntDouble, stunts}},
	{date: "2026-05-14", kind: "rehearsal", name: "Rehearsal: bridge stunt, fall through the deck", start: "16:00", end: "18:00", place: "Bridge", scene: "33",
		people: []string{stunts, stuntDouble, sunny, voss, effects, firstAD}},
	{date: "2026-05-19", kind: "travel", name: "Travel: unit home", start: "10:00", end: "16:00", place: "Village"},
}
