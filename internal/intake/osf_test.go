package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

// osfPage is a document of a version with paragraphs.
func osfPage(version, paragraphs string) string {
	return `<?xml version="1.0" encoding="utf-8"?><document type="Open Screenplay Format document" version="` + version + `">` +
		`<settings revision="2"/><styles><style name="Scene Heading" basestylename="Normal Text" spacebefore="2.0" allcaps="1"/>` +
		`<style name="Sound" basestylename="Noise"/><style name="Noise" basestylename="Action"/><style name="Loop" basestylename="Loop"/></styles>` +
		`<paragraphs>` + paragraphs + `</paragraphs>` +
		`<lists><characters><character name="NOBODY"/></characters><revision_colors><revision_color name="White" index="0"/><revision_color name="Blue" index="1"/>` +
		`<revision_color name="Pink Rev. (mm/dd/yyyy)" index="2"/></revision_colors></lists></document>`
}

func osfPara(style, text string) string {
	return `<para><style basestylename="` + style + `"/><text>` + text + `</text></para>`
}

var osfSmall = osfPage("20", osfPara("Scene Heading", "INT. ATTIC - DAY")+osfPara("Action", "Dust."))

func TestOSF(t *testing.T) {
	t.Parallel()
	body := osfPara("Action", "FADE IN:") +
		`<para scene_number="12A" synopsis="She climbs.&#xA;High." note="prop: ladder"><style basestylename="Scene Heading"/><text>int. attic </text><text>- night</text></para>` +
		osfPara("Sound", "CREAK") + osfPara("Loop", "round") + osfPara("Normal Text", "plain") +
		`<para note="why?"><style basestyle="Action" align="center"/><text bold="1">END</text></para>` +
		`<para><style basestylename="Character" dualdialogue="1"/><text>Mara</text></para>` + osfPara("Parenthetical", "(low)") + osfPara("Dialogue", "Yes.") +
		`<para><style basestylename="Character" dualdialogue="1"/><text>JON</text></para>` + osfPara("Dialogue", "No.") +
		osfPara("Character", "ANN") + osfPara("Dialogue", "Well.") +
		osfPara("Singing", "La") + osfPara("Transition", "CUT TO:") + osfPara("Shot", "CLOSE ON") +
		`<para><style name="Scene Heading" pageBreakBefore="1"/><text>OMITTED</text></para>` +
		`<para omitted="1" number="14"><style basestylename="Scene Heading"/><text>INT. GONE - DAY</text></para>` +
		osfPara("New Act", "Act two") + osfPara("Scene Heading", "EXT. ROOF - DAY") + osfPara("Cast List", "(Mara, Bert)")
	titled := strings.Replace(osfPage("50", body), "</paragraphs>", `</paragraphs><titlepage><para/><para bookmark="Title"><style basestylename="Normal Text"/><text>The Quay</text></para>`+
		`<para bookmark="Author"><text>A. Writer</text></para><para bookmark="Contact"><text>a@example.org</text></para></titlepage>`, 1)
	want := []string{
		"title: The Quay", "author: A. Writer", "draft: Pink Rev.", "contact: a@example.org", "action: FADE IN:",
		"scene 12A: INT. ATTIC - NIGHT", "synopsis: She climbs. High.", "note: prop: ladder", "note: why?",
		"action: CREAK", "action: round", "action: plain", "centered: END",
		"character: Mara", "parenthetical: (low)", "dialogue: Yes.", "character: JON ^", "dialogue: No. ^", "character: ANN", "dialogue: Well.",
		"lyric: La", "transition: CUT TO:", "shot: CLOSE ON", "page_break",
		"scene: OMITTED", "scene 14: INT. GONE - DAY", "scene: EXT. ROOF - DAY", "in: Act two", "action: (Mara, Bert)",
	}
	for name, data := range map[string]string{"plain": titled, "Fade In": zipped(t, "document.xml", titled), "UTF-8 mark": "\uFEFF" + titled} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, data, Options{Name: "a.fadein"})
			if diff := cmp.Diff(want, transcript(doc.Script)); diff != "" || doc.Format != FormatOSF || len(doc.Warnings) > 0 {
				t.Error(diff, doc.Format, doc.Warnings)
			}
			scenes := doc.Script.Scenes
			if !scenes[1].Omitted || !scenes[2].Omitted || scenes[0].Omitted || !cmp.Equal(scenes[3].Characters, []string{"MARA", "BERT"}) {
				t.Errorf("omitted: %t, %t, %t; the last scene has %q", scenes[0].Omitted, scenes[1].Omitted, scenes[2].Omitted, scenes[3].Characters)
			}
			if len(scenes[0].Elements) != 1 || scenes[0].Elements[0].Name != "ladder" || !scenes[0].Estimated {
				t.Errorf("the first scene needs %+v", scenes[0].Elements)
			}
		})
	}
}

// TestOSFVersion1 reads the marks that version 1 writes into the text, and its title page.
func TestOSFVersion1(t *testing.T) {
	t.Parallel()
	body := osfPara("Scene Heading", "&lt;b&gt;INT. ATTIC&lt;/b&gt; - DAY") + osfPara("Action", "&lt;font=&quot;Times&quot;&gt;One&lt;br&gt;two&lt;/font&gt; 1 &lt; 2") + osfPara("Shot", "&lt;x&gt;")
	old := strings.Replace(osfPage("12", body), "<settings", `<info title="The Quay" written_by="A. Writer" drafts="Second" copyright="(c)" uuid="x"/><settings`, 1)
	want := []string{"title: The Quay", "author: A. Writer", "draft: Second, Pink Rev.", "copyright: (c)", "scene: INT. ATTIC - DAY", "action: One\ntwo 1 < 2", "shot: <x>"}
	if diff := cmp.Diff(want, transcript(mustRead(t, old, Options{Name: "a.osf"}).Script)); diff != "" {
		t.Error(diff)
	}
	later := strings.Replace(old, `version="12"`, `version="21"`, 1)
	if got := transcript(mustRead(t, later, Options{Name: "a.osf"}).Script); got[len(got)-2] != "action: <font=\"Times\">One<br>two</font> 1 < 2" {
		t.Errorf("in version 2.1 the marks are text, not %q", got)
	}
}

// TestOSFFreeTitlePage reads a title page that names nothing.
func TestOSFFreeTitlePage(t *testing.T) {
	t.Parallel()
	data := strings.Replace(osfSmall, "</paragraphs>", "</paragraphs><titlepage>"+osfPara("Normal Text", "")+osfPara("Normal Text", "THE QUAY")+osfPara("Normal Text", "by")+osfPara("Normal Text", "A. Writer")+"</titlepage>", 1)
	if s := mustRead(t, data, Options{Name: "a.osf"}).Script; s.Title != "THE QUAY" || s.Author != "A. Writer" {
		t.Errorf("title %q, author %q", s.Title, s.Author)
	}
}

func TestOSFRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ data, says string }{
		"cut off":         {osfSmall[:len(osfSmall)-200], "cannot be read"},
		"without scenes":  {osfPage("20", osfPara("Action", "Dust.")), "no scene heading"},
		"too many scenes": {osfPage("20", strings.Repeat(osfPara("Scene Heading", "INT. A"), maxScenes+1)), "more than 20000 scenes"},
		"too many lines":  {osfPage("20", strings.Repeat("<para/>", maxLines+1)), "more than 300000 lines"},
		"too deep":        {osfPage("20", strings.Repeat("<para>", 100)), "nested too deep"},
		"endless tag":     {osfPage("20", "<para "+strings.Repeat(`a="" `, 1<<18)+"/>"), "longer than 1 MB"},
		"other root":      {`<x type="Open Screenplay Format document"/>`, "<document> was expected"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: "a.osf"})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Error(), test.says) {
				t.Errorf("%v, want %q", e, test.says)
			}
		})
	}
}
