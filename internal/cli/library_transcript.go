package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/transcript"
)

type libraryTranscriptCmd struct {
	ID     string `arg:"" help:"Id of the recording, or its end."`
	Import string `help:"Read it from an .srt, .vtt or .txt, in place of what is written." placeholder:"FILE"`
	Export string `help:"Write it as srt, vtt or txt to stdout." enum:",srt,vtt,txt" default:""`
	Make   bool   `help:"Have a machine write it down, as bts library dictation allows."`
	Remove bool   `help:"Take everything that is said off."`
}

func (libraryTranscriptCmd) Help() string {
	return "What is said in a recording. Its words are found by bts search.\n\n" +
		example("bts library transcript 4f1d09ab --import talk.srt", "bts library transcript 4f1d09ab", "bts library transcript 4f1d09ab --export vtt > talk.vtt")
}

func (c *libraryTranscriptCmd) Run(s *session) error {
	asked := 0
	for _, is := range []bool{c.Import != "", c.Export != "", c.Make, c.Remove} {
		if is {
			asked++
		}
	}
	if asked > 1 {
		return fault.New(fault.Invalid, "--import, --export, --make and --remove do not go together").WithRemedy("Give one of them.")
	}
	return s.with(func(a *app.App, p production.Production) error {
		id, err := a.Office.AssetMeant(s.ctx, p.ID, c.ID)
		if err != nil {
			return err
		}
		if c.Export != "" {
			data, _, err := a.Office.ExportTranscript(s.ctx, p.ID, id, transcript.Format(c.Export))
			if err == nil {
				_, err = s.Out.Write(data)
			}
			return err
		}
		var act office.Act
		switch {
		case c.Import != "":
			data, err := readUpTo(c.Import, transcript.MostBytes)
			if err != nil {
				return err
			}
			if act, _, err = a.Office.ImportTranscript(s.ctx, p.ID, id, filepath.Base(c.Import), data); err != nil {
				return err
			}
		case c.Make:
			bar := s.progress()
			_, err := a.Office.Dictate(s.ctx, p.ID, id, bar.report)
			bar.end()
			if err != nil {
				return err
			}
		case c.Remove:
			if act, err = a.Office.RemoveTranscript(s.ctx, p.ID, id); err != nil {
				return err
			}
		}
		t, err := a.Office.Transcript(s.ctx, p.ID, id)
		if err != nil {
			return err
		}
		doc := struct {
			paper.Transcript
			paper.Act
		}{paper.NewTranscript(string(id), t), paper.NewAct(act)}
		return s.print(doc, func(w io.Writer) error {
			if len(t.Cues) == 0 {
				_, err := fmt.Fprintln(w, "Nobody has written what is said. Read it from a file with --import.")
				return err
			}
			return transcript.Write(w, transcript.Text, t.Cues)
		})
	})
}

// readUpTo reads a file that is at most so large; one byte more is read, so that whoever takes it says that it is too large.
func readUpTo(name string, most int64) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fault.New(fault.NotFound, "%s cannot be read", name).WithCause(err)
	}
	defer f.Close() // only read
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s cannot be read", name).WithCause(err)
	}
	return data, nil
}
