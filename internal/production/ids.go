// Package production is the shared vocabulary of the house: typed ids and the nouns that the main
// unit's papers are made of. It imports only the standard library, a UUID maker and fault.
package production

import "github.com/google/uuid"

// Ids are UUIDv7 as text, so that they sort by the time they were made.

type (
	// ProductionID names a film, series, short ….
	ProductionID string
	// SceneID names a scene, kept across drafts.
	SceneID string
	// DayID names a shoot day, kept across revisions.
	DayID string
	// StripID names one scene on one shoot day of one unit.
	StripID string
	// PersonID names a member of the cast or crew of the main unit.
	PersonID string
	// ShotID names a shot of the main unit's shot list.
	ShotID string
	// EventID names a fitting, rehearsal, build ….
	EventID string
	// RevisionID names one import of a script or schedule.
	RevisionID string
	// ProposalID names one taking-in of papers.
	ProposalID string
	// CalendarSourceID names a calendar that is fetched again.
	CalendarSourceID string
	// NoticeID names something that people are told.
	NoticeID string
	// CorrectionID names one local correction of a fact.
	CorrectionID string
	// MomentID names something worth documenting.
	MomentID string
	// MemberID names a member of the BTS crew.
	MemberID string
	// PlanID names one coverage plan.
	PlanID string
	// ScenarioID names one plan that is tried out.
	ScenarioID string
	// CurveID names one drawing of what crew-days bring.
	CurveID string
	// ArcID names a thread of the story.
	ArcID string
	// BeatID names a step of an arc.
	BeatID string
	// FrameID names a frame of a BTS storyboard.
	FrameID string
	// GroundPlanID names the picture of a place from above.
	GroundPlanID string
	// ViewID names a view of a list that somebody keeps.
	ViewID string
	// WantedShotID names a shot of the BTS unit's own shot list.
	WantedShotID string
	// InterviewID names a talk with somebody, as it is prepared.
	InterviewID string
	// QuestionID names a question of the question bank.
	QuestionID string
	// CheckID names something on a checklist.
	CheckID string
	// PieceID names something that is to be delivered.
	PieceID string
	// CardID names one roll of a camera or sound card.
	CardID string
	// ReceiptID names the receipt of one offload.
	ReceiptID string
	// ClockNoteID names something that somebody said of the clock of a device.
	ClockNoteID string
	// CueID names something that is said in a recording.
	CueID string
	// AssetID names a clip, still or recording of the library.
	AssetID string
	// FeedID names a calendar that somebody has subscribed to.
	FeedID string
	// ActID names one thing that somebody did by hand, of one or several changes.
	ActID string
	// TaskID names one piece of long work.
	TaskID string
	// UserID names an account.
	UserID string
)

// NewID makes an id of any of the kinds above.
func NewID[T ~string]() T { return T(uuid.Must(uuid.NewV7()).String()) }
