package production

import (
	"slices"
	"strings"
)

// IntExt says where the camera stands, as the heading has it: "INT", "EXT", "INT/EXT" or "".
type IntExt string

// The values of IntExt.
const (
	Interior IntExt = "INT"
	Exterior IntExt = "EXT"
	Both     IntExt = "INT/EXT"
)

// Category is a Universal Category Identification number, stable across tools and languages
// (universalschedulestandard/UniversalCategoryIdentification).
type Category int

// The categories that the house looks at. Other numbers are kept as they come.
const (
	CategorySet          Category = 0
	CategoryIntExt       Category = 1
	CategoryDayNight     Category = 2
	CategoryScriptDay    Category = 3
	CategoryUnit         Category = 4
	CategorySequence     Category = 5
	CategoryLocation     Category = 6
	CategoryCast         Category = 100
	CategoryBackground   Category = 101
	CategoryStunts       Category = 102
	CategoryVehicles     Category = 103
	CategoryProps        Category = 104
	CategoryEffects      Category = 105 // special (practical) effects
	CategoryWardrobe     Category = 106
	CategoryMakeup       Category = 107
	CategoryAnimals      Category = 108
	CategoryWrangler     Category = 109
	CategoryCamera       Category = 110
	CategoryGrip         Category = 111
	CategoryElectric     Category = 112
	CategorySound        Category = 113
	CategoryMusic        Category = 114
	CategoryArt          Category = 115
	CategorySetDressing  Category = 116
	CategoryGreenery     Category = 117
	CategorySecurity     Category = 118
	CategoryEquipment    Category = 119 // special equipment: cranes, underwater housings …
	CategoryLabour       Category = 120
	CategoryVisualEffect Category = 121
	CategoryMechanical   Category = 122
	CategoryNotes        Category = 123
	CategoryComments     Category = 124
	CategoryMisc         Category = 125
	CategoryOther        Category = 126
)

// Element is one person or thing that a scene needs, from a breakdown or a script's tags.
type Element struct {
	Category Category `json:"category_id"`
	Label    string   `json:"category"` // the category's name in the source, "Cast", "Stunts" …
	Name     string   `json:"name"`
	Source   Source   `json:"source"` // which paper said so
}

// Source names the paper that a fact came from.
type Source string

// The papers.
const (
	FromScript   Source = "script"
	FromSchedule Source = "schedule"
)

// LineKind is the kind of a script paragraph.
type LineKind string

// The kinds of paragraph, after Fountain 1.1 and Final Draft.
const (
	Action        LineKind = "action"
	Character     LineKind = "character"
	Parenthetical LineKind = "parenthetical"
	Dialogue      LineKind = "dialogue"
	Lyric         LineKind = "lyric"
	Transition    LineKind = "transition"
	Centered      LineKind = "centered"
	ShotLine      LineKind = "shot"
	PageBreak     LineKind = "page_break"
)

// Line is one paragraph of a scene. Number is the 1-based line in the source file.
type Line struct {
	Kind   LineKind `json:"kind"`
	Text   string   `json:"text"`
	Number int      `json:"line,omitempty"`
	Dual   bool     `json:"dual,omitempty"` // second column of dual dialogue
}

// Note is a writer's note inside a scene.
type Note struct {
	Text   string `json:"text"`
	Number int    `json:"line,omitempty"`
}

// Scene is one scene of the script, as the script and the breakdown together describe it.
type Scene struct {
	ID             SceneID   `json:"id"`
	Number         string    `json:"number"`           // "12A"; given by us in order where the script has none
	NumberGiven    bool      `json:"number_given"`     // true when the paper itself carries the number
	Position       int       `json:"position"`         // 0-based order in the script
	Heading        string    `json:"heading"`          // whole heading, single-spaced, without the number
	IntExt         IntExt    `json:"int_ext"`          //
	Set            string    `json:"set"`              // "WILL'S BEDROOM"
	TimeOfDay      string    `json:"time_of_day"`      // "NIGHT (1973)" reads NIGHT; upper case
	Eighths        int       `json:"eighths"`          // length in eighths of a page
	Estimated      bool      `json:"estimated"`        // the length is our page model's, not the paper's
	Page           string    `json:"page"`             // script page where it starts, "" unknown
	ScriptDay      string    `json:"script_day"`       // story day, "D12"
	Synopsis       string    `json:"synopsis"`         // one line, from the script or the breakdown
	Characters     []string  `json:"characters"`       // who speaks or is cast, upper case, in order of appearance
	Elements       []Element `json:"elements"`         // what it needs
	Lines          []Line    `json:"lines,omitempty"`  // the text
	Notes          []Note    `json:"notes,omitempty"`  //
	Sections       []string  `json:"sections"`         // outline path above the scene
	Tags           []string  `json:"tags,omitempty"`   // words the writer tagged
	Omitted        bool      `json:"omitted"`          // number kept, text gone
	InScript       bool      `json:"in_script"`        // the script has it
	InSchedule     bool      `json:"in_schedule"`      // the schedule has it
	MinutesToShoot int       `json:"minutes_to_shoot"` // breakdown estimate, 0 unknown
	SourceLine     int       `json:"source_line"`      // 1-based line of its heading
	Closed         bool      `json:"closed,omitempty"` // it was made of a scene whose set is closed, and no schedule has it yet
}

// Location is where the breakdown says that the scene is shot, "" where it does not say.
func (s Scene) Location() string {
	for _, e := range s.Elements {
		if e.Category == CategoryLocation {
			return strings.TrimSpace(e.Name)
		}
	}
	return ""
}

// HasElement reports whether the scene needs anything of the category.
func (s Scene) HasElement(c Category) bool {
	for _, e := range s.Elements {
		if e.Category == c {
			return true
		}
	}
	return false
}

// MostPerScene bounds the names, elements and notes of one scene. No scene has nearly as many; a broken
// file must not keep those who compare them busy for minutes.
const MostPerScene = 1000

// AddElement adds an element with a name that the scene has not, up to MostPerScene.
func (s *Scene) AddElement(e Element) {
	if e.Name != "" && len(s.Elements) < MostPerScene && !slices.Contains(s.Elements, e) {
		s.Elements = append(s.Elements, e)
	}
}

// AddName adds a name that is not in the list, up to MostPerScene.
func AddName(list *[]string, name string) {
	if name != "" && len(*list) < MostPerScene && !slices.Contains(*list, name) {
		*list = append(*list, name)
	}
}

// Script is what a reader finds in a screenplay.
type Script struct {
	Title  string            `json:"title"`
	Author string            `json:"author"`
	Draft  string            `json:"draft"`           // revision colour or draft line
	Fields map[string]string `json:"fields"`          // the rest of the title page
	Scenes []Scene           `json:"scenes"`          // in order
	Front  []Line            `json:"front,omitempty"` // text before the first heading
}

// BuildHeading writes a heading from the parts that a breakdown gives: "INT. HUT - NIGHT".
func BuildHeading(where IntExt, set, timeOfDay string) string {
	var b strings.Builder
	if where != "" {
		b.WriteString(string(where) + ". ")
	}
	b.WriteString(set)
	if timeOfDay != "" {
		if set != "" {
			b.WriteString(" - ")
		}
		b.WriteString(timeOfDay)
	}
	return strings.TrimSpace(b.String())
}

// NormalHeading is a heading for comparing: upper case, single spaces, one dash form, no trailing dot.
func NormalHeading(h string) string {
	h = strings.NewReplacer("–", "-", "—", "-", "\u00a0", " ", "’", "'").Replace(strings.ToUpper(h))
	return strings.TrimRight(strings.Join(strings.Fields(h), " "), ". ")
}
