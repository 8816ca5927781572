package production_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

func TestParseClock(t *testing.T) {
	t.Parallel()
	tests := map[string]production.Clock{
		"07:30": 450, "7:30": 450, "0730": 450, "7:30 am": 450, "7:30pm": 1170, "12:15 a.m.": 15, "12 pm": 720,
		"19h30": 1170, "19.30": 1170, "00:30+1": 1470, "24:00": 1440, "07:30:00": 450,
	}
	for text, want := range tests {
		got, err := production.ParseClock(text)
		if err != nil || got != want {
			t.Errorf("%q: got %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "7", "25:00", "07:60", "13 pm", "soon", "7:3"} {
		if got, err := production.ParseClock(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: got %d, %v; want it refused", text, got, err)
		}
	}
}

func TestClockReadsBack(t *testing.T) {
	t.Parallel()
	for c := production.Clock(0); c < 2*1440; c += 7 {
		back, err := production.ParseClock(c.String())
		if err != nil || back != c {
			t.Fatalf("%d prints as %q and reads as %d, %v", c, c, back, err)
		}
	}
	if text := production.NoClock.String(); text != "" {
		t.Errorf("the unknown time prints as %q", text)
	}
}

func TestDateAcrossTheClockChange(t *testing.T) {
	t.Parallel()
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	d := production.Date("2026-03-28") // clocks go forward in the night to the 29th
	night := d.At(26*60, london)
	if got := night.Format(time.RFC3339); got != "2026-03-29T03:00:00+01:00" && got != "2026-03-29T02:00:00+01:00" {
		t.Errorf("02:00 of the night is %s", got)
	}
	if got := d.AddDays(2); got != "2026-03-30" {
		t.Errorf("two days on is %s", got)
	}
	if got := production.Date("2026-04-01").DaysSince(d); got != 4 {
		t.Errorf("%d days", got)
	}
	if got := d.Spoken(); got != "Sat 28 Mar" {
		t.Errorf("spoken %q", got)
	}
}

// TestOneDayIsOneDay: a range of one day is said as a day.
func TestOneDayIsOneDay(t *testing.T) {
	t.Parallel()
	for r, want := range map[production.DateRange]string{
		{From: "2026-05-11", To: "2026-05-11"}: "Mon 11 May", {From: "2026-05-11", To: "2026-05-13"}: "Mon 11 May to Wed 13 May",
	} {
		if got := r.Spoken(); got != want {
			t.Errorf("%+v is said as %q", r, got)
		}
	}
}

func TestSlug(t *testing.T) {
	t.Parallel()
	for title, want := range map[string]string{
		"The Lamp Room": "the-lamp-room", "  Ça va?! ": "ça-va", "***": "production", "Фильм 2": "фильм-2",
	} {
		if got := production.Slug(title); got != want {
			t.Errorf("%q: got %q, want %q", title, got, want)
		}
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	for eighths, want := range map[int]string{0: "0", 3: "3/8", 8: "1", 11: "1 3/8", 16: "2"} {
		if got := production.Pages(eighths); got != want {
			t.Errorf("%d: got %q, want %q", eighths, got, want)
		}
	}
}

func TestCheckProduction(t *testing.T) {
	t.Parallel()
	good := production.Production{Title: "The Lamp Room", Kind: production.Short, TimeZone: "Europe/London"}
	tests := map[string]struct {
		change func(*production.Production)
		ok     bool
	}{
		"as it should be": {func(*production.Production) {}, true},
		"no title":        {func(p *production.Production) { p.Title = " " }, false},
		"unknown kind":    {func(p *production.Production) { p.Kind = "opera" }, false},
		"unknown zone":    {func(p *production.Production) { p.TimeZone = "Mars/Olympus" }, false},
		"no zone":         {func(p *production.Production) { p.TimeZone = "" }, false},
		"negative days":   {func(p *production.Production) { p.CrewDays = -1 }, false},
		"no such date":    {func(p *production.Production) { p.Start = "2026-02-30" }, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := good
			test.change(&p)
			if err := p.Check(); (err == nil) != test.ok {
				t.Errorf("Check: %v", err)
			}
		})
	}
}

func TestDayAcrossUnits(t *testing.T) {
	t.Parallel()
	d := production.Day{Units: []production.UnitDay{
		{Call: 480, Wrap: 1080, Strips: []production.Strip{{SceneNumber: "1"}}},
		{Call: 420, Wrap: production.NoClock, Strips: []production.Strip{{SceneNumber: "2"}, {SceneNumber: "3"}}},
	}}
	got := []int{int(d.Call()), int(d.Wrap()), len(d.Strips())}
	if diff := cmp.Diff([]int{420, 1080, 3}, got); diff != "" {
		t.Error(diff)
	}
}

func TestNormalHeading(t *testing.T) {
	t.Parallel()
	a := production.NormalHeading("int.  Will’s bedroom – night ")
	b := production.NormalHeading("INT. WILL'S BEDROOM - NIGHT.")
	if a != b {
		t.Errorf("%q and %q should compare equal", a, b)
	}
}
