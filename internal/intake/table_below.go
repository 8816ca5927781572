package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/spelling"
)

// below are the rows below the header as the readers want them: merged cells count for every row that
// they cover, and what printing adds (the header of every page, totals) is left out.
func (t *tableReader) below(rows []sheet.Row, spans []sheet.Span) []sheet.Row {
	rows = t.spread(rows, spans)
	long := 0
	return slices.DeleteFunc(rows, func(row sheet.Row) bool {
		if n := len(row.Cells); n > len(t.heads) && len(t.heads) > 1 {
			if long++; long == 1 {
				t.warn(row.Line, "a row has more cells than the table has columns: %q stands behind the last one. Check that texts with separators are in quotation marks", spelling.Shorten(row.Cells[n-1], 30))
			}
		}
		return t.headerAgain(row) || isTotal(row)
	})
}

// headerAgain reports the header as it stands on every printed page.
func (t *tableReader) headerAgain(row sheet.Row) bool {
	same := 0
	for i, cell := range row.Cells {
		switch {
		case cell == "":
		case i < len(t.heads) && columnKey(cell) != "" && strings.HasPrefix(columnKey(t.heads[i]), columnKey(cell)):
			same++
		default:
			return false
		}
	}
	return same > 1 || same == 1 && len(t.heads) == 1
}

var totals = regexp.MustCompile(`(?i)^(?:(?:grand|sub|page|day)[ -]?)?(?:totale?s?|totaux|totalt|summe|gesamt|insgesamt|somme|suma|somma|razem|celkem|toplam|итого|всего)(?:$|[\s:.=(\d])`)

// isTotal reports a row of sums.
func isTotal(row sheet.Row) bool {
	for _, cell := range row.Cells {
		if cell != "" {
			return totals.MatchString(cell)
		}
	}
	return false
}

// maxSpread is more cells than merged cells of a schedule cover together.
const maxSpread = 1 << 20

// spread gives every row what stands in cells merged over it. Rows under a merged scene number go on
// telling about that scene: they are joined to its row.
func (t *tableReader) spread(rows []sheet.Row, spans []sheet.Span) []sheet.Row {
	if len(spans) == 0 {
		return rows
	}
	scene, hasScene := t.column[SceneField]
	steps := 0
	for _, span := range spans {
		at, found := slices.BinarySearchFunc(rows, span.Line, func(row sheet.Row, line int) int { return row.Line - line })
		if !found || span.Column >= len(rows[at].Cells) || !slices.Contains(t.mappedColumns(), span.Column) {
			continue
		}
		for below := at + 1; below < len(rows) && rows[below].Line < span.Line+span.Rows && steps < maxSpread; below++ {
			steps++
			if hasScene && span.Column == scene {
				t.join(&rows[at], &rows[below])
				continue
			}
			setCell(&rows[below], span.Column, rows[at].Cells[span.Column])
		}
	}
	return slices.DeleteFunc(rows, func(row sheet.Row) bool { return row.Cells == nil })
}

// mappedColumns are the columns that mean something.
func (t *tableReader) mappedColumns() []int {
	columns := make([]int, 0, len(t.column))
	for _, i := range t.column {
		columns = append(columns, i)
	}
	return columns
}

// setCell fills an empty cell.
func setCell(row *sheet.Row, column int, text string) {
	for len(row.Cells) <= column {
		row.Cells = append(row.Cells, "")
	}
	if row.Cells[column] == "" {
		row.Cells[column] = text
	}
}

// join moves what a row says to the one above it.
func (t *tableReader) join(above, row *sheet.Row) {
	for i, cell := range row.Cells {
		switch {
		case cell == "":
		case i >= len(above.Cells) || above.Cells[i] == "":
			setCell(above, i, cell)
		case above.Cells[i] != cell && len(above.Cells[i]) < 1<<12:
			above.Cells[i] += "\n" + cell
		}
	}
	row.Cells = nil
}

// Words of rows that stand between scenes, in plain letters.
var bannerWords = spelling.Words("move moves break travel wrap off pause rehearsal rehearsals holiday prelight load umzug motivwechsel standortwechsel pausa traslado mudanca spostamento deplacement prep strike")

// isBanner reports text that stands in the scene column and is no scene: "LUNCH 13:00", "COMPANY MOVE".
func isBanner(cell string) bool {
	if cell == "" || !strings.ContainsAny(cell[:1], "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*-=<") {
		return false
	}
	if isMeal(cell) {
		return true
	}
	for i, word := range strings.Fields(spelling.Key(cell)) {
		if _, weekday := weekdayOf(word); bannerWords[word] || weekday && i == 0 && len(word) > 2 {
			return true
		}
	}
	return false
}

// banner is the text of a row without a scene: where schedules write it, else the only cell of the
// row if its column means nothing else.
func (t *tableReader) banner(row sheet.Row) string {
	if text := spelling.Single(firstOf(t.cell(row, DescriptionField), t.cell(row, HeadingField), t.cell(row, SetField))); text != "" {
		return text
	}
	if text := spelling.Single(t.cell(row, SceneField)); strings.ContainsFunc(text, unicode.IsLetter) {
		return spelling.Shorten(text, 200)
	}
	lone := -1
	for i, cell := range row.Cells {
		if cell == "" {
			continue
		}
		if lone >= 0 && row.Cells[lone] != cell {
			return ""
		}
		lone = i
	}
	if lone < 0 {
		return ""
	}
	for field, i := range t.column {
		if i == lone && field != IntExtField && field != DayNightField && field != CastField {
			return ""
		}
	}
	if text := spelling.Single(row.Cells[lone]); strings.ContainsFunc(text, unicode.IsLetter) {
		return spelling.Shorten(text, 200)
	}
	return ""
}
