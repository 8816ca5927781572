package ical

import "strings"

// JCal is the file as JSON values in the arrangement of RFC 7265 (jCal) and RFC 7095 (jCard):
// [name, properties, parts] with strings, float64, bool, []any and map[string]any inside. A file with
// several outermost components is a list of them.
func (f File) JCal() any {
	all := make([]any, 0, len(f.Roots))
	for _, c := range f.Roots {
		all = append(all, c.JCal())
	}
	if len(all) == 1 {
		return all[0]
	}
	return all
}

// JCal is the component as File.JCal has it.
func (c *Component) JCal() []any { return c.jcal(c.design()) }

// design is the rules of the component's format; a card's depend on its version.
func (c *Component) design() *design {
	if c.Name != "VCARD" {
		return calendarDesign
	}
	if version := c.Find("VERSION"); version != nil && strings.TrimSpace(version.Value) == "4.0" {
		return cardDesign
	}
	return card3Design
}

func (c *Component) jcal(d *design) []any {
	properties, parts := make([]any, 0, len(c.Lines)), make([]any, 0, len(c.Parts))
	for i := range c.Lines {
		properties = append(properties, c.Lines[i].jcal(d))
	}
	for _, part := range c.Parts {
		parts = append(parts, part.jcal(d))
	}
	return []any{strings.ToLower(c.Name), properties, parts}
}

// jcal is [name, parameters, type, value …].
func (p *Property) jcal(d *design) []any {
	params := p.jcalParams(d)
	name := strings.ToLower(p.Name)
	switch group := p.Group(); {
	case group != "" && d.groups:
		params["group"] = group
	case group != "":
		name = group + "." + name
	}
	k, known := d.kinds[strings.ToUpper(name)]
	if !known {
		k.value = "unknown"
	}
	if explicit := p.Param("VALUE"); explicit != "" {
		k.value = strings.ToLower(explicit)
	}
	if k.detect != nil && p.Value != "" {
		k.value = k.detect(p.Value)
	}
	out := []any{name, params, k.value}
	switch {
	case k.fields:
		var fields []any
		for _, field := range Split(p.Value, ';') {
			if k.list {
				fields = append(fields, oneOrAll(d.all(field, k.value, true)))
				continue
			}
			fields = append(fields, d.value(field, k.value, true))
		}
		return append(out, oneOrAll(fields))
	case k.list:
		return append(out, d.all(p.Value, k.value, false)...)
	}
	return append(out, d.value(p.Value, k.value, false))
}

// all are the values between commas.
func (d *design) all(value, kind string, field bool) []any {
	var all []any
	for _, one := range Split(value, ',') {
		all = append(all, d.value(one, kind, field))
	}
	return all
}

// value is one value of the type; field says that it is a part of a structured one.
func (d *design) value(value, kind string, field bool) any {
	if convert, ok := d.values[kind]; ok {
		return convert(value, field)
	}
	return value
}

func oneOrAll(values []any) any {
	if len(values) == 1 {
		return values[0]
	}
	return values
}

func (p *Property) jcalParams(d *design) map[string]any {
	out := map[string]any{}
	lists := map[string][]any{}
	for _, param := range p.Params() {
		if param.Name == "VALUE" {
			continue
		}
		name := strings.ToLower(param.Name)
		if list := d.paramList(param); list != nil {
			lists[name] = append(lists[name], list...)
			out[name] = oneOrAll(lists[name])
			continue
		}
		out[name] = d.value(strings.Join(param.Values, ","), "text", false)
	}
	return out
}

// paramList are the values of a parameter that has several, nil for one that is a single text: a
// calendar's must stand in quotes, and vCard writes TYPE="work,voice" too.
func (d *design) paramList(param Param) []any {
	if !param.Quoted && (!d.lists[param.Name] || !d.groups) {
		return nil
	}
	var list []any
	for _, value := range param.Values {
		pieces := []string{value}
		if d.groups && d.lists[param.Name] {
			pieces = Split(value, ',')
		}
		for _, piece := range pieces {
			list = append(list, d.value(piece, "text", false))
		}
	}
	return list
}
