// Command samplemedia makes the sample camera cards of the example production:
//
//	go run ./examples/cmd/samplemedia -out cards        every card
//	go run ./examples/cmd/samplemedia -out cards -only 3   the first three files
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"

	"github.com/btsdirector/bts/examples/media"
	"github.com/btsdirector/bts/internal/fault"
)

func main() {
	out := flag.String("out", "", "folder to write the cards to")
	only := flag.Int("only", 0, "make the first N files; 0 makes all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, *out, *only)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "samplemedia:", err)
		os.Exit(exitCode(err))
	}
}

// run makes the first only clips below out, all of them for 0.
func run(ctx context.Context, out string, only int) error {
	if out == "" {
		return fault.New(fault.Invalid, "no output folder was given").WithRemedy("Name one: -out cards.")
	}
	clips := media.Cards()
	if only < 0 || only > len(clips) {
		return fault.New(fault.Invalid, "-only %d is not between 0 and %d", only, len(clips))
	}
	if only > 0 {
		clips = clips[:only]
	}
	studio, err := media.Open(ctx)
	if err != nil {
		return err
	}
	for i, c := range clips {
		fmt.Fprintf(os.Stderr, "%d/%d %s  %s\n", i+1, len(clips), c.Path(), c.Title)
		if err := studio.Make(ctx, out, c); err != nil {
			return err
		}
	}
	return nil
}

// exitCode follows the command line's contract.
func exitCode(err error) int {
	switch fault.CodeOf(err) {
	case fault.Invalid:
		return 2
	case fault.Unavailable:
		return 6
	case fault.Cancelled:
		return 130
	}
	return 1
}
