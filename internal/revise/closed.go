package revise

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
)

// setState is what is known of the set of a strip.
type setState struct {
	closed bool
	limit  int    // how many of us it holds, -1 where nobody said
	set    string // "" where several differ
}

// with is the stricter of two states.
func (s setState) with(other setState) setState {
	s.closed = s.closed || other.closed
	if other.limit >= 0 && (s.limit < 0 || other.limit < s.limit) {
		s.limit = other.limit
	}
	if s.set != other.set {
		s.set = ""
	}
	return s
}

// knownSets are the states of sets by what they are known by.
type knownSets struct {
	strips map[string]setState // by scene and part
	scenes map[string]setState // by scene
	roots  map[string]setState // by number without its letter
}

func newKnownSets(days []production.Day) knownSets {
	k := knownSets{map[string]setState{}, map[string]setState{}, map[string]setState{}}
	note := func(states map[string]setState, name string, now setState) {
		if was, known := states[name]; known {
			now = was.with(now)
		}
		states[name] = now
	}
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneNumber != "" {
			now := setState{s.Closed, s.Capacity, s.Set}
			note(k.strips, sceneOfStrip(s), now)
			note(k.scenes, wholeScene(s), now)
			note(k.roots, rootNumber(s.SceneNumber), now)
		}
	})
	return k
}

// wholeScene is what a strip shoots, whichever part of it.
func wholeScene(s *production.Strip) string {
	return cmp.Or(string(s.SceneID), slate.Base(s.SceneNumber))
}

// rootNumber is a number without the letter of a scene that was split or put in: 12 for "12B".
func rootNumber(number string) string {
	return strings.TrimRight(slate.Base(number), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

// of is what is known for a fresh strip: of the same strip, else of the scene of which it is a part, or
// which is whole again. A scene that no script tells from others goes by its number: 12B by 12, where
// nothing says that it plays elsewhere.
func (k knownSets) of(s *production.Strip, inScript bool) setState {
	if state, ok := k.strips[sceneOfStrip(s)]; ok {
		return state
	}
	if state, ok := k.scenes[wholeScene(s)]; ok {
		return state
	}
	root := rootNumber(s.SceneNumber)
	state, ok := k.roots[root]
	if ok && root != "" && !inScript && (s.Set == "" || state.set == "" || similarSets(s.Set, state.set)) {
		return state
	}
	return setState{limit: -1}
}

// keepClosed carries closed sets and limits over to a paper that has no place for them: most programs
// cannot write them, and a set must not open because a file was exported anew, or a scene split or
// joined. A paper that has one decides, also that a set is open.
func (m *merger) keepClosed(fresh []production.Day) {
	known, inScript, inherited := newKnownSets(m.facts.Days), map[production.SceneID]bool{}, map[production.SceneID]setState{}
	for _, s := range m.facts.Scenes {
		inScript[s.ID], inherited[s.ID] = s.InScript, inheritedState(s)
	}
	scheduled := map[production.SceneID]bool{}
	eachStrip(fresh, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneNumber == "" {
			return
		}
		was := known.of(s, inScript[s.SceneID])
		if state, ok := inherited[s.SceneID]; ok {
			was = was.with(state)
		}
		scheduled[s.SceneID] = true
		if was.closed && !s.Closed && !m.says.closed {
			s.Closed = true
			m.warn("the schedule does not say whether the set of scene %s is closed; it stays closed. A column \"Closed set\" with no opens it", s.SceneNumber)
		}
		if was.limit >= 0 && s.Capacity < 0 && !m.says.limits {
			s.Capacity = was.limit
		}
	})
	m.forgetInherited(scheduled)
}

// What a scene inherits from the one that it was split from, as remarks for people until a schedule has it:
// it has no strip of its own that could be closed. Scene.Closed hides it meanwhile.
const (
	inheritsClosed = "Closed set"
	inheritsLimit  = "People allowed at the set"
)

// inherits reports a remark of inheritClosed.
func inherits(e production.Element) bool {
	return e.Category == production.CategoryComments && (e.Label == inheritsClosed || e.Label == inheritsLimit) && e.Source == production.FromSchedule
}

// inheritedState is what a scene has inherited.
func inheritedState(scene production.Scene) setState {
	state := setState{limit: -1}
	for _, e := range scene.Elements {
		if !inherits(e) {
			continue
		}
		if e.Label == inheritsClosed {
			state.closed = true
		} else if n, err := strconv.Atoi(e.Name); err == nil && n >= 0 {
			state.limit = n
		}
	}
	return state
}

// inheritClosed closes the scenes that a new draft made of closed ones: all parts of one that was split,
// and the whole of which one went into.
func (m *merger) inheritClosed(scenes []production.Scene) {
	known, number := newKnownSets(m.before.Days), map[string]string{}
	remarked := map[string]setState{}
	for _, s := range m.before.Scenes {
		number[string(s.ID)], remarked[string(s.ID)] = s.Number, inheritedState(s)
	}
	m.facts.Days = production.CloneDays(m.facts.Days)
	for _, l := range m.changes.Lineage {
		state := setState{limit: -1}
		for _, id := range l.From {
			state = state.with(remarked[id])
			if was, ok := known.scenes[id]; ok {
				state = state.with(was)
			}
		}
		for _, id := range l.To {
			if !m.closeStrips(production.SceneID(id), state) {
				remark(scenes, production.SceneID(id), state, number[l.From[0]])
			}
		}
	}
}

// closeStrips gives the strips of a scene the state; it reports whether there are any.
func (m *merger) closeStrips(id production.SceneID, state setState) bool {
	found := false
	eachStrip(m.facts.Days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.SceneID == id {
			found = true
			now := setState{s.Closed, s.Capacity, s.Set}.with(state)
			s.Closed, s.Capacity = now.closed, now.limit
		}
	})
	return found
}

// remark writes what a scene without strips has inherited.
func remark(scenes []production.Scene, id production.SceneID, state setState, from string) {
	i := slices.IndexFunc(scenes, func(s production.Scene) bool { return s.ID == id })
	if i < 0 {
		return
	}
	scenes[i].Elements = slices.Clone(scenes[i].Elements)
	if state.closed {
		scenes[i].Closed = true
		scenes[i].AddElement(production.Element{Category: production.CategoryComments, Label: inheritsClosed, Name: "was a part of scene " + from, Source: production.FromSchedule})
	}
	if state.limit >= 0 {
		scenes[i].AddElement(production.Element{Category: production.CategoryComments, Label: inheritsLimit, Name: strconv.Itoa(state.limit), Source: production.FromSchedule})
	}
}

// forgetInherited drops the remarks of scenes that have strips now, which say it.
func (m *merger) forgetInherited(scheduled map[production.SceneID]bool) {
	for i := range m.facts.Scenes {
		if s := &m.facts.Scenes[i]; scheduled[s.ID] && slices.ContainsFunc(s.Elements, inherits) {
			var others []production.Element // nil where nothing else is known, as for any scene
			for _, e := range s.Elements {
				if !inherits(e) {
					others = append(others, e)
				}
			}
			s.Elements, s.Closed = others, false
		}
	}
}
