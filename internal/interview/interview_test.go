package interview_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
)

func talk() interview.Interview {
	return interview.Interview{ID: "i", Person: "Edda Brandt", Minutes: 30, Status: interview.Wanted, Release: interview.ReleaseNeeded}
}

// TestBank holds the data to what is promised: enough crafts, enough open questions, each with the way in and the way on.
func TestBank(t *testing.T) {
	t.Parallel()
	count, said := map[string]int{}, map[string]bool{}
	for _, q := range interview.Bank() {
		count[q.Craft]++
		if err := q.Check(); err != nil {
			t.Errorf("%s: %v", q.ID, err)
		}
		if said[q.Text] {
			t.Errorf("%q is there twice", q.Text)
		}
		said[q.Text] = true
		if q.Begin == "" || q.Follow == "" || !strings.ContainsAny(q.Text, "?.") {
			t.Errorf("%s lacks something: %+v", q.ID, q)
		}
		if !strings.Contains(q.Begin, "…") {
			t.Errorf("%s: the answer ends before it begins: %q", q.ID, q.Begin)
		}
	}
	crafts := 0
	for _, c := range interview.Crafts() {
		least := 8
		if interview.General(c.Key) {
			least = 5
		} else {
			crafts++
		}
		if count[c.Key] < least {
			t.Errorf("%s has %d questions, want %d", c.Name, count[c.Key], least)
		}
	}
	if crafts < 12 {
		t.Errorf("%d crafts", crafts)
	}
}

func TestCraftOf(t *testing.T) {
	t.Parallel()
	for role, want := range map[string]string{
		"Director": "director", "Director of photography": "camera", "1st assistant director": "assistant_director",
		"Art director": "design", "Stunt double, Sunny": "stunts", "Costume designer": "costume", "Make-up designer": "makeup",
		"Special effects supervisor": "effects", "Sound mixer": "sound", "Line producer": "producer", "Accountant": "",
		"Location manager": "locations", "Writer": "writer", " EDITOR ": "editor",
	} {
		if got := interview.CraftOf(role); got != want {
			t.Errorf("%s is %q, want %q", role, got, want)
		}
	}
	if a, b := interview.CraftOfCast(10, 40), interview.CraftOfCast(9, 40); a != interview.Lead || b != interview.Supporting {
		t.Errorf("10 of 40 scenes: %s, 9: %s", a, b)
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	q := interview.Question{Text: "{scene}: {what}. How?", Begin: "The day of {scene} …"}.Fill("scene 21", "the lamp is lit")
	if q.Text != "Scene 21: the lamp is lit. How?" || q.Begin != "The day of scene 21 …" {
		t.Errorf("%+v", q)
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	by := talk()
	by.Yield = 10
	no := talk()
	no.Status = interview.Declined
	for want, list := range map[string][]interview.Interview{
		"No talks yet.": {no},
		"1 talk, 30 min recorded, about 3–5 minutes used.":        {talk()},
		"2 talks, 1 h recorded, about 6–10 minutes used.":         {talk(), talk()},
		"3 talks, 1 h 30 min recorded, about 16–20 minutes used.": {talk(), talk(), by, no},
		"1 talk, 30 min recorded, about 10 minutes used.":         {by},
	} {
		if got := interview.Sum(list).Words(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ש", 10_000)
	for name, c := range map[string]struct {
		change func(*interview.Interview)
		words  string // "" for accepted
	}{
		"as it is":           {func(*interview.Interview) {}, ""},
		"a long name":        {func(i *interview.Interview) { i.Person = long }, ""},
		"a longer name":      {func(i *interview.Interview) { i.Person = long + "!" }, "more than 10000"},
		"nobody":             {func(i *interview.Interview) { i.Person = " \n" }, "no name"},
		"no craft":           {func(i *interview.Interview) { i.Craft = "juggling" }, "juggling"},
		"too short":          {func(i *interview.Interview) { i.Minutes = 14 }, "14 minutes"},
		"more than recorded": {func(i *interview.Interview) { i.Yield = 31 }, "31 minutes"},
		"no status":          {func(i *interview.Interview) { i.Status = "maybe" }, "maybe"},
		"no release":         {func(i *interview.Interview) { i.Release = "lost" }, "lost"},
		"gone, so whatever":  {func(i *interview.Interview) { *i = interview.Interview{Gone: true} }, ""},
	} {
		i := talk()
		c.change(&i)
		err := i.Check()
		if (err == nil) != (c.words == "") || err != nil && (!fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := (interview.Asked{Text: " "}).Check(); !fault.Is(err, fault.Invalid) {
		t.Errorf("a question of nothing: %v", err)
	}
	if err := (interview.Question{Text: "Why?", Craft: "x"}).Check(); !fault.Is(err, fault.Invalid) {
		t.Errorf("a question of no craft: %v", err)
	}
}

func TestLetter(t *testing.T) {
	t.Parallel()
	i := talk()
	i.Role, i.Care = "Edda", "nothing about the accident"
	text := i.Letter(interview.Occasion{Film: "The Lamp Room", When: "Tue 12 May, 14:10–14:40", Where: "the tent by the harbour", Beats: []string{"The eighth plank"}})
	for _, want := range []string{"Dear Edda,", "“The Lamp Room”", "The eighth plank", "30 minutes", "Tue 12 May, 14:10–14:40", "tent by the harbour", "release", "nothing about the accident"} {
		if !strings.Contains(text, want) {
			t.Errorf("it does not say %q:\n%s", want, text)
		}
	}
	for person, want := range map[string]string{
		"Edda Holm": "Dear Edda,", "Dr. Rahim": "Dear Dr. Rahim,", "Dr Meg Ito": "Dear Dr Meg Ito,", "Young Sara": "Dear Young Sara,",
		"Sir": "Dear Sir,", "Holm, Edda": "Dear Holm, Edda,", "נועה לוי": "Dear נועה,",
	} {
		i.Person = person
		if text := i.Letter(interview.Occasion{}); !strings.HasPrefix(text, want) {
			t.Errorf("to %s it begins %q, not %q", person, text[:len(want)], want)
		}
	}
	i.Invitation = "Come."
	if got := i.Letter(interview.Occasion{}); got != "Come." {
		t.Errorf("what was written reads %q", got)
	}
}
