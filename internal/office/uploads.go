package office

import (
	"bytes"
	"context"
	"encoding/json"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// uploadTask is the kind of the row that holds which file a production put aside. A token is the row's
// random number: what a file's bytes are tells nobody how to get at it.
const uploadTask = "upload"

// KeepUpload puts a file aside until somebody has said what its columns mean, and returns its token.
func (o *Office) KeepUpload(ctx context.Context, in production.ProductionID, f File) (token string, err error) {
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return "", err
	}
	blob, err := o.vault.Put(ctx, bytes.NewReader(f.Data))
	if err != nil {
		return "", err
	}
	args, err := json.Marshal(importArg{Name: f.Name, SHA256: blob.SHA256})
	if err != nil {
		return "", err
	}
	now := o.clock()
	task := production.Task{
		ID: production.NewID[production.TaskID](), Production: in, Kind: uploadTask, Title: "Upload " + f.Name, Args: args,
		State: production.TaskDone, CreatedBy: actorName(ctx), CreatedAt: now, StartedAt: now, FinishedAt: now,
	}
	err = o.change(ctx, access.ImportFacts, in, func(tx *store.Tx) error { return tx.CreateTask(ctx, task) })
	return string(task.ID), err
}

// KeptUpload gives a file back that was put aside in the same production. It returns fault.NotFound for a
// token that is none.
func (o *Office) KeptUpload(ctx context.Context, in production.ProductionID, token string) (File, error) {
	gone := fault.New(fault.NotFound, "the upload is no longer here").WithRemedy("Choose the file again.")
	var kept production.Task
	err := o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		kept, err = tx.FindTask(ctx, production.TaskID(token))
		return err
	})
	if fault.Is(err, fault.NotFound) || err == nil && (kept.Production != in || kept.Kind != uploadTask) {
		return File{}, gone
	}
	if err != nil {
		return File{}, err
	}
	var arg importArg
	if err := json.Unmarshal(kept.Args, &arg); err != nil {
		return File{}, err
	}
	files, err := o.fromVault(ctx, []importArg{arg})
	if fault.Is(err, fault.NotFound) {
		return File{}, gone
	}
	if err != nil {
		return File{}, err
	}
	return files[0], nil
}
