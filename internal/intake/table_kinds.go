package intake

import "slices"

// TableKind is a kind of table with the fields that its columns can be mapped to.
type TableKind struct {
	Kind   string  `json:"kind"`
	Label  string  `json:"label"`
	Fields []Field `json:"fields"`
}

// The kinds of table.
const (
	ScheduleTable  = "schedule"  // scenes with the date or the shoot day in each row, or in the first of a day
	OneLinerTable  = "oneliner"  // scenes between rows that open or end a day
	BreakdownTable = "breakdown" // scenes without days
	CastTable      = "cast"
	CrewTable      = "crew"
	ShotTable      = "shotlist"
	LocationTable  = "locations"
)

// kindOfTable is a TableKind with the names of its columns.
type kindOfTable struct {
	kind, label string
	required    []string
	columns     []column
}

// kinds are the kinds in the order they are offered.
var kinds = []kindOfTable{
	{ScheduleTable, "Shooting schedule", []string{SceneField, DateField}, scheduleColumns},
	{OneLinerTable, "One-liner", []string{SceneField}, scheduleColumns},
	{BreakdownTable, "Breakdown without days", []string{SceneField}, scheduleColumns},
	{CastTable, "Cast list", []string{CharacterField}, castColumns},
	{CrewTable, "Crew list", []string{NameField}, crewColumns},
	{ShotTable, "Shot list", []string{ShotField}, shotColumns},
	{LocationTable, "Location list", []string{LocationField}, locationColumns},
}

// TableKinds lists the kinds of table in the order they are offered, each with its own fields.
func TableKinds() []TableKind {
	var all []TableKind
	for _, k := range kinds {
		kind := TableKind{Kind: k.kind, Label: k.label}
		for _, f := range Fields() {
			if slices.ContainsFunc(k.columns, func(c column) bool { return c.field == f.Name }) {
				f.Required = slices.Contains(k.required, f.Name)
				kind.Fields = append(kind.Fields, f)
			}
		}
		all = append(all, kind)
	}
	return all
}

// GuessKind is the kind of table that has these columns, "" when no kind is plain. A one-liner has the
// columns of a breakdown: its rows tell the two apart.
func GuessKind(header []string) string {
	for _, rule := range kindRules {
		if rule.plain(guessFor(rule.kind, header), header) {
			return rule.kind
		}
	}
	return ""
}

// kindRules say which columns make a kind plain, in the order in which they are asked.
var kindRules = []struct {
	kind  string
	plain func(m map[string]string, header []string) bool
}{
	{ShotTable, func(m map[string]string, _ []string) bool {
		return hasAny(m, ShotField) && hasAny(m, SizeField, AngleField, MovementField, LensField) ||
			hasAny(m, SceneField) && hasAny(m, SizeField) && hasAny(m, AngleField, MovementField, LensField)
	}},
	{ScheduleTable, func(m map[string]string, _ []string) bool {
		return hasAny(m, SceneField) && hasAny(m, DateField, DayField)
	}},
	{LocationTable, plainLocations},
	{CastTable, plainCast},
	{CrewTable, func(m map[string]string, _ []string) bool {
		return hasAny(m, NameField, LastNameField) && hasAny(m, RoleField, DepartmentField, CharacterField)
	}},
	{BreakdownTable, func(m map[string]string, _ []string) bool {
		return hasAny(m, SceneField) && hasAny(m, sceneFields...)
	}},
}

// plainLocations reports a list of places: with addresses, or with somebody to call. "Name" alone may
// be that of a person.
func plainLocations(m map[string]string, header []string) bool {
	if columnKey(m[LocationField]) == "name" && hasAny(guessFor(CrewTable, header), RoleField, DepartmentField, EmailField, CharacterField) {
		return false
	}
	return hasAny(m, LocationField) && (hasAny(m, AddressField, PostcodeField, TownField) || hasAny(m, ContactField) && hasAny(m, PhoneField, NotesField))
}

// plainCast reports a list of who plays whom. "Role" beside "Name" is that of a crew list, unless the
// name is an actor's or the list numbers its cast.
func plainCast(m map[string]string, header []string) bool {
	if hasAny(m, SceneField) || !hasAny(m, CharacterField) {
		return false
	}
	if hasAny(guessFor(CrewTable, header), RoleField, DepartmentField) && !hasAny(m, CastNumberField) && !isActorColumn(m[NameField]) {
		return false
	}
	return hasAny(m, NameField, LastNameField, CastNumberField, AwayField, PhoneField, EmailField)
}

// sceneFields tell about a scene: one of them makes a list of scene numbers a breakdown.
var sceneFields = []string{HeadingField, SetField, IntExtField, DayNightField, PagesField, CastField, DescriptionField}

func hasAny(mapping map[string]string, fields ...string) bool {
	return slices.ContainsFunc(fields, func(field string) bool { return mapping[field] != "" })
}

// likelyKind is the plain kind of a header, else the one that knows most of its columns.
func likelyKind(header []string) string {
	if kind := GuessKind(header); kind != "" {
		return kind
	}
	best, most := ScheduleTable, 0
	for _, k := range kinds {
		if n := len(guessFor(k.kind, header)); n > most {
			best, most = k.kind, n
		}
	}
	return best
}

// kindNamed is the kind of that name, "" for none.
func kindNamed(name string) string {
	if slices.ContainsFunc(kinds, func(k kindOfTable) bool { return k.kind == name }) {
		return name
	}
	return ""
}

// kindOfMapping is the kind whose fields a person's mapping uses.
func kindOfMapping(mapping map[string]string) string {
	has := func(fields ...string) bool { return hasAny(mapping, fields...) }
	switch {
	case has(ShotField, SizeField, AngleField, MovementField, LensField, EquipmentField, MinutesField):
		return ShotTable
	case has(SceneField):
		return ScheduleTable
	case has(AddressField, PostcodeField, TownField):
		return LocationTable
	case has(CharacterField, CastNumberField):
		return CastTable
	case has(NameField, FirstNameField, LastNameField, RoleField, DepartmentField):
		return CrewTable
	case has(LocationField, ContactField):
		return LocationTable
	}
	return ScheduleTable
}
