package main

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/timecode"
)

// The library that is drawn: a long shoot. Words of captions fall off as those of any language do (Zipf).
const (
	drawnWords   = 60_000
	drawnDays    = 120
	drawnScenes  = 400
	drawnMoments = 900
	drawnPeople  = 160
)

// shelf draws assets.
type shelf struct {
	rand   *rand.Rand
	zipf   *rand.Zipf
	words  []string
	people []string
	tags   []string
	n      int // drawn so far
	most   int // that are to be drawn, which the days share
}

func newShelf(most int) *shelf {
	s := &shelf{rand: rand.New(rand.NewPCG(1, 2)), most: most}
	s.zipf = rand.NewZipf(s.rand, 1.08, 8, drawnWords-1)
	used := map[string]bool{}
	for len(s.words) < drawnWords {
		if w := s.word(); !used[w] {
			used[w] = true
			s.words = append(s.words, w)
		}
	}
	for range drawnPeople {
		s.people = append(s.people, capital(s.word())+" "+capital(s.word()))
	}
	for range 60 {
		s.tags = append(s.tags, s.words[20+s.rand.IntN(3000)])
	}
	return s
}

// word is one that can be spoken, of four to ten letters.
func (s *shelf) word() string {
	var b strings.Builder
	for range 2 + s.rand.IntN(3) {
		b.WriteByte("bcdfghklmnprstvw"[s.rand.IntN(16)])
		b.WriteByte("aeiou"[s.rand.IntN(5)])
		if s.rand.IntN(3) == 0 {
			b.WriteByte("lmnrst"[s.rand.IntN(6)])
		}
	}
	return b.String()
}

func capital(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (s *shelf) sentence(words int) string {
	list := make([]string, words)
	for i := range list {
		list[i] = s.words[s.zipf.Uint64()]
	}
	return strings.Join(list, " ")
}

var drawnCameras = []string{"Sony FX3 5012345", "Sony FX3 5012399", "Canon EOS R5 0231", "Nikon Z9 7781", "GoPro HERO11 C34", "ZOOM F6 11", "Apple iPhone 15 Pro"}

// asset is the next one, with what is around it.
func (s *shelf) asset() (library.Asset, library.Company) {
	n := s.n
	s.n++
	day := n * drawnDays / max(s.most, 1)
	date := production.Date("2026-02-02").AddDays(day)
	a := library.Asset{
		ID: production.NewID[production.AssetID](), Content: library.ContentOf(fmt.Sprintf("%032x", n), 1), Kind: media.Still, State: library.Read, Format: "jpeg",
		Name: fmt.Sprintf("DSC_%07d.JPG", n), Day: date, TakenAt: date.At(8*60, time.UTC).Add(time.Duration(n%36_000) * time.Second), Device: drawnCameras[s.rand.IntN(len(drawnCameras))],
		Bytes: 24_000_000, Width: 6000, Height: 4000, CameAt: time.Unix(1_780_000_000, 0).UTC(), CameBy: "Nora Vale",
		People: []string{}, Tags: []string{}, Marks: []library.Mark{}, Matches: []library.Match{}, Rating: []int{0, 0, 0, 0, 0, 1, 2, 3, 4, 5}[s.rand.IntN(10)],
		Caption: capital(s.sentence(6 + s.rand.IntN(9))),
	}
	around := library.Company{Card: fmt.Sprintf("A%03d", n/800%1000), Operator: "Nora Vale", Proxy: true}
	if s.rand.IntN(3) == 0 {
		a.Kind, a.Format, a.Name = media.Video, "mov", fmt.Sprintf("A%03dC%03d_26%02d%02d_R%03d.MOV", n/800%1000, n%800, 1+day/28, 1+day%28, n%1000)
		a.Duration, a.Rate = timecode.Rational{Num: int64(2 + s.rand.IntN(240)), Den: 1}, timecode.Rate{Num: 25, Den: 1}
		a.Start = timecode.Timecode{Frame: int64(n % 2_000_000), Rate: a.Rate}
	}
	if s.rand.IntN(4) > 0 {
		scene := day*drawnScenes/drawnDays + s.rand.IntN(4)
		a.Scene, around.Scene = production.SceneID(fmt.Sprintf("0198aaaa-0000-7000-8000-%012x", scene)), fmt.Sprint(scene+1)
		around.Heading = "INT. " + strings.ToUpper(s.words[scene]) + " - DAY"
	}
	if s.rand.IntN(3) == 0 {
		moment := day*drawnMoments/drawnDays + s.rand.IntN(8)
		a.Moment, around.Moment = production.MomentID(fmt.Sprintf("0198bbbb-0000-7000-8000-%012x", moment)), capital(s.words[500+moment])+" and "+s.words[1500+moment]
	}
	for range s.rand.IntN(4) {
		a.People = append(a.People, s.people[s.rand.IntN(1+s.rand.IntN(drawnPeople))])
	}
	if s.rand.IntN(5) == 0 {
		a.Note = s.sentence(8)
	}
	if s.rand.IntN(6) == 0 {
		a.Tags = append(a.Tags, s.tags[s.rand.IntN(len(s.tags))])
	}
	if s.rand.IntN(300) == 0 {
		a.Talk, around.Talk, around.Transcript = "t", s.people[s.rand.IntN(drawnPeople)], s.sentence(1500)
	}
	return a.Tidy(a), around
}
