package library_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/timecode"
)

const d9, d10 = production.Date("2026-05-12"), production.Date("2026-05-13")

func clock(s string) production.Clock {
	c, err := production.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// around is a shoot of two days: Ana at the bridge stunt, Ben at the make-up, a talk with Mara.
func around(zone *time.Location) library.Around {
	unit := func(place string, strips ...production.Strip) []production.UnitDay {
		return []production.UnitDay{{Unit: "Main", Call: clock("07:00"), Wrap: clock("19:00"), Location: place, Strips: strips}}
	}
	return library.Around{
		Zone: zone, NightEnds: 6 * time.Hour,
		Days: []production.Day{
			{Number: 9, Date: d9, Units: unit("Old harbour",
				production.Strip{SceneID: "s12", SceneNumber: "12", Start: clock("13:00"), End: clock("16:00"), Set: "BRIDGE"},
				production.Strip{SceneID: "s14", SceneNumber: "14A", Start: clock("16:00"), End: clock("19:00"), Set: "QUAY", Estimated: true})},
			{Number: 10, Date: d10, Units: unit("Studio 2", production.Strip{SceneID: "s20", SceneNumber: "20", Start: clock("08:00"), End: clock("02:00+1"), Set: "LAMP ROOM"})},
		},
		Scenes: []production.Scene{{ID: "s12", Number: "12", Set: "BRIDGE"}, {ID: "s14", Number: "14A", Set: "QUAY"}, {ID: "s20", Number: "20", Set: "LAMP ROOM"}},
		Crew:   []library.KnownMember{{ID: "ana", Name: "Ana"}, {ID: "ben", Name: "Ben"}},
		Cards: []library.KnownCard{
			{ID: "c3", Name: "A003", Day: d9, Camera: "Sony FX3", Operator: "ana"}, {ID: "c4", Name: "B001", Day: d9, Camera: "Canon R5", Operator: "ben"},
		},
		Covers: []library.PlannedCover{
			{Moment: "stunt", Date: d9, Start: clock("13:50"), End: clock("14:20"), Place: "BRIDGE", Location: "Old harbour", Team: []production.MemberID{"ana"}},
			{Moment: "makeup", Date: d9, Start: clock("13:45"), End: clock("14:30"), Place: "QUAY", Location: "Old harbour", Team: []production.MemberID{"ben"}},
			{Moment: "talk", Date: d9, Start: clock("17:00"), End: clock("17:30"), Place: "QUAY", Location: "Old harbour", Team: []production.MemberID{"ana", "ben"}},
		},
		Moments: []library.KnownMoment{
			{ID: "stunt", Title: "High fall from the bridge", Kind: "stunt", Scene: "s12", Number: "12", Cast: []string{"WILL"}, MustHave: true,
				Windows: []library.KnownWindow{{Date: d9, Day: 9, Start: clock("13:00"), End: clock("16:00")}, {Date: d10, Day: 10, Start: clock("09:00"), End: clock("11:00"), Place: "LAMP ROOM"}}},
			{ID: "makeup", Title: "Make-up of the wounds", Kind: "makeup", Scene: "s14", Number: "14A"},
			{ID: "talk", Title: "Interview: Mara Lind", Kind: "interview", Person: "Mara Lind"},
			{ID: "quay", Title: "Night falls over the quay", Kind: "place", Scene: "s14", Number: "14A", Windows: []library.KnownWindow{{Date: d9, Day: 9, Start: clock("18:00"), End: clock("19:00")}}},
		},
		Talks:  []library.KnownTalk{{ID: "t1", Person: "Mara Lind", Moment: "talk"}},
		Shots:  []library.KnownShot{{ID: "w1", Title: "Wide of the fall", Moment: "stunt", Medium: "video", Must: true}, {ID: "w2", Title: "The airbag", Moment: "stunt", Medium: "stills"}},
		People: []production.Person{{Name: "Mara Lind", Kind: production.Head}, {Name: "Tom Hale", Character: "WILL", Kind: production.Cast}},
		Sites:  []library.Site{{Name: "Old harbour", Spot: media.Spot{Latitude: 53.54, Longitude: 9.96}}},
	}
}

func clip(at time.Time, seconds int64) library.Asset {
	return library.Asset{
		ID: "a1", Name: "C0012.MP4", Kind: media.Video, TakenAt: at.UTC(), Duration: timecode.Rational{Num: seconds, Den: 1}, Device: "Sony ILME-FX3 5012345",
		People: []string{}, Tags: []string{}, Marks: []library.Mark{}, Matches: []library.Match{},
	}
}

// lines are what an asset belongs to, and what is suggested, for people.
func lines(a library.Asset) []string {
	var out []string
	for _, m := range a.Matches {
		out = append(out, fmt.Sprintf("%s %s %s %d: %s", m.State, m.What, m.ID, m.Score, strings.Join(m.Reasons, "; ")))
	}
	return out
}

func TestMatch(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	at := func(c string) time.Time { return d9.At(clock(c), zone) }
	tests := map[string]struct {
		seen library.Seen
		want []string
	}{
		"by card, operator and time": {
			library.Seen{Asset: clip(at("14:02"), 180), Names: []string{"A003/CLIP/C0012.MP4"}},
			[]string{
				"taken card c3 95: its folder is called A003; the card is of that day",
				"taken operator ana 95: card A003 is Ana's",
				"taken moment stunt 85: recorded 14:02–14:05, the plan has Ana there 13:50–14:20; card A003 is Ana's",
				"taken scene s12 90: the moment that it shows is of scene 12; recorded 14:02–14:05, scene 12 is shot 13:00–16:00",
				"suggested person Tom Hale 45: Tom Hale plays WILL, who is in the moment",
				"taken place Old harbour 85: the plan has the moment there; everybody works there on that day",
				"suggested shot w1 50: it shows the moment of the shot, as video",
			},
		},
		"by time alone nobody knows whose it is": {
			library.Seen{Asset: func() library.Asset { a := clip(at("14:02"), 60); a.Device = ""; return a }()},
			[]string{
				"suggested moment makeup 60: recorded 14:02–14:03, the plan has Ben there 13:45–14:30",
				"suggested moment stunt 60: recorded 14:02–14:03, the plan has Ana there 13:50–14:20",
				"suggested scene s12 50: recorded 14:02–14:03, scene 12 is shot 13:00–16:00",
				"taken place Old harbour 80: everybody works there on that day",
			},
		},
		"the slate says a set-up": {
			library.Seen{Asset: func() library.Asset { a := clip(at("14:02"), 60); a.Slate.Scene = "12A"; a.Device = ""; return a }()},
			[]string{
				"taken moment stunt 90: recorded 14:02–14:03, the plan has Ana there 13:50–14:20; the slate says 12A, a set-up of scene 12",
				"taken scene s12 90: the slate says 12A, a set-up of scene 12; the moment that it shows is of scene 12; recorded 14:02–14:03, scene 12 is shot 13:00–16:00",
				"suggested person Tom Hale 45: Tom Hale plays WILL, who is in the moment",
				"taken place Old harbour 85: the plan has the moment there; everybody works there on that day",
				"suggested shot w1 50: it shows the moment of the shot, as video",
			},
		},
		"a talk that its folder names": {
			library.Seen{Asset: func() library.Asset { a := clip(time.Time{}, 600); a.Device = ""; return a }(), Names: []string{"Day 09/Ana/Mara Lind interview/C0012.MP4"}},
			[]string{
				"taken operator ana 80: its name says Ana",
				"suggested moment talk 75: the plan has Ana and Ben there 17:00–17:30 of that day; it is Ana's; its name says Mara Lind",
				"suggested moment stunt 45: the plan has Ana there 13:50–14:20 of that day; it is Ana's",
				"suggested talk t1 70: the plan has Ana and Ben there 17:00–17:30 of that day; it is Ana's; its name says Mara Lind",
				"suggested person Mara Lind 75: its name says Mara Lind",
				"taken place Old harbour 80: everybody works there on that day",
			},
		},
		"far from where it would have to be": {
			library.Seen{Asset: func() library.Asset {
				a := clip(at("14:02"), 60)
				a.Spot, a.Operator = &media.Spot{Latitude: 53.60, Longitude: 9.96}, "ana"
				return a
			}()},
			[]string{
				"suggested moment stunt 55: recorded 14:02–14:03, the plan has Ana there 13:50–14:20; it is Ana's; it was recorded 6.7 km from Old harbour",
				"suggested scene s12 50: recorded 14:02–14:03, scene 12 is shot 13:00–16:00",
				"taken place Old harbour 80: everybody works there on that day",
			},
		},
		"after midnight": {
			library.Seen{Asset: func() library.Asset { a := clip(d10.At(clock("01:30+1"), zone), 60); a.Device = ""; return a }()},
			[]string{
				"suggested scene s20 50: recorded 01:30–01:31, scene 20 is shot 08:00–02:00+1",
				"taken place Studio 2 80: everybody works there on that day",
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := library.NewMatcher(around(zone), nil).Match(test.seen)
			if diff := cmp.Diff(test.want, lines(got)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestDay(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	dead := time.Date(2015, 1, 1, 0, 3, 0, 0, time.UTC) // the battery was empty
	tests := map[string]struct {
		at   time.Time
		card production.CardID
		name string
		want string
	}{
		"clock":                    {d9.At(clock("14:00"), zone), "", "C0012.MP4", "2026-05-12 the camera's clock"},
		"until six in the morning": {d10.At(clock("05:59"), zone), "", "C0012.MP4", "2026-05-12 the camera's clock"},
		"from six on":              {d10.At(clock("06:00"), zone), "", "C0012.MP4", "2026-05-13 the camera's clock"},
		"a dead clock and a card":  {dead, "c3", "C0012.MP4", "2026-05-12 card A003"},
		"a dead clock alone":       {dead, "", "C0012.MP4", "2014-12-31 the camera's clock, which is far from the shoot"},
		"number of the day":        {time.Time{}, "", "Day 09/cam/C0012.MP4", "2026-05-12 its folder"},
		"short number":             {time.Time{}, "", "D10_B/C0012.MP4", "2026-05-13 its folder"},
		"no such day":              {time.Time{}, "", "Day 77/C0012.MP4", " "},
		"a date":                   {time.Time{}, "", "2026-05-13/C0012.MP4", "2026-05-13 its folder"},
		"a date without dashes":    {time.Time{}, "", "20260513 rushes/C0012.MP4", "2026-05-13 its folder"},
		"six digits":               {time.Time{}, "", "260512_FX3/C0012.MP4", "2026-05-12 its folder"},
		"a counter":                {time.Time{}, "", "990101/C0012.MP4", " "},
		"DJI":                      {time.Time{}, "", "DJI_20260513140233_0001_D.MP4", "2026-05-13 the file's name"},
		"telephone at night":       {time.Time{}, "", "IMG_20260513_013000.jpg", "2026-05-12 the file's name"},
		"Pixel writes UTC":         {time.Time{}, "", "PXL_20260513_033000123.jpg", "2026-05-12 the file's name"},
		"Pixel in the morning":     {time.Time{}, "", "PXL_20260513_043000123.jpg", "2026-05-13 the file's name"},
		"ARRI":                     {time.Time{}, "", "A001C001_260512_R1AB.mxf", "2026-05-12 the file's name"},
		"RED":                      {time.Time{}, "", "A001_C001_0512AB.R3D", "2026-05-12 the file's name"},
		"GoPro says nothing":       {time.Time{}, "", "GX010123.MP4", " "},
		"Sony says nothing":        {time.Time{}, "", "PRIVATE/M4ROOT/CLIP/C0012.MP4", " "},
		"an impossible date":       {time.Time{}, "", "2026-02-30/C0012.MP4", " "},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := clip(test.at, 10)
			a.TakenAt, a.Card, a.Name = test.at, test.card, test.name[strings.LastIndex(test.name, "/")+1:]
			got := library.NewMatcher(around(zone), nil).Match(library.Seen{Asset: a, Names: []string{test.name}})
			if diff := cmp.Diff(test.want, string(got.Day)+" "+got.DayBy); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWhatPeopleDecidedStays(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	m := library.NewMatcher(around(zone), nil)
	seen := library.Seen{Asset: clip(d9.At(clock("14:02"), zone), 180), Names: []string{"A003/C0012.MP4"}}
	first := m.Match(seen)
	again := func(a library.Asset) library.Asset { return m.Match(library.Seen{Asset: a, Names: seen.Names}) }

	refused, ok := first.Decide(library.OfMoment, "stunt", false, "Kim")
	if !ok || refused.Moment != "" {
		t.Fatalf("refusing leaves moment %q", refused.Moment)
	}
	if got := again(refused); got.Moment == "stunt" || !slices.ContainsFunc(got.Matches, func(m library.Match) bool {
		return m.ID == "stunt" && m.State == library.Refused && m.DecidedBy == "Kim"
	}) {
		t.Errorf("what was refused came back: %v", lines(got))
	}

	open := seen.Asset
	open.Device = ""
	seen.Names = nil
	taken, _ := again(open).Decide(library.OfMoment, "makeup", true, "Kim")
	if got := again(taken); got.Moment != "makeup" || len(got.Open()) > 2 {
		t.Errorf("what somebody took became %q: %v", got.Moment, lines(got))
	}
	seen.Names = []string{"A003/C0012.MP4"}

	byHand := first
	byHand.Moment, byHand.Day, byHand.DayBy = "quay", d10, ""
	got := again(byHand)
	if got.Moment != "quay" || got.Day != d10 {
		t.Errorf("what somebody set became %q on %s", got.Moment, got.Day)
	}
	emptied := first
	emptied.Moment, emptied.People = "", []string{}
	if got := again(emptied); got.Moment == "stunt" {
		t.Error("what somebody took away came back by itself")
	}
	if _, ok := first.Decide(library.OfMoment, "nothing", true, "Kim"); ok {
		t.Error("what was never suggested was taken")
	}
}

func TestWhatIsNoLongerSureIsGivenBack(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	seen := library.Seen{Asset: clip(d9.At(clock("14:02"), zone), 180), Names: []string{"A003/C0012.MP4"}}
	first := library.NewMatcher(around(zone), nil).Match(seen)
	late := library.Learn(library.Lesson{Signs: []library.Sign{shown(seen.Asset.TakenAt, 3*time.Hour)}})
	seen.Asset = first
	got := library.NewMatcher(around(zone), late).Match(seen)
	if got.Moment != "talk" || got.Offset != 3*3600 || got.DayBy != "the camera's clock, corrected" {
		t.Errorf("moment %q, offset %d, day by %q: %v", got.Moment, got.Offset, got.DayBy, lines(got))
	}
	if got.Talk != "t1" || !slices.Equal(got.People, []string{"Mara Lind"}) {
		t.Errorf("talk %q, people %q", got.Talk, got.People)
	}
}

// Whatever comes in, matching it again changes nothing, scores lie between 0 and 100, nothing below the least is offered, and
// what is taken is what the asset belongs to.
func TestMatchingHoldsItsPromises(t *testing.T) {
	t.Parallel()
	zone := berlin(t)
	for seed := range uint64(2000) {
		rnd := rand.New(rand.NewPCG(seed, 3))
		a := clip(d9.At(production.Clock(rnd.IntN(3000)), zone), rnd.Int64N(4000))
		a.Kind = []media.Kind{media.Video, media.Still, media.Audio}[rnd.IntN(3)]
		a.Slate.Scene = []string{"", "", "12", "12A", "14", "14A", "R20", "99"}[rnd.IntN(8)]
		a.Reel = []string{"", "A003", "b001"}[rnd.IntN(3)]
		if rnd.IntN(4) == 0 {
			a.TakenAt = time.Time{}
		}
		if rnd.IntN(3) == 0 {
			a.Moment = []production.MomentID{"quay", "stunt"}[rnd.IntN(2)]
		}
		if rnd.IntN(3) == 0 {
			a.Spot = &media.Spot{Latitude: 53.54 + rnd.Float64()/20, Longitude: 9.96}
		}
		seen := library.Seen{Asset: a, Names: []string{[]string{"", "A003/", "Day 9/Ana/", "Mara Lind/", "Sc 14A/"}[rnd.IntN(5)] + a.Name}}
		m := library.NewMatcher(around(zone), nil)
		got := m.Match(seen)
		if a.Moment != "" && got.Moment != a.Moment {
			t.Fatalf("seed %d: %q, which somebody set, became %q", seed, a.Moment, got.Moment)
		}
		for _, x := range got.Matches {
			if x.Score < library.LeastScore || x.Score > 100 || len(x.Reasons) == 0 || x.Title == "" {
				t.Fatalf("seed %d: %+v", seed, x)
			}
			if one := got.Tied(x.What); x.State == library.Taken && x.What != library.OfPerson && one != x.ID {
				t.Fatalf("seed %d: %s %s is taken, but the asset has %q", seed, x.What, x.ID, one)
			}
		}
		seen.Asset = got
		if diff := cmp.Diff(got, m.Match(seen)); diff != "" {
			text, _ := json.Marshal(a)
			t.Fatalf("seed %d: matching twice differs: %s\n%s", seed, diff, text)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	zone := berlin(b)
	m := library.NewMatcher(around(zone), nil)
	seen := library.Seen{Asset: clip(d9.At(clock("14:02"), zone), 180), Names: []string{"A003/C0012.MP4"}}
	for b.Loop() {
		m.Match(seen)
	}
}
