// Package media reads what files of pictures and sound are and say of themselves.
//
// Nothing here trusts a file: whatever decodes it runs in a process of its own, with a limit of time and of memory.
// Originals are opened for reading and never changed.
package media

import (
	"time"

	"github.com/btsdirector/bts/internal/timecode"
)

// Kind is what a person would call a file.
type Kind string

// The kinds.
const (
	Video    Kind = "video"
	Audio    Kind = "audio"
	Still    Kind = "still"
	Sidecar  Kind = "sidecar"  // XMP, THM, camera XML: says something of another file
	Document Kind = "document" // PDF, text, subtitles
	Unknown  Kind = "unknown"
)

// Reading is all that one file says of itself. What it does not say is zero.
type Reading struct {
	Kind   Kind   `json:"kind"`
	Format string `json:"format"` // short name of the container, lower case: mov, mp4, mxf, mts, wav, jpeg, heic, cr3, dng
	Bytes  int64  `json:"bytes"`

	Captured Instant           `json:"captured"`
	Duration timecode.Rational `json:"duration"` // seconds
	Rate     timecode.Rate     `json:"rate"`     // of the picture
	Start    timecode.Timecode `json:"start"`    // of the first frame or sample; not Known where the file has none
	Clock    timecode.Rational `json:"clock"`    // seconds from midnight to Start, exact; of sound also where no rate is known
	Reel     string            `json:"reel"`

	Width     int     `json:"width"` // as shown: rotation and the shape of the dots are counted in
	Height    int     `json:"height"`
	Turn      int     `json:"turn"` // EXIF orientation 1 to 8, of a still; 0 is not said
	Streams   []Track `json:"streams"`
	Camera    Camera  `json:"camera"`
	Place     *Spot   `json:"place,omitempty"`
	Slate     Slate   `json:"slate"`
	Words     Words   `json:"words"`
	Fields    []Field `json:"fields"`   // every field that was read, in the order of group and name
	Problems  []Flaw  `json:"problems"` // what is wrong, beside which the rest holds
	TimeLapse bool    `json:"time_lapse"`
}

// Instant is when something was recorded, as the camera's clock says. Many cameras do not say their zone.
type Instant struct {
	At    time.Time `json:"at"`    // UTC where Zoned, else the wall clock written as if it were UTC; zero is unknown
	Zoned bool      `json:"zoned"` // the file says the offset from UTC, or the format has UTC alone
	From  string    `json:"from"`  // the field that says so: "EXIF:DateTimeOriginal", "bext:OriginationTime"
}

// Track is a stream of a container.
type Track struct {
	Kind     string            `json:"kind"`  // video, audio, data, subtitle
	Codec    string            `json:"codec"` // as ffprobe calls it: h264, prores, pcm_s24le
	Profile  string            `json:"profile"`
	Duration timecode.Rational `json:"duration"`
	Rate     timecode.Rate     `json:"rate"`    // frames, of video
	Samples  int               `json:"samples"` // a second, of audio
	Channels int               `json:"channels"`
	Name     string            `json:"name"`
	Language string            `json:"language"`
}

// Camera is what recorded.
type Camera struct {
	Make   string `json:"make"`
	Model  string `json:"model"`
	Serial string `json:"serial"`
	Lens   string `json:"lens"`
	Name   string `json:"name"` // given by its operator: "A"
}

// Spot is where it was recorded, WGS 84.
type Spot struct {
	Latitude  float64 `json:"latitude"` // degrees, north positive
	Longitude float64 `json:"longitude"`
	Altitude  float64 `json:"altitude"` // metres
}

// Slate is what a recorder or camera says of the take.
type Slate struct {
	Scene   string `json:"scene"`
	Take    string `json:"take"`
	Tape    string `json:"tape"`
	Note    string `json:"note"`
	Circled bool   `json:"circled"`
	Wild    bool   `json:"wild"`
}

// Words are what people wrote into a file.
type Words struct {
	Title     string   `json:"title"`
	Headline  string   `json:"headline"`
	Caption   string   `json:"caption"`
	Creator   string   `json:"creator"`
	Credit    string   `json:"credit"`
	Copyright string   `json:"copyright"`
	Keywords  []string `json:"keywords"`
	People    []string `json:"people"`
	Rating    int      `json:"rating"` // 0 to 5; -1 is rejected
}

// Field is one field of metadata, as it was read.
type Field struct {
	Group string `json:"group"` // EXIF, IPTC, XMP-dc, QuickTime, iXML, bext, ffprobe
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from"` // what read it: bts, exiftool, ffprobe
}

// Flaw is something about a file that does not hold.
type Flaw struct {
	Code    string `json:"code"` // corrupt, truncated, empty, too_large, too_slow, not_media, unreadable, no_tool
	Message string `json:"message"`
}

// Broken reports whether nothing can be made of the file.
func (r Reading) Broken() bool { return r.Kind == Unknown && len(r.Problems) > 0 }
