package cli

import (
	"fmt"
	"io"

	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/paper"
	"github.com/btsdirector/bts/internal/production"
)

type libraryWatchCmd struct {
	Path      string `arg:"" optional:"" help:"Folder of this machine; without it those that are watched are listed." placeholder:"DIR" type:"path"`
	Remove    bool   `help:"Take nothing more from it; what came stays."`
	NoProxies bool   `help:"Make pictures, but no films to look at."`
}

func (libraryWatchCmd) Help() string {
	return "While bts serve or bts worker runs, files that have been still for ten seconds come into the library. Nothing in the folder is moved, renamed or deleted.\n\n" +
		example("bts library watch /raid/stills", "bts library watch", "bts library watch /raid/stills --remove")
}

func (c *libraryWatchCmd) Run(s *session) error {
	return s.with(func(a *app.App, p production.Production) error {
		switch {
		case c.Path != "" && c.Remove:
			w, err := s.watchedAt(a, p, c.Path)
			if err != nil {
				return err
			}
			if err := a.Office.UnwatchFolder(s.ctx, p.ID, w.ID); err != nil {
				return err
			}
		case c.Path != "":
			if _, err := a.Office.WatchFolder(s.ctx, p.ID, c.Path, c.NoProxies); err != nil {
				return err
			}
		case c.Remove:
			return fault.New(fault.Invalid, "no folder is named").WithRemedy("Name the one that is to be left alone.")
		}
		all, err := a.Office.WatchedFolders(s.ctx, p.ID)
		if err != nil {
			return err
		}
		doc := paper.NewWatchedFolders(all)
		return s.print(doc, func(w io.Writer) error { return printWatched(w, doc) })
	})
}

func (s *session) watchedAt(a *app.App, p production.Production, path string) (library.Watched, error) {
	all, err := a.Office.WatchedFolders(s.ctx, p.ID)
	if err != nil {
		return library.Watched{}, err
	}
	for _, w := range all {
		if w.Path == path || w.ID == path {
			return w, nil
		}
	}
	return library.Watched{}, fault.New(fault.NotFound, "%s is not watched", path).WithRemedy("See bts library watch.")
}

func printWatched(w io.Writer, doc paper.WatchedFolders) error {
	if len(doc.Folders) == 0 {
		_, err := fmt.Fprintln(w, "No folder is watched. Begin with: bts library watch DIR")
		return err
	}
	for _, f := range doc.Folders {
		line := fmt.Sprintf("%s (%s): %s came", f.Path, f.Host, plural(f.Came, "asset", "assets"))
		if f.Waiting > 0 {
			line += fmt.Sprintf(", %s moving", plural(f.Waiting, "file is still", "files are still"))
		}
		if f.Problem != "" {
			line += ". " + f.Problem
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
		for _, r := range f.Refused {
			if _, err := fmt.Fprintln(w, "  "+r); err != nil {
				return err
			}
		}
	}
	return nil
}
