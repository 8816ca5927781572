package card

import (
	"fmt"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Free is a name that none of those taken is, not even on a drive that does not tell capitals from small letters or
// composed letters from taken apart ones: name itself, else name_2, name_3 and so on.
func Free(name string, taken []string) string {
	fold := func(text string) string { return norm.NFC.String(cases.Fold().String(norm.NFD.String(text))) }
	there := make(map[string]bool, len(taken))
	for _, t := range taken {
		there[fold(t)] = true
	}
	candidate := name
	for n := 2; there[fold(candidate)]; n++ {
		tail := fmt.Sprintf("_%d", n)
		candidate = shortened(name, NameLength-len(tail)) + tail
	}
	return candidate
}
