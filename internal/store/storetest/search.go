package storetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/timecode"
)

// shelf is a library of a production that is asked in words.
type shelf struct {
	t    *testing.T
	s    *store.Store
	in   production.ProductionID
	name map[int64]string
}

// shelve adds assets and indexes them; around is the same for all of them.
func (l *shelf) shelve(around library.Company, list ...library.Asset) []library.Asset {
	l.t.Helper()
	write(l.t, l.s, func(ctx context.Context, tx *store.Tx) error {
		if err := tx.AddAssets(ctx, l.in, list); err != nil {
			return err
		}
		return tx.IndexAssets(ctx, l.in, wordsOf(around, list...))
	})
	for _, a := range list {
		l.name[a.Seq] = string(a.ID)
	}
	return list
}

func wordsOf(around library.Company, list ...library.Asset) []library.Words {
	var words []library.Words
	for _, a := range list {
		words = append(words, library.WordsOf(a, around))
	}
	return words
}

func (l *shelf) ask(text string, hide store.Hidden) store.Found {
	l.t.Helper()
	q, err := library.ParseQuery(text)
	if err != nil {
		l.t.Fatal(err)
	}
	need, err := q.Need(map[int]production.Date{1: "2026-05-12", 2: "2026-05-13"})
	if err != nil {
		l.t.Fatal(err)
	}
	return read(l.t, l.s, func(ctx context.Context, tx *store.Tx) (store.Found, error) {
		return tx.SearchAssets(ctx, l.in, need, hide)
	})
}

// finds are the ids that a question finds, in their order.
func (l *shelf) finds(text string, hide store.Hidden) string {
	l.t.Helper()
	var ids []string
	for _, h := range l.ask(text, hide).Hits {
		ids = append(ids, l.name[h.Seq])
	}
	return strings.Join(ids, " ")
}

// library8 is a small library in which every sort of question has an answer.
func (l *shelf) library8() []library.Asset {
	list := make([]library.Asset, 8)
	for i := range list {
		list[i] = asset(production.AssetID(fmt.Sprintf("a%d", i+1)), "2026-05-12", i)
	}
	list[0].Title, list[0].Caption = "Harbour at night", "Boats wait for the storm"
	list[1].Caption, list[1].Rating = "The harbour, and the storm over it", 5
	list[2].Note, list[2].Verdict = "harbour harbour harbour", library.Kill
	list[3].Name, list[3].People, list[3].Scene = "A003C012_R1XY.MOV", []string{"Zoë Lind"}, "s1"
	list[3].Kind, list[3].Duration, list[3].Rate = media.Video, timecode.Rational{Num: 45, Den: 1}, timecode.Rate{Num: 25, Den: 1}
	list[4].Caption, list[4].Tags, list[4].Day = "Harbours of the coast: storm night", []string{"beach day"}, "2026-05-13"
	list[5].Caption, list[5].Moment, list[5].Scene = "Zoë waits, stormy", "m1", "s2"
	list[6].Day, list[6].Note = "", "東京の夜 it's Людмила's O'Brien \\ ' : & | !"
	list[7].Name, list[7].State = "DSC_0123.JPG", library.Broken
	return l.shelve(library.Company{}, list...)
}

func newShelf(t *testing.T, s *store.Store, title string) *shelf {
	return &shelf{t: t, s: s, in: Production(t, s, title).ID, name: map[int64]string{}}
}

func testSearch(t *testing.T, s *store.Store) {
	other := newShelf(t, s, "Other")
	other.library8()
	l := newShelf(t, s, "Search")
	l.library8()
	for _, c := range []struct{ text, want string }{
		{"", "a8 a7 a6 a5 a4 a3 a2 a1"},
		{"harbour ", "a1 a2 a3"}, // in its title, rated, killed
		{"HARBOUR storm ", "a1 a2"},
		{"harbour", "a1 a2 a3 a5"}, // and the beginning of another word
		{"sto", "a2 a6 a5 a1"},
		{"st* harbour ", "a1 a2"},
		{`"storm over it"`, "a2"},
		{`"storm night"`, "a5"},
		{`"night boats" `, ""}, // from one text into the next
		{"harbour -storm ", "a3"},
		{`-harbour* -"storm night" -kind:video `, "a8 a7 a6"},
		{"zoe ", "a4 a6"},
		{"zoë ", "a4 a6"},
		{"a003 ", "a4"},
		{"C012", "a4"},
		{"a003c012_r1xy.mov", "a4"},
		{"dsc_012", "a8"},
		{"dsc0123 ", "a8"},
		{"012", "a8 a4"},
		{"東京 ", "a7"},
		{"京東 ", ""},
		{"Людмила ", "a7"},
		{"o'brien ", "a7"},
		{`"it's"`, "a7"},
		{"kind:video", "a4"},
		{"kind:still rating:>3", "a2"},
		{"kind:video,still person:lind", "a4"},
		{"day:2", "a5"},
		{"day:none", "a7"},
		{"day:1..2 storm ", "a2 a5 a1"},
		{"tag:beach is:unmatched", "a5"},
		{"dur:>30s dur:<1m fps:25", "a4"},
		{"dur:>45s", ""},
		{"verdict:kill", "a3"},
		{"-verdict:none", "a3"},
		{"is:broken", "a8"},
		{"rating:>5", ""},
		{"-rating:>5 day:2", "a5"},
		{"taken:2026-05 has:tag", "a5"},
		{"k_video ", ""},
	} {
		if got := l.finds(c.text, store.Hidden{}); got != c.want {
			t.Errorf("%q finds %q, want %q", c.text, got, c.want)
		}
	}
	if got := l.ask("harbour ", store.Hidden{}); got.Total != 3 || got.More || got.Hits[0].Score <= got.Hits[1].Score {
		t.Errorf("harbour gives %+v", got)
	}
}

// testSearchHides holds for closed sets: what is hidden is neither found nor counted, and no word of it is told.
func testSearchHides(t *testing.T, s *store.Store) {
	l := newShelf(t, s, "Hidden")
	list := l.library8()
	for _, c := range []struct {
		text, want string
		hide       store.Hidden
	}{
		{"zoe ", "a6", store.Hidden{Scenes: []production.SceneID{"s1"}}},
		{"zoe ", "a4", store.Hidden{Moments: []production.MomentID{"m1"}}},
		{"zoe ", "", store.Hidden{Scenes: []production.SceneID{"s1"}, Moments: []production.MomentID{"m0", "m1"}}},
		{"harbour*", "a5", store.Hidden{Days: []production.Date{"2026-05-12"}}},
		{"", "a7 a6 a5 a4", store.Hidden{Days: []production.Date{"2026-05-12"}}},
		{"", "a8 a6 a5 a4 a3 a2 a1", store.Hidden{Days: []production.Date{""}}},
		{"-kind:video", "a6 a5", store.Hidden{Days: []production.Date{"2026-05-12", ""}, Scenes: []production.SceneID{"s1"}}},
		{"baots", "", store.Hidden{Days: []production.Date{"2026-05-12"}}}, // boats are hidden
	} {
		if got := l.finds(c.text, c.hide); got != c.want {
			t.Errorf("%q finds %q, want %q, with %v hidden", c.text, got, c.want, c.hide)
		}
		got := l.ask(c.text, c.hide)
		if got.Total != len(strings.Fields(c.want)) || c.want == "" && len(got.Instead) > 0 {
			t.Errorf("%q counts %d and says %v, with %v hidden", c.text, got.Total, got.Instead, c.hide)
		}
	}
	var seqs []int64
	for _, a := range list {
		seqs = append(seqs, a.Seq)
	}
	slices.Reverse(seqs)
	shown := read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Asset, error) {
		return tx.FindAssetsBySeq(ctx, l.in, append(seqs, 999_999), store.Hidden{Scenes: []production.SceneID{"s1"}, Days: []production.Date{""}})
	})
	same(t, shown, []library.Asset{list[7], list[5], list[4], list[2], list[1], list[0]})
}

func testSearchRespells(t *testing.T, s *store.Store) {
	l := newShelf(t, s, "Misspelt")
	l.library8()
	for text, want := range map[string]string{
		"habour ": "a1 a2 a3", "hrabour": "a1 a2 a3", "harbuor storm ": "a1 a2", "zoe wiats ": "a6", `"storm ovre it"`: "a2", "niht kind:still ": "a1 a5", "xyzzyx ": "", "-habour kind:video": "a4",
	} {
		got := l.ask(text, store.Hidden{})
		if ids := l.finds(text, store.Hidden{}); ids != want {
			t.Errorf("%q finds %q, want %q", text, ids, want)
		}
		if said := len(got.Instead) > 0; said != (want != "" && !strings.HasPrefix(text, "-")) {
			t.Errorf("%q says %v", text, got.Instead)
		}
	}
	same(t, l.ask("zoe wiats ", store.Hidden{}).Instead, []library.Instead{{Said: "wiats", Used: "waits"}})
}

// testIndexChanges rewrites what assets are found by, and takes them out.
func testIndexChanges(t *testing.T, s *store.Store) {
	l := newShelf(t, s, "Changes")
	list := l.library8()
	change := func(a library.Asset) {
		t.Helper()
		write(t, s, func(ctx context.Context, tx *store.Tx) error {
			return firstErr(tx.UpdateAsset(ctx, l.in, a), tx.IndexAssets(ctx, l.in, wordsOf(library.Company{Transcript: "we spoke of lanterns", Moment: "The landing"}, a)))
		})
	}
	list[0].Title, list[0].Caption, list[0].Rating = "Quay", "Boats wait", 3
	change(list[0])
	list[2].Gone = true
	change(list[2])
	for text, want := range map[string]string{
		"harbour ": "a2", "quay ": "a1", "rating:3": "a1", "rating:0 harbour* ": "a5", "lanterns ": "a1", "landing ": "a1", "moment:landing": "a1", "verdict:kill": "", "": "a8 a7 a6 a5 a4 a2 a1",
	} {
		if got := l.finds(text, store.Hidden{}); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
	list[2].Gone = false
	change(list[2])
	change(list[2])
	if got := l.finds("harbour ", store.Hidden{}); got != "a2 a3" {
		t.Errorf("what came back is among %q", got)
	}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.ForgetWords(ctx, l.in) })
	if got := l.finds("harbo", store.Hidden{}); got != "" {
		t.Errorf("a beginning finds %q without the list of words", got)
	}
	all := read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Asset, error) {
		return tx.AssetsAfter(ctx, l.in, list[5].Seq, 5)
	})
	same(t, all, list[6:])
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return tx.IndexAssets(ctx, l.in, wordsOf(library.Company{}, list...))
	})
	if got := l.finds("harbo", store.Hidden{}); got != "a2 a5 a3" {
		t.Errorf("a beginning finds %q when all are indexed again", got)
	}
	if _, err := s.Writer().Exec(`DELETE FROM production WHERE id = $1`, l.in); err != nil {
		t.Fatal(err)
	}
	if got := l.finds("harbour ", store.Hidden{}); got != "" {
		t.Errorf("after the production %q is found", got)
	}
	for _, table := range []string{"asset_search", "asset_word", "asset_typo"} {
		if n := count(t, s.Reader(), table); n != 0 {
			t.Errorf("%s has %d rows of a production that is gone", table, n)
		}
	}
}

// testSearchOfMany has more than are put in order, in more than one stretch of the index: the newest of them count.
func testSearchOfMany(t *testing.T, s *store.Store) {
	l := newShelf(t, s, "Many")
	const many = 5000
	for from := 0; from < many; from += 500 {
		list := make([]library.Asset, 500)
		for i := range list {
			n := from + i
			list[i] = asset(production.AssetID(fmt.Sprintf("m%04d", n)), "2026-05-12", 0)
			list[i].TakenAt = noon.Add(time.Duration(n) * time.Second)
			list[i].Name = fmt.Sprintf("DSC_%05d.JPG", n)
			if n%2 == 0 {
				list[i].Caption = "evening"
			}
			if n < 3 {
				list[i].Title = "Evening of the oldest"
			}
		}
		l.shelve(library.Company{}, list...)
	}
	got := l.ask("evening ", store.Hidden{})
	if got.Total != store.MostRanked || !got.More || l.name[got.Hits[0].Seq] != "m4998" {
		t.Errorf("%d are counted, more %v, the first is %s", got.Total, got.More, l.name[got.Hits[0].Seq])
	}
	if got := l.finds("evening oldest ", store.Hidden{}); got != "m0002 m0001 m0000" {
		t.Errorf("the oldest are %q", got)
	}
	if got := l.ask("evening dsc_000", store.Hidden{}); got.Total != 51 || got.More {
		t.Errorf("of the first hundred names %d are found, more %v", got.Total, got.More)
	}
	if got := l.finds("dsc_00042 ", store.Hidden{}); got != "m0042" {
		t.Errorf("a name finds %q", got)
	}
	if got := l.ask("kind:still -evening taken:2026", store.Hidden{}); got.Total != store.MostRanked || !got.More || l.name[got.Hits[0].Seq] != "m4999" {
		t.Errorf("without it %d are counted, more %v", got.Total, got.More)
	}
}
