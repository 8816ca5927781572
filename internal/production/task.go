package production

import (
	"encoding/json"
	"time"
)

// TaskState is where a piece of long work stands.
type TaskState string

// The states. A task goes pending → running → one of the last three; a lost worker's task goes back
// from running to pending.
const (
	TaskPending   TaskState = "pending"
	TaskRunning   TaskState = "running"
	TaskDone      TaskState = "done"
	TaskFailed    TaskState = "failed"
	TaskCancelled TaskState = "cancelled"
)

// Over reports whether nothing more will happen to a task in this state.
func (s TaskState) Over() bool {
	return s == TaskDone || s == TaskFailed || s == TaskCancelled
}

// Task is one piece of long work: an import, a plan. The row is the truth; the queue only says when
// somebody should look at it.
type Task struct {
	ID         TaskID          `json:"id"`
	Production ProductionID    `json:"production"`
	Kind       string          `json:"kind"` // "import", "plan"
	Title      string          `json:"title"`
	Args       json.RawMessage `json:"-"`
	State      TaskState       `json:"state"`
	Done       int64           `json:"done"`  // progress in the task's own unit
	Total      int64           `json:"total"` // 0 unknown
	Message    string          `json:"message"`
	Error      string          `json:"error"`  // for a person, when failed
	Result     json.RawMessage `json:"result"` // when done
	Cancel     bool            `json:"cancel"` // somebody asked to stop it
	Attempts   int             `json:"attempts"`
	CreatedBy  string          `json:"created_by"`
	CreatedAt  time.Time       `json:"created_at"`
	StartedAt  time.Time       `json:"started_at"`
	BeatAt     time.Time       `json:"beat_at"` // last sign of life of the worker
	FinishedAt time.Time       `json:"finished_at"`
}

// FeedItem is one thing that happened in a production, for pages that are open.
type FeedItem struct {
	Seq        int64           `json:"seq"` // grows, unique in the installation
	Production ProductionID    `json:"production"`
	Topic      string          `json:"topic"` // "task", "facts", "moments", "crew", "plan"
	Payload    json.RawMessage `json:"payload"`
	At         time.Time       `json:"at"`
}

// Revision is one import that was taken in.
type Revision struct {
	ID         RevisionID      `json:"id"`
	Production ProductionID    `json:"production"`
	Kind       string          `json:"kind"`   // "script", "schedule"
	Format     string          `json:"format"` // "fountain", "fdx", "uss", "csv"
	FileName   string          `json:"file_name"`
	SHA256     string          `json:"sha256"` // hex, of the file as it came; its bytes are in the vault under it
	Bytes      int64           `json:"bytes"`
	Summary    json.RawMessage `json:"summary"`  // counts, warnings, changes
	Proposal   ProposalID      `json:"proposal"` // the taking-in it was part of; "" before there were proposals
	ImportedBy string          `json:"imported_by"`
	ImportedAt time.Time       `json:"imported_at"`
}

// Mapping remembers which column means what in tables with the same header row.
type Mapping struct {
	Header  string            `json:"header"`  // hash of the normalised header row
	Columns map[string]string `json:"columns"` // field → column name
}
