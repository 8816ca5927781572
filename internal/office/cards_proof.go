package office

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/fixity"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// ProofTask is the kind of work that proves a copy again.
const ProofTask = "prove_copy"

// NewProof asks for a copy of a card to be proven on the machine of the server.
type NewProof struct {
	Card production.CardID
	Path string // of the copy; "" is every copy that the log knows on this machine
	Deep bool   // every hash that was ever recorded, those of folders too
}

// proofArgs are the arguments of a proof task; what is proven lies in its Proof.
type proofArgs struct {
	Before production.TaskID `json:"before"` // the proof that this one goes on with; its own id for none
	Actor  taskActor         `json:"actor"`
}

// StartProofs has copies of a card proven by jobs on the machine of the server. It takes the owner of the installation, and
// copies below the folders that the installation allows.
func (o *Office) StartProofs(ctx context.Context, in production.ProductionID, n NewProof) ([]production.Task, Act, error) {
	if err := o.mayOffload(ctx, in); err != nil {
		return nil, Act{}, err
	}
	sheet, err := o.Card(ctx, in, n.Card)
	if err != nil {
		return nil, Act{}, err
	}
	host, _ := os.Hostname() // "" where the system does not say
	paths := []string{n.Path}
	if n.Path == "" {
		paths = paths[:0]
		for _, p := range sheet.Places {
			if _, err := o.copyRoots.Find(p.Path); err == nil && p.Host == host {
				paths = append(paths, p.Path)
			}
		}
	}
	if len(paths) == 0 {
		return nil, Act{}, fault.New(fault.NotFound, "no copy of %s lies where this machine can read it", sheet.Name).
			WithRemedy("Plug the drive in, or prove the copy where it lies: bts verify DIR. Allowed is what lies below %s.", o.copyRoots)
	}
	for i, path := range paths {
		if paths[i], err = o.copyRoots.Find(path); err != nil {
			return nil, Act{}, err
		}
	}
	var tasks []production.Task
	act, err := o.cardAct(ctx, in, "start_proof", func(p *pen) (string, error) {
		tasks = tasks[:0]
		for _, path := range paths {
			proof := cardlog.Proof{Card: sheet.ID, Name: sheet.Name, Path: path, Host: host, Deep: n.Deep}
			task, err := p.addProof(ctx, proof, "")
			if err != nil {
				return "", err
			}
			tasks = append(tasks, task)
		}
		return sheet.Name, nil
	})
	return tasks, act, err
}

// addProof writes a proof down and hands it on. before is the one that it goes on with, "" for none.
func (p *pen) addProof(ctx context.Context, proof cardlog.Proof, before production.TaskID) (production.Task, error) {
	going, err := proofsGoing(ctx, p.tx, p.in)
	if err != nil {
		return production.Task{}, err
	}
	for _, other := range going {
		if other.Path == proof.Path {
			return production.Task{}, fault.New(fault.Conflict, "this copy of %s is being proven", proof.Name).WithRemedy("Wait until that has ended, or cancel it.")
		}
	}
	args := proofArgs{Before: before, Actor: actorForTask(ctx)}
	text, err := json.Marshal(args)
	if err != nil {
		return production.Task{}, err
	}
	task := p.o.newTask(p.in, ProofTask, "Prove a copy of "+proof.Name, text, actorName(ctx))
	proof.Task, proof.By, proof.At = task.ID, actorName(ctx), p.o.clock().UTC().Truncate(time.Millisecond)
	if err := p.tx.SaveProof(ctx, p.in, proof); err != nil {
		return task, err
	}
	p.touch(topicCards)
	return task, p.o.createTask(ctx, p.tx, task)
}

// GoOnProof goes on with a proof that was stopped or failed: what it has read is not read again, while it is as it was then.
func (o *Office) GoOnProof(ctx context.Context, in production.ProductionID, id production.TaskID) (production.Task, Act, error) {
	var task production.Task
	if err := o.mayOffload(ctx, in); err != nil {
		return task, Act{}, err
	}
	act, err := o.cardAct(ctx, in, "start_proof", func(p *pen) (string, error) {
		was, err := p.tx.FindProof(ctx, in, id)
		if err != nil {
			return "", err
		}
		if was.Over {
			return "", fault.New(fault.Conflict, "this proof came to its end").WithRemedy("Begin a new one.")
		}
		before := id
		old, err := p.tx.FindTask(ctx, id)
		if err != nil {
			return "", err
		}
		var args proofArgs
		if err := json.Unmarshal(old.Args, &args); err == nil && args.Before != "" {
			before = args.Before
		}
		task, err = p.addProof(ctx, cardlog.Proof{Card: was.Card, Name: was.Name, Path: was.Path, Host: was.Host, Deep: was.Deep}, before)
		return was.Name, err
	})
	return task, act, err
}

// proofsGoing are the proofs whose tasks are not over.
func proofsGoing(ctx context.Context, tx *store.Tx, in production.ProductionID) ([]cardlog.Proof, error) {
	tasks, err := tx.FindTasks(ctx, in, true, 5*tasksShown)
	if err != nil {
		return nil, err
	}
	var going []cardlog.Proof
	for _, t := range tasks {
		if t.Kind != ProofTask || t.State.Over() {
			continue
		}
		proof, err := tx.FindProof(ctx, in, t.ID)
		if err != nil {
			return nil, err
		}
		going = append(going, proof)
	}
	return going, nil
}

// ProofCame is the result of a proof task. It names no path: the task is shown to everybody who sees the cards.
type ProofCame struct {
	Card production.CardID `json:"card"`
	Good bool              `json:"good"`
}

// proveCopy reads a copy again and keeps what came of it with the card. Called again after an interruption it goes on.
func (o *Office) proveCopy(ctx context.Context, task production.Task, args proofArgs, report reporter) (any, error) {
	if err := o.mayOffload(ctx, task.Production); err != nil {
		return nil, err
	}
	var proof cardlog.Proof
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		proof, err = tx.FindProof(ctx, task.Production, task.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	folder, err := o.copyRoots.Find(proof.Path)
	if err != nil {
		return nil, absentPlace("the copy", err)
	}
	before := args.Before
	if before == "" {
		before = task.ID
	}
	came, err := o.readCopy(ctx, folder, before, proof, report)
	if text := fault.PersonText(err); text != "" && !fault.Is(err, fault.Cancelled) { // paths are told to those alone who copy
		return nil, fault.New(fault.CodeOf(err), "%s", strings.ReplaceAll(text, folder, "the copy"))
	}
	if err != nil {
		return nil, err
	}
	takeReport(&proof, came, o.clock().UTC().Truncate(time.Millisecond))
	err = o.change(ctx, access.CopyCards, task.Production, func(tx *store.Tx) error {
		if err := tx.SaveProof(ctx, task.Production, proof); err != nil {
			return err
		}
		return o.tell(ctx, tx, task.Production, topicCards, "prove_copy", proof.Name)
	})
	return ProofCame{proof.Card, proof.Good()}, err
}

// readCopy reads a copy, and notes what was read for a proof that goes on with this one.
func (o *Office) readCopy(ctx context.Context, folder string, before production.TaskID, proof cardlog.Proof, report reporter) (fixity.Report, error) {
	host, _ := os.Hostname() // "" where the system does not say
	opt := fixity.Options{
		Folder: folder, Deep: proof.Deep, Record: &fixity.Recorder{Clock: o.clock, Creator: mhl.Creator{Host: cmp.Or(host, "unknown"), Tool: o.tool}},
		Progress: func(p fixity.Progress) {
			report.heard()(p.Bytes, p.AllBytes, fmt.Sprintf("%d of %d files", p.Files, p.AllFiles))
		},
	}
	opt.Record.Creator.Tool, opt.Record.Creator.ToolVersion, _ = strings.Cut(cmp.Or(o.tool, "bts 0"), " ")
	notes, err := openWasRead(before)
	if err != nil {
		o.log.DebugContext(ctx, "what a proof reads is not noted", "error", err) // it begins anew when it is interrupted
		return VerifyPastCache(ctx, opt)
	}
	opt.Before, opt.Noted = notes.before, notes.noted
	came, err := VerifyPastCache(ctx, opt)
	notes.close(err == nil)
	return came, err
}

// takeReport writes what came of reading a copy into its proof.
func takeReport(p *cardlog.Proof, r fixity.Report, at time.Time) {
	p.Over, p.At, p.Seconds, p.Cached = true, at, r.Seconds, r.Cached
	p.Files, p.Bytes, p.OK = r.Files, r.Bytes, r.OK
	p.Missing, p.Differs, p.New, p.Renamed, p.Lost, p.Bare = len(r.Missing), len(r.Differs), len(r.New), len(r.Renamed), len(r.Unreadable), len(r.Unproven)
	p.History, p.Names = 0, nil
	for _, problem := range r.History {
		if problem.Code != "" {
			p.History++
			p.Note(problem.Path, "history", problem.Message)
		}
	}
	for _, group := range []struct {
		code  string
		paths []string
	}{{"differs", r.Differs}, {"missing", r.Missing}, {"unreadable", r.Unreadable}} {
		for _, path := range group.paths {
			p.Note(path, group.code, "")
		}
	}
	for _, rename := range r.Renamed {
		p.Note(rename.To, "renamed", rename.From)
	}
	for _, path := range r.New {
		p.Note(path, "new", "")
	}
}

// ProofRun is a proof and how its task stands.
type ProofRun struct {
	cardlog.Proof
	State       production.TaskState
	Error       string // for a person, when it failed
	Done, Total int64  // bytes
}

// Going reports whether a proof is not over.
func (r ProofRun) Going() bool { return r.State != "" && !r.State.Over() }

// proofsByCard are the proofs of cards, newest first, with how their tasks stand.
func proofsByCard(ctx context.Context, tx *store.Tx, in production.ProductionID) (map[production.CardID][]ProofRun, error) {
	all, err := tx.FindProofs(ctx, in, "")
	if err != nil || len(all) == 0 {
		return nil, err
	}
	tasks, err := tx.FindTasks(ctx, in, false, 5*tasksShown)
	at := map[production.TaskID]production.Task{}
	for _, t := range tasks {
		at[t.ID] = t
	}
	of := map[production.CardID][]ProofRun{}
	for _, p := range all {
		t := at[p.Task]
		of[p.Card] = append(of[p.Card], ProofRun{Proof: p, State: t.State, Error: t.Error, Done: t.Done, Total: t.Total})
	}
	return of, err
}

// DueCopy is a copy that is to be proven again.
type DueCopy struct {
	Card LoggedCard
	cardlog.Place
}

// DueCopies are the copies that are to be proven again by now, those that wait longest first.
func (o *Office) DueCopies(ctx context.Context, in production.ProductionID) ([]DueCopy, error) {
	log, err := o.Cards(ctx, in, CardFilter{})
	due := []DueCopy{}
	for _, c := range log.Cards {
		for _, p := range c.Places {
			if p.Overdue {
				due = append(due, DueCopy{c, p})
			}
		}
	}
	slices.SortStableFunc(due, func(a, b DueCopy) int { return a.Due.Compare(b.Due) })
	return due, err
}
