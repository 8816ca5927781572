package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

type readCmd struct {
	papers
	Zone string `name:"tz" help:"Time zone of the shoot." placeholder:"Area/City" default:"UTC"`
	JCal bool   `name:"jcal" help:"Print a calendar (.ics) as jCal or a contact list (.vcf) as jCard, as it stands in the file."`
}

func (readCmd) Help() string {
	return example("bts read schedule.uss", "bts --json read oneliner.csv --locale en-US | jq '.files[0].facts.schedule.days'", "bts read unit.ics --jcal")
}

func (c *readCmd) Run(s *session) error {
	files, err := c.read()
	if err != nil {
		return err
	}
	if c.JCal {
		return printJCal(s, files)
	}
	opt := intake.Options{Now: time.Now()}
	if opt.Locale, err = c.locale(); err != nil {
		return err
	}
	if opt.Zone, err = time.LoadLocation(c.Zone); err != nil || c.Zone == "" {
		return fault.New(fault.Invalid, "%q is not a time zone", c.Zone).WithRemedy("Use an area and a city, for example Europe/London.")
	}
	doc := readDoc{Files: []readFile{}}
	for _, f := range files {
		opt.Name, opt.Mapping = f.Name, f.Mapping
		read, err := intake.Read(f.Data, opt)
		if err != nil {
			return err
		}
		one, err := newReadFile(f.Name, read)
		if err != nil {
			return err
		}
		doc.Files = append(doc.Files, one)
	}
	return s.print(doc, func(w io.Writer) error {
		var b strings.Builder
		for _, f := range doc.Files {
			b.WriteString(paperLine(f.ImportedFile))
			if f.Title != "" {
				fmt.Fprintf(&b, "  It calls itself %q.\n", brief(f.Title))
			}
			writeWarnings(&b, f.File, f.Warnings)
		}
		b.WriteString("Nothing was taken in.\n")
		_, err := io.WriteString(w, b.String())
		return err
	})
}

// readDoc is what readers see in files.
type readDoc struct {
	Files []readFile `json:"files"`
}

// readFile is one file: the counts and warnings that an import tells, and the facts themselves.
type readFile struct {
	office.ImportedFile
	Title string `json:"title"` // the project as the paper calls it
	Facts any    `json:"facts"` // readFacts in plain JSON
}

// readFacts are the facts of one file; what such a paper does not speak of is left out.
type readFacts struct {
	Script    *production.Script    `json:"script,omitempty"`
	Schedule  *production.Schedule  `json:"schedule,omitempty"`
	Calendar  *readCalendar         `json:"calendar,omitempty"`
	People    []production.Person   `json:"people,omitempty"`
	Shots     []production.Shot     `json:"shots,omitempty"`
	Locations []production.Location `json:"locations,omitempty"`
	Columns   []string              `json:"columns,omitempty"` // fields that a table has columns for
}

// readCalendar is what a calendar file holds.
type readCalendar struct {
	Name      string              `json:"name"`
	Partial   bool                `json:"partial"` // updates, not the whole calendar
	Events    []production.Event  `json:"events"`
	Cancelled []intake.Occurrence `json:"cancelled"`
}

func newReadFile(name string, d intake.Document) (f readFile, err error) {
	f = readFile{Title: d.Title(), ImportedFile: countPaper(name, d)}
	facts := readFacts{Script: d.Script, Schedule: d.Schedule, People: d.People, Shots: d.Shots, Locations: d.Locations, Columns: d.Columns}
	if c := d.Calendar; c != nil {
		facts.Calendar = &readCalendar{c.Name, c.Partial, c.Events, c.Cancelled}
		f.Title = c.Name
	}
	if d.Script != nil && d.Script.Fields == nil {
		d.Script.Fields = map[string]string{}
	}
	f.Facts, err = plainFacts(facts)
	return f, err
}

// plainFacts are facts as programs read them: times of day as "07:30" and "00:30+1", "" for an unknown
// one, and lists without elements as [].
func plainFacts(facts readFacts) (plain any, err error) {
	text, err := json.Marshal(facts)
	if err != nil {
		return nil, err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&plain); err != nil {
		return nil, err
	}
	return plain, spell(&plain)
}

// clockKeys are where facts hold times of day, in minutes.
var clockKeys = map[string]bool{"start": true, "end": true, "call": true, "wrap": true}

// spell writes the times of day in a document out and its missing lists as empty ones.
func spell(doc *any) error {
	switch v := (*doc).(type) {
	case nil:
		*doc = []any{}
	case []any:
		for i := range v {
			if err := spell(&v[i]); err != nil {
				return err
			}
		}
	case map[string]any:
		for key, value := range v {
			number, ok := value.(json.Number)
			if ok && clockKeys[key] {
				minutes, err := number.Int64()
				if err != nil {
					return err
				}
				v[key] = production.Clock(minutes).String()
				continue
			}
			if err := spell(&value); err != nil {
				return err
			}
			v[key] = value
		}
	}
	return nil
}

// countPaper counts what one paper holds, as an import does that knows nothing yet.
func countPaper(name string, d intake.Document) office.ImportedFile {
	f := office.ImportedFile{
		File: name, Kind: string(d.Kind), Format: d.Format, People: len(d.People), Locations: len(d.Locations), Shots: len(d.Shots),
		Warnings: append([]intake.Warning{}, d.Warnings...),
	}
	var scenes []production.Scene
	if d.Script != nil {
		scenes = d.Script.Scenes
	}
	if p := d.Schedule; p != nil {
		scenes, f.Days, f.Events = p.Breakdown, len(p.Days), len(p.Events)
		f.People, f.Locations = max(f.People, len(p.People)), max(f.Locations, len(p.Locations))
	}
	if d.Calendar != nil {
		f.Events = len(d.Calendar.Events)
	}
	characters, elements := map[string]bool{}, map[string]bool{}
	for _, scene := range scenes {
		for _, character := range scene.Characters {
			characters[character] = true
		}
		for _, e := range scene.Elements {
			elements[e.Label+"\x00"+e.Name] = true
		}
	}
	f.Scenes, f.Characters, f.Elements = len(scenes), len(characters), len(elements)
	return f
}
