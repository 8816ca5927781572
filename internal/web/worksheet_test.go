package web

import (
	"net/http"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/worksheet"
)

var worksheetGuards = map[string]guard{
	"GET /worksheet":                         {kind: ownerOnly},
	"POST /worksheet":                        {kind: ownerOnly},
	"GET /p/{slug}/worksheet":                {inProduction, access.EditProduction},
	"POST /p/{slug}/worksheet":               {inProduction, access.EditProduction},
	"POST /p/{slug}/checks":                  {inProduction, access.EditShots},
	"POST /p/{slug}/checks/{id}":             {inProduction, access.EditShots},
	"POST /p/{slug}/days/{date}/checks/{id}": {inProduction, access.EditShots},
}

// TestOneShootDayIsOneDay: the plan of a beginner has a single day, and pages say it as one.
func TestOneShootDayIsOneDay(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	film, err := s.office.StartFromWorksheet(s.operator(), worksheet.Answers{"title": {"The Ferry"}, "date": {"2026-05-11"}, "day": {"11-13 Scene 2", "14-16 Scene 3, closed set"}}, "UTC")
	must(t, err)
	ada := s.owner(t)
	at := "/p/" + film.Slug
	page := ada.get(at+"/schedule").want(t, http.StatusOK, "the schedule")
	page.says(t, "main", "1 shoot day, Mon 11 May.")
	ada.get(at+"/moments").says(t, "main", "The shoot day is Mon 11 May")
	calendar := ada.get(at+"/calendar?view=shoot").want(t, http.StatusOK, "the calendar")
	calendar.silent(t, "main", "Mon 11 May – Mon 11 May")
	ada.get(at).silent(t, "main", "1 shoot days")
	ada.get(at+"/worksheet").says(t, ".note", "No shots are made for “Scene 3”: the set is closed.")
}
