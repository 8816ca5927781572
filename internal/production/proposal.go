package production

import (
	"encoding/json"
	"time"
)

// ProposalState says what became of papers that were handed in.
type ProposalState string

// The states. An open proposal changes nothing; one that is undone can be applied again.
const (
	ProposalOpen      ProposalState = "open"
	ProposalApplied   ProposalState = "applied"
	ProposalDiscarded ProposalState = "discarded"
	ProposalUndone    ProposalState = "undone"

	// ProposalUnchanged is said of papers that say nothing new; nothing is kept of them.
	ProposalUnchanged ProposalState = "unchanged"
)

// PaperFile is one file of a proposal; its bytes are in the vault under SHA256.
type PaperFile struct {
	Name    string            `json:"name"`
	SHA256  string            `json:"sha256"` // hex
	Bytes   int64             `json:"bytes"`
	Mapping map[string]string `json:"mapping,omitempty"` // field → column, for tables
}

// Proposal is one taking-in of papers as a whole: what they change in the facts, and whether that was
// applied. Before and After are the facts as the papers say them, as addresses in the vault.
type Proposal struct {
	ID         ProposalID       `json:"id"`
	Production ProductionID     `json:"production"`
	State      ProposalState    `json:"state"`
	Title      string           `json:"title"`  // names of the files
	Source     CalendarSourceID `json:"source"` // the calendar that was fetched; "" for files of a person
	Files      []PaperFile      `json:"files"`
	Force      bool             `json:"force"`
	Locale     string           `json:"locale,omitempty"` // how dates that can be read two ways are meant
	Before     string           `json:"-"`                // vault address; "" for no facts
	After      string           `json:"-"`                // vault address
	Moments    string           `json:"-"`                // vault address of the moments before, once applied
	Result     json.RawMessage  `json:"result"`           // what it changes and breaks, for people
	MadeBy     string           `json:"made_by"`
	MadeAt     time.Time        `json:"made_at"`
	DecidedBy  string           `json:"decided_by"` // who applied, discarded or undid it
	DecidedAt  time.Time        `json:"decided_at"`

	// Found when it is read, never kept:
	Outdated bool `json:"outdated,omitempty"` // the facts are others than those it was compared with
	Newest   bool `json:"newest,omitempty"`   // the one that can be undone
}

// CalendarSource is a calendar that is fetched again and again.
type CalendarSource struct {
	ID         CalendarSourceID `json:"id"`
	Production ProductionID     `json:"production"`
	Address    string           `json:"-"` // can hold a secret: shown shortened
	Name       string           `json:"name"`
	Alone      bool             `json:"alone"` // what breaks nothing is taken in without asking
	Local      bool             `json:"-"`     // a file of this machine, allowed by its operator
	ETag       string           `json:"-"`
	Modified   string           `json:"-"`          // Last-Modified as the server gave it
	SHA256     string           `json:"-"`          // of what was fetched last
	CheckedAt  time.Time        `json:"checked_at"` // zero before the first time
	ChangedAt  time.Time        `json:"changed_at"`
	NextAt     time.Time        `json:"next_at"`
	Failures   int              `json:"failures"` // in a row
	Problem    string           `json:"problem"`  // in words, "" when the last fetch went well
	User       UserID           `json:"-"`        // on whose behalf it is fetched, "" for the operator
	AddedBy    string           `json:"added_by"`
	AddedAt    time.Time        `json:"added_at"`
}

// Notice is something that everybody should know who works with the facts, until they have seen it.
type Notice struct {
	ID         NoticeID     `json:"id"`
	Production ProductionID `json:"production"`
	Proposal   ProposalID   `json:"proposal"`
	Audience   string       `json:"audience"` // the action that somebody must be allowed in order to be told
	Title      string       `json:"title"`
	Broken     int          `json:"broken"` // so many of our bookings no longer hold
	MadeBy     string       `json:"made_by"`
	MadeAt     time.Time    `json:"made_at"`
}

// WatchChannel is a way of being told.
type WatchChannel string

// The channels.
const (
	ByMail    WatchChannel = "mail"
	ByWebhook WatchChannel = "webhook"
)

// WatchLevel says of what somebody wants to be told.
type WatchLevel string

// The levels.
const (
	WatchBreaks WatchLevel = "breaks" // revisions that break something of ours
	WatchAll    WatchLevel = "all"    // every revision
)

// Watch is one person's wish to be told of revisions.
type Watch struct {
	Production ProductionID `json:"production"`
	User       UserID       `json:"-"`
	Channel    WatchChannel `json:"channel"`
	Address    string       `json:"address"` // of the webhook; mail goes to the account's address
	Secret     string       `json:"-"`       // signs what goes to the webhook
	Level      WatchLevel   `json:"level"`
	Since      time.Time    `json:"since"`
	Problem    string       `json:"problem"` // why the last message did not arrive, in words
}
