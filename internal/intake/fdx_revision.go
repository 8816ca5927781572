package intake

import (
	"encoding/xml"
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// revisions is <Revisions>: the sets that a production gives out as coloured pages.
type revisions struct {
	active string            // id of the set that is being written
	on     bool              // the document was left in revision mode
	names  map[string]string // id → "Blue Rev. (12/5/2026)"
	order  []string
	used   map[string]bool // ids on text of the script
}

// use remembers a set that text belongs to.
func (v *revisions) use(id string) {
	if id == "" || id == "0" || len(v.used) > maxTags {
		return
	}
	if v.used == nil {
		v.used = map[string]bool{}
	}
	v.used[id] = true
}

// revisionList reads the sets.
func (r *fdxReader) revisionList(start xml.StartElement) error {
	v := &r.revisions
	v.active, v.on, v.names = attr(start, "ActiveSet"), said(start, "RevisionMode"), map[string]string{}
	return r.each(func(set xml.StartElement) error {
		id, name := attr(set, "ID", "Number"), spelling.Single(attr(set, "Name"))
		if set.Name.Local == "Revision" && id != "" && len(v.names) < maxTags {
			v.names[id] = name
			v.order = append(v.order, id)
		}
		return r.skip()
	})
}

// noDate is the date in the name of a set that nobody has filled in.
var noDate = regexp.MustCompile(`(?i)\s*\((?:[dmy]{1,4}[/.\-]){2}[dmy]{1,4}\)`)

// current is the name of the revision that the pages are of, "" for a first draft. Programs list
// twenty sets in every document: one counts when text belongs to it or the mode is on.
func (v *revisions) current() string {
	if v.used[v.active] || v.on && v.names[v.active] != "" {
		return noDate.ReplaceAllString(v.names[v.active], "")
	}
	for i := len(v.order) - 1; i >= 0; i-- {
		if v.used[v.order[i]] {
			return noDate.ReplaceAllString(v.names[v.order[i]], "")
		}
	}
	return ""
}

// resolveRevision makes the revision the draft; a draft line of the title page stays beside it.
func (r *fdxReader) resolveRevision() { r.revised(r.revisions.current()) }

// revised sets the draft to the name of a revision.
func (b *sceneBuilder) revised(name string) {
	switch draft := b.script.Draft; {
	case name == "" || strings.Contains(strings.ToLower(draft), strings.ToLower(name)):
	case draft == "":
		b.script.Draft = name
	default:
		b.script.Draft = draft + ", " + name
	}
}

// tagger reads what the Tagger of Final Draft 8 and 9 wrote: categories and elements in a list,
// references to them in the paragraphs.
func (r *fdxReader) tagger(start xml.StartElement) error {
	t := r.tags.ready()
	switch start.Name.Local {
	case "TaggerDocumentData", "CategoryList", "ElementList":
		return r.each(r.tagger)
	case "Category":
		t.categories[attr(start, "ID", "CategoryID")] = spelling.Single(attr(start, "Name", "Label"))
	case "Element":
		id := attr(start, "ID", "ElementID")
		t.labels[id] = tagDefinition{attr(start, "CategoryID", "CatID", "Category"), spelling.Single(attr(start, "Name", "Label"))}
		t.numbers[taggerPrefix+id] = []string{id}
	}
	return r.skip()
}

// taggerPrefix keeps the Tagger's ids apart from tag numbers.
const taggerPrefix = "tagger "

func (r *fdxReader) taggerParagraph(start xml.StartElement, p *styledParagraph) error {
	switch start.Name.Local {
	case "TaggerParagraphData":
		return r.each(func(child xml.StartElement) error { return r.taggerParagraph(child, p) })
	case "TaggerElementInstance":
		if id := attr(start, "ElementID"); id != "" && len(p.tags) < maxTags {
			production.AddName(&p.tags, taggerPrefix+id)
		}
	}
	return r.skip()
}
