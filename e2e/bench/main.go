// Command bench measures the program from outside and prints one table: each figure with the bar it
// is held to and, where there is one, a plain tool's figure for the same work on the same machine.
//
//	bench -bts bin/bts                   everything; cards, pictures and search take long
//	bench -bts bin/bts -only load        one part: import, revise, start, load, memory, offload, list, derive, search, plan
//	bench -bts bin/bts -only plan -quick a look at the planner: one problem of each size, one second
//	bench -bts bin/bts -only plan -full  five seeds and a minute for each, about two hours
//	bench -ablation                      what each part of the planner is good for
//
// Times are medians of five. Sample data that does not belong to the project is looked for in
// ../shared/data, or where BTS_SHARED says; without it the example production stands in.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"time"
)

// rounds is how often a time is measured; its median counts.
const rounds = 5

// limit ends a run that hangs, fullLimit one with -full.
const (
	limit     = 2 * time.Hour // offload and pictures alone take more than twenty minutes
	fullLimit = 3 * time.Hour
)

// bench is one run.
type bench struct {
	bts     string // path of the program
	shared  string // folder of sample data, "" for none
	work    string // temporary folder
	assets  int    // of the largest library that is searched, 0 for 1,750,000
	library string // folder of the library that is searched, kept; "" for a temporary one
	engine  string // sqlite or postgres alone, "" for both
	effort  effort
	table   table
}

func main() {
	bts := flag.String("bts", "bin/bts", "path of the program")
	only := flag.String("only", "", "one part: import, revise, start, load, memory, offload, list, derive, search, plan")
	full := flag.Bool("full", false, "plan with five seeds, and for a minute as well")
	quick := flag.Bool("quick", false, "plan one problem of each size, for one second")
	ablation := flag.Bool("ablation", false, "compare the planner with itself, parts left out")
	assets := flag.Int("assets", 0, "how many assets the largest library has that is searched")
	keep := flag.String("library", "", "folder in which the library that is searched is kept, for the next run")
	engine := flag.String("engine", "", "search on sqlite or on postgres alone")
	length := flag.Duration("time", time.Second, "how long each search of the ablation takes")
	flag.Parse()
	b := &bench{shared: sharedData(), effort: usual, assets: *assets, library: *keep, engine: *engine}
	most := limit
	switch {
	case *full:
		b.effort, most = thorough, fullLimit
	case *quick:
		b.effort = brief
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	measure := func() error { return b.run(ctx, *bts, *only) }
	if *ablation {
		measure = func() error { return b.ablate(ctx, *length) }
	}
	if err := measure(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// part is a group of figures that can be measured alone.
type part struct {
	name    string
	measure func(ctx context.Context) error
}

func (b *bench) run(ctx context.Context, bts, only string) (err error) {
	if b.bts, err = filepath.Abs(bts); err != nil {
		return err
	}
	if b.work, err = os.MkdirTemp("", "bts-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.work)) }()
	known := false
	for _, p := range []part{
		{"machine", b.measureMachine}, {"binary", b.measureBinary}, {"import", b.measureImport}, {"revise", b.measureRevise}, {"start", b.measureStart},
		{"load", b.measureLoad}, {"memory", b.measureMemory}, {"offload", b.measureOffload}, {"list", b.measureList}, {"derive", b.measureDerive}, {"search", b.measureSearch}, {"plan", b.measurePlans},
	} {
		if only != "" && p.name != only && p.name != "machine" {
			continue
		}
		known = known || p.name == only || only == ""
		fmt.Fprintln(os.Stderr, "measuring:", p.name)
		if err := p.measure(ctx); err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
	if !known {
		return fmt.Errorf("there is no part %q", only)
	}
	return b.table.print(os.Stdout)
}

// sharedData is the folder of sample data beside the project, "" when it is not there.
func sharedData() string {
	if dir := os.Getenv("BTS_SHARED"); dir != "" {
		return dir
	}
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		shared := filepath.Join(dir, "shared", "data")
		if info, err := os.Stat(shared); err == nil && info.IsDir() {
			return shared
		}
		dir = filepath.Dir(dir)
	}
	return ""
}

// sample is the content of a sample file, with ok false when there is none.
func (b *bench) sample(parts ...string) (data []byte, ok bool) {
	if b.shared == "" {
		return nil, false
	}
	data, err := os.ReadFile(filepath.Join(append([]string{b.shared}, parts...)...))
	return data, err == nil
}

// folder is a fresh folder.
func (b *bench) folder(name string) (string, error) {
	return os.MkdirTemp(b.work, strings.ReplaceAll(name, " ", "-")+"-")
}
