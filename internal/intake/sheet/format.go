package sheet

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// format is what a cell's number stands for.
type format int

const (
	number format = iota
	dateTime
	clockTime
	elapsed // hours past 24 go on counting
)

// readStyles finds what the numbers of every cell style stand for (ECMA-376 part 1, 18.8.30 and
// 18.8.31).
func (w *Workbook) readStyles() error {
	custom, inCells := map[int]format{}, false
	return w.walk("xl/styles.xml", func(_ *xml.Decoder, token xml.Token) error {
		switch t := token.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "numFmt":
				if id, err := strconv.Atoi(attr(t, "numFmtId")); err == nil && len(custom) < maxStyles {
					custom[id] = formatOf(attr(t, "formatCode"))
				}
			case "cellXfs":
				inCells = true
			case "xf":
				if inCells && len(w.formats) < maxStyles {
					w.formats = append(w.formats, styleFormat(attr(t, "numFmtId"), custom))
				}
			}
		case xml.EndElement:
			if t.Name.Local == "cellXfs" {
				return errStop
			}
		}
		return nil
	})
}

func styleFormat(id string, custom map[int]format) format {
	n, err := strconv.Atoi(id)
	if err != nil {
		return number
	}
	if f, ok := custom[n]; ok {
		return f
	}
	switch {
	case n >= 14 && n <= 17, n == 22, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
		return dateTime
	case n >= 18 && n <= 21, n >= 32 && n <= 35, n == 45, n == 47:
		return clockTime
	case n == 46:
		return elapsed
	}
	return number
}

// formatOf reads a number format code: letters outside quotes say what it shows. Files hold the codes
// in English whatever language Excel speaks.
func formatOf(code string) format {
	letters, hours := formatLetters(code)
	if lower := strings.ToLower(letters); strings.HasPrefix(lower, "general") || strings.HasPrefix(lower, "standard") {
		return number
	}
	has := func(any string) bool { return strings.ContainsAny(letters, any) }
	switch {
	case has("yYdD"), has("eEgG") && !has("0#?"): // e and g are the years of eras
		return dateTime
	case hours:
		return elapsed
	case has("hHsS"):
		return clockTime
	case has("mM") && !has("0#?"):
		return dateTime
	}
	return number
}

// formatLetters is the first section of a code without quoted text, escapes and brackets; hours says
// that it counts hours or minutes that have elapsed ("[h]:mm").
func formatLetters(code string) (letters string, hours bool) {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			return b.String(), hours
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '\\', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return b.String(), hours
			}
			inside := strings.ToLower(code[i+1 : i+end])
			hours = hours || inside != "" && strings.Trim(inside, "h") == "" || inside != "" && strings.Trim(inside, "m") == ""
			i += end
		default:
			b.WriteByte(code[i])
		}
	}
	return b.String(), hours
}

// show writes a number as its format means it: "12", "1.375", "2026-05-12", "2026-05-12 07:00",
// "07:00", "02:00+1".
func (w *Workbook) show(text string, f format) string {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		return text
	}
	if f == number || v < 0 || v > 2958466 { // the last date is 9999-12-31
		return showNumber(v)
	}
	minutes := int64(math.Round(v * 1440))
	days, clock := minutes/1440, fmt.Sprintf("%02d:%02d", minutes%1440/60, minutes%60)
	switch {
	case f == elapsed && days > 0 && days < 10:
		return fmt.Sprintf("%s+%d", clock, days)
	case f == elapsed, f == clockTime, days == 0 && minutes > 0:
		return clock
	}
	date := w.date(days).Format("2006-01-02")
	if minutes%1440 != 0 {
		return date + " " + clock
	}
	return date
}

// date is the day of a day number. In the 1900 system day 60 is 29 February 1900, a day that never was.
func (w *Workbook) date(n int64) time.Time {
	switch {
	case w.from04:
		return time.Date(1904, 1, 1+int(n), 0, 0, 0, 0, time.UTC)
	case n < 60:
		return time.Date(1899, 12, 31+int(n), 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30+int(n), 0, 0, 0, 0, time.UTC)
}

// showNumber is a number as a person reads it: 12 for 12.0, without the dust of binary fractions.
func showNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		short = v
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}
