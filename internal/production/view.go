package production

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// View is a view of a list that somebody keeps by name: the filters and the order as the address of the page has them.
type View struct {
	ID     ViewID `json:"id"`
	Name   string `json:"name"`
	Page   string `json:"page"`   // a key of ViewPages
	Query  string `json:"query"`  // of the address, its keys sorted; nothing else of an address is kept
	Shared bool   `json:"shared"` // everybody of the production has it
	Owner  UserID `json:"owner"`  // who made it, "" for the command line
	Gone   bool   `json:"gone"`
}

// ViewPages are the pages of which views can be kept, with what their addresses may ask.
var ViewPages = map[string][]string{
	"library":  {"day", "kind", "camera", "card", "scene", "moment", "verdict", "rating", "state"},
	"moments":  {"kind", "status", "arc", "day", "told", "q", "sort", "view"},
	"shotlist": {"day", "moment", "arc", "status", "priority", "medium", "q"},
}

// Limits of a view, in characters and bytes.
const (
	longestViewName  = 200
	longestViewQuery = 2000
)

// Check reports the first field that cannot be accepted, as fault.Invalid. What is gone need not be complete.
func (v View) Check() error {
	if v.Gone {
		return nil
	}
	keys, known := ViewPages[v.Page]
	values, err := url.ParseQuery(v.Query)
	switch {
	case strings.TrimSpace(v.Name) == "":
		return fault.New(fault.Invalid, "the view has no name").WithRemedy("Call it by what it shows: musts of tomorrow.")
	case utf8.RuneCountInString(v.Name) > longestViewName:
		return fault.New(fault.Invalid, "the name has more than %d characters", longestViewName).WithRemedy("Shorten it.")
	case !known:
		return fault.New(fault.Invalid, "%q is not a page whose views can be kept", v.Page).WithRemedy("Choose moments or shotlist.")
	case err != nil || len(v.Query) > longestViewQuery:
		return fault.New(fault.Invalid, "%.60q is not the query of an address", v.Query).WithRemedy("Keep the view from its page.")
	}
	for key := range values {
		if !slices.Contains(keys, key) {
			return fault.New(fault.Invalid, "the page %s asks for no %.60q", v.Page, key).WithRemedy("It understands %s.", strings.Join(keys, ", "))
		}
	}
	return nil
}

// Tidy is the view with its query in the one order in which queries are compared, without what says nothing.
func (v View) Tidy() View {
	v.Name = strings.Join(strings.Fields(v.Name), " ")
	values, err := url.ParseQuery(strings.TrimPrefix(v.Query, "?"))
	if err != nil {
		return v // Check says what is wrong
	}
	for key, list := range values {
		if len(list) == 0 || list[0] == "" {
			delete(values, key)
		} else {
			values[key] = list[:1]
		}
	}
	v.Query = values.Encode()
	return v
}
