package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/btsdirector/bts/internal/fault"
)

// build makes a workbook with another program's writer.
func build(t testing.TB, fill func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// set writes a cell, with a number format where code is not "".
func set(t testing.TB, f *excelize.File, cell string, value any, code string) {
	t.Helper()
	must(t, f.SetCellValue("Sheet1", cell, value))
	if code != "" {
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", cell, cell, style))
	}
}

func read(t testing.TB, data []byte) Table {
	t.Helper()
	w, err := OpenWorkbook(data)
	must(t, err)
	table, err := w.Read(0, 1000)
	must(t, err)
	return table
}

func TestWorkbookValues(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		value any
		code  string // number format
		want  string
	}{
		"text":                {"INT. HUT", "", "INT. HUT"},
		"line breaks":         {"a\nb", "", "a\nb"},
		"whole number":        {12.0, "", "12"},
		"fraction":            {1.375, "# ?/8", "1.375"},
		"binary dust":         {0.1 + 0.2, "", "0.3"},
		"large":               {1e20, "", "100000000000000000000"},
		"yes":                 {true, "", "TRUE"},
		"date":                {46154, "yyyy-mm-dd", "2026-05-12"},
		"American date":       {46154, "m/d/yy", "2026-05-12"},
		"German date":         {46154, "[$-407]ddd, d. mmmm yyyy", "2026-05-12"},
		"month alone":         {46154, "mmm", "2026-05-12"},
		"era":                 {46154, "e/m/d", "2026-05-12"},
		"date and time":       {46154.75, "d.m.yyyy h:mm", "2026-05-12 18:00"},
		"date with AM":        {46154.25, `m/d/yyyy h:mm AM/PM`, "2026-05-12 06:00"},
		"time":                {0.3125, "h:mm", "07:30"},
		"midnight":            {0.0, "h:mm", "00:00"},
		"time in words":       {0.3125, `hh"h"mm`, "07:30"},
		"hours that count on": {1.0416666667, "[h]:mm", "01:00+1"},
		"number with letters": {12.0, `0" days"`, "12"},
		"red number":          {12.5, "#,##0.00;[Red]-#,##0.00", "12.5"},
		"scientific":          {12.5, "0.00E+00", "12.5"},
		"escaped letters":     {3.0, `0\d`, "3"},
		"before the bug":      {1, "yyyy-mm-dd", "1900-01-01"},
		"after the bug":       {61, "yyyy-mm-dd", "1900-03-01"},
		"no date":             {-5, "yyyy-mm-dd", "-5"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := read(t, build(t, func(f *excelize.File) {
				set(t, f, "A1", "x", "")
				set(t, f, "B1", test.value, test.code)
			}))
			if diff := cmp.Diff([]string{"x|" + test.want}, shown(table.Rows)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestWorkbookFormats(t *testing.T) {
	t.Parallel()
	want := map[int]string{14: "2026-05-12 12:00", 22: "2026-05-12 12:00", 20: "12:00", 46: "46154.5", 2: "46154.5", 49: "46154.5", 12: "46154.5"}
	want[46] = "12:00"
	for id, show := range want {
		table := read(t, build(t, func(f *excelize.File) {
			style, err := f.NewStyle(&excelize.Style{NumFmt: id})
			must(t, err)
			must(t, f.SetCellValue("Sheet1", "A1", 46154.5))
			must(t, f.SetCellStyle("Sheet1", "A1", "A1", style))
		}))
		if diff := cmp.Diff([]string{show}, shown(table.Rows)); diff != "" {
			t.Errorf("format %d: %s", id, diff)
		}
	}
}

func TestWorkbookFrom1904(t *testing.T) {
	t.Parallel()
	table := read(t, build(t, func(f *excelize.File) {
		from := true
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from}))
		set(t, f, "A1", 44692, "yyyy-mm-dd")
		set(t, f, "B1", 0.5, "h:mm")
	}))
	if diff := cmp.Diff([]string{"2026-05-12|12:00"}, shown(table.Rows)); diff != "" {
		t.Error(diff)
	}
}

func TestWorkbookSheets(t *testing.T) {
	t.Parallel()
	data := build(t, func(f *excelize.File) {
		set(t, f, "B2", "merged", "")
		must(t, f.MergeCell("Sheet1", "B2", "C4"))
		must(t, f.MergeCell("Sheet1", "A6", "C6"))
		set(t, f, "A5", 3, "")
		must(t, f.SetCellFormula("Sheet1", "A5", "1+2"))
		must(t, f.SetRowVisible("Sheet1", 5, false))
		must(t, f.SetCellRichText("Sheet1", "D2", []excelize.RichTextRun{{Text: "bold "}, {Text: "plain"}}))
		_, err := f.NewSheet("Second & last")
		must(t, err)
		must(t, f.SetSheetVisible("Second & last", false))
	})
	w, err := OpenWorkbook(data)
	must(t, err)
	var names []string
	for _, s := range w.Sheets() {
		names = append(names, s.Name)
	}
	if diff := cmp.Diff([]string{"Sheet1", "Second & last"}, names); diff != "" || w.Sheets()[0].Hidden || !w.Sheets()[1].Hidden {
		t.Errorf("%v %s", w.Sheets(), diff)
	}
	table := read(t, data)
	if diff := cmp.Diff([]string{"|merged||bold plain", "3"}, shown(table.Rows)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]int{2, 5}, lines(table.Rows)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]Span{{Line: 2, Column: 1, Rows: 3}}, table.Spans); diff != "" {
		t.Error(diff)
	}
	if len(table.Warnings) != 1 || !strings.Contains(table.Warnings[0].Message, "hidden") {
		t.Errorf("warnings are %v", table.Warnings)
	}
}

// raw makes a workbook of one sheet from its XML.
func raw(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	all := map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	}
	for name, text := range parts {
		all[name] = text
	}
	for name, text := range all {
		part, err := z.Create(name)
		must(t, err)
		_, err = io.WriteString(part, text)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func sheetOf(rows string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"}
}

func TestWorkbookXML(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rows string
		want []string
		warn string
	}{
		"no references":   {`<row><c><v>1</v></c><c t="inlineStr"><is><t>a</t></is></c></row><row><c><v>2</v></c></row>`, []string{"1|a", "2"}, ""},
		"prefixes":        {`<x:row r="4"><x:c r="B4"><x:v>1</x:v></x:c></x:row>`, []string{"|1"}, ""},
		"an error":        {`<row r="7"><c r="C7" t="e"><v>#REF!</v></c><c r="D7"><v>1</v></c></row>`, []string{"|||1"}, `the cell C7 of the sheet "S" has the error #REF!`},
		"a date as text":  {`<row><c t="d"><v>2026-05-12T00:00:00</v></c></row>`, []string{"2026-05-12"}, ""},
		"a formula":       {`<row><c t="str"><f>A1&amp;B1</f><v>12A</v></c></row>`, []string{"12A"}, ""},
		"no value yet":    {`<row><c><f>A2</f></c><c t="str"><f>B2</f><v></v></c><c><v>1</v></c></row>`, []string{"||1"}, `cells of the sheet "S", 1 of them, have formulas without a value`},
		"readings":        {`<row><c t="inlineStr"><is><t>課</t><rPh sb="0" eb="1"><t>カ</t></rPh></is></c></row>`, []string{"課"}, ""},
		"a missing text":  {`<row><c t="s"><v>99</v></c><c><v>1</v></c></row>`, []string{"|1"}, ""},
		"a far column":    {`<row><c r="XFD1"><v>1</v></c><c r="A1"><v>2</v></c></row>`, []string{"2"}, ""},
		"odd references":  {`<row r="-1"><c r="!"><v>1</v></c></row>`, []string{"1"}, ""},
		"carriage return": {`<row><c t="inlineStr"><is><t>a_x000D_` + "\n" + `b</t></is></c></row>`, []string{"a\nb"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			table := read(t, raw(t, sheetOf(test.rows)))
			if diff := cmp.Diff(test.want, shown(table.Rows)); diff != "" {
				t.Error(diff)
			}
			said := ""
			if len(table.Warnings) > 0 {
				said = table.Warnings[0].Message
			}
			if !strings.Contains(said, test.warn) || test.warn == "" && said != "" {
				t.Errorf("the warning is %q, want %q", said, test.warn)
			}
		})
	}
}

// TestHostileWorkbooks are refused, or read in part, in little time. Each is far below a megabyte.
func TestHostileWorkbooks(t *testing.T) {
	t.Parallel()
	blank := strings.Repeat(" ", 24<<20)
	tests := map[string]map[string]string{
		"blank for 24 MB":         {"xl/worksheets/sheet1.xml": "<worksheet><sheetData>" + blank},
		"texts for 24 MB":         {"xl/sharedStrings.xml": "<sst>" + strings.Repeat("<si><t>x</t></si>", 24<<20/17)},
		"one long text":           {"xl/sharedStrings.xml": "<sst><si><t>" + strings.Repeat("x", 24<<20) + "</t></si>"},
		"a tag without an end":    {"xl/worksheets/sheet1.xml": "<worksheet a='" + blank},
		"rows that say too much":  {"xl/worksheets/sheet1.xml": "<sheetData>" + strings.Repeat(`<row><c r="ALL1"><v>1</v></c></row>`, 50000)},
		"entities":                {"xl/worksheets/sheet1.xml": `<!DOCTYPE a [<!ENTITY b "bbbb">]><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData>`},
		"no sheet":                {"xl/workbook.xml": "<workbook/>"},
		"broken XML":              {"xl/workbook.xml": "<workbook><sheets"},
		"a charset of another":    {"xl/workbook.xml": `<?xml version="1.0" encoding="EBCDIC"?><workbook/>`},
		"relations without end":   {"xl/_rels/workbook.xml.rels": strings.Repeat(`<Relationship Type="/chart"/>`, 1<<20)},
		"a path out of the house": {"xl/_rels/workbook.xml.rels": `<Relationship Id="r1" Type="/chartsheet" Target="../../etc/passwd"/>`},
	}
	for name, parts := range tests {
		data := raw(t, parts)
		start := time.Now()
		w, err := OpenWorkbook(data)
		if err == nil {
			_, err = w.Read(0, 1<<20)
		}
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: the error is %v, want one with code invalid", name, err)
		}
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s: refused after %v", name, took)
		}
	}
	good := raw(t, sheetOf("<row><c><v>1</v></c></row>"))
	for _, cut := range []int{4, 40, len(good) / 2, len(good) - 1} {
		if _, err := OpenWorkbook(good[:cut]); !fault.Is(err, fault.Invalid) {
			t.Errorf("cut at %d: %v", cut, err)
		}
	}
}

func FuzzWorkbookXML(f *testing.F) {
	f.Add(`<row><c r="B1" t="s"><v>0</v></c></row>`, `<sst><si><t>x</t></si></sst>`, `<cellXfs><xf numFmtId="14"/></cellXfs>`)
	f.Add(`<row r="5"><c s="1"><v>46154.5</v></c></row></sheetData><mergeCell ref="A1:B9"/>`, ``, `<numFmt numFmtId="200" formatCode="[h]:mm;@"/><cellXfs><xf numFmtId="200"/><xf numFmtId="9"/></cellXfs>`)
	f.Fuzz(func(t *testing.T, rows, texts, styles string) {
		parts := sheetOf(rows)
		parts["xl/sharedStrings.xml"], parts["xl/styles.xml"] = texts, styles
		w, err := OpenWorkbook(raw(t, parts))
		if err == nil {
			_, err = w.Read(0, 100)
		}
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
	})
}
