package web

import (
	"net/http"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/web/ui"
)

// doorRoutes are the ways in and out.
func (s *Server) doorRoutes(mux *http.ServeMux) {
	s.handlePublic(mux, "GET /sign-in", s.showSignIn)
	s.handlePublic(mux, "POST /sign-in", s.signIn)
	s.handlePublic(mux, "POST /sign-in/passkey/begin", s.beginPasskeySignIn)
	s.handlePublic(mux, "POST /sign-in/passkey/finish", s.finishPasskeySignIn)
	s.handlePublic(mux, "POST /sign-out", s.signOut)
	s.handlePublic(mux, "GET /setup/{token}", s.showSetup)
	s.handlePublic(mux, "POST /setup/{token}", s.setup)
	s.handlePublic(mux, "GET /link/{token}", s.showLink)
	s.handlePublic(mux, "POST /link/{token}", s.useLink)
	s.handlePublic(mux, "GET /invite/{token}", s.showInvite)
	s.handlePublic(mux, "POST /invite/{token}", s.acceptInvite)
}

// showSignIn asks who comes. Somebody who is signed in already goes on.
func (s *Server) showSignIn(w http.ResponseWriter, r *http.Request) error {
	next := ui.SafeBack(r.URL.Query().Get("next"), "/")
	if visitOf(r).actor != nil {
		return seeOther(w, r, next)
	}
	view := ui.SignInView{Next: next}
	fresh, err := s.gate.Fresh(r.Context())
	if err != nil {
		return err
	}
	if fresh {
		view.Error = "Nobody has an account here yet. Open the set-up link that the program printed when it started."
	}
	return s.showDoor(w, r, http.StatusOK, view)
}

func (s *Server) showDoor(w http.ResponseWriter, r *http.Request, status int, view ui.SignInView) error {
	if _, err := gatehouse.PartyOf(s.origin(r)); err == nil {
		view.Begin, view.End = "/sign-in/passkey/begin", "/sign-in/passkey/finish"
	}
	return s.show(w, r, status, ui.SignInPage(s.page(r, "Sign in", ""), view))
}

// signIn lets somebody in by password, or shows the form again with what was wrong.
func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	email, next := r.PostFormValue("email"), ui.SafeBack(r.PostFormValue("next"), "/")
	pass, err := s.gate.SignIn(r.Context(), email, r.PostFormValue("password"))
	switch {
	case formFault(err):
		return s.showDoor(w, r, Status(err), ui.SignInView{Email: email, Next: next, Error: spoken(err)})
	case err != nil:
		return err
	}
	return s.comeIn(w, r, pass, next)
}

// comeIn opens the session and goes on.
func (s *Server) comeIn(w http.ResponseWriter, r *http.Request, pass gatehouse.Pass, next string) error {
	if err := s.enter(r, pass); err != nil {
		return err
	}
	return seeOther(w, r, next)
}

// beginPasskeySignIn answers with the options for navigator.credentials.get.
func (s *Server) beginPasskeySignIn(w http.ResponseWriter, r *http.Request) error {
	party, err := gatehouse.PartyOf(s.origin(r))
	if err != nil {
		return err
	}
	ceremony, err := s.gate.BeginPasskeySignIn(r.Context(), party)
	if err != nil {
		return err
	}
	s.keepCeremony(r, ceremony.State)
	s.writeJSON(w, r, http.StatusOK, ceremony.Options)
	return nil
}

// finishPasskeySignIn takes the browser's credential and opens the session.
func (s *Server) finishPasskeySignIn(w http.ResponseWriter, r *http.Request) error {
	party, err := gatehouse.PartyOf(s.origin(r))
	if err != nil {
		return err
	}
	answer, err := readBody(r)
	if err != nil {
		return err
	}
	pass, err := s.gate.FinishPasskeySignIn(r.Context(), party, s.takeCeremony(r), answer)
	if err != nil {
		return err
	}
	if err := s.enter(r, pass); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// signOut ends the session. Somebody who is not signed in ends up at the same place.
func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.leave(r); err != nil {
		return err
	}
	return seeOther(w, r, "/sign-in")
}

// showSetup shows the form for the first account. Looking does not use the link up.
func (s *Server) showSetup(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.gate.FindLink(r.Context(), r.PathValue("token"), access.SetupLink); err != nil {
		return err
	}
	return s.showSetupForm(w, r, http.StatusOK, "")
}

func (s *Server) showSetupForm(w http.ResponseWriter, r *http.Request, status int, wrong string) error {
	view := ui.SetupView{Action: "/setup/" + r.PathValue("token"), Error: wrong}
	view.Name, view.Email, view.Pass = accountFields(r)
	return s.show(w, r, status, ui.SetupPage(s.page(r, "Welcome", ""), view))
}

// accountFields are the fields of a new account with what was typed before, except the password.
func accountFields(r *http.Request) (name, email, password ui.Field) {
	name, email, password = ui.NewAccountFields()
	name.Value, email.Value = r.PostFormValue("name"), r.PostFormValue("email")
	return name, email, password
}

// setup makes the owner's account and signs it in.
func (s *Server) setup(w http.ResponseWriter, r *http.Request) error {
	pass, err := s.gate.Setup(r.Context(), r.PathValue("token"),
		r.PostFormValue("name"), r.PostFormValue("email"), r.PostFormValue("password"))
	switch {
	case fault.Is(err, fault.Invalid):
		return s.showSetupForm(w, r, Status(err), spoken(err))
	case err != nil:
		return err
	}
	return s.comeIn(w, r, pass, "/")
}

// showLink shows a button. Mail scanners and link previews look at addresses before people do; they
// must not use the link up.
func (s *Server) showLink(w http.ResponseWriter, r *http.Request) error {
	link, err := s.gate.FindLink(r.Context(), r.PathValue("token"), access.SignInLink)
	if err != nil {
		return err
	}
	view := ui.LinkView{Action: "/link/" + r.PathValue("token"), Name: link.Label}
	return s.show(w, r, http.StatusOK, ui.LinkPage(s.page(r, "Sign in", ""), view))
}

// useLink signs the link's user in.
func (s *Server) useLink(w http.ResponseWriter, r *http.Request) error {
	pass, err := s.gate.UseSignInLink(r.Context(), r.PathValue("token"))
	if err != nil {
		return err
	}
	return s.comeIn(w, r, pass, "/")
}

// showInvite shows what an invitation is for.
func (s *Server) showInvite(w http.ResponseWriter, r *http.Request) error {
	return s.showInviteForm(w, r, nil)
}

func (s *Server) showInviteForm(w http.ResponseWriter, r *http.Request, wrong error) error {
	link, err := s.gate.FindLink(r.Context(), r.PathValue("token"), access.InviteLink)
	if err != nil {
		return err
	}
	film, err := s.productionOf(r, link.Production)
	if err != nil {
		return err
	}
	view := ui.InviteView{
		Action: "/invite/" + r.PathValue("token"), Production: film.Title, Role: link.Role.Title(),
		From: link.CreatedBy, SignedIn: current(r).Actor.Name,
	}
	view.Name, view.Email, view.Pass = accountFields(r)
	status := http.StatusOK
	if wrong != nil {
		status, view.Error = Status(wrong), spoken(wrong)
	}
	return s.show(w, r, status, ui.InvitePage(s.page(r, film.Title, ""), view))
}

// acceptInvite lets a new person in with the invitation's role, or gives it to whoever is signed in.
func (s *Server) acceptInvite(w http.ResponseWriter, r *http.Request) error {
	ctx, token := r.Context(), r.PathValue("token")
	if visitOf(r).actor != nil {
		in, err := s.gate.JoinByInvite(ctx, token)
		if err != nil {
			return s.inviteRefused(w, r, err)
		}
		film, err := s.productionOf(r, in)
		if err != nil {
			return err
		}
		s.say(r, "Welcome to "+film.Title+".")
		return seeOther(w, r, "/p/"+film.Slug)
	}
	pass, in, err := s.gate.AcceptInvite(ctx, token, r.PostFormValue("name"), r.PostFormValue("email"), r.PostFormValue("password"))
	if err != nil {
		return s.inviteRefused(w, r, err)
	}
	film, err := s.productionOf(r, in)
	if err != nil {
		return err
	}
	return s.comeIn(w, r, pass, "/p/"+film.Slug)
}

// inviteRefused shows the form again when the person can put it right.
func (s *Server) inviteRefused(w http.ResponseWriter, r *http.Request, err error) error {
	if formFault(err) {
		return s.showInviteForm(w, r, err)
	}
	return err
}

// formFault reports whether an error belongs beside a form: the person can do something about it there.
func formFault(err error) bool {
	switch fault.CodeOf(err) {
	case fault.Invalid, fault.Conflict, fault.Unauthenticated, fault.Unavailable:
		return true
	}
	return false
}
