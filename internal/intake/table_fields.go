package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
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
	NameField        = "name"
	RoleField        = "role"
	CharacterField   = "character"
)

// fieldList holds the fields in the order they are offered, with the column names that mean them,
// in plain letters (plainKey).
var fieldList = []struct {
	Field
	names []string
}{
	{Field{SceneField, "Scene number", true}, []string{"scene", "scenes", "sc", "scene number", "scene no", "scene nr", "scene s", "scene numbers", "szene", "szenen", "bild", "scena", "escena", "cena", "cenas", "sequence", "seq", "sq", "kohtaus", "scen"}},
	{Field{DateField, "Shoot date", true}, []string{"date", "shoot date", "shooting date", "datum", "drehdatum", "fecha", "data", "dato", "paivamaara", "date de tournage"}},
	{Field{DayField, "Shoot day number", false}, []string{"day", "shoot day", "shooting day", "day number", "day no", "shoot day number", "day nr", "drehtag", "tag", "jour", "dia", "diaria", "giorno", "jornada", "dt"}},
	{Field{HeadingField, "Scene heading", false}, []string{"heading", "scene heading", "slugline", "slug", "scene header", "intitule"}},
	{Field{SetField, "Set", false}, []string{"set", "set name", "motiv", "decor", "decorado", "cenario", "scenography", "set description"}},
	{Field{IntExtField, "Interior or exterior", false}, []string{"int ext", "i e", "ie", "intext", "ext int", "innen aussen", "i a"}},
	{Field{DayNightField, "Day or night", false}, []string{"day night", "d n", "dn", "time of day", "tag nacht", "jour nuit", "dia noche", "dia noite", "tageszeit", "t n", "lighting"}},
	{Field{LocationField, "Location", false}, []string{"location", "locations", "loc", "place", "drehort", "lieu", "localizacion", "locacao", "locacion", "luogo", "address", "ort"}},
	{Field{CastField, "Cast", false}, []string{"cast", "cast members", "actors", "characters", "rollen", "darsteller", "comediens", "personnages", "elenco", "personajes", "personagens", "reparto", "cast ids", "cast numbers"}},
	{Field{PagesField, "Pages", false}, []string{"pages", "page count", "pgs", "pg", "page s", "length", "eighths", "8ths", "seiten", "paginas", "pag", "pages 8ths"}},
	{Field{CallField, "Unit call", false}, []string{"call", "call time", "unit call", "crew call", "general call", "drehbeginn", "llamado", "chamada", "convocation"}},
	{Field{WrapField, "Wrap", false}, []string{"wrap", "wrap time", "est wrap", "estimated wrap", "drehschluss", "fin", "drehende"}},
	{Field{StartField, "Start of the scene", false}, []string{"start", "start time", "from", "time", "begin", "beginn", "von", "inicio", "debut", "hora", "uhrzeit", "heure"}},
	{Field{EndField, "End of the scene", false}, []string{"end", "end time", "to", "until", "finish", "ende", "bis", "fim", "final"}},
	{Field{UnitField, "Unit", false}, []string{"unit", "einheit", "unite", "unidad", "unidade"}},
	{Field{ClosedField, "Closed set", false}, []string{"closed", "closed set", "private", "geschlossenes set", "set cerrado", "set fechado"}},
	{Field{CapField, "BTS people allowed", false}, []string{"cap", "capacity", "bts cap", "bts people", "max bts", "max people", "bts max"}},
	{Field{DescriptionField, "Description", false}, []string{"description", "desc", "synopsis", "action", "beschreibung", "inhalt", "descripcion", "descricao", "resume"}},
	{Field{NotesField, "Notes", false}, []string{"notes", "note", "comments", "comment", "remarks", "bemerkungen", "notizen", "notas", "remarques"}},
	{Field{ScriptDayField, "Story day", false}, []string{"script day", "story day", "spieltag", "sd"}},
	{Field{NameField, "Name of a person", false}, []string{"name", "full name", "nombre", "nom", "nome", "actor", "performer", "person"}},
	{Field{RoleField, "Role in the crew", false}, []string{"role", "job", "position", "department head", "funktion", "funcion", "funcao", "fonction", "title"}},
	{Field{CharacterField, "Character played", false}, []string{"character", "rolle", "personaje", "personagem", "personnage", "part", "plays"}},
}

// fieldOfName finds the field that a plain column name means.
var fieldOfName = func() map[string]string {
	names := map[string]string{}
	for _, f := range fieldList {
		for _, name := range f.names {
			names[name] = f.Name
		}
		names[plainKey(f.Label)] = f.Name
		names[plainKey(f.Name)] = f.Name
	}
	return names
}()

// Fields lists the mappable fields in the order they are offered.
func Fields() []Field {
	fields := make([]Field, 0, len(fieldList))
	for _, f := range fieldList {
		fields = append(fields, f.Field)
	}
	return fields
}

// GuessMapping maps fields to the columns whose names mean them, field → column name as it stands in
// the header. The first column wins where two mean the same.
func GuessMapping(header []string) map[string]string {
	mapping := map[string]string{}
	for _, column := range header {
		field, ok := fieldOfName[plainKey(column)]
		if _, taken := mapping[field]; ok && !taken {
			mapping[field] = column
		}
	}
	return mapping
}

// HeaderKey identifies tables with the same columns, so that a mapping made once is found again: the
// SHA-256 of the plain column names, hex.
func HeaderKey(header []string) string {
	keys := make([]string, len(header))
	for i, column := range header {
		keys[i] = plainKey(column)
	}
	sum := sha256.Sum256([]byte(strings.Join(keys, "\x00")))
	return hex.EncodeToString(sum[:])
}
