package web

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// allMoments is the filter that lets every moment pass.
var allMoments = store.MomentFilter{}

// moment is a moment as cards and rows show it.
func (b *book) moment(m story.Moment) ui.MomentView {
	v := ui.MomentView{
		ID: string(m.ID), Title: m.Title, Kind: m.Kind, Scene: m.Scene, Score: m.Score, Status: m.Status,
		ByHand: m.Origin == story.ByHand, Gone: m.Gone, MustHave: m.MustHave, Arc: b.arcs[m.Arc], Minutes: m.Minutes,
		Team: teamWords(m.Roles), Note: m.Note, Kept: keptWords(m.Edited), SceneURL: b.sceneURL(m.Scene),
		When: "No day yet", OtherDays: max(len(m.Windows)-1, 0), Uncovered: b.leftOut[m.ID],
	}
	b.setWindow(&v, m)
	for _, r := range m.Reasons {
		reason := ui.ReasonView{Text: r.Text, Points: r.Points}
		if r.Scene != "" {
			reason.Where, reason.URL = "scene "+r.Scene, b.sceneURL(r.Scene)
			if r.Line > 0 {
				reason.Where += fmt.Sprintf(", line %d", r.Line)
			}
		}
		v.Reasons = append(v.Reasons, reason)
	}
	if p, covered := b.coverAt[m.ID]; covered {
		v.Covered = fmt.Sprintf("%s, %s, %s", firstNames(p.cover.Team), b.dayWords(p.day.Date), p.cover.Start)
	}
	if m.Status == story.Dismissed {
		v.Uncovered = ""
	}
	return v
}

// setWindow fills in when and where: as the plan covers it, else the best window.
func (b *book) setWindow(v *ui.MomentView, m story.Moment) {
	w, ok := m.BestWindow()
	if p, covered := b.coverAt[m.ID]; covered {
		v.When, v.Place = b.title(p.day.Date), ui.Place(p.cover.Place)
		v.Time = ui.Times(p.cover.Start, p.cover.End, ok && w.Estimated)
	} else if ok {
		v.When, v.Place = b.title(w.Date), ui.Place(w.Place)
		v.Time = ui.Times(w.Start, w.End, w.Estimated)
	}
	v.Closed = ok
	for _, w := range m.Windows {
		v.Closed = v.Closed && w.Closed
	}
}

// withLine is a moment with the line of its day, for cards.
func (b *book) withLine(m story.Moment) ui.MomentView {
	v := b.moment(m)
	date := production.Date("")
	if p, covered := b.coverAt[m.ID]; covered {
		date = p.day.Date
	} else if w, ok := m.BestWindow(); ok {
		date = w.Date
	}
	if date.Known() {
		line := b.line(date, m.ID)
		if _, covered := b.coverAt[m.ID]; !covered {
			w, _ := m.BestWindow()
			line.BTS = []ui.Span{{Start: w.Start, End: w.End, Text: m.Title, Arc: b.arcs[m.Arc], Lit: true}}
		}
		v.Line = &line
	}
	return v
}

// sceneURL is the address of a scene, "" for none and for whoever may not read it. Numbers can hold a
// slash.
func (b *book) sceneURL(number string) string {
	if number == "" || !b.links.Rights.Script {
		return ""
	}
	return b.links.Link("script", url.PathEscape(number))
}

// dayWords is a day inside a sentence: "day 4", or the date without shooting.
func (b *book) dayWords(date production.Date) string {
	if n := b.number(date); n > 0 {
		return fmt.Sprintf("day %d", n)
	}
	return date.Spoken()
}

// windows are all chances of a moment.
func (b *book) windows(m story.Moment) []ui.WindowView {
	var out []ui.WindowView
	for _, w := range m.Windows {
		v := ui.WindowView{
			When: b.title(w.Date), Time: ui.Times(w.Start, w.End, w.Estimated), Place: ui.Place(w.Place),
			Worth: w.Factor, Closed: w.Closed,
		}
		if w.Capacity >= 0 && !w.Closed {
			v.People = fmt.Sprintf("%d BTS people allowed", w.Capacity)
		}
		if p, covered := b.coverAt[m.ID]; covered {
			v.Chosen = p.day.Date == w.Date && w.Start <= p.cover.Start && p.cover.End <= w.End
		}
		if b.links.Rights.Packet {
			v.DayURL = b.links.Link("days", string(w.Date))
		}
		out = append(out, v)
	}
	return out
}

// teamWords is the team a moment needs: "1 video, 1 stills".
func teamWords(roles []story.Role) string {
	var parts []string
	for _, r := range roles {
		parts = append(parts, fmt.Sprintf("%d %s", r.Count, strings.ToLower(ui.SkillName(string(r.Skill)))))
	}
	return strings.Join(parts, ", ")
}

// keptWords says what the finder leaves alone because a person set it.
func keptWords(fields []string) string {
	if len(fields) == 0 {
		return ""
	}
	words := strings.ReplaceAll(strings.Join(fields, ", "), "_", " ")
	return strings.ToUpper(words[:1]) + words[1:] + " set by hand"
}

func firstNames(team []coverage.TeamMember) string {
	var names []string
	seen := map[string]bool{}
	for _, t := range team {
		first, _, _ := strings.Cut(t.Name, " ")
		if !seen[first] {
			seen[first] = true
			names = append(names, first)
		}
	}
	last := len(names) - 1
	if last < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
