package production

import "fmt"

// Pages writes a length in eighths of a page as a script supervisor does: "1 3/8", "5/8", "2".
func Pages(eighths int) string {
	whole, part := eighths/8, eighths%8
	switch {
	case part == 0:
		return fmt.Sprint(whole)
	case whole == 0:
		return fmt.Sprintf("%d/8", part)
	}
	return fmt.Sprintf("%d %d/8", whole, part)
}
