package offload

import (
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/btsdirector/bts/internal/medium"
)

// keep is the keeper of the lane. In every turn it gives the names to all files that are proven, lets the
// target settle once for everything that was written meanwhile, and hands the blocks that have settled to
// the provers. One waiting for many files is what makes thousands of small files quick.
func (l *lane) keep() {
	for {
		l.gather()
		settle, place, ok := l.nextTurn()
		if !ok {
			break
		}
		if err := l.turn(settle, place); err != nil {
			code, _ := ending(err)
			switch {
			case code != "":
			case !l.there() || !l.answers(err):
				code = Gone
			default:
				code = Unwritable
			}
			l.end(code, err)
			return
		}
	}
	if err := errors.Join(l.flush(), l.target.Settle()); err != nil && l.there() {
		l.run.problem(Problem{Copy: l.index, Code: Unwritable, Message: fmt.Sprintf("the journal could not be finished: %v", err), Mended: true})
	}
}

// gather waits a little while more is on its way, so that one settling serves more files.
func (l *lane) gather() {
	l.mu.Lock()
	busy := !l.fed && !l.ended
	l.mu.Unlock()
	if busy {
		time.Sleep(gathering)
	}
}

func (l *lane) nextTurn() (settle []ref, place []*item, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.settle) == 0 && len(l.place) == 0 {
		if l.ended || (l.open == 0 && l.fed) {
			return nil, nil, false
		}
		l.toKeep.Wait()
	}
	settle, place = l.settle, l.place
	l.settle, l.place = nil, nil
	return settle, place, !l.ended
}

// turn settles once. What the journal says of blocks may be on the medium before the blocks are: it is
// not believed unread. That a file is done is written when its name has settled.
func (l *lane) turn(settle []ref, place []*item) error {
	placed := place[:0]
	for _, it := range place {
		if l.toPlace(it) {
			placed = append(placed, it)
		}
	}
	l.mu.Lock()
	for _, r := range settle {
		if r.item.count() > 1 {
			number := l.leg(r.item).number
			l.journal.add(line{Of: &number, Block: r.block})
		}
	}
	l.mu.Unlock()
	if err := l.flush(); err != nil {
		return err
	}
	if err := l.target.Settle(); err != nil {
		return err
	}
	l.settled(settle, placed)
	return nil
}

// flush writes what the journal has to say.
func (l *lane) flush() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.journal.flush()
}

// toPlace gives a proven file its times, its permissions and its name.
func (l *lane) toPlace(it *item) bool {
	l.mu.Lock()
	leg := *l.leg(it)
	l.mu.Unlock()
	if leg.placed {
		return true
	}
	var err error
	if leg.resumed { // what made it whole may not have settled then
		err = l.rewrite(it, leg.number, func(medium.File) error { return nil })
	}
	if err == nil {
		err = l.target.Move(partialName(l.work, leg.number), l.name(it))
	}
	switch {
	case errors.Is(err, fs.ErrExist):
		l.fail(it, Collides, "there is something of this name already: two names of the card are one on this file system")
		return false
	case err != nil:
		l.failed(it, err)
		return false
	}
	return true
}

// settled hands settled blocks to the provers and closes the way of files that have their names.
func (l *lane) settled(blocks []ref, placed []*item) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, it := range placed {
		leg := l.leg(it)
		if leg.atEnd() {
			continue
		}
		leg.state, leg.way = done, nil
		l.open--
		l.done++
		if l.run.order.Verify != VerifyNone {
			l.journal.add(line{Done: it.Name, Size: it.Size, Modified: it.Modified, Sums: l.run.spelled(it)})
		}
	}
	if l.run.order.Verify == VerifyNone {
		for _, r := range blocks {
			l.blockProven(r)
		}
	} else {
		l.prove = append(l.prove, blocks...)
		l.toProve.Broadcast()
	}
	if l.open == 0 {
		l.wakeAll()
	}
}

// blockProven takes note of a block that is as the card gave it; hold mu.
func (l *lane) blockProven(r ref) {
	leg := l.leg(r.item)
	if leg.atEnd() {
		return
	}
	from, to := r.item.span(r.block)
	l.proven += to - from
	if leg.left--; leg.left == 0 {
		leg.state = proven
		l.place = append(l.place, r.item)
		l.toKeep.Signal()
	}
}

// arrange makes the folders of the card in the copy; a folder that cannot be made is a problem of those in it.
func (l *lane) arrange() {
	for _, f := range append([]medium.Entry{{Name: "."}}, l.run.card.folders...) {
		if err := l.target.MakeFolder(l.folder(f.Name)); err != nil {
			if code, ends := ending(err); ends {
				l.end(code, err)
				return
			}
			code, message := ofTarget(err)
			l.run.problem(Problem{Path: f.Name, Copy: l.index, Code: code, Message: fmt.Sprintf("the folder cannot be made: %s", message)})
		}
	}
}

// date gives the folders of the copy the times of those on the card, the inner ones first.
func (l *lane) date() {
	folders := l.run.card.folders
	for i := len(folders) - 1; i >= 0; i-- {
		if err := l.target.Keep(l.folder(folders[i].Name), folders[i]); err != nil {
			code, message := ofTarget(err)
			l.run.problem(Problem{Path: folders[i].Name, Copy: l.index, Code: code, Message: fmt.Sprintf("the folder has not got its time: %s", message), Mended: true})
		}
	}
}
