package courier

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// mostMessage is how large a message may be: receivers expect news, not files.
const mostMessage = 1 << 20

// Webhook tells other programs what happened, after the standard-webhooks specification
// (standardwebhooks.com): a signed JSON message by POST. Like Fetcher it holds nothing open.
type Webhook struct {
	Guard   Guard
	Agent   string        // User-Agent, "" for the house's own
	Timeout time.Duration // for a whole exchange, 0 for a minute
}

// Message is one thing to tell. A message that is sent again keeps its ID, by which the receiver knows
// that it has it already.
type Message struct {
	URL    string
	Secret string    // "whsec_…", see NewSecret
	ID     string    // without dots
	At     time.Time // of this attempt
	Body   []byte    // JSON
}

// Receipt is what came of a message. After an error it still tells what is known.
type Receipt struct {
	Status     int // HTTP status, 0 without an answer
	RetryAfter time.Duration
	Took       time.Duration
}

// Send tells one message. Redirects are not followed: a message must not wander to a server that
// nobody named.
//
// Success is any status of 200 to 299. It returns fault.NotFound for 410, after which nothing more is
// to be sent there; fault.Invalid for other refusals, which the same message would meet again;
// fault.Unavailable where trying again may help, and fault.Forbidden for a closed address.
func (w *Webhook) Send(ctx context.Context, m Message) (Receipt, error) {
	addr, err := w.Guard.Address(m.URL)
	if err != nil {
		return Receipt{}, err
	}
	if addr.Scheme == "file" {
		return Receipt{}, fault.New(fault.Invalid, "messages cannot be sent to a file").WithRemedy("Use an address that begins with https://.")
	}
	if len(m.Body) > mostMessage || !json.Valid(m.Body) {
		return Receipt{}, fault.New(fault.Internal, "message %s is too large or no JSON", m.ID)
	}
	signature, err := Sign(m.Secret, m.ID, m.At, m.Body)
	if err != nil {
		return Receipt{}, err
	}
	whole, cancel := context.WithTimeout(ctx, orTimeout(w.Timeout))
	defer cancel()
	r, err := newRequest(whole, http.MethodPost, addr, m.Body)
	if err != nil {
		return Receipt{}, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", firstOf(w.Agent, messenger))
	r.Header.Set(headerID, m.ID)
	r.Header.Set(headerTimestamp, strconv.FormatInt(m.At.Unix(), 10))
	r.Header.Set(headerSignature, signature)
	begun := time.Now()
	receipt, err := w.post(r)
	receipt.Took = time.Since(begun)
	if err != nil {
		return receipt, sendError(ctx, addr.Hostname(), err)
	}
	return receipt, receiverError(addr.Hostname(), receipt.Status)
}

// messenger is what we call ourselves to receivers of messages.
const messenger = "BTS-Director/1 (webhook)"

func (w *Webhook) post(r *http.Request) (Receipt, error) {
	client := http.Client{Transport: w.Guard.transport(), CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		return Receipt{}, err
	}
	defer answer.Body.Close()
	// A server that is cut off while it answers may take the message for lost. What it says is not kept.
	_, _ = io.Copy(io.Discard, io.LimitReader(answer.Body, 64<<10))
	return Receipt{Status: answer.StatusCode, RetryAfter: retryAfter(answer.Header, time.Now())}, nil
}

// receiverError says what an HTTP status means for a message; nil for success.
func receiverError(host string, status int) error {
	switch {
	case status >= 200 && status < 300:
		return nil
	case status == http.StatusGone:
		return fault.New(fault.NotFound, "%s wants no more messages (410)", host).WithRemedy("Remove the receiver, or set it up again with a new address.")
	case status == http.StatusRequestTimeout, status == http.StatusTooEarly, status == http.StatusTooManyRequests, status >= 500:
		return fault.New(fault.Unavailable, "%s could not take the message (%d)", host, status).WithRemedy("It is sent again later.")
	case status >= 300 && status < 400:
		return fault.New(fault.Invalid, "%s sends messages on to another address (%d)", host, status).WithRemedy("Set the receiver up with that address.")
	}
	return fault.New(fault.Invalid, "%s refuses the message (%d)", host, status).WithRemedy("Check address and secret with whoever runs the receiver.")
}
