package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/office"
)

// CardProof is what came of proving a copy again. Where it lies is empty for whoever may not copy cards.
type CardProof struct {
	Task       string      `json:"task"`
	Path       string      `json:"path"`
	Host       string      `json:"host"`
	Deep       bool        `json:"deep"`
	State      string      `json:"state"` // of the task; "" for one that is long over
	Done       int64       `json:"done"`  // bytes
	Total      int64       `json:"total"`
	Error      string      `json:"error"`
	Over       bool        `json:"over"` // it came to its end
	Good       bool        `json:"good"` // and the copy is what was recorded
	At         string      `json:"at"`
	By         string      `json:"by"`
	Seconds    float64     `json:"seconds"`
	Files      int         `json:"files"`
	Bytes      int64       `json:"bytes"`
	OK         int         `json:"ok"`
	Missing    int         `json:"missing"`
	Differs    int         `json:"differs"`
	New        int         `json:"new"`
	Renamed    int         `json:"renamed"`
	Unreadable int         `json:"unreadable"`
	Unproven   int         `json:"unproven"`
	Cached     bool        `json:"cached"`
	Names      []ProofName `json:"names"` // the first hundred that are not as recorded
}

// ProofName is a file that is not as it is recorded.
type ProofName struct {
	Path string `json:"path"`
	Code string `json:"code"` // missing, differs, new, renamed, unreadable, history
	Note string `json:"note"`
}

// CardCopyPlace is one copy of a card and when it was last proven.
type CardCopyPlace struct {
	Path     string `json:"path"`
	Host     string `json:"host"`
	ProvenAt string `json:"proven_at"` // "" for never
	DueAt    string `json:"due_at"`    // "" where nobody asks
	Overdue  bool   `json:"overdue"`
}

// DueCopies are the copies that are to be proven again.
type DueCopies struct {
	Copies []DueCopy `json:"copies"`
}

// DueCopy is a copy that is to be proven again.
type DueCopy struct {
	Card string `json:"card"` // id
	Name string `json:"name"`
	Date string `json:"date"`
	CardCopyPlace
}

// NewDueCopies makes the document of copies that are to be proven again.
func NewDueCopies(due []office.DueCopy, zone *time.Location) DueCopies {
	out := DueCopies{Copies: []DueCopy{}}
	for _, d := range due {
		out.Copies = append(out.Copies, DueCopy{string(d.Card.ID), d.Card.Name, string(d.Card.Day), newPlace(d.Place, zone)})
	}
	return out
}

func newPlace(p cardlog.Place, zone *time.Location) CardCopyPlace {
	return CardCopyPlace{Path: p.Path, Host: p.Host, ProvenAt: instant(p.Proven, zone), DueAt: instant(p.Due, zone), Overdue: p.Overdue}
}

func newProofs(runs []office.ProofRun, zone *time.Location) []CardProof {
	out := []CardProof{}
	for _, r := range runs {
		p := CardProof{
			Task: string(r.Task), Path: r.Path, Host: r.Host, Deep: r.Deep, State: string(r.State), Done: r.Done, Total: r.Total, Error: r.Error, Over: r.Over, Good: r.Good(),
			At: instant(r.At, zone), By: r.By, Seconds: r.Seconds, Files: r.Files, Bytes: r.Bytes, OK: r.OK, Missing: r.Missing, Differs: r.Differs, New: r.New,
			Renamed: r.Renamed, Unreadable: r.Lost, Unproven: r.Bare, Cached: r.Cached, Names: []ProofName{},
		}
		for _, n := range r.Names {
			p.Names = append(p.Names, ProofName(n))
		}
		out = append(out, p)
	}
	return out
}

// StartedProofs are the tasks that prove copies.
type StartedProofs struct {
	Tasks []string `json:"tasks"` // ids
	Act
}
