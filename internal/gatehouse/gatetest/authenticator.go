// Package gatetest holds a passkey device made of software, for tests of signing in.
package gatetest

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"testing"

	"github.com/go-webauthn/webauthn/protocol/webauthncbor"
)

// Authenticator is a device with one ES256 key that answers like a browser at Origin. It attests with
// "none", as browsers do when nobody asks for more (WebAuthn level 3, 8.7).
type Authenticator struct {
	Origin  string
	Counter uint32 // grows by one with every signature; set it back to act as a copied key
	Flags   byte   // of the authenticator data; zero value means present and verified

	id, user []byte
	key      *ecdsa.PrivateKey
}

// Bits of the authenticator data's flags (WebAuthn level 3, 6.1).
const (
	present  = 0x01
	verified = 0x04
	attested = 0x40
)

// answer is a PublicKeyCredential as browsers send it.
type answer struct {
	ID       string            `json:"id"`
	RawID    string            `json:"rawId"`
	Type     string            `json:"type"`
	Response map[string]string `json:"response"`
}

// options are the parts of the server's options that a device looks at.
type options struct {
	PublicKey struct {
		Challenge string `json:"challenge"`
		RPID      string `json:"rpId"`
		RP        struct {
			ID string `json:"id"`
		} `json:"rp"`
		User struct {
			ID string `json:"id"`
		} `json:"user"`
	} `json:"publicKey"`
}

// Register makes a new key for the options of a registration and returns the browser's answer.
func (a *Authenticator) Register(t testing.TB, raw []byte) []byte {
	t.Helper()
	o := read(t, raw)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	a.key, a.id, a.user = key, []byte(rand.Text()), decode(t, o.PublicKey.User.ID)
	data := a.data(o.PublicKey.RP.ID, attested)
	data = append(data, make([]byte, 16)...) // AAGUID of a device that does not say what it is
	data = binary.BigEndian.AppendUint16(data, uint16(len(a.id)))
	data = append(append(data, a.id...), a.publicKey(t)...)
	object, err := webauthncbor.Marshal(map[string]any{"fmt": "none", "attStmt": map[string]any{}, "authData": data})
	if err != nil {
		t.Fatal(err)
	}
	return a.answer(t, map[string]string{
		"clientDataJSON": encode(a.clientData(t, "webauthn.create", o)), "attestationObject": encode(object),
	})
}

// Sign answers the options of a sign-in.
func (a *Authenticator) Sign(t testing.TB, raw []byte) []byte {
	t.Helper()
	o := read(t, raw)
	a.Counter++
	data := a.data(o.PublicKey.RPID, 0)
	client := a.clientData(t, "webauthn.get", o)
	hash := sha256.Sum256(client)
	digest := sha256.Sum256(append(bytes.Clone(data), hash[:]...))
	signature, err := ecdsa.SignASN1(rand.Reader, a.key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	return a.answer(t, map[string]string{
		"clientDataJSON": encode(client), "authenticatorData": encode(data),
		"signature": encode(signature), "userHandle": encode(a.user),
	})
}

// data is the authenticator data without an attested key.
func (a *Authenticator) data(party string, more byte) []byte {
	flags := a.Flags
	if flags == 0 {
		flags = present | verified
	}
	hash := sha256.Sum256([]byte(party))
	return binary.BigEndian.AppendUint32(append(hash[:], flags|more), a.Counter)
}

// publicKey is the key in COSE form: an EC2 key on P-256 for ES256 (RFC 9053, 2.1 and 7.1.1).
func (a *Authenticator) publicKey(t testing.TB) []byte {
	t.Helper()
	point, err := a.key.PublicKey.Bytes() // 4, X, Y
	if err != nil {
		t.Fatal(err)
	}
	raw, err := webauthncbor.Marshal(map[int]any{1: 2, 3: -7, -1: 1, -2: point[1:33], -3: point[33:]})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (a *Authenticator) clientData(t testing.TB, kind string, o options) []byte {
	t.Helper()
	raw, err := json.Marshal(map[string]any{"type": kind, "challenge": o.PublicKey.Challenge, "origin": a.Origin, "crossOrigin": false})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func (a *Authenticator) answer(t testing.TB, response map[string]string) []byte {
	t.Helper()
	raw, err := json.Marshal(answer{ID: encode(a.id), RawID: encode(a.id), Type: "public-key", Response: response})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func read(t testing.TB, raw []byte) (o options) {
	t.Helper()
	if err := json.Unmarshal(raw, &o); err != nil || o.PublicKey.Challenge == "" {
		t.Fatalf("options without a challenge: %s (%v)", raw, err)
	}
	return o
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

func decode(t testing.TB, text string) []byte {
	t.Helper()
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
