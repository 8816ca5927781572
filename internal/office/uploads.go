package office

import (
	"bytes"
	"context"
	"encoding/hex"
	"io"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// KeepUpload puts a file aside until somebody has said what its columns mean, and returns its token.
func (o *Office) KeepUpload(ctx context.Context, in production.ProductionID, f File) (token string, err error) {
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return "", err
	}
	blob, err := o.vault.Put(ctx, bytes.NewReader(f.Data))
	return blob.SHA256, err
}

// KeptUpload gives a file back that was put aside. It returns fault.NotFound for a token that is none.
func (o *Office) KeptUpload(ctx context.Context, in production.ProductionID, token, name string) (File, error) {
	if err := access.Require(ctx, access.ImportFacts, in); err != nil {
		return File{}, err
	}
	gone := fault.New(fault.NotFound, "the upload is no longer here").WithRemedy("Choose the file again.")
	if sum, err := hex.DecodeString(token); err != nil || len(sum) != 32 {
		return File{}, gone
	}
	blob, err := o.vault.Get(ctx, token)
	if err != nil {
		return File{}, gone
	}
	defer blob.Close()
	data, err := io.ReadAll(blob)
	if err != nil {
		return File{}, fault.New(fault.Unavailable, "%s cannot be read back", name).WithCause(err)
	}
	return File{Name: name, Data: data}, nil
}
