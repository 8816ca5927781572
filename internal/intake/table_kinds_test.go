package intake

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"github.com/btsdirector/bts/internal/intake/intaketest"
	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/production"
)

// workbook makes an Excel workbook with another program's writer, one sheet for each CSV text.
func workbook(t testing.TB, sheets ...string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, text := range sheets {
		name := fmt.Sprintf("Sheet%d", i+1)
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		for _, row := range sheet.ReadCSV(text, maxRows).Rows {
			for j, cell := range row.Cells {
				if err := f.SetCellStr(name, fmt.Sprintf("%s%d", sheet.ColumnName(j), row.Line), cell); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return written(t, f)
}

func written(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// inBoth runs a test on a table as CSV and as a workbook: they must say the same.
func inBoth(t *testing.T, text string, opt Options, check func(t *testing.T, doc Document)) {
	t.Helper()
	for name, data := range map[string][]byte{FormatTable: []byte(text), FormatXLSX: workbook(t, text)} {
		t.Run(name, func(t *testing.T) {
			opt.Name = "table." + name
			doc, err := Read(data, opt)
			if err != nil {
				t.Fatal(err)
			}
			if doc.Format != name {
				t.Errorf("the format is %q", doc.Format)
			}
			check(t, doc)
		})
	}
}

func TestGuessKind(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"Date,Scene,Set": ScheduleTable, "Drehtag,Bild,Motiv": ScheduleTable, "Jour;Séquence;Décor": ScheduleTable, "Diária;Cena;Locação": ScheduleTable, "Дата,Сцена": ScheduleTable,
		"Scene,Set,Pages": BreakdownTable, "Scene,Int/Ext,Cast": BreakdownTable,
		"Character,Actor,Phone": CastTable, "#,Role,Actor": CastTable, "Rolle,Darsteller": CastTable, "Personnage,Comédien": CastTable, "Personaje,Actriz,Correo": CastTable, "ID,Character": CastTable, "Cast #,Character,Actor": CastTable, "Character,Name,E-mail": CastTable,
		"Name,Role": CrewTable, "Name,Role,Character": CrewTable, "Department,Name,E-Mail": CrewTable, "Funktion,Name,Handy": CrewTable, "First name,Last name,Position": CrewTable, "Name,Role,Address,Phone": CrewTable,
		"Scene,Shot,Size,Angle": ShotTable, "Shot #,Lens,Description": ShotTable, "Szene,Einstellung,Einstellungsgröße": ShotTable, "Séquence,Plan,Valeur,Focale": ShotTable,
		"Location,Address": LocationTable, "Drehort,Adresse,Ansprechpartner": LocationTable, "Name,Address,Contact": LocationTable, "Lieu,Code postal": LocationTable,
		"Weather,Mood": "", "Scene,Weather": "", "Name,Age": "",
	}
	for header, want := range tests {
		t.Run(header, func(t *testing.T) {
			t.Parallel()
			columns := strings.FieldsFunc(header, func(r rune) bool { return r == ',' || r == ';' })
			if got := GuessKind(columns); got != want {
				t.Errorf("a header %q is %q, want %q; mapped %v", header, got, want, GuessMapping(columns))
			}
		})
	}
}

func TestTableKinds(t *testing.T) {
	t.Parallel()
	offered := map[string]bool{}
	for _, k := range TableKinds() {
		required := 0
		for _, f := range k.Fields {
			offered[f.Name] = true
			if f.Required {
				required++
			}
			if guessFor(k.Kind, []string{f.Label})[f.Name] != f.Label {
				t.Errorf("%s: the label %q does not mean its own field", k.Kind, f.Label)
			}
		}
		if k.Label == "" || required == 0 {
			t.Errorf("%q has the label %q and %d required fields", k.Kind, k.Label, required)
		}
	}
	for _, f := range Fields() {
		if !offered[f.Name] {
			t.Errorf("no kind offers %q", f.Name)
		}
	}
}

func TestCastTable(t *testing.T) {
	t.Parallel()
	inBoth(t, "Cast list,,,,,\n#,Character,Actor,E-Mail,Mobile,Not available,Available\n"+
		"1,Edda,Ann Actor,ann@example.org,+44 1,12-14 May 2026; 20 May 2026,\n"+
		"2.,Sunny,,,,,1 May 2026 - 30 May 2026\n"+
		"3,Ghost,Gus Ghost,,gus@example.org,some day,\n,,Ex Tra,,,,\n", Options{}, func(t *testing.T, doc Document) {
		want := []production.Person{
			{Kind: production.Cast, Name: "Ann Actor", Character: "EDDA", BoardID: "1", Email: "ann@example.org", Phone: "+44 1", Away: []production.DateRange{{From: "2026-05-12", To: "2026-05-14"}, {From: "2026-05-20", To: "2026-05-20"}}},
			{Kind: production.Cast, Name: "SUNNY", Character: "SUNNY", BoardID: "2", Away: []production.DateRange{{From: longAgo, To: "2026-04-30"}, {From: "2026-05-31", To: farAhead}}},
			{Kind: production.Cast, Name: "Gus Ghost", Character: "GHOST", BoardID: "3", Email: "gus@example.org"},
		}
		if diff := cmp.Diff(want, doc.People); diff != "" || doc.Kind != KindPeople {
			t.Error(doc.Kind, diff)
		}
		if said := warningsOf(doc); !strings.Contains(said, "Ex Tra plays no character") {
			t.Errorf("warnings are %q", said)
		}
	})
}

func TestCrewTable(t *testing.T) {
	t.Parallel()
	inBoth(t, "Position,Name,Phone,E-mail,Call\nCAMERA,,,,\nDirector of Photography,Cam Era,1,cam@example.org,07:00\n1st AC,Foc Us,2,,07:00\nSOUND,,,,\nBoom,Mi Croft,,,\nPosition,Name,Phone,E-mail,Call\nSound mixer,Mix Er,,,\n", Options{}, func(t *testing.T, doc Document) {
		want := []production.Person{
			{Kind: production.Head, Name: "Cam Era", Role: "Director of Photography", Department: "CAMERA", Phone: "1", Email: "cam@example.org"},
			{Kind: production.CrewMember, Name: "Foc Us", Role: "1st AC", Department: "CAMERA", Phone: "2"},
			{Kind: production.CrewMember, Name: "Mi Croft", Role: "Boom", Department: "SOUND"},
			{Kind: production.Head, Name: "Mix Er", Role: "Sound mixer", Department: "SOUND"},
		}
		if diff := cmp.Diff(want, doc.People); diff != "" || doc.Kind != KindPeople {
			t.Error(doc.Kind, diff)
		}
	})
	inBoth(t, "Abteilung;Vorname;Nachname;Funktion\nKamera;Kim;Mera;Kamera\nTon;Mi;Croft;Tonassistenz\n", Options{}, func(t *testing.T, doc Document) {
		want := []production.Person{
			{Kind: production.Head, Name: "Kim Mera", Role: "Kamera", Department: "Kamera"},
			{Kind: production.CrewMember, Name: "Mi Croft", Role: "Tonassistenz", Department: "Ton"},
		}
		if diff := cmp.Diff(want, doc.People); diff != "" {
			t.Error(diff)
		}
	})
}

func TestShotTable(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text string
		want []production.Shot
	}{
		"scene in the first row": {"Scene,Shot,Size,Angle,Movement,Lens,Equipment,Description,Time\n12,1,CU,low,dolly in,35 mm,dolly,Edda looks,15 min\n,2,wide,,,,,,0:20\n12A,1,MS,,,,,,1h 30\n", []production.Shot{
			{Scene: "12", Number: "1", Size: "CU", Angle: "low", Movement: "dolly in", Lens: "35 mm", Equipment: "dolly", Description: "Edda looks", Minutes: 15},
			{Scene: "12", Number: "2", Size: "wide", Minutes: 20}, {Scene: "12A", Number: "1", Size: "MS", Minutes: 90},
		}},
		"scene as a heading":    {"Shot,Size,Description\nSCENE 3 - INT. HUT - NIGHT,,\n1,CU,a\n2,MS,b\nScene 4,,\n1,LS,c\n", []production.Shot{{Scene: "3", Number: "1", Size: "CU", Description: "a"}, {Scene: "3", Number: "2", Size: "MS", Description: "b"}, {Scene: "4", Number: "1", Size: "LS", Description: "c"}}},
		"scene in the number":   {"Shot,Size\n12-3,CU\n12A,MS\n", []production.Shot{{Scene: "12", Number: "3", Size: "CU"}, {Scene: "12", Number: "A", Size: "MS"}}},
		"German":                {"Szene;Einstellung;Einstellungsgröße;Brennweite;Dauer\n7;1;Nah;50;10\n", []production.Shot{{Scene: "7", Number: "1", Size: "Nah", Lens: "50", Minutes: 10}}},
		"a scene on a line own": {"Scene,Shot,Size\n5,,\n,1,CU\n", []production.Shot{{Scene: "5", Number: "1", Size: "CU"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inBoth(t, test.text, Options{}, func(t *testing.T, doc Document) {
				if diff := cmp.Diff(test.want, doc.Shots); diff != "" || doc.Kind != KindShots {
					t.Error(doc.Kind, diff)
				}
			})
		})
	}
}

func TestLocationTable(t *testing.T) {
	t.Parallel()
	inBoth(t, "Location,Set,Address,Postcode,Town,Contact,Phone,Notes\nQuay,QUAY,1 Harbour Rd,12345,Porto,Pia Pier,+351 1,tide\nQuay,HUT,,,,,,loud\n,,2 Hill St,,,,,\n", Options{}, func(t *testing.T, doc Document) {
		want := []production.Location{
			{Name: "Quay", Sets: []string{"QUAY", "HUT"}, Address: "1 Harbour Rd, 12345 Porto", Contact: "Pia Pier, +351 1", Note: "tide\nloud"},
			{Name: "2 Hill St", Address: "2 Hill St"},
		}
		if diff := cmp.Diff(want, doc.Locations); diff != "" || doc.Kind != KindLocations {
			t.Error(doc.Kind, diff)
		}
	})
}

func TestBreakdownTable(t *testing.T) {
	t.Parallel()
	inBoth(t, "Scene,Set,I/E,D/N,Pages,Cast\n1,QUAY,EXT,N,1 3/8,EDDA\n2,HUT,INT,D,4/8,SUNNY\nTotal,,,,1 7/8,\n", Options{}, func(t *testing.T, doc Document) {
		if doc.Kind != KindSchedule || len(doc.Schedule.Days) != 0 || len(doc.Schedule.Breakdown) != 2 {
			t.Fatalf("%+v", doc.Schedule)
		}
		if s := doc.Schedule.Breakdown[0]; s.Heading != "EXT. QUAY - NIGHT" || s.Eighths != 11 {
			t.Errorf("scene 1 is %+v", s)
		}
		if said := warningsOf(doc); !strings.Contains(said, "read as a breakdown") {
			t.Errorf("warnings are %q", said)
		}
	})
}

func TestMappedKinds(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		mapping map[string]string
		want    Kind
	}{
		"shots":       {map[string]string{"shot": "A", "size": "B"}, KindShots},
		"locations":   {map[string]string{"location": "A"}, KindLocations},
		"an address":  {map[string]string{"address": "B"}, KindLocations},
		"cast":        {map[string]string{"character": "A", "name": "B"}, KindPeople},
		"crew":        {map[string]string{"name": "B", "role": "A"}, KindPeople},
		"schedule":    {map[string]string{"scene": "A", "date": "D"}, KindSchedule},
		"breakdown":   {map[string]string{"scene": "A", "set": "B"}, KindSchedule},
		"only a kind": {map[string]string{"kind": "locations"}, ""},
		"as it says":  {map[string]string{"kind": "locations", "location": "B", "scene": "A"}, KindLocations},
		"description": {map[string]string{"kind": "shotlist", "scene": "A", "description": "B"}, KindShots},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if test.want == "" {
				_, err := Read([]byte("A,B\n1,x\n"), Options{Mapping: test.mapping})
				if e := intaketest.WantInvalid(t, err); !errors.Is(err, ErrColumns) || !strings.Contains(e.Message, "the name of the location") {
					t.Error(err)
				}
				return
			}
			inBoth(t, "A,B,C,D\n1,x,y,2026-05-12\n", Options{Mapping: test.mapping}, func(t *testing.T, doc Document) {
				if doc.Kind != test.want {
					t.Errorf("it was read as %q, want %q", doc.Kind, test.want)
				}
			})
		})
	}
	_, err := Read([]byte("A,B\nx,y\n"), Options{Mapping: map[string]string{"kind": "cast", "name": "B"}})
	if e := intaketest.WantInvalid(t, err); !errors.Is(err, ErrColumns) || !strings.Contains(e.Message, "character") {
		t.Error(err)
	}
}

func TestDoubleColumns(t *testing.T) {
	t.Parallel()
	text := "Scene,Name,Name,Date\n1,a,b,2026-05-12\n"
	header, _, err := TableHeader([]byte(text))
	if diff := cmp.Diff([]string{"Scene", "Name", "Name (2)", "Date"}, header); diff != "" || err != nil {
		t.Error(diff, err)
	}
	inBoth(t, text, Options{Mapping: map[string]string{"scene": "Scene", "date": "Date", "set": "Name (2)"}}, func(t *testing.T, doc Document) {
		if set := doc.Schedule.Breakdown[0].Set; set != "B" {
			t.Errorf("the set is %q", set)
		}
	})
}

// TestParis reads the permits that the city of Paris published: a register of hundreds of films, which
// only a person's mapping takes in.
func TestParis(t *testing.T) {
	t.Parallel()
	data := intaketest.SharedFile(t, "schedules", "paris-shoots-early", "lieux_de_tournage.csv")
	_, err := Read(data, Options{Name: "lieux.csv"})
	if e := intaketest.WantInvalid(t, err); !errors.Is(err, ErrColumns) || !strings.Contains(e.Message, "register of many films") || e.At.Line != 1 {
		t.Error(err)
	}
	header, preview, err := TableHeader(data)
	if err != nil || len(header) != 12 || len(preview) != 5 || !slices.Contains(header, "Date de début") {
		t.Errorf("header %q, %d rows, %v", header, len(preview), err)
	}
	doc, err := Read(data, Options{Mapping: map[string]string{"location": "Localisation de la scène", "set": "Titre", "date": "Date de début"}})
	if err != nil || doc.Kind != KindLocations || len(doc.Locations) < 5000 {
		t.Errorf("%d locations, %v", len(doc.Locations), err)
	}
	doc, err = Read(data, Options{Mapping: map[string]string{"scene": "Identifiant du lieu", "date": "Date de début", "location": "Localisation de la scène"}})
	if err != nil || doc.Kind != KindSchedule || len(doc.Schedule.Days) < 1000 || len(doc.Schedule.Breakdown) < 8000 {
		t.Fatal(err)
	}
	if first := doc.Schedule.Days[0].Date; first < "2016-01-01" || first > "2016-02-01" {
		t.Errorf("the first day is %s", first)
	}
	if diff := cmp.Diff([]string{"date", "location", "scene"}, doc.Columns, cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}
