package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/btsdirector/bts/examples"
	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
)

// script is the screenplay to import: a feature of 190 scenes, or the example production's.
func (b *bench) script() (name string, data []byte, err error) {
	if data, ok := b.sample("scripts", "nyousefi-Fountain", "Big Fish.fountain"); ok {
		return "Big Fish", data, nil
	}
	data, err = fs.ReadFile(examples.LampRoom, examples.ScriptFile)
	return "The Lamp Room (no sample data here)", data, err
}

// measureImport takes a feature's script in, inside one process and by the command line. Beside it
// stands reading and hashing the file, which any tool must do that notices a changed draft.
func (b *bench) measureImport(ctx context.Context) error {
	title, data, err := b.script()
	if err != nil {
		return err
	}
	file := filepath.Join(b.work, "script.fountain")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		return err
	}
	plain, err := timed(func() error {
		data, err := os.ReadFile(file)
		sha256.Sum256(data)
		return err
	})
	if err != nil {
		return err
	}
	ms, err := b.importInside(ctx, data)
	if err != nil {
		return err
	}
	b.table.add(figure{name: "Import " + title, value: ms, unit: "ms", bar: 150, beside: beside{"read and hash", milliseconds(plain)}})
	if ms, err = b.importOutside(ctx, file); err != nil {
		return err
	}
	nothing, err := timed(func() error { return exec.CommandContext(ctx, b.bts, "version").Run() })
	b.table.add(figure{name: "bts import " + title + ", the whole process", value: ms, unit: "ms",
		beside: beside{"bts version", milliseconds(nothing)}})
	return err
}

// importInside measures reading, merging, finding moments and saving, each round into a new production.
func (b *bench) importInside(ctx context.Context, data []byte) (ms float64, err error) {
	dir, err := b.folder("import")
	if err != nil {
		return 0, err
	}
	ctx = access.With(ctx, access.Operator("bench"))
	a, err := app.Open(ctx, app.Config{Data: dir}, true)
	if err != nil {
		return 0, err
	}
	defer a.Close() //nolint:errcheck // the folder is thrown away
	var films []production.Production
	for i := range rounds {
		film, err := a.Office.CreateProduction(ctx, production.Production{Title: fmt.Sprint("Round ", i), Kind: production.Feature, TimeZone: "UTC"})
		if err != nil {
			return 0, err
		}
		films = append(films, film)
	}
	took, err := timed(func() error {
		film := films[0]
		films = films[1:]
		_, err := a.Office.Import(ctx, film.ID, []office.File{{Name: "script.fountain", Data: data}}, office.ImportOptions{}, nil)
		return err
	})
	return milliseconds(took), err
}

// importOutside measures bts import from start to exit, each round into a new folder.
func (b *bench) importOutside(ctx context.Context, file string) (ms float64, err error) {
	var folders []string
	for range rounds {
		dir, err := b.folder("cli")
		if err != nil {
			return 0, err
		}
		if err := b.command(ctx, "--data", dir, "init", "Round").Run(); err != nil {
			return 0, err
		}
		folders = append(folders, dir)
	}
	took, err := timed(func() error {
		dir := folders[0]
		folders = folders[1:]
		return b.command(ctx, "--data", dir, "--quiet", "import", file).Run()
	})
	return milliseconds(took), err
}

// command is a call of the program, whose complaints are shown.
func (b *bench) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, b.bts, args...)
	cmd.Stderr = os.Stderr
	return cmd
}
