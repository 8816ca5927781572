package intake

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/spelling"
)

// dayBreak is what a row between scenes says about a shoot day.
type dayBreak struct {
	number   int
	date     string // as written, "" without one
	ends     bool   // it ends the day above it, whatever the others do
	unplaced bool   // what follows has no day: the boneyard
	free     bool   // a week, or a date on which nobody works: the row opens nothing
	unit     string // the unit that the day is for, "" for the main one
}

// cell is the break as cells of the columns for days.
func (b dayBreak) cell(field string) string {
	switch {
	case field == DateField:
		return b.date
	case field == UnitField:
		return b.unit
	case b.number > 0:
		return strconv.Itoa(b.number)
	}
	return ""
}

// readBreaks finds the days of a one-liner in the rows between its scenes and takes those rows out. A
// table with days in the rows of its scenes, or without such rows, stays as it is.
func (t *tableReader) readBreaks(rows []sheet.Row) []sheet.Row {
	breaks, order := map[int]dayBreak{}, []int{}
	firstScene, lastScene := -1, -1
	for i, row := range rows {
		if b, ok := t.breakOf(row); ok {
			if breaks[i] = b; !b.free {
				order = append(order, i)
			}
			continue
		}
		if splitScenes(t.cell(row, SceneField)) == nil {
			continue
		}
		if t.dayInRow(row) {
			return rows
		}
		if firstScene < 0 {
			firstScene = i
		}
		lastScene = i
	}
	if len(order) == 0 || firstScene < 0 {
		return rows
	}
	return t.giveDays(rows, breaks, closing(breaks, order, firstScene, lastScene))
}

// dayInRow reports a row of scenes with a day of its own.
func (t *tableReader) dayInRow(row sheet.Row) bool {
	if leadingInt(t.cell(row, DayField)) > 0 {
		return true
	}
	_, ok := splitDate(t.cell(row, DateField))
	return ok
}

// closing reports breaks that stand below the scenes of their day: they say so, or scenes stand before
// the first of them and none after the last.
func closing(breaks map[int]dayBreak, order []int, firstScene, lastScene int) bool {
	opens := 0
	first, last := -1, -1
	for _, i := range order {
		if b := breaks[i]; !b.ends && !b.unplaced {
			opens++
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	return opens == 0 || firstScene < first && lastScene < last
}

// giveDays gives every row the day of the break that opens or closes it. Where breaks close, what
// stands below the last one has no day yet.
func (t *tableReader) giveDays(rows []sheet.Row, breaks map[int]dayBreak, closes bool) []sheet.Row {
	t.breaks = map[int]dayBreak{}
	kept, number, open := rows[:0], 0, 0 // rows from kept[open] on have no day yet
	var now dayBreak
	for i, row := range rows {
		b, isBreak := breaks[i]
		switch {
		case isBreak && b.unplaced:
			now = b
		case isBreak && !b.free && (closes || !b.ends):
			if b.number == 0 {
				b.number = number + 1
			}
			number, now = b.number, b
			if closes {
				t.setDays(kept[open:], b)
				open, now = len(kept), dayBreak{unplaced: true}
			}
		case isBreak: // a day off, or the end of a day that a row above opened
		default:
			if !closes || now.unplaced {
				t.breaks[row.Line] = now
			}
			kept = append(kept, row)
		}
	}
	return kept
}

func (t *tableReader) setDays(rows []sheet.Row, b dayBreak) {
	for _, row := range rows {
		t.breaks[row.Line] = b
	}
}

// Patterns of day breaks in plain letters (spelling.Key), in the languages of schedules.
const dayWord = `(?:shoot(?:ing)? day|production day|filming day|day|drehtag|tag|jour(?:nee)?(?: de tournage)?|dia(?: de rodaje| de filmagem| de gravacao)?|diaria|jornada(?: de rodaje)?|giorn[oi](?: di ripres[ae]|(?: di)? lavorazione)?|draaidag|inspelningsdag|optagedag|opptaksdag|dag|kuvauspaiva|dzien zdjeciowy|nataceci den|cekim gunu|съемочныи день|день|sd|dt)`

var (
	endWord    = regexp.MustCompile(`^(?:end(?: of)?|ende(?: von| des)?|fin(?: de la| de| du| del)?|fim d[oea]|fine(?: della| del)?|einde(?: van)?|slut(?: pa)?|slutt(?: pa)?|koniec|konec|конец) `)
	otherUnit  = regexp.MustCompile(`^(?:main unit|(2nd unit|second unit|splinter unit|aerial unit|unit \w+|[b-z] unit|zweite unit|seconde equipe|segunda unidad|segunda unidade|seconda unita)) `)
	weekNumber = regexp.MustCompile(`^(?:shoot(?:ing)? )?(?:week|woche|drehwoche|semaine|semana|settimana|week no) \d{1,2}(?: |$)`)
	dayNumber  = regexp.MustCompile(`^` + dayWord + ` (?:no |nr |nummer |number )?(\d{1,3})(?:\D|$)`)
	numberDay  = regexp.MustCompile(`^(\d{1,3}) ?(?:st|nd|rd|th|er|re|eme|e|o|a)? ` + dayWord + `(?: |$)`)
	onlyDay    = regexp.MustCompile(`^` + dayWord + `(?: |$)`)
	boneyard   = regexp.MustCompile(`^(?:boneyard|unscheduled|not scheduled|unplaced|to be scheduled|nicht disponiert|ungeplant|non planifie|sin planificar|nao agendad|da programmare)`)
	pageTotal  = regexp.MustCompile(`(?i)(?:total|est\.?)?\s*(?:pages?|pgs?|seiten|page count)\s*[:=]\s*(?:\d+\s+)?\d+(?:/\d+)?|(?:total\w*\s*:?\s*)?(?:\d+\s+)?\d+(?:/\d+|[.,]\d+)?\s*(?:pages?|pgs?|seiten|p[áa]g(?:ina)?s?|pagine|sidor|sider|sivua|scenes?|scs?|szenen|bilder|cenas|escenas|sc[èe]nes)\b\.?`)
	ofTotal    = regexp.MustCompile(`(?i)^\s*(?:of|von|de|sur|di|van|av)\s*\d{1,3}\b`)
	freeOfWork = regexp.MustCompile(`(?i)\b(?:day off|off|holiday|feiertag|drehfrei|frei|feriado|libre|repos|folga|riposo|ledig|fri|vrij|wolne|volno|travel)\b`)
)

// breakOf reads a row as a day break: "End of Day 3 - Tuesday, May 12, 2026 -- 4 2/8 pgs", "DAY 5 / Mon
// 4 May", "3. Drehtag", or a date alone.
func (t *tableReader) breakOf(row sheet.Row) (dayBreak, bool) {
	if cell := t.cell(row, SceneField); splitScenes(cell) != nil && !saysDay(spelling.Key(cell)) && !dateAlone(freeOfWork.ReplaceAllString(cell, "")) {
		return dayBreak{}, false // the number of a scene
	}
	text := joinCells(row.Cells)
	if len(text) > 200 || text == "" {
		return dayBreak{}, false
	}
	plain := spelling.Key(text)
	if boneyard.MatchString(plain) {
		return dayBreak{unplaced: true}, true
	}
	if weekNumber.MatchString(plain) {
		return dayBreak{free: true}, true
	}
	rest := endWord.ReplaceAllString(plain, "")
	b := dayBreak{ends: rest != plain}
	if unit := otherUnit.FindStringSubmatch(rest); unit != nil {
		b.unit, rest = unit[1], strings.TrimPrefix(rest, unit[0])
	}
	m := dayNumber.FindStringSubmatch(rest)
	if m == nil {
		m = numberDay.FindStringSubmatch(rest)
	}
	switch {
	case m != nil:
		b.number, _ = strconv.Atoi(m[1])
		b.date, b.unit = dateIn(afterNumber(text, m[1])), unitAs(text, b.unit)
		return b, true
	case b.ends && onlyDay.MatchString(rest):
		b.date = dateIn(text)
		return b, true
	case dateAlone(freeOfWork.ReplaceAllString(text, "")):
		b.free = freeOfWork.MatchString(text)
		b.date = dateIn(text)
		return b, b.date != ""
	}
	return dayBreak{}, false
}

// unitAs is a unit's plain name as the text writes it.
func unitAs(text, plain string) string {
	if plain == "" {
		return ""
	}
	words := strings.Fields(text)
	for n := 1; n <= len(words); n++ {
		if name := strings.Join(words[:n], " "); spelling.Key(name) == plain {
			return strings.Trim(name, " -–—:,*")
		}
	}
	return plain
}

// saysDay reports a plain text that begins as day breaks do.
func saysDay(plain string) bool {
	rest := otherUnit.ReplaceAllString(endWord.ReplaceAllString(plain, ""), "")
	return rest != plain || weekNumber.MatchString(plain) || dayNumber.MatchString(rest) || numberDay.MatchString(rest)
}

// joinCells is a row as one text; cells that repeat, as merged ones do, count once.
func joinCells(cells []string) string {
	var parts []string
	size := 0
	for _, cell := range cells {
		if cell = spelling.Single(cell); cell != "" && (len(parts) == 0 || parts[len(parts)-1] != cell) {
			if size += len(cell); size > 400 {
				break
			}
			parts = append(parts, cell)
		}
	}
	return strings.Join(parts, " ")
}

// afterNumber is what follows the number of the day and of days altogether: "Day 3 of 32 - 12 May".
func afterNumber(text, number string) string {
	at := strings.Index(text, number)
	if at < 0 {
		return ""
	}
	rest := text[at+len(number):]
	return ofTotal.ReplaceAllString(rest, "")
}

// dateIn is the part of a text that is a date, "" without one.
func dateIn(text string) string {
	text = strings.Trim(pageTotal.ReplaceAllString(text, ""), " -–—:,.|/()")
	if _, ok := splitDate(text); !ok {
		return ""
	}
	return text
}

// dateAlone reports a text of nothing but a date and a weekday.
func dateAlone(text string) bool {
	words := 0
	for _, word := range dateWords(text) {
		_, month := monthOf(word)
		_, weekday := weekdayOf(word)
		switch {
		case month || weekday:
			words++
		case !isNumber(word) && !dateFillers[spelling.Key(word)]:
			return false
		}
	}
	raw, ok := splitDate(text)
	return ok && (words > 0 || raw.year > 0)
}

// dateFillers are words that stand in dates without a meaning of their own.
var dateFillers = spelling.Words("de del den der the of le el il o a di st nd rd th er re eme e em am on den d g r року года год г")
