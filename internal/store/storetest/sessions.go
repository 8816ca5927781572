package storetest

import (
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/store"
)

func testSessions(t *testing.T, s *store.Store) {
	sessions := s.Sessions()
	data := []byte{0, 255, 'a', 10} // the session manager writes bytes that are no text
	later, before := time.Now().Add(time.Hour), time.Now().Add(-time.Minute)
	for token, expiry := range map[string]time.Time{"kept": later, "again": later, "expired": before} {
		if err := sessions.Commit(token, data, expiry); err != nil {
			t.Fatal(err)
		}
	}
	if err := sessions.CommitCtx(t.Context(), "again", []byte("new"), later); err != nil {
		t.Fatal(err)
	}
	for token, want := range map[string][]byte{"kept": data, "again": []byte("new"), "expired": nil, "none": nil} {
		got, found, err := sessions.FindCtx(t.Context(), token)
		if err != nil || found != (want != nil) {
			t.Errorf("%s: found %v, %v", token, found, err)
		}
		same(t, got, want)
	}
	all, err := sessions.All()
	same(t, all, map[string][]byte{"kept": data, "again": []byte("new")})
	same(t, err, nil)

	gone, err := s.DeleteExpiredSessions(t.Context(), time.Now())
	same(t, gone, 1)
	same(t, err, nil)
	for range 2 { // the second time there is nothing to delete, which is fine
		if err := sessions.Delete("kept"); err != nil {
			t.Error(err)
		}
	}
	if _, found, err := sessions.Find("kept"); found || err != nil {
		t.Errorf("found %v, %v after it was deleted", found, err)
	}
}
