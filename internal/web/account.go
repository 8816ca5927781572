package web

import (
	"net/http"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/web/ui"
)

// accountRoutes are a person's own things.
func (s *Server) accountRoutes(mux *http.ServeMux) {
	s.handleSignedIn(mux, "GET /account", s.showAccount)
	s.handleSignedIn(mux, "POST /account/password", s.savePassword)
	s.handleSignedIn(mux, "POST /account/passkeys/begin", s.beginPasskey)
	s.handleSignedIn(mux, "POST /account/passkeys/finish", s.finishPasskey)
	s.handleSignedIn(mux, "POST /account/passkeys/{id}/remove", s.removePasskey)
	s.handleSignedIn(mux, "GET /account/tokens", s.showTokens)
	s.handleSignedIn(mux, "POST /account/tokens", s.createToken)
	s.handleSignedIn(mux, "POST /account/tokens/{hash}/remove", s.removeToken)
	s.handleSignedIn(mux, "POST /account/watches", s.saveWatch)
}

func (s *Server) showAccount(w http.ResponseWriter, r *http.Request) error {
	return s.showAccountWith(w, r, http.StatusOK, ui.AccountView{})
}

// showAccountWith shows the account page; view holds what just happened.
func (s *Server) showAccountWith(w http.ResponseWriter, r *http.Request, status int, view ui.AccountView) error {
	user, err := s.gate.Account(r.Context())
	if err != nil {
		return err
	}
	keys, err := s.gate.Passkeys(r.Context())
	if err != nil {
		return err
	}
	programs, err := s.gate.Tokens(r.Context())
	if err != nil {
		return err
	}
	view.Name, view.Email, view.HasPassword = user.Name, user.Email, user.PasswordHash != ""
	view.Passkeys, view.Tokens = passkeyRows(keys), tokenRows(programs)
	if view.CanMail = s.office.CanMail(); view.Watches == nil {
		if view.Watches, err = s.watchViews(r); err != nil {
			return err
		}
	}
	view.Begin, view.End = "/account/passkeys/begin", "/account/passkeys/finish"
	page := s.page(r, "Your account", "")
	page.URL = "/account" // also after a POST that shows the page
	return s.show(w, r, status, ui.AccountPage(page, view))
}

func tokenRows(tokens []access.Token) []ui.TokenRow {
	rows := make([]ui.TokenRow, len(tokens))
	for i, t := range tokens {
		rows[i] = ui.TokenRow{
			Label: t.Label, Made: "works until " + day(t.ExpiresAt, time.UTC), Used: "not used yet", Remove: "/account/tokens/" + t.Hash + "/remove",
		}
		if !t.LastUsedAt.IsZero() {
			rows[i].Used = "last used " + day(t.LastUsedAt, time.UTC)
		}
	}
	return rows
}

func passkeyRows(keys []access.Passkey) []ui.PasskeyRow {
	rows := make([]ui.PasskeyRow, len(keys))
	for i, k := range keys {
		rows[i] = ui.PasskeyRow{Label: k.Label, Made: "made " + day(k.CreatedAt, time.UTC), Remove: "/account/passkeys/" + k.ID + "/remove"}
		if !k.LastUsedAt.IsZero() {
			rows[i].Used = "last used " + day(k.LastUsedAt, time.UTC)
		}
	}
	return rows
}

// savePassword changes the password. Every other session of the person ends with the old one.
func (s *Server) savePassword(w http.ResponseWriter, r *http.Request) error {
	pass, err := s.gate.ChangePassword(r.Context(), r.PostFormValue("current"), r.PostFormValue("password"))
	switch {
	case formFault(err):
		return s.showAccountWith(w, r, Status(err), ui.AccountView{Error: spoken(err)})
	case err != nil:
		return err
	}
	if err := s.enter(r, pass); err != nil {
		return err
	}
	s.say(r, "The password is changed. Other devices have to sign in again.")
	return seeOther(w, r, "/account")
}

// beginPasskey answers with the options for navigator.credentials.create.
func (s *Server) beginPasskey(w http.ResponseWriter, r *http.Request) error {
	party, err := gatehouse.PartyOf(s.origin(r))
	if err != nil {
		return err
	}
	ceremony, err := s.gate.BeginPasskey(r.Context(), party)
	if err != nil {
		return err
	}
	s.keepCeremony(r, ceremony.State)
	s.writeJSON(w, r, http.StatusOK, ceremony.Options)
	return nil
}

// finishPasskey keeps the credential that the browser made.
func (s *Server) finishPasskey(w http.ResponseWriter, r *http.Request) error {
	party, err := gatehouse.PartyOf(s.origin(r))
	if err != nil {
		return err
	}
	answer, err := readBody(r)
	if err != nil {
		return err
	}
	label := r.URL.Query().Get("label")
	if label == "" {
		label = "Passkey of " + s.now().UTC().Format("2 Jan 2006")
	}
	key, err := s.gate.FinishPasskey(r.Context(), party, s.takeCeremony(r), label, answer)
	if err != nil {
		return err
	}
	s.say(r, "From now on you can sign in with "+key.Label+".")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) removePasskey(w http.ResponseWriter, r *http.Request) error {
	if err := s.gate.RemovePasskey(r.Context(), r.PathValue("id")); err != nil {
		return err
	}
	s.say(r, "The passkey no longer opens this account.")
	return back(w, r, "/account")
}

// tokenJSON is a program's token without its secret.
type tokenJSON struct {
	ID         string     `json:"id"` // hash of the secret
	Label      string     `json:"label"`
	CreatedAt  time.Time  `json:"created_at"`
	ExpiresAt  time.Time  `json:"expires_at"`
	LastUsedAt *time.Time `json:"last_used_at,omitempty"`
	Secret     string     `json:"secret,omitempty"` // in the answer that made it, never again
}

func tokenOf(t access.Token) tokenJSON {
	out := tokenJSON{ID: t.Hash, Label: t.Label, CreatedAt: t.CreatedAt, ExpiresAt: t.ExpiresAt}
	if !t.LastUsedAt.IsZero() {
		out.LastUsedAt = &t.LastUsedAt
	}
	return out
}

// showTokens lists the person's tokens as JSON.
func (s *Server) showTokens(w http.ResponseWriter, r *http.Request) error {
	tokens, err := s.gate.Tokens(r.Context())
	if err != nil {
		return err
	}
	list := make([]tokenJSON, len(tokens))
	for i, t := range tokens {
		list[i] = tokenOf(t)
	}
	s.writeJSON(w, r, http.StatusOK, map[string]any{"tokens": list})
	return nil
}

// createToken makes a token from the field label and answers with its secret, this once: on the account
// page for a browser, as JSON for a program.
func (s *Server) createToken(w http.ResponseWriter, r *http.Request) error {
	secret, token, err := s.gate.CreateToken(r.Context(), r.PostFormValue("label"))
	if formFault(err) && wantsPage(r) {
		return s.showAccountWith(w, r, Status(err), ui.AccountView{TokenError: spoken(err)})
	}
	if err != nil {
		return err
	}
	if wantsPage(r) {
		made := &ui.NewToken{Label: token.Label, Secret: secret, Until: day(token.ExpiresAt, time.UTC)}
		return s.showAccountWith(w, r, http.StatusCreated, ui.AccountView{NewToken: made})
	}
	out := tokenOf(token)
	out.Secret = secret
	s.writeJSON(w, r, http.StatusCreated, out)
	return nil
}

func (s *Server) removeToken(w http.ResponseWriter, r *http.Request) error {
	err := s.gate.RemoveToken(r.Context(), r.PathValue("hash"))
	if err != nil && !fault.Is(err, fault.NotFound) { // gone already is what was wanted
		return err
	}
	if wantsPage(r) {
		s.say(r, "Programs with that token are shut out.")
		return back(w, r, "/account")
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// wantsPage reports whether a browser asks, at an address that also answers programs.
func wantsPage(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept"), "text/html") || r.Header.Get("HX-Request") != ""
}
