package office

import (
	"context"
	"path/filepath"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
)

// ingestArgs are the arguments of a task that brings files in.
type ingestArgs struct {
	Paths     []string          `json:"paths"`
	Card      production.CardID `json:"card"`
	NoProxies bool              `json:"no_proxies"`
	Burn      bool              `json:"burn"`
	Upload    string            `json:"upload"` // id of a file that came over the network
	Host      string            `json:"host"`   // on which the upload lies
	Actor     taskActor         `json:"actor"`
}

// StartIngest has files brought in by a job on the machine of the server, from folders below those in which copies may lie.
// Without paths it is the copy of the card that was proven last.
// Pictures and films to look at are made by another job after it.
func (o *Office) StartIngest(ctx context.Context, in production.ProductionID, n NewIngest) (production.Task, error) {
	if err := access.RequireOperator(ctx); err != nil {
		return production.Task{}, err
	}
	args := ingestArgs{Card: n.Card, NoProxies: n.NoProxies, Burn: n.Burn, Actor: actorForTask(ctx)}
	if len(n.Paths) == 0 && n.Card != "" {
		path, err := o.copyHere(ctx, in, n.Card, o.copyRoots.Find)
		if err != nil {
			return production.Task{}, err
		}
		n.Paths = []string{path}
	}
	for _, path := range n.Paths {
		real, err := o.copyRoots.Find(path)
		if err != nil {
			return production.Task{}, err
		}
		args.Paths = append(args.Paths, real)
	}
	if len(args.Paths) == 0 {
		return production.Task{}, fault.New(fault.Invalid, "nothing is named to be brought in").WithRemedy("Choose a folder.")
	}
	return o.start(ctx, access.IngestMedia, in, IngestTask, "Bring into the library: "+filepath.Base(args.Paths[0]), args)
}

// CameIn is the result of an ingest task. It names no path: it is shown to everybody who sees the library.
type CameIn struct {
	Assets   int                `json:"assets"`
	New      int                `json:"new"`
	ByKind   map[media.Kind]int `json:"by_kind"`
	Broken   int                `json:"broken"`
	Matched  int                `json:"matched"`
	Problems []ingest.Problem   `json:"problems"` // the first of them, by names below the folder
	More     int                `json:"more_problems"`
}

// mostProblems is how many problems a task keeps.
const mostProblems = 200

func (o *Office) ingestTask(ctx context.Context, task production.Task, args ingestArgs, report reporter) (any, error) {
	bring := func() (Ingested, error) {
		return o.Ingest(ctx, task.Production, NewIngest{Paths: args.Paths, Card: args.Card, NoProxies: args.NoProxies, Burn: args.Burn}, report)
	}
	if args.Upload != "" {
		bring = func() (Ingested, error) { return o.takeUpload(ctx, task.Production, args) }
	}
	got, err := bring()
	if err != nil {
		return nil, err
	}
	shown := got.Problems[:min(mostProblems, len(got.Problems))]
	came := CameIn{got.Assets, got.New, got.ByKind, got.Broken, got.Matched, shown, len(got.Problems) - len(shown)}
	if got.New == 0 || o.darkroom == nil {
		return came, nil
	}
	_, err = o.StartLooks(ctx, task.Production)
	return came, err
}
