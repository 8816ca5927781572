package office_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
)

// owes has a production of the first week of June that owes pieces, by their keys.
func owes(t *testing.T, keys ...string) *house {
	t.Helper()
	h := open(t)
	h.take(script, white)
	h.clock.set("2026-06-01")
	h.owe(keys...)
	return h
}

// owe adds pieces of the worksheet, by their keys, that are to be delivered.
func (h *house) owe(keys ...string) {
	h.t.Helper()
	q, _ := worksheet.The().Find("pieces")
	for _, key := range keys {
		c, is := q.Choice(key)
		if !is {
			h.t.Fatalf("no piece is called %s", key)
		}
		p := worksheet.Piece{ID: production.NewID[production.PieceID](), Key: key, Title: c.Title, Family: c.Family, Due: worksheet.Cadence(c.Due)}
		must(h.t, h.store.Write(h.ctx, func(tx *store.Tx) error { return tx.SavePiece(h.ctx, h.in, p) }))
	}
}

// kindOf adds a moment of a kind; with a date it can be covered then.
func (h *house) kindOf(kind story.Kind, date production.Date) production.MomentID {
	h.t.Helper()
	id := h.byHand()
	change := story.Change{Kind: &kind}
	if date.Known() {
		change.Windows = &[]story.Window{{Date: date, Start: 600, End: 700, Place: "QUAY", Location: "Studio", Factor: 100, Capacity: -1}}
	}
	_, err := h.EditMoment(h.ctx, h.in, id, change)
	must(h.t, err)
	return id
}

func (h *house) mark(status shotlist.Status, ids ...production.WantedShotID) {
	h.t.Helper()
	_, err := h.MarkShots(h.ctx, h.in, ids, office.Mark{Status: status})
	must(h.t, err)
}

// TestPiecesRaiseWhatTheyLack: as many shots as they lack, each of another moment, as long as they are due soon.
func TestPiecesRaiseWhatTheyLack(t *testing.T) {
	t.Parallel()
	h := owes(t, "teaser")
	fall := h.kindOf(story.Stunt, "")
	first, again := h.shot(fall, "a fall"), h.shot(fall, "a fall again")
	rain := h.shot(h.kindOf(story.Technical, ""), "b rain")
	h.shot(h.kindOf(story.Performance, ""), "c a cry")
	other := h.shot(h.kindOf(story.Collaboration, ""), "d hands")
	h.shot(h.kindOf(story.SetBuild, ""), "e walls")
	_, err := h.EditShot(h.ctx, h.in, other, office.Written{Fields: fields("priority", "nice")})
	must(t, err)
	lacks := func(got string) string {
		return ": tells no beat; the teaser due this week still lacks hints of what is coming, " + got + " of 3 got"
	}
	sorted := func(want ...string) {
		t.Helper()
		got := h.list()
		for _, list := range [][]string{got, want} {
			slices.SortFunc(list, func(a, b string) int { return strings.Compare(a[strings.Index(a, " "):], b[strings.Index(b, " "):]) })
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	}
	cry, walls := "nice c a cry (planned): tells no beat", "e walls (planned)"
	sorted("should a fall (planned)"+lacks("0"), "nice a fall again (planned): tells no beat", "should b rain (planned)"+lacks("0"), cry,
		"nice d hands (planned): said by hand", "should "+walls+lacks("0"))

	h.mark(shotlist.Got, rain)
	sorted("should a fall (planned)"+lacks("1"), "nice a fall again (planned): tells no beat", "nice b rain (got): tells no beat", cry,
		"nice d hands (planned): said by hand", "should "+walls+lacks("1"))

	h.mark(shotlist.Missed, first)
	h.mark(shotlist.Got, again)
	sorted("nice a fall (missed): “a fall again” of the moment is got", "nice a fall again (got): tells no beat", "nice b rain (got): tells no beat", cry,
		"nice d hands (planned): said by hand", "should "+walls+lacks("2"))

	h.clock.set("2026-06-08") // nobody shoots in that week
	for _, line := range h.list() {
		if strings.Contains(line, "lacks") {
			t.Errorf("after the shoot: %s", line)
		}
	}
}

// TestDailyPiecesLookAtTheirDay: tomorrow's shots are tomorrow's, and what is over presses no more.
func TestDailyPiecesLookAtTheirDay(t *testing.T) {
	t.Parallel()
	h := owes(t, "story_clip")
	monday, tuesday, thursday := h.kindOf(story.Stunt, "2026-06-01"), h.kindOf(story.Stunt, "2026-06-02"), h.kindOf(story.Stunt, "2026-06-04")
	for title, of := range map[string]production.MomentID{"monday": monday, "tuesday": tuesday, "thursday": thursday} {
		h.shot(of, title)
	}
	why := func(title string) string {
		for _, s := range h.shots(h.ctx, office.ShotFilter{}) {
			if s.Title == title {
				return s.Reason
			}
		}
		return ""
	}
	still := func(when string) string {
		return "tells no beat; the clip for stories " + when + " still lacks moments of the day, filmed, 0 of 3 got"
	}
	for date, want := range map[production.Date]map[string]string{
		"2026-05-20": {"monday": "tells no beat", "tuesday": "tells no beat", "thursday": "tells no beat"},
		"2026-06-01": {"monday": still("due today"), "tuesday": still("due tomorrow"), "thursday": "tells no beat"},
		"2026-06-02": {"monday": "tells no beat", "tuesday": still("due today"), "thursday": "tells no beat"}, // Thursday nobody shoots
	} {
		h.clock.set(date)
		for title, words := range want {
			if got := why(title); got != words {
				t.Errorf("on %s, %s: %q, want %q", date, title, got, words)
			}
		}
	}
}

// TestHeldTalksCount: for the beat that they tell, for what is to be delivered, and for their own shots.
func TestHeldTalksCount(t *testing.T) {
	t.Parallel()
	h := owes(t, "broll")
	h.clock.set("2026-06-25")
	h.take(schedule("green.csv", "2026-06-29,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,", "2026-06-30,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	beat := h.talkBeat("The fall")
	ann, ben := h.kindOf(story.Interview, ""), h.kindOf(story.Interview, "")
	for _, id := range []production.MomentID{ann, ben} {
		_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Beat: &beat})
		must(t, err)
	}
	h.shot(ann, "Ann answers")
	h.shot(ben, "Ben answers")
	i, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Moment: ben, Person: "Ben", Beats: []production.BeatID{beat}}, false)
	must(t, err)
	wantList(t, h, "must Ann answers (planned): the beat “The fall” has nothing yet; the B-roll for the press due this month still lacks interviews, 0 of 3 got",
		"must Ben answers (planned): the beat “The fall” has nothing yet; the B-roll for the press due this month still lacks interviews, 0 of 3 got")
	_, err = h.EditInterview(h.ctx, h.in, i.ID, office.Written{Fields: fields("status", "done")})
	must(t, err)
	wantList(t, h, "should Ann answers (planned): the beat “The fall” has all it wants; the B-roll for the press due this month still lacks interviews, 1 of 3 got",
		"nice Ben answers (planned): the talk is held already")
}

// TestPiecesTellNothingOfClosedSets: what was got there counts only for those who may know.
func TestPiecesTellNothingOfClosedSets(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	h.clock.set("2026-06-01")
	h.owe("teaser")
	secret := h.moments()[slices.IndexFunc(h.moments(), func(m story.Moment) bool { return m.Scene == "1" && m.Kind == story.Stunt })]
	got := h.shot(secret.ID, "secretword")
	h.shot(h.kindOf(story.Technical, ""), "open")
	h.mark(shotlist.Got, got)
	reason := func(ctx context.Context) string {
		for _, s := range h.shots(ctx, office.ShotFilter{}) {
			if s.Title == "open" {
				return s.Reason
			}
		}
		return ""
	}
	if all, some := reason(h.ctx), reason(h.as(access.Publicity)); !strings.HasSuffix(all, "1 of 3 got") || !strings.HasSuffix(some, "0 of 3 got") {
		t.Errorf("who may know reads %q, who may not %q", all, some)
	}
}

// TestPiecesNeedWhatThereIs: every kind of moment and medium that the worksheet names is one.
func TestPiecesNeedWhatThereIs(t *testing.T) {
	t.Parallel()
	q, _ := worksheet.The().Find("pieces")
	for _, c := range q.Choices {
		if c.Name == "" || worksheet.The().Near[worksheet.Cadence(c.Due)] == 0 {
			t.Errorf("%s is called %q and due by %q", c.Key, c.Name, c.Due)
		}
		for _, n := range c.Needs {
			if n.What == "" || n.Count < 1 {
				t.Errorf("%s needs %+v", c.Key, n)
			}
			for _, kind := range n.Kinds {
				if !slices.Contains(story.Kinds, story.Kind(kind)) {
					t.Errorf("%s needs moments of the kind %q", c.Key, kind)
				}
			}
			for _, medium := range n.Media {
				if !slices.Contains(shotlist.Media, shotlist.Medium(medium)) {
					t.Errorf("%s needs the medium %q", c.Key, medium)
				}
			}
		}
	}
}
