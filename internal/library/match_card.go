package library

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// cards are the rolls that an asset may be from.
func (v *view) cards() []found {
	var out []found
	for _, c := range v.m.around.Cards {
		f := found{id: string(c.ID), title: c.Name}
		switch {
		case v.inFolder(c.Name):
			f.add(80, "its folder is called "+c.Name)
		case v.a.Reel != "" && strings.EqualFold(v.a.Reel, c.Name):
			f.add(75, "its reel is "+c.Name)
		case v.seen.Camera != "" && strings.EqualFold(v.seen.Camera, c.Camera) && v.a.Day == c.Day:
			f.add(45, "camera "+c.Camera+" has it on that day")
		default:
			continue
		}
		switch {
		case v.a.Day == c.Day && c.Day != "":
			f.add(15, "the card is of that day")
		case v.a.Day != "" && v.a.DayBy != "card "+c.Name:
			f.add(-30, "the card is of "+c.Day.Spoken())
		}
		out = append(out, f)
	}
	return out
}

// inFolder reports whether a folder of the asset has a name.
func (v *view) inFolder(name string) bool {
	for _, path := range v.seen.Names {
		parts := strings.Split(path, "/")
		for _, folder := range parts[:len(parts)-1] {
			if strings.EqualFold(folder, name) {
				return true
			}
		}
	}
	return false
}

// operators are who may have recorded an asset.
func (v *view) operators() []found {
	of := map[production.MemberID]*found{}
	say := func(id production.MemberID, score int, why string) {
		c, known := v.m.crew[id]
		if !known {
			return
		}
		f := of[id]
		if f == nil {
			f = &found{id: string(id), title: c.Name}
			of[id] = f
		}
		if score > f.score {
			f.score = score
		}
		f.why = append(f.why, why)
	}
	if c, known := v.m.cards[v.a.Card]; known && c.Operator != "" {
		say(c.Operator, 95, "card "+c.Name+" is "+possessive(v.m.crew[c.Operator].Name))
	}
	for _, c := range v.m.around.Crew {
		switch {
		case v.seen.By != "" && strings.EqualFold(strings.TrimSpace(v.seen.By), c.Name):
			say(c.ID, 90, "the file names "+c.Name)
		case v.named(c.Name):
			say(c.ID, 80, "its name says "+c.Name)
		}
	}
	for _, c := range v.m.around.Cards {
		if v.a.Day != "" && c.Day == v.a.Day && c.Operator != "" && c.ID != v.a.Card && isCamera(v.a.Device, c.Camera) {
			say(c.Operator, 65, possessive(v.m.crew[c.Operator].Name)+" cards of that day are from a "+c.Camera)
		}
	}
	if id, ok := v.onlyOnePlanned(); ok {
		say(id, 50, v.m.crew[id].Name+" is the only one whom the plan has there then")
	}
	var out []found
	for _, c := range v.m.around.Crew { // in an order that does not change
		if f := of[c.ID]; f != nil {
			out = append(out, *f)
		}
	}
	return out
}

// isCamera reports whether a device is what a card calls its camera: all its words are in the device's name.
func isCamera(device, camera string) bool {
	words, name := plainWords(camera), " "+strings.Join(plainWords(device), " ")+" "
	if len(words) == 0 || len(camera) < 3 { // "A" is in no name
		return false
	}
	for _, w := range words {
		if !strings.Contains(name, " "+w+" ") {
			return false
		}
	}
	return true
}

// onlyOnePlanned is who is on the team of all that the plan has at the time of the asset, if that is one.
func (v *view) onlyOnePlanned() (id production.MemberID, ok bool) {
	if !v.timed {
		return "", false
	}
	for _, c := range v.m.covers[v.a.Day] {
		if v.apart(c.Date, c.Start, c.End) > 0 {
			continue
		}
		for _, t := range c.Team {
			if id != "" && id != t {
				return "", false
			}
			id = t
		}
	}
	return id, id != ""
}

// possessive is a name before what is theirs: "Ana's", "James'".
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "'"
	}
	return name + "'s"
}
