package office_test

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// owner marks what only the installation's owner may do, anybody what needs no role.
const (
	owner   access.Action = "owner"
	anybody access.Action = "anybody"
)

// use is one method of the office and the right it needs.
type use struct {
	action access.Action
	call   func(h *house, ctx context.Context) error
}

func result[T any](_ T, err error) error { return err }

func told[T any](_ T, _ office.Act, err error) error { return err }

func newWord() string { return string(production.NewID[production.TaskID]()) }

// uses are all methods that somebody can call; TestEveryMethodIsInTheTable holds the list complete.
var uses = map[string]use{
	"AddMember": {access.EditCrew, func(h *house, ctx context.Context) error {
		return result(h.AddMember(ctx, h.in, crew.Member{Name: string(production.NewID[production.MemberID]()), Skills: []string{"video"}}))
	}},
	"AddMoment": {access.EditMoments, func(h *house, ctx context.Context) error {
		title := "The cat arrives"
		return result(h.AddMoment(ctx, h.in, story.Change{Title: &title}))
	}},
	"Outline": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.Outline(ctx, h.in)) }},
	"EditTreatment": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditTreatment(ctx, h.in, office.Written{Fields: fields("tone", newWord())}))
	}},
	"AddArc": {access.EditStory, func(h *house, ctx context.Context) error { return told(h.AddArc(ctx, h.in, newWord(), "")) }},
	"EditArc": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditArc(ctx, h.in, "people", office.Written{Fields: fields("logline", newWord())}))
	}},
	"MoveArc": {access.EditStory, func(h *house, ctx context.Context) error { return result(h.MoveArc(ctx, h.in, "people", "daring")) }},
	"AddBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.AddBeat(ctx, h.in, outline.Beat{Arc: "people", Title: "The nod"}))
	}},
	"EditBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.EditBeat(ctx, h.in, h.beat("people", "The nod").ID, office.Written{Fields: fields("note", newWord())}))
	}},
	"MoveBeat": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.MoveBeat(ctx, h.in, h.beat("people", "The nod").ID, "daring", ""))
	}},
	"PromoteMoment": {access.EditStory, func(h *house, ctx context.Context) error {
		return told(h.PromoteMoment(ctx, h.in, h.moment(), "people", ""))
	}},
	"TieMoments": {access.EditStory, func(h *house, ctx context.Context) error {
		return result(h.TieMoments(ctx, h.in, h.beat("people", "The nod").ID, []production.MomentID{h.moment()}))
	}},
	"History": {access.SeeStory, func(h *house, ctx context.Context) error { return result(h.History(ctx, h.in, "", "")) }},
	"UndoAct": {access.EditStory, func(h *house, ctx context.Context) error {
		act, err := h.EditTreatment(h.ctx, h.in, office.Written{Fields: fields("avoid", newWord())})
		must(h.t, err)
		return result(h.UndoAct(ctx, h.in, act.ID))
	}},
	"AddCalendar": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.AddCalendar(ctx, h.in, office.NewCalendar{Address: "https://example.com/" + string(production.NewID[production.TaskID]()) + ".ics"}))
	}},
	"Calendars":     {access.ImportFacts, func(h *house, ctx context.Context) error { return result(h.Calendars(ctx, h.in)) }},
	"CheckCalendar": {access.ImportFacts, func(h *house, ctx context.Context) error { return result(h.CheckCalendar(ctx, h.in, h.source(), nil)) }},
	"RemoveCalendar": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return h.RemoveCalendar(ctx, h.in, h.source(), false)
	}},
	"RemoveWatch": {access.SeeProduction, func(h *house, ctx context.Context) error { return h.RemoveWatch(ctx, h.in, production.ByMail) }},
	"SaveWatch": {access.SeeSchedule, func(h *house, ctx context.Context) error {
		return account(ctx, result(h.SaveWatch(ctx, production.Watch{Production: h.in, Channel: production.ByWebhook, Address: "https://example.com/in", Level: production.WatchAll})))
	}},
	"StartCheck": {access.ImportFacts, func(h *house, ctx context.Context) error { return result(h.StartCheck(ctx, h.in, h.source())) }},
	"Watches":    {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.Watches(ctx, h.in)) }},
	"Apply":      {access.ImportFacts, func(h *house, ctx context.Context) error { return result(h.Apply(ctx, h.in, h.proposal())) }},
	"Bring": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.Bring(ctx, h.in, []office.File{white}, office.ImportOptions{}, nil))
	}},
	"CompareAgain": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.CompareAgain(ctx, h.in, h.proposal()))
	}},
	"Discard": {access.ImportFacts, func(h *house, ctx context.Context) error { return h.Discard(ctx, h.in, h.proposal()) }},
	"FindProposal": {access.SeeRevisions, func(h *house, ctx context.Context) error {
		_, _, err := h.FindProposal(ctx, h.in, h.proposal())
		return err
	}},
	"Notices":   {access.SeeProduction, func(h *house, ctx context.Context) error { return result(h.Notices(ctx, h.in)) }},
	"Proposals": {access.SeeRevisions, func(h *house, ctx context.Context) error { return result(h.Proposals(ctx, h.in, 0)) }},
	"Propose": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.Propose(ctx, h.in, []office.File{white}, office.ImportOptions{}, nil))
	}},
	"PutAway": {access.SeeProduction, func(h *house, ctx context.Context) error { return h.PutAway(ctx, h.in, h.notice()) }},
	"Rehearse": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.Rehearse(ctx, h.in, []office.File{white}, office.ImportOptions{}, nil))
	}},
	"UndoImport": {access.ImportFacts, func(h *house, ctx context.Context) error {
		h.take(place()) // so that there always is something to take back
		return result(h.UndoImport(ctx, h.in, ""))
	}},
	"Calendar":   {access.SeePacket, func(h *house, ctx context.Context) error { return result(h.Calendar(ctx, h.in, onset.Packet{})) }},
	"CancelTask": {access.ImportFacts, func(h *house, ctx context.Context) error { return h.CancelTask(ctx, h.in, h.task()) }},
	"CreateProduction": {owner, func(h *house, ctx context.Context) error {
		return result(h.CreateProduction(ctx, production.Production{Title: "Another"}))
	}},
	"DecideMoment": {access.EditMoments, func(h *house, ctx context.Context) error {
		return result(h.DecideMoment(ctx, h.in, h.moment(), story.Confirmed))
	}},
	"EditMoment": {access.EditMoments, func(h *house, ctx context.Context) error {
		note := "seen"
		return result(h.EditMoment(ctx, h.in, h.moment(), story.Change{Note: &note}))
	}},
	"Correct": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.Correct(ctx, h.in, []correction.Correction{h.correction()}))
	}},
	"Corrections": {access.SeeRevisions, func(h *house, ctx context.Context) error { return result(h.Corrections(ctx, h.in)) }},
	"ExportSchedule": {access.SeeRevisions, func(h *house, ctx context.Context) error {
		_, _, err := h.ExportSchedule(ctx, h.in)
		return err
	}},
	"FindCorrectable": {access.SeeRevisions, func(h *house, ctx context.Context) error {
		return result(h.FindCorrectable(ctx, h.in, correction.Scene, h.correction().Target))
	}},
	"RemoveCorrection": {access.ImportFacts, func(h *house, ctx context.Context) error {
		_, err := h.Correct(h.ctx, h.in, []correction.Correction{h.correction()})
		must(h.t, err)
		all, err := h.Corrections(h.ctx, h.in)
		must(h.t, err)
		return result(h.RemoveCorrection(ctx, h.in, all[len(all)-1].ID))
	}},
	"TakePaper": {access.ImportFacts, func(h *house, ctx context.Context) error {
		_, err := h.Correct(h.ctx, h.in, []correction.Correction{h.correction()})
		must(h.t, err)
		all, err := h.Corrections(h.ctx, h.in)
		must(h.t, err)
		return result(h.TakePaper(ctx, h.in, all[len(all)-1].ID))
	}},
	"FindMember":     {access.SeeCrew, func(h *house, ctx context.Context) error { return result(h.FindMember(ctx, h.in, h.member())) }},
	"FindMoment":     {access.SeeMoments, func(h *house, ctx context.Context) error { return result(h.FindMoment(ctx, h.in, h.moment())) }},
	"FindProduction": {access.SeeProduction, func(h *house, ctx context.Context) error { return result(h.FindProduction(ctx, h.film.Slug)) }},
	"FindScene":      {access.SeeScript, func(h *house, ctx context.Context) error { return result(h.FindScene(ctx, h.in, "1")) }},
	"FindTask":       {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.FindTask(ctx, h.in, h.task())) }},
	"Import": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.Import(ctx, h.in, []office.File{white}, office.ImportOptions{}, nil))
	}},
	"KeepUpload": {access.ImportFacts, func(h *house, ctx context.Context) error { return result(h.KeepUpload(ctx, h.in, white)) }},
	"KeptUpload": {access.ImportFacts, func(h *house, ctx context.Context) error {
		token, err := h.KeepUpload(h.ctx, h.in, white)
		must(h.t, err)
		return result(h.KeptUpload(ctx, h.in, token))
	}},
	"Stale":      {access.SeePlan, func(h *house, ctx context.Context) error { return result(h.Stale(ctx, h.in)) }},
	"LatestPlan": {access.SeePlan, func(h *house, ctx context.Context) error { return result(h.LatestPlan(ctx, h.in)) }},
	"MakePlan": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.MakePlan(ctx, h.in, office.PlanOptions{Time: 20 * time.Millisecond}, nil))
	}},
	"Members": {access.SeeCrew, func(h *house, ctx context.Context) error { return result(h.Members(ctx, h.in)) }},
	"EditMoments": {access.EditMoments, func(h *house, ctx context.Context) error {
		note := "two cameras"
		return result(h.EditMoments(ctx, h.in, []production.MomentID{h.moment()}, story.Change{Note: &note}))
	}},
	"Arcs":           {access.SeePlan, func(h *house, ctx context.Context) error { return result(h.Arcs(ctx, h.in)) }},
	"Moments":        {access.SeeMoments, func(h *house, ctx context.Context) error { return result(h.Moments(ctx, h.in, store.MomentFilter{})) }},
	"OnlyProduction": {anybody, func(h *house, ctx context.Context) error { return result(h.OnlyProduction(ctx)) }},
	"Packet":         {access.SeePacket, func(h *house, ctx context.Context) error { return result(h.Packet(ctx, h.in, "2026-06-01")) }},
	"Productions":    {anybody, func(h *house, ctx context.Context) error { return result(h.Productions(ctx)) }},
	"RefreshMoments": {access.EditMoments, func(h *house, ctx context.Context) error { return result(h.RefreshMoments(ctx, h.in)) }},
	"RemoveMember":   {access.EditCrew, func(h *house, ctx context.Context) error { return h.RemoveMember(ctx, h.in, h.member()) }},
	"Revisions":      {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.Revisions(ctx, h.in)) }},
	"SaveMapping": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return h.SaveMapping(ctx, h.in, []string{"a"}, map[string]string{"scene": "a"})
	}},
	"Shots":    {access.SeeScript, func(h *house, ctx context.Context) error { return result(h.Shots(ctx, h.in)) }},
	"Scenes":   {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.Scenes(ctx, h.in)) }},
	"Schedule": {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.Schedule(ctx, h.in)) }},
	"StartImport": {access.ImportFacts, func(h *house, ctx context.Context) error {
		return result(h.StartImport(ctx, h.in, []office.File{white}, office.ImportOptions{}))
	}},
	"AdoptScenario": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.AdoptScenario(ctx, h.in, h.whatIf(coverage.Ask{CrewDays: 5}).ID))
	}},
	"UndoAdoption": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.UndoAdoption(ctx, h.in, h.adopt(h.whatIf(coverage.Ask{CrewDays: 5})).Before))
	}},
	"OpenFrom":     {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.OpenFrom(ctx, h.in)) }},
	"Discarded":    {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.Discarded(ctx, h.in)) }},
	"Alternatives": {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.Alternatives(ctx, h.in)) }},
	"DiscardScenario": {access.MakePlan, func(h *house, ctx context.Context) error {
		return h.DiscardScenario(ctx, h.in, h.whatIf(coverage.Ask{CrewDays: 5}).ID)
	}},
	"RestoreScenario": {access.MakePlan, func(h *house, ctx context.Context) error {
		return h.RestoreScenario(ctx, h.in, h.whatIf(coverage.Ask{CrewDays: 5}).ID)
	}},
	"DrawCurve": {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.DrawCurve(ctx, h.in, oneDay, nil)) }},
	"FindCurve": {access.MakePlan, func(h *house, ctx context.Context) error {
		must(h.t, result(h.DrawCurve(h.ctx, h.in, oneDay, nil)))
		return result(h.FindCurve(ctx, h.in))
	}},
	"FindScenario": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.FindScenario(ctx, h.in, h.whatIf(coverage.Ask{CrewDays: 5}).ID))
	}},
	"Scenarios":  {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.Scenarios(ctx, h.in)) }},
	"StartCurve": {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.StartCurve(ctx, h.in, oneDay)) }},
	"StartWhatIf": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.StartWhatIf(ctx, h.in, coverage.Ask{CrewDays: 5}))
	}},
	"WhatIf": {access.MakePlan, func(h *house, ctx context.Context) error {
		return result(h.WhatIf(ctx, h.in, coverage.Ask{CrewDays: 5, Time: 20 * time.Millisecond}, nil))
	}},
	"StartPlan": {access.MakePlan, func(h *house, ctx context.Context) error { return result(h.StartPlan(ctx, h.in, office.PlanOptions{})) }},
	"Tasks":     {access.SeeSchedule, func(h *house, ctx context.Context) error { return result(h.Tasks(ctx, h.in, false)) }},
	"UpdateMember": {access.EditCrew, func(h *house, ctx context.Context) error {
		m, err := h.FindMember(h.ctx, h.in, h.member())
		must(h.t, err)
		return h.UpdateMember(ctx, h.in, m)
	}},
	"UpdateProduction": {access.EditProduction, func(h *house, ctx context.Context) error {
		return result(h.UpdateProduction(ctx, h.in, office.ProductionChange{}))
	}},
}

// oneDay is the quickest curve.
var oneDay = office.CurveOptions{Span: coverage.Span{From: 4, To: 4}, Time: 20 * time.Millisecond}

// place is a location list with a place that nobody knows yet.
func place() office.File {
	return office.File{Name: "places.csv", Data: []byte("Location,Address\nHouse " + string(production.NewID[production.TaskID]()) + ",High Street 1\n")}
}

// proposal is a fresh open proposal.
func (h *house) proposal() production.ProposalID {
	h.t.Helper()
	r, err := h.Propose(h.ctx, h.in, []office.File{place()}, office.ImportOptions{}, nil)
	must(h.t, err)
	return r.Proposal
}

// account lets pass that the operator has no account, which no right gives.
func account(ctx context.Context, err error) error {
	if actor, ok := access.From(ctx); ok && actor.UserID == "" && fault.Is(err, fault.Invalid) {
		return nil
	}
	return err
}

// correction is one that can be made: another synopsis each time.
func (h *house) correction() correction.Correction {
	h.t.Helper()
	scenes, err := h.Scenes(h.ctx, h.in)
	must(h.t, err)
	return correction.Correction{What: correction.Scene, Target: string(scenes[0].ID), Field: "synopsis", Value: string(production.NewID[production.TaskID]())}
}

// source is a calendar that cannot be reached.
func (h *house) source() production.CalendarSourceID {
	h.t.Helper()
	s, err := h.AddCalendar(h.ctx, h.in, office.NewCalendar{Address: "file:///nowhere/" + string(production.NewID[production.TaskID]()) + ".ics"})
	must(h.t, err)
	h.sources = append(h.sources, s.ID)
	if len(h.sources) > 10 { // a production may fetch so many alone
		must(h.t, h.store.Write(h.ctx, func(tx *store.Tx) error {
			err := tx.DeleteCalendarSource(h.ctx, h.sources[0])
			h.sources = h.sources[1:]
			if fault.Is(err, fault.NotFound) {
				err = nil
			}
			return err
		}))
	}
	return s.ID
}

// notice is what the newest import told everybody.
func (h *house) notice() production.NoticeID {
	h.t.Helper()
	h.take(white)
	all, err := h.Notices(h.as(access.Director), h.in)
	must(h.t, err)
	return all[0].ID
}

// wiring is what the program calls, not a person.
var wiring = []string{"Employ", "TaskRows", "Work", "Kinds", "ReachedAt", "CanMail", "StartDueChecks"}

func TestEveryMethodIsInTheTable(t *testing.T) {
	t.Parallel()
	kind := reflect.TypeFor[*office.Office]()
	known := map[string]bool{}
	for _, name := range wiring {
		known[name] = true
	}
	for name := range uses {
		known[name] = true
	}
	for i := range kind.NumMethod() {
		if name := kind.Method(i).Name; !known[name] {
			t.Errorf("%s has no line in the table of rights", name)
		}
	}
	if want := len(uses) + len(wiring); kind.NumMethod() != want {
		t.Errorf("the office has %d methods, the table %d", kind.NumMethod(), want)
	}
}

func TestRights(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.Employ(idle{}, func(production.ProductionID) {})
	h.hire("Nora", "video")
	h.plan()
	people := map[access.Role]context.Context{"": h.as("")}
	for _, role := range access.Roles {
		people[role] = h.as(role)
	}
	for name, u := range uses {
		if err := u.call(h, t.Context()); !fault.Is(err, fault.Unauthenticated) {
			t.Errorf("%s by nobody: %v", name, err)
		}
		for role, ctx := range people {
			wantRight(t, name+" by a "+role.Title(), u.call(h, ctx), expected(ctx, h.in, u.action))
		}
		several := name == "OnlyProduction" // by now there may be
		if err := u.call(h, h.ctx); err != nil && (!several || !fault.Is(err, fault.Invalid)) {
			t.Errorf("%s by the owner: %v", name, err)
		}
	}
}

// expected is the code that the table of rights demands, "" for leave.
func expected(ctx context.Context, in production.ProductionID, action access.Action) fault.Code {
	actor, _ := access.From(ctx)
	switch {
	case action == anybody, actor.May(action, in):
		return ""
	case action == owner:
		return fault.Forbidden
	case actor.RoleIn(in) == "":
		return fault.NotFound
	}
	return fault.Forbidden
}

func wantRight(t *testing.T, what string, err error, want fault.Code) {
	t.Helper()
	got := fault.CodeOf(err)
	if want == "" && got == fault.NotFound && what == "OnlyProduction by a stranger" {
		return // a stranger has no production at all
	}
	if got != want {
		t.Errorf("%s: %v, want %q", what, err, want)
	}
}

// TestHiddenReadsLikeAbsent: nobody learns from an answer which productions exist.
func TestHiddenReadsLikeAbsent(t *testing.T) {
	t.Parallel()
	h := open(t)
	stranger := h.as("")
	_, hidden := h.FindProduction(stranger, h.film.Slug)
	_, absent := h.FindProduction(stranger, "two-dayz")
	if fault.PersonText(hidden) != `there is no production "two-days"` || fault.PersonText(absent) != `there is no production "two-dayz"` {
		t.Errorf("hidden reads %q, absent %q", hidden, absent)
	}
	_, hidden = h.FindProduction(t.Context(), h.film.Slug)
	_, absent = h.FindProduction(t.Context(), "two-dayz")
	if !fault.Is(hidden, fault.Unauthenticated) || hidden.Error() != absent.Error() {
		t.Errorf("to nobody hidden reads %q, absent %q", hidden, absent)
	}
	other := h.produce("Other")
	all, err := h.Productions(h.as(access.Viewer))
	must(t, err)
	if len(all) != 1 || all[0].ID != h.in {
		t.Errorf("a viewer of one production sees %v and %s", all, other.Title)
	}
}

// TestThingsOfOtherProductionsAreNotFound: a right in one production is none in another.
func TestThingsOfOtherProductionsAreNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.Employ(idle{}, func(production.ProductionID) {})
	h.hire("Nora", "video")
	moment, member, task := h.moment(), h.member(), h.task()
	beat, act := h.beat("people", "The nod"), h.act()
	director := h.as(access.Director)
	elsewhere := h.produce("Other").ID
	actor, _ := access.From(director)
	actor.Roles[elsewhere] = access.Director
	note := "mine now"
	for name, err := range map[string]error{
		"moment": result(h.EditMoment(director, elsewhere, moment, story.Change{Note: &note})),
		"member": h.RemoveMember(director, elsewhere, member),
		"task":   result(h.FindTask(director, elsewhere, task)),
		"cancel": h.CancelTask(director, elsewhere, task),
		"beat":   result(h.EditBeat(director, elsewhere, beat.ID, office.Written{Fields: fields("note", "mine")})),
		"act":    result(h.UndoAct(director, elsewhere, act)),
		"tying":  result(h.TieMoments(director, elsewhere, beat.ID, nil)),
		"scene":  result(h.FindScene(director, elsewhere, "1")),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s of another production: %v", name, err)
		}
	}
}

// TestClosedScenesAreShielded: a closed scene is a number to whoever does not work at the set.
func TestClosedScenesAreShielded(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes", "2026-06-02,2,2,KITCHEN,INT,DAY,Studio,BEN,08:00,18:00,09:00,12:00,"))
	h.hire("Nora", "video", "stills", "sound", "interview")
	h.plan()
	secret := ""
	for _, m := range h.moments() {
		if m.Scene == "1" {
			secret = string(m.ID)
		}
	}
	if secret == "" {
		t.Fatal("no moment of the closed scene was found")
	}
	for _, role := range access.Roles {
		ctx := h.as(role)
		sees := actorSees(ctx, h.in)
		if want := role == access.Director || role == access.Crew || role == access.AD; sees != want {
			t.Errorf("a %s sees closed scenes: %v", role.Title(), sees)
		}
		scenes, _ := h.Scenes(ctx, h.in)
		board, _ := h.Schedule(ctx, h.in)
		moments, _ := h.Moments(ctx, h.in, store.MomentFilter{})
		one, err := h.FindMoment(ctx, h.in, production.MomentID(secret))
		if !sees && err == nil {
			t.Errorf("a %s finds %s", role.Title(), one.Title)
		}
		plan, err := h.LatestPlan(ctx, h.in)
		must(t, err)
		text, err := json.Marshal([]any{scenes, board.Days, moments, plan})
		must(t, err)
		for _, word := range []string{"ROOF", "ANN", "explode", "stunt"} {
			if got := strings.Contains(string(text), word); got && !sees || !got && sees {
				t.Errorf("a %s hears of %s: %v", role.Title(), word, got)
			}
		}
		if len(scenes) > 0 && !sees && (scenes[0].Number != "1" || scenes[0].Heading != "Closed" || scenes[1].Heading == "Closed") {
			t.Errorf("a %s sees %+v", role.Title(), scenes)
		}
	}
}

func actorSees(ctx context.Context, in production.ProductionID) bool {
	actor, _ := access.From(ctx)
	return actor.May(access.SeeClosed, in)
}
