package journal_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
)

type card struct {
	Title string   `json:"title"`
	Wants []want   `json:"wants"`
	Place float64  `json:"place"`
	Tags  []string `json:"tags"`
	Gone  bool     `json:"gone"`
}

type want struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

func sent(pairs ...string) map[string]json.RawMessage {
	m := map[string]json.RawMessage{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = json.RawMessage(pairs[i+1])
	}
	return m
}

func entry(t *testing.T, before, after card) journal.Entry {
	t.Helper()
	fields, err := journal.Diff(before, after)
	if err != nil {
		t.Fatal(err)
	}
	return journal.Entry{Fields: fields}
}

// TestMergeLosesNothing lets two people write from the same state: what only one of them touched stays as they
// set it, and of what both touched the earlier value is handed back.
func TestMergeLosesNothing(t *testing.T) {
	t.Parallel()
	base := card{Title: "The bridge", Wants: []want{{"wide", 1}, {"hands", 2}}, Place: 1}
	ada := card{Title: "The bridge at dawn", Wants: []want{{"wide", 1}}, Place: 1}
	since := []journal.Entry{entry(t, base, ada)}
	// Ben's form sends every field; he has changed the title and the place.
	got, err := journal.Merge(ada, sent("title", `"The iron bridge"`, "wants", `[{"text":"wide","count":1},{"count":2,"text":"hands"}]`, "place", `3`), since)
	if err != nil {
		t.Fatal(err)
	}
	want := card{Title: "The iron bridge", Wants: []want{{"wide", 1}}, Place: 3}
	if d := cmp.Diff(want, got.Object); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]journal.Field{{Name: "title", Was: []byte(`"The bridge"`), Now: []byte(`"The bridge at dawn"`)}}, got.Lost); d != "" {
		t.Error(d)
	}
}

// TestMergeAfterSeveral rolls back to the oldest state, not only to the last.
func TestMergeAfterSeveral(t *testing.T) {
	t.Parallel()
	a, b, c := card{Title: "one"}, card{Title: "two"}, card{Title: "three", Place: 2}
	since := []journal.Entry{entry(t, a, b), entry(t, b, c)}
	got, err := journal.Merge(c, sent("title", `"one"`, "place", `0`), since)
	if err != nil || got.Lost != nil {
		t.Fatalf("%v, lost %v", err, got.Lost)
	}
	if d := cmp.Diff(c, got.Object); d != "" {
		t.Error(d)
	}
}

func TestMergeAgreesWithoutLoss(t *testing.T) {
	t.Parallel()
	base, ada := card{Title: "one"}, card{Title: "two"}
	got, err := journal.Merge(ada, sent("title", `"two"`), []journal.Entry{entry(t, base, ada)})
	if err != nil || got.Lost != nil || got.Object.Title != "two" {
		t.Errorf("%v %+v", err, got)
	}
}

func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	for _, change := range []map[string]json.RawMessage{sent("colour", `"red"`), sent("title", `7`), sent("wants", `{}`), sent("title", `"`)} {
		if _, err := journal.Merge(card{Title: "one"}, change, nil); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: error %v", change, err)
		}
	}
}

func TestBack(t *testing.T) {
	t.Parallel()
	before := card{Title: "one", Wants: []want{{"wide", 1}}, Tags: []string{"a"}}
	after := card{Title: "two", Tags: []string{"a"}}
	e := entry(t, before, after)
	got, changed, err := journal.Back(after, e)
	if err != nil || changed != nil {
		t.Fatalf("%v %v", err, changed)
	}
	if d := cmp.Diff(before, got); d != "" {
		t.Error(d)
	}
	again := after
	again.Title, again.Place = "three", 9
	if got, changed, err = journal.Back(again, e); err != nil || cmp.Diff([]string{"title"}, changed) != "" || got.Title != "three" {
		t.Errorf("%v, %v: %+v", err, changed, got)
	}
	moved := after
	moved.Place = 9 // another field: taking back leaves it alone
	if got, changed, err = journal.Back(moved, e); err != nil || changed != nil || got.Place != 9 || got.Title != "one" {
		t.Errorf("%v, %v: %+v", err, changed, got)
	}
}

// TestNoListIsAnEmptyList: what a store gives back as an empty list was no list when it was written.
func TestNoListIsAnEmptyList(t *testing.T) {
	t.Parallel()
	e := entry(t, card{Title: "one", Wants: []want{{"wide", 1}}}, card{Title: "two"})
	got, changed, err := journal.Back(card{Title: "two", Wants: []want{}}, e)
	if err != nil || changed != nil || len(got.Wants) != 1 {
		t.Errorf("%v, changed %v: %+v", err, changed, got)
	}
	if fields, err := journal.Diff(card{}, card{Wants: []want{}, Tags: []string{}}); err != nil || fields != nil {
		t.Errorf("%v: %v", err, fields)
	}
}
