package intake

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

// cells fills cells of a new workbook: values by reference.
func cells(t testing.TB, f *excelize.File, sheet string, values map[string]any) {
	t.Helper()
	for cell, value := range values {
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
}

func styled(t testing.TB, f *excelize.File, from, to, code string) {
	t.Helper()
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err == nil {
		err = f.SetCellStyle("Sheet1", from, to, style)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestWorkbookSchedule reads a schedule as people build it in Excel: a title, merged days, dates and
// times as numbers, lengths as fractions, a broken formula.
func TestWorkbookSchedule(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	defer f.Close()
	cells(t, f, "Sheet1", map[string]any{
		"A1": "The Quay", "A3": "Date", "B3": "Scene", "C3": "Set", "D3": "Pages", "E3": "Call", "F3": "Unit", "G3": "Cast",
		"A4": 46154, "B4": 12, "C4": "QUAY", "D4": 1.375, "E4": 0.3125, "F4": "Second", "G4": "EDDA",
		"B5": "12A", "C5": "HUT", "D5": "3/8", "G5": "#",
		"G6": "SUNNY",
		"A7": time.Date(2026, 5, 13, 0, 0, 0, 0, time.UTC), "B7": 13.0, "C7": "HUT", "D7": time.Date(2026, 3, 8, 0, 0, 0, 0, time.UTC), "E7": "8:00 AM",
	})
	styled(t, f, "A4", "A4", "ddd d mmm yyyy")
	styled(t, f, "E4", "E4", "h:mm AM/PM")
	styled(t, f, "D4", "D4", "# ?/?")
	styled(t, f, "D7", "D7", "d-mmm")
	for _, m := range [][2]string{{"A4", "A6"}, {"F4", "F6"}, {"B5", "B6"}, {"A1", "G1"}} {
		if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := Read(written(t, f), Options{Name: "quay.xlsx"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1 2026-05-12 12 12A", "2 2026-05-13 13"}, daysOf(doc)); diff != "" {
		t.Error(diff)
	}
	first, second := doc.Schedule.Days[0].Units, doc.Schedule.Days[1].Units
	if len(first) != 1 || first[0].Unit != "Second" || first[0].Call.String() != "07:30" || second[0].Unit != "Main" || second[0].Call.String() != "08:00" {
		t.Errorf("units are %+v and %+v", first, second)
	}
	var eighths []int
	for _, s := range doc.Schedule.Breakdown {
		eighths = append(eighths, s.Eighths)
	}
	if diff := cmp.Diff([]int{11, 3, 3}, eighths); diff != "" {
		t.Error(diff)
	}
	if cast := doc.Schedule.Breakdown[1].Characters; len(cast) != 2 || cast[1] != "SUNNY" {
		t.Errorf("the cast of the merged scene is %q", cast)
	}
	if said := warningsOf(doc); !strings.Contains(said, "made a date, 2026-03-08") || doc.Warnings[len(doc.Warnings)-1].Line != 7 {
		t.Errorf("warnings are %v", doc.Warnings)
	}
}

func TestWorkbookChoosesSheet(t *testing.T) {
	t.Parallel()
	const cover, plan, crew = "The Quay\nby us\n", "Date,Scene,Set\n2026-05-12,1,HUT\n", "Name,Role\nDee Rector,Director\n"
	tests := map[string]struct {
		sheets []string
		hide   string
		opt    Options
		want   Kind
		warn   string
	}{
		"the only table":       {[]string{cover, plan}, "", Options{}, KindSchedule, ""},
		"a schedule first":     {[]string{crew, plan}, "", Options{}, KindSchedule, `"Sheet2" was read; "Sheet1" of the same workbook`},
		"hidden behind others": {[]string{plan, crew}, "Sheet1", Options{}, KindPeople, ""},
		"hidden before cover":  {[]string{plan, cover}, "Sheet1", Options{}, KindSchedule, "is hidden"},
		"named by the mapping": {[]string{plan, crew}, "", Options{Mapping: map[string]string{"sheet": "sheet2", "name": "Name", "role": "Role"}}, KindPeople, ""},
		"named alone":          {[]string{plan, crew}, "", Options{Mapping: map[string]string{"sheet": "Sheet2"}}, KindPeople, ""},
		"of a kind":            {[]string{plan, crew}, "", Options{Mapping: map[string]string{"kind": "crew"}}, KindPeople, `"Sheet2" was read`},
		"found by the mapping": {[]string{cover, "When,Which\n2026-05-12,7\n"}, "", Options{Mapping: map[string]string{"date": "When", "scene": "Which"}}, KindSchedule, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			data := workbook(t, test.sheets...)
			if test.hide != "" {
				data = hidden(t, data, test.hide)
			}
			doc, err := Read(data, test.opt)
			if err != nil {
				t.Fatal(err)
			}
			if said := warningsOf(doc); doc.Kind != test.want || !strings.Contains(said, test.warn) || test.warn == "" && strings.Contains(said, "sheet") {
				t.Errorf("read as %q with warnings %q, want %q and %q", doc.Kind, said, test.want, test.warn)
			}
		})
	}
	_, err := Read(workbook(t, plan), Options{Name: "a.xlsx", Mapping: map[string]string{"sheet": "Plan"}})
	if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, `no sheet "Plan"; it has "Sheet1"`) || e.At.File != "a.xlsx" {
		t.Error(err)
	}
	header, preview, err := TableHeader(workbook(t, cover, plan))
	if diff := cmp.Diff([]string{"Date", "Scene", "Set"}, header); diff != "" || err != nil || len(preview) != 1 {
		t.Error(diff, preview, err)
	}
}

func hidden(t testing.TB, data []byte, sheet string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	f.SetActiveSheet(1)
	if err := f.SetSheetVisible(sheet, false); err != nil {
		t.Fatal(err)
	}
	return written(t, f)
}

func TestWorkbookRefuses(t *testing.T) {
	t.Parallel()
	good := string(workbook(t, "Date,Scene\n2026-05-12,1\n"))
	tests := map[string]struct{ name, data, say, do string }{
		"no table":        {"a.xlsx", string(workbook(t, "")), "the table is empty", ""},
		"other columns":   {"a.xlsx", string(workbook(t, "Mood,Weather\nbad,rain\n")), "no column was found", "Map the columns"},
		"cut off":         {"a.xlsx", good[:len(good)/2], "an Excel workbook", "save it again"},
		"binary":          {"a.xlsb", "PK\x03\x04\x00\x00xl/workbook.bin", "binary form", "Excel Workbook (.xlsx)"},
		"LibreOffice":     {"a.ods", "PK\x03\x04\x00\x00mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "OpenDocument table", "In LibreOffice choose"},
		"Numbers":         {"a.numbers", "PK\x03\x04\x00\x00Index/Document.iwa", "Numbers table", "In Numbers choose"},
		"old Excel":       {"a.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office", "save the table as .xlsx"},
		"with a password": {"a.xlsx", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "with a password", "take the password off"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: test.name})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, test.say) || !strings.Contains(e.Remedy, test.do) || e.At.File != test.name {
				t.Errorf("%v, want %q and %q", err, test.say, test.do)
			}
		})
	}
}

func TestTableOddities(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data string
		want []string // days
		warn string
	}{
		"a mark never closed":   {"Date,Scene,Description\n2026-05-12,1,\"Edda goes\n2026-05-13,2,b\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "never closed"},
		"blank columns before":  {",,Date,Scene\n,,2026-05-12,1\n", []string{"1 2026-05-12 1"}, ""},
		"short rows":            {"Date,Scene,Set,Pages\n2026-05-12,1\n", []string{"1 2026-05-12 1"}, ""},
		"long rows":             {"Date,Scene\n2026-05-12,1,more,and more\n", []string{"1 2026-05-12 1"}, "more cells than the table has columns"},
		"the header repeated":   {"Date,Scene\n2026-05-12,1\nDate,Scene\n2026-05-13,2\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, ""},
		"totals":                {"Date,Scene,Pages\n2026-05-12,1,1\nTotal,,1\nGrand total: 1,1 scene,\n", []string{"1 2026-05-12 1"}, ""},
		"a lone banner":         {"No,Date,Scene,Set\n,2026-05-12,1,HUT\nCOMPANY MOVE,,,\n,,2,QUAY\n", []string{"1 2026-05-12 1 COMPANY MOVE 2"}, ""},
		"a banner as scene":     {"Date,Scene,Set\n2026-05-12,1,HUT\n,LUNCH 13:00,\n,2,QUAY\n", []string{"1 2026-05-12 1 LUNCH 13:00 2"}, ""},
		"a mark and a BOM":      {"\xEF\xBB\xBFDate,Scene\r\n2026-05-12,1\r\n", []string{"1 2026-05-12 1"}, ""},
		"old Mac line ends":     {"Date,Scene\r2026-05-12,1\r", []string{"1 2026-05-12 1"}, ""},
		"Mac Roman":             {"Date,Scene,Set\n2026-05-12,1,caf\x8E de l'h\x99tel\n2026-05-13,2,g\x8Eante\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "Mac Roman"},
		"UTF-16 with semicolon": {"\xFE\xFF\x00D\x00a\x00t\x00e\x00;\x00S\x00c\x00e\x00n\x00e\x00\n\x002\x000\x002\x006\x00-\x000\x005\x00-\x001\x002\x00;\x001\x00\n", []string{"1 2026-05-12 1"}, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, test.data, Options{Name: "a.csv"})
			if diff := cmp.Diff(test.want, daysOf(doc)); diff != "" {
				t.Error(diff)
			}
			if said := warningsOf(doc); !strings.Contains(said, test.warn) || test.warn == "" && said != "" {
				t.Errorf("warnings are %q, want %q", said, test.warn)
			}
		})
	}
	doc := mustRead(t, "Date,Scene,Set\n2026-05-12,1,caf\x8E de l'\x8Et\x8E\n", Options{Name: "a.csv"})
	if set := doc.Schedule.Breakdown[0].Set; set != "CAFÉ DE L'ÉTÉ" {
		t.Errorf("the set is %q", set)
	}
}

// TestHostileTables holds files made to do harm to little time and memory.
func TestHostileTables(t *testing.T) {
	columns := "Date,Scene" + strings.Repeat(",c", 1<<20) + "\n2026-05-12,1\n"
	var list strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&list, "%x,", i)
	}
	names := list.String()
	spans := func() []byte {
		f := excelize.NewFile()
		defer f.Close()
		cells(t, f, "Sheet1", map[string]any{"A1": "Date", "B1": "Scene", "A2": "2026-05-12"})
		for i := 2; i < 2000; i++ {
			cells(t, f, "Sheet1", map[string]any{fmt.Sprintf("B%d", i): i})
		}
		if err := f.MergeCell("Sheet1", "A2", "A1000000"); err != nil {
			t.Fatal(err)
		}
		return written(t, f)
	}
	tests := map[string]struct {
		data []byte
		ok   bool
	}{
		"a million columns":     {[]byte(columns), true},
		"a cell of 10 MB":       {[]byte("Date,Scene,Set\n2026-05-12,1,\"" + strings.Repeat("x", 10<<20) + "\"\n"), true},
		"quotes without end":    {[]byte("Date,Scene\n2026-05-12,1\n" + strings.Repeat("\"\"\"a\n", 10000)), true},
		"commas without end":    {[]byte("Date,Scene\n" + strings.Repeat(strings.Repeat(",", 900)+"x\n", 5000)), false},
		"rows without end":      {[]byte("Date,Scene\n" + strings.Repeat("1\n", 5<<20)), false},
		"scenes without end":    {[]byte("Date,Scene\n2026-05-12,\"" + strings.Repeat("1,", 5000) + "1\"\n"), true},
		"a cast without end":    {[]byte("Date,Scene,Cast\n" + strings.Repeat("2026-05-12,1,\""+names+"\"\n", 400)), true},
		"a merged day for ever": {spans(), true},
	}
	for name, test := range tests {
		start := time.Now()
		var err error
		times := peakTimes(t, test.data, func() error { _, err = Read(test.data, Options{Name: "a.csv"}); return nil })
		if (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s took %v", name, took)
		}
		if small := float64(24<<20) / float64(len(test.data)); times > 20+small {
			t.Errorf("%s needs %.1f times its size", name, times)
		}
	}
}

func TestLongWorkbook(t *testing.T) {
	text := string(longSchedule(15000))
	data := workbook(t, text)
	start := time.Now()
	times := peakTimes(t, data, func() error {
		doc, err := Read(data, Options{Name: "long.xlsx"})
		if err == nil && len(doc.Schedule.Breakdown) != 15000 {
			t.Errorf("%d scenes", len(doc.Schedule.Breakdown))
		}
		return err
	})
	t.Logf("%d bytes as a workbook, %.1f times its size in memory, %v", len(data), times, time.Since(start))
	if constant := float64(24<<20) / float64(len(data)); times > 20+constant {
		t.Errorf("a workbook of 15,000 rows needs %.1f times its size", times)
	}
}

func BenchmarkWorkbook15000(b *testing.B) {
	data := workbook(b, string(longSchedule(15000)))
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, Options{Name: "long.xlsx"}); err != nil {
			b.Fatal(err)
		}
	}
}
