package office

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// The kinds of long work.
const (
	ImportTask = "import"
	PlanTask   = "plan"
	WhatIfTask = "what_if"
	CurveTask  = "curve"
)

// importArgs are the arguments of an import task: the bytes wait in the vault.
type importArgs struct {
	Files []importArg   `json:"files"`
	Opt   ImportOptions `json:"options"`
	Actor taskActor     `json:"actor"`
}

type importArg struct {
	Name    string            `json:"name"`
	SHA256  string            `json:"sha256"`
	Mapping map[string]string `json:"mapping,omitempty"`
}

type planArgs struct {
	Opt   PlanOptions `json:"options"`
	Actor taskActor   `json:"actor"`
}

// taskActor is on whose behalf a task runs. Rights are looked at again when it does.
type taskActor struct {
	User     production.UserID `json:"user"`
	Name     string            `json:"name"`
	Operator bool              `json:"operator"`
}

func actorForTask(ctx context.Context) taskActor {
	a, _ := access.From(ctx)
	return taskActor{User: a.UserID, Name: a.Name, Operator: a.Operator}
}

// StartImport puts the files into the vault and has them brought in by a job; see Bring.
func (o *Office) StartImport(ctx context.Context, in production.ProductionID, files []File, opt ImportOptions) (production.Task, error) {
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return production.Task{}, err
	}
	args := importArgs{Opt: opt, Actor: actorForTask(ctx)}
	title := "Import"
	for _, f := range files {
		blob, err := o.vault.Put(ctx, bytes.NewReader(f.Data))
		if err != nil {
			return production.Task{}, err
		}
		args.Files = append(args.Files, importArg{Name: f.Name, SHA256: blob.SHA256, Mapping: f.Mapping})
		title += " " + f.Name
	}
	return o.start(ctx, access.ImportFacts, in, ImportTask, title, args)
}

// StartPlan has a plan made by a job.
func (o *Office) StartPlan(ctx context.Context, in production.ProductionID, opt PlanOptions) (production.Task, error) {
	if err := checkTime(opt.Time); err != nil {
		return production.Task{}, err
	}
	return o.start(ctx, access.MakePlan, in, PlanTask, "Plan the coverage", planArgs{opt, actorForTask(ctx)})
}

func (o *Office) start(ctx context.Context, action access.Action, in production.ProductionID, kind, title string, args any) (production.Task, error) {
	if o.jobs == nil {
		return production.Task{}, fault.New(fault.Unavailable, "no worker runs here").WithRemedy("Start bts serve.")
	}
	text, err := json.Marshal(args)
	if err != nil {
		return production.Task{}, err
	}
	task := o.newTask(in, kind, title, text, actorName(ctx))
	return task, o.change(ctx, action, in, func(tx *store.Tx) error { return o.createTask(ctx, tx, task) })
}

// newTask is a task that waits.
func (o *Office) newTask(in production.ProductionID, kind, title string, args json.RawMessage, by string) production.Task {
	return production.Task{
		ID: production.NewID[production.TaskID](), Production: in, Kind: kind, Title: title, Args: args,
		State: production.TaskPending, CreatedBy: by, CreatedAt: o.clock(),
	}
}

// createTask records a task and has it looked at. Without a queue in this process, as at the
// command line, a process that has one finds it by itself.
func (o *Office) createTask(ctx context.Context, tx *store.Tx, task production.Task) error {
	if err := tx.CreateTask(ctx, task); err != nil {
		return err
	}
	if err := o.feedTask(ctx, tx, task); err != nil || o.jobs == nil {
		return err
	}
	return o.jobs.Enqueue(ctx, tx.SQL(), task.ID, task.Kind)
}

// Work carries out a task; it is what the queue calls. Who started it must still be allowed to.
func (o *Office) Work(ctx context.Context, task production.Task, report func(done, total int64, message string)) (any, error) {
	do, known := o.works()[task.Kind]
	if !known {
		return nil, fault.New(fault.Invalid, "nobody here knows how to do %q", task.Kind)
	}
	var by struct {
		Actor taskActor `json:"actor"`
	}
	if err := json.Unmarshal(task.Args, &by); err != nil {
		return nil, err
	}
	who, err := o.actAs(ctx, by.Actor)
	if err != nil {
		return nil, firstErr(o.reportOrphan(ctx, task, err), err)
	}
	result, err := do(who, task, report)
	return result, firstErr(o.reportOrphan(ctx, task, err), err)
}

// reportOrphan notes at a calendar that who added it has left or may not fetch it any more: it would stop without
// a word.
func (o *Office) reportOrphan(ctx context.Context, task production.Task, err error) error {
	if task.Kind != CalendarTask || !fault.Is(err, fault.NotFound) && !fault.Is(err, fault.Forbidden) {
		return nil
	}
	var args calendarArgs
	if err := json.Unmarshal(task.Args, &args); err != nil {
		return err
	}
	return o.noteOrphan(ctx, task.Production, args)
}

// worker carries out one kind of long work.
type worker func(ctx context.Context, task production.Task, report reporter) (any, error)

// whatCame is the result of a task that tried something out.
type whatCame struct {
	Scenario production.ScenarioID `json:"scenario"`
	Covered  int                   `json:"covered"`
}

// withArgs is a worker whose arguments are read first.
func withArgs[A any](do func(ctx context.Context, task production.Task, args A, report reporter) (any, error)) worker {
	return func(ctx context.Context, task production.Task, report reporter) (any, error) {
		var args A
		if err := json.Unmarshal(task.Args, &args); err != nil {
			return nil, err
		}
		return do(ctx, task, args, report)
	}
}

// works are the kinds of long work and how each is done.
func (o *Office) works() map[string]worker {
	return map[string]worker{
		ImportTask: withArgs(func(ctx context.Context, task production.Task, args importArgs, report reporter) (any, error) {
			files, err := o.fromVault(ctx, args.Files)
			if err != nil {
				return nil, err
			}
			return o.Bring(ctx, task.Production, files, args.Opt, report)
		}),
		PlanTask: withArgs(func(ctx context.Context, task production.Task, args planArgs, report reporter) (any, error) {
			plan, err := o.MakePlan(ctx, task.Production, args.Opt, report)
			return map[string]any{"plan": plan.ID, "covered": plan.Covered, "value": plan.Value}, err
		}),
		WhatIfTask: withArgs(func(ctx context.Context, task production.Task, args whatIfArgs, report reporter) (any, error) {
			s, err := o.WhatIf(ctx, task.Production, args.Ask, report)
			return whatCame{s.ID, s.Figures.Covered}, err
		}),
		CurveTask: withArgs(func(ctx context.Context, task production.Task, args curveArgs, report reporter) (any, error) {
			c, err := o.drawCurve(ctx, task.Production, args.Curve, args.Opt, report)
			return map[string]any{"curve": c.ID, "points": len(c.Points)}, err
		}),
		CalendarTask: withArgs(func(ctx context.Context, task production.Task, args calendarArgs, report reporter) (any, error) {
			return o.CheckCalendar(ctx, task.Production, args.Source, report)
		}),
		OffloadTask: withArgs(func(ctx context.Context, task production.Task, args offloadArgs, report reporter) (any, error) {
			return o.copyCard(ctx, task, args, report)
		}),
		IngestTask: withArgs(func(ctx context.Context, task production.Task, args ingestArgs, report reporter) (any, error) {
			return o.ingestTask(ctx, task, args, report)
		}),
		LooksTask: withArgs(func(ctx context.Context, task production.Task, _ looksArgs, report reporter) (any, error) {
			return o.MakeLooks(ctx, task.Production, report)
		}),
		ProofTask: withArgs(func(ctx context.Context, task production.Task, args proofArgs, report reporter) (any, error) {
			return o.proveCopy(ctx, task, args, report)
		}),
		ReindexTask: withArgs(func(ctx context.Context, task production.Task, _ reindexArgs, report reporter) (any, error) {
			n, err := o.Reindex(ctx, task.Production, report)
			return map[string]any{"assets": n}, err
		}),
		DictationTask: withArgs(func(ctx context.Context, task production.Task, args dictationArgs, report reporter) (any, error) {
			n, err := o.Dictate(ctx, task.Production, args.Asset, report)
			return map[string]any{"cues": n}, err
		}),
		MatchTask: withArgs(func(ctx context.Context, task production.Task, args matchArgs, report reporter) (any, error) {
			return o.MatchAssets(ctx, task.Production, args.Opt, report)
		}),
		MessageTask: withArgs(func(ctx context.Context, task production.Task, args messageArgs, _ reporter) (any, error) {
			return nil, o.sendMessage(ctx, task, args)
		}),
	}
}

// Kinds are the kinds of long work that Work knows.
func (o *Office) Kinds() []string { return slices.Sorted(maps.Keys(o.works())) }

// actAs returns a context with the actor as he or she stands now.
func (o *Office) actAs(ctx context.Context, t taskActor) (context.Context, error) {
	actor := access.Actor{UserID: t.User, Name: t.Name, Operator: t.Operator && t.User == "", Roles: map[production.ProductionID]access.Role{}}
	if t.User == "" {
		return access.With(ctx, actor), nil
	}
	err := o.store.Read(ctx, func(tx *store.Tx) error {
		user, err := tx.FindUser(ctx, t.User)
		if err != nil {
			return err
		}
		actor.Operator = user.Operator
		memberships, err := tx.FindMembershipsOf(ctx, t.User)
		for _, m := range memberships {
			actor.Roles[m.Production] = m.Role
		}
		return err
	})
	return access.With(ctx, actor), err
}

func (o *Office) fromVault(ctx context.Context, args []importArg) ([]File, error) {
	var files []File
	for _, a := range args {
		blob, err := o.vault.Get(ctx, a.SHA256)
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(blob)
		blob.Close()
		if err != nil {
			return nil, fault.New(fault.Unavailable, "%s cannot be read back", a.Name).WithCause(err)
		}
		files = append(files, File{Name: a.Name, Data: data, Mapping: a.Mapping})
	}
	return files, nil
}

// quietKinds are tasks that nobody waits for: they are not listed.
var quietKinds = map[string]bool{uploadTask: true, CalendarTask: true, MessageTask: true}

// tasksShown is how many of the latest tasks are looked at.
const tasksShown = 20

// Tasks are the latest pieces of long work of a production; open ones only when asked so. They name
// imported files, so that the right to see the schedule is needed; what those changed is only for those
// who may see revisions.
func (o *Office) Tasks(ctx context.Context, in production.ProductionID, open bool) ([]production.Task, error) {
	var all []production.Task
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		all, err = tx.FindTasks(ctx, in, open, 5*tasksShown)
		return err
	})
	all = slices.DeleteFunc(all, func(t production.Task) bool { return quietKinds[t.Kind] || hidden(ctx, t) })
	for i := range all {
		hideChanges(ctx, &all[i])
	}
	return all[:min(tasksShown, len(all))], err
}

// hideChanges leaves out what papers changed, closed scenes included, for anybody who may not see that.
func hideChanges(ctx context.Context, t *production.Task) {
	actor, _ := access.From(ctx)
	if (t.Kind == ImportTask || t.Kind == CalendarTask) && !actor.May(access.SeeRevisions, t.Production) {
		t.Result = nil
	}
	if t.Kind == IngestTask && !actor.May(access.SeeClosed, t.Production) { // it names files of any set
		t.Result = nil
	}
	if t.Kind == DictationTask && t.Error != "" && !actor.May(access.SeeClosed, t.Production) { // it may name a recording of any set
		t.Error = "It could not be written down."
	}
}

// FindTask is one piece of long work; see Tasks. A task of another production is fault.NotFound, and so
// is a calendar's for anybody who may not import, a trial's for anybody who may not plan, and a message to somebody.
func (o *Office) FindTask(ctx context.Context, in production.ProductionID, id production.TaskID) (production.Task, error) {
	var t production.Task
	err := o.look(ctx, access.SeeSchedule, in, func(tx *store.Tx) (err error) {
		t, err = tx.FindTask(ctx, id)
		return err
	})
	if fault.Is(err, fault.NotFound) || err == nil && (t.Production != in || hidden(ctx, t)) {
		return production.Task{}, fault.New(fault.NotFound, "there is no such task")
	}
	hideChanges(ctx, &t)
	return t, err
}

// hidden reports that a task is nothing for whoever asks: what it says of addresses is for those who may
// know them, and what is tried out for those who try.
func hidden(ctx context.Context, t production.Task) bool {
	actor, _ := access.From(ctx)
	if trialKinds[t.Kind] {
		return !actor.May(access.MakePlan, t.Production)
	}
	if right, special := taskRights[t.Kind]; special {
		return !actor.May(right.see, t.Production)
	}
	return quietKinds[t.Kind] && !(t.Kind == CalendarTask && actor.May(access.ImportFacts, t.Production))
}

// CancelTask asks a task to stop; what it has not finished changes nothing. Whoever may start such a
// task may stop it.
func (o *Office) CancelTask(ctx context.Context, in production.ProductionID, id production.TaskID) error {
	task, err := o.FindTask(ctx, in, id)
	if err != nil {
		return err
	}
	action := access.MakePlan
	if task.Kind == ImportTask || task.Kind == CalendarTask {
		action = access.ImportFacts
	}
	if right, special := taskRights[task.Kind]; special {
		action = right.stop
	}
	err = o.change(ctx, action, in, func(tx *store.Tx) error {
		if err := tx.CancelTask(ctx, id); err != nil {
			return err
		}
		if task, err = tx.FindTask(ctx, id); err != nil {
			return err
		}
		return o.feedTask(ctx, tx, task)
	})
	if err == nil && o.jobs != nil {
		o.jobs.Cancel(ctx, id)
	}
	return err
}

// taskNews is what the feed says of a task: how far it is. What it was given and what came of it is read
// where the right to see that is checked.
type taskNews struct {
	ID      production.TaskID    `json:"id"`
	State   production.TaskState `json:"state"`
	Done    int64                `json:"done"`
	Total   int64                `json:"total"`
	Message string               `json:"message"`
	Kind    string               `json:"kind"`
	Error   string               `json:"error,omitempty"` // what a page that waits for it shows

	Scenario production.ScenarioID `json:"scenario,omitempty"` // that was tried out; only who makes plans hears of those
}

func (o *Office) feedTask(ctx context.Context, tx *store.Tx, task production.Task) error {
	if quietKinds[task.Kind] { // everybody hears the feed, and these may name an address
		task.Message, task.Error = "", ""
	}
	news := taskNews{
		ID: task.ID, State: task.State, Done: task.Done, Total: task.Total, Message: task.Message, Kind: task.Kind, Error: task.Error,
	}
	topic := topicTask
	if right, special := taskRights[task.Kind]; special {
		topic = right.topic
	}
	if trialKinds[task.Kind] {
		topic = topicOwnTask
		var came whatCame
		if len(task.Result) > 0 {
			if err := json.Unmarshal(task.Result, &came); err != nil {
				return err
			}
		}
		news.Scenario = came.Scenario
	}
	payload, err := json.Marshal(news)
	if err != nil {
		return err
	}
	return tx.AppendFeed(ctx, production.FeedItem{Production: task.Production, Topic: topic, Payload: payload, At: o.clock()})
}
