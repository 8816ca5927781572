package ical

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sharedDir is a folder of the shared sample data: under BTS_SHARED, or shared/data beside the
// project. Without it the test is skipped, in continuous integration it fails.
func sharedDir(t testing.TB, parts ...string) string {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	for dir, _ := os.Getwd(); root == "" && dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if info, err := os.Stat(filepath.Join(dir, "..", "shared", "data")); err == nil && info.IsDir() {
			root = filepath.Join(dir, "..", "shared", "data")
		}
	}
	dir := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("SKIPPED, NOT TESTED: the shared sample data is missing (%v); set BTS_SHARED", err)
	}
	return dir
}

// TestJCalOfReferenceCases holds the codec to the parser cases of ical.js.
func TestJCalOfReferenceCases(t *testing.T) {
	t.Parallel()
	dir := sharedDir(t, "schedules", "ical.js", "test", "parser")
	expected, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(expected) < 10 {
		t.Fatalf("%d cases, %v", len(expected), err)
	}
	for _, path := range expected {
		t.Run(filepath.Base(path), func(t *testing.T) {
			t.Parallel()
			source := strings.TrimSuffix(path, ".json") + ".ics"
			if _, err := os.Stat(source); err != nil {
				source = strings.TrimSuffix(path, ".json") + ".vcf"
			}
			data, err := os.ReadFile(source)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			compareJSON(t, string(want), Parse(data))
		})
	}
}

// compareJSON compares the file's jCal with JSON text.
func compareJSON(t *testing.T, want string, file File) {
	t.Helper()
	var wanted, got any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(file.JCal())
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("jCal differs (-want +got):\n%s", diff)
	}
}

// TestJCal: the expected values are what RFC 7265 and RFC 7095 say and ical.js gives.
func TestJCal(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ begin, line, want string }{
		"boolean":           {"VCALENDAR", "X-A;VALUE=BOOLEAN:TRUE", `["x-a",{},"boolean",true]`},
		"float":             {"VCALENDAR", "X-A;VALUE=FLOAT:-1.5e1x", `["x-a",{},"float",-15]`},
		"integer":           {"VCALENDAR", "PRIORITY:+5", `["priority",{},"integer",5]`},
		"no integer":        {"VCALENDAR", "SEQUENCE:high", `["sequence",{},"integer",0]`},
		"offset":            {"VCALENDAR", "TZOFFSETTO:-0530", `["tzoffsetto",{},"utc-offset","-05:30"]`},
		"offset of seconds": {"VCALENDAR", "TZOFFSETTO:+053045", `["tzoffsetto",{},"utc-offset","+05:30:45"]`},
		"duration":          {"VCALENDAR", "TRIGGER:-PT15M", `["trigger",{},"duration","-PT15M"]`},
		"text":              {"VCALENDAR", `SUMMARY:a\, b\; c\nd\Ne\\f\g`, `["summary",{},"text","a, b; c\nd\ne\\f\\g"]`},
		"unknown":           {"VCALENDAR", `X-A:a\, b`, `["x-a",{},"unknown","a\\, b"]`},
		"list":              {"VCALENDAR", `RESOURCES:a,b\,c`, `["resources",{},"text","a","b,c"]`},
		"binary":            {"VCALENDAR", "ATTACH;ENCODING=BASE64;VALUE=BINARY:AAAA", `["attach",{"encoding":"BASE64"},"binary","AAAA"]`},
		"carets":            {"VCALENDAR", "X-A;P=^'a^n:b", `["x-a",{"p":"\"a\n"},"unknown","b"]`},
		"delegates":         {"VCALENDAR", `ATTENDEE;DELEGATED-TO="mailto:a","mailto:b";CN="c, d":mailto:e`, `["attendee",{"delegated-to":["mailto:a","mailto:b"],"cn":"c, d"},"cal-address","mailto:e"]`},
		"rule":              {"VCALENDAR", "RRULE:FREQ=YEARLY;COUNT=5;BYDAY=-1SU,2MO;BYMONTH=3;WKST=SU;INTERVAL=0;X=y", `["rrule",{},"recur",{"freq":"YEARLY","count":5,"byday":["-1SU","2MO"],"bymonth":3,"wkst":1,"interval":1,"x":"y"}]`},
		"group in calendar": {"VCALENDAR", "A.X-B:c", `["a.x-b",{},"unknown","c"]`},
		"card 4 name":       {"VCARD\nVERSION:4.0", `N:Doe\;x;J.,A.;;`, `["n",{},"text",["Doe;x",["J.","A."],"",""]]`},
		"card 4 phone":      {"VCARD\nVERSION:4.0", `TEL;VALUE=uri;TYPE="voice,home":tel:+1`, `["tel",{"type":["voice","home"]},"uri","tel:+1"]`},
		"card 4 date":       {"VCARD\nVERSION:4.0", "BDAY:--0203", `["bday",{},"date-and-or-time","--02-03"]`},
		"card 4 time":       {"VCARD\nVERSION:4.0", "BDAY:20090808T1430-0500", `["bday",{},"date-and-or-time","2009-08-08T14:30-05:00"]`},
		"card 4 stamp":      {"VCARD\nVERSION:4.0", "REV:19951031T222710Z", `["rev",{},"timestamp","1995-10-31T22:27:10Z"]`},
		"card 3 phone":      {"VCARD\nVERSION:3.0", `tel;type=home;type=pref:5\,1`, `["tel",{"type":["home","pref"]},"phone-number","5,1"]`},
		"card 3 birthday":   {"VCARD\nVERSION:3.0", "BDAY:1996-04-15", `["bday",{},"date","1996-04-15"]`},
		"card 3 organ":      {"VCARD\nVERSION:3.0", `ORG:A\, B;C`, `["org",{},"text",["A, B","C"]]`},
		"card 2.1 types":    {"VCARD\nVERSION:2.1", "TEL;WORK;VOICE:5", `["tel",{"type":["WORK","VOICE"]},"phone-number","5"]`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			end, version, _ := strings.Cut(test.begin, "\n")
			want := "[" + test.want + "]"
			if _, number, ok := strings.Cut(version, ":"); ok {
				want = `[["version",{},"text","` + number + `"],` + test.want + "]"
			}
			file := Parse([]byte("BEGIN:" + test.begin + "\n" + test.line + "\nEND:" + end + "\n"))
			compareJSON(t, `["`+strings.ToLower(end)+`",`+want+`,[]]`, file)
		})
	}
}
