package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/fault"
)

// problem is an error as a program gets it, the same for every call and every cause.
type problem struct {
	status  int
	Code    fault.Code `json:"code" doc:"What kind of thing went wrong"`
	Message string     `json:"message" doc:"For a person: what was found, what to do"`
	ID      string     `json:"id,omitempty" doc:"Where to look in the log, for mistakes of ours"`
}

// Error is the message.
func (p *problem) Error() string { return p.Message }

// GetStatus is the HTTP status.
func (p *problem) GetStatus() int { return p.status }

// The library asks here for the errors that it finds itself: a body or a parameter that does not fit.
func init() {
	huma.NewError = func(status int, message string, causes ...error) huma.StatusError {
		parts := []string{message}
		for _, cause := range causes {
			if cause != nil {
				parts = append(parts, cause.Error())
			}
		}
		return &problem{status: status, Code: codeOf(status), Message: strings.Join(parts, "; ")}
	}
}

func codeOf(status int) fault.Code {
	switch {
	case status == http.StatusNotFound:
		return fault.NotFound
	case status >= http.StatusInternalServerError:
		return fault.Internal
	}
	return fault.Invalid
}

// problem hides what is only ours to know, and logs it under a short id.
func (a *API) problem(ctx context.Context, err error) error {
	p := &problem{status: a.status(err), Code: fault.CodeOf(err), Message: fault.PersonText(err)}
	if p.Code == fault.Internal || p.Message == "" {
		p.ID, p.Message = uuid.NewString()[:8], "something went wrong on our side"
		if !errors.Is(err, context.Canceled) { // the program has left
			a.log.ErrorContext(ctx, "a call of the API failed", "id", p.ID, "error", err)
		}
	}
	return p
}
