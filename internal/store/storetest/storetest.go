// Package storetest is the conformance suite of the store: what must hold on every engine. It also
// opens fresh databases for the tests of other rooms.
package storetest

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/store"
)

// cases are all tests of the suite; each gets an empty, migrated store of its own.
var cases = []struct {
	name string
	test func(t *testing.T, s *store.Store)
}{
	{"migration twice and by many", testMigrateAgain},
	{"newer database", testNewerDatabase},
	{"every filter has an index", testIndexes},
	{"restart", testRestart},
	{"production goes with all it has", testCascade},
	{"rollback on error", testRollbackOnError},
	{"rollback after a failed statement", testBrokenTransaction},
	{"rollback on cancel", testRollbackOnCancel},
	{"rollback on panic", testRollbackOnPanic},
	{"read cannot write", testReadOnly},
	{"two writers", testTwoWriters},
	{"reader while writing", testReaderWhileWriting},
	{"text that is no text", testBadText},
	{"productions", testProductions},
	{"facts", testFacts},
	{"facts keep their ids", testFactsKeepIDs},
	{"facts of two productions", testFactsApart},
	{"facts with wrong ids", testFactsBadIDs},
	{"facts in few queries", testFactsQueries},
	{"parts of the facts", testFactParts},
	{"what the papers say", testPaper},
	{"revisions and mappings", testRevisions},
	{"proposals", testProposals},
	{"calendars to fetch", testSources},
	{"notices", testNotices},
	{"watches", testWatches},
	{"corrections", testCorrections},
	{"moments", testMoments},
	{"moment filters", testMomentFilters},
	{"outline", testOutline},
	{"subscriptions", testSubscriptions},
	{"journal", testJournal},
	{"worksheet", testWorksheet},
	{"wanted shots", testWantedShots},
	{"cards", testCards},
	{"assets", testAssets},
	{"matches", testMatches},
	{"parts of assets", testAssetParts},
	{"work on assets", testAssetWork},
	{"search", testSearch},
	{"search hides", testSearchHides},
	{"search takes words for others", testSearchRespells},
	{"index changes", testIndexChanges},
	{"search of many", testSearchOfMany},
	{"interviews", testInterviews},
	{"storyboard", testStoryboard},
	{"ground plans", testGroundPlans},
	{"views", testViews},
	{"crew", testCrew},
	{"plans", testPlans},
	{"scenarios", testScenarios},
	{"curves", testCurves},
	{"tasks", testTasks},
	{"task progress and cancel", testTaskProgress},
	{"feed", testFeed},
	{"feed in order under load", testFeedOrder},
	{"users", testUsers},
	{"memberships", testMemberships},
	{"links", testLinks},
	{"link used once in a race", testLinkRace},
	{"passkeys and tokens", testKeys},
	{"audit", testAudit},
	{"sessions", testSessions},
}

// Run runs the suite. open must return an empty, migrated store and close it when the test ends.
func Run(t *testing.T, open func(t *testing.T) *store.Store) {
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			c.test(t, open(t))
		})
	}
}

// write runs fn in a write transaction that must succeed.
func write(t *testing.T, s *store.Store, fn func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	err := s.Write(t.Context(), func(tx *store.Tx) error { return fn(t.Context(), tx) })
	if err != nil {
		t.Fatal(err)
	}
}

// refuse runs fn in a write transaction that must fail with the code.
func refuse(t *testing.T, s *store.Store, code fault.Code, fn func(ctx context.Context, tx *store.Tx) error) {
	t.Helper()
	wantCode(t, s.Write(t.Context(), func(tx *store.Tx) error { return fn(t.Context(), tx) }), code)
}

// read runs fn in a read transaction and returns what it finds.
func read[T any](t *testing.T, s *store.Store, fn func(ctx context.Context, tx *store.Tx) (T, error)) (found T) {
	t.Helper()
	err := s.Read(t.Context(), func(tx *store.Tx) (err error) {
		found, err = fn(t.Context(), tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// missing runs fn in a read transaction; it must find nothing.
func missing[T any](t *testing.T, s *store.Store, fn func(ctx context.Context, tx *store.Tx) (T, error)) {
	t.Helper()
	err := s.Read(t.Context(), func(tx *store.Tx) error {
		_, err := fn(t.Context(), tx)
		return err
	})
	wantCode(t, err, fault.NotFound)
	if fault.PersonText(err) == "" {
		t.Errorf("nothing to tell a person in %v", err)
	}
}

func wantCode(t *testing.T, err error, code fault.Code) {
	t.Helper()
	if !fault.Is(err, code) {
		t.Errorf("error %v, want code %s", err, code)
	}
}

func same[T any](t *testing.T, got, want T, options ...cmp.Option) {
	t.Helper()
	if diff := cmp.Diff(want, got, options...); diff != "" {
		t.Errorf("differs (-want +got):\n%s", diff)
	}
}
