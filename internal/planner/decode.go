package planner

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// MaxProblemBytes is the largest problem file that Decode reads. A series of 120 days is 0.7 MB.
const MaxProblemBytes = 64 << 20

// maxListed is how many mistakes a message spells out; the rest are counted.
const maxListed = 50

// Decode reads a problem file. Keys it does not know are skipped. Everything wrong with the content
// is named at once in a fault.Invalid; a syntax error or a value of the wrong type comes alone, with
// its line.
func Decode(r io.Reader) (*Problem, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxProblemBytes+1))
	if err != nil {
		return nil, fault.Wrap(err, "planner.Decode")
	}
	if len(data) > MaxProblemBytes {
		return nil, fault.New(fault.Invalid, "the problem is larger than %d MB", MaxProblemBytes>>20)
	}
	p := new(Problem)
	if err := decodeOne(data, p); err != nil {
		return nil, err
	}
	if err := p.complete(data); err != nil {
		return nil, err
	}
	if err := Invalid(p.Validate()); err != nil {
		return nil, err
	}
	return p, nil
}

// complete looks at which keys the problem's text has: without some it says nothing, and a moment without a
// person or a last day has none, which is not the first.
func (p *Problem) complete(data []byte) error {
	if err := needKeys(data, "params", "skills", "arcs", "places", "travel", "days", "crew", "moments", "budget_days"); err != nil {
		return err
	}
	var said struct {
		Moments []struct {
			Person  *int `json:"person"`
			LastDay *int `json:"last_day"`
		} `json:"moments"`
	}
	if err := json.Unmarshal(data, &said); err != nil {
		return fault.Wrap(err, "planner.Decode") // it was read already
	}
	for i := range p.Moments {
		if said.Moments[i].Person == nil {
			p.Moments[i].Person = none
		}
		if said.Moments[i].LastDay == nil {
			p.Moments[i].LastDay = none
		}
	}
	return nil
}

// needKeys names the keys that a document lacks.
func needKeys(data []byte, keys ...string) error {
	var has map[string]json.RawMessage
	if err := json.Unmarshal(data, &has); err != nil {
		return fault.Wrap(err, "planner: keys") // it was read already
	}
	var lacks []string
	for _, key := range keys {
		if _, ok := has[key]; !ok {
			lacks = append(lacks, key)
		}
	}
	if len(lacks) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "the file lacks %s", and(lacks)).WithRemedy("Give every key, if only an empty list.")
}

// DecodeSolution reads a solution file or a solution document. Whether it fits a problem is for
// Check to say; here only its form is judged. Mistakes are fault.Invalid.
func DecodeSolution(r io.Reader) (*Solution, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxProblemBytes+1))
	if err != nil {
		return nil, fault.Wrap(err, "planner.DecodeSolution")
	}
	if len(data) > MaxProblemBytes {
		return nil, fault.New(fault.Invalid, "the solution is larger than %d MB", MaxProblemBytes>>20)
	}
	s := new(Solution)
	if err := decodeOne(data, s); err != nil {
		return nil, err
	}
	if err := needKeys(data, "covers", "shifts"); err != nil {
		return nil, err
	}
	return s, nil
}

// Invalid joins the mistakes that Validate found to one fault.Invalid; nil when there are none.
func Invalid(errs []error) error {
	if len(errs) == 0 {
		return nil
	}
	lines := make([]string, 0, len(errs))
	for i, e := range errs {
		if i == maxListed {
			break
		}
		lines = append(lines, e.Error())
	}
	more := ""
	if n := len(errs) - len(lines); n > 0 {
		more = "\n… and " + plural(n, "more mistake", "more mistakes")
	}
	return fault.New(fault.Invalid, "the planning problem has %s:\n%s%s",
		plural(len(errs), "mistake", "mistakes"), strings.Join(lines, "\n"), more).
		WithRemedy("Correct the entries named and try again.")
}

// decodeOne reads exactly one JSON document into v.
func decodeOne(data []byte, v any) error {
	if len(bytes.TrimSpace(data)) == 0 {
		return fault.New(fault.Invalid, "the file is empty; one JSON object was expected")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(v); err != nil {
		return jsonFault(data, err)
	}
	end := dec.InputOffset()
	if rest := bytes.TrimSpace(data[end:]); len(rest) > 0 {
		return fault.New(fault.Invalid, "something follows the JSON object; one object was expected").
			WithPosition(position(data, end+1))
	}
	return nil
}

// jsonFault says where in the file the reader stopped and what it expected there.
func jsonFault(data []byte, err error) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		return fault.New(fault.Invalid, "%s is %s; %s was expected", cmp.Or(wrong.Field, "the document"), valueWord(wrong.Value), typeWord(wrong)).
			WithPosition(position(data, wrong.Offset))
	case errors.As(err, &syntax):
		return fault.New(fault.Invalid, "this is not JSON: %s", syntax.Error()).
			WithPosition(position(data, syntax.Offset))
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault.New(fault.Invalid, "the file ends in the middle of the JSON object").
			WithPosition(position(data, int64(len(data)))).WithRemedy("Export or copy it again.")
	}
	return fault.New(fault.Invalid, "the file cannot be read as JSON").WithCause(err)
}

// valueWord names what was found as typeWord does.
func valueWord(value string) string {
	switch kind, _, _ := strings.Cut(value, " "); kind {
	case "array":
		return "a list"
	case "object":
		return "an object"
	case "string":
		return "a text"
	case "bool":
		return "true or false"
	}
	return "a " + value // "number 1.5"
}

// typeWord names the wanted type as the file format calls it.
func typeWord(e *json.UnmarshalTypeError) string {
	switch e.Type.Kind().String() {
	case "int", "int64":
		return "a whole number"
	case "string":
		return "a text"
	case "bool":
		return "true or false"
	case "slice", "array":
		return "a list"
	case "float64":
		return "a number"
	}
	return "an object"
}

// position turns a byte offset into line and column.
func position(data []byte, offset int64) fault.Position {
	if offset > int64(len(data)) {
		offset = int64(len(data))
	}
	before := data[:offset]
	line := bytes.Count(before, []byte{'\n'}) + 1
	column := len(before) - (bytes.LastIndexByte(before, '\n') + 1)
	return fault.Position{Line: line, Column: max(column, 1)}
}
