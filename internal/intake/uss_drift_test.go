package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/production"
)

// dayRows is a schedule for reading: a row for every unit of every day, then the rest.
func dayRows(s *production.Schedule) []string {
	var rows []string
	for _, d := range s.Days {
		for _, u := range d.Units {
			row := fmt.Sprintf("%d %s %s:", d.Number, d.Date, u.Unit)
			for _, strip := range u.Strips {
				row += " " + firstOf(strip.SceneNumber, "«"+strip.Banner+"»")
			}
			rows = append(rows, row)
		}
	}
	if len(s.Unplaced) > 0 {
		rows = append(rows, "unplaced: "+strings.Join(s.Unplaced, " "))
	}
	return rows
}

// says checks that a warning has a text, and its line.
func says(t *testing.T, doc Document, line int, want string) {
	t.Helper()
	if want == "" {
		return
	}
	for _, w := range doc.Warnings {
		if strings.Contains(w.Message, want) && w.Line == line {
			return
		}
	}
	t.Errorf("no warning at line %d says %q: %v", line, want, doc.Warnings)
}

const (
	someScenes = `"breakdowns":[{"id":"a","type":"scene","scene":"1"},{"id":"b","type":"scene","scene":"2"},{"id":"c","type":"scene","scene":"3"},
 {"id":"t","type":"banner","bannerText":"TITLE"},{"id":"d","type":"day"},{"id":"e","type":"day"},{"id":"f","type":"day"}]`
	someDates = `"calendars":[{"id":"k","daysOff":[0,6],"events":[{"type":"start","date":"2026-03-05T00:00:00.000Z"}]},
 {"id":"k2","daysOff":[],"events":[{"type":"start","date":"2026-03-06T00:00:00.000Z"}]}]`
)

func TestUSSDays(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		boards string // "stripboards" and what else is needed
		want   []string
		line   int
		warn   string
	}{
		"a list for every day": {`"stripboards":[{"calendar":"k","boards":[{"name":"stripboard","breakdownIds":[["t","a"],["b"],["c"]]},{"name":"boneyard","breakdownIds":[]}]}]`,
			[]string{"1 2026-03-05 Main: «TITLE» 1", "2 2026-03-06 Main: 2", "3 2026-03-09 Main: 3"}, 0, ""},
		"lists that end with their day strips": {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[["a","d"],["b","c","e"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 2 3"}, 0, ""},
		"lists across day strips": {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[["a"],["b","d","c"],["e"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1 2", "2 2026-03-06 Main: 3"}, 0, ""},
		"an empty list is a day": {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[["a"],[],["b"],[],[]]},{"name":"boneyard","breakdownIds":[["c"],[]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main:", "3 2026-03-09 Main: 2", "unplaced: 3"}, 0, ""},
		"lists of units side by side": {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[["a"],[]]},{"name":"second unit","breakdownIds":[[],["b"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Second: 2", "unplaced: 3"}, 0, ""},
		"a strip between the lists": {`"stripboards":[{"boards":[
 {"name":"x","breakdownIds":[["a"],"b",["c"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 2", "3 2026-03-09 Main: 3"}, 4, "outside its lists"},
		"weeks of days":         {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[[["a"],["b"]],[["c"]]]}]}]`, []string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 2", "3 2026-03-09 Main: 3"}, 0, ""},
		"breakdownArrays":       {`"stripboards":[{"boards":[{"name":"x","breakdownArrays":[["a"],["b","c"]]}]}]`, []string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 2 3"}, 0, ""},
		"one list":              {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[["a","b"]]}]}]`, []string{"1 2026-03-05 Main: 1 2", "unplaced: 3"}, 3, "one shoot day"},
		"a title above day one": {`"stripboards":[{"boards":[{"name":"x","breakdownIds":["t","d","a","e","b"]}]}]`, []string{"1 2026-03-05 Main: «TITLE» 1", "2 2026-03-06 Main: 2", "unplaced: 3"}, 3, "beginning of a day"},
		"unknown strips":        {`"stripboards":[{"boards":[{"name":"x","breakdownIds":["a","gone","d"]}]}]`, []string{"1 2026-03-05 Main: 1", "unplaced: 2 3"}, 3, "1 strips that the file does not describe"},
		"a scene twice":         {`"stripboards":[{"boards":[{"name":"x","breakdownIds":["a","d","a","b","e"]},{"name":"Recycle Bin","breakdownIds":["a","c"]}]}]`, []string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 1 2", "unplaced: 3"}, 1, "more than once"},
		"whole breakdowns":      {`"stripboards":[{"boards":[{"name":"x","breakdownIds":[{"id":"a"},{"id":"new","type":"scene","scene":"9"},"d"]}]}]`, []string{"1 2026-03-05 Main: 1 9", "unplaced: 2 3"}, 0, ""},
		"snake case":            {`"Strip_Boards":{"Boards":{"Name":"x","breakdown_ids":["a","d"]},"CALENDAR":"k"}`, []string{"1 2026-03-05 Main: 1", "unplaced: 2 3"}, 0, ""},
		"the board in force": {`"stripboards":[{"name":"old","active":true,"boards":[{"breakdownIds":["a","d"]}]},{"name":"new","boards":[{"breakdownIds":["a","d","b","e"]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "unplaced: 2 3"}, 3, `"old" was taken, with 1 shoot days ("new" 2)`},
		"a calendar of its own": {`"stripboards":[{"calendar":"k","boards":[{"breakdownIds":[["a"],["b"]]},{"name":"2nd Unit","calendar":"k2","breakdownIds":[["c"],["t"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main: 2", "2 2026-03-06 2nd: 3", "3 2026-03-07 2nd: «TITLE»"}, 0, "without the main unit"},
		"units on stripboards": {`"stripboards":[{"name":"Second Unit","calendar":"k2","boards":[{"name":"stripboard","breakdownIds":["c","d","t","e"]}]},{"name":"Main Unit","calendar":"k","boards":[{"name":"stripboard","breakdownIds":["a","f"]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "2 2026-03-06 Second: 3", "3 2026-03-07 Second: «TITLE»", "unplaced: 2"}, 3, "taken as a unit of its own"},
		"a unit by name": {`"stripboards":[{"boards":[{"name":"stripboard","unit":"Main Unit","breakdownIds":[["a"]]},{"name":"b2","unit":"Splinter unit","breakdownIds":[["c"]]}]}]`,
			[]string{"1 2026-03-05 Main: 1", "1 2026-03-05 Splinter: 3", "unplaced: 2"}, 0, ""},
		"a calendar inside":    {`"stripboards":[{"calendar":{"id":"q","events":[{"type":"start","date":"2026-07-01"}]},"boards":[{"breakdownIds":["a","d"]}]}]`, []string{"1 2026-07-01 Main: 1", "unplaced: 2 3"}, 0, ""},
		"an unknown calendar":  {`"stripboards":[{"calendar":"zz","boards":[{"breakdownIds":["a","d"]}]}]`, []string{"1 2026-03-05 Main: 1", "unplaced: 2 3"}, 3, "a calendar that the file does not have"},
		"breakdowns in order":  {`"stripboards":null`, []string{"1 2026-03-05 Main: 1 2 3 «TITLE»", "2 2026-03-06 Main:", "3 2026-03-09 Main:"}, 0, ""},
		"a day without scenes": {`"stripboards":[{"boards":[{"breakdownIds":["a","d","e","b","f"]}]}]`, []string{"1 2026-03-05 Main: 1", "2 2026-03-06 Main:", "3 2026-03-09 Main: 2", "unplaced: 3"}, 0, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, "{"+someScenes+",\n"+test.boards+",\n"+someDates+"}", Options{Name: "a.uss"})
			if diff := cmp.Diff(test.want, dayRows(doc.Schedule)); diff != "" {
				t.Error(diff)
			}
			says(t, doc, test.line, test.warn)
		})
	}
}

func TestUSSCalendarDrift(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		calendar string
		want     string // dates of four shoot days, month and day
		line     int
		warn     string
	}{
		"weekdays":           {`"daysOff":[6,0],"events":[{"type":"start","date":"2026-03-06T00:00:00Z"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"weekdays as text":   {`"daysOff":["6","0"],"events":[{"effect":"start","type":null,"date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"weekdays by name":   {`"days_off":["Saturday","Domingo"],"events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"one text":           {`"daysOff":"Sat, Sun","events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"ISO weekdays":       {`"daysOff":[6,7],"events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"truth values":       {`"daysOff":[true,false,false,false,false,false,true],"events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"an object":          {`"daysOff":{"saturday":true,"sunday":true,"monday":false},"events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"dates off":          {`"daysOff":["2026-03-07T00:00:00Z", 9],"events":[{"type":"start","date":"2026-03-06"}]`, "03-06 03-08 03-09 03-10", 1, "1 days off are neither"},
		"holidays":           {`"holidays":["2026-03-07"],"events":[{"type":"start","date":"2026-03-06"},{"type":"holiday","date":"2026-03-08"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"a range off":        {`"events":[{"type":"start","date":"2026-03-06"},{"type":"dayOff","name":"hiatus","startDate":"2026-03-07","endDate":"2026-03-20"}]`, "03-06 03-21 03-22 03-23", 0, ""},
		"a list off":         {`"events":[{"type":"start","date":"2026-03-06"},{"type":"day_off","dates":["2026-03-07","2026-03-08"]}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"flags":              {`"events":[{"isStart":true,"date":"2026-03-06"},{"isDayOff":true,"date":"2026-03-07"},{"isHoliday":"yes","date":"2026-03-08"}]`, "03-06 03-09 03-10 03-11", 0, ""},
		"milliseconds":       {`"events":[{"type":"start","date":1772755200000}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"seconds as text":    {`"events":[{"type":"start","date":"1772755200"}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"a number":           {`"events":[{"type":"start","date":20260306}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"extended JSON":      {`"events":[{"type":"start","date":{"$date":{"$numberLong":"1772755200000"}}}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"an offset":          {`"events":[{"type":"start","date":"2026-03-06T00:00:00+05:30"}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"no offset in words": {`"events":[{"type":"start","date":"2026-03-05T23:00:00.000+00:00"}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"slashes":            {`"events":[{"type":"start","date":"2026/03/06"}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"in words":           {`"events":[{"type":"start","date":"March 6, 2026"}]`, "03-06 03-07 03-08 03-09", 0, ""},
		"in doubt":           {`"events":[{"type":"start","date":"06/03/2026"}]`, "03-06 03-07 03-08 03-09", 1, `"06/03/2026" was read as Fri 6 Mar`},
		"events by id":       {`"events":{"x1":{"type":"start","date":"2026-03-06"},"x2":{"type":"dayOff","date":"2026-03-07"}}`, "03-06 03-08 03-09 03-10", 0, ""},
		"one event":          {`"events":{"type":"start","date":"2026-03-06"}`, "03-06 03-07 03-08 03-09", 0, ""},
		"two starts":         {`"name":"K","events":[{"type":"start","date":"2026-04-01"},` + "\n" + `{"type":"start","date":"2026-03-06"}]`, "03-06 03-07 03-08 03-09", 2, `"K" has more than one start`},
		"no start":           {`"events":null`, "   ", 0, "no start date"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, `{"breakdowns":[{"id":1,"type":"scene","scene":1}],"stripboards":[{"boards":[{"breakdownIds":[[1],[],[],["1"]]}]}],"calendars":[{`+test.calendar+`}]}`, Options{Name: "a.uss"})
			var got []string
			for _, d := range doc.Schedule.Days {
				got = append(got, strings.TrimPrefix(string(d.Date), "2026-"))
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("the days are %q, want %q", got, test.want)
			}
			says(t, doc, test.line, test.warn)
		})
	}
}

func TestUSSSceneDrift(t *testing.T) {
	t.Parallel()
	const cast = `"categories":[{"id":"cc","ucid":100,"name":"Cast"},{"id":"cs","ucid":0,"name":"Set"},{"id":"ci","ucid":1},{"id":"cd","ucid":2},{"id":"cu","ucid":4,"name":"Unit"}],
 "elements":[{"id":"p","category":"cc","name":"Edda","elementId":1},{"id":"q","category":"cc","name":"Hob","elementId":"12X"},{"id":"s","category":"cs","name":"Quay"},{"id":"u","category":"cu","name":"2nd Unit"}`
	tests := map[string]struct {
		scene    string // members of the breakdown
		elements string // more elements
		want     production.Scene
		line     int
		warn     string
	}{
		"numbers":               {`"scene":12.0,"pages":"1 3/8","duration":"1h 35m"`, "", production.Scene{Number: "12", Eighths: 11, MinutesToShoot: 95}, 0, ""},
		"a decimal comma":       {`"scene":"12","pages":"1,5","time":"PT45M"`, "", production.Scene{Number: "12", Eighths: 12, MinutesToShoot: 45}, 0, ""},
		"a clock":               {`"scene":"12","pages":2,"duration":"01:35:00"`, "", production.Scene{Number: "12", Eighths: 16, MinutesToShoot: 95}, 0, ""},
		"eighths":               {`"scene":"12","page_eighths":"11","minutes":30`, "", production.Scene{Number: "12", Eighths: 11, MinutesToShoot: 30}, 0, ""},
		"minutes":               {`"scene":"12","duration":95`, "", production.Scene{Number: "12", MinutesToShoot: 95}, 2, "read as minutes"},
		"seconds":               {`"scene":"12","time":"5700"`, "", production.Scene{Number: "12", MinutesToShoot: 95}, 2, "read as seconds"},
		"nonsense":              {`"scene":"12","pages":"many"`, "", production.Scene{Number: "12"}, 2, "no length in pages"},
		"several scenes":        {`"scene":["12","13"]`, "", production.Scene{Number: "12, 13"}, 0, ""},
		"another type":          {`"scene":"12","type":"Strip"`, "", production.Scene{Number: "12"}, 0, ""},
		"an unknown type":       {`"scene":"12","type":"vfx-plate"`, "", production.Scene{Number: "12"}, 2, "was taken as a scene"},
		"everything null":       {`"scene":"12","pages":null,"elements":null,"comments":null,"duration":null`, "", production.Scene{Number: "12"}, 0, ""},
		"cast by number":        {`"scene":"12","elements":["1","12x","Quay","nobody"]`, "", production.Scene{Number: "12", Set: "QUAY", Characters: []string{"EDDA", "HOB"}}, 2, "3 references to elements are no ids"},
		"references to nothing": {`"scene":"12","elements":["p","zz",` + "\n" + `"zy"]`, "", production.Scene{Number: "12", Characters: []string{"EDDA"}}, 2, "2 references lead to elements"},
		"whole elements":        {`"scene":"12","elements":[{"id":"n1","name":"Wren","category":"cc"},{"id":"p","name":"EDDA"}]`, "", production.Scene{Number: "12", Characters: []string{"WREN", "EDDA"}}, 0, ""},
		"ids of a database":     {`"_id":{"$oid":"5d9f"},"scene":"12","elements":[{"$oid":"p"}]`, "", production.Scene{Number: "12", Characters: []string{"EDDA"}}, 0, ""},
		"parts on the scene":    {`"scene":"12","ie":"int","dn":"n","set":"s","scriptDay":3,"cast":[1,"Wren"]`, "", production.Scene{Number: "12", IntExt: "INT", Set: "QUAY", TimeOfDay: "NIGHT", ScriptDay: "3", Characters: []string{"EDDA", "WREN"}}, 0, ""},
		"a heading":             {`"scene":"12","slugline":"EXT. HARBOUR WALL - DAWN"`, "", production.Scene{Number: "12", IntExt: "EXT", Set: "HARBOUR WALL", TimeOfDay: "DAWN"}, 0, ""},
		"an id for a set":       {`"scene":"12","set":"5d9fc8cfc0efae0017a32de8"`, "", production.Scene{Number: "12"}, 0, ""},
		"German":                {`"scene":"12","elements":["i","n"]`, `,{"id":"i","category":"ci","name":"Außen"},{"id":"n","category":"cd","name":"Nacht"}`, production.Scene{Number: "12", IntExt: "EXT", TimeOfDay: "NACHT"}, 0, ""},
		"Japanese":              {`"scene":"12","elements":["i","n"]`, `,{"id":"i","category":"ci","name":"内"},{"id":"n","category":"cd","name":"夜"}`, production.Scene{Number: "12", IntExt: "INT", TimeOfDay: "夜"}, 0, ""},
		"enumerations":          {`"scene":"12","elements":["i","n"]`, `,{"id":"i","category":1,"name":"INT_EXT"},{"id":"n","category":"Day/Night","name":"day_night"}`, production.Scene{Number: "12", IntExt: "INT/EXT", TimeOfDay: "DAY/NIGHT"}, 0, ""},
		"inside and outside":    {`"scene":"12","elements":["i","j"]`, `,{"id":"i","category":"ci","name":"Interior"},{"id":"j","category":"ci","name":"EXT."}`, production.Scene{Number: "12", IntExt: "INT/EXT"}, 0, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			kind := `"type":"scene",`
			if strings.Contains(test.scene, `"type"`) {
				kind = ""
			}
			doc := mustRead(t, `{"breakdowns":[`+"\n{"+kind+test.scene+`}],`+cast+test.elements+`]}`, Options{Name: "a.uss"})
			s := doc.Schedule.Breakdown[0]
			got := production.Scene{
				Number: s.Number, Eighths: s.Eighths, MinutesToShoot: s.MinutesToShoot, IntExt: s.IntExt, Set: s.Set, TimeOfDay: s.TimeOfDay,
				ScriptDay: s.ScriptDay, Characters: s.Characters,
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			says(t, doc, test.line, test.warn)
		})
	}
}

func TestUSSFileDrift(t *testing.T) {
	t.Parallel()
	const scene = `"breakdowns":[{"id":"a","type":"scene","scene":"1"}]`
	tests := map[string]struct {
		data string
		line int
		warn string
	}{
		"no outer object":     {"{" + scene + "}", 0, ""},
		"the standard's name": {`{"universalScheduleStandard":{"ussVersion":"1.0.0",` + scene + "}}", 0, ""},
		"another case":        {`{"UniversalScheduleStandard":{` + scene + "}}", 0, ""},
		"a draft's name":      {`{"entertainmentIndustryBreakdownFormat":{"version":0.1,` + scene + "}}", 0, ""},
		"a list of one":       {`[{"universalScheduleStandard":{` + scene + "}}]", 0, ""},
		"a number":            {`{"version":1,` + scene + "}", 0, ""},
		"a version to come":   {`{` + scene + ",\n" + `"ussVersion":"v2.1"}`, 2, "has version v2.1"},
		"breakdowns by id":    {`{"breakdowns":{"a":{"type":"scene","scene":"1"}}}`, 0, ""},
		"a single breakdown":  {`{"breakdowns":{"id":"a","type":"scene","scene":"1"}}`, 0, ""},
		"lists of breakdowns": {`{"breakdowns":[[{"id":"a","type":"scene","scene":"1"}],[null,[]]]}`, 0, ""},
		"other entries":       {`{"breakdowns":[{"id":"a","type":"scene","scene":"1"},` + "\n" + `7,"x",null]}`, 2, "2 entries that are no objects"},
		"a byte order mark":   {"\ufeff{" + scene + "}", 0, ""},
		"double ids":          {`{"breakdowns":[{"id":"a","type":"scene","scene":"1"},` + "\n" + `{"id":"a","type":"banner","bannerText":"x"}]}`, 2, "two breakdowns have the id a"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			doc := mustRead(t, test.data, Options{Name: "a.uss"})
			if len(doc.Schedule.Breakdown) != 1 || doc.Schedule.Breakdown[0].Number != "1" {
				t.Errorf("the scenes are %+v", doc.Schedule.Breakdown)
			}
			says(t, doc, test.line, test.warn)
		})
	}
}

func TestUSSUnitsAndEvents(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, `{"categories":[{"id":"c","catId":"100","name":"Cast","elements":["p",{"id":"q","name":"Hob"}]},{"id":"d","ucid":101,"elements":["p"]},{"id":"u","ucid":4,"name":"Unit","elements":["u2","u1"]}],
"elements":[{"id":"p","name":"Edda","events":[{"type":"event","name":"hold","startDate":"2026-03-05","endDate":"2026-03-07"},{"type":"dayOff","from":"2026-03-10","to":"2026-03-09"}]},
 {"id":"u2","name":"2nd Unit"},{"id":"u1","name":"Main Unit"},{"id":"z","name":"Fog machine"}],
"breakdowns":[{"id":"a","type":"scene","scene":"1","elements":["p","u2"]},{"id":"b","type":"scene","scene":"2","elements":["q","u1","z"]}],
"stripboards":[{"boards":[{"breakdownIds":[["a"],["b"]]}]}],
"calendars":[{"events":[{"type":"start","date":"2026-03-05"},{"type":"event","name":"doodTravel","date":"2026-03-04"},{"type":"event","name":"photo","date":"2026-03-04"},
 {"type":"event","name":"holiday","date":"2026-03-06"},{"type":"event","name":null,"date":"2026-03-03"},{"type":"wrap party","date":"2026-03-08"},{"type":"event","date":"2026-03-03","_imported":true}]}]}`, Options{Name: "a.uss"})
	s := doc.Schedule
	if diff := cmp.Diff([]string{"1 2026-03-05 Main:", "1 2026-03-05 2nd: 1", "2 2026-03-06 Main: 2"}, dayRows(s)); diff != "" {
		t.Error(diff)
	}
	var events []string
	for _, e := range s.Events {
		events = append(events, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", e.Date[5:], e.Kind, e.Title, strings.Join(e.People, ","))))
	}
	want := []string{"03-03 other Event", "03-04 travel Travel", "03-04 publicity photo", "03-05 other hold EDDA", "03-06 holiday Holiday", "03-06 other hold EDDA", "03-07 other hold EDDA", "03-08 other Wrap party"}
	if diff := cmp.Diff(want, events); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]production.DateRange{{From: "2026-03-09", To: "2026-03-10"}}, s.People[0].Away); diff != "" {
		t.Error(diff)
	}
	if e := s.Breakdown[1].Elements; len(e) != 3 || e[2].Category != production.CategoryOther || e[2].Name != "Fog machine" {
		t.Errorf("the elements are %+v", e)
	}
	says(t, doc, 3, "1 elements stand in no category")
	says(t, doc, 2, "ends before it begins")
	says(t, doc, 0, "shoot day 2 falls on a holiday")
}

func TestUSSWholePages(t *testing.T) {
	t.Parallel()
	scenes := func(pages ...string) string {
		var all []string
		for i, p := range pages {
			all = append(all, fmt.Sprintf(`{"id":%d,"type":"scene","scene":"%d","pages":%s}`, i, i+1, p))
		}
		return `{"breakdowns":[` + strings.Join(all, ",\n") + `]}`
	}
	tests := map[string]struct {
		data string
		want []int
	}{
		"pages":              {scenes("1", "2", "0.5", "3", "1"), []int{8, 16, 4, 24, 8}},
		"eighths":            {scenes("11", "2", "5", "8", "3"), []int{11, 2, 5, 8, 3}},
		"too few to say":     {scenes("11", "2", "5"), []int{88, 16, 40}},
		"a page for each":    {scenes("1", "1", "1", "1", "1", "1"), []int{8, 8, 8, 8, 8, 8}},
		"text and fractions": {scenes(`"1/8"`, `"2 1/8"`, `"⅜"`, "null", "-4"), []int{1, 17, 3, 0, 0}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got []int
			for _, s := range mustRead(t, test.data, Options{}).Schedule.Breakdown {
				got = append(got, s.Eighths)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadIntExt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]production.IntExt{
		"INT": "INT", "Ext.": "EXT", "interior": "INT", "I/E": "INT/EXT", "INT_EXT": "INT/EXT", "IntExt": "INT/EXT", "EXT & INT": "INT/EXT",
		"Interno e Esterno": "INT/EXT", "Intérieur": "INT", "außen": "EXT", "внутри": "", "натура": "EXT", "室内": "INT", "both": "INT/EXT", "Outdoor": "EXT", "": "", "car": "",
	} {
		if got := readIntExt(text); got != want {
			t.Errorf("readIntExt(%q) = %q, want %q", text, got, want)
		}
	}
}
