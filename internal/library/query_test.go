package library_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
)

// ask reads a question and writes what it asks of the index, short: a word for a word, a|b for one of several, +b for the
// next word, !( for without, ~ for a beginning.
func ask(text string) (string, error) {
	q, err := library.ParseQuery(text)
	if err != nil {
		return "", err
	}
	need, err := q.Need(map[int]production.Date{1: "2026-05-11", 2: "2026-05-12", 3: "2026-05-13"})
	if err != nil {
		return "", err
	}
	var clauses []string
	for _, c := range need.Clauses {
		var any []string
		for _, t := range c.Any {
			with := "&"
			if t.Near {
				with = "+"
			}
			text := strings.Join(t.Words, with)
			if t.Prefix {
				text += "~"
			}
			any = append(any, text)
		}
		clause := strings.Join(any, "|")
		if c.Not {
			clause = "!" + clause
		}
		clauses = append(clauses, clause)
	}
	return strings.Join(clauses, " "), nil
}

func TestWhatIsAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  ... - ", ""},
		{"Harbour storm", "harbour storm~"},
		{"Harbour storm ", "harbour storm"},
		{"har* storm ", "har~ storm"},
		{`"the harbour" -"at night"`, "the+harbour !at+night"},
		{`“the harbour”`, "the+harbour"},
		{`"still open`, "still+open"},
		{"-storm ", "!storm"},
		{"stop-motion ", "stop&motion"},
		{"Émilie's ", "emilie&s"},
		{"DSC_0123", "dsc&0123~"},
		{"dsc0123 ", "dsc0123|dsc&0123"},
		{"Straße ÆON Łódź ", "strasse aeon lodz"},
		{"東京 ", "東+京"},
		{"10:30 ", "10&30"},
		{"a", "a"},
		{"KIND:Video,still", "k_video|k_still"},
		{"-kind:audio", "!k_audio"},
		{"day:2", "d_20260512"},
		{"day:1..2", "d_20260511|d_20260512"},
		{"day:2026-05-30", "d_20260530"},
		{"day:>=2", "d_20260512|d_20260513"},
		{"day:<2", "d_20260511"},
		{"day:none", "d_none"},
		{"rating:>3", "r_4|r_5"},
		{"rating:>=3", "r_3|r_4|r_5"},
		{"rating:<1", "r_0"},
		{"rating:1..2", "r_1|r_2"},
		{"rating:>5", ""},
		{"pick:first", "v_first"},
		{"has:release is:unmatched", "h_release i_unmatched"},
		{`person:"Mara Lind" by:nora`, "pe_mara&pe_lind by_nora"},
		{"scene:12a moment:none", "s_12a m_none"},
		{"taken:2026-05", "t_202605"},
		{"taken:2026-04-30..2026-05-31", "t_20260430|t_202605"},
		{"fps:25", "f_0_jag"},
	} {
		got, err := ask(c.text)
		if err != nil || got != c.want {
			t.Errorf("%q asks %q, want %q (%v)", c.text, got, c.want, err)
		}
	}
}

func TestWhatCannotBeAsked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text   string
		column int
		says   string
	}{
		{"storm sceen:12", 7, "scene"},
		{"kind:film", 1, "timelapse"},
		{"kind:", 1, "video"},
		{"rating:7", 1, "rating:>3"},
		{"rating:many", 1, "rating:>3"},
		{"kind:>video", 1, "kind:video"},
		{"a day:9", 3, "day:2026-05-12"},
		{"day:2026-13-01", 1, "day:3"},
		{"day:>none", 1, "day:none"},
		{"dur:long", 1, "dur:>30s"},
		{"fps:-2", 1, "fps:25"},
		{"person:...", 1, "person:mara"},
		{"taken:yesterday", 1, "taken:2026-05"},
		{strings.Repeat("a ", 45), 81, "fewer"},
	} {
		_, err := ask(c.text)
		var told *fault.Error
		if !errors.As(err, &told) || told.Code != fault.Invalid || told.At.Column != c.column || !strings.Contains(told.Remedy, c.says) {
			t.Errorf("%q is answered %v at %d, want the remedy %q at %d", c.text, err, told.At.Column, c.says, c.column)
		}
	}
	for _, text := range []string{strings.Repeat("x", 1001), "a\x00", "\xff"} {
		if _, err := library.ParseQuery(text); !fault.Is(err, fault.Invalid) {
			t.Errorf("%.20q is answered %v", text, err)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{
		`storm "the harbour" -night har* day:3..5 kind:video,still person:"Mara Lind" rating:>3 dur:1:30..2m fps:23.98 taken:2026-05`, `a:"b`, `day:..2`, `person:"a,b",c`, `-"`, `東京*`,
		`person:"<b"`, `tag:a..b`, `x "y`, `a**`, `*AAA:000`, `--a`, `-*`, `tag:"a..b" `, "taken:1999..", "dur:0..1",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := library.ParseQuery(text)
		if err != nil {
			if fault.PersonText(err) == "" || !fault.Is(err, fault.Invalid) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		again, err := library.ParseQuery(q.String())
		if err != nil {
			t.Fatalf("%q is written %q, which cannot be read: %v", text, q, err)
		}
		if diff := cmp.Diff(q, again, cmpopts.IgnoreFields(library.Part{}, "At"), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%q is written %q, which says something else:\n%s", text, q, diff)
		}
		need, err := q.Need(map[int]production.Date{1: "2026-05-11"})
		if err != nil {
			return
		}
		for _, c := range need.Clauses {
			for _, term := range c.Any {
				for _, w := range term.Words {
					if w == "" || strings.ContainsAny(w, " \"'\\*") {
						t.Errorf("%q asks for %q, which no index has", text, w)
					}
				}
			}
		}
	})
}
