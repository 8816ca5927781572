package intake

import (
	"fmt"
	"path"
	"runtime"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

// TestSharedFilesThatAreNoSchedules holds that files of other kinds are refused with what they are.
func TestSharedFilesThatAreNoSchedules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		path string
		want string
	}{
		{"USS-docs/docs/docs.md", "neither"},
		{"USS-categories/README.md", "no row has a scene"},
		{"USS-categories/samples/categoryTypes.json", "list of breakdown categories"},
		{"USS-categories/reference/finalDraftCategories.xml", "Final Draft document"},
		{"talent-scheduling/film114.dat", "neither"},
		{"csplib-rehearsal/Problems/prob039/specification.md", "neither"},
		{"csplib-rehearsal/Problems/prob039/data/rehearsal_smith.dzn", "neither"},
		{"csplib-rehearsal/Problems/prob039/data/rehearsal_choco.dzn", "neither"},
		{"ical.js/test/parser/component.json", "jCal"},
		{"ical.js/test/parser/values.json", "jCal"},
		{"ical.js/test/parser/recur.json", "jCal"},
		{"ical.js/test/parser/period.json", "jCal"},
		{"ical.js/test/parser/dates.json", "jCal"},
		{"ical.js/test/parser/time.json", "jCal"},
		{"ical.js/test/parser/tzid_with_gmt.json", "jCal"},
		{"ical.js/test/parser/quoted_params.json", "jCal"},
		{"ical.js/test/parser/multivalue.json", "jCal"},
		{"ical.js/test/parser/newline_junk.json", "jCal"},
		{"ical.js/test/parser/escape_semicolon.json", "jCard"},
		{"ical.js/test/parser/grouped.json", "jCal"},
		{"ical.js/test/parser/vcard3.json", "jCard"},
		{"ical.js/test/parser/vcard_grouped.json", "jCard"},
		{"ical.js/test/parser/multiple_root_components.json", "jCal"},
	}
	for _, test := range tests {
		t.Run(test.path, func(t *testing.T) {
			t.Parallel()
			_, err := Read(intaketest.SharedFile(t, append([]string{"schedules"}, strings.Split(test.path, "/")...)...), Options{Name: path.Base(test.path)})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, test.want) {
				t.Errorf("%s: %q does not say %q", test.path, e.Message, test.want)
			}
		})
	}
}

// hostileFiles are made to fill a machine's memory or time.
func hostileFiles(size int) map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	scene := `{"breakdowns":[{"id":"a","type":"scene","scene":"1"`
	numbered := func(format string) string {
		var b strings.Builder
		for i := 0; b.Len() < size; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	scenes := make([]string, maxScenes)
	for i := range scenes {
		scenes[i] = fmt.Sprintf(`{"id":%d,"scene":%d,"elements":[1,2,3,4,5,6,7,8,9]}`, i, i)
	}
	return map[string]string{
		"the most scenes":      `{"breakdowns":[` + strings.Join(scenes, ",") + `],"elements":[` + strings.Join(scenes, ",") + `]}`,
		"open lists":           `{"a":` + fill("["),
		"nested lists":         `{"breakdowns":[{"id":"a","type":"scene","scene":"1","elements":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}],"x":"` + fill("y") + `"}`,
		"a long number":        scene + `,"pages":` + fill("9") + `}]}`,
		"a long text":          scene + `,"comments":"` + fill("a ") + `"}]}`,
		"a long key":           scene + `,"` + fill("k") + `":1}]}`,
		"escapes":              scene + `,"comments":"` + fill(`\u0061`) + `"}]}`,
		"empty breakdowns":     `{"breakdowns":[` + fill("{},") + `{}]}`,
		"empty elements":       scene + `}],"elements":[` + fill("{},") + `{}]}`,
		"elements":             scene + `}],"elements":[` + numbered(`{"id":%d,"name":"n"},`) + `{}]}`,
		"empty categories":     scene + `}],"categories":[` + fill("{},") + `{}]}`,
		"references":           scene + `,"elements":[` + fill("0,") + `0]}],"elements":[{"id":0,"name":"x"}]}`,
		"different references": scene + `,"elements":[` + numbered("%d,") + `0]}]}`,
		"scenes":               `{"breakdowns":[` + numbered(`{"scene":%d},`) + `{}]}`,
		"60,000 strips":        scene + `}],"stripboards":[{"boards":[{"breakdownIds":[` + strings.Repeat(`"a",`, 60000) + `"a"]}]}]}`,
		"empty days":           scene + `}],"stripboards":[{"boards":[{"breakdownIds":[` + fill("[],") + `["a"]]}]}]}`,
		"empty boards":         scene + `}],"stripboards":[{"boards":[` + fill("{},") + `{}]}]}`,
		"empty stripboards":    scene + `}],"stripboards":[` + fill("{},") + `{}]}`,
		"empty calendars":      scene + `}],"calendars":[` + fill("{},") + `{}]}`,
		"empty events":         scene + `}],"calendars":[{"events":[` + fill("{},") + `{}]}],"stripboards":[{"boards":[{"breakdownIds":[["a"]]}]}]}`,
		"long events":          scene + `}],"calendars":[{"events":[` + fill(`{"type":"dayOff","from":"1900-01-01","to":"2200-01-01"},`) + `{}]}],"stripboards":[{"boards":[{"breakdownIds":[["a"]]}]}]}`,
		"people":               scene + `}],"_people":[` + fill("{},") + `{}]}`,
		"plans":                scene + `}],"stripboards":[{"boards":[{"_days":[` + fill("{},") + `{}],"breakdownIds":[["a"]]}]}]}`,
		"many keys":            scene + "," + fill(`"name":1,`) + `"b":1}]}`,
		"a breakdown in parts": `{"breakdowns":{` + numbered(`"%d":{},`) + `"a":{}}}`,
		"days off":             scene + `}],"calendars":[{"daysOff":[` + fill("8,") + `8]}]}`,
	}
}

// TestUSSIsBounded holds that all that is ever asked of the memory stays below 20 times the file's size,
// beside what the 20 000 scenes of the largest schedule take.
func TestUSSIsBounded(t *testing.T) { //nolint:paralleltest // it measures the memory of the process
	const size, schedule = 4 << 20, 48 << 20
	for name, data := range hostileFiles(size) {
		t.Run(name, func(t *testing.T) {
			file := []byte(data)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			_, err := ReadUSS(file, Options{Name: "a.uss"})
			runtime.ReadMemStats(&after)
			if used := after.TotalAlloc - before.TotalAlloc; used > 20*uint64(len(file))+schedule {
				t.Errorf("%d MB for a file of %d MB (error %v)", used>>20, len(file)>>20, err)
			}
			if err != nil {
				intaketest.WantInvalid(t, err)
			}
		})
	}
}
