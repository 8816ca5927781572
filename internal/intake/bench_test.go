package intake

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/btsdirector/bts/internal/production"
)

// benchImport reads a shared file and merges it into nothing.
func benchImport(b *testing.B, parts ...string) {
	data := sharedFile(b, parts...)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		doc, err := Read(data, Options{Name: parts[len(parts)-1]})
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := Merge(production.Facts{}, doc, MergeOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkImportFountain(b *testing.B) {
	benchImport(b, "scripts", "screenplain-examples", "Big-Fish.fountain")
}

func BenchmarkImportFDX(b *testing.B) {
	benchImport(b, "scripts", "screenplain-examples", "Big-Fish.fdx")
}

func BenchmarkImportUSS(b *testing.B) {
	benchImport(b, "schedules", "USS-friendship", "large_sample_schedule.uss")
}

// BenchmarkMergeRevision merges Big Fish into facts that have it already.
func BenchmarkMergeRevision(b *testing.B) {
	doc, err := Read(sharedFile(b, "scripts", "screenplain-examples", "Big-Fish.fountain"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	facts, _, err := Merge(production.Facts{}, doc, MergeOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, _, err := Merge(facts, doc, MergeOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReimport takes the next draft of a script and the next schedule into facts that have the
// ones before, and tells what changed.
func BenchmarkReimport(b *testing.B) {
	for _, size := range []struct {
		name         string
		scenes, days int
		renumber     bool
	}{{"400 scenes, 120 days", 400, 120, false}, {"400 scenes, renumbered", 400, 120, true}, {"5000 scenes, 1000 days", 5000, 1000, false}, {"5000 scenes, renumbered", 5000, 1000, true}} {
		b.Run(size.name, func(b *testing.B) {
			rng := rand.New(rand.NewPCG(1, 2))
			script, board := newDraft(rng, size.scenes), newShoot(rng, size.days, size.scenes/size.days+1)
			facts, _ := merged(b, production.Facts{}, script.document())
			facts, _ = merged(b, facts, board.document())
			script.believed = !size.renumber
			heavy(script, 0.05)
			reshuffles["put off by some workdays"](board)
			reshuffles["strips move"](board)
			draft, schedule := script.document(), board.document()
			b.ReportAllocs()
			for b.Loop() {
				now, _, err := Merge(facts, draft, MergeOptions{Force: true})
				if err != nil {
					b.Fatal(err)
				}
				if now, _, err = Merge(now, schedule, MergeOptions{Force: true}); err != nil {
					b.Fatal(err)
				}
				if changes := Diff(facts, now, nil); len(changes.Changed) == 0 {
					b.Fatal("nothing changed")
				}
			}
		})
	}
}

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
