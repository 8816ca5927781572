package media

import (
	"fmt"
	"strconv"
	"strings"
)

// arguments is the ffmpeg command line that makes the clip at target, with font for the slate.
func (c Clip) arguments(font, target string) []string {
	args := []string{"-hide_banner", "-loglevel", "error", "-nostdin", "-y"}
	switch c.Kind {
	case Still:
		args = append(args, c.pictureInputs()...)
		args = append(args, "-filter_complex", c.picture(font), "-map", "[slate]", "-frames:v", "1", "-update", "1",
			"-c:v", "mjpeg", "-q:v", "4", "-pix_fmt", "yuvj420p")
	case Sound:
		args = append(args, c.soundInput()...)
		args = append(args, "-c:a", "pcm_s24le", "-write_bext", "1")
		args = append(args, c.broadcastMetadata()...)
	default:
		args = append(args, c.pictureInputs()...)
		args = append(args, c.soundInput()...)
		args = append(args, "-filter_complex", c.picture(font), "-map", "[slate]", "-map", "2:a",
			"-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-pix_fmt", "yuv420p", "-g", strconv.Itoa(int(c.Rate)/2), "-threads", "1",
			"-c:a", "pcm_s24le", "-timecode", c.Timecode(), "-metadata:s:v", "reel_name="+c.Card,
			"-metadata", "creation_time="+c.At.UTC().Format("2006-01-02T15:04:05Z"),
			// mdta keys: where the zone stands
			"-metadata", "com.apple.quicktime.creationdate="+c.At.Format("2006-01-02T15:04:05-0700"), "-movflags", "use_metadata_tags")
	}
	// bitexact keeps the encoder's version out of the file; filter threads can change rounding.
	return append(args, "-filter_complex_threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", target)
}

// pictureInputs are the night (0) and the beam that wanders over it (1).
func (c Clip) pictureInputs() []string {
	size := fmt.Sprintf("%dx%d", c.Width, c.Height)
	length := strconv.Itoa(max(c.Seconds, 1))
	night := fmt.Sprintf("gradients=s=%s:r=%d:d=%s:c0=#15120f:c1=#2b2620:x0=0:y0=0:x1=%d:y1=%d:speed=0.00001:seed=1", size, c.Rate, length, c.Width, c.Height)
	beam := fmt.Sprintf("color=c=%s:s=%dx%d:r=%d:d=%s", c.Hue, c.Width/9, c.Height, c.Rate, length)
	return []string{"-f", "lavfi", "-i", night, "-f", "lavfi", "-i", beam}
}

// picture is the filter graph: a beam that sweeps, the sticks of a clapper, the slate's words, the
// running timecode, and one white frame for the sync pop.
func (c Clip) picture(font string) string {
	w, h := c.Width, c.Height
	var g strings.Builder
	// A still shows the beam where it stands at that second; a clip lets it sweep once in three.
	sweep := fmt.Sprintf("mod(t*%d\\,%d)-%d", w*4/9, w*4/3, w/3)
	if c.Kind == Still {
		sweep = strconv.Itoa(w * (1 + c.At.Second()%6) / 9)
	}
	// The clear margin has the beam's own colour, so that blurring softens only the alpha.
	fmt.Fprintf(&g, "[1]format=rgba,colorchannelmixer=aa=0.6,pad=w=3*iw:h=ih:x=iw:y=0:color=%s@0,gblur=sigma=%d:sigmaV=0.1[beam];[0][beam]overlay=x=%s:y=0", c.Hue, w/30, sweep)
	g.WriteString(c.sticks())
	fmt.Fprintf(&g, ",drawbox=x=%d:y=%d:w=%d:h=%d:color=#141312@0.82:t=fill", w/16, h/4, w*7/8, h*11/20)
	line := func(x, y, size int, colour, text string) {
		fmt.Fprintf(&g, ",drawtext=fontfile='%s':text='%s':x=%d:y=%d:fontsize=%d:fontcolor=%s", escape(font), escape(text), x, y, size, colour)
	}
	left := w / 16 * 3 / 2
	line(left, h*29/100, h/22, "#a89f92", "THE LAMP ROOM")
	line(left, h*37/100, h/15, "#ece7df", c.Title)
	line(left, h*48/100, h/18, "#e8a33d", fmt.Sprintf("SCENE %s   TAKE %d   CARD %s", c.Scene, c.Take, c.Card))
	if c.Kind == Still {
		line(left, h*62/100, h/12, "#ece7df", c.At.Format("2006-01-02 15:04:05"))
		g.WriteString(",scale=out_range=full") // JPEG is full range
	} else {
		fmt.Fprintf(&g, ",drawtext=fontfile='%s':timecode='%s':rate=%d:x=%d:y=%d:fontsize=%d:fontcolor=#ece7df",
			escape(font), strings.ReplaceAll(c.Timecode(), ":", `\:`), c.Rate, left, h*60/100, h/8)
		fmt.Fprintf(&g, ",drawbox=x=0:y=0:w=iw:h=ih:color=white:t=fill:enable='eq(n\\,%d)'", c.popFrame())
	}
	g.WriteString("[slate]")
	return g.String()
}

// sticks is the striped bar of a clapper along the top.
func (c Clip) sticks() string {
	var b strings.Builder
	const stripes = 12
	for i := range stripes {
		colour := "#ece7df"
		if i%2 == 1 {
			colour = "#141312"
		}
		fmt.Fprintf(&b, ",drawbox=x=%d:y=0:w=%d:h=%d:color=%s:t=fill", i*c.Width/stripes, c.Width/stripes+1, c.Height/10, colour)
	}
	return b.String()
}

// popFrame is the frame of the flash and the pop: half a second in.
func (c Clip) popFrame() int { return int(c.Rate) / 2 }

// soundInput is a quiet room tone with a pop as long as one frame, in step with the flash.
func (c Clip) soundInput() []string {
	from := float64(c.popFrame()) / float64(c.Rate)
	to := from + 1/float64(c.Rate)
	return []string{"-f", "lavfi", "-i", fmt.Sprintf(
		"aevalsrc=exprs='if(gte(t\\,%[1]g)*lt(t\\,%[2]g)\\,0.5*sin(2*PI*1000*t)\\,0.03*sin(2*PI*220*t))':s=%[3]d:d=%[4]d", from, to, sampleRate, c.Seconds)}
}

// broadcastMetadata fills the bext chunk (EBU Tech 3285).
func (c Clip) broadcastMetadata() []string {
	pairs := []string{
		"description=" + c.Title,
		"originator=The Lamp Room BTS",
		"originator_reference=" + c.Card,
		"origination_date=" + c.At.Format("2006-01-02"),
		"origination_time=" + c.At.Format("15:04:05"),
		"time_reference=" + strconv.FormatInt(c.samplesSinceMidnight(), 10),
	}
	var args []string
	for _, p := range pairs {
		args = append(args, "-metadata", p)
	}
	return args
}

// escape makes text safe inside a quoted value of a filter graph.
func escape(text string) string {
	return strings.NewReplacer(`\`, `\\\\`, `'`, `’`, `:`, `\:`, `%`, `\\%`).Replace(text)
}
