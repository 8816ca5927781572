package planner

import "strconv"

// plural is "1 shift" or "3 shifts".
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
