package web

import (
	"errors"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
)

// guards is who may use which route, written down a second time: a route that is added or opened
// wider without a line here fails the test.
var guards = joined(houseGuards, storyGuards, worksheetGuards, shotlistGuards, talkGuards, calendarGuards, boardGuards, groundGuards, cardGuards, matchGuards, libraryGuards, transcriptGuards, captionGuards)

// joined are the rows of several tables. A row that two of them have is a mistake.
func joined[T any](tables ...map[string]T) map[string]T {
	all := map[string]T{}
	for _, rows := range tables {
		for name, row := range rows {
			if _, twice := all[name]; twice {
				panic(name + " is in two tables")
			}
			all[name] = row
		}
	}
	return all
}

var matchGuards = map[string]guard{
	"GET /p/{slug}/library/matches":                     {inProduction, access.SeeLibrary},
	"GET /p/{slug}/library/matches/{id}/picture":        {inProduction, access.SeeLibrary},
	"POST /p/{slug}/library/matches":                    {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/matches/again":              {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/matches/clocks":             {inProduction, access.EditLibrary},
	"POST /p/{slug}/library/matches/clocks/{id}/remove": {inProduction, access.EditLibrary},
}

var cardGuards = map[string]guard{
	"GET /p/{slug}/cards":                       {inProduction, access.SeeCards},
	"GET /p/{slug}/cards/running":               {inProduction, access.SeeCards},
	"GET /p/{slug}/cards/{id}":                  {inProduction, access.SeeCards},
	"GET /p/{slug}/cards/receipts/{id}/json":    {inProduction, access.CopyCards},
	"GET /p/{slug}/cards/receipts/{id}/pdf":     {inProduction, access.CopyCards},
	"POST /p/{slug}/cards":                      {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/{id}":                 {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/{id}/mark":            {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/{id}/again":           {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/{id}/remove":          {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/receipts":             {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/receipts/{id}/remove": {inProduction, access.CopyCards},
	"POST /p/{slug}/cards/rules":                {inProduction, access.EditProduction},
	"POST /p/{slug}/cards/{id}/prove":           {ownerInside, access.CopyCards},
	"POST /p/{slug}/cards/proofs/{id}/again":    {ownerInside, access.CopyCards},
	"POST /p/{slug}/cards/offload":              {ownerInside, access.CopyCards},
	"POST /p/{slug}/cards/{id}/bring":           {ownerInside, access.IngestMedia},
	"POST /p/{slug}/cards/offload/preview":      {ownerInside, access.CopyCards},
	"POST /p/{slug}/cards/offload/{id}/again":   {ownerInside, access.CopyCards},
}

var storyGuards = map[string]guard{
	"GET /p/{slug}/story":                       {inProduction, access.SeeStory},
	"GET /p/{slug}/story/treatment":             {inProduction, access.SeeStory},
	"GET /p/{slug}/story/arcs/{id}":             {inProduction, access.SeeStory},
	"GET /p/{slug}/story/beats/{id}":            {inProduction, access.SeeStory},
	"GET /p/{slug}/story/history":               {inProduction, access.SeeStory},
	"POST /p/{slug}/story/treatment":            {inProduction, access.EditStory},
	"POST /p/{slug}/story/arcs":                 {inProduction, access.EditStory},
	"POST /p/{slug}/story/arcs/{id}":            {inProduction, access.EditStory},
	"POST /p/{slug}/story/arcs/{id}/move":       {inProduction, access.EditStory},
	"POST /p/{slug}/story/arcs/{id}/remove":     {inProduction, access.EditStory},
	"POST /p/{slug}/story/arcs/{id}/beats":      {inProduction, access.EditStory},
	"POST /p/{slug}/story/beats/{id}":           {inProduction, access.EditStory},
	"POST /p/{slug}/story/beats/{id}/move":      {inProduction, access.EditStory},
	"POST /p/{slug}/story/beats/{id}/remove":    {inProduction, access.EditStory},
	"POST /p/{slug}/story/beats/{id}/tie":       {inProduction, access.EditStory},
	"POST /p/{slug}/story/moments/{id}/tie":     {inProduction, access.EditStory},
	"POST /p/{slug}/story/moments/{id}/untie":   {inProduction, access.EditStory},
	"POST /p/{slug}/story/moments/{id}/promote": {inProduction, access.EditStory},
	"POST /p/{slug}/story/undo/{act}":           {inProduction, access.SeeStory},
}

var houseGuards = map[string]guard{
	"GET /healthz":                               {kind: open},
	"POST /theme":                                {kind: open},
	"GET /sign-in":                               {kind: open},
	"POST /sign-in":                              {kind: open},
	"POST /sign-in/passkey/begin":                {kind: open},
	"POST /sign-in/passkey/finish":               {kind: open},
	"POST /sign-out":                             {kind: open},
	"GET /setup/{token}":                         {kind: open},
	"POST /setup/{token}":                        {kind: open},
	"GET /link/{token}":                          {kind: open},
	"POST /link/{token}":                         {kind: open},
	"GET /invite/{token}":                        {kind: open},
	"POST /invite/{token}":                       {kind: open},
	"GET /account":                               {kind: signedIn},
	"POST /account/password":                     {kind: signedIn},
	"POST /account/passkeys/begin":               {kind: signedIn},
	"POST /account/passkeys/finish":              {kind: signedIn},
	"POST /account/passkeys/{id}/remove":         {kind: signedIn},
	"GET /account/tokens":                        {kind: signedIn},
	"POST /account/tokens":                       {kind: signedIn},
	"POST /account/tokens/{hash}/remove":         {kind: signedIn},
	"POST /account/watches":                      {kind: signedIn},
	"GET /p/{slug}/events":                       {inProduction, access.SeeProduction},
	"GET /p/{slug}/find":                         {inProduction, access.SeeProduction},
	"GET /p/{slug}/people":                       {inProduction, access.InvitePeople},
	"POST /p/{slug}/people/invite":               {inProduction, access.InvitePeople},
	"POST /p/{slug}/people/{user}/role":          {inProduction, access.InvitePeople},
	"POST /p/{slug}/people/{user}/remove":        {inProduction, access.InvitePeople},
	"POST /p/{slug}/people/invite/{hash}/revoke": {inProduction, access.InvitePeople},
	"GET /{$}":                                   {kind: signedIn},
	"POST /productions":                          {kind: ownerOnly},
	"GET /p/{slug}":                              {inProduction, access.SeeProduction},
	"GET /p/{slug}/script":                       {inProduction, access.SeeScript},
	"GET /p/{slug}/script/{scene}":               {inProduction, access.SeeScript},
	"GET /p/{slug}/schedule":                     {inProduction, access.SeeSchedule},
	"GET /p/{slug}/moments":                      {inProduction, access.SeeMoments},
	"POST /p/{slug}/moments":                     {inProduction, access.EditMoments},
	"POST /p/{slug}/moments/bulk":                {inProduction, access.EditMoments},
	"POST /p/{slug}/moments/find":                {inProduction, access.EditMoments},
	"GET /p/{slug}/moments/{id}":                 {inProduction, access.SeeMoments},
	"POST /p/{slug}/moments/{id}":                {inProduction, access.EditMoments},
	"POST /p/{slug}/moments/{id}/confirm":        {inProduction, access.EditMoments},
	"POST /p/{slug}/moments/{id}/dismiss":        {inProduction, access.EditMoments},
	"POST /p/{slug}/moments/{id}/restore":        {inProduction, access.EditMoments},
	"GET /p/{slug}/crew":                         {inProduction, access.SeeCrew},
	"POST /p/{slug}/crew":                        {inProduction, access.EditCrew},
	"POST /p/{slug}/crew/{id}":                   {inProduction, access.EditCrew},
	"POST /p/{slug}/crew/{id}/remove":            {inProduction, access.EditCrew},
	"GET /p/{slug}/plan":                         {inProduction, access.SeePlan},
	"POST /p/{slug}/plan":                        {inProduction, access.MakePlan},
	"GET /p/{slug}/plan/whatif":                  {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/whatif":                 {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/curve":                  {inProduction, access.MakePlan},
	"GET /p/{slug}/plan/scenarios/{id}":          {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/scenarios/{id}/adopt":   {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/scenarios/{id}/discard": {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/scenarios/{id}/undo":    {inProduction, access.MakePlan},
	"POST /p/{slug}/plan/scenarios/{id}/restore": {inProduction, access.MakePlan},
	"GET /p/{slug}/days":                         {inProduction, access.SeePacket},
	"GET /p/{slug}/days/{date}":                  {inProduction, access.SeePacket},
	"GET /p/{slug}/days/{date}/packet.pdf":       {inProduction, access.SeePacket},
	"GET /p/{slug}/days/{date}/packet.ics":       {inProduction, access.SeePacket},
	"GET /p/{slug}/import":                       {inProduction, access.ImportFacts},
	"POST /p/{slug}/import":                      {inProduction, access.ImportFacts},
	"POST /p/{slug}/import/mapping":              {inProduction, access.ImportFacts},
	"POST /p/{slug}/import/anyway":               {inProduction, access.ImportFacts},
	"GET /p/{slug}/schedule.uss":                 {inProduction, access.SeeRevisions},
	"GET /p/{slug}/revisions/{id}":               {inProduction, access.SeeRevisions},
	"POST /p/{slug}/revisions/{id}/apply":        {inProduction, access.ImportFacts},
	"POST /p/{slug}/revisions/{id}/discard":      {inProduction, access.ImportFacts},
	"POST /p/{slug}/revisions/{id}/compare":      {inProduction, access.ImportFacts},
	"POST /p/{slug}/revisions/{id}/undo":         {inProduction, access.ImportFacts},
	"GET /p/{slug}/corrections":                  {inProduction, access.SeeRevisions},
	"POST /p/{slug}/corrections":                 {inProduction, access.ImportFacts},
	"POST /p/{slug}/corrections/{id}/remove":     {inProduction, access.ImportFacts},
	"POST /p/{slug}/calendars":                   {inProduction, access.ImportFacts},
	"POST /p/{slug}/calendars/{id}/check":        {inProduction, access.ImportFacts},
	"POST /p/{slug}/calendars/{id}/remove":       {inProduction, access.ImportFacts},
	"POST /p/{slug}/notices/{id}/away":           {inProduction, access.SeeProduction},
	"POST /p/{slug}/tasks/{id}/cancel":           {inProduction, access.SeeSchedule},
}

func TestEveryRouteIsGuarded(t *testing.T) {
	t.Parallel()
	s := openSite(t)
	seen := map[string]bool{}
	for _, r := range s.routes {
		seen[r.pattern] = true
		if want, ok := guards[r.pattern]; !ok {
			t.Errorf("the route %q has no line in this test", r.pattern)
		} else if want != r.guard {
			t.Errorf("the route %q is guarded by %v, want %v", r.pattern, r.guard, want)
		}
	}
	for pattern := range guards {
		if !seen[pattern] {
			t.Errorf("there is no route %q", pattern)
		}
	}
}

// Every route is asked, through the whole server, by a stranger, by somebody without a part in the
// production, by every role and by the owner.
func TestEveryRouteAsEverybody(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("one request after the other: there is nothing to race, and the long run asks all of them")
	}
	s := openSite(t)
	people := map[string]func(t *testing.T) *browser{"stranger": s.stranger}
	actors := map[string]access.Actor{}
	owner := s.owner(t)
	actors["owner"] = access.Actor{Operator: true}
	people["owner"] = func(t *testing.T) *browser { return s.copyOf(t, owner) }
	add := func(name string, b *browser) {
		actor, err := s.gate.ActorOf(t.Context(), b.user)
		must(t, err)
		actors[name] = actor
		people[name] = func(t *testing.T) *browser { return s.copyOf(t, b) }
	}
	add("outsider", s.member(t, "Out", ""))
	for _, role := range access.Roles {
		add(string(role), s.member(t, "Member "+string(role), role))
	}
	for _, r := range s.routes {
		if r.pattern == "POST /sign-out" {
			continue // ends the sessions that the others use; TestSignOut
		}
		for name, browserOf := range people {
			t.Run(r.pattern+" as "+name, func(t *testing.T) {
				actor, known := actors[name]
				got := s.ask(t, browserOf(t), r)
				if strings.HasPrefix(r.pattern, "HEAD ") && got.status == http.StatusNotFound {
					return // an answer without words: who may do what is held by the GET and PATCH of the same thing
				}
				if want := r.guard.answer(actor, known, s.film.ID); want != verdict(got) {
					t.Errorf("%s, want %s: status %d to %q: %s", verdict(got), want, got.status, got.header.Get("Location"), cut(got.body))
				}
			})
		}
	}
}

// answer is what the guard should do with somebody.
func (g guard) answer(actor access.Actor, known bool, in production.ProductionID) string {
	switch {
	case g.kind == open, g.kind == signedIn && known, actor.Operator:
		return "let in"
	case !known:
		return "asked to sign in"
	case g.needsAction() && actor.RoleIn(in) == "":
		return "told nothing"
	case g.kind == inProduction && actor.May(g.action, in):
		return "let in"
	}
	return "refused"
}

// verdict is what an answer means.
func verdict(r reply) string {
	switch {
	case r.status == http.StatusSeeOther && strings.HasPrefix(r.header.Get("Location"), "/sign-in?next="),
		r.status == http.StatusUnauthorized && strings.Contains(r.body, "obody is signed in"):
		return "asked to sign in"
	case r.status == http.StatusForbidden:
		return "refused"
	case r.status == http.StatusNotFound && strings.Contains(r.body, "There is no such production"):
		return "told nothing"
	case r.status >= http.StatusInternalServerError && r.status != http.StatusServiceUnavailable:
		return "broken"
	}
	return "let in"
}

// ask sends a request to a route with made-up ids. Of live events only the beginning is read.
func (s *site) ask(t *testing.T, b *browser, r route) reply {
	t.Helper()
	method, path, _ := strings.Cut(r.pattern, " ")
	path = strings.Replace(strings.TrimSuffix(path, "{$}"), "{slug}", s.film.Slug, 1)
	path = blanks.ReplaceAllString(path, "made-up")
	if !strings.HasSuffix(path, "/events") {
		return b.do(method, path, nil)
	}
	req, err := http.NewRequestWithContext(t.Context(), method, s.host.URL+path, nil)
	must(t, err)
	req.Header.Set("Accept", "text/event-stream")
	res, err := b.client.Do(req)
	must(t, err)
	defer res.Body.Close()
	var start [300]byte
	n, err := res.Body.Read(start[:])
	if err != nil && !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return reply{res.StatusCode, res.Header, string(start[:n])}
}

var blanks = regexp.MustCompile(`\{[a-z]+\}`)

// copyOf is another browser with the same cookies, so that tests do not share one's flashes.
func (s *site) copyOf(t *testing.T, b *browser) *browser {
	return &browser{t: t, site: s, client: b.client, user: b.user}
}

func TestWrongDeclarations(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		pattern string
		guard   guard
	}{
		"no action":                {"GET /p/{slug}/plan", guard{inProduction, ""}},
		"unknown action":           {"GET /p/{slug}/plan", guard{inProduction, "fly"}},
		"owner's outside":          {"GET /plan", guard{ownerInside, access.SeePlan}},
		"owner's of no action":     {"GET /p/{slug}/plan", guard{ownerInside, ""}},
		"action outside":           {"GET /plan", guard{inProduction, access.SeePlan}},
		"production open to all":   {"GET /p/{slug}/plan", guard{kind: open}},
		"production for signed in": {"GET /p/{slug}/plan", guard{kind: signedIn}},
		"no method":                {"/p/{slug}/plan", guard{inProduction, access.SeePlan}},
		"method in small letters":  {"get /p/{slug}/plan", guard{inProduction, access.SeePlan}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			defer func() {
				if recover() == nil {
					t.Error("the route was taken")
				}
			}()
			new(Server).declare(http.NewServeMux(), c.pattern, c.guard, maxBody, nil)
		})
	}
}
