package api_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/api"
	"github.com/btsdirector/bts/internal/cli"
	"github.com/btsdirector/bts/internal/coverage"
	"github.com/btsdirector/bts/internal/crew"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/web"
)

// operation is what the test knows of a call: its right, a body that fits, and ids for its address.
type operation struct {
	right access.Action // "" for any account, owner for the installation's owner
	body  string
	id    func(s *site) string
	query string
	also  int // a status that says that it was heard, where the machine here cannot do it
}

const (
	owner       access.Action = "owner"
	ownerInside access.Action = "owner inside" // of a production, which strangers do not know
)

var operations = joined(houseOperations, worksheetOperations, shotlistOperations, talkOperations, bookingOperations, boardOperations, groundOperations, cardOperations, searchOperations, matchOperations, libraryOperations)

var houseOperations = map[string]operation{
	"listProductions":  {},
	"createProduction": {right: owner, body: `{"title":"Another"}`},
	"changeProduction": {right: access.EditProduction, body: `{"crew_days":7}`},
	"importFiles":      {right: access.ImportFacts, body: `{"files":[{"name":"lamp.fountain","content":"` + scriptBase64() + `"}]}`},
	"listRevisions":    {right: access.SeeSchedule},
	"listProposals":    {right: access.SeeRevisions},
	"getProposal":      {right: access.SeeRevisions, id: (*site).proposed},
	"applyProposal":    {right: access.ImportFacts, id: (*site).proposed},
	"discardProposal":  {right: access.ImportFacts, id: (*site).proposed},
	"compareProposal":  {right: access.ImportFacts, id: (*site).proposed},
	"undoProposal":     {right: access.ImportFacts, id: (*site).imported},
	"listCalendars":    {right: access.ImportFacts},
	"addCalendar":      {right: access.ImportFacts, body: `{"address":"webcal://calendar.invalid/$NEW.ics","alone":true}`},
	"removeCalendar":   {right: access.ImportFacts, id: (*site).calendar, query: "with_events=true"},
	"checkCalendar":    {right: access.ImportFacts, id: (*site).calendar},
	"listCorrections":  {right: access.SeeRevisions},
	"correct":          {right: access.ImportFacts, body: `{"corrections":[{"what":"scene","target":"1","field":"synopsis","value":"$NEW"}]}`},
	"removeCorrection": {right: access.ImportFacts, id: (*site).correction},
	"getCorrectable":   {right: access.SeeRevisions, query: "what=day&target=1"},
	"listNotices":      {right: access.SeeProduction},
	"putNoticeAway":    {right: access.SeeProduction, id: (*site).notice},
	"listWatches":      {right: access.SeeSchedule},
	"saveWatch":        {right: access.SeeSchedule, body: `{"level":"breaks","address":"https://hooks.example.org/in"}`},
	"removeWatch":      {right: access.SeeProduction},
	"listScenes":       {right: access.SeeSchedule},
	"listShots":        {right: access.SeeScript},
	"exportSchedule":   {right: access.SeeRevisions},
	"getSchedule":      {right: access.SeeSchedule},
	"listMoments":      {right: access.SeeMoments},
	"addMoment":        {right: access.EditMoments, body: `{"title":"The cat arrives"}`},
	"findMoments":      {right: access.EditMoments},
	"changeMoment":     {right: access.EditMoments, body: `{"status":"confirmed"}`, id: (*site).moment},
	"changeMoments":    {right: access.EditMoments, body: `{"ids":["$MOMENT"],"change":{"status":"confirmed"}}`},
	"getStory":         {right: access.SeeStory},
	"listArcTemplates": {right: access.SeeStory},
	"changeTreatment":  {right: access.EditStory, body: `{"tone":"$NEW"}`},
	"addArc":           {right: access.EditStory, body: `{"name":"$NEW"}`},
	"changeArc":        {right: access.EditStory, body: `{"logline":"$NEW"}`, id: (*site).arc},
	"moveArc":          {right: access.EditStory, body: `{"behind":"people"}`, id: (*site).arc},
	"addBeat":          {right: access.EditStory, body: `{"arc":"people","title":"$NEW","wants":[{"source":"archive","text":"","count":1}]}`},
	"changeBeat":       {right: access.EditStory, body: `{"title":"$NEW"}`, id: (*site).beat},
	"moveBeat":         {right: access.EditStory, body: `{"arc":"daring"}`, id: (*site).beat},
	"tieMoments":       {right: access.EditStory, body: `{"moments":["$MOMENT"]}`},
	"promoteMoment":    {right: access.EditStory, body: `{"arc":"people"}`, id: (*site).moment},
	"storyHistory":     {right: access.SeeStory, query: "kind=beat"},
	"undoAct":          {right: access.EditStory, id: (*site).act},
	"listCrew":         {right: access.SeeCrew},
	"addCrewMember":    {right: access.EditCrew, body: `{"name":"$NEW","skills":["stills"]}`},
	"changeCrewMember": {right: access.EditCrew, body: `{"name":"$NEW","skills":["stills"],"cost":380}`, id: (*site).member},
	"removeCrewMember": {right: access.EditCrew, id: (*site).member},
	"getPlan":          {right: access.SeePlan},
	"startPlan":        {right: access.MakePlan, body: `{"seconds":0.05}`},
	"listScenarios":    {right: access.MakePlan},
	"startWhatIf":      {right: access.MakePlan, body: `{"crew_days":9,"seconds":0.05}`},
	"getScenario":      {right: access.MakePlan, id: (*site).scenario},
	"adoptScenario":    {right: access.MakePlan, id: (*site).scenario},
	"undoAdoption":     {right: access.MakePlan, id: (*site).adopted},
	"discardScenario":  {right: access.MakePlan, id: (*site).scenario},
	"restoreScenario":  {right: access.MakePlan, id: (*site).scenario},
	"getCurve":         {right: access.MakePlan},
	"startCurve":       {right: access.MakePlan, body: `{"seconds":0.05,"from":6,"to":8}`},
	"getDayPacket":     {right: access.SeePacket},
	"listTasks":        {right: access.SeeSchedule},
	"getTask":          {right: access.SeeSchedule, id: (*site).task},
	"cancelTask":       {right: access.MakePlan, id: (*site).task},
}

func scriptBase64() string {
	data, err := fs.ReadFile(examples.LampRoom, examples.ScriptFile)
	if err != nil {
		panic(err) // it is embedded
	}
	text, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	return strings.Trim(string(text), `"`)
}

func (s *site) moment() string {
	all, err := s.app.Office.Moments(s.ctx, s.film.ID, store.MomentFilter{})
	must(s.t, err)
	return string(all[0].ID)
}

func (s *site) member() string {
	m, err := s.app.Office.AddMember(s.ctx, s.film.ID, crew.Member{Name: newName(), Skills: []string{"video"}})
	must(s.t, err)
	return string(m.ID)
}

// task is a plan that is being made for as long as the test takes.
func (s *site) task() string {
	task, err := s.app.Office.StartPlan(s.ctx, s.film.ID, office.PlanOptions{Time: time.Minute})
	must(s.t, err)
	s.t.Cleanup(func() { _ = s.app.Office.CancelTask(s.ctx, s.film.ID, task.ID) }) // most are cancelled already
	return string(task.ID)
}

// scenario is a plan that was just tried out, from papers of now.
func (s *site) scenario() string {
	found, err := s.app.Office.WhatIf(s.ctx, s.film.ID, coverage.Ask{CrewDays: 9, Time: 20 * time.Millisecond}, nil)
	must(s.t, err)
	return string(found.ID)
}

// adopted is the plan before one that was just adopted.
func (s *site) adopted() string {
	a, err := s.app.Office.AdoptScenario(s.ctx, s.film.ID, production.ScenarioID(s.scenario()))
	must(s.t, err)
	return string(a.Before)
}

func newName() string { return "N " + string(production.NewID[production.MemberID]()) }

// document is the part of an OpenAPI document that the test walks.
type document struct {
	OpenAPI string                                             `json:"openapi"`
	Paths   map[string]map[string]struct{ OperationID string } `json:"paths"`
}

// TestEveryOperation asks for everything in the OpenAPI document on behalf of everybody.
func TestEveryOperation(t *testing.T) {
	t.Parallel()
	s := open(t)
	var doc document
	must(t, json.Unmarshal(s.call(t.Context(), http.MethodGet, "/api/openapi.json", "").Body.Bytes(), &doc))
	if !strings.HasPrefix(doc.OpenAPI, "3.1") {
		t.Errorf("the document is OpenAPI %q", doc.OpenAPI)
	}
	people := map[access.Role]context.Context{"": s.as("")}
	for _, role := range access.Roles {
		people[role] = s.as(role)
	}
	seen := map[string]bool{}
	for path, methods := range doc.Paths {
		for method, described := range methods {
			id := described.OperationID
			known, ok := operations[id]
			if !ok {
				t.Errorf("%s %s (%s) is not in the table", method, path, id)
				continue
			}
			seen[id] = true
			s.everybody(id, strings.ToUpper(method), path, known, people)
		}
	}
	for id := range operations {
		if !seen[id] {
			t.Errorf("%s is in the table, but not in the document", id)
		}
	}
	if s.log.Len() > 0 {
		t.Errorf("something went wrong on our side: %s", s.log)
	}
}

// everybody makes one call as each person and as nobody.
func (s *site) everybody(id, method, path string, o operation, people map[access.Role]context.Context) {
	s.t.Helper()
	ask := func(ctx context.Context) *httptest.ResponseRecorder {
		address := strings.NewReplacer("{slug}", s.film.Slug, "{date}", "2026-05-04", "{channel}", "webhook", "{board}", "loose").Replace(path)
		if o.id != nil {
			address = strings.Replace(address, "{id}", o.id(s), 1)
		}
		if o.query != "" {
			address += "?" + o.query
			if strings.Contains(address, "$ASSET") {
				address = strings.ReplaceAll(address, "$ASSET", s.asset())
			}
		}
		body := strings.NewReplacer("$NEW", newName(), "$MOMENT", s.moment(), "$RECEIPT", receiptText(newName(), 2)).Replace(o.body)
		for word, id := range map[string]func(*site) string{"$SHOT": (*site).shot, "$BARE": (*site).bare, "$ASSET": (*site).asset, "$SUGGESTED": (*site).suggested} {
			if strings.Contains(body, word) {
				body = strings.ReplaceAll(body, word, id(s))
			}
		}
		return s.call(ctx, method, address, body)
	}
	if got := ask(s.t.Context()); got.Code != http.StatusUnauthorized {
		s.t.Errorf("%s by nobody: %d %.200s", id, got.Code, got.Body)
	}
	for role, ctx := range people {
		got := ask(ctx)
		actor, _ := access.From(ctx)
		want := []int{http.StatusOK, http.StatusNoContent}
		switch {
		case o.right == "" || actor.May(o.right, s.film.ID):
			want = append(want, o.also)
		case role == "" && o.right != owner:
			want = []int{http.StatusNotFound}
		default:
			want = []int{http.StatusForbidden}
		}
		if !slices.Contains(want, got.Code) {
			s.t.Errorf("%s by a %s: %d %.200s, want %v", id, role.Title(), got.Code, got.Body, want)
		}
		if got.Code >= 400 {
			s.wantProblem(id, got)
		}
	}
}

// wantProblem checks that an error is said in the one form of the API.
func (s *site) wantProblem(what string, got *httptest.ResponseRecorder) map[string]string {
	s.t.Helper()
	var p map[string]string
	if err := json.Unmarshal(got.Body.Bytes(), &p); err != nil || p["code"] == "" || p["message"] == "" {
		s.t.Errorf("%s: the error is %.200s", what, got.Body)
	}
	return p
}

// TestDocumentsAreThoseOfTheCommandLine compares what the API answers with what bts prints.
func TestDocumentsAreThoseOfTheCommandLine(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.calendar()
	s.correction()
	s.proposed()
	s.told()
	s.shotsToShow()
	s.view()
	tried, away := s.scenario(), s.scenario()
	must(t, s.app.Office.DiscardScenario(s.ctx, s.film.ID, production.ScenarioID(away)))
	for path, command := range map[string][]string{
		"/scenes": {"scenes"}, "/schedule": {"schedule"}, "/moments": {"moments"}, "/crew": {"crew", "list"},
		"/days/2026-05-04": {"day", "2026-05-04"}, "/proposals": {"revisions"}, "/corrections": {"corrections"}, "/calendars": {"calendar", "list"}, "/shots": {"shots"},
		"/views": {"views"}, "/shotlist": {"shotlist"}, "/trace?kind=scene&id=1": {"trace", "scene", "1"}, "/trace?kind=arc&id=people": {"trace", "people"}, "/shotlist?status=got&medium=video": {"shotlist", "list", "--status", "got", "--medium", "video"},
		"/story": {"story"}, "/story/templates": {"story", "templates"}, "/story/history": {"story", "history"}, "/story/history?kind=arc&object=people": {"story", "history", "--arc", "people"},
		"/storyboards": {"storyboard", "list"},
		"/cards":       {"cards"}, "/cards?state=safe&date=2026-06-01": {"cards", "list", "--state", "safe", "--day", "2026-06-01"}, "/cards/" + s.card(): {"cards", "show", "A099"},
		"/plan/scenarios": {"plan", "scenarios"}, "/plan/scenarios?discarded=true": {"plan", "scenarios", "--discarded"},
		"/plan/scenarios/" + tried: {"plan", "scenario", tried[len(tried)-8:]}, "/plan/curve": {"plan", "curve", "--show"},
		"/correctable?what=day&target=2026-05-04": {"correct", "day", "1"},
	} {
		var out, messages bytes.Buffer
		args := append([]string{"--json", "--data", s.data}, command...)
		if code := cli.Run(t.Context(), args, cli.Streams{Out: &out, Err: &messages}); code != 0 {
			t.Fatalf("%v ends with %d: %s", command, code, &messages)
		}
		got := s.call(s.ctx, http.MethodGet, "/api/productions/the-lamp-room"+path, "")
		if diff := cmp.Diff(decode(t, out.Bytes()), decode(t, got.Body.Bytes())); diff != "" || got.Code != http.StatusOK {
			t.Errorf("%s: status %d (-bts +api):\n%s", path, got.Code, diff)
		}
	}
}

func decode(t *testing.T, text []byte) (doc any) {
	t.Helper()
	must(t, json.Unmarshal(text, &doc))
	return doc
}

func TestBadRequests(t *testing.T) {
	t.Parallel()
	s := open(t)
	base := "/api/productions/the-lamp-room"
	tests := map[string]struct {
		method, path, body string
		status             int
		says               string
	}{
		"no JSON":         {http.MethodPost, base + "/crew", `{"name":`, 400, ""},
		"missing key":     {http.MethodPost, base + "/crew", `{"name":"Max"}`, 422, "skills"},
		"unknown key":     {http.MethodPost, base + "/crew", `{"name":"Max","skills":["video"],"wage":3}`, 422, "wage"},
		"unknown skill":   {http.MethodPost, base + "/crew", `{"name":"Max","skills":["juggling"]}`, 422, "juggling"},
		"unknown film":    {http.MethodGet, "/api/productions/none/scenes", "", 404, `no production "none"`},
		"unknown moment":  {http.MethodPatch, base + "/moments/none", `{}`, 404, ""},
		"unknown member":  {http.MethodPut, base + "/crew/none", `{"name":"Max","skills":["video"]}`, 404, "crew member"},
		"unknown arc":     {http.MethodPatch, base + "/story/arcs/none", `{"name":"A"}`, 404, "no such arc"},
		"unknown beat":    {http.MethodPatch, base + "/story/beats/none", `{"title":"A"}`, 404, "no such beat"},
		"unknown act":     {http.MethodPost, base + "/story/acts/none/undo", "", 404, "nothing of that kind"},
		"place of a beat": {http.MethodPatch, base + "/story/beats/none", `{"place":3}`, 422, "place"},
		"nameless arc":    {http.MethodPatch, base + "/story/arcs/people", `{"name":" "}`, 422, "no name"},
		"no source":       {http.MethodPost, base + "/story/beats", `{"arc":"people","title":"A","wants":[{"source":"dreams","text":"","count":1}]}`, 422, "dreams"},
		"beat of nothing": {http.MethodPost, base + "/story/beats", `{"arc":"","title":"A"}`, 422, "no arc"},
		"no template":     {http.MethodPost, base + "/story/arcs", `{"template":"heist"}`, 422, "heist"},
		"unknown kind":    {http.MethodGet, base + "/story/history?kind=moment", "", 422, "kind"},
		"nothing to tie":  {http.MethodPost, base + "/story/tie", `{"moments":[]}`, 422, "moments"},
		"unknown task":    {http.MethodGet, base + "/tasks/none", "", 404, "no such task"},
		"bad date":        {http.MethodGet, base + "/days/soon", "", 422, "2026-05-12"},
		"empty day":       {http.MethodGet, base + "/days/2030-01-01", "", 404, "shoot days"},
		"both ways":       {http.MethodPost, base + "/import", `{"files":[{"name":"x.uss","content":"WzFd"}],"dry_run":true,"ask":true}`, 422, "Choose one"},
		"unknown paper":   {http.MethodPost, base + "/proposals/none/apply", "", 404, "revision"},
		"nothing to undo": {http.MethodPost, base + "/proposals/none/undo", "", 409, "the newest goes first"},
		"no calendar":     {http.MethodPost, base + "/calendars/none/check", "", 404, "calendar"},
		"private address": {http.MethodPost, base + "/calendars", `{"address":"https://127.0.0.1/unit.ics"}`, 403, "closed"},
		"no address":      {http.MethodPost, base + "/calendars", `{"address":"unit"}`, 422, "https://"},
		"bad value":       {http.MethodPost, base + "/corrections", `{"corrections":[{"what":"day","target":"1","part":"Main","field":"call","value":"soon"}]}`, 422, "07:30"},
		"unknown scene":   {http.MethodPost, base + "/corrections", `{"corrections":[{"what":"scene","target":"999","field":"set","value":"X"}]}`, 404, "999"},
		"unknown field":   {http.MethodGet, base + "/correctable?what=prop&target=1", "", 422, "what"},
		"gone correction": {http.MethodDelete, base + "/corrections/none", "", 404, "correction"},
		"unknown channel": {http.MethodPut, base + "/watches/pigeon", `{"level":"all"}`, 422, "channel"},
		"no file":         {http.MethodPost, base + "/import", `{"files":[]}`, 422, "files"},
		"bad file":        {http.MethodPost, base + "/import", `{"files":[{"name":"x.uss","content":"WzFd"}]}`, 422, "x.uss"},
		"bad rule pack":   {http.MethodPatch, base, `{"rule_pack":"mars"}`, 422, "uk-bectu"},
		"too long a plan": {http.MethodPost, base + "/plan", `{"seconds":3600}`, 422, "5 minutes"},
		"endless plan":    {http.MethodPost, base + "/plan", `{"seconds":1e300}`, 422, "5 minutes"},
		"negative plan":   {http.MethodPost, base + "/plan", `{"seconds":-3}`, 422, "negative"},
		"endless trial":   {http.MethodPost, base + "/plan/scenarios", `{"crew_days":9,"seconds":1e300}`, 422, "5 minutes"},
		"too dear":        {http.MethodPost, base + "/plan/scenarios", `{"extra":[{"name":"Sam","skills":["video"],"cost":9000000000000000000}]}`, 422, "from 0 to 1000000"},
		"huge step":       {http.MethodPost, base + "/plan/curve", `{"step":9223372036854775807}`, 422, "from 1 to 5000"},
		"long name":       {http.MethodPost, base + "/plan/scenarios", `{"crew_days":9,"name":"` + strings.Repeat("я", 121) + `"}`, 422, "Give a shorter"},
		"taken name":      {http.MethodPost, base + "/crew", `{"name":"nora","skills":["video"]}`, 409, "nora"},
	}
	for name, test := range tests {
		got := s.call(s.ctx, test.method, test.path, test.body)
		if got.Code != test.status {
			t.Errorf("%s: %d %.200s, want %d", name, got.Code, got.Body, test.status)
			continue
		}
		if p := s.wantProblem(name, got); !strings.Contains(p["message"], test.says) {
			t.Errorf("%s: the message is %q, want %q", name, p["message"], test.says)
		}
	}
}

// TestChangedMemberIsAnsweredAsKept: what the rule pack fills in is in the answer.
func TestChangedMemberIsAnsweredAsKept(t *testing.T) {
	t.Parallel()
	s := open(t)
	got := s.call(s.ctx, http.MethodPut, "/api/productions/the-lamp-room/crew/"+s.member(), `{"name":"Max","skills":["video"]}`)
	doc, _ := decode(t, got.Body.Bytes()).(map[string]any)
	if doc["name"] != "Max" || doc["max_week"] != 5.0 {
		t.Errorf("the answer is %v", doc)
	}
}

// TestOurMistakesStayOurs: an internal error is logged under the id that the program gets, and nothing else.
func TestOurMistakesStayOurs(t *testing.T) {
	t.Parallel()
	s := open(t)
	broken := api.New(s.app.Office, web.Status, slog.New(slog.NewTextHandler(s.log, nil)))
	s.api = broken
	_, err := s.app.Store.Writer().ExecContext(t.Context(), `DROP TABLE crew_member`)
	must(t, err)
	got := s.call(s.ctx, http.MethodGet, "/api/productions/the-lamp-room/crew", "")
	p := s.wantProblem("crew", got)
	if got.Code != http.StatusInternalServerError || p["id"] == "" || !strings.Contains(s.log.String(), p["id"]) || !strings.Contains(s.log.String(), "crew_member") {
		t.Errorf("status %d, answer %v, log %s", got.Code, p, s.log)
	}
	if strings.Contains(got.Body.String(), "crew_member") {
		t.Errorf("the answer tells of our tables: %s", got.Body)
	}
}
