// Package examples carries the example production "The Lamp Room" inside the binary: screenplay,
// shooting schedule, crew list and the story behind the story, all of our own making and under the licence of the project.
package examples

import "embed"

// LampRoom holds the files of the example production under the folder "the-lamp-room".
//
//go:embed the-lamp-room
var LampRoom embed.FS

// The files in LampRoom.
const (
	ScriptFile    = "the-lamp-room/the-lamp-room.fountain"
	ScheduleFile  = "the-lamp-room/the-lamp-room.uss"
	TableFile     = "the-lamp-room/the-lamp-room-schedule.csv"
	CrewFile      = "the-lamp-room/crew.json"
	StoryFile     = "the-lamp-room/story.json"
	WorksheetFile = "the-lamp-room/worksheet.json"
	ShotlistFile  = "the-lamp-room/shotlist.json"
	TalksFile     = "the-lamp-room/talks.json"
	BoardsFile    = "the-lamp-room/boards.json"
	PlacesFile    = "the-lamp-room/places.json"
)

//go:generate go run ./cmd/lampschedule -out the-lamp-room
