package gatehouse

import (
	"net"
	"net/url"
	"time"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
)

// ceremonyFor is how long a person may take to touch their key.
const ceremonyFor = 5 * time.Minute

// Party is the address that passkeys are bound to: WebAuthn's relying party.
type Party struct {
	ID     string // host name without port
	Origin string // "https://bts.example.com"
}

// PartyOf reads the relying party from the address that people type. Browsers give passkeys only to
// host names reached by https, and to localhost; for other addresses it is fault.Invalid.
func PartyOf(origin string) (Party, error) {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return Party{}, fault.New(fault.Invalid, "%q is not an address for passkeys", clip(origin))
	}
	host := u.Hostname()
	if net.ParseIP(host) != nil {
		return Party{}, fault.New(fault.Invalid, "passkeys need a host name and this page was opened at the number %s", host).
			WithRemedy("Open it by name; on the same machine that is localhost.")
	}
	return Party{ID: host, Origin: u.Scheme + "://" + u.Host}, nil
}

// library is the WebAuthn implementation set up for the party. A resident key makes signing in
// possible without typing an address first; user verification is preferred and not required, so that
// a plain security key works.
func (p Party) library() (*webauthn.WebAuthn, error) {
	timeout := webauthn.TimeoutConfig{Enforce: true, Timeout: ceremonyFor, TimeoutUVD: ceremonyFor}
	w, err := webauthn.New(&webauthn.Config{
		RPID: p.ID, RPDisplayName: "BTS Director", RPOrigins: []string{p.Origin},
		AttestationPreference: protocol.PreferNoAttestation,
		AuthenticatorSelection: protocol.AuthenticatorSelection{
			ResidentKey: protocol.ResidentKeyRequirementRequired, RequireResidentKey: protocol.ResidentKeyRequired(),
			UserVerification: protocol.VerificationPreferred,
		},
		Timeouts: webauthn.TimeoutsConfig{Login: timeout, Registration: timeout},
	})
	if err != nil {
		return nil, fault.New(fault.Invalid, "passkeys do not work at this address").WithCause(err)
	}
	return w, nil
}

// keyHolder shows an account to the library.
type keyHolder struct {
	user access.User
	keys []webauthn.Credential
}

func (h keyHolder) WebAuthnID() []byte                         { return []byte(h.user.ID) }
func (h keyHolder) WebAuthnName() string                       { return h.user.Email }
func (h keyHolder) WebAuthnDisplayName() string                { return h.user.Name }
func (h keyHolder) WebAuthnCredentials() []webauthn.Credential { return h.keys }
