package production_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

func TestViewsAreQueriesOfKnownPages(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]production.View{
		"no name":   {Page: "moments"},
		"long name": {Page: "moments", Name: strings.Repeat("x", 201)},
		"no page":   {Name: "a", Page: "https://elsewhere.example"},
		"other key": {Name: "a", Page: "moments", Query: "next=//elsewhere.example"},
		"no query":  {Name: "a", Page: "moments", Query: "a=%zz"},
		"too long":  {Name: "a", Page: "moments", Query: "q=" + strings.Repeat("x", 2000)},
	} {
		if err := v.Check(); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	v := production.View{Name: "  Musts  of tomorrow ", Page: "shotlist", Query: "?status=planned&day=&priority=must&priority=nice"}.Tidy()
	if err := v.Check(); err != nil || v.Query != "priority=must&status=planned" || v.Name != "Musts of tomorrow" {
		t.Errorf("%+v: %v", v, err)
	}
}
