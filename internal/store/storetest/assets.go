package storetest

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/timecode"
)

// asset is a still of a day with all lists set, as the store gives it back.
func asset(id production.AssetID, day production.Date, minute int) library.Asset {
	return library.Asset{
		ID: id, Content: "xxh128-" + string(id), Name: string(id) + ".jpg", Kind: media.Still, State: library.Read, Day: day, TakenAt: noon.Add(time.Duration(minute) * time.Minute),
		People: []string{}, Tags: []string{}, Marks: []library.Mark{}, Matches: []library.Match{}, CameAt: noon,
	}
}

func testAssets(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Assets"), Production(t, s, "Other")
	late, early, clip, gone := asset("a1", "2026-05-12", 9), asset("a2", "2026-05-12", 3), asset("a3", "2026-05-13", 0), asset("a4", "2026-05-12", 1)
	clip.Kind, clip.Scene, clip.Moment, clip.Rating, clip.Verdict, clip.Device, clip.Card = media.Video, "s1", "m1", 4, library.First, "Sony FX3", "c1"
	clip.Start = timecode.Timecode{Frame: 90000, Rate: timecode.Rate{Num: 25, Den: 1}}
	clip.People, clip.Matches = []string{"שקט 🎬"}, []library.Match{{What: library.OfMoment, ID: "m1", Score: 90, Reasons: []string{"same hour"}, State: library.Taken}}
	gone.Gone = true
	list := []library.Asset{late, early, clip, gone}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.AddAssets(ctx, p.ID, list) })
	late, early, clip = list[0], list[1], list[2]
	if late.Seq == 0 || early.Seq <= late.Seq {
		t.Errorf("the numbers are %d, %d", late.Seq, early.Seq)
	}
	find := func(f store.AssetFilter) []library.Asset {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Asset, error) { return tx.FindAssets(ctx, p.ID, f) })
	}
	day := production.Date("2026-05-12")
	same(t, find(store.AssetFilter{}), []library.Asset{early, late, clip})
	same(t, find(store.AssetFilter{Day: &day}), []library.Asset{early, late})
	same(t, find(store.AssetFilter{Limit: 1, Offset: 1}), []library.Asset{late})
	for _, f := range []store.AssetFilter{
		{Kind: media.Video}, {Scene: "s1"}, {Moment: "m1"}, {Rated: 4}, {Verdict: library.First}, {Device: "Sony FX3"}, {Card: "c1"},
		{Hide: store.Hidden{Days: []production.Date{day}}},
	} {
		same(t, find(f), []library.Asset{clip})
	}
	for _, hide := range []store.Hidden{{Scenes: []production.SceneID{"s1"}}, {Moments: []production.MomentID{"m0", "m1"}}} {
		same(t, find(store.AssetFilter{Hide: hide}), []library.Asset{early, late})
	}
	same(t, find(store.AssetFilter{Hide: store.Hidden{Days: []production.Date{"2026-05-13"}}}), []library.Asset{early, late, clip})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]store.DayOfAssets, error) {
		return tx.CountAssets(ctx, p.ID, store.AssetFilter{})
	}), []store.DayOfAssets{{Day: day, Kind: media.Still, Count: 2}, {Day: "2026-05-13", Kind: media.Video, Count: 1}})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (map[string]production.AssetID, error) {
		return tx.FindContents(ctx, p.ID, []string{"xxh128-a1", "xxh128-a9", "xxh128-a4"})
	}), map[string]production.AssetID{"xxh128-a1": "a1", "xxh128-a4": "a4"})
	refuse(t, s, fault.Conflict, func(ctx context.Context, tx *store.Tx) error {
		twin := asset("a9", day, 0)
		twin.Content = late.Content
		return tx.AddAssets(ctx, p.ID, []library.Asset{twin})
	})
	ids := func(said string) []production.AssetID {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]production.AssetID, error) {
			return tx.FindAssetIDs(ctx, p.ID, said)
		})
	}
	same(t, ids("a3"), []production.AssetID{"a3"})
	same(t, ids("A"), []production.AssetID{"a1", "a2"})
	same(t, ids("_1"), []production.AssetID{})
	late.Rating = 5
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateAsset(ctx, p.ID, late) })
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (library.Asset, error) { return tx.FindAsset(ctx, p.ID, "a1") }), late)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (library.Asset, error) {
		return tx.FindAsset(ctx, other.ID, "a1")
	})
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error { return tx.UpdateAsset(ctx, other.ID, late) })
}

func testMatches(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Matches"), Production(t, s, "Other")
	open := func(a library.Asset, score int) library.Asset {
		a.Matches = []library.Match{{What: library.OfMoment, ID: "m1", Score: score, Reasons: []string{"same hour"}, State: library.Suggested}, {What: library.OfMoment, ID: "m2", Score: 90, State: library.Refused}}
		return a
	}
	first, second, killed, gone := open(asset("a1", "2026-05-12", 1), 40), open(asset("a2", "2026-05-13", 2), 60), asset("a3", "2026-05-12", 3), open(asset("a4", "2026-05-12", 4), 70)
	gone.Gone, killed.Moment, killed.Verdict = true, "m3", library.Kill
	kept := asset("a5", "2026-05-12", 5)
	kept.Moment = "m3"
	list := []library.Asset{first, second, killed, gone, kept}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.AddAssets(ctx, p.ID, list) })
	count := func(f store.AssetFilter) []store.OpenMatch {
		return read(t, s, func(ctx context.Context, tx *store.Tx) ([]store.OpenMatch, error) {
			return tx.CountOpenMatches(ctx, p.ID, f)
		})
	}
	same(t, count(store.AssetFilter{}), []store.OpenMatch{{What: library.OfMoment, ID: "m1", Count: 2, Best: 60, Sample: "a1"}})
	same(t, count(store.AssetFilter{Hide: store.Hidden{Days: []production.Date{"2026-05-13"}}}), []store.OpenMatch{{What: library.OfMoment, ID: "m1", Count: 1, Best: 40, Sample: "a1"}})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Asset, error) {
		return tx.FindOpenMatches(ctx, p.ID, library.OfMoment, "m1", store.AssetFilter{})
	}), []library.Asset{list[1], list[0]})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]store.OfMoment, error) {
		return tx.CountMomentAssets(ctx, p.ID)
	}), []store.OfMoment{{Moment: "m3", Kind: media.Still, Count: 1}})
	taken := list[1]
	taken.Matches = nil
	back := list[3]
	back.Gone = false
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.UpdateAsset(ctx, p.ID, taken), tx.UpdateAsset(ctx, p.ID, back))
	})
	same(t, count(store.AssetFilter{}), []store.OpenMatch{{What: library.OfMoment, ID: "m1", Count: 2, Best: 70, Sample: "a1"}})

	note := library.ClockNote{ID: "n1", Kind: library.ByShown, Device: "FX3", At: noon, True: noon.Add(time.Hour), By: "Kim"}
	clocks := library.Clocks{{Device: "FX3", To: noon, Offset: 3600, Words: "…"}, {Device: "FX3", From: noon, Offset: 2}, {Device: "Zoom F8"}}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.SaveClockNote(ctx, p.ID, note), tx.SaveDeviceClocks(ctx, p.ID, clocks[2:]), tx.SaveDeviceClocks(ctx, p.ID, clocks))
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.ClockNote, error) {
		return tx.FindClockNotes(ctx, p.ID)
	}), []library.ClockNote{note})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (library.Clocks, error) { return tx.FindDeviceClocks(ctx, p.ID) }), clocks)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (library.ClockNote, error) {
		return tx.FindClockNote(ctx, other.ID, "n1")
	})
}

func testAssetParts(t *testing.T, s *store.Store) {
	p, other := Production(t, s, "Parts"), Production(t, s, "Other")
	files := []library.File{
		{Asset: "a1", At: "file:/mnt/a/DSC_1.JPG", Host: "cart", Name: "DCIM/DSC_1.JPG", Modified: noon, Bytes: 7},
		{Asset: "a1", At: "file:/mnt/b/DSC_1.JPG", Host: "cart", Name: "DCIM/DSC_1.JPG", Modified: noon, Bytes: 7},
	}
	made := []library.Derived{
		{Asset: "a1", Role: "small", SHA256: "x", Width: 320, Height: 214}, {Asset: "a1", Role: "strip", Frames: 40, Columns: 8}, {Asset: "a2", Role: "small"},
	}
	reading := media.Reading{Kind: media.Still, Format: "jpeg", Fields: []media.Field{{Group: "EXIF", Name: "Model", Value: "ö\u0000 odd", From: "exiftool"}}}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.AddAssets(ctx, p.ID, []library.Asset{asset("a1", "2026-05-12", 1), asset("a2", "", 1)}), tx.SaveAssetFiles(ctx, p.ID, files),
			tx.SaveAssetFiles(ctx, p.ID, files[:1]), tx.SaveDerived(ctx, p.ID, made...), tx.SaveReading(ctx, p.ID, "a1", media.Reading{}), tx.SaveReading(ctx, p.ID, "a1", reading))
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.File, error) {
		return tx.FindAssetFiles(ctx, p.ID, "a1")
	}), files)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (library.File, error) {
		return tx.FindFileAt(ctx, p.ID, "cart", files[1].At)
	}), files[1])
	missing(t, s, func(ctx context.Context, tx *store.Tx) (library.File, error) {
		return tx.FindFileAt(ctx, other.ID, "cart", files[1].At)
	})
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Derived, error) {
		return tx.FindDerived(ctx, p.ID, "a1", "a2")
	}), made)
	same(t, read(t, s, func(ctx context.Context, tx *store.Tx) (media.Reading, error) { return tx.FindReading(ctx, p.ID, "a1") }), reading)
	missing(t, s, func(ctx context.Context, tx *store.Tx) (media.Reading, error) { return tx.FindReading(ctx, p.ID, "a2") })
	refuse(t, s, fault.NotFound, func(ctx context.Context, tx *store.Tx) error {
		return tx.SaveDerived(ctx, p.ID, library.Derived{Asset: "a7"})
	})
}

func testAssetWork(t *testing.T, s *store.Store) {
	p := Production(t, s, "Work")
	var list []library.Asset
	var todo []library.Work
	for i := range 20 {
		id := production.AssetID(fmt.Sprintf("a%02d", i))
		list, todo = append(list, asset(id, "", i)), append(todo, library.Work{Asset: id, What: "looks", Urgency: 5})
	}
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.AddAssets(ctx, p.ID, list), tx.AddAssetWork(ctx, p.ID, todo...), tx.AddAssetWork(ctx, p.ID, library.Work{Asset: "a07", What: "looks", Urgency: 0}),
			tx.AddAssetWork(ctx, p.ID, library.Work{Asset: "a07", What: "looks", Urgency: 9}))
	})
	take := func(now time.Time) (w library.Work, err error) {
		err = s.Write(context.Background(), func(tx *store.Tx) (err error) {
			w, err = tx.TakeAssetWork(context.Background(), p.ID, now, now.Add(time.Minute), 3)
			return err
		})
		return w, err
	}
	first, err := take(noon)
	if err != nil || first.Asset != "a07" || first.Attempts != 1 {
		t.Fatalf("the first is %+v, %v", first, err)
	}
	// Six at once: each piece is handed to one.
	var mu sync.Mutex
	taken := map[production.AssetID]int{}
	var all sync.WaitGroup
	for range 6 {
		all.Go(func() {
			for {
				w, err := take(noon)
				if fault.Is(err, fault.NotFound) {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				taken[w.Asset]++
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(taken) != 19 {
		t.Errorf("%d pieces were taken, want 19", len(taken))
	}
	for id, n := range taken {
		if n != 1 {
			t.Errorf("%s was handed out %d times", id, n)
		}
	}
	first.Problem = "no tool"
	write(t, s, func(ctx context.Context, tx *store.Tx) error {
		return firstErr(tx.ReturnAssetWork(ctx, p.ID, first, time.Time{}), tx.EndAssetWork(ctx, p.ID, todo[0]), tx.KeepAssetWork(ctx, p.ID, todo[1], noon.Add(time.Hour)))
	})
	again, err := take(noon)
	if err != nil || again.Asset != "a07" || again.Attempts != 2 || again.Problem != "no tool" {
		t.Errorf("what was given back is %+v, %v", again, err)
	}
	if later, err := take(noon.Add(2 * time.Minute)); err != nil || later.Asset != "a07" || later.Attempts != 3 {
		t.Errorf("what was forgotten is %+v, %v", later, err)
	}
	if next, err := take(noon.Add(10 * time.Minute)); err != nil || next.Asset != "a02" {
		t.Errorf("after three attempts comes %+v, %v", next, err)
	}
	count := func() int64 {
		return read(t, s, func(ctx context.Context, tx *store.Tx) (int64, error) { return tx.CountAssetWork(ctx, p.ID, 3) })
	}
	if n := count(); n != 18 {
		t.Errorf("%d are left, want 18", n)
	}
	write(t, s, func(ctx context.Context, tx *store.Tx) error { return tx.RetryAssetWork(ctx, p.ID, 3) })
	if n := count(); n != 19 {
		t.Errorf("%d are left to try again, want 19", n)
	}
	if w := read(t, s, func(ctx context.Context, tx *store.Tx) ([]library.Work, error) { return tx.FindAssetWork(ctx, p.ID, 2) }); len(w) != 2 || w[0].Asset != "a07" {
		t.Errorf("the most urgent are %+v", w)
	}
}
