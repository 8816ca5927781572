package api_test

import (
	"net/http"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/worksheet"
)

var worksheetOperations = map[string]operation{
	"startFromWorksheet": {right: owner, body: `{"answers":{"title":["$NEW"]}}`},
	"getWorksheet":       {right: access.EditProduction},
	"answerWorksheet":    {right: access.EditProduction, body: `{"answers":{"tone":["$NEW"],"date":["2026-05-09"]}}`},
	"getChecklist":       {right: access.SeePacket},
	"tickCheck":          {right: access.EditShots, body: `{"done":true}`, id: (*site).check},
	"addCheck":           {right: access.EditShots, body: `{"stage":"content","text":"$NEW"}`},
	"changeCheck":        {right: access.EditShots, body: `{"text":"$NEW"}`, id: (*site).check},
}

// check is something that was just put on a checklist.
func (s *site) check() string {
	s.t.Helper()
	c, _, err := s.app.Office.AddCheck(s.ctx, s.film.ID, worksheet.Content, newName())
	must(s.t, err)
	return string(c.ID)
}

func TestWorksheetByAPI(t *testing.T) {
	t.Parallel()
	s := open(t)
	ask[paper.Act](s, http.MethodPatch, "/worksheet", `{"answers":{"tone":["Quiet"],"date":["2026-05-09"],"hopes":["The cat on the piano"]}}`)
	doc := ask[paper.Worksheet](s, http.MethodGet, "/worksheet", "")
	if len(doc.Made) == 0 || len(doc.Pieces) == 0 {
		t.Errorf("nothing was made: %+v", doc)
	}
	list := ask[paper.Checklist](s, http.MethodGet, "/days/2026-05-09/checklist", "")
	last := list.Checks[len(list.Checks)-1]
	ask[paper.Act](s, http.MethodPut, "/days/2026-05-09/checklist/"+last.ID, `{"done":true}`)
	list = ask[paper.Checklist](s, http.MethodGet, "/days/2026-05-09/checklist", "")
	if last = list.Checks[len(list.Checks)-1]; !last.Done || last.By == "" {
		t.Errorf("the last is %+v", last)
	}
	got := s.call(s.ctx, http.MethodPatch, "/api/productions/the-lamp-room/worksheet", `{"answers":{"date":["soon"]}}`)
	if got.Code != http.StatusUnprocessableEntity && got.Code != http.StatusBadRequest {
		t.Errorf("a date that is none: %d %s", got.Code, got.Body)
	}
}
