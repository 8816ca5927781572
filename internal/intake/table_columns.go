package intake

import (
	"maps"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/spelling"
)

// mapColumns finds the kind of the table and the column of every field. A mapping may leave fields out
// or set them to ""; one that names no column at all only says which kind or sheet is meant.
func (t *tableReader) mapColumns(header []string) error {
	mapping := fieldColumns(t.opt.Mapping)
	switch named := kindNamed(t.opt.Mapping[KindKey]); {
	case mapping != nil:
		t.kind, t.mapped = firstOf(named, kindOfMapping(mapping)), true
	default:
		t.kind = firstOf(named, likelyKind(header))
		mapping = guessFor(t.kind, header)
	}
	t.column, t.heads = map[string]int{}, header
	for _, field := range slices.Sorted(maps.Keys(mapping)) {
		i := columnIndex(header, mapping[field])
		if i < 0 {
			return t.opt.invalid(t.line, "the mapping names a column %q, which the table does not have; it has %s", mapping[field], quoteAll(header)).
				WithRemedy("Map the columns again for this table.")
		}
		t.column[field] = i
	}
	t.warnTwins()
	return nil
}

// warnTwins names columns of one name of which only the first was read.
func (t *tableReader) warnTwins() {
	for _, field := range slices.Sorted(maps.Keys(t.column)) {
		name := spelling.Key(t.heads[t.column[field]])
		for _, other := range t.heads[t.column[field]+1:] {
			if name != "" && spelling.Key(other) == name {
				t.warn(t.line, "the table has two columns %q; only the first was read. Rename the one that is not meant", spelling.Shorten(other, 40))
				break
			}
		}
	}
}

func (t *tableReader) has(field string) bool {
	_, ok := t.column[field]
	return ok
}

// needColumns refuses a table that does not say which scene is shot when.
func (t *tableReader) needColumns(header []string) error {
	var missing []string
	if !t.has(SceneField) {
		missing = append(missing, "the scene number")
	}
	if !t.has(DateField) && !t.has(DayField) && !t.bare() {
		missing = append(missing, "the shoot date or the shoot day number")
	}
	if len(missing) == 0 {
		return nil
	}
	remedy := "Map the columns: say which one holds " + strings.Join(missing, " and ")
	if !t.mapped { // who mapped before knows how
		remedy += ", for example with " + t.mapExample(header)
	}
	refused := t.opt.invalid(t.line, "no column was found for %s; the columns are %s", strings.Join(missing, " and "), quoteAll(header)).
		WithRemedy("%s.", remedy)
	return refused.Because(ErrColumns)
}

// bare reports a table that may go without days: it says something of its scenes.
func (t *tableReader) bare() bool {
	return t.has(SceneField) && slices.ContainsFunc(sceneFields, t.has)
}

// mapExample is the option of the command line that maps the needed fields: to the columns that were
// found for them, else to columns that mean nothing yet.
func (t *tableReader) mapExample(header []string) string {
	free := func(column string) bool {
		_, known := meaningOf(ScheduleTable, column)
		return column != "" && !known && !strings.ContainsAny(column, `"=;`)
	}
	rest := slices.DeleteFunc(slices.Clone(header), func(column string) bool { return !free(column) })
	var pairs []string
	for _, field := range []string{DateField, SceneField} {
		column := "…"
		if field == DateField && !t.has(DateField) && t.has(DayField) {
			field = DayField
		}
		if i, ok := t.column[field]; ok {
			column = header[i]
		} else if len(rest) > 0 {
			column, rest = rest[0], rest[1:]
		}
		pairs = append(pairs, field+"="+spelling.Shorten(column, 40))
	}
	return `--map "` + strings.Join(pairs, ";") + `"`
}

func quoteAll(header []string) string {
	var names []string
	for _, column := range header[:min(len(header), 20)] {
		if column != "" {
			names = append(names, `"`+spelling.Shorten(column, 30)+`"`)
		}
	}
	return strings.Join(names, ", ")
}
