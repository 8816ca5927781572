package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// OpenTies are what assets may belong to, as nobody decided yet, the surest first.
type OpenTies struct {
	Groups []OpenTie `json:"groups"`
	Total  int       `json:"total"` // suggestions in all, also those that are not listed
}

// OpenTie is one thing that assets may belong to.
type OpenTie struct {
	What   string           `json:"what"` // moment, scene, talk, person, place, card, operator, shot
	ID     string           `json:"id"`
	Title  string           `json:"title"`
	Count  int              `json:"count"`
	Best   int              `json:"best"`   // the best score
	Assets []SuggestedAsset `json:"assets"` // the surest of them
}

// SuggestedAsset is an asset that may belong to something.
type SuggestedAsset struct {
	ID         string   `json:"id"`
	Name       string   `json:"name"`
	Kind       string   `json:"kind"`
	Date       string   `json:"date"`
	CapturedAt string   `json:"captured_at"`
	Score      int      `json:"score"`
	Reasons    []string `json:"reasons"`
}

// NewOpenTies makes the document of suggestions.
func NewOpenTies(groups []office.OpenTie, total int, zone *time.Location) OpenTies {
	out := OpenTies{Groups: []OpenTie{}, Total: total}
	for _, g := range groups {
		s := OpenTie{string(g.What), g.ID, g.Title, g.Count, g.Best, []SuggestedAsset{}}
		for _, a := range g.Assets {
			m := g.Match(a.Asset)
			s.Assets = append(s.Assets, SuggestedAsset{string(a.ID), a.Name, string(a.Kind), string(a.Day), instant(a.TakenAt, zone), m.Score, list(m.Reasons)})
		}
		out.Groups = append(out.Groups, s)
	}
	return out
}

// Clocks are how the clocks of devices are off.
type Clocks struct {
	Clocks []Clock     `json:"clocks"`
	Notes  []ClockNote `json:"notes"`
}

// Clock is how far the clock of a device is off in a period.
type Clock struct {
	Device     string  `json:"device"`
	From       string  `json:"from"` // by the clock of the device; "" from the beginning
	To         string  `json:"to"`
	Offset     int64   `json:"offset_seconds"` // to be added to the clock of the device
	Drift      float64 `json:"drift_seconds_a_day"`
	Spread     float64 `json:"spread_seconds"`
	Signs      int     `json:"signs"`
	Against    int     `json:"signs_against"`
	Confidence int     `json:"confidence"` // 0 to 100
	Used       bool    `json:"used"`       // times are corrected by it
	Mistake    string  `json:"mistake"`
	Words      string  `json:"words"`
}

// ClockNote is what somebody said of a clock.
type ClockNote struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"` // shown, pair, set
	Device string `json:"device"`
	At     string `json:"at"` // by the clock of the device
	True   string `json:"true"`
	Asset  string `json:"asset"`
	Other  string `json:"other_asset"`
	Offset int64  `json:"offset_seconds"` // of set
	By     string `json:"by"`
}

// NewClocks makes the document of the clocks.
func NewClocks(s office.ClockSheet, zone *time.Location) Clocks {
	out := Clocks{Clocks: []Clock{}, Notes: []ClockNote{}}
	for _, c := range s.Clocks {
		out.Clocks = append(out.Clocks, Clock{
			c.Device, instant(c.From, zone), instant(c.To, zone), c.Offset, c.Drift, c.Spread, c.Signs, c.Against, c.Confidence, c.Confidence >= library.EnoughToCorrect, c.Mistake, c.Words,
		})
	}
	for _, n := range s.Notes {
		out.Notes = append(out.Notes, ClockNote{string(n.ID), string(n.Kind), n.Device, instant(n.At, zone), instant(n.True, zone), string(n.Asset), string(n.Other), n.Offset, n.By})
	}
	return out
}

// Tonight is what a day was to bring and what of it is here.
type Tonight struct {
	Date    string `json:"date"`
	Planned int    `json:"planned"`
	Covered int    `json:"covered"`
	Ahead   int    `json:"ahead"` // of the rest, those whose time has not passed
	Assets  int    `json:"assets"`
	Words   string `json:"words"`
	Gaps    []Gap  `json:"gaps"`
}

// Gap is something that is missing.
type Gap struct {
	What   string      `json:"what"` // moment, interview, shot
	ID     string      `json:"id"`
	Title  string      `json:"title"`
	Moment string      `json:"moment"`
	Scene  string      `json:"scene"`
	Start  string      `json:"start"`
	End    string      `json:"end"`
	Must   bool        `json:"must_have"`
	Ahead  bool        `json:"ahead"`
	Why    string      `json:"why"`
	Still  string      `json:"still"`
	Maybe  int         `json:"suggested_assets"`
	Later  []LaterTime `json:"later"`
}

// LaterTime is when something can be had again.
type LaterTime struct {
	Date  string `json:"date"`
	Day   int    `json:"day"`
	Start string `json:"start"`
	End   string `json:"end"`
	Place string `json:"place"`
}

// NewTonight makes the document of a day's gaps.
func NewTonight(t library.Tonight, zone *time.Location) Tonight {
	out := Tonight{string(t.Day), t.Planned, t.Covered, t.Ahead, t.Assets, t.Words, []Gap{}}
	at := func(d production.Date, c production.Clock) string {
		if !c.Known() {
			return ""
		}
		return instant(d.At(c, zone), zone)
	}
	for _, g := range t.Gaps {
		gap := Gap{string(g.What), g.ID, g.Title, string(g.Moment), g.Scene, at(t.Day, g.Start), at(t.Day, g.End), g.Must, g.Ahead, g.Why, g.Still, g.Maybe, []LaterTime{}}
		for _, w := range g.Chances {
			gap.Later = append(gap.Later, LaterTime{string(w.Date), w.Day, at(w.Date, w.Start), at(w.Date, w.End), w.Place})
		}
		out.Gaps = append(out.Gaps, gap)
	}
	return out
}
