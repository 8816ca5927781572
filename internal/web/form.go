package web

import (
	"io"
	"net/http"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// spoken is an error in one line for beside a form.
func spoken(err error) string {
	message, remedy := words(err)
	if remedy != "" {
		message += " " + remedy
	}
	return message
}

// readBody reads a whole small body.
func readBody(r *http.Request) ([]byte, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fault.New(fault.Invalid, "the request did not arrive whole").WithRemedy("Try again.").WithCause(err)
	}
	return body, nil
}

// productionOf finds a production for a page that nobody's right leads to: whoever holds an
// invitation may read its title.
func (s *Server) productionOf(r *http.Request, id production.ProductionID) (film production.Production, err error) {
	err = s.read(r.Context(), func(tx *store.Tx) error {
		film, err = tx.FindProduction(r.Context(), id)
		return err
	})
	return film, err
}

// day is a moment as people say it: "Tue 12 May 2026".
func day(t time.Time, zone *time.Location) string {
	if t.IsZero() {
		return ""
	}
	return t.In(zone).Format("Mon 2 Jan 2006")
}

// minute is a moment as people say it: "Tue 12 May, 14:10".
func minute(t time.Time, zone *time.Location) string { return t.In(zone).Format("Mon 2 Jan, 15:04") }
