package ui

import "github.com/btsdirector/bts/internal/story"

// RevisionView is what papers change and break, before or after somebody took them in.
type RevisionView struct {
	Title    string // "blue-schedule.uss"
	Sentence string // who handed it in when, and what became of it
	State    string // "open", "applied", "discarded", "undone"
	Outdated bool   // the facts are others than those it was compared with
	Facts    []Fact // what each file holds
	Counts   []RevisionCount
	Breaks   []BreakView
	Disputes []DisputeView
	Lineage  []LineageView
	Groups   []ChangeGroup
	Warnings []string

	// Addresses to POST to, "" where it cannot be done (any more) or the person may not.
	Apply, Discard, Compare, Undo string
	Plan                          string // page of the plan, for whoever plans
}

// RevisionCount is a figure of the revision that leads to its part of the page.
type RevisionCount struct {
	N    int
	Text string // "no longer hold"
	URL  string
	Bad  bool
}

// BreakView is something of ours that no longer holds.
type BreakView struct {
	Kind  story.Kind // "" for a day
	Title string
	When  string // "Tue 12 May", also of a day; "" for something that was not planned
	Scene string
	Why   string
	Do    string
	Team  []string
	Kit   string
	URL   string
}

// breakGroup is what breaks on one day.
type breakGroup struct {
	When string
	Day  *BreakView // when the day itself breaks
	Rows []BreakView
}

// breakGroups are the breaks day by day, in their order.
func breakGroups(list []BreakView) []breakGroup {
	var groups []breakGroup
	for _, b := range list {
		when := b.When
		if when == "" {
			when = "Not planned yet"
		}
		if n := len(groups); n == 0 || groups[n-1].When != when {
			groups = append(groups, breakGroup{When: when})
		}
		g := &groups[len(groups)-1]
		if b.Kind == "" && g.Day == nil {
			g.Day = &b
		} else {
			g.Rows = append(g.Rows, b)
		}
	}
	return groups
}

// DisputeView is a correction of ours with which the new paper disagrees, or that it makes needless.
type DisputeView struct {
	Title  string // "Day 5 · Fri 8 May, call"
	Ours   string
	Paper  string
	Words  string // what that means
	Bad    bool
	Accept string // address to POST to for taking the paper's word
	Act    string // words of the button
}

// LineageView says that scenes were split or joined.
type LineageView struct {
	Joined bool
	Text   string // "Scene 12 is now 12 and 12A."
}

// ChangeGroup are changes of one sort.
type ChangeGroup struct {
	ID    string // "moved"
	Title string
	Open  bool // not folded
	Rows  []ChangeRow
}

// ChangeRow is one thing that a paper changed.
type ChangeRow struct {
	What   string // "Scene"
	Icon   string
	Title  string
	Why    string
	URL    string
	Fields []FieldChange
}

// FieldChange is one field before and after.
type FieldChange struct {
	Name string
	Was  string
	Is   string
}

// nothing reports that the papers change nothing.
func (v RevisionView) nothing() bool {
	return len(v.Breaks)+len(v.Disputes)+len(v.Lineage) == 0 && len(v.Groups) == 0
}

// stateFlag is the state as a word and its tone.
func (v RevisionView) stateFlag() (word, tone string) {
	switch v.State {
	case "applied":
		return "in use", "clear"
	case "undone":
		return "taken back", ""
	case "discarded":
		return "set aside", ""
	}
	return "waits for you", "must"
}
