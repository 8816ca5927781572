package main

import (
	"slices"

	"github.com/btsdirector/bts/internal/production"
)

// breakdowns are the scenes in script order.
var breakdowns = slices.Concat(actOne, actTwo, actThree)

// categoryNames are the names used on this board for the category numbers, in the order of the file.
var categoryNames = []struct {
	id   production.Category
	name string
}{
	{production.CategorySet, "Set"},
	{production.CategoryIntExt, "INT/EXT"},
	{production.CategoryDayNight, "Day/Night"},
	{production.CategoryScriptDay, "Script Day"},
	{production.CategoryUnit, "Unit"},
	{production.CategoryLocation, "Location"},
	{production.CategoryCast, "Cast Members"},
	{production.CategoryBackground, "Background Actors"},
	{production.CategoryStunts, "Stunts"},
	{production.CategoryVehicles, "Vehicles"},
	{production.CategoryProps, "Props"},
	{production.CategoryEffects, "Special Effects"},
	{production.CategoryWardrobe, "Wardrobe"},
	{production.CategoryMakeup, "Makeup/Hair"},
	{production.CategoryAnimals, "Animals"},
	{production.CategoryWrangler, "Animal Wrangler"},
	{production.CategoryCamera, "Camera"},
	{production.CategoryElectric, "Electric"},
	{production.CategoryMusic, "Music"},
	{production.CategorySetDressing, "Set Dressing"},
	{production.CategoryEquipment, "Special Equipment"},
	{production.CategoryLabour, "Additional Labor"},
	{production.CategoryVisualEffect, "Visual Effects"},
}

// The short words of the breakdown sheets, one per category.
func background(names ...string) need { return need{production.CategoryBackground, names} }
func stuntWork(names ...string) need  { return need{production.CategoryStunts, names} }
func vehicles(names ...string) need   { return need{production.CategoryVehicles, names} }
func props(names ...string) need      { return need{production.CategoryProps, names} }
func practical(names ...string) need  { return need{production.CategoryEffects, names} }
func wardrobe(names ...string) need   { return need{production.CategoryWardrobe, names} }
func makeUp(names ...string) need     { return need{production.CategoryMakeup, names} }
func animals(names ...string) need    { return need{production.CategoryAnimals, names} }
func handlers(names ...string) need   { return need{production.CategoryWrangler, names} }
func cameras(names ...string) need    { return need{production.CategoryCamera, names} }
func electric(names ...string) need   { return need{production.CategoryElectric, names} }
func music(names ...string) need      { return need{production.CategoryMusic, names} }
func dressing(names ...string) need   { return need{production.CategorySetDressing, names} }
func equipment(names ...string) need  { return need{production.CategoryEquipment, names} }
func labour(names ...string) need     { return need{production.CategoryLabour, names} }
func visual(names ...string) need     { return need{production.CategoryVisualEffect, names} }
