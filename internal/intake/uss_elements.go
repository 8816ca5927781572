package intake

import (
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ussElement is one element: where it stands and what is asked for often.
type ussElement struct {
	at        jsonspan.Span
	id        string
	name      string
	own       string // our "_character", "" without
	number    string // cast number
	category  string // reference to its category, "" where the category lists it
	kind      ussKind
	sorted    bool   // its category is known
	character string // of cast
}

// ussKind is a category as a breakdown uses it.
type ussKind struct {
	number production.Category
	label  string
}

// noKind is the category of elements that no category lists. The standard lets them be ignored; a
// stunt is not lost that way.
var noKind = ussKind{production.CategoryOther, "Other"}

// indexElements finds the elements, wherever they stand.
func (r *ussReader) indexElements(top ussFields) error {
	list := top.get("elements")
	r.eachObject(list, func(id string, e jsonspan.Span) bool {
		r.addElement(id, e)
		return len(r.elements) <= maxScenes
	})
	if len(r.elements) > maxScenes {
		return r.tooMuch(list, "elements")
	}
	return nil
}

// addElement adds an element that is not known by its id and returns its index.
func (r *ussReader) addElement(id string, at jsonspan.Span) int {
	f := fieldsOf(at)
	id = firstOf(f.id(), id)
	if i, known := r.elementAt[id]; known && id != "" {
		if spelling.Single(f.text("name", "title")) != r.elements[i].name {
			r.warn(at, "two elements have the id %s; the first one (%q) is used", spelling.Shorten(id, 40), spelling.Shorten(r.elements[i].name, 40))
		}
		return i
	}
	i := len(r.elements)
	if id != "" {
		r.elementAt[id] = i
	}
	for leaf := range f.get("breakdowns").Leaves() { // drafts of the standard list them here
		if r.links++; r.links <= maxRefs {
			r.linked[idOf(leaf)] = append(r.linked[idOf(leaf)], i)
		}
	}
	r.elements = append(r.elements, ussElement{
		at: at, id: id, name: spelling.Single(f.text("name", "title")),
		own: spelling.Single(f.text("_character")), number: f.text("elementid", "boardid", "castid", "castnumber"), category: f.id("category", "categoryid"),
	})
	return i
}

// indexCategories gives the elements their categories. Of several categories that list an element the
// first one counts, as the standard says; an element's own reference goes before.
func (r *ussReader) indexCategories(top ussFields) error {
	list := top.get("categories")
	n := 0
	r.eachObject(list, func(id string, c jsonspan.Span) bool {
		f := fieldsOf(c)
		kind := kindOf(f)
		r.kinds[firstOf(f.id(), id)] = kind
		for leaf := range f.get("elements", "elementids").Leaves() {
			i, known := r.elementAt[idOf(leaf)]
			if !known && leaf.Kind() == '{' && len(r.elements) <= maxScenes {
				i, known = r.addElement("", leaf), true
			}
			if known && !r.elements[i].sorted {
				r.elements[i].kind, r.elements[i].sorted = kind, true
			}
		}
		n++
		return n <= maxScenes
	})
	if n > maxScenes || len(r.elements) > maxScenes {
		return r.tooMuch(list, "categories and elements")
	}
	for i := range r.elements {
		r.refer(&r.elements[i])
	}
	return nil
}

// refer follows an element's reference to its category: an id, or what drifted files have instead,
// the category's name or number.
func (r *ussReader) refer(e *ussElement) {
	if e.category == "" {
		return
	}
	if kind, ok := r.kinds[e.category]; ok {
		e.kind, e.sorted = kind, true
		return
	}
	if named, ok := categoryOf(e.category); ok && !e.sorted {
		e.kind, e.sorted = ussKind{named, e.category}, true
		return
	}
	if n, err := strconv.Atoi(e.category); err == nil && !e.sorted && isStandard(production.Category(n)) {
		e.kind, e.sorted = ussKind{production.Category(n), categoryLabels[production.Category(n)]}, true
	}
}

// sortElements ends the search for categories and makes cast numbers and names known.
func (r *ussReader) sortElements() {
	var lost refCount
	for i := range r.elements {
		e := &r.elements[i]
		if !e.sorted {
			e.kind = noKind
			lost.add(e.at)
		}
		number := strings.ToUpper(e.number)
		if _, twice := r.castAt[number]; !twice && number != "" && e.kind.number == production.CategoryCast {
			r.castAt[number] = i
		}
		if _, twice := r.nameAt[spelling.Key(e.name)]; !twice && e.name != "" {
			r.nameAt[spelling.Key(e.name)] = i
		}
	}
	if lost.n > 0 {
		r.warn(lost.first, "%d elements stand in no category; they were taken as %s", lost.n, noKind.label)
	}
}

// elementOf finds what a breakdown refers to: by id, and where that is unknown by cast number or name.
// ok is false for a reference to nothing.
func (r *ussReader) elementOf(ref jsonspan.Span) (e *ussElement, ok bool) {
	id := idOf(ref)
	if i, known := r.elementAt[id]; known {
		return &r.elements[i], true
	}
	if r.unknown.n > maxScenes { // a broken file: looking further for names would take long
		r.unknown.n++
		return nil, false
	}
	i, known := r.castAt[strings.ToUpper(id)]
	if !known {
		i, known = r.nameAt[spelling.Key(firstOf(fieldsOf(ref).text("name"), id))]
	}
	if !known {
		r.unknown.add(ref)
		return nil, false
	}
	r.guessed.add(ref)
	return &r.elements[i], true
}

// kindOf finds a category's standard number. Programs put standard categories under custom numbers
// ("Set" as 50 in friendship files), so a custom number gives way to a name that is known.
func kindOf(f ussFields) ussKind {
	label := spelling.Single(f.text("name", "title"))
	named, known := categoryOf(label)
	value, given := f.number("ucid", "catid")
	if given && (value < 0 || value > 1e6 || value != float64(int(value))) {
		given = false
	}
	own := production.Category(int(value))
	sceneKind := given && own >= 51 && own <= 99
	switch {
	case given && isStandard(own):
		return ussKind{own, firstOf(label, categoryLabels[own])}
	case known && (!sceneKind || named < production.CategoryCast):
		return ussKind{named, label}
	case given && own > 0:
		return ussKind{own, label}
	}
	return ussKind{customCategory, label}
}

// isStandard reports a number of the Universal Category Identification standard.
func isStandard(c production.Category) bool {
	return c >= production.CategorySet && c <= production.CategoryLocation || c >= production.CategoryCast && c <= production.CategoryOther
}
