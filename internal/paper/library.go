package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
)

// Ingested is what came of bringing files into the library.
type Ingested struct {
	Assets   int              `json:"assets"` // contents that the paths hold, new or known
	New      int              `json:"new"`
	ByKind   map[string]int   `json:"by_kind"` // video, audio, still
	Matched  int              `json:"matched"`
	Broken   int              `json:"broken"`
	Passed   int              `json:"passed_over"` // files that only say something of others
	Bytes    int64            `json:"bytes"`
	Made     int64            `json:"made"`    // pieces of work on pictures and films to look at
	Waiting  int64            `json:"waiting"` // of these, those that are still to be done
	Problems []ingest.Problem `json:"problems"`
}

// NewIngested makes the document of an ingest.
func NewIngested(i office.Ingested) Ingested {
	out := Ingested{
		Assets: i.Assets, New: i.New, ByKind: map[string]int{}, Matched: i.Matched, Broken: i.Broken, Passed: i.Passed, Bytes: i.Bytes, Problems: list(i.Problems),
	}
	for kind, n := range i.ByKind {
		out.ByKind[string(kind)] = n
	}
	return out
}

// LibraryDays are the days that have assets.
type LibraryDays struct {
	Days  []office.LibraryDay `json:"days"`
	Total int                 `json:"total"`
}

// NewLibraryDays makes the document of the days.
func NewLibraryDays(days []office.LibraryDay) LibraryDays {
	out := LibraryDays{Days: list(days)}
	for _, d := range days {
		out.Total += d.Count
	}
	return out
}

// Assets are assets in the order of day and time.
type Assets struct {
	Assets []Asset `json:"assets"`
}

// NewAssets makes the document of a list.
func NewAssets(all []office.Shown, zone *time.Location) Assets {
	out := Assets{Assets: []Asset{}}
	for _, a := range all {
		out.Assets = append(out.Assets, NewAsset(a, zone))
	}
	return out
}

// Asset is a clip, still or recording.
type Asset struct {
	ID          string          `json:"id"`
	Name        string          `json:"name"`
	Kind        string          `json:"kind"`
	Format      string          `json:"format"`
	State       string          `json:"state"` // read, broken
	Problem     string          `json:"problem"`
	Content     string          `json:"content"` // hash and size
	Bytes       int64           `json:"bytes"`
	CapturedAt  string          `json:"captured_at"` // "" unknown
	Clock       string          `json:"clock"`       // what says when
	Offset      int64           `json:"clock_offset_seconds"`
	Date        string          `json:"date"` // of the shoot day, "" unknown
	Day         int             `json:"day"`  // its number, 0 for none
	Timecode    string          `json:"timecode"`
	Duration    float64         `json:"duration"` // seconds
	FrameRate   string          `json:"frame_rate"`
	Width       int             `json:"width"`
	Height      int             `json:"height"`
	Device      string          `json:"device"`
	Reel        string          `json:"reel"`
	Slate       media.Slate     `json:"slate"`
	GPS         *media.Spot     `json:"gps"`
	Card        string          `json:"card"` // id
	CardName    string          `json:"card_name"`
	Operator    string          `json:"operator"`
	Moment      string          `json:"moment"` // id
	MomentTitle string          `json:"moment_title"`
	Scene       string          `json:"scene"` // number
	Talk        string          `json:"interview"`
	People      []string        `json:"people"`
	Place       string          `json:"place"`
	Rating      int             `json:"rating"`
	Verdict     string          `json:"verdict"` // first, second, kill, ""
	Tags        []string        `json:"tags"`
	Title       string          `json:"title"`
	Caption     string          `json:"caption"`
	Note        string          `json:"note"`
	Marks       []library.Mark  `json:"marks"`
	Matches     []library.Match `json:"matches"`
	Looks       []Look          `json:"looks"`
	CameBy      string          `json:"came_by"`
	CameAt      string          `json:"came_at"`
}

// Look is something that an asset is looked at by.
type Look struct {
	Role   string `json:"role"`
	MIME   string `json:"mime"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// looks are the roles in the order in which they are given.
var looks = []string{"small", "medium", "large", "poster", "strip", "wave", "proxy"}

// NewAsset makes the document of an asset.
func NewAsset(a office.Shown, zone *time.Location) Asset {
	out := Asset{
		ID: string(a.ID), Name: a.Name, Kind: string(a.Kind), Format: a.Format, State: string(a.State), Problem: a.Problem, Content: a.Content, Bytes: a.Bytes,
		CapturedAt: instant(a.TakenAt, zone), Clock: a.Clock, Offset: a.Offset, Date: string(a.Day), Day: a.DayNumber, Timecode: a.Start.String(), Duration: a.Duration.Seconds(),
		FrameRate: a.Rate.String(), Width: a.Width, Height: a.Height, Device: a.Device, Reel: a.Reel, Slate: a.Slate, GPS: a.Spot, Card: string(a.Card), CardName: a.CardName,
		Operator: string(a.Operator), Moment: string(a.Moment), MomentTitle: a.MomentTitle, Scene: a.SceneNumber, Talk: string(a.Talk), People: list(a.People), Place: a.Place,
		Rating: a.Rating, Verdict: string(a.Verdict), Tags: list(a.Tags), Title: a.Title, Caption: a.Caption, Note: a.Note, Marks: list(a.Marks), Matches: list(a.Matches),
		Looks: []Look{}, CameBy: a.CameBy, CameAt: instant(a.CameAt, zone),
	}
	for _, role := range looks {
		if d, made := a.Looks[role]; made {
			out.Looks = append(out.Looks, Look{d.Role, d.MIME, d.Width, d.Height, d.Bytes, d.SHA256})
		}
	}
	return out
}

// AssetSheet is an asset with everything that is kept of it.
type AssetSheet struct {
	Asset
	Fields  []media.Field `json:"fields"` // as the file says them, and what read each
	Tracks  []media.Track `json:"tracks"`
	Flaws   []media.Flaw  `json:"flaws"`
	Files   []AssetFile   `json:"files"`
	History []Entry       `json:"history"`
	Base    int64         `json:"base"` // the state of what is written: send it back with a change
}

// AssetFile is where bytes of an asset lie; where is for those who may copy cards.
type AssetFile struct {
	Name     string `json:"name"`
	Path     string `json:"path"` // "" hidden, or in the vault
	Host     string `json:"host"`
	Bytes    int64  `json:"bytes"`
	Modified string `json:"modified"`
}

// NewAssetSheet makes the document of a sheet.
func NewAssetSheet(s office.AssetSheet, zone *time.Location) AssetSheet {
	out := AssetSheet{
		Asset: NewAsset(s.Shown, zone), Fields: list(s.Reading.Fields), Tracks: list(s.Reading.Streams), Flaws: list(s.Reading.Problems), Files: []AssetFile{},
		History: NewHistory(s.History, zone).Entries, Base: s.Base,
	}
	for _, f := range s.Files {
		out.Files = append(out.Files, AssetFile{Name: f.Name, Path: f.Path(), Host: f.Host, Bytes: f.Bytes, Modified: instant(f.Modified, zone)})
	}
	return out
}
