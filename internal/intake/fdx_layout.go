package intake

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// layout is what a document says of its own styles.
type layout struct {
	bases         map[string]string // style of somebody's own → the one it is laid out as
	caps          map[string]bool   // styles that are shown in capitals
	beforeHeading int               // blank lines above a scene heading, -1 where it does not say
}

// fdxLayout reads <ElementSettings>, which stand behind the text they are needed for.
func fdxLayout(plain []byte) layout {
	l := layout{bases: map[string]string{}, caps: map[string]bool{}, beforeHeading: -1}
	rest := insideOf(plain, "ElementSettings")
	for range maxTags {
		if len(rest) == 0 {
			break
		}
		w := newXMLWalker(rest)
		settings, ok, err := w.next()
		if err != nil || !ok {
			break
		}
		style := plainStyle(attr(settings, "Type"))
		err = w.each(func(child xml.StartElement) error {
			switch {
			case child.Name.Local == "Behavior":
				l.bases[style] = plainStyle(attr(child, "PaginateAs"))
			case child.Name.Local == "FontSpec":
				l.caps[style] = strings.Contains(attr(child, "Style"), "AllCaps")
			case child.Name.Local == "ParagraphSpec" && style == headingStyle:
				l.beforeHeading = blankLines(attr(child, "SpaceBefore"), pointsPerLine)
			}
			return w.skip()
		})
		if err != nil {
			break
		}
		rest = insideOf(rest[w.in.at:], "ElementSettings")
	}
	return l
}

// pointsPerLine is the height of a line of 12-point Courier.
const pointsPerLine = 12

// blankLines is a space above a paragraph in lines, -1 for one that nobody sets.
func blankLines(space string, unit float64) int {
	n, err := strconv.ParseFloat(space, 64)
	if err != nil || !(n >= 0 && n <= 5*unit) {
		return -1
	}
	return int(math.Round(n / unit))
}

// spaced is the model with a document's own space above its headings, unless somebody chose a model.
func (m PageModel) spaced(beforeHeading int, opt Options) PageModel {
	if beforeHeading >= 0 && opt.Pages == nil {
		m.BeforeHeading = beforeHeading
	}
	return m
}
