package sheet

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func shown(rows []Row) []string {
	var out []string
	for _, r := range rows {
		out = append(out, strings.Join(r.Cells, "|"))
	}
	return out
}

func lines(rows []Row) []int {
	var out []int
	for _, r := range rows {
		out = append(out, r.Line)
	}
	return out
}

func TestReadCSV(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text  string
		rows  []string
		lines []int
		warn  int // line of a warning, 0 for none
	}{
		"commas":                 {"a,b\n1,2\n", []string{"a|b", "1|2"}, []int{1, 2}, 0},
		"semicolons with commas": {"a;b\n1,5;2\n", []string{"a|b", "1,5|2"}, []int{1, 2}, 0},
		"tabs":                   {"a\tb\n\t2\n", []string{"a|b", "|2"}, []int{1, 2}, 0},
		"bars":                   {"a|b\n1|2", []string{"a|b", "1|2"}, []int{1, 2}, 0},
		"sep line":               {"sep=;\na;b,c\n", []string{"a|b,c"}, []int{2}, 0},
		"sep line for tabs":      {"sep=\t\na\tb;c\n", []string{"a|b;c"}, []int{2}, 0},
		"empty sep line":         {"sep=\na;b\n", []string{"a|b"}, []int{2}, 0},
		"quoted separators":      {"\"a,x\",b\n", []string{"a,x|b"}, []int{1}, 0},
		"doubled marks":          {`"say ""go""",b` + "\n", []string{`say "go"|b`}, []int{1}, 0},
		"quoted line breaks":     {"\"a\nx\",b\n1,2\n", []string{"a\nx|b", "1|2"}, []int{1, 3}, 0},
		"blanks around quotes":   {"a, \"b,c\" ,d\n", []string{"a|b,c|d"}, []int{1}, 0},
		"blank rows":             {"a,b\n,,\n\n1,2\n", []string{"a|b", "1|2"}, []int{1, 4}, 0},
		"a mark inside":          {"5'10\",b\n", []string{"5'10\"|b"}, []int{1}, 0},
		"marks within marks":     {"\"say \"go\" now\",b\n", []string{`say "go" now|b`}, []int{1}, 0},
		"never closed":           {"a,\"b\n1,2\n3,4\n", []string{`a|"b`, "1|2", "3|4"}, []int{1, 2, 3}, 1},
		"closed by a later cell": {"a,\"b,c\n1,2,3\n4,\"x, y\",6\n", []string{`a|"b|c`, "1|2|3", "4|x, y|6"}, []int{1, 2, 3}, 1},
		"closed by a cell below": {"1,\"b,c\n\"x, y\",2,3\n", []string{`1|"b|c`, "x, y|2|3"}, []int{1, 2}, 1},
		"a word in marks":        {"\"35 mm\" lens,b\n1,2\n", []string{`"35 mm" lens|b`, "1|2"}, []int{1, 2}, 1},
		"no end of the line":     {"a,\"b\"", []string{"a|b"}, []int{1}, 0},
		"nothing":                {"\n\n", nil, nil, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ReadCSV(test.text, 100)
			if diff := cmp.Diff(test.rows, shown(got.Rows)); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(test.lines, lines(got.Rows)); diff != "" {
				t.Error(diff)
			}
			if test.warn == 0 && len(got.Warnings) > 0 || test.warn > 0 && (len(got.Warnings) != 1 || got.Warnings[0].Line != test.warn) {
				t.Errorf("warnings are %v, want one at line %d", got.Warnings, test.warn)
			}
		})
	}
}

func TestCSVBounds(t *testing.T) {
	t.Parallel()
	wide := ReadCSV("a"+strings.Repeat(",x", 1<<20)+"\n1,2\n", 10)
	if len(wide.Rows) != 2 || len(wide.Rows[0].Cells) != MaxColumns || len(wide.Warnings) != 1 {
		t.Errorf("a million columns give %d rows, the first of %d cells, and %v", len(wide.Rows), len(wide.Rows[0].Cells), wide.Warnings)
	}
	for _, quote := range []string{"", `"`} {
		long := ReadCSV("a,b\n"+quote+strings.Repeat("ü", 5<<20)+quote+",2\n3,4\n", 10)
		if len(long.Rows) != 3 || len(long.Rows[1].Cells[0]) > maxCell || long.Rows[1].Cells[1] != "2" || len(long.Warnings) == 0 {
			t.Errorf("a cell of 10 MB gives %d rows and %v", len(long.Rows), long.Warnings)
		}
	}
	many := ReadCSV(strings.Repeat("1\n", 50), 10)
	if len(many.Rows) != 10 || !many.Cut {
		t.Errorf("%d rows, cut %t; want 10 and that there were more", len(many.Rows), many.Cut)
	}
	unclosed := ReadCSV(strings.Repeat("\"\"\"a\n", 1000)+strings.Repeat("x\n", 1<<19), 1<<21)
	if len(unclosed.Warnings) > maxUnclosed {
		t.Errorf("%d warnings of open quotation marks", len(unclosed.Warnings))
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{"a,b\n1,\"x\ny\"\n", "sep=;\n\"a\"\"\";b", "\"", "\"\"\"a\n\"b", "a\t\" x \"\t\n", ",,,\n\n|"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		table := ReadCSV(text, 1000)
		last := 0
		for _, row := range table.Rows {
			if len(row.Cells) == 0 || len(row.Cells) > MaxColumns || row.Line <= last || row.Line > 1+strings.Count(text, "\n") {
				t.Fatalf("row %+v after line %d", row, last)
			}
			last = row.Line
		}
	})
}
