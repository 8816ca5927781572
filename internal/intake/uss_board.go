package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// mainUnit is the name of the unit whose board comes first.
const mainUnit = "Main"

// boardDay is what one unit shoots on one day: breakdowns in order and the day strip that closes it.
type boardDay struct {
	strips []*ussBreakdown
	close  *ussBreakdown // nil for a last day without a day strip
}

// schedule lays the strips of the chosen stripboard over the calendar.
func (r *ussReader) schedule() {
	set := r.chooseBoards()
	r.chosen = set
	if set == nil {
		for _, s := range r.out.Breakdown {
			r.out.Unplaced = append(r.out.Unplaced, s.Number)
		}
		r.warn("", "the file has a breakdown but no stripboard: scenes are read, shoot days are not")
		return
	}
	dates := r.dates(set)
	main := true
	for _, board := range set.Boards.Items {
		if isBoneyard(board) {
			r.unplace(board.BreakdownIDs)
			continue
		}
		unit := mainUnit
		if !main {
			unit = unitName(board.Name.String())
		}
		main = false
		r.placeBoard(board, unit, dates)
	}
	r.warnUnplacedTwice()
	r.locations()
}

// chooseBoards prefers the stripboard whose strips stand in days: most day strips first, then one
// with a calendar, then the last one, for "Script Order" comes first in most files.
func (r *ussReader) chooseBoards() *ussBoardSet {
	var best *ussBoardSet
	bestRank := []int{-1}
	sets := r.file.Stripboards.Items
	for i := range sets {
		rank := r.rank(&sets[i])
		if slices.Compare(rank, bestRank) >= 0 {
			best, bestRank = &sets[i], rank
		}
	}
	if len(sets) > 1 {
		r.warn(best.ID, "the file has %d stripboards; %q was taken, with %d shoot days", len(sets), best.Name, bestRank[0])
	}
	return best
}

func (r *ussReader) rank(set *ussBoardSet) []int {
	days, strips, calendar := 0, 0, 0
	for _, board := range set.Boards.Items {
		if isBoneyard(board) {
			continue
		}
		for _, id := range board.BreakdownIDs {
			if b := r.byID[id]; b != nil && b.kind() == "day" {
				days++
			} else if b != nil {
				strips++
			}
		}
	}
	if c := r.calendar(set); c != nil && startOf(c).Known() {
		calendar = 1
	}
	return []int{days, calendar, strips}
}

func isBoneyard(b ussBoard) bool {
	name := plainKey(b.Name.String())
	return strings.Contains(name, "boneyard") || strings.Contains(name, "unscheduled") || name == "bone yard"
}

// unitName is "Second" for "second unit".
func unitName(board string) string {
	var words []string
	for word := range strings.FieldsSeq(board) {
		if !strings.EqualFold(word, "unit") && !strings.EqualFold(word, "board") {
			letters := []rune(word)
			words = append(words, strings.ToUpper(string(letters[:1]))+string(letters[1:]))
		}
	}
	return firstOf(strings.Join(words, " "), "Second")
}

// splitDays parts a board's strips at its day strips. A day strip marks the END of a day, as in the
// standard's own sample; only when the board begins with one and ends with a scene, it opens days.
func (r *ussReader) splitDays(ids []string) (days []boardDay, open bool) {
	var strips []*ussBreakdown
	for _, id := range ids {
		if b := r.byID[id]; b != nil {
			strips = append(strips, b)
		}
	}
	var day boardDay
	opening := r.opensDays(strips)
	for i, b := range strips {
		if b.kind() != "day" {
			day.strips = append(day.strips, b)
			continue
		}
		if opening {
			if i > 0 {
				days = append(days, day)
			}
			day = boardDay{close: b}
			continue
		}
		day.close = b
		days = append(days, day)
		day = boardDay{}
	}
	scenes := slices.ContainsFunc(day.strips, func(b *ussBreakdown) bool { return b.kind() == "scene" })
	if opening || scenes && len(days) > 0 {
		days = append(days, day)
		open = !opening
	}
	return days, open
}

func (r *ussReader) opensDays(strips []*ussBreakdown) bool {
	return len(strips) > 1 && strips[0].kind() == "day" && strips[len(strips)-1].kind() == "scene"
}

// placeBoard turns a board into its unit's part of the days.
func (r *ussReader) placeBoard(board ussBoard, unit string, dates *dateWalk) {
	days, open := r.splitDays(board.BreakdownIDs)
	if len(days) == 0 {
		if n := r.unplace(board.BreakdownIDs); n > 0 {
			r.warn("", "the board %q has no day strips: its %d scenes have no shoot day", firstOf(board.Name.String(), unit), n)
		}
		return
	}
	if open {
		r.warn("", "the board %q does not end with a day strip; its last scenes were taken as one more day", firstOf(board.Name.String(), unit))
	}
	for i, d := range days {
		day := r.day(i, dates)
		r.placeDay(day, d, unit)
	}
}

// day is the shoot day of index i, made when it is new.
func (r *ussReader) day(i int, dates *dateWalk) *production.Day {
	for len(r.out.Days) <= i {
		n := len(r.out.Days)
		r.out.Days = append(r.out.Days, production.Day{Number: n + 1, Date: dates.at(n)})
	}
	return &r.out.Days[i]
}

func (r *ussReader) placeDay(day *production.Day, d boardDay, unit string) {
	unitDay(day, unit)
	for _, b := range d.strips {
		if strip, ok := r.strip(b); ok {
			u := unitDay(day, firstOf(single(b.Unit.String()), unit))
			strip.Closed = strip.Closed || strip.Banner == "" && closedAbove(u.Strips)
			u.Strips = append(u.Strips, strip)
		}
	}
	if d.close == nil {
		return
	}
	u := unitDay(day, unit)
	u.Call, u.Wrap = r.clock(d.close, d.close.Call), r.clock(d.close, d.close.Wrap)
	if u.Call.Known() && u.Wrap.Known() && u.Wrap < u.Call {
		u.Wrap += 24 * 60
	}
	u.Location = firstOf(single(d.close.Location.String()), u.Location)
	day.Note = strings.TrimSpace(firstOf(d.close.Note.String(), day.Note))
}

// strip makes a strip of a breakdown; ok is false for one that has nothing to show.
func (r *ussReader) strip(b *ussBreakdown) (production.Strip, bool) {
	strip := production.Strip{Start: r.clock(b, b.Start), End: r.clock(b, b.End), Capacity: -1}
	if strip.Start.Known() && strip.End.Known() && strip.End < strip.Start {
		strip.End += 24 * 60
	}
	if b.Cap.Set {
		strip.Capacity = int(max(-1, min(b.Cap.Value, 1000)))
	}
	if b.kind() != "scene" {
		strip.Banner = b.text()
		bannerTimes(&strip)
		return strip, strip.Banner != ""
	}
	strip.SceneNumber = r.numbers[b]
	strip.Closed = b.closed() || saysClosed(b.Description.String(), b.Comments.String(), b.Note.String())
	if i, ok := r.sceneAt[numberKey(strip.SceneNumber)]; ok {
		s := r.out.Breakdown[i]
		strip.Set, strip.Cast = s.Set, slices.Clone(s.Characters)
		strip.Closed = strip.Closed || saysClosed(s.Set, s.Heading)
	}
	return strip, true
}

// clock reads a time of our extensions.
func (r *ussReader) clock(b *ussBreakdown, t jsonText) production.Clock {
	if t == "" {
		return production.NoClock
	}
	c, err := production.ParseClock(t.String())
	if err != nil {
		r.warn(b.ID, "%q is not a time of day and was left out", shorten(t.String(), 20))
	}
	return c
}

// unplace notes scenes without a day and returns how many they are.
func (r *ussReader) unplace(ids []string) int {
	before := len(r.out.Unplaced)
	for _, id := range ids {
		if b := r.byID[id]; b != nil && b.kind() == "scene" {
			r.out.Unplaced = append(r.out.Unplaced, r.numbers[b])
		}
	}
	return len(r.out.Unplaced) - before
}

// warnUnplacedTwice adds scenes that stand on no board at all to those without a day.
func (r *ussReader) warnUnplacedTwice() {
	placed := map[string]bool{}
	for _, number := range r.out.Unplaced {
		placed[numberKey(number)] = true
	}
	for _, day := range r.out.Days {
		for _, strip := range day.Strips() {
			placed[numberKey(strip.SceneNumber)] = true
		}
	}
	for _, s := range r.out.Breakdown {
		if !placed[numberKey(s.Number)] {
			r.out.Unplaced = append(r.out.Unplaced, s.Number)
		}
	}
}
