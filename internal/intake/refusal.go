package intake

import "errors"

// ErrColumns is the cause of a refusal that a person can answer instead of handing in another file: nobody
// has said what the columns of the table mean.
var ErrColumns = errors.New("the columns are not mapped")
