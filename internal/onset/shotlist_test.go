package onset

import (
	"bytes"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
)

func sampleSheet() ShotSheet {
	return ShotSheet{
		Production: "The Lamp Room", Title: "Day 4 · Thu 7 May", Revision: "blue.uss, taken in Tue 5 May", Made: "2026-05-06", URL: "http://localhost/p/x/shotlist",
		Look: []Said{{"Avoid", "How it ends."}},
		Days: []ShotSheetDay{
			{"Day 4 · Thu 7 May", []SheetShot{
				{Title: "Faces that watch", How: "CU · stills", Moment: "The lamp is lit", Place: "Lamp room", Time: "14:10–15:40", Team: "Ada Moreau", Priority: "must", Reason: "promised", Sound: "the match", Note: "From beside the lens."},
				{Title: "The wick", Priority: "nice", Got: true, Proof: "A017_C003"},
				{Title: "The keeper", Priority: "should", Missed: true, Proof: "Missed: fog"},
			}},
			{"Any day", []SheetShot{{Title: strings.Repeat("A very long line of words ", 380), Priority: "nice"}}},
		},
	}
}

func TestShotSheet(t *testing.T) {
	t.Parallel()
	for _, paper := range []Paper{A4, Letter} {
		var first, again bytes.Buffer
		for _, out := range []*bytes.Buffer{&first, &again} {
			if err := sampleSheet().PDF(out, paper, Fonts{}); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), again.Bytes()) {
			t.Error("equal sheets give other bytes")
		}
		text := textOf(t, first.Bytes())
		for _, want := range []string{"Day 4 · Thu 7 May", "Faces that watch", "must", "CU · stills · the match", "The lamp is lit · Lamp room · 14:10–15:40 · Ada Moreau", "promised", "A017_C003", "Missed: fog",
			"How it ends.", "Any day", "blue.uss, taken in Tue 5 May Page 1/"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q: %s", paper, want, text)
			}
		}
	}
	if err := sampleSheet().PDF(&bytes.Buffer{}, "Legal", Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
}

func TestPacketHasTheShotsOfItsDay(t *testing.T) {
	t.Parallel()
	sheet := sampleSheet()
	p := Packet{Production: "The Lamp Room", Title: "Day 4", Date: "2026-05-07", Shots: sheet.Days[0].Shots, Look: sheet.Look}
	text := textOf(t, render(t, p, A4, Fonts{}))
	for _, want := range []string{"Shots to bring home", "Faces that watch", "How it ends."} {
		if !strings.Contains(text, want) {
			t.Errorf("the packet does not say %q", want)
		}
	}
	p.Shots = nil
	if text := textOf(t, render(t, p, A4, Fonts{})); strings.Contains(text, "Shots") || strings.Contains(text, "How it ends") {
		t.Error("a packet without shots speaks of them")
	}
}
