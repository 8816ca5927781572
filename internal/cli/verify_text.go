package cli

import (
	"fmt"
	"github.com/btsdirector/bts/internal/medium"
	"io"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fixity"
)

// sourceNames are the kinds of lists in words.
var sourceNames = map[string]string{"ascmhl": "ASC MHL history", "mhl": "Media hash list", "bagit": "Bag", "checksums": "Checksum list"}

// most is how many files of one kind the text names; JSON has all.
const most = 50

// writeVerified tells a person what came of it: what was compared, how much, then what is not as it should be.
func writeVerified(w io.Writer, r fixity.Report) error {
	for _, m := range r.Manifest {
		if m.Generations > 0 {
			fmt.Fprintf(w, "%s  %s, %s\n", sourcePath(m.Path), sourceNames[m.Kind], plural(m.Generations, "generation", "generations"))
		} else {
			fmt.Fprintf(w, "%s  %s, %s\n", sourcePath(m.Path), sourceNames[m.Kind], plural(m.Files, "file", "files"))
		}
	}
	fmt.Fprintf(w, "%s read in %s%s\n\n", medium.Words(r.Bytes), took(r.Seconds), rate(r.Bytes, r.Seconds))
	writeFiles(w, r)
	writeNotes(w, r)
	fmt.Fprintln(w)
	for _, name := range r.Recorded {
		fmt.Fprintf(w, "Recorded in %s\n", name)
	}
	if r.Verdict() == nil {
		fmt.Fprintln(w, verdict(r))
	}
	return nil
}

// writeFiles lists the files by what came of them.
func writeFiles(w io.Writer, r fixity.Report) {
	why := map[string]string{}
	for _, p := range r.Problems {
		why[p.Path] = p.Message
	}
	fmt.Fprintf(w, "%8d  ok\n", r.OK)
	for _, group := range []struct {
		name  string
		paths []string
	}{{"DIFFERS", r.Differs}, {"MISSING", r.Missing}, {"UNREADABLE", r.Unreadable}, {"no hash", r.Unproven}, {"new", r.New}} {
		writeGroup(w, group.name, group.paths, why)
	}
	if len(r.Renamed) > 0 {
		fmt.Fprintf(w, "%8d  renamed\n", len(r.Renamed))
		for _, rename := range r.Renamed[:min(most, len(r.Renamed))] {
			fmt.Fprintf(w, "          %s → %s\n", rename.From, rename.To)
		}
		more(w, len(r.Renamed))
	}
}

// writeNotes says what is wrong with lists, and what is worth knowing.
func writeNotes(w io.Writer, r fixity.Report) {
	for _, p := range r.Problems {
		if p.Code == "" {
			fmt.Fprintf(w, "\nNote: %s\n", p)
		}
	}
	if r.Cached {
		fmt.Fprint(w, "\nNote: some of it was read through the system's memory, because this drive gives no way past it\n")
	}
	for _, p := range r.History {
		fmt.Fprintf(w, "\n%s\n", p)
	}
}

func writeGroup(w io.Writer, name string, paths []string, why map[string]string) {
	if len(paths) == 0 {
		return
	}
	fmt.Fprintf(w, "%8d  %s\n", len(paths), name)
	for _, path := range paths[:min(most, len(paths))] {
		if text := why[path]; text != "" && name != "MISSING" {
			fmt.Fprintf(w, "          %s: %s\n", path, text)
		} else {
			fmt.Fprintf(w, "          %s\n", path)
		}
	}
	more(w, len(paths))
}

func more(w io.Writer, n int) {
	if n > most {
		fmt.Fprintf(w, "          and %d more; --json names all\n", n-most)
	}
}

// verdict is the last line where nothing is wrong.
func verdict(r fixity.Report) string {
	switch {
	case r.Files == 0 && len(r.Recorded) > 0:
		return "The history has begun."
	case len(r.Unproven) > 0:
		return "Nothing is missing, and everything that can be proven is as it was recorded."
	case len(r.New) > 0:
		return "Everything that was recorded is there and unchanged."
	}
	return "Everything is there and unchanged."
}

func sourcePath(name string) string {
	if name == "." {
		return "This folder"
	}
	return name
}

func took(seconds float64) string {
	d := time.Duration(seconds * float64(time.Second))
	if d < 10*time.Second {
		return d.Round(100 * time.Millisecond).String()
	}
	return strings.TrimSuffix(d.Round(time.Second).String(), "0s")
}

func rate(bytes int64, seconds float64) string {
	if bytes < 1e6 || seconds < 0.1 {
		return ""
	}
	return fmt.Sprintf(" (%s/s)", medium.Words(int64(float64(bytes)/seconds)))
}
