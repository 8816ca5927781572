package intaketest

// USS is a shooting schedule as the documentation of the Universal Schedule Standard has it, with our
// extensions. Files since version 1.0 are written in another dialect.
const USS = `{"universalScheduleStandard": {
"project": "The Quay", "name": "One liner", "schedColor": "Blue", "schedDate": "2026-04-20T08:00:00.000Z", "version": "0.1.0", "unknown": {"deep": [1, null]},
"_people": [{"name": "Ann Actor", "role": "", "character": "Edda"}, {"name": "Dee Rector", "role": "Director", "character": ""}],
"categories": [
 {"id": "cs", "catId": 0, "name": "Set", "elements": ["s1", "s2"]}, {"id": "ci", "catId": 1, "name": "INT/EXT", "elements": ["i1"]},
 {"id": "cd", "catId": 2, "name": "Day/Night", "elements": ["n1"]}, {"id": "cc", "catId": 100, "name": "Players", "elements": ["p1", "p2"]},
 {"id": "cl", "catId": 6, "name": "Location", "elements": ["l1"]}, {"id": "cp", "catId": 501, "name": "Puppets", "elements": ["x1"]}],
"elements": [
 {"id": "s1", "name": "Quay"}, {"id": "s2", "name": "Hut"}, {"id": "i1", "name": "EXT"}, {"id": "n1", "name": "Night"}, {"id": "l1", "name": "Harbour"}, {"id": "x1", "name": "Gull"},
 {"id": "p1", "name": "EDDA", "elementId": "1", "events": [
   {"effect": "event", "type": "fitting", "date": "2026-05-01T08:00:00.000Z"}, {"effect": "dayOff", "name": "dayOff", "date": "2026-05-12T08:00:00.000Z"}]},
 {"id": "p2", "name": "Sunny (k)", "elementId": 2, "events": [{"effect": "event", "type": "fitting", "date": "2026-05-01T08:00:00.000Z"}]}],
"breakdowns": [
 {"id": "b1", "type": "scene", "scene": "1", "pages": 1.375, "time": 5700000, "scriptPage": 4, "description": "She lands", "elements": ["s1", "i1", "n1", "p1", "p2", "l1", "x1"], "_start": "18:00", "_cap": 3},
 {"id": "b2", "type": "scene", "scene": 2, "pages": "0.5", "elements": ["s2", "p1", "gone"], "_closed": true, "_end": "01:00"},
 {"id": "b3", "type": "scene", "scene": "3", "comments": "CLOSED SET", "elements": ["s2"]},
 {"id": "b4", "type": "scene", "scene": "4", "elements": []},
 {"id": "bb", "type": "banner", "description": "MEAL 21:00-22:00"},
 {"id": "d1", "type": "day", "_call": "17:00", "_wrap": "02:00", "_location": "Pier", "_note": "Night"},
 {"id": "d2", "type": "day"}, {"id": "d3", "type": "day"}],
"stripboards": [
 {"id": "sb0", "name": "Script Order", "calendar": "k", "boards": [{"name": "stripboard", "breakdownIds": ["b1", "b2", "b3", "b4"]}]},
 {"id": "sb1", "name": "First pass", "calendar": "k", "boards": [
  {"name": "stripboard", "breakdownIds": ["b1", "bb", "b2", "d1", "b3", "d2"]},
  {"name": "second unit", "breakdownIds": [["d3"]]}, {"name": "boneyard", "breakdownIds": ["b4"]}]}],
"calendars": [{"id": "k", "name": "Shoot", "daysOff": [0, 6], "events": [
 {"effect": "start", "type": null, "date": "2026-05-08T08:00:00.000Z"}, {"effect": "dayOff", "type": "holiday", "date": "2026-05-11T08:00:00.000Z"},
 {"effect": "event", "type": "custom", "name": "Camera test", "date": "2026-05-02T08:00:00.000Z", "_start": "10:00", "_end": "12:00", "_place": "Stage", "_scene": "1", "_people": ["Dee Rector", "p1"]},
 {"effect": "event", "type": "custom", "name": "Party", "date": "soon"}]}]
}}`
