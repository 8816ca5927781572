package intake

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// highestDay is the highest number of a shoot day; anything above is something else.
const highestDay = 1500

// openDay finds the day of a row; a row without one belongs to the day above. It reports whether the
// row names a day.
func (t *tableReader) openDay(row sheet.Row) bool {
	dateText, dayText := t.cell(row, DateField), t.cell(row, DayField)
	number := leadingInt(dayText)
	if number > highestDay { // a date, in a column that is called "Day"
		dateText, number = firstOf(dateText, dayText), 0
	}
	date, ok := t.date(row.Line, dateText)
	if ok && dayText == dateText {
		number = 0
	}
	if dateText != "" && !ok && number == 0 {
		if splitScenes(t.cell(row, SceneField)) != nil {
			t.warn(row.Line, "%q is not a date; the row was taken for the day above it", spelling.Shorten(dateText, 30))
		}
		return false
	}
	if dateText != "" && !ok && t.yearless != dateText && !t.noDates[dateText] {
		t.noDates[dateText] = true
		t.warn(row.Line, "%q is not a date; shoot day %d has its number alone. Correct the date in the table", spelling.Shorten(dateText, 30), number)
	}
	switch {
	case date.Known():
		t.day = t.datedDay(row.Line, date, number)
	case number > 0:
		t.day = t.numberedDay(number)
	default:
		return false
	}
	return true
}

// datedDay is the index of the day of a date. A day known by its number alone gets the date.
func (t *tableReader) datedDay(line int, date production.Date, number int) int {
	i, known := t.dayAt[date]
	if !known {
		i = t.addDay(date, number)
	}
	day := &t.out.Days[i]
	switch {
	case number == 0 || day.Number == number:
	case day.Number == 0:
		day.Number = number
	default:
		t.warn(line, "%s has two shoot day numbers, %d and %d; it was read as one day. Check the date of shoot day %d", date.Spoken(), day.Number, number, number)
	}
	if j, taken := t.numberAt[number]; number > 0 && taken && j != i && t.out.Days[j].Number == number {
		t.warn(line, "shoot day %d has two dates, %s and %s; it was read as two days", number, t.out.Days[j].Date.Spoken(), date.Spoken())
	} else if number > 0 && !taken {
		t.numberAt[number] = i
	}
	return i
}

// numberedDay is the index of the day of a number. A number without a date is that of the day above
// when that one has none.
func (t *tableReader) numberedDay(number int) int {
	if i, known := t.numberAt[number]; known {
		return i
	}
	if t.day >= 0 && t.out.Days[t.day].Number == 0 {
		t.out.Days[t.day].Number, t.numberAt[number] = number, t.day
		return t.day
	}
	i := t.addDay("", number)
	t.numberAt[number] = i
	return i
}

// addDay makes a day, or dates the undated one of the same number.
func (t *tableReader) addDay(date production.Date, number int) int {
	i, known := t.numberAt[number]
	if !known || number == 0 || t.out.Days[i].Date.Known() {
		i = len(t.out.Days)
		t.out.Days = append(t.out.Days, production.Day{Number: number})
	}
	t.out.Days[i].Date = date
	if date.Known() {
		t.dayAt[date] = i
	}
	return i
}

// warnUndated names the shoot days for which nobody gave a date.
func (t *tableReader) warnUndated() {
	var undated []string
	for _, d := range t.out.Days {
		if !d.Date.Known() {
			undated = append(undated, strconv.Itoa(d.Number))
		}
	}
	switch {
	case len(undated) == len(t.out.Days):
		if !t.has(DateField) {
			t.warn(t.line, "the table has no dates: shoot days are numbered only")
		} else {
			t.warn(t.line, "no date of the table can be read: shoot days are numbered only")
		}
	case len(undated) > 0:
		t.warn(t.line, "shoot day %s has no date", spelling.Shorten(strings.Join(undated, ", "), 80))
	}
}

var digits = regexp.MustCompile(`\d{1,4}`)

// leadingInt is the first number in a text, 0 without one: "Day 3 of 12" is 3.
func leadingInt(s string) int {
	n, _ := strconv.Atoi(digits.FindString(s))
	return n
}
