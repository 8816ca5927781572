package revise

import (
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// TestMergingIsQuick holds merging of large and of hostile calendars and lists of contacts to a moment.
func TestMergingIsQuick(t *testing.T) {
	const patience = 5 * time.Second // they take 0.3 s at most on a quiet machine
	for name, text := range intaketest.HostileFiles() {
		doc, err := intake.Read([]byte(text), intake.Options{})
		if err != nil {
			continue
		}
		start := time.Now()
		facts, _ := mustMerge(t, production.Facts{}, doc)
		mustMerge(t, facts, doc)
		if took := time.Since(start); took > patience {
			t.Errorf("%s: %d KB, merged in %v", name, len(text)>>10, took)
		}
	}
}
