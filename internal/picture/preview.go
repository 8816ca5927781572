package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"os"

	"github.com/btsdirector/bts/internal/fault"
)

// What is searched of a still for its preview: cameras put it near the begin.
const (
	window   = 24 << 20
	attempts = 2000      // places that look like one
	headSize = 256 << 10 // within which a JPEG tells its size
)

// largeEnough is how wide a preview should be, in dots.
const largeEnough = 300

// embedded finds the picture that a still carries of itself: the smallest JPEG in it that is large enough, else the
// largest. All makers embed one, each in a place of their own; a JPEG shows itself by its first bytes (ITU-T T.81,
// B.1.1.3), and what only looks like one does not tell a size.
func embedded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", path).WithCause(err)
	}
	defer func() { _ = f.Close() }() // it was only read
	data, err := io.ReadAll(io.LimitReader(f, window))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", path).WithCause(err)
	}
	begin, width := -1, 0
	for at, tried := 0, 0; tried < attempts; tried++ {
		i := bytes.Index(data[at:], []byte{0xff, 0xd8, 0xff})
		if i < 0 {
			break
		}
		at += i
		about, err := jpeg.DecodeConfig(bytes.NewReader(data[at:min(len(data), at+headSize)]))
		if err == nil && better(about.Width, width) {
			begin, width = at, about.Width
		}
		at += 3
	}
	if begin < 0 {
		return nil, fault.New(fault.Invalid, "it carries no picture of itself")
	}
	return data[begin:], nil
}

// better tells whether a picture suits more than the best until now, 0 being none.
func better(width, best int) bool {
	switch {
	case best == 0:
		return true
	case best < largeEnough:
		return width > best
	}
	return width >= largeEnough && width < best
}

// scale makes a picture fit into a square.
func scale(width int) string {
	return fmt.Sprintf("scale=w='min(%d,iw)':h='min(%d,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1", width, width)
}

// IsSlow tells whether a picture was given up because it took too long.
func IsSlow(err error) bool { return errors.Is(err, errTooSlow) }
