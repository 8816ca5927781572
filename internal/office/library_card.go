package office

import (
	"context"
	"os"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/cardlog"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
)

// copyHere is the folder of a copy of a card that this machine can read: of several the one that was proven last, and never
// one that was found broken since. may says which folders may be read, nil for all. It returns fault.NotFound where there is
// none.
func (o *Office) copyHere(ctx context.Context, in production.ProductionID, id production.CardID, may func(path string) (string, error)) (string, error) {
	sheet, err := o.Card(ctx, in, id)
	if err != nil {
		return "", err
	}
	host, _ := os.Hostname() // "" where the system does not say
	var best cardlog.Place
	found := ""
	for _, p := range sheet.Places {
		if p.Host != host || p.Newest != nil && !p.Newest.Good() || found != "" && !p.Proven.After(best.Proven) {
			continue
		}
		path := p.Path
		if may != nil {
			if path, err = may(path); err != nil {
				continue // another copy may be where this one may not
			}
		}
		if info, err := os.Stat(path); err == nil && info.IsDir() {
			best, found = p, path
		}
	}
	if found == "" {
		return "", fault.New(fault.NotFound, "no good copy of %s lies where this machine can read it", sheet.Name).
			WithRemedy("Plug a drive with a copy in and try again, or bring it in where it lies: bts ingest DIR. Allowed here is what lies below %s.", o.copyRoots)
	}
	return found, nil
}

// CopyHere is the folder of the copy of a card that StartIngest finds by itself, for the installation's owner. It returns
// fault.NotFound where there is none.
func (o *Office) CopyHere(ctx context.Context, in production.ProductionID, id production.CardID) (string, error) {
	if err := access.RequireOperator(ctx); err != nil {
		return "", err
	}
	return o.copyHere(ctx, in, id, o.copyRoots.Find)
}
