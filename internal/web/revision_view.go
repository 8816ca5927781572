package web

import (
	"strings"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/revise"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// foldFrom is from how many changes of one sort on they lie under a fold.
const foldFrom = 15

// revisionView is a proposal in words.
func (b *book) revisionView(page ui.Page, p production.Proposal, result office.ImportResult) ui.RevisionView {
	c := result.Changes
	v := ui.RevisionView{
		Title: p.Title, Sentence: proposalSentence(p, b.film), State: string(p.State), Outdated: p.Outdated && page.Rights.Import,
	}
	b.revisionActs(page, p, &v)
	for _, f := range result.Files {
		v.Facts = append(v.Facts, ui.Fact{Name: f.File, Value: importedWords(f)})
		v.Warnings = append(v.Warnings, warningWords(f)...)
	}
	v.Warnings = append(v.Warnings, untiedWords(result)...)
	for _, broken := range c.Broken {
		v.Breaks = append(v.Breaks, b.breakView(page, broken))
	}
	count := func(n int, text, anchor string, bad bool) {
		if n > 0 {
			v.Counts = append(v.Counts, ui.RevisionCount{N: n, Text: text, URL: "#" + anchor, Bad: bad})
		}
	}
	count(len(result.Breaks()), "of ours no longer hold", "breaks", true)
	if n := len(result.Corrections); n == 1 {
		count(n, "correction of ours", "corrections", disputed(result.Corrections))
	} else {
		count(n, "corrections of ours", "corrections", disputed(result.Corrections))
	}
	v.Lineage = b.lineage(c)
	for _, group := range []struct {
		id, title string
		list      []revise.Change
	}{{"moved", "Moved", c.Moved}, {"changed", "Changed", c.Changed}, {"removed", "Removed", c.Removed}, {"added", "New", c.Added}} {
		if len(group.list) == 0 {
			continue
		}
		count(len(group.list), strings.ToLower(group.title), group.id, false)
		v.Groups = append(v.Groups, b.changeGroup(page, group.id, group.title, group.list))
	}
	return v
}

// revisionActs fills in what the person can do about the proposal.
func (b *book) revisionActs(page ui.Page, p production.Proposal, v *ui.RevisionView) {
	if page.Rights.MakePlan && p.State == production.ProposalApplied {
		v.Plan = page.Link("plan")
	}
	if !page.Rights.Import {
		return
	}
	at := func(act string) string { return page.Link("revisions", string(p.ID), act) }
	switch p.State {
	case production.ProposalOpen, production.ProposalUndone:
		if p.Outdated {
			v.Compare = at("compare")
		} else {
			v.Apply = at("apply")
		}
		if p.State == production.ProposalOpen {
			v.Discard = at("discard")
		}
	case production.ProposalApplied:
		if p.Newest {
			v.Undo = at("undo")
		}
	}
}

func (b *book) breakView(page ui.Page, broken office.Broken) ui.BreakView {
	v := ui.BreakView{Title: broken.Title, Scene: broken.Scene, Why: broken.Why, Do: broken.Do, Team: broken.Team, Kit: strings.Join(broken.Kit, ", ")}
	if broken.Before {
		v.Why += ", and it did not hold before either"
	}
	if broken.Date.Known() {
		v.When = broken.Date.Spoken()
	}
	if broken.What == "day" {
		if page.Rights.Plan {
			v.URL = page.Link("plan")
		}
		return v
	}
	v.Kind = story.Unplanned
	for _, m := range b.moments {
		if string(m.ID) == broken.ID {
			v.Kind, v.URL = m.Kind, page.Link("moments", broken.ID)
		}
	}
	if broken.What == "interview" {
		v.Kind = story.Interview
	}
	return v
}

func (b *book) changeGroup(page ui.Page, id, title string, list []revise.Change) ui.ChangeGroup {
	g := ui.ChangeGroup{ID: id, Title: title, Open: len(list) < foldFrom}
	for _, c := range list {
		row := ui.ChangeRow{What: ui.Capital(c.What), Icon: changeIcons[c.What], Title: c.Title, Why: c.Why}
		if id == "changed" && len(c.Fields) > 0 {
			row.Why = "" // it names the fields, which follow
		}
		if c.What == "scene" && page.Rights.Script {
			if scene := b.sceneAt[production.SceneID(c.ID)]; scene != nil {
				row.URL = b.sceneURL(scene.Number)
			}
		}
		for _, f := range c.Fields {
			row.Fields = append(row.Fields, ui.FieldChange{Name: ui.Capital(f.Field), Was: f.Was, Is: f.Is})
		}
		g.Rows = append(g.Rows, row)
	}
	return g
}

// changeIcons are the pictures of the things that change.
var changeIcons = map[string]string{
	"scene": "script", "day": "schedule", "event": "clock", "person": "people", "location": "pin", "shot": "shoot",
}
