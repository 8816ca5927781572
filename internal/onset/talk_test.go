package onset_test

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/onset"
)

func talkSheet() onset.TalkSheet {
	t := onset.TalkSheet{
		Production: "The Lamp Room", Person: "Ruth Calloway", Role: "Edda", When: "Tue 12 May, 14:10–14:40, the tent by the harbour, Nora and Tom",
		Length: "30 minutes, about 3–5 of them used", About: "The fall", Care: "nothing about the accident", Reminder: "Ask for answers that contain the question.", Release: "needed",
	}
	for i := range 12 {
		t.Questions = append(t.Questions, onset.TalkQuestion{Text: fmt.Sprintf("Question %d: what was the hardest part of it?", i+1), Begin: "The hardest part was …", Follow: "And then?", Done: i == 0})
	}
	t.Questions[0].Answer = "The cold"
	return t
}

func TestTalksPDF(t *testing.T) {
	t.Parallel()
	print := func(list ...onset.TalkSheet) []byte {
		t.Helper()
		var b bytes.Buffer
		if err := onset.TalksPDF(&b, list, "2026-05-12", onset.A4, onset.Fonts{}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	one, two := print(talkSheet()), print(talkSheet(), talkSheet())
	if !bytes.Equal(one, print(talkSheet())) {
		t.Error("equal sheets give different bytes")
	}
	pages := func(pdf []byte) int { return bytes.Count(pdf, []byte("/Type /Page\n")) }
	if pages(one) < 2 || pages(two) != 2*pages(one) {
		t.Errorf("one sheet has %d pages, two %d", pages(one), pages(two))
	}
	long := talkSheet()
	long.Person, long.Care = "שרה 🎬 "+strings.Repeat("name ", 2000), strings.Repeat("care ", 400)
	long.Questions[3].Text = strings.Repeat("why ", 2500)
	if n := pages(print(long)); n < 3 || n > 30 {
		t.Errorf("a sheet with long words has %d pages", n)
	}
	signed := talkSheet()
	signed.Signed = true
	if len(print(signed)) >= len(one) {
		t.Error("what is signed is to be signed again")
	}
	if err := onset.TalksPDF(io.Discard, nil, "2026-05-12", onset.A4, onset.Fonts{}); !fault.Is(err, fault.NotFound) {
		t.Errorf("no sheet: %v", err)
	}
	if err := onset.TalksPDF(io.Discard, []onset.TalkSheet{talkSheet()}, "2026-05-12", "A0", onset.Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("on A0: %v", err)
	}
}
