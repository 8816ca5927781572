package ui

import (
	"github.com/a-h/templ"

	"github.com/btsdirector/bts/internal/worksheet"
)

// savesItself has the answers sent as soon as one is changed, once there is a production; what they made is drawn anew.
func savesItself(v WorksheetView) templ.Attributes {
	if !v.Begun {
		return nil
	}
	return templ.Attributes{
		"hx-post": v.Action, "hx-trigger": "change delay:400ms", "hx-target": "#sheet-made", "hx-select": "#sheet-made",
		"hx-swap": "morph:outerHTML show:none", "hx-select-oob": "#sheet-base,#activity", "hx-sync": "this:queue last",
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
