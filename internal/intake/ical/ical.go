// Package ical reads the text format that calendars (iCalendar, RFC 5545 and what grew on it) and
// contact cards (vCard 2.1, 3.0 and 4.0) share: content lines in nested components. On top of it
// stand the calendar's times, zones and recurrences. It is tolerant: what can be understood is kept,
// the rest becomes a Problem with its line, and no input makes it fail, hang or fill the memory.
package ical

import "strings"

// Component is a BEGIN … END block: VCALENDAR, VEVENT, VCARD. Its name is in upper case.
type Component struct {
	Name  string
	Line  int32 // 1-based line of BEGIN
	Cut   bool  // the file ends within it
	Lines []Property
	Parts []*Component
}

// Property is one content line. Its name is in upper case and without a group ("TEL" of
// "item1.TEL"); its value is as written, only unfolded.
type Property struct {
	Name  string
	Value string
	More  *Details // group and parameters, nil for a line without
	Line  int32    // 1-based line on which it begins
}

// Details are the rarer parts of a content line.
type Details struct {
	Group  string // in lower case, "" without
	Params []Param
}

// Param is one parameter of a content line. Its name is in upper case, "TYPE" for the bare words of
// vCard 2.1. The escapes of RFC 6868 are resolved.
type Param struct {
	Name   string
	Values []string // split at commas outside of quotes
	Quoted bool     // the first value stood in quotes
}

// Problem is something in a file that could not be understood or was guessed.
type Problem struct {
	Line    int // 1-based, 0 where no single line is meant
	Message string
}

// Group is the group of the line in lower case, "" without one.
func (p *Property) Group() string {
	if p.More == nil {
		return ""
	}
	return p.More.Group
}

// Params are the parameters of the line in the order of the file.
func (p *Property) Params() []Param {
	if p.More == nil {
		return nil
	}
	return p.More.Params
}

// Param is the first value of the named parameter (in upper case), "" without one.
func (p *Property) Param(name string) string {
	for _, param := range p.Params() {
		if param.Name == name && len(param.Values) > 0 {
			return param.Values[0]
		}
	}
	return ""
}

// HasType reports that a TYPE parameter holds the word, whatever its case.
func (p *Property) HasType(word string) bool {
	for _, param := range p.Params() {
		if param.Name != "TYPE" {
			continue
		}
		for _, value := range param.Values {
			for one := range strings.SplitSeq(value, ",") {
				if strings.EqualFold(strings.TrimSpace(one), word) {
					return true
				}
			}
		}
	}
	return false
}

// Find is the first property of the name (in upper case), nil without one.
func (c *Component) Find(name string) *Property {
	for i := range c.Lines {
		if c.Lines[i].Name == name {
			return &c.Lines[i]
		}
	}
	return nil
}

// FindAll yields every property of the name in the order of the file.
func (c *Component) FindAll(name string) func(yield func(*Property) bool) {
	return func(yield func(*Property) bool) {
		for i := range c.Lines {
			if c.Lines[i].Name == name && !yield(&c.Lines[i]) {
				return
			}
		}
	}
}

// Text is the value of the first property of the name, decoded and with its escapes resolved; "" without
// one.
func (c *Component) Text(name string) string {
	if p := c.Find(name); p != nil {
		return p.Text()
	}
	return ""
}

// Text is the value decoded and with its escapes resolved.
func (p *Property) Text() string { return strings.TrimSpace(Unescape(p.Decoded())) }
