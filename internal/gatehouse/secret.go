package gatehouse

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
)

// secretBytes is the length of every secret made here. 256 bits cannot be guessed, which is why their
// plain SHA-256 is enough to keep (a slow hash is for passwords, which can).
const secretBytes = 32

// newSecret makes a secret for an address or a header: 43 characters of base64url.
func newSecret() string {
	raw := make([]byte, secretBytes)
	rand.Read(raw) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(raw)
}

// digest is what the database keeps of a secret: SHA-256 in hex.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// same compares two digests in constant time.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }
