package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

func vcard(lines string) string { return "BEGIN:VCARD\n" + lines + "END:VCARD\n" }

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
			doc := mustRead(t, vcard(test.card), Options{Name: "crew.vcf"})
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
	doc := mustRead(t, vcard("FN:A\n")+vcard("KIND:group\nFN:Grip\n")+vcard("TEL:5\n")+vcard("FN:B\nrubbish\n")+"BEGIN:VCARD\nFN:C\n", Options{Name: "crew.vcf"})
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
	_, err := ReadCards([]byte(strings.Repeat(vcard("FN:A\n"), maxPeople+1)), Options{Name: "a.vcf"})
	if e := wantInvalid(t, err); !strings.Contains(e.Message, "more than 20000 contacts") {
		t.Error(e)
	}
}

// TestCardsJoin: a card completes whom other papers know, and makes nobody twice.
func TestCardsJoin(t *testing.T) {
	t.Parallel()
	known := []production.Person{
		{ID: "1", Kind: production.Cast, Name: "Tom Hill", Character: "ANN", BoardID: "1"},
		{ID: "2", Kind: production.Cast, Name: "BEA", Character: "BEA"},
		{ID: "3", Kind: production.Head, Name: "Jane Doe", Role: "Director"},
	}
	cards := mustRead(t, vcard("FN:TOM HILL\nTEL:1\n")+vcard("FN:Sue Ray\nX-CHARACTER:Bea\nTEL:2\n")+vcard("FN:Jane Doe\nTITLE:Writer/Director\nTEL:3\n")+
		vcard("FN:Pat Low\nTITLE:Grip\n")+vcard("FN:Pat Low\nTITLE:Driver\n"), Options{Name: "crew.vcf"})
	facts, changes := mustMerge(t, production.Facts{People: known}, cards)
	want := []string{"1 cast TOM HILL ANN  1", "2 cast Sue Ray BEA  2", "3 head Jane Doe  Director 3", "crew Pat Low  Grip ", "crew Pat Low  Driver "}
	if diff := cmp.Diff(want, peopleOf(facts)); diff != "" || len(changes.Added) != 2 {
		t.Errorf("the people differ (-want +got):\n%s%v", diff, changes.Added)
	}
	again, changes := mustMerge(t, facts, cards)
	if diff := cmp.Diff(facts.People, again.People); diff != "" || len(changes.Added)+len(changes.Removed)+len(changes.Moved) > 0 {
		t.Errorf("the second time changes something:\n%s%v", diff, changes)
	}
	if known[0].Phone != "" {
		t.Error("the facts handed in were changed")
	}
}

// TestScheduleAfterCards: a schedule's cast and heads are those of the contact list.
func TestScheduleAfterCards(t *testing.T) {
	t.Parallel()
	cards := mustRead(t, vcard("FN:Tom Hill\nCATEGORIES:Cast\nTEL:1\n")+vcard("FN:Jane Doe\nTEL:2\n"), Options{Name: "crew.vcf"})
	facts, _ := mustMerge(t, production.Facts{}, cards)
	schedule := Document{Kind: KindSchedule, Format: FormatUSS, Schedule: &production.Schedule{}, People: []production.Person{
		{Kind: production.Cast, Name: "Tom Hill", Character: "ANN", BoardID: "1"}, {Kind: production.Head, Name: "Jane Doe", Role: "Director"}, {Kind: production.Head, Name: "Jane Doe", Role: "Writer"},
	}}
	m := merger{facts: facts}
	m.schedulePeople(schedule.People)
	want := []string{"cast Tom Hill ANN  1", "head Jane Doe  Director 2", "head Jane Doe  Writer "}
	if diff := cmp.Diff(want, peopleOf(m.facts)); diff != "" {
		t.Errorf("the people differ (-want +got):\n%s", diff)
	}
}

// peopleOf shows people as "id kind name character role phone", without ids that were made now.
func peopleOf(facts production.Facts) []string {
	var all []string
	for _, p := range facts.People {
		id := ""
		if len(p.ID) == 1 {
			id = string(p.ID) + " "
		}
		all = append(all, fmt.Sprintf("%s%s %s %s %s %s", id, p.Kind, p.Name, p.Character, p.Role, p.Phone))
	}
	return all
}

func mustMerge(t testing.TB, facts production.Facts, doc Document) (production.Facts, Changes) {
	t.Helper()
	out, changes, err := Merge(facts, doc, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return out, changes
}
