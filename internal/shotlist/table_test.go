package shotlist_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/framing"
	"github.com/btsdirector/bts/internal/shotlist"
)

// nasty are shots whose words are hard on tables.
func nasty() []shotlist.Line {
	words := []string{
		"The wick", "=1+1", "+44 20", "-1", "@home", "'=quoted", "''-twice", "'plain", "a,b;c\td|e", `35" lens, "the old one"`, `he said,"wait`, `","`,
		"two\nlines", "two\r\nlines\r\n", " space around ", "sep=;", "#N/A", "1.50", "2026-05-07", "007", "1e9", "TRUE", "שלום 🎬 مرحبا",
		"Shot", "\x01\x1fcontrol", "_x000D_", "&amp;<b>", strings.Repeat("🎬", 10_000), strings.Repeat("line\n", 190), "end\\", "\uFEFFmark",
	}
	var lines []shotlist.Line
	for i, w := range words {
		s := shotlist.New()
		s.Title, s.Status = w, shotlist.Statuses[i%3]
		if len(w) < 8000 {
			s.Note, s.Proof, s.Why, s.Sound = w, w, w, w
		}
		if len(w) < 200 {
			s.Framing = framing.Framing{Size: w, Angle: w, Movement: w, Lens: w}
		}
		s.Medium = shotlist.Media[i%4]
		if i%4 > 0 {
			s.Priority = shotlist.Priorities[i%4-1]
		}
		lines = append(lines, shotlist.Line{Shot: s, Name: w, Weight: shotlist.Must, Reason: w, Site: w})
	}
	return lines
}

var formats = map[string]func(io.Writer, []shotlist.Line) error{"shots.csv": shotlist.CSV, "shots.xlsx": shotlist.XLSX}

func TestTablesComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	for name, write := range formats {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			lines := nasty()
			var file bytes.Buffer
			if err := write(&file, lines); err != nil {
				t.Fatal(err)
			}
			table, err := shotlist.Read(name, file.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			if len(table.Records) != len(lines) {
				t.Fatalf("%d rows of %d", len(table.Records), len(lines))
			}
			for i, r := range table.Records {
				if r.Cells["id"] != string(lines[i].ID) {
					t.Errorf("row %d is %q", r.Line, r.Cells["id"])
				}
				s, changes, err := r.Apply(name, lines[i])
				if err != nil || len(changes) > 0 || s.Title != lines[i].Title {
					t.Errorf("row %d, %.40q: %.200v %v", r.Line, lines[i].Title, changes, err)
				}
			}
		})
	}
}

// TestNoCellIsRun: nothing in a table that is written is a formula to a spreadsheet.
func TestNoCellIsRun(t *testing.T) {
	t.Parallel()
	var file bytes.Buffer
	if err := shotlist.CSV(&file, nasty()); err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(file.String(), "\r\n") {
		for _, cell := range strings.Split(line, ",") {
			if cell = strings.TrimPrefix(cell, `"`); cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
				t.Errorf("the cell %.40q is run", cell)
			}
		}
	}
	file.Reset()
	if err := shotlist.XLSX(&file, nasty()); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for row := range len(nasty()) + 1 {
		for column := range 20 {
			cell, _ := excelize.CoordinatesToCellName(column+1, row+1)
			formula, err := book.GetCellFormula("Shot list", cell)
			kind, kindErr := book.GetCellType("Shot list", cell)
			if err != nil || kindErr != nil || formula != "" || kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString && kind != excelize.CellTypeUnset {
				t.Errorf("%s: formula %q, type %v, %v %v", cell, formula, kind, err, kindErr)
			}
		}
	}
}

func TestReadsForeignTables(t *testing.T) {
	t.Parallel()
	table, err := shotlist.Read("theirs.csv", []byte("Our film;;\nTITLE;Shot with;Priority;Cam\nThe wick;Time-lapse;Nice to have;x\n;;;\nThe keeper;photos;MUST;\n"))
	if err != nil {
		t.Fatal(err)
	}
	var got []shotlist.Shot
	for _, r := range table.Records {
		s, _, err := r.Apply("theirs.csv", shotlist.Line{Shot: shotlist.New()})
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, s)
	}
	if len(got) != 2 || got[0].Title != "The wick" || got[0].Medium != shotlist.TimeLapse || got[0].Priority != shotlist.Nice || got[1].Medium != shotlist.Stills || got[1].Priority != shotlist.Must {
		t.Errorf("%+v", got)
	}
}

func TestRefusesTables(t *testing.T) {
	t.Parallel()
	book := excelize.NewFile()
	for cell, value := range map[string]string{"A1": "Shot", "A2": "The wick", "A3": "sum"} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := book.SetCellFormula("Sheet1", "B3", "1+1"); err != nil {
		t.Fatal(err)
	}
	var formula bytes.Buffer
	if err := book.Write(&formula); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data []byte
		says string
	}{
		"empty":        {nil, "no column is called"},
		"no head":      {[]byte("a,b\nc,d\n"), "no column is called"},
		"twice":        {[]byte("Shot,Size,Shot size\n"), "two columns"},
		"latin":        {[]byte("Shot\nB\xfccher\n"), "UTF-8"},
		"binary":       {[]byte("Shot\n\x00\n"), "UTF-8"},
		"formula":      {[]byte("Shot,Note\nThe wick,=HYPERLINK(1)\n"), "t.csv:2: \"=HYPERLINK(1)\" is a formula"},
		"real formula": {formula.Bytes(), "t.csv:3: the row has a formula"},
		"half a book":  {formula.Bytes()[:formula.Len()/2], "neither a workbook"},
		"too long":     {[]byte("Shot\n" + strings.Repeat("x\n", 5011)), "more than 5000 rows"},
		"too big":      {bytes.Repeat([]byte("x"), 8<<20+1), "bytes"},
	} {
		_, err := shotlist.Read("t.csv", test.data)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %.300v", name, err)
		}
	}
	r := shotlist.Record{Line: 4, Cells: map[string]string{"title": "", "medium": "oil", "status": "lost", "priority": "high"}}
	_, _, err := r.Apply("t.csv", shotlist.Line{Shot: shotlist.New()})
	for _, says := range []string{`t.csv:4: "oil" is not a medium`, `"lost" is not a status`, `"high" is not a priority`, "must, should or nice"} {
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v does not say %q", err, says)
		}
	}
	if _, _, err := (shotlist.Record{Line: 4, Cells: map[string]string{"title": ""}}).Apply("t.csv", shotlist.Line{Shot: shotlist.New()}); err == nil || !strings.Contains(err.Error(), "no title") {
		t.Errorf("%v", err)
	}
}

func FuzzRead(f *testing.F) {
	var file bytes.Buffer
	if err := shotlist.CSV(&file, nasty()[:10]); err != nil {
		f.Fatal(err)
	}
	f.Add(file.Bytes())
	f.Add([]byte("Shot,Medium\n\"a\nb\",oil\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := shotlist.Read("x", data)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%v", err)
		}
		for _, r := range table.Records {
			s, _, err := r.Apply("x", shotlist.Line{Shot: shotlist.New()})
			if err == nil && s.Check() != nil {
				t.Errorf("taken in: %+v", s)
			}
		}
	})
}
