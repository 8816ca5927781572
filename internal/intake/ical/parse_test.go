package ical

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

// written shows components as short text: NAME{property=value …; part …}.
func written(components []*Component) string {
	var all []string
	for _, c := range components {
		inside := make([]string, 0, len(c.Lines))
		for i := range c.Lines {
			inside = append(inside, c.Lines[i].Name+"="+c.Lines[i].Value)
		}
		if parts := written(c.Parts); parts != "" {
			inside = append(inside, parts)
		}
		all = append(all, c.Name+"{"+strings.Join(inside, " ")+"}")
	}
	return strings.Join(all, " ")
}

func TestParse(t *testing.T) {
	t.Parallel()
	utf16le := func(s string) string {
		out := "\xFF\xFE"
		for _, u := range utf16.Encode([]rune(s)) {
			out += string([]byte{byte(u), byte(u >> 8)})
		}
		return out
	}
	tests := map[string]struct {
		data, want string
		problems   []string // "line text", by their beginnings
	}{
		"CRLF and folds":       {"BEGIN:A\r\nX:one\r\n  two\r\n\tthree\r\nEND:A\r\n", "A{X=one twothree}", nil},
		"LF":                   {"BEGIN:A\nX:one\n two\nEND:A", "A{X=onetwo}", nil},
		"lone CR":              {"BEGIN:A\rX:one\r two\rEND:A\r", "A{X=onetwo}", nil},
		"CR CR LF":             {"BEGIN:A\r\r\nX:1\r\r\nEND:A\r\r\n", "A{X=1}", nil},
		"mark":                 {"\uFEFFBEGIN:A\nEND:A\n", "A{}", nil},
		"UTF-16":               {utf16le("BEGIN:A\r\nX:é\r\nEND:A\r\n"), "A{X=é}", nil},
		"Latin-1 line":         {"BEGIN:A\nX:\xe9\nY:é\nEND:A\n", "A{X=é Y=é}", []string{"2 this line is not UTF-8"}},
		"fold inside a letter": {"BEGIN:A\nX:\xc3\n \xa9\nEND:A\n", "A{X=é}", nil},
		"fold behind a blank":  {"BEGIN:A\nX\n\n :1\nEND:A\n", "A{X=1}", nil},
		"lower case":           {"begin:vevent\nsummary:a\nend:VEVENT\n", "VEVENT{SUMMARY=a}", nil},
		"nested":               {"BEGIN:A\nBEGIN:B\nX:1\nEND:B\nY:2\nEND:A\n", "A{Y=2 B{X=1}}", nil},
		"several":              {"BEGIN:A\nEND:A\n\nBEGIN:B\nEND:B\n", "A{} B{}", nil},
		"cut off":              {"BEGIN:A\nX:1\nBEGIN:B\nY:2", "A{X=1 B{Y=2}}", []string{"3 B is not closed", "1 A is not closed"}},
		"inner not closed":     {"BEGIN:A\nBEGIN:B\nEND:A\n", "A{B{}}", []string{"2 B is not closed before the end of A"}},
		"end too many":         {"BEGIN:A\nEND:A\nEND:A\n", "A{}", []string{"3 END of A without its BEGIN"}},
		"outside":              {"X:1\nBEGIN:A\nEND:A\n", "A{}", []string{"1 X stands outside"}},
		"no colon":             {"BEGIN:A\nrubbish\nX:1\nEND:A\n", "A{X=1}", []string{"2 this is not a line"}},
		"parameter never ends": {"BEGIN:A\nX;P=1\nEND:A\n", "A{}", []string{"2 this is not a line"}},
		"quoted-printable":     {"BEGIN:A\nN;ENCODING=QUOTED-PRINTABLE:a=\nb=\n c\nX:1\nEND:A\n", "A{N=abc X=1}", nil},
		"bare base64":          {"BEGIN:A\nP;BASE64:AA\nBB==\nCC\n\nX:1\nEND:A\n", "A{P=AA X=1}", nil},
		"empty":                {"", "", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := Parse([]byte(test.data))
			if got := written(file.Roots); got != test.want {
				t.Errorf("parsed as %s, want %s", got, test.want)
			}
			for i, p := range file.Problems {
				if text := fmt.Sprint(p.Line, " ", p.Message); i >= len(test.problems) || !strings.HasPrefix(text, test.problems[i]) {
					t.Errorf("problem %d is %q, want %q", i, text, test.problems)
				}
			}
			if len(file.Problems) != len(test.problems) {
				t.Errorf("%d problems, want %d", len(file.Problems), len(test.problems))
			}
		})
	}
}

func TestParameters(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		line string
		want Property
	}{
		"plain":          {"A:b", Property{Name: "A", Value: "b"}},
		"group":          {"Item1.tel:5", Property{Name: "TEL", Value: "5", More: &Details{Group: "item1"}}},
		"several":        {"A;B=1,2;C=3:d", Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{"1", "2"}, false}, {"C", []string{"3"}, false}}}}},
		"quoted":         {`A;B="x;y:z,w":d`, Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{"x;y:z,w"}, true}}}}},
		"quoted several": {`A;B="x","y":d`, Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{"x", "y"}, true}}}}},
		"carets":         {`A;B=^'x^'^n^^y:d`, Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{"\"x\"\n^y"}, false}}}}},
		"open quote":     {`A;B="x:d`, Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{`"x`}, false}}}}},
		"spaces":         {"A ; B = 1 : d", Property{Name: "A", Value: " d", More: &Details{Params: []Param{{"B", []string{"1"}, false}}}}},
		"bare words":     {"TEL;WORK;QUOTED-PRINTABLE:5", Property{Name: "TEL", Value: "5", More: &Details{Params: []Param{{"TYPE", []string{"WORK"}, false}, {"ENCODING", []string{"QUOTED-PRINTABLE"}, false}}}}},
		"doubled":        {"A;;B=1:d", Property{Name: "A", Value: "d", More: &Details{Params: []Param{{"B", []string{"1"}, false}}}}},
		"empty value":    {"A;B=:", Property{Name: "A", Value: "", More: &Details{Params: []Param{{"B", []string{""}, false}}}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ok := content(test.line)
			if diff := cmp.Diff(test.want, got); diff != "" || !ok {
				t.Errorf("%q is read otherwise (-want +got):\n%s", test.line, diff)
			}
		})
	}
}

func TestDecoded(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ line, want string }{
		"printable":           {"N;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:M=C3=BCller=0D=0Ax", "Müller\r\nx"},
		"printable Latin-1":   {"N;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:M=FCller", "Müller"},
		"printable broken":    {"N;QUOTED-PRINTABLE:a=ZZb", "a=ZZb"},
		"base64":              {"N;ENCODING=B;CHARSET=UTF-8:TcO8bGxlcg==", "Müller"},
		"base64 broken":       {"N;ENCODING=B:###", "###"},
		"plain keeps escapes": {`N:a\,b`, `a\,b`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, ok := content(test.line)
			if got := p.Decoded(); got != test.want || !ok {
				t.Errorf("decoded as %q, want %q", got, test.want)
			}
		})
	}
}

// TestBounds holds hostile files to memory in proportion to their size.
func TestBounds(t *testing.T) {
	const size = 1 << 20
	fill := func(s string) []byte { return []byte(strings.Repeat(s, size/len(s))) }
	tests := map[string][]byte{
		"nested":        fill("BEGIN:A\n"),
		"short lines":   append([]byte("BEGIN:A\n"), fill("A:\n")...),
		"parts":         append([]byte("BEGIN:A\n"), fill("BEGIN:B\nEND:B\n")...),
		"one line":      append([]byte("BEGIN:A\nX:"), fill("x")...),
		"one name":      fill("x"),
		"folds":         append([]byte("BEGIN:A\nX:"), fill("\n x")...),
		"soft breaks":   append([]byte("BEGIN:A\nX;QUOTED-PRINTABLE:"), fill("x=\n")...),
		"parameters":    append([]byte("BEGIN:A\nX"), fill(";A=1")...),
		"values":        append([]byte("BEGIN:A\nX;A=1"), append(fill(",1"), ':')...),
		"quotes":        append([]byte("BEGIN:A\nX;A="), fill(`"",`)...),
		"rubbish lines": fill("x\n"),
		"blanks":        fill("\n"),
		"CRs":           fill("\r"),
		"CR lines":      fill("a\r"),
		"NULs":          fill("\x00"),
	}
	for name, data := range tests {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		start := time.Now()
		file := Parse(data)
		took := time.Since(start)
		runtime.ReadMemStats(&after)
		used := float64(after.TotalAlloc-before.TotalAlloc) / size
		if used > 20 || took > 5*time.Second {
			t.Errorf("%s: %.1f MB and %v for 1 MB", name, used, took)
		}
		t.Logf("%s: %.1f MB, %v, %d problems", name, used, took, len(file.Problems))
	}
}
