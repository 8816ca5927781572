package office

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/production"
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
	source, targets, err := o.openPlaces(ctx, run, args)
	defer func() { closeAll(append(targets, source)) }()
	if err != nil {
		return nil, err
	}
	order := offload.Order{
		Card: run.Name, Source: source, Verify: run.Verify, Started: task.StartedAt,
		Report: func(p offload.Progress) { o.noteRun(ctx, task.Production, &run, p, report) },
	}
	for _, name := range run.Hashes {
		order.Formats = append(order.Formats, digest.Format(name))
	}
	for _, t := range targets {
		order.Targets = append(order.Targets, t)
	}
	result, err := offload.Run(ctx, order)
	if err != nil {
		return nil, withoutCause(err)
	}
	receipt := receiptOf(order, result, run, args, targets)
	reg, _, err := o.RegisterReceipt(ctx, task.Production, NewReceipt{Receipt: receipt, Card: run.Card, Again: true})
	return Copied{reg.Card.ID, reg.Receipt, reg.Standing.State}, err
}

// openPlaces opens the card and the folders of the copies. What is not there is unavailable: it is tried again after a
// while, for a card or drive that is plugged in or mounted late.
func (o *Office) openPlaces(ctx context.Context, run cardlog.Run, args offloadArgs) (source *medium.Folder, targets []*medium.Folder, err error) {
	volumes, err := o.machine.Volumes(ctx)
	if err != nil {
		return nil, nil, err
	}
	there := func(i int, path string) error {
		if i < len(args.Mounts) && mounts.MountOf(path, volumes) != args.Mounts[i] {
			return errors.New("it is not mounted")
		}
		return nil
	}
	path, err := o.cardRoots.Find(run.Source)
	if err = firstErr(err, there(0, path)); err == nil {
		source, err = medium.Open(path)
	}
	if err != nil {
		return nil, nil, absentPlace("the card", err)
	}
	for i, to := range run.To {
		path, err := o.copyRoots.Find(to)
		var folder *medium.Folder
		if err = firstErr(err, there(i+1, path)); err == nil {
			folder, err = openInside(path, run.Folder)
		}
		if err != nil {
			return source, targets, absentPlace(fmt.Sprintf("the place of copy %d", i+1), err)
		}
		targets = append(targets, folder)
	}
	return source, targets, nil
}

// openInside opens a folder inside another, made where it is not there. It never leads out of that.
func openInside(path, inside string) (*medium.Folder, error) {
	outer, err := medium.Open(path)
	if err != nil || inside == "" {
		return outer, err
	}
	defer outer.Close() // only the inner one is used
	if err := outer.MakeFolder(inside); err != nil {
		return nil, err
	}
	real, err := filepath.EvalSymlinks(filepath.Join(path, inside))
	if err != nil {
		return nil, err
	}
	if !mounts.Within(path, real) {
		return nil, fault.New(fault.Forbidden, "the folder in it leads elsewhere")
	}
	return medium.Open(real)
}

// absentPlace says which place cannot be used, without its path.
func absentPlace(what string, err error) error {
	if fault.Is(err, fault.Forbidden) {
		return fault.New(fault.Forbidden, "%s may not be used", what).WithRemedy("Ask whoever runs this installation.")
	}
	return fault.New(fault.Unavailable, "%s is not there", what).WithRemedy("Plug it in; the copying goes on by itself.")
}

// withoutCause is an error as everybody may read it who sees the cards: its cause may name a path.
func withoutCause(err error) error {
	if text := fault.PersonText(err); text != "" && !fault.Is(err, fault.Cancelled) {
		return fault.New(fault.CodeOf(err), "%s", text)
	}
	return err
}

func closeAll(folders []*medium.Folder) {
	for _, f := range folders {
		if f != nil {
			_ = f.Close() // nothing is written any more
		}
	}
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

// receiptOf is the document of an offload that has ended.
func receiptOf(order offload.Order, result offload.Result, run cardlog.Run, args offloadArgs, targets []*medium.Folder) offload.Receipt {
	host, _ := os.Hostname() // "" where the system does not say
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: order.Card, Host: host, Tool: "bts", Started: order.Started.UTC(), Seconds: result.Elapsed.Round(time.Millisecond).Seconds(),
		Source: offload.Origin{Path: run.Source, Volume: args.Volume, Serial: args.Serial, Camera: args.Camera},
		Verify: order.Verify, Hashes: run.Hashes, Files: result.Files, Bytes: result.Bytes, Items: []offload.ReceiptItem{},
		Copies: []offload.ReceiptCopy{}, Problems: []offload.ReceiptProblem{}, SafeToFormat: result.SafeToFormat,
	}
	for i, c := range result.Copies {
		to := targets[i].Path()
		r.Copies = append(r.Copies, offload.ReceiptCopy{To: to, Path: filepath.Join(to, order.Card), Files: c.Done, Verified: c.Verified, Cached: c.Cached})
	}
	for _, item := range result.Items {
		r.Items = append(r.Items, offload.ReceiptItem{Path: item.Name, Size: item.Size, Modified: item.Modified.UTC(), Sums: item.Sums, Copies: item.Done})
	}
	for _, p := range result.Problems {
		rp := offload.ReceiptProblem{Problem: p}
		if p.Copy >= 0 && p.Copy < len(r.Copies) {
			rp.CopyPath = r.Copies[p.Copy].Path
		}
		r.Problems = append(r.Problems, rp)
	}
	r.Content = contentOf(r.Items)
	return r
}
