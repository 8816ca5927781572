package intake

import (
	"bytes"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// printedPages reads the pages of a PDF. Without pdftotext the test is skipped, in continuous
// integration it fails.
func printedPages(t *testing.T, data []byte) []string {
	t.Helper()
	tool, err := exec.LookPath("pdftotext")
	switch {
	case err != nil && os.Getenv("CI") == "true":
		t.Fatal(err)
	case err != nil:
		t.Skip("SKIPPED, NOT TESTED: pdftotext (poppler-utils) is missing")
	}
	file := filepath.Join(t.TempDir(), "script.pdf")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.CommandContext(t.Context(), tool, "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(out), "\f")
}

// plainHeading makes headings of an estimate and of a print comparable.
func plainHeading(s string) string {
	return spelling.Single(strings.ToUpper(strings.NewReplacer("’", "'", "°", "", "Â", "").Replace(s)))
}

// startPages finds the 1-based page on which every scene's heading is printed, 0 where it is not
// found. The first page of the PDF is its title page.
func startPages(pages []string, scenes []production.Scene) []int {
	found := make([]int, len(scenes))
	page, line := 1, 0
	for i, s := range scenes {
		want := plainHeading(s.Heading)
		want = want[:min(len(want), 45)]
		for p, from := page, line; p < len(pages); p, from = p+1, 0 {
			lines := strings.Split(pages[p], "\n")
			for n := from; n < len(lines); n++ {
				if strings.HasPrefix(plainHeading(lines[n]), want) {
					found[i], page, line = p, p, n+1
					break
				}
			}
			if found[i] > 0 {
				break
			}
		}
	}
	return found
}

// TestPagesAgainstPrint holds the page model to the page numbers of a printed feature: with its own
// margins it must find the page of nine scenes in ten, and be off by a page at most.
func TestPagesAgainstPrint(t *testing.T) {
	t.Parallel()
	pages := printedPages(t, intaketest.SharedFile(t, "scripts", "screenplain-examples", "Big-Fish.pdf"))
	doc := mustRead(t, string(intaketest.SharedFile(t, "scripts", "screenplain-examples", "Big-Fish.fountain")), Options{Name: "a.fountain"})
	truth := startPages(pages, doc.Script.Scenes)
	var off, exact, worst, measured float64
	for i, s := range doc.Script.Scenes {
		if truth[i] == 0 {
			continue
		}
		page, err := strconv.Atoi(s.Page)
		if err != nil {
			t.Fatal(err)
		}
		miss := math.Abs(float64(page - truth[i]))
		measured++
		off += miss
		worst = max(worst, miss)
		if miss == 0 {
			exact++
		}
	}
	t.Logf("%.0f of %d scenes found in print, mean error %.3f pages, worst %.0f, %.0f on the right page", measured, len(truth), off/measured, worst, exact)
	if measured < 180 {
		t.Fatalf("only %.0f of %d headings were found in print", measured, len(truth))
	}
	if off/measured > 0.1 || worst > 1 {
		t.Errorf("the mean error is %.3f pages, the worst %.0f", off/measured, worst)
	}
}

var givenMeasures = regexp.MustCompile(` (?:Length|Page)="[^"]*"`)

// TestPagesAgainstFinalDraft reads a document once with the measures that Final Draft wrote and once
// without, and compares.
func TestPagesAgainstFinalDraft(t *testing.T) {
	t.Parallel()
	data := intaketest.SharedFile(t, "scripts", "screenplay-parser-farmland", "test.fdx")
	given := mustRead(t, string(data), Options{Name: "a.fdx"}).Script.Scenes
	guessed := mustRead(t, string(givenMeasures.ReplaceAll(bytes.Clone(data), nil)), Options{Name: "a.fdx"}).Script.Scenes
	var eighths, pages float64
	for i, g := range given {
		if g.Estimated || !guessed[i].Estimated {
			t.Fatalf("scene %s: estimated %t with its length and %t without", g.Number, g.Estimated, guessed[i].Estimated)
		}
		a, errA := strconv.Atoi(g.Page)
		b, errB := strconv.Atoi(guessed[i].Page)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		pages += math.Abs(float64(a - b))
		eighths += math.Abs(float64(g.Eighths - guessed[i].Eighths))
	}
	n := float64(len(given))
	t.Logf("%d scenes, mean error %.2f pages and %.2f eighths", len(given), pages/n, eighths/n)
	if pages/n > 0.2 || eighths/n > 0.3 {
		t.Errorf("the mean error is %.2f pages and %.2f eighths", pages/n, eighths/n)
	}
}
