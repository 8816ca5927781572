package ui

import "github.com/btsdirector/bts/internal/story"

// NewCrewForm is the form of a crew member with every field named and explained; prefix keeps ids apart.
func NewCrewForm(action, save, prefix string) CrewForm {
	id := func(name string) string { return prefix + "-" + name }
	f := CrewForm{
		Action: action, Save: save,
		Name:    Field{ID: id("name"), Name: "name", Label: "Name", Required: true, Autocomplete: "off"},
		Cost:    Field{ID: id("cost"), Name: "cost", Label: "Cost a day", Type: "number", Min: "0", Narrow: true},
		MaxWeek: Field{ID: id("week"), Name: "max_week", Label: "Days in seven", Type: "number", Min: "1", Max: "7", Value: "5", Narrow: true},
		Away:    Field{ID: id("away"), Name: "away", Label: "Cannot come", Hint: "Dates or spans: 2026-05-06 to 2026-05-08; 2026-05-12"},
		Note:    Field{ID: id("note"), Name: "note", Label: "Note"},
	}
	for _, s := range story.Skills {
		f.Skills = append(f.Skills, SkillChoice{Value: string(s), Text: SkillName(string(s))})
	}
	return f
}

// NewAccountFields are name, address and password of a new account.
func NewAccountFields() (name, email, password Field) {
	name = Field{ID: "name", Name: "name", Label: "Your name", Autocomplete: "name", Required: true, Autofocus: true}
	email = Field{ID: "email", Name: "email", Label: "Email", Type: "email", Autocomplete: "username", Required: true}
	password = Field{ID: "password", Name: "password", Label: "Password", Type: "password", Autocomplete: "new-password",
		Hint: "At least 12 characters. A short sentence is good.", Required: true}
	return name, email, password
}

// NewProductionForm is the form that starts a production; zone is the time zone offered first.
func NewProductionForm(zone string) ProductionForm {
	return ProductionForm{
		Title: Field{ID: "title", Name: "title", Label: "Working title", Required: true, Autocomplete: "off"},
		Kind: Field{ID: "kind", Name: "kind", Label: "Kind", Options: []Option{{"feature", "Feature"}, {"series", "Series"},
			{"short", "Short"}, {"commercial", "Commercial"}, {"documentary", "Documentary"}}},
		Zone: Field{ID: "zone", Name: "time_zone", Label: "Time zone", Hint: "Area and city, for example Europe/London", Value: zone, Required: true},
		CrewDays: Field{ID: "crew-days", Name: "crew_days", Label: "Paid crew-days", Type: "number", Min: "0", Value: "12",
			Hint: "One person for one day is one", Narrow: true},
	}
}
