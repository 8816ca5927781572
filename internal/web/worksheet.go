package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/web/ui"
	"github.com/btsdirector/bts/internal/worksheet"
)

// worksheetRoutes are the planning worksheet and the checklists of the days.
func (s *Server) worksheetRoutes(mux *http.ServeMux) {
	s.handleOwner(mux, "GET /worksheet", s.showEmptyWorksheet)
	s.handleOwner(mux, "POST /worksheet", s.startFromWorksheet)
	s.handle(mux, "GET /p/{slug}/worksheet", access.EditProduction, s.showWorksheet)
	s.handle(mux, "POST /p/{slug}/worksheet", access.EditProduction, s.answerWorksheet)
	s.handle(mux, "POST /p/{slug}/checks", access.EditShots, s.addCheck)
	s.handle(mux, "POST /p/{slug}/checks/{id}", access.EditShots, s.changeCheck)
	s.handle(mux, "POST /p/{slug}/days/{date}/checks/{id}", access.EditShots, s.tickCheck)
}

// sheetPlanTime is how long the plan of a worksheet is searched for: a day of one or two people is proven in less.
const sheetPlanTime = 2 * time.Second

func (s *Server) showEmptyWorksheet(w http.ResponseWriter, r *http.Request) error {
	return s.showEmptyWith(w, r, http.StatusOK, worksheet.NoAnswers(), "Europe/London", "")
}

// firstQuestions are asked before there is a production; every other answer shows what it makes at once.
const firstQuestions = 3

// showEmptyWith is the first part before there is a production.
func (s *Server) showEmptyWith(w http.ResponseWriter, r *http.Request, status int, a worksheet.Answers, zone, wrong string) error {
	page := s.page(r, "Worksheet", "")
	page.URL = "/worksheet"
	sheet, whole := worksheet.The(), r.FormValue("part") == "all"
	view := ui.WorksheetView{
		Action: "/worksheet", Base: "0", Sheet: sheet, Error: wrong,
		Zone: &ui.Field{ID: "zone", Name: "zone", Label: "Time zone", Value: zone, Hint: "An area and a city, for example Europe/London"},
	}
	for i, p := range sheet.Parts {
		view.Steps = append(view.Steps, ui.SheetStep{Number: i + 1, Title: p.Title, Current: i == 0})
		if whole || i == 0 {
			view.Parts = append(view.Parts, sheetPart(sheet, i, a))
		}
	}
	if !whole {
		view.Parts[0].Questions, view.Print = view.Parts[0].Questions[:firstQuestions], "/worksheet?part=all"
	}
	return s.show(w, r, status, ui.WorksheetPage(page, view))
}

func (s *Server) startFromWorksheet(w http.ResponseWriter, r *http.Request) error {
	zone := strings.TrimSpace(r.PostFormValue("zone"))
	sheet := worksheet.The()
	parts := sheet.Parts
	if r.PostFormValue("part") != "" { // not the whole sheet
		parts = []worksheet.Part{sheet.Parts[0]}
		parts[0].Questions = parts[0].Questions[:firstQuestions]
	}
	var film production.Production
	answers, err := typedAnswers(r, parts...)
	if err == nil {
		film, err = s.office.StartFromWorksheet(r.Context(), answers, cmp.Or(zone, "UTC"))
	}
	if formFault(err) {
		return s.showEmptyWith(w, r, Status(err), answers, zone, spoken(err))
	}
	if err != nil {
		return err
	}
	s.say(r, shortened(film.Title, 80)+" is open. Its first day is below.")
	return seeOther(w, r, "/p/"+film.Slug+"/worksheet?part="+sheet.Parts[0].Key)
}

func (s *Server) showWorksheet(w http.ResponseWriter, r *http.Request) error {
	return s.showWorksheetWith(w, r, http.StatusOK, nil, "")
}

// showWorksheetWith is the part of the address, with answers as they were typed where they could not be understood.
func (s *Server) showWorksheetWith(w http.ResponseWriter, r *http.Request, status int, typed worksheet.Answers, wrong string) error {
	page := s.page(r, "Worksheet", ui.RoomSheet)
	b, err := s.openPage(r, &page)
	if err != nil {
		return err
	}
	out, err := s.office.Worksheet(r.Context(), b.film.ID)
	if err != nil {
		return err
	}
	sheet := worksheet.The()
	view := ui.WorksheetView{
		Action: page.Link("worksheet"), Base: strconv.FormatInt(out.Base, 10), Sheet: sheet, Error: wrong, Begun: true,
		Made: s.madeView(b, page, out),
	}
	if r.PostFormValue("only") != "" {
		view.Made.Wrong = wrong
	}
	answers := worksheet.Answers{}
	for key, lines := range out.Answers {
		answers[key] = lines
		if said, is := typed[key]; is {
			answers[key] = said
		}
	}
	key := cmp.Or(r.FormValue("part"), sheet.Parts[0].Key)
	page.URL = page.Link("worksheet") + "?part=" + key
	for i, p := range sheet.Parts {
		view.Steps = append(view.Steps, sheetStep(page, p, i, out.Answers, p.Key == key))
		if p.Key == key || key == "all" {
			view.Parts = append(view.Parts, sheetPart(sheet, i, answers))
			view.Next = ""
			if key != "all" && i+1 < len(sheet.Parts) {
				view.Next = sheet.Parts[i+1].Key
			}
		}
	}
	if len(view.Parts) == 0 {
		return fault.New(fault.NotFound, "the worksheet has no such part").WithRemedy("Choose one of the three.")
	}
	if key != "all" {
		view.Print = page.Link("worksheet") + "?part=all"
	}
	return s.show(w, r, status, ui.WorksheetPage(page, view))
}

func sheetStep(page ui.Page, p worksheet.Part, i int, a worksheet.Answers, here bool) ui.SheetStep {
	done := 0
	for _, q := range p.Questions {
		if a.Answered(q.Key) {
			done++
		}
	}
	return ui.SheetStep{
		Number: i + 1, Title: p.Title, URL: page.Link("worksheet") + "?part=" + p.Key, Current: here, Done: fmt.Sprintf("%d of %d", done, len(p.Questions)),
	}
}

// spareRows are the empty lines behind what happens on a day.
const spareRows = 3

func sheetPart(sheet *worksheet.Sheet, at int, a worksheet.Answers) ui.SheetPart {
	p := sheet.Parts[at]
	out := ui.SheetPart{Number: at + 1, Key: p.Key, Title: p.Title, Intro: p.Intro}
	for _, q := range p.Questions {
		view := ui.SheetQuestion{Question: q, Answered: a.Answered(q.Key)}
		chosen := map[string]bool{}
		for _, line := range a.Or(q.Key) {
			if _, is := q.Choice(line); is {
				chosen[line] = true
			} else {
				view.Lines = append(view.Lines, line)
			}
		}
		for _, c := range q.Choices {
			view.Choices = append(view.Choices, ui.SheetChoice{Key: c.Key, Title: c.Title, On: chosen[c.Key]})
		}
		if q.Type == worksheet.Happenings {
			view.Rows = sheetRows(view.Lines)
		}
		out.Questions = append(out.Questions, view)
	}
	return out
}

func sheetRows(lines []string) []ui.SheetRow {
	var rows []ui.SheetRow
	for _, line := range lines {
		r := worksheet.RowOf(line)
		rows = append(rows, ui.SheetRow{N: len(rows) + 1, Row: r})
	}
	for range spareRows {
		rows = append(rows, ui.SheetRow{N: len(rows) + 1})
	}
	return rows
}

// typedAnswers are the answers to a part as a form sends them. A choice that nobody makes is said.
func typedAnswers(r *http.Request, parts ...worksheet.Part) (a worksheet.Answers, wrong error) {
	_ = r.PostFormValue("") // reads the form
	a = worksheet.Answers{}
	for _, p := range parts {
		for _, q := range p.Questions {
			switch {
			case q.Type == worksheet.Happenings:
				if r.PostForm["day-what"] != nil {
					a[q.Key], wrong = typedRows(r)
				}
			case q.Type == worksheet.Many:
				a[q.Key] = typedChoices(r.PostForm[q.Key])
			case r.PostForm[q.Key] == nil:
			case q.Type == worksheet.Text:
				a[q.Key] = []string{typed(r.PostFormValue(q.Key))}
			default:
				a[q.Key] = strings.Split(typed(r.PostFormValue(q.Key)), "\n")
			}
		}
	}
	return a, wrong
}

// typedChoices are the choices that were made and lines of one's own, or that there are none.
func typedChoices(values []string) []string {
	var lines []string
	for _, v := range values {
		for _, line := range strings.Split(typed(v), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			}
		}
	}
	if len(lines) == 0 {
		return []string{worksheet.None}
	}
	return lines
}

// typedRows are the lines of a day, each put together from its fields; the first that cannot be read is the error.
func typedRows(r *http.Request) (lines []string, wrong error) {
	closed := map[string]bool{}
	for _, n := range r.PostForm["day-closed"] {
		closed[n] = true
	}
	at := func(name string, i int) string {
		if list := r.PostForm[name]; i < len(list) {
			return strings.Join(strings.Fields(list[i]), " ")
		}
		return ""
	}
	lines = []string{}
	for i := range r.PostForm["day-what"] {
		line, err := worksheet.Row{
			From: at("day-from", i), To: at("day-to", i), What: at("day-what", i), Where: at("day-where", i), Who: at("day-who", i), Closed: closed[strconv.Itoa(i+1)],
		}.Line()
		if wrong == nil {
			wrong = err
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines, wrong
}

func (s *Server) answerWorksheet(w http.ResponseWriter, r *http.Request) error {
	sheet, in := worksheet.The(), current(r).Production.ID
	var parts []worksheet.Part
	next := sheet.Parts[len(sheet.Parts)-1].Key
	part := r.PostFormValue("part")
	for i, p := range sheet.Parts {
		if only := r.PostFormValue("only"); only != "" {
			p.Questions = slices.DeleteFunc(slices.Clone(p.Questions), func(q worksheet.Question) bool { return q.Key != only })
		}
		if part == "" || p.Key == part {
			parts = append(parts, p)
			next = sheet.Parts[min(i+1, len(sheet.Parts)-1)].Key
		}
	}
	var act office.Act
	answers, err := typedAnswers(r, parts...)
	if err == nil {
		act, err = s.office.AnswerWorksheet(r.Context(), in, office.Written{Base: baseOf(r), Fields: answers})
	}
	itself := r.PostFormValue("only") != "" // saved by itself: nobody left the page
	switch {
	case formFault(err) && itself:
		return s.showWorksheetWith(w, r, http.StatusOK, answers, spoken(err))
	case formFault(err):
		return s.showWorksheetWith(w, r, Status(err), answers, spoken(err))
	case err != nil:
		return err
	case itself:
		return s.showWorksheetWith(w, r, http.StatusOK, nil, "")
	case r.PostFormValue("go") == "plan":
		return s.planFromWorksheet(w, r)
	}
	if act.ID != "" {
		s.sayUndo(r, "The answers are saved.", undoPath(r, act))
	}
	return seeOther(w, r, base(r)+"/worksheet?part="+next)
}

// planFromWorksheet plans what the answers made, and leads to the plan.
func (s *Server) planFromWorksheet(w http.ResponseWriter, r *http.Request) error {
	_, err := s.office.StartPlan(r.Context(), current(r).Production.ID, office.PlanOptions{Time: sheetPlanTime})
	if formFault(err) {
		return s.refusePlan(w, r, err)
	}
	if err != nil {
		return err
	}
	return seeOther(w, r, base(r)+"/plan")
}
