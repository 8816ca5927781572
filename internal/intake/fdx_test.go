package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

const finalDraft = `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<FinalDraft DocumentType="Script" Template="No" Version="4">
<Content>
<Paragraph Number="12A" Type="Scene Heading">
<SceneProperties Length="1 3/8" Page="9" Title="The fall"><Summary><Paragraph><Text>She lets</Text></Paragraph><Paragraph><Text>go.</Text></Paragraph></Summary></SceneProperties>
<ScriptNote Name="rig"><Paragraph><Text>Two cranes.</Text></Paragraph></ScriptNote>
<Text>EXT. QUAY </Text><Text Style="AllCaps">- night</Text>
</Paragraph>
<Paragraph Type="Action"><Text>She takes the </Text><Text TagNumber="1">lantern</Text><Text TagNumber="2"> and falls.</Text></Paragraph>
<Paragraph><DualDialogue>
<Paragraph Type="Character"><Text>EDDA</Text></Paragraph><Paragraph Type="Dialogue"><Text>No!</Text></Paragraph>
<Paragraph Type="Character"><Text>SUNNY (O.S.)</Text></Paragraph><Paragraph Type="Dialogue"><Text>Yes!</Text></Paragraph>
</DualDialogue></Paragraph>
<Paragraph Type="Shot"><Text>ANGLE ON</Text></Paragraph>
<Paragraph Number="13" Type="Scene Heading"><Text>OMITTED</Text><OmittedScene><Paragraph Type="Scene Heading"><Text>INT. OLD - DAY</Text></Paragraph></OmittedScene></Paragraph>
<Paragraph Type="Scene Heading"><Text>INT. HUT - DAY</Text></Paragraph>
<Paragraph StartsNewPage="Yes" Type="General"><Text>Dry.</Text></Paragraph>
<Paragraph Type="Made Up"><Text></Text></Paragraph>
</Content>
<TitlePage><Content><Paragraph><Text>The Quay</Text></Paragraph><Paragraph><Text>written by</Text></Paragraph><Paragraph><Text>A. Writer</Text></Paragraph><Paragraph><Text>Blue Draft</Text></Paragraph></Content></TitlePage>
<TagData>
<TagCategories><TagCategory Id="c1" Name="Props"/><TagCategory Id="c2" Name="Stunts"/></TagCategories>
<TagDefinitions><TagDefinition CatId="c1" Id="d1" Label="Storm lantern"/><TagDefinition CatId="c2" Id="d2" Label="High fall"/></TagDefinitions>
<Tags><Tag Number="1"><DefId>d1</DefId></Tag><Tag Number="2"><DefId>d2</DefId></Tag></Tags>
</TagData>
<ScriptNotes><ScriptNote Range="55,56"><Paragraph><Text>Anchored.</Text></Paragraph></ScriptNote></ScriptNotes>
</FinalDraft>`

func TestFDX(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, finalDraft, Options{Name: "q.fdx"})
	s := doc.Script
	if s.Title != "The Quay" || s.Author != "A. Writer" || s.Draft != "Blue Draft" {
		t.Errorf("title page read as %q, %q, %q", s.Title, s.Author, s.Draft)
	}
	if len(s.Scenes) != 3 {
		t.Fatalf("%d scenes, want 3", len(s.Scenes))
	}
	want := production.Scene{
		Number: "12A", NumberGiven: true, Heading: "EXT. QUAY - NIGHT", IntExt: "EXT", Set: "QUAY", TimeOfDay: "NIGHT", Eighths: 11, Page: "9",
		Synopsis: "She lets go.", Characters: []string{"EDDA", "SUNNY"}, InScript: true, SourceLine: 4,
		Notes: []production.Note{{Text: "The fall", Number: 4}, {Text: "rig: Two cranes.", Number: 6}, {Text: "Anchored.", Number: 26}},
		Elements: []production.Element{
			{Category: production.CategoryProps, Label: "Props", Name: "Storm lantern", Source: production.FromScript},
			{Category: production.CategoryStunts, Label: "Stunts", Name: "High fall", Source: production.FromScript},
		},
		Lines: []production.Line{
			{Kind: production.Action, Text: "She takes the lantern and falls.", Number: 9},
			{Kind: production.Character, Text: "EDDA", Number: 11}, {Kind: production.Dialogue, Text: "No!", Number: 11},
			{Kind: production.Character, Text: "SUNNY (O.S.)", Number: 12, Dual: true}, {Kind: production.Dialogue, Text: "Yes!", Number: 12, Dual: true},
			{Kind: production.ShotLine, Text: "ANGLE ON", Number: 14},
		},
	}
	if diff := cmp.Diff(want, s.Scenes[0]); diff != "" {
		t.Error(diff)
	}
	if omitted := s.Scenes[1]; !omitted.Omitted || omitted.Number != "13" || len(omitted.Lines) > 0 {
		t.Errorf("the omitted scene is %+v", omitted)
	}
	if got := lines(s.Scenes[2].Lines); !cmp.Equal(got, []string{"page_break", "action: Dry."}) {
		t.Errorf("the last scene has %q", got)
	}
	if s.Scenes[2].Number != "13A" {
		t.Errorf("the scene after 13 is %q, want 13A", s.Scenes[2].Number)
	}
}

// bigFish is everything by which Big Fish from one format is compared with another.
type bigFish struct {
	Heading, Set, Time string
	IntExt             production.IntExt
	Eighths            int
	Characters         []string
}

func bigFishOf(t *testing.T, parts ...string) []bigFish {
	t.Helper()
	doc, err := Read(intaketest.SharedFile(t, parts...), Options{Name: parts[len(parts)-1]})
	if err != nil {
		t.Fatal(err)
	}
	var scenes []bigFish
	for _, s := range doc.Script.Scenes {
		scenes = append(scenes, bigFish{plainQuotes.Replace(production.NormalHeading(s.Heading)), s.Set, s.TimeOfDay, s.IntExt, s.Eighths, s.Characters})
	}
	return scenes
}

func TestBigFishIsTheSameInEveryFormat(t *testing.T) {
	t.Parallel()
	want := bigFishOf(t, "scripts", "screenplain-examples", "Big-Fish.fdx")
	if len(want) != 190 {
		t.Fatalf("%d scenes in the Final Draft file, want 190", len(want))
	}
	tests := map[string]struct {
		parts   []string
		similar bool // an edition of its own: quotes, damaged letters, a name more
		stray   int  // the scene in which a stray letter on a line of its own makes an eighth more
	}{
		"screenplain":    {parts: []string{"scripts", "screenplain-examples", "Big-Fish.fountain"}},
		"Beat":           {parts: []string{"scripts", "Beat", "Sample files", "Big-Fish.fountain"}, stray: 35},
		"nyousefi":       {parts: []string{"scripts", "nyousefi-Fountain", "Big Fish.fountain"}},
		"better, CRLF":   {parts: []string{"scripts", "betterfountain", "big_fish_crlf.fountain"}, similar: true},
		"better, LF":     {parts: []string{"scripts", "betterfountain", "big_fish_lf.fountain"}, similar: true},
		"the same again": {parts: []string{"scripts", "screenplain-examples", "Big-Fish.fdx"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := bigFishOf(t, test.parts...)
			if test.stray > 0 {
				got[test.stray].Eighths--
			}
			for i := range got {
				if test.similar {
					got[i].Heading = strings.ReplaceAll(got[i].Heading, "Â°", "°")
					got[i].Set = strings.ReplaceAll(got[i].Set, "Â°", "°")
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%d scenes\n%s", len(got), diff[:min(len(diff), 3000)])
			}
		})
	}
}

func TestFarmlandFDX(t *testing.T) {
	t.Parallel()
	doc, err := Read(intaketest.SharedFile(t, "scripts", "screenplay-parser-farmland", "test.fdx"), Options{Name: "test.fdx"})
	if err != nil {
		t.Fatal(err)
	}
	s := doc.Script
	if len(s.Scenes) != 29 || s.Title != "FARMLAND" || s.Scenes[1].Eighths != 8 || s.Scenes[1].Estimated {
		t.Errorf("%d scenes of %q, the second has %d eighths (estimated %t)", len(s.Scenes), s.Title, s.Scenes[1].Eighths, s.Scenes[1].Estimated)
	}
	if !strings.Contains(s.Scenes[0].Notes[1].Text, "Near Plattsmouth") {
		t.Errorf("the notes of scene 1 are %v", s.Scenes[0].Notes)
	}
}

func TestFDXParagraphs(t *testing.T) {
	t.Parallel()
	paragraph := func(kind, text string) string {
		return `<Paragraph Type="` + kind + `"><Text>` + text + `</Text></Paragraph>`
	}
	data := `<FinalDraft Version="6"><Content>` + paragraph("New Act", "Act one") + paragraph("Outline 2", "Arrival") +
		`<Paragraph Type="Scene Heading" Number="4"><Text>INT. <b>lost</b>HUT - DAY</Text></Paragraph>` +
		paragraph("Outline Body", "She comes.") + paragraph("Parenthetical", "(low)") + paragraph("Transition", "CUT TO:") +
		paragraph("Lyrics", "La") + paragraph("Whatever", "Thing <![CDATA[& more]]>") +
		`<Paragraph Type="Action" Alignment="Center"><Text> END </Text></Paragraph>` +
		`<Paragraph Type="Action"><Text TagNumber="1">Gull</Text><Text TagNumber="2">Edda</Text><Text TagNumber="3">x</Text><Text TagNumber="9">y</Text></Paragraph>` +
		paragraph("Scene Heading", " ") + `</Content><TagData>` +
		`<TagCategories><TagCategory Id="p" Name="Puppets"/><TagCategory Id="c" Name="Cast Members"/><TagCategory Id="s" Name="Synopsis"/></TagCategories>` +
		`<TagDefinitions><TagDefinition CatId="p" Id="1" Label="Gull"/><TagDefinition CatId="c" Id="2" Label="Edda"/><TagDefinition CatId="s" Id="3" Label="All"/></TagDefinitions>` +
		`<Tags><Tag Number="1" DefId="1"/><Tag Number="2"><DefId>2</DefId></Tag><Tag Number="3"><DefId>3</DefId></Tag><Tag Number="9"><DefId>gone</DefId></Tag></Tags></TagData></FinalDraft>`
	s := mustRead(t, data, Options{Name: "a.fdx"}).Script
	if len(s.Scenes) != 1 {
		t.Fatalf("%d scenes, want 1", len(s.Scenes))
	}
	scene := s.Scenes[0]
	want := []string{"parenthetical: (low)", "transition: CUT TO:", "lyric: La", "action: Thing & more", "centered: END", "action: GullEddaxy"}
	if diff := cmp.Diff(want, lines(scene.Lines)); diff != "" {
		t.Error(diff)
	}
	if scene.Heading != "INT. HUT - DAY" || scene.Synopsis != "She comes." || !cmp.Equal(scene.Sections, []string{"Act one", "Arrival"}) || !cmp.Equal(scene.Characters, []string{"EDDA"}) {
		t.Errorf("the scene is %+v", scene)
	}
	wantNeeds := []production.Element{
		{Category: customCategory, Label: "Puppets", Name: "Gull", Source: production.FromScript},
		{Category: production.CategoryCast, Label: "Cast Members", Name: "Edda", Source: production.FromScript},
	}
	if diff := cmp.Diff(wantNeeds, scene.Elements); diff != "" {
		t.Error(diff)
	}
}

// TestFDXDepth gives up on endless nesting at once, also inside elements that are passed over.
func TestFDXDepth(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{"", "<Content><Paragraph>", "<Unknown>", "<Content><Paragraph Type=\"Action\"><Text>"} {
		_, err := ReadFDX([]byte("<FinalDraft>"+inside+strings.Repeat("<a>\n", 5000)), Options{Name: "deep.fdx"})
		e := intaketest.WantInvalid(t, err)
		if !strings.Contains(e.Error(), "nested too deep") || e.At.Line > 100 {
			t.Errorf("inside %q: %v", inside, e)
		}
	}
}
