package media

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"github.com/btsdirector/bts/internal/timecode"
)

// fallback fills from the other readers what ffprobe did not say: it is missing, does not know the format, or gave up.
func (j *job) fallback() {
	if j.form.kind == Still || j.form.kind == Document {
		return
	}
	t := j.tags
	if !j.Rate.Known() && j.Kind != Audio {
		if rate, ok := t.number("Red:FrameRate", "Track1:VideoFrameRate", "Track2:VideoFrameRate", "RIFF:VideoFrameRate", "RIFF:FrameRate"); ok && rate > 0 && rate < 10000 {
			j.Rate, _ = usual(timecode.Rate{Num: int64(math.Round(rate * 1e6)), Den: 1e6})
			j.Rate = timecode.Rate(timecode.Rational(j.Rate).Reduced())
		}
	}
	if j.Width == 0 {
		j.Width, j.Height = pair(t.text("Composite:ImageSize"))
	}
	if j.Duration.Num == 0 {
		j.Duration = decimal(t.text("Composite:Duration", "QuickTime:Duration", "MXF:Duration", "FLAC:Duration", "Matroska:Duration"))
	}
	bytes, second := t.whole64("WAV:DataBytes"), t.whole64("WAV:BytesPerSecond")
	if j.Duration.Num == 0 && bytes > 0 && second > 0 {
		j.Duration = exact(big.NewRat(bytes, second))
	}
}

func (t tags) whole64(key string) int64 {
	n, err := strconv.ParseInt(t.text(key), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// pair reads "1920 1080" and "1920x1080".
func pair(text string) (int, int) {
	both := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == 'x' })
	if len(both) != 2 {
		return 0, 0
	}
	return atoi(both[0]), atoi(both[1])
}

// makersOfAVCHD by the number that their recordings have.
var makersOfAVCHD = map[string]string{"259": "Panasonic", "264": "Sony", "4113": "Canon", "4356": "JVC"}

// spoken is the first text of the keys that is a name: with -n some fields are the numbers that makers have for lenses.
func (t tags) spoken(keys ...string) string {
	for _, key := range keys {
		if text := t.text(key); strings.ContainsFunc(text, unicode.IsLetter) {
			return text
		}
	}
	return ""
}
