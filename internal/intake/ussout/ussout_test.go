package ussout

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
)

func mustWrite(t testing.TB, original []byte, facts production.Facts, bts BTS) []byte {
	t.Helper()
	out, err := Write(original, facts, bts)
	if err != nil {
		t.Fatal(err)
	}
	if !json.Valid(out) && !bytes.HasPrefix(out, []byte("\ufeff")) {
		t.Fatalf("this is no JSON: %s", out)
	}
	return out
}

func read(t testing.TB, data []byte) intake.Document {
	t.Helper()
	doc, err := intake.Read(data, intake.Options{Name: "a.uss"})
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func someWork(facts production.Facts) BTS {
	work := BTS{Production: "The Quay", MadeAt: time.Date(2026, 2, 1, 9, 0, 0, 0, time.UTC), Plan: "p1", CrewDays: 12}
	for i, s := range facts.Scenes {
		if i%2 == 0 {
			work.Bookings = append(work.Bookings, Booking{
				Scene: strings.ToLower(s.Number), Moment: fmt.Sprint("m", i), Title: "The <lamp> goes out", Kind: "interview", Date: "2026-03-01",
				Start: 600, End: 1470, Place: "Quay", Team: []string{"Ada", "Jun"}, Status: "planned",
			})
		}
	}
	for _, e := range facts.Events {
		work.Bookings = append(work.Bookings, Booking{Event: e.Title, Date: e.Date, Title: "Watch", Start: -1, End: -1})
	}
	return with(work, Booking{Date: "2026-03-02", Title: "City at dawn", Start: -1, End: -1})
}

func with(work BTS, b Booking) BTS {
	work.Bookings = append(work.Bookings, b)
	return work
}

// anyOrder compares events without regard to their order on one date: those of elements are read last.
var anyOrder = cmpopts.SortSlices(func(a, b production.Event) bool {
	return string(a.Date)+a.Title+fmt.Sprint(a.Kind, a.Start) < string(b.Date)+b.Title+fmt.Sprint(b.Kind, b.Start)
})

// TestFactsComeBack writes facts and reads them again: everything that the standard and our keys can
// say is the same, and so is a second export, with and without our work in it.
func TestFactsComeBack(t *testing.T) {
	t.Parallel()
	for seed := range uint64(120) {
		facts := randomFacts(rand.New(rand.NewPCG(seed, 7)))
		work := someWork(facts)
		out := mustWrite(t, nil, facts, work)
		s := read(t, out).Schedule
		opts := []cmp.Option{cmpopts.EquateEmpty(), anyOrder}
		for _, part := range []struct {
			name      string
			want, got any
		}{
			{"scenes", facts.Scenes, s.Breakdown}, {"days", facts.Days, s.Days}, {"people", facts.People, s.People},
			{"events", facts.Events, s.Events}, {"unplaced", facts.Unplaced, s.Unplaced},
		} {
			if diff := cmp.Diff(part.want, part.got, opts...); diff != "" {
				t.Fatalf("seed %d, %s: %s", seed, part.name, diff)
			}
		}
		if again := mustWrite(t, out, production.Facts{}, work); !bytes.Equal(out, again) {
			t.Fatalf("seed %d: writing again changes the file: %s", seed, cmp.Diff(string(out), string(again)))
		}
		plain := mustWrite(t, nil, facts, BTS{})
		if diff := cmp.Diff(read(t, plain).Schedule.Days, s.Days); diff != "" {
			t.Fatalf("seed %d: our work changes the days: %s", seed, diff)
		}
	}
}

// TestDatesFollowFromTheCalendar holds that programs without our keys find the same dates.
func TestDatesFollowFromTheCalendar(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		facts := randomFacts(rand.New(rand.NewPCG(seed, 8)))
		if len(facts.Days) == 1 {
			continue // one list of strips can also be a board without days
		}
		for i := range facts.Days { // a day is one that has a strip: other programs know no others
			if len(facts.Days[i].Units) == 0 {
				facts.Days[i].Units = []production.UnitDay{{Unit: "Main", Call: 480, Wrap: 900}}
			}
			u := &facts.Days[i].Units[0]
			u.Strips = append(u.Strips, production.Strip{Banner: "END", Start: u.Call, End: u.Call, Capacity: -1})
		}
		file := strings.ReplaceAll(string(mustWrite(t, nil, facts, BTS{})), `"_days"`, `"_elsewhere"`)
		got := read(t, []byte(file)).Schedule.Days
		if len(got) != len(facts.Days) {
			t.Fatalf("seed %d: %d days, want %d", seed, len(got), len(facts.Days))
		}
		for i := range got {
			if got[i].Date != facts.Days[i].Date {
				t.Fatalf("seed %d: day %d is on %s, want %s", seed, i+1, got[i].Date, facts.Days[i].Date)
			}
		}
	}
}

const original = "\ufeff" + `{ "universalScheduleStandard" : {
	"ussVersion":1.00, "x-other": {"deep":[1E2, -0.0, 12345678901234567890]}, "project":"Caf\u00e9",
	"breakdowns":[
		{"id":"a", "type":"scene", "scene":"01", "_stripColor":"#ff0000", "pages":1.250},
		{"id":"b", "type":"scene", "scene":"2",
		 "elements":[]},
		{"id":"c","type":"banner","bannerText":"LUNCH"}],
	"elements":[{"id":"p","name":"EDDA","events":[{"type":"event","name":"fitting","date":"2026-03-03"}]}],
	"calendars":[{"events":[{"type":"start","date":"2026-03-02"},{"type":"event","name":"Press day","date":1772755200000}]}],
	"stripboards":[{"boards":[{"breakdownIds":[["a"],["b","c"]]}],}]
} , "version" : null }
`

// TestOriginalStays holds that nothing but our keys is added, and where.
func TestOriginalStays(t *testing.T) {
	t.Parallel()
	file := strings.Replace(original, `"b","c"]]}],}]`, `"b","c"]]}]}]`, 1)
	work := BTS{Production: "The Quay", Plan: "p", Bookings: []Booking{
		{Scene: "1", Title: "First", Start: 540, End: 600}, {Scene: "2", Title: "Second", Start: -1, End: -1}, {Scene: "1", Title: "More", Start: -1, End: -1},
		{Event: "fitting", Date: "2026-03-03", Title: "Third", Start: -1, End: -1}, {Event: "Press day", Date: "2026-03-06", Title: "Fourth", Start: -1, End: -1},
		{Scene: "99", Title: "Nowhere", Start: -1, End: -1},
	}}
	want := strings.NewReplacer(
		`"pages":1.250}`, `"pages":1.250,"_btsBookings": [{"title":"First","scene":"1","start":"09:00","end":"10:00"},{"title":"More","scene":"1"}]}`,
		`"elements":[]}`, `"elements":[],"_btsBookings": [{"title":"Second","scene":"2"}]}`,
		`"date":"2026-03-03"}`, `"date":"2026-03-03","_btsBookings": [{"title":"Third","event":"fitting","date":"2026-03-03"}]}`,
		`"date":1772755200000}`, `"date":1772755200000,"_btsBookings": [{"title":"Fourth","event":"Press day","date":"2026-03-06"}]}`,
		`"b","c"]]}]}]`, `"b","c"]]}]}],`+"\n\t"+`"_bts": {"production":"The Quay","plan":"p","bookings":[{"title":"Nowhere","scene":"99"}]}`,
	).Replace(file)
	got := mustWrite(t, []byte(file), production.Facts{}, work)
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Error(diff)
	}
	if again := mustWrite(t, got, production.Facts{}, work); !bytes.Equal(got, again) {
		t.Error("writing again changes the file:", cmp.Diff(string(got), string(again)))
	}
	t.Run("bookings go when they are no more", func(t *testing.T) {
		less := mustWrite(t, got, production.Facts{}, BTS{Production: "The Quay"})
		if n := strings.Count(string(less), "_bts"); n != 1 {
			t.Errorf("%d keys of ours are left: %s", n, less)
		}
		if rest := strings.Replace(string(less), `,`+"\n\t"+`"_bts": {"production":"The Quay"}`, "", 1); rest != file {
			t.Error("the original is not what is left:", cmp.Diff(file, rest))
		}
	})
	t.Run("our work makes no facts", func(t *testing.T) {
		if diff := cmp.Diff(read(t, []byte(file)).Schedule, read(t, got).Schedule); diff != "" {
			t.Error(diff)
		}
	})
}

// TestBookingsFindTheirScene covers what the file calls a scene otherwise.
func TestBookingsFindTheirScene(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ file, scene, want string }{
		"leading zeros":     {`{"breakdowns":[{"type":"scene","scene":"012a"}]}`, "12A", `"scene":"012a","_btsBookings"`},
		"a scene in parts":  {`{"breakdowns":[{"type":"scene","scene":"22PT1"},{"type":"scene","scene":"22PT2"}]}`, "22", `"scene":"22PT1","_btsBookings"`},
		"one of its parts":  {`{"breakdowns":[{"type":"scene","scene":"22PT1"},{"type":"scene","scene":"22PT2"}]}`, "22pt2", `"scene":"22PT2","_btsBookings"`},
		"without a number":  {`{"breakdowns":[{"type":"scene","scene":null}]}`, "U1", `"scene":null,"_btsBookings"`},
		"an older version":  {`{"breakdowns":[{"type":"strip","Scene":7}]}`, "7", `"Scene":7,"_btsBookings"`},
		"no such scene":     {`{"breakdowns":[{"type":"scene","scene":"1"}]}`, "2", `"_bts":{"bookings":[{`},
		"no schedule":       {`{"films":[]}`, "2", `"films":[],"_bts": {"bookings":[{`},
		"UTF-16":            {"\xff\xfe{\x00\"\x00b\x00r\x00e\x00a\x00k\x00d\x00o\x00w\x00n\x00s\x00\"\x00:\x00[\x00]\x00}\x00", "2", `{"breakdowns":[],"_bts": {`},
		"another code page": {"{\"caf\xe9\":1}", "2", `{"café":1,"_bts": {`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			out := string(mustWrite(t, []byte(test.file), production.Facts{}, BTS{Bookings: []Booking{{Scene: test.scene, Title: "x", Start: -1, End: -1}}}))
			if !strings.Contains(strings.ReplaceAll(out, `"_bts": `, `"_bts":`), strings.ReplaceAll(test.want, `"_bts": `, `"_bts":`)) {
				t.Errorf("%s does not hold %s", out, test.want)
			}
		})
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"a":1,"k":2,"b":3}`: `{"a":1,"b":3}`, `{"k":2,"b":3}`: `{"b":3}`, `{"a":1, "k":2 }`: `{"a":1 }`, `{ "k":2 }`: `{  }`,
		`{"k":1,"k":2,"b":3}`: `{"b":3}`, `{"k":1,"a":0,"k":2}`: `{"a":0}`, `{"k":1,"k":2}`: `{}`, `{"a":1}`: `{"a":1}`,
	} {
		places, err := intake.FindInUSS([]byte(text), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var e edits
		e.remove(places.Body, "k")
		if got := string(e.apply(text)); got != want {
			t.Errorf("without k %s is %s, want %s", text, got, want)
		}
	}
}

func TestWriteRefuses(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{", "[]", "7", "no JSON", `"x"`} {
		if _, err := Write([]byte(text), production.Facts{}, BTS{}); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: the error is %v", text, err)
		}
	}
}

// TestFreshFileKeepsToTheStandard checks what the standard asks of a file of version 1.0.
func TestFreshFileKeepsToTheStandard(t *testing.T) {
	t.Parallel()
	for seed := range uint64(50) {
		facts := randomFacts(rand.New(rand.NewPCG(seed, 9)))
		out := mustWrite(t, nil, facts, someWork(facts))
		var file fileJSON
		if err := json.Unmarshal(out, &file); err != nil {
			t.Fatal(err)
		}
		elements, categories, breakdowns := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for _, c := range file.Schedule.Categories {
			categories[c.ID] = true
		}
		for _, e := range file.Schedule.Elements {
			elements[e.ID] = true
			if !categories[e.Category] {
				t.Errorf("the element %q has no category", e.Name)
			}
		}
		for _, b := range file.Schedule.Breakdowns {
			if breakdowns[b.ID] {
				t.Errorf("two breakdowns have the id %s", b.ID)
			}
			breakdowns[b.ID] = true
			for _, e := range b.Elements {
				if !elements[e] {
					t.Errorf("the element %s of a breakdown is missing", e)
				}
			}
		}
		placed := 0
		for _, board := range file.Schedule.Stripboards[0].Boards {
			text, _ := json.Marshal(board.BreakdownIDs)
			placed += strings.Count(string(text), `"`) / 2
		}
		if placed != len(breakdowns) {
			t.Errorf("seed %d: %d strips for %d breakdowns", seed, placed, len(breakdowns))
		}
	}
}
