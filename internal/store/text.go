package store

import (
	"encoding/hex"
	"strings"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// sortBytes is how much of a collation key is kept. It covers the first forty or so letters and stays
// far below the 2,704 bytes that PostgreSQL allows in an index.
const sortBytes = 120

// collators sort as people do: case, accents and width aside, 9 before 10. A collator must not be
// used twice at a time and costs a while to make.
var collators = sync.Pool{New: func() any { return collate.New(language.Und, collate.Loose, collate.Numeric) }}

// sortKey is a text that sorts as s should. The engines' own collations differ from each other and
// from host to host; hexadecimal digits sort alike in all of them.
func sortKey(s string) string {
	collator := collators.Get().(*collate.Collator)
	defer collators.Put(collator)
	var buffer collate.Buffer
	key := collator.KeyFromString(&buffer, s)
	return hex.EncodeToString(key[:min(sortBytes, len(key))])
}

// fold is s for comparing: lower case, composed, single-spaced. The engines fold ASCII only.
func fold(s string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(s))), " ")
}

// containing is the LIKE pattern for texts that contain the folded s, with \ as escape.
func containing(s string) string {
	return "%" + strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(fold(s)) + "%"
}
