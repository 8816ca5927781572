package courier

import (
	"context"
	"net/http"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Client asks programs of other people for an answer, once for each question. Like Fetcher it holds nothing open.
type Client struct {
	Guard   Guard
	Timeout time.Duration // for a whole exchange, 0 for a minute
}

// Sending is a question.
type Sending struct {
	URL         string
	Bearer      string // token, "" for none
	ContentType string
	Body        []byte
}

// asker is what we call ourselves to servers that are asked.
const asker = "BTS-Director/1"

// mostAnswer is how large an answer may be, in bytes.
const mostAnswer = 32 << 20

// Post sends a question and returns the answer's body. Redirects are not followed: neither token nor body must wander to a server that
// nobody named. It returns fault.Forbidden for a closed address and a refused token, fault.Invalid for other refusals, and
// fault.Unavailable where trying again may help.
func (c *Client) Post(ctx context.Context, s Sending) ([]byte, error) {
	addr, err := c.Guard.Address(s.URL)
	if err != nil {
		return nil, err
	}
	if addr.Scheme == "file" {
		return nil, fault.New(fault.Invalid, "a file answers nothing").WithRemedy("Use an address that begins with https://.")
	}
	whole, cancel := context.WithTimeout(ctx, orTimeout(c.Timeout))
	defer cancel()
	r, err := newRequest(whole, http.MethodPost, addr, s.Body)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", s.ContentType)
	r.Header.Set("User-Agent", asker)
	r.Header.Set("Accept", "application/json")
	if s.Bearer != "" {
		r.Header.Set("Authorization", "Bearer "+s.Bearer)
	}
	client := http.Client{Transport: c.Guard.transport(), CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		return nil, sendError(ctx, addr.Hostname(), err)
	}
	defer answer.Body.Close()
	if err := answerError(addr.Hostname(), answer.StatusCode); err != nil {
		return nil, err
	}
	body, err := readBody(answer, mostAnswer)
	if err != nil {
		return nil, sendError(ctx, addr.Hostname(), err)
	}
	return body, nil
}

// answerError says what an HTTP status means for a question; nil for success.
func answerError(host string, status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status == http.StatusUnauthorized, status == http.StatusForbidden:
		return fault.New(fault.Forbidden, "%s does not take the key (%d)", host, status).WithRemedy("Set the key again.")
	case status == http.StatusNotFound:
		return fault.New(fault.Invalid, "%s knows nothing at this address (404)", host).WithRemedy("Check the address; it usually ends with /v1.")
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests, status >= 500:
		return fault.New(fault.Unavailable, "%s could not answer (%d)", host, status).WithRemedy("Try again later.")
	}
	return fault.New(fault.Invalid, "%s refuses it (%d)", host, status)
}
