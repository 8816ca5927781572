package offload

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// prepare takes the inventory of the card and what the copies hold already, and sees whether there is room.
func prepare(ctx context.Context, order Order) (*run, error) {
	if err := order.check(); err != nil {
		return nil, err
	}
	r := &run{
		order: order, begun: time.Now(), late: make(chan *lane, len(order.Targets)),
		pieces:  medium.NewPool(pieceBuffers, pieceSize),
		small:   medium.NewPool(smallBuffers, smallSize),
		proving: medium.NewPool(provingBuffers, pieceSize),
	}
	r.reads = sync.NewCond(&r.mu)
	r.order.Formats = digest.Distinct(order.Formats)
	card, err := take(ctx, order.Source, func(e medium.Entry) {
		r.items = append(r.items, &item{Entry: e, index: int32(len(r.items))}) //nolint:gosec // so many files have no card
	})
	if err != nil {
		return nil, notListed(err)
	}
	r.card = card
	for _, e := range card.others {
		r.problem(Problem{Path: e.Name, Copy: -1, Code: NotCopied, Message: kindOf(e) + ", not a file: there is nothing to copy"})
	}
	for i, target := range order.Targets {
		l, err := r.newLane(i, target)
		if l != nil {
			r.lanes = append(r.lanes, l)
		}
		if err != nil {
			r.withdraw()
			return nil, err
		}
	}
	if err := r.room(); err != nil {
		r.withdraw()
		return nil, err
	}
	for _, l := range r.lanes {
		if !l.ended {
			l.arrange()
		}
	}
	for _, it := range r.items {
		if r.needed(it) {
			r.total += it.Size
		}
	}
	return r, nil
}

// withdraw leaves the targets as they were: nothing was begun.
func (r *run) withdraw() {
	r.close()
	r.closePools()
	for _, l := range r.lanes {
		if e, err := l.target.Stat(path.Join(l.work, journalName)); err == nil && e.Size == 0 {
			_ = clearWork(l.target, r.order.Card) // an empty folder is left where this fails
		}
	}
}

// check refuses an order that means nothing.
func (o Order) check() error {
	if err := CheckName(o.Card); err != nil {
		return err
	}
	switch {
	case len(o.Targets) == 0:
		return fault.New(fault.Invalid, "no copy is asked for").WithRemedy("Name at least one folder for a copy; two are the rule.")
	case len(o.Formats) == 0:
		return fault.New(fault.Invalid, "no hash is asked for").WithRemedy("Choose from %s.", digest.All(digest.Formats))
	case o.Verify != VerifyCopies && o.Verify != VerifyBoth && o.Verify != VerifyNone:
		return fault.New(fault.Invalid, "%q is no way to verify", o.Verify).WithRemedy("Choose from destination, both, none.")
	}
	return nil
}

// CheckName refuses a name that cannot be that of a card's folder on every drive.
func CheckName(name string) error {
	switch {
	case name == "" || name == "." || name == ".." || strings.HasPrefix(name, workFolder):
		return fault.New(fault.Invalid, "%q cannot be the name of a card", name).WithRemedy("Give it one with --name, such as A001.")
	case strings.ContainsAny(name, "/\\:*?\"<>|\x00") || strings.TrimSpace(name) != name || len(name) > 200:
		return fault.New(fault.Invalid, "%q cannot be the name of a folder on every drive", name).WithRemedy("Give the card another one with --name, such as A001.")
	}
	return nil
}

func notListed(err error) error {
	if errors.Is(err, context.Canceled) {
		return fault.New(fault.Cancelled, "the offload was stopped")
	}
	return fault.New(fault.Unavailable, "the card cannot be listed").WithCause(err).WithRemedy("Nothing was copied. Try another reader or cable.")
}

// newLane opens the journal of a target and sees what its copy holds. The lane it returns beside an error must be closed.
func (r *run) newLane(index int, target Target) (*lane, error) {
	l := &lane{run: r, index: index, target: target, work: path.Join(workFolder, r.order.Card)}
	l.legs = make([]leg, len(r.items))
	for i, it := range r.items {
		l.legs[i] = leg{number: -1, missing: int32(it.count()), left: int32(it.count())} //nolint:gosec // 2^31 blocks are 128 PiB
	}
	l.toWrite, l.toKeep, l.toProve = sync.NewCond(&l.mu), sync.NewCond(&l.mu), sync.NewCond(&l.mu)
	if err := target.MakeFolder(l.work); err != nil {
		return nil, l.refused(err)
	}
	log, err := target.Append(path.Join(l.work, journalName))
	if fault.CodeOf(err) == fault.Conflict {
		return nil, fault.New(fault.Conflict, "this card is being copied to the same place by another run").WithRemedy("Wait for it, or stop it.").Because(err)
	}
	if err != nil {
		return nil, l.refused(err)
	}
	l.journal.log = log
	before, err := loadJournal(target, l.work, r.order.Formats)
	if err != nil {
		return l, err
	}
	l.number = before.last + 1
	l.journal.add(begins(r.order))
	if err := l.look(before); err != nil {
		return l, l.refused(err)
	}
	return l, nil
}

func (l *lane) refused(err error) error {
	code := fault.Unavailable
	if errors.Is(err, fs.ErrPermission) {
		code = fault.Forbidden
	}
	return fault.New(code, "copy %d cannot be written", l.index+1).WithCause(err).WithRemedy("Nothing was copied. Is the drive locked, or mounted for reading only?")
}

// look finds out for every file what the target has of it.
func (l *lane) look(before earlier) error {
	_, err := l.target.Stat(l.run.order.Card)
	fresh := errors.Is(err, fs.ErrNotExist)
	if err != nil && !fresh {
		return err
	}
	kept := map[int32]bool{}
	for _, it := range l.run.items {
		leg := l.leg(it)
		if !fresh {
			if err := l.lookAt(it, leg, before.done[it.Name]); err != nil {
				return err
			}
		}
		if b := before.partials[it.Name]; b != nil && leg.state == waiting && !leg.placed && l.goOn(it, leg, b) {
			kept[b.number] = true
		}
		if !leg.atEnd() {
			l.open++
		}
	}
	return l.sweep(kept)
}

// lookAt sees whether a file has its name in the copy. One that the journal calls done, of the size and with the
// hashes that are asked for, is done; any other is read back and compared.
func (l *lane) lookAt(it *item, leg *leg, said proof) error {
	there, err := l.target.Stat(l.name(it))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case !there.Mode.IsRegular() || there.Size != it.Size:
		leg.state = failed
		l.run.problem(Problem{Path: it.Name, Copy: l.index, Code: Differs,
			Message: fmt.Sprintf("something of this name is there already (%d bytes, the card has %d); it was left as it is", there.Size, it.Size)})
		return nil
	}
	leg.placed, leg.missing = true, 0
	if said.sums != "" && same(medium.Entry{Size: said.size, Modified: said.modified}, it.Entry) && it.expect(said.sums) {
		leg.state = done
		l.done++
		l.written += it.Size
		l.proven += it.Size
	}
	return nil
}

// goOn takes up a partial file of an earlier run, if it is of the same file.
func (l *lane) goOn(it *item, leg *leg, b *begun) bool {
	if !same(b.entry(), it.Entry) || it.count() == 1 || len(b.have) == 0 {
		return false
	}
	if there, err := l.target.Stat(partialName(l.work, b.number)); err != nil || there.Size < it.Size {
		return false
	}
	leg.number, leg.resumed = b.number, true
	leg.way = &way{have: make([]bool, it.count())}
	for block := range b.have {
		if block >= 0 && block < len(leg.way.have) {
			leg.way.have[block] = true
			leg.missing--
			from, to := it.span(block)
			l.written += to - from
		}
	}
	return true
}

// sweep takes partial files away that nothing is known of.
func (l *lane) sweep(kept map[int32]bool) error {
	list, err := l.target.List(l.work)
	if err != nil {
		return err
	}
	for _, e := range list {
		if n, ok := isPartial(e.Name); ok {
			l.number = max(l.number, n+1)
			if !kept[n] {
				if err := l.target.Remove(e.Name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
