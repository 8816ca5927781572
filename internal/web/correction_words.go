package web

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/web/ui"
)

// spokenValue is a value as it is shown; one that we only estimate says so.
func spokenValue(value string) string {
	if rest, estimated := strings.CutPrefix(value, correction.EstimateMark); estimated {
		return "about " + rest
	}
	return value
}

// quoted is a paper's value inside a sentence.
func quoted(value string) string {
	switch {
	case value == "":
		return "nothing"
	case strings.HasPrefix(value, correction.EstimateMark):
		return "nothing (we estimate " + strings.TrimPrefix(value, correction.EstimateMark) + ")"
	}
	return value
}

// paperSays is what the papers say, as a sentence.
func paperSays(value string) string { return "The paper says " + quoted(value) + "." }

// sentences stand behind each other; empty ones are left out.
func sentences(all ...string) string {
	return strings.Join(slices.DeleteFunc(all, func(s string) bool { return s == "" }), " ")
}

// disputedWords say of a correction that a newer paper disputes what has changed, and which of the two
// shows; "" for others.
func disputedWords(c correction.Correction) string {
	if c.State != correction.Disputed {
		return ""
	}
	return paperBefore(c) + " " + whichShows(c)
}

// paperBefore says what the paper said before it said what it does now.
func paperBefore(c correction.Correction) string {
	if c.Met {
		return "An earlier paper had agreed; this one does not."
	}
	return "The paper said " + quoted(c.Was) + " when this was corrected."
}

// whichShows says whether ours or the paper's is on view while the two disagree.
func whichShows(c correction.Correction) string {
	kind := fieldOf(c).Kind
	switch {
	case c.PaperShows && (kind == correction.YesNo || kind == correction.Count):
		return "The paper’s shows until somebody decides: it is the stricter one. To keep ours, correct it again."
	case c.PaperShows:
		return "The paper’s shows, since ours does not go together with it any more. Correct it again or take the paper’s word."
	}
	return "Ours shows until somebody decides."
}

// whoCorrected is who made a correction, when and why.
func (b *book) whoCorrected(c correction.Correction) string {
	text := orSomebody(c.By) + ", " + minute(c.At, b.film.Zone())
	if c.Note == "" {
		return text + "."
	}
	return text + ": " + strings.TrimSuffix(c.Note, ".") + "."
}

// fieldOf is what can be corrected under a name; a field that no longer exists keeps its name.
func fieldOf(c correction.Correction) correction.Field {
	for _, f := range correction.Fields(c.What) {
		if f.Name == c.Field {
			return f
		}
	}
	return correction.Field{Name: c.Field, Label: c.Field}
}

// correctedTitle is what a correction is about: "Day 5 · Fri 8 May, main unit: call". gone are changes
// that name things which the facts have no longer.
func (b *book) correctedTitle(c correction.Correction, gone ...revise.Change) string {
	f := fieldOf(c)
	if scene := b.outlived(c); scene != "" {
		return scene + ": " + strings.ToLower(f.Label[:1]) + f.Label[1:]
	}
	name := b.correctedThing(c.What, c.Target)
	if name == "" {
		name = titleIn(gone, string(c.What), c.Target)
	}
	if name == "" {
		name = goneWords[c.What]
	}
	switch part := b.correctedPart(c, f); {
	case part != "":
		name += ", " + part
	case f.Of == correction.OfStrip:
		name += ", a scene that is gone"
	}
	return name + ": " + strings.ToLower(f.Label[:1]) + f.Label[1:]
}

// goneWords name things that are neither in the facts nor in what a paper changed.
var goneWords = map[correction.What]string{
	correction.Scene: "A scene that is gone", correction.Day: "A day that is gone", correction.Event: "An event that is gone",
	correction.Person: "A person who is gone", correction.Location: "A location that is gone",
}

// titleIn is the title that changes give to something, "" for none.
func titleIn(changes []revise.Change, what, id string) string {
	for _, c := range changes {
		if c.What != what || c.ID != id {
			continue
		}
		if what == string(correction.Scene) {
			return "Scene " + c.Title
		}
		return c.Title
	}
	return ""
}

// correctedThing is what people call something that can be corrected, "" when it is not in the facts.
func (b *book) correctedThing(what correction.What, target string) string {
	switch what {
	case correction.Scene:
		if sc := b.sceneAt[production.SceneID(target)]; sc != nil {
			return "Scene " + sc.Number
		}
	case correction.Day:
		for _, d := range b.schedule.Days {
			if string(d.ID) == target {
				return b.title(d.Date)
			}
		}
	case correction.Event:
		for _, e := range b.schedule.Events {
			if string(e.ID) == target {
				return e.Title + ", " + e.Date.Spoken()
			}
		}
	case correction.Person:
		for _, p := range b.schedule.People {
			if string(p.ID) == target {
				return personTitle(p)
			}
		}
	case correction.Location:
		for _, l := range b.schedule.Locations {
			if strings.EqualFold(l.Name, target) {
				return ui.Place(l.Name)
			}
		}
	}
	return ""
}

func personTitle(p production.Person) string {
	switch {
	case p.Character != "" && !strings.EqualFold(p.Character, p.Name):
		return ui.Name(p.Name) + " (" + ui.Name(p.Character) + ")"
	case p.Role != "":
		return ui.Name(p.Name) + ", " + p.Role
	}
	return ui.Name(p.Name)
}

// correctedPart is the unit or scene of a day that a correction is about, "" for the thing itself or for
// one that is gone. A scene keeps its corrections on whatever day it is shot.
func (b *book) correctedPart(c correction.Correction, f correction.Field) string {
	if f.Of == correction.OfUnit {
		return strings.ToLower(c.Part) + " unit"
	}
	if f.Of != correction.OfStrip {
		return ""
	}
	for _, d := range b.schedule.Days {
		for _, strip := range d.Strips() {
			if string(strip.ID) != c.Part {
				continue
			}
			if strip.SceneNumber == "" {
				return ui.Place(strip.Banner)
			}
			return "scene " + strip.SceneNumber
		}
	}
	return ""
}
