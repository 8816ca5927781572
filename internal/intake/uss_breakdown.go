package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

// What a breakdown is: the standard's types since 1.0 are scene and banner, before also day.
const (
	kindScene  = "scene"
	kindBanner = "banner"
	kindDay    = "day"
)

// ussBreakdown is one breakdown: where it stands, and what the boards ask for.
type ussBreakdown struct {
	at     jsonspan.Span
	id     string
	kind   string
	number string // scene number; given by us where the file has none
	given  bool   // the file has the number
	placed int    // how often it stands on the boards taken

	unplaced bool // it is listed as without a day
}

// indexBreakdowns finds the breakdowns, and the elements that stand inside them.
func (r *ussReader) indexBreakdowns(top ussFields) error {
	list := top.get("breakdowns")
	r.eachObject(list, func(id string, b jsonspan.Span) bool {
		r.addBreakdown(id, b)
		return len(r.breakdowns) <= maxScenes && len(r.elements) <= maxScenes
	})
	if len(r.breakdowns) > maxScenes {
		return r.opt.tooMany(list.Line())
	}
	if len(r.elements) > maxScenes {
		return r.tooMuch(list, "elements")
	}
	return nil
}

// addBreakdown adds a breakdown and returns its index. Of two with one id the boards show the first.
func (r *ussReader) addBreakdown(id string, at jsonspan.Span) int {
	f := fieldsOf(at)
	i := len(r.breakdowns)
	b := ussBreakdown{at: at, id: firstOf(f.id(), id), number: spelling.Single(f.text("scene", "scenenumber"))}
	b.kind = r.kindOfBreakdown(f, b)
	b.given = b.number != ""
	if _, twice := r.byID[b.id]; twice && b.id != "" {
		r.warn(at, "two breakdowns have the id %s; the boards show the first one", spelling.Shorten(b.id, 40))
	} else {
		r.byID[b.id] = i
	}
	for leaf := range f.get("elements", "elementids").Leaves() {
		if leaf.Kind() == '{' && len(r.elements) <= maxScenes && fieldsOf(leaf).text("name", "title") != "" {
			r.inlineElement(leaf)
		}
	}
	r.breakdowns = append(r.breakdowns, b)
	return i
}

// inlineElement adds an element that stands inside a breakdown.
func (r *ussReader) inlineElement(at jsonspan.Span) {
	before := len(r.elements)
	if i := r.addElement("", at); i == before {
		r.refer(&r.elements[i])
		if r.elements[i].id == "" { // so that the breakdown finds it again
			r.nameAt[spelling.Key(r.elements[i].name)] = i
		}
	}
}

// kindOfBreakdown reads the type. Versions 0.9 and 1.0 also write "strip" for a scene; a type of
// somebody's own is judged by what the breakdown holds.
func (r *ussReader) kindOfBreakdown(f ussFields, b ussBreakdown) string {
	word := strings.ReplaceAll(spelling.Key(f.text("type", "kind")), " ", "")
	switch word {
	case "scene", "strip", "scenestrip", "shot", "szene":
		return kindScene
	case "day", "daybreak", "daystrip", "endofday", "eod", "dayend":
		return kindDay
	case "banner", "note", "header", "text", "textbanner":
		return kindBanner
	}
	kind := kindBanner
	if b.number != "" || f.text("bannertext") == "" && !f.get("elements").Null() && f.get("elements").Raw() != "[]" {
		kind = kindScene
	}
	if word != "" {
		r.warn(b.at, "a breakdown has the type %q, which the standard does not know; it was taken as a %s", spelling.Shorten(word, 30), kind)
	}
	return kind
}

// breakdown turns the breakdowns of type scene into scenes.
func (r *ussReader) breakdown() {
	r.nameCharacters()
	nameless, scenes := 0, 0
	for i := range r.breakdowns {
		if r.breakdowns[i].kind == kindScene {
			scenes++
		}
	}
	r.out.Breakdown = make([]production.Scene, 0, scenes)
	for i := range r.breakdowns {
		b := &r.breakdowns[i]
		if b.kind != kindScene {
			continue
		}
		f := fieldsOf(b.at)
		if !b.given {
			nameless++
			b.number = "U" + strconv.Itoa(nameless)
			r.warn(b.at, "a scene without a number (%q) was called %s", spelling.Shorten(f.text("description"), 40), b.number)
		}
		key := slate.Key(b.number)
		if _, twice := r.sceneAt[key]; twice {
			if f.get("_repeats").Null() {
				r.warn(b.at, "scene %s has two breakdowns; the first one is used", spelling.Shorten(b.number, 20))
			}
			continue
		}
		r.sceneAt[key] = len(r.out.Breakdown)
		r.out.Breakdown = append(r.out.Breakdown, r.scene(b, f))
	}
	r.warnRefs()
}

// warnRefs says what became of references that are no ids.
func (r *ussReader) warnRefs() {
	if r.guessed.n > 0 {
		r.warn(r.guessed.first, "%d references to elements are no ids; they were followed by cast number or name", r.guessed.n)
	}
	if r.unknown.n > 0 {
		r.warn(r.unknown.first, "%d references lead to elements that the file does not have; they were left out", r.unknown.n)
	}
}

// bannerOf is the banner's text: bannerText since 1.0, description before.
func bannerOf(f ussFields) string {
	return spelling.Single(f.text("bannertext", "banner", "text", "description", "desc", "scene"))
}

// scene makes a scene of a breakdown. The scene categories (Set, INT/EXT, Day/Night, Script Day)
// become its heading, everything else an element.
func (r *ussReader) scene(b *ussBreakdown, f ussFields) production.Scene {
	s := production.Scene{
		Number: b.number, NumberGiven: b.given, Position: len(r.out.Breakdown), Page: f.text("scriptpage"),
		Synopsis: spelling.Single(f.text("description", "desc", "synopsis")), Eighths: r.eighths(f), InSchedule: true, MinutesToShoot: r.minutes(f),
	}
	if numbered, said := f.flag("_numbered"); said && b.given {
		s.NumberGiven = numbered
	}
	s.Estimated, _ = f.flag("_pagesestimated")
	r.saysClosed = r.saysClosed || !f.get("_closed").Null()
	r.saysCap = r.saysCap || !f.get("_cap").Null()
	for ref := range f.get("elements", "elementids").Leaves() {
		if r.needs++; r.needs > maxNeeds {
			break
		}
		if e, ok := r.elementOf(ref); ok && e.name != "" {
			r.addPart(&s, e)
		}
	}
	for _, i := range r.linked[b.id] {
		if r.needs++; r.needs <= maxNeeds && r.elements[i].name != "" {
			r.addPart(&s, &r.elements[i])
		}
	}
	r.ownParts(&s, f)
	comments := spelling.Single(f.text("comments", "comment"))
	s.AddElement(production.Element{Category: production.CategoryComments, Label: "Comments", Name: comments, Source: production.FromSchedule})
	s.Heading = production.BuildHeading(s.IntExt, s.Set, s.TimeOfDay)
	return s
}

// maxNeeds is how many elements all scenes together may have; a series has some 20 000.
const maxNeeds = 400000

// addPart adds what an element says: a part of the heading, or a need.
func (r *ussReader) addPart(s *production.Scene, e *ussElement) {
	switch e.kind.number {
	case production.CategorySet:
		s.Set = setName(joinNames(s.Set, e.name))
	case production.CategoryIntExt:
		s.IntExt = joinIntExt(s.IntExt, readIntExt(e.name))
	case production.CategoryDayNight:
		s.TimeOfDay = joinNames(s.TimeOfDay, readDayNight(e.name))
	case production.CategoryScriptDay:
		s.ScriptDay = joinNames(s.ScriptDay, e.name)
	default:
		name := e.name
		if e.kind.number == production.CategoryCast {
			name = e.character
			production.AddName(&s.Characters, name)
		}
		s.AddElement(production.Element{Category: e.kind.number, Label: e.kind.label, Name: name, Source: production.FromSchedule})
	}
}

// ownParts reads what some programs write on the breakdown itself where the standard has elements:
// the set, INT/EXT, the time of day, the place, the cast, or the whole heading.
func (r *ussReader) ownParts(s *production.Scene, f ussFields) {
	heading := forcedHeading(f.text("heading", "slugline"))
	if s.Set == "" {
		s.Set = setName(firstOf(r.nameBehind(f.get("set")), heading.Set))
	}
	if s.IntExt == "" {
		s.IntExt = production.IntExt(firstOf(string(readIntExt(r.nameBehind(f.get("intext", "ie")))), string(heading.IntExt)))
	}
	if s.TimeOfDay == "" {
		s.TimeOfDay = firstOf(readDayNight(r.nameBehind(f.get("daynight", "dn"))), heading.TimeOfDay)
	}
	if s.ScriptDay == "" {
		s.ScriptDay = r.nameBehind(f.get("scriptday"))
	}
	if !s.HasElement(production.CategoryLocation) {
		r.ownNeed(s, production.CategoryLocation, r.nameBehind(f.get("location")))
	}
	for leaf := range f.get("cast", "characters").Leaves() {
		if r.needs++; r.needs > maxNeeds {
			break
		}
		name := CharacterName(spanText(leaf))
		if i, ok := r.castAt[strings.ToUpper(idOf(leaf))]; ok {
			name = r.elements[i].character
		} else if i, ok := r.elementAt[idOf(leaf)]; ok {
			name = firstOf(r.elements[i].character, CharacterName(r.elements[i].name))
		}
		production.AddName(&s.Characters, name)
		r.ownNeed(s, production.CategoryCast, name)
	}
}

func (r *ussReader) ownNeed(s *production.Scene, category production.Category, name string) {
	need := production.Element{Category: category, Label: categoryLabels[category], Name: name, Source: production.FromSchedule}
	known := slices.ContainsFunc(s.Elements, func(e production.Element) bool { return e.Category == category && e.Name == name })
	if !known {
		s.AddElement(need)
	}
}

// nameBehind is the name of the element that a value refers to, else the value's own text.
func (r *ussReader) nameBehind(v jsonspan.Span) string {
	if i, ok := r.elementAt[idOf(v)]; ok {
		return r.elements[i].name
	}
	if text := spelling.Single(spanText(v)); !looksID.MatchString(text) {
		return text
	}
	return ""
}

// looksID recognises the ids that the standard recommends: of databases, and UUIDs.
var looksID = regexp.MustCompile(`^(?i:[0-9a-f]{24}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`)

func joinNames(have, more string) string {
	if have == "" || have == more {
		return more
	}
	return have + " / " + more
}
