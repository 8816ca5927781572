package story

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

func found(key, title string, score int) Moment {
	return Moment{Key: key, Title: title, Kind: Stunt, Scene: key, Score: score, Minutes: 60, Status: Proposed, Origin: Found,
		Reasons: []Reason{{Text: "stunt: " + title, Points: score}}, Windows: []Window{{Date: "2026-05-04", Start: 480, End: 600}}}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	given := func(m Moment, change func(*Moment)) Moment {
		m.ID = "old"
		change(&m)
		return m
	}
	for name, test := range map[string]struct {
		old    []Moment
		found  []Moment
		want   MergeCounts
		verify func(m Moment) bool
	}{
		"new": {nil, []Moment{found("1", "Fall", 50)}, MergeCounts{Added: 1}, func(m Moment) bool { return m.ID != "" }},
		"the same": {[]Moment{given(found("1", "Fall", 50), func(*Moment) {})}, []Moment{found("1", "Fall", 50)}, MergeCounts{Kept: 1},
			func(m Moment) bool { return m.ID == "old" }},
		"found again, changed": {[]Moment{given(found("1", "Fall", 50), func(*Moment) {})}, []Moment{found("1", "Jump", 60)}, MergeCounts{Updated: 1},
			func(m Moment) bool { return m.ID == "old" && m.Title == "Jump" && m.Score == 60 }},
		"an edited title stays": {[]Moment{given(found("1", "Maya's great fall", 50), func(m *Moment) { m.Edited = []string{"title"} })},
			[]Moment{found("1", "Fall", 60)}, MergeCounts{Updated: 1}, func(m Moment) bool { return m.Title == "Maya's great fall" && m.Score == 60 }},
		"status, note and promise stay": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Status, m.Note, m.MustHave = Confirmed, "ask Rob", true })},
			[]Moment{found("1", "Fall", 60)}, MergeCounts{Updated: 1}, func(m Moment) bool { return m.Status == Confirmed && m.Note == "ask Rob" && m.MustHave }},
		"dismissed stays dismissed": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Status = Dismissed })},
			[]Moment{found("1", "Fall", 50)}, MergeCounts{Kept: 1}, func(m Moment) bool { return m.Status == Dismissed }},
		"untouched and gone": {[]Moment{given(found("1", "Fall", 50), func(*Moment) {})}, nil, MergeCounts{Removed: 1}, nil},
		"confirmed and gone": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Status = Confirmed })}, nil, MergeCounts{Gone: 1},
			func(m Moment) bool { return m.Gone && len(m.Windows) == 0 }},
		"gone with windows by hand": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Edited = []string{"windows"} })}, nil, MergeCounts{Gone: 1},
			func(m Moment) bool { return m.Gone && len(m.Windows) == 1 }},
		"back again": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Status, m.Gone, m.Windows = Confirmed, true, nil })},
			[]Moment{found("1", "Fall", 50)}, MergeCounts{Updated: 1}, func(m Moment) bool { return !m.Gone && len(m.Windows) == 1 }},
		"by hand": {[]Moment{given(found("1", "Cake", 50), func(m *Moment) { m.Origin, m.Key = ByHand, "" })}, nil, MergeCounts{Kept: 1},
			func(m Moment) bool { return m.Origin == ByHand && !m.Gone }},
		"a scene that lost its identity": {[]Moment{given(found("1", "Fall", 50), func(m *Moment) { m.Note = "yes"; m.Scene = "7" })},
			[]Moment{func() Moment { m := found("2", "Fall", 50); m.Scene = "7"; return m }()}, MergeCounts{Updated: 1},
			func(m Moment) bool { return m.ID == "old" && m.Key == "2" && m.Note == "yes" }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result, counts := Merge(test.old, test.found)
			if counts != test.want {
				t.Errorf("counts %+v, want %+v", counts, test.want)
			}
			if test.verify == nil {
				if len(result) != 0 {
					t.Errorf("left over: %+v", result)
				}
				return
			}
			if len(result) != 1 || !test.verify(result[0]) {
				t.Errorf("result %+v", result)
			}
		})
	}
}

func TestMergeTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	list := Find(film(), Options{})
	once, _ := Merge(nil, list)
	twice, counts := Merge(once, Find(film(), Options{}))
	if diff := cmp.Diff(once, twice); diff != "" || counts != (MergeCounts{Kept: len(list)}) {
		t.Errorf("counts %+v, changes:\n%s", counts, diff)
	}
}

func TestEdit(t *testing.T) {
	t.Parallel()
	title, status, score, note := "Maya's great fall", Confirmed, 90, "ask Rob"
	m, err := Edit(found("1", "Fall", 50), Change{Title: &title, Status: &status, Note: &note})
	if err != nil {
		t.Fatal(err)
	}
	if m.Title != title || m.Status != Confirmed || m.Note != note || !cmp.Equal(m.Edited, []string{"title"}) {
		t.Errorf("edited: %+v", m)
	}
	m, err = Edit(m, Change{Score: &score, Title: &title})
	if err != nil || !cmp.Equal(m.Edited, []string{"score", "title"}) {
		t.Errorf("edited twice: %v, %+v", err, m.Edited)
	}
	for name, change := range map[string]Change{
		"an empty title": {Title: new(string)}, "a score above 100": {Score: ptr(101)}, "no kind": {Kind: ptr(Kind("picnic"))},
		"a window that ends first": {Windows: &[]Window{{Start: 600, End: 500}}}, "a status": {Status: ptr(Status("maybe"))},
	} {
		kept, err := Edit(m, change)
		if !fault.Is(err, fault.Invalid) || !cmp.Equal(kept, m) {
			t.Errorf("%s: %v, %+v", name, err, kept)
		}
	}
}

func ptr[T any](v T) *T { return &v }
