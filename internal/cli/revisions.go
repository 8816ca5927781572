package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
)

type revisionsCmd struct {
	List    revisionsListCmd    `cmd:"" default:"1" help:"List what papers were handed in, and what became of them."`
	Show    revisionsShowCmd    `cmd:"" help:"Show what a revision changes and breaks."`
	Apply   revisionsApplyCmd   `cmd:"" help:"Take a revision in that waits or was taken back."`
	Discard revisionsDiscardCmd `cmd:"" help:"Set a revision aside that waits."`
	Compare revisionsCompareCmd `cmd:"" help:"Work out anew what a revision changes, where the facts have changed since."`
}

func (revisionsCmd) Help() string {
	return example("bts revisions", "bts revisions show 4f0c91ab", "bts revisions apply 4f0c91ab")
}

type revisionsListCmd struct{}

func (revisionsListCmd) Help() string { return example("bts revisions") }

func (revisionsListCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		all, err := a.Office.Proposals(s.ctx, p.ID, 0)
		if err != nil {
			return err
		}
		doc := paper.NewRevisions(all, p.Zone())
		return s.print(doc, func(w io.Writer) error {
			return table(w, "ID\tSTATE\tWHEN\tBY\tBREAKS\tFILES", func(row rowFunc) {
				for i, r := range doc.Revisions {
					row(short(r.ID), stateWords(r), all[i].MadeAt.In(p.Zone()).Format("2 Jan 15:04"), r.MadeBy, fmt.Sprint(r.Broken), r.Title)
				}
			})
		})
	})
}

// stateWords is a revision's state with what it means for what can be done.
func stateWords(r paper.Revision) string {
	switch {
	case r.Outdated:
		return r.State + ", to compare again"
	case r.Newest:
		return r.State + ", newest"
	}
	return r.State
}

// oneRevision names a revision by its id or an end of it.
type oneRevision struct {
	ID string `arg:"" help:"Id, or the last characters of it."`
}

// find is the whole id.
func (c oneRevision) find(s *session, a *app.App, p production.Production) (production.ProposalID, error) {
	all, err := a.Office.Proposals(s.ctx, p.ID, 0)
	if err != nil {
		return "", err
	}
	ids := make([]string, len(all))
	for i, one := range all {
		ids[i] = string(one.ID)
	}
	id, err := whole(ids, c.ID, "revision")
	return production.ProposalID(id), err
}

// inside finds the revision and runs fn.
func (c oneRevision) inside(s *session, fn func(a *app.App, p production.Production, id production.ProposalID) error) error {
	return s.with(func(a *app.App, p production.Production) error {
		id, err := c.find(s, a, p)
		if err != nil {
			return err
		}
		return fn(a, p, id)
	})
}

// show prints a revision as it is now.
func (c oneRevision) show(s *session, a *app.App, film production.Production, id production.ProposalID) error {
	p, result, err := a.Office.FindProposal(s.ctx, film.ID, id)
	if err != nil {
		return err
	}
	doc := paper.NewRevisionResult(p, result, film.Zone())
	return s.print(doc, func(w io.Writer) error {
		names, err := namesFor(s, a, film, result)
		if err != nil {
			return err
		}
		var b strings.Builder
		writeResult(&b, result, names)
		fmt.Fprintf(&b, "%s is %s. Handed in by %s, %s.\n", p.Title, stateWords(doc.Revision), p.MadeBy, spokenTime(p.MadeAt, film))
		if p.State != production.ProposalOpen {
			fmt.Fprintf(&b, "Decided by %s, %s.\n", p.DecidedBy, spokenTime(p.DecidedAt, film))
		}
		_, err = io.WriteString(w, b.String())
		return err
	})
}

// spokenTime is a moment in the production's zone: "Mon 2 Jan 15:04".
func spokenTime(t time.Time, film production.Production) string {
	return t.In(film.Zone()).Format("Mon 2 Jan 15:04")
}

type revisionsShowCmd struct{ oneRevision }

func (revisionsShowCmd) Help() string { return example("bts revisions show 4f0c91ab") }

func (c *revisionsShowCmd) Run(s *session) error {
	return c.inside(s, func(a *app.App, p production.Production, id production.ProposalID) error { return c.show(s, a, p, id) })
}

type revisionsApplyCmd struct{ oneRevision }

func (revisionsApplyCmd) Help() string { return example("bts revisions apply 4f0c91ab") }

func (c *revisionsApplyCmd) Run(s *session) error {
	return c.inside(s, func(a *app.App, p production.Production, id production.ProposalID) error {
		result, err := a.Office.Apply(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		return s.print(result, func(w io.Writer) error {
			names, err := namesFor(s, a, p, result)
			if err != nil {
				return err
			}
			var b strings.Builder
			writeResult(&b, result, names)
			b.WriteString("It is in. Take it back with: bts undo\n")
			_, err = io.WriteString(w, b.String())
			return err
		})
	})
}

type revisionsDiscardCmd struct{ oneRevision }

func (revisionsDiscardCmd) Help() string { return example("bts revisions discard 4f0c91ab") }

func (c *revisionsDiscardCmd) Run(s *session) error {
	return c.inside(s, func(a *app.App, p production.Production, id production.ProposalID) error {
		if err := a.Office.Discard(s.ctx, p.ID, id); err != nil {
			return err
		}
		doc := map[string]string{"proposal": string(id), "state": string(production.ProposalDiscarded)}
		return s.print(doc, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, "It is set aside; nothing of it was taken in.")
			return err
		})
	})
}

type revisionsCompareCmd struct{ oneRevision }

func (revisionsCompareCmd) Help() string { return example("bts revisions compare 4f0c91ab") }

func (c *revisionsCompareCmd) Run(s *session) error {
	return c.inside(s, func(a *app.App, p production.Production, id production.ProposalID) error {
		if _, err := a.Office.CompareAgain(s.ctx, p.ID, id); err != nil {
			return err
		}
		return c.show(s, a, p, id)
	})
}

type undoCmd struct {
	ID string `arg:"" optional:"" help:"The revision that must be the newest; without it whichever is."`
}

func (undoCmd) Help() string { return example("bts undo") }

// undoneDoc is what taking a revision back came to, and what the revision had changed.
type undoneDoc struct {
	office.ImportResult
	TakenBack office.ImportChanges `json:"taken_back"`
}

func (c *undoCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) (err error) {
		var id production.ProposalID
		if c.ID != "" {
			if id, err = (oneRevision{c.ID}).find(s, a, p); err != nil {
				return err
			}
		}
		result, err := a.Office.UndoImport(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		undone, was, err := a.Office.FindProposal(s.ctx, p.ID, result.Proposal)
		if err != nil {
			return err
		}
		return s.print(undoneDoc{result, was.Changes}, func(w io.Writer) error {
			names, err := namesFor(s, a, p, result)
			if err != nil {
				return err
			}
			var b strings.Builder
			writeBroken(&b, result.Changes.Broken)
			writeDisputes(&b, result.Corrections, names)
			fmt.Fprintf(&b, "%s is taken back.\n", undone.Title)
			writeSort(&b, "Back again:", backwards(was.Changes.Removed), mostChanges)
			writeSort(&b, "Where it was:", backwards(was.Changes.Moved), mostChanges)
			writeSort(&b, "As it was:", backwards(was.Changes.Changed), mostChanges)
			writeSort(&b, "Gone again:", backwards(was.Changes.Added), mostAdded)
			fmt.Fprintf(&b, "Take it in once more with: bts revisions apply %s\n", short(string(result.Proposal)))
			_, err = io.WriteString(w, b.String())
			return err
		})
	})
}

// backwards are changes as they look when they are taken back: from what it became to what it was. Why
// they were made says nothing then.
func backwards(list []revise.Change) []revise.Change {
	out := slices.Clone(list)
	for i, c := range out {
		out[i].Why, out[i].Fields = "", nil
		for _, f := range c.Fields {
			out[i].Fields = append(out[i].Fields, revise.FieldChange{Field: f.Field, Was: f.Is, Is: f.Was})
		}
	}
	return out
}
