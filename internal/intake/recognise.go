package intake

import (
	"bytes"
	"path"
	"regexp"
	"strings"

	"github.com/btsdirector/bts/internal/intake/sheet"
	"github.com/btsdirector/bts/internal/spelling"
)

// MaxBytes is the largest file that is looked at. The longest features are below 1 MB as Final Draft
// files, a season's schedule below 5 MB.
const MaxBytes = 32 << 20

// Readable names what can be read, for remedies.
const Readable = "Screenplays are read as Fountain (.fountain), Final Draft (.fdx), Fade In (.fadein) or Celtx (.celtx), schedules as Universal Schedule Standard (.uss) or a table (.csv, .xlsx), " +
	"calendars as iCalendar (.ics), contacts as vCard (.vcf)."

// foreign is a file format that is recognised only to say what to do instead.
type foreign struct {
	magic  string // the bytes at the start, compared without regard to case
	inside string // text that must occur in the first bytes, "" for any
	what   string
	remedy string
}

var foreigners = []foreign{
	{"%PDF", "", "a PDF", pdfRemedy},
	{"PK\x03\x04", "word/", "a Word document", wordRemedy},
	{"PK\x03\x04", "xl/workbook.bin", "an Excel workbook in binary form (.xlsb)", "In Excel choose Save As, Excel Workbook (.xlsx), and import that."},
	{"PK\x03\x04", "xl/", "an Excel workbook that cannot be opened", "Open it in a spreadsheet program and save it again as .xlsx, or as CSV UTF-8."},
	{"PK\x03\x04", "opendocument.spreadsheet", "an OpenDocument table (.ods)", "In LibreOffice choose File, Save As, and pick Excel (.xlsx) or Text CSV."},
	{"PK\x03\x04", ".iwa", "a Numbers table", "In Numbers choose File, Export To, and pick Excel or CSV."},
	{"PK\x03\x04", "local.rdf", "a Celtx project", "In Celtx export the script as Fountain or plain text, the schedule as CSV."},
	{"PK\x03\x04", "project.rdf", "a Celtx project", "In Celtx export the script as Fountain or plain text, the schedule as CSV."},
	{"PK\x03\x04", "document.xml", "a Fade In document", "In Fade In choose File, Export, and pick Final Draft (.fdx) or Fountain."},
	{"PK\x03\x04", "text.", "a Highland document", "In Highland choose Export, Fountain (.fountain)."},
	{"PK\x03\x04", "", "a zip archive", "Unpack it and import the script or schedule inside."},
	{"{\\rtf", "", "a rich text (RTF) document", rtfRemedy},
	{"\xD0\xCF\x11\xE0", "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "an Office document with a password", "Open it, take the password off under File, Info, Protect, save it and import that."},
	{"\xD0\xCF\x11\xE0", "", "an old Office or Movie Magic document", "In Excel save the table as .xlsx or CSV UTF-8; export a schedule as .csv or .uss, a script as .fdx."},
	{"<!DOCTYPE html", "", "a web page", pageRemedy},
	{"<html", "", "a web page", pageRemedy},
	{"SQLite format 3", "", "a database", Readable},
	{"\x1f\x8b", "", "a gzip archive", "Unpack it and import the script or schedule inside."},
}

// recognise finds the format of a file by its content; the name only decides where content leaves a
// choice. It looks at the first bytes alone until something readable is likely.
func recognise(data []byte, opt Options) (string, error) {
	head := headOf(data)
	if len(bytes.TrimSpace(head)) == 0 && len(head) == len(data) {
		return "", opt.invalid(0, "the file is empty").WithRemedy("Copy it again, or export it anew from the program that made it.")
	}
	if len(data) <= MaxBytes && sheet.IsWorkbook(data) {
		return FormatXLSX, nil
	}
	if format, err := zippedFormat(data, opt); format != "" || err != nil {
		return format, err
	}
	if err := refuseNamed(head, opt); err != nil {
		return "", err
	}
	if err := refuse(head, opt); err != nil {
		return "", err
	}
	if len(data) > MaxBytes {
		return "", opt.invalid(0, "the file has %d MB; a paper has at most %d MB", len(data)>>20, MaxBytes>>20).WithRemedy("%s", Readable)
	}
	plain, _ := toUTF8(head)
	if at, ok := binaryNoise(plain); ok {
		return "", opt.invalid(lineAt(plain, int64(at)), "the file is not text").WithRemedy("%s", Readable)
	}
	text := strings.TrimSpace(string(plain))
	if format := contentLines(text); format != "" {
		return format, nil
	}
	switch {
	case text == "" || text == "\uFEFF":
		return "", opt.invalid(0, "the file is empty").WithRemedy("Copy it again, or export it anew from the program that made it.")
	case text[0] == '<' && strings.Contains(text, "<FinalDraft"):
		return FormatFDX, nil
	case text[0] == '<' && strings.Contains(text, "Open Screenplay Format"):
		return FormatOSF, nil
	case text[0] == '<' && !looksFountain(text):
		return "", opt.invalid(1, "this XML is not a Final Draft document: <FinalDraft> was expected").WithRemedy("%s", Readable)
	case text[0] == '{' || text[0] == '[' && !strings.HasPrefix(text, "[["):
		return FormatUSS, nil
	default:
		return textFormat(data, text, opt)
	}
}

var (
	// beginLine is a line that only calendars and cards have.
	beginLine = regexp.MustCompile(`(?mi)^\s*BEGIN\s*:\s*(VCALENDAR|VCARD|VEVENT|VTODO|VJOURNAL|VTIMEZONE|VFREEBUSY|VALARM|VAVAILABILITY)\s*$`)
	// byName are the formats that a name tells when the content does not begin with such a line.
	byName = map[string]string{
		".ics": FormatCalendar, ".ical": FormatCalendar, ".icalendar": FormatCalendar, ".ifb": FormatCalendar, ".vcs": FormatCalendar,
		".vcf": FormatCard, ".vcard": FormatCard,
	}
)

// contentLines tells a calendar and a contact card by the first line that begins one; it is "" for
// anything else, also for a script in which somebody reads one out.
func contentLines(text string) string {
	text = strings.TrimPrefix(text, "\uFEFF")
	at := beginLine.FindStringSubmatchIndex(text)
	switch {
	case at == nil || anyHeading.MatchString(text[:at[0]]):
		return ""
	case strings.EqualFold(text[at[2]:at[3]], "VCARD"):
		return FormatCard
	}
	return FormatCalendar
}

// refuse says what to do with a file that is of a known but unreadable format.
func refuse(head []byte, opt Options) error {
	plain, _ := toUTF8(head[:min(len(head), 4096)])
	start := bytes.TrimLeft(plain, " \t\r\n")
	begins := func(text []byte, magic string) bool {
		return len(text) >= len(magic) && strings.EqualFold(string(text[:len(magic)]), magic)
	}
	for _, f := range foreigners {
		if !begins(start, f.magic) && !bytes.HasPrefix(head, []byte(f.magic)) {
			continue
		}
		if f.inside == "" || bytes.Contains(head, []byte(f.inside)) {
			return opt.invalid(0, "this is %s", f.what).WithRemedy("%s", f.remedy)
		}
	}
	return nil
}

// binaryNoise finds bytes that no text has: NULs, or more than one control character in fifty.
func binaryNoise(data []byte) (int, bool) {
	controls, first := 0, -1
	for i, b := range data {
		if b == 0 {
			return i, true
		}
		if b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' || b == 0x7f {
			controls++
			if first < 0 {
				first = i
			}
		}
	}
	return first, controls > 2 && controls*50 > len(data)
}

// anyHeading finds a line that is surely a scene heading.
var anyHeading = regexp.MustCompile(`(?mi)^[ \t]*(?:(?:INT|EXT|EST)[./ ]|I\.?/E|\.[\p{L}\p{N}])`)

func looksFountain(text string) bool { return anyHeading.MatchString(text) }

// tableBeforeScript reports a table's header that stands before any scene heading.
func tableBeforeScript(data []byte, head string) bool {
	line, ok := looksTable(data)
	if !ok {
		return false
	}
	at := anyHeading.FindStringIndex(head)
	return at == nil || line <= lineAt([]byte(head), int64(at[1]))
}

// textFormat decides between a table and a screenplay.
func textFormat(data []byte, head string, opt Options) (string, error) {
	ext := strings.ToLower(path.Ext(opt.Name))
	if named := byName[ext]; named != "" && !looksFountain(head) {
		return named, nil
	}
	tableName := ext == ".csv" || ext == ".tsv" || ext == ".tab"
	scriptName := ext == ".fountain" || ext == ".spmd"
	switch {
	case opt.Mapping != nil:
		return FormatTable, nil
	case !scriptName && tableBeforeScript(data, head):
		return FormatTable, nil
	case scriptName || looksFountain(head) && !tableName:
		return FormatFountain, nil
	case tableName:
		return FormatTable, nil
	}
	text, _ := decodeText(data)
	for line := range strings.Lines(text) {
		if _, ok := parseHeading(strings.TrimSpace(line)); ok {
			return FormatFountain, nil
		}
	}
	return "", opt.invalid(1, "neither a script nor a schedule was recognised in %q", spelling.Shorten(firstLine(head), 60)).
		WithRemedy("A script has scene headings such as INT. KITCHEN - DAY, a table a first row that names its columns. %s", Readable)
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}
