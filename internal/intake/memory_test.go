package intake

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// What a reader may take: twenty times the file, and what any file needs.
const (
	allowedFactor   = 20
	allowedConstant = 64 << 20
)

// peakOf is the most memory that a function holds at once, roughly.
func peakOf(f func()) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(10))
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	before, peak := stats.HeapAlloc, uint64(0)
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	for tick := time.NewTicker(2 * time.Millisecond); ; {
		runtime.ReadMemStats(&stats)
		peak = max(peak, stats.HeapAlloc)
		select {
		case <-done:
			return peak - min(before, peak)
		case <-tick.C:
		}
	}
}

// numbered repeats a form with n numbers in it, so that it does not pack to nothing.
func numbered(n int, form string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i*i*7919)
	}
	return b.String()
}

// TestScriptMemory reads files that are made to fill the memory: none may hold more than twenty
// times its size, or keep a reader busy.
func TestScriptMemory(t *testing.T) {
	const size = 4 << 20
	fill := func(before, piece, after string) string {
		return before + strings.Repeat(piece, size/len(piece)) + after
	}
	few := func(before, piece, after string) string {
		return before + strings.Repeat(piece, maxLines/4) + after
	}
	tests := map[string]struct{ name, data string }{
		"line ends":            {"a.fountain", fill("INT. A\n", "\n", "")},
		"short lines":          {"a.fountain", few("INT. A\n\n", "a\n\n", "")},
		"names":                {"a.fountain", few("INT. A\n\n", "A\nb\n", "")},
		"empty notes":          {"a.fountain", fill("INT. A\n\n", "[[]]", "")},
		"tags in one note":     {"a.fountain", fill("INT. A\n\n[[", "#a ", "]]")},
		"open notes":           {"a.fountain", fill("INT. A\n\n", "[[", "")},
		"notes that break":     {"a.fountain", fill("INT. A\n\n", "[[", "\n\n]]")},
		"spaces between notes": {"a.fountain", fill("INT. A\n\n", "[[]] ", "")},
		"open cuts":            {"a.fountain", fill("INT. A\n\n", "/*", "*/")},
		"emphasis":             {"a.fountain", fill("INT. A\n\n", "*a", "")},
		"keys of a title page": {"a.fountain", few("Title: a\n", "Ab:c\n", "\nINT. A\n")},
		"sections":             {"a.fountain", few("", "#a\n", "INT. A\n")},
		"synopses":             {"a.fountain", few("INT. A\n\n", "=a\n", "")},
		"one long line":        {"a.fountain", fill("INT. A\n\n", "字", "")},
		"long headings":        {"a.fountain", fill("INT. ", "a - ", "\n")},
		"stops in a heading":   {"a.fountain", fill("INT. ", "a.", "\n")},
		"empty paragraphs":     {"a.fdx", few("<FinalDraft><Content>", "<Paragraph/>", "</Content></FinalDraft>")},
		"paragraphs":           {"a.fdx", few("<FinalDraft><Content>", "<Paragraph><Text>a</Text></Paragraph>", "</Content></FinalDraft>")},
		"attributes":           {"a.fdx", fill("<FinalDraft><Content><Paragraph ", `a="" `, "/></Content></FinalDraft>")},
		"tags of a paragraph":  {"a.fdx", fill("<FinalDraft><Content><Paragraph>", `<Text TagNumber="1"/>`, "</Paragraph></Content></FinalDraft>")},
		"definitions":          {"a.fdx", fill("<FinalDraft><TagData><TagDefinitions>", `<TagDefinition Id="1" Label="a"/>`, "</TagDefinitions></TagData></FinalDraft>")},
		"settings":             {"a.fdx", fill("<FinalDraft>", `<ElementSettings/>`, "</FinalDraft>")},
		"title pages":          {"a.fdx", fill("<FinalDraft><TitlePage><Content>", `<Paragraph/>`, "</Content></TitlePage></FinalDraft>")},
		"side by side":         {"a.fdx", fill("<FinalDraft><Content><Paragraph><DualDialogue>", `<Paragraph/>`, "</DualDialogue></Paragraph></Content></FinalDraft>")},
		"paras":                {"a.osf", fill(`<document type="Open Screenplay Format document"><paragraphs>`, `<para/>`, "</paragraphs></document>")},
		"styles":               {"a.osf", fill(`<document type="Open Screenplay Format document"><styles>`, `<style name="a"/>`, "</styles></document>")},
		"packed spaces":        {"a.fadein", zipped(t, "document.xml", strings.Repeat(" ", 32<<20))},
		"packed paras":         {"a.fadein", zipped(t, "document.xml", fill(`<document type="Open Screenplay Format document"><paragraphs>`, `<para><text>a</text></para>`, "</paragraphs></document>"))},
		"packed words":         {"a.fadein", zipped(t, "document.xml", `<document type="Open Screenplay Format document"><paragraphs>`+numbered(150000, "<para><text>%x</text></para>")+"</paragraphs></document>")},
		"packed lines":         {"a.highland", zipped(t, "text.md", fill("INT. A\n", "a\n\n", ""))},
		"Celtx paragraphs":     {"a.celtx", celtxProject(t, fill("", "<p>a", ""))},
		"Celtx spans":          {"a.celtx", celtxProject(t, fill("<p>", "<span class=prop>a</span>", ""))},
		"Celtx attributes":     {"a.celtx", celtxProject(t, fill("<p ", `a="" `, ">"))},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			data := []byte(test.data)
			start := time.Now()
			var err error
			peak := peakOf(func() { _, err = Read(data, Options{Name: test.name}) })
			took := time.Since(start)
			if err != nil && !fault.Is(err, fault.Invalid) {
				t.Fatal(err)
			}
			if allowed := uint64(allowedFactor*len(data) + allowedConstant); peak > allowed {
				t.Errorf("%d MB are held for a file of %d KB", peak>>20, len(data)>>10)
			}
			if took > 10*time.Second {
				t.Errorf("it took %v", took)
			}
			t.Logf("%d KB: %d MB, %v, %v", len(data)>>10, peak>>20, took, err)
		})
	}
}
