package caption

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
)

// Style is how a production writes its captions. All texts but CountryCode are templates; an empty one writes nothing.
type Style struct {
	Description  string   `json:"description"`
	Headline     string   `json:"headline"`
	Title        string   `json:"title"`
	AltText      string   `json:"alt_text"`
	Creator      string   `json:"creator"`
	Credit       string   `json:"credit"`
	Source       string   `json:"source"`
	Copyright    string   `json:"copyright"`
	Instructions string   `json:"instructions"` // an embargo
	Job          string   `json:"job"`
	City         string   `json:"city"`
	Province     string   `json:"province"`
	Country      string   `json:"country"`
	CountryCode  string   `json:"country_code"` // ISO 3166, two or three letters
	Keywords     []string `json:"keywords"`     // that every still gets, templates
	Words        []Word   `json:"words"`        // of keywords
	OnlyWords    bool     `json:"only_words"`   // a keyword that is in no line of Words is left out
	Spellings    []Word   `json:"spellings"`    // of all texts
	Codes        []Code   `json:"codes"`
	Mark         string   `json:"mark"` // stands before and behind a code: one of Marks
}

// Marks are the characters that may stand around codes.
var Marks = []string{`\`, "=", "~"}

// Usual is the style of a production that has set none.
func Usual() Style {
	return Style{
		Description: "{title|moment|'Behind the scenes'}[, with {people}][, {place}][, {date}]. {production}[, scene {scene}]. [Photo: {operator}]",
		Headline:    "{title|moment}[: {production}]",
		Creator:     "{operator}", Credit: "{production}", Job: "{production}[ day {day:02}]", Mark: Marks[0],
		Keywords: []string{"behind the scenes", "{production}"}, Words: []Word{}, Spellings: []Word{}, Codes: []Code{},
	}
}

// texts are the templates of a style by name.
func (s *Style) texts() []struct {
	Name string
	Is   *string
} {
	return []struct {
		Name string
		Is   *string
	}{
		{"description", &s.Description}, {"headline", &s.Headline}, {"title", &s.Title}, {"alt_text", &s.AltText}, {"creator", &s.Creator}, {"credit", &s.Credit}, {"source", &s.Source},
		{"copyright", &s.Copyright}, {"instructions", &s.Instructions}, {"job", &s.Job}, {"city", &s.City}, {"province", &s.Province}, {"country", &s.Country},
	}
}

var countryCode = regexp.MustCompile(`^([A-Za-z]{2,3})?$`)

// Keeps tells whether a typed caption stands for the whole description: the template has no place for it.
func (s Style) Keeps() bool { return !placeOfTyped.MatchString(s.Description) }

// placeOfTyped is a field of a template in which the typed caption is written.
var placeOfTyped = regexp.MustCompile(`\{[^}']*\bcaption\b`)

// in says of which part of a style a mistake is.
func in(part string, err error) error {
	var f *fault.Error
	if !errors.As(err, &f) {
		return err
	}
	return fault.New(f.Code, "%s: %s", strings.ReplaceAll(part, "_", " "), f.Message).WithRemedy("%s", f.Remedy)
}

// Check returns fault.Invalid for a style that cannot be.
func (s Style) Check() error {
	for _, t := range s.texts() {
		if _, err := ParseTemplate(*t.Is); err != nil {
			return in(t.Name, err)
		}
	}
	for _, k := range s.Keywords {
		if _, err := ParseTemplate(k); err != nil {
			return in("keywords", err)
		}
	}
	switch {
	case len(s.Keywords) > 200:
		return fault.New(fault.Invalid, "%d keywords for every still are more than 200", len(s.Keywords))
	case !countryCode.MatchString(s.CountryCode):
		return fault.New(fault.Invalid, "%.20q is no code of a country", s.CountryCode).WithRemedy("Write two or three letters: GB or GBR.")
	case !slices.Contains(Marks, s.Mark):
		return fault.New(fault.Invalid, "%.20q cannot stand around codes", s.Mark).WithRemedy("Choose one of %s", strings.Join(Marks, " "))
	case s.OnlyWords && len(s.Words) == 0:
		return fault.New(fault.Invalid, "no keyword would be left: the list of words is empty").WithRemedy("Write the words that are allowed, or allow all.")
	}
	// What can be read back is in order.
	if _, err := ParseWords(WordLines(s.Words)); err != nil {
		return in("words", err)
	}
	if _, err := ParseWords(WordLines(s.Spellings)); err != nil {
		return in("spellings", err)
	}
	if _, err := ParseCodes(CodeLines(s.Codes)); err != nil {
		return in("codes", err)
	}
	return nil
}

// Problem is something about a caption that somebody should look at.
type Problem string

// Writer writes captions in a style.
type Writer struct {
	style     Style
	lexicon   lexicon
	templates map[string]Template
	keywords  []Template
}

// NewWriter is a writer; more are codes that the style's own go before. It returns fault.Invalid for a style that cannot be.
func NewWriter(s Style, more ...Code) (*Writer, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	w := &Writer{style: s, lexicon: newLexicon(s), templates: map[string]Template{}}
	for _, c := range more {
		if _, own := w.lexicon.codes[fold(c.Code)]; !own {
			w.lexicon.codes[fold(c.Code)] = c
		}
	}
	for _, t := range s.texts() {
		w.templates[t.Name], _ = ParseTemplate(*t.Is) // checked
	}
	for _, k := range s.Keywords {
		t, _ := ParseTemplate(k) // checked
		w.keywords = append(w.keywords, t)
	}
	return w, nil
}

// Style is the style that it writes in.
func (w *Writer) Style() Style { return w.style }

// Stands tells whether the description of a still is the caption that somebody typed.
func (w *Writer) Stands(s Still) bool { return strings.TrimSpace(s.Caption) != "" && w.style.Keeps() }

// Write is the caption of a still, and what somebody should look at.
func (w *Writer) Write(s Still) (media.Caption, []Problem) {
	var problems []Problem
	plain := func(text string) string {
		text, unknown := w.lexicon.expand(text, w.style.Mark)
		for _, code := range unknown {
			problems = append(problems, w.unknownCode(code))
		}
		return w.lexicon.spell(text)
	}
	s.Caption, s.Title = plain(s.Caption), plain(s.Title)
	s.People, s.Keywords = slices.Clone(s.People), slices.Clone(s.Keywords)
	for _, list := range [][]string{s.People, s.Keywords} {
		for i := range list {
			list[i] = plain(list[i])
		}
	}
	text := func(name string) string { return plain(w.templates[name].Text(s)) }
	description := text("description")
	if w.Stands(s) {
		description = s.Caption
	}
	c := media.Caption{
		Title: text("title"), Headline: text("headline"), Description: description, AltText: text("alt_text"), Credit: text("credit"), Source: text("source"),
		Copyright: text("copyright"), Created: s.Taken, People: s.People, Job: text("job"), Instructions: text("instructions"), Rating: s.Rating,
		Location: media.Location{Name: s.Place, Sublocation: s.Place, City: text("city"), Province: text("province"), Country: text("country"), CountryCode: strings.ToUpper(w.style.CountryCode)},
	}
	if creator := text("creator"); creator != "" {
		c.Creators = []string{creator}
	}
	var left []string
	c.Keywords, left = w.words(s)
	for _, word := range left {
		problems = append(problems, Problem(fmt.Sprintf("The keyword %q is not in the list of words and is left out.", word)))
	}
	return c, each(append(problems, w.look(s, c)...))
}

// each is every problem once: a code may stand in several texts.
func each(list []Problem) (out []Problem) {
	for _, p := range list {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// words are the keywords of a still as the list writes them, and those that it does not know.
func (w *Writer) words(s Still) (words, left []string) {
	words = []string{}
	add := func(word string, own bool) {
		word = strings.TrimSpace(word)
		use, known := w.lexicon.keywords[fold(word)]
		switch {
		case word == "":
			return
		case known:
			word = use
		case own && w.style.OnlyWords:
			left = append(left, word)
			return
		}
		if !slices.ContainsFunc(words, func(other string) bool { return fold(other) == fold(word) }) {
			words = append(words, word)
		}
	}
	for _, word := range s.Keywords {
		add(word, true)
	}
	for _, t := range w.keywords {
		add(t.Text(s), false)
	}
	return words, left
}

// look is what somebody should look at in a caption as it would be written.
func (w *Writer) look(s Still, c media.Caption) (problems []Problem) {
	say := func(format string, args ...any) { problems = append(problems, Problem(fmt.Sprintf(format, args...))) }
	if len(s.People) == 0 {
		say("Nobody is named.")
	}
	if c.Description == "" {
		say("There is nothing to describe it with.")
	}
	if len(c.Creators) == 0 && w.style.Creator != "" {
		say("Who took it is not known.")
	}
	for _, f := range c.Old() {
		for _, text := range f.Values {
			if len(text) > f.Most {
				say("The %s has %d bytes: programs that read only the old fields see the first %d.", f.Name, len(text), f.Most)
			}
		}
	}
	return problems
}

// unknownCode tells of a code that nothing stands for, with one that is nearly it.
func (w *Writer) unknownCode(code string) Problem {
	near, least := "", 3
	name, _, _ := strings.Cut(code, "#")
	for known := range w.lexicon.codes {
		if d := apart(fold(name), known); d < least || d == least && near != "" && known < near {
			near, least = known, d
		}
	}
	if near == "" || least == 0 {
		return Problem(fmt.Sprintf("Nothing stands for the code %q.", code))
	}
	return Problem(fmt.Sprintf("Nothing stands for the code %q; did you mean %q?", code, w.lexicon.codes[near].Code))
}

// apart is how many letters two short words are apart (Levenshtein).
func apart(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i := range x {
		last := row[0]
		row[0] = i + 1
		for j := range y {
			step := last
			if x[i] != y[j] {
				step++
			}
			last, row[j+1] = row[j+1], min(step, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}

// Codes are all codes that a writer knows, in order.
func (w *Writer) Codes() []Code {
	list := make([]Code, 0, len(w.lexicon.codes))
	for _, c := range w.lexicon.codes {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Code) int { return strings.Compare(fold(a.Code), fold(b.Code)) })
	return list
}
