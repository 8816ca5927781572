package fixity

import (
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Verdict is nil where every file is there and as it is recorded. Otherwise it is, the gravest first: corrupt where
// something differs, missing, unavailable where something cannot be read, invalid where a list cannot be understood
// or a bag is none. New and renamed files are no fault.
func (r Report) Verdict() error {
	for _, code := range []fault.Code{fault.Corrupt, fault.Missing, fault.Unavailable, fault.Invalid} {
		if said := r.faults(code); len(said) > 0 {
			return fault.New(code, "%s", strings.Join(said, ", "))
		}
	}
	return nil
}

func (r Report) faults(code fault.Code) (said []string) {
	counts := map[fault.Code]struct {
		n    int
		what string
	}{
		fault.Corrupt:     {len(r.Differs), "differ from what is recorded"},
		fault.Missing:     {len(r.Missing), "missing"},
		fault.Unavailable: {len(r.Unreadable), "could not be read"},
	}
	if c := counts[code]; c.n > 0 {
		said = append(said, fmt.Sprintf("%d %s", c.n, c.what))
	}
	same := func(p Problem) bool {
		return p.Code == code || code == fault.Invalid && p.Code != "" && p.Code != fault.Corrupt && p.Code != fault.Missing && p.Code != fault.Unavailable
	}
	if slices.ContainsFunc(r.History, same) {
		at := slices.IndexFunc(r.History, same)
		said = append(said, r.History[at].String())
	}
	return said
}

// String is a problem in one line.
func (p Problem) String() string {
	if p.Path == "" || strings.HasPrefix(p.Message, p.Path) {
		return p.Message
	}
	if p.Line > 0 {
		return fmt.Sprintf("%s:%d: %s", p.Path, p.Line, p.Message)
	}
	return p.Path + ": " + p.Message
}
