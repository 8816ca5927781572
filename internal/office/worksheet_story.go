package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
)

// arcs makes arcs of templates with their beats.
func (m *maker) arcs(ctx context.Context) error {
	off := func(a worksheet.Arc) error {
		_, err := m.show(ctx, a, gone)
		return err
	}
	on := func(a worksheet.Arc) error {
		if there, err := m.show(ctx, a, back); there || err != nil {
			return err
		}
		return m.addArc(ctx, a)
	}
	change := func(was, now worksheet.Arc) error {
		fields := map[string]any{}
		if now.Question != was.Question && now.Question != "" {
			fields["question"] = now.Question
		}
		if now.Logline != was.Logline && now.Logline != "" {
			fields["logline"] = now.Logline
		}
		_, err := put(ctx, m, arcs, arcKey(now), fields)
		return err
	}
	return follow(m.old.Arcs, m.next.Arcs, arcKey, off, on, change)
}

// show takes an arc of the sheet off the board, or puts it back; of an arc that was offered before, only its beats.
func (m *maker) show(ctx context.Context, a worksheet.Arc, how map[string]any) (there bool, err error) {
	if !m.offered(a) {
		return put(ctx, m, arcs, arcKey(a), how)
	}
	for n := 1; m.made[beatKey(a.Template, n)] != ""; n++ {
		here, err := put(ctx, m, beats, beatKey(a.Template, n), how)
		if err != nil {
			return there, err
		}
		there = there || here
	}
	return there, nil
}

// offered reports whether the arc of the sheet is one that every production starts with.
func (m *maker) offered(a worksheet.Arc) bool {
	return slices.ContainsFunc(story.Arcs(), func(s story.Arc) bool { return s.Key == m.made[arcKey(a)] })
}

func arcKey(a worksheet.Arc) string { return "arc/" + a.Template }

// beatKey is the key of a beat of a template, counted from 1.
func beatKey(template string, n int) string { return fmt.Sprintf("beat/%s/%d", template, n) }

func (m *maker) addArc(ctx context.Context, a worksheet.Arc) error {
	all, err := findArcs(ctx, m.tx, m.in)
	if err != nil {
		return err
	}
	place := outline.Step
	if len(all) > 0 { // what somebody asks for comes before what is offered
		place = all[0].Place - outline.Step
	}
	arc, list, err := outline.FromTemplate(a.Template, place)
	if err != nil {
		return err
	}
	was := outline.Arc{ID: arc.ID, Gone: true}
	if i := slices.IndexFunc(all, func(o outline.Arc) bool { return o.Name == arc.Name && o.Template == "" }); i >= 0 { // offered, as yet empty
		was = all[i]
		arc.ID = was.ID
	} else {
		arc.Name = unlikeOthers(arc.Name, all)
	}
	arc.Question, arc.Logline = cmp.Or(a.Question, arc.Question), cmp.Or(a.Logline, arc.Logline)
	m.made[arcKey(a)] = string(arc.ID)
	if err := write(ctx, m.pen, arcs, was, arc); err != nil {
		return err
	}
	for i, b := range list {
		b.Arc = arc.ID
		m.made[beatKey(a.Template, i+1)] = string(b.ID)
		if err := write(ctx, m.pen, beats, outline.Beat{ID: b.ID, Gone: true}, b); err != nil {
			return err
		}
	}
	return nil
}

// moments makes moments. Those that the sheet no longer has are dismissed, so that they can be had back.
func (m *maker) moments(ctx context.Context) error {
	off := func(was worksheet.Moment) error {
		if _, err := put(ctx, m, moments, momentKey(was), map[string]any{"status": story.Dismissed}); err != nil {
			return err
		}
		_, err := m.showShots(ctx, was, gone)
		return err
	}
	on := func(now worksheet.Moment) error {
		there, err := put(ctx, m, moments, momentKey(now), map[string]any{"status": story.Confirmed})
		if err == nil && !there {
			err = m.addMoment(ctx, now)
		}
		if err != nil {
			return err
		}
		return m.wantShots(ctx, now)
	}
	change := func(was, now worksheet.Moment) error {
		if err := m.changeMoment(ctx, was, now); err != nil {
			return err
		}
		switch {
		case now.Closed() && !was.Closed():
			_, err := m.showShots(ctx, now, gone)
			return err
		case was.Closed() && !now.Closed():
			return m.wantShots(ctx, now)
		}
		return nil
	}
	return follow(m.old.Moments, m.next.Moments, momentKey, off, on, change)
}

// talks makes the sheets of interviews, each with the questions that go with the person's craft.
func (m *maker) talks(ctx context.Context) error {
	key := func(t worksheet.Talk) string { return "interview/" + t.Key }
	off := func(t worksheet.Talk) error {
		_, err := put(ctx, m, talks, key(t), gone)
		return err
	}
	on := func(t worksheet.Talk) error {
		if there, err := put(ctx, m, talks, key(t), back); there || err != nil {
			return err
		}
		id := production.MomentID(m.made["moment/"+t.Moment])
		i, err := m.addTalk(ctx, interview.Interview{Moment: id, Person: t.Person, Role: t.Role}, true)
		if fault.Is(err, fault.Conflict) { // somebody made a sheet for it already
			return nil
		}
		m.made[key(t)] = string(i.ID)
		return err
	}
	return follow(m.old.Interviews, m.next.Interviews, key, off, on, nil)
}

func momentKey(m worksheet.Moment) string { return "moment/" + m.Key }

// The scores of moments that a sheet makes: what must not be missed, and the rest.
const (
	mustScore = 80
	hopeScore = 60
)

func (m *maker) addMoment(ctx context.Context, hope worksheet.Moment) error {
	blank := blankMoment()
	now, err := m.asMoment(ctx, blank, hope)
	if err != nil {
		return err
	}
	found, err := m.found(ctx, now)
	if err != nil {
		return err
	}
	if found.ID != "" {
		m.made[momentKey(hope)] = string(found.ID)
		_, err := m.o.editMoment(ctx, m.pen, found.ID, story.Change{Status: &now.Status, Roles: &now.Roles, Arc: &now.Arc, Beat: &now.Beat})
		return err
	}
	now.Reasons = []story.Reason{{Text: "on the planning worksheet", Points: now.Score}}
	m.made[momentKey(hope)] = string(now.ID)
	return m.newMoment(ctx, now)
}

// found is the moment that the finder proposes for the same talk, so that nobody is asked twice.
func (m *maker) found(ctx context.Context, talk story.Moment) (story.Moment, error) {
	if talk.Kind != story.Interview || talk.Person == "" {
		return story.Moment{}, nil
	}
	all, err := m.tx.FindMoments(ctx, m.in, store.MomentFilter{})
	for _, other := range all {
		if other.Kind == story.Interview && other.Origin == story.Found && strings.EqualFold(other.Person, talk.Person) && len(other.Windows) > 0 {
			return other, err
		}
	}
	return story.Moment{}, err
}

// newMoment writes a moment that nobody had before. Taking that back dismisses it.
func (p *pen) newMoment(ctx context.Context, now story.Moment) error {
	was := now
	was.Status = story.Dismissed
	if err := p.tx.SaveMoments(ctx, p.in, []story.Moment{now}); err != nil {
		return err
	}
	return write(ctx, p, moments, was, now)
}

// changeMoment sets what the sheet says otherwise than before, and leaves alone what people made of the rest.
func (m *maker) changeMoment(ctx context.Context, was, now worksheet.Moment) error {
	blank := blankMoment()
	before, err := m.asMoment(ctx, blank, was)
	if err != nil {
		return err
	}
	after, err := m.asMoment(ctx, blank, now)
	if err != nil {
		return err
	}
	id := production.MomentID(m.made[momentKey(now)])
	here, err := m.tx.FindMoment(ctx, m.in, id)
	if err != nil {
		return absentIsFine(err)
	}
	change := story.Change{Arc: other(before.Arc, after.Arc), Beat: other(before.Beat, after.Beat)}
	if here.Origin == story.ByHand { // when and how it can be covered is the finder's, where the finder found it
		change.Title, change.Kind, change.Person = other(before.Title, after.Title), other(before.Kind, after.Kind), other(before.Person, after.Person)
		change.Minutes, change.Scene = other(before.Minutes, after.Minutes), other(here.Scene, after.Scene)
		if !slices.Equal(before.Windows, after.Windows) {
			change.Windows = &after.Windows
		}
	}
	_, err = m.o.editMoment(ctx, m.pen, id, change)
	return err
}

// other is a value where it is another than before.
func other[T comparable](before, after T) *T {
	if before == after {
		return nil
	}
	return &after
}

func absentIsFine(err error) error {
	if fault.Is(err, fault.NotFound) {
		return nil
	}
	return err
}

// asMoment is a moment as the sheet says it.
func (m *maker) asMoment(ctx context.Context, out story.Moment, hope worksheet.Moment) (story.Moment, error) {
	out.Title, out.Kind, out.Minutes = firstWords(hope.Title, story.LongestTitle), story.Kind(hope.Kind), hope.Minutes
	out.Person, out.Note, out.MustHave, out.Score = hope.Person, hope.Note, hope.Must, hopeScore
	if hope.Must {
		out.Score = mustScore
	}
	out.Roles = []story.Role{{Skill: m.skillFor(out.Kind), Count: 1}}
	out.Beat = production.BeatID(m.made[beatKey(hope.Arc, hope.Beat)])
	if id := m.made["arc/"+hope.Arc]; id != "" {
		arc, err := findArc(ctx, m.tx, m.in, id)
		if err != nil {
			return out, err
		}
		out.Arc = arc.Name
	}
	out.Windows = []story.Window{}
	for _, w := range hope.Windows {
		window := story.Window{Date: w.Date, Start: w.Start, End: w.End, Place: w.Place, Location: w.Place, Factor: 100, Closed: w.Closed, Capacity: -1}
		for _, d := range m.days {
			if d.Date == w.Date {
				window.Day = d.Number
			}
		}
		out.Windows = append(out.Windows, window)
	}
	if hope.Scene == "" {
		return out, nil
	}
	scene, err := m.tx.FindSceneByNumber(ctx, m.in, hope.Scene)
	if err == nil {
		out.Scene, out.SceneID = scene.Number, scene.ID
	}
	if fault.Is(err, fault.NotFound) {
		err = nil
	}
	return out, err
}

// skillFor is the skill that a kind of moment asks for first, of those that somebody of the crew has.
func (m *maker) skillFor(kind story.Kind) story.Skill {
	wanted := []story.Skill{story.Video, story.Stills}
	switch kind {
	case story.SetBuild:
		wanted = []story.Skill{story.TimeLapse, story.Video, story.Stills}
	case story.Interview:
		wanted = []story.Skill{story.Interviewer, story.Video, story.Sound}
	}
	for _, skill := range wanted {
		if m.able(string(skill)) {
			return skill
		}
	}
	return wanted[0]
}

// able reports whether somebody of the crew has a skill.
func (m *maker) able(skill string) bool {
	return slices.ContainsFunc(m.crew, func(c crew.Member) bool { return slices.Contains(c.Skills, skill) })
}
