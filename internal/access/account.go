package access

import (
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// User is an account. Email is lower case and unique; PasswordHash is an argon2id string in PHC form,
// "" for people who sign in by passkey or link only.
type User struct {
	ID           production.UserID
	Name         string
	Email        string
	Operator     bool // owner of the installation
	PasswordHash string
	CreatedAt    time.Time
}

// Membership is one person's role in one production.
type Membership struct {
	Production production.ProductionID
	User       production.UserID
	UserName   string // read only
	Email      string // read only
	Role       Role
	Since      time.Time
}

// LinkPurpose says what a one-time link is for.
type LinkPurpose string

// The purposes of a link.
const (
	SetupLink  LinkPurpose = "setup"   // first run: makes the owner's account
	SignInLink LinkPurpose = "sign_in" // signs one user in once
	InviteLink LinkPurpose = "invite"  // makes or adds an account with a role in a production
)

// Link is a one-time link. Only the SHA-256 of its token is kept (hex).
type Link struct {
	TokenHash  string
	Purpose    LinkPurpose
	Production production.ProductionID // invite
	Role       Role                    // invite
	User       production.UserID       // sign-in
	Label      string                  // for whom, as the inviter wrote it
	CreatedBy  string
	CreatedAt  time.Time
	ExpiresAt  time.Time
	UsedAt     time.Time // zero until used
}

// Passkey is a WebAuthn credential. Credential is the library's own record as JSON.
type Passkey struct {
	ID         string // credential id, base64url without padding
	User       production.UserID
	Label      string
	Credential []byte
	CreatedAt  time.Time
	LastUsedAt time.Time
}

// Token lets a program act as a user through the JSON API. Only the SHA-256 of it is kept (hex).
type Token struct {
	Hash       string
	User       production.UserID
	Label      string
	CreatedAt  time.Time
	ExpiresAt  time.Time
	LastUsedAt time.Time
}

// AuditEntry is one line of the append-only record of who did what.
type AuditEntry struct {
	At         time.Time
	User       production.UserID
	Name       string
	Production production.ProductionID
	Action     string // "import", "plan", "sign_in", "invite" …
	Detail     string
	Remote     string // network address, "" for the command line
}
