package fixity

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

const (
	block = 4 << 20   // how much of a large file is read at once
	small = 256 << 10 // what is read in one piece; such files wait for the drive more than they use it
	align = 4096      // what the place of a block in memory is a multiple of
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
		if r.Before != nil {
			if f.sums = r.Before(f.path, f.size, f.modified, f.formats); f.sums != nil {
				continue
			}
		}
		jobs = append(jobs, f)
		p.at.AllBytes += f.size
	}
	p.at.AllFiles = len(jobs)
	var workers sync.WaitGroup
	for _, size := range []int{small, block} {
		of := slices.DeleteFunc(slices.Clone(jobs), func(f *file) bool { return (f.size < small) != (size == small) })
		count := r.Workers
		if size == small {
			count *= 3
		}
		r.share(ctx, &workers, of, min(count, len(of)), func() *reader { return newReader(p, size) })
	}
	workers.Wait()
	r.report.Bytes = p.at.Bytes
	return ctx.Err()
}

// share lets some workers hash files, in their order.
func (r *run) share(ctx context.Context, workers *sync.WaitGroup, files []*file, count int, start func() *reader) {
	var next atomic.Int64
	for range count {
		workers.Go(func() {
			w := start()
			for ctx.Err() == nil {
				i := next.Add(1) - 1
				if i >= int64(len(files)) {
					return
				}
				w.hash(ctx, r.Open, files[i])
				if r.Noted != nil && files[i].err == nil {
					r.Noted(files[i].path, files[i].size, files[i].modified, files[i].sums)
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
	meter  *meter
	blocks [][]byte // of small files one; otherwise one is read into while another is hashed and the third waits
}

func newReader(m *meter, size int) *reader {
	r := &reader{meter: m, blocks: [][]byte{aligned(size)}}
	for size == block && len(r.blocks) < 3 {
		r.blocks = append(r.blocks, aligned(size))
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
	if len(r.blocks) > 1 {
		return r.ahead(ctx, from, to, f.path)
	}
	n, err := r.fill(from, r.blocks[0]) // a small file that fills the block has grown, which its size tells
	_, _ = to.Write(r.blocks[0][:n])    // a hash takes everything (hash.Hash)
	r.meter.add(int64(n), 0, f.path)
	return int64(n), ended(err)
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
		free <- b.data[:cap(b.data)]
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
