package office_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// shelf is a house with assets of a closed scene, of an open one, and of none.
func shelf(t *testing.T, s *store.Store) (*house, map[string]production.AssetID) {
	t.Helper()
	h := openOn(t, s)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	nora := h.hire("Nora Vale", "video")
	scenes, err := h.Scenes(h.ctx, h.in)
	must(t, err)
	talk, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Xaver Brandt", Release: interview.ReleaseSigned}, false)
	must(t, err)
	secret := production.MomentID("")
	for _, m := range h.moments() {
		if m.Scene == "1" {
			secret = m.ID
		}
	}
	ids := map[string]production.AssetID{}
	var list []library.Asset
	for i, a := range []library.Asset{
		{Name: "closed.jpg", Scene: scenes[0].ID, Day: "2026-06-01", Caption: "lantern secret balcony"},
		{Name: "moment.jpg", Moment: secret, Day: "2026-06-02", Caption: "lantern secret jump"},
		{Name: "loose.jpg", Day: "2026-06-01", Caption: "lantern secret corridor"},
		{Name: "nowhere.jpg", Caption: "lantern secret hallway"},
		{Name: "open.jpg", Scene: scenes[1].ID, Day: "2026-06-01", Caption: "lantern on the stove"},
		{Name: "late.jpg", Day: "2026-06-02", Caption: "lantern at the gate", Operator: nora.ID},
		{Name: "talk.mov", Kind: media.Video, Day: "2026-06-02", Talk: talk.ID, Matches: []library.Match{{What: library.OfMoment, ID: "m", Title: "secret match"}}, Note: "lantern talk"},
	} {
		a.ID, a.Content, a.State = production.NewID[production.AssetID](), fmt.Sprint("c", i), library.Read
		if a.Kind == "" {
			a.Kind = media.Still
		}
		if a.Day != "" {
			a.TakenAt = a.Day.At(600, time.UTC)
		}
		ids[a.Name] = a.ID
		list = append(list, a.Tidy(a))
	}
	must(t, h.Shelve(h.ctx, h.in, list))
	return h, ids
}

func names(found []office.FoundAsset) string {
	var all []string
	for _, a := range found {
		all = append(all, strings.TrimSuffix(strings.TrimSuffix(a.Name, ".jpg"), ".mov"))
	}
	return strings.Join(all, " ")
}

// TestSearchOfClosedSets: who may not see a closed set finds nothing of it, counts nothing of it, and reads no word of it.
func TestSearchOfClosedSets(t *testing.T) {
	t.Parallel()
	for engine, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			h, _ := shelf(t, open(t))
			for _, role := range access.Roles {
				ctx := h.as(role)
				actor, _ := access.From(ctx)
				got, err := h.Search(ctx, h.in, "lantern ", 0, 0)
				if !actor.May(access.SeeLibrary, h.in) {
					if !fault.Is(err, fault.Forbidden) {
						t.Errorf("a %s is answered %v", role.Title(), err)
					}
					continue
				}
				must(t, err)
				want := "talk late open nowhere loose moment closed"
				if !actorSees(ctx, h.in) {
					want = "talk late open"
				}
				if names(got.Assets) != want || got.Total != len(strings.Fields(want)) {
					t.Errorf("a %s finds %q, %d in all", role.Title(), names(got.Assets), got.Total)
				}
				for _, question := range []string{"lantern ", "secret ", "seecret ", "balcony", "balcny", "kind:still", "scene:1", "day:1", "moment:jump", "day:none", `"lantern secret"`} {
					got, err := h.Search(ctx, h.in, question, 0, 0)
					must(t, err)
					text, err := json.Marshal([]any{got.Assets, got.Instead, got.Total})
					must(t, err)
					for _, word := range []string{"secret", "balcony", "corridor", "Roof", "closed.jpg"} {
						if strings.Contains(string(text), word) && !actorSees(ctx, h.in) {
							t.Errorf("a %s asks %q and reads %q", role.Title(), question, word)
						}
					}
				}
			}
			if _, err := h.Search(h.as(""), h.in, "lantern", 0, 0); !fault.Is(err, fault.NotFound) {
				t.Errorf("a stranger is answered %v", err)
			}
		})
	}
}

func TestHiddenAssets(t *testing.T) {
	t.Parallel()
	h, _ := shelf(t, storetest.SQLite(t))
	for _, role := range []access.Role{access.Director, access.Crew} {
		got, err := h.Shield(h.as(role), h.in)
		must(t, err)
		if diff := cmp.Diff(store.Hidden{}, got); diff != "" {
			t.Errorf("from a %s is hidden:\n%s", role.Title(), diff)
		}
	}
	got, err := h.Shield(h.as(access.Publicity), h.in)
	must(t, err)
	scenes, err := h.Scenes(h.ctx, h.in)
	must(t, err)
	if diff := cmp.Diff([]production.Date{"", "2026-06-01"}, got.Days); diff != "" {
		t.Errorf("days (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]production.SceneID{scenes[0].ID}, got.Scenes); diff != "" {
		t.Errorf("scenes (-want +got):\n%s", diff)
	}
	if len(got.Moments) == 0 {
		t.Error("no moment of the closed scene is hidden")
	}
	bare := open(t)
	bare.take(script, white)
	if got, err := bare.Shield(bare.as(access.Publicity), bare.in); err != nil || len(got.Days)+len(got.Scenes)+len(got.Moments) > 0 {
		t.Errorf("where nothing is closed %+v is hidden (%v)", got, err)
	}
}

func TestSearchSaysWhatThereIs(t *testing.T) {
	t.Parallel()
	h, ids := shelf(t, storetest.SQLite(t))
	for question, want := range map[string]string{
		"by:nora": "late", "person:xaver has:release": "talk", "kind:interview": "talk", "scene:2": "open", "scene:none is:unmatched day:2": "late", "kitchen ": "open", "nora ": "late",
		"day:1 -lantern*": "", "brnadt ": "talk",
	} {
		got, err := h.Search(h.ctx, h.in, question, 0, 0)
		must(t, err)
		if names(got.Assets) != want {
			t.Errorf("%q finds %q, want %q", question, names(got.Assets), want)
		}
	}
	got, err := h.Search(h.ctx, h.in, "kitchen ", 0, 0)
	must(t, err)
	if a := got.Assets[0]; a.ID != ids["open.jpg"] || a.Why.Field != "scene" || a.SceneNumber != "2" || a.DayNumber != 1 || a.Score == 0 {
		t.Errorf("found %+v", a)
	}
	paged, err := h.Search(h.ctx, h.in, "lantern ", 2, 2)
	must(t, err)
	if names(paged.Assets) != "open nowhere" || paged.Total != 7 {
		t.Errorf("the second page is %q of %d", names(paged.Assets), paged.Total)
	}
	if past, err := h.Search(h.ctx, h.in, "lantern ", 2, 100); err != nil || len(past.Assets) != 0 || past.Total != 7 {
		t.Errorf("behind the last page is %q of %d (%v)", names(past.Assets), past.Total, err)
	}
	for _, c := range []struct {
		question      string
		limit, offset int
	}{{"sceen:1", 0, 0}, {"day:9", 0, 0}, {"a", -1, 0}, {"a", 501, 0}, {"a", 1, -1}} {
		if _, err := h.Search(h.ctx, h.in, c.question, c.limit, c.offset); !fault.Is(err, fault.Invalid) || fault.PersonText(err) == "" {
			t.Errorf("%+v is answered %v", c, err)
		}
	}
}

func TestReindex(t *testing.T) {
	t.Parallel()
	h, _ := shelf(t, storetest.SQLite(t))
	must(t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.ForgetWords(h.ctx, h.in) }))
	if got, err := h.Search(h.ctx, h.in, "kitch", 0, 0); err != nil || got.Total != 0 {
		t.Fatalf("without words %d are found (%v)", got.Total, err)
	}
	if _, err := h.Reindex(h.as(access.Publicity), h.in, nil); !fault.Is(err, fault.Forbidden) {
		t.Errorf("publicity is answered %v", err)
	}
	last := int64(0)
	n, err := h.Reindex(h.ctx, h.in, func(done, total int64, _ string) { last = total })
	if err != nil || n != 7 || last != 7 {
		t.Errorf("%d were indexed, of %d (%v)", n, last, err)
	}
	q := h.newQueue()
	h.start(q)
	task, err := h.StartReindex(h.as(access.Post), h.in)
	must(t, err)
	done := h.await(task.ID, production.TaskDone)
	if string(done.Result) != `{"assets":7}` {
		t.Errorf("the result is %s", done.Result)
	}
	if got, err := h.Search(h.ctx, h.in, "kitch", 0, 0); err != nil || names(got.Assets) != "open" {
		t.Errorf("afterwards %q is found (%v)", names(got.Assets), err)
	}
}
