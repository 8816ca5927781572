package worksheet

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Draft is all that a sheet makes. Each thing has a key that stays when answers change, so that what was made of it before
// is found again.
type Draft struct {
	Title   string
	Kind    string // of the production
	Day     production.Date
	Guessed bool // nobody said the day: it is next Saturday
	Paper   Paper
	Team    []Mate
	Alone   bool // nobody said who is in the team: it is whoever fills the sheet in

	Treatment  map[string]string // field of the treatment to text; only what was answered
	Arcs       []Arc
	Moments    []Moment
	Interviews []Talk
	Pieces     []Piece
	Checks     []Check
}

// Arc is an arc made of a template.
type Arc struct {
	Template string
	Logline  string // "" for the template's
	Question string // "" for the template's
}

// Moment is a moment hoped for.
type Moment struct {
	Key     string
	Title   string
	Kind    string // story.Kind
	Arc     string // template of the arc
	Beat    int    // of the template, from 1; 0 for none
	Minutes int
	Windows []Window
	Person  string // who is interviewed
	Scene   string
	Note    string
	Must    bool
}

// Window is when something can be covered.
type Window struct {
	Date       production.Date
	Start, End production.Clock
	Place      string
	Closed     bool
}

// Closed reports whether nobody may watch the moment whenever it happens.
func (m Moment) Closed() bool {
	return len(m.Windows) > 0 && !slices.ContainsFunc(m.Windows, func(w Window) bool { return !w.Closed })
}

// Talk is an interview wanted with somebody.
type Talk struct {
	Key    string
	Person string
	Role   string
	Moment string // key of its moment
}

// Lengths of what is planned, in minutes.
const (
	usualMinutes = 30
	shortest     = 15
	talkMinutes  = 30
)

// Build is what the answers make. today is the date where the production is; scheduled says that there is a schedule from
// elsewhere, so that nothing is made of a day of which nobody said what happens.
func Build(a Answers, today production.Date, scheduled bool) Draft {
	d := Draft{Title: a.One("title"), Kind: a.One("kind"), Day: production.Date(a.One("date")), Alone: !a.Answered("team")}
	silent := scheduled && !a.Answered("day")
	if !d.Day.Known() && !silent {
		d.Day, d.Guessed = saturday(today), true
	}
	for _, line := range a.Or("team") {
		if m, err := parseMate(line); err == nil {
			d.Team = append(d.Team, m)
		}
	}
	var day []Happening
	if !silent {
		day = a.happenings(d.Day)
	}
	d.Paper = a.paper(day)
	d.tell(a)
	d.addMoments(a, day)
	d.addTalks(a, day)
	d.addPieces(a)
	d.addChecks(a)
	return d
}

// saturday is the next Saturday after a date.
func saturday(today production.Date) production.Date {
	for d := today.AddDays(1); ; d = d.AddDays(1) {
		if d.Weekday() == time.Saturday {
			return d
		}
	}
}

// tell makes the treatment and the arcs. The question and what the film is about go to the first arc.
func (d *Draft) tell(a Answers) {
	d.Treatment = map[string]string{}
	for field, key := range map[string]string{"tone": "tone", "palette": "look", "avoid": "avoid", "audience": "audience"} {
		if a.Answered(key) {
			d.Treatment[field] = a.One(key)
		}
	}
	for i, template := range a.Or("arcs") {
		arc := Arc{Template: template}
		if i == 0 {
			arc.Question, arc.Logline = a.One("question"), a.One("about")
		}
		d.Arcs = append(d.Arcs, arc)
	}
}

// addMoments makes moments of what happens, of the kinds hoped for that nothing on the day is, and of what must not be
// missed.
func (d *Draft) addMoments(a Answers, day []Happening) {
	taken := map[string]bool{}
	for _, h := range day {
		if h.pause() {
			continue
		}
		kind := kindOf(h.What)
		taken[kind] = true
		m := Moment{Key: "day/" + strings.ToLower(h.Title()), Title: capital(h.Title()), Kind: kind, Scene: h.Scene, Windows: []Window{h.window()}}
		if kind == "interview" && len(h.People) > 0 {
			m.Person = h.People[0]
		}
		d.addMoment(m)
	}
	q, _ := The().Find("moments")
	for _, key := range a.Or("moments") {
		if c, is := q.Choice(key); is && !taken[key] && len(day) > 0 {
			d.addMoment(Moment{Key: "kind/" + key, Title: c.Moment, Kind: key, Windows: working(day)})
		}
	}
	for _, hope := range a.Or("hopes") {
		kind := kindOf(hope)
		if kind == "interview" {
			kind = "unplanned"
		}
		d.addMoment(Moment{Key: "hope/" + strings.ToLower(hope), Title: capital(hope), Kind: kind, Must: true, Windows: working(day)})
	}
}

// addMoment ties a moment to the arc that has a step for its kind.
func (d *Draft) addMoment(m Moment) {
	if slices.ContainsFunc(d.Moments, func(o Moment) bool { return o.Key == m.Key }) {
		return
	}
	for _, arc := range d.Arcs {
		if beat := The().Ties[arc.Template][m.Kind]; beat > 0 && m.Beat == 0 {
			m.Arc, m.Beat = arc.Template, beat
		}
	}
	if m.Arc == "" && len(d.Arcs) > 0 {
		m.Arc = d.Arcs[0].Template
	}
	if m.Minutes == 0 {
		m.Minutes = usualMinutes
	}
	longest := shortest
	for _, w := range m.Windows {
		longest = max(longest, int(w.End-w.Start)/shortest*shortest)
	}
	m.Minutes = min(m.Minutes, longest)
	d.Moments = append(d.Moments, m)
}

// addTalks makes an interview with everybody asked for, when nobody said that they are busy.
func (d *Draft) addTalks(a Answers, day []Happening) {
	roles := map[string]string{}
	for _, line := range a.Or("people") {
		p := parsePerson(line)
		roles[strings.ToLower(p.name)] = p.role
	}
	for _, line := range a.Or("interviews") {
		p := parsePerson(line)
		role := cmp.Or(roles[strings.ToLower(p.name)], p.role)
		m := Moment{
			Key: "talk/" + strings.ToLower(p.name), Title: "Interview: " + p.name, Kind: "interview", Person: p.name, Minutes: talkMinutes,
			Windows: free(day, p.name, a.One("place")),
		}
		d.addMoment(m)
		d.Interviews = append(d.Interviews, Talk{Key: m.Key, Person: p.name, Role: role, Moment: m.Key})
	}
}

// working are the windows in which the company works.
func working(day []Happening) []Window {
	var out []Window
	for _, h := range day {
		if !h.pause() && !h.Closed {
			out = append(out, h.window())
		}
	}
	return out
}

// free are the windows of the day in which somebody is in nothing that happens, and nobody eats.
func free(day []Happening, name, place string) []Window {
	var out []Window
	for _, h := range day {
		busy := slices.ContainsFunc(h.People, func(p string) bool { return strings.EqualFold(p, name) })
		if h.pause() || busy {
			continue
		}
		w := h.window()
		if n := len(out); n > 0 && out[n-1].Date == w.Date && out[n-1].End >= w.Start {
			out[n-1].End = max(out[n-1].End, w.End)
			continue
		}
		w.Place, w.Closed = place, false // a talk is held beside the set, not in it
		out = append(out, w)
	}
	return out
}

func (h Happening) window() Window {
	return Window{Date: h.Date, Start: h.Start, End: h.End, Place: h.Place, Closed: h.Closed}
}

// pause reports whether nobody films what happens.
func (h Happening) pause() bool {
	if h.Scene != "" {
		return false
	}
	return hasWord(h.What, The().Pauses)
}

func hasWord(text string, words []string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(words, func(w string) bool {
		i := strings.Index(text, w)
		return i == 0 || i > 0 && !isLetter(text[i-1])
	})
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 0x80 }

// kindOrder is the order in which the words of kinds are looked for: what is rarer first.
var kindOrder = []string{"interview", "publicity_visit", "stunt", "costume_makeup", "rehearsal", "set_construction", "director_actor", "technical", "wrap", "arrival"}

// kindOf is the kind of moment that a line sounds like.
func kindOf(what string) string {
	for _, kind := range kindOrder {
		if hasWord(what, The().Words[kind]) {
			return kind
		}
	}
	return "collaboration"
}

func capital(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// CrewDays is how many days of people the sheet plans with: everybody on every day.
func (d Draft) CrewDays() int {
	days := map[production.Date]bool{}
	for _, m := range d.Moments {
		for _, w := range m.Windows {
			days[w.Date] = true
		}
	}
	return len(days) * len(d.Team)
}
