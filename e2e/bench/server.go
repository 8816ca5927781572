package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// server is bts serve on a free port of this machine.
type server struct {
	cmd    *exec.Cmd
	origin string // "http://localhost:40123"
	setup  string // path of the link that makes the first account, "" when there is one
	client *http.Client
}

var address = regexp.MustCompile(`(http://[^/\s]+)(/setup/\S+)?`)

// patience is how long the program may take to say where it listens.
const patience = 20 * time.Second

// serve starts the program on a data folder and waits until it says where it is.
func (b *bench) serve(ctx context.Context, data string) (*server, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	s := &server{cmd: exec.CommandContext(ctx, b.bts, "--data", data, "serve", "--addr", "127.0.0.1:0"), client: &http.Client{
		Jar: jar, Timeout: 30 * time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: inFlight, DisableCompression: true}, // compressed answers stay so, as they are on the wire
	}}
	said, err := s.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	s.cmd.Stderr = s.cmd.Stdout // the address stands on one of them, the log on the other
	if err := s.cmd.Start(); err != nil {
		return nil, err
	}
	watch := time.AfterFunc(patience, func() { _ = s.cmd.Process.Kill() }) // then reading ends
	defer watch.Stop()
	lines := bufio.NewScanner(said)
	var heard strings.Builder
	for lines.Scan() {
		heard.WriteString(lines.Text() + "\n")
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			s.origin, s.setup = found[1], found[2]
			go io.Copy(io.Discard, said) //nolint:errcheck // what else it says is its log
			return s, nil
		}
	}
	return nil, errors.Join(fmt.Errorf("the server did not say where it is: %s", heard.String()), s.stop())
}

// stop ends the program and waits for it.
func (s *server) stop() error {
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_ = s.cmd.Wait() // how it ends when it is interrupted does not matter
	}()
	select {
	case <-ended:
	case <-time.After(patience):
		_ = s.cmd.Process.Kill()
		<-ended
		return errors.New("the server did not stop and was killed")
	}
	return nil
}

// signIn makes the first account, whose session the client keeps.
func (s *server) signIn(ctx context.Context) error {
	form := url.Values{"name": {"Bench"}, "email": {"bench@example.com"}, "password": {"seven strips on a board"}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.origin+s.setup, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	res, err := s.client.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK { // after the redirect
		return fmt.Errorf("making the account answered %s", res.Status)
	}
	return nil
}

// get reads a page as a browser does, compressed; it returns the bytes on the wire.
func (s *server) get(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.origin+path, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Accept-Encoding", "gzip")
	req.Header.Set("Accept", "text/html")
	res, err := s.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err == nil && (res.StatusCode != http.StatusOK || res.Request.URL.Path != strings.SplitN(path, "?", 2)[0]) {
		err = fmt.Errorf("%s answered %s from %s", path, res.Status, res.Request.URL.Path)
	}
	return body, err
}

// plainPage is a page's text.
func (s *server) plainPage(ctx context.Context, path string) (string, error) {
	body, err := s.get(ctx, path)
	if err != nil {
		return "", err
	}
	text, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	page, err := io.ReadAll(text)
	return string(page), err
}

// processorTime is what the program has used, once it has stopped.
func (s *server) processorTime() time.Duration {
	return s.cmd.ProcessState.UserTime() + s.cmd.ProcessState.SystemTime()
}

// memory is the resident memory of the program in MB, as the system counts it.
func (s *server) memory(ctx context.Context) (float64, error) {
	out, err := exec.CommandContext(ctx, "ps", "-o", "rss=", "-p", strconv.Itoa(s.cmd.Process.Pid)).Output()
	if err != nil {
		return 0, err
	}
	kib, err := strconv.Atoi(strings.TrimSpace(string(out)))
	return float64(kib) * 1024 / 1e6, err
}
