package intake

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// fdxPage is a document of a version with content, and what stands behind it.
func fdxPage(version, content, behind string) string {
	return `<?xml version="1.0" encoding="UTF-8" standalone="no" ?>` + "\n" +
		`<FinalDraft DocumentType="Script" Template="No" Version="` + version + `"><Content>` + content + `</Content>` + behind + `</FinalDraft>`
}

func fdxPara(kind, text string) string {
	return `<Paragraph Type="` + kind + `"><Text>` + text + `</Text></Paragraph>`
}

// TestFDXVersions reads what each version of Final Draft writes for the same things.
func TestFDXVersions(t *testing.T) {
	t.Parallel()
	heading := func(attrs, inside string) string {
		return `<Paragraph Type="Scene Heading"` + attrs + `>` + inside + `<Text>EXT. QUAY - NIGHT</Text></Paragraph>`
	}
	tests := map[string]struct {
		data string
		want []string
	}{
		"1, as converters write it": {fdxPage("1", heading("", "")+fdxPara("Action", "One.\n")+`<Paragraph Type="Action"><ScriptNote ID="1"><Paragraph><Text Font="Courier">Why?</Text></Paragraph></ScriptNote><Text>Two.</Text></Paragraph>`, ""),
			[]string{"scene: EXT. QUAY - NIGHT", "note: Why?", "action: One.", "action: Two."}},
		"1, with the Tagger": {fdxPage("1", heading("", "")+`<Paragraph Type="Action"><Text>A lantern.</Text><UserParagraphData><TaggerParagraphData xmlns="http://www.finaldraft.com/ns/Tagger"><TaggerElementInstance ElementID="7"/></TaggerParagraphData></UserParagraphData></Paragraph>`,
			`<UserDocumentData><TaggerDocumentData xmlns="http://www.finaldraft.com/ns/Tagger"><CategoryList count="1"><Category ID="3" Name="Props"/></CategoryList><ElementList count="1"><Element ID="7" CategoryID="3" Name="Lantern"/></ElementList></TaggerDocumentData></UserDocumentData>`),
			[]string{"scene: EXT. QUAY - NIGHT", "action: A lantern.", "needs: Props Lantern"}},
		"2, with summary and beats": {fdxPage("2", heading(` Number="12A"`, `<SceneProperties Color="#00000000FFFF" Length="1 3/8" Page="9" Title="The fall"><Summary><Paragraph><Text>She lets</Text></Paragraph><Paragraph><Text> go.</Text></Paragraph></Summary>`+
			`<SceneArcBeats><CharacterArcBeat Name="EDDA"><Paragraph><Text>Gives up.</Text></Paragraph></CharacterArcBeat><CharacterArcBeat Name="Bert"/></SceneArcBeats></SceneProperties>`)+fdxPara("Character", "SUNNY")+fdxPara("Dialogue", "No!"), ""),
			[]string{"scene 12A: EXT. QUAY - NIGHT", "synopsis: She lets go.", "note: The fall", "note: EDDA: Gives up.", "character: SUNNY", "dialogue: No!", "with: SUNNY, EDDA, BERT", "length: 11 on 9"}},
		"3, with tags": {fdxPage("3", heading("", "")+`<Paragraph Type="Action"><Text AdornmentStyle="0" RevisionID="0">The </Text><Text TagNumber="4" Style="Bold+AllCaps">lantern</Text><Text>.</Text></Paragraph>`,
			`<TagData><TagCategories><TagCategory Id="c" Name="Props" Number="6"/></TagCategories><TagDefinitions><TagDefinition CatId="c" Id="d" Label="Lantern" Number="1"/></TagDefinitions><Tags><Tag Number="4"><DefId>d</DefId></Tag></Tags></TagData>`),
			[]string{"scene: EXT. QUAY - NIGHT", "action: The LANTERN.", "needs: Props Lantern"}},
		"4, revised": {fdxPage("4", heading("", "")+`<Paragraph Type="Action"><Text RevisionID="2">She falls.</Text></Paragraph>`,
			`<Revisions ActiveSet="2" RevisionMode="No"><Revision ID="1" Name="Blue Rev. (mm/dd/yyyy)"/><Revision ID="2" Name="Pink Rev. (12/5/2026)"/></Revisions>`),
			[]string{"draft: Pink Rev. (12/5/2026)", "scene: EXT. QUAY - NIGHT", "action: She falls."}},
		"4, in revision mode": {fdxPage("4", heading("", ""), `<TitlePage><Content>`+fdxPara("Title", "Quay")+fdxPara("", "Second draft")+`</Content></TitlePage><Revisions ActiveSet="1" RevisionMode="Yes"><Revision ID="1" Name="Blue Rev. (mm/dd/yyyy)"/></Revisions>`),
			[]string{"title: Quay", "draft: Second draft, Blue Rev.", "scene: EXT. QUAY - NIGHT"}},
		"4, an older set than the active one": {fdxPage("4", heading("", "")+`<Paragraph Type="Action"><Text RevisionID="1">She falls.</Text></Paragraph>`,
			`<Revisions ActiveSet="2" RevisionMode="No"><Revision ID="1" Name="Blue"/><Revision ID="2" Name="Pink"/></Revisions>`),
			[]string{"draft: Blue", "scene: EXT. QUAY - NIGHT", "action: She falls."}},
		"4, never revised": {fdxPage("4", heading("", ""), `<Revisions ActiveSet="1" RevisionMode="No"><Revision ID="1" Name="Blue"/></Revisions>`),
			[]string{"scene: EXT. QUAY - NIGHT"}},
		"5, omitted with its text": {fdxPage("5", heading("", "")+`<Paragraph Number="13" Type="Scene Heading"><SceneProperties Length="0" Page="2"/><Text>Omitted</Text><OmittedScene><Paragraph Type="Scene Heading"><SceneProperties Length="2/8"/><Text TagNumber="9">INT. HUT - DAY</Text></Paragraph>`+fdxPara("Action", "Gone.")+`</OmittedScene></Paragraph>`+fdxPara("Scene Heading", "INT. BARN - DAY"), ""),
			[]string{"scene: EXT. QUAY - NIGHT", "scene 13: Omitted", "omitted", "note: omitted: INT. HUT - DAY", "scene: INT. BARN - DAY"}},
		"5, alternatives of a line": {fdxPage("5", heading("", "")+fdxPara("Character", "EDDA")+`<Paragraph Type="Dialogue"><Text>No!</Text><Alts><Alt><Paragraph Type="Dialogue"><Text>Never!</Text></Paragraph></Alt></Alts></Paragraph>`, ""),
			[]string{"scene: EXT. QUAY - NIGHT", "character: EDDA", "dialogue: No!", "with: EDDA"}},
		"5, outline and acts": {fdxPage("5", fdxPara("New Act", "ACT ONE")+fdxPara("Outline 1", "Arrival")+fdxPara("Outline 2", "Storm")+fdxPara("Outline Body", "Loose.")+heading("", "")+fdxPara("Outline Body", "She falls.")+
			fdxPara("Cast List", "(Edda, Sunny)")+fdxPara("Shot", "ANGLE ON")+fdxPara("Singing", "La")+fdxPara("General", "Plain.")+fdxPara("End of Act", "END OF ACT ONE"), ""),
			[]string{"scene: EXT. QUAY - NIGHT", "in: Arrival/Storm", "synopsis: She falls.", "note: Loose.", "action: (Edda, Sunny)", "shot: ANGLE ON", "lyric: La", "action: Plain.", "centered: END OF ACT ONE", "with: EDDA, SUNNY"}},
		"6, styles of somebody's own": {fdxPage("6", fdxPara("Slug", "int. hut - day")+fdxPara("Radio", "BERT")+fdxPara("Dialogue", "Over.")+fdxPara("Strange", "Hm."),
			`<ElementSettings Type="Slug"><FontSpec Style="AllCaps+Bold"/><ParagraphSpec SpaceBefore="24"/><Behavior PaginateAs="Scene Heading"/></ElementSettings><ElementSettings Type="Radio"><Behavior PaginateAs="Character"/></ElementSettings>`),
			[]string{"scene: INT. HUT - DAY", "character: BERT", "dialogue: Over.", "action: Hm.", "with: BERT"}},
		"6, a new page": {fdxPage("6", heading("", "")+`<Paragraph Type="Action" StartsNewPage="Yes"><Text>One.</Text></Paragraph>`, ""),
			[]string{"scene: EXT. QUAY - NIGHT", "page_break", "action: One."}},
		"entities and CDATA": {fdxPage("3", heading("", "")+fdxPara("Action", "A &amp; B&nbsp;&#233; <![CDATA[<c> & d]]>"), ""),
			[]string{"scene: EXT. QUAY - NIGHT", "action: A & B\u00a0é <c> & d"}},
		"control characters": {fdxPage("3", heading("", "")+fdxPara("Action", "A\x0bB"), ""), []string{"scene: EXT. QUAY - NIGHT", "action: A B"}},
		"a namespace":        {strings.Replace(fdxPage("5", heading("", ""), ""), "<FinalDraft ", `<FinalDraft xmlns="http://example.org/fd" xmlns:a="b" a:Version="9" `, 1), []string{"scene: EXT. QUAY - NIGHT"}},
		"a document type":    {strings.Replace(fdxPage("5", heading("", ""), ""), "\n", "\n<!DOCTYPE FinalDraft [<!ELEMENT a (b)>]>\n<!-- made by hand -->\n", 1), []string{"scene: EXT. QUAY - NIGHT"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := mustRead(t, test.data, Options{Name: "a.fdx"}).Script
			if diff := cmp.Diff(test.want, toldFDX(s)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// toldFDX adds to told what only Final Draft says of a scene.
func toldFDX(s *production.Script) []string {
	var out []string
	scenes := s.Scenes
	front := *s
	front.Scenes = nil
	out = append(out, transcript(&front)...)
	for _, scene := range scenes {
		said := transcript(&production.Script{Scenes: []production.Scene{scene}})
		if scene.Omitted {
			said = append([]string{said[0], "omitted"}, said[1:]...)
		}
		for _, e := range scene.Elements {
			said = append(said, "needs: "+e.Label+" "+e.Name)
		}
		if len(scene.Characters) > 0 {
			said = append(said, "with: "+strings.Join(scene.Characters, ", "))
		}
		if !scene.Estimated && !scene.Omitted {
			said = append(said, "length: "+strings.TrimSpace(strings.Join([]string{strconv.Itoa(scene.Eighths), "on", scene.Page}, " ")))
		}
		out = append(out, said...)
	}
	return out
}

// TestFDXLengths: a length of nothing, or nonsense, is estimated and says so.
func TestFDXLengths(t *testing.T) {
	t.Parallel()
	for length, want := range map[string]struct {
		eighths   int
		estimated bool
	}{"1 3/8": {11, false}, "3/8": {3, false}, "2": {16, false}, "0": {1, true}, "": {1, true}, "long": {1, true}, "0/8": {1, true}} {
		data := fdxPage("4", `<Paragraph Type="Scene Heading"><SceneProperties Length="`+length+`"/><Text>INT. A</Text></Paragraph>`, "")
		if s := mustRead(t, data, Options{Name: "a.fdx"}).Script.Scenes[0]; s.Eighths != want.eighths || s.Estimated != want.estimated {
			t.Errorf("length %q: %d eighths (estimated %t), want %d (%t)", length, s.Eighths, s.Estimated, want.eighths, want.estimated)
		}
	}
}

// TestFDXAnchors: notes behind the text name a range of it, in UTF-16 units, with two for a block
// inside a paragraph.
func TestFDXAnchors(t *testing.T) {
	t.Parallel()
	content := fdxPara("Scene Heading", "INT. 🙂") + // 0 to 7, and 8 for the end
		`<Paragraph><DualDialogue>` + fdxPara("Character", "EDDA") + fdxPara("Dialogue", "No!") + fdxPara("Character", "SUNNY") + fdxPara("Dialogue", "Yes!") + `</DualDialogue></Paragraph>` + // 8 to 10
		fdxPara("Scene Heading", "INT. B") // from 11
	note := func(at, text string) string {
		return `<ScriptNote Range="` + at + `"><Paragraph><Text>` + text + `</Text></Paragraph></ScriptNote>`
	}
	data := fdxPage("6", content, `<ScriptNotes>`+note("7,8", "first")+note("10,10", "still first")+note("11,12", "second #rain")+note("9999,9999", "last")+note("x", "nowhere")+`</ScriptNotes>`)
	s := mustRead(t, data, Options{Name: "a.fdx"}).Script
	want := [][]string{{"first", "still first"}, {"second #rain", "last"}}
	for i, scene := range s.Scenes {
		var got []string
		for _, n := range scene.Notes {
			got = append(got, n.Text)
		}
		if diff := cmp.Diff(want[i], got); diff != "" {
			t.Errorf("scene %d: %s", i+1, diff)
		}
	}
	if !cmp.Equal(s.Scenes[1].Tags, []string{"rain"}) {
		t.Errorf("the anchored tag is %q", s.Scenes[1].Tags)
	}
}

func TestFDXEncodings(t *testing.T) {
	t.Parallel()
	text := strings.Replace(fdxPage("5", fdxPara("Scene Heading", "INT. CAFÉ 内景"), ""), "UTF-8", "UTF-16", 1)
	var little, big []byte
	for _, u := range utf16.Encode([]rune(text)) {
		little, big = append(little, byte(u), byte(u>>8)), append(big, byte(u>>8), byte(u))
	}
	latin := strings.NewReplacer("UTF-8", "ISO-8859-1", "É", "\xC9", " 内景", "").Replace(fdxPage("5", fdxPara("Scene Heading", "INT. CAFÉ 内景"), ""))
	for name, test := range map[string]struct{ data, set string }{
		"UTF-16 LE": {"\xFF\xFE" + string(little), "CAFÉ 内景"}, "UTF-16 BE": {"\xFE\xFF" + string(big), "CAFÉ 内景"}, "UTF-16 without a mark": {string(little), "CAFÉ 内景"},
		"UTF-8 mark": {"\uFEFF" + strings.Replace(text, "UTF-16", "UTF-8", 1), "CAFÉ 内景"}, "Latin 1": {latin, "CAFÉ"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := mustRead(t, test.data, Options{Name: "a.fdx"}).Script.Scenes[0].Set; got != test.set {
				t.Errorf("the set is %q, want %q", got, test.set)
			}
		})
	}
}

// TestFDXHostile refuses documents that are made to fill the memory, and quickly.
func TestFDXHostile(t *testing.T) {
	t.Parallel()
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>`
	for name, test := range map[string]struct{ data, says string }{
		"an entity bomb":      {strings.Replace(fdxPage("5", fdxPara("Scene Heading", "INT. &b;"), ""), "\n", "\n"+bomb, 1), "invalid character entity"},
		"an outside entity":   {strings.Replace(fdxPage("5", fdxPara("Scene Heading", "INT. &c;"), ""), "\n", "\n"+bomb, 1), "invalid character entity"},
		"endless paragraphs":  {fdxPage("5", strings.Repeat("<Paragraph/>", maxLines+1), ""), "more than 300000 lines"},
		"an endless tag":      {fdxPage("5", "<Paragraph "+strings.Repeat(`a="" `, 1<<18)+"/>", ""), "longer than 1 MB"},
		"an endless text":     {fdxPage("5", fdxPara("Action", strings.Repeat("x", 2<<20)), ""), "longer than 1 MB"},
		"two roots":           {fdxPage("5", fdxPara("Scene Heading", "INT. A"), "") + "<FinalDraft/>", "<FinalDraft> was expected"},
		"deep omitted scenes": {fdxPage("5", strings.Repeat("<Paragraph><OmittedScene>", 100), ""), "nested too deep"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadFDX([]byte(test.data), Options{Name: "a.fdx"})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Error(), test.says) {
				t.Errorf("%v, want %q", e, test.says)
			}
		})
	}
}
