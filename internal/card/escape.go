package card

import (
	"strconv"
	"strings"
)

// replaced turns each mark that is followed by digits of a base into the byte that they mean.
func replaced(text, mark string, digits, base int) string {
	var b strings.Builder
	for {
		i := strings.Index(text, mark)
		if i < 0 {
			break
		}
		b.WriteString(text[:i])
		text = text[i:]
		if len(text) >= len(mark)+digits {
			if n, err := strconv.ParseUint(text[len(mark):len(mark)+digits], base, 8); err == nil {
				b.WriteByte(byte(n))
				text = text[len(mark)+digits:]
				continue
			}
		}
		b.WriteString(mark)
		text = text[len(mark):]
	}
	b.WriteString(text)
	return b.String()
}
