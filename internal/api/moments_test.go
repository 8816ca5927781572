package api_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

// TestMomentGivenByDayAndTime: a program says when, the schedule says where and how many may come.
func TestMomentGivenByDayAndTime(t *testing.T) {
	t.Parallel()
	s := open(t)
	days := ask[paper.Schedule](s, http.MethodGet, "/schedule", "")
	day, unit := days.Days[0], days.Days[0].Units[0]
	found := ask[paper.Moments](s, http.MethodGet, "/moments", "")
	var near paper.Moment // one of that day and of a set that is open
	for _, m := range found.Moments {
		if m.Date == day.Date && m.Scene != "" && !m.Closed && m.Location != "" && near.ID == "" {
			near = m
		}
	}
	minutes := func(stamp string) string {
		at, err := production.ParseClock(stamp[11:16])
		must(t, err)
		return strconv.Itoa(int(at))
	}
	window := `{"date":"` + near.Date + `","start":` + minutes(near.Start) + `,"end":` + minutes(near.End)
	made := ask[paper.Moment](s, http.MethodPost, "/moments", `{"title":"The gulls","scene":"`+near.Scene+`","windows":[`+window+`}]}`)
	if made.Place == "" || made.Location == "" || made.Day != near.Day {
		t.Errorf("%+v, want it where %+v is (unit %+v)", made, near, unit)
	}
	here := ask[paper.Moment](s, http.MethodPatch, "/moments/"+made.ID, `{"windows":[`+window+`,"place":"`+made.Place+`","cap":1}]}`)
	if here.Capacity != 1 || !strings.EqualFold(here.Location, made.Location) {
		t.Errorf("with a limit by hand: %+v", here)
	}
}
