package gatehouse

import (
	"context"
	"encoding/base64"
	"encoding/json"

	"github.com/go-webauthn/webauthn/protocol"
	"github.com/go-webauthn/webauthn/webauthn"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Ceremony is what the server must remember between the two halves of a WebAuthn exchange. It stays
// in the session and is used once; the browser gets Options only.
type Ceremony struct {
	Options json.RawMessage // for navigator.credentials
	State   []byte          // for the finishing half
}

const mostPasskeys = 20

// BeginPasskey starts giving the signed-in person a passkey.
func (s *Service) BeginPasskey(ctx context.Context, party Party) (Ceremony, error) {
	holder, err := s.holder(ctx)
	if err != nil {
		return Ceremony{}, err
	}
	if len(holder.keys) >= mostPasskeys {
		return Ceremony{}, fault.New(fault.Conflict, "there are %d passkeys already", len(holder.keys)).
			WithRemedy("Remove those that are no longer used.")
	}
	library, err := party.library()
	if err != nil {
		return Ceremony{}, err
	}
	known := webauthn.Credentials(holder.keys).CredentialDescriptors()
	options, state, err := library.BeginRegistration(holder, webauthn.WithExclusions(known))
	return ceremony(options, state, err)
}

// FinishPasskey keeps the passkey that the browser made. label is the person's own word for the device.
func (s *Service) FinishPasskey(ctx context.Context, party Party, state []byte, label string, answer []byte) (access.Passkey, error) {
	label, err := checkLine("name of the passkey", label)
	if err != nil {
		return access.Passkey{}, err
	}
	holder, err := s.holder(ctx)
	if err != nil {
		return access.Passkey{}, err
	}
	library, session, err := party.resume(state)
	if err != nil {
		return access.Passkey{}, err
	}
	parsed, err := protocol.ParseCredentialCreationResponseBytes(answer)
	if err != nil {
		return access.Passkey{}, badKey(err)
	}
	credential, err := library.CreateCredential(holder, session, parsed)
	if err != nil {
		return access.Passkey{}, badKey(err)
	}
	key := access.Passkey{ID: keyID(credential.ID), User: holder.user.ID, Label: label, CreatedAt: s.now().UTC()}
	if key.Credential, err = json.Marshal(credential); err != nil {
		return access.Passkey{}, fault.Wrap(err, "encode passkey")
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := tx.CreatePasskey(ctx, key); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "passkey_create", label)
	})
	return key, err
}

// BeginPasskeySignIn starts a sign-in in which the browser offers the passkeys it has for the party.
func (s *Service) BeginPasskeySignIn(ctx context.Context, party Party) (Ceremony, error) {
	if wait, _ := s.throttle.take(s.now(), "ceremony "+addressKey(remoteOf(ctx)), freeCeremonies); wait > 0 {
		return Ceremony{}, tooMany(wait)
	}
	library, err := party.library()
	if err != nil {
		return Ceremony{}, err
	}
	options, state, err := library.BeginDiscoverableLogin()
	return ceremony(options, state, err)
}

// FinishPasskeySignIn lets the owner of the passkey in. A signature counter that did not grow means
// that the key may have been copied: the sign-in is refused and recorded.
func (s *Service) FinishPasskeySignIn(ctx context.Context, party Party, state, answer []byte) (Pass, error) {
	library, session, err := party.resume(state)
	if err != nil {
		return Pass{}, err
	}
	parsed, err := protocol.ParseCredentialRequestResponseBytes(answer)
	if err != nil {
		return Pass{}, refusedKey(err)
	}
	holder, err := s.holderOf(ctx, production.UserID(parsed.Response.UserHandle))
	switch {
	case fault.Is(err, fault.NotFound):
		return Pass{}, refusedKey(err)
	case err != nil:
		return Pass{}, err
	}
	find := func(_, _ []byte) (webauthn.User, error) { return holder, nil }
	_, credential, err := library.ValidatePasskeyLogin(find, session, parsed)
	if err != nil {
		return Pass{}, refusedKey(err)
	}
	return s.enterWith(ctx, holder.user, credential)
}

// enterWith stores the key's new counter and signs its owner in.
func (s *Service) enterWith(ctx context.Context, user access.User, credential *webauthn.Credential) (Pass, error) {
	copied := credential.Authenticator.CloneWarning
	record, err := json.Marshal(credential)
	if err != nil {
		return Pass{}, fault.Wrap(err, "encode passkey")
	}
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		key, err := tx.FindPasskey(ctx, keyID(credential.ID))
		if err != nil {
			return err
		}
		if copied {
			return s.auditAs(ctx, tx, user.ID, user.Name, "", "sign_in_refused", "passkey "+key.Label+" may have been copied")
		}
		key.Credential, key.LastUsedAt = record, s.now().UTC()
		if err := tx.UpdatePasskey(ctx, key); err != nil {
			return err
		}
		return s.auditAs(ctx, tx, user.ID, user.Name, "", "sign_in", "passkey "+key.Label)
	})
	if err == nil && copied {
		err = fault.New(fault.Unauthenticated, "this passkey may have been copied, so it is not accepted").
			WithRemedy("Sign in another way, remove it on the account page and make a new one.")
	}
	if err != nil {
		return Pass{}, err
	}
	return passOf(user), nil
}

// Passkeys lists the signed-in person's passkeys.
func (s *Service) Passkeys(ctx context.Context) (keys []access.Passkey, err error) {
	actor, err := self(ctx)
	if err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		keys, err = tx.FindPasskeysOf(ctx, actor.UserID)
		return err
	})
	return keys, err
}

// RenamePasskey changes the label of one of the signed-in person's passkeys.
func (s *Service) RenamePasskey(ctx context.Context, id, label string) error {
	label, err := checkLine("name of the passkey", label)
	if err != nil {
		return err
	}
	return s.changeKey(ctx, id, func(tx *store.Tx, key access.Passkey, _ bool) error {
		before := key.Label
		key.Label = label
		if err := tx.UpdatePasskey(ctx, key); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "passkey_rename", before+" is now "+label)
	})
}

// RemovePasskey removes one of the signed-in person's passkeys. The last one of an account without a
// password stays (fault.Conflict): there would be no way in.
func (s *Service) RemovePasskey(ctx context.Context, id string) error {
	return s.changeKey(ctx, id, func(tx *store.Tx, key access.Passkey, only bool) error {
		if only {
			return fault.New(fault.Conflict, "this passkey is your only way in").WithRemedy("Set a password first.")
		}
		if err := tx.DeletePasskey(ctx, id); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "passkey_remove", key.Label)
	})
}

// changeKey finds a passkey of the signed-in person and whether it is their only way in. Somebody
// else's key is fault.NotFound.
func (s *Service) changeKey(ctx context.Context, id string, change func(tx *store.Tx, key access.Passkey, only bool) error) error {
	actor, err := self(ctx)
	if err != nil {
		return err
	}
	return s.store.Write(ctx, func(tx *store.Tx) error {
		user, err := tx.FindUser(ctx, actor.UserID)
		if err != nil {
			return err
		}
		keys, err := tx.FindPasskeysOf(ctx, actor.UserID)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if same(key.ID, id) {
				return change(tx, key, user.PasswordHash == "" && len(keys) == 1)
			}
		}
		return fault.New(fault.NotFound, "there is no such passkey")
	})
}

// holder is the signed-in person with their passkeys.
func (s *Service) holder(ctx context.Context) (keyHolder, error) {
	actor, err := self(ctx)
	if err != nil {
		return keyHolder{}, err
	}
	return s.holderOf(ctx, actor.UserID)
}

func (s *Service) holderOf(ctx context.Context, id production.UserID) (holder keyHolder, err error) {
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		holder = keyHolder{}
		if holder.user, err = tx.FindUser(ctx, id); err != nil {
			return err
		}
		keys, err := tx.FindPasskeysOf(ctx, id)
		if err != nil {
			return err
		}
		for _, k := range keys {
			var c webauthn.Credential
			if err := json.Unmarshal(k.Credential, &c); err != nil {
				return fault.New(fault.Corrupt, "the passkey %q cannot be read", k.Label).WithCause(err)
			}
			holder.keys = append(holder.keys, c)
		}
		return nil
	})
	return holder, err
}

func keyID(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }

// ceremony packs what the library began.
func ceremony(options any, state *webauthn.SessionData, err error) (Ceremony, error) {
	if err != nil {
		return Ceremony{}, fault.New(fault.Invalid, "passkeys do not work at this address").WithCause(err)
	}
	var c Ceremony
	if c.Options, err = json.Marshal(options); err != nil {
		return c, fault.Wrap(err, "encode passkey options")
	}
	c.State, err = json.Marshal(state)
	return c, fault.Wrap(err, "encode passkey state")
}

// resume unpacks what ceremony packed.
func (p Party) resume(state []byte) (*webauthn.WebAuthn, webauthn.SessionData, error) {
	var session webauthn.SessionData
	if len(state) == 0 || json.Unmarshal(state, &session) != nil {
		return nil, session, fault.New(fault.Invalid, "this passkey request was not started here or took too long").WithRemedy("Start again.")
	}
	library, err := p.library()
	return library, session, err
}

func badKey(err error) error {
	return fault.New(fault.Invalid, "the passkey could not be kept").WithRemedy("Start again, or use another device.").WithCause(err)
}

func refusedKey(err error) error {
	return fault.New(fault.Unauthenticated, "this passkey is not known here").WithRemedy("Sign in another way.").WithCause(err)
}
