package office

import (
	"context"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// bundleCaptions readies what takes captions along. Originals are only read: captions go into copies that are made while the ZIP is
// sent, and into sidecars.
func (o *Office) bundleCaptions(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset, what string, b *Bundle) error {
	made, err := o.captioned(ctx, tx, in, all)
	if err != nil {
		return err
	}
	if o.reader == nil && what != Sidecars {
		return fault.New(fault.Unavailable, "nothing here can write captions into pictures").WithRemedy("Install exiftool, or take the sidecars.")
	}
	files, looks := map[production.AssetID][]library.File{}, map[production.AssetID]library.Derived{}
	switch what {
	case Captioned:
		files, err = tx.FindFilesOf(ctx, in, idsOf(all))
	case Press:
		looks, err = bestLooks(ctx, tx, in, all)
	}
	names := uniqueNames{}
	for _, a := range made {
		side := func(name string) bundled { return written(name, a.XMP(), a.TakenAt) }
		day := string(a.Day)
		switch what {
		case Sidecars:
			b.entries = append(b.entries, side(names.side(day, a.Name)))
		case Captioned:
			e, found := o.originalEntry(a.Asset, files[a.ID])
			if !found {
				b.Missing = append(b.Missing, a.Name)
				continue
			}
			e.name = names.take(day, a.Name)
			if media.TakesCaption(a.Format) {
				b.entries = append(b.entries, o.withCaption(e, a.Caption, side(names.take(day, a.Name+".xmp"))))
			} else {
				b.entries = append(b.entries, e, side(names.side(day, a.Name)))
			}
		default: // Press
			d, found := looks[a.ID]
			if !found || a.Kind != media.Still {
				b.Missing = append(b.Missing, a.Name)
				continue
			}
			e := bundled{name: names.take(day, lookName(a.Asset, d)), bytes: d.Bytes, at: a.TakenAt, open: o.lookBytes(d)}
			b.entries = append(b.entries, o.withCaption(e, a.Caption, side(names.take(day, e.name+".xmp"))))
		}
	}
	return err
}

// side is the name of a sidecar: that of the still with .xmp, and where two stills differ in their ending alone behind that.
func (u uniqueNames) side(day, name string) string {
	short := media.SidecarPath(name)
	folder := day
	if folder == "" {
		folder = "no day"
	}
	if u[strings.ToLower(folder+"/"+short)] > 0 {
		short = name + ".xmp"
	}
	return u.take(day, short)
}

// withCaption is a copy of a file with its caption in it, made when it is opened. Where none can be written into it, the file goes in
// as it is, with its sidecar.
func (o *Office) withCaption(e bundled, c media.Caption, side bundled) bundled {
	return bundled{name: e.name, bytes: -1, at: e.at, instead: []bundled{e, side}, open: func(ctx context.Context) (io.ReadCloser, error) {
		folder, err := os.MkdirTemp("", "bts-caption-")
		if err != nil {
			return nil, fault.New(fault.Unavailable, "no copy can be made here").WithCause(err)
		}
		copied, err := o.captionedCopy(ctx, e, c, folder)
		if err != nil {
			_ = os.RemoveAll(folder) // it was never given out
			return nil, err
		}
		return &passing{copied, folder}, nil
	}}
}

// captionedCopy makes the copy in a folder of its own.
func (o *Office) captionedCopy(ctx context.Context, e bundled, c media.Caption, folder string) (*os.File, error) {
	end := path.Ext(e.name)
	plain, into := filepath.Join(folder, "plain"+end), filepath.Join(folder, "captioned"+end)
	if err := e.into(ctx, plain); err != nil {
		return nil, err
	}
	if err := o.reader.WriteInto(ctx, plain, into, c); err != nil {
		return nil, err
	}
	return os.Open(into)
}

// into writes a file of a bundle to a path.
func (e bundled) into(ctx context.Context, to string) error {
	from, err := e.open(ctx)
	if err != nil {
		return err
	}
	defer from.Close()
	f, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, from)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err == nil && n != e.bytes {
		err = fault.New(fault.Missing, "%s is shorter than it was", e.name)
	}
	return err
}

// passing is a file of a folder that goes with it.
type passing struct {
	*os.File
	folder string
}

// Close closes the file and removes its folder.
func (p *passing) Close() error {
	err := p.File.Close()
	if removed := os.RemoveAll(p.folder); err == nil {
		err = removed
	}
	return err
}
