package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// The size of the production that is revised.
const (
	revisedScenes = 400
	revisedDays   = 120
)

// measureRevise hands in a new draft of a long script with a new schedule: read, matched scene by scene,
// compared field by field with what is known, weighed against moments and plan, and kept as a proposal;
// then taken in, then taken back. Beside it stand two large files alone.
func (b *bench) measureRevise(ctx context.Context) error {
	dir, err := b.folder("revise")
	if err != nil {
		return err
	}
	ctx = access.With(ctx, access.Operator("bench"))
	a, err := app.Open(ctx, app.Config{Data: dir}, true)
	if err != nil {
		return err
	}
	defer a.Close() //nolint:errcheck // the folder is thrown away
	film, err := a.Office.CreateProduction(ctx, production.Production{Title: "Revised", Kind: production.Series, TimeZone: "UTC", CrewDays: 40})
	if err != nil {
		return err
	}
	one, two := longScript(1), longScript(2)
	white, blue := longSchedule(0), longSchedule(9)
	if err := take(ctx, a, film.ID, "one.fountain", one); err != nil {
		return err
	}
	if err := take(ctx, a, film.ID, "white.csv", white); err != nil {
		return err
	}
	if err := hire(ctx, a, film.ID); err != nil {
		return err
	}
	if _, err := a.Office.MakePlan(ctx, film.ID, office.PlanOptions{Time: 2 * time.Second}, nil); err != nil {
		return err
	}
	files := []office.File{{Name: "two.fountain", Data: two}, {Name: "blue.csv", Data: blue}}
	plain, err := timed(func() error {
		sha256.Sum256(append(two, blue...))
		return nil
	})
	if err != nil {
		return err
	}
	var last office.ImportResult
	took, err := timed(func() (err error) {
		last, err = a.Office.Propose(ctx, film.ID, files, office.ImportOptions{}, nil)
		return err
	})
	if err != nil {
		return err
	}
	if n := len(last.Changes.Changed) + len(last.Changes.Moved); n < 20 || len(last.Changes.Broken) == 0 {
		return fmt.Errorf("the revision changes %d things and breaks %d: too few to measure", n, len(last.Changes.Broken))
	}
	b.table.add(figure{name: fmt.Sprintf("Revision of %d scenes and %d days: what changes and breaks", revisedScenes, revisedDays),
		value: milliseconds(took), unit: "ms", bar: 1000, beside: beside{"hash the files", milliseconds(plain)}})
	start := time.Now()
	if _, err := a.Office.Apply(ctx, film.ID, last.Proposal); err != nil {
		return err
	}
	b.table.add(figure{name: "The same, taken in", value: milliseconds(time.Since(start)), unit: "ms", bar: 1000})
	start = time.Now()
	if _, err := a.Office.UndoImport(ctx, film.ID, last.Proposal); err != nil {
		return err
	}
	b.table.add(figure{name: "The same, taken back", value: milliseconds(time.Since(start)), unit: "ms"})
	return b.measureLargeFiles()
}

func (b *bench) measureLargeFiles() error {
	for _, file := range []struct {
		name, file string
		data       []byte
		bar        float64
	}{
		{"Table of 15,000 rows, read", "long.csv", longTable(15000), 2000},
		{"Calendar of 10,000 events, read", "long.ics", longCalendar(10000), 1000},
	} {
		took, err := timed(func() error {
			_, err := intake.Read(file.data, intake.Options{Name: file.file, Zone: time.UTC})
			return err
		})
		if err != nil {
			return err
		}
		plain, err := timed(func() error {
			sha256.Sum256(file.data)
			return nil
		})
		if err != nil {
			return err
		}
		b.table.add(figure{name: file.name, value: milliseconds(took), unit: "ms", bar: file.bar, beside: beside{"hash the file", milliseconds(plain)}})
	}
	return nil
}

// vocabulary of made-up scenes.
var (
	sets   = strings.Fields("KITCHEN QUAY LAMPROOM BRIDGE ATTIC CELLAR CHURCH MARKET TRAIN FERRY FOREST OFFICE WARD STAGE ROOF TUNNEL")
	people = strings.Fields("ANN BEN CARA DOV EDDA FINN GUS HANA IDA JON KIM LEO MAG NORA OTTO PIA")
	deeds  = strings.Fields("falls runs weeps shouts waits climbs fights jumps burns opens hides turns looks sings breaks holds drives swims")
	things = strings.Fields("door ladder window rope lamp boat letter mirror horse engine fire crowd storm bell knife photograph")
)

// longScript is a script of 400 scenes. Draft 2 rewrites one scene in ten, leaves two out and adds two.
func longScript(draft int) []byte {
	var out strings.Builder
	out.WriteString("Title: Revised\n\n")
	for i := 1; i <= revisedScenes; i++ {
		seed := uint64(i)
		if draft == 2 && i%10 == 0 {
			seed += 1 << 20
		}
		if draft == 2 && i%190 == 7 {
			continue
		}
		writeScene(&out, fmt.Sprint(i), rand.New(rand.NewPCG(seed, 7)))
		if draft == 2 && i%190 == 50 {
			writeScene(&out, fmt.Sprint(i, "A"), rand.New(rand.NewPCG(seed+1<<30, 7)))
		}
	}
	return []byte(out.String())
}

func writeScene(out *strings.Builder, number string, r *rand.Rand) {
	pick := func(list []string) string { return list[r.IntN(len(list))] }
	fmt.Fprintf(out, "%s. %s - %s #%s#\n\n", pick([]string{"INT", "EXT"}), pick(sets)+" "+pick(sets), pick([]string{"DAY", "NIGHT"}), number)
	for range 6 {
		who := pick(people)
		fmt.Fprintf(out, "%s %s behind the %s while the %s %s. Nobody %s, and the %s stays where it was.\n\n", who[:1]+strings.ToLower(who[1:]),
			pick(deeds), pick(things), pick(things), pick(deeds), pick(deeds), pick(things))
		fmt.Fprintf(out, "%s\nThe %s %s, and then the %s. I said so when we were at the %s.\n\n", who, pick(things), pick(deeds), pick(things), strings.ToLower(pick(sets)))
	}
}

// longSchedule is a table of 120 days; shift moves every ninth scene by so many days.
func longSchedule(shift int) []byte {
	var out strings.Builder
	out.WriteString("Date,Scene,Location,Call,Wrap,Start,End\n")
	first := time.Date(2027, time.May, 3, 0, 0, 0, 0, time.UTC)
	for i := range revisedScenes {
		day := i * revisedDays / revisedScenes
		if i%9 == 0 {
			day = min(day+shift, revisedDays-1)
		}
		start := production.Clock(8*60 + i%4*150)
		fmt.Fprintf(&out, "%s,%d,Location %d,07:00,19:00,%s,%s\n", first.AddDate(0, 0, day).Format(time.DateOnly), i+1, day%9, start, start+140)
	}
	return []byte(out.String())
}

// longTable is a schedule as somebody keeps it who writes a row for everything.
func longTable(rows int) []byte {
	var out strings.Builder
	out.WriteString("Date,Scene,Set,Location,Cast,Pages,Description\n")
	first := time.Date(2027, time.May, 3, 0, 0, 0, 0, time.UTC)
	for i := range rows {
		fmt.Fprintf(&out, "%s,%d,%s,Location %d,\"%s; %s\",%d/8,\"The %s %s; the %s\"\n", first.AddDate(0, 0, i/50).Format(time.DateOnly), i%3000+1, sets[i%len(sets)], i%40,
			people[i%16], people[i*7%16], i%8+1, things[i%16], deeds[i%18], things[i*5%16])
	}
	return []byte(out.String())
}

// longCalendar is a calendar of single events in a zone.
func longCalendar(events int) []byte {
	var out strings.Builder
	out.WriteString("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\nX-WR-CALNAME:Unit\r\n")
	first := time.Date(2027, time.May, 3, 8, 0, 0, 0, time.UTC)
	for i := range events {
		at := first.Add(time.Duration(i) * time.Hour)
		fmt.Fprintf(&out, "BEGIN:VEVENT\r\nUID:%d@bench\r\nDTSTAMP:20270401T000000Z\r\nSEQUENCE:1\r\nDTSTART;TZID=Europe/Lisbon:%s\r\nDURATION:PT45M\r\nSUMMARY:Fitting %s\r\nLOCATION:Wardrobe\r\n"+
			"DESCRIPTION:Bring the %s\\, the %s and\\n what else is\r\n  needed.\r\nEND:VEVENT\r\n", i, at.Format("20060102T150405"), people[i%16], things[i%16], things[i*3%16])
	}
	out.WriteString("END:VCALENDAR\r\n")
	return []byte(out.String())
}
