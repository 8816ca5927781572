package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/onset"
)

// Packet is a day packet.
type Packet struct {
	Production string        `json:"production"`
	Title      string        `json:"title"`
	Date       string        `json:"date"`
	Number     int           `json:"number"`
	Call       string        `json:"call"`
	Wrap       string        `json:"wrap"`
	Estimated  bool          `json:"estimated"`
	Places     []PacketPlace `json:"places"`
	Crew       []Shift       `json:"crew"`
	Moments    []PacketEntry `json:"moments"`
	DoNot      []string      `json:"do_not"`
	Notes      []string      `json:"notes"`
	Missed     []string      `json:"missed"`
	Checks     []PacketCheck `json:"checks"`
	Shots      []PacketShot  `json:"shots"` // to bring home, the most important first; none for whoever may not see the story
}

// PacketCheck is something to look at on the day.
type PacketCheck struct {
	Stage string `json:"stage"`
	Text  string `json:"text"`
	Done  bool   `json:"done"`
}

// PacketPlace is a location of the day.
type PacketPlace struct {
	Name string   `json:"name"`
	Sets []string `json:"sets"`
}

// PacketEntry is one moment of the day.
type PacketEntry struct {
	Cover
	Kind string   `json:"kind"`
	Why  []string `json:"why"`
	Note string   `json:"note"`
}

// PacketShot is a shot of the BTS unit's own list.
type PacketShot struct {
	Title    string `json:"title"`
	How      string `json:"how"` // size, angle, movement, lens, medium
	Moment   string `json:"moment"`
	Priority string `json:"priority"`
	Reason   string `json:"reason"`
	Got      bool   `json:"got"`
	Missed   bool   `json:"missed"`
}

// NewPacket makes the document of a day packet.
func NewPacket(p onset.Packet, zone *time.Location) Packet {
	out := Packet{
		Production: p.Production, Title: p.Title, Date: string(p.Date), Number: p.Number, Estimated: p.Estimated,
		Call: stamp(p.Date, p.Call, zone), Wrap: stamp(p.Date, p.Wrap, zone), Places: []PacketPlace{}, Crew: []Shift{},
		Moments: []PacketEntry{}, DoNot: list(p.DoNot), Notes: list(p.Notes), Missed: list(p.Missed), Checks: []PacketCheck{}, Shots: []PacketShot{},
	}
	for _, c := range p.Checks {
		out.Checks = append(out.Checks, PacketCheck(c))
	}
	for _, shot := range p.Shots {
		out.Shots = append(out.Shots, PacketShot{shot.Title, shot.How, shot.Moment, shot.Priority, shot.Reason, shot.Got, shot.Missed})
	}
	for _, l := range p.Locations {
		out.Places = append(out.Places, PacketPlace{l.Name, list(l.Sets)})
	}
	for _, s := range p.Shifts {
		out.Crew = append(out.Crew, Shift{s.Name, stamp(p.Date, s.Call, zone), stamp(p.Date, s.Meal, zone), stamp(p.Date, s.Wrap, zone)})
	}
	for _, m := range p.Moments {
		e := PacketEntry{Kind: m.Kind, Why: list(m.Why), Note: m.Note, Cover: Cover{
			Moment: string(m.Moment), Title: m.Title, Scene: m.Scene, Date: string(p.Date), Place: m.Place,
			Start: stamp(p.Date, m.Start, zone), End: stamp(p.Date, m.End, zone), Team: []string{}, Kit: list(m.Kit), Broken: m.Broken,
		}}
		for _, t := range m.Team {
			e.Team = once(e.Team, t.Name)
		}
		out.Moments = append(out.Moments, e)
	}
	return out
}
