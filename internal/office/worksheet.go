package office

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/worksheet"
)

// Worksheet is the planning worksheet as far as it is filled in, and what came of it.
type Worksheet struct {
	Answers worksheet.Answers
	Base    int64       // number of the journal's newest entry: what is sent back says what it was written on
	Made    []MadeThing // in the order in which a sheet makes them
	Pieces  []worksheet.Piece
	Closed  string // of what nothing is shot because its set is closed, "" for nothing
	Kept    string // why the day of the sheet is not the schedule, "" where it is or could be
}

// Remarks are what is to be said about what answers made, and what they did not.
func (w Worksheet) Remarks() []string {
	list := []string{}
	for _, remark := range []string{w.Kept, w.Closed} {
		if remark != "" {
			list = append(list, remark)
		}
	}
	return list
}

// MadeThing is something that the worksheet made and that is still there.
type MadeThing struct {
	Kind  string `json:"kind"` // "arc", "moment", "interview", "shot"
	ID    string `json:"id"`
	Title string `json:"title"`
}

// sheetFiles are the names of the papers that a worksheet writes.
const (
	sheetSchedule = "planning-worksheet.csv"
	sheetPeople   = "planning-worksheet-people.csv"
)

// topicWorksheet is the feed's topic of the worksheet, checklists and what is to be delivered.
const topicWorksheet = "worksheet"

var worksheets = noun[worksheet.Answers]{
	kind: "worksheet", right: access.EditProduction, topic: topicWorksheet,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _ string) (worksheet.Answers, error) {
		a, _, err := tx.FindWorksheet(ctx, in)
		return a, err
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now worksheet.Answers) error {
		_, made, err := tx.FindWorksheet(ctx, in)
		if err != nil {
			return err
		}
		return tx.SaveWorksheet(ctx, in, now, made)
	},
	id: func(worksheet.Answers) string { return "" }, title: func(worksheet.Answers) string { return "Planning worksheet" },
	check: worksheet.Answers.Check,
}

func init() { enter(worksheets, takeBack, nil) } // its answers name what is closed

// Worksheet is the worksheet of a production.
func (o *Office) Worksheet(ctx context.Context, in production.ProductionID) (Worksheet, error) {
	var w Worksheet
	err := o.look(ctx, access.EditProduction, in, func(tx *store.Tx) (err error) {
		var made map[string]string
		if w.Answers, made, err = tx.FindWorksheet(ctx, in); err != nil {
			return err
		}
		if w.Base, err = tx.LastJournal(ctx, in); err != nil {
			return err
		}
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		if !w.Answers.Answered("title") { // a production that began elsewhere
			w.Answers["title"], w.Answers["kind"] = []string{film.Title}, []string{string(film.Kind)}
		}
		if w.Kept, err = scheduleStays(ctx, tx, in); err != nil {
			return err
		}
		if len(made) > 0 {
			w.Closed = closedSets(o.drafted(film, w.Answers, w.Kept != ""))
		}
		w.Made, w.Pieces, err = o.madeOf(ctx, tx, in, made)
		return err
	})
	return w, err
}

// scheduleStays says why the day of a worksheet is not taken in as the schedule: there is one from elsewhere.
func scheduleStays(ctx context.Context, tx *store.Tx, in production.ProductionID) (string, error) {
	list, err := tx.FindRevisions(ctx, in)
	for _, r := range list {
		if r.Kind == string(intake.KindSchedule) && r.FileName != sheetSchedule {
			return "The schedule is " + r.FileName + ". What the worksheet says of the day makes moments, and leaves the schedule alone.", err
		}
	}
	return "", err
}

// AnswerWorksheet takes answers in, by question, and makes of them what they make: papers of the day, people, arcs and
// beats, moments, lists and what is to be delivered. What answers made before changes with them; what nobody answers
// anew, and what people changed by hand since in other fields, stays. All but the papers and people is one act.
func (o *Office) AnswerWorksheet(ctx context.Context, in production.ProductionID, w Written) (Act, error) {
	var film production.Production
	var paper worksheet.Paper
	changed, kept := false, ""
	err := o.look(ctx, access.EditProduction, in, func(tx *store.Tx) (err error) {
		if film, err = tx.FindProduction(ctx, in); err != nil {
			return err
		}
		if kept, err = scheduleStays(ctx, tx, in); err != nil {
			return err
		}
		if w, err = o.tidied(ctx, tx, in, film, w, kept != ""); err != nil {
			return err
		}
		was, now, err := merge(ctx, tx, in, worksheets, "", w)
		if err != nil {
			return err
		}
		before := o.drafted(film, was, kept != "").Paper
		paper = o.drafted(film, now.Object, kept != "").Paper
		changed = string(before.Schedule)+string(before.People) != string(paper.Schedule)+string(paper.People)
		return nil
	})
	if err != nil {
		return Act{}, err
	}
	if changed {
		if err := o.handIn(ctx, in, paper); err != nil {
			return Act{}, err
		}
	}
	return o.act(ctx, in, access.EditProduction, "answer_worksheet", func(p *pen) (string, error) {
		was, _, err := p.tx.FindWorksheet(ctx, in)
		if err != nil {
			return "", err
		}
		now, err := amend(ctx, p, worksheets, "", w)
		if err != nil {
			return "", err
		}
		return "", o.makeOf(ctx, p, o.drafted(film, was, kept != ""), o.drafted(film, now, kept != ""))
	})
}

// drafted is what answers make, nothing before there are any.
func (o *Office) drafted(film production.Production, a worksheet.Answers, scheduled bool) worksheet.Draft {
	if !a.Answered("title") {
		return worksheet.Draft{}
	}
	return worksheet.Build(a, o.today(film), scheduled)
}

// tidied is what somebody sent in the sheet's own way of writing. The first answers begin with what is known of the
// production, and say which day is planned where nobody did.
func (o *Office) tidied(ctx context.Context, tx *store.Tx, in production.ProductionID, film production.Production, w Written, scheduled bool) (Written, error) {
	text, err := json.Marshal(w.Fields)
	if err != nil {
		return w, err
	}
	var sent worksheet.Answers
	if err := json.Unmarshal(text, &sent); err != nil {
		return w, fault.New(fault.Invalid, "an answer is not a list of lines").WithRemedy("Send each answer as a list of texts.")
	}
	for key := range sent {
		if _, known := worksheet.The().Find(key); !known {
			return w, fault.New(fault.Invalid, "there is no question %q", key).WithRemedy("Look at the questions of the empty worksheet.")
		}
	}
	was, _, err := tx.FindWorksheet(ctx, in)
	if err != nil {
		return w, err
	}
	tidy, fields, whole := sent.Tidy(), worksheet.Answers{}, worksheet.Answers{}
	for key := range was {
		whole[key] = was[key]
		if _, is := sent[key]; is {
			fields[key], whole[key] = tidy[key], tidy[key]
		}
	}
	if !was.Answered("title") && len(sent["title"]) == 0 {
		fields["title"], whole["title"] = []string{film.Title}, []string{film.Title}
	}
	if !whole.Answered("title") {
		return w, fault.New(fault.Invalid, "nobody said what the film is called").WithRemedy("A working title will do.")
	}
	if err := whole.Check(); err != nil {
		return w, err
	}
	if d := worksheet.Build(whole, o.today(film), scheduled); d.Guessed {
		fields["date"] = []string{string(d.Day)}
	}
	return Written{Base: w.Base, Fields: fields}, nil
}

// handIn takes the papers of a sheet in, as an office's would be; where there is a schedule from elsewhere only the people.
func (o *Office) handIn(ctx context.Context, in production.ProductionID, paper worksheet.Paper) error {
	var kept string
	err := o.look(ctx, access.ImportFacts, in, func(tx *store.Tx) (err error) {
		kept, err = scheduleStays(ctx, tx, in)
		return err
	})
	if err != nil {
		return err
	}
	var files []File
	if kept == "" {
		files = append(files, File{Name: sheetSchedule, Data: paper.Schedule})
	}
	if paper.People != nil {
		files = append(files, File{Name: sheetPeople, Data: paper.People})
	}
	if len(files) == 0 {
		return nil
	}
	_, err = o.Import(ctx, in, files, ImportOptions{}, nil)
	return err
}

// sheetPapers takes in what the sheet says by now, after answers were taken back.
func (o *Office) sheetPapers(ctx context.Context, in production.ProductionID) error {
	var paper worksheet.Paper
	err := o.look(ctx, access.EditProduction, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		answers, _, err := tx.FindWorksheet(ctx, in)
		paper = o.drafted(film, answers, false).Paper
		return err
	})
	if err != nil || paper.Schedule == nil {
		return err
	}
	return o.handIn(ctx, in, paper)
}

// StartFromWorksheet opens a production with the answers and makes what they make. Only who may open productions can.
func (o *Office) StartFromWorksheet(ctx context.Context, a worksheet.Answers, zone string) (production.Production, error) {
	a = a.Tidy()
	if err := a.Check(); err != nil {
		return production.Production{}, err
	}
	if !a.Answered("title") {
		return production.Production{}, fault.New(fault.Invalid, "nobody said what the film is called").WithRemedy("A working title will do.")
	}
	film, err := o.CreateProduction(ctx, production.Production{Title: firstWords(a.One("title"), production.LongestTitle), Kind: production.Kind(a.One("kind")), TimeZone: zone})
	if err != nil {
		return film, err
	}
	sent := worksheet.Answers{}
	for key, lines := range a {
		if len(lines) > 0 {
			sent[key] = lines
		}
	}
	_, err = o.AnswerWorksheet(ctx, film.ID, Written{Fields: sent})
	return film, err
}

// firstWords are as much of a text as a title of so many characters holds.
func firstWords(text string, longest int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= longest {
		return string(runes)
	}
	return string(runes[:longest-1]) + "…"
}
