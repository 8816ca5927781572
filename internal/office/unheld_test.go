package office_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/production"
)

// TestAdoptingTellsWhatIsHeldNoMore: who adopts reads what, the others that it is so, until it is taken back.
func TestAdoptingTellsWhatIsHeldNoMore(t *testing.T) {
	t.Parallel()
	h := staged(t)
	before := h.whatIf(coverage.Ask{CrewDays: 7})
	w := h.later()
	h.move(w)
	latest := h.latest()
	held := latest.Booked(production.MomentID(w.Moment))
	director, crew, ad := h.as(access.Director), h.as(access.Crew), h.as(access.AD)
	news := func() (titles []string) {
		list, err := h.Notices(crew, h.in)
		must(t, err)
		for _, n := range list {
			titles = append(titles, n.Title)
		}
		return titles
	}
	told := len(news())
	a, err := h.AdoptScenario(director, h.in, before.ID)
	must(t, err)
	if len(a.Notes) != 1 || !strings.HasPrefix(a.Notes[0], "“"+held.Cover.Title+"” was held on "+held.Date.Spoken()+" at "+w.At) {
		t.Errorf("who adopts reads %q", a.Notes)
	}
	if got := news(); len(got) != told+1 || got[0] != "Another plan was adopted: 1 booking that was held is not held as it was." {
		t.Errorf("the crew read %q", got)
	}
	if list, err := h.Notices(director, h.in); err != nil || len(list) != told {
		t.Errorf("who did it is told of it: %v, %v", list, err)
	}
	must(t, result(h.UndoAdoption(director, h.in, a.Before)))
	if got := news(); len(got) != told {
		t.Errorf("taken back, the crew read %q", got)
	}
	if list, err := h.Notices(ad, h.in); err != nil || len(list) != told {
		t.Errorf("taken back, the AD reads %v, %v", list, err)
	}
	after := h.whatIf(coverage.Ask{CrewDays: 7})
	if a := h.adopt(after); len(a.Notes) != 0 || len(news()) != told {
		t.Errorf("a plan that holds it as it was says %q; the crew read %q", a.Notes, news())
	}
}
