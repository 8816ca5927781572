package worksheet_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/outline"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/story"
	"github.com/btsdirector/bts/internal/worksheet"
)

const friday = production.Date("2026-11-27")

func TestTheSheetFitsTheHouse(t *testing.T) {
	t.Parallel()
	s := worksheet.The()
	if len(s.Parts) != 3 {
		t.Errorf("%d parts, want three", len(s.Parts))
	}
	keys := map[string]bool{}
	for _, q := range s.Questions() {
		if keys[q.Key] || q.Ask == "" || q.Makes == "" {
			t.Errorf("question %q is there twice or says too little", q.Key)
		}
		keys[q.Key] = true
		if err := (worksheet.Answers{q.Key: q.Default}).Check(); err != nil {
			t.Errorf("%s: its own default: %v", q.Key, err)
		}
		if q.Example != "" {
			if err := (worksheet.Answers{q.Key: {q.Example}}).Check(); err != nil {
				t.Errorf("%s: its own example: %v", q.Key, err)
			}
		}
	}
	moments, _ := s.Find("moments")
	for _, c := range moments.Choices {
		if !story.Kind(c.Key).Known() || c.Moment == "" {
			t.Errorf("%q is not a kind of moment, or makes none", c.Key)
		}
	}
	for kind := range s.Words {
		if !story.Kind(kind).Known() {
			t.Errorf("%q is not a kind of moment", kind)
		}
	}
	arcs, _ := s.Find("arcs")
	for _, c := range arcs.Choices {
		_, beats, err := outline.FromTemplate(c.Key, 1)
		if err != nil {
			t.Errorf("%q is not a template: %v", c.Key, err)
		}
		for kind, beat := range s.Ties[c.Key] {
			if !story.Kind(kind).Known() || beat < 1 || beat > len(beats) {
				t.Errorf("%s ties %s to beat %d of %d", c.Key, kind, beat, len(beats))
			}
		}
	}
	lists := map[worksheet.Stage]bool{worksheet.Before: true}
	for _, q := range s.Questions() {
		lists[worksheet.Stage(q.List)] = true
	}
	for _, stage := range worksheet.Stages {
		if !lists[stage] {
			t.Errorf("no question fills the list %q", stage)
		}
	}
}

func TestHappenings(t *testing.T) {
	t.Parallel()
	none := production.NoClock
	tests := map[string]worksheet.Happening{
		"10:00-12:30 Scene 4: the storm at the landing with Mara, Jon":          {Start: 600, End: 750, Scene: "4", What: "the storm", Place: "the landing", People: []string{"Mara", "Jon"}},
		"9.00 – 10.30 Rehearsal of the fight with Mara and Jon":                 {Start: 540, End: 630, What: "Rehearsal of the fight", People: []string{"Mara", "Jon"}},
		"9am - 11:30 p.m. Load-in":                                              {Start: 540, End: 1410, What: "Load-in"},
		"12.15 PM the first look":                                               {Start: 735, End: none, What: "the first look"},
		"14:00 Scene 12a":                                                       {Start: 840, End: none, Scene: "12A"},
		"Lunch":                                                                 {Start: none, End: none, What: "Lunch"},
		"22:00-01:30 Night scene on the river (closed set)":                     {Start: 1320, End: 1530, What: "Night scene on the river", Closed: true},
		"2026-12-06 08:00-09:00 Load-in @ Stage 2":                              {Date: "2026-12-06", Start: 480, End: 540, What: "Load-in", Place: "Stage 2"},
		"11:00-12:00 Scene 7 – the kiss with Mara; Jon at the boat, closed set": {Start: 660, End: 720, Scene: "7", What: "the kiss", Place: "the boat", People: []string{"Mara", "Jon"}, Closed: true},
		"3 takes of the jump":                                                   {Start: none, End: none, What: "3 takes of the jump"},
		"9-10:30 Scene 2":                                                       {Start: 540, End: 630, Scene: "2"},
		"11-13 Scene 2":                                                         {Start: 660, End: 780, Scene: "2"},
		"Scene 2 11-13":                                                         {Start: 660, End: 780, Scene: "2"},
		"Scene 2, from 11 to 13":                                                {Start: 660, End: 780, Scene: "2"},
		"Scene 2 11-13 with Mara at Stage 2":                                    {Start: 660, End: 780, Scene: "2", Place: "Stage 2", People: []string{"Mara"}},
		"Scene 2: the kiss (14:00-15:00), closed set":                           {Start: 840, End: 900, Scene: "2", What: "the kiss", Closed: true},
		"14:00 wrap party":                                                      {Start: 840, End: none, What: "wrap party"},
		"Wrap party at 14:00":                                                   {Start: 840, End: none, What: "Wrap party"},
		"Wrap party 2pm":                                                        {Start: 840, End: none, What: "Wrap party"},
		"9 Scene 2":                                                             {Start: 540, End: none, Scene: "2"},
		"17h Scene 2":                                                           {Start: 1020, End: none, Scene: "2"},
		"10-12 Rehearsal":                                                       {Start: 600, End: 720, What: "Rehearsal"},
		"9-11am Rehearsal":                                                      {Start: 540, End: 660, What: "Rehearsal"},
		"11-1pm Rehearsal":                                                      {Start: 660, End: 780, What: "Rehearsal"},
		"2-4pm Rehearsal":                                                       {Start: 840, End: 960, What: "Rehearsal"},
		"2:30-4pm Rehearsal":                                                    {Start: 870, End: 960, What: "Rehearsal"},
		"9am-5 Rehearsal":                                                       {Start: 540, End: 1020, What: "Rehearsal"},
		"10-2 Rehearsal":                                                        {Start: 600, End: 840, What: "Rehearsal"},
		"12-1 Lunch":                                                            {Start: 720, End: 780, What: "Lunch"},
		"22:00-2 Night":                                                         {Start: 1320, End: 1560, What: "Night"},
		"0930 - 1100 Scene 3":                                                   {Start: 570, End: 660, Scene: "3"},
		"Scenes 11-13":                                                          {Start: none, End: none, What: "Scenes 11-13"},
		"The walk up floors 8-10":                                               {Start: none, End: none, What: "The walk up floors 8-10"},
		"3-D camera test":                                                       {Start: none, End: none, What: "3-D camera test"},
		"2nd unit on the roof":                                                  {Start: none, End: none, What: "2nd unit on the roof"},
		"The 1920 car is unloaded":                                              {Start: none, End: none, What: "The 1920 car is unloaded"},
		"A film of 1920":                                                        {Start: none, End: none, What: "A film of 1920"},
	}
	for line, want := range tests {
		got, err := worksheet.ParseHappening(line)
		if err != nil {
			t.Errorf("%q: %v", line, err)
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", line, diff)
		}
		again, err := worksheet.ParseHappening(got.String())
		if err != nil || cmp.Diff(got, again) != "" {
			t.Errorf("%q is written as %q, which reads otherwise: %v", line, got, err)
		}
	}
	// Hours alone are times in a span: a beginner writes them. Refused is only what may be of the night or the afternoon.
	for _, line := range []string{"10:00-12:00", "27:80 Rehearsal", "25-27 Rehearsal", "2-4 Rehearsal", "13pm Rehearsal", "2026-13-01 09:00 Rehearsal", "11-13", "   "} {
		if h, err := worksheet.ParseHappening(line); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q is read as %+v, %v", line, h, err)
		}
	}
}

func TestRows(t *testing.T) {
	t.Parallel()
	tests := map[worksheet.Row]string{
		{From: "9", To: "10.30", What: "Load-in"}:                                                       "09:00-10:30 Load-in",
		{From: "17h", What: "Scene 4: the storm", Where: "the landing", Who: "Mara, Jon", Closed: true}: "17:00 Scene 4: the storm at the landing with Mara, Jon, closed set",
		{From: "8:00", What: "2026-12-06 Load-in"}:                                                      "2026-12-06 08:00 Load-in",
		{From: "22:00", To: "1:30", What: "Night"}:                                                      "22:00-01:30 Night",
		{What: "Lunch"}: "Lunch", {}: "",
	}
	for row, want := range tests {
		line, err := row.Line()
		if err != nil || line != want {
			t.Errorf("%+v is %q, %v; want %q", row, line, err, want)
		}
		if again, err := worksheet.RowOf(line).Line(); line != "" && (err != nil || worksheet.RowOf(again) != worksheet.RowOf(line)) {
			t.Errorf("%q is taken apart and put together as %q, %v", line, again, err)
		}
	}
	for _, row := range []worksheet.Row{{From: "27:80", What: "A"}, {From: "noon", What: "A"}, {To: "10:00", What: "A"}} {
		if line, err := row.Line(); !fault.Is(err, fault.Invalid) || !strings.Contains(line, "A") {
			t.Errorf("%+v: %q, %v", row, line, err)
		}
	}
}

// TestNothingKnownIsStillADay: somebody who knows only a title gets a day that can be planned.
func TestNothingKnownIsStillADay(t *testing.T) {
	t.Parallel()
	d := worksheet.Build(worksheet.Answers{"title": {"The Ferry"}}.Tidy(), friday, false)
	if d.Day != "2026-11-28" || !d.Guessed {
		t.Errorf("the day is %s (guessed %v), want the next Saturday", d.Day, d.Guessed)
	}
	if len(d.Team) != 1 || len(d.Arcs) != 1 || len(d.Moments) < 5 || len(d.Pieces) == 0 || len(d.Checks) < 15 {
		t.Errorf("too little is made: %d people, %d arcs, %d moments, %d pieces, %d checks", len(d.Team), len(d.Arcs), len(d.Moments), len(d.Pieces), len(d.Checks))
	}
	for _, m := range d.Moments {
		if len(m.Windows) == 0 || m.Minutes > int(m.Windows[0].End-m.Windows[0].Start) {
			t.Errorf("%q has no window that it fits into: %+v", m.Title, m)
		}
	}
	rows, err := csv.NewReader(bytes.NewReader(d.Paper.Schedule)).ReadAll()
	if err != nil || len(rows) < 4 {
		t.Errorf("the schedule has %d rows, %v", len(rows), err)
	}
}

func TestWhatAnswersMake(t *testing.T) {
	t.Parallel()
	d := worksheet.Build(worksheet.Answers{
		"title": {"The Ferry"}, "date": {"2026-12-05"}, "call": {"08:00"}, "wrap": {"18:00"}, "place": {"Ferry landing"},
		"day":    {"Load-in", "09:00-10:00 Rehearsal with Mara", "10:00-12:30 Scene 4: the storm with Mara, Jon", "12:30-13:30 Lunch", "13:30-17:00 Scene 5 with Jon, closed set"},
		"people": {"Lena Hart, director", "Mara Quist, Ida"}, "interviews": {"Lena Hart", "Mara Quist", "Ole Berg, boat builder"},
		"arcs": {"people"}, "question": {"Will they trust each other?"}, "hopes": {"the rain machine starts"}, "pieces": {"-"}, "agreed": {"director", "ad"},
		"technical": {"power", "Oars are on board"},
	}.Tidy(), friday, false)
	at := map[string]worksheet.Moment{}
	for _, m := range d.Moments {
		at[m.Title] = m
	}
	storm, rain, lena := at["Scene 4: the storm"], at["The rain machine starts"], at["Interview: Lena Hart"]
	if storm.Scene != "4" || storm.Windows[0].Start != 600 || storm.Windows[0].Place != "Ferry landing" {
		t.Errorf("the storm: %+v", storm)
	}
	if !rain.Must || rain.Kind != "technical" || len(rain.Windows) != 3 {
		t.Errorf("the rain machine: %+v", rain)
	}
	if _, lunch := at["Lunch"]; lunch {
		t.Error("somebody films lunch")
	}
	if load := at["Load-in"]; load.Windows[0].Start != 480 || load.Windows[0].End != 540 || load.Beat != 1 {
		t.Errorf("the load-in: %+v", load)
	}
	if mara := at["Interview: Mara Quist"]; len(mara.Windows) != 2 || mara.Windows[0].End != 540 || mara.Windows[1].Start != 810 {
		t.Errorf("Mara is asked while she acts: %+v", mara.Windows)
	}
	if lena.Arc != "people" || lena.Beat != 2 || lena.Person != "Lena Hart" {
		t.Errorf("the talk with the director: %+v", lena)
	}
	if len(d.Pieces) != 0 || !strings.Contains(string(d.Paper.People), "Ole Berg,Boat builder") {
		t.Errorf("pieces %v, people:\n%s", d.Pieces, d.Paper.People)
	}
	var before, technical []string
	for _, c := range d.Checks {
		switch c.Stage {
		case worksheet.Before:
			before = append(before, c.Text)
		case worksheet.Technical:
			technical = append(technical, c.Text)
		}
	}
	if len(before) != 4 || len(technical) != 2 || technical[1] != "Oars are on board" {
		t.Errorf("before: %q, technical: %q", before, technical)
	}
	if want := "2026-12-05,1,5,Ferry landing,Ferry landing,Jon,08:00,18:00,13:30,17:00,yes"; !strings.Contains(string(d.Paper.Schedule), want) {
		t.Errorf("the schedule lacks %q:\n%s", want, d.Paper.Schedule)
	}
}

func TestPrintedAndReadAgain(t *testing.T) {
	t.Parallel()
	full := worksheet.Answers{
		"title": {"Ярмарка 🎪"}, "kind": {"documentary"}, "about": {"One.\nTwo."}, "day": {"09:00-10:00 Load-in", "10:00-11:00 Scene 1"}, "agreed": {"director"},
		"technical": {"power", "Own line"}, "pieces": {"-"},
	}.Tidy()
	var text bytes.Buffer
	if err := worksheet.Print(&text, full); err != nil {
		t.Fatal(err)
	}
	got, err := worksheet.Read("plan.txt", text.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(full, got); diff != "" {
		t.Errorf("printed and read again (-want +got):\n%s", diff)
	}
	doc, err := json.Marshal(map[string]any{"answers": full})
	if err != nil {
		t.Fatal(err)
	}
	if got, err = worksheet.Read("plan.json", doc); err != nil || cmp.Diff(full, got) != "" {
		t.Errorf("as JSON: %v %s", err, cmp.Diff(full, got))
	}
	text.Reset()
	if err := worksheet.Print(&text, worksheet.NoAnswers()); err != nil {
		t.Fatal(err)
	}
	empty, err := worksheet.Read("empty.txt", text.Bytes())
	if err != nil || slices.ContainsFunc(worksheet.The().Questions(), func(q worksheet.Question) bool { return empty.Answered(q.Key) }) {
		t.Errorf("the empty sheet reads as %v, %v", empty, err)
	}
	for _, q := range worksheet.The().Questions() {
		if !strings.Contains(text.String(), "["+q.Key+"] "+q.Ask) {
			t.Errorf("the empty sheet does not ask %q", q.Ask)
		}
	}
}

func TestBadAnswersAreAnswered(t *testing.T) {
	t.Parallel()
	tests := map[string]string{ // file to what the answer has to name
		"[title]\n> A\n[date]\n> soon\n":           `"soon" is not a date`,
		"[kind]\n[x] opera  Opera\n":               `line 2: "opera" is ticked`,
		"> lost\n[title]\n":                        "line 1: an answer stands before",
		"just a letter\n":                          "no question was found",
		"{\n\"title\": \"A\",\n\"colour\": 1}":     `line 3: there is no question "colour"`,
		"{\n\"title\": }":                          "line 2: this is not JSON",
		"{\"title\": {\"a\": 1}}":                  `the answer to "title" is {"a": 1}`,
		"[team]\n> Me: juggling\n":                 `"juggling" is not something`,
		"[day]\n> 27:99 Rehearsal\n":               "a time that there is not",
		"{\"title\": [\"A\", \"B\"]}":              "has 2 answers",
		"[title]\n> " + strings.Repeat("é", 10001): "10001 characters",
	}
	for text, want := range tests {
		a, err := worksheet.Read("plan.txt", []byte(text))
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "plan.txt") {
			t.Errorf("%.40q: got %v, %v; want %q", text, a, err, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	var text bytes.Buffer
	if err := worksheet.Print(&text, worksheet.Answers{"title": {"A"}, "day": {"10:00 Scene 1 with B"}}); err != nil {
		f.Fatal(err)
	}
	f.Add(text.String())
	f.Add(`{"answers":{"title":"A","day":["22:00-01:00 Night at the pier with M, closed set"],"team":["Me"]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		a, err := worksheet.Read("f", []byte(text))
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Fatalf("%v", err)
			}
			return
		}
		d := worksheet.Build(a, friday, false)
		for _, m := range d.Moments {
			for _, w := range m.Windows {
				if w.End <= w.Start || !w.Date.Known() {
					t.Fatalf("%q has the window %+v", m.Title, w)
				}
			}
		}
		var out bytes.Buffer
		if err := worksheet.Print(&out, a); err != nil {
			t.Fatal(err)
		}
	})
}
