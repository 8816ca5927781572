// Package app puts the parts together: it opens store, vault, queue and office, starts them in order
// and stops them in the opposite one.
package app

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/gatehouse"
	"github.com/btsdirector/bts/internal/lettering"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/upload"
	"github.com/btsdirector/bts/internal/vault"
)

// Config says where things are.
type Config struct {
	Data     string // folder for the SQLite database and the vault
	Database string // postgres://… ; "" is a SQLite file in Data
	Vault    string // folder for media bytes, or s3://…, see vault.OpenS3; "" is a folder in Data
	Log      *slog.Logger
	Clock    func() time.Time // nil is time.Now
	Private  bool             // calendars and webhooks may be on this machine and in private networks
	Mail     string           // address of a mail server, smtp://…; "" sends no letters
	Fonts    string           // folder of fonts that are preferred to those of the machine; "" is none

	Tool      string // name and version of the program, for receipts; "" is "bts"
	CardRoots string // folders below which cards may be copied, as PATH has them; "" is where systems mount them
	CopyRoots string // folders below which copies may be made

	Whisper      string // program that writes down what is said; "" is whisper-cli
	WhisperModel string // its model
}

// App is an opened installation.
type App struct {
	Config    Config
	Store     *store.Store
	Vault     Vault
	Gatehouse *gatehouse.Service
	Office    *office.Office

	closing []io.Closer // what else is let go of
}

// Vault is a vault that is let go of at the end.
type Vault interface {
	vault.Vault
	io.Closer
}

// openVault opens the folder or the bucket in which media lie.
func openVault(ctx context.Context, address string) (Vault, error) {
	if strings.HasPrefix(address, "s3://") {
		return vault.OpenS3(ctx, address)
	}
	return vault.Open(address)
}

// Open opens the installation at the configured place and brings its database up to date. Unless create
// is set it returns fault.NotFound where there is none.
func Open(ctx context.Context, c Config, create bool) (*App, error) {
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if err := c.prepare(create); err != nil {
		return nil, err
	}
	cards, err := mounts.ParseRoots(c.CardRoots)
	if err != nil {
		return nil, err
	}
	copies, err := mounts.ParseRoots(c.CopyRoots)
	if err != nil {
		return nil, err
	}
	letters, err := c.letters()
	if err != nil {
		return nil, err
	}
	fonts, err := lettering.OfMachine(c.Fonts)
	if err != nil {
		return nil, err
	}
	s, err := store.Open(ctx, c.Database)
	if err != nil {
		return nil, err
	}
	if err := s.Migrate(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	v, err := openVault(ctx, c.Vault)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	uploads, err := upload.Open(filepath.Join(c.Data, "uploads"))
	if err != nil {
		return nil, errors.Join(err, v.Close(), s.Close())
	}
	files := &reading{}
	return &App{
		Config: c, Store: s, Vault: v, closing: []io.Closer{files, uploads},
		Gatehouse: gatehouse.New(gatehouse.Options{Store: s, Clock: c.Clock}),
		Office: office.New(office.Options{
			Store: s, Vault: v, Clock: c.Clock, Log: c.Log, Guard: courier.Guard{AllowPrivate: c.Private}, Mail: letters, Fonts: fonts,
			Tool: c.Tool, CardRoots: cards, CopyRoots: copies, Reader: files, Darkroom: newDarkroom(), Uploads: uploads, Ear: newEar(),
			Whisper: dictate.Program{Command: c.Whisper, Model: c.WhisperModel},
		}),
	}, nil
}

// letters is the way to the mail server, nil for none.
func (c *Config) letters() (*courier.Mail, error) {
	if c.Mail == "" {
		return nil, nil
	}
	m, err := courier.ParseMail(c.Mail)
	return &m, err
}

// prepare fills in the places inside the data folder and makes the folder when it may.
func (c *Config) prepare(create bool) error {
	if c.Data == "" {
		c.Data = "bts-data"
	}
	if strings.Contains(c.Vault, "://") && !strings.HasPrefix(c.Vault, "s3://") {
		return fault.New(fault.Invalid, "the vault %q is neither a folder nor a bucket", c.Vault).
			WithRemedy("Give the path of a folder, or an address like s3://bucket/folder?endpoint=https://s3.example.net.")
	}
	if c.Vault == "" {
		c.Vault = filepath.Join(c.Data, "vault")
	}
	if c.Database == "" {
		c.Database = filepath.Join(c.Data, "bts.db")
		if _, err := os.Stat(c.Database); errors.Is(err, fs.ErrNotExist) && !create {
			return fault.New(fault.NotFound, "there is no production in %s", c.Data).
				WithRemedy("Make one with bts init \"The title\", or name the data folder with --data.")
		}
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return fault.New(fault.Unavailable, "the data folder %s cannot be made", c.Data).WithCause(err).
			WithRemedy("Choose a folder you may write to with --data.")
	}
	return nil
}

// Close closes what Open opened.
func (a *App) Close() error {
	var errs []error
	for _, c := range a.closing {
		errs = append(errs, c.Close())
	}
	return errors.Join(append(errs, a.Vault.Close(), a.Store.Close())...)
}
