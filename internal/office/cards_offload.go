package office

import (
	"context"
	"encoding/json"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// OffloadTask is the kind of work that copies a card.
const OffloadTask = "offload"

// NewOffload is an offload on the machine of the server.
type NewOffload struct {
	Source string            // folder of the card
	To     []string          // folders of the targets, each gets a copy
	Folder string            // inside each target, made where it is not there; "" for the target itself
	Name   string            // of the card; "" is that of the card in the log
	Names  string            // naming template of the folders that the copies are; "" is the production's
	Called string            // what they are called without any template, "" for none
	Card   production.CardID // in the log; "" finds the open one of the name and day, or logs it
	Day    production.Date   // on which it was shot, "" today
	Camera string
	Medium string

	Operator production.MemberID // of the BTS crew, by id or name
	Verify   offload.Verify      // "" reads every copy back
	Hashes   []string            // none is xxh128
	Bring    bool                // into the library, when a copy is proven
}

// offloadArgs are the arguments of an offload task; where from and to lies in its Run.
type offloadArgs struct {
	Volume string    `json:"volume"`
	Serial string    `json:"serial"`
	Camera string    `json:"camera"`
	Mounts []string  `json:"mounts"` // mount points of source and targets: what is not mounted any more is waited for
	Actor  taskActor `json:"actor"`
}

// CardPlaces are the volumes from which cards can be copied here, and those that can take copies. Paths of the server
// are for the installation's owner.
func (o *Office) CardPlaces(ctx context.Context, in production.ProductionID) (sources, targets []mounts.Volume, err error) {
	if err := o.mayOffload(ctx, in); err != nil {
		return nil, nil, err
	}
	if sources, err = o.cardRoots.Offer(ctx, o.machine); err != nil {
		return nil, nil, err
	}
	targets, err = o.copyRoots.Offer(ctx, o.machine)
	return sources, slices.DeleteFunc(targets, func(v mounts.Volume) bool { return v.ReadOnly }), err
}

// CardRoots are the folders below which cards can be copied, in words.
func (o *Office) CardRoots() string { return o.cardRoots.String() }

// CopyRoots are the folders below which copies can lie, in words.
func (o *Office) CopyRoots() string { return o.copyRoots.String() }

// mayOffload returns nil for whoever may copy cards and owns the installation.
func (o *Office) mayOffload(ctx context.Context, in production.ProductionID) error {
	if err := access.RequireOperator(ctx); err != nil {
		return err
	}
	return access.Require(ctx, access.CopyCards, in)
}

// StartOffload has a card copied by a job on the machine of the server, and logs the card where it is not in the log. It
// takes the owner of the installation, and folders below those that the installation allows. Without a worker in this
// process, as at the command line, one that has one takes it up.
func (o *Office) StartOffload(ctx context.Context, in production.ProductionID, n NewOffload) (production.Task, Act, error) {
	var task production.Task
	if err := o.mayOffload(ctx, in); err != nil {
		return task, Act{}, err
	}
	run, args, err := o.runOf(ctx, n)
	if err != nil {
		return task, Act{}, err
	}
	act, err := o.cardAct(ctx, in, "start_offload", func(p *pen) (string, error) {
		card, err := p.cardToCopy(ctx, n, args)
		if err != nil {
			return "", err
		}
		text, err := json.Marshal(args)
		if err != nil {
			return "", err
		}
		task = o.newTask(in, OffloadTask, "Copy "+card.Name, text, actorName(ctx))
		run.Task, run.Card, run.Name, run.At, run.Left = task.ID, card.ID, card.Name, o.clock().UTC(), -1
		if run.Called, err = callCopies(ctx, p.tx, in, n, card, run.Source); err != nil {
			return "", err
		}
		if err := p.tx.SaveRun(ctx, in, run); err != nil {
			return "", err
		}
		p.touch(topicCards)
		return card.Name, o.createTask(ctx, p.tx, task)
	})
	return task, act, err
}

// runOf looks at what is asked for: the folders are there, allowed, and apart.
func (o *Office) runOf(ctx context.Context, n NewOffload) (run cardlog.Run, args offloadArgs, err error) {
	run = cardlog.Run{Folder: n.Folder, Verify: n.Verify, Hashes: []string{}, Bring: n.Bring}
	if run.Verify == "" {
		run.Verify = offload.VerifyCopies
	}
	for _, name := range n.Hashes {
		f, err := digest.Parse(name)
		if err != nil {
			return run, args, err
		}
		run.Hashes = append(run.Hashes, string(f))
	}
	if len(run.Hashes) == 0 {
		run.Hashes = []string{string(digest.XXH128)}
	}
	if run.Folder != "" && (!fs.ValidPath(run.Folder) || run.Folder == "." || strings.ContainsRune(run.Folder, '\\')) {
		return run, args, fault.New(fault.Invalid, "%.120q cannot be a folder inside each target", run.Folder).WithRemedy("Write it as: the-film/day-04")
	}
	if run.Source, err = o.cardRoots.Find(n.Source); err != nil {
		return run, args, err
	}
	if run.To, err = o.targetsOf(n, run.Source); err != nil {
		return run, args, err
	}
	volumes, err := o.machine.Volumes(ctx)
	if err != nil {
		return run, args, err
	}
	args.Actor, args.Volume = actorForTask(ctx), filepath.Base(run.Source)
	for _, path := range append([]string{run.Source}, run.To...) {
		args.Mounts = append(args.Mounts, mounts.MountOf(path, volumes))
	}
	for _, v := range volumes {
		if v.Path == run.Source {
			args.Volume, args.Serial, args.Camera = v.Name, v.Serial, v.Camera
		}
	}
	return run, args, nil
}

// mostTargets is how many copies are made at once.
const mostTargets = 8

// targetsOf are the real folders of the targets.
func (o *Office) targetsOf(n NewOffload, source string) ([]string, error) {
	switch {
	case len(n.To) == 0:
		return nil, fault.New(fault.Invalid, "no copy is asked for").WithRemedy("Choose at least one place for a copy; two are the rule.")
	case len(n.To) > mostTargets:
		return nil, fault.New(fault.Invalid, "%d copies are asked for, and %d at once are possible", len(n.To), mostTargets)
	}
	var targets []string
	for _, path := range n.To {
		target, err := o.copyRoots.Find(path)
		if err != nil {
			return nil, err
		}
		if mounts.Overlap(target, source) {
			return nil, fault.New(fault.Invalid, "a copy would lie on the card itself, or the card inside a copy").WithRemedy("Choose another drive for the copy.")
		}
		if slices.Contains(targets, target) {
			return nil, fault.New(fault.Invalid, "two copies are asked for in one place").WithRemedy("Choose a drive of its own for each copy.")
		}
		targets = append(targets, target)
	}
	return targets, nil
}

// cardToCopy is the card of the log that an offload is of, which is logged where it is not there yet.
func (p *pen) cardToCopy(ctx context.Context, n NewOffload, args offloadArgs) (cardlog.Card, error) {
	all, err := p.tx.FindCards(ctx, p.in)
	if err != nil {
		return cardlog.Card{}, err
	}
	film, err := p.tx.FindProduction(ctx, p.in)
	if err != nil {
		return cardlog.Card{}, err
	}
	if n.Day == "" {
		n.Day = rollDay(film, p.o.clock())
	}
	card := openRoll(all, n.Name, n.Day)
	if n.Card != "" {
		at := slices.IndexFunc(all, func(c cardlog.Card) bool { return c.ID == n.Card && !c.Gone })
		if at < 0 {
			return cardlog.Card{}, fault.New(fault.NotFound, "there is no such card in the log")
		}
		card = &all[at]
	}
	if card == nil {
		return p.addCard(ctx, cardlog.Card{
			Name: n.Name, Day: n.Day, Camera: firstOf(n.Camera, args.Camera), Medium: n.Medium, Operator: n.Operator, Serial: args.Serial, Volume: args.Volume, Mark: cardlog.Full,
		})
	}
	if card.Mark == cardlog.Formatted {
		return *card, fault.New(fault.Conflict, "%s is formatted", card.Name).WithRemedy("Put it to use again as a new roll first.")
	}
	if err := p.stillCopying(ctx, *card); err != nil {
		return *card, err
	}
	now := *card
	if now.Mark == cardlog.InUse {
		now.Mark, now.MarkedBy, now.MarkedAt = cardlog.Full, actorName(ctx), p.o.clock().UTC()
	}
	return now, write(ctx, p, cards, *card, now)
}

// GoOnOffload starts an offload again that was stopped or failed. What is proven already is not copied again.
func (o *Office) GoOnOffload(ctx context.Context, in production.ProductionID, id production.TaskID) (production.Task, Act, error) {
	var run cardlog.Run
	if err := o.mayOffload(ctx, in); err != nil {
		return production.Task{}, Act{}, err
	}
	err := o.look(ctx, access.CopyCards, in, func(tx *store.Tx) (err error) {
		run, err = tx.FindRun(ctx, in, id)
		return err
	})
	if err != nil {
		return production.Task{}, Act{}, err
	}
	return o.StartOffload(ctx, in, NewOffload{
		Source: run.Source, To: run.To, Folder: run.Folder, Name: run.Name, Called: firstOf(run.Called, run.Name), Card: run.Card, Verify: run.Verify, Hashes: run.Hashes, Bring: run.Bring,
	})
}
