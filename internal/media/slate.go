package media

import (
	"encoding/hex"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/timecode"
)

// timecodeText is the timecode of a film as it is written: of its timecode track or its header, then that of a camera's
// document.
func (j *job) timecodeText() string {
	if j.probed != nil {
		for _, s := range j.probed.Streams { // a track of its own is what the camera set
			if s.CodecTag == "tmcd" && s.Tags["timecode"] != "" {
				return s.Tags["timecode"]
			}
		}
		if text := j.probed.tags["timecode"]; text != "" {
			return text
		}
		for _, s := range j.probed.Streams {
			if text := firstOf(s.Tags, "timecode"); text != "" {
				return text
			}
			if s.Timecode != "" {
				return s.Timecode
			}
		}
	}
	if text := ltc(j.tags.text("CameraXML:LtcChangeTable.LtcChange.value")); text != "" {
		return text
	}
	return j.tags.text("Red:StartTimecode", "Red:StartEdgeCode", "CameraXML:ClipContent.StartTimecode", "CameraXML:ClipMetadata.StartTimecode", "XMP-xmpDM:StartTimecodeTimeValue", "QuickTime:StartTimecode")
}

// ltc reads the timecode of XAVC's documents: frames, seconds, minutes and hours in decimals, with flags in their upper bits;
// 0x40 of the frames is drop frame (SMPTE ST 12-1).
func ltc(text string) string {
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 4 {
		return ""
	}
	mark := ":"
	if b[0]&0x40 != 0 {
		mark = ";"
	}
	return fmt.Sprintf("%02x:%02x:%02x%s%02x", b[3]&0x3f, b[2]&0x7f, b[1]&0x7f, mark, b[0]&0x3f)
}

// soundStart is the first sample of a recorder, counted from midnight. The frame is known where the rate is.
func (j *job) soundStart() bool {
	t := j.tags
	samples, ok := new(big.Int).SetString(t.text("bext:TimeReference"), 10)
	if !ok || samples.Sign() == 0 && t.text("bext:OriginationTime", "iXML:IXML_VERSION") == "" {
		return false
	}
	rate := int64(t.whole("WAV:SampleRate"))
	if stamp := int64(t.whole("iXML:SPEED.TIMESTAMP_SAMPLE_RATE")); stamp > 0 {
		rate = stamp
	}
	day := new(big.Int).Mul(big.NewInt(rate), big.NewInt(2*86400))
	if rate <= 0 || samples.Cmp(day) > 0 {
		return false
	}
	j.Clock = timecode.Rational{Num: samples.Int64(), Den: rate}.Reduced()
	frames, drop := t.soundRate()
	if !frames.Known() {
		return true
	}
	tc := timecode.Timecode{Rate: frames, Drop: drop}
	// Recorders cut the count of samples off where a frame begins between two: the next one decides which frame it is.
	j.Start = tc.Add(frames.Of(timecode.Rational{Num: samples.Int64() + 1, Den: rate}))
	return true
}

var speed = regexp.MustCompile(`^0*(\d+(?:\.\d+)?)\s*-?\s*(ND|NDF|DF|D)?`)

// soundRate is the rate of the timecode that a recorder ran at: of iXML, or of the description.
func (t tags) soundRate() (timecode.Rate, bool) {
	text, flag := t.text("iXML:SPEED.TIMECODE_RATE"), t.text("iXML:SPEED.TIMECODE_FLAG")
	if text == "" {
		m := speed.FindStringSubmatch(strings.ToUpper(t.text("bextDescription:SPEED", "bextDescription:FRAMERATE")))
		if m == nil {
			return timecode.Rate{}, false
		}
		text, flag = m[1], m[2]
	}
	rate := rateOf(text)
	if !rate.Known() {
		d := decimal(text)
		rate = timecode.Rate(d)
	}
	for _, exact := range []timecode.Rate{{Num: 24000, Den: 1001}, {Num: 24, Den: 1}, {Num: 25, Den: 1}, {Num: 30000, Den: 1001}, {Num: 30, Den: 1}, {Num: 48000, Den: 1001}, {Num: 48, Den: 1}, {Num: 50, Den: 1}, {Num: 60000, Den: 1001}, {Num: 60, Den: 1}} {
		if near(rate, exact, 0.0005) {
			return exact, exact.MayDrop() && slices.Contains([]string{"DF", "D"}, strings.ToUpper(flag))
		}
	}
	return timecode.Rate{}, false
}

// slate is what a recorder or camera says of the take.
func (j *job) slate() {
	t := j.tags
	s := &j.Slate
	s.Scene = t.text("iXML:SCENE", "bextDescription:SCENE", "Keys:ProappsScene", "ffprobe:tag.com.apple.proapps.scene", "ffprobe:tag.scene", "XMP-xmpDM:Scene", "Red:Scene", "CameraXML:ClipContent.Memo.Scene", "CameraXML:Scenario.SceneNo")
	s.Take = t.text("iXML:TAKE", "bextDescription:TAKE", "Keys:ProappsShot", "ffprobe:tag.com.apple.proapps.take", "ffprobe:tag.take", "XMP-xmpDM:TakeNumber", "Red:Take", "CameraXML:Scenario.TakeNo")
	s.Tape = t.text("iXML:TAPE", "bextDescription:TAPE", "XMP-xmpDM:TapeName", "Red:ReelNumber")
	s.Note = t.text("iXML:NOTE", "bextDescription:NOTE", "XMP-xmpDM:LogComment", "XMP-xmpDM:ShotName")
	s.Circled = yes(t.text("iXML:CIRCLED", "bextDescription:CIRCLED", "XMP-xmpDM:Good"))
	s.Wild = yes(t.text("iXML:WILD_TRACK")) || strings.Contains(t.text("iXML:TAKE_TYPE"), "WILD_TRACK")
	j.Reel = t.text("Keys:ProappsReel", "ffprobe:tag.com.apple.proapps.reel", "Red:ReelNumber", "ffprobe:tag.reel_name", "ffprobe:tag.reel")
	if j.probed != nil {
		for _, stream := range j.probed.Streams {
			if j.Reel == "" {
				j.Reel = strings.TrimSpace(firstOf(stream.Tags, "reel_name"))
			}
		}
	}
	if j.form.kind == Audio && j.Reel == "" {
		j.Reel = s.Tape
	}
	const most = 1000
	for _, text := range []*string{&s.Scene, &s.Take, &s.Tape, &s.Note, &j.Reel} {
		*text = short(*text, most)
	}
}

// yes is what recorders mean by it.
func yes(text string) bool {
	on, err := strconv.ParseBool(strings.ToLower(text))
	return err == nil && on || strings.EqualFold(text, "yes")
}
