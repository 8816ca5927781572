package fault

// Because gives the error a cause that a program can ask for with errors.Is. Unlike that of WithCause it
// adds nothing to the text, which says all there is to say.
func (e *Error) Because(cause error) error { return because{e, cause} }

type because struct {
	said  *Error
	cause error
}

// Error is the text of the error alone.
func (b because) Error() string { return b.said.Error() }

// Unwrap gives the error and its cause to errors.Is and errors.As.
func (b because) Unwrap() []error { return []error{b.said, b.cause} }
