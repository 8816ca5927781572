package office_test

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
)

// shot adds a shot of a moment, "" for none.
func (h *house) shot(moment production.MomentID, title string) production.WantedShotID {
	h.t.Helper()
	s, _, err := h.AddShot(h.ctx, h.in, shotlist.Shot{Moment: moment, Title: title})
	must(h.t, err)
	return s.ID
}

// byHand adds a moment.
func (h *house) byHand() production.MomentID {
	h.t.Helper()
	title := "Moment " + newWord()
	m, err := h.AddMoment(h.ctx, h.in, story.Change{Title: &title})
	must(h.t, err)
	return m.ID
}

func (h *house) shots(ctx context.Context, f office.ShotFilter) []office.ListedShot {
	h.t.Helper()
	list, err := h.Shotlist(ctx, h.in, f)
	must(h.t, err)
	return list.Shots
}

// list is the shot list as words.
func (h *house) list() []string {
	h.t.Helper()
	var lines []string
	for _, s := range h.shots(h.ctx, office.ShotFilter{}) {
		lines = append(lines, string(s.Weight)+" "+s.Title+" ("+string(s.Status)+"): "+s.Reason)
	}
	return lines
}

func wantList(t *testing.T, h *house, want ...string) {
	t.Helper()
	if d := cmp.Diff(want, h.list()); d != "" {
		t.Error(d)
	}
}

func TestShotsGotMakeTheBeatStronger(t *testing.T) {
	t.Parallel()
	h := open(t)
	b, _, err := h.AddBeat(h.ctx, h.in, outline.Beat{Arc: "daring", Title: "The fall", Wants: []outline.Want{{Source: outline.FromMoment, Count: 1}, {Source: outline.FromInterview, Count: 1}}})
	must(t, err)
	moment := h.byHand()
	kind := story.Stunt
	_, err = h.EditMoment(h.ctx, h.in, moment, story.Change{Kind: &kind, Beat: &b.ID})
	must(t, err)
	wide, faces := h.shot(moment, "Wide"), h.shot(moment, "Faces")
	wantList(t, h, "must Wide (planned): the beat “The fall” has nothing else", "should Faces (planned): the beat “The fall” has nothing else; “Wide” comes first")

	_, err = h.MarkShots(h.ctx, h.in, []production.WantedShotID{wide}, office.Mark{Status: shotlist.Missed, Why: "a truck stood there"})
	must(t, err)
	wantList(t, h, "must Wide (missed): the beat “The fall” has nothing else", "must Faces (planned): the beat “The fall” has nothing else")

	act, err := h.MarkShots(h.ctx, h.in, []production.WantedShotID{faces}, office.Mark{Status: shotlist.Got, Proof: "A017_C003"})
	must(t, err)
	wantList(t, h, "must Faces (got): the beat “The fall” has nothing else", "nice Wide (missed): “Faces” of the moment is got")
	if bar := h.find(b.ID).Strength; bar != (outline.Bar{2, 1, 1, 1}) {
		t.Errorf("strength %v", bar)
	}

	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if bar := h.find(b.ID).Strength; bar != (outline.Bar{2, 1}) {
		t.Errorf("taken back, strength %v", bar)
	}
}

func TestShotsAreWeighedByPromiseAndPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills", "sound", "interview")
	plan := h.plan()
	covered := plan.Days[0].Covers[0].Moment
	h.shot(covered, "From the roof")
	s := h.shots(h.ctx, office.ShotFilter{})[0]
	if s.Weight != shotlist.Should || s.Reason != "planned on day 1 and nothing got yet" || !s.Booked || s.Day != 1 || s.Date != "2026-06-01" || len(s.Team) != 1 {
		t.Errorf("%+v", s)
	}
	promised := true
	_, err := h.EditMoment(h.ctx, h.in, covered, story.Change{MustHave: &promised})
	must(t, err)
	h.clock.set("2026-06-03")
	wantList(t, h, "must From the roof (planned): promised; day 1 is over")
	for want, f := range map[int]office.ShotFilter{
		1: {Date: "2026-06-01", Moment: covered, Status: shotlist.Planned, Priority: shotlist.Must, Medium: shotlist.Video, Text: "ROOF"},
		0: {Date: "2026-06-02"},
	} {
		if got := len(h.shots(h.ctx, f)); got != want {
			t.Errorf("%+v lets %d pass", f, got)
		}
	}
}

func TestShotsMoveAndMerge(t *testing.T) {
	t.Parallel()
	h := open(t)
	moment, other := h.byHand(), h.byHand()
	a, b, c := h.shot(moment, "a"), h.shot(moment, "b"), h.shot(moment, "c")
	order := func() string {
		text := ""
		for _, s := range h.shots(h.ctx, office.ShotFilter{Moment: moment}) {
			text += s.Title
		}
		return text
	}
	for _, move := range []struct {
		id, behind production.WantedShotID
		want       string
	}{{c, "", "cab"}, {a, b, "cba"}, {b, "", "bca"}} {
		_, err := h.MoveShot(h.ctx, h.in, move.id, move.behind)
		must(t, err)
		if got := order(); got != move.want {
			t.Errorf("order %s, want %s", got, move.want)
		}
	}
	base := h.base()
	_, err := h.EditShot(h.ctx, h.in, a, office.Written{Base: base, Fields: fields("size", "close up", "note", "")})
	must(t, err)
	act, err := h.EditShot(h.ctx, h.in, a, office.Written{Base: base, Fields: fields("size", "", "note", "From the pier", "moment", other)})
	must(t, err)
	s := h.shots(h.ctx, office.ShotFilter{Moment: other})[0]
	if s.Size != "CU" || s.Note != "From the pier" || !slices.Equal(s.Of, []production.MomentID{moment, other}) {
		t.Errorf("%+v", s.Shot)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if got := order(); got != "bca" {
		t.Errorf("taken back, the order is %s", got)
	}
	for name, err := range map[string]error{
		"unknown moment": result(h.EditShot(h.ctx, h.in, a, office.Written{Fields: fields("moment", "none")})),
		"behind another": result(h.MoveShot(h.ctx, h.in, a, "none")),
		"unknown":        result(h.EditShot(h.ctx, h.in, "none", office.Written{Fields: fields("note", "x")})),
		"of nothing":     told(h.AddShot(h.ctx, h.in, shotlist.Shot{Moment: "none", Title: "x"})),
		"no title":       told(h.AddShot(h.ctx, h.in, shotlist.Shot{})),
		"no status":      result(h.MarkShots(h.ctx, h.in, []production.WantedShotID{a}, office.Mark{Status: "done"})),
	} {
		if err == nil || fault.CodeOf(err) == fault.Internal {
			t.Errorf("%s: %v", name, err)
		}
	}
	if got := order(); got != "bca" {
		t.Errorf("a refused change moved them: %s", got)
	}
}

func (h *house) base() int64 {
	h.t.Helper()
	list, err := h.Shotlist(h.ctx, h.in, office.ShotFilter{})
	must(h.t, err)
	return list.Base
}

func TestSuggestedShotsAreOneAct(t *testing.T) {
	t.Parallel()
	h := open(t)
	moment := h.byHand()
	added, act, err := h.SuggestShots(h.ctx, h.in, moment)
	must(t, err)
	if n := len(h.list()); n != len(added) || n < 2 {
		t.Errorf("%d on the list, %d suggested", n, len(added))
	}
	if _, _, err := h.SuggestShots(h.ctx, h.in, moment); !fault.Is(err, fault.Conflict) {
		t.Errorf("suggested twice: %v", err)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	wantList(t, h)
}

// TestShotsHoldTheirMoments: a moment with shots stays when a new script has it no more.
func TestShotsHoldTheirMoments(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	before := h.moments()
	fall := before[slices.IndexFunc(before, func(m story.Moment) bool { return m.Kind == story.Stunt })]
	h.shot(fall.ID, "The balcony")
	calm := script
	calm.Data = []byte(strings.NewReplacer("Ann falls from the balcony. A stunt. The windows explode into flames.", "Ann waits.").Replace(string(script.Data)))
	h.take(calm)
	kept, err := h.FindMoment(h.ctx, h.in, fall.ID)
	must(t, err)
	if !kept.Gone {
		t.Errorf("the moment is %+v", kept)
	}
	if after := h.moments(); len(after) >= len(before) {
		t.Errorf("of %d moments %d are left: those without shots stay too", len(before), len(after))
	}
}

// TestShotsOfClosedSetsAreShielded: also when the shot is of another moment by now.
func TestShotsOfClosedSetsAreShielded(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	var secret, open production.MomentID
	for _, m := range h.moments() {
		if m.Scene == "1" {
			secret = m.ID
		} else {
			open = m.ID
		}
	}
	word := "secretword"
	all := shotlist.Shot{Title: word, Note: word, Sound: word, Proof: word, Framing: framing.Framing{Size: word, Lens: word}}
	all.Moment = secret
	_, _, err := h.AddShot(h.ctx, h.in, all)
	must(t, err)
	moved, _, err := h.AddShot(h.ctx, h.in, all)
	must(t, err)
	_, err = h.EditShot(h.ctx, h.in, moved.ID, office.Written{Fields: fields("moment", open)})
	must(t, err)
	h.shot(open, "openword")
	for _, role := range access.Roles {
		ctx := h.as(role)
		actor, _ := access.From(ctx)
		if !actor.May(access.SeeStory, h.in) {
			continue
		}
		list, err := h.Shotlist(ctx, h.in, office.ShotFilter{})
		must(t, err)
		history, err := h.History(ctx, h.in, "", "")
		must(t, err)
		text, err := json.Marshal([]any{list, history})
		must(t, err)
		sees := actorSees(ctx, h.in)
		if got := strings.Contains(string(text), word) || strings.Contains(string(text), string(secret)); got != sees {
			t.Errorf("a %s reads of the closed set: %v", role.Title(), got)
		}
		if len(list.Shots) != 3 || !strings.Contains(string(text), "openword") {
			t.Errorf("a %s sees %d shots", role.Title(), len(list.Shots))
		}
		if found := len(h.shots(ctx, office.ShotFilter{Text: word})); (found == 2) != sees || !sees && found > 0 {
			t.Errorf("a %s finds %d by their words", role.Title(), found)
		}
	}
}
