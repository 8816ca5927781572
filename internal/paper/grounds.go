package paper

import "github.com/btsdirector/bts/internal/office"

// Grounds are the plans of places.
type Grounds struct {
	Plans  []Ground `json:"plans"`  // those that have lost their place first
	Places []Place  `json:"places"` // what a plan can be tied to
	Base   int64    `json:"base"`   // the state of what is written: send it back with a change
}

// Ground is the picture of a place from above.
type Ground struct {
	ID      string   `json:"id"`
	Place   string   `json:"place"` // name of a location or a set
	Lost    bool     `json:"lost"`  // no paper names the place any more: tie the plan to another
	Title   string   `json:"title"`
	Note    string   `json:"note"`
	Picture string   `json:"picture"` // SHA-256
	Wide    int      `json:"wide"`    // pixels
	High    int      `json:"high"`
	Across  *float64 `json:"across"` // metres from the left edge to the right, null where nobody measured
	North   *float64 `json:"north"`  // degrees clockwise from the top, null where nobody said
}

// Place is a location or a set of the papers.
type Place struct {
	Name   string `json:"name"`
	Within string `json:"within"` // the location of a set, "" for a location
}

// NewGrounds makes the document of the plans of places.
func NewGrounds(all office.Grounds) Grounds {
	out := Grounds{Plans: []Ground{}, Places: []Place{}, Base: all.Base}
	for _, g := range all.List {
		out.Plans = append(out.Plans, Ground{
			ID: string(g.ID), Place: g.Where, Lost: g.Lost, Title: g.Title, Note: g.Note, Picture: g.Picture, Wide: g.Wide, High: g.High, Across: g.Across, North: g.North,
		})
	}
	for _, p := range all.Places {
		out.Places = append(out.Places, Place(p))
	}
	return out
}
