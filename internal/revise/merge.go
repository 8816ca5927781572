package revise

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// MergeOptions guide Merge.
type MergeOptions struct {
	Force bool   // take the paper in although it seems to belong to another production
	Title string // the production's title, for messages

	// Live holds the keys of the calendars that are fetched. Each of them speaks for its events, whatever
	// files have of them. A calendar in a file that nobody subscribes to gives its events up to one that
	// brings them.
	Live map[string]bool
}

// Merge takes a paper into the facts. A script replaces what the script said and keeps what the
// schedule said, and the other way round. Scenes keep their ids by number, and by heading and text
// where a script was renumbered or has no numbers; days by date, and by number and scenes where the
// shoot was put off; people by name or character; events by kind and title, those of calendars by UID and
// occurrence; shots by scene and number. What a paper has no place for stays, and no set opens because a
// paper cannot say that it is closed (docs/formats/merging.md). The changes are those of Diff. Neither argument is changed, and taking in the same paper twice changes nothing.
//
// It returns fault.Invalid when the paper seems to belong to another production, unless opt.Force.
func Merge(current production.Facts, doc intake.Document, opt MergeOptions) (production.Facts, Changes, error) {
	m := merger{before: current, live: opt.Live, whys: map[string]string{}, facts: production.Facts{
		Scenes: slices.Clone(current.Scenes), Days: current.Days, Events: current.Events, People: slices.Clone(current.People),
		Locations: current.Locations, Unplaced: current.Unplaced, Shots: slices.Clone(current.Shots),
	}}
	switch {
	case doc.Kind == intake.KindScript && doc.Script != nil:
		if err := m.checkSame(doc, doc.Script.Scenes, opt); err != nil {
			return current, Changes{}, err
		}
		m.script(doc.Script)
	case doc.Kind == intake.KindSchedule && doc.Schedule != nil:
		boards := boardNames(m.facts.People, doc.Schedule.People)
		breakdown := resolveScenes(doc.Schedule.Breakdown, boards)
		if err := m.checkSame(doc, breakdown, opt); err != nil {
			return current, Changes{}, err
		}
		m.says, m.given = carriedBy(doc), doc.GivenDays()
		m.schedule(doc.Schedule, breakdown, boards)
		m.keepPlaces(current.Locations)
	case doc.Kind == intake.KindPeople:
		m.cards = doc.Format == intake.FormatCard
		m.joinPeople(doc.People)
	case doc.Kind == intake.KindCalendar && doc.Calendar != nil:
		m.calendar(*doc.Calendar)
	case doc.Kind == intake.KindShots:
		m.shots(doc.Shots)
	case doc.Kind == intake.KindLocations:
		m.joinLocations(doc.Locations)
	default:
		return current, Changes{}, fault.New(fault.Invalid, "the document holds neither a script nor a schedule").WithRemedy("%s", intake.Readable)
	}
	m.relink()
	m.warnStrangers()
	return m.facts, m.tell(), nil
}

// merger holds the facts as they become. Its slices of scenes and people are its own.
type merger struct {
	before  production.Facts
	facts   production.Facts
	changes Changes           // its lineage and warnings; the rest is told by Diff
	whys    map[string]string // id → why something changed, where Diff cannot know
	match   *matcher          // pairs the paper's scenes with the known ones
	says    carried           // what this schedule has a place for
	given   []production.Day  // its days before the day model filled in times
	came    map[string]bool   // keys of the people whom this schedule names
	live    map[string]bool   // keys of the calendars that are fetched
	cards   bool              // the people come from contact cards: a name alone tells them
}

// tell is what the merge changed.
func (m *merger) tell() Changes {
	changes := Diff(m.before, m.facts, m.changes.Lineage)
	changes.Warnings = m.changes.Warnings
	for _, list := range [][]Change{changes.Added, changes.Removed} {
		for i := range list {
			list[i].Why = cmp.Or(m.whys[list[i].ID], list[i].Why)
		}
	}
	return changes
}

// sizeable is how many scenes both papers must have before they can be told to be strangers.
const sizeable = 10

// checkSame pairs the paper's scenes with those known and refuses a paper of which less than a fifth of the scenes agree with those known.
func (m *merger) checkSame(doc intake.Document, fresh []production.Scene, opt MergeOptions) error {
	old := m.facts.Scenes
	m.match = newMatcher(old, fresh)
	smaller := min(len(old), len(fresh))
	if opt.Force || smaller < sizeable {
		return nil
	}
	agree := 0
	for i, j := range m.match.pair {
		if j >= 0 && agrees(old[j], fresh[i]) {
			agree++
		}
	}
	if agree*5 >= smaller {
		return nil
	}
	paper := cmp.Or(doc.Title(), "without a title")
	refused := fault.New(fault.Invalid, "only %d of %d scenes of this %s (%s) agree with the scenes known for %s", agree, len(fresh), doc.Kind, paper, cmp.Or(opt.Title, "this production")).
		WithRemedy("Check that the file belongs to this production. If it does, take it in with bts import --force.")
	return refused.Because(ErrForeign)
}

// agrees reports that two matched scenes are plausibly the same: similar sets, or the same given
// number where one of them has no set.
func agrees(a, b production.Scene) bool {
	if a.Set == "" || b.Set == "" || a.Omitted || b.Omitted {
		return a.NumberGiven && b.NumberGiven && slate.Base(a.Number) == slate.Base(b.Number)
	}
	return similarSets(a.Set, b.Set)
}

// similarSets reports that at least half of the words of the shorter name are in the other.
func similarSets(a, b string) bool {
	short, long := strings.Fields(spelling.Key(a)), strings.Fields(spelling.Key(b))
	if len(short) > len(long) {
		short, long = long, short
	}
	shared := 0
	for _, word := range short {
		if slices.Contains(long, word) {
			shared++
		}
	}
	return shared > 0 && shared*2 >= len(short)
}

// warnStrangers names the scenes that only one of the two papers has.
func (m *merger) warnStrangers() {
	var inScript, inSchedule bool
	for _, s := range m.facts.Scenes {
		inScript, inSchedule = inScript || s.InScript, inSchedule || s.InSchedule
	}
	if !inScript || !inSchedule {
		return
	}
	var missing []string
	for _, s := range m.facts.Scenes {
		switch {
		case !s.InScript:
			m.warn("scene %s is in the schedule but not in the script", cmp.Or(s.Number, s.Heading))
		case !s.InSchedule && !s.Omitted:
			missing = append(missing, s.Number)
		}
	}
	if len(missing) > 0 {
		list := strings.Join(missing[:min(len(missing), 20)], ", ")
		if len(missing) > 20 {
			list += " …"
		}
		m.warn("%d scenes of the script are not in the schedule: %s", len(missing), list)
	}
}

func (m *merger) warn(format string, args ...any) {
	m.changes.Warnings = append(m.changes.Warnings, intake.Warning{Message: fmt.Sprintf(format, args...)})
}
