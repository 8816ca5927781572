// Package digest holds the hashes of the field: their names, how they are written, and a way to
// compute several of them in one pass.
//
// The formats and their spelling follow the ASC MHL specification v1.0, Appendix D: xxHash with seed 0
// as big-endian hexadecimal, MD5 and SHA-1 as lower-case hexadecimal, C4 (SMPTE ST 2114) as "c4" and 88
// digits in base 58. SHA-256 and SHA-512 are those of checksum lists and BagIt (RFC 8493).
package digest

import (
	"crypto/md5"  //nolint:gosec // proves copies, keeps no secret
	"crypto/sha1" //nolint:gosec // proves copies, keeps no secret
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/cespare/xxhash/v2"
	"github.com/zeebo/xxh3"
)

// Format names a hash as ASC MHL and checksum lists do.
type Format string

// The formats. The first six may stand in an ASC MHL manifest.
const (
	C4     Format = "c4"
	MD5    Format = "md5"
	SHA1   Format = "sha1"
	XXH128 Format = "xxh128"
	XXH3   Format = "xxh3" // the 64-bit one
	XXH64  Format = "xxh64"
	SHA256 Format = "sha256"
	SHA512 Format = "sha512"
	// The last are read in what others wrote, and never written.
	SHA224 Format = "sha224"
	SHA384 Format = "sha384"
	XXH32  Format = "xxh32"
)

// Formats are all there are, those of ASC MHL first and in the order its schema asks for.
var Formats = []Format{C4, MD5, SHA1, XXH128, XXH3, XXH64, SHA256, SHA512, SHA224, SHA384, XXH32}

// also are other names that tools and people use.
var also = map[string]Format{
	"xxh3-64": XXH3, "xxh3_64": XXH3, "xxh3-128": XXH128, "xxh3_128": XXH128, "xxhash64be": XXH64, "xxhash64": XXH64,
	"sha-224": SHA224, "sha-384": SHA384, "xxhash32": XXH32, "sha-1": SHA1, "sha-256": SHA256, "sha-512": SHA512, "c4id": C4,
}

// Parse finds the format that is meant by name, in any case. It returns invalid with the names there are.
func Parse(name string) (Format, error) {
	small := strings.ToLower(strings.TrimSpace(name))
	if f := Format(small); slices.Contains(Formats, f) {
		return f, nil
	}
	if f, ok := also[small]; ok {
		return f, nil
	}
	return "", fault.New(fault.Invalid, "there is no hash called %q", name).WithRemedy("Choose from %s.", All(Formats))
}

// Known is the format of exactly this name, without keeping the text.
func Known(name string) (Format, bool) {
	i := slices.Index(Formats, Format(name))
	if i < 0 {
		return "", false
	}
	return Formats[i], true
}

// All lists formats in words.
func All(formats []Format) string {
	names := make([]string, len(formats))
	for i, f := range formats {
		names[i] = string(f)
	}
	return strings.Join(names, ", ")
}

// InMHL tells whether f may stand in an ASC MHL manifest.
func (f Format) InMHL() bool { return slices.Index(Formats, f) >= 0 && slices.Index(Formats, f) < 6 }

// New starts a hash of format f, which must be one of Formats.
func (f Format) New() hash.Hash {
	switch f {
	case XXH128:
		return wide{xxh3.New()}
	case XXH3:
		return xxh3.New()
	case XXH64:
		return xxhash.New()
	case MD5:
		return md5.New() //nolint:gosec // as above
	case SHA1:
		return sha1.New() //nolint:gosec // as above
	case SHA256:
		return sha256.New()
	case SHA224:
		return sha256.New224()
	case SHA384:
		return sha512.New384()
	case XXH32:
		return newXXH32()
	default: // C4 and SHA512
		return sha512.New()
	}
}

// Size is how many bytes a hash of format f has.
func (f Format) Size() int {
	switch f {
	case XXH32:
		return 4
	case XXH3, XXH64:
		return 8
	case XXH128, MD5:
		return 16
	case SHA1:
		return 20
	case SHA224:
		return 28
	case SHA256:
		return 32
	case SHA384:
		return 48
	default: // C4 and SHA512
		return 64
	}
}

// Spell writes the bytes that a hash of format f gives as this format is written.
func (f Format) Spell(sum []byte) string {
	if f == C4 {
		return spellC4(sum)
	}
	return hex.EncodeToString(sum)
}

// Bytes gives the bytes that text spells, as they go into a hash of hashes (ASC MHL, Appendix G). It returns
// invalid for what cannot be a hash of format f.
func (f Format) Bytes(text string) ([]byte, error) {
	if !f.Valid(text) {
		return nil, fault.New(fault.Invalid, "%q is not a hash of format %s", text, f)
	}
	if f == C4 {
		return readC4(text), nil
	}
	return hex.DecodeString(text)
}

// Valid tells whether text can be a hash of format f: its length and its letters. Hexadecimal may be in either case.
func (f Format) Valid(text string) bool {
	if f == C4 {
		return len(text) == c4Length && strings.HasPrefix(text, "c4") && strings.Trim(text[2:], base58) == ""
	}
	return len(text) == 2*f.Size() && strings.Trim(text, "0123456789abcdefABCDEF") == ""
}

// Sum is one hash of some bytes, written as its format is.
type Sum struct {
	Format Format `json:"format"`
	Value  string `json:"value"`
}

// Same tells whether two sums are of one format and say the same; hexadecimal in either case.
func (s Sum) Same(other Sum) bool {
	if s.Format != other.Format {
		return false
	}
	if s.Format == C4 {
		return s.Value == other.Value
	}
	return strings.EqualFold(s.Value, other.Value)
}

// Find gives the sum of one format among several.
func Find(sums []Sum, f Format) (Sum, bool) {
	for _, s := range sums {
		if s.Format == f {
			return s, true
		}
	}
	return Sum{}, false
}

// wide makes the 128-bit sum of an xxh3 state.
type wide struct{ *xxh3.Hasher }

func (wide) Size() int { return 16 }

func (w wide) Sum(b []byte) []byte {
	sum := w.Sum128().Bytes()
	return append(b, sum[:]...)
}
