package library

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/timecode"
)

// EditList is a choice of assets as an editing room takes it in.
type EditList struct {
	Schema     string     `json:"schema"`
	Production string     `json:"production"`
	MadeAt     time.Time  `json:"made_at"`
	Assets     []EditLine `json:"assets"`
}

// EditListSchema names the document and its version.
const EditListSchema = "bts.edit_list/1"

// EditLine is one of them.
type EditLine struct {
	ID         string     `json:"id"`
	Name       string     `json:"name"`
	Kind       string     `json:"kind"`
	Reel       string     `json:"reel"`
	Start      string     `json:"start"` // timecode of the first frame, "" unknown
	End        string     `json:"end"`   // of the frame behind the last
	Length     string     `json:"length"`
	Frames     int64      `json:"frames"`
	FrameRate  string     `json:"frame_rate"`
	Drop       bool       `json:"drop_frame"`
	Seconds    float64    `json:"duration"`
	Width      int        `json:"width"`
	Height     int        `json:"height"`
	CapturedAt string     `json:"captured_at"`
	Day        int        `json:"day"` // shoot day, 0 for none
	Date       string     `json:"date"`
	Scene      string     `json:"scene"`
	Take       string     `json:"take"`
	Camera     string     `json:"camera"`
	Card       string     `json:"card"`
	Moment     string     `json:"moment"`
	People     []string   `json:"people"`
	Tags       []string   `json:"tags"`
	Rating     int        `json:"rating"`
	Verdict    string     `json:"verdict"`
	Caption    string     `json:"caption"`
	Note       string     `json:"note"`
	Path       string     `json:"path"` // "" where it is not told
	Content    string     `json:"content"`
	Marks      []EditMark `json:"marks"`
}

// EditMark is a mark with its timecodes.
type EditMark struct {
	In   string `json:"in"`
	Out  string `json:"out"`
	Text string `json:"text"`
	By   string `json:"by"`
}

// NewEditLine is what an asset says of itself and what people say of it; what it belongs to is for the caller to add.
func NewEditLine(a Asset) EditLine {
	l := EditLine{
		ID: string(a.ID), Name: a.Name, Kind: string(a.Kind), Reel: a.Reel, FrameRate: a.Rate.String(), Seconds: a.Duration.Seconds(), Width: a.Width, Height: a.Height,
		Date: string(a.Day), Scene: a.Slate.Scene, Take: a.Slate.Take, Camera: a.Device, People: append([]string{}, a.People...), Tags: append([]string{}, a.Tags...),
		Rating: a.Rating, Verdict: string(a.Verdict), Caption: a.Caption, Note: a.Note, Content: a.Content, Marks: []EditMark{},
	}
	if l.Reel == "" {
		l.Reel = a.Slate.Tape
	}
	l.Frames = a.Rate.Of(a.Duration)
	start := a.Counted()
	if start.Known() && l.Frames > 0 {
		l.Start, l.End, l.Drop = start.String(), start.Add(l.Frames).String(), start.Drop
		l.Length = timecode.Timecode{Frame: l.Frames, Rate: start.Rate, Drop: start.Drop}.String()
	}
	for _, m := range a.Marks {
		l.Marks = append(l.Marks, EditMark{a.At(m.In), a.At(m.Out), m.Text, m.By})
	}
	return l
}

// Counted is the timecode from which frames of the asset are counted: its own, or midnight at its rate where the file has none.
func (a Asset) Counted() timecode.Timecode {
	if a.Start.Known() {
		return a.Start
	}
	return timecode.Timecode{Rate: a.Rate}
}

// At is where a mark stands, as people read it: a timecode, or minutes and seconds where there are no frames.
func (a Asset) At(n int64) string {
	if a.Rate.Known() {
		return a.Counted().Add(n).String()
	}
	at := time.Duration(n) * time.Millisecond
	return fmt.Sprintf("%02d:%02d:%02d.%03d", int(at.Hours()), int(at.Minutes())%60, int(at.Seconds())%60, at.Milliseconds()%1000)
}

// JSON writes the list as a document.
func (l EditList) JSON(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return written(e.Encode(l))
}

// CSV writes the list as a table with one line for each asset.
func (l EditList) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	rows := [][]string{{
		"Name", "Kind", "Reel", "Start", "End", "Length", "Frames", "Frame rate", "Drop frame", "Captured", "Day", "Date", "Scene", "Take", "Camera", "Card", "Moment", "People", "Tags",
		"Rating", "Verdict", "Caption", "Note", "Marks", "Path", "Id", "Content",
	}}
	for _, a := range l.Assets {
		day := ""
		if a.Day > 0 {
			day = fmt.Sprint(a.Day)
		}
		rows = append(rows, []string{
			a.Name, a.Kind, a.Reel, a.Start, a.End, a.Length, fmt.Sprint(a.Frames), a.FrameRate, map[bool]string{true: "yes"}[a.Drop], a.CapturedAt, day, a.Date, a.Scene, a.Take, a.Camera,
			a.Card, a.Moment, strings.Join(a.People, "; "), strings.Join(a.Tags, "; "), fmt.Sprint(a.Rating), a.Verdict, a.Caption, a.Note, markWords(a.Marks), a.Path, a.ID, a.Content,
		})
	}
	for i, row := range rows {
		for k := range row {
			if i > 0 {
				row[k] = plainCell(row[k])
			}
		}
	}
	return written(out.WriteAll(rows))
}

// plainCell keeps a spreadsheet from taking a text for a formula.
func plainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

func markWords(marks []EditMark) string {
	var all []string
	for _, m := range marks {
		at := m.In
		if m.Out != m.In {
			at += "–" + m.Out
		}
		all = append(all, strings.TrimSpace(at+" "+m.Text))
	}
	return strings.Join(all, "; ")
}

// ALE writes the clips and recordings of the list as an Avid Log Exchange, tab by tab. The frame rate of its head is the one that most
// have; each line says its own. Stills, which have no time, are left out.
func (l EditList) ALE(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "Heading\r\nFIELD_DELIM\tTABS\r\nVIDEO_FORMAT\t1080\r\nAUDIO_FORMAT\t48khz\r\nFPS\t%s\r\n\r\n", l.usualRate())
	columns := []string{"Name", "Tracks", "Start", "End", "Duration", "Tape", "FPS", "Drop", "Scene", "Take", "Shoot Date", "Camera", "Source File", "Source Path", "Moment", "People", "Rating", "Verdict", "Comments"}
	b.WriteString("Column\r\n" + strings.Join(columns, "\t") + "\r\n\r\nData\r\n")
	for _, a := range l.Assets {
		tracks := map[string]string{"video": "VA1A2", "audio": "A1A2"}[a.Kind]
		if tracks == "" || a.Start == "" {
			continue
		}
		cells := []string{
			a.Name, tracks, a.Start, a.End, a.Length, a.Reel, a.FrameRate, map[bool]string{true: "D", false: "N"}[a.Drop], a.Scene, a.Take, a.Date, a.Camera, a.Name, a.Path, a.Moment,
			strings.Join(a.People, ", "), fmt.Sprint(a.Rating), a.Verdict, strings.Join(notBlank(a.Caption, a.Note, markWords(a.Marks)), "; "),
		}
		for i := range cells {
			cells[i] = strings.Join(strings.Fields(cells[i]), " ") // a tab or a line's end would be the next cell
		}
		b.WriteString(strings.Join(cells, "\t") + "\r\n")
	}
	_, err := io.WriteString(w, b.String())
	return written(err)
}

func notBlank(texts ...string) (out []string) {
	for _, t := range texts {
		if strings.TrimSpace(t) != "" {
			out = append(out, t)
		}
	}
	return out
}

// usualRate is the frame rate that most assets have, the first of these, "25" for none.
func (l EditList) usualRate() string {
	count, usual := map[string]int{}, "25"
	for _, a := range l.Assets {
		if a.FrameRate == "" {
			continue
		}
		if count[a.FrameRate]++; count[a.FrameRate] > count[usual] {
			usual = a.FrameRate
		}
	}
	return usual
}

func written(err error) error {
	if err != nil {
		return fault.New(fault.Unavailable, "the list could not be written").WithCause(err)
	}
	return nil
}

// Point is how many frames from the beginning a point lies that people name: by a number of frames, or a timecode. Where there are no
// frames it is in thousandths of a second, said as hours, minutes and seconds. It returns fault.Invalid for what is neither.
func (a Asset) Point(said string) (int64, error) {
	if n, err := strconv.ParseInt(said, 10, 64); err == nil {
		return n, nil
	}
	if a.Rate.Known() {
		start := a.Counted()
		t, err := timecode.Parse(said, start.Rate)
		if err != nil {
			return 0, err
		}
		return t.Add(-start.Frame).Frame, nil
	}
	var h, m, s, ms int64
	if n, err := fmt.Sscanf(said+".0", "%d:%d:%d.%d", &h, &m, &s, &ms); n != 4 || err != nil || min(h, m, s, ms) < 0 {
		return 0, fault.New(fault.Invalid, "%.40q is no time", said).WithRemedy("Write hours, minutes and seconds: 00:01:02.500.")
	}
	for digits := len(said[strings.LastIndexAny(said, ":.")+1:]); strings.Contains(said, ".") && digits < 3; digits++ {
		ms *= 10
	}
	if !strings.Contains(said, ".") {
		ms = 0
	}
	return ((h*60+m)*60+s)*1000 + ms, nil
}
