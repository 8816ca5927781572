package ui

import "strings"

// place is one link of the navigation.
type place struct {
	Room Room
	Name string
	Path string // below the production's base, "" for its first page
	Icon string
	Key  string // letter after G, "" for none
}

// wing is a group of rooms: one icon in the rail.
type wing struct {
	Name   string
	Icon   string
	Key    string
	Places []place
}

// wings are the parts of the house that exist and that the person may open, in the order of the work.
func (p Page) wings() []wing {
	all := []wing{
		{Name: "Today", Icon: "today", Key: "t", Places: []place{{RoomToday, "Today", "", "today", ""}}},
		{Name: "Prep", Icon: "prep", Key: "p", Places: p.prep()},
	}
	all = append(all, wing{Name: "Shoot", Icon: "shoot", Key: "s", Places: p.shoot()})
	if p.Rights.Library {
		all = append(all, wing{Name: "Post", Icon: "clip", Key: "o", Places: []place{{RoomLibrary, "Library", "library", "clip", ""}}})
	}
	if p.Rights.Edit {
		all = append(all, wing{Name: "Learn", Icon: "learn", Key: "w", Places: []place{{RoomSheet, "Worksheet", "worksheet", "learn", ""}}})
	}
	open := all[:0]
	for _, w := range all {
		if len(w.Places) > 0 {
			open = append(open, w)
		}
	}
	return open
}

// shoot are the rooms of the shoot that the person may open.
func (p Page) shoot() []place {
	var open []place
	if p.Rights.Packet {
		open = append(open, place{RoomDays, "Days", "days", "shoot", "e"})
	}
	if p.Rights.Plan {
		open = append(open, place{RoomCalendar, "Calendar", "calendar", "schedule", "a"})
	}
	if p.Rights.Story {
		open = append(open, place{RoomShotlist, "Shot list", "shotlist", "list", "x"})
	}
	if p.Rights.Cards {
		open = append(open, place{RoomCards, "Cards", "cards", "card", "k"})
	}
	return open
}

// prep are the rooms of preparation that the person may open.
func (p Page) prep() []place {
	candidates := []struct {
		may bool
		place
	}{
		{p.Rights.Story, place{RoomStory, "Story", "story", "story", "y"}},
		{p.Rights.Story, place{RoomBoards, "Storyboards", "boards", "boards", "b"}},
		{p.Rights.Story, place{RoomTalks, "Interviews", "interviews", "interview", "v"}},
		{p.Rights.Moments, place{RoomMoments, "Moments", "moments", "moments", "m"}},
		{p.Rights.Plan, place{RoomPlan, "Plan", "plan", "plan", "l"}},
		{p.Rights.Crew, place{RoomCrew, "BTS crew", "crew", "crew", "c"}},
		{p.Rights.Script, place{RoomScript, "Script", "script", "script", "r"}},
		{p.Rights.Schedule, place{RoomSchedule, "Schedule", "schedule", "schedule", "h"}},
		{p.Rights.Import, place{RoomImport, "Import", "import", "import", "i"}},
	}
	var open []place
	for _, c := range candidates {
		if c.may {
			open = append(open, c.place)
		}
	}
	return open
}

// holds reports whether the room is one of the wing's.
func (w wing) holds(r Room) bool {
	for _, p := range w.Places {
		if p.Room == r {
			return true
		}
	}
	return false
}

// subPlaces are the links beside the title: the rooms of the wing that the page is in, if it has more than one.
func (p Page) subPlaces() []place {
	for _, w := range p.wings() {
		if w.holds(p.Room) && len(w.Places) > 1 {
			return w.Places
		}
	}
	return nil
}

// wingName is the name of the wing that the page is in, "" for none.
func (p Page) wingName() string {
	for _, w := range p.wings() {
		if w.holds(p.Room) {
			return w.Name
		}
	}
	return ""
}

// path is the address of a place.
func (p Page) path(at place) string {
	if at.Path == "" {
		return p.Base
	}
	return p.Base + "/" + at.Path
}

// current is the value of aria-current for a link.
func current(is bool) string {
	if is {
		return "page"
	}
	return "false"
}

// initials are up to two letters that stand for a name: "Ada Moreau" is AM.
func initials(name string) string {
	var letters []rune
	for _, word := range strings.Fields(name) {
		for _, r := range word {
			letters = append(letters, r)
			break
		}
	}
	if len(letters) > 2 {
		letters = []rune{letters[0], letters[len(letters)-1]}
	}
	return strings.ToUpper(string(letters))
}

// hue picks one of the eight arc colours for a name, the same every time.
func hue(name string) int {
	sum := 0
	for _, r := range name {
		sum += int(r)
	}
	return sum%arcHues + 1
}
