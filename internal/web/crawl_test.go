package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/btsdirector/bts/internal/access"
)

// Every link, form and script of every page is followed as every role: none may be dead, none may
// lead to a refusal, and no page has style or script of its own, which the content policy forbids.
func TestCrawl(t *testing.T) {
	t.Parallel()
	s := played(t)
	s.whatIf(t)
	people := map[string]*browser{"owner": s.owner(t)}
	for _, role := range access.Roles {
		people[string(role)] = s.member(t, "Member "+string(role), role)
	}
	people[string(access.Crew)].register(copied("A001", 1)).want(t, http.StatusSeeOther, "a receipt")
	for name, b := range people {
		if testing.Short() && name != string(access.Director) {
			continue // one page after the other: there is nothing to race
		}
		t.Run(name, func(t *testing.T) {
			c := newCrawler(t, s, b)
			for len(c.queue()) > 0 {
				for _, path := range c.queue() {
					c.visit(path)
				}
			}
			if len(c.seen) < 5 {
				t.Errorf("only %d pages were reached: %v", len(c.seen), slices.Sorted(maps.Keys(c.seen)))
			}
		})
	}
}

// crawler follows links; from says on which page each address was first offered.
type crawler struct {
	t       *testing.T
	site    *site
	browser *browser
	from    map[string]string
	seen    map[string]bool
	forms   map[string]bool
	mux     *http.ServeMux // the patterns of the site's routes
}

func newCrawler(t *testing.T, s *site, b *browser) *crawler {
	c := &crawler{
		t: t, site: s, browser: b, seen: map[string]bool{}, forms: map[string]bool{}, mux: http.NewServeMux(),
		from: map[string]string{lampRoom: "the test", "/": "the test", "/account": "the test"},
	}
	for _, r := range s.routes {
		c.mux.HandleFunc(r.pattern, func(http.ResponseWriter, *http.Request) {})
	}
	return c
}

// queue is what is still to be visited, in order.
func (c *crawler) queue() []string {
	var open []string
	for path := range c.from {
		if !c.seen[path] {
			open = append(open, path)
		}
	}
	slices.Sort(open)
	return open
}

func (c *crawler) visit(path string) {
	c.seen[path] = true
	got := c.browser.get(path)
	switch {
	case got.status == http.StatusSeeOther:
		c.offer(path, got.header.Get("Location"))
		return
	case got.status != http.StatusOK:
		c.t.Errorf("%s, offered on %s: status %d: %s", path, c.from[path], got.status, got.text(c.t, "[data-fault]"))
		return
	case !strings.HasPrefix(got.header.Get("Content-Type"), "text/html"):
		return
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(got.body))
	must(c.t, err)
	c.clean(path, doc)
	for selector, attr := range map[string]string{
		"a": "href", "form[method=get]": "action", "bts-progress": "over-url", "link[rel=stylesheet]": "href", "script": "src",
	} {
		doc.Find(selector).Each(func(_ int, e *goquery.Selection) {
			if to, there := e.Attr(attr); there {
				c.offer(path, to)
			}
		})
	}
	doc.Find("form[method=post]").Each(func(_ int, e *goquery.Selection) { c.checkForm(path, e) })
}

// offer notes an address for a visit. An empty one is a link to nowhere.
func (c *crawler) offer(on, to string) {
	at, err := url.Parse(to)
	switch {
	case to == "":
		c.t.Errorf("%s has a link to nowhere", on)
		return
	case err != nil || at.Host != "" && at.Scheme != "":
		c.t.Errorf("%s leads out of the house: %q", on, to)
		return
	case at.Scheme != "" || at.Path == "":
		return // a telephone, or a place on the same page
	}
	at.Fragment = ""
	if _, known := c.from[at.String()]; !known {
		c.from[at.String()] = on
	}
}

// checkForm finds forms that the person may not send: the route must exist and let the role in.
func (c *crawler) checkForm(on string, form *goquery.Selection) {
	action := form.AttrOr("action", "")
	if c.forms[action] {
		return
	}
	c.forms[action] = true
	req, err := http.NewRequestWithContext(c.t.Context(), http.MethodPost, action, nil)
	must(c.t, err)
	_, pattern := c.mux.Handler(req)
	for _, r := range c.site.routes {
		if r.pattern != pattern {
			continue
		}
		if r.guard.kind == inProduction && !c.may(r.guard.action) || r.guard.kind == ownerOnly && c.browser.user != "" {
			c.t.Errorf("%s offers the form %s, which needs the right %q", on, action, r.guard.action)
		}
		return
	}
	c.t.Errorf("%s has a form to nowhere: %q", on, action)
}

func (c *crawler) may(action access.Action) bool {
	if c.browser.user == "" { // the owner
		return true
	}
	actor, err := c.site.gate.ActorOf(c.t.Context(), c.browser.user)
	must(c.t, err)
	return actor.May(action, c.site.film.ID)
}

// clean looks for what the content policy forbids, and for ids that are there twice.
func (c *crawler) clean(path string, doc *goquery.Document) {
	doc.Find("*").Each(func(_ int, e *goquery.Selection) {
		for _, a := range e.Nodes[0].Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				c.t.Errorf("%s: <%s> has an attribute %s", path, goquery.NodeName(e), a.Key)
			}
		}
	})
	if n := doc.Find("style").Length() + doc.Find("script:not([src])").Length(); n > 0 {
		c.t.Errorf("%s has %d inline scripts or styles", path, n)
	}
	ids := map[string]bool{}
	doc.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		if id := e.AttrOr("id", ""); ids[id] {
			c.t.Errorf("%s has the id %q twice", path, id)
		} else {
			ids[id] = true
		}
	})
}
