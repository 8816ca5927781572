package dictate_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/dictate"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/transcript"
)

// speech is a file; who writes here does not listen.
func speech(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "speech.wav")
	if err := os.WriteFile(path, []byte("RIFF speech"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// program is a program that takes the arguments of whisper-cli and does this.
func program(t *testing.T, does string) (dictate.Program, error) {
	t.Helper()
	dir := t.TempDir()
	command, model := filepath.Join(dir, "whisper-cli"), filepath.Join(dir, "ggml.bin")
	script := "#!/bin/sh\nwhile [ $# -gt 0 ]; do case $1 in -of) out=$2;; -f) in=$2;; -l) lang=$2;; -m) model=$2;; esac; shift; done\n" + does + "\n"
	for path, text := range map[string]string{command: script, model: "model"} {
		if err := os.WriteFile(path, []byte(text), 0o700); err != nil { //nolint:gosec // it is run
			t.Fatal(err)
		}
	}
	return dictate.FindProgram(command, model)
}

func TestProgramsWrite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		does string
		want string
		code fault.Code
	}{
		"what is said": {does: `printf '1\n00:00:01,500 --> 00:00:04,000\n %s %s\n' "$lang" "$(cat "$in")" > "$out.srt"`, want: "1500-4000 pl RIFF speech"},
		"nothing":      {does: `: > "$out.srt"`},
		"no file":      {does: `:`, code: fault.Unavailable},
		"an error":     {does: `echo broken model >&2; exit 3`, code: fault.Unavailable},
		"words alone":  {does: `printf "no subtitles\n" > "$out.srt"`, want: "-1--1 no subtitles"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p, err := program(t, c.does)
			if err != nil {
				t.Fatal(err)
			}
			cues, err := p.Write(t.Context(), speech(t), "pl")
			if fault.CodeOf(err) != c.code || written(cues) != c.want {
				t.Errorf("%q, %v", written(cues), err)
			}
		})
	}
	if _, err := dictate.FindProgram("no-such-program-anywhere", ""); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a program that is not there: %v", err)
	}
}

func TestProgramsAreStopped(t *testing.T) {
	t.Parallel()
	p, err := program(t, `sleep 60`)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer stop()
	began := time.Now()
	if _, err := p.Write(ctx, speech(t), ""); !fault.Is(err, fault.Cancelled) || time.Since(began) > 5*time.Second {
		t.Errorf("after %v: %v", time.Since(began), err)
	}
}

func written(cues []transcript.Cue) string {
	var out []string
	for _, c := range cues {
		out = append(out, strings.Join([]string{number(c.From) + "-" + number(c.To), c.Text}, " "))
	}
	return strings.Join(out, "|")
}

func number(n int64) string {
	text, _ := json.Marshal(n)
	return string(text)
}

func TestServersWrite(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		answer string
		status int
		want   string
		code   fault.Code
	}{
		"segments":            {answer: `{"text":"a b","segments":[{"start":0.5,"end":2.25,"text":" What did you see? "},{"start":3,"end":4,"text":""},{"start":5,"end":6,"text":"The beam."}]}`, want: "500-2250 What did you see?|5000-6000 The beam."},
		"a text alone":        {answer: `{"text":"The beam."}`, want: "-1--1 The beam."},
		"nothing is said":     {answer: `{"text":"","segments":[]}`},
		"a key that is no":    {status: 401, code: fault.Forbidden},
		"too many":            {status: 429, code: fault.Unavailable},
		"not this server":     {status: 404, code: fault.Invalid},
		"elsewhere":           {status: 307, code: fault.Invalid},
		"a page":              {answer: "<html>", code: fault.Invalid},
		"times that are none": {answer: `{"segments":[{"start":5,"end":1,"text":"x"}]}`, code: fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := make(chan *http.Request, 1)
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if err := r.ParseMultipartForm(1 << 20); err != nil {
					t.Error(err)
				}
				got <- r
				if c.status == 307 {
					http.Redirect(w, r, "/elsewhere", http.StatusTemporaryRedirect)
					return
				}
				if c.status != 0 {
					w.WriteHeader(c.status)
				}
				_, _ = io.WriteString(w, c.answer)
			}))
			t.Cleanup(server.Close)
			m := dictate.Server{Guard: courier.Guard{AllowPrivate: true}, URL: server.URL + "/v1/", Key: "sk-1", Model: "large-v3"}
			cues, err := m.Write(t.Context(), speech(t), "en")
			if fault.CodeOf(err) != c.code || written(cues) != c.want {
				t.Errorf("%q, %v", written(cues), err)
			}
			if err != nil && strings.Contains(err.Error(), "sk-1") {
				t.Errorf("the key is told: %v", err)
			}
			r := <-got
			file, head, failed := r.FormFile("file")
			if failed != nil {
				t.Fatal(failed)
			}
			sent, _ := io.ReadAll(file)
			if r.URL.Path != "/v1/audio/transcriptions" || r.Header.Get("Authorization") != "Bearer sk-1" || r.FormValue("model") != "large-v3" || r.FormValue("language") != "en" ||
				r.FormValue("response_format") != "verbose_json" || head.Filename != "speech.wav" || string(sent) != "RIFF speech" {
				t.Errorf("asked %s %v %v %q", r.URL, r.Header, r.Form, sent)
			}
		})
	}
	private := dictate.Server{URL: "https://127.0.0.1/v1"}
	if _, err := private.Write(t.Context(), speech(t), ""); !fault.Is(err, fault.Forbidden) {
		t.Errorf("a closed address: %v", err)
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	for want, r := range map[string]dictate.Rules{
		"nobody who writes": {How: "elves"}, "no server is named": {How: dictate.Outside}, "no language": {Language: "English"},
	} {
		if err := r.Check(); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v", r, err)
		}
	}
	if err := (dictate.Rules{How: dictate.Here, Language: "en"}).Check(); err != nil {
		t.Error(err)
	}
}
