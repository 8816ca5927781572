package derive

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/picture"
)

// The longer sides of pictures, in dots.
const (
	smallSide  = 320
	mediumSide = 1280
	largeSide  = 2560
)

// demuxers of ffmpeg by the format of a still: none is guessed from what a file holds.
var demuxers = map[string]string{
	"jpeg": "jpeg_pipe", "jpg": "jpeg_pipe", "mpo": "jpeg_pipe", "png": "png_pipe", "tiff": "tiff_pipe", "tif": "tiff_pipe", "webp": "webp_pipe", "bmp": "bmp_pipe", "exr": "exr_pipe",
	"gif": "gif", "psd": "psd_pipe", "jp2": "j2k_pipe", "j2k": "j2k_pipe", "dpx": "dpx_pipe",
}

// still makes the sizes of a still, all from one decoding.
func (j job) still(ctx context.Context) ([]Output, error) {
	if j.about.Width > 0 && int64(j.about.Width)*int64(j.about.Height) > mostDots {
		return nil, fault.New(fault.Corrupt, "a picture of %d by %d dots is larger than is decoded here", j.about.Width, j.about.Height)
	}
	if j.want.First {
		if made, err := j.firstOfStill(); err == nil {
			return made, nil
		}
	}
	format, own := demuxers[j.about.Format]
	if j.want.First || !own {
		made, err := j.embedded(ctx, !own)
		if err == nil || !own || fault.Is(err, fault.Cancelled) {
			return made, err
		}
	}
	args := []string{"-f", format}
	if format == "jpeg_pipe" && max(j.about.Width, j.about.Height) >= 2*largeSide { // half of it is still enough
		args = append([]string{"-lowres", "1"}, args...)
	} else if format == "jpeg_pipe" && j.want.First && max(j.about.Width, j.about.Height) >= 8*smallSide {
		args = append([]string{"-lowres", "3"}, args...)
	}
	return j.sizes(ctx, nil, append(args, "-i", "file:"+j.path))
}

// mostDots bounds the pictures that are decoded.
const mostDots = 400_000_000

// embedded makes the sizes from the picture that a still carries of itself: the best one where there is no other way, else a small one.
func (j job) embedded(ctx context.Context, best bool) ([]Output, error) {
	file, err := os.Open(j.path)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the still cannot be read").WithCause(err)
	}
	defer file.Close()
	carried, err := picture.Embedded(file, best && !j.want.First)
	if fault.Is(err, fault.Invalid) {
		return nil, fault.New(fault.Corrupt, "it carries no picture of itself, and this kind cannot be decoded here")
	}
	if err != nil {
		return nil, err
	}
	return j.sizes(ctx, carried, []string{"-f", "jpeg_pipe", "-i", "pipe:0"})
}

// sizes runs ffmpeg over one picture. The largest is scaled from the picture, each other from the next larger.
func (j job) sizes(ctx context.Context, from io.Reader, input []string) ([]Output, error) {
	wanted := []struct {
		role    Role
		side    int
		quality string
	}{{Large, largeSide, "3"}, {Medium, mediumSide, "3"}, {Small, smallSide, "4"}}
	if j.want.First {
		wanted = wanted[2:]
	}
	var graph strings.Builder
	args := append([]string{"-noautorotate"}, input...)
	var outputs []Output
	fmt.Fprintf(&graph, "[0:v:0]%s", turned(j.about.Turn))
	for i, w := range wanted {
		fmt.Fprintf(&graph, "%s,format=yuvj420p", fit(w.side))
		if i < len(wanted)-1 {
			fmt.Fprintf(&graph, ",split=2[o%d][n%d];[n%d]", i, i, i)
		} else {
			fmt.Fprintf(&graph, "[o%d]", i)
		}
		outputs = append(outputs, Output{Role: w.role, File: j.file(string(w.role) + ".jpg")})
	}
	args = append(args, "-filter_complex", graph.String())
	for i, w := range wanted {
		args = append(args, "-map", fmt.Sprintf("[o%d]", i), "-frames:v", "1", "-map_metadata", "-1", "-c:v", "mjpeg", "-huffman", "optimal", "-q:v", w.quality, "-f", "image2", "-update", "1", "file:"+outputs[i].File)
	}
	if err := j.run(ctx, from, args...); err != nil {
		return nil, err
	}
	return j.pictures(outputs...)
}

// fit scales into a square and never larger.
func fit(side int) string {
	return fmt.Sprintf("scale=w='min(%d,iw)':h='min(%d,ih)':force_original_aspect_ratio=decrease:flags=area,setsar=1", side, side)
}

// turned puts a picture upright as its orientation says (EXIF 2.32, 4.6.5, tag 274).
func turned(orientation int) string {
	return map[int]string{
		2: "hflip,", 3: "hflip,vflip,", 4: "vflip,", 5: "transpose=cclock_flip,", 6: "transpose=clock,", 7: "transpose=clock_flip,", 8: "transpose=cclock,",
	}[orientation]
}
