package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/btsdirector/bts/internal/spelling"
)

// Field is a column that the table reader understands. Label is for the mapping page; of the
// fields that are Required a table needs all, with DateField or DayField counting for each other.
type Field struct {
	Name     string `json:"name"`
	Label    string `json:"label"`
	Required bool   `json:"required"`
}

// The fields that columns are mapped to.
const (
	DateField        = "date"
	DayField         = "day"
	SceneField       = "scene"
	HeadingField     = "heading"
	SetField         = "set"
	IntExtField      = "int_ext"
	DayNightField    = "day_night"
	LocationField    = "location"
	CastField        = "cast"
	PagesField       = "pages"
	CallField        = "call"
	WrapField        = "wrap"
	StartField       = "start"
	EndField         = "end"
	UnitField        = "unit"
	ClosedField      = "closed"
	CapField         = "cap"
	DescriptionField = "description"
	NotesField       = "notes"
	ScriptDayField   = "script_day"

	NameField       = "name"
	FirstNameField  = "first_name"
	LastNameField   = "last_name"
	RoleField       = "role"
	DepartmentField = "department"
	EmailField      = "email"
	PhoneField      = "phone"
	CharacterField  = "character"
	CastNumberField = "cast_number"
	AwayField       = "away"
	AvailableField  = "available"

	ShotField      = "shot"
	SizeField      = "size"
	AngleField     = "angle"
	MovementField  = "movement"
	LensField      = "lens"
	EquipmentField = "equipment"
	MinutesField   = "minutes"

	AddressField  = "address"
	PostcodeField = "postcode"
	TownField     = "town"
	ContactField  = "contact"
)

// Two keys of a mapping name no column: KindKey says which of the TableKinds the table is, SheetKey
// which sheet of a workbook is meant.
const (
	KindKey  = "kind"
	SheetKey = "sheet"
)

// labels are the fields in the order they are offered, with their labels.
var labels = []struct{ field, label string }{
	{SceneField, "Scene number"},
	{DateField, "Shoot date"},
	{DayField, "Shoot day number"},
	{HeadingField, "Scene heading"},
	{SetField, "Set"},
	{IntExtField, "Interior or exterior"},
	{DayNightField, "Day or night"},
	{LocationField, "Location"},
	{CastField, "Cast"},
	{PagesField, "Pages"},
	{CallField, "Unit call"},
	{WrapField, "Wrap"},
	{StartField, "Start of the scene"},
	{EndField, "End of the scene"},
	{UnitField, "Unit"},
	{ClosedField, "Closed set"},
	{CapField, "BTS people allowed"},
	{DescriptionField, "Description"},
	{NotesField, "Notes"},
	{ScriptDayField, "Story day"},
	{NameField, "Name of a person"},
	{FirstNameField, "First name"},
	{LastNameField, "Last name"},
	{RoleField, "Role in the crew"},
	{DepartmentField, "Department"},
	{EmailField, "E-mail"},
	{PhoneField, "Phone"},
	{CharacterField, "Character played"},
	{CastNumberField, "Cast number"},
	{AwayField, "Dates away"},
	{AvailableField, "Dates available"},
	{ShotField, "Shot number"},
	{SizeField, "Shot size"},
	{AngleField, "Camera angle"},
	{MovementField, "Camera movement"},
	{LensField, "Lens"},
	{EquipmentField, "Camera equipment"},
	{MinutesField, "Minutes"},
	{AddressField, "Street address"},
	{PostcodeField, "Postcode"},
	{TownField, "Town"},
	{ContactField, "Contact at the place"},
}

// Fields lists the mappable fields of all kinds of table in the order they are offered. Required is
// what a shooting schedule needs.
func Fields() []Field {
	fields := make([]Field, 0, len(labels))
	for _, l := range labels {
		fields = append(fields, Field{l.field, l.label, l.field == SceneField || l.field == DateField})
	}
	return fields
}

// GuessMapping maps fields to the columns whose names mean them in the kind of table that the header
// seems to be, field → column name as it stands in the header. Where two columns mean the same the one
// with the commoner name wins, then the first.
func GuessMapping(header []string) map[string]string {
	return guessFor(likelyKind(header), header)
}

// guessFor is the mapping of a header in a kind of table.
func guessFor(kind string, header []string) map[string]string {
	mapping, rank := map[string]string{}, map[string]int{}
	for _, column := range header {
		m, ok := meaningOf(kind, column)
		if _, taken := mapping[m.field]; ok && (!taken || m.rank < rank[m.field]) {
			mapping[m.field], rank[m.field] = column, m.rank
		}
	}
	return mapping
}

// meaningOf finds what a column's name means in a kind of table. "Cast #" is the number of the cast.
func meaningOf(kind, column string) (meaning, bool) {
	key := columnKey(column)
	if strings.Contains(column, "#") {
		if m, ok := meanings[kind][key+" no"]; ok {
			return m, true
		}
	}
	m, ok := meanings[kind][key]
	return m, ok
}

// fieldColumns are the entries of a mapping that name columns; nil when there are none.
func fieldColumns(mapping map[string]string) map[string]string {
	var columns map[string]string
	for field, column := range mapping {
		if field != KindKey && field != SheetKey && column != "" {
			if columns == nil {
				columns = map[string]string{}
			}
			columns[field] = column
		}
	}
	return columns
}

// longName is more bytes than the name of a column has.
const longName = 200

// columnKey is a column's name for comparing. "#" is a name of its own.
func columnKey(column string) string {
	if len(column) > longName {
		return ""
	}
	key := spelling.Key(column)
	if key == "" && strings.Contains(column, "#") {
		return "#"
	}
	return key
}

// HeaderKey identifies tables with the same columns, so that a mapping made once is found again: the
// SHA-256 of the plain column names, hex.
func HeaderKey(header []string) string {
	keys := make([]string, len(header))
	for i, column := range header {
		keys[i] = spelling.Key(column)
	}
	sum := sha256.Sum256([]byte(strings.Join(keys, "\x00")))
	return hex.EncodeToString(sum[:])
}
