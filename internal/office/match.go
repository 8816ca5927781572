package office

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// MatchTask is the kind of work that looks again at what assets belong to.
const MatchTask = "match"

// MatchOptions say which assets are looked at.
type MatchOptions struct {
	Day    *production.Date `json:"day,omitempty"`    // of one day; nil for all
	Device string           `json:"device,omitempty"` // of one device, "" for all
}

func (m MatchOptions) filter() store.AssetFilter {
	return store.AssetFilter{Day: m.Day, Device: m.Device}
}

// MatchedAssets is what came of looking.
type MatchedAssets struct {
	Assets  int            `json:"assets"`  // looked at
	Changed int            `json:"changed"` // of these, those that now belong to something else, or may
	Matched int            `json:"matched"` // that belong to a moment, scene or talk
	Open    int            `json:"open"`    // with something to decide
	Clocks  library.Clocks `json:"clocks"`
}

// matchedAtOnce is how many assets one transaction looks at.
const matchedAtOnce = 200

// MatchAssets learns how the clocks of devices are off and looks again at what assets belong to. What people decided stays. What
// stands when it is stopped stays.
func (o *Office) MatchAssets(ctx context.Context, in production.ProductionID, opt MatchOptions, report reporter) (MatchedAssets, error) {
	out := MatchedAssets{Clocks: library.Clocks{}}
	report = report.heard()
	var m *library.Matcher
	var ids []production.AssetID
	err := o.change(ctx, access.EditLibrary, in, func(tx *store.Tx) error {
		around, err := aroundAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		if out.Clocks, err = learnClocks(ctx, tx, in, around); err != nil {
			return err
		}
		m = library.NewMatcher(around, out.Clocks)
		ids, err = idsMatched(ctx, tx, in, opt.filter())
		return err
	})
	for total := int64(len(ids)); err == nil && len(ids) > 0; {
		if ctx.Err() != nil {
			return out, fault.New(fault.Cancelled, "the matching was stopped")
		}
		chunk := ids[:min(matchedAtOnce, len(ids))]
		ids = ids[len(chunk):]
		err = o.change(ctx, access.EditLibrary, in, func(tx *store.Tx) error { return matchSome(ctx, tx, in, m, chunk, &out) })
		done := total - int64(len(ids))
		report(done, total, fmt.Sprintf("%d of %d", done, total))
	}
	if err != nil {
		return out, err
	}
	return out, o.change(ctx, access.EditLibrary, in, func(tx *store.Tx) error {
		return o.tell(ctx, tx, in, topicLibrary, "match", fmt.Sprintf("%d changed of %d", out.Changed, out.Assets))
	})
}

// matchSome looks at some assets and writes those that changed.
func matchSome(ctx context.Context, tx *store.Tx, in production.ProductionID, m *library.Matcher, ids []production.AssetID, out *MatchedAssets) error {
	files, err := tx.FindAssetPlaces(ctx, in, ids)
	if err != nil {
		return err
	}
	for _, id := range ids {
		was, err := tx.FindAsset(ctx, in, id)
		if err != nil {
			return err
		}
		r, err := tx.FindReading(ctx, in, id)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		now := m.Match(seen(was, r, files[id]))
		if !sameAsset(was, now) {
			if err := tx.UpdateAsset(ctx, in, now); err != nil {
				return err
			}
			out.Changed++
		}
		out.count(now)
	}
	return nil
}

func (out *MatchedAssets) count(a library.Asset) {
	out.Assets++
	if tiedToStory(a) {
		out.Matched++
	}
	if len(a.Open()) > 0 {
		out.Open++
	}
}

// tiedToStory reports whether an asset belongs to a moment, scene or talk.
func tiedToStory(a library.Asset) bool { return a.Moment != "" || a.Scene != "" || a.Talk != "" }

// sameAsset compares assets as they are kept.
func sameAsset(a, b library.Asset) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// matchArgs are the arguments of a task that matches.
type matchArgs struct {
	Opt   MatchOptions `json:"options"`
	Actor taskActor    `json:"actor"`
}

// StartMatch has assets looked at again by a job.
func (o *Office) StartMatch(ctx context.Context, in production.ProductionID, opt MatchOptions) (production.Task, error) {
	return o.start(ctx, access.EditLibrary, in, MatchTask, "Look what assets belong to", matchArgs{opt, actorForTask(ctx)})
}

// newMatcher is a matcher of what is known now.
func newMatcher(ctx context.Context, tx *store.Tx, in production.ProductionID) (*library.Matcher, error) {
	around, err := aroundAssets(ctx, tx, in)
	if err != nil {
		return nil, err
	}
	clocks, err := tx.FindDeviceClocks(ctx, in)
	return library.NewMatcher(around, clocks), err
}

// learnClocks works out anew how the clocks of all devices are off, and keeps it.
func learnClocks(ctx context.Context, tx *store.Tx, in production.ProductionID, around library.Around) (library.Clocks, error) {
	notes, err := tx.FindClockNotes(ctx, in)
	if err != nil {
		return nil, err
	}
	all, err := tx.FindAssets(ctx, in, store.AssetFilter{})
	if err != nil {
		return nil, err
	}
	lesson := library.Lesson{Zone: around.Zone}
	lesson.Heard(notes)
	lesson.SawAssets(all, around)
	clocks := library.Learn(lesson)
	return clocks, tx.SaveDeviceClocks(ctx, in, clocks)
}

// settleMatches looks again at the assets of devices of whose clocks something new was learned from what came in.
func (o *Office) settleMatches(ctx context.Context, in production.ProductionID) error {
	var devices []string
	var m *library.Matcher
	err := o.store.Write(ctx, func(tx *store.Tx) error {
		before, err := tx.FindDeviceClocks(ctx, in)
		if err != nil {
			return err
		}
		around, err := aroundAssets(ctx, tx, in)
		if err != nil {
			return err
		}
		after, err := learnClocks(ctx, tx, in, around)
		devices, m = changedClocks(before, after), library.NewMatcher(around, after)
		return err
	})
	for _, device := range devices {
		if err == nil {
			err = o.rematch(ctx, in, m, device)
		}
	}
	return err
}

// rematch looks again at the assets of a device, some in each transaction.
func (o *Office) rematch(ctx context.Context, in production.ProductionID, m *library.Matcher, device string) error {
	var ids []production.AssetID
	err := o.store.Read(ctx, func(tx *store.Tx) (err error) {
		ids, err = idsMatched(ctx, tx, in, store.AssetFilter{Device: device})
		return err
	})
	for err == nil && len(ids) > 0 {
		chunk := ids[:min(matchedAtOnce, len(ids))]
		ids = ids[len(chunk):]
		err = o.store.Write(ctx, func(tx *store.Tx) error { return matchSome(ctx, tx, in, m, chunk, &MatchedAssets{}) })
	}
	return err
}

func idsMatched(ctx context.Context, tx *store.Tx, in production.ProductionID, f store.AssetFilter) (ids []production.AssetID, err error) {
	all, err := tx.FindAssets(ctx, in, f)
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	return ids, err
}

// matchDevice looks again at all assets of a device.
func matchDevice(ctx context.Context, tx *store.Tx, in production.ProductionID, device string) error {
	m, err := newMatcher(ctx, tx, in)
	if err != nil {
		return err
	}
	ids, err := idsMatched(ctx, tx, in, store.AssetFilter{Device: device})
	if err != nil {
		return err
	}
	return matchSome(ctx, tx, in, m, ids, &MatchedAssets{})
}

// changedClocks are the devices of which something else is known than before, in order.
func changedClocks(before, after library.Clocks) []string {
	said := func(list library.Clocks) map[string]string {
		of := map[string]string{}
		for _, c := range list {
			of[c.Device] += fmt.Sprint(c.From, c.To, c.Offset, c.Drift, c.Confidence >= library.EnoughToCorrect, ";")
		}
		return of
	}
	was, is := said(before), said(after)
	var out []string
	for _, list := range []library.Clocks{before, after} {
		for _, c := range list {
			if was[c.Device] != is[c.Device] {
				out = append(out, c.Device)
				was[c.Device] = is[c.Device]
			}
		}
	}
	return out
}

// matched is a new asset with what it belongs to.
func (c *catch) matched(a library.Asset, r media.Reading, f library.File) library.Asset {
	now := c.matcher.Match(seen(a, r, []library.File{f}))
	c.teaches = c.teaches || now.Slate.Scene != "" && now.Slate.Take != "" || strings.HasPrefix(now.DayBy, "card ")
	return now
}
