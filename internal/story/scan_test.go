package story

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// read finds the evidence of one paragraph in a scene with Maya, Tom and Karl the Giant.
func readLine(kind production.LineKind, text string) []evidence {
	s := production.Scene{Number: "7", Set: "BRIDGE", Characters: []string{"MAYA", "TOM HALE", "KARL"},
		Lines: []production.Line{{Kind: kind, Text: text, Number: 412}}}
	lex := languageOf("en")
	r := &reader{lex: lex, cast: newCast(lex, []production.Scene{s})}
	return r.scene(s)
}

func TestEvidence(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ text, kind, reason, title string }{
		"a fall":                       {"Maya falls from the balcony.", "stunt", "stunt: Maya falls from the balcony", "Maya falls from the balcony"},
		"a fall with a pronoun":        {"Maya climbs out. She falls from the balcony.", "stunt", "stunt: Maya falls from the balcony", "Maya falls from the balcony"},
		"a fall after and":             {"Maya slips and falls off the roof.", "stunt", "stunt: Maya falls off the roof", "Maya falls off the roof"},
		"two people, one pronoun":      {"Maya looks at Tom. She falls from the balcony.", "stunt", "stunt: fall, “She falls from the balcony”", "Fall (bridge)"},
		"a fall of a thing":            {"Suddenly, the ladder gives way.", "stunt", "stunt: the ladder gives way", "The ladder gives way"},
		"a first name":                 {"Tom leaps from the moving train.", "stunt", "stunt: Tom Hale leaps from the moving train", "Tom Hale leaps from the moving train"},
		"shouted words":                {"A car EXPLODES on the bridge.", "technical", "effect: a car explodes on the bridge", "A car explodes on the bridge"},
		"weather":                      {"Rain hammers the bridge.", "technical", "effect: rain, “Rain hammers the bridge”", "Rain (bridge)"},
		"a vehicle stunt":              {"The truck skids across the ice.", "stunt", "vehicle stunt: the truck skids across the ice", "The truck skids across the ice"},
		"fire":                         {"The barn is on fire.", "stunt", "fire: the barn is on fire", "The barn is on fire"},
		"a fight":                      {"Tom wrestles with the guard.", "stunt", "stunt: Tom Hale wrestles with the guard", "Tom Hale wrestles with the guard"},
		"tears":                        {"Maya weeps.", "performance", "emotion: tears, “Maya weeps”", "Tears (bridge)"},
		"tears with a place":           {"Maya weeps against the window.", "performance", "emotion: Maya weeps against the window", "Maya weeps against the window"},
		"a kiss":                       {"Maya kisses Tom on the steps.", "performance", "emotion: Maya kisses Tom on the steps", "Maya kisses Tom on the steps"},
		"a death":                      {"Tom dies before the doors open.", "performance", "emotion: death, “Tom dies before the doors open”", "Death (bridge)"},
		"a crowd":                      {"A mob of about 50 gathers at the gate.", "collaboration", "crowd: a mob of about 50 gathers at the gate", "A mob of about 50 gathers at the gate"},
		"a dance":                      {"Maya dances across the square.", "collaboration", "dance: Maya dances across the square", "Maya dances across the square"},
		"an animal":                    {"The horse bolts through the gate.", "technical", "animal: the horse bolts through the gate", "The horse bolts through the gate"},
		"water":                        {"Tom swims under the pier.", "technical", "water work: Tom Hale swims under the pier", "Tom Hale swims under the pier"},
		"a big creature":               {"A massive black dog blocks the road.", "technical", "creature effect: a massive black dog blocks the road", "A massive black dog blocks the road"},
		"a long take":                  {"In one unbroken shot, Maya crosses the bridge.", "technical", "one take: long take, “In one unbroken shot, Maya crosses the bridge”", "Long take (bridge)"},
		"a wound":                      {"Tom's face is covered in blood.", "costume_makeup", "make-up effect: Tom's face is covered in blood", "Make-up effect (bridge)"},
		"an animal by its name":        {"Maya, at last, sees the goat again.", "technical", "animal: “at last, sees the goat again”", "Goat (bridge)"},
		"a set piece by its name":      {"This is their wedding reception.", "collaboration", "set piece: “This is their wedding reception”", "Wedding reception (bridge)"},
		"an abbreviation ends nothing": {"Dr. Moss falls from the balcony.", "stunt", "stunt: fall, “Dr. Moss falls from the balcony”", "Fall (bridge)"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list := readLine(production.Action, test.text)
			for _, e := range list {
				if string(e.kind) == test.kind && e.text == test.reason && e.title == test.title && e.line == 412 {
					return
				}
			}
			t.Errorf("%q: got %+v, want %s %q titled %q", test.text, list, test.kind, test.reason, test.title)
		})
	}
}

func TestTraps(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Maya falls asleep.", "Tom falls in love.", "Night falls over the town.", "Silence falls over the room.",
		"His heart falls 20 floors.", "There is fire in his eyes.", "Tom shoots a look at Maya.", "Maya breaks the silence.",
		"Tom drops his voice.", "They are killing time.", "Maya never falls from the balcony.", "Tom does not jump from the train.",
		"He looks as if he could jump from the roof.", "The room explodes with laughter.", "The wind rages on.", "The engine dies.",
		"Maya tears up the letter.", "Tom fights the urge to smile.", "She jumps to a conclusion.", "The room swims.",
		"He is drowning in paperwork.", "Over the sound of rain, a phone.", "Tom eats a hot dog.", "Shadows dance on the wall.",
		"Maya has to fight.", "The laughter dies down.", "The line goes dead.", "Tom is dead tired.", "A dead end.",
		"Lightning fast, Tom turns.", "He bears the weight.", "Tom ducks under the rope.", "Karl the Giant waves.",
		"She dives into her food.", "Tom cuts to the chase.", "Maya wears a rain coat.", "A bat hits the ball, the crack of a bat.",
		"Everyone knocks on the door.", "He blows up a balloon.", "The fists are ready for a fight.", "Maya proposes a toast.",
		"As it falls, the lamp goes out.", "It falls from the shelf.",
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			for _, e := range readLine(production.Action, text) {
				if e.opens {
					t.Errorf("%q fell for %s: %q", text, e.source, e.text)
				}
			}
		})
	}
}

func TestDialogueIsEvidenceOnlyForWhatIsSaid(t *testing.T) {
	t.Parallel()
	if list := readLine(production.Dialogue, "There was an explosion on the bridge."); len(list) != 0 {
		t.Errorf("a story told counts as %+v", list)
	}
	list := readLine(production.Dialogue, "I'm dying, Tom.")
	if len(list) != 1 || list[0].kind != Performance || list[0].text != "line: “I'm dying”" {
		t.Errorf("a hard word gives %+v", list)
	}
}

func TestLexiconIsWhole(t *testing.T) {
	t.Parallel()
	ids := map[string]bool{}
	for _, tag := range Languages() {
		for _, c := range languageOf(tag).cues {
			if !c.Kind.Known() || c.Event == "" || c.Label == "" || c.Noun == "" || c.Strength == 0 || c.Strength > 90 || len(c.Match) == 0 {
				t.Errorf("cue %q of %s is incomplete: %+v", c.ID, tag, c)
			}
			if ids[c.ID] {
				t.Errorf("cue %q is there twice", c.ID)
			}
			ids[c.ID] = true
		}
	}
	if languageOf("xx") != languageOf("en") {
		t.Error("a language without files is not read as English")
	}
	for _, kind := range Kinds {
		rule := rules().kinds[kind]
		if rule.Minutes < 15 || len(rule.Roles) == 0 || arcOf(kind, "") == "" {
			t.Errorf("kind %q has no complete rule or no arc: %+v", kind, rule)
		}
	}
	if got := Languages(); !slices.Equal(got, []string{"de", "en"}) {
		t.Errorf("languages are %v", got)
	}
	if arcs := Arcs(); len(arcs) < 5 || arcs[0].Question == "" {
		t.Errorf("arcs are %v", arcs)
	}
}

func TestInflect(t *testing.T) {
	t.Parallel()
	for word, want := range map[string]string{
		"jump+": "jump jumps jumping jumped", "slam++": "slam slams slamming slammed", "dance+": "dance dances dancing danced",
		"crash+": "crash crashes crashing crashed", "cry+": "cry cries crying cried", "play+": "play plays playing played", "fell": "fell",
	} {
		if got := strings.Join(inflect(languageOf("en").endings, word), " "); got != want {
			t.Errorf("%s gives %q, want %q", word, got, want)
		}
	}
}

func TestWeigh(t *testing.T) {
	t.Parallel()
	one := evidence{source: "a", strength: 50, text: "one"}
	two := evidence{source: "b", strength: 50, text: "two"}
	again := evidence{source: "a", strength: 50, text: "one again"}
	closed := evidence{source: "closed", strength: -60, text: "closed"}
	for name, test := range map[string]struct {
		list []evidence
		want int
	}{
		"nothing": {nil, 0}, "one": {[]evidence{one}, 50}, "two": {[]evidence{one, two}, 75}, "the same again": {[]evidence{one, again}, 57},
		"the order": {[]evidence{again, two, one}, 79}, "against": {[]evidence{one, closed}, 20}, "said twice": {[]evidence{one, one}, 50},
	} {
		score, reasons := weigh(test.list, curve{})
		sum := 0
		for _, r := range reasons {
			sum += r.Points
		}
		if score != test.want || sum != score {
			t.Errorf("%s: score %d with %d points, want %d", name, score, sum, test.want)
		}
	}
}

func TestNamesAreNotShouted(t *testing.T) {
	t.Parallel()
	c := newCast(languageOf("en"), []production.Scene{{Characters: []string{"WILL"},
		Lines: []production.Line{{Kind: production.Action, Text: "They come to Paris in the rain."}}}})
	for given, want := range map[string]string{"KARL THE GIANT": "Karl the Giant", "DR. BENNETT": "Dr. Bennett", "O'NEIL": "O'Neil", "McKay": "McKay", "ANNE-MARIE": "Anne-Marie"} {
		if got := c.display(given); got != want {
			t.Errorf("display(%q) = %q, want %q", given, got, want)
		}
	}
	for given, want := range map[string]string{"WILL'S BEDROOM": "Will's bedroom", "TINY PARIS RESTAURANT": "tiny Paris restaurant", "TV STUDIO": "TV studio"} {
		if got := c.place(given); got != want {
			t.Errorf("place(%q) = %q, want %q", given, got, want)
		}
	}
}

// TestWeighOnTheCurve holds what must be true of every score: the shares sum up to it, the order does
// not matter, and a further piece of evidence never lowers it.
func TestWeighOnTheCurve(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		var list []evidence
		for i := range 1 + random.IntN(9) {
			list = append(list, evidence{source: string(rune('a' + random.IntN(5))), strength: 10 + random.IntN(60), line: i, text: fmt.Sprint("piece ", i)})
		}
		score, reasons := weigh(list, scriptCurve())
		sum := 0
		for _, r := range reasons {
			sum += r.Points
		}
		fewer, _ := weigh(list[1:], scriptCurve())
		shuffle(random, list)
		again, _ := weigh(list, scriptCurve())
		if sum != score || score != again || fewer > score || score > highest {
			t.Fatalf("%+v: score %d, shares %d, in another order %d, with one piece less %d", list, score, sum, again, fewer)
		}
	}
}

func TestCurve(t *testing.T) {
	t.Parallel()
	if c := scriptCurve(); c.Slope <= 0 || c.N < 50 || c.Date == "" {
		t.Errorf("the curve is %+v", c)
	}
	for p, want := range map[float64]int{0: 0, 0.2: 20, 0.5: 50, 0.995: highest, 1: highest} {
		if got := (curve{}).score(p); got != want {
			t.Errorf("without a curve %.3f scores %d, want %d", p, got, want)
		}
	}
	steep := curve{Slope: 2}
	if low, mid, high := steep.score(0.3), steep.score(0.5), steep.score(0.7); low != 16 || mid != 50 || high != 84 {
		t.Errorf("a steep curve gives %d, %d, %d", low, mid, high)
	}
}
