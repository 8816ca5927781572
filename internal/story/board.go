package story

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// The day model for a unit whose times nobody knows.
const (
	usualCall = production.Clock(8 * 60)
	usualWrap = production.Clock(18 * 60)
)

// bannerMinutes is how long a banner lasts that has only a beginning; most are meals and moves.
const bannerMinutes = 60

// gridMinutes is the grid that every window lies on.
const gridMinutes = 15

// slot is one strip in its place on the schedule.
type slot struct {
	date      production.Date
	number    int // shoot day
	unit      production.UnitDay
	strip     production.Strip
	call      production.Clock
	wrap      production.Clock
	start     production.Clock // of the strip, on the unit's day where unknown
	end       production.Clock
	estimated bool
}

// board is the schedule in order of time.
type board struct {
	slots   []slot // scenes only
	banners []slot
	scenes  map[string]production.Scene // by id and by number
	closed  map[string]bool             // scene keys of which a strip is closed
	byScene map[string][]slot           // scene key → its slots
}

func newBoard(scenes []production.Scene, days []production.Day) *board {
	b := &board{scenes: map[string]production.Scene{}, closed: map[string]bool{}, byScene: map[string][]slot{}}
	for _, s := range scenes {
		b.scenes["number "+s.Number] = s
	}
	for _, s := range scenes {
		if s.ID != "" {
			b.scenes["id "+string(s.ID)] = s
		}
	}
	for _, day := range days {
		for _, unit := range day.Units {
			for _, strip := range unit.Strips {
				b.place(day, unit, strip)
			}
		}
	}
	slices.SortFunc(b.slots, compareSlots)
	slices.SortFunc(b.banners, compareSlots)
	for _, s := range b.slots {
		if scene, ok := b.sceneOf(s); ok {
			b.byScene[sceneKey(scene)] = append(b.byScene[sceneKey(scene)], s)
		}
	}
	return b
}

func (b *board) place(day production.Day, unit production.UnitDay, strip production.Strip) {
	s := slot{date: day.Date, number: day.Number, unit: unit, strip: strip, call: unit.Call, wrap: unit.Wrap,
		start: strip.Start, end: strip.End, estimated: strip.Estimated}
	if !s.call.Known() || s.wrap <= s.call {
		s.call, s.wrap, s.estimated = usualCall, usualWrap, true
	}
	if strip.SceneNumber == "" && strip.SceneID == "" {
		s.end = max(s.end, s.start+bannerMinutes)
		b.banners = append(b.banners, s)
		return
	}
	if !s.start.Known() || s.end <= s.start {
		s.start, s.end, s.estimated = s.call, s.wrap, true
	}
	if scene, ok := b.sceneOf(s); ok && strip.Closed {
		b.closed[sceneKey(scene)] = true
	}
	b.slots = append(b.slots, s)
}

// compareSlots orders by date, then the main unit first, then time.
func compareSlots(a, b slot) int {
	return cmp.Or(
		strings.Compare(string(a.date), string(b.date)),
		cmp.Compare(unitRank(a.unit), unitRank(b.unit)),
		strings.Compare(a.unit.Unit, b.unit.Unit),
		cmp.Compare(a.start, b.start),
		strings.Compare(a.strip.SceneNumber, b.strip.SceneNumber),
		strings.Compare(string(a.strip.ID), string(b.strip.ID)),
	)
}

func unitRank(u production.UnitDay) int {
	if u.Unit == "" || strings.HasPrefix(strings.ToLower(u.Unit), "main") {
		return 0
	}
	return 1
}

// partOfScene is how schedules write a scene that is shot in parts: "22PT1".
var partOfScene = regexp.MustCompile(`(?i) ?(?:pt|part)\.? ?\d+$`)

// sceneKey names a scene for good: by its id, which survives re-numbering, else by its number.
func sceneKey(s production.Scene) string {
	if s.ID != "" {
		return string(s.ID)
	}
	return s.Number
}

// sceneOf is the scene that a slot shoots.
func (b *board) sceneOf(s slot) (production.Scene, bool) {
	if s.strip.SceneID != "" {
		if scene, ok := b.scenes["id "+string(s.strip.SceneID)]; ok {
			return scene, true
		}
	}
	scene, ok := b.scenes["number "+s.strip.SceneNumber]
	if !ok {
		scene, ok = b.scenes["number "+partOfScene.ReplaceAllString(s.strip.SceneNumber, "")]
	}
	return scene, ok
}

// shooting are the slots of a scene, in order of time.
func (b *board) shooting(scene production.Scene) []slot { return b.byScene[sceneKey(scene)] }

// with are the slots in which every one of the characters is cast.
func (b *board) with(characters ...string) []slot {
	var list []slot
	for _, s := range b.slots {
		cast := b.castOf(s)
		all := true
		for _, c := range characters {
			all = all && slices.Contains(cast, c)
		}
		if all {
			list = append(list, s)
		}
	}
	return list
}

// castOf is who is on set for a slot: as the strip says, else as the scene does.
func (b *board) castOf(s slot) []string {
	if len(s.strip.Cast) > 0 {
		return s.strip.Cast
	}
	scene, _ := b.sceneOf(s)
	return scene.Characters
}

// dates are the days of slots, each once, in order.
func dates(list []slot) []production.Date {
	var days []production.Date
	for _, s := range list {
		if len(days) == 0 || days[len(days)-1] != s.date {
			days = append(days, s.date)
		}
	}
	return days
}

// set is the set of a slot, its scene's where the strip has none.
func (b *board) set(s slot) string {
	if s.strip.Set != "" {
		return s.strip.Set
	}
	scene, _ := b.sceneOf(s)
	return scene.Set
}

// location is where a slot is shot: as its scene says, which knows of company moves, else as the unit's day does.
func (b *board) location(s slot) string {
	scene, _ := b.sceneOf(s)
	return cmp.Or(scene.Location(), s.unit.Location)
}
