package office

import (
	"context"
	"fmt"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// ReindexTask is the kind of work that writes the index of the library anew.
const ReindexTask = "reindex"

type reindexArgs struct {
	Actor taskActor `json:"actor"`
}

// reindexAtOnce is how many assets are indexed in one transaction: others write in between.
const reindexAtOnce = 200

// StartReindex has the library's index written anew by a job.
func (o *Office) StartReindex(ctx context.Context, in production.ProductionID) (production.Task, error) {
	return o.start(ctx, access.EditLibrary, in, ReindexTask, "Index the library", reindexArgs{actorForTask(ctx)})
}

// Reindex writes what assets are found by anew, all of them, and tells how many there are. What is found meanwhile stays so;
// beginnings of words and misspelt ones come back as it goes on. It can be stopped and begun again.
func (o *Office) Reindex(ctx context.Context, in production.ProductionID, report func(done, total int64, message string)) (int, error) {
	if report == nil {
		report = func(int64, int64, string) {}
	}
	var total, done int
	err := o.change(ctx, access.EditLibrary, in, func(tx *store.Tx) error {
		total = 0
		counts, err := tx.CountAssets(ctx, in, store.AssetFilter{})
		for _, c := range counts {
			total += c.Count
		}
		if err != nil {
			return err
		}
		return tx.ForgetWords(ctx, in)
	})
	for after, n := int64(0), 1; err == nil && n > 0; done += n {
		report(int64(done), int64(max(total, done)), fmt.Sprintf("%d assets", done))
		var last int64
		err = o.store.Write(ctx, func(tx *store.Tx) error {
			list, err := tx.AssetsAfter(ctx, in, after, reindexAtOnce)
			if n = len(list); n == 0 || err != nil {
				return err
			}
			last = list[n-1].Seq
			return indexAssets(ctx, tx, in, list)
		})
		after = last
	}
	return done, err
}
