package intake

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/slate"
	"github.com/btsdirector/bts/internal/spelling"
)

const (
	scenesPerRow = 50 // more scenes than anybody writes into one cell
	longestRange = 20 // scenes; a longer range is more likely a number with a dash
	longNumber   = 20 // bytes of a scene number
)

var (
	sceneJoints   = strings.NewReplacer("&", ",", "+", ",", "/", ",", " and ", ",", " und ", ",", " et ", ",", " y ", ",", " e ", ",")
	scenePrefixes = []string{"Scenes ", "Scene ", "Sc. ", "Sc ", "scenes ", "scene ", "sc. ", "sc ", "SC "}
)

// splitScenes parts a cell with several scene numbers: "12, 12A", "12 & 14", "12/13". Ranges stay
// whole.
func splitScenes(s string) []string {
	s = sceneJoints.Replace(s)
	var numbers []string
	for _, item := range splitList(s) {
		for _, prefix := range scenePrefixes {
			item = strings.TrimPrefix(item, prefix)
		}
		if strings.ContainsAny(item, "0123456789") && len(item) <= longNumber {
			numbers = append(numbers, strings.Trim(item, "#"))
		}
	}
	return numbers
}

// numbers are the scenes of a row, ranges opened. What is cut or in doubt gets a warning.
func (t *tableReader) numbers(row sheet.Row) []string {
	cell := t.cell(row, SceneField)
	if isBanner(cell) {
		return nil
	}
	var numbers []string
	items := splitScenes(cell)
	for _, item := range items {
		if numbers = append(numbers, t.openRange(row.Line, item)...); len(numbers) > scenesPerRow {
			t.warn(row.Line, "a cell with %d scenes was cut after %d: part it into rows", max(len(items), len(numbers)), scenesPerRow)
			numbers = numbers[:scenesPerRow]
			break
		}
	}
	for _, item := range splitList(cell) {
		if len(item) > longNumber && len(splitScenes(item)) == 0 && strings.ContainsAny(item, "0123456789") {
			t.warn(row.Line, "%q is too long for a scene number and was left out", spelling.Shorten(item, 40))
		}
	}
	return numbers
}

var sceneRange = regexp.MustCompile(`(?i)^(\d{1,4}[a-z]{0,2})\s*(?:-|–|—|thru|through|to|bis)\s*(\d{1,4}[a-z]{0,2})$`)

// openRange gives the scenes of "6-8" or "6 thru 9": those known between the two ends, else the whole
// numbers. A scene that is really called "6-8" stays one, and so does a range that cannot be counted.
func (t *tableReader) openRange(line int, item string) []string {
	m := sceneRange.FindStringSubmatch(item)
	if m == nil {
		return []string{item}
	}
	from, to := -1, -1
	for i, s := range t.opt.Known {
		switch slate.Key(s.Number) {
		case slate.Key(item):
			return []string{item}
		case slate.Key(m[1]):
			from = i
		case slate.Key(m[2]):
			to = i
		}
	}
	if from >= 0 && to > from && to-from < scenesPerRow {
		var numbers []string
		for _, s := range t.opt.Known[from : to+1] {
			numbers = append(numbers, s.Number)
		}
		return numbers
	}
	first, errFirst := strconv.Atoi(m[1])
	last, errLast := strconv.Atoi(m[2])
	if errFirst != nil || errLast != nil || last <= first || last-first > longestRange {
		t.warn(line, "%q looks like a range of scenes and was read as one scene; write the scenes one by one if it is a range", item)
		return []string{item}
	}
	var numbers []string
	for n := first; n <= last; n++ {
		numbers = append(numbers, strconv.Itoa(n))
	}
	t.warn(line, "%q was read as scenes %s", item, strings.Join(numbers, ", "))
	return numbers
}
