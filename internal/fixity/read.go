package fixity

import (
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

const (
	piece = 2 << 20   // how much of a large file is read at once
	small = 256 << 10 // a file up to here is read in one piece of this size; such files wait for the drive more than they use it
	ahead = 4         // pieces of a large file that are read while one is hashed
)

// read hashes what is to be hashed, several files at once, in their order. A file that cannot be read is noted and
// the others go on.
func (r *run) read(ctx context.Context) error {
	m := &meter{show: r.Progress}
	var large, little []*file
	for _, f := range r.files {
		size := r.size(f.known)
		if len(r.formats(f)) == 0 || f.known != "" && size >= 0 && size != f.size && !r.recordable(f) {
			continue
		}
		if r.Before != nil {
			if sums := r.Before(f.path, f.size, f.modified, r.formats(f)); sums != nil {
				if packed, whole := digest.Packed(r.formats(f), sums); whole {
					f.packed = packed
					continue
				}
			}
		}
		m.at.AllBytes += f.size
		m.at.AllFiles++
		if f.size > small {
			large = append(large, f)
		} else {
			little = append(little, f)
		}
	}
	defer medium.Overlap()()
	var workers sync.WaitGroup
	for _, part := range []struct {
		files   []*file
		count   int
		buffers int // for each worker
		size    int
	}{{large, r.Workers, ahead + 1, piece}, {little, 3 * r.Workers, 1, small}} {
		if len(part.files) == 0 {
			continue
		}
		count := min(part.count, len(part.files))
		pool := medium.NewPool(count*part.buffers, part.size)
		defer pool.Close()
		r.share(ctx, &workers, part.files, count, medium.Stream{Pool: pool, Ahead: ahead}, m)
	}
	workers.Wait()
	r.report.Bytes = m.at.Bytes
	return ctx.Err()
}

// share lets some workers hash files, in their order.
func (r *run) share(ctx context.Context, workers *sync.WaitGroup, files []*file, count int, stream medium.Stream, m *meter) {
	var next atomic.Int64
	for range count {
		workers.Go(func() {
			w := reader{run: r, meter: m, stream: stream}
			for ctx.Err() == nil {
				i := next.Add(1) - 1
				if i >= int64(len(files)) {
					return
				}
				w.hash(ctx, files[i])
				if r.Noted != nil && files[i].err == nil {
					r.Noted(files[i].path, files[i].size, files[i].modified, r.sumsOf(files[i]))
				}
			}
		})
	}
}

// meter counts what is read, for everybody.
type meter struct {
	sync.Mutex
	at   Progress
	last time.Time
	show func(Progress)
}

func (m *meter) add(bytes int64, files int, name string) {
	m.Lock()
	defer m.Unlock()
	m.at.Bytes, m.at.Files, m.at.Name = m.at.Bytes+bytes, m.at.Files+files, name
	if m.show != nil && time.Since(m.last) > 50*time.Millisecond {
		m.last = time.Now()
		m.show(m.at)
	}
}

// reader hashes one file after the other.
type reader struct {
	meter   *meter
	stream  medium.Stream
	run     *run
	pass    *digest.Pass
	reading int32 // what pass computes
}

// hash reads a file and keeps its sums, or why it could not be read.
func (r *reader) hash(ctx context.Context, f *file) {
	if r.pass == nil || r.reading != f.reading {
		r.pass, r.reading = digest.NewPass(r.run.formats(f)...), f.reading
	}
	r.pass.Reset()
	if err := r.pour(ctx, f); err != nil {
		f.err = err
	} else {
		f.packed = string(r.pass.AppendTo(nil))
	}
	r.meter.add(0, 1, f.path)
}

// errChanged says that a file is not the one that was listed.
var errChanged = fault.New(fault.Conflict, "it was changed while it was read")

// pour hands all bytes of a file to the hashes.
func (r *reader) pour(ctx context.Context, f *file) (err error) {
	opened, err := r.run.Open(f.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	from, stream := inPlaces(opened), r.stream
	if from == nil {
		from, stream.Ahead = &inTurn{from: opened}, 1
	}
	for p := range stream.Pieces(ctx, from, f.size) {
		if errors.Is(p.Err, medium.ErrShort) {
			return errChanged
		}
		if p.Err != nil {
			return p.Err
		}
		_, _ = r.pass.Write(p.Data) // a hash takes everything (hash.Hash)
		r.meter.add(int64(len(p.Data)), 0, f.path)
		stream.Pool.Give(p.Data)
		if p.More {
			return errChanged
		}
	}
	longer, err := stream.Longer(ctx, from, f.size)
	if longer {
		err = errChanged
	}
	return errors.Join(err, ctx.Err())
}

// inPlaces is a file that can be read at several places at once, nil where it cannot.
func inPlaces(opened io.ReadCloser) io.ReaderAt {
	at, _ := opened.(io.ReaderAt)
	return at
}

// inTurn reads what can only be read from its beginning to its end; nobody asks for two pieces at once.
type inTurn struct {
	from io.Reader
	at   int64
	err  error
}

// ReadAt is of io.ReaderAt. After an error there is nothing else.
func (t *inTurn) ReadAt(b []byte, off int64) (n int, err error) {
	if t.err == nil && off != t.at {
		t.err = errors.New("it cannot be read again")
	}
	if t.err != nil {
		return 0, t.err
	}
	n, t.err = io.ReadFull(t.from, b)
	t.at += int64(n)
	if errors.Is(t.err, io.ErrUnexpectedEOF) {
		t.err = io.EOF
	}
	return n, t.err
}
