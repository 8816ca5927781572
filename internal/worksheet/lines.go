package worksheet

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// Happening is one line of the day.
type Happening struct {
	Date   production.Date  // "" for the day of the sheet
	Start  production.Clock // NoClock where nobody said when: after the one before
	End    production.Clock // NoClock where nobody said: until the next
	What   string           // without the scene number: "the storm"
	Scene  string           // "4", "" for what is no scene
	Place  string           // "" for the place of the sheet
	People []string         //
	Closed bool             // nobody may watch
}

var (
	dateAhead   = regexp.MustCompile(`^(\d{4}-\d{2}-\d{2})[ ,:]+`)
	sceneAhead  = regexp.MustCompile(`(?i)^scenes?\s+([0-9]+[a-z]?|[a-z][0-9]+)\b[ ,:.–-]*`)
	sceneList   = regexp.MustCompile(`(?i)^scenes?\s+[0-9]+[a-z]?\s*(?:-|–|,|and|&)\s*[0-9]+[a-z]?\s*(?:$|[:,&]|and\b)`) // none of which is the one
	closedWords = regexp.MustCompile(`(?i)[ ,(]*\bclosed(?: set)?\b\)?`)
)

// ParseHappening reads a line such as "10:00-12:30 Scene 4: the storm at the landing with Mara, Jon, closed set". All but
// what happens may be missing, and times may stand behind it: "Scene 4 10-12:30". It returns fault.Invalid for times that
// are none.
func ParseHappening(line string) (Happening, error) {
	h := Happening{Start: production.NoClock, End: production.NoClock}
	rest := strings.TrimSpace(line)
	if m := dateAhead.FindStringSubmatch(rest); m != nil {
		date, err := production.ParseDate(m[1])
		if err != nil {
			return h, fault.New(fault.Invalid, "%q: %s is not a date", line, m[1]).WithRemedy("Write it as 2026-12-05.")
		}
		h.Date, rest = date, rest[len(m[0]):]
	}
	if closedWords.MatchString(rest) {
		h.Closed, rest = true, closedWords.ReplaceAllString(rest, "")
	}
	rest, err := h.times(line, rest)
	if err != nil {
		return h, err
	}
	rest = h.people(rest)
	if before, place, is := lastCut(rest, " at ", " @ ", " @"); is && h.Place == "" {
		h.Place, rest = place, before
	}
	if m := sceneAhead.FindStringSubmatch(rest); m != nil && !sceneList.MatchString(rest) {
		h.Scene, rest = strings.ToUpper(m[1]), rest[len(m[0]):]
	}
	h.What = strings.Trim(strings.TrimSpace(rest), ",;:–-")
	if h.What == "" && h.Scene == "" {
		return h, fault.New(fault.Invalid, "%q does not say what happens", line).WithRemedy("Write it behind the time: 09:30-11:00 Rehearsal.")
	}
	return h, nil
}

// people takes "with Mara, Jon" off the end of a line.
func (h *Happening) people(rest string) string {
	before, names, is := lastCut(rest, " with ")
	if !is {
		return rest
	}
	if with, place, there := lastCut(names, " at ", " @ ", " @"); there { // "with Mara at the landing"
		names, h.Place = with, place
	}
	for _, name := range strings.FieldsFunc(strings.ReplaceAll(names, " and ", ","), func(r rune) bool { return r == ',' || r == ';' || r == '&' }) {
		if name = strings.TrimSpace(name); name != "" {
			h.People = append(h.People, name)
		}
	}
	return before
}

// lastCut cuts a text at the last of some words.
func lastCut(text string, words ...string) (before, after string, is bool) {
	at, length := -1, 0
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text
	}
	for _, w := range words {
		if i := strings.LastIndex(lower, w); i > at {
			at, length = i, len(w)
		}
	}
	if at <= 0 {
		return text, "", false
	}
	return strings.TrimSpace(text[:at]), strings.TrimSpace(text[at+length:]), true
}

// behind is a time behind another: of the next day where it reads as an earlier one.
func behind(c, other production.Clock) production.Clock {
	if c.Known() && c <= other && c < nextDay {
		c += nextDay
	}
	return c
}

const nextDay = production.Clock(24 * 60)

// String writes the happening as ParseHappening reads it.
func (h Happening) String() string {
	var b strings.Builder
	if h.Date.Known() {
		fmt.Fprintf(&b, "%s ", h.Date)
	}
	if h.Start.Known() {
		b.WriteString(h.Start.String())
		if h.End.Known() {
			b.WriteString("-" + h.End.String())
		}
		b.WriteString(" ")
	}
	b.WriteString(h.Title())
	if h.Place != "" {
		b.WriteString(" at " + h.Place)
	}
	if len(h.People) > 0 {
		b.WriteString(" with " + strings.Join(h.People, ", "))
	}
	if h.Closed {
		b.WriteString(", closed set")
	}
	return b.String()
}

// Title is what happens, with the scene: "Scene 4: the storm".
func (h Happening) Title() string {
	switch {
	case h.Scene == "":
		return h.What
	case h.What == "":
		return "Scene " + h.Scene
	}
	return "Scene " + h.Scene + ": " + h.What
}

// somebody is a person of the film: "Lena Hart, director".
type somebody struct{ name, role string }

func parsePerson(line string) somebody {
	for _, sep := range []string{",", ":", " – ", " - ", " ("} {
		if name, role, is := strings.Cut(line, sep); is {
			return somebody{strings.TrimSpace(name), strings.Trim(strings.TrimSpace(role), "()")}
		}
	}
	return somebody{name: strings.TrimSpace(line)}
}

// Mate is somebody behind the scenes and what they can do.
type Mate struct {
	Name   string
	Skills []string // story.Skill values
}

// skillWords are the ways to write a skill.
var skillWords = map[string]string{
	"video": "video", "film": "video", "camera": "video", "stills": "stills", "still": "stills", "photo": "stills", "photos": "stills", "photography": "stills",
	"timelapse": "timelapse", "time-lapse": "timelapse", "interview": "interview", "interviews": "interview", "questions": "interview", "sound": "sound", "audio": "sound",
}

// parseMate reads "Me: video, stills". Who says no skill films, takes stills and asks.
func parseMate(line string) (Mate, error) {
	name, list, _ := strings.Cut(line, ":")
	m := Mate{Name: strings.TrimSpace(name)}
	if m.Name == "" {
		return m, fault.New(fault.Invalid, "%q does not say who", line).WithRemedy("Write the name, then what they can do: Me: video, stills.")
	}
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ';' || r == '/' || r == '&' }) {
		skill, known := skillWords[strings.ToLower(strings.TrimSpace(word))]
		if !known {
			return m, fault.New(fault.Invalid, "%q: %q is not something that somebody of the unit does", line, strings.TrimSpace(word)).
				WithRemedy("Choose from video, stills, timelapse, interview, sound.")
		}
		if !slices.Contains(m.Skills, skill) {
			m.Skills = append(m.Skills, skill)
		}
	}
	if len(m.Skills) == 0 {
		m.Skills = []string{"video", "stills", "interview"}
	}
	return m, nil
}
