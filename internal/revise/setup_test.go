package revise

import (
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

// mustRead reads a paper that must be readable.
func mustRead(t testing.TB, data string, opt intake.Options) intake.Document {
	t.Helper()
	doc, err := intake.Read([]byte(data), opt)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// calendarOf reads a calendar that must be readable, in the time of Berlin.
func calendarOf(t testing.TB, text string, opt intake.Options) intake.Document {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	opt.Zone = zone
	return mustRead(t, text, opt)
}

// closedScenes are the scenes whose set is closed, in shooting order.
func closedScenes(days []production.Day) string {
	var closed []string
	eachStrip(days, func(_ *production.Day, _ string, s *production.Strip) {
		if s.Closed && s.SceneNumber != "" {
			closed = append(closed, s.SceneNumber)
		}
	})
	return strings.Join(closed, " ")
}

// placesOf shows locations for comparing.
func placesOf(places []production.Location) []string {
	var out []string
	for _, p := range places {
		text := p.Name
		for _, more := range []string{strings.Join(p.Sets, "+"), p.Address, p.Contact, p.Note} {
			if more != "" {
				text += " / " + more
			}
		}
		out = append(out, text)
	}
	return out
}
