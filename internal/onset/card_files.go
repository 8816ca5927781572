package onset

import (
	"fmt"
	"strings"
)

// The columns of the list of files, in millimetres, from the right.
const (
	hashPoints  = 6.8
	hashWide    = 33 * hashPoints * 0.6 * 0.3528 // 32 digits of Courier, each 0.6 of its size wide, and a gap
	sizeWide    = 22.0
	copiesWide  = 11.0
	fileLine    = 3.9
	folderLine  = 5.2
	hashInRow   = 32 // longer ones get a line of their own
	folderInset = 3.0
)

// setFiles lists files from the from-th on, by folder, until partPages are full, and returns where it ended.
func (r CardReport) setFiles(s *sheet, from int) int {
	if r.Files == 0 {
		s.section("Files", 8)
		s.face(body, false)
		s.lines(margin, s.width, "There was no file on the card.")
		return 0
	}
	if from == 0 {
		s.section(fmt.Sprintf("All %s files", thousands(int64(r.Files))), 20)
	}
	l := fileList{sheet: s, named: s.width - hashWide - sizeWide - copiesWide - folderInset}
	l.heads()
	for i := from; i < r.Files; i++ {
		f := r.File(i)
		if i > from && s.pdf.PageNo() >= partPages && s.y+l.high(f) > s.bottom {
			return i
		}
		l.set(f)
	}
	return r.Files
}

// fileList is the list of files in the making.
type fileList struct {
	*sheet
	named  float64 // room for a name
	folder string
	begun  bool
	rows   int // since the folder was told
}

func (l *fileList) heads() {
	l.face(small, false)
	right := margin + l.width
	l.put(margin, l.y, "Folder and name")
	l.putRight(right-hashWide-copiesWide-2, l.y, "Bytes")
	l.put(right-hashWide-copiesWide+1, l.y, "Copies")
	l.put(right-hashWide+1, l.y, "Hash")
	l.y += small.line + 0.4
	l.rule(margin, l.y, l.width, 0.3)
	l.y += 0.6
}

// split parts a path into folder and name.
func split(path string) (folder, name string) {
	i := strings.LastIndex(path, "/")
	return path[:i+1], path[i+1:]
}

// high is the room that a file takes, with the line of its folder where one is due.
func (l *fileList) high(f CardFile) float64 {
	folder, name := split(f.Path)
	l.face(small, false)
	high := fileLine * float64(max(1, len(l.wrap(name, l.named))))
	if len(f.Hash) > hashInRow {
		high += fileLine * float64(len(hashLines(f.Hash)))
	}
	if !l.begun || folder != l.folder {
		high += folderLine
	}
	return high
}

func (l *fileList) set(f CardFile) {
	folder, name := split(f.Path)
	page := l.pdf.PageNo()
	l.need(l.high(f))
	if l.pdf.PageNo() != page {
		l.heads()
		l.begun = false // the folder is told again on each page
	}
	if !l.begun || folder != l.folder {
		l.folder, l.begun, l.rows = folder, true, 0
		l.face(small, true)
		l.y += 1
		shown := folder
		if shown == "" {
			shown = "(on the card itself)"
		}
		l.put(margin, l.y, l.fit(shown, l.width))
		l.y += folderLine - 1
	}
	l.row(f, name)
}

func (l *fileList) row(f CardFile, name string) {
	right := margin + l.width
	l.shade(f)
	l.face(small, false)
	l.putRight(right-hashWide-copiesWide-2, l.y, thousands(f.Size))
	where, all := inCopies(f.Copies)
	if !all {
		l.face(small, true)
	}
	l.put(right-hashWide-copiesWide+1, l.y, where)
	if len(f.Hash) <= hashInRow {
		l.hash(right-hashWide+1, f.Hash)
	}
	l.face(small, !all)
	for _, line := range l.wrap(name, l.named) {
		l.put(margin+folderInset, l.y, line)
		l.y += fileLine
	}
	if len(f.Hash) > hashInRow {
		for _, line := range hashLines(f.Hash) {
			l.hash(margin+2*folderInset, line)
			l.y += fileLine
		}
	}
}

// shade leads the eye along every second row.
func (l *fileList) shade(f CardFile) {
	if l.rows++; l.rows%2 == 0 {
		l.pdf.SetFillColor(242, 242, 242)
		l.pdf.Rect(margin, l.y-0.2, l.width, l.high(f), "F") // the folder has been told
	}
}

// hash sets digits of one width, so that two can be compared by eye.
func (l *fileList) hash(x float64, text string) {
	if text == "" {
		text = "no hash: it was not read"
	}
	l.pdf.SetFont("Courier", "", hashPoints)
	l.pdf.Text(x, l.y+small.line/2+hashPoints*0.3528*0.3, text)
}

// hashLines cuts a long hash into lines.
func hashLines(hash string) []string {
	const most = 96
	var lines []string
	for len(hash) > most {
		lines, hash = append(lines, hash[:most]), hash[most:]
	}
	return append(lines, hash)
}

// inCopies are the numbers of the copies that have a file, with a dash for one that has not.
func inCopies(copies []bool) (words string, all bool) {
	all = len(copies) > 0
	list := make([]string, 0, len(copies))
	for i, has := range copies {
		if has {
			list = append(list, fmt.Sprint(i+1))
		} else {
			list, all = append(list, "–"), false
		}
	}
	return strings.Join(list, ", "), all
}

// thousands writes a number with its thousands apart.
func thousands(n int64) string {
	text := fmt.Sprint(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
