package office

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/shotlist"
	"github.com/btsdirector/bts/internal/store"
)

// ShotFormat is a kind of file that a shot list can be written as.
type ShotFormat string

// The formats.
const (
	ShotsCSV  ShotFormat = "csv"
	ShotsXLSX ShotFormat = "xlsx"
	ShotsPDF  ShotFormat = "pdf"
)

// Paper is a size of paper.
type Paper = onset.Paper

// ShotExport says what of the shot list is written, and how.
type ShotExport struct {
	ShotFilter
	Format ShotFormat
	Paper  Paper  // of a PDF, A4 when ""
	URL    string // of the live page, printed as a QR code when set
}

// ExportShots is the shot list as a file. Shots of closed sets are left out for whoever may not see these. It returns
// fault.Invalid for a format that it does not know.
func (o *Office) ExportShots(ctx context.Context, in production.ProductionID, e ShotExport) (name string, data []byte, err error) {
	var film production.Production
	var sheet onset.ShotSheet
	var lines []shotlist.Line
	err = o.look(ctx, access.SeeStory, in, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		all, err := o.listShots(ctx, tx, in)
		if err != nil {
			return err
		}
		all = slices.DeleteFunc(all, func(s ListedShot) bool { return s.Closed || !e.Lets(s) })
		if e.Format == ShotsPDF {
			sheet, err = o.shotSheet(ctx, tx, film, e, all)
			return err
		}
		lines, err = shotLines(ctx, tx, in, all)
		return err
	})
	if err != nil {
		return "", nil, err
	}
	var file bytes.Buffer
	switch e.Format {
	case ShotsCSV:
		err = shotlist.CSV(&file, lines)
	case ShotsXLSX:
		err = shotlist.XLSX(&file, lines)
	case ShotsPDF:
		paper := e.Paper
		if paper == "" {
			paper = onset.A4
		}
		err = sheet.PDF(&file, paper, o.fonts)
	default:
		err = fault.New(fault.Invalid, "%q is not a format of a shot list", e.Format).WithRemedy("Choose csv, xlsx or pdf.")
	}
	name = film.Slug + "-shots"
	if e.Date != "" {
		name += "-" + string(e.Date)
	}
	return name + "." + string(e.Format), file.Bytes(), err
}

// shotLines are shots as lines of a table.
func shotLines(ctx context.Context, tx *store.Tx, in production.ProductionID, list []ListedShot) ([]shotlist.Line, error) {
	names, err := momentNames(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	lines := []shotlist.Line{}
	for _, s := range list {
		l := shotlist.Line{Shot: s.Shot, Name: names[s.Moment], Date: string(s.Date), Site: s.Site, Weight: s.Weight, Reason: s.Reason}
		if s.Day > 0 {
			l.Day = fmt.Sprint(s.Day)
		}
		l.Time = spanWords(s)
		lines = append(lines, l)
	}
	return lines, nil
}

func spanWords(s ListedShot) string {
	switch {
	case !s.Date.Known() || !s.Start.Known():
		return ""
	case !s.End.Known():
		return s.Start.String()
	}
	return s.Start.String() + "–" + s.End.String()
}

// momentNames are the moments that the reader may see, each called unlike every other.
func momentNames(ctx context.Context, tx *store.Tx, in production.ProductionID) (shotlist.Names, error) {
	all, err := tx.FindMoments(ctx, in, store.MomentFilter{})
	if err != nil {
		return nil, err
	}
	screen, err := shieldFor(ctx, tx, in)
	titles := map[production.MomentID]string{}
	for _, m := range all {
		if !screen.hidesMoment(m) {
			titles[m.ID] = m.Title
		}
	}
	return shotlist.NamesOf(titles), err
}

// shotSheet is the shot list to hand out, by day.
func (o *Office) shotSheet(ctx context.Context, tx *store.Tx, film production.Production, e ShotExport, list []ListedShot) (onset.ShotSheet, error) {
	treatment, err := tx.FindTreatment(ctx, film.ID)
	if err != nil {
		return onset.ShotSheet{}, err
	}
	p := onset.ShotSheet{Production: film.Title, Title: "Shot list", Made: o.today(film), URL: e.URL, Look: lookLines(treatment)}
	if p.Revision, err = scheduleWords(ctx, tx, film); err != nil {
		return p, err
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b ListedShot) int {
		if (a.Date == "") != (b.Date == "") {
			return len(b.Date) - len(a.Date)
		}
		return strings.Compare(string(a.Date), string(b.Date))
	})
	for _, s := range sorted {
		title := "Any day"
		if s.Date.Known() {
			title = s.Date.Spoken()
			if s.Day > 0 {
				title = fmt.Sprintf("Day %d · %s", s.Day, title)
			}
		}
		if n := len(p.Days); n == 0 || p.Days[n-1].Title != title {
			p.Days = append(p.Days, onset.ShotSheetDay{Title: title})
		}
		last := &p.Days[len(p.Days)-1]
		last.Shots = append(last.Shots, sheetShot(s))
	}
	if e.Date != "" && len(p.Days) == 1 {
		p.Title = p.Days[0].Title
	}
	return p, nil
}

// lookLines are what the treatment says of how shots look and sound.
func lookLines(t outline.Treatment) []onset.Said {
	var out []onset.Said
	for _, l := range []onset.Said{{Name: "Palette", Text: t.Palette}, {Name: "Lenses", Text: t.Lenses}, {Name: "Movement", Text: t.Movement}, {Name: "Sound", Text: t.Sound}, {Name: "Avoid", Text: t.Avoid}} {
		if strings.TrimSpace(l.Text) != "" {
			out = append(out, l)
		}
	}
	return out
}

func sheetShot(s ListedShot) onset.SheetShot {
	out := onset.SheetShot{
		Title: s.Title, How: s.How(), Moment: s.Name, Place: production.CalmName(s.Site),
		Time: spanWords(s), Team: strings.Join(s.Team, ", "), Priority: string(s.Weight), Reason: s.Reason, Sound: s.Sound, Note: s.Note,
		Got: s.Status == shotlist.Got, Missed: s.Status == shotlist.Missed, Proof: s.Proof,
	}
	if out.Missed {
		out.Proof = strings.TrimSuffix("Missed: "+s.Why, ": ")
	}
	return out
}

// ShotFile is what a table that comes in does to the shot list.
type ShotFile struct {
	Added   []ShotChange
	Changed []ShotChange
	Same    int // rows that change nothing
}

// ShotChange is what one row does.
type ShotChange struct {
	Line    int
	ID      production.WantedShotID
	Title   string
	Changes []shotlist.Change
}

// ImportShots takes a shot list in from CSV or a workbook: rows with an id change what they say otherwise, rows without
// are new shots. All of it is one act; dry tells what it would do and does nothing. It returns fault.Invalid, of several
// rows joined, for what cannot be taken in: then nothing is.
func (o *Office) ImportShots(ctx context.Context, in production.ProductionID, f File, dry bool) (ShotFile, Act, error) {
	out := ShotFile{Added: []ShotChange{}, Changed: []ShotChange{}}
	if err := access.Require(ctx, access.EditShots, in); err != nil {
		return out, Act{}, err
	}
	table, err := shotlist.Read(f.Name, f.Data)
	if err != nil {
		return out, Act{}, err
	}
	if dry {
		err := o.look(ctx, access.EditShots, in, func(tx *store.Tx) (err error) {
			_, out, err = o.weighShots(ctx, tx, in, table)
			return err
		})
		return out, Act{}, err
	}
	act, err := o.shotAct(ctx, in, "import_shots", func(p *pen) (string, error) {
		moves, did, err := o.weighShots(ctx, p.tx, in, table)
		if err != nil {
			return "", err
		}
		out = did
		for i, m := range moves {
			if m.was.ID == "" {
				if m.now, err = p.addShot(ctx, m.now); err == nil {
					out.Added[m.added].ID = m.now.ID
				}
			} else {
				err = write(ctx, p, wantedShots, m.was, m.now)
			}
			if err != nil {
				return "", fault.Wrap(err, fmt.Sprintf("office.ImportShots row %d", i))
			}
		}
		return f.Name, nil
	})
	return out, act, err
}

// shotMove is a shot before a row and after it; was has no id for a new one.
type shotMove struct {
	was, now shotlist.Shot
	added    int // index among those that are added
}

// weighShots works out what the rows of a table do.
func (o *Office) weighShots(ctx context.Context, tx *store.Tx, in production.ProductionID, t shotlist.Table) ([]shotMove, ShotFile, error) {
	out := ShotFile{Added: []ShotChange{}, Changed: []ShotChange{}}
	all, err := o.listShots(ctx, tx, in)
	if err != nil {
		return nil, out, err
	}
	lines, err := shotLines(ctx, tx, in, all)
	if err != nil {
		return nil, out, err
	}
	names, err := momentNames(ctx, tx, in)
	if err != nil {
		return nil, out, err
	}
	known := map[string]shotlist.Line{}
	for i, l := range lines {
		if !all[i].Closed {
			known[string(l.ID)] = l
		}
	}
	var moves []shotMove
	var wrong []error
	seen := map[string]int{}
	for _, r := range t.Records {
		m, change, err := weighShot(t.Name, r, known, names, seen)
		switch {
		case err != nil:
			wrong = append(wrong, several(err)...)
		case m.was.ID == "":
			m.added = len(out.Added)
			out.Added, moves = append(out.Added, change), append(moves, m)
		case len(change.Changes) > 0:
			out.Changed, moves = append(out.Changed, change), append(moves, m)
		default:
			out.Same++
		}
	}
	return moves, out, shotlist.Together(wrong)
}

// several are the errors that are joined in one.
func several(err error) []error {
	if list, ok := err.(interface{ Unwrap() []error }); ok {
		return list.Unwrap()
	}
	return []error{err}
}

// weighShot works out what one row does.
func weighShot(file string, r shotlist.Record, known map[string]shotlist.Line, names shotlist.Names, seen map[string]int) (shotMove, ShotChange, error) {
	refuse := func(format string, args ...any) *fault.Error {
		return fault.New(fault.Invalid, format, args...).WithPosition(fault.Position{File: file, Line: r.Line})
	}
	id := r.Cells["id"]
	line, there := known[id]
	switch {
	case id != "" && !there:
		return shotMove{}, ShotChange{}, refuse("there is no shot with the id %q", id).WithRemedy("Empty the cell to add the row as a new shot, or take the row out.")
	case id != "" && seen[id] > 0:
		return shotMove{}, ShotChange{}, refuse("row %d has the same id", seen[id]).WithRemedy("Empty one of the two to add it as a new shot.")
	case id != "":
		seen[id] = r.Line
	default:
		line = shotlist.Line{Shot: shotlist.New()}
	}
	now, changes, err := r.Apply(file, line)
	cell, has := r.Cells["moment"]
	if has && !shotlist.SameCell(cell, line.Name) {
		moment, found := names.Find(cell)
		if !found {
			err = errors.Join(err, refuse("there is no moment %q", shotlist.Brief(cell)).WithRemedy("Write its title as the list of moments has it, or its id; leave the cell empty for none."))
		}
		now = now.OfMoment(moment)
		changes = append(changes, shotlist.Change{Field: "moment", Was: line.Name, Now: cell})
	}
	now.Framing = now.Tidy()
	m := shotMove{now: now}
	if there {
		m.was = line.Shot
	}
	return m, ShotChange{Line: r.Line, ID: m.was.ID, Title: now.Title, Changes: changes}, err
}

// scheduleWords say which schedule holds: "blue.uss, taken in Tue 5 May"; "" before the first.
func scheduleWords(ctx context.Context, tx *store.Tx, film production.Production) (string, error) {
	revisions, err := tx.FindRevisions(ctx, film.ID)
	for _, r := range revisions {
		if r.Kind == string(intake.KindSchedule) {
			return fmt.Sprintf("%s, taken in %s", r.FileName, production.DateOf(r.ImportedAt.In(film.Zone())).Spoken()), err
		}
	}
	return "", err
}
