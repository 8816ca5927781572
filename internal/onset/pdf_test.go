package onset

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

func render(t *testing.T, p Packet, paper Paper, fonts Fonts) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := p.PDF(&out, paper, fonts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// tool runs a program of poppler-utils on a PDF.
func tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED: %v, install poppler-utils", err)
	}
	file := filepath.Join(t.TempDir(), "packet.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "FILE", file)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

func textOf(t *testing.T, pdf []byte) string {
	t.Helper()
	return strings.Join(strings.Fields(tool(t, pdf, "pdftotext", "-layout", "FILE", "-")), " ")
}

func TestWhatThePacketSays(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		packet Packet
		says   []string
		not    []string
	}{
		{"full", fullDay(), []string{
			"The Lamp Room · BTS day packet", "Day 4 · Thu 7 May", "Shoot day 4 of 23 · Blue schedule, 1 May 2026 · All times Europe/London",
			"BTS call BTS wrap Main unit call Main unit wrap 06:30 18:30 07:00 18:30",
			"Where not to be • Attic, 10:15–12:30: closed set for scene 13.",
			"Harbour Mill Lamp Room, Attic", "06:30 Ingrid Åsheim timelapse, sound 12:00–12:45 16:30",
			"1 08:15–09:30 Director and Marta find the scene", "2 10:30–11:30 Attic: how the storm light is made",
			"CLOSED SET: ask the 1st AD before you go in", "3 14:30–16:00 The fall from the bridge",
			"Zoë Müller-Lukasik: video · Ben Okafor: stills", "Stunt: “falls backwards over the parapet”, page 31",
			"10:15–12:30 13 INT. ATTIC - NIGHT MARTA CLOSED", "at most 2", "any time Build: weir set Stage 2",
			"nobody who can interview is free before 17:00", "Technical setup Batteries are full Ear defenders for the stunt Post-shooting Cards are copied twice", "Page 1/2", "Page 2/2",
		}, []string{"?", "estimated"}},
		{"empty", emptyDay(), []string{"Nobody from BTS is called on this day.", "No moment is planned for this day.", "Page 1/1"},
			[]string{"Where not to be", "Shoot day", "+1", "?"}},
		{"night", nightDay(), []string{"19:00 04:00+1 17:00 04:30+1", "23:00–00:15+1 Rain towers on the weir", "23:45–00:30+1"}, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			text := textOf(t, render(t, c.packet, A4, Fonts{}))
			for _, words := range c.says {
				if !strings.Contains(text, words) {
					t.Errorf("it does not say %q:\n%s", words, text)
				}
			}
			for _, words := range c.not {
				if strings.Contains(text, words) {
					t.Errorf("it says %q:\n%s", words, text)
				}
			}
		})
	}
}

func TestPapersAndPages(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		packet Packet
		paper  Paper
		says   []string
	}{
		{"A4", fullDay(), A4, []string{"Pages: 2", "(A4)"}},
		{"Letter", fullDay(), Letter, []string{"Pages: 2", "(letter)"}},
		{"empty", emptyDay(), A4, []string{"Pages: 1"}},
		{"long", longDay(), A4, []string{"Pages: 12"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			info := strings.Join(strings.Fields(tool(t, render(t, c.packet, c.paper, Fonts{}), "pdfinfo", "FILE")), " ")
			for _, words := range c.says {
				if !strings.Contains(info, words) {
					t.Errorf("pdfinfo does not say %q: %s", words, info)
				}
			}
		})
	}
}

func TestNothingIsLostOnALongDay(t *testing.T) {
	t.Parallel()
	p := longDay()
	text := textOf(t, render(t, p, Letter, Fonts{}))
	for _, shift := range p.Shifts {
		if name, _ := toLatin1Words(shift.Name); !strings.Contains(text, name) {
			t.Errorf("%s is missing", shift.Name)
		}
	}
	for _, entry := range p.Moments {
		if words := entry.Title[:min(len(entry.Title), 25)]; !strings.Contains(text, strings.TrimSpace(words)) {
			t.Errorf("%q is missing", entry.Title)
		}
	}
	if got := strings.Count(text, "A long note that goes on."); got < 100 {
		t.Errorf("the long note is there %d times", got)
	}
}

// toLatin1Words is a name as the built-in fonts print it, back in UTF-8.
func toLatin1Words(name string) (string, bool) {
	spelt, lost, _ := toCP1252(name)
	var out []rune
	for _, b := range []byte(spelt) {
		out = append(out, rune(b))
	}
	return string(out), lost
}

func TestEqualPacketsGiveEqualBytes(t *testing.T) {
	t.Parallel()
	foreign := fullDay()
	foreign.Notes = []string{everyScript}
	for name, f := range map[string]Fonts{"built-in": {}, "embedded": dejavu(t)} {
		first, second := render(t, foreign, A4, f), render(t, foreign, A4, f)
		if !bytes.Equal(first, second) {
			t.Errorf("%s: two renderings differ", name)
		}
	}
	other := fullDay()
	other.Notes = nil
	if bytes.Equal(render(t, fullDay(), A4, Fonts{}), render(t, other, A4, Fonts{})) {
		t.Error("different packets give equal bytes")
	}
}

func TestPDFRefuses(t *testing.T) {
	t.Parallel()
	if err := fullDay().PDF(&bytes.Buffer{}, "A5", Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("A5 gives %v", err)
	}
	far := fullDay()
	far.URL = strings.Repeat("x", 4000)
	if err := far.PDF(&bytes.Buffer{}, A4, Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a URL longer than a QR code gives %v", err)
	}
	if err := fullDay().PDF(brokenWriter{}, A4, Fonts{}); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a broken writer gives %v", err)
	}
}

type brokenWriter struct{}

func (brokenWriter) Write([]byte) (int, error) { return 0, errors.New("disk full") }

func TestSpelling(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, text, want string
		lost             bool
	}{
		{"plain", "Day 4 – “now”", "Day 4 – “now”", false},
		{"umlauts stay", "Zoë Müller Åsheim Œuvre", "Zoë Müller Åsheim Œuvre", false},
		{"composed first", "Mu\u0308ller", "Müller", false},
		{"Polish, Czech, Turkish", "Łódź Dvořák Işık", "Lódz Dvorák Isik", false},
		{"Hungarian, Romanian", "Erdős Țepeș", "Erdos Tepes", false},
		{"Greek", "Ελένη Θεοδωράκη", "Eleni Theodoraki", false},
		{"Cyrillic", "Жанна Щербина Сергей", "Zhanna Shcherbina Sergey", false},
		{"Ukrainian", "Київ", "Kiyiv", false},
		{"signs", "3⅛ → 4 − 1", "31/8 -> 4 - 1", false},
		{"not to be spelt", "黒澤 x", "?? x", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			want, _, _ := toCP1252(c.want)
			got, lost, _ := toCP1252(c.text)
			if diff := cmp.Diff(want, got); diff != "" || lost != c.lost {
				t.Errorf("lost %v %s", lost, diff)
			}
		})
	}
}

func TestColourOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		inside, time string
		want         Colour
	}{{"INT", "DAY", IntDay}, {"EXT", "DAY", ExtDay}, {"INT", "NIGHT", IntNight}, {"EXT", "NIGHT", ExtNight}, {"INT/EXT", "EVENING", ExtNight}, {"", "", IntDay}} {
		if got := ColourOf(scene(c.inside, c.time)); got != c.want {
			t.Errorf("%s %s is %s, not %s", c.inside, c.time, got, c.want)
		}
	}
}
