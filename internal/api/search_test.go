package api_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/paper"
)

var searchOperations = map[string]operation{
	"searchLibrary":  {right: access.SeeLibrary, query: "q=harbour+kind:video&limit=10&offset=5"},
	"reindexLibrary": {right: access.EditLibrary},
}

func TestWhatCannotBeSearched(t *testing.T) {
	t.Parallel()
	s := open(t)
	path := "/api/productions/" + s.film.Slug + "/search?q="
	for _, c := range []struct {
		query, says string
		status      int
	}{
		{"", "", http.StatusOK},
		{"harbour", "", http.StatusOK},
		{"storm+sceen:12", "sceen", http.StatusUnprocessableEntity},
		{"day:77", "no day 77", http.StatusUnprocessableEntity},
	} {
		got := s.call(s.ctx, http.MethodGet, path+c.query, "")
		if got.Code == http.StatusBadRequest {
			got.Code = http.StatusUnprocessableEntity
		}
		if got.Code != c.status || !strings.Contains(got.Body.String(), c.says) {
			t.Errorf("%q is answered %d: %s", c.query, got.Code, got.Body)
			continue
		}
		var doc paper.Search
		if c.status == http.StatusOK {
			must(t, json.Unmarshal(got.Body.Bytes(), &doc))
			if doc.Assets == nil || doc.Instead == nil || doc.Total != 0 {
				t.Errorf("%q is answered %+v", c.query, doc)
			}
		}
	}
}
