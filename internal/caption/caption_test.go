package caption_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
)

func TestTemplatesLeaveNoGaps(t *testing.T) {
	t.Parallel()
	taken := time.Date(2026, 5, 4, 17, 5, 0, 0, time.FixedZone("", 7200))
	full := caption.Still{
		Moment: "Lamp lit for real", People: []string{"Ada Lindqvist", "Tam Reyes", "Jo Oduya"}, Place: "Harbour", Taken: taken, Operator: "Kim Vale", Production: "The Lamp Room", Scene: "12A", Day: 4,
	}
	for name, c := range map[string]struct {
		template, want string
		still          caption.Still
	}{
		"everything": {"{people} on the set of {production}[, {place}][, {date:d MMMM yyyy}]. Photo: {operator}",
			"Ada Lindqvist, Tam Reyes and Jo Oduya on the set of The Lamp Room, Harbour, 4 May 2026. Photo: Kim Vale", full},
		"groups fall where a field is empty": {"On the set of {production}[, {place}][, {date}].[ Photo: {operator}]", "On the set of Film.", caption.Still{Production: "Film"}},
		"gaps close without groups":          {"{moment}, {place}, {date}. {production} ({scene})", "Film", caption.Still{Production: "Film"}},
		"a comma before a stop":              {"{production}, {place}.", "Film.", caption.Still{Production: "Film"}},
		"the first that is there":            {"{caption|title|moment}", "Lamp lit for real", full},
		"a word for none":                    {"by {operator|'the unit'}", "by the unit", caption.Still{}},
		"groups in groups":                   {"A[, {place}[ at {time}]]", "A, Harbour at 17:05", full},
		"the inner falls alone":              {"A[, {place}[ by {card}]]", "A, Harbour", full},
		"doubled signs":                      {"{{x}} [[y]]", "{x} [y]", full},
		"forms":                              {"{day:03} {place:upper} {date:EEEE, d MMM yy} {date:yyyy-MM-dd} {date:d 'of' MMMM} {time:h.mm a} {people:;}", "004 HARBOUR Monday, 4 May 26 2026-05-04 4 of May 5.05 PM Ada Lindqvist; Tam Reyes; Jo Oduya", full},
		"two people":                         {"{people}", "A and B", caption.Still{People: []string{"A", "B"}}},
		"dots of a text stay":                {"{caption}", "And then … silence... gone.", caption.Still{Caption: "And then … silence... gone."}},
		"lines stay":                         {"{caption}\n{moment}", "One\nTwo", caption.Still{Caption: "One", Moment: "Two"}},
		"braces of a value are its own":      {"{caption}", "{people} [x]", caption.Still{Caption: "{people} [x]", People: []string{"A"}}},
	} {
		tm, err := caption.ParseTemplate(c.template)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := tm.Text(c.still); got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", name, got, c.want)
		}
	}
}

func TestWrongTemplatesNameThePlace(t *testing.T) {
	t.Parallel()
	for template, want := range map[string]string{
		"On {plaice}": `there is no field {plaice} after "On "`, "A [b": "a [ has no ]", "A ] b": "a ] without a [", "A {people": "a { has no }", "A } b": "a } without a {",
		"{date:QQ}": `"Q" in "QQ" is no part of a date`, "{day:x}": "no form of a day", "{place:big}": `has no form "big"`, strings.Repeat("[a", 9) + strings.Repeat("]", 9): "brackets are 8 deep",
		strings.Repeat("a", 2001): "2001 characters",
	} {
		_, err := caption.ParseTemplate(template)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%.30q: %v, want %q", template, err, want)
		}
	}
}

func style(change func(*caption.Style)) caption.Style {
	s := caption.Usual()
	s.Description, s.Keywords = "{moment}", nil
	change(&s)
	return s
}

func TestCodesWordsAndSpellings(t *testing.T) {
	t.Parallel()
	codes, err := caption.ParseCodes("\ufeff# the crew\r\ndir\tAda Lindqvist, director\tAda Lindqvist\r\n\r\nl7 = Tam Reyes (as Tam) = Tam Reyes\n")
	if err != nil {
		t.Fatal(err)
	}
	words, err := caption.ParseWords("black and white\tb&w\tmonochrome\ncrane\nnight shoot = nights\n")
	if err != nil {
		t.Fatal(err)
	}
	spellings, err := caption.ParseWords("Steadicam = steadycam = steady cam\nStraße = Strasse\n")
	if err != nil {
		t.Fatal(err)
	}
	w, err := caption.NewWriter(style(func(s *caption.Style) {
		s.Codes, s.Words, s.Spellings, s.OnlyWords, s.Keywords = codes, words, spellings, true, []string{"behind the scenes", "{production}"}
	}), caption.Code{Code: "DIR", Says: []string{"not this one"}}, caption.Code{Code: "gaf", Says: []string{"Per Holm"}})
	if err != nil {
		t.Fatal(err)
	}
	c, problems := w.Write(caption.Still{
		Caption: `\DIR\ watches \l7#2\ on the STEADYCAM, not steadycams; \gaf\ in Strasse, \dri\ and \l7#3\`, People: []string{`\dir#2\`}, Production: "The Lamp Room", Operator: "Kim",
		Keywords: []string{"B&W", "monochrome", "Nights", "lighthouse"},
	})
	if want := `Ada Lindqvist, director watches Tam Reyes on the Steadicam, not steadycams; Per Holm in Straße, \dri\ and \l7#3\`; c.Description != want {
		t.Errorf("got  %s\nwant %s", c.Description, want)
	}
	if !slices.Equal(c.People, []string{"Ada Lindqvist"}) || !slices.Equal(c.Keywords, []string{"black and white", "night shoot", "behind the scenes", "The Lamp Room"}) {
		t.Errorf("people %q, keywords %q", c.People, c.Keywords)
	}
	want := []caption.Problem{`Nothing stands for the code "dri"; did you mean "dir"?`, `Nothing stands for the code "l7#3".`, `The keyword "lighthouse" is not in the list of words and is left out.`}
	if !slices.Equal(problems, want) {
		t.Errorf("problems %q\nwant %q", problems, want)
	}
	gap, err := caption.ParseCodes("gaf\tPer Holm, gaffer\t\tPer\t\t\n")
	if err != nil || len(gap[0].Says) != 3 || gap[0].Says[2] != "Per" {
		t.Errorf("a text that is left out moves the numbers of others: %q, %v", gap, err)
	}
	if again, err := caption.ParseCodes(caption.CodeLines(codes)); err != nil || len(again) != 2 || !slices.Equal(again[1].Says, codes[1].Says) {
		t.Errorf("codes came back as %v, %v", again, err)
	}
}

func TestListsSayWhichLineIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"a = A\na b = B": `line 2: "a b" can be no code`, "a": `line 1: nothing stands for "a"`, "a = A\n\nA = B": `line 3: the code "A" is in line 1 too`, "\xff = x": "not in UTF-8", "\tx": "line 1 begins with nothing"} {
		if _, err := caption.ParseCodes(text); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
	if _, err := caption.ParseWords("a = x\nb = X"); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), `line 2: "X" is written for "a" already`) {
		t.Errorf("a word for two: %v", err)
	}
}

func TestProblemsOfACaption(t *testing.T) {
	t.Parallel()
	w, err := caption.NewWriter(style(func(s *caption.Style) { s.Credit, s.Job = "{production}", "" }))
	if err != nil {
		t.Fatal(err)
	}
	_, problems := w.Write(caption.Still{Production: strings.Repeat("å", 20)})
	want := []caption.Problem{"Nobody is named.", "There is nothing to describe it with.", "Who took it is not known.", "The credit has 40 bytes: programs that read only the old fields see the first 32."}
	if !slices.Equal(problems, want) {
		t.Errorf("problems %q\nwant %q", problems, want)
	}
}

func TestStylesAreChecked(t *testing.T) {
	t.Parallel()
	if err := caption.Usual().Check(); err != nil {
		t.Errorf("the usual style: %v", err)
	}
	for want, change := range map[string]func(*caption.Style){
		"headline: there is no field": func(s *caption.Style) { s.Headline = "{x}" },
		"keywords: a { has no }":      func(s *caption.Style) { s.Keywords = []string{"{"} },
		"no code of a country":        func(s *caption.Style) { s.CountryCode = "Britain" },
		"cannot stand around codes":   func(s *caption.Style) { s.Mark = "x" },
		"the list of words is empty":  func(s *caption.Style) { s.OnlyWords = true },
		"codes: line 1":               func(s *caption.Style) { s.Codes = []caption.Code{{Code: "a b", Says: []string{"x"}}} },
	} {
		s := caption.Usual()
		change(&s)
		if err := s.Check(); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}

func FuzzTemplate(f *testing.F) {
	for _, seed := range []string{"{people}[, {date:d MMMM}]", "[[{{}}]]", "[a[b]]", "{a|'b'}", "{date:'"} {
		f.Add(seed, "Ada", "x\x00y")
	}
	f.Fuzz(func(t *testing.T, text, person, typed string) {
		tm, err := caption.ParseTemplate(text)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		out := tm.Text(caption.Still{People: []string{person}, Caption: typed, Taken: time.Unix(0, 0)})
		if utf8.ValidString(text+person+typed) && !utf8.ValidString(out) || strings.Contains(out, "  ") {
			t.Errorf("%q gives %q", text, out)
		}
	})
}
