package intake

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

const tableText = `The Quay;shooting schedule;;;;;;;;;;
;;;;;;;;;;;
Date;Sc.;Set;I/E;D/N;Cast;Pgs;Call;Wrap;Start;Closed set;Description
Tue 12 May 2026;12, 12A;QUAY;EXT;N;"1. EDDA, SUNNY";1 4/8;17:00;02:00;18:00;;"Edda lands
in rain"
;;;;;;;;;;;MEAL 21:00-22:00
;13;HUT;INT;N;EDDA;3/8;;;00:45;yes;
Wed 13 May 2026;2;HUT;I;D;;1;;;;;
;;;;;;;;;;;End of day 2
`

func TestTable(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, tableText, Options{Name: "quay.csv"})
	s := doc.Schedule
	wantDays := []production.Day{
		{Number: 1, Date: "2026-05-12", Units: []production.UnitDay{{Unit: "Main", Call: intaketest.Clock(t, "17:00"), Wrap: intaketest.Clock(t, "02:00+1"), Strips: []production.Strip{
			{SceneNumber: "12", Start: intaketest.Clock(t, "18:00"), End: intaketest.Clock(t, "20:30"), Estimated: true, Set: "QUAY", Capacity: -1, Cast: []string{"EDDA", "SUNNY"}},
			{SceneNumber: "12A", Start: intaketest.Clock(t, "20:30"), End: intaketest.Clock(t, "21:00"), Estimated: true, Set: "QUAY", Capacity: -1, Cast: []string{"EDDA", "SUNNY"}},
			{Banner: "MEAL 21:00-22:00", Start: intaketest.Clock(t, "21:00"), End: intaketest.Clock(t, "22:00"), Capacity: -1},
			{SceneNumber: "13", Start: intaketest.Clock(t, "00:45+1"), End: intaketest.Clock(t, "02:00+1"), Estimated: true, Set: "HUT", Closed: true, Capacity: -1, Cast: []string{"EDDA"}},
		}}}},
		{Number: 2, Date: "2026-05-13", Units: []production.UnitDay{{Unit: "Main", Call: intaketest.Clock(t, "08:00"), Wrap: intaketest.Clock(t, "19:00"), Estimated: true, Strips: []production.Strip{
			{SceneNumber: "2", Start: intaketest.Clock(t, "09:00"), End: intaketest.Clock(t, "18:30"), Estimated: true, Set: "HUT", Capacity: -1},
		}}}},
	}
	if diff := cmp.Diff(wantDays, s.Days); diff != "" {
		t.Error(diff)
	}
	scene := s.Breakdown[0]
	if scene.Heading != "EXT. QUAY - NIGHT" || scene.Eighths != 6 || scene.Synopsis != "Edda lands in rain" || scene.SourceLine != 4 {
		t.Errorf("scene 12 is %+v", scene)
	}
	if len(s.People) != 2 || s.People[0].BoardID != "1" {
		t.Errorf("people are %+v", s.People)
	}
}

func TestTableShapes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data string
		opt  Options
		want string // scenes of the first day
	}{
		"commas":       {"date,scene\n2026-05-12,1\n", Options{}, "1"},
		"tabs":         {"Drehtag\tBild\n1\t1\n1\t2\n", Options{}, "1 2"},
		"pipes":        {"Date|Scene\n2026-05-12|5/6\n", Options{}, "5 6"},
		"sep line":     {"sep=;\nDate;Scene\n2026-05-12;1\n", Options{}, "1"},
		"UTF-16":       {"\xFF\xFED\x00a\x00y\x00,\x00S\x00c\x00e\x00n\x00e\x00\n\x001\x00,\x004\x00\n\x00", Options{}, "4"},
		"Windows-1252": {"Date,Scene,Description\n2026-05-12,1,caf\xE9\n", Options{}, "1"},
		"mapped":       {"When,Which\n2026-05-12,7\n", Options{Mapping: map[string]string{"date": "When", "scene": "which", "cast": ""}}, "7"},
		"prefix":       {"Date,Scene\n2026-05-12,Scene 7 & Sc. 8\n", Options{}, "7 8"},
		"day in words": {"Shoot day,Scene\nDay 3 of 12,7\n", Options{}, "7"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, test.data, test.opt)
			var got []string
			for _, s := range doc.Schedule.Days[0].Strips() {
				got = append(got, s.SceneNumber)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("scenes of the first day are %q, want %q", got, test.want)
			}
		})
	}
}

func TestTableRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		data string
		opt  Options
		say  []string
	}{
		"no scene":      {"Date,Weather\n2026-05-12,rain\n", Options{Name: "a.csv"}, []string{"the scene number", `"Date", "Weather"`, "Map the columns"}},
		"no day":        {"Scene,Weather\n1,rain\n", Options{Name: "a.csv"}, []string{"shoot date", "Map the columns"}},
		"wrong mapping": {"Date,Scene\n2026-05-12,1\n", Options{Name: "a.csv", Mapping: map[string]string{"scene": "Bild"}}, []string{`"Bild"`, `"Scene"`}},
		"no rows":       {"Date,Scene\n", Options{Name: "a.csv"}, []string{"no row"}},
		"no people":     {"Name,Role\n,Director\n", Options{Name: "a.csv"}, []string{"no people"}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), test.opt)
			e := intaketest.WantInvalid(t, err)
			for _, say := range test.say {
				if !strings.Contains(e.Error(), say) {
					t.Errorf("the error does not say %q: %v", say, e)
				}
			}
		})
	}
}

// TestTableAsksForColumns says once what is missing and how the command line maps it.
func TestTableAsksForColumns(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ data, want string }{
		"no scene":  {"Date,Nr\n2026-05-12,7\n", `--map "date=Date;scene=Nr"`},
		"no date":   {"When,Scene,Weather\nTuesday,7,rain\n", `--map "date=When;scene=Scene"`},
		"neither":   {"When,Which\n2026-05-12,7\n", `--map "date=When;scene=Which"`},
		"a day":     {"Day,Which\n1,7\n", `--map "day=Day;scene=Which"`},
		"none left": {"Date,Set\n2026-05-12,HUT\n", `--map "date=Date;scene=…"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: "a.csv"})
			e := intaketest.WantInvalid(t, err)
			if !errors.Is(err, ErrColumns) || !strings.Contains(e.Remedy, test.want) {
				t.Errorf("%v, want %s", err, test.want)
			}
			if strings.Contains(err.Error(), ErrColumns.Error()) || strings.Count(strings.ToLower(err.Error()), "map the columns") != 1 {
				t.Errorf("said twice: %v", err)
			}
		})
	}
}

func TestTableWarns(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, "Date,Scene,Call,Pages,Cap\n2026-05-12,1,early,many,few\nsoon,2,,,\n", Options{Name: "a.csv"})
	var got []string
	for _, w := range doc.Warnings {
		got = append(got, w.Message)
	}
	all := strings.Join(got, "\n")
	for _, say := range []string{`"early" is not a time`, `"many" is not a length`, `"few" is not a number of people`, `"soon" is not a date`} {
		if !strings.Contains(all, say) {
			t.Errorf("no warning says %q:\n%s", say, all)
		}
	}
	if doc.Warnings[0].Line != 2 {
		t.Errorf("the first warning is at line %d, want 2", doc.Warnings[0].Line)
	}
}

func TestPeopleTable(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, "Name,Role,Character\nAnn Actor,,Edda\nDee Rector,Director,\n", Options{Name: "people.csv"})
	want := []production.Person{
		{Kind: production.Cast, Name: "Ann Actor", Character: "EDDA"},
		{Kind: production.Head, Name: "Dee Rector", Role: "Director"},
	}
	if diff := cmp.Diff(want, doc.People); diff != "" || doc.Kind != KindPeople {
		t.Error(doc.Kind, diff)
	}
}

func TestTableHeaderAndMapping(t *testing.T) {
	t.Parallel()
	header, preview, err := TableHeader([]byte("A title,,\nDatum,Szene,Wetter\n12.05.2026,1,Regen\n"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Datum", "Szene", "Wetter"}, header); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([][]string{{"12.05.2026", "1", "Regen"}}, preview); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]string{"date": "Datum", "scene": "Szene"}, GuessMapping(header)); diff != "" {
		t.Error(diff)
	}
	if HeaderKey(header) != HeaderKey([]string{" datum", "SZENE ", "Wetter"}) || HeaderKey(header) == HeaderKey([]string{"Datum", "Szene"}) {
		t.Error("the header's key must depend on the names alone, and on all of them")
	}
	_, _, err = TableHeader([]byte("%PDF-1.4 rest"))
	intaketest.WantInvalid(t, err)
	seen := map[string]bool{}
	for _, f := range Fields() {
		if f.Name == "" || f.Label == "" || seen[f.Name] {
			t.Errorf("field %+v has no name or label, or comes twice", f)
		}
		seen[f.Name] = true
		if got := GuessMapping([]string{f.Label})[f.Name]; got != f.Label {
			t.Errorf("the label %q does not map to its own field", f.Label)
		}
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]production.Date{
		"2026-05-12": "2026-05-12", "12.05.2026": "2026-05-12", "12.5.26": "2026-05-12", "5/12/2026": "2026-12-05",
		"Tue 12 May 2026": "2026-05-12", "May 12, 2026": "2026-05-12", "Tuesday, May 12th 2026": "2026-05-12", "12-May-26": "2026-05-12",
		"Di 12. Mai 2026": "2026-05-12", "mar 12 mag 2026": "2026-05-12", "mardi 3 mars 2026": "2026-03-03", "12 août 2026": "2026-08-12",
		"12 de dezembro de 2026": "2026-12-12", "46154": "2026-05-12", "2026-05-12 07:00": "2026-05-12", "Tue 12 May": "2026-05-12", "14 juillet 2026": "2026-07-14",
		"31.2.2026": "", "": "", "soon": "", "12": "", "99/99/2026": "", "2026": "",
	} {
		got, ok := readDate(text, dayFirst, 2026)
		if got != want || ok != (want != "") {
			t.Errorf("readDate(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestColumnOrder(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		values []string
		locale string
		twelve bool
		order  dateOrder
		sure   bool
	}{
		"a day above twelve first":    {[]string{"5/4/2026", "13/4/2026"}, "en-US", false, dayFirst, true},
		"a day above twelve second":   {[]string{"5/4/2026", "4/13/2026"}, "", false, monthFirst, true},
		"dots":                        {[]string{"5.4.2026"}, "en-US", false, dayFirst, true},
		"American":                    {[]string{"5/4/2026"}, "en-US", false, monthFirst, true},
		"Japanese":                    {[]string{"5/4"}, "ja-JP", false, monthFirst, true},
		"Spanish":                     {[]string{"5/4"}, "es_ES", true, dayFirst, true},
		"a weekday before a locale":   {[]string{"Mon 5/4/2026"}, "en-US", false, monthFirst, true},
		"a weekday against a locale":  {[]string{"Sun 5/4/2026"}, "en-US", false, dayFirst, true},
		"elsewhere":                   {[]string{"5/4/2026"}, "", false, dayFirst, false},
		"days that follow, American":  {[]string{"5/4", "5/5", "5/6", "5/11"}, "", true, monthFirst, true},
		"days that follow, elsewhere": {[]string{"4/5", "5/5", "6/5", "11/5"}, "", true, dayFirst, true},
		"over the end of the year":    {[]string{"12/11", "12/12", "1/2"}, "", false, monthFirst, true},
		"a locale decides":            {[]string{"5/4", "5/5", "5/6"}, "en-GB", true, dayFirst, false},
		"a lone date with AM":         {[]string{"5/4/2026"}, "", true, monthFirst, false},
		"no doubt":                    {[]string{"2026-04-05", "5 May 2026"}, "", false, dayFirst, true},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if order, sure := (dateColumn{values: test.values, locale: test.locale, twelve: test.twelve, year: 2026}).order(); order != test.order || sure != test.sure {
				t.Errorf("order %d, sure %t; want %d, %t", order, sure, test.order, test.sure)
			}
		})
	}
	doc := mustRead(t, "Date,Scene\n5/4/2026,1\n", Options{Name: "a.csv"})
	if len(doc.Warnings) != 1 || !strings.Contains(doc.Warnings[0].Message, "2026-04-05") {
		t.Errorf("warnings are %v, want one that names the date", doc.Warnings)
	}
	doc = mustRead(t, "Day,Date,Scene,Call\n1,5/4/2026,1,7:00 AM\n2,5/5/2026,2,7:00 AM\n3,5/6/2026,3,7:00 AM\n4,5/11/2026,4,7:00 AM\n", Options{Name: "a.csv"})
	if first, last := doc.Schedule.Days[0].Date, doc.Schedule.Days[3].Date; first != "2026-05-04" || last != "2026-05-11" {
		t.Errorf("the shoot runs from %s to %s", first, last)
	}
}

func TestReadClock(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"07:30": "07:30", "0.3125": "07:30", "7:30 am": "07:30", "19.30 Uhr": "19:30", "": "", "00:30+1": "00:30+1", "6:00p": "18:00", "8a": "08:00", "12:15 A": "00:15", "630p": "18:30"} {
		if got, ok := readClock(text); !ok || got.String() != want {
			t.Errorf("readClock(%q) = %v, %t, want %q", text, got, ok, want)
		}
	}
	if _, ok := readClock("noon"); ok {
		t.Error("noon was taken for a time")
	}
}

// TestLongFilesKeepTheirLetters cuts a file where a letter of two bytes would be split.
func TestLongFilesKeepTheirLetters(t *testing.T) {
	t.Parallel()
	for _, padding := range []string{"", "x"} {
		data := []byte("Szene,Drehtag,Bemerkung ü\n" + strings.Repeat("1,1,"+strings.Repeat("ü", 40)+"\n", 1500) + "1,1," + padding + strings.Repeat("ü", headSize))
		header, _, err := TableHeader(data)
		if err != nil || header[2] != "Bemerkung ü" {
			t.Errorf("the header is %q, %v", header, err)
		}
		prose := "INT. CAFÉ - DAY " + padding + strings.Repeat("ü", headSize)
		doc := mustRead(t, prose, Options{})
		if !strings.HasPrefix(doc.Script.Scenes[0].Heading, "INT. CAFÉ") || len(doc.Warnings) > 0 {
			t.Errorf("heading %.20q, warnings %v", doc.Script.Scenes[0].Heading, doc.Warnings)
		}
	}
}
