package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/btsdirector/bts/internal/production"
)

// board gathers the strips in shooting order and the elements they name.
type board struct {
	breakdowns []ussBreakdown
	elements   []*ussElement
	days       [][]string
	known      map[string]*ussElement
}

// newBoard lays out the tables: every shoot day is one list of strips, closed by its day strip.
func newBoard() *board {
	b := &board{known: map[string]*ussElement{}}
	for _, p := range people { // cast first, in board order
		if p.Character != "" {
			b.element(production.CategoryCast, p.Character)
		}
	}
	for i, d := range days {
		b.addDay(i+1, d)
	}
	return b
}

// addDay adds the strips of shoot day n.
func (b *board) addDay(n int, d shootDay) {
	var ids []string
	add := func(strip ussBreakdown) {
		strip.Created = created
		b.breakdowns = append(b.breakdowns, strip)
		ids = append(ids, strip.ID)
	}
	total := 0
	for _, s := range d.slots {
		if s.banner != "" {
			add(ussBreakdown{ID: objectID("banner", string(d.date)+s.scene), Type: "banner", BannerText: &s.banner, Elements: []string{}})
		}
		scene, _ := find(s.scene)
		total += scene.eighths
		add(b.sceneStrip(scene, s))
	}
	text := fmt.Sprintf("End of day %d, %s pages", n, pages(total))
	add(ussBreakdown{ID: objectID("day", string(d.date)), Type: "day", Description: &text, Elements: []string{},
		Pages: decimal(total), Call: d.call, Wrap: d.wrap, Location: d.location, Note: d.note})
	b.days = append(b.days, ids)
}

// sceneStrip is one scene in its slot.
func (b *board) sceneStrip(scene breakdown, s slot) ussBreakdown {
	page, millis := strconv.Itoa(scene.page), s.minutes()*60_000
	strip := ussBreakdown{ID: objectID("scene", scene.number), Type: "scene", Description: &scene.synopsis, Scene: &scene.number,
		ScriptPage: &page, Pages: decimal(scene.eighths), Duration: &millis, Elements: b.sceneElements(scene),
		Start: s.start, End: s.end, Closed: scene.closed, Room: &scene.room}
	if scene.comment != "" {
		strip.Comments = &scene.comment
	}
	return strip
}

// sceneElements are the ids of everything in the breakdown, heading parts first.
func (b *board) sceneElements(scene breakdown) []string {
	all := []need{
		{production.CategorySet, []string{scene.set}},
		{production.CategoryIntExt, []string{scene.intExt}},
		{production.CategoryDayNight, []string{scene.time}},
		{production.CategoryScriptDay, []string{scene.story}},
		{production.CategoryUnit, []string{"Main"}},
		{production.CategoryLocation, []string{scene.location}},
		{production.CategoryCast, scene.cast},
	}
	var ids []string
	for _, n := range slices.Concat(all, scene.needs) {
		for _, name := range n.names {
			ids = append(ids, b.element(n.category, name))
		}
	}
	return ids
}

// element is the id of the named thing; the first mention adds it to the file.
func (b *board) element(c production.Category, name string) string {
	id := objectID("element", strconv.Itoa(int(c))+name)
	if b.known[id] == nil {
		e := &ussElement{ID: id, Category: categoryID(c), Created: created, DaysOff: []int{}, IsHold: true, IsDood: c == production.CategoryCast,
			DropDayCount: 10, LinkedElements: []string{}, Events: []ussEvent{}, Name: name}
		if c == production.CategoryCast {
			e.ElementID, e.IsIDLock = strconv.Itoa(len(b.elements)+1), true
		}
		b.known[id] = e
		b.elements = append(b.elements, e)
	}
	return id
}

// decimal is a page count as USS has it: 1.375 for 1 3/8.
func decimal(eighths int) *float64 {
	p := float64(eighths) / 8
	return &p
}
