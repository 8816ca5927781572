package intake

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

// zipped packs pairs of path and content.
func zipped(t testing.TB, pairs ...string) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i+1 < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(pairs[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

const oneScene = "INT. ATTIC - DAY\n\nDust.\n"

func TestHighland(t *testing.T) {
	t.Parallel()
	for name, inside := range map[string]string{
		"bundle": "My Script.textbundle/text.fountain", "markdown": "text.md", "nested markdown": "A.textbundle/text.markdown", "capitals": "Text.Fountain",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, zipped(t, "info.json", `{"version":2}`, inside, oneScene), Options{Name: "a.highland"})
			if doc.Format != FormatFountain || len(doc.Script.Scenes) != 1 || doc.Script.Scenes[0].Set != "ATTIC" {
				t.Errorf("read as %s with %+v", doc.Format, doc.Script)
			}
		})
	}
}

// TestArchiveBounds holds what is unpacked to its bounds.
func TestArchiveBounds(t *testing.T) {
	t.Parallel()
	bomb := zipped(t, "document.xml", strings.Repeat(" ", 64<<20))
	liar := []byte(zipped(t, "document.xml", strings.Repeat(" ", 1<<20)))
	// The directory's size of the one file, 24 bytes into its record, is made to say 10.
	record := bytes.Index(liar, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(liar[record+24:], 10)
	many := make([]string, 0, 2*maxEntries+4)
	for range maxEntries + 1 {
		many = append(many, "a", "")
	}
	cut := zipped(t, "document.xml", osfSmall)
	for name, test := range map[string]struct{ data, says string }{
		"a bomb":         {bomb, "unpacks to 64 MB"},
		"a liar":         {string(liar), "cannot be unpacked"},
		"too many files": {zipped(t, append(many, "document.xml", osfSmall)...), "a zip archive"},
		"cut off":        {cut[:len(cut)-20], "a Fade In document"},
		"empty":          {zipped(t), "not text"},
		"nothing known":  {zipped(t, "a.txt", "x"), "a zip archive"},
		"no script":      {zipped(t, "document.xml", "<other/>"), "<document> was expected"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: "a.zip"})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Error(), test.says) {
				t.Errorf("%v, want %q", e, test.says)
			}
		})
	}
	if _, err := ReadOSF([]byte(zipped(t, "x", "y")), Options{}); err == nil {
		t.Error("an archive without a document was read")
	}
}

// TestForeignScripts refuses what cannot be read with the menu path of its program.
func TestForeignScripts(t *testing.T) {
	t.Parallel()
	binaryFile := "\x01\x00\x02\x00FDR\x00\x00"
	for name, test := range map[string]struct{ file, data, what, remedy string }{
		"PDF":                   {"a.pdf", "%PDF-1.7\n", "a PDF", "File, Save As"},
		"RTF":                   {"a.rtf", `{\rtf1 INT. HOUSE - DAY}`, "a rich text (RTF) document", "Final Draft Document (.fdx)"},
		"Word":                  {"a.docx", zipped(t, "word/document.xml", "<w/>"), "a Word document", "In Word choose File, Save As"},
		"old Word":              {"a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office", ".fdx"},
		"Pages":                 {"a.pages", zipped(t, "Index/Document.iwa", "x"), "a Pages document", "File, Export To"},
		"OpenDocument":          {"a.odt", zipped(t, "mimetype", "x", "content.xml", "<x/>"), "an OpenDocument file", "File, Save As"},
		"Final Draft 7":         {"a.fdr", binaryFile, "a script of Final Draft 5 to 7", "Final Draft 8 or later"},
		"Screenwriter":          {"a.mmsw", binaryFile, "a Movie Magic Screenwriter script", "File, Export"},
		"Screenwriter XML":      {"a.mmx", "<?xml version=\"1.0\"?><mmx/>", "a Movie Magic Screenwriter script", "File, Export"},
		"WriterDuet":            {"a.wdz", zipped(t, "x.json", "{}"), "a WriterDuet script", "In WriterDuet choose File, Export"},
		"Trelby":                {"a.trelby", "#Version 3\n#Begin-Auto-Completion 92\n", "a Trelby script", "In Trelby choose File, Export"},
		"Trelby by content":     {"a.txt", "#Version 3\n#Begin-Auto-Completion 92\n>\\int. house - day\n", "a Trelby script", "In Trelby choose File, Export"},
		"Scrivener":             {"a.zip", zipped(t, "Novel.scriv/Novel.scrivx", "<x/>"), "a Scrivener project", "File, Compile"},
		"Scrivener's index":     {"a.scrivx", "<?xml version=\"1.0\"?><ScrivenerProject/>", "the index of a Scrivener project", "File, Compile"},
		"Celtx of later kinds":  {"a.celtx", zipped(t, "project.rdf", "<x/>", "data.json", "{}"), "a Celtx project without a script", "choose Download or Export"},
		"Celtx that is no zip":  {"a.celtx", "\x00\x01\x02", "a Celtx project of a kind", "choose Download or Export"},
		"Fade In that is noise": {"a.fadein", "\x00\x01\x02", "a Fade In document that is damaged", "File, Export"},
		"Scenarist":             {"a.kitsp", "\x00\x01\x02", "a Scenarist project", "File, Export"},
		"Story Architect":       {"a.starc", "\x00\x01\x02", "a Story Architect project", "Export"},
		"web page":              {"a.html", "<!DOCTYPE html><p>INT. HOUSE - DAY", "a web page", "File, Export"},
		"a script as a page":    {"a.html", "<html><p class=\"sceneheading\">INT. HOUSE - DAY", "a web page", "File, Export"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: test.file})
			e := intaketest.WantInvalid(t, err)
			if !strings.Contains(e.Message, test.what) || !strings.Contains(e.Remedy, test.remedy) {
				t.Errorf("refused with %q (%q), want %q (%q)", e.Message, e.Remedy, test.what, test.remedy)
			}
		})
	}
	if doc := mustRead(t, oneScene, Options{Name: "renamed.fdr"}); doc.Format != FormatFountain {
		t.Errorf("a Fountain text with a foreign name was read as %s", doc.Format)
	}
}
