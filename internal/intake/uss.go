package intake

import (
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// ReadUSS reads a schedule in the Universal Schedule Standard, in every version of it and as programs
// really write it (docs/formats/uss.md). The stripboard with day breaks and a calendar is taken; its
// boards other than the first and the boneyard are further units. It returns fault.Invalid for broken
// JSON (with the line), for JSON that is no schedule and for more than any production has.
func ReadUSS(data []byte, opt Options) (Document, error) {
	plain, warnings := toUTF8(data)
	body, err := openUSS(plain, opt)
	if err != nil {
		return Document{}, err
	}
	r := newUSSReader(opt)
	r.warnings = warnings
	if err := r.index(body); err != nil {
		return Document{}, err
	}
	r.breakdown()
	r.people()
	r.schedule()
	r.fillTimes()
	r.events()
	if len(r.out.Breakdown) == 0 && len(r.out.Days) == 0 {
		return Document{}, opt.invalid(0, "the schedule has no scenes").
			WithRemedy("Export the schedule again with its breakdowns: each scene is an object of type \"scene\" under \"breakdowns\".")
	}
	r.warnMore()
	return Document{
		Kind: KindSchedule, Format: FormatUSS, Schedule: &r.out, People: r.out.People, Warnings: r.warnings,
		Closed: r.saysClosed, Limits: r.saysCap,
	}, nil
}

// USSSource is what our own files give as their source.
const USSSource = "BTS Director"

// ussReader holds the file's objects by id and what is made of them.
type ussReader struct {
	opt        Options
	breakdowns []ussBreakdown
	byID       map[string]int // breakdown id → index in breakdowns
	elements   []ussElement
	elementAt  map[string]int // element id → index in elements
	castAt     map[string]int // cast number → index in elements
	nameAt     map[string]int // plain name → index in elements
	kinds      map[string]ussKind
	linked     map[string][]int // breakdown id → elements that name it
	links      int
	sets       []ussBoardSet
	calendars  []ussCalendar
	extra      []ussPerson    // our "_people"
	sceneAt    map[string]int // scene number → index in out.Breakdown
	eventAt    map[eventKey]int
	chosen     *ussCalendar // of the main unit's stripboard
	ours       bool         // our own writer has made the file
	wholePages bool         // lengths are eighths of a page, not pages
	perMinute  float64      // units of "time" and "duration" in a minute
	refs       int          // strips on all boards together
	boards     int
	dates      int // dates that ranges of events were laid out to
	needs      int // elements of all scenes together
	guessed    refCount
	unknown    refCount
	inserted   int  // days on which only a further unit with a calendar of its own shoots
	saysClosed bool // the file has "_closed"
	saysCap    bool // the file has "_cap"
	out        production.Schedule
	warnings   []Warning
	more       int // warnings beyond those that a person can read
}

// refCount counts references of one sort and knows where the first one stands.
type refCount struct {
	n     int
	first jsonspan.Span
}

func (c *refCount) add(at jsonspan.Span) {
	if c.n == 0 {
		c.first = at
	}
	c.n++
}

func newUSSReader(opt Options) *ussReader {
	return &ussReader{
		opt: opt, byID: map[string]int{}, elementAt: map[string]int{}, castAt: map[string]int{}, nameAt: map[string]int{},
		kinds: map[string]ussKind{}, linked: map[string][]int{}, sceneAt: map[string]int{}, eventAt: map[eventKey]int{}, perMinute: 60000,
	}
}

// warn adds a warning at a value of the file; the zero Span stands for none.
func (r *ussReader) warn(at jsonspan.Span, format string, args ...any) {
	if len(r.warnings) >= maxWarnings-1 {
		r.more++ // nobody reads them, and a broken file would fill the memory with them
		return
	}
	w := Warning{Line: at.Line(), Message: fmt.Sprintf(format, args...)}
	if !slices.Contains(r.warnings, w) { // calendars are looked at twice
		r.warnings = append(r.warnings, w)
	}
}

func (r *ussReader) warnMore() {
	if r.more > 0 {
		r.warnings = append(r.warnings, Warning{Message: fmt.Sprintf("%d more warnings like these", r.more)})
	}
}

// index finds the file's objects. What refers to elements comes after them.
func (r *ussReader) index(body jsonspan.Span) error {
	top := fieldsOf(body)
	r.header(top)
	for _, step := range []func(ussFields) error{r.indexElements, r.indexCategories, r.indexBreakdowns, r.indexCalendars, r.indexBoards} {
		if err := step(top); err != nil {
			return err
		}
	}
	r.sortElements()
	r.guessUnits()
	r.eachObject(top.get("_people"), func(_ string, p jsonspan.Span) bool {
		r.extra = append(r.extra, personOf(fieldsOf(p)))
		return len(r.extra) < maxScenes
	})
	return nil
}

// header reads what the file says about itself.
func (r *ussReader) header(top ussFields) {
	r.out.Name, r.out.Project = top.text("name"), top.text("project")
	r.out.Draft = spelling.Single(top.text("schedcolor") + " " + string(r.date(top.get("scheddate"))))
	r.ours = top.text("source") == USSSource
	version := top.text("ussversion", "version")
	if major := majorVersion(version); major > 1 {
		r.warn(top.get("ussversion", "version"), "the file has version %s of the standard; it was read as version 1.0", spelling.Shorten(version, 20))
	}
}

// majorVersion is 1 for "1.0.0", "v1" and 1.0; 0 where there is no number.
func majorVersion(version string) int {
	major := 0
	for i, c := range version {
		switch {
		case c >= '0' && c <= '9' && major < 1000:
			major = major*10 + int(c-'0')
		case i > 0 || c != 'v' && c != 'V':
			return major
		}
	}
	return major
}

// tooMuch refuses a file with more of something than any production has.
func (r *ussReader) tooMuch(at jsonspan.Span, what string) *fault.Error {
	return r.opt.invalid(at.Line(), "there are more than %d %s: this is not one schedule", maxScenes, what).WithRemedy("%s", Readable)
}
