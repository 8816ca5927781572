package digest

import (
	"hash"
	"slices"
	"sync"
)

// worthSharing is from how many bytes on several hashes are computed beside each other.
const worthSharing = 256 << 10

// Pass computes hashes of several formats in one pass over the bytes. C4 and SHA-512 share one computation.
type Pass struct {
	formats []Format
	hashes  []hash.Hash
	by      []int // index into hashes of each format
}

// NewPass starts one pass for formats; one that is named twice is computed once.
func NewPass(formats ...Format) *Pass {
	p := &Pass{}
	at := map[Format]int{}
	seen := map[Format]bool{}
	for _, f := range formats {
		if seen[f] {
			continue
		}
		seen[f] = true
		kernel := f
		if f == C4 {
			kernel = SHA512
		}
		i, known := at[kernel]
		if !known {
			i = len(p.hashes)
			at[kernel] = i
			p.hashes = append(p.hashes, kernel.New())
		}
		p.formats, p.by = append(p.formats, f), append(p.by, i)
	}
	return p
}

// Write adds bytes to every hash, to several of them at once where there are many bytes; it returns no error.
func (p *Pass) Write(b []byte) (int, error) {
	if len(p.hashes) > 1 && len(b) > worthSharing {
		var all sync.WaitGroup
		for _, h := range p.hashes[1:] {
			all.Go(func() { _, _ = h.Write(b) }) // a hash takes everything (hash.Hash)
		}
		_, _ = p.hashes[0].Write(b)
		all.Wait()
		return len(b), nil
	}
	for _, h := range p.hashes {
		_, _ = h.Write(b) // a hash takes everything (hash.Hash)
	}
	return len(b), nil
}

// Sums are the hashes of what was written up to now, in the order of the formats.
func (p *Pass) Sums() []Sum {
	sums := make([]Sum, len(p.formats))
	for i, f := range p.formats {
		sums[i] = Sum{f, f.Spell(p.hashes[p.by[i]].Sum(nil))}
	}
	return sums
}

// AppendTo adds the bytes of the hashes of what was written up to now to b, in the order of the formats; Spelled reads
// them. That is much less than Sums for whoever keeps many.
func (p *Pass) AppendTo(b []byte) []byte {
	for _, i := range p.by {
		b = p.hashes[i].Sum(b)
	}
	return b
}

// Spelled are the hashes of formats, each named once, of which packed holds the bytes one behind the other, as
// AppendTo puts them and Packed does.
func Spelled(formats []Format, packed string) []Sum {
	sums := make([]Sum, 0, len(formats))
	for _, f := range formats {
		sums = append(sums, Sum{f, f.Spell([]byte(packed[:f.Size()]))})
		packed = packed[f.Size():]
	}
	return sums
}

// Packed is the contrary of Spelled; it returns false where sums lack a format, or hold no such hash.
func Packed(formats []Format, sums []Sum) (string, bool) {
	var all []byte
	for _, f := range formats {
		s, ok := Find(sums, f)
		if !ok {
			return "", false
		}
		b, err := f.Bytes(s.Value)
		if err != nil {
			return "", false
		}
		all = append(all, b...)
	}
	return string(all), true
}

// Distinct are formats with each named once, in their order.
func Distinct(formats []Format) []Format {
	var all []Format
	for _, f := range formats {
		if !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}

// Reset begins anew, so that a pass serves many files.
func (p *Pass) Reset() {
	for _, h := range p.hashes {
		h.Reset()
	}
}
