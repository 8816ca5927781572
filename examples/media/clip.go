// Package media makes sample camera cards for the example production with the installed ffmpeg:
// clips with a moving slate and running timecode, a sync pop, stills and field recordings. The same
// list gives the same bytes on the same ffmpeg, so that hashes of a demo can be compared.
package media

import (
	"fmt"
	"path"
	"time"
)

// Kind is what a device records.
type Kind string

// The kinds of sample.
const (
	Video Kind = "video" // QuickTime, H.264 and 24-bit PCM, with a timecode track
	Still Kind = "still" // JPEG
	Sound Kind = "sound" // Broadcast WAV with a time reference
)

// Clip is one file on a card.
type Clip struct {
	Kind    Kind
	Card    string // card and folder, "A001"
	Name    string // file name with extension
	Title   string // what is to be seen
	Scene   string // scene number
	Take    int
	Seconds int       // length; 0 for a still
	Rate    Rate      // frames per second of the timecode
	At      time.Time // wall clock of the first frame; the timecode is its time of day
	Width   int       // pixels
	Height  int       // pixels
	Hue     string    // colour of the moving light, "#e8a33d"
}

// Rate is a frame rate that timecode counts in whole frames, non-drop.
type Rate int

// Rate25 is the rate of the sample cards.
const Rate25 Rate = 25

// Path is where the clip lies below the output folder, with forward slashes: "A001/A001C001_260507.MOV".
func (c Clip) Path() string { return path.Join(c.Card, c.Name) }

// Timecode is the time of day of the first frame, "14:10:02:00". Sample clips start on full seconds.
func (c Clip) Timecode() string { return c.At.Format("15:04:05") + ":00" }

// samplesSinceMidnight is the BWF time reference of the clip at 48 kHz.
func (c Clip) samplesSinceMidnight() int64 {
	h, m, s := c.At.Clock()
	return int64(h*3600+m*60+s) * sampleRate
}

const sampleRate = 48_000

// The colours of the moving light, one per camera, from the palette of the house.
const (
	tungsten = "#e8a33d"
	sea      = "#5b82bd"
	storm    = "#5f9e7c"
)

// Cards lists the sample media: what the four people of the example crew bring home from three days.
func Cards() []Clip {
	london := time.FixedZone("BST", 3600)
	at := func(day, hour, minute, second int) time.Time {
		return time.Date(2026, time.May, day, hour, minute, second, 0, london)
	}
	var clips []Clip
	clips = append(clips, reel("A001", tungsten, []shot{
		{"Lens comes up to speed", "20", 1, 5, at(7, 11, 52, 10)},
		{"Lamp lit for real", "21", 1, 6, at(7, 14, 12, 0)},
		{"Director and lead between takes", "22", 1, 4, at(7, 16, 31, 20)},
	})...)
	clips = append(clips, reel("A002", storm, []shot{
		{"Rain towers, first water", "31", 1, 5, at(12, 18, 4, 0)},
		{"Storm, take one", "31", 1, 4, at(12, 21, 22, 40)},
		{"Past midnight on the boat rocker", "30", 3, 4, at(13, 0, 11, 5)},
	})...)
	clips = append(clips, reel("B001", sea, []shot{
		{"Bridge stunt rehearsal", "33", 1, 5, at(14, 16, 40, 0)},
		{"Bridge stunt, take one", "33", 1, 5, at(14, 22, 18, 30)},
	})...)
	clips = append(clips, stills("P001", []shot{
		{"The sock and the bulb", "20", 1, 0, at(7, 12, 40, 3)},
		{"Three faces, lit", "21", 1, 0, at(7, 14, 12, 4)},
		{"Gaffer resets the lens", "21", 2, 0, at(7, 15, 2, 11)},
		{"Parliament reads the order", "9", 1, 0, at(5, 9, 12, 44)},
		{"Crane over the rocks", "10", 2, 0, at(5, 11, 20, 9)},
		{"Mud, rope, wrong shoes", "33", 1, 0, at(14, 22, 19, 2)},
	})...)
	return append(clips, recordings("S001", []shot{
		{"Interview: gaffer", "21", 1, 5, at(7, 12, 45, 0)},
		{"Lamp lit for real, room sound", "21", 1, 6, at(7, 14, 12, 0)},
	})...)
}

// shot is one line of a card's list.
type shot struct {
	title   string
	scene   string
	take    int
	seconds int
	at      time.Time
}

func reel(card, hue string, shots []shot) []Clip {
	var clips []Clip
	for i, s := range shots {
		clips = append(clips, s.clip(Video, card, fmt.Sprintf("%sC%03d_%s.MOV", card, i+1, s.at.Format("060102")), hue, 1280, 720))
	}
	return clips
}

func stills(card string, shots []shot) []Clip {
	var clips []Clip
	hues := []string{tungsten, tungsten, tungsten, storm, sea, sea}
	for i, s := range shots {
		clips = append(clips, s.clip(Still, card, fmt.Sprintf("LMP_%04d.JPG", 112+i), hues[i], 1800, 1200))
	}
	return clips
}

func recordings(card string, shots []shot) []Clip {
	var clips []Clip
	for i, s := range shots {
		clips = append(clips, s.clip(Sound, card, fmt.Sprintf("%sT%03d_%s.WAV", card, i+1, s.at.Format("060102")), "", 0, 0))
	}
	return clips
}

func (s shot) clip(kind Kind, card, name, hue string, width, height int) Clip {
	return Clip{Kind: kind, Card: card, Name: name, Title: s.title, Scene: s.scene, Take: s.take, Seconds: s.seconds,
		Rate: Rate25, At: s.at, Width: width, Height: height, Hue: hue}
}
