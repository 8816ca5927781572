package paper

import "github.com/btsdirector/bts/internal/production"

// Views are the views of lists that somebody keeps, by name.
type Views struct {
	Views []View `json:"views"`
}

// View is one of them.
type View struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Page   string `json:"page"`
	Query  string `json:"query"`
	Shared bool   `json:"shared"`
}

// NewViews makes the list.
func NewViews(all []production.View) Views {
	out := Views{Views: []View{}}
	for _, v := range all {
		out.Views = append(out.Views, View{string(v.ID), v.Name, v.Page, v.Query, v.Shared})
	}
	return out
}
