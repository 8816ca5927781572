package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/web/ui"
)

// shotlistRoutes are the BTS unit's own shot list.
func (s *Server) shotlistRoutes(mux *http.ServeMux) {
	s.handle(mux, "GET /p/{slug}/shotlist", access.SeeStory, s.showShotlist)
	s.handle(mux, "GET /p/{slug}/shotlist/{id}", access.SeeStory, s.showShot)
	for _, format := range []office.ShotFormat{office.ShotsCSV, office.ShotsXLSX, office.ShotsPDF} {
		s.handle(mux, "GET /p/{slug}/shotlist."+string(format), access.SeeStory, s.sendShots(format))
	}
	s.upload(mux, "POST /p/{slug}/shotlist/import", access.EditShots, s.weighShots)
	s.upload(mux, "POST /p/{slug}/shotlist/import/apply", access.EditShots, s.takeShots)
	edit := map[string]handler{
		"shotlist": s.addShot, "shotlist/bulk": s.changeShots, "shotlist/suggest": s.suggestShots, "shotlist/{id}": s.saveShot, "shotlist/{id}/mark": s.markShot,
		"shotlist/{id}/move": s.moveShot, "shotlist/{id}/remove": s.removeShot,
	}
	for path, h := range edit {
		s.handle(mux, "POST /p/{slug}/"+path, access.EditShots, h)
	}
}

func (s *Server) showShotlist(w http.ResponseWriter, r *http.Request) error {
	return s.showShotlistWith(w, r, http.StatusOK, nil)
}

// shotFilterOf are the filters of the address.
func shotFilterOf(r *http.Request) office.ShotFilter {
	q := r.URL.Query()
	return office.ShotFilter{
		Date: production.Date(q.Get("day")), Moment: production.MomentID(q.Get("moment")), Arc: q.Get("arc"), Status: shotlist.Status(q.Get("status")),
		Priority: shotlist.Priority(q.Get("priority")), Medium: shotlist.Medium(q.Get("medium")), Text: q.Get("q"),
	}
}

// showShotlistWith shows the list; form, when given, is a form that was refused.
func (s *Server) showShotlistWith(w http.ResponseWriter, r *http.Request, status int, form *ui.ShotForm) error {
	page := s.page(r, "Shot list", ui.RoomShotlist)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	if form != nil {
		page.URL = page.Link("shotlist")
	}
	list, err := s.shotlist(r)
	if err != nil {
		return err
	}
	f := shotFilterOf(r)
	view := ui.ShotlistView{
		Sentence: shotSentence(list.Shots), Treatment: ui.TreatmentView{Lines: look(list.Treatment)}, Query: f.Text, Status: string(f.Status),
		MomentID: string(f.Moment), AllURL: page.Link("shotlist"), Empty: len(list.Shots) == 0, Filtered: f != office.ShotFilter{},
	}
	if !view.Empty {
		for _, format := range []office.ShotFormat{office.ShotsPDF, office.ShotsXLSX, office.ShotsCSV} {
			view.Files = append(view.Files, ui.DayLink{Text: strings.ToUpper(string(format)), URL: strings.Replace(with(r, "format", ""), "/shotlist", "/shotlist."+string(format), 1)})
		}
	}
	if view.Kept, err = s.savedViews(r, page, "shotlist"); err != nil {
		return err
	}
	b.shotFilters(r, &view, f, list.Shots)
	view.Groups = b.shotGroups(f, list.Shots)
	if form == nil {
		empty := ui.NewShotForm(page.Link("shotlist"), "Add the shot", "new")
		empty.Moment.Value, empty.How[0].Value = string(f.Moment), string(shotlist.Video)
		form = &empty
	}
	form.Moment.Options, form.On.Options = b.shotMoments(), b.shotDays()
	view.New, view.Suggest = *form, b.suggestible(list.Shots)
	if page.Rights.EditShots && len(view.Groups) > 0 {
		view.Bulk = b.bulkShots()
	}
	return s.show(w, r, status, ui.ShotlistPage(page, view))
}

// shotlist is the whole shot list, from the shelf where nothing has changed since.
func (s *Server) shotlist(r *http.Request) (office.Shotlist, error) {
	w, err := s.ways(r)
	if err != nil {
		return office.Shotlist{}, err
	}
	return w.Shotlist, nil
}

// look is what the treatment says of how shots are to look and sound.
func look(t outline.Treatment) []ui.Fact {
	var out []ui.Fact
	for _, f := range treatmentFields {
		switch f.name {
		case "palette", "lenses", "movement", "sound", "avoid":
			if text := f.text(&t); text != "" {
				out = append(out, ui.Fact{Name: f.label, Value: text})
			}
		}
	}
	return out
}

// shotSentence says how things stand: "9 of 14 musts are got; 2 are missed."
func shotSentence(list []office.ListedShot) string {
	var all, got, missed [3]int
	for _, s := range list {
		at := s.Weight.Rank()
		all[at]++
		switch s.Status {
		case shotlist.Got:
			got[at]++
		case shotlist.Missed:
			missed[at]++
		}
	}
	if len(list) == 0 {
		return "What the BTS unit wants to bring home, and what it has."
	}
	text := fmt.Sprintf("%d of %s got", got[0]+got[1]+got[2], counted(len(list), "shot is", "shots are"))
	if all[0] > 0 {
		text = fmt.Sprintf("%d of %s got", got[0], counted(all[0], "must is", "musts are"))
		if missed[0] > 0 {
			text += "; " + counted(missed[0], "is missed", "are missed")
		}
		text += fmt.Sprintf(". Of all %d, %s got", len(list), counted(got[0]+got[1]+got[2], "is", "are"))
	}
	return text + "."
}

// shotGroups are the shots that pass the filters, by how much they matter.
func (b *book) shotGroups(f office.ShotFilter, list []office.ListedShot) []ui.ShotGroup {
	var out []ui.ShotGroup
	for _, p := range shotlist.Priorities {
		g := ui.ShotGroup{Key: string(p), Title: map[shotlist.Priority]string{shotlist.Must: "Must", shotlist.Should: "Should", shotlist.Nice: "Nice to have"}[p]}
		for _, s := range list {
			if s.Weight != p || !f.Lets(s) {
				continue
			}
			g.Shots = append(g.Shots, b.shotView(s))
			if s.Status == shotlist.Planned {
				g.Open++
			}
		}
		if len(g.Shots) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// shotView is a shot as rows show it.
func (b *book) shotView(s office.ListedShot) ui.ShotView {
	v := ui.ShotView{
		ID: string(s.ID), Title: s.Title, Note: s.Note, How: s.How(), Medium: s.Medium.Title(), Sound: s.Sound, Weight: s.Weight, Reason: s.Reason,
		ByHand: s.Priority != "", Status: s.Status, Proof: s.Proof, Why: s.Why, Moment: s.Name, Kind: s.Kind, Scene: s.Scene, Arc: b.arcs[s.Arc],
		Beat: s.BeatTitle, When: "Any day", Place: ui.Place(s.Site), Team: s.Team, Booked: s.Booked, Closed: s.Closed,
	}
	if s.Date.Known() {
		v.When = b.title(s.Date)
		v.Time = ui.Times(s.Start, s.End, !s.Booked)
	}
	if s.Name != "" && b.links.Rights.Moments {
		v.MomentURL = b.links.Link("moments", string(s.Moment))
	}
	if s.Beat != "" {
		v.BeatURL = b.links.Link("story", "beats", string(s.Beat))
	}
	return v
}

// shotFilters fills in what the list can be filtered by.
func (b *book) shotFilters(r *http.Request, v *ui.ShotlistView, f office.ShotFilter, list []office.ListedShot) {
	count := map[shotlist.Status]int{}
	var dates []production.Date
	for _, s := range list {
		count[s.Status]++
		if s.Date.Known() {
			dates = append(dates, s.Date)
		}
		if s.Moment == f.Moment && f.Moment != "" {
			v.Moment = s.Name
		}
	}
	v.Statuses = []ui.Tab{{Text: "All", URL: with(r, "status", ""), Count: len(list), Counted: true, Current: f.Status == ""}}
	for _, status := range shotlist.Statuses {
		word := strings.ToUpper(string(status[:1])) + string(status[1:])
		v.Statuses = append(v.Statuses, ui.Tab{Text: word, URL: with(r, "status", string(status)), Count: count[status], Counted: true, Current: f.Status == status})
	}
	days := ui.Field{ID: "filter-day", Name: "day", Label: "Day", Value: string(f.Date), Options: []ui.Option{{Text: "Any day"}}}
	slices.Sort(dates)
	for _, date := range slices.Compact(dates) {
		days.Options = append(days.Options, ui.Option{Value: string(date), Text: b.title(date)})
	}
	arcs := ui.Field{ID: "filter-arc", Name: "arc", Label: "Arc", Value: f.Arc, Options: []ui.Option{{Text: "All arcs"}}}
	for _, name := range b.arcNames() {
		arcs.Options = append(arcs.Options, ui.Option{Value: name, Text: shortened(name, 40)})
	}
	v.Selects = []ui.Field{days, arcs, {ID: "filter-priority", Name: "priority", Label: "Priority", Value: string(f.Priority),
		Options: []ui.Option{{Text: "Any priority"}, {Value: "must", Text: "Must"}, {Value: "should", Text: "Should"}, {Value: "nice", Text: "Nice to have"}}}}
	media := ui.Field{ID: "filter-medium", Name: "medium", Label: "Shot with", Value: string(f.Medium), Options: []ui.Option{{Text: "Any medium"}}}
	for _, m := range shotlist.Media {
		media.Options = append(media.Options, ui.Option{Value: string(m), Text: m.Title()})
	}
	v.Selects = append(v.Selects, media)
}

// shotMoments are the moments that a shot can be of, those of the plan first.
func (b *book) shotMoments() []ui.Option {
	planned, others := []ui.Option{}, []ui.Option{}
	for _, m := range b.moments {
		if m.Status == story.Dismissed {
			continue
		}
		o := ui.Option{Value: string(m.ID), Text: shortened(m.Title, 80)}
		if p, covered := b.coverAt[m.ID]; covered {
			o.Text = fmt.Sprintf("%s (%s)", o.Text, b.dayWords(p.day.Date))
			planned = append(planned, o)
		} else {
			others = append(others, o)
		}
	}
	return append(append([]ui.Option{{Text: "Of no moment"}}, planned...), others...)
}

// suggestible are the moments without shots as a field.
func (b *book) suggestible(list []office.ListedShot) ui.Field {
	has := map[string]bool{"": true}
	for _, s := range list {
		has[string(s.Moment)] = true
	}
	f := ui.Field{ID: "suggest-moment", Name: "moment", Label: "Moment without shots", Required: true}
	f.Options = slices.DeleteFunc(b.shotMoments(), func(o ui.Option) bool { return has[o.Value] })
	return f
}

func (s *Server) showShot(w http.ResponseWriter, r *http.Request) error {
	page := s.page(r, "", ui.RoomShotlist)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	list, err := s.shotlist(r)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list.Shots, func(shot office.ListedShot) bool { return string(shot.ID) == r.PathValue("id") })
	if at < 0 {
		return fault.New(fault.NotFound, "there is no such shot on the list").WithRemedy("Look into the history of the story: it may have been taken off.")
	}
	shot := list.Shots[at]
	page.Title, page.URL = shortened(shot.Title, 120), page.Link("shotlist", string(shot.ID))
	history, err := s.historyOf(r, page, "shot", string(shot.ID))
	if err != nil {
		return err
	}
	form := fillShotForm(ui.NewShotForm(page.URL, "Save", "shot"), shot.Shot)
	form.Base = strconv.FormatInt(list.Base, 10)
	form.Moment.Options = withOption(b.shotMoments(), ui.Option{Value: string(shot.Moment), Text: shortened(shot.Name, 80)})
	form.On.Options = withOption(b.shotDays(), ui.Option{Value: string(shot.On), Text: shot.On.Spoken()})
	trace, err := s.trace(r, page, office.TraceShot, string(shot.ID))
	if err != nil {
		return err
	}
	return s.show(w, r, http.StatusOK, ui.ShotPage(page, ui.ShotPageView{
		Trace: trace, Shot: b.shotView(shot), Form: form, Move: shotMoves(page, shot, list.Shots), History: history,
	}))
}

// withOption are the options with one more, where they do not have it.
func withOption(options []ui.Option, one ui.Option) []ui.Option {
	if slices.ContainsFunc(options, func(o ui.Option) bool { return o.Value == one.Value }) {
		return options
	}
	return append(options, one)
}

func fillShotForm(f ui.ShotForm, s shotlist.Shot) ui.ShotForm {
	values := map[string]string{
		"title": s.Title, "moment": string(s.Moment), "on": string(s.On), "size": s.Size, "angle": s.Angle, "movement": s.Movement, "lens": s.Lens, "medium": string(s.Medium),
		"priority": string(s.Priority), "sound": s.Sound, "note": s.Note,
	}
	for _, field := range f.All() {
		field.Value = values[field.Name]
	}
	return f
}

// shotMoves is where a shot can go among those of its moment.
func shotMoves(page ui.Page, shot office.ListedShot, list []office.ListedShot) ui.MoveForm {
	f := ui.MoveForm{Action: page.Link("shotlist", url.PathEscape(string(shot.ID)), "move"), To: ui.Field{ID: "move-to", Name: "to", Label: "Where", Hint: "Move"}}
	same := slices.DeleteFunc(slices.Clone(list), func(s office.ListedShot) bool { return s.Moment != shot.Moment || s.Closed })
	slices.SortFunc(same, byPlace)
	if len(same) < 2 {
		return f
	}
	options, last := []ui.Option{{Text: "First"}}, ""
	for _, s := range same {
		if s.ID == shot.ID {
			f.To.Value = last
			continue
		}
		last = string(s.ID)
		options = append(options, ui.Option{Value: last, Text: "Behind " + shortened(s.Title, 60)})
	}
	f.Groups = []ui.MoveTarget{{Options: options}}
	return f
}

// byPlace orders the shots of a moment.
func byPlace(a, b office.ListedShot) int {
	return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.ID, b.ID))
}

// writtenShot are the fields of the form of a shot.
func writtenShot(r *http.Request) office.Written {
	return writtenFields(r, "title", "moment", "on", "size", "angle", "movement", "lens", "medium", "priority", "sound", "note")
}

// shotOf is a shot as it is written in a form.
func shotOf(r *http.Request) shotlist.Shot {
	value := func(name string) string { return typed(r.PostFormValue(name)) }
	return shotlist.Shot{
		Title: value("title"), Moment: production.MomentID(value("moment")), On: production.Date(value("on")), Note: value("note"), Sound: value("sound"),
		Framing: framing.Framing{Size: value("size"), Angle: value("angle"), Movement: value("movement"), Lens: value("lens")},
		Medium:  shotlist.Medium(value("medium")), Priority: shotlist.Priority(value("priority")),
	}
}
