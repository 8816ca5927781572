package office

import (
	"context"
	"slices"

	"github.com/btsdirector/bts/internal/intake"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// nothing reports that papers say word for word what is known.
func (out outcome) nothing() bool {
	return out.repeat && out.before.address == out.after.address && out.result.Silent()
}

// inUse reports that the very files are in use: the last of their sort to come in. What a calendar says
// can be known although its bytes are new, for each answer of a server has its own time.
func inUse(ctx context.Context, tx *store.Tx, in production.ProductionID, papers []paper, fetched bool) (bool, error) {
	if fetched {
		return true, nil
	}
	revisions, err := tx.FindRevisions(ctx, in)
	if err != nil {
		return false, err
	}
	last := map[string]string{}
	for _, r := range slices.Backward(revisions) { // newest first
		last[sortOfPaper(r.Kind, r.FileName)] = r.SHA256
	}
	for _, p := range papers {
		if last[sortOfPaper(string(p.doc.Kind), p.file.Name)] != sha256Hex(p.file.Data) {
			return false, nil
		}
	}
	return true, nil
}

// sortOfPaper is what papers share of which only the last counts. A script or schedule replaces any
// other; a list or a calendar may stand beside others.
func sortOfPaper(kind, name string) string {
	if kind == string(intake.KindScript) || kind == string(intake.KindSchedule) {
		return kind
	}
	return kind + " " + name
}
