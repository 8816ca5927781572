package revise

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

// TestCardsJoin: a card completes whom other papers know, and makes nobody twice.
func TestCardsJoin(t *testing.T) {
	t.Parallel()
	known := []production.Person{
		{ID: "1", Kind: production.Cast, Name: "Tom Hill", Character: "ANN", BoardID: "1"},
		{ID: "2", Kind: production.Cast, Name: "BEA", Character: "BEA"},
		{ID: "3", Kind: production.Head, Name: "Jane Doe", Role: "Director"},
	}
	cards := mustRead(t, intaketest.Card("FN:TOM HILL\nTEL:1\n")+intaketest.Card("FN:Sue Ray\nX-CHARACTER:Bea\nTEL:2\n")+intaketest.Card("FN:Jane Doe\nTITLE:Writer/Director\nTEL:3\n")+
		intaketest.Card("FN:Pat Low\nTITLE:Grip\n")+intaketest.Card("FN:Pat Low\nTITLE:Driver\n"), intake.Options{Name: "crew.vcf"})
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
	cards := mustRead(t, intaketest.Card("FN:Tom Hill\nCATEGORIES:Cast\nTEL:1\n")+intaketest.Card("FN:Jane Doe\nTEL:2\n"), intake.Options{Name: "crew.vcf"})
	facts, _ := mustMerge(t, production.Facts{}, cards)
	schedule := intake.Document{Kind: intake.KindSchedule, Format: intake.FormatUSS, Schedule: &production.Schedule{}, People: []production.Person{
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

func mustMerge(t testing.TB, facts production.Facts, doc intake.Document) (production.Facts, Changes) {
	t.Helper()
	out, changes, err := Merge(facts, doc, MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return out, changes
}
