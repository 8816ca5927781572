package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/fault"
)

// picked are the ids of the rows that are ticked in the form that was sent. It returns fault.Invalid for none of the
// things.
func picked[ID ~string](r *http.Request, things string) ([]ID, error) {
	if err := r.ParseForm(); err != nil {
		return nil, fault.New(fault.Invalid, "the form did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	var ids []ID
	for _, id := range r.PostForm["id"] {
		ids = append(ids, ID(id))
	}
	if len(ids) == 0 {
		return nil, fault.New(fault.Invalid, "nothing is picked").WithRemedy("Tick the %s first.", things)
	}
	return ids, nil
}
