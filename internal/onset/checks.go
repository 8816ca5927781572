package onset

// The box that is ticked off with a pencil, in millimetres.
const (
	tickSize = 3.2
	tickRoom = 6.0
)

// setChecks are the checklists, in two columns, with a box before each line.
func (p Packet) setChecks(s *sheet) {
	for at := 0; at < len(p.Checks); {
		end := at
		for end < len(p.Checks) && p.Checks[end].Stage == p.Checks[at].Stage {
			end++
		}
		s.section(p.Checks[at].Stage, 2*body.line)
		for ; at < end; at += 2 {
			s.setRow(p.Checks[at:min(at+2, end)])
		}
		at = end
	}
}

// setRow sets one or two checks side by side; they do not break across pages.
func (s *sheet) setRow(row []Check) {
	s.face(body, false)
	wide := s.width / 2
	var cells [][]string
	tallest := 1
	for _, c := range row {
		lines := s.wrap(c.Text, wide-tickRoom-3)
		cells = append(cells, lines)
		tallest = max(tallest, len(lines))
	}
	s.need(float64(tallest)*body.line + 1)
	s.face(body, false)
	for i, lines := range cells {
		x := margin + float64(i)*wide
		s.box(x, s.y+(body.line-tickSize)/2, tickSize, tickSize, 255, 0.3)
		if row[i].Done {
			y := s.y + (body.line-tickSize)/2
			s.pdf.SetLineWidth(0.5)
			s.pdf.Line(x+0.6, y+tickSize/2, x+tickSize/2-0.2, y+tickSize-0.6)
			s.pdf.Line(x+tickSize/2-0.2, y+tickSize-0.6, x+tickSize-0.4, y+0.5)
		}
		for n, line := range lines {
			s.put(x+tickRoom, s.y+float64(n)*body.line, line)
		}
	}
	s.y += float64(tallest)*body.line + 1
}
