package revise

import (
	"cmp"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// renameByScenes finds characters that go by another name throughout: one name is gone from every
// scene, another is new, and it says the other's lines or stands in the other's place. named are the
// people whom the paper lists; somebody else's performer is somebody else.
func (m *merger) renameByScenes(named []production.Person) {
	was, is := rolesIn(m.before.Scenes), rolesIn(m.facts.Scenes)
	gone, come := map[string]bool{}, map[string]bool{}
	for name := range was {
		gone[name] = is[name] == nil
	}
	for _, p := range m.facts.People {
		if p.Character != "" && is[p.Character] != nil {
			come[p.Character] = false
		}
	}
	for name := range is {
		if _, known := come[name]; !known {
			come[name] = was[name] == nil && !production.IsBoardID(name)
		}
	}
	used := map[string]bool{}
	for _, pair := range rivals(was, is, gone, come) {
		if used[pair.was] || used[pair.is] || !m.sameRole(pair, named) {
			continue
		}
		used[pair.was], used[pair.is] = true, true
		m.renameCharacter(pair.was, pair.is)
	}
}

func (m *merger) renameCharacter(was, is string) {
	for i := range m.facts.People {
		p := &m.facts.People[i]
		if p.Kind != production.Cast || p.Character != was {
			continue
		}
		if p.Name == was {
			p.Name = is
		}
		p.Character = is
	}
}

// part is what a character does in the scenes.
type part struct {
	scenes map[production.SceneID]bool
	lines  map[uint64]int // what is said → its letters
	spoken int            // letters
}

// rolesIn gathers what every character does.
func rolesIn(scenes []production.Scene) map[string]*part {
	roles := map[string]*part{}
	role := func(name string) *part {
		if roles[name] == nil {
			roles[name] = &part{scenes: map[production.SceneID]bool{}, lines: map[uint64]int{}}
		}
		return roles[name]
	}
	for _, s := range scenes {
		for _, name := range castOf(s) {
			role(name).scenes[s.ID] = true
		}
		speaker := ""
		for _, l := range s.Lines {
			switch l.Kind {
			case production.Character:
				speaker = intake.CharacterName(l.Text)
			case production.Dialogue, production.Lyric:
				if speaker == "" {
					continue
				}
				p := role(speaker)
				if hash := hashText(l.Text); p.lines[hash] == 0 {
					p.lines[hash] = len(l.Text)
					p.spoken += len(l.Text)
				}
			}
		}
	}
	return roles
}

// rival is a name that is gone with one that came in its place.
type rival struct {
	was, is        string
	said           int // letters that both say
	scenes         int // scenes that both are in
	wasIn, isIn    int // scenes each of them is in
	wasSays, fewer int // letters that the old one says, and the one of them who says less
}

// maxRivals bounds how many names of one scene are compared with each other.
const maxRivals = 20

// rivals lists who may be who, the likeliest first.
func rivals(was, is map[string]*part, gone, come map[string]bool) []rival {
	said, met := map[uint64][]string{}, map[production.SceneID][]string{}
	for name, p := range is {
		if !come[name] {
			continue
		}
		for hash := range p.lines {
			said[hash] = append(said[hash], name)
		}
		for id := range p.scenes {
			met[id] = append(met[id], name)
		}
	}
	var list []rival
	for name, p := range was {
		if !gone[name] {
			continue
		}
		found := map[string]rival{}
		for hash, letters := range p.lines {
			for _, other := range bounded(said[hash]) {
				r := found[other]
				r.said += letters
				found[other] = r
			}
		}
		for id := range p.scenes {
			for _, other := range bounded(met[id]) {
				r := found[other]
				r.scenes++
				found[other] = r
			}
		}
		for other, r := range found {
			r.was, r.is, r.wasIn, r.isIn = name, other, len(p.scenes), len(is[other].scenes)
			r.wasSays, r.fewer = p.spoken, min(p.spoken, is[other].spoken)
			list = append(list, r)
		}
	}
	slices.SortFunc(list, func(a, b rival) int {
		return cmp.Or(cmp.Compare(b.said, a.said), cmp.Compare(b.scenes, a.scenes), cmp.Compare(a.was, b.was), cmp.Compare(a.is, b.is))
	})
	return list
}

func bounded(names []string) []string {
	if len(names) > maxRivals {
		return nil
	}
	return names
}

// Evidence for a new name: so many letters said by both, or so many scenes with both where nobody
// speaks.
const (
	tellingLetters = 12
	tellingScenes  = 3
)

// sameRole reports that the evidence is enough and no performer speaks against it.
func (m *merger) sameRole(r rival, named []production.Person) bool {
	speaks := r.said >= tellingLetters && 2*r.said >= r.fewer
	either := r.wasIn + r.isIn - r.scenes
	stands := r.wasSays == 0 && 4*r.scenes >= 3*either
	var before production.Person
	for _, p := range m.facts.People {
		if p.Kind == production.Cast && p.Character == r.was {
			before = p
		}
	}
	for _, p := range named {
		if p.Kind != production.Cast || p.Character != r.is {
			continue
		}
		if performed(p) && performed(before) && p.Name != before.Name {
			return false
		}
		if p.BoardID != "" && p.BoardID == before.BoardID && 2*r.scenes >= either {
			return true
		}
	}
	return speaks || stands && r.scenes >= tellingScenes
}

// performed reports that the performer's name is known, and not only the character's, however written.
func performed(p production.Person) bool {
	return p.Name != "" && p.Name != p.Character && spelling.Key(p.Name) != spelling.Key(p.Character)
}
