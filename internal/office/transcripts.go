package office

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/transcript"
)

// spoken are what is said in recordings, cue by cue, so that two can mend a transcript at once.
var spoken = noun[transcript.Cue]{
	kind: "cue", right: access.EditLibrary, topic: topicLibrary,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, id string) (transcript.Cue, error) {
		return tx.FindCue(ctx, in, production.CueID(id))
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now transcript.Cue) error {
		return tx.SaveCue(ctx, in, now)
	},
	id: func(c transcript.Cue) string { return string(c.ID) }, title: func(c transcript.Cue) string { return firstRunes(c.Text, 80) },
	check: transcript.Cue.Check,
	wrote: func(p *pen, now transcript.Cue) {
		if !slices.Contains(p.heard, now.Asset) {
			p.heard = append(p.heard, now.Asset)
		}
	},
}

func init() { enter(spoken, takeBack, nil) }

func firstRunes(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Transcript is what is said in a recording.
type Transcript struct {
	Cues []transcript.Cue // in order
	Base int64
}

// Transcript is what is said in a recording, as far as whoever asks may see the recording at all.
func (o *Office) Transcript(ctx context.Context, in production.ProductionID, id production.AssetID) (Transcript, error) {
	var out Transcript
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		if _, err := o.visibleAsset(ctx, tx, in, id); err != nil {
			return err
		}
		var err error
		if out.Cues, err = tx.FindCues(ctx, in, id); err != nil {
			return err
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// ImportTranscript reads a file of what is said in a recording, in place of what was written before, as one act. It returns
// what transcript.Read returns.
func (o *Office) ImportTranscript(ctx context.Context, in production.ProductionID, id production.AssetID, name string, data []byte) (Act, int, error) {
	cues, err := transcript.Read(name, data)
	if err != nil {
		return Act{}, 0, err
	}
	act, err := o.setTranscript(ctx, in, id, "import_transcript", cues)
	return act, len(cues), err
}

// setTranscript writes cues in place of those that a recording has. The same once more changes nothing.
func (o *Office) setTranscript(ctx context.Context, in production.ProductionID, id production.AssetID, action string, cues []transcript.Cue) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, action, func(p *pen) (string, error) {
		a, err := o.visibleAsset(ctx, p.tx, in, id)
		if err != nil {
			return "", err
		}
		old, err := p.tx.FindCues(ctx, in, id)
		if err != nil {
			return "", err
		}
		plain := func(c transcript.Cue) transcript.Cue { c.ID, c.Asset = "", id; return c }
		if slices.EqualFunc(old, cues, func(a, b transcript.Cue) bool { return plain(a) == plain(b) }) {
			return a.Name, nil
		}
		for _, was := range old {
			now := was
			now.Gone = true
			if err := write(ctx, p, spoken, was, now); err != nil {
				return "", err
			}
		}
		for _, c := range cues {
			c.ID, c.Asset = production.NewID[production.CueID](), id
			if err := write(ctx, p, spoken, transcript.Cue{ID: c.ID, Asset: id, From: transcript.NoTime, To: transcript.NoTime, Gone: true}, c); err != nil {
				return "", err
			}
		}
		return fmt.Sprintf("%s: %d cues", a.Name, len(cues)), nil
	})
}

// EditCue changes fields of something that is said: text, speaker, from, to, gone.
func (o *Office) EditCue(ctx context.Context, in production.ProductionID, id production.CueID, w Written) (Act, error) {
	return o.act(ctx, in, access.EditLibrary, "edit_cue", func(p *pen) (string, error) {
		was, err := p.tx.FindCue(ctx, in, id)
		if err != nil {
			return "", err
		}
		a, err := o.visibleAsset(ctx, p.tx, in, was.Asset)
		if err != nil {
			return "", fault.New(fault.NotFound, "there is no such cue")
		}
		now, err := amend(ctx, p, spoken, string(id), w)
		if err == nil && now.Asset != was.Asset {
			err = fault.New(fault.Invalid, "a cue cannot go to another recording")
		}
		return a.Name, err
	})
}

// RemoveTranscript takes everything that is said in a recording off, as one act.
func (o *Office) RemoveTranscript(ctx context.Context, in production.ProductionID, id production.AssetID) (Act, error) {
	return o.setTranscript(ctx, in, id, "remove_transcript", nil)
}

// ExportTranscript is what is said in a recording, as a file, and a plain name for it.
func (o *Office) ExportTranscript(ctx context.Context, in production.ProductionID, id production.AssetID, format transcript.Format) (data []byte, name string, err error) {
	var file bytes.Buffer
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		a, err := o.visibleAsset(ctx, tx, in, id)
		if err != nil {
			return err
		}
		cues, err := tx.FindCues(ctx, in, id)
		if err != nil {
			return err
		}
		if len(cues) == 0 {
			return fault.New(fault.NotFound, "nobody has written what is said in %s", a.Name).WithRemedy("Import an .srt, .vtt or .txt first.")
		}
		name = production.Slug(a.Name) + "." + string(format)
		return transcript.Write(&file, format, cues)
	})
	return file.Bytes(), name, err
}
