package office

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"github.com/zeebo/xxh3"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/ingest"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/upload"
)

// BeginUpload begins to take a file in over the network, for the library.
func (o *Office) BeginUpload(ctx context.Context, in production.ProductionID, u upload.Upload) (upload.Upload, error) {
	if err := access.Require(ctx, access.IngestMedia, in); err != nil {
		return u, err
	}
	if o.uploads == nil || o.reader == nil {
		return u, fault.New(fault.Unavailable, "this server takes no uploads").WithRemedy("Install ffmpeg and exiftool on it; see bts doctor.")
	}
	if u.Card != "" {
		err := o.store.Read(ctx, func(tx *store.Tx) error {
			_, err := tx.FindCard(ctx, in, u.Card)
			return err
		})
		if err != nil {
			return u, err
		}
	}
	actor, _ := access.From(ctx)
	u.Production, u.User = in, actor.UserID
	return o.uploads.Make(u, o.clock())
}

// Upload is how far a file is that whoever asks sends; that of anybody else is fault.NotFound.
func (o *Office) Upload(ctx context.Context, in production.ProductionID, id string) (upload.Upload, error) {
	if err := access.Require(ctx, access.IngestMedia, in); err != nil {
		return upload.Upload{}, err
	}
	none := fault.New(fault.NotFound, "there is no such upload").WithRemedy("Begin it again.")
	if o.uploads == nil {
		return upload.Upload{}, none
	}
	u, err := o.uploads.Find(id)
	actor, _ := access.From(ctx)
	if err == nil && (u.Production != in || u.User != actor.UserID) {
		return upload.Upload{}, none
	}
	return u, err
}

// AppendUpload takes the next piece of a file. With the last one a job begins that brings it into the library.
func (o *Office) AppendUpload(ctx context.Context, in production.ProductionID, id string, offset int64, r io.Reader) (upload.Upload, error) {
	u, err := o.Upload(ctx, in, id)
	if err != nil {
		return u, err
	}
	if u, err = o.uploads.Append(ctx, id, offset, r); err != nil || !u.Whole() {
		return u, err
	}
	return u, o.startUpload(ctx, in, u)
}

// startUpload has a whole file brought into the library by a job.
func (o *Office) startUpload(ctx context.Context, in production.ProductionID, u upload.Upload) error {
	host, err := os.Hostname()
	if err != nil {
		return fault.New(fault.Unavailable, "this machine does not say its name").WithCause(err)
	}
	_, err = o.start(ctx, access.IngestMedia, in, IngestTask, "Take in an upload", ingestArgs{Upload: u.ID, Host: host, Actor: actorForTask(ctx)})
	return err
}

// RemoveUpload forgets a file that was not sent to its end.
func (o *Office) RemoveUpload(ctx context.Context, in production.ProductionID, id string) error {
	if _, err := o.Upload(ctx, in, id); err != nil {
		return err
	}
	return o.uploads.Remove(id)
}

// takeUpload brings an uploaded file into the vault and the library, and removes it from the shelf. It can be called again after an
// interruption.
func (o *Office) takeUpload(ctx context.Context, in production.ProductionID, args ingestArgs) (Ingested, error) {
	out := Ingested{ByKind: map[media.Kind]int{}, Problems: []ingest.Problem{}}
	if err := access.Require(ctx, access.IngestMedia, in); err != nil {
		return out, err
	}
	if host, err := os.Hostname(); err != nil || host != args.Host || o.uploads == nil || o.reader == nil {
		return out, fault.New(fault.Unavailable, "the upload lies on another machine of this installation").WithRemedy("It is taken in when a worker runs there.")
	}
	u, err := o.uploads.Find(args.Upload)
	if err != nil || u.Production != in || !u.Whole() {
		return out, fault.New(fault.NotFound, "the upload is not here any more").WithRemedy("Send the file again.")
	}
	c, err := o.newCatch(ctx, in, NewIngest{Card: u.Card, NoProxies: args.NoProxies}, &out)
	if err != nil {
		return out, err
	}
	blob, sum, err := o.intoVault(ctx, u)
	if err != nil {
		return out, err
	}
	item := ingest.Item{Content: library.ContentOf(sum, blob.Bytes)}
	item.Found = ingest.Found{Path: u.Name, Name: below(u.Folder, u.Name), Bytes: u.Bytes, Modified: u.Modified}
	c.place = func(ingest.Item) (string, string) { return "vault:" + blob.SHA256, "" }
	have, err := c.have(ctx, []string{item.Content})
	if err != nil {
		return out, err
	}
	if item.Known = have[item.Content]; !item.Known {
		if item.Reading, err = o.readUpload(ctx, u); err != nil {
			return out, err
		}
		if !ingest.Wanted(item.Reading) {
			out.Passed++
			out.Problems = append(out.Problems, ingest.Problem{Path: item.Name, Code: "not_media", Message: "it is no picture, film or sound that is known here"})
			return out, o.uploads.Remove(u.ID)
		}
	}
	out.Bytes = u.Bytes
	if err := c.keep(ctx, []ingest.Item{item}); err != nil {
		return out, err
	}
	return out, o.uploads.Remove(u.ID)
}

func below(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

type kept struct {
	SHA256 string
	Bytes  int64
}

// intoVault puts an uploaded file into the vault and tells its xxHash-128, too.
func (o *Office) intoVault(ctx context.Context, u upload.Upload) (kept, string, error) {
	file, err := os.Open(o.uploads.Path(u.ID))
	if err != nil {
		return kept{}, "", fault.New(fault.Unavailable, "the upload cannot be read back").WithCause(err)
	}
	defer file.Close()
	hash := xxh3.New()
	blob, err := o.vault.Put(ctx, io.TeeReader(file, hash))
	if err != nil {
		return kept{}, "", err
	}
	sum := hash.Sum128().Bytes()
	return kept{blob.SHA256, blob.Bytes}, hex.EncodeToString(sum[:]), nil
}

// readUpload reads what an uploaded file is, under its own name.
func (o *Office) readUpload(ctx context.Context, u upload.Upload) (media.Reading, error) {
	path, done, err := o.uploads.Named(u)
	if err != nil {
		return media.Reading{}, err
	}
	defer done()
	return o.reader.Read(ctx, path)
}

// How long an upload stays that nobody goes on with, and after what time a whole one counts as forgotten.
const (
	uploadStays     = 7 * 24 * time.Hour
	uploadForgotten = 10 * time.Minute
)

// TidyUploads removes uploads that were given up, and has those taken in that are whole and were forgotten: the program may have
// been stopped between the last piece and the job.
func (o *Office) TidyUploads(ctx context.Context) error {
	if o.uploads == nil {
		return nil
	}
	all, err := o.uploads.All()
	for _, u := range all {
		age := o.clock().Sub(u.At)
		switch {
		case age > uploadStays || u.Name == "" && age > uploadForgotten:
			err = errors.Join(err, o.uploads.Remove(u.ID))
		case u.Name != "" && u.Whole() && age > uploadForgotten:
			err = errors.Join(err, o.takeForgotten(ctx, u.Upload))
		}
	}
	return err
}

// takeForgotten begins the job of a whole upload that has none.
func (o *Office) takeForgotten(ctx context.Context, u upload.Upload) error {
	who, err := o.actAs(ctx, taskActor{User: u.User, Name: "upload", Operator: u.User == ""})
	if err != nil {
		return err
	}
	waits := false
	err = o.store.Read(ctx, func(tx *store.Tx) error {
		open, err := tx.FindTasks(ctx, u.Production, true, 0)
		for _, t := range open {
			waits = waits || t.Kind == IngestTask && strings.Contains(string(t.Args), u.ID)
		}
		return err
	})
	if err != nil || waits {
		return err
	}
	return o.startUpload(who, u.Production, u)
}
