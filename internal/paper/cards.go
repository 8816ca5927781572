package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
)

// Cards is the log of the unit's cards, the newest day first.
type Cards struct {
	Cards []Card `json:"cards"`
	Base  int64  `json:"base"` // the state of what is written: send it back with a change
}

// Card is one roll of a card.
type Card struct {
	ID           string        `json:"id"`
	Name         string        `json:"name"`
	Date         string        `json:"date"`
	Day          int           `json:"day"` // shoot day number, 0 for none
	Camera       string        `json:"camera"`
	Operator     string        `json:"operator"` // id, "" unknown
	OperatorName string        `json:"operator_name"`
	Medium       string        `json:"medium"`
	Serial       string        `json:"serial"`
	Volume       string        `json:"volume"`
	SizeBytes    int64         `json:"size_bytes"`
	Note         string        `json:"note"`
	State        string        `json:"state"`          // in_use, full, copying, verified, safe, formatted
	Safe         bool          `json:"safe_to_format"` // or formatted
	Copies       int           `json:"verified_copies"`
	Why          []string      `json:"why_not"`          // what stands against formatting it
	Reason       string        `json:"formatted_reason"` // why it was formatted before it was safe
	MarkedBy     string        `json:"marked_by"`
	MarkedAt     string        `json:"marked_at"`
	Twin         string        `json:"same_content_as"` // "A003 of day 4", "" for none
	Receipts     []CardReceipt `json:"receipts"`        // newest first
	Running      *CardRun      `json:"running"`         // null where it is not being copied on the server

	Places []CardCopyPlace `json:"places"` // where copies lie, and when each was last proven
	Proofs []CardProof     `json:"proofs"` // newest first
}

// CardReceipt is what an offload came to. Where copies lie is empty for whoever may not copy cards.
type CardReceipt struct {
	ID           string        `json:"id"`
	Content      string        `json:"content"`
	StartedAt    string        `json:"started_at"`
	Seconds      float64       `json:"seconds"`
	Host         string        `json:"host"`
	Tool         string        `json:"tool"`
	Verify       string        `json:"verify"`
	Hashes       []string      `json:"hashes"`
	Files        int           `json:"files"`
	Bytes        int64         `json:"bytes"`
	Whole        bool          `json:"whole"` // every file is proven in every copy
	Copies       []CardCopy    `json:"copies"`
	Problems     []CardProblem `json:"problems"`      // the first hundred
	ProblemCount int           `json:"problem_count"` // all
	RegisteredBy string        `json:"registered_by"`
	RegisteredAt string        `json:"registered_at"`
}

// CardCopy is one copy.
type CardCopy struct {
	To       string `json:"to"`
	Path     string `json:"path"`
	Files    int    `json:"files"` // proven
	Verified bool   `json:"verified"`
	MHL      string `json:"mhl"`
	Cached   bool   `json:"cached"`
}

// CardProblem is a problem of an offload.
type CardProblem struct {
	Path    string `json:"path"`
	Copy    string `json:"copy"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Mended  bool   `json:"mended"`
}

// CardRun is an offload on the server's machine.
type CardRun struct {
	Task      string    `json:"task"`
	State     string    `json:"state"`
	Files     int       `json:"files"`
	FilesDone int       `json:"files_done"`
	Bytes     int64     `json:"bytes"`
	Read      int64     `json:"read"`
	Speed     float64   `json:"bytes_per_second"` // written and read back together
	Left      float64   `json:"seconds_left"`     // negative unknown
	Lanes     []CardRow `json:"copies"`
	Error     string    `json:"error"`
}

// CardRow is how far one copy is.
type CardRow struct {
	To      string `json:"to"`
	Written int64  `json:"written"`
	Proven  int64  `json:"proven"`
	Files   int    `json:"files"`
	Late    bool   `json:"late"`
	Ended   bool   `json:"ended"`
}

// NewCards makes the document of a log.
func NewCards(l office.CardLog, zone *time.Location) Cards {
	out := Cards{Cards: []Card{}, Base: l.Base}
	for _, c := range l.Cards {
		out.Cards = append(out.Cards, NewCard(c, zone))
	}
	return out
}

// NewCard makes the document of a card.
func NewCard(c office.LoggedCard, zone *time.Location) Card {
	out := Card{
		ID: string(c.ID), Name: c.Name, Date: string(c.Day), Day: c.DayNumber, Camera: c.Camera, Operator: string(c.Operator), OperatorName: c.OperatorName, Medium: c.Medium,
		Serial: c.Serial, Volume: c.Volume, SizeBytes: c.Size, Note: c.Note, State: string(c.State), Copies: c.Copies, Why: list(c.Why), Reason: c.Reason,
		Safe: c.State == cardlog.Safe || c.State == cardlog.StateFormatted, MarkedBy: c.MarkedBy, MarkedAt: instant(c.MarkedAt, zone), Twin: c.Twin, Receipts: []CardReceipt{},
	}
	for _, r := range c.Receipts {
		out.Receipts = append(out.Receipts, newCardReceipt(r, zone))
	}
	out.Places, out.Proofs = []CardCopyPlace{}, newProofs(c.Proofs, zone)
	for _, p := range c.Places {
		out.Places = append(out.Places, newPlace(p, zone))
	}
	if c.Run.Going() {
		out.Running = newCardRun(*c.Run)
	}
	return out
}

func newCardReceipt(r cardlog.Receipt, zone *time.Location) CardReceipt {
	out := CardReceipt{
		ID: string(r.ID), Content: r.Content, StartedAt: instant(r.Started, zone), Seconds: r.Seconds, Host: r.Host, Tool: r.Tool, Verify: string(r.Verify), Hashes: list(r.Hashes),
		Files: r.Files, Bytes: r.Bytes, Whole: r.Whole, Copies: []CardCopy{}, Problems: []CardProblem{}, ProblemCount: r.Faults, RegisteredBy: r.By, RegisteredAt: instant(r.At, zone),
	}
	for _, c := range r.Copies {
		out.Copies = append(out.Copies, CardCopy(c))
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, CardProblem{p.Path, p.CopyPath, p.Code, p.Message, p.Mended})
	}
	return out
}

func newCardRun(r office.CardRun) *CardRun {
	out := &CardRun{
		Task: string(r.Task), State: string(r.State), Files: r.Files, FilesDone: r.FilesDone, Bytes: r.Total, Read: r.Read, Speed: r.Speed, Left: r.Left, Lanes: []CardRow{}, Error: r.Error,
	}
	for i, to := range r.To {
		row := CardRow{To: to}
		if i < len(r.Lanes) {
			l := r.Lanes[i]
			row = CardRow{to, l.Written, l.Proven, l.Files, l.Late, l.Ended}
		}
		out.Lanes = append(out.Lanes, row)
	}
	return out
}

// Registered is what came of a receipt.
type Registered struct {
	Receipt string   `json:"receipt"` // id
	Card    string   `json:"card"`    // id
	Name    string   `json:"name"`
	New     bool     `json:"new"`     // the card was not in the log
	Already bool     `json:"already"` // the receipt was registered before: nothing changed
	State   string   `json:"state"`
	Safe    bool     `json:"safe_to_format"`
	Copies  int      `json:"verified_copies"`
	Why     []string `json:"why_not"`
	Act
}

// NewRegistered makes the document of a receipt that was registered.
func NewRegistered(r office.Registered, a office.Act) Registered {
	return Registered{
		Receipt: string(r.Receipt), Card: string(r.Card.ID), Name: r.Card.Name, New: r.New, Already: r.Already, State: string(r.Standing.State), Safe: r.Standing.State == cardlog.Safe,
		Copies: r.Standing.Copies, Why: list(r.Standing.Why), Act: NewAct(a),
	}
}

// CardPlaces are volumes of the server's machine.
type CardPlaces struct {
	Sources []CardPlace `json:"sources"`
	Targets []CardPlace `json:"targets"`
}

// CardPlace is a volume, or a folder that may be used as one.
type CardPlace struct {
	Path      string `json:"path"`
	Name      string `json:"name"`
	Camera    string `json:"camera"` // what sort of card it is, "" unknown
	System    string `json:"system"` // kind of file system
	SizeBytes int64  `json:"size_bytes"`
	FreeBytes int64  `json:"free_bytes"`
	ReadOnly  bool   `json:"read_only"`
	Mounted   bool   `json:"mounted"`
}

// NewCardPlaces makes the document of the places for cards and copies.
func NewCardPlaces(sources, targets []mounts.Volume) CardPlaces {
	places := func(all []mounts.Volume) []CardPlace {
		out := []CardPlace{}
		for _, v := range all {
			out = append(out, CardPlace{v.Path, v.Name, v.Camera, v.System, v.Size, v.Free, v.ReadOnly, v.Mounted})
		}
		return out
	}
	return CardPlaces{places(sources), places(targets)}
}
