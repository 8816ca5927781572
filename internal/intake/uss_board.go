package intake

import (
	"github.com/btsdirector/bts/internal/intake/jsonspan"
	"github.com/btsdirector/bts/internal/spelling"
)

// mainUnit is the name of the unit whose board comes first.
const mainUnit = "Main"

// ussBoardSet is a stripboard: one plan of the shoot, with its boards.
type ussBoardSet struct {
	at       jsonspan.Span
	name     string
	calendar string
	inForce  bool // marked as the one that is worked with
	boards   []ussBoard
	days     int // shoot days on its boards
	strips   int
}

// ussBoard is one board: the strips of a unit, or the boneyard.
type ussBoard struct {
	at       jsonspan.Span
	name     string
	unit     string // our "_unit"
	calendar string // of its own, "" for that of the stripboard
	boneyard bool
	refs     []stripRef
	lists    int // lists of strips in it, one per shoot day
	plans    []dayPlan
}

// stripRef is a strip on a board. Lists are counted from 1 on.
type stripRef struct {
	breakdown int32 // index, -1 for an empty list
	list      int32
}

// indexBoards reads the stripboards.
func (r *ussReader) indexBoards(top ussFields) error {
	list := top.get("stripboards")
	var failed error
	r.eachObject(list, func(_ string, at jsonspan.Span) bool {
		f := fieldsOf(at)
		set := ussBoardSet{at: at, name: f.text("name", "title"), calendar: r.calendarID(f)}
		set.inForce, _ = f.flag("active", "isactive", "current", "selected")
		r.eachObject(f.get("boards"), func(name string, b jsonspan.Span) bool {
			failed = r.addBoard(&set, name, b)
			return failed == nil
		})
		if holdsStrips(f) && len(set.boards) == 0 { // a stripboard that is its own board
			failed = r.addBoard(&set, "", at)
		}
		r.sets = append(r.sets, set)
		return failed == nil && len(r.sets) <= maxCalendars
	})
	if failed == nil && len(r.sets) > maxCalendars {
		failed = r.tooMuch(list, "stripboards")
	}
	if len(r.sets) == 0 {
		r.boardOfBreakdowns()
	}
	for i := range r.sets {
		r.measure(&r.sets[i])
	}
	return failed
}

// boardOfBreakdowns makes a board of the breakdowns themselves, which in drafts of the standard stand
// in shooting order between their day strips.
func (r *ussReader) boardOfBreakdowns() {
	board, days := ussBoard{}, 0
	for i := range r.breakdowns {
		board.refs = append(board.refs, stripRef{int32(i), 1})
		if r.breakdowns[i].kind == kindDay {
			days++
		}
	}
	if days > 0 {
		r.sets = append(r.sets, ussBoardSet{boards: []ussBoard{board}})
	}
}

func holdsStrips(f ussFields) bool { return !f.get(stripLists...).Null() }

// stripLists are the keys under which the versions of the standard list a board's strips.
var stripLists = []string{"breakdownids", "breakdownarrays", "strips", "breakdowns"}

// calendarID is the calendar that a stripboard or board refers to; one that stands inside it is added
// to the calendars.
func (r *ussReader) calendarID(f ussFields) string {
	v := f.get("calendar", "calendarid")
	if v.Kind() == '{' && !fieldsOf(v).get("events", "daysoff").Null() && len(r.calendars) < maxCalendars {
		return r.addCalendar("", v).id
	}
	return idOf(v)
}

// addBoard reads a board. Breakdowns that stand on it as whole objects are added to those of the file.
func (r *ussReader) addBoard(set *ussBoardSet, name string, at jsonspan.Span) error {
	f := fieldsOf(at)
	b := ussBoard{at: at, name: firstOf(f.text("name", "title"), name), unit: spelling.Single(f.text("_unit")), calendar: r.calendarID(f)}
	if named := r.nameBehind(f.get("unit")); b.unit == "" && named != "" {
		b.unit = unitName(named)
	}
	yes, _ := f.flag("isboneyard", "isrecycle", "boneyard")
	b.boneyard = yes || isBoneyard(b.name)
	b.plans = r.dayPlans(f.get("_days"))
	fill := boardFill{reader: r, board: &b}
	eachList(f.get(stripLists...), 0, fill.item)
	if r.boards++; r.refs > maxRefs || fill.n > maxScenes || r.boards > maxBoards {
		return r.opt.tooMany(at.Line())
	}
	if n := fill.unknown.n; n > 0 {
		r.warn(fill.unknown.first, "the board %q has %d strips that the file does not describe; they were left out", spelling.Shorten(b.name, 40), n)
	}
	set.boards = append(set.boards, b)
	return nil
}

// boardFill puts the strips of a file onto a board.
type boardFill struct {
	reader  *ussReader
	board   *ussBoard
	list    int32
	loose   bool // the item before was a strip outside any list
	n       int  // lists and strips taken
	unknown refCount
}

// item takes a list, or a strip outside lists; such strips that follow each other make one list.
func (f *boardFill) item(item jsonspan.Span) {
	if f.n++; f.n > maxScenes {
		return
	}
	isList := item.Kind() == '['
	if isList || !f.loose {
		f.list++
	}
	f.loose = !isList
	before := len(f.board.refs)
	for leaf := range item.Leaves() {
		f.n++
		if f.reader.refs++; f.n > maxScenes {
			return
		}
		if i, ok := f.reader.stripOf(leaf); ok {
			f.board.refs = append(f.board.refs, stripRef{int32(i), f.list})
		} else {
			f.unknown.add(leaf)
		}
	}
	if !isList {
		return
	}
	f.board.lists++
	if len(f.board.refs) == before {
		f.board.refs = append(f.board.refs, stripRef{-1, f.list})
	}
}

// maxRefs bounds the strips of all boards together, maxBoards the boards.
const (
	maxRefs   = 10 * maxScenes
	maxBoards = 1000
)

// eachList visits the lists of a board and the strips between them. A list that holds lists is opened,
// for some programs group days by week.
func eachList(v jsonspan.Span, depth int, visit func(jsonspan.Span)) {
	for item := range v.Items() {
		if depth < 3 && item.Kind() == '[' && holdsList(item) {
			eachList(item, depth+1, visit)
			continue
		}
		if !item.Null() {
			visit(item)
		}
	}
	if k := v.Kind(); k != '[' && !v.Null() {
		visit(v)
	}
}

func holdsList(v jsonspan.Span) bool {
	for item := range v.Items() {
		return item.Kind() == '['
	}
	return false
}

// stripOf finds the breakdown of a strip; one that stands there as an object is added.
func (r *ussReader) stripOf(ref jsonspan.Span) (index int, ok bool) {
	id := idOf(ref)
	if ref.Kind() == '{' {
		f := fieldsOf(ref)
		id = firstOf(f.id("breakdownid"), id)
		if _, known := r.byID[id]; !known && !f.get("type", "scene").Null() && len(r.breakdowns) <= maxScenes {
			return r.addBreakdown("", ref), true
		}
	}
	i, ok := r.byID[id]
	return i, ok && id != ""
}

// measure counts a stripboard's days and strips.
func (r *ussReader) measure(set *ussBoardSet) {
	for i := range set.boards {
		b := &set.boards[i]
		if b.boneyard {
			continue
		}
		days := r.splitDays(b)
		set.days += len(days)
		for _, ref := range b.refs {
			if ref.breakdown >= 0 && r.breakdowns[ref.breakdown].kind != kindDay {
				set.strips++
			}
		}
	}
}
