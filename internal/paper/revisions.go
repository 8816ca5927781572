package paper

import (
	"encoding/json"
	"time"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// Revisions is the list of what papers were handed in, newest first.
type Revisions struct {
	Revisions []Revision `json:"revisions"`
}

// Revision is one taking-in of papers: proposed, applied, discarded or undone.
type Revision struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	State     string         `json:"state"`
	MadeBy    string         `json:"made_by"`
	MadeAt    string         `json:"made_at"`
	DecidedBy string         `json:"decided_by"`
	DecidedAt string         `json:"decided_at"` // "" while it is open
	Calendar  string         `json:"calendar"`   // id of the calendar that was fetched, "" for files of a person
	Files     []RevisionFile `json:"files"`
	Broken    int            `json:"broken"`   // so many of our bookings do not hold with it
	Newest    bool           `json:"newest"`   // the one that can be undone
	Outdated  bool           `json:"outdated"` // the facts are others than those it was compared with
}

// RevisionFile is one paper of a revision.
type RevisionFile struct {
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Format string `json:"format"`
}

// RevisionResult is a revision with what it changes and breaks.
type RevisionResult struct {
	Revision
	Result office.ImportResult `json:"result"`
}

// NewRevisions makes the list of revisions.
func NewRevisions(all []production.Proposal, zone *time.Location) Revisions {
	out := Revisions{Revisions: []Revision{}}
	for _, p := range all {
		var brief struct {
			Files   []struct{ Kind, Format string }
			Changes struct{ Broken []struct{ Before bool } }
		}
		_ = json.Unmarshal(p.Result, &brief) // one that cannot be read says nothing of its files
		breaks := 0
		for _, b := range brief.Changes.Broken {
			if !b.Before {
				breaks++
			}
		}
		r := newRevision(p, breaks, zone)
		for i, f := range p.Files {
			file := RevisionFile{Name: f.Name}
			if i < len(brief.Files) {
				file.Kind, file.Format = brief.Files[i].Kind, brief.Files[i].Format
			}
			r.Files = append(r.Files, file)
		}
		out.Revisions = append(out.Revisions, r)
	}
	return out
}

// NewRevisionResult makes one revision with its result.
func NewRevisionResult(p production.Proposal, result office.ImportResult, zone *time.Location) RevisionResult {
	return RevisionResult{NewRevisions([]production.Proposal{p}, zone).Revisions[0], result}
}

func newRevision(p production.Proposal, broken int, zone *time.Location) Revision {
	return Revision{
		ID: string(p.ID), Title: p.Title, State: string(p.State), MadeBy: p.MadeBy, MadeAt: instant(p.MadeAt, zone),
		DecidedBy: p.DecidedBy, DecidedAt: instant(p.DecidedAt, zone), Calendar: string(p.Source), Files: []RevisionFile{}, Broken: broken,
		Newest: p.Newest, Outdated: p.Outdated,
	}
}

// instant is a moment as RFC 3339 with the zone's offset, "" for the zero time.
func instant(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format(time.RFC3339)
}
