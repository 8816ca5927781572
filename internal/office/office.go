// Package office is the production office: the one place where a use of the system is carried out.
// Pages, the JSON API, the command line and the jobs all call the same methods here; a method checks
// the right of whoever asks, holds the rule and the transaction, and leaves a line in the record.
package office

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/mounts"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/upload"
	"github.com/btsdirector/bts/internal/vault"
)

// Jobs is what the office needs of the queue.
type Jobs interface {
	// Enqueue announces a task inside the transaction that created it.
	Enqueue(ctx context.Context, tx *sql.Tx, id production.TaskID, kind string) error
	// Cancel interrupts a task that runs in this process.
	Cancel(ctx context.Context, id production.TaskID)
}

// Office carries out what people ask for.
type Office struct {
	store *store.Store
	vault vault.Vault
	jobs  Jobs
	clock func() time.Time
	log   *slog.Logger
	wake  func(production.ProductionID)

	guard  courier.Guard
	mail   *courier.Mail // nil where no mail server is set up
	fonts  onset.Fonts
	origin string // how people reach the pages, "" unknown

	machine   mounts.Machine
	tool      string // name and version
	cardRoots mounts.Roots
	copyRoots mounts.Roots

	reader   MediaReader // nil where nothing reads media
	darkroom Darkroom    // nil where nothing makes pictures

	uploads *upload.Shelf // nil where none are taken

	ear     Ear // nil where nothing hands out sound
	whisper dictate.Program

	hands handShelf
}

// MediaReader reads what media files are, and writes captions into copies of stills.
type MediaReader interface {
	ingest.Reader
	// WriteInto makes a copy with the caption in it, as media.Reader has it.
	WriteInto(ctx context.Context, original, into string, c media.Caption) error
}

// Options are the parts an office works with.
type Options struct {
	Store *store.Store
	Vault vault.Vault
	Clock func() time.Time // nil is time.Now
	Log   *slog.Logger     // nil is slog.Default

	Guard courier.Guard // where calendars may be fetched and messages sent
	Mail  *courier.Mail // nil sends no letters
	Fonts onset.Fonts   // for names that not every PDF reader has the letters of

	Machine   mounts.Machine // what is mounted; nil is the one that the program runs on
	Tool      string         // name and version of the program, for receipts; "" is "bts"
	CardRoots mounts.Roots   // below which cards lie that may be copied
	CopyRoots mounts.Roots   // below which copies may be made

	Reader   MediaReader // reads what media files are; nil takes none in
	Darkroom Darkroom    // makes what they are looked at by; nil makes nothing

	Uploads *upload.Shelf // for files that come over the network; nil takes none

	Ear     Ear             // hands the sound of recordings out; nil lets nobody write down what is said
	Whisper dictate.Program // that writes down what is said, and its model; looked for when it is wanted
}

// New opens an office.
func New(o Options) *Office {
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Machine == nil {
		o.Machine = mounts.System{}
	}
	if o.Tool == "" {
		o.Tool = "bts"
	}
	return &Office{
		store: o.Store, vault: o.Vault, clock: o.Clock, log: o.Log, wake: func(production.ProductionID) {}, guard: o.Guard, mail: o.Mail,
		fonts:   o.Fonts,
		machine: o.Machine, tool: o.Tool, cardRoots: o.CardRoots, copyRoots: o.CopyRoots,
		reader: o.Reader, darkroom: o.Darkroom, uploads: o.Uploads, ear: o.Ear, whisper: o.Whisper,
	}
}

// Fonts are the fonts that documents are printed with.
func (o *Office) Fonts() onset.Fonts { return o.fonts }

// ReachedAt tells the office how people reach the pages, for links in messages. Like Employ it is called
// before anything else.
func (o *Office) ReachedAt(origin string) { o.origin = strings.TrimSuffix(origin, "/") }

// Employ gives the office a queue for long work and a bell that tells open pages of this process that
// the feed has something new. It is called once, before anything else; without it, as at the command
// line, long work is only done on the spot.
func (o *Office) Employ(jobs Jobs, wake func(production.ProductionID)) { o.jobs, o.wake = jobs, wake }

// topics of the feed.
const (
	topicFacts   = "facts"
	topicMoments = "moments"
	topicStory   = "story"
	topicShots   = "shots"
	topicBoards  = "boards"
	topicCrew    = "crew"
	topicPlan    = "plan"
	topicTrial   = "trial" // plans that are tried out
	topicTask    = "task"
	topicOwnTask = "own_task" // task, for who makes plans alone
	topicNotice  = "notice"
	topicCards   = "cards"
	topicCopying = "copying"   // how far offloads are
	topicCopier  = "card_task" // task, for who sees the cards alone
	topicLibrary = "library"
	topicLooks   = "library_task" // task, for who sees the library alone
)

// change runs fn in one write transaction after checking the right, then wakes the open pages.
func (o *Office) change(ctx context.Context, action access.Action, in production.ProductionID, fn func(tx *store.Tx) error) error {
	if err := access.Require(ctx, action, in); err != nil {
		return err
	}
	if err := o.store.Write(ctx, fn); err != nil {
		return err
	}
	o.wake(in)
	return nil
}

// look runs fn in one read transaction after checking the right.
func (o *Office) look(ctx context.Context, action access.Action, in production.ProductionID, fn func(tx *store.Tx) error) error {
	if err := access.Require(ctx, action, in); err != nil {
		return err
	}
	return o.store.Read(ctx, fn)
}

// tell puts something into the feed of the production and into the record of who did what. detail is for the record
// alone: it may name what is shot on a closed set, and the feed goes to everybody who may see the topic.
func (o *Office) tell(ctx context.Context, tx *store.Tx, in production.ProductionID, topic, action, detail string) error {
	actor, _ := access.From(ctx)
	payload, err := json.Marshal(map[string]string{"by": actor.Name})
	if err != nil {
		return err
	}
	now := o.clock()
	if err := tx.AppendFeed(ctx, production.FeedItem{Production: in, Topic: topic, Payload: payload, At: now}); err != nil {
		return err
	}
	return tx.AppendAudit(ctx, access.AuditEntry{
		At: now, User: actor.UserID, Name: actor.Name, Production: in, Action: action, Detail: detail,
	})
}

func actorName(ctx context.Context) string {
	actor, _ := access.From(ctx)
	return actor.Name
}

func sha256Hex(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
