package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/shotlist"
)

// Shotlist is the BTS unit's own shot list, the most important first, then in the order of the days.
type Shotlist struct {
	Shots  []WantedShot `json:"shots"`
	Totals []ShotTotal  `json:"totals"` // of these, by priority
	Base   int64        `json:"base"`   // the state of what is written: send it back with a change
}

// WantedShot is something that the BTS unit is to bring home.
type WantedShot struct {
	ID          string   `json:"id"`
	Title       string   `json:"title"`
	Moment      string   `json:"moment"`       // id, "" for none
	MomentTitle string   `json:"moment_title"` //
	Scene       string   `json:"scene"`
	Arc         string   `json:"arc"`
	Beat        string   `json:"beat"` // id of the beat that the moment tells, "" for none
	Date        string   `json:"date"` // "" for any day
	On          string   `json:"on"`   // the day that somebody wants it on, "" for that of its moment
	Day         int      `json:"day"`  // shoot day number, 0 for none
	Start       string   `json:"start"`
	End         string   `json:"end"`
	Place       string   `json:"place"`
	Booked      bool     `json:"booked"` // somebody is there for it
	Team        []string `json:"team"`
	Size        string   `json:"size"`
	Angle       string   `json:"angle"`
	Movement    string   `json:"movement"`
	Lens        string   `json:"lens"`
	Medium      string   `json:"medium"`
	Sound       string   `json:"sound"`
	Note        string   `json:"note"`
	Priority    string   `json:"priority"` // how much it matters now
	Reason      string   `json:"reason"`   // why
	ByHand      bool     `json:"by_hand"`  // somebody said how much
	Status      string   `json:"status"`
	Proof       string   `json:"proof"`
	Why         string   `json:"why"` // it was missed
	Closed      bool     `json:"closed"`
}

// ShotTotal is how things stand with the shots of one priority.
type ShotTotal struct {
	Priority string `json:"priority"`
	Shots    int    `json:"shots"`
	Got      int    `json:"got"`
	Missed   int    `json:"missed"`
}

// NewShotlist makes the document of a shot list.
func NewShotlist(o office.Shotlist, zone *time.Location) Shotlist {
	out := Shotlist{Shots: []WantedShot{}, Base: o.Base}
	totals := map[shotlist.Priority]*ShotTotal{}
	for _, p := range shotlist.Priorities {
		totals[p] = &ShotTotal{Priority: string(p)}
	}
	for _, s := range o.Shots {
		out.Shots = append(out.Shots, NewWantedShot(s, zone))
		total := totals[s.Weight]
		total.Shots++
		switch s.Status {
		case shotlist.Got:
			total.Got++
		case shotlist.Missed:
			total.Missed++
		}
	}
	for _, p := range shotlist.Priorities {
		out.Totals = append(out.Totals, *totals[p])
	}
	return out
}

// NewWantedShot makes the document of a shot.
func NewWantedShot(s office.ListedShot, zone *time.Location) WantedShot {
	return WantedShot{
		ID: string(s.ID), Title: s.Title, Moment: string(s.Moment), MomentTitle: s.Name, Scene: s.Scene, Arc: s.Arc, Beat: string(s.Beat),
		Date: string(s.Date), On: string(s.On), Day: s.Day, Start: stamp(s.Date, s.Start, zone), End: stamp(s.Date, s.End, zone), Place: s.Site, Booked: s.Booked, Team: list(s.Team),
		Size: s.Size, Angle: s.Angle, Movement: s.Movement, Lens: s.Lens, Medium: string(s.Medium), Sound: s.Sound, Note: s.Note,
		Priority: string(s.Weight), Reason: s.Reason, ByHand: s.Priority != "", Status: string(s.Status), Proof: s.Proof, Why: s.Why, Closed: s.Closed,
	}
}

// Suggested are shots that were added for a moment.
type Suggested struct {
	Shots []string `json:"shots"` // ids
	Act
}

// NewSuggested makes the document of shots that were added.
func NewSuggested(all []shotlist.Shot, a office.Act) Suggested {
	out := Suggested{Shots: []string{}, Act: NewAct(a)}
	for _, s := range all {
		out.Shots = append(out.Shots, string(s.ID))
	}
	return out
}

// ShotFile is what a table that came in does to the shot list.
type ShotFile struct {
	Added   []ShotRow `json:"added"`
	Changed []ShotRow `json:"changed"`
	Same    int       `json:"same"` // rows that change nothing
	DryRun  bool      `json:"dry_run"`
	Act
}

// ShotRow is what one row of a table does.
type ShotRow struct {
	Line   int     `json:"line"`
	ID     string  `json:"id"` // "" for a new shot of a dry run
	Title  string  `json:"title"`
	Fields []Field `json:"fields"`
}

// NewShotFile makes the document of a table that came in.
func NewShotFile(f office.ShotFile, a office.Act, dry bool) ShotFile {
	rows := func(all []office.ShotChange) []ShotRow {
		out := []ShotRow{}
		for _, c := range all {
			row := ShotRow{Line: c.Line, ID: string(c.ID), Title: c.Title, Fields: []Field{}}
			for _, change := range c.Changes {
				row.Fields = append(row.Fields, Field{change.Field, change.Was, change.Now})
			}
			out = append(out, row)
		}
		return out
	}
	return ShotFile{rows(f.Added), rows(f.Changed), f.Same, dry, NewAct(a)}
}
