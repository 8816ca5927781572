package fault_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func TestCodeOf(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  error
		want fault.Code
	}{
		"nil":               {nil, ""},
		"plain":             {io.EOF, fault.Internal},
		"ours":              {fault.New(fault.Corrupt, "x"), fault.Corrupt},
		"ours, wrapped":     {fmt.Errorf("y: %w", fault.New(fault.Missing, "x")), fault.Missing},
		"wrapped by Wrap":   {fault.Wrap(fault.New(fault.NotFound, "x"), "op"), fault.NotFound},
		"outermost decides": {fault.New(fault.Invalid, "a").WithCause(fault.New(fault.Internal, "b")), fault.Invalid},
		"cancelled context": {fmt.Errorf("z: %w", context.Canceled), fault.Cancelled},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fault.CodeOf(test.err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestErrorSaysWhereWhatAndWhatToDo(t *testing.T) {
	t.Parallel()
	err := fault.New(fault.Invalid, "there is no scene %d", 99).
		WithPosition(fault.Position{File: "blue.uss", Line: 12}).WithRemedy("Import the newest draft.")
	const want = "blue.uss:12: there is no scene 99. Import the newest draft."
	if got := err.Error(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if !errors.Is(fault.Wrap(err, "office.Import"), err) {
		t.Error("Wrap loses the cause")
	}
	if fault.Wrap(nil, "op") != nil {
		t.Error("Wrap makes an error of nil")
	}
}

func TestPersonTextHidesCauses(t *testing.T) {
	t.Parallel()
	secret := errors.New("dial tcp 10.1.2.3: refused")
	tests := map[string]struct {
		err  error
		want string
	}{
		"cause stays inside": {fault.New(fault.Unavailable, "the database does not answer").WithCause(secret), "the database does not answer"},
		"through a wrap":     {fault.Wrap(fault.New(fault.Invalid, "no title"), "op"), "no title"},
		"internal":           {fault.New(fault.Internal, "index 5 of 3"), ""},
		"plain":              {secret, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := fault.PersonText(test.err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

func TestBecauseKeepsTheText(t *testing.T) {
	t.Parallel()
	cause := errors.New("the columns are not mapped")
	said := fault.New(fault.Invalid, "no column was found").WithRemedy("Map the columns.")
	err := fault.Wrap(said.Because(cause), "office.Import")
	if !errors.Is(err, cause) || !errors.Is(err, said) || !fault.Is(err, fault.Invalid) {
		t.Errorf("%#v lost its cause or its code", err)
	}
	if got := said.Because(cause).Error(); got != said.Error() || fault.PersonText(err) != fault.PersonText(said) {
		t.Errorf("the text is %q, to people %q", got, fault.PersonText(err))
	}
}

func TestPosition(t *testing.T) {
	t.Parallel()
	tests := map[string]fault.Position{
		"":          {},
		"a.fdx":     {File: "a.fdx"},
		"a.fdx:3":   {File: "a.fdx", Line: 3},
		"a.fdx:3:7": {File: "a.fdx", Line: 3, Column: 7},
		"line 3":    {Line: 3},
	}
	for want, p := range tests {
		if got := p.String(); got != want {
			t.Errorf("%+v: got %q, want %q", p, got, want)
		}
	}
}
