package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// need is what a scene needs beside its cast: one category and the names in it.
type need struct {
	category production.Category
	names    []string
}

// breakdown is one scene, or one part of a scene that is shot over two days, as the first assistant
// director breaks it down. The heading is kept in parts, as a breakdown sheet has it.
type breakdown struct {
	number   string // "12A"; "22PT1" for the first part of scene 22
	intExt   string
	set      string
	location string // one of the four
	time     string // "DAY", "NIGHT", "DAWN"
	story    string // script day, "D2"
	page     int    // script page where it starts
	eighths  int
	synopsis string
	cast     []string
	needs    []need
	closed   bool // closed set: nobody from BTS
	room     int  // BTS people allowed at the set
	comment  string
}

// slot is one scene's time on a shoot day, "09:30" to "11:15"; past midnight "00:45+1".
type slot struct {
	scene      string
	start, end string
	banner     string // a line on the board before the scene: a company move, a meal
}

// shootDay is one day of the main unit.
type shootDay struct {
	date       production.Date
	location   string // where the unit base is
	call, wrap string
	note       string
	slots      []slot
}

// event is something on the calendar that is not a scene.
type event struct {
	date       production.Date
	kind       string // USS name: "fitting", "rehearsal", "travel", or "custom"
	name       string
	start, end string
	place      string
	scene      string
	people     []string
}

// person is a performer or a head of department; character is "" for the crew.
type person struct {
	Name      string `json:"name"`
	Role      string `json:"role"`
	Character string `json:"character"`
}

// check reports what in the tables cannot be a schedule: a scene that is never shot or shot twice,
// or a time that cannot be read.
func check() error {
	var shot []string
	for _, d := range days {
		for _, s := range d.slots {
			if _, err := find(s.scene); err != nil {
				return err
			}
			if slices.Contains(shot, s.scene) {
				return fault.New(fault.Conflict, "scene %s is shot twice", s.scene).WithRemedy("Name the parts 22PT1, 22PT2 in scenes.go.")
			}
			shot = append(shot, s.scene)
			for _, text := range []string{s.start, s.end, d.call, d.wrap} {
				if _, err := production.ParseClock(text); err != nil {
					return err
				}
			}
		}
	}
	for _, b := range breakdowns {
		if !slices.Contains(shot, b.number) {
			return fault.New(fault.Missing, "scene %s has no shoot day", b.number).WithRemedy("Add it to days.go.")
		}
	}
	return nil
}

// find is the breakdown with the number, or fault.NotFound.
func find(number string) (breakdown, error) {
	i := slices.IndexFunc(breakdowns, func(b breakdown) bool { return b.number == number })
	if i < 0 {
		return breakdown{}, fault.New(fault.NotFound, "no breakdown for scene %s", number)
	}
	return breakdowns[i], nil
}

// minutes is the length of a slot; the tables were checked before.
func (s slot) minutes() int {
	from, _ := production.ParseClock(s.start)
	to, _ := production.ParseClock(s.end)
	return int(to - from)
}

// pages writes eighths as the field does: "1 3/8", "7/8", "2".
func pages(eighths int) string {
	whole, rest := eighths/8, eighths%8
	switch {
	case rest == 0:
		return fmt.Sprint(whole)
	case whole == 0:
		return fmt.Sprintf("%d/8", rest)
	}
	return fmt.Sprintf("%d %d/8", whole, rest)
}

// stamp is a civil date as USS writes it.
func stamp(d production.Date) string { return d.At(0, time.UTC).Format("2006-01-02T15:04:05.000Z") }
