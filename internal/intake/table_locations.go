package intake

import (
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// readLocations reads a list of places. Rows of one name are one place with the sets of all of them.
func (t *tableReader) readLocations(rows []sheet.Row) (Document, error) {
	if !t.has(LocationField) && !t.has(AddressField) {
		return Document{}, t.missing("the name of the location", LocationField)
	}
	if err := t.refuseRegister(rows); err != nil {
		return Document{}, err
	}
	doc := Document{Kind: KindLocations, Format: t.format}
	at := map[string]int{}
	for _, row := range rows {
		place := t.location(row)
		if place.Name == "" {
			continue
		}
		key := spelling.Key(place.Name)
		if i, known := at[key]; known {
			fillLocation(&doc.Locations[i], place)
			continue
		}
		at[key] = len(doc.Locations)
		doc.Locations = append(doc.Locations, place)
	}
	if len(doc.Locations) == 0 {
		return Document{}, t.opt.invalid(t.line, "the list has no locations").WithRemedy("Each row needs the name of a place.")
	}
	doc.Warnings = t.warnings
	return doc, nil
}

// location is the place of a row; one without a name goes by its address.
func (t *tableReader) location(row sheet.Row) production.Location {
	text := func(field string) string { return spelling.Shorten(t.cell(row, field), 300) }
	place := production.Location{
		Address: joinFilled(", ", text(AddressField), joinFilled(" ", text(PostcodeField), text(TownField))),
		Contact: joinFilled(", ", text(ContactField), text(PhoneField)),
		Note:    spelling.Shorten(t.cell(row, NotesField), 2000),
	}
	if dates := text(DateField); dates != "" {
		place.Note = joinFilled("\n", place.Note, dates)
	}
	place.Name = firstOf(text(LocationField), place.Address)
	for _, set := range splitList(t.cell(row, SetField)) {
		production.AddName(&place.Sets, spelling.Shorten(set, 200))
	}
	return place
}

// joinFilled joins the texts that are not empty.
func joinFilled(sign string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(s string) bool { return s == "" }), sign)
}

// fillLocation adds to a place what another row or paper says about it: what is missing, further sets
// and further notes.
func fillLocation(have *production.Location, place production.Location) {
	have.Address = firstOf(have.Address, place.Address)
	have.Contact = firstOf(have.Contact, place.Contact)
	if place.Note != "" && !strings.Contains(have.Note, place.Note) && len(have.Note) < 2000 {
		have.Note = joinFilled("\n", have.Note, place.Note)
	}
	for _, set := range place.Sets {
		production.AddName(&have.Sets, set)
	}
}

// maxFilms is how many productions a list may name before it is none of one film.
const maxFilms = 3

// refuseRegister refuses, unless a person mapped its columns, a list of the places of many productions:
// a city's permits would flood the places of one film.
func (t *tableReader) refuseRegister(rows []sheet.Row) error {
	if t.mapped {
		return nil
	}
	at := slices.IndexFunc(t.heads, func(column string) bool { return filmColumns[spelling.Key(column)] })
	if at < 0 {
		return nil
	}
	films := map[string]bool{}
	for _, row := range rows {
		if at < len(row.Cells) && row.Cells[at] != "" {
			films[spelling.Key(row.Cells[at])] = true
		}
	}
	if len(films) <= maxFilms {
		return nil
	}
	refused := t.opt.invalid(t.line, "the table names %d productions in its column %q: it is a register of many films, not the list of one", len(films), t.heads[at]).
		WithRemedy("Keep the rows of your film alone, or map the columns to take everything in, for example with --map \"location=%s\".", t.heads[t.column[LocationField]])
	return refused.Because(ErrColumns)
}

// filmColumns are columns that name a production, in plain letters.
var filmColumns = map[string]bool{
	"title": true, "titre": true, "titel": true, "titulo": true, "titolo": true, "film": true, "film title": true, "production": true,
	"production title": true, "project": true, "projekt": true, "projet": true, "proyecto": true, "projeto": true, "event name": true,
}
