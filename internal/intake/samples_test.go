package intake

import (
	"encoding/csv"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

// countedScenes is what the index of the sample data counts, -1 where it counts nothing.
func countedScenes(facts string) int {
	for _, word := range strings.Fields(facts) {
		if n, ok := strings.CutPrefix(word, "scenes="); ok {
			if count, err := strconv.Atoi(n); err == nil {
				return count
			}
		}
	}
	return -1
}

// otherwise lists the samples of which we make something else than the index counts, and why.
var otherwise = map[string]struct {
	scenes int
	why    string
}{
	"scripts/nyousefi-Fountain/Brick And Steel.txt":      {8, "not counted by the index"},
	"scripts/screenplain-tests/utf-8-bom.fountain":       {1, "the byte order mark before the heading is no part of it"},
	"scripts/screenplay-parser-farmland/test.celtx":      {5, "not counted by the index: the paragraphs of class sceneheading"},
	"scripts/screenplay-parser-farmland/test.fdx":        {29, "the index counts the settings of the style too"},
	"scripts/screenplay-parser-farmland/test.xml":        {29, "the index does not count this format"},
	"scripts/scriptBreakdown-untagged/scriptExample.fdx": {1, "the index counts the settings of the style too"},
}

// refusedBecause lists why samples are refused. A script without a scene would empty a production.
var refusedBecause = []struct {
	file *regexp.Regexp
	says string
}{
	{regexp.MustCompile(`\.pdf$`), "this is a PDF"},
	{regexp.MustCompile(`\.rtf$`), "this is a rich text (RTF) document"},
	{regexp.MustCompile(`\.html$`), "this is a web page"},
	{regexp.MustCompile(`/(?:README\.md|THANKS)$`), "neither a script nor a schedule was recognised"},
	{regexp.MustCompile(`/nemsis/script\.fountain$`), "no scene heading was found"},
	{regexp.MustCompile(`/BeatCore/Templates/(?:Novel|One Page Synopsis|Three-act Outline)\.fountain$`), "no scene heading was found"},
	{regexp.MustCompile(`/nyousefi-Fountain/(?:Boneyard|CenteredText|Dialogue|DualDialogue|ForcedElements|MultilineAction|Notes|PageBreaks|SectionHeaders|Synopses|Transitions)\.fountain$`), "no scene heading was found"},
	{regexp.MustCompile(`/screenplain-tests/(?:dialogue-character-extension\.fountain|dual-dialogue\.(?:fountain|fdx)|forced-action\.(?:fountain|fdx))$`), "no scene heading was found"},
}

// TestScriptSamples reads every script of the shared samples: with as many scenes as it has, or
// refused for the reason stated.
func TestScriptSamples(t *testing.T) {
	t.Parallel()
	table := csv.NewReader(strings.NewReader(string(intaketest.SharedFile(t, "INDEX.tsv"))))
	table.Comma, table.LazyQuotes, table.FieldsPerRecord = '\t', true, -1
	rows, err := table.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	read := 0
	for _, row := range rows {
		file := row[0]
		if !strings.HasPrefix(file, "scripts/") {
			continue
		}
		read++
		t.Run(strings.TrimPrefix(file, "scripts/"), func(t *testing.T) {
			t.Parallel()
			doc, err := Read(intaketest.SharedFile(t, strings.Split(file, "/")...), Options{Name: path.Base(file)})
			for _, r := range refusedBecause {
				if r.file.MatchString(file) {
					if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, r.says) {
						t.Errorf("refused with %q, want %q", e.Message, r.says)
					}
					return
				}
			}
			if err != nil {
				t.Fatal(err)
			}
			want := countedScenes(row[len(row)-1])
			if other, ok := otherwise[file]; ok {
				want = other.scenes
			}
			if got := len(doc.Script.Scenes); got != want {
				t.Errorf("%d scenes, want %d", got, want)
			}
		})
	}
	if read < 70 {
		t.Errorf("the index names %d scripts", read)
	}
}

// TestFarmlandIsTheSameInThreeFormats compares one script as three programs wrote it.
func TestFarmlandIsTheSameInThreeFormats(t *testing.T) {
	t.Parallel()
	type facts struct {
		Set, Time  string
		Characters string
	}
	of := func(name string) (all []facts) {
		doc, err := Read(intaketest.SharedFile(t, "scripts", "screenplay-parser-farmland", name), Options{Name: name})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range doc.Script.Scenes {
			speakers := ""
			for _, l := range s.Lines {
				if l.Kind == "character" {
					speakers += CharacterName(l.Text) + ", "
				}
			}
			all = append(all, facts{s.Set, s.TimeOfDay, speakers})
		}
		return all
	}
	want := of("test.fdx")
	for _, name := range []string{"test.xml", "test.fountain"} {
		got := of(name)
		if len(got) != len(want) {
			t.Fatalf("%s has %d scenes, the Final Draft file %d", name, len(got), len(want))
		}
		for i := range got {
			w := want[i]
			if name == "test.fountain" { // its exporter knew no shots and made names of them
				w.Characters = got[i].Characters
			}
			if got[i] != w {
				t.Errorf("%s, scene %d: %+v, want %+v", name, i+1, got[i], w)
			}
		}
	}
}
