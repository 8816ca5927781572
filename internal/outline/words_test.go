package outline_test

import (
	"encoding/json"
	"testing"

	"github.com/btsdirector/bts/internal/outline"
)

func TestValueWords(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		``:              "",
		`null`:          "",
		`[]`:            "",
		`"The nod"`:     "The nod",
		`["wet","far"]`: "wet; far",
		`3`:             "3",
		`true`:          "true",
		`[{"source":"interview","text":"Each about\nthe other","count":2},{"source":"unplanned","text":"","count":1}]`: "2 × interview: Each about the other; 1 × unplanned",
		`[{"text":"another list","weight":2}]`: `[{"text":"another list","weight":2}]`,
	} {
		if got := outline.ValueWords(json.RawMessage(value)); got != want {
			t.Errorf("%s is %q, want %q", value, got, want)
		}
	}
}
