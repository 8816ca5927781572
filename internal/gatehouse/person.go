package gatehouse

import (
	"context"
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

const (
	maxName  = 120 // characters of a person's name or of a label
	maxEmail = 254 // bytes of an address, RFC 5321 4.5.3.1.3
)

// normalEmail is an address as it is kept and looked up.
func normalEmail(email string) string { return strings.ToLower(strings.TrimSpace(email)) }

// checkEmail reports whether a normal address can be one, as fault.Invalid. Whether it really is one
// nobody can tell without sending mail.
func checkEmail(email string) error {
	parsed, err := mail.ParseAddress(email)
	if err != nil || parsed.Address != email || len(email) > maxEmail || strings.ContainsAny(email, " \"<>") {
		return fault.New(fault.Invalid, "%q is not an e-mail address", clip(email)).WithRemedy("Write it like anna@example.com.")
	}
	return nil
}

// checkLine tidies a one-line text that people will read: a name or a label. It is fault.Invalid when
// nothing is left, when it is too long, or when it holds characters that cannot be seen.
func checkLine(what, text string) (string, error) {
	text = strings.Join(strings.Fields(text), " ")
	hidden := func(r rune) bool { return !unicode.IsGraphic(r) }
	switch {
	case text == "":
		return "", fault.New(fault.Invalid, "the %s is empty", what)
	case utf8.RuneCountInString(text) > maxName:
		return "", fault.New(fault.Invalid, "the %s is longer than %d characters", what, maxName)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, hidden):
		return "", fault.New(fault.Invalid, "the %s holds characters that cannot be shown", what)
	}
	return text, nil
}

func clip(text string) string {
	if runes := []rune(text); len(runes) > 60 {
		return string(runes[:60]) + "…"
	}
	return text
}

// applicant is somebody who wants an account, checked and with the password already hashed: hashing
// takes tens of milliseconds and must not happen inside a transaction.
type applicant struct {
	name, email, hash string
}

func (s *Service) applicant(ctx context.Context, name, email, password string) (applicant, error) {
	name, err := checkLine("name", name)
	if err != nil {
		return applicant{}, err
	}
	email = normalEmail(email)
	if err := checkEmail(email); err != nil {
		return applicant{}, err
	}
	if err := checkPassword(password, email, name); err != nil {
		return applicant{}, err
	}
	hash, err := s.passwords.hash(ctx, password)
	return applicant{name: name, email: email, hash: hash}, err
}

func (s *Service) userFrom(a applicant) access.User {
	return access.User{
		ID: production.NewID[production.UserID](), Name: a.name, Email: a.email,
		PasswordHash: a.hash, CreatedAt: s.now().UTC(),
	}
}

// AddUser makes an account without a password, for the operator: the person comes in by SignInLink.
// email may be "". An address that has an account already is fault.Conflict.
func (s *Service) AddUser(ctx context.Context, name, email string) (access.User, error) {
	if err := access.RequireOperator(ctx); err != nil {
		return access.User{}, err
	}
	name, err := checkLine("name", name)
	if err != nil {
		return access.User{}, err
	}
	email = normalEmail(email)
	if err := checkEmail(email); email != "" && err != nil {
		return access.User{}, err
	}
	user := s.userFrom(applicant{name: name, email: email})
	err = s.store.Write(ctx, func(tx *store.Tx) error {
		if err := vacant(ctx, tx, email); err != nil {
			return err
		}
		if err := tx.CreateUser(ctx, user); err != nil {
			return err
		}
		return s.audit(ctx, tx, "", "user_add", user.Name)
	})
	return user, err
}

// vacant is nil when no account has the address, otherwise fault.Conflict.
func vacant(ctx context.Context, tx *store.Tx, email string) error {
	if email == "" {
		return nil
	}
	_, err := tx.FindUserByEmail(ctx, email)
	switch {
	case err == nil:
		return fault.New(fault.Conflict, "no new account can be made with this e-mail address").
			WithRemedy("If you have an account, sign in first and open the link again.")
	case fault.Is(err, fault.NotFound):
		return nil
	}
	return err
}

// Users lists every account for the operator, by name.
func (s *Service) Users(ctx context.Context) (users []access.User, err error) {
	if err := access.RequireOperator(ctx); err != nil {
		return nil, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		users, err = tx.FindUsers(ctx)
		return err
	})
	return users, err
}

// Account is the signed-in person's own account.
func (s *Service) Account(ctx context.Context) (user access.User, err error) {
	actor, err := self(ctx)
	if err != nil {
		return user, err
	}
	err = s.store.Read(ctx, func(tx *store.Tx) error {
		user, err = tx.FindUser(ctx, actor.UserID)
		return err
	})
	return user, err
}
