package intake

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/ical"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// maxPeople is more than the longest crew list with all day players has.
const maxPeople = 20_000

// cardReader turns contact cards into people.
type cardReader struct {
	opt      Options
	people   []production.Person
	warnings []Warning
}

// ReadCards reads a contact list: vCards of the versions 2.1, 3.0 and 4.0, one or many in a file.
// Pictures, keys and addresses are left aside. A file without a card that names anybody is
// fault.Invalid.
func ReadCards(data []byte, opt Options) (Document, error) {
	file := ical.Parse(data)
	r := cardReader{opt: opt, people: make([]production.Person, 0, min(len(file.Roots), maxPeople))}
	for _, p := range file.Problems {
		r.warn(p.Line, "%s", p.Message)
	}
	cards := 0
	for _, root := range file.Roots {
		if root.Name != "VCARD" {
			continue
		}
		if cards++; cards > maxPeople {
			return Document{}, opt.invalid(int(root.Line), "there are more than %d contacts: this is not one crew list", maxPeople).
				WithRemedy("Export the contacts of this production alone.")
		}
		r.card(root)
	}
	if len(r.people) == 0 {
		return Document{}, r.nobody(cards)
	}
	slices.SortStableFunc(r.warnings, func(a, b Warning) int { return cmp.Compare(a.Line, b.Line) })
	return Document{Kind: KindPeople, Format: FormatCard, People: r.people, Warnings: r.warnings}, nil
}

func (r *cardReader) warn(line int, format string, args ...any) {
	if len(r.warnings) > 5*maxWarnings {
		return
	}
	r.warnings = append(r.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}

// nobody is the refusal of a file without a usable card.
func (r *cardReader) nobody(cards int) error {
	if cards == 0 {
		return r.opt.invalid(1, "this is not a contact list: BEGIN:VCARD was expected").
			WithRemedy("Export the contacts again as vCard (.vcf). %s", Readable)
	}
	return r.opt.invalid(0, "no contact of the list has a name").WithRemedy("Export the contacts again with their names, as vCard (.vcf).")
}

// card adds the person of one card. Cards of assistants that stand inside another (AGENT) are theirs,
// not the crew's.
func (r *cardReader) card(c *ical.Component) {
	kind := strings.ToLower(firstOf(c.Text("KIND"), c.Text("X-ADDRESSBOOKSERVER-KIND")))
	if kind == "group" || kind == "location" || kind == "device" || kind == "application" {
		r.warn(int(c.Line), "the card of a %s (%q) was left out: only people are taken in", kind, spelling.Shorten(c.Text("FN"), 40))
		return
	}
	company, department := organisation(c)
	p := production.Person{
		Name:       spelling.Shorten(firstOf(c.Text("FN"), structuredName(c), company, preferred(c, "EMAIL", nil)), 120),
		Role:       spelling.Shorten(firstOf(c.Text("TITLE"), c.Text("ROLE")), 120),
		Department: spelling.Shorten(department, 120),
		Email:      spelling.Shorten(strings.TrimPrefix(preferred(c, "EMAIL", nil), "mailto:"), 200),
		Phone:      spelling.Shorten(phoneOf(c), 60),
	}
	if p.Name == "" {
		r.warn(int(c.Line), "a card without a name was left out")
		return
	}
	groups := categoriesOf(c)
	p.Character = characterOf(c)
	p.Kind = cardKind(p, append(groups, c.Text("ROLE")))
	if p.Kind != production.Cast {
		p.Character = ""
		p.Department = firstOf(p.Department, departmentAmong(groups))
	} else if castWord(p.Role) {
		p.Role = ""
	}
	r.people = append(r.people, p)
}

// structuredName is the name made of N: prefixes, given and further names, family name, suffixes.
func structuredName(c *ical.Component) string {
	n := c.Find("N")
	if n == nil {
		return ""
	}
	parts := ical.Split(n.Decoded(), ';')
	var words []string
	for _, i := range []int{3, 1, 2, 0, 4} {
		if i < len(parts) {
			words = append(words, ical.Unescape(strings.ReplaceAll(parts[i], ",", " ")))
		}
	}
	return spelling.Single(strings.ReplaceAll(strings.Join(words, " "), `\ `, ", "))
}

// organisation is the company and the department of ORG.
func organisation(c *ical.Component) (company, department string) {
	org := c.Find("ORG")
	if org == nil {
		return "", ""
	}
	parts := ical.Split(org.Decoded(), ';')
	if len(parts) > 1 {
		department = spelling.Single(ical.Unescape(parts[1]))
	}
	return spelling.Single(ical.Unescape(parts[0])), department
}

// categoriesOf are the card's CATEGORIES.
func categoriesOf(c *ical.Component) []string {
	var all []string
	for p := range c.FindAll("CATEGORIES") {
		for _, one := range ical.Split(p.Decoded(), ',') {
			production.AddName(&all, spelling.Single(ical.Unescape(one)))
		}
	}
	return all
}

// preferred is the value of the property with the highest preference, else the first one; skip leaves
// some out as long as there are others.
func preferred(c *ical.Component, name string, skip func(*ical.Property) bool) string {
	best, rank := "", 0
	for p := range c.FindAll(name) {
		value := spelling.Single(p.Text())
		now := 1000
		switch pref := p.Param("PREF"); {
		case p.HasType("pref"):
			now = 2000
		case pref != "" && len(pref) <= 3:
			if n, ok := integerOf(pref); ok {
				now = 2000 - n // 1 is the most preferred (RFC 6350, 5.3)
			}
		}
		if skip != nil && skip(p) {
			now -= 5000
		}
		if value != "" && (best == "" || now > rank) {
			best, rank = value, now
		}
	}
	return best
}

func integerOf(s string) (int, bool) {
	var n int
	_, err := fmt.Sscanf(s, "%d", &n)
	return n, err == nil && n > 0
}

// phoneOf is the number to call, not a fax or pager.
func phoneOf(c *ical.Component) string {
	number := preferred(c, "TEL", func(p *ical.Property) bool { return p.HasType("fax") || p.HasType("pager") || p.HasType("modem") })
	if len(number) > 4 && strings.EqualFold(number[:4], "tel:") {
		number, _, _ = strings.Cut(number[4:], ";")
	}
	return number
}

// characterIs finds the part in a note: "Character: ANN", "Rolle: Ann".
var characterIs = regexp.MustCompile(`(?mi)^\s*(?:character|plays|playing|rolle|figur|personaje|personnage|personagem)\s*[:=]\s*([^\r\n,;]{1,80})`)

// characterOf is the part that the card says the person plays, in upper case as scripts have it.
func characterOf(c *ical.Component) string {
	for i := range c.Lines {
		p := &c.Lines[i]
		switch {
		case p.Name == "X-CHARACTER":
			return strings.ToUpper(spelling.Shorten(p.Text(), 80))
		case p.Name == "NOTE" || strings.HasPrefix(p.Name, "X-") && len(p.Value) < 400:
			text := p.Text()
			if m := characterIs.FindStringSubmatch(text[:min(len(text), 4000)]); m != nil {
				return strings.ToUpper(spelling.Single(m[1]))
			}
		}
	}
	return labelledCharacter(c)
}

// labelledCharacter is what Apple's address book labels so: item1.X-ABLABEL names what item1 is.
func labelledCharacter(c *ical.Component) string {
	group := ""
	for label := range c.FindAll("X-ABLABEL") {
		if spelling.Key(strings.Trim(spelling.Shorten(label.Value, 40), "_$!<>")) == "character" {
			group = label.Group()
			break
		}
	}
	for i := range c.Lines {
		if p := &c.Lines[i]; group != "" && p.Group() == group && p.Name != "X-ABLABEL" {
			return strings.ToUpper(spelling.Shorten(p.Text(), 80))
		}
	}
	return ""
}
