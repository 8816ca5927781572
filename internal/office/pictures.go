package office

import (
	"bytes"
	"context"
	"image"
	"io"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/storyboard"
)

// cleaning lets one picture at a time be decoded: a large one takes some hundred megabytes.
var cleaning = make(chan struct{}, 1)

// keepPicture cleans a picture and puts it into the vault.
func (o *Office) keepPicture(ctx context.Context, file []byte) (string, error) {
	at, _, err := o.keepSized(ctx, file)
	return at, err
}

// keepSized is keepPicture that also says how many pixels are kept.
func (o *Office) keepSized(ctx context.Context, file []byte) (string, image.Point, error) {
	select {
	case cleaning <- struct{}{}:
		defer func() { <-cleaning }()
	case <-ctx.Done():
		return "", image.Point{}, fault.New(fault.Cancelled, "nobody waits for the picture any more").WithCause(ctx.Err())
	}
	clean, err := storyboard.Clean(file)
	if err != nil {
		return "", image.Point{}, err
	}
	head, _, err := image.DecodeConfig(bytes.NewReader(clean))
	if err != nil {
		return "", image.Point{}, fault.Wrap(err, "read a picture that was just cleaned")
	}
	blob, err := o.vault.Put(ctx, bytes.NewReader(clean))
	return blob.SHA256, image.Pt(head.Width, head.Height), err
}

func (o *Office) blob(ctx context.Context, at string) ([]byte, error) {
	f, err := o.vault.Get(ctx, at)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(f)
}
