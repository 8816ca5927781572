package ui

// CrewView is the BTS crew.
type CrewView struct {
	Sentence string // "3 people, 12 paid crew-days."
	Members  []CrewMember
	New      CrewForm
	ShowCost bool
}

// CrewMember is one person of the BTS crew with the form that changes them.
type CrewMember struct {
	ID     string
	Name   string
	Skills []string // in words
	Days   string   // "5 of 6 days planned"
	Away   string   // "away 6 to 8 May", "" when always free
	Cost   string   // "420 a day", "" when the person may not see it
	Note   string
	Week   []CrewDay // every shoot day
	Form   CrewForm
	Remove string // URL to POST to
}

// CrewDay is one shoot day in a person's line of days.
type CrewDay struct {
	Label string // "Day 4 · Thu 7 May: 10:00–18:30"
	State string // "works", "away", "free"
}

// CrewForm is the form of one crew member. Field names in the POST: name, skills (repeated), cost,
// max_week, away (text, "6 May to 8 May; 12 May" or dates), note, back.
type CrewForm struct {
	Action  string
	Save    string
	Name    Field
	Skills  []SkillChoice
	Cost    Field
	MaxWeek Field
	Away    Field
	Note    Field
	Error   string
	Open    bool
}

// SkillChoice is one skill to tick.
type SkillChoice struct {
	Value string
	Text  string
	On    bool
}

// PeopleView is who may open the production, and as what.
type PeopleView struct {
	Members []MemberRow
	Roles   []RoleChoice
	Invite  InviteForm
	Link    *InviteLink // shown once after an invitation was made
	Waiting []WaitingInvite
}

// RoleChoice is a role and what it may do, in words.
type RoleChoice struct {
	Value string
	Text  string
	May   string
}

// MemberRow is one member.
type MemberRow struct {
	UserID string
	Name   string
	Email  string
	Role   string // access.Role value
	Since  string
	Self   bool // the person who looks: cannot change or remove themselves
}

// InviteForm asks for whom and as what. Field names in the POST: label, role.
type InviteForm struct {
	Label Field
	Role  string
	Error string
}

// InviteLink is a fresh link. It is never shown again.
type InviteLink struct {
	URL     string
	For     string
	Role    string
	Expires string
}

// WaitingInvite is an invitation that was not used yet.
type WaitingInvite struct {
	For     string
	Role    string
	Expires string
	Revoke  string // URL to POST to
}

// SignInView is the sign-in page. Field names in the POST: email, password, next.
type SignInView struct {
	Email string
	Error string
	Next  string // where to go afterwards
	Begin string // passkey URLs, "" to offer none
	End   string
}

// SetupView is the first run: the owner's account. Field names in the POST: name, email, password.
type SetupView struct {
	Action string // "/setup/{token}"
	Name   Field
	Email  Field
	Pass   Field
	Error  string
}

// InviteView is the page behind an invitation link. The same field names as SetupView for a new
// account; only a button for somebody who is signed in.
type InviteView struct {
	Action     string // "/invite/{token}"
	Production string
	Role       string // in words
	From       string
	SignedIn   string // name of who is signed in, "" for nobody
	Name       Field
	Email      Field
	Pass       Field
	Error      string
}

// LinkView is the page behind a one-time sign-in link: a button, so that no mail scanner uses it up.
type LinkView struct {
	Action string // "/link/{token}"
	Name   string
}

// AccountView is a person's own page. Field names in the POST to /account/password: current, password.
type AccountView struct {
	Name        string
	Email       string
	HasPassword bool
	Error       string
	Passkeys    []PasskeyRow
	Begin       string // URLs that register a passkey
	End         string
	Tokens      []TokenRow
	NewToken    *NewToken // shown once after a token was made
	TokenError  string
	Watches     []WatchView
	CanMail     bool // letters can be sent from here
}

// WatchView is how the person hears of the revisions of one production. Field names in the POST to
// /account/watches: production, channel ("mail" or "webhook"), level ("never", "breaks" or "all"), address.
type WatchView struct {
	Slug    string
	Title   string
	Open    bool
	Summary string // "by mail: every revision"
	Mail    WatchForm
	Hook    WatchForm
	Secret  string // of the webhook, shown once after it was set
}

// WatchForm is one way to be told.
type WatchForm struct {
	Level   Field
	Address Field  // of a webhook
	Problem string // why the last message did not arrive
	Error   string
}

// TokenRow is what one program may show instead of a password.
type TokenRow struct {
	Label  string
	Made   string
	Used   string
	Remove string // URL to POST to
}

// NewToken is a fresh token. It is never shown again.
type NewToken struct {
	Label  string
	Secret string
	Until  string
}

// PasskeyRow is one passkey.
type PasskeyRow struct {
	Label  string
	Made   string
	Used   string
	Remove string // URL to POST to
}

// HomeView is the list of productions. Field names in the POST to /productions: title, kind,
// time_zone, crew_days.
type HomeView struct {
	Productions []ProductionCard
	New         *ProductionForm // nil when the person may not start one
}

// ProductionCard is one production on the first page.
type ProductionCard struct {
	Title string
	Kind  string
	Role  string
	Text  string // "Day 4 of 12 · 31 of 44 moments covered"
	URL   string
	Line  *DayLineView
}

// ProductionForm starts a production.
type ProductionForm struct {
	Title    Field
	Kind     Field
	Zone     Field
	CrewDays Field
	Error    string
	Open     bool
}
