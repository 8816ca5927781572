package web

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
)

// TestShotsAreChangedTogether: as plain forms send it, with one Undo for all.
func TestShotsAreChangedTogether(t *testing.T) {
	t.Parallel()
	s := played(t)
	ben := s.member(t, "Ben", access.Crew)
	moment := string(s.moments(t)[0].ID)
	ids := url.Values{}
	for _, title := range []string{"one", "two", "three"} {
		shot, _, err := s.office.AddShot(s.operator(), s.film.ID, shotlist.Shot{Title: title})
		must(t, err)
		if title != "three" {
			ids.Add("id", string(shot.ID))
		}
	}
	list := ben.get(shotlistPath)
	if n := list.find(t, ".shot input[data-pick][form=bulk]").Length(); n != 3 {
		t.Errorf("%d of 3 rows can be picked", n)
	}
	for _, test := range []struct {
		do, value, said string
		is              func(office.ListedShot) bool
	}{
		{"got", "", "2 shots are got.", func(l office.ListedShot) bool { return l.Status == shotlist.Got }},
		{"missed", "", "2 shots are missed.", func(l office.ListedShot) bool { return l.Status == shotlist.Missed }},
		{"planned", "", "2 shots are open again.", func(l office.ListedShot) bool { return l.Status == shotlist.Planned }},
		{"priority", "must", "2 shots are as important as you say.", func(l office.ListedShot) bool { return l.Priority == shotlist.Must && l.Weight == shotlist.Must }},
		{"priority", "", "2 shots are weighed by what is owed.", func(l office.ListedShot) bool { return l.Priority == "" }},
		{"on", "2026-05-07", "2 shots are put on that day.", func(l office.ListedShot) bool { return l.On == "2026-05-07" && l.Date == "2026-05-07" && l.Day == 4 }},
		{"moment", moment, "2 shots are of that moment.", func(l office.ListedShot) bool { return l.Moment == production.MomentID(moment) }},
		{"on", "", "2 shots are shot when the moment is.", func(l office.ListedShot) bool { return l.On == "" }},
		{"moment", "", "2 shots are of no moment.", func(l office.ListedShot) bool { return l.Moment == "" }},
	} {
		ids.Set("do", test.do)
		ids.Set("priority", "nice") // what another select has does not matter
		ids.Set(test.do, test.value)
		ben.post(shotlistPath+"/bulk", ids).want(t, http.StatusSeeOther, test.said)
		ben.get(shotlistPath).says(t, "#toasts", test.said)
		n := 0
		for _, l := range s.shots(t) {
			if l.Title != "three" && test.is(l) {
				n++
			} else if l.Title == "three" && (l.Status != shotlist.Planned || l.Priority != "" || l.On != "" || l.Moment != "") {
				t.Errorf("%s changed what was not picked", test.said)
			}
		}
		if n != 2 {
			t.Errorf("%s %d of 2", test.said, n)
		}
	}
	ids.Set("do", "got")
	ben.post(shotlistPath+"/bulk", ids)
	undo, _ := ben.get(shotlistPath).find(t, "#toasts form[action*=undo]").Attr("action")
	ben.post(undo, url.Values{}).want(t, http.StatusSeeOther, "Undo")
	for _, l := range s.shots(t) {
		if l.Status != shotlist.Planned {
			t.Errorf("after Undo %s is %s", l.Title, l.Status)
		}
	}
	for name, form := range map[string]url.Values{
		"nothing picked": {"do": {"got"}}, "nothing to do": {"id": ids["id"], "do": {"burn"}}, "another field": {"id": ids["id"], "do": {"title"}, "title": {"x"}},
		"no such shot": {"id": {"none"}, "do": {"got"}}, "no priority": {"id": ids["id"], "do": {"priority"}, "priority": {"urgent"}}, "no day": {"id": ids["id"], "do": {"on"}, "on": {"tomorrow"}},
	} {
		if r := ben.post(shotlistPath+"/bulk", form); r.status < 400 || r.status >= 500 {
			t.Errorf("%s is answered with %d", name, r.status)
		}
	}
}
