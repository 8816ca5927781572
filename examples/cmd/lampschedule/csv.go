package main

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
)

// encodeCSV writes the schedule as a table, one line per strip, as a production office would export it.
func encodeCSV() ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Write([]string{"Date", "Day", "Scene", "Set", "I/E", "D/N", "Location", "Cast", "Pages", "Call", "Wrap", "Start", "End", "Closed"})
	for i, d := range days {
		for _, s := range d.slots {
			b, err := find(s.scene)
			if err != nil {
				return nil, err
			}
			closed := ""
			if b.closed {
				closed = "yes"
			}
			w.Write([]string{string(d.date), strconv.Itoa(i + 1), b.number, b.set, b.intExt, b.time, b.location,
				strings.Join(b.cast, "; "), pages(b.eighths), d.call, d.wrap, s.start, s.end, closed})
		}
	}
	w.Flush()
	return out.Bytes(), w.Error() // the writer keeps the first error of any line
}
