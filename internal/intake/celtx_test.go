package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

const celtxHead = `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN">
<html><head>
  <title>The Quay</title>
  <style title="x" type="text/css">p.sceneheading:before { display: none } </style>
  <meta content="left" name="CX.sceneNumbering"><meta content="A. Writer &amp; Co" name="Author">
  <meta content="" name="DC.source"><meta name="CX.contact" content="a@example.org">
</head>
<body>
`

const celtxBody = `<p class="action">FADE IN:<br>
</p>
<p scenestr="7A" id="x" class="sceneheading">EXT.
QUAY - NIGHT<br>
</p>
<p class="action">The <span ref="http://x" class="prop">storm
lantern</span> and <span class="cast">Bert</span> fall&nbsp;down.<br>Twice.<span class="softbreak">x</span></p>
<p class="character"><br>
</p>
<p class="character">Mara<br></p>
<p class="parenthetical">(low)</p>
<p class="dialog">Hello, <b>you</b>.
<p class="transition">CUT TO:</p>
<p class="shot">CLOSE ON</p>
<p class="whatever">Else.</p>
`

func celtxProject(t testing.TB, body string) string {
	t.Helper()
	return zipped(t, "local.rdf", "<x/>", "project.rdf", `<x cx:localFile="script-b.html"/>`, "picture.jpg", "\xff\xd8", "scratch-a.html", "<p>no", "script-b.html", celtxHead+body+"</body></html>")
}

func TestCeltx(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, celtxProject(t, celtxBody), Options{Name: "a.celtx"})
	want := []string{
		"title: The Quay", "author: A. Writer & Co", "contact: a@example.org", "action: FADE IN:",
		"scene 7A: EXT. QUAY - NIGHT", "action: The storm lantern and Bert fall down.\nTwice.x",
		"character: Mara", "parenthetical: (low)", "dialogue: Hello, you.", "transition: CUT TO:", "shot: CLOSE ON", "action: Else.",
	}
	if diff := cmp.Diff(want, transcript(doc.Script)); diff != "" || doc.Format != FormatCeltx {
		t.Error(doc.Format, diff)
	}
	scene := doc.Script.Scenes[0]
	needs := []production.Element{
		{Category: production.CategoryProps, Label: "prop", Name: "storm lantern", Source: production.FromScript},
		{Category: production.CategoryCast, Label: "cast", Name: "Bert", Source: production.FromScript},
	}
	if diff := cmp.Diff(needs, scene.Elements); diff != "" || !cmp.Equal(scene.Characters, []string{"MARA", "BERT"}) || scene.SourceLine != 11 {
		t.Error(diff, scene.Characters, scene.SourceLine)
	}
	hidden := strings.Replace(celtxHead, "left", "none", 1) + celtxBody
	if doc, err := ReadCeltx([]byte(hidden), Options{}); err != nil || doc.Script.Scenes[0].NumberGiven {
		t.Errorf("a number that the script does not show counts: %v", err)
	}
}

// TestCeltxScripts reads the first script with scenes, in the order of the project.
func TestCeltxScripts(t *testing.T) {
	t.Parallel()
	page := func(name string) string {
		return `<title>` + name + `</title><p class="sceneheading">INT. ` + name + `</p>`
	}
	index := `<x cx:localFile="script-z.html"/><x cx:localFile="script-m.html"/><x cx:localFile="script-a.html"/>`
	data := zipped(t, "script-a.html", page("A"), "script-m.html", page("M"), "script-z.html", "<p class=\"action\">No scenes.</p>", "project.rdf", index)
	doc := mustRead(t, data, Options{Name: "a.celtx"})
	if doc.Script.Title != "M" || len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0].Message, "several scripts") {
		t.Errorf("read %q with %v", doc.Script.Title, doc.Warnings)
	}
}

func TestCeltxRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ body, says string }{
		"without scenes":  {`<p class="action">Dust.</p>`, "no scene heading"},
		"too many scenes": {strings.Repeat(`<p class="sceneheading">INT. A`, maxScenes+1), "more than 20000 scenes"},
		"too many lines":  {strings.Repeat("<p>", maxLines+1), "more than 300000 lines"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ReadCeltx([]byte(celtxHead+test.body), Options{Name: "a.celtx"})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, test.says) {
				t.Errorf("%v, want %q", e, test.says)
			}
		})
	}
}
