package main

// days are the twelve shoot days. Nights begin when it is dark enough (the sun sets at nine in
// May), and every call keeps eleven hours from the wrap before. Day 10 is short on purpose: it
// stands between the bridge night and the dawn.
var days = []shootDay{
	{date: "2026-05-04", location: "Village", call: "07:00", wrap: "18:30", note: "First day. Bank holiday: the coast road is closed to 10:30.", slots: []slot{
		{scene: "2", start: "07:40", end: "10:15"},
		{scene: "4", start: "11:15", end: "13:45", banner: "UNIT MOVE: coast road to The Drifter"},
		{scene: "1", start: "15:15", end: "18:00", banner: "LUNCH 13:45-14:45. Walk to the school, ward set, windows blacked"},
	}},
	{date: "2026-05-05", location: "Lighthouse", call: "06:30", wrap: "18:00", note: "Low water 11:40. Crane must be off the rocks by 13:15.", slots: []slot{
		{scene: "9", start: "07:40", end: "10:00"},
		{scene: "10", start: "10:30", end: "13:00"},
		{scene: "11", start: "14:00", end: "15:45", banner: "LUNCH 13:00-14:00"},
		{scene: "16", start: "16:15", end: "17:30", banner: "UNIT MOVE: jetty to bridge, on foot"},
	}},
	{date: "2026-05-06", location: "Stage", call: "07:30", wrap: "19:00", note: "Closed set until 11:30.", slots: []slot{
		{scene: "14", start: "08:30", end: "11:30", banner: "CLOSED SET: essential crew only, monitors off elsewhere"},
		{scene: "15", start: "12:00", end: "14:00"},
		{scene: "17", start: "15:00", end: "16:30", banner: "LUNCH 14:00-15:00"},
		{scene: "5", start: "16:30", end: "18:45"},
	}},
	{date: "2026-05-07", location: "Stage", call: "08:30", wrap: "19:30", note: "Lamp lit for real at 14:10. Nobody in the beam without the gaffer's word.", slots: []slot{
		{scene: "6", start: "09:30", end: "11:30"},
		{scene: "20", start: "11:45", end: "13:15"},
		{scene: "21", start: "14:10", end: "15:40", banner: "LUNCH 13:15-14:00"},
		{scene: "22PT1", start: "16:15", end: "19:15"},
	}},
	{date: "2026-05-08", location: "Stage", call: "12:00", wrap: "23:30", note: "Stage, then the real gallery after dark. Harness briefing 20:15.", slots: []slot{
		{scene: "22PT2", start: "13:00", end: "15:00"},
		{scene: "23", start: "15:00", end: "16:00"},
		{scene: "29", start: "16:15", end: "18:30"},
		{scene: "24", start: "21:30", end: "23:00", banner: "DINNER 18:30-19:15. COMPANY MOVE: stage to lighthouse, 45 minutes"},
	}},
	{date: "2026-05-11", location: "Stage", call: "08:00", wrap: "18:30", note: "Twelve children until 13:00. Press on stage in the morning.", slots: []slot{
		{scene: "18", start: "09:00", end: "10:15"},
		{scene: "19", start: "10:30", end: "12:45"},
		{scene: "32", start: "13:45", end: "18:00", banner: "LUNCH 12:45-13:45. Quiet set for scene 32"},
	}},
	{date: "2026-05-12", location: "Lighthouse", call: "15:00", wrap: "01:00+1", note: "Night. Rain towers up 16:00, tested wet 18:00.", slots: []slot{
		{scene: "26", start: "19:45", end: "21:15", banner: "DINNER 18:30-19:30. Last light for scene 26"},
		{scene: "31", start: "21:15", end: "23:00"},
		{scene: "30", start: "23:15", end: "00:45+1"},
	}},
	{date: "2026-05-13", location: "Village", call: "12:00", wrap: "23:30", note: "Twenty-two children until 17:00, school closed for a training day.", slots: []slot{
		{scene: "7", start: "12:45", end: "15:15"},
		{scene: "8", start: "15:30", end: "17:00"},
		{scene: "12A", start: "18:30", end: "20:30", banner: "DINNER 17:00-18:00. UNIT MOVE: school to The Drifter"},
		{scene: "13", start: "21:30", end: "23:00", banner: "UNIT MOVE: to the harbour wall, on foot"},
	}},
	{date: "2026-05-14", location: "Bridge", call: "15:00", wrap: "01:30+1", note: "Night. Stunt. Safety meeting 15:30, all departments.", slots: []slot{
		{scene: "33", start: "20:45", end: "23:30", banner: "DINNER 19:00-20:00"},
		{scene: "34", start: "23:45", end: "01:00+1"},
	}},
	{date: "2026-05-15", location: "Village", call: "12:30", wrap: "17:00", note: "Short day between the night and the dawn. Two cameras.", slots: []slot{
		{scene: "12", start: "13:15", end: "16:45"},
	}},
	{date: "2026-05-16", location: "Lighthouse", call: "04:00", wrap: "13:30", note: "Dawn. Sunrise 04:52. Posy from 07:00, her double before.", slots: []slot{
		{scene: "35", start: "04:30", end: "07:45"},
		{scene: "25", start: "08:30", end: "12:45", banner: "BREAKFAST 07:45-08:30. Forty villagers on set 08:15"},
	}},
	{date: "2026-05-18", location: "Village", call: "12:30", wrap: "00:45+1", note: "Last day. Pub, then the bridge by day and by night. Wrap party is a bacon roll.", slots: []slot{
		{scene: "27", start: "13:30", end: "16:00"},
		{scene: "3", start: "17:00", end: "19:45", banner: "COMPANY MOVE: The Drifter to the bridge, 40 minutes"},
		{scene: "28", start: "21:30", end: "00:15+1", banner: "DINNER 19:45-20:45"},
	}},
}
