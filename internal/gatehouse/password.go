package gatehouse

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/fault"
)

// Cost of one password check. Source: OWASP Password Storage Cheat Sheet, "Argon2id with a minimum
// configuration of 19 MiB of memory, an iteration count of 2, and 1 degree of parallelism".
const (
	argonMemoryKiB = 19 * 1024
	argonPasses    = 2
	argonLanes     = 1
	argonSaltBytes = 16
	argonKeyBytes  = 32
)

// Length of a password in characters. Length is the only thing asked for: rules about the kinds of
// characters make passwords worse (NIST SP 800-63B, 5.1.1.2). The upper end bounds the work.
const (
	minPassword = 12
	maxPassword = 200
)

// passwords hashes and compares. At most one check per processor runs at a time, so that a crowd of
// guesses costs time and not memory.
type passwords struct {
	turns chan struct{}
	decoy string // compared with when there is no account, so that both cases cost the same
}

func newPasswords() *passwords {
	key := make([]byte, argonKeyBytes)
	rand.Read(key) // nobody knows a password for it, and making one would cost every start 19 MiB
	return &passwords{turns: make(chan struct{}, runtime.GOMAXPROCS(0)), decoy: written(newSalt(), key)}
}

// hash makes the PHC string of a password. It fails only when ctx ends while waiting for a turn.
func (p *passwords) hash(ctx context.Context, password string) (string, error) {
	if err := p.wait(ctx); err != nil {
		return "", err
	}
	defer p.done()
	return encode(password), nil
}

// matches reports whether password belongs to the PHC string. It does the same work for "".
func (p *passwords) matches(ctx context.Context, phc, password string) (bool, error) {
	if err := p.wait(ctx); err != nil {
		return false, err
	}
	defer p.done()
	known := phc != ""
	if !known {
		phc = p.decoy
	}
	cost, salt, want, err := decode(phc)
	if err != nil {
		return false, err
	}
	got := argon2.IDKey(normal(password), salt, cost.passes, cost.memory, cost.lanes, uint32(len(want)))
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (p *passwords) wait(ctx context.Context) error {
	select {
	case p.turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return fault.Wrap(ctx.Err(), "check password")
	}
}

// done lets the next one in and gives the memory of the check back. On a quiet server it would stay
// for minutes, and be most of what the program holds.
func (p *passwords) done() {
	debug.FreeOSMemory()
	<-p.turns
}

// argonCost is the m, t and p of a PHC string.
type argonCost struct {
	memory, passes uint32
	lanes          uint8
}

var todaysCost = argonCost{memory: argonMemoryKiB, passes: argonPasses, lanes: argonLanes}

// normal is the form that is hashed. Keyboards of phones and computers write the same letter in
// different ways; NFKC makes them one (NIST SP 800-63B, 5.1.1.2).
func normal(password string) []byte { return norm.NFKC.Bytes([]byte(password)) }

func encode(password string) string {
	salt := newSalt()
	return written(salt, argon2.IDKey(normal(password), salt, argonPasses, argonMemoryKiB, argonLanes, argonKeyBytes))
}

func newSalt() []byte {
	salt := make([]byte, argonSaltBytes)
	rand.Read(salt)
	return salt
}

// written is the PHC string of a key made at today's cost.
func written(salt, key []byte) string {
	b64 := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, argonMemoryKiB, argonPasses, argonLanes, b64(salt), b64(key))
}

// decode takes a PHC string apart. A string that is none is fault.Corrupt: we wrote it ourselves.
func decode(phc string) (cost argonCost, salt, key []byte, err error) {
	corrupt := fault.New(fault.Corrupt, "the stored password cannot be read").WithRemedy("Ask the owner for a sign-in link and set a new password.")
	parts := strings.Split(phc, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return cost, nil, nil, corrupt
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &cost.memory, &cost.passes, &cost.lanes); err != nil {
		return cost, nil, nil, corrupt.WithCause(err)
	}
	if cost.passes < 1 || cost.lanes < 1 {
		return cost, nil, nil, corrupt
	}
	if salt, err = base64.RawStdEncoding.DecodeString(parts[4]); err != nil {
		return cost, nil, nil, corrupt.WithCause(err)
	}
	if key, err = base64.RawStdEncoding.DecodeString(parts[5]); err != nil || len(key) == 0 {
		return cost, nil, nil, corrupt.WithCause(err)
	}
	return cost, salt, key, nil
}

// aged reports whether a PHC string was made with another cost than today's.
func aged(phc string) bool {
	cost, _, _, err := decode(phc)
	return err == nil && cost != todaysCost
}

// checkPassword says what is wrong with a new password, as fault.Invalid.
func checkPassword(password, email, name string) error {
	length := utf8.RuneCountInString(password)
	switch {
	case length < minPassword:
		return fault.New(fault.Invalid, "the password is shorter than %d characters", minPassword).
			WithRemedy("A sentence that only you would write is a good one.")
	case length > maxPassword:
		return fault.New(fault.Invalid, "the password is longer than %d characters", maxPassword)
	case guessable(password, email, name):
		return fault.New(fault.Invalid, "the password is too easy to guess").
			WithRemedy("Do not use your name, your e-mail address, one repeated character or a row of keys.")
	}
	return nil
}

// keyRows are the passwords that people type when they are asked for twelve characters.
var keyRows = []string{"123456789012345678901234567890", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
	"qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "passwordpassword", "password1234567890", "btsdirectorbtsdirector"}

func guessable(password, email, name string) bool {
	plain := strings.ToLower(strings.Join(strings.Fields(password), ""))
	local, _, _ := strings.Cut(email, "@")
	own := []string{email, local + local, strings.ToLower(strings.Join(strings.Fields(name), ""))}
	for _, word := range own {
		if word != "" && plain == word {
			return true
		}
	}
	for _, row := range keyRows {
		if strings.HasPrefix(row, plain) {
			return true
		}
	}
	first, _ := utf8.DecodeRuneInString(plain)
	return strings.Trim(plain, string(first)) == ""
}
