package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/planner"
)

// problem is a planner problem with what was found out about it.
type problem struct {
	name     string
	file     string
	known    int // a bound proven elsewhere, 0 for none
	seed     int // of a drawn problem
	attempts []attempt
}

// attempt is one search.
type attempt struct {
	length       time.Duration
	value, bound int
	file         string        // the plan
	took         time.Duration // the whole process
	peak         float64       // its memory in MB, 0 where the system does not tell
}

// sharedProblems are those of the sample data; none when it is not there.
func (b *bench) sharedProblems(_ context.Context, s size) ([]*problem, error) {
	var list []*problem
	for i, known := range s.known[:b.effort.problems] {
		name := fmt.Sprintf("%s-%d", s.name, i+1)
		if _, ok := b.sample("planner", name+".problem.json"); ok {
			list = append(list, &problem{name: name, known: known, file: filepath.Join(b.shared, "planner", name+".problem.json")})
		}
	}
	return list, nil
}

// drawnProblems are new ones, the same in every run.
func (b *bench) drawnProblems(ctx context.Context, s size) ([]*problem, error) {
	var list []*problem
	for seed := range b.effort.problems {
		p := &problem{name: fmt.Sprintf("drawn-%s-%d", s.name, seed+1), seed: seed + 1}
		p.file = filepath.Join(b.work, p.name+".problem.json")
		if err := b.print(ctx, p.file, "plan", "draw", string(s.name), "--seed", strconv.Itoa(p.seed)); err != nil {
			return nil, err
		}
		list = append(list, p)
	}
	return list, nil
}

// print keeps what a command prints in a file.
func (b *bench) print(ctx context.Context, file string, args ...string) error {
	text, err := b.command(ctx, args...).Output()
	if err != nil {
		return fmt.Errorf("bts %s: %w", strings.Join(args, " "), err)
	}
	return os.WriteFile(file, text, 0o600)
}

// attempt searches once, with the plan checked, and notes what came out.
func (b *bench) attempt(ctx context.Context, p *problem, length time.Duration, seed int) error {
	a, err := b.solve(ctx, p.file, length, seed)
	if err != nil {
		return err
	}
	p.attempts = append(p.attempts, a)
	if best := p.best(); p.bound() < best {
		return fmt.Errorf("no plan can be worth more than %d, but one is worth %d", p.bound(), best)
	}
	return nil
}

// solve plans a problem with bts and has bts judge the plan.
func (b *bench) solve(ctx context.Context, file string, length time.Duration, seed int) (attempt, error) {
	a := attempt{length: length, file: filepath.Join(b.work, fmt.Sprintf("%s-%v-%d.solution.json", filepath.Base(file), length, seed))}
	cmd := b.command(ctx, "--quiet", "plan", "solve", file, "--time", length.String(), "--seed", strconv.Itoa(seed))
	var text bytes.Buffer
	cmd.Stdout = &text
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return a, err
	}
	peak := watch(cmd.Process.Pid)
	err := cmd.Wait()
	a.took, a.peak = time.Since(start), peak()
	if err != nil {
		return a, err
	}
	if err := os.WriteFile(a.file, text.Bytes(), 0o600); err != nil {
		return a, err
	}
	var plan struct{ Bound int }
	if err := json.Unmarshal(text.Bytes(), &plan); err != nil {
		return a, err
	}
	verdict, err := b.command(ctx, "plan", "check", file, a.file).Output()
	if err != nil {
		return a, fmt.Errorf("the plan is not valid: %w: %s", err, verdict)
	}
	var report planner.Report
	err = json.Unmarshal(verdict, &report)
	a.value, a.bound = report.Objective, plan.Bound
	return a, err
}

// watch follows the memory of a process; the function it returns stops that and tells the peak in MB.
// The system keeps the peak itself, so that looking now and then is enough.
func watch(pid int) (peak func() float64) {
	stop, result := make(chan struct{}), make(chan float64)
	go func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		most := 0.0
		for {
			select {
			case <-tick.C:
				most = max(most, highWater(pid))
			case <-stop:
				result <- most
				return
			}
		}
	}()
	return func() float64 { close(stop); return <-result }
}

// highWater is the most memory a process has held so far, in MB; 0 where the system does not tell.
func highWater(pid int) float64 {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		var kib float64
		if n, _ := fmt.Sscanf(line, "VmHWM: %g kB", &kib); n == 1 {
			return kib * 1024 / 1e6
		}
	}
	return 0
}

// own is the best bound that the searches proved, bound the best there is.
func (p *problem) own() int {
	own := 0
	for _, a := range p.attempts {
		if own == 0 || a.bound < own {
			own = a.bound
		}
	}
	return own
}

func (p *problem) bound() int {
	if own := p.own(); p.known == 0 || own > 0 && own < p.known {
		return own
	}
	return p.known
}

func (p *problem) best() int {
	best := p.attempts[0].value
	for _, a := range p.attempts {
		best = max(best, a.value)
	}
	return best
}

// row is the problem's line in the table of problems.
func (p *problem) row() []string {
	known := ""
	if p.known > 0 {
		known = strconv.Itoa(p.known)
	}
	return []string{p.name, known, strconv.Itoa(p.own()), strconv.Itoa(p.best()), amount(gap(p.bound(), p.best()), "%")}
}

// longest is the plan of the longest search with the first seed.
func (p *problem) longest() attempt {
	found := p.attempts[0]
	for _, a := range p.attempts {
		if a.length > found.length {
			found = a
		}
	}
	return found
}
