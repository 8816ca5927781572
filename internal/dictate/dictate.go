// Package dictate has a machine write down what is said: a program on this machine that takes the arguments of whisper.cpp's
// whisper-cli, or a server that speaks OpenAI's protocol for transcriptions (POST /v1/audio/transcriptions, verbose_json).
//
// Both get speech as WAV, 16 kHz, one channel, at most Piece of it at a time. Whether somebody may be written down at all is asked
// by the office.
package dictate

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"mime/multipart"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/courier"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/transcript"
)

// Piece is how much is written down at once: 19 MB of WAV, of which servers take 25.
const Piece = 10 * time.Minute

// Machine writes down what is said in a file of speech. Times of the cues are from its beginning. It returns fault.Unavailable where
// trying again may help, fault.Invalid where it is refused, and fault.Cancelled.
type Machine interface {
	Write(ctx context.Context, wav, language string) ([]transcript.Cue, error)
}

// Program is a program of this machine.
type Program struct {
	Command string // its path
	Model   string // path of the model that it listens with
}

// FindProgram looks for the program; "" is whisper-cli. It returns fault.Unavailable where it or its model is not there.
func FindProgram(command, model string) (Program, error) {
	if command == "" {
		command = "whisper-cli"
	}
	path, err := exec.LookPath(command)
	if err != nil {
		return Program{}, fault.New(fault.Unavailable, "%s is not installed here", command).WithRemedy("Install whisper.cpp and start bts with --whisper-model, or let a server write.")
	}
	if info, err := os.Stat(model); err != nil || !info.Mode().IsRegular() {
		return Program{}, fault.New(fault.Unavailable, "no model for %s is given, or it is not there", command).WithRemedy("Start bts with --whisper-model FILE, a ggml model of whisper.cpp.")
	}
	return Program{path, model}, nil
}

// slowest is how many times its length speech may take to be written down, beside a minute for reading the model.
const slowest = 30

// Write has the program write subtitles and reads them.
func (p Program) Write(ctx context.Context, wav, language string) ([]transcript.Cue, error) {
	limited, cancel := context.WithTimeout(ctx, time.Minute+slowest*Piece)
	defer cancel()
	folder, err := os.MkdirTemp(filepath.Dir(wav), "written-")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "there is no room for temporary files").WithCause(err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // it is temporary
	if language == "" {
		language = "auto"
	}
	out := filepath.Join(folder, "said")
	cmd := exec.CommandContext(limited, p.Command, "-m", p.Model, "-f", wav, "-l", language, "-osrt", "-of", out, "-np") //nolint:gosec // a list of arguments, no shell reads them
	cmd.WaitDelay = time.Second
	alone(cmd)
	told, err := cmd.CombinedOutput()
	switch {
	case ctx.Err() != nil:
		return nil, fault.New(fault.Cancelled, "the writing was stopped")
	case limited.Err() != nil:
		return nil, fault.New(fault.Unavailable, "%s took too long", filepath.Base(p.Command))
	case err != nil:
		return nil, fault.New(fault.Unavailable, "%s ended without a word: %s", filepath.Base(p.Command), lastLine(told)).WithCause(err)
	}
	text, err := os.ReadFile(out + ".srt")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "%s wrote nothing", filepath.Base(p.Command)).WithCause(err)
	}
	if strings.TrimSpace(string(text)) == "" {
		return nil, nil // nothing is said
	}
	return transcript.Read("said.srt", text)
}

func lastLine(told []byte) string {
	lines := strings.Split(strings.TrimSpace(string(told)), "\n")
	line := []rune(lines[len(lines)-1])
	return string(line[:min(len(line), 200)])
}

// Server is a server that speaks OpenAI's protocol.
type Server struct {
	Guard courier.Guard
	URL   string // up to /v1, or the whole of it
	Key   string // "" for none
	Model string // "" is whisper-1
}

// path is where transcriptions are below /v1.
const path = "/audio/transcriptions"

// answer is what verbose_json has of use.
type answer struct {
	Text     string `json:"text"`
	Segments []struct {
		Start float64 `json:"start"` // seconds
		End   float64 `json:"end"`
		Text  string  `json:"text"`
	} `json:"segments"`
}

// Write sends the speech to the server and reads its answer.
func (s Server) Write(ctx context.Context, wav, language string) ([]transcript.Cue, error) {
	speech, err := os.ReadFile(wav)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the speech cannot be read back").WithCause(err)
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	fields := map[string]string{"model": s.Model, "response_format": "verbose_json", "timestamp_granularities[]": "segment"}
	if s.Model == "" {
		fields["model"] = "whisper-1"
	}
	if language != "" {
		fields["language"] = language
	}
	for name, value := range fields {
		err = errors.Join(err, form.WriteField(name, value))
	}
	part, failed := form.CreateFormFile("file", "speech.wav")
	if failed == nil {
		_, failed = part.Write(speech)
	}
	if err = errors.Join(err, failed, form.Close()); err != nil {
		return nil, fault.Wrap(err, "dictate.Server.Write")
	}
	url := strings.TrimSuffix(s.URL, "/")
	if !strings.HasSuffix(url, path) {
		url += path
	}
	client := courier.Client{Guard: s.Guard, Timeout: Piece}
	text, err := client.Post(ctx, courier.Sending{URL: url, Bearer: s.Key, ContentType: form.FormDataContentType(), Body: body.Bytes()})
	if err != nil {
		return nil, err
	}
	var said answer
	if err := json.Unmarshal(text, &said); err != nil {
		return nil, fault.New(fault.Invalid, "the server's answer is no transcription").WithCause(err).WithRemedy("Check that its address ends with /v1 and speaks OpenAI's protocol.")
	}
	return said.cues()
}

// cues are the segments of an answer; one without segments is a cue without a time.
func (a answer) cues() ([]transcript.Cue, error) {
	var out []transcript.Cue
	for _, s := range a.Segments {
		text := strings.TrimSpace(s.Text)
		if text == "" {
			continue
		}
		if !(s.Start >= 0) || !(s.End >= s.Start) || s.End > 1e6 {
			return nil, fault.New(fault.Invalid, "the server's answer has a time that cannot be: %v to %v", s.Start, s.End)
		}
		out = append(out, transcript.Cue{From: milliseconds(s.Start), To: milliseconds(s.End), Text: text})
	}
	if text := strings.TrimSpace(a.Text); len(out) == 0 && text != "" {
		return transcript.Read("said.txt", []byte(text))
	}
	if len(out) > transcript.MostCues {
		return nil, fault.New(fault.Invalid, "the server's answer has %d cues", len(out))
	}
	for _, c := range out {
		if err := c.Check(); err != nil {
			return nil, fault.New(fault.Invalid, "the server's answer cannot be: %v", err)
		}
	}
	return out, nil
}

func milliseconds(seconds float64) int64 { return int64(math.Round(seconds * 1000)) }

// Later puts cues behind what came before them.
func Later(cues []transcript.Cue, by time.Duration) []transcript.Cue {
	for i := range cues {
		if cues[i].Timed() {
			cues[i].From += by.Milliseconds()
			if cues[i].To >= 0 {
				cues[i].To += by.Milliseconds()
			}
		}
	}
	return cues
}

// Rules are what a production allows.
type Rules struct {
	How      How    `json:"how"`
	URL      string `json:"url"`      // of the server, up to /v1
	Model    string `json:"model"`    // that the server is asked for
	Language string `json:"language"` // ISO 639-1, "" for the machine to find out
}

// How says who writes.
type How string

// The ways. Nobody writes before somebody says so.
const (
	Nobody  How = ""
	Here    How = "here"   // a program of the machine that works
	Outside How = "server" // a server that is named
)

// Check returns fault.Invalid for rules that cannot be.
func (r Rules) Check() error {
	switch {
	case r.How != Nobody && r.How != Here && r.How != Outside:
		return fault.New(fault.Invalid, "%.40q is nobody who writes", r.How).WithRemedy("Choose here, server, or nobody.")
	case r.How == Outside && r.URL == "":
		return fault.New(fault.Invalid, "no server is named").WithRemedy("Give its address up to /v1, for example https://api.example.com/v1.")
	case len(r.URL) > 1000 || len(r.Model) > 200:
		return fault.New(fault.Invalid, "the address or the model is too long")
	}
	if n := len(r.Language); n != 0 && n != 2 && n != 3 || strings.ContainsFunc(r.Language, func(c rune) bool { return c < 'a' || c > 'z' }) {
		return fault.New(fault.Invalid, "%.20q is no language", r.Language).WithRemedy("Write two letters: en, pl, pt.")
	}
	return nil
}

// String says who writes.
func (h How) String() string {
	switch h {
	case Here:
		return "a program on this machine"
	case Outside:
		return "a server"
	}
	return "nobody"
}

var _ fmt.Stringer = Nobody
