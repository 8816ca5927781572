package app_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

func TestOpenWhereNothingIs(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	if _, err := app.Open(t.Context(), app.Config{Data: data}, false); !fault.Is(err, fault.NotFound) || !strings.Contains(err.Error(), "bts init") {
		t.Errorf("got %v, want it not found", err)
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("looking made the folder: %v", err)
	}
}

func TestOpenInPlacesThatCannotBe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		config app.Config
		code   fault.Code
	}{
		"a file as data folder": {app.Config{Data: file}, fault.Unavailable},
		"a file above it":       {app.Config{Data: filepath.Join(file, "data")}, fault.Unavailable},
		"a file as vault":       {app.Config{Data: t.TempDir(), Vault: file}, fault.Unavailable},
		"a vault elsewhere":     {app.Config{Data: t.TempDir(), Vault: "ftp://bucket"}, fault.Invalid},
		"a bucket of no name":   {app.Config{Data: t.TempDir(), Vault: "s3://"}, fault.Invalid},
		"no database there":     {app.Config{Data: t.TempDir(), Database: "postgres://x@127.0.0.1:1/x?connect_timeout=1"}, fault.Unavailable},
		"cards anywhere":        {app.Config{Data: t.TempDir(), CardRoots: "cards"}, fault.Invalid},
		"copies anywhere":       {app.Config{Data: t.TempDir(), CopyRoots: "/srv/copies:.."}, fault.Invalid},
		"a file as database":    {app.Config{Data: t.TempDir(), Database: file}, fault.Invalid},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := app.Open(t.Context(), test.config, true); !fault.Is(err, test.code) {
				t.Errorf("got %v (%s), want %s", err, fault.CodeOf(err), test.code)
			}
		})
	}
}

// TestNobodyElseReadsTheDataFolder: scripts of unreleased films are for the owner's eyes.
func TestNobodyElseReadsTheDataFolder(t *testing.T) {
	t.Parallel()
	data := filepath.Join(t.TempDir(), "data")
	a, err := app.Open(t.Context(), app.Config{Data: data}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	info, err := os.Stat(data)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder's rights are %v, %v", info.Mode(), err)
	}
}

// TestWorkIsDoneAndStops: jobs that wait are taken up, open pages hear of it, and stopping lets go.
func TestWorkIsDoneAndStops(t *testing.T) {
	t.Parallel()
	a, err := app.Open(t.Context(), app.Config{Data: t.TempDir()}, true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	ctx := access.With(t.Context(), access.Operator("operator"))
	film, err := a.Office.CreateProduction(ctx, production.Production{Title: "X"})
	if err != nil {
		t.Fatal(err)
	}
	old := production.FeedItem{Production: film.ID, Topic: "crew", Payload: []byte("{}"), At: time.Now().Add(-25 * time.Hour)}
	if err := a.Store.Write(t.Context(), func(tx *store.Tx) error { return tx.AppendFeed(t.Context(), old) }); err != nil {
		t.Fatal(err)
	}
	heard := make(chan production.ProductionID, 100)
	stop, err := a.Work(t.Context(), slog.New(slog.DiscardHandler), func(id production.ProductionID) {
		select {
		case heard <- id:
		default: // enough was heard
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	script := office.File{Name: "x.fountain", Data: []byte("INT. KITCHEN - DAY\n\nAnn waits.\n")}
	task, err := a.Office.StartImport(ctx, film.ID, []office.File{script}, office.ImportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(20 * time.Second); task.State != production.TaskDone; time.Sleep(10 * time.Millisecond) {
		if task, err = a.Office.FindTask(ctx, film.ID, task.ID); err != nil || time.Now().After(deadline) {
			t.Fatalf("the task is %s, %v", task.State, err)
		}
	}
	if id := <-heard; id != film.ID {
		t.Errorf("heard of %s", id)
	}
	for deadline, kept := time.Now().Add(20*time.Second), 1; kept > 0; time.Sleep(10 * time.Millisecond) {
		err := a.Store.Read(t.Context(), func(tx *store.Tx) error {
			items, err := tx.FindFeedAfter(t.Context(), old.Production, 0, 0)
			kept = 0
			for _, item := range items {
				if item.At.Before(time.Now().Add(-24 * time.Hour)) {
					kept++
				}
			}
			return err
		})
		if err != nil || time.Now().After(deadline) {
			t.Fatalf("%d items of yesterday are kept, %v", kept, err)
		}
	}
	stop()
}
