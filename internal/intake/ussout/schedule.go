package ussout

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"time"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// The objects of version 1.0 of the standard with every key that it asks for; keys that begin with an
// underscore are ours (docs/formats/uss.md). A pointer that is nil becomes null.
type (
	fileJSON struct {
		Schedule scheduleJSON `json:"universalScheduleStandard"`
	}
	scheduleJSON struct {
		ID          string           `json:"id"`
		Author      *string          `json:"author"`
		Company     *string          `json:"company"`
		Created     string           `json:"created"`
		Description *string          `json:"description"`
		Episode     *string          `json:"episode"`
		EpisodeName *string          `json:"episodeName"`
		Name        string           `json:"name"`
		Project     *string          `json:"project"`
		SchedColor  *string          `json:"schedColor"`
		SchedDate   *string          `json:"schedDate"`
		ScriptColor *string          `json:"scriptColor"`
		ScriptDate  *string          `json:"scriptDate"`
		Season      *string          `json:"season"`
		Source      string           `json:"source"`
		Version     string           `json:"ussVersion"`
		Breakdowns  []breakdownJSON  `json:"breakdowns"`
		Categories  []categoryJSON   `json:"categories"`
		Elements    []elementJSON    `json:"elements"`
		Stripboards []stripboardJSON `json:"stripboards"`
		Calendars   []calendarJSON   `json:"calendars"`
		People      []personJSON     `json:"_people,omitempty"`
	}
	breakdownJSON struct {
		ID          string   `json:"id"`
		BannerText  *string  `json:"bannerText"`
		Comments    *string  `json:"comments"`
		Created     string   `json:"created"`
		Description *string  `json:"description"`
		Elements    []string `json:"elements"`
		Pages       *float64 `json:"pages"` // eighths as decimals
		Scene       *string  `json:"scene"`
		ScriptPage  *string  `json:"scriptPage"`
		Duration    *int     `json:"duration"` // milliseconds
		Type        string   `json:"type"`

		Start          string `json:"_start,omitempty"`
		End            string `json:"_end,omitempty"`
		Estimated      bool   `json:"_estimated,omitempty"`
		Closed         bool   `json:"_closed,omitempty"`
		Capacity       *int   `json:"_cap,omitempty"`
		Unit           string `json:"_unit,omitempty"`
		PagesEstimated bool   `json:"_pagesEstimated,omitempty"`
		Numbered       *bool  `json:"_numbered,omitempty"`
		Repeats        string `json:"_repeats,omitempty"`
	}
	categoryJSON struct {
		ID      string              `json:"id"`
		Created string              `json:"created"`
		Name    string              `json:"name"`
		UCID    production.Category `json:"ucid"`
	}
	elementJSON struct {
		ID             string      `json:"id"`
		Category       string      `json:"category"`
		Created        string      `json:"created"`
		DaysOff        []int       `json:"daysOff"`
		DropDayCount   int         `json:"dropDayCount"`
		ElementID      *string     `json:"elementId"`
		Events         []eventJSON `json:"events"`
		IsDood         bool        `json:"isDood"`
		IsDrop         bool        `json:"isDrop"`
		IsHold         bool        `json:"isHold"`
		IsIDLock       bool        `json:"isIdLock"`
		LinkedElements []string    `json:"linkedElements"`
		Name           string      `json:"name"`
		Character      string      `json:"_character,omitempty"`
	}
	stripboardJSON struct {
		ID       string      `json:"id"`
		Boards   []boardJSON `json:"boards"`
		Calendar string      `json:"calendar"`
		Name     string      `json:"name"`
	}
	boardJSON struct {
		ID           string    `json:"id"`
		Name         string    `json:"name"`
		BreakdownIDs any       `json:"breakdownIds"` // a list for every shoot day; of the boneyard, plain ids
		Unit         string    `json:"_unit,omitempty"`
		Days         []dayJSON `json:"_days,omitempty"`
	}
	dayJSON struct {
		Number    int     `json:"number,omitempty"`
		Date      *string `json:"date,omitempty"`
		Works     *bool   `json:"works,omitempty"` // false: the unit does not work on that day
		Call      string  `json:"call,omitempty"`
		Wrap      string  `json:"wrap,omitempty"`
		Estimated bool    `json:"estimated,omitempty"`
		Location  string  `json:"location,omitempty"`
		Note      string  `json:"note,omitempty"`
	}
	calendarJSON struct {
		ID      string      `json:"id"`
		DaysOff []int       `json:"daysOff"`
		Events  []eventJSON `json:"events"`
		Name    string      `json:"name"`
	}
	eventJSON struct {
		ID   string  `json:"id"`
		Date string  `json:"date"`
		Type string  `json:"type"`
		Name *string `json:"name"`

		Kind     production.EventKind `json:"_kind,omitempty"`
		Start    string               `json:"_start,omitempty"`
		End      string               `json:"_end,omitempty"`
		Place    string               `json:"_place,omitempty"`
		Scene    string               `json:"_scene,omitempty"`
		People   []string             `json:"_people,omitempty"`
		Gap      bool                 `json:"_gap,omitempty"`
		Imported bool                 `json:"_imported,omitempty"`
	}
	personJSON struct {
		Name       string     `json:"name"`
		Role       string     `json:"role,omitempty"`
		Character  string     `json:"character,omitempty"`
		Kind       string     `json:"kind,omitempty"`
		Department string     `json:"department,omitempty"`
		Away       []awayJSON `json:"away,omitempty"`
	}
	awayJSON struct {
		From production.Date `json:"from"`
		To   production.Date `json:"to"`
	}
)

// noTime stands where the standard asks for a time of making and nobody knows one.
const noTime = "2000-01-01T00:00:00.000Z"

// schedule is a file in the making.
type schedule struct {
	facts    production.Facts
	out      scheduleJSON
	created  string
	category map[categoryKey]string // → id
	element  map[elementKey]string  // → id
	at       map[string]int         // scene key → index of its breakdown
	placed   map[string]int         // scene key → how often it stands on boards
	shot     map[string]bool        // scene keys on the days
	cast     map[string]categoryKey // character → what the breakdown calls its category
	castAt   map[string]int         // character → index of its element
	ofUnits  map[string]bool        // scene keys with elements of the category Unit
}

type categoryKey struct {
	number production.Category
	label  string
}

type elementKey struct {
	category categoryKey
	name     string
}

// newSchedule makes the file of the facts.
func newSchedule(facts production.Facts, bts BTS) *schedule {
	s := &schedule{
		facts: facts, created: noTime, category: map[categoryKey]string{}, element: map[elementKey]string{},
		at: map[string]int{}, placed: map[string]int{}, shot: map[string]bool{}, cast: map[string]categoryKey{}, ofUnits: map[string]bool{}, castAt: map[string]int{},
	}
	s.look()
	if !bts.MadeAt.IsZero() {
		s.created = bts.MadeAt.UTC().Format("2006-01-02T15:04:05.000Z07:00")
	}
	s.out = scheduleJSON{
		ID: id("schedule", bts.Production, bts.Plan), Created: s.created, Name: "Shooting schedule", Project: orNull(bts.Production),
		Source: intake.USSSource, Version: "1.0.0", Breakdowns: []breakdownJSON{}, Categories: []categoryJSON{}, Elements: []elementJSON{},
	}
	s.people()
	s.scenes()
	s.boards()
	s.calendar()
	return s
}

// look notes what is asked for again and again.
func (s *schedule) look() {
	for _, day := range s.facts.Days {
		for _, strip := range day.Strips() {
			s.shot[intake.SceneKey(strip.SceneNumber)] = true
		}
	}
	for _, scene := range s.facts.Scenes {
		for _, e := range scene.Elements {
			switch e.Category {
			case production.CategoryCast:
				if _, known := s.cast[e.Name]; !known && e.Label != "" {
					s.cast[e.Name] = categoryKey{e.Category, e.Label}
				}
			case production.CategoryUnit:
				s.ofUnits[intake.SceneKey(scene.Number)] = true
			}
		}
	}
}

func (s *schedule) encode() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(fileJSON{s.out}); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// id is a 12-byte id in hex, as the standard recommends, the same for the same parts in every export.
func id(parts ...string) string {
	hash := sha256.New()
	for _, part := range parts {
		hash.Write([]byte(part))
		hash.Write([]byte{0})
	}
	return hex.EncodeToString(hash.Sum(nil)[:12])
}

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// isoDate is a date as the standard writes it, midnight in UTC.
func isoDate(d production.Date) string {
	if t, err := time.Parse("2006-01-02", string(d)); err == nil {
		return t.Format("2006-01-02T15:04:05.000Z")
	}
	return string(d)
}
