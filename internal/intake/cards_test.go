package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func TestReadCards(t *testing.T) {
	t.Parallel()
	crew := func(name, role string) production.Person {
		return production.Person{Kind: production.CrewMember, Name: name, Role: role}
	}
	with := func(p production.Person, set func(*production.Person)) production.Person {
		set(&p)
		return p
	}
	tests := map[string]struct {
		card string
		want production.Person
	}{
		"version 3": {"VERSION:3.0\nFN:Ann Lee\nN:Lee;Ann;;;\nTITLE:Gaffer's best boy\nORG:Lights\\, Ltd.;Electric\nEMAIL;TYPE=INTERNET:ann@example.org\nTEL;TYPE=CELL:+49 170 1\n",
			with(crew("Ann Lee", "Gaffer's best boy"), func(p *production.Person) {
				p.Department, p.Email, p.Phone = "Electric", "ann@example.org", "+49 170 1"
			})},
		"version 4": {"VERSION:4.0\nKIND:individual\nFN;PREF=2:Ann\nTEL;VALUE=uri;PREF=2:tel:+1-555;ext=1\nTEL;VALUE=uri;PREF=1:tel:+2-555\nEMAIL:a@example.org\n",
			with(crew("Ann", ""), func(p *production.Person) { p.Email, p.Phone = "a@example.org", "+2-555" })},
		"version 2.1": {"VERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCl=\nler;J=F6rg;;Dr.\nTEL;FAX:1\nTEL;WORK;PREF:2\n",
			with(crew("Dr. Jörg Müller", ""), func(p *production.Person) { p.Phone = "2" })},
		"N with commas":     {"N:Lee;Ann,Mary;;;\n", crew("Ann Mary Lee", "")},
		"company":           {"ORG:Cranes Ltd.\nTEL:1\n", with(crew("Cranes Ltd.", ""), func(p *production.Person) { p.Phone = "1" })},
		"mail only":         {"EMAIL:a@example.org\n", with(crew("a@example.org", ""), func(p *production.Person) { p.Email = "a@example.org" })},
		"preferred mail":    {"FN:A\nEMAIL:a@example.org\nEMAIL;TYPE=pref:b@example.org\n", with(crew("A", ""), func(p *production.Person) { p.Email = "b@example.org" })},
		"groups":            {"FN:A\nitem1.TEL:5\nitem1.X-ABLABEL:Set\n", with(crew("A", ""), func(p *production.Person) { p.Phone = "5" })},
		"role":              {"FN:A\nROLE:Focus puller\nCATEGORIES:Crew,Camera\n", with(crew("A", "Focus puller"), func(p *production.Person) { p.Department = "Camera" })},
		"head":              {"FN:A\nTITLE:Director of Photography\n", production.Person{Kind: production.Head, Name: "A", Role: "Director of Photography"}},
		"head in words":     {"FN:A\nTITLE:DoP / Operator\n", production.Person{Kind: production.Head, Name: "A", Role: "DoP / Operator"}},
		"first AD":          {"FN:A\nTITLE:1st AD\n", production.Person{Kind: production.Head, Name: "A", Role: "1st AD"}},
		"no head":           {"FN:A\nTITLE:Assistant to the director\n", crew("A", "Assistant to the director")},
		"cast by category":  {"FN:A\nCATEGORIES:Cast\n", production.Person{Kind: production.Cast, Name: "A"}},
		"cast by title":     {"FN:A\nTITLE:Actor\nNOTE:Call the agent first\\nCharacter: Ann Lee\\nVegan\n", production.Person{Kind: production.Cast, Name: "A", Character: "ANN LEE"}},
		"character":         {"FN:A\nX-CHARACTER:Ann\n", production.Person{Kind: production.Cast, Name: "A", Character: "ANN"}},
		"labelled":          {"FN:A\nitem2.X-ABRELATEDNAMES:Ann\nitem2.X-ABLABEL:Character\n", production.Person{Kind: production.Cast, Name: "A", Character: "ANN"}},
		"casting director":  {"FN:A\nTITLE:Casting Director\n", production.Person{Kind: production.Head, Name: "A", Role: "Casting Director"}},
		"director who acts": {"FN:A\nTITLE:Director\nX-CHARACTER:Ann\n", production.Person{Kind: production.Head, Name: "A", Role: "Director"}},
		"picture":           {"FN:A\nPHOTO;ENCODING=BASE64;TYPE=JPEG:\n  AAAA\n  BBBB==\n\nTEL:5\n", with(crew("A", ""), func(p *production.Person) { p.Phone = "5" })},
		"agent inside":      {"FN:A\nAGENT:\nBEGIN:VCARD\nFN:Agent\nTEL:6\nEND:VCARD\nTEL:5\n", with(crew("A", ""), func(p *production.Person) { p.Phone = "5" })},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, intaketest.Card(test.card), Options{Name: "crew.vcf"})
			if doc.Kind != KindPeople || doc.Format != FormatCard {
				t.Errorf("read as %s, %s", doc.Kind, doc.Format)
			}
			if diff := cmp.Diff([]production.Person{test.want}, doc.People); diff != "" || len(doc.Warnings) > 0 {
				t.Errorf("the people differ (-want +got):\n%s%v", diff, doc.Warnings)
			}
		})
	}
}

func TestManyCards(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, intaketest.Card("FN:A\n")+intaketest.Card("KIND:group\nFN:Grip\n")+intaketest.Card("TEL:5\n")+intaketest.Card("FN:B\nrubbish\n")+"BEGIN:VCARD\nFN:C\n", Options{Name: "crew.vcf"})
	var names []string
	for _, p := range doc.People {
		names = append(names, p.Name)
	}
	if got := strings.Join(names, ""); got != "ABC" {
		t.Errorf("read %s, want ABC", got)
	}
	said := fmt.Sprint(doc.Warnings)
	for _, want := range []string{`{4 the card of a group ("Grip") was left out`, "{8 a card without a name", "{13 this is not a line", "{15 VCARD is not closed"} {
		if !strings.Contains(said, want) {
			t.Errorf("the warnings %s do not say %q", said, want)
		}
	}
	_, err := ReadCards([]byte(strings.Repeat(intaketest.Card("FN:A\n"), maxPeople+1)), Options{Name: "a.vcf"})
	if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, "more than 20000 contacts") {
		t.Error(e)
	}
}
