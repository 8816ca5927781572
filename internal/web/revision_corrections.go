package web

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/web/ui"
)

// disputed reports that papers disagree with one of the corrections, or have lost what it is about.
func disputed(list []correction.Correction) bool {
	return slices.ContainsFunc(list, func(c correction.Correction) bool { return c.State != correction.Agreed })
}

// disputes are the corrections of ours that the papers of a proposal agree or disagree with, in words.
// known are those that there are now: only they can be taken away, once the papers are in.
func (b *book) disputes(page ui.Page, p production.Proposal, result office.ImportResult, known []correction.Correction) []ui.DisputeView {
	changes := allChanges(result.Changes)
	var out []ui.DisputeView
	for _, c := range result.Corrections {
		v := ui.DisputeView{Title: b.correctedTitle(c, changes...), Ours: spokenValue(c.Value), Paper: quoted(c.Paper), Bad: c.State != correction.Agreed}
		standing := slices.ContainsFunc(known, func(k correction.Correction) bool { return k.ID == c.ID })
		v.Words = disputeWords(c, p.State, standing)
		if standing && p.State == production.ProposalApplied && page.Rights.Import {
			v.Accept, v.Act = page.Link("corrections", string(c.ID), "remove"), "Take the paper’s word"
			if c.State != correction.Disputed {
				v.Act = "Remove"
			}
		}
		out = append(out, v)
	}
	return out
}

// disputeWords say what becomes of a correction with the papers of a proposal.
func disputeWords(c correction.Correction, state production.ProposalState, standing bool) string {
	in := state == production.ProposalApplied
	switch {
	case !standing:
		return "The correction was taken away since."
	case c.State == correction.Agreed && in:
		return "The paper says so now; the correction is no longer needed."
	case c.State == correction.Agreed:
		return "This paper says so itself; with it the correction is no longer needed."
	case c.State == correction.Orphaned && in:
		return "What it was about is gone, so it shows nowhere."
	case c.State == correction.Orphaned:
		return "What it is about is gone in this paper."
	case c.PaperShows && in:
		return paperBefore(c) + " The paper’s shows until somebody decides."
	case c.PaperShows:
		return paperBefore(c) + " With it the paper’s shows until somebody decides."
	case in:
		return paperBefore(c) + " Ours still shows."
	}
	return paperBefore(c) + " Ours keeps showing until somebody takes the paper’s word."
}

func allChanges(c office.ImportChanges) []revise.Change {
	return slices.Concat(c.Changed, c.Moved, c.Removed, c.Added)
}

// lineage says which scenes were split or joined.
func (b *book) lineage(c office.ImportChanges) []ui.LineageView {
	changes := allChanges(c)
	var out []ui.LineageView
	for _, l := range c.Lineage {
		before, after := b.numbers(l.From, changes, true), b.numbers(l.To, changes, false)
		if len(before) == 0 || len(after) == 0 {
			continue
		}
		v := ui.LineageView{Joined: l.How == "joined"}
		switch {
		case v.Joined:
			v.Text = "Scenes " + listed(before) + " are one: " + listed(after) + "."
		default:
			v.Text = "Scene " + listed(before) + " is now " + listed(after) + "."
		}
		out = append(out, v)
	}
	return out
}

// numbers are the numbers of scenes before or after the changes; a scene that nothing names is left out.
func (b *book) numbers(ids []string, changes []revise.Change, before bool) []string {
	var out []string
	for _, id := range ids {
		number := numberIn(changes, id, before)
		if sc := b.sceneAt[production.SceneID(id)]; number == "" && sc != nil {
			number = sc.Number
		}
		if number != "" {
			out = append(out, number)
		}
	}
	return out
}

// numberIn is the number that changes give to a scene, "" for none: titles begin with the number that it
// has now, or had when it is gone.
func numberIn(changes []revise.Change, id string, before bool) string {
	for _, c := range changes {
		if c.What != "scene" || c.ID != id {
			continue
		}
		for _, f := range c.Fields {
			if before && f.Field == "number" && f.Was != "" {
				return f.Was
			}
		}
		number, _, _ := strings.Cut(c.Title, " ")
		return number
	}
	return ""
}

// listed is "12", "12 and 12A" or "12, 12A and 13".
func listed(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
