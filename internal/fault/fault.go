// Package fault is the one error type of the house.
//
// Every room returns errors that carry a Code; exactly three places translate a code into something
// else: HTTP status (web), exit code (cmd) and retry decision (queue).
package fault

import (
	"context"
	"errors"
	"fmt"
	"strings"
)

// Code says what kind of thing went wrong, in terms a caller can act on.
type Code string

// The codes, from the caller's mistakes to ours.
const (
	Invalid         Code = "invalid"         // the input cannot be accepted as it is
	Unauthenticated Code = "unauthenticated" // nobody is signed in
	Forbidden       Code = "forbidden"       // signed in, but not allowed to do this
	NotFound        Code = "not_found"       // the named thing is not there
	Conflict        Code = "conflict"        // the thing changed, or exists already
	Corrupt         Code = "corrupt"         // bytes differ from their recorded hash; never retried, a person decides
	Missing         Code = "missing"         // a file that a record promises is not on the medium
	Unavailable     Code = "unavailable"     // a part we depend on does not answer; trying again may help
	Cancelled       Code = "cancelled"       // somebody stopped it
	Internal        Code = "internal"        // our mistake
)

// Position points into an input file. Line and Column are 1-based; 0 means unknown.
type Position struct {
	File   string `json:"file,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String is "file:line:column" without the parts that are unknown.
func (p Position) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Line > 0 {
		if b.Len() > 0 {
			b.WriteByte(':')
		} else {
			b.WriteString("line ")
		}
		fmt.Fprintf(&b, "%d", p.Line)
		if p.Column > 0 {
			fmt.Fprintf(&b, ":%d", p.Column)
		}
	}
	return b.String()
}

// Error is what every room returns. Message is for the person: what was found, what was expected.
// Remedy says what to do about it. Op names the operation for the log, Err is the cause.
type Error struct {
	Op      string
	Code    Code
	Message string
	Remedy  string
	At      Position
	Err     error
}

// Error joins position, message, cause and remedy to one line.
func (e *Error) Error() string {
	var parts []string
	if at := e.At.String(); at != "" {
		parts = append(parts, at)
	}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	if len(parts) == 0 {
		parts = append(parts, string(e.Code))
	}
	text := strings.Join(parts, ": ")
	if e.Remedy != "" {
		text = strings.TrimSuffix(text, ".") + ". " + e.Remedy
	}
	return text
}

// Unwrap gives the cause to errors.Is and errors.As.
func (e *Error) Unwrap() error { return e.Err }

// New makes an error with a code and a message for the person.
func New(code Code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...)}
}

// Wrap adds an operation to err and keeps its code. A nil err stays nil.
func Wrap(err error, op string) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Code: CodeOf(err), Err: err}
}

// WithRemedy returns the error with a sentence that says what to do.
func (e *Error) WithRemedy(format string, args ...any) *Error {
	e.Remedy = fmt.Sprintf(format, args...)
	return e
}

// WithPosition returns the error with a place in an input file.
func (e *Error) WithPosition(p Position) *Error {
	e.At = p
	return e
}

// WithCause returns the error with the error that led to it.
func (e *Error) WithCause(err error) *Error {
	e.Err = err
	return e
}

// CodeOf finds the code of err: that of the outermost Error with one, Cancelled for a cancelled
// context, otherwise Internal. The code of nil is "".
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) && e.Code != "" {
		return e.Code
	}
	if errors.Is(err, context.Canceled) {
		return Cancelled
	}
	return Internal
}

// Is reports whether err carries the code.
func Is(err error, code Code) bool { return err != nil && CodeOf(err) == code }

// PersonText is the sentence to show to a person: position, message and remedy of the innermost
// Error with a message, never the text of an internal cause. It is "" when there is none.
func PersonText(err error) string {
	var e *Error
	for errors.As(err, &e) {
		if e.Message != "" {
			if e.Code == Internal {
				return ""
			}
			shown := *e
			shown.Err = nil
			return shown.Error()
		}
		err = e.Err
	}
	return ""
}
