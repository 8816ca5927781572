package office_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/story"
)

// exported is the shot list as a file.
func (h *house) exported(e office.ShotExport) office.File {
	h.t.Helper()
	name, data, err := h.ExportShots(h.ctx, h.in, e)
	must(h.t, err)
	return office.File{Name: name, Data: data}
}

// edited is a table with cells that somebody changed, by the row and the title of the column.
func edited(t *testing.T, f office.File, change func(cell func(row int, column string) *string) [][]string) office.File {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(f.Data, []byte("\uFEFF")))).ReadAll()
	must(t, err)
	more := change(func(row int, column string) *string { return &rows[row][slices.Index(rows[0], column)] })
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	must(t, w.WriteAll(append(rows, more...)))
	return office.File{Name: f.Name, Data: out.Bytes()}
}

// TestShotlistGoesOutAndComesIn: what was not touched in the spreadsheet changes nothing, and what was, changes alone.
func TestShotlistGoesOutAndComesIn(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, white)
	h.hire("Nora", "video", "stills")
	h.plan()
	one, two := h.byHand(), h.byHand()
	same := "Moment of two"
	for _, id := range []production.MomentID{one, two} {
		_, err := h.EditMoment(h.ctx, h.in, id, story.Change{Title: &same})
		must(t, err)
	}
	h.shot(h.moment(), "=SUM(A1)")
	h.shot(one, "of one")
	h.shot(two, "of two")
	h.shot("", "two\nlines, \"quoted\"")
	before := h.list()
	for _, format := range []office.ShotFormat{office.ShotsCSV, office.ShotsXLSX} {
		file := h.exported(office.ShotExport{Format: format})
		did, act, err := h.ImportShots(h.ctx, h.in, file, false)
		must(t, err)
		if act.ID != "" || did.Same != 4 || len(did.Added)+len(did.Changed) > 0 {
			t.Errorf("%s: %+v", format, did)
		}
	}
	file := edited(t, h.exported(office.ShotExport{Format: office.ShotsCSV}), func(cell func(int, string) *string) [][]string {
		for row := 1; row <= 4; row++ {
			if *cell(row, "Shot") == "of one" {
				*cell(row, "Size"), *cell(row, "Status"), *cell(row, "Proof") = "close up", "Done", "A017"
				*cell(row, "Because"), *cell(row, "Matters") = "somebody wrote here", "must"
			}
			if *cell(row, "Shot") == "of two" {
				*cell(row, "Moment") = ""
			}
		}
		row := make([]string, 20)
		row[0], row[1] = "A new one", string(one)
		return [][]string{row}
	})
	did, _, err := h.ImportShots(h.ctx, h.in, file, true)
	must(t, err)
	if d := cmp.Diff(before, h.list()); d != "" {
		t.Errorf("to look at it changes the list: %s", d)
	}
	again, act, err := h.ImportShots(h.ctx, h.in, file, false)
	must(t, err)
	if len(did.Added) != 1 || len(did.Changed) != 2 || did.Same != 2 || len(again.Changed) != 2 {
		t.Errorf("%+v", did)
	}
	got := map[string]office.ListedShot{}
	for _, s := range h.shots(h.ctx, office.ShotFilter{}) {
		got[s.Title] = s
	}
	if s := got["of one"]; s.Size != "CU" || s.Status != shotlist.Got || s.Proof != "A017" || s.Moment != one || s.Priority != "" {
		t.Errorf("%+v", s.Shot)
	}
	if got["of two"].Moment != "" || got["A new one"].Moment != one || len(got) != 5 {
		t.Errorf("%+v", got)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if d := cmp.Diff(before, h.list()); d != "" {
		t.Errorf("taken back: %s", d)
	}
}

func TestShotlistRefusesWholeFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.shot("", "The wick")
	before := h.list()
	table := "Shot,Moment,Medium,Id\nGood,,video,\n\"\",,video,\nBad,No such moment,oil,\nx,,,unknown\na,,," + string(id) + "\nb,,," + string(id) + "\n"
	_, act, err := h.ImportShots(h.ctx, h.in, office.File{Name: "t.csv", Data: []byte(table)}, false)
	if !fault.Is(err, fault.Invalid) || act.ID != "" {
		t.Fatalf("%v", err)
	}
	for _, says := range []string{"t.csv:3", "no title", `t.csv:4: "oil" is not a medium`, `there is no moment "No such moment"`, `t.csv:5: there is no shot with the id "unknown"`, "t.csv:7: row 6 has the same id"} {
		if !strings.Contains(err.Error(), says) {
			t.Errorf("does not say %q: %v", says, err)
		}
	}
	if d := cmp.Diff(before, h.list()); d != "" {
		t.Errorf("what was refused changed the list: %s", d)
	}
}

func TestShotsOfClosedSetsStayOutOfFiles(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.take(script, schedule("pink.csv", "2026-06-01,1,1,ROOF,EXT,DAY,Studio,ANN,08:00,18:00,09:00,12:00,yes"))
	for _, m := range h.moments() {
		if m.Scene == "1" {
			h.shot(m.ID, "secretword")
		}
	}
	h.shot("", "openword")
	for _, role := range []access.Role{access.Publicity, access.Post, access.Crew} {
		ctx := h.as(role)
		_, data, err := h.ExportShots(ctx, h.in, office.ShotExport{Format: office.ShotsCSV})
		must(t, err)
		if got := strings.Contains(string(data), "secretword"); got != actorSees(ctx, h.in) || !strings.Contains(string(data), "openword") {
			t.Errorf("a %s carries the closed set away: %v", role.Title(), got)
		}
		packet, err := h.Packet(h.ctx, h.in, "2026-06-01")
		must(t, err)
		if len(packet.Shots) == 0 {
			t.Error("the packet has no shots")
		}
	}
	ad := h.as(access.AD)
	packet, err := h.Packet(ad, h.in, "2026-06-01")
	must(t, err)
	if len(packet.Shots) > 0 || len(packet.Look) > 0 {
		t.Error("who may not see the story reads of it in the packet")
	}
	if _, _, err := h.ExportShots(h.ctx, h.in, office.ShotExport{Format: "doc"}); !fault.Is(err, fault.Invalid) {
		t.Errorf("error %v", err)
	}
	pdf := h.exported(office.ShotExport{Format: office.ShotsPDF, ShotFilter: office.ShotFilter{Date: "2026-06-01"}})
	if !bytes.HasPrefix(pdf.Data, []byte("%PDF")) || pdf.Name != "two-days-shots-2026-06-01.pdf" {
		t.Errorf("%s of %d bytes", pdf.Name, len(pdf.Data))
	}
}
