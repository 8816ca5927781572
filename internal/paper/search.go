package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/office"
)

// Search is what the library has for a question, the best first.
type Search struct {
	Assets  []FoundAsset      `json:"assets"`
	Total   int               `json:"total"`
	AtLeast bool              `json:"total_at_least"` // there are more than total; the newest of them were put in order
	Query   string            `json:"query"`          // as it was understood
	Instead []library.Instead `json:"instead"`        // words that are nowhere, and what they were taken for
}

// FoundAsset is an asset with what speaks for it.
type FoundAsset struct {
	ID         string      `json:"id"`
	Name       string      `json:"name"`
	Kind       string      `json:"kind"`
	CapturedAt string      `json:"captured_at"` // RFC 3339, "" unknown
	Timecode   string      `json:"timecode"`    // of the first frame, "" for none
	Duration   float64     `json:"duration"`    // seconds
	People     []string    `json:"people"`
	Moment     string      `json:"moment"` // title
	Score      int         `json:"score"`  // 0 to 100; 0 where only filters were asked
	Title      string      `json:"title"`
	Date       string      `json:"date"` // of the shoot day, "" for none
	Day        int         `json:"day"`  // its number, 0 for none
	Scene      string      `json:"scene"`
	Place      string      `json:"place"`
	Rating     int         `json:"rating"`
	Verdict    string      `json:"verdict"`
	Caption    string      `json:"caption"`
	Why        library.Why `json:"why"` // where it has what was asked for
	At         *float64    `json:"at"`  // seconds from the beginning, where that is said; null for anything else
}

// NewSearch makes the document; times are those of the zone.
func NewSearch(s office.Searched, zone *time.Location) Search {
	out := Search{Assets: []FoundAsset{}, Total: s.Total, AtLeast: s.More, Query: s.Query.String(), Instead: list(s.Instead)}
	for _, a := range s.Assets {
		f := FoundAsset{
			ID: string(a.ID), Name: a.Name, Kind: string(a.Kind), Duration: a.Duration.Seconds(), People: list(a.People), Moment: a.MomentTitle, Score: a.Score, Title: a.Title,
			Date: string(a.Day), Day: a.DayNumber, Scene: a.SceneNumber, Place: a.Place, Rating: a.Rating, Verdict: string(a.Verdict), Caption: a.Caption, Why: a.Why,
		}
		f.Why.Hits = list(f.Why.Hits)
		if a.At.Timed() {
			at := float64(a.At.From) / 1000
			f.At = &at
		}
		if !a.TakenAt.IsZero() {
			f.CapturedAt = a.TakenAt.In(zone).Format(time.RFC3339)
		}
		if a.Start.Known() {
			f.Timecode = a.Start.String()
		}
		out.Assets = append(out.Assets, f)
	}
	return out
}
