package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/journal"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// CardLog is what became of the unit's cards, the newest day first.
type CardLog struct {
	Cards []LoggedCard
	Base  int64 // number of the journal's newest entry: what is sent back says what it was written on
}

// LoggedCard is a card with what is known around it.
type LoggedCard struct {
	cardlog.Card
	cardlog.Standing
	OperatorName string            // "" unknown
	DayNumber    int               // of the shoot day, 0 for none
	Receipts     []cardlog.Receipt // those that count, newest first
	Twin         string            // another card of the same content: "A003 of day 4", "" for none
	Places       []cardlog.Place   // where its copies lie, and when each was last proven
	Proofs       []ProofRun        // of copies, newest first
	Run          *CardRun          // the newest offload on the server's machine, nil for none
}

// CardRun is an offload on the server's machine and how its task stands.
type CardRun struct {
	cardlog.Run
	State production.TaskState
	Error string // for a person, when it failed or waits to be tried again
}

// Going reports whether an offload is not over.
func (r *CardRun) Going() bool { return r != nil && r.State != "" && !r.State.Over() }

// CardFilter chooses cards; conditions that are set must all hold.
type CardFilter struct {
	Day   production.Date
	State cardlog.State
	Name  string
}

// Lets reports whether a card passes.
func (f CardFilter) Lets(c LoggedCard) bool {
	return (f.Day == "" || f.Day == c.Day) && (f.State == "" || f.State == c.State) && (f.Name == "" || cardlog.SameName(f.Name, c.Name))
}

// Cards are the cards that pass the filter. Where cards and copies lie is for those who may copy cards.
func (o *Office) Cards(ctx context.Context, in production.ProductionID, f CardFilter) (CardLog, error) {
	out := CardLog{Cards: []LoggedCard{}}
	err := o.look(ctx, access.SeeCards, in, func(tx *store.Tx) error {
		all, err := logged(ctx, tx, in, o.clock())
		if err != nil {
			return err
		}
		for _, c := range all {
			if f.Lets(c) {
				out.Cards = append(out.Cards, c)
			}
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// CardSheet is a card with all that happened to it.
type CardSheet struct {
	LoggedCard
	History []journal.Entry // of the card, newest first
	Base    int64
}

// Card is a card with its history. One that was taken off the log is fault.NotFound.
func (o *Office) Card(ctx context.Context, in production.ProductionID, id production.CardID) (CardSheet, error) {
	var out CardSheet
	err := o.look(ctx, access.SeeCards, in, func(tx *store.Tx) error {
		all, err := logged(ctx, tx, in, o.clock())
		if err != nil {
			return err
		}
		at := slices.IndexFunc(all, func(c LoggedCard) bool { return c.ID == id })
		if at < 0 {
			return fault.New(fault.NotFound, "there is no such card in the log")
		}
		out.LoggedCard = all[at]
		if out.History, err = tx.FindJournal(ctx, in, store.JournalFilter{Kind: cards.kind, Object: string(id), Newest: newestActs}); err != nil {
			return err
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// OpenCards counts the cards of a day that are full, and of these those that are not safe yet. It asks little, for pages of
// other rooms.
func (o *Office) OpenCards(ctx context.Context, in production.ProductionID, day production.Date) (full, open int, err error) {
	err = o.look(ctx, access.SeeCards, in, func(tx *store.Tx) error {
		all, err := tx.FindCards(ctx, in)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(c cardlog.Card) bool { return c.Gone || c.Day != day })
		if len(all) == 0 {
			return nil
		}
		rules, err := tx.FindCardRules(ctx, in)
		if err != nil {
			return err
		}
		receipts, err := receiptsByCard(ctx, tx, in)
		for _, c := range all {
			state := c.Stand(receipts[c.ID], false, rules.Copies).State
			if state.Open() {
				open++
			}
			if state.Open() || state == cardlog.Safe {
				full++
			}
		}
		return err
	})
	return full, open, err
}

// logged are all cards on the log, the newest day first, as whoever asks may see them.
func logged(ctx context.Context, tx *store.Tx, in production.ProductionID, now time.Time) ([]LoggedCard, error) {
	all, err := tx.FindCards(ctx, in)
	if err != nil {
		return nil, err
	}
	receipts, err := receiptsByCard(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	runs, err := runsByCard(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	names, err := memberNames(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	days, err := dayNumbers(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	rules, err := tx.FindCardRules(ctx, in)
	if err != nil {
		return nil, err
	}
	proofs, err := proofsByCard(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	out, hide := []LoggedCard{}, access.Require(ctx, access.CopyCards, in) != nil
	for _, c := range all {
		if c.Gone {
			continue
		}
		l := LoggedCard{Card: c, OperatorName: names[c.Operator], DayNumber: days[c.Day], Receipts: receipts[c.ID], Run: runs[c.ID]}
		l.Standing = c.Stand(l.Receipts, l.Run.Going(), rules.Copies)
		l.Proofs = proofs[c.ID]
		l.Places = cardlog.Places(l.Receipts, bare(l.Proofs), rules, now)
		out = append(out, l)
	}
	nameTwins(out)
	if hide {
		for i := range out {
			out[i].withoutPlaces()
		}
	}
	slices.SortStableFunc(out, func(a, b LoggedCard) int {
		return cmp.Or(cmp.Compare(b.Day, a.Day), cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID))
	})
	return out, err
}

// bare are proofs without how their tasks stand.
func bare(runs []ProofRun) []cardlog.Proof {
	out := make([]cardlog.Proof, len(runs))
	for i, r := range runs {
		out[i] = r.Proof
	}
	return out
}

// receiptsByCard are the receipts that count, newest first.
func receiptsByCard(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.CardID][]cardlog.Receipt, error) {
	all, err := tx.FindReceipts(ctx, in, store.ReceiptFilter{})
	of := map[production.CardID][]cardlog.Receipt{}
	for _, r := range cardlog.Valid(all) {
		of[r.Card] = append(of[r.Card], r)
	}
	return of, err
}

// runsShown is how many of the newest offloads are looked at.
const runsShown = 100

// runsByCard are the newest offloads of the cards on the server's machine.
func runsByCard(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.CardID]*CardRun, error) {
	runs, err := tx.FindRuns(ctx, in, runsShown)
	if err != nil || len(runs) == 0 {
		return nil, err
	}
	tasks, err := tx.FindTasks(ctx, in, false, 5*tasksShown)
	at := map[production.TaskID]production.Task{}
	for _, t := range tasks {
		at[t.ID] = t
	}
	of := map[production.CardID]*CardRun{}
	for _, r := range runs {
		if t := at[r.Task]; of[r.Card] == nil {
			of[r.Card] = &CardRun{Run: r, State: t.State, Error: t.Error}
		}
	}
	return of, err
}

// dayNumbers are the numbers of the shoot days.
func dayNumbers(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.Date]int, error) {
	days, err := tx.FindDays(ctx, in)
	numbers := map[production.Date]int{}
	for _, d := range days {
		numbers[d.Date] = d.Number
	}
	return numbers, err
}

// nameTwins notes cards of the same content at each other.
func nameTwins(list []LoggedCard) {
	first := map[string]int{}
	for i := range list {
		if len(list[i].Receipts) == 0 || list[i].Receipts[0].Content == "" {
			continue
		}
		content := list[i].Receipts[0].Content
		if j, there := first[content]; there {
			list[i].Twin, list[j].Twin = list[j].called(), list[i].called()
			continue
		}
		first[content] = i
	}
}

// called is a card in a sentence: "A003 of day 4".
func (c LoggedCard) called() string { return cardCalled(c.Card, c.DayNumber) }

func cardCalled(c cardlog.Card, number int) string {
	return fmt.Sprintf("%s of %s", c.Name, dayWords(number, c.Day))
}

// withoutPlaces takes the paths of machines out of a card.
func (c *LoggedCard) withoutPlaces() {
	c.Receipts = slices.Clone(c.Receipts)
	for i := range c.Receipts {
		c.Receipts[i] = withoutPlaces(c.Receipts[i])
	}
	c.Places, c.Proofs = slices.Clone(c.Places), slices.Clone(c.Proofs)
	for i := range c.Places {
		c.Places[i].Path, c.Places[i].Host, c.Places[i].Newest = "", "", nil
	}
	for i := range c.Proofs {
		c.Proofs[i].Path, c.Proofs[i].Host, c.Proofs[i].Names, c.Proofs[i].Error = "", "", nil, ""
	}
	if c.Run != nil {
		run := *c.Run
		run.Source, run.Folder, run.To = "", "", make([]string, len(run.To))
		c.Run = &run
	}
}

func withoutPlaces(r cardlog.Receipt) cardlog.Receipt {
	r.Source.Path, r.Host = "", ""
	r.Copies, r.Problems = slices.Clone(r.Copies), slices.Clone(r.Problems)
	for i, c := range r.Copies {
		r.Copies[i] = offload.ReceiptCopy{Files: c.Files, Verified: c.Verified, Cached: c.Cached}
	}
	for i, p := range r.Problems {
		r.Problems[i].CopyPath, r.Problems[i].Message = "", ""
		if p.CopyPath != "" {
			r.Problems[i].CopyPath = "a copy"
		}
	}
	return r
}
