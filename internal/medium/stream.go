package medium

import (
	"context"
	"errors"
	"io"
	"iter"
)

// tries is how often a piece is asked for that a drive does not give.
const tries = 3

// ErrShort says that a file ended before the size it had.
var ErrShort = errors.New("it became shorter")

// Piece is a part of a file, in a buffer that whoever gets the piece gives back to the pool.
type Piece struct {
	Data []byte
	Off  int64
	More bool // the file goes on behind the size that was asked for
	// Err says why there are no data: ErrShort, what the system answers, or the end of the context. No piece follows.
	Err error
}

// Stream reads files from their beginning to their end, each in pieces as large as the buffers of the pool. Several pieces
// of a file are under way at once; they come in their order. How many files are read at once is for the caller, and
// memory stays that of the pool.
type Stream struct {
	Pool  *Pool
	Ahead int // pieces that are read while one is in use; with 1 one after the other
	// Take lends a buffer; nil takes it from the pool.
	Take func(ctx context.Context) ([]byte, error)
}

// Pieces are those of a file of size bytes; an empty file has one without data. Whoever stops early, or sees Err,
// has nothing to give back but the pieces that it got: when the loop is left, nothing reads the file any more.
func (s Stream) Pieces(ctx context.Context, f io.ReaderAt, size int64) iter.Seq[Piece] {
	return func(yield func(Piece) bool) {
		if size <= int64(s.Pool.Size()) { // nothing to be ahead of
			yield(s.one(ctx, f, size))
			return
		}
		ctx, stop := context.WithCancel(ctx)
		under := make(chan chan Piece, max(1, s.Ahead)-1)
		go s.ask(ctx, f, size, under)
		defer func() {
			stop()
			for answer := range under {
				if p := <-answer; p.Data != nil {
					s.Pool.Give(p.Data)
				}
			}
		}()
		for answer := range under {
			if p := <-answer; !yield(p) || p.Err != nil {
				return
			}
		}
	}
}

func (s Stream) take(ctx context.Context) ([]byte, error) {
	if s.Take != nil {
		return s.Take(ctx)
	}
	return s.Pool.Take(ctx)
}

func (s Stream) one(ctx context.Context, f io.ReaderAt, size int64) Piece {
	buffer, err := s.take(ctx)
	if err != nil {
		return Piece{Err: err}
	}
	return s.fill(f, buffer, 0, size)
}

// ask asks for all pieces of a file. Buffers are taken in the order of the pieces, so that the one that is waited
// for always has its own.
func (s Stream) ask(ctx context.Context, f io.ReaderAt, size int64, under chan<- chan Piece) {
	defer close(under)
	for off := int64(0); off < size; off += int64(s.Pool.Size()) {
		answer := make(chan Piece, 1)
		buffer, err := s.take(ctx)
		if err == nil && ctx.Err() != nil {
			s.Pool.Give(buffer)
			err = ctx.Err()
		}
		if err != nil {
			answer <- Piece{Off: off, Err: err}
			under <- answer
			return
		}
		if s.Ahead > 1 {
			go func() { answer <- s.fill(f, buffer, off, size) }()
		} else {
			answer <- s.fill(f, buffer, off, size)
		}
		under <- answer
	}
}

// fill reads the piece that begins at off, and gives the buffer back where it cannot.
func (s Stream) fill(f io.ReaderAt, buffer []byte, off, size int64) Piece {
	data, more, err := readPiece(f, buffer, off, size)
	if err == nil && int64(len(data)) < min(size-off, int64(len(buffer))) {
		err = ErrShort
	}
	if err != nil {
		s.Pool.Give(buffer)
		return Piece{Off: off, Err: err}
	}
	return Piece{Data: data, Off: off, More: more}
}

// Longer tells whether a file of which all pieces were read goes on behind its size, where no piece could tell: its
// last one filled the buffer.
func (s Stream) Longer(ctx context.Context, f io.ReaderAt, size int64) (bool, error) {
	if size == 0 || size%int64(s.Pool.Size()) != 0 {
		return false, nil
	}
	buffer, err := s.take(ctx)
	if err != nil {
		return false, err
	}
	defer s.Pool.Give(buffer)
	n, err := f.ReadAt(buffer[:Align], size)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return n > 0, err
}

// ReadPiece reads what there is from off, up to a full buffer or to size. It asks again where a drive hesitates.
func ReadPiece(f io.ReaderAt, buffer []byte, off, size int64) ([]byte, error) {
	data, _, err := readPiece(f, buffer, off, size)
	return data, err
}

// readPiece asks for a byte more than there should be, so that it sees whether the file goes on.
func readPiece(f io.ReaderAt, buffer []byte, off, size int64) (data []byte, more bool, err error) {
	want := min(int64(len(buffer)), size-off)
	for range tries {
		var n int
		n, err = f.ReadAt(buffer[:min(Up(want+1), int64(len(buffer)))], off)
		if err == nil || errors.Is(err, io.EOF) {
			return buffer[:min(int64(n), want)], int64(n) > want, nil
		}
	}
	return nil, false, err
}
