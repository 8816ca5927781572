package intake

import (
	"bytes"
	"path"
	"strings"
)

// How to get a script out of the programs whose own files cannot be read.
const (
	celtxRemedy = "In Celtx open the script, choose Download or Export, and pick Final Draft (.fdx), Fountain or plain text."
	pdfRemedy   = "Ask for the script itself: Final Draft saves it as .fdx (File, Save As), Fade In, Highland and WriterDuet export .fdx or Fountain (File, Export); " +
		"or for the schedule as .uss or .csv. A PDF holds only the printed page."
	rtfRemedy  = "In Final Draft choose File, Save As, Final Draft Document (.fdx); other programs export .fdx or Fountain (File, Export)."
	pageRemedy = "In the program that the page was saved from choose File, Export, and pick Final Draft (.fdx) or Fountain for a script, CSV for a schedule."
	wordRemedy = "In Word choose File, Save As, Plain Text (.txt), and name it .fountain; or export .fdx from the program that the script was written in."
)

// zippedForeigners are documents in zip files that are recognised only to say what to do instead.
// Paths are compared in small letters.
var zippedForeigners = []struct {
	match        func(name string) bool
	what, remedy string
}{
	{func(n string) bool { return n == "word/document.xml" }, "a Word document", wordRemedy},
	{func(n string) bool {
		return n == "index/document.iwa" || n == "index.zip" || strings.HasSuffix(n, ".pages/index.zip")
	}, "a Pages document",
		"In Pages choose File, Export To, Plain Text, and name it .fountain."},
	{func(n string) bool { return strings.HasSuffix(n, ".scrivx") }, "a Scrivener project",
		"In Scrivener choose File, Compile, and compile for Fountain (.fountain) or Final Draft (.fdx)."},
	{func(n string) bool { return n == "content.xml" }, "an OpenDocument file",
		"In LibreOffice choose File, Save As, Text (.txt), and name it .fountain; a table as Text CSV (.csv)."},
}

// namedForeigner is a file that only its name tells from others.
type namedForeigner struct {
	what, remedy string
	text         bool // it is text, which could be taken for a script
}

var namedForeigners = map[string]namedForeigner{
	".fdr":    {"a script of Final Draft 5 to 7", "Open it in Final Draft 8 or later and choose File, Save As, Final Draft Document (.fdx).", false},
	".fcf":    {"a Final Draft converter file", "Open it in Final Draft 8 or later and choose File, Save As, Final Draft Document (.fdx).", false},
	".mmsw":   {"a Movie Magic Screenwriter script", "In Screenwriter choose File, Export, Final Draft (.fdx); versions without it: File, Save As, Plain Text, and name it .fountain.", false},
	".mmx":    {"a Movie Magic Screenwriter script", "In Screenwriter choose File, Export, Final Draft (.fdx); versions without it: File, Save As, Plain Text, and name it .fountain.", true},
	".scw":    {"an old Movie Magic Screenwriter script", "Open it in Screenwriter 6 and choose File, Export, Final Draft (.fdx).", false},
	".wdz":    {"a WriterDuet script", "In WriterDuet choose File, Export, and pick Final Draft (.fdx) or Fountain.", false},
	".trelby": {"a Trelby script", trelbyRemedy, true},
	".scrivx": {"the index of a Scrivener project", "In Scrivener choose File, Compile, and compile for Fountain (.fountain) or Final Draft (.fdx).", true},
	".pages":  {"a Pages document", "In Pages choose File, Export To, Plain Text, and name it .fountain.", false},
	".celtx":  {"a Celtx project of a kind that cannot be read", celtxRemedy, false},
	".fadein": {"a Fade In document that is damaged", "In Fade In open it and choose File, Export, Final Draft (.fdx).", false},
	".kitsp":  {"a Scenarist project", "In Scenarist choose File, Export, and pick Final Draft (.fdx) or Fountain.", false},
	".starc":  {"a Story Architect project", "In Story Architect choose Export, and pick Final Draft (.fdx) or Fountain.", false},
}

const trelbyRemedy = "In Trelby choose File, Export, and pick Fountain or Final Draft XML (.fdx)."

// trelbyStart are the first lines of every Trelby script.
var trelbyStart = []byte("#Version ")

// refuseNamed refuses files of programs that write no sign at their start. The content decides where
// it is a text: somebody may have renamed a Fountain file.
func refuseNamed(head []byte, opt Options) error {
	if bytes.HasPrefix(bytes.TrimPrefix(head, utf8BOM), trelbyStart) && bytes.Contains(head, []byte("#Begin-")) {
		return opt.invalid(0, "this is a Trelby script").WithRemedy("%s", trelbyRemedy)
	}
	f, ok := namedForeigners[strings.ToLower(path.Ext(opt.Name))]
	if !ok {
		return nil
	}
	plain, _ := toUTF8(head)
	if _, noise := binaryNoise(plain); !noise && !f.text {
		return nil
	}
	return opt.invalid(0, "this is %s", f.what).WithRemedy("%s", f.remedy)
}
