package intake

import (
	"errors"

	"github.com/btsdirector/bts/internal/fault"
)

// Causes of a refusal that a person can answer instead of handing in another file.
var (
	// ErrColumns: nobody has said what the columns of the table mean.
	ErrColumns = errors.New("the columns are not mapped")
	// ErrForeign: the paper seems to belong to another production; MergeOptions.Force takes it in.
	ErrForeign = errors.New("the paper seems to belong to another production")
)

// refusal is a refusal with one of these causes. Its text says all there is to say: the cause is for
// errors.Is alone.
type refusal struct {
	refused *fault.Error
	cause   error
}

// Error is the text of the refusal.
func (r refusal) Error() string { return r.refused.Error() }

// Unwrap gives the refusal and its cause to errors.Is and errors.As.
func (r refusal) Unwrap() []error { return []error{r.refused, r.cause} }
