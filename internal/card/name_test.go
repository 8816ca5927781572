package card_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
)

func TestFill(t *testing.T) {
	t.Parallel()
	all := map[string]string{"production": "The Long_Weir", "day": "4", "card": "A001", "camera": "Sony XAVC", "date": "2026-05-07", "unit": "2nd"}
	for _, c := range []struct {
		name, template string
		values         map[string]string
		want           string
	}{
		{"the usual", card.DefaultTemplate, all, "The-Long-Weir_4_A001_Sony-XAVC"},
		{"digits", "{production}_D{day:02}_{card}", all, "The-Long-Weir_D04_A001"},
		{"a day with a letter", "{day:02}_{card}", map[string]string{"day": "4A", "card": "A001"}, "4A_A001"},
		{"other separators", "{date}-{unit} {card}", all, "2026~05~07-2nd A001"},
		{"a value is not known", card.DefaultTemplate, map[string]string{"card": "A001"}, "A001"},
		{"one in the middle is not known", card.DefaultTemplate, map[string]string{"production": "Weir", "camera": "RED"}, "Weir_RED"},
		{"what stands before the first stays", "card {day}_{card}", map[string]string{"card": "A001"}, "card A001"},
		{"forbidden signs", "{card}", map[string]string{"card": `A/0\0:1*?"<>|`}, "A-0-0-1"},
		{"a device", "{card}", map[string]string{"card": "con"}, "_con"},
		{"hidden", "{card}", map[string]string{"card": ".A001."}, "A001"},
		{"accents", "{card}", map[string]string{"card": norm.NFD.String("Müller")}, "Müller"},
		{"a family", "{card}", map[string]string{"card": "👩‍👩‍👧 one"}, "👩‍👩‍👧-one"},
		{"braces", "{{{card}}}", map[string]string{"card": "A001"}, "{A001}"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			template, err := card.ParseTemplate(c.template)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := template.Fill(c.values); err != nil || got != c.want {
				t.Errorf("%q, %v; want %q", got, err, c.want)
			}
		})
	}
}

func TestTemplatesThatAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ template, says string }{
		{"{production}_{scene}", "{reel}"}, {"{card", "not closed"}, {"card}", "not open"}, {"fixed", "no field"}, {"", "no field"},
		{"{card}/{day}", "every drive"}, {"{day:x}", "digits"}, {"{day:99}", "digits"}, {"{card}\x00", "every drive"}, {"{card}\xff", "every drive"},
	} {
		if _, err := card.ParseTemplate(c.template); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%q is answered with %v, want one with %q", c.template, err, c.says)
		}
	}
	template, err := card.ParseTemplate(card.DefaultTemplate)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := template.Fill(map[string]string{"card": " "}); !fault.Is(err, fault.Invalid) {
		t.Errorf("nothing to name a card after is answered with %v", err)
	}
}

// TestEveryNameIsAFolder throws names of all kinds at the template. Each result can be made and found again on this
// machine's drive, is accepted by the offload, and is what it is when it is made safe again.
func TestEveryNameIsAFolder(t *testing.T) {
	t.Parallel()
	template, err := card.ParseTemplate("{production}_{day:02}_{card}_{camera}")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // any names, the same every time
	for range 2000 {
		values := map[string]string{}
		for _, field := range []string{"production", "day", "card", "camera"} {
			values[field] = strange(random)
		}
		name, err := template.Fill(values)
		if err != nil {
			continue // nothing but signs that no name has
		}
		if err := offload.CheckName(name); err != nil {
			t.Fatalf("%q of %q: %v", name, values, err)
		}
		if name != card.Safe(name) || !norm.NFC.IsNormalString(name) || len(name) > card.NameLength || !utf8.ValidString(name) {
			t.Fatalf("%q of %q is not as it should be", name, values)
		}
		if again, err := template.Fill(values); err != nil || again != name {
			t.Fatalf("the same values give %q and %q", name, again)
		}
		if err := os.MkdirAll(filepath.Join(root, name), 0o755); err != nil { //nolint:gosec // a folder for a test
			t.Fatal(err)
		}
	}
}

// strange makes a text of pieces that have given trouble.
func strange(random *rand.Rand) string {
	pieces := []string{"A001", "ü", norm.NFD.String("é"), "한", "日本", "👩‍👩‍👧", "🎬", "/", "\\", ":", "..", ".", " ", "_", "-", "CON", "nul", "COM1", "lpt¹", "\x00", "\n", "\u202e", "\xff", "\u0301", "٣", strings.Repeat("long", 30), strings.Repeat("é", 70), "\ufeff", "%", "'", "&", "~"}
	var b strings.Builder
	for range random.IntN(5) {
		b.WriteString(pieces[random.IntN(len(pieces))])
	}
	return b.String()
}

// TestNamesAreReadAgain fills and takes apart: the values come back as they stand in the name.
func TestNamesAreReadAgain(t *testing.T) {
	t.Parallel()
	template, err := card.ParseTemplate("{production}_{day:02}_{card}_{camera}")
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(3, 4)) //nolint:gosec // as above
	whole := 0
	for range 2000 {
		values := map[string]string{}
		for _, field := range []string{"production", "day", "card", "camera"} {
			values[field] = strange(random)
		}
		name, err := template.Fill(values)
		if err != nil || strings.Contains(name, "~") || strings.HasPrefix(name, "_") || strings.Count(name, "_") != 3 {
			continue // cut, or not every field has a value
		}
		whole++
		back, ok := template.Read(name)
		if !ok {
			t.Fatalf("%q of %q cannot be read", name, values)
		}
		if again, err := template.Fill(back); err != nil || again != name {
			t.Fatalf("%q became %q and then %q, %v", name, back, again, err)
		}
	}
	if whole < 100 {
		t.Errorf("only %d names had every field", whole)
	}
	want := map[string]string{"production": "The-Long-Weir", "day": "04", "card": "A001", "camera": "RED-R3D"}
	if got, ok := template.Read("The-Long-Weir_04_A001_RED-R3D"); !ok || !cmp.Equal(got, want) {
		t.Errorf("%v, %v", got, ok)
	}
	for _, other := range []string{"", "A001", "a_b_c", "a_b_c_d_e_", "_b_c_d"} {
		if got, ok := template.Read(other); ok {
			t.Errorf("%q is read as %v", other, got)
		}
	}
}

// TestACardNamesItself fills a template with what a card tells.
func TestACardNamesItself(t *testing.T) {
	t.Parallel()
	template, err := card.ParseTemplate("{date}_{unit}_{card}_{camera}")
	if err != nil {
		t.Fatal(err)
	}
	red := card.Look(tree(redCard...), "")
	values := red.Values(time.FixedZone("", 14*3600))
	values["unit"] = "BTS"
	if got, err := template.Fill(values); err != nil || got != "2026-05-08_BTS_A001_RED-R3D" {
		t.Errorf("a RED card is %q, %v", got, err)
	}
	stills := card.Of(card.Tree{Files: []card.File{{Path: "DCIM/100MSDCF/DSC00001.ARW", Size: 1}}})
	stills.Volume.Name = "Card 7"
	if got, err := template.Fill(stills.Values(time.UTC)); err != nil || got != "Card-7_Sony-DCF" {
		t.Errorf("a card of stills is %q, %v", got, err)
	}
}

func TestFree(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("é", 100)
	for _, c := range []struct {
		name  string
		taken []string
		want  string
	}{
		{"A001", nil, "A001"}, {"A001", []string{"A002"}, "A001"}, {"A001", []string{"a001", "A001_2"}, "A001_3"},
		{"Müller", []string{norm.NFD.String("MÜLLER")}, "Müller_2"}, {"Straße", []string{"STRASSE"}, "Straße_2"},
	} {
		if got := card.Free(c.name, c.taken); got != c.want {
			t.Errorf("%q beside %q is %q, want %q", c.name, c.taken, got, c.want)
		}
	}
	if got := card.Free(long, []string{long}); len(got) > card.NameLength || !strings.HasSuffix(got, "_2") || !utf8.ValidString(got) {
		t.Errorf("%q, %d bytes", got, len(got))
	}
}

func FuzzSafe(f *testing.F) {
	for _, name := range []string{"A001", "CON.txt", "..", " ", "é", strings.Repeat("한", 90), "\xff\xfe", "~x"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		got := card.Safe(name)
		if err := offload.CheckName(got); err != nil || got != card.Safe(got) {
			t.Errorf("%q became %q, %q: %v", name, got, card.Safe(got), err)
		}
	})
}
