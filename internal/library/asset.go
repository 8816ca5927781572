// Package library is what is known of the unit's clips, stills and recordings: what each is, where its files lie,
// what was made of it to look at, what it belongs to, and what people say of it.
//
// An Asset is one content: the same bytes on two drives are one asset with two files. What a file says of itself is in
// its media.Reading, which is kept beside it and never changed; what people say is in the asset's own fields.
package library

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/timecode"
)

// Asset is a clip, still or recording. Its first part comes from the file, the second from people.
type Asset struct {
	ID      production.AssetID `json:"id"`
	Seq     int64              `json:"-"`       // counts all assets of the database in the order in which they came; given by the store
	Content string             `json:"content"` // see ContentOf
	Name    string             `json:"name"`    // of the file that came first
	Kind    media.Kind         `json:"kind"`
	Format  string             `json:"format"`
	Bytes   int64              `json:"bytes"`
	State   State              `json:"state"`
	Problem string             `json:"problem"` // why nothing can be made of it, in words; "" for none

	TakenAt  time.Time         `json:"taken_at"` // UTC, by the camera's clock with its offset; zero is unknown
	Clock    string            `json:"clock"`    // what says so: "EXIF:DateTimeOriginal", "the file's name"
	Offset   int64             `json:"offset"`   // seconds that the camera's clock was corrected by
	Duration timecode.Rational `json:"duration"` // seconds
	Rate     timecode.Rate     `json:"rate"`
	Start    timecode.Timecode `json:"start"`
	Width    int               `json:"width"`
	Height   int               `json:"height"`
	Device   string            `json:"device"` // tells cameras and recorders apart: make, model, serial
	Reel     string            `json:"reel"`
	Slate    media.Slate       `json:"slate"`
	Spot     *media.Spot       `json:"spot,omitempty"`
	CameBy   string            `json:"came_by"` // who brought it in
	CameAt   time.Time         `json:"came_at"`

	Day      production.Date        `json:"day"`      // of the shoot: a night belongs to the day on which it began
	DayBy    string                 `json:"day_by"`   // what says the day, in words; "" when a person does, or nothing
	Card     production.CardID      `json:"card"`     //
	Operator production.MemberID    `json:"operator"` // who recorded it
	Moment   production.MomentID    `json:"moment"`
	Scene    production.SceneID     `json:"scene"`
	Talk     production.InterviewID `json:"talk"`
	People   []string               `json:"people"` // names, as the production writes them
	Place    string                 `json:"place"`
	Rating   int                    `json:"rating"` // 0 to 5
	Verdict  Verdict                `json:"verdict"`
	Tags     []string               `json:"tags"`
	Title    string                 `json:"title"`
	Caption  string                 `json:"caption"`
	Note     string                 `json:"note"`
	Marks    []Mark                 `json:"marks"`   // in the order of time
	Matches  []Match                `json:"matches"` // what it may belong to, best first
	Gone     bool                   `json:"gone"`    // taken out of the library; the files stay where they are
}

// State is how far an asset is.
type State string

// The states.
const (
	Read   State = "read"   // what it says of itself is known
	Broken State = "broken" // nothing can be made of it; see Problem
)

// Verdict is what somebody decided at culling.
type Verdict string

// The verdicts, as photographers key them: 1, 2, 3.
const (
	First  Verdict = "first"
	Second Verdict = "second"
	Kill   Verdict = "kill"
)

// Verdicts are all verdicts in the order of their keys.
var Verdicts = []Verdict{First, Second, Kill}

// Mark is a point or range of a clip that somebody noted.
type Mark struct {
	In   int64  `json:"in"`  // frames from the beginning; thousandths of a second where there is no picture
	Out  int64  `json:"out"` // the last frame of a range; In for a point
	Text string `json:"text"`
	By   string `json:"by"`
}

// Match is something that an asset may belong to.
type Match struct {
	What      What     `json:"what"`
	ID        string   `json:"id"` // of the object; the name of a person or place
	Title     string   `json:"title"`
	Score     int      `json:"score"` // 0 to 100
	Reasons   []string `json:"reasons"`
	State     Decision `json:"state"`
	DecidedBy string   `json:"decided_by"`
}

// What is a sort of thing that an asset belongs to.
type What string

// The sorts.
const (
	OfMoment What = "moment"
	OfScene  What = "scene"
	OfTalk   What = "talk"
	OfPerson What = "person"
	OfPlace  What = "place"
	OfCard   What = "card"
	OfMember What = "operator"
	OfShot   What = "shot" // of the unit's own list, which it proves
)

// Decision is what became of a suggestion.
type Decision string

// The decisions. One that is sure is taken at once, and can be taken back.
const (
	Suggested Decision = "suggested"
	Taken     Decision = "taken"
	Refused   Decision = "refused"
)

// File is where the bytes of an asset lie.
type File struct {
	Asset    production.AssetID `json:"asset"`
	At       string             `json:"at"`   // "vault:" and a SHA-256, or "file:" and an absolute path
	Host     string             `json:"host"` // of a path
	Name     string             `json:"name"` // below the folder that was brought in, with slashes
	Modified time.Time          `json:"modified"`
	Bytes    int64              `json:"bytes"`
}

// Path is the path of the file on its host, "" for one that lies in the vault or whose place is not told.
func (f File) Path() string {
	path, on := strings.CutPrefix(f.At, "file:")
	if !on {
		return ""
	}
	return path
}

// Derived is something that was made of an asset to look at; its bytes are in the vault.
type Derived struct {
	Asset   production.AssetID `json:"asset"`
	Role    string             `json:"role"` // small, medium, large, poster, strip, wave, proxy
	SHA256  string             `json:"sha256"`
	MIME    string             `json:"mime"`
	Width   int                `json:"width"`
	Height  int                `json:"height"`
	Bytes   int64              `json:"bytes"`
	Frames  int                `json:"frames"`  // of a strip
	Columns int                `json:"columns"` // of a strip
	Recipe  int                `json:"recipe"`  // version of how it was made
}

// Work is something that is still to be made of an asset.
type Work struct {
	Asset    production.AssetID `json:"asset"`
	What     string             `json:"what"`    // looks: all that it is looked at by
	Urgency  int                `json:"urgency"` // 0 is what somebody waits for, larger numbers come later
	Attempts int                `json:"attempts"`
	Problem  string             `json:"problem"` // of the last attempt, "" for none
}

// ContentOf names a content by its xxHash-128 (32 hex digits) and size, as offloads know their files.
func ContentOf(xxh128 string, bytes int64) string { return fmt.Sprintf("xxh128-%s-%d", xxh128, bytes) }

// Longest texts, in characters, and most of a list.
const (
	longestName    = 1024
	longestWord    = 200
	longestCaption = 4000
	mostOfList     = 500
)

// Check returns fault.Invalid for an asset that cannot be.
func (a Asset) Check() error {
	for _, text := range []struct {
		name, is string
		most     int
	}{
		{"name", a.Name, longestName}, {"title", a.Title, longestWord}, {"place", a.Place, longestWord}, {"caption", a.Caption, longestCaption}, {"note", a.Note, longestCaption},
	} {
		if n := utf8.RuneCountInString(text.is); n > text.most {
			return fault.New(fault.Invalid, "the %s has %d characters, more than %d", text.name, n, text.most).WithRemedy("Shorten it.")
		}
	}
	if a.Rating < 0 || a.Rating > 5 {
		return fault.New(fault.Invalid, "a rating of %d cannot be", a.Rating).WithRemedy("Give 0 to 5 stars.")
	}
	if a.Verdict != "" && !slices.Contains(Verdicts, a.Verdict) {
		return fault.New(fault.Invalid, "%.40q is no verdict", a.Verdict).WithRemedy("Choose first, second or kill, or none.")
	}
	for _, list := range []struct {
		name string
		is   []string
	}{{"tags", a.Tags}, {"people", a.People}} {
		if len(list.is) > mostOfList {
			return fault.New(fault.Invalid, "%d %s are more than %d", len(list.is), list.name, mostOfList)
		}
		for _, word := range list.is {
			if n := utf8.RuneCountInString(word); n > longestWord {
				return fault.New(fault.Invalid, "one of the %s has %d characters, more than %d", list.name, n, longestWord).WithRemedy("Shorten it.")
			}
		}
	}
	if a.Day != "" {
		if _, err := production.ParseDate(string(a.Day)); err != nil {
			return err
		}
	}
	return a.checkMarks()
}

func (a Asset) checkMarks() error {
	if len(a.Marks) > 10*mostOfList {
		return fault.New(fault.Invalid, "%d marks are more than %d", len(a.Marks), 10*mostOfList)
	}
	for _, m := range a.Marks {
		if m.In < 0 || m.Out < m.In {
			return fault.New(fault.Invalid, "a range from %d to %d cannot be", m.In, m.Out).WithRemedy("Set its in before its out.")
		}
		if n := utf8.RuneCountInString(m.Text); n > longestCaption {
			return fault.New(fault.Invalid, "the text of a mark has %d characters, more than %d", n, longestCaption).WithRemedy("Shorten it.")
		}
	}
	return nil
}

// Tidy is the asset as somebody wrote it, in order: no spaces round texts, no word twice, marks by time. What the file says
// is that of was: nobody writes it.
func (a Asset) Tidy(was Asset) Asset {
	out := was
	out.Day, out.Card, out.Operator, out.Moment, out.Scene, out.Talk = a.Day, a.Card, a.Operator, a.Moment, a.Scene, a.Talk
	if out.Day != was.Day {
		out.DayBy = ""
	}
	out.Place, out.Title, out.Caption, out.Note = strings.TrimSpace(a.Place), strings.TrimSpace(a.Title), strings.TrimSpace(a.Caption), strings.TrimSpace(a.Note)
	out.People, out.Tags = once(a.People), once(a.Tags)
	out.Rating, out.Verdict, out.Gone, out.Matches = a.Rating, a.Verdict, a.Gone, settled(was, out, a.Matches)
	out.Marks = slices.Clone(a.Marks)
	slices.SortStableFunc(out.Marks, func(x, y Mark) int { return int(min(1, max(-1, x.In-y.In))) })
	return out
}

// once are the words without spaces round them, each once, in the order given.
func once(words []string) []string {
	out := []string{}
	for _, w := range words {
		if w = strings.Join(strings.Fields(w), " "); w != "" && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}
