package intake

import (
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// categoryNames maps what programs and people call a breakdown category to its number in the
// Universal Category Identification standard.
var categoryNames = map[string]production.Category{
	"set": production.CategorySet, "sets": production.CategorySet,
	"int ext": production.CategoryIntExt, "intext": production.CategoryIntExt, "i e": production.CategoryIntExt,
	"day night": production.CategoryDayNight, "d n": production.CategoryDayNight,
	"script day": production.CategoryScriptDay, "story day": production.CategoryScriptDay,
	"unit": production.CategoryUnit, "sequence": production.CategorySequence,
	"location": production.CategoryLocation, "locations": production.CategoryLocation,
	"cast": production.CategoryCast, "cast members": production.CategoryCast, "cast member": production.CategoryCast, "actors": production.CategoryCast, "talent": production.CategoryCast,
	"background": production.CategoryBackground, "background actors": production.CategoryBackground, "background performers": production.CategoryBackground, "extras": production.CategoryBackground, "bg": production.CategoryBackground,
	"stunt": production.CategoryStunts, "stunts": production.CategoryStunts,
	"vehicle": production.CategoryVehicles, "vehicles": production.CategoryVehicles, "picture vehicles": production.CategoryVehicles,
	"prop": production.CategoryProps, "props": production.CategoryProps,
	"sfx": production.CategoryEffects, "spfx": production.CategoryEffects, "special effects": production.CategoryEffects, "practical effects": production.CategoryEffects,
	"wardrobe": production.CategoryWardrobe, "costume": production.CategoryWardrobe, "costumes": production.CategoryWardrobe,
	"makeup": production.CategoryMakeup, "make up": production.CategoryMakeup, "makeup hair": production.CategoryMakeup, "hair makeup": production.CategoryMakeup, "hair": production.CategoryMakeup,
	"animal": production.CategoryAnimals, "animals": production.CategoryAnimals, "livestock": production.CategoryAnimals,
	"animal wrangler": production.CategoryWrangler, "animal wranglers": production.CategoryWrangler, "animal handler": production.CategoryWrangler,
	"camera": production.CategoryCamera, "grip": production.CategoryGrip, "electric": production.CategoryElectric, "lighting": production.CategoryElectric,
	"sound": production.CategorySound, "music": production.CategoryMusic, "art": production.CategoryArt, "art department": production.CategoryArt,
	"set dressing": production.CategorySetDressing, "greenery": production.CategoryGreenery, "greens": production.CategoryGreenery,
	"security": production.CategorySecurity, "special equipment": production.CategoryEquipment, "equipment": production.CategoryEquipment,
	"additional labor": production.CategoryLabour, "additional labour": production.CategoryLabour, "labor": production.CategoryLabour,
	"vfx": production.CategoryVisualEffect, "visual effects": production.CategoryVisualEffect, "cgi": production.CategoryVisualEffect,
	"mfx": production.CategoryMechanical, "mechanical effects": production.CategoryMechanical,
	"notes": production.CategoryNotes, "comments": production.CategoryComments,
	"misc": production.CategoryMisc, "miscellaneous": production.CategoryMisc, "other": production.CategoryOther,
}

// customCategory is the number for a category that the standard does not know; it reserves 500 and
// above for these.
const customCategory production.Category = 500

// categoryOf finds the category for a label; ok is false for a label of somebody's own.
func categoryOf(label string) (production.Category, bool) {
	c, ok := categoryNames[spelling.Key(label)]
	return c, ok
}
