package derive

import (
	"context"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/timecode"
)

// A strip has at most so many pictures, of this height, in rows of so many.
const (
	stripMost    = 60
	stripColumns = 10
	stripHeight  = 120
)

// Sizes of a film to play.
const (
	proxyWidth  = 1280
	proxyHeight = 720
)

// stripOf is how many pictures the strip of a clip has, and how many seconds lie between them.
func stripOf(seconds float64) (frames int, every float64) {
	if seconds <= 0 {
		return 1, 1
	}
	frames = min(stripMost, max(1, int(seconds)))
	return frames, seconds / float64(frames)
}

// clip makes everything of a clip from one decoding. Without a film to play only key frames are decoded.
func (j job) clip(ctx context.Context) ([]Output, error) {
	length := j.about.Duration.Seconds()
	frames, every := stripOf(length)
	strip := Output{Role: Strip, File: j.file("strip.jpg"), Frames: frames, Columns: min(stripColumns, frames)}
	medium, small := Output{Role: Medium, File: j.file("medium.jpg")}, Output{Role: Small, File: j.file("small.jpg")}
	proxy := Output{Role: Proxy, File: j.file("proxy.mp4"), MIME: "video/mp4"}
	shape := j.file("shape.pcm")
	args := j.input()
	if !j.want.Proxy {
		args = append([]string{"-skip_frame", "nokey"}, args...)
	}
	args = append(args, "-filter_complex", j.graph(every, strip.Columns, (frames+strip.Columns-1)/max(1, strip.Columns), length))
	still := []string{"-frames:v", "1", "-map_metadata", "-1", "-c:v", "mjpeg", "-huffman", "optimal", "-f", "image2", "-update", "1"}
	args = append(append(append(args, "-map", "[medium]"), still...), "-q:v", "3", "file:"+medium.File)
	args = append(append(append(args, "-map", "[small]"), still...), "-q:v", "4", "file:"+small.File)
	args = append(append(append(args, "-map", "[strip]"), still...), "-q:v", "5", "file:"+strip.File)
	if j.want.Proxy {
		args = append(args, j.film(proxy.File)...)
	}
	if j.sounds() > 0 {
		args = append(args, shapeOutput(shape)...)
	}
	if err := j.run(ctx, nil, args...); err != nil {
		return nil, err
	}
	if _, err := os.Stat(medium.File); err != nil { // no picture so late: its only key frame is the first, or its length is wrong
		if err := j.poster(ctx, "0", medium, small); err != nil {
			return nil, err
		}
	}
	made, err := j.pictures(medium, small, strip)
	if err != nil {
		return nil, err
	}
	if info, err := os.Stat(proxy.File); j.want.Proxy && err == nil && info.Size() > 0 {
		proxy.Width, proxy.Height = within(made[0].Width, made[0].Height, proxyWidth, proxyHeight) // upright, with square dots
		made = append(made, proxy)
	}
	if j.sounds() == 0 {
		return made, nil
	}
	wave, err := j.wave(shape)
	if err != nil {
		return nil, err
	}
	return append(made, wave...), nil
}

// input reads the file as what it is; nothing but the file itself is opened.
func (j job) input() []string { return []string{"-i", "file:" + j.path} }

// sounds is how many tracks of sound there are.
func (j job) sounds() (n int) {
	for _, s := range j.about.Streams {
		if s.Kind == "audio" {
			n++
		}
	}
	return n
}

// graph parts one decoded picture into all that is made of it.
func (j job) graph(every float64, columns, rows int, length float64) string {
	var g strings.Builder
	parts, to := 2, ""
	if j.want.Proxy {
		parts, to = 3, "[film]"
	}
	fmt.Fprintf(&g, "[0:V:0]%ssetsar=1,split=%d[poster][tiles]%s;", squared, parts, to)
	// Of some pictures behind a tenth, past a slate and a black beginning, the one that is most like the others: no flash, no hand before the lens.
	at, apart := length/10, min(1, length/20)
	fmt.Fprintf(&g, "[poster]select='gte(t,%.3f)*lt(t,%.3f)*(isnan(prev_selected_t)+gte(t-prev_selected_t,%.3f))',%s,thumbnail=%d,format=yuvj420p,split=2[medium][tiny];[tiny]%s[small];",
		at, at+posters*apart, apart*0.98, fit(mediumSide), posters, fit(smallSide))
	fmt.Fprintf(&g, "[tiles]select='isnan(prev_selected_t)+gte(t-prev_selected_t,%.4f)',scale=-2:%d:flags=area,format=yuvj420p,tile=%dx%d[strip]", every*0.98, stripHeight, columns, rows)
	if j.want.Proxy {
		fmt.Fprintf(&g, ";[film]yadif=deint=interlaced,scale=w='min(%d,iw)':h='min(%d,ih)':force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bilinear,%sformat=yuv420p[proxy]",
			proxyWidth, proxyHeight, j.burned())
	}
	if n := j.sounds(); n > 0 {
		fmt.Fprintf(&g, ";%s", mixed(n))
		if j.want.Proxy {
			g.WriteString(",asplit=2[heard][shape]")
		} else {
			g.WriteString("[shape]")
		}
	}
	return g.String()
}

// posters is how many pictures a poster is chosen from.
const posters = 8

// mostTracks is how many tracks of sound are heard.
const mostTracks = 16

// mixed are all tracks of sound as one: the microphone on somebody's lapel is on any of them.
func mixed(n int) string {
	if n == 1 {
		return "[0:a:0]anull"
	}
	n = min(n, mostTracks)
	var in strings.Builder
	for i := range n {
		fmt.Fprintf(&in, "[0:a:%d]", i)
	}
	return fmt.Sprintf("%samix=inputs=%d:duration=longest:normalize=0,alimiter=limit=0.9:level=0", in.String(), n)
}

// burned writes timecode and reel into the picture, where that is wanted.
func (j job) burned() string {
	if !j.want.Burn {
		return ""
	}
	const form = "font=monospace:fontcolor=white:fontsize=h/18:box=1:boxcolor=black@0.5:boxborderw=8:y=h-th-24"
	start, rate := j.about.Start.String(), j.about.Rate
	if !j.about.Start.Known() || !rate.Known() {
		start, rate = "00:00:00:00", timecode.Rate{Num: 25, Den: 1}
		if j.about.Rate.Known() {
			rate = j.about.Rate
		}
	}
	text := fmt.Sprintf("drawtext=timecode='%s':rate=%d/%d:x=(w-tw)/2:%s,", strings.ReplaceAll(start, ":", `\:`), rate.Num, rate.Den, form)
	if reel := plainReel(j.about.Reel); reel != "" {
		text += fmt.Sprintf("drawtext=text='%s':expansion=none:x=24:%s,", reel, form)
	}
	return text
}

// squared makes dots square.
const squared = "scale=w='trunc(iw*if(sar,sar,1)/2)*2':h=ih:flags=area,"

// plainReel is a reel without the characters that mean something to ffmpeg.
func plainReel(reel string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune("\\'%:,;[]{}=", r) {
			return -1
		}
		return r
	}, reel)
}

// film are the outputs of a film to play: H.264 in MP4 with its index first, closed groups of half a second, AAC.
func (j job) film(file string) []string {
	gop := 12
	if j.about.Rate.Known() {
		gop = max(1, int(j.about.Rate.Base()/2))
	}
	args := []string{
		"-map", "[proxy]", "-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-maxrate", "3M", "-bufsize", "6M", "-profile:v", "high", "-g", strconv.Itoa(gop), "-keyint_min", strconv.Itoa(gop),
		"-sc_threshold", "0", "-flags", "+cgop", "-pix_fmt", "yuv420p", "-threads", strconv.Itoa(max(1, j.Threads)),
	}
	if j.sounds() > 0 {
		args = append(args, "-map", "[heard]", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000")
	}
	if j.about.Start.Known() {
		args = append(args, "-timecode", j.about.Start.String())
	}
	return append(args, "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", "file:"+file)
}

// within is how large something is that was made to fit, in even numbers.
func within(w, h, mostW, mostH int) (int, int) {
	if w <= 0 || h <= 0 {
		return 0, 0
	}
	scale := min(1, float64(mostW)/float64(w), float64(mostH)/float64(h))
	return int(float64(w)*scale) / 2 * 2, int(float64(h)*scale) / 2 * 2
}

// firstOfClip makes one small picture of a clip: from the key frame nearest to a tenth in, else the first.
func (j job) firstOfClip(ctx context.Context) ([]Output, error) {
	small := Output{Role: Small, File: j.file("small.jpg")}
	at := strconv.FormatFloat(j.about.Duration.Seconds()/10, 'f', 3, 64)
	if err := j.poster(ctx, at, small); err != nil {
		return nil, err
	}
	if _, err := os.Stat(small.File); err != nil {
		if err := j.poster(ctx, "0", small); err != nil {
			return nil, err
		}
	}
	return j.pictures(small)
}

// poster makes pictures of the key frame nearest to a second of the clip.
func (j job) poster(ctx context.Context, at string, outputs ...Output) error {
	args := append([]string{"-skip_frame", "nokey", "-ss", at, "-noaccurate_seek"}, j.input()...)
	for _, o := range outputs {
		side := map[Role]int{Small: smallSide, Medium: mediumSide}[o.Role]
		args = append(args, "-map", "0:V:0", "-frames:v", "1", "-vf", squared+fit(side)+",format=yuvj420p", "-map_metadata", "-1", "-c:v", "mjpeg", "-q:v", "4", "-f", "image2",
			"-update", "1", "file:"+o.File)
	}
	return j.run(ctx, nil, args...)
}

// sound makes a sound to play, and its shape, from one decoding.
func (j job) sound(ctx context.Context) ([]Output, error) {
	if j.sounds() == 0 {
		return nil, fault.New(fault.Corrupt, "it holds no sound")
	}
	proxy, shape := Output{Role: Proxy, File: j.file("proxy.m4a"), MIME: "audio/mp4"}, j.file("shape.pcm")
	graph := mixed(j.sounds()) + ",asplit=2[heard][shape]"
	if !j.want.Proxy {
		graph = mixed(j.sounds()) + "[shape]"
	}
	args := append(j.input(), "-filter_complex", graph)
	if j.want.Proxy {
		args = append(args, "-map", "[heard]", "-vn", "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000", "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", "file:"+proxy.File)
	}
	if err := j.run(ctx, nil, append(args, shapeOutput(shape)...)...); err != nil {
		return nil, err
	}
	made, err := j.wave(shape)
	if err == nil && j.want.Proxy {
		made = append(made, proxy)
	}
	return made, err
}
