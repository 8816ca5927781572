package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/btsdirector/bts/internal/intake/jsonspan"
)

// openUSS opens the JSON, with or without its outer "universalScheduleStandard".
func openUSS(data []byte, opt Options) (jsonspan.Span, error) {
	root, err := jsonspan.Open(data)
	if err != nil {
		return root, jsonError(err, data, opt)
	}
	switch root.Kind() {
	case '[':
		return openList(root, opt)
	case '{':
		return openBody(root, opt)
	}
	return root, opt.invalid(1, "this JSON is not a schedule: an object was expected").WithRemedy("%s", Readable)
}

// openList opens a list that holds the schedule as its only object; some programs export all
// projects like this.
func openList(root jsonspan.Span, opt Options) (jsonspan.Span, error) {
	var found jsonspan.Span
	n := 0
	for leaf := range root.Leaves() {
		switch word := strings.ToLower(leaf.Text()); {
		case n == 0 && word == "vcalendar":
			return root, opt.invalid(1, "this JSON is a calendar (jCal)").WithRemedy("Export the calendar as .ics and import that.")
		case n == 0 && word == "vcard":
			return root, opt.invalid(1, "this JSON is a contact (jCard)").WithRemedy("Export the contact as .vcf and import that.")
		case leaf.Kind() == '{':
			body, err := openBody(leaf, opt)
			if err == nil && found.Kind() != 0 {
				return root, opt.invalid(body.Line(), "the file holds more than one schedule").WithRemedy("Export the schedule of this production alone.")
			}
			if err == nil {
				found = body
			}
		}
		if n++; n > maxScenes {
			break
		}
	}
	if found.Kind() == 0 {
		return root, opt.invalid(1, "this JSON is a list: an object was expected").WithRemedy("%s", Readable)
	}
	return found, nil
}

// openBody finds the object that holds the breakdowns: the root, or the only member of the root, which
// has had several names before it became "universalScheduleStandard".
func openBody(root jsonspan.Span, opt Options) (jsonspan.Span, error) {
	if holdsSchedule(root) {
		return root, nil
	}
	for m := range root.Members() {
		if squash(m.Key) == "categorytypes" {
			return root, opt.invalid(m.Value.Line(), "this JSON is a list of breakdown categories, not a schedule").
				WithRemedy("Import the schedule itself (.uss): it brings its categories.")
		}
		for leaf := range m.Value.Leaves() {
			if holdsSchedule(leaf) {
				return leaf, nil
			}
			break
		}
	}
	return root, opt.invalid(root.Line(), "this JSON is not a Universal Schedule Standard file: \"breakdowns\" was expected").WithRemedy("%s", Readable)
}

func holdsSchedule(body jsonspan.Span) bool {
	for m := range body.Members() {
		switch squash(m.Key) {
		case "breakdowns", "stripboards":
			if k := m.Value.Kind(); k == '[' || k == '{' {
				return true
			}
		}
	}
	return false
}

// jsonError says where the JSON breaks.
func jsonError(err error, data []byte, opt Options) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return opt.invalid(1, "this JSON is not a schedule: an object was expected").WithRemedy("%s", Readable)
	}
	line := lineAt(data, syntax.Offset)
	if syntax.Offset >= int64(len(bytes.TrimRight(data, " \t\r\n"))) {
		return opt.invalid(line, "the schedule breaks off").WithRemedy("Export it again, or copy the file anew: it seems incomplete.")
	}
	return opt.invalid(line, "the schedule is not valid JSON: %s", syntax.Error()).WithRemedy("Export it again from the scheduling program.")
}
