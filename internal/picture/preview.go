package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io"

	"github.com/btsdirector/bts/internal/fault"
)

// What is searched of a still for its preview: cameras put it near the begin, so that a look at little is enough.
const (
	window   = 24 << 20
	attempts = 2000      // places that look like one
	headSize = 256 << 10 // within which a JPEG tells its size
)

// largeEnough is how wide a preview should be, in dots.
const largeEnough = 300

// embedded finds where the picture lies that a still carries of itself: the smallest JPEG in it that is large enough,
// else the largest. All makers embed one, each in a place of their own; a JPEG shows itself by its first bytes (ITU-T
// T.81, B.1.1.3), and what only looks like one does not tell a size.
func embedded(still io.ReaderAt) (int64, error) {
	begin := -1
	for _, much := range []int64{2 << 20, 8 << 20, window} {
		data, err := io.ReadAll(io.NewSectionReader(still, 0, much))
		if err != nil {
			return 0, fault.New(fault.Unavailable, "the still cannot be read").WithCause(err)
		}
		width := 0
		if begin, width = bestIn(data); width >= largeEnough || int64(len(data)) < much {
			break
		}
	}
	if begin < 0 {
		return 0, fault.New(fault.Invalid, "it carries no picture of itself")
	}
	return int64(begin), nil
}

// bestIn looks through a part of a still; begin is -1 where there is no JPEG in it.
func bestIn(data []byte) (begin, width int) {
	begin = -1
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
	return begin, width
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

// Embedded is the picture that a still carries of itself, as a JPEG to be read: a small one, or the widest. It returns
// fault.Invalid where there is none.
func Embedded(still io.ReaderAt, widest bool) (io.Reader, error) {
	if !widest {
		at, err := embedded(still)
		return io.NewSectionReader(still, at, window), err
	}
	data, err := io.ReadAll(io.NewSectionReader(still, 0, mostOfStill))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the still cannot be read").WithCause(err)
	}
	begin, most := -1, 0
	for at, tried := 0, 0; tried < attempts; tried++ {
		i := bytes.Index(data[at:], []byte{0xff, 0xd8, 0xff})
		if i < 0 {
			break
		}
		at += i
		about, err := jpeg.DecodeConfig(bytes.NewReader(data[at:min(len(data), at+headSize)]))
		if err == nil && about.Width > most {
			begin, most = at, about.Width
		}
		at += 3
	}
	if begin < 0 {
		return nil, fault.New(fault.Invalid, "it carries no picture of itself")
	}
	return bytes.NewReader(data[begin:]), nil
}

// mostOfStill bounds what is read of a still for its widest picture.
const mostOfStill = 256 << 20

// What a first picture is taken from: at least so wide, at most so many dots, which are decoded in a few milliseconds.
const (
	leastThumb = 160
	mostThumb  = 1920 * 1440
	inFront    = 512 << 10 // bytes in which cameras put it
)

// Thumb is the smallest picture that a still carries of itself and that shows something, decoded. It starts no program: a first
// picture of thousands of stills is there in seconds. It returns fault.Invalid where there is none near the beginning.
func Thumb(still io.ReaderAt) (image.Image, error) {
	data, err := io.ReadAll(io.NewSectionReader(still, 0, inFront))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the still cannot be read").WithCause(err)
	}
	none := fault.New(fault.Invalid, "it carries no small picture of itself")
	best, least := -1, mostThumb+1
	for at, tried := 1, 0; tried < attempts && at < len(data); tried++ { // what begins at 0 is the still
		i := bytes.Index(data[at:], []byte{0xff, 0xd8, 0xff})
		if i < 0 {
			break
		}
		at += i
		about, err := jpeg.DecodeConfig(bytes.NewReader(data[at:min(len(data), at+headSize)]))
		if dots := about.Width * about.Height; err == nil && about.Width >= leastThumb && dots < least && dots > 0 {
			best, least = at, dots
		}
		at += 3
	}
	if best < 0 {
		return nil, none
	}
	picture, err := jpeg.Decode(io.NewSectionReader(still, int64(best), window))
	if err != nil {
		return nil, none.WithCause(err)
	}
	return picture, nil
}
