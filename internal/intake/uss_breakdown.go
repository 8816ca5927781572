package intake

import (
	"math"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// breakdown turns the breakdowns of type scene into scenes.
func (r *ussReader) breakdown() {
	r.nameCharacters()
	nameless := 0
	for i := range r.file.Breakdowns.Items {
		b := &r.file.Breakdowns.Items[i]
		if b.kind() != "scene" {
			continue
		}
		number := single(b.Scene.String())
		given := number != ""
		if !given {
			nameless++
			number = "U" + strconv.Itoa(nameless)
			r.warn(b.ID, "a scene without a number (%q) was called %s", shorten(b.Description.String(), 40), number)
		}
		r.numbers[b] = number
		key := numberKey(number)
		if _, twice := r.sceneAt[key]; twice {
			r.warn(b.ID, "scene %s has two breakdowns; the first one is used", number)
			continue
		}
		r.sceneAt[key] = len(r.out.Breakdown)
		s := r.scene(b, number)
		s.NumberGiven = given
		r.out.Breakdown = append(r.out.Breakdown, s)
	}
}

// kind is the breakdown's type in small letters; one without a type that has a scene number is a scene.
func (b *ussBreakdown) kind() string {
	kind := strings.ToLower(b.Type.String())
	if kind == "" && b.Scene != "" {
		return "scene"
	}
	return kind
}

// text is the banner's text: bannerText since 1.0, description before.
func (b *ussBreakdown) text() string {
	return single(firstOf(b.BannerText.String(), b.Description.String(), b.Scene.String()))
}

// closed reports a set that the file calls closed.
func (b *ussBreakdown) closed() bool { return b.Closed != nil && bool(*b.Closed) }

// minutes is the time to shoot, 0 when it is not given.
func (b *ussBreakdown) minutes() int {
	ms := b.Duration.Value
	if ms == 0 {
		ms = b.Time.Value
	}
	return int(math.Round(min(max(ms, 0), 7*24*3600*1000) / 60000))
}

// scene makes a scene of a breakdown. The scene categories (Set, INT/EXT, Day/Night, Script Day)
// become its heading, everything else an element.
func (r *ussReader) scene(b *ussBreakdown, number string) production.Scene {
	s := production.Scene{
		Number: number, Position: len(r.out.Breakdown), Page: b.ScriptPage.String(), Synopsis: single(b.Description.String()),
		Eighths: int(math.Round(min(max(b.Pages.Value, 0), 1000) * 8)), InSchedule: true, MinutesToShoot: b.minutes(),
	}
	for _, id := range b.Elements {
		element, ok := r.element[id]
		name := single(element.Name.String())
		if !ok || name == "" {
			continue
		}
		switch kind := r.category[id]; kind.number {
		case production.CategorySet:
			s.Set = setName(joinNames(s.Set, name))
		case production.CategoryIntExt:
			s.IntExt = parseIntExt(name)
		case production.CategoryDayNight:
			s.TimeOfDay = strings.ToUpper(name)
		case production.CategoryScriptDay:
			s.ScriptDay = joinNames(s.ScriptDay, name)
		default:
			r.addNeed(&s, kind, id, name)
		}
	}
	addElement(&s, production.Element{Category: production.CategoryComments, Label: "Comments", Name: single(b.Comments.String()), Source: production.FromSchedule})
	s.Heading = buildHeading(s.IntExt, s.Set, s.TimeOfDay)
	return s
}

func (r *ussReader) addNeed(s *production.Scene, kind ussKind, id, name string) {
	if kind.number == production.CategoryCast {
		name = r.characters[id]
		addName(&s.Characters, name)
	}
	addElement(s, production.Element{Category: kind.number, Label: kind.label, Name: name, Source: production.FromSchedule})
}

func joinNames(have, more string) string {
	if have == "" {
		return more
	}
	return have + " / " + more
}

// nameCharacters finds the character for every cast element. "(k)" and the like are dropped unless
// two elements would then share a name: "FARAH (1 mo)" and "FARAH (5 mo)".
func (r *ussReader) nameCharacters() {
	count := map[string]int{}
	for _, e := range r.castElements() {
		count[characterName(e.Name.String())]++
	}
	for _, e := range r.castElements() {
		name := characterName(e.Name.String())
		if name == "" || count[name] > 1 {
			name = strings.ToUpper(single(plainQuotes.Replace(e.Name.String())))
		}
		r.characters[e.ID.String()] = name
	}
}

// castElements are the elements of the cast category, in the order of the file.
func (r *ussReader) castElements() []ussElement {
	var cast []ussElement
	for _, e := range r.file.Elements.Items {
		if r.category[e.ID.String()].number == production.CategoryCast && e.Name != "" {
			cast = append(cast, e)
		}
	}
	return cast
}

// people lists the cast and, from our "_people", performers' names and heads of department.
func (r *ussReader) people() {
	at := map[string]int{}
	for _, e := range r.castElements() {
		name := r.characters[e.ID.String()]
		if _, twice := at[name]; twice {
			continue
		}
		at[name] = len(r.out.People)
		r.out.People = append(r.out.People, production.Person{
			Kind: production.Cast, Name: name, Character: name, BoardID: e.BoardID.String(),
		})
	}
	for _, p := range r.file.People.Items {
		name, character := single(p.Name.String()), characterName(p.Character.String())
		if name == "" {
			continue
		}
		i, known := at[character]
		switch {
		case character == "":
			r.out.People = append(r.out.People, production.Person{Kind: production.Head, Name: name, Role: single(p.Role.String())})
		case known:
			r.out.People[i].Name = name
		default:
			at[character] = len(r.out.People)
			r.out.People = append(r.out.People, production.Person{Kind: production.Cast, Name: name, Character: character})
		}
	}
}
