// Package ui draws the pages: templ components and the plain structs that they show. It holds no
// rule of the trade; handlers fill the structs and call the components.
package ui

import (
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

// Theme is how a person wants to see the pages. The choice is kept in the cookie ThemeCookie and
// applied on the server, so that no page ever flashes in the wrong light.
type Theme string

// The themes. Auto follows the system between day and night; Set is black and red.
const (
	Auto  Theme = "auto"
	Day   Theme = "day"
	Night Theme = "night"
	Set   Theme = "set"
)

// ThemeCookie is the name of the cookie that carries the theme.
const ThemeCookie = "theme"

// ThemeOf is the theme that a cookie or form value names, Auto for anything unknown.
func ThemeOf(value string) Theme {
	switch t := Theme(value); t {
	case Day, Night, Set:
		return t
	}
	return Auto
}

// Room is a place in the navigation; the zero value lights none.
type Room string

// The rooms of a production.
const (
	RoomToday    Room = "today"
	RoomScript   Room = "script"
	RoomSchedule Room = "schedule"
	RoomMoments  Room = "moments"
	RoomStory    Room = "story"
	RoomTalks    Room = "talks"
	RoomBoards   Room = "boards"
	RoomCrew     Room = "crew"
	RoomPlan     Room = "plan"
	RoomImport   Room = "import"
	RoomDays     Room = "days"
	RoomCalendar Room = "calendar"
	RoomPeople   Room = "people"
	RoomSheet    Room = "worksheet"
	RoomShotlist Room = "shotlist"
	RoomCards    Room = "cards"
	RoomLibrary  Room = "library"
)

// ProductionHead names the production that a page belongs to.
type ProductionHead struct {
	Slug  string
	Title string
	Day   string // "Day 4 of 12", "Prep", "" when no schedule is there yet
}

// Flash is a sentence about what just happened, shown once.
type Flash struct {
	Text string
	Bad  bool   // something went wrong; it stays until it is closed
	Undo string // URL to POST to for taking it back, "" where that is impossible
}

// Page is what every page inside the frame has.
type Page struct {
	Title      string // of the document and, mostly, the h1
	Assets     *Assets
	Theme      Theme
	URL        string // path and query of this page: forms send it as "back", so that they return here
	Room       Room
	Production *ProductionHead // nil outside a production
	Base       string          // "/p/slug", "" outside a production
	Rights     Rights          // what the person may open and do here
	Account    string          // the person's name, "" when nobody is signed in
	Who        string          // the person's id, for what their browser keeps
	Owner      bool            // the person owns the installation
	Flash      *Flash
	Live       string // URL of the event stream, "" for none
	Palette    string // URL that answers ?q= with [{"text","hint","href"}] for the palette, "" for none
	Tasks      []TaskView
	Notices    []NoticeView // what everybody should know, until they put it away
}

// NoticeView is one line above every page of a production.
type NoticeView struct {
	Text string
	Who  string // who did it and when
	URL  string // where to look, "" for nowhere that the person may go
	Bad  bool   // something of ours no longer holds
	Away string // address to POST to for putting it away
}

// Link is a path inside the production: Link("plan") is "/p/slug/plan".
func (p Page) Link(parts ...string) string {
	return p.Base + "/" + strings.Join(parts, "/")
}

// documentTitle is what the browser's tab shows.
func (p Page) documentTitle() string {
	if p.Production == nil {
		return p.Title + " · BTS Director"
	}
	return p.Title + " · " + p.Production.Title
}

// SafeBack is the value of a form's "back" field when it is a path on this host, otherwise fallback.
// Handlers redirect to it with 303 after a POST.
func SafeBack(value, fallback string) string {
	if !strings.HasPrefix(value, "/") || strings.HasPrefix(value, "//") || strings.ContainsAny(value, "\\\r\n\t") {
		return fallback
	}
	return value
}

// Rights are what the person may do in the page's production; what is false is not drawn.
type Rights struct {
	Script, Schedule, Moments, Crew, Plan, Packet, People bool // may open
	Import, EditMoments, EditCrew, MakePlan, Edit         bool // may change
	Revisions                                             bool // may see what a paper changed
	Story, EditStory                                      bool // may see and change the story
	Cards, CopyCards                                      bool // may see what became of cards, and say so
	Library, EditLibrary, FetchOriginals, IngestMedia     bool // may see what was shot, say what it is, take it along, bring it in
	EditShots                                             bool // may tick off lists, change storyboards and shots, and say how talks went
}

// RightsOf asks the access table for every right of the actor in a production.
func RightsOf(actor access.Actor, in production.ProductionID) Rights {
	may := func(a access.Action) bool { return actor.May(a, in) }
	return Rights{
		Script: may(access.SeeScript), Schedule: may(access.SeeSchedule), Moments: may(access.SeeMoments),
		Crew: may(access.SeeCrew), Plan: may(access.SeePlan), Packet: may(access.SeePacket),
		People: may(access.InvitePeople), Import: may(access.ImportFacts), EditMoments: may(access.EditMoments),
		EditCrew: may(access.EditCrew), MakePlan: may(access.MakePlan), Edit: may(access.EditProduction),
		Revisions: may(access.SeeRevisions), Story: may(access.SeeStory), EditStory: may(access.EditStory),
		EditShots: may(access.EditShots), Cards: may(access.SeeCards), CopyCards: may(access.CopyCards),
		Library: may(access.SeeLibrary), EditLibrary: may(access.EditLibrary), FetchOriginals: may(access.FetchOriginals), IngestMedia: may(access.IngestMedia),
	}
}
