package intake

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/spelling"
)

// headingRemedy is the advice for a script in which no scene was found.
const headingRemedy = "Begin every scene with a line such as INT. KITCHEN - DAY, with an empty line before it, or put a dot before a heading of your own."

// ReadFountain reads a screenplay in Fountain 1.1 (fountain.io/syntax), also the one in a Highland
// document (.highland, a TextBundle in a zip file). Scenes get numbers, lengths
// from the page model, the characters who speak, notes, outline and tags. It returns fault.Invalid
// for a file without any scene.
func ReadFountain(data []byte, opt Options) (Document, error) {
	data, err := archived(data, isHighland, opt)
	if err != nil {
		return Document{}, err
	}
	text, warnings := decodeText(data)
	if strings.Count(text, "\n") > maxLines {
		return Document{}, opt.tooLong(maxLines)
	}
	clean, strayed := stripComments(text)
	reader := fountainReader{lines: clean}
	reader.warnings = append(warnings, strayed...)
	reader.titlePage()
	for reader.at < len(reader.lines) {
		reader.paragraph()
		if reader.full() {
			return Document{}, opt.tooMany(reader.lines[reader.at-1].number)
		}
	}
	reader.warnOfSilence()
	doc := Document{Kind: KindScript, Format: FormatFountain, Script: reader.finish(opt.pageModel())}
	doc.Warnings = reader.warnings
	return doc, requireScenes(doc, opt, headingRemedy)
}

// fountainReader walks over the lines, paragraph by paragraph.
type fountainReader struct {
	sceneBuilder
	lines        []sourceLine
	at           int
	belowSection bool // the last thing seen was a section
	lastSingle   int  // 1 + index of the last element that is one line by itself
}

// blank reports whether the line i is empty or outside the text. A line that held only a note or a
// cut passage counts as empty here.
func (r *fountainReader) blank(i int) bool {
	return i < 0 || i >= len(r.lines) || strings.TrimSpace(r.lines[i].text) == ""
}

// free reports whether a new element can begin here: after an empty line, or after one that is an
// element by itself (writers often leave no empty line below a section or a transition).
func (r *fountainReader) free() bool { return r.blank(r.at-1) || r.lastSingle == r.at }

// paragraph reads the next element: one line, or a block of action or dialogue.
func (r *fountainReader) paragraph() {
	line := r.lines[r.at]
	text := strings.TrimSpace(line.text)
	if text == "" {
		r.at++
		r.keepNotes(line)
		return
	}
	if r.outline(text, line) {
		r.at++
		r.lastSingle = r.at
		r.keepNotes(line)
		return
	}
	r.belowSection = false
	if text[0] == '!' {
		r.action()
		return
	}
	if h, ok := r.sceneHeading(text); ok {
		r.open(h, line.number)
		r.at++
		r.keepNotes(line)
		return
	}
	if kind, plain, ok := r.singleLine(text, line.text); ok {
		r.add(production.Line{Kind: kind, Text: plain, Number: line.number})
		r.at++
		r.lastSingle = r.at
		r.keepNotes(line)
		return
	}
	if cue, dual, ok := r.cue(text); ok {
		r.speech(cue, dual)
		return
	}
	r.action()
}

func (r *fountainReader) keepNotes(line sourceLine) {
	for _, n := range line.notes {
		r.note(n)
	}
}

// outline takes sections, synopses and page breaks.
func (r *fountainReader) outline(text string, line sourceLine) bool {
	switch {
	case isPageBreak(text):
		r.add(production.Line{Kind: production.PageBreak, Number: line.number})
	case text[0] == '#':
		title := strings.TrimLeft(text, "#")
		r.section(len(text)-len(title), stripEmphasis(strings.TrimSpace(title)))
		r.belowSection = true
	case text[0] == '=':
		r.synopsis(stripEmphasis(strings.TrimSpace(text[1:])), line.number, r.belowSection)
	default:
		return false
	}
	return true
}

// sceneHeading takes forced headings anywhere and others after an empty line. The standard also
// wants an empty line below; where it is missing the scene is kept and a warning given, because an
// action line that begins with INT. is rarer than a forgotten line.
func (r *fountainReader) sceneHeading(text string) (heading, bool) {
	if forcesHeading(text, r.free()) {
		return forcedHeading(stripEmphasis(text[1:])), true
	}
	if !r.free() {
		return heading{}, false
	}
	plain := stripEmphasis(text)
	if reversed.MatchString(plain) {
		r.warn(r.lines[r.at].number, "%q is not a scene heading in Fountain and was read as action. Write INT./EXT. or put a dot before it", spelling.Shorten(plain, 50))
	}
	h, ok := parseHeading(plain)
	if ok && !r.blank(r.at+1) {
		r.warn(r.lines[r.at].number, "no empty line below the scene heading %q", spelling.Shorten(h.Text, 50))
	}
	return h, ok
}

// speech reads a character cue and the block of dialogue below it.
func (r *fountainReader) speech(cue string, dual bool) {
	line := r.lines[r.at]
	r.add(production.Line{Kind: production.Character, Text: cue, Number: line.number, Dual: dual})
	r.keepNotes(line)
	for r.at++; r.at < len(r.lines); r.at++ {
		line = r.lines[r.at]
		text := strings.TrimSpace(line.text)
		if text == "" {
			r.keepNotes(line)
			// Two spaces on an otherwise empty line keep a speech together when more of it follows.
			if line.hollow || len(line.text) >= 2 && !r.blank(r.at+1) {
				continue
			}
			return
		}
		if endsSpeech(text) {
			r.lastSingle = r.at
			return
		}
		r.add(production.Line{Kind: spokenKind(text), Text: spokenText(text), Number: line.number, Dual: dual})
		r.keepNotes(line)
	}
}

// action reads lines up to the next empty one as one paragraph.
func (r *fountainReader) action() {
	start := r.lines[r.at].number
	var text []string
	var notes []production.Note
	for ; r.at < len(r.lines); r.at++ {
		line := r.lines[r.at]
		if strings.TrimSpace(line.text) == "" {
			if !line.hollow {
				break
			}
			notes = append(notes, line.notes...)
			continue
		}
		if len(text) > 0 && startsElement(strings.TrimSpace(line.text)) {
			break
		}
		notes = append(notes, line.notes...)
		text = append(text, actionText(line.text))
	}
	r.add(production.Line{Kind: production.Action, Text: strings.Join(text, "\n"), Number: start})
	for _, n := range notes {
		r.note(n)
	}
}
