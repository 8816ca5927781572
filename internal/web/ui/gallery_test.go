package ui

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

// draw renders a component to HTML.
func draw(t *testing.T, c templ.Component) string {
	t.Helper()
	var html bytes.Buffer
	if err := c.Render(context.Background(), &html); err != nil {
		t.Fatal(err)
	}
	return html.String()
}

// TestGallery holds every page to the rules of the house, and leaves them in BTS_GALLERY to be looked at.
func TestGallery(t *testing.T) {
	t.Parallel()
	out := os.Getenv("BTS_GALLERY")
	pages := samples()
	maps.Copy(pages, talkSamples())
	maps.Copy(pages, calendarSamples())
	maps.Copy(pages, cardSamples())
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			html := draw(t, page)
			if out != "" {
				if err := os.WriteFile(filepath.Join(out, name+".html"), []byte(html), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
			if err != nil {
				t.Fatal(err)
			}
			for rule, broken := range rules {
				if bad := broken(doc); len(bad) > 0 {
					t.Errorf("%s: %s", rule, strings.Join(bad, "; "))
				}
			}
		})
	}
}

// rules find what breaks them on a page.
var rules = map[string]func(*goquery.Document) []string{
	"the content policy allows no style attribute, inline style or handler": inlineThings,
	"every page has exactly one h1":                                         oneH1,
	"headings go down one step at a time":                                   skippedHeadings,
	"every field has a label":                                               unlabelled,
	"every id is there once":                                                doubleIDs,
	"labels and descriptions point at something":                            danglingIDs,
	"links and buttons have words":                                          mute,
	"landmarks: one main, a title, a language":                              landmarks,
	"every POST leaves from a form with an address":                         formsWithoutAction,
}

func inlineThings(doc *goquery.Document) []string {
	var bad []string
	doc.Find("[style], style, script:not([src])").Each(func(_ int, s *goquery.Selection) { bad = append(bad, goquery.NodeName(s)) })
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") {
				bad = append(bad, a.Key)
			}
		}
	})
	return bad
}

func oneH1(doc *goquery.Document) []string {
	if n := doc.Find("h1").Length(); n != 1 {
		return []string{"there are " + number(n)}
	}
	return nil
}

func skippedHeadings(doc *goquery.Document) []string {
	var bad []string
	last := 0
	doc.Find("main :is(h1, h2, h3, h4)").Each(func(_ int, s *goquery.Selection) {
		level := int(goquery.NodeName(s)[1] - '0')
		if level > last+1 {
			bad = append(bad, s.Text())
		}
		last = level
	})
	return bad
}

func unlabelled(doc *goquery.Document) []string {
	var bad []string
	doc.Find("input, select, textarea").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if s.AttrOr("type", "") == "hidden" || s.Closest("label").Length() > 0 {
			return
		}
		if id == "" || doc.Find(`label[for="`+id+`"]`).Length() == 0 {
			bad = append(bad, s.AttrOr("name", "?"))
		}
	})
	return bad
}

func doubleIDs(doc *goquery.Document) []string {
	var bad []string
	seen := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id, _ := s.Attr("id")
		if seen[id] {
			bad = append(bad, id)
		}
		seen[id] = true
	})
	return bad
}

func danglingIDs(doc *goquery.Document) []string {
	var bad []string
	for _, attribute := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for"} {
		doc.Find("[" + attribute + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attribute, "")) {
				if doc.Find(`[id="`+id+`"]`).Length() == 0 {
					bad = append(bad, attribute+" "+id)
				}
			}
		})
	}
	return bad
}

func mute(doc *goquery.Document) []string {
	var bad []string
	doc.Find("a, button, summary").Each(func(_ int, s *goquery.Selection) {
		if strings.TrimSpace(s.Text()) == "" && s.AttrOr("aria-label", "") == "" {
			bad = append(bad, s.AttrOr("class", goquery.NodeName(s)))
		}
		if href, is := s.Attr("href"); is && (href == "" || href == "#") {
			bad = append(bad, "dead link "+s.Text())
		}
	})
	return bad
}

func landmarks(doc *goquery.Document) []string {
	var bad []string
	for _, need := range []string{"main#content", "head title", "html[lang=en][data-theme]"} {
		if doc.Find(need).Length() != 1 {
			bad = append(bad, need)
		}
	}
	return bad
}

func formsWithoutAction(doc *goquery.Document) []string {
	var bad []string
	doc.Find("form").Each(func(_ int, s *goquery.Selection) {
		if s.AttrOr("method", "get") != "dialog" && !strings.HasPrefix(s.AttrOr("action", ""), "/") {
			bad = append(bad, s.AttrOr("class", "?"))
		}
	})
	return bad
}
