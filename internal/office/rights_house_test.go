package office_test

import (
	"context"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/correction"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/story"
)

// houseUses are the uses of papers, moments, crew and plans.
var houseUses = map[string]use{
	"AddMember": {access.EditCrew, func(h *house, ctx context.Context) error {
		return result(h.AddMember(ctx, h.in, crew.Member{Name: string(production.NewID[production.MemberID]()), Skills: []string{"video"}}))
	}},
	"AddMoment": {access.EditMoments, func(h *house, ctx context.Context) error {
		title := "The cat arrives"
		return result(h.AddMoment(ctx, h.in, story.Change{Title: &title}))
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
	"ScheduleInUse":  {access.SeePlan, func(h *house, ctx context.Context) error { return result(h.ScheduleInUse(ctx, h.film)) }},
	"Packet":         {access.SeePacket, func(h *house, ctx context.Context) error { return result(h.Packet(ctx, h.in, "2026-06-01")) }},
	"Productions":    {anybody, func(h *house, ctx context.Context) error { return result(h.Productions(ctx)) }},
	"RefreshMoments": {access.EditMoments, func(h *house, ctx context.Context) error { return result(h.RefreshMoments(ctx, h.in)) }},
	"RemoveMember":   {access.EditCrew, func(h *house, ctx context.Context) error { return result(h.RemoveMember(ctx, h.in, h.member())) }},
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
