package story

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// How many interviews are proposed, and what they are worth.
const (
	mostInterviews    = 8  // members of the cast
	irrelevantFactor  = 70 // a head of department on a day without that department's great work
	interviewStrength = 42
)

// findInterviews proposes a talk with each principal, each head of department and each double.
func (x *finder) findInterviews() {
	principals := x.cast.principals()
	for _, c := range principals[:min(mostInterviews, len(principals))] {
		x.interviewCast(c)
	}
	for _, p := range x.facts.People {
		rule, known := headOf(p)
		if known && strings.TrimSpace(p.Name) != "" {
			x.interviewHead(p, rule)
		}
	}
}

func (x *finder) interviewCast(character string) {
	person := x.person(character)
	name := character
	if p, ok := x.people[character]; ok && p.Name != "" {
		name = p.Name
	}
	n, all := x.cast.scenes[character], len(x.facts.Scenes)
	reasons := []evidence{{source: fromPart, strength: min(85, interviewStrength+50*n/max(1, all)), text: fmt.Sprintf("%s is in %d of %d scenes", x.cast.display(character), n, all)}}
	list := x.board.with(character)
	days := dates(list)
	if len(days) > 0 && len(days) <= 2 {
		reasons = append(reasons, evidence{source: "rare", strength: 15, text: fmt.Sprintf("called on %d shoot day%s only", len(days), plural(len(days)))})
	}
	windows := x.waits(list, waiter{onSet: func(s slot) bool { return slices.Contains(x.board.castOf(s), character) }})
	reasons = append(reasons, waiting(windows)...)
	x.propose("interview", Moment{Key: "interview/" + character, Kind: Interview, Title: "Interview: " + person,
		Person: name, Cast: []string{character}, Windows: windows}, nil, reasons)
}

// headOf is the rule for somebody of the crew, ok only for heads of department and doubles: an assistant or a
// publicist works for one, and the schedule lists them side by side.
func headOf(p production.Person) (rule headRule, ok bool) {
	role := strings.ToLower(p.Role)
	if p.Kind != production.Head || role == "" {
		return headRule{}, false
	}
	for _, h := range rules().heads {
		fits := strings.Contains(role, h.Role)
		if h.Exact {
			fits = role == h.Role
		}
		if fits {
			return h, !h.Never
		}
	}
	return headRule{}, false
}

// doubled is who a double stands in for: "stunt double for Sunny" for a "Stunt double, Sunny".
func doubled(role string) string {
	for _, sign := range []string{", ", " - ", " – ", " ("} {
		if what, whom, cut := strings.Cut(role, sign); cut {
			return lowerRole(what) + " for " + strings.TrimSuffix(whom, ")")
		}
	}
	return lowerRole(role)
}

func (x *finder) interviewHead(p production.Person, rule headRule) {
	shown, reason := lowerRole(p.Role), "head of department: "+p.Role
	if rule.Double {
		shown = doubled(p.Role)
		reason = shown
	}
	reasons := []evidence{{source: "head", strength: rule.Strength, text: reason}}
	relevant := map[production.Date]bool{}
	var best *candidate
	for i, c := range x.found {
		if !slices.Contains(rule.Events, c.event) || c.scene == nil {
			continue
		}
		if best == nil || compareMoments(c.moment, best.moment) < 0 {
			best = &x.found[i]
		}
		for _, w := range c.moment.Windows {
			relevant[w.Date] = true
		}
	}
	if best != nil {
		reasons = append(reasons, evidence{source: "work", strength: best.moment.Score / 4, scene: best.moment.Scene,
			text: fmt.Sprintf("their work: %s (scene %s)", lowerTitle(best.moment.Reasons[0].Text), best.moment.Scene)})
	}
	windows := x.waits(x.board.slots, x.headWaits(rule, len(relevant) > 0))
	for i := range windows {
		if len(relevant) > 0 && !relevant[windows[i].Date] {
			windows[i].Factor = windows[i].Factor * irrelevantFactor / 100
		}
	}
	windows = mostUseful(append(windows, x.afterEvents(p.Name)...))
	reasons = append(reasons, waiting(windows)...)
	title := "Interview: " + x.cast.display(p.Name) + ", " + shown
	x.propose("interview", Moment{Key: "interview/" + p.Name + "/" + p.Role, Kind: Interview, Title: title, Person: p.Name, Windows: windows}, nil, reasons)
}

// headWaits says when a head of department is asked for on set: with the scenes that are their work, where there are any.
func (x *finder) headWaits(rule headRule, some bool) waiter {
	return waiter{head: true, free: rule.Free, stunts: rule.Stunts, onSet: func(s slot) bool {
		return !rule.Free && (!some || x.needs(s, rule.Events))
	}}
}

// lowerRole writes a role inside a title: "stunt coordinator", but "1st AD".
func lowerRole(role string) string {
	first, _, _ := strings.Cut(role, " ")
	if shouted(first) {
		return role
	}
	return lowerFirst(role)
}

// needs reports whether a slot's scene has a moment of one of the events.
func (x *finder) needs(s slot, events []string) bool {
	scene, ok := x.board.sceneOf(s)
	return ok && slices.ContainsFunc(x.found, func(c candidate) bool {
		return c.scene != nil && sceneKey(*c.scene) == sceneKey(scene) && slices.Contains(events, c.event)
	})
}

// afterEvents are the three quarters of an hour after each rehearsal, fitting or test that somebody
// is called to: the person is there, dressed for it and no camera of the film is waiting.
func (x *finder) afterEvents(name string) []Window {
	var list []Window
	for _, e := range x.facts.Events {
		rule, ok := rules().events[e.Kind]
		if !ok || !e.Date.Known() || !slices.ContainsFunc(e.People, func(p string) bool { return strings.EqualFold(p, name) }) {
			continue
		}
		if slices.ContainsFunc(x.facts.Days, func(d production.Day) bool { return d.Date == e.Date }) {
			continue // a shoot day: the set may want the person back
		}
		w := x.eventWindow(rule, e, 0, 1)
		w.Start, w.End = w.End, w.End+production.Clock(rules().kinds[Interview].Minutes)
		w.Factor = beforeFactor
		list = append(list, w)
	}
	return list
}

// lowerTitle leaves out the label of a reason.
func lowerTitle(reason string) string {
	if _, rest, ok := strings.Cut(reason, ": "); ok {
		return rest
	}
	return reason
}

// waiting names the days with a wait as a reason: true for whichever of them is chosen.
func waiting(windows []Window) []evidence {
	var days []string
	for _, w := range windows {
		day := fmt.Sprintf("day %d", w.Day)
		if w.Day == 0 {
			day = w.Date.Spoken()
		}
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	if len(days) == 0 {
		return nil
	}
	return []evidence{{source: "wait", strength: 10, text: "time to talk on " + andList(days)}}
}

// andList is "day 1, day 2 and day 7".
func andList(words []string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " and " + words[last]
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}
