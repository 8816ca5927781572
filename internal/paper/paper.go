// Package paper holds the documents that leave the house as JSON: the command line prints them and the
// JSON API answers with them. Names and keys are a contract; adding keys is fine. Times are RFC 3339
// with the production's offset.
package paper

import (
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
)

// Scenes is the list of scenes.
type Scenes struct {
	Scenes []Scene `json:"scenes"`
}

// Scene is one scene in the list.
type Scene struct {
	Number     string    `json:"number"`
	Heading    string    `json:"heading"`
	IntExt     string    `json:"int_ext"`
	Set        string    `json:"set"`
	TimeOfDay  string    `json:"time_of_day"`
	Eighths    int       `json:"eighths"`
	Estimated  bool      `json:"estimated"`
	Characters []string  `json:"characters"`
	Elements   []Element `json:"elements"`
	ShootDays  []int     `json:"shoot_days"`
	Synopsis   string    `json:"synopsis"`
	Omitted    bool      `json:"omitted"`
}

// Element is something a scene needs.
type Element struct {
	Category string `json:"category"`
	Name     string `json:"name"`
}

// NewScenes makes the list; shootDays maps a scene to the numbers of its days.
func NewScenes(scenes []production.Scene, shootDays map[production.SceneID][]int) Scenes {
	out := Scenes{Scenes: []Scene{}}
	for _, s := range scenes {
		scene := Scene{
			Number: s.Number, Heading: s.Heading, IntExt: string(s.IntExt), Set: s.Set, TimeOfDay: s.TimeOfDay,
			Eighths: s.Eighths, Estimated: s.Estimated, Characters: list(s.Characters), Elements: []Element{},
			ShootDays: list(shootDays[s.ID]), Synopsis: s.Synopsis, Omitted: s.Omitted,
		}
		for _, e := range s.Elements {
			scene.Elements = append(scene.Elements, Element{e.Label, e.Name})
		}
		out.Scenes = append(out.Scenes, scene)
	}
	return out
}

// Schedule is the list of shoot days.
type Schedule struct {
	Days []Day `json:"days"`
}

// Day is one shoot day.
type Day struct {
	Number    int      `json:"number"`
	Date      string   `json:"date"`
	Call      string   `json:"call"`
	Wrap      string   `json:"wrap"`
	Estimated bool     `json:"estimated"`
	Units     []string `json:"units"`
	Scenes    []string `json:"scenes"`
	Locations []string `json:"locations"`
	Cast      []string `json:"cast"`
}

// NewSchedule makes the list of shoot days.
func NewSchedule(days []production.Day, zone *time.Location) Schedule {
	out := Schedule{Days: []Day{}}
	for _, d := range days {
		day := Day{
			Number: d.Number, Date: string(d.Date), Call: stamp(d.Date, d.Call(), zone), Wrap: stamp(d.Date, d.Wrap(), zone),
			Units: []string{}, Scenes: []string{}, Locations: []string{}, Cast: []string{},
		}
		for _, u := range d.Units {
			day.Estimated = day.Estimated || u.Estimated
			day.Units = append(day.Units, u.Unit)
			day.Locations = once(day.Locations, u.Location)
			for _, s := range u.Strips {
				day.Scenes = once(day.Scenes, s.SceneNumber)
				for _, name := range s.Cast {
					day.Cast = once(day.Cast, name)
				}
			}
		}
		slices.Sort(day.Cast)
		out.Days = append(out.Days, day)
	}
	return out
}

// Moments is the list of moments.
type Moments struct {
	Moments []Moment `json:"moments"`
}

// Moment is one moment; day, start, end and place are those of its best window.
type Moment struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Kind     string   `json:"kind"`
	Scene    string   `json:"scene"`
	Day      int      `json:"day"`
	Date     string   `json:"date"`
	Start    string   `json:"start"`
	End      string   `json:"end"`
	Place    string   `json:"place"`
	Location string   `json:"location"` // where the place is
	Capacity int      `json:"cap"`      // BTS people allowed, -1 when nobody said
	Closed   bool     `json:"closed"`
	Score    int      `json:"score"`
	Reasons  []string `json:"reasons"`
	Arc      string   `json:"arc"`
	Beat     string   `json:"beat"` // id of the beat that it tells, "" for none
	Status   string   `json:"status"`
	Origin   string   `json:"origin"`
	Duration int      `json:"duration"` // seconds
	Person   string   `json:"person"`
	MustHave bool     `json:"must_have"`
	Note     string   `json:"note"`
}

// NewMoments makes the list of moments.
func NewMoments(moments []story.Moment, zone *time.Location) Moments {
	out := Moments{Moments: []Moment{}}
	for _, m := range moments {
		out.Moments = append(out.Moments, NewMoment(m, zone))
	}
	return out
}

// NewMoment makes one moment.
func NewMoment(m story.Moment, zone *time.Location) Moment {
	out := Moment{
		ID: string(m.ID), Title: m.Title, Kind: string(m.Kind), Scene: m.Scene, Score: m.Score, Reasons: []string{},
		Arc: m.Arc, Beat: string(m.Beat), Status: string(m.Status), Origin: string(m.Origin), Duration: m.Minutes * 60, Person: m.Person,
		MustHave: m.MustHave, Note: m.Note, Capacity: -1,
	}
	for _, r := range m.Reasons {
		out.Reasons = append(out.Reasons, r.Text)
	}
	if w, ok := m.BestWindow(); ok {
		out.Day, out.Date, out.Place, out.Closed = w.Day, string(w.Date), w.Place, w.Closed
		out.Start, out.End = stamp(w.Date, w.Start, zone), stamp(w.Date, w.End, zone)
		out.Location, out.Capacity = w.Location, w.Capacity
	}
	return out
}

// Crew is the BTS crew.
type Crew struct {
	Crew []Member `json:"crew"`
}

// Member is one person of the BTS crew.
type Member struct {
	ID      string                 `json:"id"`
	Name    string                 `json:"name"`
	Skills  []string               `json:"skills"`
	Cost    int                    `json:"cost"`
	Away    []production.DateRange `json:"away"`
	MaxWeek int                    `json:"max_week"`
}

// NewCrew makes the list of the crew.
func NewCrew(members []crew.Member) Crew {
	out := Crew{Crew: []Member{}}
	for _, m := range members {
		out.Crew = append(out.Crew, NewMember(m))
	}
	return out
}

// NewMember makes one crew member.
func NewMember(m crew.Member) Member {
	return Member{ID: string(m.ID), Name: m.Name, Skills: list(m.Skills), Cost: m.Cost, Away: list(m.Away), MaxWeek: m.MaxWeek}
}

// stamp is a clock on a date as RFC 3339, "" when the clock is unknown.
func stamp(d production.Date, c production.Clock, zone *time.Location) string {
	if !d.Known() || !c.Known() {
		return ""
	}
	return d.At(c, zone).Format(time.RFC3339)
}

// list is s, never nil, so that JSON has [] for nothing.
func list[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

// once appends text unless it is empty or there already.
func once(list []string, text string) []string {
	if text == "" || slices.Contains(list, text) {
		return list
	}
	return append(list, text)
}
