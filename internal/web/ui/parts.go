package ui

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/a-h/templ"
)

// themeOr is the theme, Auto for the zero value.
func themeOr(t Theme) Theme { return ThemeOf(string(t)) }

func themeName(t Theme) string {
	switch t {
	case Day:
		return "Day"
	case Night:
		return "Night"
	case Set:
		return "Set"
	}
	return "Auto"
}

func pressed(is bool) string {
	if is {
		return "true"
	}
	return "false"
}

func upper(s string) string { return strings.ToUpper(s) }

// number writes a whole number, from five digits on with thin spaces between thousands.
func number(n int) string {
	digits := strconv.Itoa(n)
	if len(digits) < 5 {
		return digits
	}
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "\u202f" + digits[at:]
	}
	return digits
}

// count is a number with its noun: "1 moment", "3 moments".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

// post are the attributes of a form that htmx sends in the background: the answer is the whole page
// after the redirect, of which the content is morphed in place and the toast shown. The form names the extension
// itself: one that lies in a toast is gone from the page by the time that the content is swapped.
func post(action string) templ.Attributes {
	return templ.Attributes{
		"method": "post", "action": action, "hx-post": action,
		"hx-target": "#content", "hx-select": "#content", "hx-swap": "morph:outerHTML show:none",
		"hx-select-oob": "#toasts:innerHTML,#activity", "hx-ext": "morph",
	}
}

// to is where a link leads. Without an address it leads nowhere and reads as text: the person may not
// open what it names.
func to(url string) templ.Attributes {
	if url == "" {
		return nil
	}
	return templ.Attributes{"href": url}
}

// rowIf makes an element a row that the keys walk over.
func rowIf(is bool) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"data-row": true}
}

// toSheet is to for a link that opens beside the page.
func toSheet(url string) templ.Attributes {
	attrs := to(url)
	if attrs != nil {
		attrs["data-sheet"] = true
	}
	return attrs
}

// live are the attributes of a region that refreshes itself from its own page when a topic has news. News that come one
// upon the other are waited for, so that it shows what the last of them left: a throttle would drop that.
func live(p Page, id string, topics ...string) templ.Attributes {
	if p.Live == "" {
		return templ.Attributes{"id": id}
	}
	triggers := make([]string, len(topics))
	for i, topic := range topics {
		triggers[i] = "bts:" + topic + " from:body delay:250ms"
	}
	return templ.Attributes{
		"id": id, "hx-get": p.URL, "hx-trigger": strings.Join(triggers, ", "),
		"hx-target": "this", "hx-select": "#" + id, "hx-swap": "morph:outerHTML", "hx-select-oob": "unset",
	}
}

// Option is one choice of a select.
type Option struct {
	Value string
	Text  string
}

// Field is one labelled input of a form.
type Field struct {
	ID           string // of the element, unique on the page
	Name         string
	Label        string
	Value        string
	Type         string // "text" when ""
	Hint         string // what is expected, with an example
	Error        string // what was wrong with the value
	Autocomplete string
	Required     bool
	Autofocus    bool
	Min, Max     string // of numbers and dates
	Options      []Option
	Lines        int    // more than 1: a text area
	Pattern      string // what a time or the like must look like
	Narrow       bool   // takes a few characters
	List         string // id of the datalist whose words it offers
}

// describedBy names the elements that explain the field.
func (f Field) describedBy() templ.Attributes {
	var ids []string
	if f.Hint != "" {
		ids = append(ids, f.ID+"-hint")
	}
	if f.Error != "" {
		ids = append(ids, f.ID+"-error")
	}
	attributes := templ.Attributes{}
	if len(ids) > 0 {
		attributes["aria-describedby"] = strings.Join(ids, " ")
	}
	if f.Error != "" {
		attributes["aria-invalid"] = "true"
	}
	for name, value := range map[string]string{
		"min": f.Min, "max": f.Max, "autocomplete": f.Autocomplete, "pattern": f.Pattern, "list": f.List,
	} {
		if value != "" {
			attributes[name] = value
		}
	}
	return attributes
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

// Tab is one link of a row of filters.
type Tab struct {
	Text    string
	URL     string
	Count   int // shown when Counted
	Counted bool
	Current bool
}

// EmptyView says what belongs in an empty room and offers the first step.
type EmptyView struct {
	Icon   string
	Title  string
	Text   string
	Action string // words of the button, "" for none
	URL    string
}

// Capital is text with its first letter large, as at the head of a line.
func Capital(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
