package intake

import (
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// categoryLabels are the usual names of the standard's categories, for files that have only numbers.
var categoryLabels = map[production.Category]string{
	production.CategorySet: "Set", production.CategoryIntExt: "INT/EXT", production.CategoryDayNight: "Day/Night",
	production.CategoryScriptDay: "Script Day", production.CategoryUnit: "Unit", production.CategorySequence: "Sequence",
	production.CategoryLocation: "Location", production.CategoryCast: "Cast Members", production.CategoryBackground: "Background Actors",
	production.CategoryStunts: "Stunts", production.CategoryVehicles: "Vehicles", production.CategoryProps: "Props",
	production.CategoryEffects: "Special Effects", production.CategoryWardrobe: "Wardrobe", production.CategoryMakeup: "Makeup/Hair",
	production.CategoryAnimals: "Animals", production.CategoryWrangler: "Animal Wranglers", production.CategoryCamera: "Camera",
	production.CategoryGrip: "Grip", production.CategoryElectric: "Electric", production.CategorySound: "Sound",
	production.CategoryMusic: "Music", production.CategoryArt: "Art Department", production.CategorySetDressing: "Set Dressing",
	production.CategoryGreenery: "Greenery", production.CategorySecurity: "Security", production.CategoryEquipment: "Special Equipment",
	production.CategoryLabour: "Additional Labor", production.CategoryVisualEffect: "Visual Effects", production.CategoryMechanical: "Mechanical Effects",
	production.CategoryNotes: "Notes", production.CategoryComments: "Comments", production.CategoryMisc: "Miscellaneous", production.CategoryOther: "Other",
}

// CategoryLabel is the usual name of a category, "Category 501" for one of somebody's own.
func CategoryLabel(c production.Category) string {
	return firstOf(categoryLabels[c], fmt.Sprintf("Category %d", c))
}

// bothSides are the ways to say in one word that a scene plays inside and outside.
var bothSides = spelling.Words("both mixed intext interiorexterior ie ei ia ai 内外")

// scriptsOfSides are inside and outside in scripts that a heading does not begin with.
var scriptsOfSides = map[string]production.IntExt{
	"内": production.Interior, "室内": production.Interior, "屋内": production.Interior, "실내": production.Interior, "داخلي": production.Interior, "פנים": production.Interior,
	"外": production.Exterior, "室外": production.Exterior, "屋外": production.Exterior, "실외": production.Exterior, "خارجي": production.Exterior, "חוץ": production.Exterior,
	"натура": production.Exterior, "интерьер": production.Interior, "εσωτ": production.Interior, "εξωτ": production.Exterior,
	"dentro": production.Interior, "fora": production.Exterior, "interieur": production.Interior, "exterieur": production.Exterior,
	"interiores": production.Interior, "exteriores": production.Exterior, "indoor": production.Interior, "outdoor": production.Exterior,
	"inside": production.Interior, "outside": production.Exterior, "studio": production.Interior,
}

// readIntExt reads INT/EXT in any spelling: "Interior", "INT. / EXT.", "int_ext", "Innen", "外".
func readIntExt(s string) production.IntExt {
	if s == "" {
		return ""
	}
	key := spelling.Key(s)
	if bothSides[strings.ReplaceAll(key, " ", "")] {
		return production.Both
	}
	var where production.IntExt
	for word := range strings.FieldsSeq(key) {
		side := scriptsOfSides[word]
		if len(word) > 1 {
			side = production.IntExt(firstOf(string(side), string(intExtWords[strings.ToUpper(word)])))
		}
		where = joinIntExt(where, side)
	}
	if where == production.Both || scriptsOfSides[key] != "" {
		return where
	}
	return parseIntExt(strings.ReplaceAll(s, "_", "/"))
}

// joinIntExt joins two INT/EXT elements of one scene.
func joinIntExt(have, more production.IntExt) production.IntExt {
	if have == "" || have == more || more == "" {
		return production.IntExt(firstOf(string(more), string(have)))
	}
	return production.Both
}

// timesOfDay are short forms of Day/Night elements, and words of scripts without capitals.
var timesOfDay = map[string]string{
	"d": "DAY", "n": "NIGHT", "d n": "DAY/NIGHT", "daytime": "DAY", "nighttime": "NIGHT", "night time": "NIGHT", "day time": "DAY", "day night": "DAY/NIGHT",
}

// readDayNight reads a Day/Night element. The word stays as the paper has it, in capitals; enumerations
// ("day_night", "N") are written out.
func readDayNight(s string) string {
	s = spelling.Single(s)
	if long, ok := timesOfDay[spelling.Key(s)]; ok && !strings.Contains(s, "/") {
		return long
	}
	return strings.ToUpper(strings.ReplaceAll(s, "_", " "))
}
