package paper

import (
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
)

// CaptionStyle is how a production writes the captions of its stills.
type CaptionStyle struct {
	caption.Style
	Known []caption.Code `json:"known"` // all codes that can be typed: those of the style, and those of cast and crew
	Base  int64          `json:"base"`
}

// NewCaptionStyle makes the document of a style.
func NewCaptionStyle(s office.CaptionStyle) CaptionStyle {
	s.Keywords, s.Words, s.Spellings, s.Codes = list(s.Keywords), list(s.Words), list(s.Spellings), list(s.Codes)
	return CaptionStyle{Style: s.Style, Known: list(s.Known), Base: s.Base}
}

// Captions are captions of assets in their order.
type Captions struct {
	Captions []Caption `json:"captions"`
}

// Caption is what goes with a still to the press.
type Caption struct {
	ID           string            `json:"id"`
	Name         string            `json:"name"`
	Title        string            `json:"title"`
	Headline     string            `json:"headline"`
	Description  string            `json:"description"`
	Typed        bool              `json:"typed"` // the description was typed, not made
	AltText      string            `json:"alt_text"`
	People       []string          `json:"people"`
	Keywords     []string          `json:"keywords"`
	Creators     []string          `json:"creators"`
	Credit       string            `json:"credit"`
	Source       string            `json:"source"`
	Copyright    string            `json:"copyright"`
	Instructions string            `json:"instructions"`
	Job          string            `json:"job"`
	Place        string            `json:"place"`
	City         string            `json:"city"`
	Province     string            `json:"province"`
	Country      string            `json:"country"`
	Problems     []caption.Problem `json:"problems"`
}

// NewCaptions makes the document of captions.
func NewCaptions(all []office.CaptionedAsset) Captions {
	out := Captions{Captions: []Caption{}}
	for _, a := range all {
		out.Captions = append(out.Captions, newCaption(a, a.Caption))
	}
	return out
}

func newCaption(a office.CaptionedAsset, c media.Caption) Caption {
	return Caption{
		ID: string(a.ID), Name: a.Name, Title: c.Title, Headline: c.Headline, Description: c.Description, Typed: a.Typed, AltText: c.AltText, People: list(c.People), Keywords: list(c.Keywords),
		Creators: list(c.Creators), Credit: c.Credit, Source: c.Source, Copyright: c.Copyright, Instructions: c.Instructions, Job: c.Job, Place: c.Location.Name, City: c.Location.City,
		Province: c.Location.Province, Country: c.Location.Country, Problems: list(a.Problems),
	}
}
