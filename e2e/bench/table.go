package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// figure is one line of the table.
type figure struct {
	name  string
	value float64
	unit  string  // "ms", "MB", "%", "" for a count
	bar   float64 // at most this, in the same unit; 0 for none
	beside
}

// beside is what a plain tool needs for the same work, zero for none.
type beside struct {
	plain string
	value float64 // in the figure's unit
}

// table collects the figures, and what else is worth printing under them.
type table struct {
	figures []figure
	grids   []grid
}

// grid is a further table; its first row is the head.
type grid struct {
	title string
	rows  [][]string
}

func (t *table) add(f figure) { t.figures = append(t.figures, f) }

// print writes the table in Markdown, its columns aligned for reading as text.
func (t *table) print(w io.Writer) error {
	rows := [][]string{{"Figure", "Measured", "Bar", "", "Beside", "Ratio"}}
	for _, f := range t.figures {
		rows = append(rows, f.cells())
	}
	if err := (grid{rows: rows}).print(w); err != nil {
		return err
	}
	for _, g := range t.grids {
		if err := g.print(w); err != nil {
			return err
		}
	}
	return nil
}

func (g grid) print(w io.Writer) error {
	if g.title != "" {
		if _, err := fmt.Fprintf(w, "\n%s\n\n", g.title); err != nil {
			return err
		}
	}
	width := make([]int, len(g.rows[0]))
	for _, row := range g.rows {
		for i, cell := range row {
			width[i] = max(width[i], len([]rune(cell)))
		}
	}
	rule := make([]string, len(width))
	for i, n := range width {
		rule[i] = strings.Repeat("-", max(n, 3))
	}
	for _, row := range slices.Insert(slices.Clone(g.rows), 1, rule) {
		line := ""
		for i, cell := range row {
			line += "| " + cell + strings.Repeat(" ", max(width[i], 3)-len([]rune(cell))) + " "
		}
		if _, err := fmt.Fprintln(w, line+"|"); err != nil {
			return err
		}
	}
	return nil
}

func (f figure) cells() []string {
	bar, met, plain, ratio := "", "", "", ""
	if f.bar > 0 {
		bar, met = "≤ "+amount(f.bar, f.unit), "met"
		if f.value > f.bar {
			met = "MISSED"
		}
	}
	if f.plain != "" {
		plain = f.plain + " " + amount(f.beside.value, f.unit)
		ratio = fmt.Sprintf("%.1f×", f.value/f.beside.value)
	}
	return []string{f.name, amount(f.value, f.unit), bar, met, plain, ratio}
}

// amount is a figure with its unit, with as many digits as it is worth.
func amount(v float64, unit string) string {
	text := fmt.Sprintf("%.0f", v)
	switch {
	case unit == "" && v == float64(int(v)):
	case v < 10:
		text = fmt.Sprintf("%.2f", v)
	case v < 100:
		text = fmt.Sprintf("%.1f", v)
	}
	return strings.TrimSpace(text + " " + unit)
}

// milliseconds is a time for the table.
func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// median is the middle of the values, the upper one of two.
func median[T int | float64 | time.Duration](values []T) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[len(sorted)/2]
}

// timed is the median time of fn over all rounds.
func timed(fn func() error) (time.Duration, error) {
	var all []time.Duration
	for range rounds {
		start := time.Now()
		if err := fn(); err != nil {
			return 0, err
		}
		all = append(all, time.Since(start))
	}
	return median(all), nil
}

// quantile is the value that a share of the values does not exceed. The values must be sorted.
func quantile(sorted []time.Duration, share float64) time.Duration {
	return sorted[min(int(float64(len(sorted))*share), len(sorted)-1)]
}
