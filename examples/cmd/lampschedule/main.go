// Command lampschedule writes the shooting schedule of the example production, from the tables in
// this folder, as Universal Schedule Standard JSON and as CSV:
//
//	go run ./examples/cmd/lampschedule -out examples/the-lamp-room
//
// The tables (scenes.go, days.go, events.go, people.go) are what a person edits; both files are
// committed beside the script, and a test holds them equal to what the tables give.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"github.com/btsdirector/bts/internal/fault"
)

// The names of the files that are written.
const (
	ussName = "the-lamp-room.uss"
	csvName = "the-lamp-room-schedule.csv"
)

func main() {
	out := flag.String("out", "examples/the-lamp-room", "folder to write the schedule to")
	flag.Parse()
	if err := run(*out); err != nil {
		fmt.Fprintln(os.Stderr, "lampschedule:", err)
		os.Exit(1)
	}
}

// run checks the tables and writes both files into dir.
func run(dir string) error {
	if err := check(); err != nil {
		return err
	}
	uss, err := encodeUSS()
	if err != nil {
		return fault.Wrap(err, "encode schedule")
	}
	table, err := encodeCSV()
	if err != nil {
		return fault.Wrap(err, "encode table")
	}
	for name, data := range map[string][]byte{ussName: uss, csvName: table} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			return fault.New(fault.Unavailable, "cannot write %s", name).WithCause(err).WithRemedy("Choose a folder that can be written to with -out.")
		}
	}
	return nil
}
