package story

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

func TestDetectLanguage(t *testing.T) {
	t.Parallel()
	said := func(set, time string, lines ...string) production.Facts {
		s := production.Scene{Number: "1", Set: set, TimeOfDay: time}
		for _, text := range lines {
			s.Lines = append(s.Lines, production.Line{Kind: production.Action, Text: text})
		}
		return production.Facts{Scenes: []production.Scene{s}}
	}
	for name, test := range map[string]struct {
		facts production.Facts
		want  string
	}{
		"English":                   {said("KITCHEN", "NIGHT", "Maya looks at the letter and puts it into the fire."), "en"},
		"German":                    {said("KÜCHE", "NACHT", "Maya sieht den Brief an und legt ihn auf das Feuer."), "de"},
		"French, which has no file": {said("CUISINE", "NUIT", "Maya regarde la lettre et la jette au feu. Elle ne dit rien."), "en"},
		"nothing":                   {production.Facts{}, "en"},
		"German headings alone":     {said("WOHNUNG, KÜCHE", "TAG"), "de"},
		"an English script with a German line": {said("TRENCH", "NIGHT", "The soldiers lie in the mud of the trench.", "Nicht schießen.",
			"One of them gets up with his hands in the air."), "en"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := DetectLanguage(test.facts); got != test.want {
				t.Errorf("the language is %q, want %q", got, test.want)
			}
		})
	}
}

// TestGermanScript reads a script of our own: what happens is found, what only looks like it is not,
// and nobody has to say what language it is in.
func TestGermanScript(t *testing.T) {
	t.Parallel()
	scenes := []production.Scene{
		germanScene("1", "BRÜCKE", "Der Regen prasselt auf die Brücke. Maya klettert über das Geländer und stürzt vom Dach in den Fluss."),
		germanScene("2", "KÜCHE", "Tom fällt nicht vom Balkon. Er fällt in tiefen Schlaf und träumt, er könnte vom Dach springen."),
		germanScene("3", "MARKTPLATZ", "Vierzig Soldaten marschieren vorbei. Das ganze Dorf ist da."),
		germanScene("4", "KRANKENZIMMER", "Tom hält ihre Hand. Maya stirbt. Tränen laufen über sein Gesicht."),
		germanScene("5", "HAFEN", "Ein einäugiger Matrose grinst. Die Schlange an der Kasse steht still."),
	}
	found := Find(production.Facts{Scenes: scenes}, Options{})
	got := map[string][]string{}
	for _, m := range found {
		if m.Scene != "" {
			got[m.Scene] = append(got[m.Scene], string(m.Kind))
		}
	}
	for number := range got {
		got[number] = uniqueSorted(got[number])
	}
	want := map[string][]string{"1": {"director_actor", "stunt", "technical"}, "3": {"collaboration"}, "4": {"director_actor", "performance"}, "5": {"costume_makeup"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("moments (-want +got)\n%s", diff)
	}
	if m := found[0]; !strings.Contains(said(m), "Maya stürzt vom Dach") && !strings.Contains(said(m), "Tränen laufen") {
		t.Errorf("the first moment is explained by %q", said(m))
	}
}

func germanScene(number, set, text string) production.Scene {
	return production.Scene{ID: production.SceneID("id" + number), Number: number, Set: set, IntExt: production.Interior, TimeOfDay: "TAG",
		Characters: []string{"MAYA", "TOM"}, Lines: []production.Line{{Kind: production.Action, Text: text, Number: 10}}}
}

func TestUnknownLanguageIsReadAsEnglish(t *testing.T) {
	t.Parallel()
	f := production.Facts{Scenes: []production.Scene{germanScene("1", "BRIDGE", "Maya falls from the balcony.")}}
	if list := Find(f, Options{Language: "fr"}); len(list) == 0 || list[0].Kind != Stunt {
		t.Errorf("found %+v", list)
	}
}
