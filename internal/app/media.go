package app

import (
	"context"
	"sync"

	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
)

// reading is a reader of media that starts its programs when the first file is to be read.
type reading struct {
	mu     sync.Mutex
	reader *media.Reader
}

// Read reads what a file is.
func (r *reading) Read(ctx context.Context, path string) (media.Reading, error) {
	reader, err := r.open()
	if err != nil {
		return media.Reading{}, err
	}
	return reader.Read(ctx, path)
}

// WriteInto makes a copy of a still with a caption in it.
func (r *reading) WriteInto(ctx context.Context, original, into string, c media.Caption) error {
	reader, err := r.open()
	if err != nil {
		return err
	}
	return reader.WriteInto(ctx, original, into, c)
}

func (r *reading) open() (*media.Reader, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reader == nil {
		opened, err := media.Open(media.Options{})
		if err != nil {
			return nil, err
		}
		r.reader = opened
	}
	return r.reader, nil
}

// Close ends the programs, if any were started.
func (r *reading) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.reader == nil {
		return nil
	}
	return r.reader.Close()
}

// darkroom has pictures and films made by the tool.
type darkroom struct{ derive.Tool }

// newDarkroom is nil where there is no tool.
func newDarkroom() office.Darkroom {
	tool, err := derive.Find()
	if err != nil {
		return nil
	}
	return darkroom{tool}
}

// newEar is nil where there is no tool.
func newEar() office.Ear {
	tool, err := derive.Find()
	if err != nil {
		return nil
	}
	return tool
}

// Make makes what an asset is looked at by.
func (d darkroom) Make(ctx context.Context, path string, r media.Reading, want office.Looks, into string, report func(done, total float64)) ([]office.MadeLook, error) {
	made, err := d.Tool.Make(ctx, path, r, derive.Want{First: want.First, Proxy: want.Proxy, Burn: want.Burn}, into, report)
	var looks []office.MadeLook
	for _, m := range made {
		looks = append(looks, office.MadeLook{
			Derived: library.Derived{Role: string(m.Role), MIME: m.MIME, Width: m.Width, Height: m.Height, Frames: m.Frames, Columns: m.Columns, Recipe: derive.Recipe},
			File:    m.File,
		})
	}
	return looks, err
}
