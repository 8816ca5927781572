package library_test

import (
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

func indexed() (library.Asset, library.Company) {
	return library.Asset{
			ID: "a1", Seq: 7, Name: "A003C012_260512_R1XY.MOV", Kind: media.Video, Day: "2026-05-12", TakenAt: time.Date(2026, 5, 12, 22, 30, 0, 0, time.UTC),
			Duration: timecode.Rational{Num: 301, Den: 10}, Rate: timecode.Rate{Num: 24000, Den: 1001}, Device: "Sony FX3", Scene: "s1", Moment: "m-1", Talk: "t1", People: []string{"Zoë Lind"},
			Rating: 4, Verdict: library.First, Tags: []string{"beach day"}, Caption: "The crew at the harbour.", Note: "HarbourNight", Spot: &media.Spot{}, Slate: media.Slate{Scene: "12A", Take: "3"},
			Marks: []library.Mark{{Text: "she laughs"}},
		}, library.Company{
			Zone: time.FixedZone("", 7200), Scene: "12A", Heading: "EXT. PIER – NIGHT", Moment: "The storm", Talk: "Zoë Lind", Card: "A003", Operator: "Nora", Roles: []string{"Director"},
			Transcript: "we waited for the light", Proxy: true,
		}
}

func TestWordsOfAnAsset(t *testing.T) {
	t.Parallel()
	w := library.WordsOf(indexed())
	if want := "a003c012 260512 r1xy mov zoe lind zoe lind a003 12a 3 12a the storm"; w.Names != want {
		t.Errorf("names are %q, want %q", w.Names, want)
	}
	if want := "the crew at the harbour harbournight ext pier night sony fx3 nora beach day director she laughs"; w.Text != want {
		t.Errorf("text is %q, want %q", w.Text, want)
	}
	if w.Said != "we waited for the light" || w.Lift != 9 || w.Seq != 7 {
		t.Errorf("said %q, lift %d, seq %d", w.Said, w.Lift, w.Seq)
	}
	for _, part := range []string{"a003", "003", "3", "c012", "012", "12", "fx"} {
		if !slices.Contains(w.Parts, part) {
			t.Errorf("%q is not among the spellings %q", part, w.Parts)
		}
	}
	want := strings.Fields("k_video k_interview d_20260512 r_4 v_first s_12a m_the m_storm pe_zoe pe_lind pe_director pl_none ca_sony ca_fx3 cd_a003 tg_beach tg_day by_nora " +
		"h_caption h_people h_moment h_scene h_transcript h_proxy h_note h_gps h_tag h_marks si_s1 mi_m1 t_20260513 t_202605 t_2026")
	var got []string
	for _, m := range w.Marks {
		if !strings.HasPrefix(m, "u_") && !strings.HasPrefix(m, "f_") {
			got = append(got, m)
		}
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("marks (-want +got):\n%s", diff)
	}
}

func TestWordsOfABareAsset(t *testing.T) {
	t.Parallel()
	w := library.WordsOf(library.Asset{Name: "x.wav", Kind: media.Audio, State: library.Broken}, library.Company{})
	for _, m := range []string{"i_broken", "i_unmatched", "xd_none", "d_none", "s_none", "v_none", "tg_none"} {
		if !slices.Contains(w.Marks, m) {
			t.Errorf("%s is not among %q", m, w.Marks)
		}
	}
	gone := library.WordsOf(library.Asset{Seq: 3, Gone: true, Name: "x.wav"}, library.Company{})
	if diff := cmp.Diff(library.Words{Seq: 3, Gone: true}, gone); diff != "" {
		t.Errorf("one that is gone has words:\n%s", diff)
	}
}

// TestRangesOfNumbers draws numbers and ranges: a range has exactly one mark of each number in it, and none of others.
func TestRangesOfNumbers(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 1))
	draw := func() int64 { return r.Int64N(1 << (1 + r.IntN(19))) }
	for range 3000 {
		low, n := draw(), draw()
		high := low + draw() - 3
		shared := 0
		marks := library.Between("u", low, high)
		for _, m := range library.Number("u", n) {
			if slices.Contains(marks, m) {
				shared++
			}
		}
		if in := min(n, 1<<18-1) >= low && min(n, 1<<18-1) <= min(high, 1<<18-1); in && shared != 1 || !in && shared != 0 {
			t.Fatalf("%d shares %d marks with %d to %d", n, shared, low, high)
		}
		if len(marks) > 84 {
			t.Fatalf("%d to %d takes %d marks", low, high, len(marks))
		}
	}
}

// TestFiltersFind asks an asset's own marks.
func TestFiltersFind(t *testing.T) {
	t.Parallel()
	w := library.WordsOf(indexed())
	has := func(term library.Term) bool {
		for _, m := range term.Words {
			if !slices.Contains(w.Marks, m) {
				return false
			}
		}
		return true
	}
	for text, want := range map[string]bool{
		"dur:>30s": true, "dur:>30.2s": false, "dur:30s": true, "dur:31s": false, "dur:<0:31": true, "dur:0.5m..1h": true, "dur:<=30": false,
		"fps:23.976": true, "fps:23.98": true, "fps:24": false, "fps:>23": true, "fps:<23.97": false,
		"taken:2026": true, "taken:>2026-05-12": true, "taken:2026-05-12": false, "taken:<=2026-05-13": true, "taken:2025-12-31..2026-05-13": true,
		"day:..2026-05-12": true, "day:>2026-05-12": false, "day:2026-05-01..2026-05-20": true, "person:director": true, "person:nora": false, "tag:beach": true,
	} {
		q, err := library.ParseQuery(text)
		if err != nil {
			t.Error(err)
			continue
		}
		need, err := q.Need(map[int]production.Date{1: "2026-05-11", 2: "2026-05-12", 3: "2026-05-13"})
		if err != nil {
			t.Error(err)
			continue
		}
		if got := slices.ContainsFunc(need.Clauses[0].Any, has); got != want {
			t.Errorf("%s finds it: %v", text, got)
		}
	}
}

func TestMisspeltWordsMeet(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		said, meant string
		n           int
		meet        bool
	}{
		{"habour", "harbour", 1, true}, {"hrabour", "harbour", 1, true}, {"harbourr", "harbour", 1, true}, {"hxrbour", "harbour", 1, true}, {"stom", "storm", 1, true},
		{"timelpase", "timelapse", 1, true}, {"intreviww", "interview", 2, true}, {"cat", "cart", 1, false}, {"boat", "barn", 3, false}, {"a003", "a004", 1, false},
	} {
		shared := slices.ContainsFunc(library.TypoKeys(c.said), func(k string) bool { return slices.Contains(library.TypoKeys(c.meant), k) })
		n, few := library.Mistakes(c.said, c.meant)
		if n != c.n || (shared && few) != c.meet {
			t.Errorf("%s for %s: %d mistakes, few %v, shared %v", c.said, c.meant, n, few, shared)
		}
	}
}

func TestScoreAndWhy(t *testing.T) {
	t.Parallel()
	a, around := indexed()
	w := library.WordsOf(a, around)
	for _, c := range []struct {
		text  string
		score int
		why   library.Why
	}{
		{"storm ", 99, library.Why{Field: "moment", Text: "The storm", Hits: []library.Span{{From: 4, To: 9}}}},
		{"sto", 72, library.Why{Field: "moment", Text: "The storm", Hits: []library.Span{{From: 4, To: 9}}}},
		{"harbour ", 54, library.Why{Field: "caption", Text: "The crew at the harbour.", Hits: []library.Span{{From: 16, To: 23}}}},
		{"c012 ", 32, library.Why{Field: "name", Text: a.Name, Hits: []library.Span{{From: 0, To: 8}}}},
		{`"crew at" zoe `, 77, library.Why{Field: "people", Text: "Zoë Lind", Hits: []library.Span{{From: 0, To: 4}}}},
		{"light ", 32, library.Why{Field: "transcript", Text: around.Transcript, Hits: []library.Span{{From: 18, To: 23}}}},
		{"kind:video", 0, library.Why{}},
	} {
		q, err := library.ParseQuery(c.text)
		if err != nil {
			t.Fatal(err)
		}
		need, err := q.Need(nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := need.Score(w.Names, w.Text, w.Lift); got != c.score {
			t.Errorf("%q scores %d, want %d", c.text, got, c.score)
		}
		if diff := cmp.Diff(c.why, library.WhyOf(a, around, need)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
	a.Caption = strings.Repeat("größe und licht ", 30) + "harbour " + strings.Repeat("größe und licht ", 30)
	q, _ := library.ParseQuery("harbour ")
	need, _ := q.Need(nil)
	why := library.WhyOf(a, around, need)
	if len(why.Text) > 160 || !strings.HasPrefix(why.Text, "… ") || !strings.HasSuffix(why.Text, " …") || why.Text[why.Hits[0].From:why.Hits[0].To] != "harbour" {
		t.Errorf("a long caption is cut to %+v", why)
	}
}
