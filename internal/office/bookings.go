package office

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// Rebooking is what somebody did by hand with a booking.
type Rebooking struct {
	Plan  coverage.Plan  `json:"plan"`
	Trial coverage.Trial `json:"-"`
}

// Lines of the record about bookings.
const (
	undoBooking = "undo_booking"
	bookingVerb = "booking_" // with the act
)

// TryBooking says what it would be to book a moment, or to move or take off a booking, by hand: the times of everybody
// concerned, and what stands against it. It changes nothing. It returns fault.NotFound before the first plan. Who may
// make plans may know all that it tells.
func (o *Office) TryBooking(ctx context.Context, in production.ProductionID, w coverage.Wanted) (t coverage.Trial, err error) {
	err = o.look(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		hand, err := o.byHand(ctx, tx, in)
		if err != nil {
			return err
		}
		mv, err := hand.Resolve(w)
		if err != nil {
			return err
		}
		t = hand.Try(mv)
		return nil
	})
	return t, err
}

// MoveBooking does what TryBooking tries. A booking that was moved by hand is held where it is: the next plan has it
// there, until it is released. The plan before is kept, and UndoBooking brings it back. It returns fault.Conflict
// with all that stands against it.
func (o *Office) MoveBooking(ctx context.Context, in production.ProductionID, w coverage.Wanted) (r Rebooking, err error) {
	err = o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		hand, err := o.byHand(ctx, tx, in)
		if err != nil {
			return err
		}
		mv, err := hand.Resolve(w)
		if err != nil {
			return err
		}
		plan, trial := hand.Do(mv)
		if len(trial.Clashes) > 0 {
			return clashing(trial)
		}
		r.Trial = trial
		act := coverage.HandMoved
		switch {
		case mv.Off:
			act = coverage.HandTakenOff
		case trial.Was == nil:
			act = coverage.HandBooked
		}
		if err := o.keepByHand(ctx, tx, in, plan, act, trial.Moment, trial.Title); err != nil {
			return err
		}
		r.Plan, err = o.latestIn(ctx, tx, in)
		return err
	})
	return r, err
}

// clashing is the refusal of a move.
func clashing(t coverage.Trial) error {
	var why []string
	for _, c := range t.Clashes {
		why = append(why, strings.TrimSuffix(c.Text, "."))
	}
	remedy := "Choose another time, or other people."
	if len(t.Notes) > 0 {
		remedy = strings.Join(t.Notes, " ")
	}
	return fault.New(fault.Conflict, "%s", strings.Join(why, "; ")).WithRemedy("%s", remedy)
}

// HoldBooking holds a booking where it is, or releases it, so that the next plan may have it otherwise. It is
// fault.NotFound for what is not booked.
func (o *Office) HoldBooking(ctx context.Context, in production.ProductionID, moment production.MomentID, held bool) (r Rebooking, err error) {
	err = o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		now, err := tx.FindLatestPlan(ctx, in)
		if err != nil {
			return err
		}
		booked := now.Booked(moment)
		if booked == nil {
			return fault.New(fault.NotFound, "it is not booked").WithRemedy("Book it first.")
		}
		plan, differs := now.WithHeld(moment, held)
		if differs {
			act := coverage.HandHeld
			if !held {
				act = coverage.HandReleased
			}
			plan.Against(&now)
			if err := o.keepByHand(ctx, tx, in, plan, act, moment, booked.Cover.Title); err != nil {
				return err
			}
		}
		r.Plan, err = o.latestIn(ctx, tx, in)
		return err
	})
	return r, err
}

// keepByHand makes a plan that was changed by hand the plan. What it is worked out from stays what it was: all that
// came later has not been looked at.
func (o *Office) keepByHand(ctx context.Context, tx *store.Tx, in production.ProductionID, p coverage.Plan, act coverage.HandAct, moment production.MomentID, title string) error {
	p.Hand = &coverage.Hand{Before: p.ID, Act: act, Moment: moment, Title: title}
	p.ID, p.MadeAt, p.MadeBy = production.NewID[production.PlanID](), o.clock(), actorName(ctx)
	if err := tx.SavePlan(ctx, in, p); err != nil {
		return err
	}
	if err := tx.TrimPlansByHand(ctx, in, mostByHand); err != nil {
		return err
	}
	return o.tell(ctx, tx, in, topicPlan, bookingVerb+string(act), title)
}

// mostByHand is how many plans that were changed by hand are kept: so many steps can be taken back.
const mostByHand = 100

// UndoBooking takes back the newest change by hand: the plan before is the plan again. id is the plan that the change
// made, "" for whichever is the newest. It returns fault.NotFound when nothing was changed by hand, and fault.Conflict
// when there is a newer plan, or when days have begun on which the two differ.
func (o *Office) UndoBooking(ctx context.Context, in production.ProductionID, id production.PlanID) (r Rebooking, err error) {
	err = o.change(ctx, access.MakePlan, in, func(tx *store.Tx) error {
		now, before, err := changedLast(ctx, tx, in, id)
		if err != nil {
			return err
		}
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		days, err := tx.FindDays(ctx, in)
		if err != nil {
			return err
		}
		if until := max(o.frozen(film, days, now), o.frozen(film, days, before)); !coverage.SameUntil(now, before, until) {
			return fault.New(fault.Conflict, "days have begun since on which the two plans differ").WithRemedy("What is done stays; move it again if it is still to come.")
		}
		if err := tx.DeletePlan(ctx, in, now.ID); err != nil {
			return err
		}
		if r.Plan, err = o.latestIn(ctx, tx, in); err != nil {
			return err
		}
		return o.tell(ctx, tx, in, topicPlan, undoBooking, now.Hand.Title)
	})
	return r, err
}

// changedLast is the plan there is, and the one of which it was made by hand.
func changedLast(ctx context.Context, tx *store.Tx, in production.ProductionID, id production.PlanID) (now, before coverage.Plan, err error) {
	nothing := fault.New(fault.NotFound, "no booking was changed by hand that could be taken back")
	newer := fault.New(fault.Conflict, "there is another plan by now").WithRemedy("Take back what came after it first, or move the booking again.")
	if now, err = tx.FindLatestPlan(ctx, in); fault.Is(err, fault.NotFound) {
		return now, before, nothing
	} else if err != nil {
		return now, before, err
	}
	switch {
	case id != "" && now.ID != id:
		return now, before, newer
	case now.Hand == nil:
		return now, before, nothing
	}
	if before, err = tx.FindPlan(ctx, in, now.Hand.Before); fault.Is(err, fault.NotFound) {
		err = nothing
	}
	return now, before, err
}

// handShelf keeps the newest desk for bookings of each production, for as long as nothing is told of it.
type handShelf struct {
	mu   sync.Mutex
	kept map[production.ProductionID]keptHand
}

type keptHand struct {
	seq  int64     // of the feed
	at   time.Time // the quarter of an hour that it is for
	hand *coverage.ByHand
}

// quarter is the step in which people are called: within one nothing becomes too late.
const quarter = 15 * time.Minute

// mostDesks is how many productions' desks are kept.
const mostDesks = 16

// byHand is a desk to book on: from the shelf, or laid out. It is fault.NotFound before the first plan.
func (o *Office) byHand(ctx context.Context, tx *store.Tx, in production.ProductionID) (*coverage.ByHand, error) {
	seq, err := tx.LatestFeed(ctx, in, "")
	if err != nil {
		return nil, err
	}
	at := o.clock().Truncate(quarter)
	o.hands.mu.Lock()
	last := o.hands.kept[in]
	o.hands.mu.Unlock()
	if last.hand != nil && last.seq == seq && last.at.Equal(at) && seq > 0 {
		return last.hand, nil
	}
	g, err := o.gatherIn(ctx, tx, in, PlanOptions{})
	if err != nil {
		return nil, err
	}
	if g.input.Previous == nil {
		return nil, fault.New(fault.NotFound, "there is no plan yet").WithRemedy("Plan first: bookings are moved in a plan.")
	}
	g.input.HandGrid, g.input.Held = true, nil
	desk, err := coverage.Build(g.input)
	if err != nil {
		return nil, err
	}
	hand := desk.ByHand(*g.input.Previous)
	o.hands.mu.Lock()
	defer o.hands.mu.Unlock()
	if o.hands.kept == nil || len(o.hands.kept) >= mostDesks {
		o.hands.kept = map[production.ProductionID]keptHand{}
	}
	if o.hands.kept[in].seq <= seq {
		o.hands.kept[in] = keptHand{seq, at, hand}
	}
	return hand, nil
}
