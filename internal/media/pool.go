package media

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"sync"
	"time"
)

// The most that one process answers, and how many files it reads before another takes its place: perl does not give
// memory back.
const (
	mostAnswer = 16 << 20
	mostFiles  = 500
)

// What may go wrong with a process.
var (
	errSlow    = errors.New("it took too long")
	errFlood   = errors.New("it said too much")
	errCrashed = errors.New("it ended without an answer")
	errNoStart = errors.New("it cannot be started")
)

// line is processes of one program that stay and answer one question after the other, in the protocol of
// exiftool's -stay_open: a question is lines that end with "-execute7", the answer is ended by "{ready7}".
type line struct {
	r       *Reader
	command func() *exec.Cmd
	mu      sync.Mutex
	idle    []*worker
	all     map[*worker]bool
	closed  bool
}

func newLine(r *Reader, command func() *exec.Cmd) *line {
	return &line{r: r, command: command, all: map[*worker]bool{}}
}

// worker is one process.
type worker struct {
	cmd   *exec.Cmd
	in    io.WriteCloser
	out   *bufio.Reader
	asked int
	once  sync.Once
}

// end kills the process and all that it started, and waits for it.
func (w *worker) end() {
	w.once.Do(func() {
		killGroup(w.cmd)
		_ = w.in.Close()
		_ = w.cmd.Wait() // it was killed: its own word does not matter
	})
}

// ask puts a question to a process. One that was there before and ends without an answer may have been killed from
// outside: then a fresh one is asked, once.
func (l *line) ask(ctx context.Context, question []byte) ([]byte, error) {
	for {
		w, fresh, err := l.take()
		if err != nil {
			return nil, err
		}
		answer, err := l.put(ctx, w, question)
		if err == nil {
			l.give(w)
			return answer, nil
		}
		l.drop(w)
		if fresh || !errors.Is(err, errCrashed) {
			return nil, err
		}
	}
}

func (l *line) take() (w *worker, fresh bool, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return nil, true, errNoStart
	}
	if n := len(l.idle); n > 0 {
		w, l.idle = l.idle[n-1], l.idle[:n-1]
		return w, false, nil
	}
	w, err = l.start()
	if err != nil {
		return nil, true, fmt.Errorf("%w: %w", errNoStart, err)
	}
	l.all[w] = true
	return w, true, nil
}

func (l *line) start() (*worker, error) {
	cmd := l.command()
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := l.r.spawn.start(cmd); err != nil {
		return nil, err
	}
	return &worker{cmd: cmd, in: in, out: bufio.NewReaderSize(out, 64<<10)}, nil
}

func (l *line) give(w *worker) {
	l.mu.Lock()
	keep := !l.closed && w.asked < mostFiles
	if keep {
		l.idle = append(l.idle, w)
	}
	l.mu.Unlock()
	if !keep {
		l.drop(w)
	}
}

func (l *line) drop(w *worker) {
	w.end()
	l.mu.Lock()
	delete(l.all, w)
	l.mu.Unlock()
}

func (l *line) close() {
	l.mu.Lock()
	l.closed = true
	var all []*worker
	for w := range l.all {
		all = append(all, w)
	}
	l.mu.Unlock()
	for _, w := range all {
		l.drop(w)
	}
}

// put asks and watches: who takes too long, or is no longer wanted, is killed.
func (l *line) put(ctx context.Context, w *worker, question []byte) ([]byte, error) {
	limited, cancel := context.WithTimeout(ctx, l.r.o.Patience)
	defer cancel()
	unwatch := context.AfterFunc(limited, func() { killGroup(w.cmd) })
	defer unwatch()
	w.asked++
	answer, err := w.answer(question)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil && err != nil:
		return nil, errSlow
	case limited.Err() != nil: // it was killed as it came to its end
		return nil, errSlow
	}
	return answer, err
}

func (w *worker) answer(question []byte) ([]byte, error) {
	end := fmt.Appendf(nil, "{ready%d}", w.asked)
	told := make(chan error, 1)
	go func() {
		_, err := w.in.Write(fmt.Appendf(question[:len(question):len(question)], "-execute%d\n", w.asked))
		told <- err
	}()
	var answer []byte
	for {
		part, err := w.out.ReadSlice('\n')
		if bytes.Equal(bytes.TrimRight(part, "\r\n"), end) {
			return answer, nil
		}
		answer = append(answer, part...)
		switch {
		case len(answer) > mostAnswer:
			return nil, errFlood
		case err != nil && !errors.Is(err, bufio.ErrBufferFull):
			return nil, errCrashed
		}
	}
}

// spawner starts processes from one thread that lives as long as they may: where the system can, they die with it, so
// that none is left when we are killed. (exiftool waits for ever when nobody speaks to it any more.)
type spawner struct {
	memory int64
	jobs   chan spawning
	once   sync.Once
}

type spawning struct {
	cmd  *exec.Cmd
	done chan error
}

func newSpawner(memory int64) *spawner {
	s := &spawner{memory: memory, jobs: make(chan spawning)}
	go s.work()
	return s
}

func (s *spawner) close() { s.once.Do(func() { close(s.jobs) }) }

// start starts a process in a group of its own, with its memory limited.
func (s *spawner) start(cmd *exec.Cmd) error {
	alone(cmd)
	done := make(chan error)
	s.jobs <- spawning{cmd, done}
	return <-done
}

// run starts a program for one file and gives back what it writes. It returns errSlow, errFlood, an *exec.ExitError
// together with what was written, or the error of the context.
func (s *spawner) run(ctx context.Context, cmd *exec.Cmd, patience time.Duration) (out, told []byte, err error) {
	kept, complaints := &limit{most: mostAnswer, full: func() { killGroup(cmd) }}, &limit{most: 16 << 10}
	cmd.Stdout, cmd.Stderr, cmd.WaitDelay = kept, complaints, time.Second
	if err := s.start(cmd); err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errNoStart, err)
	}
	limited, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	unwatch := context.AfterFunc(limited, func() { killGroup(cmd) })
	defer unwatch()
	err = cmd.Wait()
	killGroup(cmd) // what it left behind
	switch {
	case ctx.Err() != nil:
		return nil, nil, ctx.Err()
	case kept.over:
		return nil, nil, errFlood
	case limited.Err() != nil:
		return nil, nil, errSlow
	}
	return kept.Bytes(), complaints.Bytes(), err
}

// limit keeps the first bytes of what is written to it and drops the rest.
type limit struct {
	bytes.Buffer
	most int
	full func() // is called once there is more; nil does nothing
	over bool
}

func (l *limit) Write(b []byte) (int, error) {
	kept := b[:min(len(b), l.most-l.Len())]
	l.Buffer.Write(kept)
	if len(kept) < len(b) && !l.over {
		if l.over = true; l.full != nil {
			l.full()
		}
	}
	return len(b), nil
}
