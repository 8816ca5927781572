package intake

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// The objects of the Universal Schedule Standard, both as its documentation describes them and as
// programs write them since version 1.0 (docs/formats/uss.md lists the differences). Keys that begin
// with "_" are our extensions.
type (
	ussFile struct {
		Name        jsonText               `json:"name"`
		Project     jsonText               `json:"project"`
		SchedColor  jsonText               `json:"schedColor"`
		SchedDate   jsonText               `json:"schedDate"`
		Breakdowns  jsonList[ussBreakdown] `json:"breakdowns"`
		Calendars   jsonList[ussCalendar]  `json:"calendars"`
		Categories  jsonList[ussCategory]  `json:"categories"`
		Elements    jsonList[ussElement]   `json:"elements"`
		Stripboards jsonList[ussBoardSet]  `json:"stripboards"`
		People      jsonList[ussPerson]    `json:"_people"`
	}
	ussBreakdown struct {
		ID          jsonText   `json:"id"`
		Type        jsonText   `json:"type"`
		BannerText  jsonText   `json:"bannerText"`
		Comments    jsonText   `json:"comments"`
		Description jsonText   `json:"description"`
		Elements    jsonTexts  `json:"elements"`
		Pages       jsonNumber `json:"pages"`
		Scene       jsonText   `json:"scene"`
		ScriptPage  jsonText   `json:"scriptPage"`
		Time        jsonNumber `json:"time"`     // milliseconds, documentation
		Duration    jsonNumber `json:"duration"` // milliseconds, 1.0 files

		Call     jsonText   `json:"_call"`
		Wrap     jsonText   `json:"_wrap"`
		Location jsonText   `json:"_location"`
		Note     jsonText   `json:"_note"`
		Start    jsonText   `json:"_start"`
		End      jsonText   `json:"_end"`
		Closed   *jsonFlag  `json:"_closed"` // nil where the file says nothing
		Cap      jsonNumber `json:"_cap"`
		Unit     jsonText   `json:"_unit"`
	}
	ussCategory struct {
		ID       jsonText   `json:"id"`
		CatID    jsonNumber `json:"catId"`
		UCID     jsonNumber `json:"ucid"`
		Name     jsonText   `json:"name"`
		Elements jsonTexts  `json:"elements"`
	}
	ussElement struct {
		ID       jsonText           `json:"id"`
		Category jsonText           `json:"category"`
		BoardID  jsonText           `json:"elementId"`
		Name     jsonText           `json:"name"`
		DaysOff  jsonTexts          `json:"daysOff"`
		Events   jsonList[ussEvent] `json:"events"`
	}
	ussEvent struct {
		Effect jsonText  `json:"effect"`
		Type   jsonText  `json:"type"`
		Name   jsonText  `json:"name"`
		Date   jsonText  `json:"date"`
		Kind   jsonText  `json:"_kind"`
		Start  jsonText  `json:"_start"`
		End    jsonText  `json:"_end"`
		Place  jsonText  `json:"_place"`
		Scene  jsonText  `json:"_scene"`
		People jsonTexts `json:"_people"`
	}
	ussCalendar struct {
		ID      jsonText           `json:"id"`
		Name    jsonText           `json:"name"`
		DaysOff jsonTexts          `json:"daysOff"`
		Events  jsonList[ussEvent] `json:"events"`
	}
	ussBoardSet struct {
		ID       jsonText           `json:"id"`
		Name     jsonText           `json:"name"`
		Calendar jsonText           `json:"calendar"`
		Boards   jsonList[ussBoard] `json:"boards"`
	}
	ussBoard struct {
		Name         jsonText  `json:"name"`
		BreakdownIDs jsonTexts `json:"breakdownIds"`
	}
	ussPerson struct {
		Name      jsonText `json:"name"`
		Role      jsonText `json:"role"`
		Character jsonText `json:"character"`
	}
)

// ReadUSS reads a schedule in the Universal Schedule Standard. The stripboard with day breaks and a
// calendar is taken; its boards other than the first and the boneyard are further units. It returns
// fault.Invalid for broken JSON (with the line) and for JSON that is no schedule.
func ReadUSS(data []byte, opt Options) (Document, error) {
	plain, warnings := toUTF8(data)
	file, err := decodeUSS(plain, opt)
	if err != nil {
		return Document{}, err
	}
	if len(file.Breakdowns.Items) > maxScenes || file.mostStrips() > maxScenes {
		return Document{}, opt.tooMany(0)
	}
	reader := newUSSReader(file, plain, opt)
	reader.warnings = append(reader.warnings, warnings...)
	reader.warnSkipped()
	reader.breakdown()
	reader.people()
	reader.schedule()
	reader.fillTimes()
	reader.events()
	if len(reader.out.Breakdown) == 0 && len(reader.out.Days) == 0 {
		return Document{}, opt.invalid(0, "the schedule has no scenes").
			WithRemedy("Export the schedule again with its breakdowns: each scene is an object of type \"scene\" under \"breakdowns\".")
	}
	return Document{
		Kind: KindSchedule, Format: FormatUSS, Schedule: &reader.out, People: reader.out.People, Warnings: reader.warnings,
		Closed: slices.ContainsFunc(file.Breakdowns.Items, func(b ussBreakdown) bool { return b.Closed != nil }),
		Limits: slices.ContainsFunc(file.Breakdowns.Items, func(b ussBreakdown) bool { return b.Cap.Set }),
	}, nil
}

// decodeUSS opens the JSON, with or without its outer "universalScheduleStandard".
func decodeUSS(data []byte, opt Options) (*ussFile, error) {
	var outer map[string]json.RawMessage
	if err := json.Unmarshal(data, &outer); err != nil {
		return nil, jsonError(err, data, opt)
	}
	body := data
	for key, value := range outer {
		if strings.EqualFold(key, "universalScheduleStandard") {
			body = value
		}
	}
	var file ussFile
	if err := json.Unmarshal(body, &file); err != nil {
		return nil, jsonError(err, data, opt)
	}
	if file.Breakdowns.Items == nil && file.Stripboards.Items == nil {
		return nil, opt.invalid(1, "this JSON is not a Universal Schedule Standard file: \"breakdowns\" was expected").WithRemedy("%s", readable)
	}
	return &file, nil
}

// jsonError says where the JSON breaks.
func jsonError(err error, data []byte, opt Options) error {
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		return opt.invalid(1, "this JSON is not a schedule: an object was expected").WithRemedy("%s", readable)
	}
	line := lineAt(data, syntax.Offset)
	if syntax.Offset >= int64(len(bytes.TrimRight(data, " \t\r\n"))) {
		return opt.invalid(line, "the schedule breaks off").WithRemedy("Export it again, or copy the file anew: it seems incomplete.")
	}
	return opt.invalid(line, "the schedule is not valid JSON: %s", syntax.Error()).WithRemedy("Export it again from the scheduling program.")
}

// mostStrips is how many strips the longest stripboard has.
func (f *ussFile) mostStrips() int {
	most := 0
	for _, set := range f.Stripboards.Items {
		n := 0
		for _, board := range set.Boards.Items {
			n += len(board.BreakdownIDs)
		}
		most = max(most, n)
	}
	return most
}

// ussReader holds the file's objects by id and what is made of them.
type ussReader struct {
	opt        Options
	data       []byte
	file       *ussFile
	category   map[string]ussKind // element id → its category
	element    map[string]ussElement
	byID       map[string]*ussBreakdown
	numbers    map[*ussBreakdown]string // the scene numbers given out
	sceneAt    map[string]int           // scene number → index in out.Breakdown
	characters map[string]string        // cast element id → character name
	eventAt    map[eventKey]int         // index in out.Events
	chosen     *ussBoardSet
	out        production.Schedule
	warnings   []Warning
}

// ussKind is a category as a breakdown uses it.
type ussKind struct {
	number production.Category
	label  string
}

func newUSSReader(file *ussFile, data []byte, opt Options) *ussReader {
	r := &ussReader{
		opt: opt, data: data, file: file, category: map[string]ussKind{}, element: map[string]ussElement{},
		byID: map[string]*ussBreakdown{}, numbers: map[*ussBreakdown]string{}, sceneAt: map[string]int{}, characters: map[string]string{}, eventAt: map[eventKey]int{},
	}
	r.out.Name, r.out.Project = file.Name.String(), file.Project.String()
	r.out.Draft = single(file.SchedColor.String() + " " + string(dayOf(file.SchedDate.String())))
	kinds := map[string]ussKind{}
	for _, c := range file.Categories.Items {
		kind := kindOf(c)
		kinds[c.ID.String()] = kind
		for _, id := range c.Elements {
			r.category[id] = kind
		}
	}
	for _, e := range file.Elements.Items {
		r.element[e.ID.String()] = e
		if kind, ok := kinds[e.Category.String()]; ok {
			r.category[e.ID.String()] = kind
		}
	}
	for i := range file.Breakdowns.Items {
		b := &file.Breakdowns.Items[i]
		r.byID[b.ID.String()] = b
	}
	return r
}

// kindOf finds a category's standard number. Programs put standard categories under custom numbers
// ("Set" as 50 in friendship files), so a custom number gives way to a name that is known.
func kindOf(c ussCategory) ussKind {
	label := c.Name.String()
	named, known := categoryOf(label)
	number := c.UCID
	if !number.Set {
		number = c.CatID
	}
	own := production.Category(int(number.Value))
	standard := own >= 0 && own <= 6 || own >= 100 && own <= 126
	sceneKind := number.Set && own >= 51 && own <= 99
	switch {
	case number.Set && standard:
		return ussKind{own, label}
	case known && (!sceneKind || named < production.CategoryCast):
		return ussKind{named, label}
	case number.Set && own > 0:
		return ussKind{own, label}
	}
	return ussKind{customCategory, label}
}

func (r *ussReader) warn(id jsonText, format string, args ...any) {
	line := 0
	if id != "" && len(r.warnings) < 100 { // searching for more would cost more than it tells
		if at := bytes.Index(r.data, []byte(id)); at >= 0 {
			line = lineAt(r.data, int64(at))
		}
	}
	r.warnings = append(r.warnings, Warning{Line: line, Message: fmt.Sprintf(format, args...)})
}

func (r *ussReader) warnSkipped() {
	n := r.file.Breakdowns.Skipped + r.file.Elements.Skipped + r.file.Categories.Skipped + r.file.Stripboards.Skipped + r.file.Calendars.Skipped
	if n > 0 {
		r.warn("", "%d entries that are no objects were left out", n)
	}
}
