package ical

import (
	"encoding/json"
	"strconv"
	"strings"
)

// The functions here turn one written value into its JSON form. They look at lengths alone and never
// refuse: what is no date stays readable as what it was.

// calendarText resolves a TEXT of iCalendar.
func calendarText(s string, _ bool) any { return Unescape(s) }

// cardText resolves a text of a card; a semicolon is escaped only inside of structured values.
func cardText(s string, field bool) any {
	switch {
	case !strings.Contains(s, `\`):
		return s
	case field:
		return Unescape(s)
	}
	return cardEscapes.Replace(s)
}

var cardEscapes = strings.NewReplacer(`\\`, `\`, `\,`, `,`, `\n`, "\n", `\N`, "\n")

func boolean(s string, _ bool) any { return s == "TRUE" }

// float is the number that the text begins with, 0 for none.
func float(s string, _ bool) any {
	s = strings.TrimSpace(s)
	end := numberEnd(s)
	if end < len(s) && s[end] == '.' {
		end += 1 + digits(s[end+1:])
	}
	if end+1 < len(s) && (s[end] == 'e' || s[end] == 'E') {
		if exponent := numberEnd(s[end+1:]); exponent > 0 {
			end += 1 + exponent
		}
	}
	f, err := strconv.ParseFloat(s[:end], 64)
	if err != nil {
		return 0.0
	}
	return f
}

// integer is the whole number that the text begins with, 0 for none.
func integer(s string, _ bool) any {
	s = strings.TrimSpace(s)
	f, err := strconv.ParseFloat(s[:numberEnd(s)], 64)
	if err != nil {
		return 0.0
	}
	return f
}

// numberEnd is where a sign and digits at the start end.
func numberEnd(s string) int {
	at := 0
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		at = 1
	}
	return at + digits(s[at:])
}

func digits(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// cut is s[from:to], shorter where s is.
func cut(s string, from, to int) string { return s[min(from, len(s)):min(to, len(s))] }

func offset(s string, _ bool) any {
	out := cut(s, 0, 3) + ":" + cut(s, 3, 5)
	if len(s) >= 6 {
		out += ":" + cut(s, 5, 7)
	}
	return out
}

func shortOffset(s string, _ bool) any { return cut(s, 0, 7) }

func date(s string, _ bool) any { return cut(s, 0, 4) + "-" + cut(s, 4, 6) + "-" + cut(s, 6, 8) }

func dateTime(s string, _ bool) any {
	out := cut(s, 0, 4) + "-" + cut(s, 4, 6) + "-" + cut(s, 6, 8) + "T" + cut(s, 9, 11) + ":" + cut(s, 11, 13) + ":" + cut(s, 13, 15)
	if cut(s, 15, 16) == "Z" {
		out += "Z"
	}
	return out
}

func clockTime(s string, _ bool) any {
	if len(s) < 6 {
		return s
	}
	out := s[:2] + ":" + s[2:4] + ":" + s[4:6]
	if cut(s, 6, 7) == "Z" {
		out += "Z"
	}
	return out
}

func period(s string, _ bool) any {
	from, to, _ := strings.Cut(s, "/")
	if !isDuration(to) {
		to = dateTime(to, false).(string)
	}
	return []any{dateTime(from, false), to}
}

func isDuration(s string) bool { return cut(s, 0, 1) == "P" || cut(s, 1, 2) == "P" }

// periodDateOrTime is the type of an RDATE by its look.
func periodDateOrTime(s string) string {
	if strings.Contains(s, "/") {
		return "period"
	}
	return dateOrTime(s)
}

func dateOrTime(s string) string {
	if strings.Contains(s, "T") {
		return "date-time"
	}
	return "date"
}

func cardDate(s string, _ bool) any {
	switch {
	case len(s) == 8:
		return date(s, false)
	case len(s) == 6 && s[0] == '-':
		return s[:4] + "-" + s[4:]
	}
	return s
}

func cardDateTime(s string, _ bool) any {
	parts := strings.Split(s, "T")
	out := cardDate(parts[0], false).(string)
	if len(parts) > 1 && parts[1] != "" {
		out += "T" + cardTime(parts[1], false).(string)
	}
	return out
}

// cardTime is a time of RFC 6350, whole or with parts left out, and its zone.
func cardTime(s string, _ bool) any {
	value, zone := s, ""
	if at := len(s) - 5; strings.HasSuffix(s, "Z") {
		value, zone = s[:len(s)-1], "Z"
	} else if len(s) > 6 && (s[at] == '-' || s[at] == '+') {
		value, zone = s[:at], s[at:at+3]+":"+s[at+3:]
	}
	switch {
	case len(value) == 6:
		value = value[:2] + ":" + value[2:4] + ":" + value[4:6]
	case len(value) == 4 && value[0] != '-':
		value = value[:2] + ":" + value[2:4]
	case len(value) == 5:
		value = value[:3] + ":" + value[3:5]
	}
	return value + zone
}

func phoneNumber(s string, _ bool) any { return strings.ReplaceAll(s, `\`, "") }

// recur is a recurrence rule as an object: numbers where the parts are numbers, a list where there
// are several different ones.
func recur(s string, _ bool) any {
	out := map[string]any{}
	for part := range strings.SplitSeq(s, ";") {
		key, value, found := strings.Cut(part, "=")
		name, value := strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch {
		case name == "" || !found:
		case name == "until" && len(value) > 10:
			out[name] = dateTime(value, false)
		case name == "until":
			out[name] = date(value, false)
		case name == "count":
			out[name] = integer(value, false)
		case name == "interval":
			out[name] = max(integer(value, false).(float64), 1)
		case name == "wkst" && dayNumber[value] > 0:
			out[name] = float64(dayNumber[value])
		case name == "byday":
			out[name] = oneOrAll(distinct(value, func(s string) any { return s }))
		case strings.HasPrefix(name, "by"):
			out[name] = oneOrAll(distinct(value, func(s string) any { return integer(s, false) }))
		default:
			out[name] = value
		}
	}
	return out
}

// dayNumber numbers the days of the week from Sunday, 1.
var dayNumber = map[string]int{"SU": 1, "MO": 2, "TU": 3, "WE": 4, "TH": 5, "FR": 6, "SA": 7}

func distinct(value string, convert func(string) any) []any {
	var all []any
	seen := map[any]bool{}
	for one := range strings.SplitSeq(value, ",") {
		if v := convert(one); !seen[v] {
			seen[v] = true
			all = append(all, v)
		}
	}
	return all
}

// MarshalJSON writes the component as jCal or jCard.
func (c *Component) MarshalJSON() ([]byte, error) { return json.Marshal(c.JCal()) }
