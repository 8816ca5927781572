package cardlog

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/offload"
)

// ContentOf names what is on a card whatever it is called: the SHA-256 over its files in the order of their names, each as
// a line of name, size and hash between zero bytes. The hash is the xxh128 where there is one, else the first.
func ContentOf(items []offload.ReceiptItem) string {
	sorted := slices.Clone(items)
	slices.SortFunc(sorted, func(a, b offload.ReceiptItem) int { return cmp.Compare(a.Path, b.Path) })
	sum := sha256.New()
	for _, item := range sorted {
		best, ok := digest.Find(item.Sums, digest.XXH128)
		if !ok && len(item.Sums) > 0 {
			best = item.Sums[0]
		}
		fmt.Fprintf(sum, "%s\x00%d\x00%s:%s\n", item.Path, item.Size, best.Format, best.Value)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
