package intake

import (
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// readPeople reads a list of cast or crew. Rows of one text alone are headings: departments in a crew
// list.
func (t *tableReader) readPeople(rows []sheet.Row) (Document, error) {
	if !t.has(NameField) && !t.has(FirstNameField) && !t.has(LastNameField) && !t.has(CharacterField) {
		return Document{}, t.missing("the name of the person", NameField)
	}
	if t.kind == CastTable && !t.has(CharacterField) {
		return Document{}, t.missing("the character played", CharacterField)
	}
	t.readAwayOrder(rows)
	doc := Document{Kind: KindPeople, Format: t.format}
	department := ""
	parted := t.has(DepartmentField)
	for _, row := range rows {
		if heading, ok := t.departmentHeading(row); ok {
			department, parted = heading, true
			continue
		}
		p := t.person(row)
		if p.Name == "" {
			if said := firstOf(p.Role, p.Email, p.Phone); said != "" {
				t.warn(row.Line, "a row names nobody and was left out (%q)", spelling.Shorten(said, 40))
			}
			continue
		}
		if t.kind == CastTable && p.Character == "" {
			t.warn(row.Line, "%s plays no character and was left out", p.Name)
			continue
		}
		if p.Kind != production.Cast {
			p.Department = firstOf(p.Department, department)
		}
		doc.People = append(doc.People, p)
	}
	if parted {
		rankCrew(doc.People)
	}
	if len(doc.People) == 0 {
		return Document{}, t.opt.invalid(t.line, "the list has no people").WithRemedy("Each row needs a name.")
	}
	doc.Warnings = t.warnings
	return doc, nil
}

// person is the person of a row. One with a character is cast, one without a name has the character's.
func (t *tableReader) person(row sheet.Row) production.Person {
	name, first, last := spelling.Single(t.cell(row, NameField)), spelling.Single(t.cell(row, FirstNameField)), spelling.Single(t.cell(row, LastNameField))
	switch {
	case name == "":
		name = spelling.Single(first + " " + last)
	case first == "" && !strings.Contains(name, last): // columns "Name" and "Surname"
		name = spelling.Single(name + " " + last)
	}
	p := production.Person{
		Kind: production.Head, Name: spelling.Shorten(name, 200), Role: spelling.Shorten(t.cell(row, RoleField), 200),
		Department: spelling.Shorten(t.cell(row, DepartmentField), 100),
		Email:      spelling.Shorten(t.cell(row, EmailField), 200), Phone: spelling.Shorten(t.cell(row, PhoneField), 100),
	}
	if p.Email == "" && strings.Contains(p.Phone, "@") {
		p.Email, p.Phone = p.Phone, ""
	}
	if character := CharacterName(spelling.Shorten(t.cell(row, CharacterField), 200)); character != "" {
		p.Kind, p.Character, p.Role, p.Department = production.Cast, character, "", ""
		p.Name = firstOf(p.Name, character)
		p.BoardID = boardNumber(t.cell(row, CastNumberField))
	}
	p.Away = t.away(row)
	return p
}

var boardID = regexp.MustCompile(`^#?\s*(\d{1,4}[A-Za-z]?)[.)]?$`)

// boardNumber is a cast number, "" for anything else.
func boardNumber(cell string) string {
	if m := boardID.FindStringSubmatch(spelling.Single(cell)); m != nil {
		return m[1]
	}
	return ""
}

// departmentHeading reports a row of one text that stands over people: its only cell is the name, the
// role, or means nothing.
func (t *tableReader) departmentHeading(row sheet.Row) (string, bool) {
	if t.kind != CrewTable {
		return "", false
	}
	text, at := "", -1
	for i, cell := range row.Cells {
		if cell == "" {
			continue
		}
		if at >= 0 && cell != text {
			return "", false
		}
		if at < 0 {
			text, at = cell, i
		}
	}
	if at < 0 || strings.ContainsAny(text, "@0123456789") {
		return "", false
	}
	if i, ok := t.column[NameField]; ok && i == at && at > 0 && !isUpper(text) {
		return "", false // somebody of whom only the name is known
	}
	text = strings.Trim(spelling.Shorten(text, 100), " :-–—*")
	for _, word := range []string{"department", "dept", "abteilung", "département", "departamento"} {
		if first, rest, ok := strings.Cut(text, ":"); ok && strings.EqualFold(strings.Trim(first, " ."), word) {
			text = strings.TrimSpace(rest)
		}
	}
	return text, true
}

// isUpper reports a text in capitals.
func isUpper(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// headPattern are further roles, in plain letters, by which somebody is a head of department; see headRoles.
var headPattern = regexp.MustCompile("^(?:" + strings.Join([]string{
	"(?:executive |line )?producer|unit production manager|upm|production manager|showrunner|director|1st ad|first ad|(?:1st|first) assistant director",
	"director of photography|dop|dp|cinematographer|production designer|costume designer|editor|gaffer|key grip|(?:production )?sound mixer|composer",
	"(?:stunt|intimacy|transportation) coordinator|(?:vfx|sfx|visual effects|special effects|script) supervisor|(?:supervising )?location manager|casting director",
	"prop(?:erty)? master|construction manager|head of .*|hod|.* hod|.* department head",
	"regie|regisseur(?:in)?|produzent(?:in)?|herstellungsleitung|produktionsleitung|1 regieassistenz|kamera|bildgestaltung|szenenbild(?:ner|nerin)?|kostumbild(?:ner|nerin)?",
	"oberbeleuchter(?:in)?|tonmeister(?:in)?|stuntkoordinator(?:in)?|motivaufnahmeleitung|.*leiter(?:in)?",
	"realisat(?:eur|rice)|product(?:eur|rice)|direct(?:eur|rice) de la photographie|chef(?:fe)? .*",
	"director a|productora?|director de fotografia|jef[ae] de .*",
	"diretora?|produtora?|diretor de fotografia|figurinista",
	"regista|produttore|direttore della fotografia|scenograf[oa]|costumista|capo .*",
}, "|") + ")$")

// leads reports that somebody with the role is a head of department.
func leads(role string) bool {
	key := spelling.Key(role)
	return slices.Contains(headRoles, key) || headPattern.MatchString(key)
}

// rankCrew tells heads of department from the rest of a crew list by their roles.
func rankCrew(people []production.Person) {
	for i := range people {
		if p := &people[i]; p.Kind == production.Head && !leads(p.Role) {
			p.Kind = production.CrewMember
		}
	}
}

// missing is the refusal of a list without a column that it needs.
func (t *tableReader) missing(what, field string) error {
	refused := t.opt.invalid(t.line, "no column was found for %s; the columns are %s", what, quoteAll(t.heads)).
		WithRemedy("Map the columns: say which one holds %s, for example with --map \"%s=…\".", what, field)
	return refused.Because(ErrColumns)
}
