package library

import (
	"time"

	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

// Around is what is known around assets: what they may belong to. Whoever calls hands it in; nothing here reads a store.
type Around struct {
	Zone      *time.Location // of the production; nil is UTC
	NightEnds time.Duration  // until when in the morning work belongs to the day before
	Days      []production.Day
	Scenes    []production.Scene // id, number and set are looked at
	Covers    []PlannedCover     // of the plan that holds
	Moments   []KnownMoment
	Talks     []KnownTalk
	Shots     []KnownShot // of the unit's own list, open ones
	Crew      []KnownMember
	Cards     []KnownCard
	People    []production.Person
	Sites     []Site
}

// PlannedCover is a moment that the plan has.
type PlannedCover struct {
	Moment     production.MomentID
	Date       production.Date
	Start, End production.Clock
	Place      string                // set or location
	Location   string                // where the place is
	Team       []production.MemberID //
}

// KnownMoment is a moment as matching looks at it. Those that somebody dismissed are left out by whoever calls.
type KnownMoment struct {
	ID       production.MomentID
	Title    string
	Kind     string
	Scene    production.SceneID
	Number   string // of the scene
	Person   string // who is talked to
	Cast     []string
	MustHave bool
	Last     production.Date // latest useful date, "" for any
	Windows  []KnownWindow
}

// KnownWindow is when a moment can be covered.
type KnownWindow struct {
	Date       production.Date
	Day        int // number of the shoot day, 0 for none
	Start, End production.Clock
	Place      string
	Location   string
	Closed     bool // on a closed set: cannot be covered
}

// KnownTalk is an interview.
type KnownTalk struct {
	ID     production.InterviewID
	Person string
	Moment production.MomentID // what the plan schedules, "" for none
	Done   bool                // somebody said that it was recorded
}

// KnownShot is a shot of the unit's own list that was not got yet.
type KnownShot struct {
	ID     production.WantedShotID
	Title  string
	Moment production.MomentID
	On     production.Date
	Medium string // video, stills, timelapse, sound
	Must   bool
}

// KnownMember is somebody of the unit.
type KnownMember struct {
	ID   production.MemberID
	Name string
}

// KnownCard is one roll of the card log.
type KnownCard struct {
	ID       production.CardID
	Name     string
	Day      production.Date
	Camera   string // "A", "Sony FX3"
	Operator production.MemberID
	Out      time.Time // when it was out of the camera or its copy began, zero unknown: nothing of it is younger
}

// Site is a place of which somebody knows where on earth it is.
type Site struct {
	Name string
	Spot media.Spot
}

// Seen is an asset with what its file says that the asset itself does not carry.
type Seen struct {
	Asset  Asset
	Names  []string // of its files below the folders that were brought in, with slashes
	People []string // named in the file
	By     string   // who made it, as the file says
	Camera string   // the name that its operator gave the camera: "A"
}

// Written is when the asset was recorded as the camera's clock has it, without any correction.
func (a Asset) Written() time.Time {
	if a.TakenAt.IsZero() {
		return time.Time{}
	}
	return a.TakenAt.Add(-time.Duration(a.Offset) * time.Second)
}

func (a Around) zone() *time.Location {
	if a.Zone == nil {
		return time.UTC
	}
	return a.Zone
}

// dayAt is the day of the shoot that an instant belongs to.
func (a Around) dayAt(at time.Time) production.Date {
	return production.DateOf(at.In(a.zone()).Add(-a.NightEnds))
}
