package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"

	"github.com/btsdirector/bts/internal/production"
)

// The objects of the Universal Schedule Standard 1.0.0 with every key that the standard asks for;
// keys that begin with an underscore are ours, which the standard allows.
type (
	ussFile struct {
		Schedule ussSchedule `json:"universalScheduleStandard"`
	}
	ussSchedule struct {
		ID          string          `json:"id"`
		Author      string          `json:"author"`
		Company     *string         `json:"company"`
		Created     string          `json:"created"`
		Description string          `json:"description"`
		Episode     *string         `json:"episode"`
		EpisodeName *string         `json:"episodeName"`
		Name        string          `json:"name"`
		Project     string          `json:"project"`
		SchedColor  string          `json:"schedColor"`
		SchedDate   string          `json:"schedDate"`
		ScriptColor string          `json:"scriptColor"`
		ScriptDate  string          `json:"scriptDate"`
		Season      *string         `json:"season"`
		Source      string          `json:"source"`
		Version     string          `json:"ussVersion"`
		People      []person        `json:"_people"`
		Breakdowns  []ussBreakdown  `json:"breakdowns"`
		Categories  []ussCategory   `json:"categories"`
		Elements    []*ussElement   `json:"elements"`
		Stripboards []ussStripboard `json:"stripboards"`
		Calendars   []ussCalendar   `json:"calendars"`
	}
	ussBreakdown struct {
		ID          string   `json:"id"`
		BannerText  *string  `json:"bannerText"`
		Comments    *string  `json:"comments"`
		Created     string   `json:"created"`
		Description *string  `json:"description"`
		Elements    []string `json:"elements"`
		Pages       *float64 `json:"pages"`
		Scene       *string  `json:"scene"`
		ScriptPage  *string  `json:"scriptPage"`
		Duration    *int     `json:"duration"` // milliseconds
		Type        string   `json:"type"`

		Start    string `json:"_start,omitempty"`
		End      string `json:"_end,omitempty"`
		Closed   bool   `json:"_closed,omitempty"`
		Room     *int   `json:"_cap,omitempty"`
		Call     string `json:"_call,omitempty"`
		Wrap     string `json:"_wrap,omitempty"`
		Location string `json:"_location,omitempty"`
		Note     string `json:"_note,omitempty"`
	}
	ussCategory struct {
		ID      string              `json:"id"`
		UCID    production.Category `json:"ucid"`
		Created string              `json:"created"`
		Name    string              `json:"name"`
	}
	ussElement struct {
		ID             string     `json:"id"`
		Category       string     `json:"category"`
		Created        string     `json:"created"`
		DaysOff        []int      `json:"daysOff"`
		IsDrop         bool       `json:"isDrop"`
		DropDayCount   int        `json:"dropDayCount"`
		IsHold         bool       `json:"isHold"`
		IsDood         bool       `json:"isDood"`
		ElementID      string     `json:"elementId"`
		IsIDLock       bool       `json:"isIdLock"`
		LinkedElements []string   `json:"linkedElements"`
		Events         []ussEvent `json:"events"`
		Name           string     `json:"name"`
	}
	ussStripboard struct {
		ID       string     `json:"id"`
		Boards   []ussBoard `json:"boards"`
		Calendar string     `json:"calendar"`
		Name     string     `json:"name"`
	}
	ussBoard struct {
		ID           string     `json:"id"`
		Name         string     `json:"name"`
		BreakdownIDs [][]string `json:"breakdownIds"` // one list per shoot day
	}
	ussCalendar struct {
		ID      string     `json:"id"`
		Events  []ussEvent `json:"events"`
		DaysOff []int      `json:"daysOff"`
		Name    string     `json:"name"`
	}
	ussEvent struct {
		ID   string  `json:"id"`
		Type string  `json:"type"`
		Name *string `json:"name"`
		Date string  `json:"date"`

		Kind   string   `json:"_kind,omitempty"`
		Start  string   `json:"_start,omitempty"`
		End    string   `json:"_end,omitempty"`
		Place  string   `json:"_place,omitempty"`
		Scene  string   `json:"_scene,omitempty"`
		People []string `json:"_people,omitempty"`
	}
)

// created is the time stamp of every object: the schedule is data, not an event of today.
const created = "2026-04-20T09:00:00.000Z"

// objectID is a 12-byte id in hex, the same for the same kind and name in every run.
func objectID(kind, name string) string {
	sum := sha256.Sum256([]byte("the-lamp-room/" + kind + "/" + name))
	return hex.EncodeToString(sum[:12])
}

// encodeUSS writes the tables as a USS document.
func encodeUSS() ([]byte, error) {
	board := newBoard()
	doc := ussFile{ussSchedule{
		ID: objectID("schedule", "first"), Author: "BTS Director example production", Created: created,
		Description: "Shooting schedule of the example production. A scene that is shot over two days has two breakdowns, PT1 and PT2. " +
			"Each shoot day is a list of its own that ends with its day strip.",
		Name: "Shooting schedule, white", Project: "The Lamp Room", SchedColor: "White", SchedDate: created,
		ScriptColor: "Blue", ScriptDate: created, Source: "BTS Director", Version: "1.0.0",
		People: people, Breakdowns: board.breakdowns, Categories: ussCategories(), Elements: board.elements,
		Stripboards: []ussStripboard{{
			ID: objectID("stripboard", "shooting"), Name: "Shooting schedule", Calendar: objectID("calendar", "main"),
			Boards: []ussBoard{
				{ID: objectID("board", "stripboard"), Name: "stripboard", BreakdownIDs: board.days},
				{ID: objectID("board", "boneyard"), Name: "boneyard", BreakdownIDs: [][]string{}},
			},
		}},
		Calendars: []ussCalendar{{ID: objectID("calendar", "main"), Name: "Main unit", DaysOff: []int{0}, Events: ussEvents()}},
	}}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(doc)
	return out.Bytes(), err
}

func ussCategories() []ussCategory {
	out := make([]ussCategory, 0, len(categoryNames))
	for _, c := range categoryNames {
		out = append(out, ussCategory{ID: categoryID(c.id), UCID: c.id, Created: created, Name: c.name})
	}
	return out
}

func categoryID(c production.Category) string { return objectID("category", strconv.Itoa(int(c))) }

// ussEvents are the start of the shoot, the free Saturday (the other Saturday is worked, so
// Saturdays are not days off as such), and the table of events.
func ussEvents() []ussEvent {
	dayOff := "dayOff"
	out := []ussEvent{
		{ID: objectID("event", "start"), Type: "start", Date: stamp(days[0].date)},
		{ID: objectID("event", "saturday off"), Type: "dayOff", Name: &dayOff, Date: stamp("2026-05-09")},
	}
	for _, e := range events {
		out = append(out, ussEvent{ID: objectID("event", string(e.date)+e.name), Type: "event", Name: &e.name, Date: stamp(e.date),
			Kind: e.kind, Start: e.start, End: e.end, Place: e.place, Scene: e.scene, People: e.people})
	}
	return out
}
