package office_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/worksheet"
)

// shotsOf are the shots of a moment that are on the list, by its title.
func (h *house) shotsOf(title string) []string {
	h.t.Helper()
	list, err := h.Shotlist(h.ctx, h.in, office.ShotFilter{Moment: h.fromSheet()[title].ID})
	must(h.t, err)
	var titles []string
	for _, s := range list.Shots {
		titles = append(titles, s.Title)
	}
	return titles
}

// TestNothingIsShotOnAClosedSet: a sheet makes no shots for what nobody may watch, says so, and follows when that changes.
func TestNothingIsShotOnAClosedSet(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := ferry()
	a["day"] = []string{"10-12 Scene 4 with Mara, closed set", "13-15 Scene 5 with Jon", "15-16 Scene 6, closed set"}
	film, err := h.StartFromWorksheet(h.ctx, a, "UTC")
	must(t, err)
	h.in = film.ID
	remarks := func() string {
		sheet, err := h.Worksheet(h.ctx, h.in)
		must(t, err)
		return strings.Join(sheet.Remarks(), "\n")
	}
	if closed, open := h.shotsOf("Scene 4"), h.shotsOf("Scene 5"); len(closed) != 0 || len(open) != 3 {
		t.Errorf("of the closed set %q, of the other %q", closed, open)
	}
	if says := remarks(); !strings.Contains(says, "No shots are made for “Scene 4”, “Scene 6”: the set is closed.") {
		t.Errorf("nobody says why: %q", says)
	}
	h.answer(worksheet.Answers{"day": {"10-12 Scene 4 with Mara", "13-15 Scene 5 with Jon, closed set"}})
	if closed, open := h.shotsOf("Scene 5"), h.shotsOf("Scene 4"); len(closed) != 0 || len(open) != 3 {
		t.Errorf("when it changed: of the closed set %q, of the other %q", closed, open)
	}
	h.answer(worksheet.Answers{"day": {"10-12 Scene 4 with Mara", "13-15 Scene 5 with Jon"}})
	if back := h.shotsOf("Scene 5"); len(back) != 3 || remarks() != "" {
		t.Errorf("opened again: %q, %q", back, remarks())
	}
}

// TestADayDoesNotShootTheSameTwice: scenes of one kind get different shots on one day, and no more than there are.
func TestADayDoesNotShootTheSameTwice(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := ferry()
	a["day"] = []string{"09-11 Scene 1", "11-13 Scene 2", "14-16 Scene 3", "16-18 Scene 4"}
	a["interviews"] = []string{"Lena Hart", "Ole Berg"}
	film, err := h.StartFromWorksheet(h.ctx, a, "UTC")
	must(t, err)
	h.in = film.ID
	list, err := h.Shotlist(h.ctx, h.in, office.ShotFilter{})
	must(t, err)
	var titles []string
	talks := 0
	for _, s := range list.Shots {
		if slices.Contains(titles, s.Title) {
			t.Errorf("%q is on the list twice", s.Title)
		}
		titles = append(titles, s.Title)
		if strings.HasSuffix(s.Title, ": Lena Hart") || strings.HasSuffix(s.Title, ": Ole Berg") {
			talks++
		}
	}
	if len(titles) < 8 || talks != 6 || len(h.shotsOf("Scene 2")) == 0 {
		t.Errorf("%d shots, %d of talks: %q", len(titles), talks, titles)
	}
	if all := shotlist.Suggest("any"); !slices.Contains(titles, all[0].Title) {
		t.Errorf("when a kind has no more, nothing else is shot: %q", titles)
	}
}
