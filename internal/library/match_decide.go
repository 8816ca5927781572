package library

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// byHandWords stand for who decided where nobody said a name: a field was set to something else.
const byHandWords = "by hand"

// Tied is what the asset belongs to of a sort, "" for nothing. For persons, which can be many, it is "".
func (a Asset) Tied(w What) string {
	switch w {
	case OfMoment:
		return string(a.Moment)
	case OfScene:
		return string(a.Scene)
	case OfTalk:
		return string(a.Talk)
	case OfPlace:
		return a.Place
	case OfCard:
		return string(a.Card)
	case OfMember:
		return string(a.Operator)
	}
	return ""
}

// tie is the asset as it belongs to something of a sort; shots keep what proves them themselves.
func (a *Asset) tie(w What, id string) {
	switch w {
	case OfMoment:
		a.Moment = production.MomentID(id)
	case OfScene:
		a.Scene = production.SceneID(id)
	case OfTalk:
		a.Talk = production.InterviewID(id)
	case OfPlace:
		a.Place = id
	case OfCard:
		a.Card = production.CardID(id)
	case OfMember:
		a.Operator = production.MemberID(id)
	}
}

// decide keeps what people decided of a sort, takes what is sure, and offers the rest.
func (v *view) decide(w What, list []found) {
	kept := v.decided(w)
	if v.was.Tied(w) != "" && !v.automatic(w) {
		v.a.Matches = append(v.a.Matches, kept...)
		return
	}
	v.a.tie(w, "")
	offered := v.offer(w, list, kept)
	if len(offered) > 0 && w != OfShot && offered[0].Score >= SureScore && (len(offered) == 1 || offered[1].Score <= offered[0].Score-ClearOf) {
		offered[0].State = Taken
		v.a.tie(w, offered[0].ID)
		offered = offered[:1]
	}
	v.a.Matches = append(append(v.a.Matches, offered...), kept...)
}

// automatic reports whether the asset belongs to something of a sort that was taken by itself.
func (v *view) automatic(w What) bool {
	return slices.ContainsFunc(v.was.Matches, func(m Match) bool {
		return m.What == w && m.State == Taken && m.DecidedBy == "" && m.ID == v.was.Tied(w)
	})
}

// decided are the matches of a sort that a person took or refused. What was taken by itself and is not what the asset belongs to
// any more was refused by whoever changed it.
func (v *view) decided(w What) []Match {
	var kept []Match
	for _, m := range v.was.Matches {
		if m.What != w {
			continue
		}
		stays := v.was.Tied(w) == m.ID || w == OfShot
		if w == OfPerson {
			stays = slices.Contains(v.was.People, m.ID)
		}
		switch {
		case m.State == Taken && !stays:
			m.State, m.DecidedBy = Refused, cmp.Or(m.DecidedBy, byHandWords)
			kept = append(kept, m)
		case m.State == Refused || m.State == Taken && m.DecidedBy != "":
			kept = append(kept, m)
		}
	}
	return kept
}

// offer are the suggestions of a sort, best first, without what was decided and what is too weak.
func (v *view) offer(w What, list []found, kept []Match) []Match {
	var out []Match
	for _, f := range list {
		f.score = max(0, min(100, f.score))
		decided := slices.ContainsFunc(kept, func(m Match) bool { return m.ID == f.id })
		if f.score < LeastScore || decided || f.id == "" {
			continue
		}
		out = append(out, Match{What: w, ID: f.id, Title: f.title, Score: f.score, Reasons: f.why, State: Suggested})
	}
	slices.SortFunc(out, func(a, b Match) int { return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID)) })
	out = slices.CompactFunc(out, func(a, b Match) bool { return a.ID == b.ID })
	return out[:min(len(out), mostOffered)]
}

// decidePeople is decide for persons, of whom an asset can show many: each is sure or not by itself.
func (v *view) decidePeople(list []found) {
	kept := v.decided(OfPerson)
	people := []string{}
	for _, name := range v.was.People {
		automatic := slices.ContainsFunc(v.was.Matches, func(m Match) bool {
			return m.What == OfPerson && m.ID == name && m.State == Taken && m.DecidedBy == ""
		})
		if !automatic {
			people = append(people, name)
		}
	}
	offered := v.offer(OfPerson, list, kept)
	offered = slices.DeleteFunc(offered, func(m Match) bool { return slices.Contains(people, m.ID) })
	for i := range offered {
		if offered[i].Score >= SureScore {
			offered[i].State = Taken
			people = append(people, offered[i].ID)
		}
	}
	v.a.People = people
	v.a.Matches = append(append(v.a.Matches, offered...), kept...)
}

// Decide is the asset after somebody took or refused a suggestion. It returns false where the asset has no such suggestion.
// Taking one leaves the others of its sort behind.
func (a Asset) Decide(w What, id string, take bool, by string) (Asset, bool) {
	at := slices.IndexFunc(a.Matches, func(m Match) bool { return m.What == w && m.ID == id })
	if at < 0 {
		return a, false
	}
	a.Matches, a.People = slices.Clone(a.Matches), slices.Clone(a.People)
	m := &a.Matches[at]
	if was := m.State; take {
		m.State, m.DecidedBy = Taken, by
	} else if m.State, m.DecidedBy = Refused, by; was == Taken {
		if a.Tied(w) == id {
			a.tie(w, "")
		}
		if w == OfPerson {
			a.People = slices.DeleteFunc(a.People, func(name string) bool { return name == id })
		}
	}
	if !take {
		return a, true
	}
	a.tie(w, id)
	switch {
	case w == OfPerson && !slices.Contains(a.People, id):
		a.People = append(a.People, id)
	case w != OfPerson && w != OfShot:
		a.Matches = slices.DeleteFunc(a.Matches, func(m Match) bool { return m.What == w && m.ID != id && m.State != Refused })
	}
	return a, true
}

// Open are the suggestions that nobody has decided.
func (a Asset) Open() []Match {
	return slices.DeleteFunc(slices.Clone(a.Matches), func(m Match) bool { return m.State != Suggested })
}

// settled are the matches of an asset that somebody changed by hand: where that says what it belongs to, nothing is open any
// more, and what was taken by itself and does not hold now was refused.
func settled(was, now Asset, matches []Match) []Match {
	out := []Match{}
	for _, m := range matches {
		changed := m.What != OfPerson && m.What != OfShot && was.Tied(m.What) != now.Tied(m.What)
		if m.What == OfPerson {
			changed = slices.Contains(was.People, m.ID) != slices.Contains(now.People, m.ID)
		}
		holds := now.Tied(m.What) == m.ID || m.What == OfPerson && slices.Contains(now.People, m.ID)
		switch {
		case changed && m.State == Suggested && !holds && now.Tied(m.What) != "": // somebody said what it is instead
			continue
		case changed && holds:
			m.State, m.DecidedBy = Taken, byHandWords
		case changed && m.State == Taken:
			m.State, m.DecidedBy = Refused, byHandWords
		}
		out = append(out, m)
	}
	return out
}
