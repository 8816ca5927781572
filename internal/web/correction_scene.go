package web

import (
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// correctionID is the correction's place in the list of all.
func correctionID(c correction.Correction) string { return "c-" + string(c.ID) }

// listedAt is the address of a correction in the list of all.
func listedAt(base string, c correction.Correction) string {
	return base + "/corrections#" + correctionID(c)
}

// stripDay is the day on which a strip is shot, nil for one that is gone.
func (b *book) stripDay(id production.StripID) *production.Day {
	for i := range b.schedule.Days {
		for _, s := range b.schedule.Days[i].Strips() {
			if s.ID == id {
				return &b.schedule.Days[i]
			}
		}
	}
	return nil
}

// outlived is the scene for which a correction still holds after its own strip is gone: "Scene 12A"; "" for
// every other correction.
func (b *book) outlived(c correction.Correction) string {
	sc := b.sceneAt[c.Scene]
	if sc == nil || c.State == correction.Orphaned || b.stripDay(production.StripID(c.Part)) != nil {
		return ""
	}
	return "Scene " + sc.Number
}

// elsewhereWords say on which other days of its scene a correction shows, "" for none.
func (b *book) elsewhereWords(c correction.Correction) string {
	var days []string
	for _, e := range c.Also {
		if d := b.stripDay(e.Strip); d != nil && (len(days) == 0 || days[len(days)-1] != b.title(d.Date)) {
			days = append(days, b.title(d.Date))
		}
	}
	switch {
	case len(days) == 0:
		return ""
	case b.outlived(c) != "":
		return "What it was made for is no longer in the schedule; it holds wherever the scene is shot: " + listed(days) + "."
	}
	return "It holds for the whole scene: also on " + listed(days) + "."
}

// whereCorrected is the form that shows a correction, "" when what it is about is gone.
func (b *book) whereCorrected(base string, c correction.Correction) string {
	strip := production.StripID(c.Part)
	if b.outlived(c) != "" && len(c.Also) > 0 {
		strip = c.Also[0].Strip
	}
	if fieldOf(c).Of == correction.OfStrip {
		if d := b.stripDay(strip); d != nil {
			return correctURL(base, c.What, string(d.ID))
		}
	}
	if b.correctedThing(c.What, c.Target) == "" {
		return ""
	}
	return correctURL(base, c.What, c.Target)
}

// carriedFrom says from where a strip's value comes that was corrected at another strip of its scene.
func (b *book) carriedFrom(base string, c correction.Correction) ui.DayLink {
	if b.outlived(c) != "" {
		return ui.DayLink{Text: "See the correction", URL: listedAt(base, c)}
	}
	return ui.DayLink{Text: "See the correction: " + b.correctedTitle(c), URL: listedAt(base, c)}
}
