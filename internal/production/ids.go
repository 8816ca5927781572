// Package production is the shared vocabulary of the house: typed ids and the nouns that the main
// unit's papers are made of. It imports only the standard library, a UUID maker and fault.
package production

import "github.com/google/uuid"

// Ids are UUIDv7 as text, so that they sort by the time they were made.
type (
	ProductionID string // a film, series, short …
	SceneID      string // a scene, kept across drafts
	DayID        string // a shoot day, kept across revisions
	StripID      string // one scene on one shoot day of one unit
	PersonID     string // a member of the cast or crew of the main unit
	EventID      string // a fitting, rehearsal, build …
	RevisionID   string // one import of a script or schedule
	MomentID     string // something worth documenting
	MemberID     string // a member of the BTS crew
	PlanID       string // one coverage plan
	TaskID       string // one piece of long work
	UserID       string // an account
)

// NewID makes an id of any of the kinds above.
func NewID[T ~string]() T { return T(uuid.Must(uuid.NewV7()).String()) }
