package intake

import "errors"

// Causes of a refusal that a person can answer instead of handing in another file.
var (
	// ErrColumns: nobody has said what the columns of the table mean.
	ErrColumns = errors.New("the columns are not mapped")
	// ErrForeign: the paper seems to belong to another production; MergeOptions.Force takes it in.
	ErrForeign = errors.New("the paper seems to belong to another production")
)
