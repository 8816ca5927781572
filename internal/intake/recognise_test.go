package intake

import (
	"bytes"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/intake/intaketest"
)

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		name, data string
		line       int
		say        string
	}{
		"empty":                {"a.fountain", "", 0, "the file is empty"},
		"blank":                {"a.fountain", " \r\n\t\n", 0, "the file is empty"},
		"only a mark":          {"a.fountain", "\uFEFF", 0, "the file is empty"},
		"PDF":                  {"a.fountain", "%PDF-1.7\n\x00\x01", 0, "a PDF"},
		"Word":                 {"a.fdx", "PK\x03\x04\x00\x00word/document.xml", 0, "a Word document"},
		"Excel":                {"a.csv", "PK\x03\x04\x00\x00xl/workbook.xml", 0, "an Excel workbook"},
		"Fade In":              {"a.fadein", "PK\x03\x04\x00\x00document.xml", 0, "a Fade In document"},
		"Celtx":                {"a.celtx", "PK\x03\x04\x00\x00local.rdf", 0, "a Celtx project"},
		"zip":                  {"a.zip", "PK\x03\x04\x00\x00x", 0, "a zip archive"},
		"RTF":                  {"a.rtf", `{\rtf1\ansi INT. HOUSE - DAY}`, 0, "a rich text (RTF)"},
		"old Office":           {"a.mms", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, "an old Office"},
		"calendar":             {"a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR", 0, "a calendar without events"},
		"contacts":             {"a.vcf", "begin:vcard\nend:vcard\n", 0, "no contact of the list has a name"},
		"no calendar":          {"a.ics", "Dear Sir,\nI write to you.\n", 1, "not a calendar"},
		"no contacts":          {"a.vcf", "Dear Sir,\nI write to you.\n", 1, "not a contact list"},
		"web page":             {"a.html", "<!doctype HTML><p>INT. HOUSE - DAY", 0, "a web page"},
		"other XML":            {"a.xml", "<?xml version=\"1.0\"?>\n<document/>", 1, "not a Final Draft document"},
		"truncated FDX":        {"a.fdx", finalDraft[:700], 11, "Final Draft document cannot be read"},
		"wrong FDX":            {"a.fdx", "<FinalDraft>\n<Content>\n</Wrong>", 3, "cannot be read"},
		"root inside":          {"a.fdx", "<a>\n<FinalDraft/></a>", 1, "<FinalDraft> was expected"},
		"FDX without scenes":   {"a.fdx", "<FinalDraft><Content/></FinalDraft>", 0, "no scene heading"},
		"deep FDX":             {"a.fdx", "<FinalDraft><Content>" + strings.Repeat("<Paragraph><DualDialogue>", 100), 1, "nested too deep"},
		"truncated JSON":       {"a.uss", "{\"breakdowns\": [\n{\"id\": \"a\",\n", 3, "breaks off"},
		"wrong JSON":           {"a.uss", "{\n\"breakdowns\": [}\n}", 2, "not valid JSON"},
		"other JSON":           {"a.json", `{"name": "x"}`, 1, `"breakdowns" was expected`},
		"JSON list":            {"a.json", `[1, 2]`, 1, "an object was expected"},
		"USS without scenes":   {"a.uss", `{"breakdowns": []}`, 0, "no scenes"},
		"deep JSON":            {"a.uss", strings.Repeat(`{"breakdowns":`, 20000), 1, "JSON"},
		"prose":                {"a.txt", "Dear Sir,\nI write to you.\n", 1, "neither a script nor a schedule"},
		"fountain without any": {"a.fountain", "Dear Sir,\nI write to you.\n", 0, "no scene heading"},
		"noise":                {"a.fountain", "\x01\x02\x03\xff\xfe\x04\x05abc", 1, "not text"},
		"NUL in the text":      {"a.fountain", "INT. HOUSE - DAY\n\nText\x00.\n", 3, "not text"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(test.data), Options{Name: test.name})
			e := intaketest.WantInvalid(t, err)
			if !strings.Contains(e.Message, test.say) || e.At.Line != test.line || e.At.File != test.name {
				t.Errorf("the error is %v (line %d), want %q at line %d", e, e.At.Line, test.say, test.line)
			}
		})
	}
}

func TestReadRecognises(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ name, data, want string }{
		"script by content":        {"script.txt", "\n\nINT. HOUSE - DAY\n\nText.\n", FormatFountain},
		"script named as a table":  {"script.csv", "INNEN. HAUS - TAG\n\nText.\n", FormatTable},
		"script without a name":    {"", "Title: X\n\nINNEN. HAUS - TAG\n\nText.\n", FormatFountain},
		"table by content":         {"plan.txt", "Date,Scene\n2026-05-12,1\n", FormatTable},
		"Final Draft named .txt":   {"script.txt", finalDraft, FormatFDX},
		"schedule named .json":     {"x.json", intaketest.USS, FormatUSS},
		"table named .fountain":    {"x.fountain", "Date,Scene\n2026-05-12,1\n", FormatFountain},
		"calendar by content":      {"plan.txt", "\uFEFF\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", FormatCalendar},
		"calendar behind rubbish":  {"", "X-A:b\nbegin:vcalendar \nend:vcalendar\n", FormatCalendar},
		"event alone":              {"a.txt", "BEGIN:VEVENT\nEND:VEVENT\n", FormatCalendar},
		"calendar by name":         {"a.ICS", "DTSTART:20260512\n", FormatCalendar},
		"contacts by content":      {"crew.txt", "BEGIN:VCARD\nEND:VCARD\n", FormatCard},
		"contacts in UTF-16":       {"crew.vcf", "\xff\xfeB\x00E\x00G\x00I\x00N\x00:\x00V\x00C\x00A\x00R\x00D\x00\n\x00", FormatCard},
		"contacts by name":         {"crew.vcard", "FN:Ann\n", FormatCard},
		"script with a calendar":   {"a.txt", "INT. HOUSE - DAY\n\nBEGIN:VCALENDAR\n", FormatFountain},
		"script that begins [[":    {"x.txt", "[[draft]]\n\nINT. HOUSE - DAY\n\nText.\n", FormatFountain},
		"script with list in text": {"x.txt", "INT. HOUSE - DAY\n\nDate, scene, day\n", FormatFountain},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got, err := recognise([]byte(test.data), Options{Name: test.name}); got != test.want || err != nil {
				t.Errorf("recognised as %q, %v; want %q", got, err, test.want)
			}
		})
	}
}

// TestNoiseIsRefusedQuickly holds large rubbish to a second and little memory.
func TestNoiseIsRefusedQuickly(t *testing.T) {
	random := rand.NewChaCha8([32]byte{7})
	noise := make([]byte, 50<<20)
	if _, err := random.Read(noise); err != nil {
		t.Fatal(err)
	}
	letters := bytes.Repeat([]byte("Lorem ipsum dolor sit amet "), 30<<20/27)
	tests := map[string][]byte{
		"50 MB of noise":      noise,
		"50 MB of zeros":      make([]byte, 50<<20),
		"30 MB in one line":   letters,
		"30 MB of brackets":   bytes.Repeat([]byte("[[/*"), 30<<20/4),
		"50 MB of XML":        append([]byte("<FinalDraft>"), bytes.Repeat([]byte("<a>"), 50<<20/3)...),
		"50 MB that is a PDF": append([]byte("%PDF-1.4\n"), noise[:49<<20]...),
	}
	for name, data := range tests {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		_, err := Read(data, Options{Name: "noise.fdx"})
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		intaketest.WantInvalid(t, err)
		if took > time.Second {
			t.Errorf("%s: refused after %v, want less than a second", name, took)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 200<<20 {
			t.Errorf("%s: %d MB of memory were used", name, used>>20)
		}
		t.Logf("%s: %v, %d KB, %v", name, took, (after.TotalAlloc-before.TotalAlloc)>>10, err)
	}
}

// TestTooManyScenes holds every reader to the bound that keeps what comes after it quick.
func TestTooManyScenes(t *testing.T) {
	t.Parallel()
	const n = maxScenes + 1
	ids := strings.Repeat(`"a",`, n)
	tests := map[string]string{
		"a.fountain": strings.Repeat("INT. HOUSE - DAY\n\n", n),
		"a.fdx":      "<FinalDraft><Content>" + strings.Repeat(`<Paragraph Type="Scene Heading"><Text>INT. A</Text></Paragraph>`, n) + "</Content></FinalDraft>",
		"a.uss":      `{"breakdowns":[{"id":"a","type":"scene","scene":"1"}],"stripboards":[{"boards":[{"breakdownIds":[` + ids + `"a"]}]}]}`,
		"a.csv":      "Day,Scene\n" + strings.Repeat("1,1\n", n),
		"b.csv":      "Day,Scene\n" + strings.Repeat("1,\"1,2,3,4,5,6,7,8,9,10\"\n", n/10+1),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Read([]byte(data), Options{Name: name})
			if e := intaketest.WantInvalid(t, err); !strings.Contains(e.Message, "more than 20000 scenes") {
				t.Error(e)
			}
		})
	}
}

func TestWarningsAreFew(t *testing.T) {
	t.Parallel()
	doc := mustRead(t, strings.Repeat("INT. HOUSE - DAY #1#\n\n", 1000), Options{Name: "a.fountain"})
	if n := len(doc.Warnings); n != maxWarnings+1 || doc.Warnings[n-1].Message != "799 more warnings like these" {
		t.Errorf("%d warnings, the last is %v", n, doc.Warnings[n-1])
	}
}

func TestSections(t *testing.T) {
	t.Parallel()
	s := script(t, "# A\n\n## B\n\n.X\n\n# C\n\n### D\n\n.Y\n\n########## E\n\n.Z\n")
	for i, want := range []string{"A/B", "C/D", "C/D/E"} {
		if got := strings.Join(s.Scenes[i].Sections, "/"); got != want {
			t.Errorf("scene %d stands in %q, want %q", i, got, want)
		}
	}
}
