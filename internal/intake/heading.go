package intake

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/production"
)

// heading is a scene heading taken apart.
type heading struct {
	Number    string // "12A" where the heading carries one
	Text      string // whole heading, single-spaced, without the number
	IntExt    production.IntExt
	Set       string // upper case
	TimeOfDay string // upper case, without brackets
	Omitted   bool
}

// intExtWords are the words a heading may begin with. Those of Fountain 1.1 stand in any case;
// the others, words of their languages, only in upper case.
var intExtWords = map[string]production.IntExt{
	"INT": production.Interior, "EXT": production.Exterior, "EST": production.Exterior, "I": production.Interior, "E": production.Exterior,
	"INTERIOR": production.Interior, "EXTERIOR": production.Exterior, "INTÉRIEUR": production.Interior, "EXTÉRIEUR": production.Exterior,
	"INTERNO": production.Interior, "ESTERNO": production.Exterior, "INNEN": production.Interior, "AUSSEN": production.Exterior, "AUßEN": production.Exterior,
	"BINNEN": production.Interior, "BUITEN": production.Exterior, "INDE": production.Interior, "UDE": production.Exterior,
	"INNE": production.Interior, "UTE": production.Exterior, "SISÄ": production.Interior, "ULKO": production.Exterior,
	"WN": production.Interior, "PL": production.Exterior, "WNĘTRZE": production.Interior, "PLENER": production.Exterior,
	"ИНТ": production.Interior, "НАТ": production.Exterior,
}

// timeWords are the times of day that end a heading, in the languages of intExtWords.
var timeWords = wordSet(`DAY NIGHT MORNING EVENING AFTERNOON NOON MIDDAY MIDNIGHT DAWN DUSK SUNRISE SUNSET TWILIGHT
	CONTINUOUS CONT'D LATER SAME MOMENTS MOMENT MAGIC DAYBREAK NIGHTFALL
	TAG NACHT MORGEN ABEND DÄMMERUNG JOUR NUIT MATIN SOIR AUBE CRÉPUSCULE DÍA DIA NOCHE TARDE MAÑANA AMANECER ATARDECER
	GIORNO NOTTE MATTINA SERA ALBA TRAMONTO NOITE MANHÃ MADRUGADA ENTARDECER DAG AVOND OCHTEND NAT AFTEN KVÄLL NATT MORGON
	PÄIVÄ YÖ AAMU ILTA DZIEŃ NOC ДЕНЬ НОЧЬ УТРО ВЕЧЕР`)

// loneTimes may end a heading without a dash before them: "INT HOUSE DAY".
var loneTimes = wordSet("DAY NIGHT MORNING EVENING AFTERNOON DAWN DUSK TAG NACHT JOUR NUIT NOCHE NOTTE NOITE")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}

var (
	numberMark  = regexp.MustCompile(`#([\p{L}\p{N}.\-]+)#\s*$`)
	leadNumber  = regexp.MustCompile(`^(\d+[A-Za-z]{0,2}|[A-Za-z]{1,2}\d+)\.?\s+(\S.*)$`)
	headingDash = regexp.MustCompile(`\s+[-–—]+\s*|\s*[-–—]+\s+|--+`)
	brackets    = regexp.MustCompile(`\([^()]*\)|\[[^\[\]]*\]`)
	omitWord    = regexp.MustCompile(`(?i)^(?:scenes?\s+)?(?:omitted|omit|deleted|entfällt|omis|omitida|omitido)\.?$`)
)

// reversed matches EXT/INT, which Fountain 1.1 does not list: such a line is action unless a dot
// forces it. Final Draft exports of Fountain scripts agree.
var reversed = regexp.MustCompile(`(?i)^(?:EXT|E)\.?/I(?:NT)?\b`)

// parseHeading takes a line apart when it begins like a scene heading, after Fountain 1.1
// (fountain.io/syntax, "Scene Headings").
func parseHeading(line string) (heading, bool) {
	body, number := splitNumber(line)
	if reversed.MatchString(body) {
		return heading{}, false
	}
	if _, rest, ok := cutIntExt(body); ok && rest != "" {
		return forcedHeading(line), true
	}
	if number != "" {
		return heading{}, false
	}
	if parts := leadNumber.FindStringSubmatch(body); parts != nil {
		if _, rest, ok := cutIntExt(parts[2]); ok && rest != "" {
			h := forcedHeading(strings.TrimSuffix(parts[2], " "+parts[1]))
			h.Number = parts[1]
			return h, true
		}
	}
	return heading{}, false
}

// forcedHeading takes any line apart as a heading.
func forcedHeading(line string) heading {
	body, number := splitNumber(line)
	h := heading{Number: number, Text: single(body), Omitted: omitWord.MatchString(strings.TrimSpace(body))}
	rest := h.Text
	if where, after, ok := cutIntExt(rest); ok {
		h.IntExt, rest = where, after
	}
	h.Set, h.TimeOfDay = splitTime(rest)
	return h
}

// splitNumber cuts "#12A#" from the end of a heading.
func splitNumber(line string) (body, number string) {
	if !strings.Contains(line, "#") {
		return strings.TrimSpace(line), ""
	}
	at := numberMark.FindStringSubmatchIndex(line)
	if at == nil {
		return strings.TrimSpace(line), ""
	}
	return strings.TrimSpace(line[:at[0]]), strings.TrimRight(line[at[2]:at[3]], ".")
}

// cutIntExt cuts "INT.", "EXT", "I/E", "INT./EXT." … from the start.
func cutIntExt(s string) (where production.IntExt, rest string, ok bool) {
	first, rest, dotted := cutWord(s)
	where, known := intExtWords[strings.ToUpper(first)]
	single := len(first) == 1
	if !known || !single && !mayBegin(first, dotted, s) {
		return "", s, false
	}
	if after, slash := strings.CutPrefix(strings.TrimLeft(rest, " "), "/"); slash {
		second, tail, _ := cutWord(strings.TrimLeft(after, " "))
		other, known := intExtWords[strings.ToUpper(second)]
		if !known || !boundary(tail) {
			return "", s, false
		}
		if other != where {
			where = production.Both
		}
		return where, trimStart(tail), true
	}
	if single || !boundary(rest) {
		return "", s, false
	}
	return where, trimStart(rest), true
}

// mayBegin keeps ordinary sentences ("Est-ce que …", "Inne i huset …") from being headings.
func mayBegin(word string, dotted bool, line string) bool {
	switch strings.ToUpper(word) {
	case "INT", "EXT":
		return true
	case "EST":
		return dotted || word == "EST"
	}
	if word != strings.ToUpper(word) {
		return false
	}
	return dotted || line == strings.ToUpper(line)
}

// cutWord cuts the letters at the start of s and the dot after them.
func cutWord(s string) (word, rest string, dotted bool) {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s, "", false
	}
	word, rest = s[:end], s[end:]
	rest, dotted = strings.CutPrefix(rest, ".")
	if dotted && rest != "" && rest[0] != ' ' && rest[0] != '/' && rest[0] != '\t' {
		rest = " " + rest
	}
	return word, rest, dotted
}

func boundary(rest string) bool {
	return rest == "" || strings.ContainsRune(" \t-–—", []rune(rest)[0])
}

func trimStart(s string) string { return strings.TrimLeft(s, " \t-–—.:") }

// splitTime parts "HOUSE - KITCHEN - NIGHT (1973)" into set and time of day. What follows the time
// ("FLASHBACK") stays in the heading's text alone.
func splitTime(s string) (set, time string) {
	parts := headingDash.Split(s, -1)
	for i := len(parts) - 1; i > 0; i-- {
		if word := plainTime(parts[i]); hasTimeWord(word) {
			return setName(strings.Join(parts[:i], " - ")), word
		}
	}
	if len(parts) == 1 {
		words := strings.Fields(s)
		if n := len(words); n > 1 && loneTimes[strings.ToUpper(words[n-1])] {
			return setName(strings.Join(words[:n-1], " ")), strings.ToUpper(words[n-1])
		}
	}
	return setName(strings.Join(parts, " - ")), ""
}

func plainTime(s string) string {
	return strings.Trim(single(strings.ToUpper(brackets.ReplaceAllString(s, " "))), " .,;:")
}

func hasTimeWord(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' || r == ',' }) {
		if timeWords[w] {
			return true
		}
	}
	return false
}

func setName(s string) string {
	return strings.Trim(strings.ToUpper(single(plainQuotes.Replace(s))), " .,-")
}

// plainQuotes makes typographic quotes and spaces plain, so that names compare.
var plainQuotes = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "\u00a0", " ")

// buildHeading writes a heading from the parts that a breakdown gives.
func buildHeading(where production.IntExt, set, time string) string {
	var b strings.Builder
	if where != "" {
		b.WriteString(string(where) + ". ")
	}
	b.WriteString(set)
	if time != "" {
		if set != "" {
			b.WriteString(" - ")
		}
		b.WriteString(time)
	}
	return strings.TrimSpace(b.String())
}

// parseIntExt reads the value of an INT/EXT column or category.
func parseIntExt(s string) production.IntExt {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	switch strings.ToUpper(s) {
	case "I", "I.":
		return production.Interior
	case "E", "E.", "A", "A.": // außen
		return production.Exterior
	case "I/A", "A/I":
		return production.Both
	}
	where, _, ok := cutIntExt(strings.ToUpper(s))
	if !ok {
		return ""
	}
	return where
}
