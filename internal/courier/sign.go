package courier

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// The headers of a signed message (standard-webhooks specification, "Webhook Headers").
const (
	headerID        = "Webhook-Id"
	headerTimestamp = "Webhook-Timestamp"
	headerSignature = "Webhook-Signature"
)

const (
	secretPrefix  = "whsec_"
	secretBytes   = 32 // the specification asks for 24 to 64
	leastSecret   = 24
	mostSecret    = 64
	signVersion   = "v1,"
	signTolerance = 5 * time.Minute
)

// NewSecret makes a secret to share with the receiver of messages: "whsec_" and 32 random bytes in base64.
func NewSecret() string {
	raw := make([]byte, secretBytes)
	rand.Read(raw) // never fails: crypto/rand ends the program instead
	return secretPrefix + base64.StdEncoding.EncodeToString(raw)
}

// Sign is the signature of a message: "v1," and the base64 of HMAC-SHA256 over id, Unix seconds and
// body joined by dots. It returns fault.Invalid for a secret that is none and an id that is empty or
// holds a dot, which would let one signature stand for two messages.
func Sign(secret, id string, at time.Time, body []byte) (string, error) {
	sum, err := mac(secret, id, strconv.FormatInt(at.Unix(), 10), body)
	if err != nil {
		return "", err
	}
	return signVersion + base64.StdEncoding.EncodeToString(sum), nil
}

func mac(secret, id, at string, body []byte) ([]byte, error) {
	key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(secret, secretPrefix))
	if err != nil || !strings.HasPrefix(secret, secretPrefix) || len(key) < leastSecret || len(key) > mostSecret {
		return nil, fault.New(fault.Invalid, "this is not a secret for messages").WithRemedy("Use one that begins with %s, as it was shown when the receiver was set up.", secretPrefix)
	}
	if id == "" || keepMark(id) == "" || strings.ContainsAny(id, ". ") {
		return nil, fault.New(fault.Invalid, "a message needs an id without dots and spaces")
	}
	h := hmac.New(sha256.New, key)
	h.Write([]byte(id + "." + at + "."))
	h.Write(body)
	return h.Sum(nil), nil
}

// Verify checks a received message against its headers: one of the signatures must be right and its
// time within five minutes of now, so that an old message cannot be played again. It returns
// fault.Unauthenticated when not, fault.Invalid for a secret that is none.
func Verify(secret string, headers http.Header, body []byte, now time.Time) error {
	stamp := headers.Get(headerTimestamp)
	want, err := mac(secret, headers.Get(headerID), stamp, body)
	if err != nil {
		return err
	}
	unix, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return fault.New(fault.Unauthenticated, "the message carries no time")
	}
	if off := now.Sub(time.Unix(unix, 0)); off > signTolerance || off < -signTolerance {
		return fault.New(fault.Unauthenticated, "the message was signed at another time").WithRemedy("Set the clocks of both machines.")
	}
	for signature := range strings.FieldsSeq(headers.Get(headerSignature)) {
		text, v1 := strings.CutPrefix(signature, signVersion)
		got, err := base64.StdEncoding.DecodeString(text)
		if v1 && err == nil && hmac.Equal(got, want) {
			return nil
		}
	}
	return fault.New(fault.Unauthenticated, "the message is not signed with this secret").WithRemedy("Give both sides the same secret.")
}
