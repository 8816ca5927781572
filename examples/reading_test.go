package examples_test

import (
	"encoding/csv"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/production"
)

// A small reading of the example's own files: just enough to hold them against each other without
// leaning on the readers that are tested with them.
type (
	schedule struct {
		People     []personEntry `json:"_people"`
		Breakdowns []breakdown   `json:"breakdowns"`
		Categories []struct {
			ID   string              `json:"id"`
			UCID production.Category `json:"ucid"`
		} `json:"categories"`
		Elements []struct {
			ID       string `json:"id"`
			Category string `json:"category"`
			Name     string `json:"name"`
		} `json:"elements"`
		Stripboards []struct {
			Boards []struct {
				BreakdownIDs [][]string `json:"breakdownIds"`
			} `json:"boards"`
		} `json:"stripboards"`
		Calendars []struct {
			DaysOff []int   `json:"daysOff"`
			Events  []event `json:"events"`
		} `json:"calendars"`
	}
	personEntry struct{ Name, Role, Character string }
	event       struct {
		Type   string   `json:"type"`
		Name   *string  `json:"name"`
		Date   string   `json:"date"`
		Start  string   `json:"_start"`
		End    string   `json:"_end"`
		Scene  string   `json:"_scene"`
		People []string `json:"_people"`
	}
	breakdown struct {
		ID       string   `json:"id"`
		Type     string   `json:"type"`
		Scene    *string  `json:"scene"`
		Pages    *float64 `json:"pages"`
		Duration *int     `json:"duration"`
		Elements []string `json:"elements"`
		Start    string   `json:"_start"`
		End      string   `json:"_end"`
		Call     string   `json:"_call"`
		Wrap     string   `json:"_wrap"`
		Closed   bool     `json:"_closed"`
		Room     *int     `json:"_cap"`
	}
	scriptScene struct {
		number, heading, text string
		speakers              []string
		lines                 int // printed lines, 55 to a page
	}
)

func readSchedule(t *testing.T) schedule {
	t.Helper()
	data, err := examples.LampRoom.ReadFile(examples.ScheduleFile)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Schedule schedule `json:"universalScheduleStandard"`
	}
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc.Schedule
}

func (s schedule) breakdown(id string) breakdown {
	i := slices.IndexFunc(s.Breakdowns, func(b breakdown) bool { return b.ID == id })
	return s.Breakdowns[i]
}

func (s schedule) scenes() []breakdown {
	return slices.DeleteFunc(slices.Clone(s.Breakdowns), func(b breakdown) bool { return b.Type != "scene" })
}

// named are the names of the breakdown's elements in the category.
func (s schedule) named(b breakdown, want production.Category) []string {
	var names []string
	for _, e := range s.Elements {
		for _, c := range s.Categories {
			if c.ID == e.Category && c.UCID == want && slices.Contains(b.Elements, e.ID) {
				names = append(names, e.Name)
			}
		}
	}
	return names
}

func (s schedule) only(t *testing.T, b breakdown, want production.Category) string {
	t.Helper()
	names := s.named(b, want)
	if len(names) != 1 {
		t.Fatalf("scene %s has %d elements of category %d, want one", *b.Scene, len(names), want)
	}
	return names[0]
}

func clock(t *testing.T, s string) production.Clock {
	t.Helper()
	c, err := production.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

var (
	headingLine = regexp.MustCompile(`^((?:INT|EXT)\. .+) #(\w+)#$`)
	cueLine     = regexp.MustCompile(`^([A-Z][A-Z ]+)(?: \([A-Z.]+\))?\n`)
	notPrinted  = regexp.MustCompile(`^(#|=|\[\[)`)
)

// readScript splits the screenplay into scenes and counts printed lines: action 61 characters wide,
// dialogue 35, one blank line between paragraphs, two above a heading.
func readScript(t *testing.T) []scriptScene {
	t.Helper()
	data, err := examples.LampRoom.ReadFile(examples.ScriptFile)
	if err != nil {
		t.Fatal(err)
	}
	var scenes []scriptScene
	for paragraph := range strings.SplitSeq(string(data), "\n\n") {
		paragraph = strings.Trim(paragraph, "\n")
		if parts := headingLine.FindStringSubmatch(paragraph); parts != nil {
			scenes = append(scenes, scriptScene{heading: parts[1], number: parts[2], lines: 2})
			continue
		}
		if len(scenes) == 0 || notPrinted.MatchString(paragraph) {
			continue
		}
		s := &scenes[len(scenes)-1]
		s.text += paragraph + "\n"
		width := 61
		if cue := cueLine.FindStringSubmatch(paragraph); cue != nil {
			s.speakers, width = append(s.speakers, cue[1]), 35
		}
		s.lines++
		for line := range strings.SplitSeq(paragraph, "\n") {
			s.lines += printed(line, width)
		}
	}
	return scenes
}

// printed is the number of lines that text fills at a width.
func printed(text string, width int) int {
	lines, used := 1, 0
	for _, word := range strings.Fields(text) {
		if used > 0 && used+1+len(word) > width {
			lines, used = lines+1, 0
		}
		if used > 0 {
			used++
		}
		used += len(word)
	}
	return lines
}

func TestTableHasEveryStrip(t *testing.T) {
	t.Parallel()
	data, err := examples.LampRoom.ReadFile(examples.TableFile)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(string(data))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	s := readSchedule(t)
	if got, want := len(rows)-1, len(s.scenes()); got != want {
		t.Fatalf("%d lines in the table, %d strips on the board", got, want)
	}
	for i, b := range s.scenes() {
		if row := rows[i+1]; row[2] != *b.Scene || row[11] != b.Start || row[12] != b.End {
			t.Errorf("line %d is %v, the strip is scene %s %s to %s", i+2, row, *b.Scene, b.Start, b.End)
		}
	}
}
