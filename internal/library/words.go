package library

import (
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Company is what is known round an asset, for those who look for it by that. The office hands it in.
type Company struct {
	Zone       *time.Location // of the production, in which days begin and end; nil is UTC
	Scene      string         // number, "" for none
	Heading    string         // of the scene
	Moment     string         // title
	Talk       string         // who talks
	Card       string         // name
	Operator   string         // who recorded it
	Roles      []string       // of the people on it: "Director", "Stunt coordinator"
	Log        []string       // what the unit's log says of it
	Transcript string         // what is said in it
	TimeLapse  bool
	Proxy      bool // there is something to play
	Release    bool // the people on it have agreed
}

// Words are what an asset is found by: folded, see fold.
type Words struct {
	Asset production.AssetID
	Seq   int64
	Gone  bool     // out of the library: it is not found any more
	Names string   // what it is called and who is on it, in order, one space between words
	Text  string   // what is written of it
	Said  string   // what is said in it
	Parts []string // other ways to write the names
	Marks []string // what filters ask for
	Lift  int      // what is good goes before what is not, -5 to 10
}

// mostSaid is how much of a transcript is looked through, in bytes: twelve hours of talk.
const mostSaid = 600_000

// WordsOf are the words of an asset.
func WordsOf(a Asset, around Company) Words {
	w := Words{Asset: a.ID, Seq: a.Seq, Gone: a.Gone}
	if a.Gone {
		return w
	}
	names := []string{a.Title, a.Name}
	names = append(names, a.People...)
	names = append(names, around.Talk, a.Reel, around.Card, a.Slate.Tape, a.Slate.Scene, a.Slate.Take, around.Scene, around.Moment)
	text := []string{a.Caption, a.Note, a.Place, around.Heading, a.Slate.Note, a.Device, around.Operator}
	text = append(append(append(text, a.Tags...), around.Roles...), around.Log...)
	for _, m := range a.Marks {
		text = append(text, m.Text)
	}
	w.Names, w.Text = folded(names), folded(text)
	w.Said = folded([]string{firstBytes(around.Transcript, mostSaid)})
	w.Parts = parts(a, around)
	w.Marks = marksOf(a, around)
	w.Lift = lift(a)
	return w
}

// folded are the words of all texts in their order.
func folded(texts []string) string {
	var all []string
	for _, t := range texts {
		all = append(all, tokens(t)...)
	}
	return strings.Join(all, " ")
}

func firstBytes(s string, most int) string {
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "")
}

// parts are further spellings of names, each once, without those that the names have.
func parts(a Asset, around Company) []string {
	var out []string
	for _, name := range []string{a.Name, a.Title, a.Reel, around.Card, a.Slate.Scene, a.Slate.Take, around.Scene, a.Device} {
		for _, word := range tokens(name) {
			out = append(out, spellings(word)...)
		}
		for _, hump := range humps(name) {
			for _, word := range tokens(hump) {
				out = append(append(out, word), spellings(word)...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// lift is what people decided at culling.
func lift(a Asset) int {
	n := a.Rating
	switch a.Verdict {
	case First:
		n += 5
	case Second:
		n += 2
	case Kill:
		n = -5
	}
	return n
}

// marksOf are the marks of all filters.
func marksOf(a Asset, around Company) []string {
	out := []string{mark(markKind, string(a.Kind)), mark(markDay, dayValue(a.Day)), mark(markRating, string(rune('0'+a.Rating)))}
	flag := func(is bool, m string) {
		if is {
			out = append(out, m)
		}
	}
	words := func(sort string, texts ...string) {
		any := false
		for _, t := range texts {
			for _, word := range tokens(t) {
				out, any = append(out, mark(sort, word)), true
			}
		}
		flag(!any, mark(sort, none))
	}
	flag(a.Talk != "", mark(markKind, "interview"))
	flag(around.TimeLapse, mark(markKind, "timelapse"))
	flag(a.Verdict == "", mark(markVerdict, none))
	flag(a.Verdict != "", mark(markVerdict, string(a.Verdict)))
	words(markScene, around.Scene)
	words(markMoment, around.Moment)
	words(markPerson, append(append(slices.Clone(a.People), around.Talk), around.Roles...)...)
	words(markPlace, a.Place)
	words(markCamera, a.Device)
	words(markCard, around.Card)
	words(markTag, a.Tags...)
	words(markBy, around.Operator)
	for name, has := range a.has(around) {
		flag(has, mark(markHas, name))
	}
	flag(a.State == Broken, mark(markIs, "broken"))
	flag(a.Moment == "" && a.Scene == "" && a.Talk == "", mark(markIs, "unmatched"))
	flag(a.Scene != "", SceneMark(a.Scene))
	flag(a.Scene == "", LooseMark(a.Day))
	flag(a.Moment != "", MomentMark(a.Moment))
	out = append(out, a.numbers(around.Zone)...)
	slices.Sort(out)
	return slices.Compact(out)
}

// has are what has: asks for, by name.
func (a Asset) has(around Company) map[string]bool {
	return map[string]bool{
		"caption": a.Caption != "", "people": len(a.People) > 0, "moment": a.Moment != "", "scene": a.Scene != "", "transcript": around.Transcript != "",
		"proxy": around.Proxy, "release": around.Release, "note": a.Note != "", "gps": a.Spot != nil, "tag": len(a.Tags) > 0, "marks": len(a.Marks) > 0,
	}
}

// numbers are the marks of the time it was taken at, how long it is, and how fast its pictures are.
func (a Asset) numbers(zone *time.Location) []string {
	var out []string
	if !a.TakenAt.IsZero() {
		if zone == nil {
			zone = time.UTC
		}
		at := a.TakenAt.In(zone)
		out = append(out, mark(markTaken, at.Format("20060102")), mark(markTaken, at.Format("200601")), mark(markTaken, at.Format("2006")))
	}
	if a.Duration.Num > 0 {
		out = append(out, number(markLasts, int64(a.Duration.Seconds()*10))...)
	}
	if a.Rate.Known() {
		out = append(out, number(markRate, a.Rate.Num*1000/a.Rate.Den)...)
	}
	return out
}
