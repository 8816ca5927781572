package office_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/derive"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/interview"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// listening is a house with a recording of eleven minutes, a talk, and a program that says how long what it heard was.
func listening(t *testing.T) (*house, production.AssetID, production.InterviewID) {
	t.Helper()
	tool, err := derive.Find()
	must(t, err)
	reader, err := media.Open(media.Options{Workers: 1})
	must(t, err)
	t.Cleanup(func() { reader.Close() })
	dir := t.TempDir()
	command, model := filepath.Join(dir, "whisper-cli"), filepath.Join(dir, "ggml.bin")
	script := "#!/bin/sh\nwhile [ $# -gt 0 ]; do case $1 in -of) out=$2;; -f) in=$2;; esac; shift; done\n" +
		`printf '1\n00:00:01,000 --> 00:00:04,000\nThe beam, %s bytes.\n' "$(wc -c < "$in" | tr -d ' ')" > "$out.srt"` + "\n"
	must(t, os.WriteFile(command, []byte(script), 0o700)) //nolint:gosec // it is run
	must(t, os.WriteFile(model, []byte("model"), 0o600))
	h := openWith(t, storetest.SQLite(t), office.Options{Reader: reader, Ear: tool, Whisper: dictate.Program{Command: command, Model: model}, Guard: courier.Guard{AllowPrivate: true}})
	path := filepath.Join(t.TempDir(), "T01.wav")
	record(t, path, "-f", "lavfi", "-i", "sine=d=660:r=8000", "-c:a", "pcm_s16le")
	_, err = h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{path}}, nil)
	must(t, err)
	id := h.named("T01.wav").ID
	talk, _, err := h.AddInterview(h.ctx, h.in, interview.Interview{Person: "Ada Lindqvist", Release: interview.ReleaseNeeded}, true)
	must(t, err)
	return h, id, talk.ID
}

func (h *house) allow(t *testing.T, fields map[string]any, key *string) {
	t.Helper()
	_, err := h.SetDictation(h.ctx, h.in, office.Written{Fields: fields}, key)
	must(t, err)
}

func (h *house) refuses(t *testing.T, id production.AssetID, code fault.Code, words string) {
	t.Helper()
	if _, err := h.Dictate(h.ctx, h.in, id, nil); !fault.Is(err, code) || !strings.Contains(err.Error(), words) {
		t.Errorf("want %q: %v", words, err)
	}
	if err := h.MayDictate(h.ctx, h.in, id); !fault.Is(err, code) {
		t.Errorf("want %q: %v", words, err)
	}
}

// TestNobodyIsWrittenDownUnasked: the production must allow it and who talks must have agreed; then what is said is found, and mended
// like any other transcript.
func TestNobodyIsWrittenDownUnasked(t *testing.T) {
	t.Parallel()
	h, id, talk := listening(t)
	h.refuses(t, id, fault.Conflict, "lets no machine")
	h.allow(t, map[string]any{"how": "here", "language": "en"}, nil)
	h.refuses(t, id, fault.Conflict, "is of no interview")
	_, err := h.EditAssets(h.ctx, h.in, []production.AssetID{id}, office.Written{Fields: map[string]any{"talk": talk}})
	must(t, err)
	h.refuses(t, id, fault.Conflict, "Release needed")
	release := func(r interview.Release) {
		_, err := h.EditInterview(h.ctx, h.in, talk, office.Written{Fields: map[string]any{"release": r}})
		must(t, err)
	}
	release(interview.ReleaseRefused)
	h.refuses(t, id, fault.Conflict, "Release refused")
	release(interview.ReleaseSigned)
	var heard []string
	n, err := h.Dictate(h.ctx, h.in, id, func(_, _ int64, message string) { heard = append(heard, message) })
	must(t, err)
	got, err := h.Transcript(h.ctx, h.in, id)
	must(t, err)
	// 16 kHz, one channel, two bytes each: ten minutes, and one.
	if n != 2 || len(got.Cues) != 2 || got.Cues[0].From != 1000 || got.Cues[1].From != 601_000 || !strings.Contains(got.Cues[0].Text, "192000") || !strings.Contains(got.Cues[1].Text, "19200") {
		t.Errorf("%d cues: %+v", n, got.Cues)
	}
	if len(heard) != 2 || heard[1] != "10:00 of 11:00 heard" {
		t.Errorf("reported %q", heard)
	}
	if found, err := h.Search(h.ctx, h.in, "beam", 0, 0); err != nil || found.Total != 1 {
		t.Errorf("found %d, %v", found.Total, err)
	}
	h.refuses(t, id, fault.Conflict, "has a transcript already")
	if _, err := h.SetDictation(h.as(access.Crew), h.in, office.Written{Fields: map[string]any{"how": ""}}, nil); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the crew allows it: %v", err)
	}
}

// TestSpeechLeavesTheHouseOnlyAsAllowed: to the server that is named, with its key and no other's, and never from a closed set.
func TestSpeechLeavesTheHouseOnlyAsAllowed(t *testing.T) {
	t.Parallel()
	h, id, talk := listening(t)
	h.take(lamp(t)...)
	var asked []string
	serve := func() string {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked = append(asked, r.Header.Get("Authorization"))
			_, _ = io.Copy(io.Discard, r.Body)
			_, _ = io.WriteString(w, `{"text":"x","segments":[{"start":1,"end":2,"text":"The beam."}]}`)
		}))
		t.Cleanup(server.Close)
		return server.URL + "/v1"
	}
	first, second, key := serve(), serve(), "sk-secret"
	open, err := h.Moments(h.as(access.Publicity), h.in, store.MomentFilter{})
	must(t, err)
	_, err = h.EditAssets(h.ctx, h.in, []production.AssetID{id}, office.Written{Fields: map[string]any{"talk": talk, "moment": open[0].ID, "day": "2026-06-01"}})
	must(t, err)
	_, err = h.EditInterview(h.ctx, h.in, talk, office.Written{Fields: map[string]any{"release": interview.ReleaseSigned}})
	must(t, err)
	if _, err := h.SetDictation(h.ctx, h.in, office.Written{Fields: map[string]any{"how": "server", "url": "ftp://example.com"}}, nil); !fault.Is(err, fault.Invalid) {
		t.Errorf("an address that cannot be: %v", err)
	}
	h.allow(t, map[string]any{"how": "server", "url": first}, &key)
	d, err := h.Dictation(h.ctx, h.in)
	must(t, err)
	if text := fmt.Sprintf("%+v", d); !d.HasKey || strings.Contains(text, key) {
		t.Errorf("told of the key: %s", text)
	}
	if _, err := h.Dictate(h.ctx, h.in, id, nil); err != nil {
		t.Fatal(err)
	}
	must(t, result(h.RemoveTranscript(h.ctx, h.in, id)))
	h.allow(t, map[string]any{"url": second}, nil) // the key was for the other
	if _, err := h.Dictate(h.ctx, h.in, id, nil); err != nil {
		t.Fatal(err)
	}
	if strings.Join(asked, ",") != "Bearer sk-secret,Bearer sk-secret,," {
		t.Errorf("asked with %q", asked)
	}
	must(t, result(h.RemoveTranscript(h.ctx, h.in, id)))
	_, err = h.EditAssets(h.ctx, h.in, []production.AssetID{id}, office.Written{Fields: map[string]any{"moment": h.closedMoment()}})
	must(t, err)
	h.refuses(t, id, fault.Conflict, "closed set")
	ctx, stop := context.WithCancel(h.ctx)
	stop()
	h.allow(t, map[string]any{"how": "here"}, nil)
	if _, err := h.Dictate(ctx, h.in, id, nil); err == nil {
		t.Error("it was stopped and went on")
	}
}
