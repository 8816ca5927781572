package web

import (
	"net/http"
	"net/url"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
)

// peopleRoutes are who may open a production, and as what.
func (s *Server) peopleRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/people", access.InvitePeople, s.showPeople)
	s.handle(mux, "POST /p/{slug}/people/invite", access.InvitePeople, s.invite)
	s.handle(mux, "POST /p/{slug}/people/invite/{hash}/revoke", access.InvitePeople, s.revokeInvite)
	s.handle(mux, "POST /p/{slug}/people/{user}/role", access.InvitePeople, s.saveRole)
	s.handle(mux, "POST /p/{slug}/people/{user}/remove", access.InvitePeople, s.removeMember)
}

// roleWords say what a role is for. The rights themselves stand in the access table.
var roleWords = map[access.Role]string{
	access.Director:  "plans the coverage, imports, invites people",
	access.Crew:      "sees script, schedule, plan and day packets; works on moments",
	access.AD:        "imports scripts and schedules; sees the plan and day packets",
	access.Publicity: "sees schedule, moments and plan",
	access.Post:      "sees schedule, moments and plan",
	access.Viewer:    "sees the plan",
}

func roleChoices() []ui.RoleChoice {
	choices := make([]ui.RoleChoice, len(access.Roles))
	for i, role := range access.Roles {
		choices[i] = ui.RoleChoice{Value: string(role), Text: ui.Capital(role.Title()), May: roleWords[role]}
	}
	return choices
}

func (s *Server) showPeople(w http.ResponseWriter, r *http.Request) error {
	return s.showPeopleWith(w, r, http.StatusOK, newInviteForm(), nil)
}

func newInviteForm() ui.InviteForm {
	return ui.InviteForm{
		Label: ui.Field{ID: "invite-label", Name: "label", Label: "For whom", Hint: "Their name, so that you know whose link it is",
			Autocomplete: "off", Required: true},
		Role: string(access.Crew),
	}
}

// showPeopleWith shows the page with the state of the invitation form and, once, with a fresh link.
func (s *Server) showPeopleWith(w http.ResponseWriter, r *http.Request, status int, form ui.InviteForm, link *ui.InviteLink) error {
	c := current(r)
	members, err := s.gate.Members(r.Context(), c.Production.ID)
	if err != nil {
		return err
	}
	invites, err := s.gate.OpenInvites(r.Context(), c.Production.ID)
	if err != nil {
		return err
	}
	view := ui.PeopleView{Roles: roleChoices(), Invite: form, Link: link}
	zone := c.Production.Zone()
	for _, m := range members {
		view.Members = append(view.Members, ui.MemberRow{
			UserID: string(m.User), Name: m.UserName, Email: m.Email, Role: string(m.Role),
			Since: day(m.Since, zone), Self: m.User == c.Actor.UserID,
		})
	}
	for _, l := range invites {
		view.Waiting = append(view.Waiting, ui.WaitingInvite{
			For: l.Label, Role: l.Role.Title(), Expires: minute(l.ExpiresAt, zone), Revoke: base(r) + "/people/invite/" + l.TokenHash + "/revoke",
		})
	}
	page := s.page(r, "People and roles", ui.RoomPeople)
	page.URL = page.Link("people") // also after a POST that shows the page
	return s.show(w, r, status, ui.PeoplePage(page, view))
}

// invite makes an invitation and shows its link, this once: only its hash is kept.
func (s *Server) invite(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	form := newInviteForm()
	form.Label.Value, form.Role = r.PostFormValue("label"), r.PostFormValue("role")
	token, err := s.gate.Invite(r.Context(), c.Production.ID, access.Role(form.Role), form.Label.Value)
	switch {
	case formFault(err):
		form.Error = spoken(err)
		return s.showPeopleWith(w, r, Status(err), form, nil)
	case err != nil:
		return err
	}
	link, err := s.gate.FindLink(r.Context(), token, access.InviteLink)
	if err != nil {
		return err
	}
	return s.showPeopleWith(w, r, http.StatusOK, newInviteForm(), &ui.InviteLink{
		URL: s.origin(r) + "/invite/" + token, For: link.Label, Role: link.Role.Title(),
		Expires: minute(link.ExpiresAt, c.Production.Zone()),
	})
}

func (s *Server) revokeInvite(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	if err := s.gate.RevokeInvite(r.Context(), c.Production.ID, r.PathValue("hash")); err != nil {
		return err
	}
	s.say(r, "The link no longer works.")
	return back(w, r, "/p/"+c.Production.Slug+"/people")
}

// saveRole changes a member's role and offers to take it back.
func (s *Server) saveRole(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	user, role := production.UserID(r.PathValue("user")), access.Role(r.FormValue("role"))
	before, err := s.memberOf(r, c.Production.ID, user)
	if err != nil {
		return err
	}
	if err := s.gate.SetRole(r.Context(), c.Production.ID, user, role); err != nil {
		return err
	}
	path := "/p/" + c.Production.Slug + "/people"
	undo := path + "/" + url.PathEscape(string(user)) + "/role?role=" + url.QueryEscape(string(before.Role))
	s.sayUndo(r, before.UserName+" is now "+role.Title()+".", undo)
	return back(w, r, path)
}

func (s *Server) removeMember(w http.ResponseWriter, r *http.Request) error {
	c := current(r)
	user := production.UserID(r.PathValue("user"))
	member, err := s.memberOf(r, c.Production.ID, user)
	if err != nil {
		return err
	}
	if err := s.gate.RemoveMember(r.Context(), c.Production.ID, user); err != nil {
		return err
	}
	s.say(r, member.UserName+" no longer sees this production.")
	return back(w, r, "/p/"+c.Production.Slug+"/people")
}

// memberOf finds one member; an empty one when there is none, which the change itself then refuses.
func (s *Server) memberOf(r *http.Request, in production.ProductionID, user production.UserID) (access.Membership, error) {
	members, err := s.gate.Members(r.Context(), in)
	for _, m := range members {
		if m.User == user {
			return m, err
		}
	}
	return access.Membership{}, err
}
