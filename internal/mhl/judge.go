package mhl

import (
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// Judge says what the hashes of a file, computed in one pass, are worth against the history (section 6.5.1):
// original where nothing is known of it, verified where one of them is as recorded, failed where one is not. A
// hash of a format that was not recorded shares the fate of the others. It returns invalid where none of them
// has a format that can be compared.
func (h *History) Judge(name string, computed []digest.Sum) ([]Hash, error) {
	expected := h.Expected(name)
	judged := make([]Hash, len(computed))
	all := Action("")
	for i, sum := range computed {
		judged[i].Sum = sum
		if len(expected) == 0 {
			judged[i].Action = Original
			continue
		}
		judged[i].Action = compare(sum, expected)
		if all == "" || judged[i].Action == Failed {
			all = judged[i].Action
		}
	}
	for i := range judged {
		if judged[i].Action == "" {
			judged[i].Action = all
		}
	}
	if len(expected) > 0 && len(computed) > 0 && all == "" {
		return nil, fault.New(fault.Invalid, "%s is recorded with %s and was read with other hashes", name, expected[0].Format)
	}
	return judged, nil
}

// compare looks for the first reference of the same format; "" says that there is none.
func compare(sum digest.Sum, expected []Reference) Action {
	for _, r := range expected {
		if r.Format != sum.Format {
			continue
		}
		if r.Same(sum) {
			return Verified
		}
		return Failed
	}
	return ""
}
