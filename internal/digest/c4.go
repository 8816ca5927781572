package digest

import (
	"math/big"
	"strings"
)

// base58 are the digits of C4: no 0, I, O and l.
const base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// c4Length is "c4" and 88 digits.
const c4Length = 90

// spellC4 writes a SHA-512 as a C4 ID (SMPTE ST 2114): a number in base 58, filled up with its zero, "1".
func spellC4(sum []byte) string {
	text := []byte("c4")
	for range c4Length - len(text) {
		text = append(text, base58[0])
	}
	number, digit, base := new(big.Int).SetBytes(sum), new(big.Int), big.NewInt(int64(len(base58)))
	for i := c4Length - 1; number.Sign() > 0; i-- {
		number.DivMod(number, base, digit)
		text[i] = base58[digit.Int64()]
	}
	return string(text)
}

// readC4 gives the SHA-512 that a C4 ID of valid digits spells; of a number too large for that its last 64 bytes.
func readC4(text string) []byte {
	number, base := new(big.Int), big.NewInt(int64(len(base58)))
	for _, digit := range []byte(text[2:]) {
		number.Mul(number, base).Add(number, big.NewInt(int64(strings.IndexByte(base58, digit))))
	}
	raw := number.Bytes()
	sum := make([]byte, 64)
	copy(sum[max(0, 64-len(raw)):], raw[max(0, len(raw)-64):])
	return sum
}
