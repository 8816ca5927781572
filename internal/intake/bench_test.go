package intake

import (
	"bytes"
	"fmt"
	"testing"
)

// feature is a script of our own with 400 scenes, as long as a long film.
func feature(form func(i int) string) []byte {
	var text bytes.Buffer
	for i := range 400 {
		text.WriteString(form(i))
	}
	return text.Bytes()
}

// benchScript reads a script of 400 scenes.
func benchScript(b *testing.B, read func([]byte, Options) (Document, error), data []byte) {
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := read(data, Options{Name: "feature"})
		if err != nil {
			b.Fatal(err)
		}
		if len(doc.Script.Scenes) != 400 {
			b.Fatalf("%d scenes", len(doc.Script.Scenes))
		}
	}
}

const filler = "She climbs the ladder once more, counts the rungs aloud and stops where the rope has been cut."

func BenchmarkFountain400(b *testing.B) {
	benchScript(b, ReadFountain, feature(func(i int) string {
		return fmt.Sprintf("INT. ATTIC %d - NIGHT #%d#\n\n%s\n%s\n\n[[prop: rope %d]]\n\nMARA (O.S.)\n(low)\n%s\n\nJON ^\n*No*, I said.\n\n%s\n\nCUT TO:\n\n", i, i+1, filler, filler, i, filler, filler)
	}))
}

func BenchmarkFDX400(b *testing.B) {
	body := feature(func(i int) string {
		return fmt.Sprintf(`<Paragraph Number="%d" Type="Scene Heading"><Text>INT. ATTIC %d - NIGHT</Text></Paragraph>`, i+1, i) + fdxPara("Action", filler) + fdxPara("Action", filler) +
			fdxPara("Character", "MARA (O.S.)") + fdxPara("Parenthetical", "(low)") + fdxPara("Dialogue", filler) + fdxPara("Character", "JON") + fdxPara("Dialogue", "No, I said.") + fdxPara("Action", filler) + fdxPara("Transition", "CUT TO:")
	})
	benchScript(b, ReadFDX, []byte(fdxPage("5", string(body), "")))
}

func BenchmarkOSF400(b *testing.B) {
	body := feature(func(i int) string {
		return fmt.Sprintf(`<para number="%d"><style basestylename="Scene Heading"/><text>INT. ATTIC %d - NIGHT</text></para>`, i+1, i) + osfPara("Action", filler) + osfPara("Action", filler) +
			osfPara("Character", "MARA (O.S.)") + osfPara("Dialogue", filler) + osfPara("Transition", "CUT TO:")
	})
	benchScript(b, ReadOSF, []byte(osfPage("40", string(body))))
}

func BenchmarkCeltx400(b *testing.B) {
	body := feature(func(i int) string {
		return fmt.Sprintf("<p class=\"sceneheading\">INT. ATTIC %d - NIGHT<br>\n</p>\n<p class=\"action\">%s<br>\n</p>\n<p class=\"character\">MARA</p>\n<p class=\"dialog\">%s</p>\n", i, filler, filler)
	})
	benchScript(b, ReadCeltx, append([]byte(celtxHead), body...))
}
