package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

type userCmd struct {
	Add  userAddCmd  `cmd:"" help:"Make an account, with a role in a production when --role is given."`
	List userListCmd `cmd:"" help:"List the accounts."`
	Link userLinkCmd `cmd:"" help:"Print a link that signs somebody in once."`
}

func (userCmd) Help() string {
	return example(`bts user add "Mo Farrow" --email mo@example.com`, "bts user link mo@example.com")
}

type userAddCmd struct {
	Name  string `arg:"" help:"Name."`
	Email string `help:"E-mail address, the name to sign in with." required:""`
	Role  string `help:"bts_director, bts_crew, assistant_director, publicity, post or viewer." placeholder:"ROLE"`
}

func (userAddCmd) Help() string {
	return example(`bts user add "Mo Farrow" --email mo@example.com --role assistant_director`)
}

func (c *userAddCmd) Run(s *session) error {
	role := access.Role(c.Role)
	if role != "" && !role.Known() {
		return fault.New(fault.Invalid, "%q is not a role", c.Role).WithRemedy("Choose one of %v.", access.Roles)
	}
	add := func(a *app.App, p production.Production) error {
		user, err := a.Gatehouse.AddUser(s.ctx, c.Name, c.Email)
		if err != nil {
			return err
		}
		if role != "" {
			if err := a.Gatehouse.AddMember(s.ctx, p.ID, user.ID, role); err != nil {
				return err
			}
		}
		doc := map[string]string{"id": string(user.ID), "name": user.Name, "email": user.Email, "role": c.Role}
		return s.print(doc, func(w io.Writer) error {
			_, err := fmt.Fprintf(w, "%s has an account. Next: bts user link %s\n", user.Name, user.Email)
			return err
		})
	}
	if role != "" {
		return s.with(add)
	}
	return s.inside(func(a *app.App) error { return add(a, production.Production{}) })
}

type userListCmd struct{}

func (userListCmd) Help() string { return example("bts user list") }

// userDoc is one account in the list.
type userDoc struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Owner bool   `json:"owner"`
}

func (userListCmd) Run(s *session) error {
	return s.inside(func(a *app.App) error {
		users, err := a.Gatehouse.Users(s.ctx)
		if err != nil {
			return err
		}
		docs := []userDoc{}
		for _, u := range users {
			docs = append(docs, userDoc{string(u.ID), u.Name, u.Email, u.Operator})
		}
		return s.print(map[string]any{"users": docs}, func(w io.Writer) error {
			return table(w, "NAME\tE-MAIL\tOWNER", func(row rowFunc) {
				for _, u := range docs {
					owner := ""
					if u.Owner {
						owner = "yes"
					}
					row(u.Name, u.Email, owner)
				}
			})
		})
	})
}

type userLinkCmd struct {
	Name  string `arg:"" help:"E-mail address or name of the account."`
	Reset bool   `help:"For somebody who forgot the password: take it away, so that a new one can be set after signing in."`
	URL   string `help:"Where the server is." default:"http://localhost:8484" env:"BTS_URL"`
}

func (userLinkCmd) Help() string {
	return example("bts user link mo@example.com", "bts user link mo@example.com --reset")
}

func (c *userLinkCmd) Run(s *session) error {
	return s.inside(func(a *app.App) error {
		users, err := a.Gatehouse.Users(s.ctx)
		if err != nil {
			return err
		}
		var found []access.User
		for _, u := range users {
			if strings.EqualFold(u.Email, c.Name) || strings.EqualFold(u.Name, c.Name) {
				found = append(found, u)
			}
		}
		switch len(found) {
		case 0:
			return fault.New(fault.NotFound, "there is no account %q", c.Name).WithRemedy("See them with: bts user list")
		case 1:
		default:
			return fault.New(fault.Invalid, "%d accounts are called %q", len(found), c.Name).WithRemedy("Name the e-mail address.")
		}
		if c.Reset {
			if err := a.Gatehouse.ResetPassword(s.ctx, found[0].ID); err != nil {
				return err
			}
		}
		token, err := a.Gatehouse.SignInLink(s.ctx, found[0].ID)
		if err != nil {
			return err
		}
		link := strings.TrimSuffix(c.URL, "/") + "/link/" + token
		return s.print(map[string]string{"link": link}, func(w io.Writer) error {
			_, err := fmt.Fprintln(w, link)
			return err
		})
	})
}
