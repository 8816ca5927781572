package cli

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
)

func TestStrengthWords(t *testing.T) {
	t.Parallel()
	for want, bar := range map[string]outline.Bar{
		"0 of 5 found":                        {5},
		"3 of 5 found":                        {5, 3},
		"2 of 5 planned":                      {5, 2, 2},
		"4 of 5 found, 2 planned":             {5, 4, 2},
		"5 of 5 found, 3 captured, 1 cut":     {5, 5, 3, 3, 1, 1},
		"2 of 2 cut":                          {2, 2, 2, 2, 2, 2},
		"2 of 2 planned, 1 captured":          {2, 2, 2, 1},
		"3 of 3 found, 2 planned, 1 selected": {3, 3, 2, 1, 1},
	} {
		if got := strengthWords(bar); got != want {
			t.Errorf("%v reads %q, want %q", bar, got, want)
		}
	}
}

func TestReadWants(t *testing.T) {
	t.Parallel()
	got, err := readWants([]string{"interview:2:Each about the other", " Moment : the fall: again", "unplanned:", "archive:x:y"})
	want := []outline.Want{
		{Source: "interview", Text: "Each about the other", Count: 2}, {Source: "moment", Text: "the fall: again", Count: 1},
		{Source: "unplanned", Count: 1}, {Source: "archive", Text: "x:y", Count: 1},
	}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	if _, err := readWants([]string{"a song"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

func TestMeant(t *testing.T) {
	t.Parallel()
	all := []called{{"people", "The people"}, {"019a0000-0000-aaaabbbb", "The jump"}, {"019a0000-0000-ccccdddd", "The jump"}, {"019a0000-0000-eeeeffff", "people"}}
	tests := map[string]struct {
		want string
		code fault.Code
	}{
		"people":      {"people", ""}, // an id goes before a name
		" the People": {"people", ""},
		"aaaabbbb":    {"019a0000-0000-aaaabbbb", ""},
		"The jump":    {"", fault.Invalid},
		"019a0000":    {"", fault.Invalid},
		"nobody":      {"", fault.NotFound},
		"":            {"", fault.NotFound},
	}
	for said, test := range tests {
		got, err := meant(all, said, "arc", "bts story")
		if got != test.want || fault.CodeOf(err) != test.code {
			t.Errorf("%q: %q, %v", said, got, err)
		}
	}
}
