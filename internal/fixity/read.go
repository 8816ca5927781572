package fixity

import (
	"context"
	"errors"
	"io"
	"sync"
	"time"
	"unsafe"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// block is how much is read at once, and align what its place in memory is a multiple of.
const (
	block = 4 << 20
	align = 4096
)

// read hashes what is to be hashed, several files at once, in their order. A file that cannot be read is noted and
// the others go on.
func (r *run) read(ctx context.Context) error {
	var jobs []*file
	p := &meter{show: r.Progress}
	for _, f := range r.files {
		size := r.size(f.known)
		if len(f.formats) == 0 || f.known != "" && size >= 0 && size != f.size && !r.recordable(f) {
			continue
		}
		jobs = append(jobs, f)
		p.at.AllBytes += f.size
	}
	p.at.AllFiles = len(jobs)
	queue := make(chan *file)
	var workers sync.WaitGroup
	for range min(r.Workers, len(jobs)) {
		workers.Go(func() {
			w := newReader(p)
			for f := range queue {
				w.hash(ctx, r.Open, f)
			}
		})
	}
	for _, f := range jobs {
		if ctx.Err() != nil {
			break
		}
		queue <- f
	}
	close(queue)
	workers.Wait()
	r.report.Bytes = p.at.Bytes
	return ctx.Err()
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
	meter  *meter
	blocks [3][]byte // one is read into while another is hashed and the third waits
}

func newReader(m *meter) *reader {
	r := &reader{meter: m}
	for i := range r.blocks {
		r.blocks[i] = aligned(block)
	}
	return r
}

// aligned makes bytes that begin at a multiple of align.
func aligned(size int) []byte {
	all := make([]byte, size+align)
	past := int(uintptr(unsafe.Pointer(unsafe.SliceData(all))) % align) //nolint:gosec // only where the slice begins
	begin := (align - past) % align
	return all[begin : begin+size : begin+size]
}

// hash reads a file and keeps its sums, or why it could not be read.
func (r *reader) hash(ctx context.Context, open func(string) (io.ReadCloser, error), f *file) {
	pass := digest.NewPass(f.formats...)
	n, err := r.pour(ctx, open, f, pass)
	switch {
	case err != nil:
		f.err = err
	case n != f.size:
		f.err = fault.New(fault.Conflict, "it was changed while it was read")
	default:
		f.sums = pass.Sums()
	}
	r.meter.add(0, 1, f.path)
}

// pour reads ahead of the hash where the file is larger than a block.
func (r *reader) pour(ctx context.Context, open func(string) (io.ReadCloser, error), f *file, to io.Writer) (total int64, err error) {
	from, err := open(f.path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	if f.size <= block {
		n, err := r.fill(from, r.blocks[0])
		_, _ = to.Write(r.blocks[0][:n]) // a hash takes everything (hash.Hash)
		if err == nil && n == block {    // more, though there should not be: count it
			var rest int64
			rest, err = io.Copy(to, from)
			total = rest
		}
		r.meter.add(int64(n)+total, 0, f.path)
		return int64(n) + total, ended(err)
	}
	return r.ahead(ctx, from, to, f.path)
}

// filled is a block that was read.
type filled struct {
	data []byte
	err  error
}

func (r *reader) ahead(ctx context.Context, from io.Reader, to io.Writer, name string) (total int64, err error) {
	full, free := make(chan filled, len(r.blocks)), make(chan []byte, len(r.blocks))
	for _, b := range r.blocks {
		free <- b
	}
	go func() {
		defer close(full)
		for b := range free {
			n, err := r.fill(from, b)
			full <- filled{b[:n], err}
			if err != nil || ctx.Err() != nil {
				return
			}
		}
	}()
	for b := range full {
		_, _ = to.Write(b.data) // a hash takes everything (hash.Hash)
		total += int64(len(b.data))
		r.meter.add(int64(len(b.data)), 0, name)
		if b.err != nil {
			err = ended(b.err)
		}
		free <- b.data[:block]
	}
	return total, errors.Join(err, ctx.Err())
}

// fill reads until a block is full or the file ends.
func (r *reader) fill(from io.Reader, b []byte) (int, error) {
	n, err := io.ReadFull(from, b)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = io.EOF
	}
	return n, err
}

// ended takes the end of a file for what it is.
func ended(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
