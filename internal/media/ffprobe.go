package media

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"os"
	"os/exec"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/timecode"
)

// probe is what ffprobe says of a file.
type probe struct {
	Streams []stream          `json:"streams"`
	Format  map[string]any    `json:"format"`
	tags    map[string]string // of the format, by name in small letters
}

// stream is one of them. Rates are fractions as text.
type stream struct {
	Type      string            `json:"codec_type"`
	Codec     string            `json:"codec_name"`
	CodecTag  string            `json:"codec_tag_string"`
	Profile   any               `json:"profile"`
	Width     int               `json:"width"`
	Height    int               `json:"height"`
	Aspect    string            `json:"sample_aspect_ratio"`
	Average   string            `json:"avg_frame_rate"`
	Real      string            `json:"r_frame_rate"`
	TimeBase  string            `json:"time_base"`
	Ticks     json.Number       `json:"duration_ts"`
	Duration  string            `json:"duration"`
	Frames    string            `json:"nb_frames"`
	Samples   string            `json:"sample_rate"`
	Channels  int               `json:"channels"`
	Timecode  string            `json:"timecode"` // of MPEG-2
	Side      []map[string]any  `json:"side_data_list"`
	Tags      map[string]string `json:"tags"`
	Dispose   map[string]int    `json:"disposition"`
	FieldsOf  string            `json:"field_order"`
	Allocated string            `json:"codec_long_name"`
}

// askFFprobe lets ffprobe read the file, in a process of its own, without the network and with the demuxer named.
func (j *job) askFFprobe() {
	if j.o.FFprobe == "" {
		j.flaw("no_tool", "ffprobe is not installed: streams, length and rate are not read")
		return
	}
	cmd := exec.Command(j.o.FFprobe, //nolint:gosec,noctx // a list of arguments; run watches over it
		"-v", "error", "-hide_banner", "-protocol_whitelist", "file", "-max_alloc", strconv.FormatInt(j.o.MostMemory/2, 10), "-threads", "1",
		"-probesize", "20000000", "-analyzeduration", "10000000", "-f", j.form.demuxer,
		"-show_format", "-show_streams", "-of", "json", "-i", "file:"+j.path)
	cmd.Env = quiet()
	out, told, err := j.spawn.run(j.ctx, cmd, j.o.Patience)
	switch {
	case j.ctx.Err() != nil:
		return
	case errors.Is(err, errSlow):
		j.flaw("too_slow", "ffprobe did not come to its end with it in time")
		return
	case errors.Is(err, errFlood):
		j.flaw("too_large", "ffprobe says more of it than is kept")
		return
	case errors.Is(err, errNoStart):
		j.flaw("no_tool", "ffprobe cannot be started: streams, length and rate are not read")
		return
	}
	j.probed = j.believe(out)
	j.complaints(string(told), err)
}

// quiet is the environment of a program that is not to be trusted with ours.
func quiet() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C", "HOME=" + os.TempDir()}
}

// believe reads what ffprobe wrote; nil where it could make nothing of the file.
func (j *job) believe(out []byte) *probe {
	var p probe
	if err := json.Unmarshal(out, &p); err != nil || p.Format == nil && len(p.Streams) == 0 {
		return nil
	}
	p.tags = map[string]string{}
	if list, ok := p.Format["tags"].(map[string]any); ok {
		for name, value := range list {
			p.tags[strings.ToLower(name)] = plain(value)
		}
	}
	_ = document(out, func(key string, value any) { // it was read above
		switch key {
		case "format":
			j.keep("ffprobe:", value)
		case "streams":
			list, _ := value.([]any)
			for i, s := range list {
				j.keep(fmt.Sprintf("ffprobe:stream%d.", i), s)
			}
		}
	})
	return &p
}

// keep puts the values of an object among the tags; objects in it by their path.
func (j *job) keep(prefix string, value any) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	for name, v := range object {
		switch {
		case name == "filename" || name == "disposition" || name == "index" || name == "size" && prefix == "ffprobe:":
		case name == "tags":
			j.keep(prefix+"tag.", v)
		default:
			if inner, ok := v.(map[string]any); ok {
				j.keep(prefix+name+".", inner)
				continue
			}
			j.tags.put("ffprobe", prefix+name, v)
		}
	}
}

// complaints turns what ffprobe said to flaws.
func (j *job) complaints(told string, err error) {
	nothing := j.probed == nil || len(j.probed.Streams) == 0
	line, _, _ := strings.Cut(strings.TrimSpace(told), "\n")
	if at := strings.Index(line, "] "); strings.HasPrefix(line, "[") && at > 0 {
		line = line[at+2:] // the address of the demuxer
	}
	line = strings.ReplaceAll(line, "file:"+j.path, "it")
	switch {
	case strings.Contains(told, "moov atom not found"):
		j.flaw("truncated", "its index is missing: the recording was not closed, or the copy is cut off")
	case nothing && strings.Contains(told, "Unknown input format"):
		j.flaw("no_tool", "this ffprobe does not read "+j.form.format)
	case nothing && j.form.format == "wav" && j.Bytes < 44:
		j.flaw("truncated", "it ends within its header")
	case nothing:
		j.flaw("corrupt", "no stream can be found in it: "+short(line, 200))
	case err != nil:
		j.flaw("corrupt", "ffprobe ended early: "+short(line, 200))
	}
}

// tracks are the streams as the library knows them. A still picture within, such as a cover, is not one.
func (p *probe) tracks() []Track {
	var list []Track
	for _, s := range p.Streams {
		if s.picture() {
			continue
		}
		t := Track{
			Kind: s.kind(), Codec: s.Codec, Profile: plain(s.Profile), Duration: s.length(), Channels: s.Channels,
			Name: strings.TrimSpace(strings.Trim(firstOf(s.Tags, "title", "track_name", "handler_name"), "\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0b\x0c\x0e\x0f\x10\x11\x12")),
		}
		if t.Codec == "" || t.Codec == "unknown" {
			t.Codec = strings.TrimSpace(s.CodecTag)
		}
		if t.Kind == "video" {
			t.Rate = s.rate()
		}
		t.Samples, _ = strconv.Atoi(s.Samples)
		if language := s.Tags["language"]; language != "und" {
			t.Language = language
		}
		list = append(list, t)
	}
	return list
}

func (s stream) kind() string {
	switch s.Type {
	case "video", "audio", "subtitle":
		return s.Type
	default:
		return "data"
	}
}

func (s stream) picture() bool { return s.Dispose["attached_pic"] == 1 }

func (s stream) length() timecode.Rational {
	base, okBase := fraction(s.TimeBase)
	if ticks, err := s.Ticks.Int64(); err == nil && okBase && ticks > 0 {
		return times(base, ticks)
	}
	return decimal(s.Duration)
}

// rate is that of the stream: the average where it is one that cameras have, else the one that ffmpeg guesses from its ticks.
func (s stream) rate() timecode.Rate {
	average, real := rateOf(s.Average), rateOf(s.Real)
	if exact, ok := usual(average); ok {
		return exact
	}
	if exact, ok := usual(real); ok && near(average, exact, 0.01) {
		return exact
	}
	if average.Known() {
		return average
	}
	return real
}

func rateOf(text string) timecode.Rate {
	f, ok := fraction(text)
	if !ok || f.Num <= 0 || f.Num/f.Den > 100000 {
		return timecode.Rate{}
	}
	f = f.Reduced()
	return timecode.Rate(f)
}

// usual is the rate of film and television that another one means: 2997/100 is 30000/1001. They differ by a frame in hours
// at most, which is a matter of how ticks are rounded.
func usual(r timecode.Rate) (timecode.Rate, bool) {
	if !r.Known() {
		return r, false
	}
	for _, base := range []int64{24, 25, 30, 48, 50, 60, 72, 90, 96, 100, 120, 144, 180, 200, 240, 300} {
		for _, exact := range []timecode.Rate{{Num: base, Den: 1}, {Num: base * 1000, Den: 1001}} {
			if near(r, exact, 0.0001) {
				return exact, true
			}
		}
	}
	return r, false
}

func near(a, b timecode.Rate, within float64) bool {
	if !a.Known() || !b.Known() {
		return false
	}
	x, y := float64(a.Num)/float64(a.Den), float64(b.Num)/float64(b.Den)
	return x >= y*(1-within) && x <= y*(1+within)
}

// fraction reads "30000/1001" and "16:9".
func fraction(text string) (timecode.Rational, bool) {
	above, below, ok := strings.Cut(strings.ReplaceAll(text, ":", "/"), "/")
	num, err := strconv.ParseInt(above, 10, 64)
	den, err2 := strconv.ParseInt(below, 10, 64)
	if !ok || err != nil || err2 != nil || den <= 0 {
		return timecode.Rational{}, false
	}
	return timecode.Rational{Num: num, Den: den}, true
}

// times is a·n, or nothing where that is beyond all clocks.
func times(a timecode.Rational, n int64) timecode.Rational {
	return exact(new(big.Rat).Mul(big.NewRat(a.Num, max(1, a.Den)), new(big.Rat).SetInt64(n)))
}

// decimal reads "12.040000" seconds.
func decimal(text string) timecode.Rational {
	if len(text) > 40 || strings.ContainsAny(text, "eE/") {
		return timecode.Rational{}
	}
	r, ok := new(big.Rat).SetString(text)
	if !ok || r.Sign() < 0 {
		return timecode.Rational{}
	}
	return exact(r)
}

func exact(r *big.Rat) timecode.Rational {
	if !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return timecode.Rational{}
	}
	return timecode.Rational{Num: r.Num().Int64(), Den: r.Denom().Int64()}
}

func firstOf(m map[string]string, names ...string) string {
	for _, name := range names {
		if v := m[name]; strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
