package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
)

var captionGuards = map[string]guard{
	"GET /p/{slug}/captions":           {inProduction, access.SeeLibrary},
	"POST /p/{slug}/captions":          {inProduction, access.SeeLibrary},
	"GET /p/{slug}/captions/codes.txt": {inProduction, access.EditLibrary},
	"POST /p/{slug}/captions/keep":     {inProduction, access.EditLibrary},
	"POST /p/{slug}/captions/style":    {inProduction, access.EditLibrary},
}

// TestCaptionsOnThePage: picked, looked at, written in another style, mended by hand, kept, taken along.
func TestCaptionsOnThePage(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	dana := s.member(t, "Dana", access.Crew)
	a, b := s.asset(t, "S1.jpg", clip), s.asset(t, "S2.jpg", clip)
	at := lampRoom + "/captions"
	dana.post(at, nil).want(t, http.StatusUnprocessableEntity, "nothing is picked")
	to := dana.post(at, url.Values{"id": {string(a.ID), string(b.ID)}}).want(t, http.StatusSeeOther, "two are picked").header.Get("Location")
	page := dana.get(to)
	page.says(t, ".captions", "S1.jpg", "S2.jpg", "Nobody is named.")
	page.says(t, "main", "2 captions; 2 should be looked at.")

	style := page.find(t, ".caption-style").AttrOr("action", "")
	form := url.Values{"back": {to}, "base": {page.find(t, ".caption-style [name=base]").AttrOr("value", "")}, "mark": {`\`}, "description": {"{name} of {production}[ with {people}]"}, "codes": {"dir = Ada <Lindqvist>\n"}, "keywords": {"behind the scenes, {name}"}}
	broken := url.Values{"back": {to}, "mark": {`\`}, "description": {"{nobody}"}, "codes": {"dir = Ada"}}
	refused := dana.post(style, broken).want(t, http.StatusUnprocessableEntity, "a field that is none")
	refused.says(t, ".caption-style .wrong", "Description: there is no field {nobody}")
	if kept := refused.find(t, "#style-codes").Text(); kept != "dir = Ada" {
		t.Errorf("what was typed is %q", kept)
	}
	dana.post(style, url.Values{"mark": {`\`}, "codes": {"a b = x"}}).want(t, http.StatusUnprocessableEntity, "a code that is none").says(t, ".caption-style .wrong", "Codes: line 1")
	dana.post(style, form).want(t, http.StatusSeeOther, "a style")
	page = dana.get(to)
	page.says(t, ".captions", "S1 of The Lamp Room", "behind the scenes, S1")
	if codes := page.find(t, "bts-codes").AttrOr("codes", ""); !strings.Contains(codes, `"dir":["Ada`) {
		t.Errorf("codes are %q", codes)
	}

	save := page.find(t, "#caption-"+string(a.ID)+" form").AttrOr("action", "")
	dana.post(save, url.Values{"back": {to}, "caption": {`\dir\ at the lamp, \dri\`}}).want(t, http.StatusSeeOther, "a caption")
	page = dana.get(to)
	page.says(t, "#caption-"+string(a.ID), "Ada <Lindqvist> at the lamp", "typed", `Nothing stands for the code "dri"; did you mean "dir"?`)
	dana.post(at+"/keep", url.Values{"back": {to}}).want(t, http.StatusSeeOther, "kept")
	dana.get(to).says(t, "#caption-"+string(b.ID), "S2 of The Lamp Room", "typed")

	zip := dana.post(lampRoom+"/library/zip", url.Values{"id": {string(a.ID), string(b.ID)}, "what": {"sidecars"}}).want(t, http.StatusOK, "sidecars")
	if !strings.Contains(zip.body, "S1.xmp") || !strings.Contains(zip.body, "Ada &lt;Lindqvist&gt; at the lamp") {
		t.Error("the sidecars are not those of the page")
	}
	if codes := dana.get(at+"/codes.txt").want(t, http.StatusOK, "codes").body; !strings.Contains(codes, "dir\tAda <Lindqvist>\n") {
		t.Errorf("codes are %q", codes)
	}
	eve := s.member(t, "Eve", access.Publicity)
	if n := eve.get(to).find(t, "main form[action*='style'], main form[action*='keep'], .caption textarea").Length(); n != 0 {
		t.Errorf("publicity has %d forms", n)
	}
	dana.get(at+"?kind=audio").says(t, ".empty", "Nothing is chosen")
}
