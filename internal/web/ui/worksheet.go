package ui

import (
	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/worksheet"
)

// savesItself has an answer sent as soon as it is changed, alone: what else stands in the form may be older than what others
// wrote. What it made is drawn anew.
func savesItself(v WorksheetView, q SheetQuestion) templ.Attributes {
	if !v.Begun {
		return nil
	}
	fields := q.Key
	if q.Type == worksheet.Happenings {
		fields = "day-from,day-to,day-what,day-where,day-who,day-closed"
	}
	return templ.Attributes{
		"hx-post": v.Action, "hx-trigger": "change delay:300ms", "hx-vals": `{"only":"` + q.Key + `"}`, "hx-params": "only," + fields,
		"hx-target": "#sheet-made", "hx-select": "#sheet-made", "hx-swap": "morph:outerHTML show:none", "hx-select-oob": "#activity",
		"hx-sync": "#sheet-form:queue all", "hx-ext": "morph",
	}
}

func step(is bool) string {
	if is {
		return "step"
	}
	return "false"
}

func choiceType(t worksheet.Type) string {
	if t == worksheet.One {
		return "radio"
	}
	return "checkbox"
}

func answerType(t worksheet.Type) string {
	if t == worksheet.Date {
		return "date"
	}
	return "text"
}

func hintedBy(q SheetQuestion) templ.Attributes {
	if q.Hint == "" && q.Example == "" {
		return nil
	}
	return templ.Attributes{"aria-describedby": q.ID() + "-hint"}
}

// tickTo is what pressing a check makes of it.
func tickTo(done bool) string {
	if done {
		return "false"
	}
	return "true"
}
