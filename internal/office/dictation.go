package office

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/transcript"
)

// DictationTask is the kind of work that has what is said written down by a machine.
const DictationTask = "dictation"

// Ear hands the sound of recordings to those who write down what is said.
type Ear interface {
	// Speech writes a part of a recording, of so many tracks, as WAV, 16 kHz, one channel; behind its end there is nothing.
	Speech(ctx context.Context, path, into string, tracks int, from, seconds float64) error
}

// dictations are what a production allows. The key of a server is kept beside it and told to nobody.
var dictations = noun[dictate.Rules]{
	kind: "dictation", right: access.EditProduction, topic: topicLibrary,
	find: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _ string) (dictate.Rules, error) {
		d, err := tx.FindDictation(ctx, in)
		return d.Rules, err
	},
	save: func(ctx context.Context, tx *store.Tx, in production.ProductionID, _, now dictate.Rules) error {
		d, err := tx.FindDictation(ctx, in)
		if err != nil {
			return err
		}
		if d.Rules = now; hostOf(now.URL) != d.KeyHost {
			d.Key, d.KeyHost = "", "" // it was for another server
		}
		return tx.SaveDictation(ctx, in, d)
	},
	id: func(dictate.Rules) string { return "" }, title: func(dictate.Rules) string { return "Transcripts by machine" },
	check: dictate.Rules.Check,
}

func init() { enter(dictations, takeBack, nothing) }

// hostOf is server and port of an address.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Dictation is who writes down what is said.
type Dictation struct {
	dictate.Rules
	HasKey bool
	Here   error // why no program of this machine can; nil where one can
	Base   int64
	MaySet bool
}

// Dictation is who writes down what is said in recordings of a production: nobody, before somebody says so.
func (o *Office) Dictation(ctx context.Context, in production.ProductionID) (Dictation, error) {
	out := Dictation{MaySet: access.Require(ctx, access.EditProduction, in) == nil}
	_, out.Here = dictate.FindProgram(o.whisper.Command, o.whisper.Model)
	err := o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		d, err := tx.FindDictation(ctx, in)
		if err != nil {
			return err
		}
		out.Rules, out.HasKey = d.Rules, d.Key != ""
		if !out.MaySet {
			out.URL = "" // it may say whose customer the production is
		}
		out.Base, err = tx.LastJournal(ctx, in)
		return err
	})
	return out, err
}

// SetDictation changes who writes down what is said: the fields that are sent, and the key of the server, nil for the one that is kept.
// A key is for one server: another address forgets it. It returns fault.Invalid and fault.Forbidden for an address that cannot be asked.
func (o *Office) SetDictation(ctx context.Context, in production.ProductionID, w Written, key *string) (Act, error) {
	return o.act(ctx, in, access.EditProduction, "set_dictation", func(p *pen) (string, error) {
		now, err := amend(ctx, p, dictations, "", w)
		if err != nil {
			return "", err
		}
		if now.How == dictate.Outside {
			if _, err := o.guardFor(false).Address(now.URL); err != nil {
				return "", err
			}
		}
		if key == nil {
			return "", nil
		}
		d, err := p.tx.FindDictation(ctx, in)
		if err != nil {
			return "", err
		}
		if d.Key, d.KeyHost = *key, ""; *key != "" {
			d.KeyHost = hostOf(d.Rules.URL)
		}
		return "", p.tx.SaveDictation(ctx, in, d)
	})
}

// dictationArgs are the arguments of a task that writes down what is said.
type dictationArgs struct {
	Asset production.AssetID `json:"asset"`
	Actor taskActor          `json:"actor"`
}

// StartDictation has what is said in a recording written down by a job; see Dictate.
func (o *Office) StartDictation(ctx context.Context, in production.ProductionID, id production.AssetID) (production.Task, error) {
	if err := access.Require(ctx, access.EditLibrary, in); err != nil {
		return production.Task{}, err
	}
	if _, _, err := o.mayDictate(ctx, in, id); err != nil {
		return production.Task{}, err
	}
	// The title names no file: it is shown to everybody who sees the library.
	return o.start(ctx, access.EditLibrary, in, DictationTask, "Write down what is said", dictationArgs{id, actorForTask(ctx)})
}

// MayDictate says why what is said in a recording cannot be written down by a machine: nil where it can.
func (o *Office) MayDictate(ctx context.Context, in production.ProductionID, id production.AssetID) error {
	if err := access.Require(ctx, access.EditLibrary, in); err != nil {
		return err
	}
	_, _, err := o.mayDictate(ctx, in, id)
	return err
}

// mayDictate is the recording and who writes, or why nobody may: the production must allow it, who talks must have agreed, and what is
// shot on a closed set leaves no house.
func (o *Office) mayDictate(ctx context.Context, in production.ProductionID, id production.AssetID) (a library.Asset, m dictate.Machine, err error) {
	var d store.Dictation
	var talk interview.Interview
	var closed bool
	err = o.look(ctx, access.SeeLibrary, in, func(tx *store.Tx) error {
		if a, err = o.visibleAsset(ctx, tx, in, id); err != nil {
			return err
		}
		if d, err = tx.FindDictation(ctx, in); err != nil {
			return err
		}
		cues, err := tx.FindCues(ctx, in, id)
		if err != nil {
			return err
		}
		if len(cues) > 0 {
			return fault.New(fault.Conflict, "%s has a transcript already", a.Name).WithRemedy("Take it off first.")
		}
		if a.Talk != "" {
			if talk, err = tx.FindInterview(ctx, in, a.Talk); err != nil {
				return err
			}
		}
		outside := access.With(ctx, access.Actor{Roles: map[production.ProductionID]access.Role{in: access.Publicity}})
		hide, err := hiddenAssets(outside, tx, in)
		closed = hide.Hides(a)
		return err
	})
	switch {
	case err != nil:
	case a.Kind == media.Still:
		err = fault.New(fault.Invalid, "nothing is said in a still")
	case d.Rules.How == dictate.Nobody:
		err = fault.New(fault.Conflict, "this production lets no machine write down what is said").WithRemedy("Its director can allow it, or import a transcript.")
	case a.Talk == "" || talk.Gone:
		err = fault.New(fault.Conflict, "%s is of no interview: nobody has agreed to be written down", a.Name).WithRemedy("Tie it to the interview whose release is signed.")
	case talk.Release != interview.ReleaseSigned && talk.Release != interview.ReleaseNone || talk.Status == interview.Declined:
		err = fault.New(fault.Conflict, "%s has not agreed: %s", talk.Person, talk.Release.Title()).WithRemedy("Have the release signed first.")
	case d.Rules.How == dictate.Outside && closed:
		err = fault.New(fault.Conflict, "%s may show a closed set, and leaves the house for no server", a.Name).WithRemedy("Let a program on this machine write it down.")
	}
	if err != nil {
		return a, nil, err
	}
	m, err = o.dictator(d)
	return a, m, err
}

// dictator is who writes.
func (o *Office) dictator(d store.Dictation) (dictate.Machine, error) {
	if o.ear == nil {
		return nil, fault.New(fault.Unavailable, "nothing here hands out the sound of recordings").WithRemedy("Install ffmpeg; see bts doctor.")
	}
	if d.Rules.How == dictate.Here {
		return dictate.FindProgram(o.whisper.Command, o.whisper.Model)
	}
	s := dictate.Server{Guard: o.guardFor(false), URL: d.Rules.URL, Model: d.Rules.Model}
	if d.KeyHost == hostOf(d.Rules.URL) {
		s.Key = d.Key
	}
	return s, nil
}

// Dictate has what is said in a recording written down, ten minutes at a time, and tells how many cues there are. Nothing is written
// before all of it is there. It returns what MayDictate says, and what the machine returns.
func (o *Office) Dictate(ctx context.Context, in production.ProductionID, id production.AssetID, report reporter) (n int, err error) {
	if err := access.Require(ctx, access.EditLibrary, in); err != nil {
		return 0, err
	}
	a, machine, err := o.mayDictate(ctx, in, id)
	if err != nil {
		return 0, err
	}
	folder, err := os.MkdirTemp("", "bts-said-")
	if err != nil {
		return 0, fault.New(fault.Unavailable, "there is no room for temporary files").WithCause(err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // what stays is temporary
	var files []library.File
	h := hearing{machine: machine, length: a.Duration.Seconds()}
	err = o.store.Read(ctx, func(tx *store.Tx) error {
		d, err := tx.FindDictation(ctx, in)
		if err != nil {
			return err
		}
		h.language = d.Rules.Language
		reading, err := tx.FindReading(ctx, in, id)
		if err != nil {
			return err
		}
		for _, s := range reading.Streams {
			if s.Kind == "audio" {
				h.tracks++
			}
		}
		files, err = tx.FindAssetFiles(ctx, in, id)
		return err
	})
	if err != nil {
		return 0, err
	}
	if h.path, err = o.local(ctx, a, files, folder); err != nil {
		return 0, err
	}
	cues, err := o.hear(ctx, h, folder, report.heard())
	if err != nil {
		return 0, err
	}
	if len(cues) == 0 {
		return 0, fault.New(fault.Invalid, "nothing is said in %s that could be heard", a.Name)
	}
	if _, _, err := o.mayDictate(ctx, in, id); err != nil { // somebody may have taken back what was agreed meanwhile
		return 0, err
	}
	_, err = o.setTranscript(ctx, in, id, "make_transcript", cues)
	return len(cues), err
}

// hearing is a recording that is written down.
type hearing struct {
	machine        dictate.Machine
	path, language string
	length         float64 // seconds
	tracks         int     // of sound
}

// hear has one piece after the other written down.
func (o *Office) hear(ctx context.Context, h hearing, folder string, report reporter) (cues []transcript.Cue, err error) {
	wav := filepath.Join(folder, "speech.wav")
	for from := time.Duration(0); from.Seconds() < h.length; from += dictate.Piece {
		report(int64(from.Seconds()), int64(h.length), fmt.Sprintf("%s of %s heard", minutesOf(from.Seconds()), minutesOf(h.length)))
		if err := o.ear.Speech(ctx, h.path, wav, h.tracks, from.Seconds(), dictate.Piece.Seconds()); err != nil {
			return nil, err
		}
		said, err := h.machine.Write(ctx, wav, h.language)
		if err != nil {
			return nil, err
		}
		cues = append(cues, dictate.Later(said, from)...)
	}
	if len(cues) > transcript.MostCues {
		return nil, fault.New(fault.Invalid, "%d cues are more than a transcript can have", len(cues))
	}
	return cues, nil
}

func minutesOf(seconds float64) string {
	return fmt.Sprintf("%d:%02d", int(seconds)/60, int(seconds)%60)
}
