package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ussPerson is an entry of our "_people".
type ussPerson struct {
	name, role, character, kind, department string
	away                                    jsonspan.Span
}

func personOf(f ussFields) ussPerson {
	return ussPerson{
		name: spelling.Single(f.text("name")), role: spelling.Single(f.text("role")), character: spelling.Single(f.text("character")),
		kind: spelling.Key(f.text("kind")), department: spelling.Single(f.text("department")), away: f.get("away"),
	}
}

// nameCharacters finds the character for every cast element. "(k)" and the like are dropped unless
// two elements would then share a name: "FARAH (1 mo)" and "FARAH (5 mo)".
func (r *ussReader) nameCharacters() {
	count := map[string]int{}
	for _, e := range r.castElements() {
		count[CharacterName(e.name)]++
	}
	for _, e := range r.castElements() {
		name := CharacterName(e.name)
		if name == "" || count[name] > 1 {
			name = strings.ToUpper(spelling.Single(plainQuotes.Replace(e.name)))
		}
		e.character = firstOf(e.own, name)
	}
}

// castElements are the elements of the cast category, in the order of the file.
func (r *ussReader) castElements() []*ussElement {
	var cast []*ussElement
	for i := range r.elements {
		if e := &r.elements[i]; e.kind.number == production.CategoryCast && e.name != "" {
			cast = append(cast, e)
		}
	}
	return cast
}

// people lists the cast and, from our "_people", performers' names, heads of department and crew.
func (r *ussReader) people() {
	at := map[string]int{}
	for _, e := range r.castElements() {
		if _, twice := at[e.character]; twice {
			continue
		}
		at[e.character] = len(r.out.People)
		r.out.People = append(r.out.People, production.Person{
			Kind: production.Cast, Name: e.character, Character: e.character, BoardID: e.number,
		})
	}
	for _, p := range r.extra {
		if p.name == "" {
			continue
		}
		i, known := at[p.character]
		if !known {
			p.character = CharacterName(p.character)
			i, known = at[p.character]
		}
		switch {
		case p.character == "":
			kind := production.Head
			if p.kind == "crew" {
				kind = production.CrewMember
			}
			r.out.People = append(r.out.People, production.Person{
				Kind: kind, Name: p.name, Role: p.role, Department: p.department, Away: ranges(r.eachDate(p.away)),
			})
		case known:
			r.out.People[i].Name = p.name
			r.out.People[i].Away = mergeRanges(r.out.People[i].Away, ranges(r.eachDate(p.away)))
		default:
			at[p.character] = len(r.out.People)
			r.out.People = append(r.out.People, production.Person{
				Kind: production.Cast, Name: p.name, Character: p.character, Away: ranges(r.eachDate(p.away)),
			})
		}
	}
}

// away gives the cast the dates on which they cannot work.
func (r *ussReader) away() {
	at := map[string]int{}
	for i, p := range r.out.People {
		if p.Kind == production.Cast {
			at[p.Character] = i
		}
	}
	for _, e := range r.castElements() {
		if i, ok := at[e.character]; ok {
			r.out.People[i].Away = mergeRanges(r.out.People[i].Away, r.awayDays(e))
		}
	}
}
