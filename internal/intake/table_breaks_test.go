package intake

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/production"
)

func TestOneLiner(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header   string // "" for Scene,Set,Pages
		rows     string
		want     []string
		unplaced string
		warn     string // "" for none
	}{
		"days end below": {"", "1,INT. HUT - DAY,1\n2,EXT. QUAY - NIGHT,1\nEnd of Day 1 - Tuesday; May 12; 2026 -- 2 pgs,,\n3,INT. HUT - DAY,4 2/8\n\"End of Day 2 - Wednesday, May 13, 2026 -- 4 2/8 pgs\",,\n",
			[]string{"1 2026-05-12 1 2", "2 2026-05-13 3"}, "", ""},
		"days open above": {"", "DAY 5 / Mon 4 May 2026,,\n1,HUT,\n2,QUAY,\nDAY 6 / Tue 5 May 2026,,\n3,HUT,\n", []string{"5 2026-05-04 1 2", "6 2026-05-05 3"}, "", ""},
		"shoot day with #": {"", "SHOOT DAY #3,,\n1,HUT,\nSHOOT DAY #4,,\n2,HUT,\n", []string{"3  1", "4  2"}, "",
			"no dates"},
		"opened and ended":        {"", "DAY 1 - 2026-05-12,,\n1,HUT,\nEnd of day 1,,\nDAY 2 - 2026-05-13,,\n2,HUT,\nEnd of day 2,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"neutral rows below":      {"", "1,HUT,\nDay 1 of 2 - 12 May 2026,,\n2,HUT,\nDay 2 of 2 - 13 May 2026,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"banners":                 {"", "DAY 1 - 2026-05-12,,\n1,HUT,\nLUNCH 13:00,,\n,COMPANY MOVE,\n2,QUAY,\n", []string{"1 2026-05-12 1 LUNCH 13:00 COMPANY MOVE 2"}, "", ""},
		"boneyard":                {"", "DAY 1 - 2026-05-12,,\n1,HUT,\nBONEYARD,,\n9,QUAY,\n", []string{"1 2026-05-12 1"}, "9", ""},
		"left over below":         {"", "1,HUT,\nEnd of day 1 - 12 May 2026,,\n9,QUAY,\n", []string{"1 2026-05-12 1"}, "9", ""},
		"dates alone":             {"", "\"Tuesday, May 12, 2026\",,\n1,HUT,\n\"Wednesday, May 13, 2026\",,\n2,HUT,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"header of every page":    {"", "DAY 1 - 2026-05-12,,\n1,HUT,\nScene,Set,Pages\n2,HUT,\nTotal pages:,,3\n", []string{"1 2026-05-12 1 2"}, "", ""},
		"German":                  {"Bild,Motiv,Seiten", "1. Drehtag - Dienstag 12. Mai 2026,,\n1,HÜTTE,\nMITTAGSPAUSE,,\n2,KAI,\n2. Drehtag - Mittwoch 13. Mai 2026,,\n3,KAI,\n", []string{"1 2026-05-12 1 MITTAGSPAUSE 2", "2 2026-05-13 3"}, "", ""},
		"German, ended":           {"Bild,Motiv,Seiten", "1,HÜTTE,\nEnde Drehtag 1 -- Di 12.05.2026 -- 1 4/8 Seiten,,\n2,KAI,\nEnde Drehtag 2 -- Mi 13.05.2026,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"French":                  {"Séquence,Décor,Pages", "Jour 1 - mardi 12 mai 2026,,\n1,QUAI,\nJour 2 - mercredi 13 mai 2026,,\n2,QUAI,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"French, ended":           {"Séquence,Décor,Pages", "1,QUAI,\nFin de journée 1 : mardi 12 mai 2026,,\n2,QUAI,\nFin du jour 2 : mercredi 13 mai 2026,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"Spanish":                 {"Escena,Decorado,Páginas", "1,MUELLE,\nFin de día 1 - martes 12 de mayo de 2026,,\n2,MUELLE,\nFin de día 2 - miércoles 13 de mayo de 2026,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"Portuguese":              {"Cena,Cenário,Páginas", "Diária 1 - terça-feira 12 de maio de 2026,,\n1,CAIS,\nDiária 2 - quarta-feira 13 de maio de 2026,,\n2,CAIS,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"Italian":                 {"Scena,Ambiente,Pagine", "Giorno 1 - martedì 12 maggio 2026,,\n1,MOLO,\nFINE GIORNO 1,,\nGiorno 2 - mercoledì 13 maggio 2026,,\n2,MOLO,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"over New Year":           {"", "DAY 1 - Wed 30 Dec,,\n1,HUT,\nDAY 2 - Thu 31 Dec,,\n2,HUT,\nDAY 3 - Mon 4 Jan,,\n3,HUT,\n", []string{"1 2026-12-30 1", "2 2026-12-31 2", "3 2027-01-04 3"}, "", ""},
		"a scene called day":      {"D/N,Scene,Set", "DAY,12,HUT\nNIGHT,13,HUT\nEnd of Day 1 - 2026-05-12,,\n", []string{"1 2026-05-12 12 13"}, "", ""},
		"a column for the sheet":  {"Sheet,Scene,Set", "1,5,HUT\n2,6,HUT\nEnd of Day 1 - 2026-05-12 - 1 2/8 pgs,,\n", []string{"1 2026-05-12 5 6"}, "", ""},
		"an empty date column":    {"Date,Scene,Set", ",1,HUT\n,2,HUT\n\"End of Day 1 - Tuesday, May 12, 2026\",,\n", []string{"1 2026-05-12 1 2"}, "", ""},
		"a scene before the days": {"", "1,HUT,\nDAY 1 - 2026-05-12,,\n2,HUT,\nDAY 2 - 2026-05-13,,\n3,HUT,\n", []string{"1 2026-05-12 2", "2 2026-05-13 3"}, "", "before the first day"},
		"weeks":                   {"", "WEEK 1,,\nDAY 1 - Fri 15 May 2026,,\n1,HUT,\nWEEK 2,,\nDAY 2 - Mon 18 May 2026,,\n2,HUT,\n", []string{"1 2026-05-15 1", "2 2026-05-18 2"}, "", ""},
		"totals with a colon":     {"", "1,HUT,\nEnd Day # 1 Tuesday 12 May -- Total Pages: 4 2/8,,\n2,HUT,\nEnd Day # 2 Wednesday 13 May -- Total Pages: 3,,\n", []string{"1 2026-05-12 1", "2 2026-05-13 2"}, "", ""},
		"a second unit":           {"", "DAY 1 - 12 May 2026,,\n1,HUT,\n2nd Unit - Day 1 - 12 May 2026,,\n2,QUAY,\n", []string{"1 2026-05-12 1 2"}, "", ""},
		"a day off":               {"", "DAY 1 - Fri 15 May 2026,,\n1,HUT,\n\"Sunday, May 17, 2026 - DAY OFF\",,\nDAY 2 - Mon 18 May 2026,,\n2,HUT,\n", []string{"1 2026-05-15 1", "2 2026-05-18 2"}, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBoth(t, firstOf(test.header, "Scene,Set,Pages")+"\n"+test.rows, Options{Start: "2026-12-28"}, func(t *testing.T, doc Document) {
				if diff := cmp.Diff(test.want, daysOf(doc)); diff != "" {
					t.Error(diff)
				}
				if got := strings.Join(doc.Schedule.Unplaced, " "); got != test.unplaced {
					t.Errorf("without a day are %q, want %q", got, test.unplaced)
				}
				if said := warningsOf(doc); !strings.Contains(said, test.warn) || test.warn == "" && said != "" {
					t.Errorf("warnings are %q, want %q", said, test.warn)
				}
			})
		})
	}
}

func TestOneLinerUnits(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, "Scene,Set\nDAY 1 - 12 May 2026,\n1,HUT\n2nd Unit - Day 1 - 12 May 2026,\n2,QUAY\n", Options{Name: "a.csv"})
	var got []string
	for _, u := range doc.Schedule.Days[0].Units {
		got = append(got, u.Unit+" "+u.Strips[0].SceneNumber)
	}
	if diff := cmp.Diff([]string{"Main 1", "2nd Unit 2"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestDateNames(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]production.Date{
		"12. Mai 2026": "2026-05-12", "Di., 12. März 2026": "2026-03-12", "12. Jänner 2026": "2026-01-12", "mardi 12 mai 2026": "2026-05-12", "1er févr. 2026": "2026-02-01", "mar. 12/05/2026": "2026-05-12", "mar 12/05": "2026-05-12",
		"martes 12 de mayo de 2026": "2026-05-12", "12 ene 2026": "2026-01-12", "3 de março de 2026": "2026-03-03", "12 set 2026": "2026-09-12", "12 ott 2026": "2026-10-12", "mar 12 mag 2026": "2026-05-12",
		"di 12 mei 2026": "2026-05-12", "12 mrt 2026": "2026-03-12", "tis 12 maj 2026": "2026-05-12", "lør 12 oktober 2026": "2026-10-12", "ti 12. toukokuuta 2026": "2026-05-12", "12. syyskuu 2026": "2026-09-12",
		"wt. 12 maja 2026": "2026-05-12", "12 października 2026": "2026-10-12", "12. května 2026": "2026-05-12", "12 září 2026": "2026-09-12", "12 Mayıs 2026": "2026-05-12", "12 Kasım 2026": "2026-11-12", "12 ARALIK 2026": "2026-12-12",
		"вторник 12 мая 2026": "2026-05-12", "12 СЕНТЯБРЯ 2026 г.": "2026-09-12", "12 окт 2026": "2026-10-12", "12May26": "2026-05-12", "May 12 '26": "2026-05-12", "Sept. 3, 2026": "2026-09-03",
		"12 May 07:00": "2026-05-12", "46154.75": "2026-05-12", "2026-05-12T07:00": "2026-05-12", "Tue 12/05 7:00 AM": "2026-05-12",
		"Marine 12": "", "12 Foo 2026": "", "May 2026": "", "Day 3 of 12": "", "1.375": "", "45": "",
	} {
		got, ok := readDate(text, dayFirst, 2026)
		if got != want || ok != (want != "") {
			t.Errorf("readDate(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestDateYears(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		rows string
		opt  Options
		want string // dates
		warn string
	}{
		"near the start":        {"5 Jan,1\n6 Jan,2\n", Options{Start: "2026-12-28"}, "2027-01-05 2027-01-06", ""},
		"over New Year":         {"30 Dec,1\n4 Jan,2\n", Options{Start: "2026-12-30"}, "2026-12-30 2027-01-04", ""},
		"near another date":     {"30 Dec,1\n4 Jan 2027,2\n5 Jan,3\n", Options{}, "2026-12-30 2027-01-04 2027-01-05", ""},
		"the weekday knows":     {"Tue 12 May,1\n", Options{Start: "2027-01-01"}, "2026-05-12", ""},
		"a year of two digits":  {"12.05.26,1\n", Options{}, "2026-05-12", ""},
		"nothing says the year": {"12 May,1\n", Options{}, "", "has no year"},
		"a wrong weekday":       {"Mon 12 May 2026,1\n,2\nMon 12 May 2026,3\n", Options{}, "2026-05-12", `"Mon 12 May 2026" is a Tuesday, not a Monday`},
		"a spreadsheet's days":  {"46154,1\n46155.5,2\n", Options{}, "2026-05-12 2026-05-13", ""},
		"American":              {"5/12/2026,1\n6/1/2026,2\n", Options{Locale: "en-US"}, "2026-05-12 2026-06-01", ""},
		"British":               {"5/12/2026,1\n6/12/2026,2\n", Options{Locale: "en-GB"}, "2026-12-05 2026-12-06", ""},
		"a locale that cannot":  {"12/5/2026,1\n12/6/2026,2\n12/7/2026,3\n", Options{Locale: "de"}, "2026-05-12 2026-06-12 2026-07-12", "can be read day first or month first"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc, err := Read([]byte("Date,Scene\n"+test.rows), test.opt)
			if test.want == "" {
				if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Error(), test.warn) {
					t.Error(err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, d := range doc.Schedule.Days {
				got = append(got, string(d.Date))
			}
			if diff := cmp.Diff(test.want, strings.Join(got, " ")); diff != "" {
				t.Error(diff)
			}
			if said := warningsOf(doc); strings.Count(said, test.warn) == 0 || test.warn == "" && said != "" {
				t.Errorf("warnings are %q, want %q", said, test.warn)
			}
		})
	}
}
