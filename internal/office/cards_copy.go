package office

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/receipt"
	"github.com/btsdirector/bts/internal/store"
)

// Copied is the result of an offload task.
type Copied struct {
	Card    production.CardID    `json:"card"`
	Receipt production.ReceiptID `json:"receipt"`
	State   cardlog.State        `json:"state"`
}

// copyCard copies a card and registers the receipt. It can be called again after an interruption: the offload then goes
// on where its journals say. What it returns names no path: the task is shown to everybody who sees the cards.
func (o *Office) copyCard(ctx context.Context, task production.Task, args offloadArgs, report reporter) (any, error) {
	if err := o.mayOffload(ctx, task.Production); err != nil {
		return nil, err
	}
	var run cardlog.Run
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		run, err = tx.FindRun(ctx, task.Production, task.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	job, err := o.jobOf(ctx, run, args)
	if err != nil {
		return nil, err
	}
	rules, err := o.CardRules(ctx, task.Production)
	if err != nil {
		return nil, err
	}
	job.Started, job.Wanted = task.StartedAt.UTC(), rules.Copies
	job.Report = func(p offload.Progress) { o.noteRun(ctx, task.Production, &run, p, report) }
	done, err := offload.Do(ctx, job)
	if err != nil {
		return nil, withoutPlaceNames(err, job)
	}
	reg, _, err := o.RegisterReceipt(ctx, task.Production, NewReceipt{Receipt: done, Card: run.Card, Again: true})
	if err == nil && run.Bring && reg.Standing.Copies > 0 {
		o.bringCopy(ctx, task.Production, reg.Card.ID)
	}
	return Copied{reg.Card.ID, reg.Receipt, reg.Standing.State}, err
}

// bringCopy has a copy that was just proven brought into the library. What stops that stops no offload: the page of the card
// offers it again.
func (o *Office) bringCopy(ctx context.Context, in production.ProductionID, card production.CardID) {
	if o.reader != nil {
		_, _ = o.StartIngest(ctx, in, NewIngest{Card: card})
	}
}

// jobOf is the job of a run, after a look whether card and drives are there. What is not is unavailable: it is tried again
// after a while, for a card or drive that is plugged in or mounted late.
func (o *Office) jobOf(ctx context.Context, run cardlog.Run, args offloadArgs) (offload.Job, error) {
	host, _ := os.Hostname() // "" where the system does not say
	job := offload.Job{
		Card: firstOf(run.Called, run.Name), Verify: run.Verify, Tool: o.tool, Host: host,
	}
	if job.Card != run.Name {
		job.Label = run.Name
	}
	for _, name := range run.Hashes {
		job.Formats = append(job.Formats, digest.Format(name))
	}
	volumes, err := o.machine.Volumes(ctx)
	if err != nil {
		return job, err
	}
	there := func(i int, path string) error {
		if i < len(args.Mounts) && mounts.MountOf(path, volumes) != args.Mounts[i] {
			return fault.New(fault.Unavailable, "it is not mounted")
		}
		return nil
	}
	job.Source, err = o.cardRoots.Find(run.Source)
	if err = firstErr(err, there(0, job.Source)); err != nil {
		return job, absentPlace("the card", err)
	}
	job.Origin = receipt.Origin(job.Source, card.Look(os.DirFS(job.Source), job.Source))
	job.Origin.Volume, job.Origin.Serial = cmp.Or(args.Volume, job.Origin.Volume), cmp.Or(args.Serial, job.Origin.Serial)
	for i, to := range run.To {
		path, err := o.copyRoots.Find(to)
		if err = firstErr(err, there(i+1, path)); err == nil {
			path, err = madeInside(path, run.Folder)
		}
		if err != nil {
			return job, absentPlace(fmt.Sprintf("the place of copy %d", i+1), err)
		}
		job.To = append(job.To, path)
	}
	return job, nil
}

// madeInside is a folder inside another, made where it is not there. It never leads out of that.
func madeInside(path, inside string) (string, error) {
	if inside == "" {
		return path, nil
	}
	outer, err := medium.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = outer.Close() }() // what was made in it stays
	if err := outer.MakeFolder(inside); err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(filepath.Join(path, inside))
	if err == nil && !mounts.Within(path, real) {
		err = fault.New(fault.Forbidden, "the folder in it leads elsewhere")
	}
	return real, err
}

// absentPlace says which place cannot be used, without its path.
func absentPlace(what string, err error) error {
	if fault.Is(err, fault.Forbidden) {
		return fault.New(fault.Forbidden, "%s may not be used", what).WithRemedy("Ask whoever runs this installation.")
	}
	return fault.New(fault.Unavailable, "%s is not there", what).WithRemedy("Plug it in; the copying goes on by itself.")
}

// withoutPlaceNames is an error as everybody may read it who sees the cards: paths are told to those alone who copy.
func withoutPlaceNames(err error, job offload.Job) error {
	text := fault.PersonText(err)
	if text == "" || fault.Is(err, fault.Cancelled) {
		return err
	}
	for i, to := range job.To {
		text = strings.ReplaceAll(text, to, fmt.Sprintf("the place of copy %d", i+1))
	}
	return fault.New(fault.CodeOf(err), "%s", strings.ReplaceAll(text, job.Source, "the card"))
}

// noteRun notes how far an offload is and tells open pages.
func (o *Office) noteRun(ctx context.Context, in production.ProductionID, run *cardlog.Run, p offload.Progress, report reporter) {
	run.Note(p, o.clock().UTC())
	done, total := run.Done()
	report.heard()(done, total, fmt.Sprintf("%d of %d files", p.FilesDone, p.Files))
	payload, err := json.Marshal(map[string]any{"card": run.Card, "done": done, "total": total})
	if err == nil {
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			if err := tx.SaveRun(ctx, in, *run); err != nil {
				return err
			}
			return tx.AppendFeed(ctx, production.FeedItem{Production: in, Topic: topicCopying, Payload: payload, At: o.clock()})
		})
	}
	if err != nil {
		o.log.DebugContext(ctx, "how far an offload is was not noted", "error", err) // the next note says more
		return
	}
	o.wake(in)
}
