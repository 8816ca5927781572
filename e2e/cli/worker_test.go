package cli_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/app"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
	"github.com/btsdirector/bts/internal/upload"
)

// bucketOf starts a real S3 server and returns the address of a bucket in it; see scripts/setup.sh.
func bucketOf(t *testing.T) string {
	t.Helper()
	program := os.Getenv("BTS_TEST_S3")
	if program == "" {
		program, _ = filepath.Abs("../../.cache/bin/versitygw")
	}
	if _, err := os.Stat(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("there is no S3 server at %s: run scripts/setup.sh test", program)
		}
		t.Skipf("NOT TESTED: there is no S3 server at %s; scripts/setup.sh test installs one", program)
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "media"), 0o755); err != nil { //nolint:gosec // a bucket of the test
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	listener.Close()
	ctx, stop := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, program, "--access", "key", "--secret", "secret-of-a-test", "--port", at, "posix", dir) //nolint:gosec // of the test
	server.Env = append(os.Environ(), "HOME="+t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = server.Wait() })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", at); err == nil {
			conn.Close()
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the S3 server does not answer")
		}
	}
	return "s3://media/bts?region=us-east-1&endpoint=" + url.QueryEscape("http://"+at)
}

// TestWorkOnAnotherMachine: a file that one process took in over the network is made into pictures and a film by another, which has
// nothing in common with it but PostgreSQL and S3, and the first hands them out.
func TestWorkOnAnotherMachine(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-a-test")
	database, media := storetest.PostgresAddress(t), bucketOf(t)
	ctx := access.With(t.Context(), access.Operator("operator"))
	a, err := app.Open(ctx, app.Config{Data: t.TempDir(), Database: database, Vault: media}, true)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close() })
	film, err := a.Office.CreateProduction(ctx, production.Production{Title: "The Lamp Room", TimeZone: "Europe/London", CrewDays: 4})
	if err != nil {
		t.Fatal(err)
	}
	stop, err := a.Work(ctx, slog.New(slog.DiscardHandler), nil, office.IngestTask, office.MatchTask)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	worker(t, database, media)

	clip := filepath.Join(t.TempDir(), "C0001.MOV")
	if out, err := exec.CommandContext(ctx, "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=640x360:r=25:d=2", "-f", "lavfi", "-i", "sine=d=2", "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", clip).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(clip)
	if err != nil {
		t.Fatal(err)
	}
	u, err := a.Office.BeginUpload(ctx, film.ID, upload.Upload{Name: "C0001.MOV", Bytes: int64(len(data))})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Office.AppendUpload(ctx, film.ID, u.ID, 0, bytes.NewReader(data)); err != nil {
		t.Fatal(err)
	}
	for deadline := time.Now().Add(90 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		all, err := a.Office.Assets(ctx, film.ID, store.AssetFilter{})
		if err != nil {
			t.Fatal(err)
		}
		if len(all) == 1 && all[0].Looks["proxy"].Bytes > 0 && all[0].Looks["strip"].Bytes > 0 {
			_, bytes, err := a.Office.Derived(ctx, film.ID, all[0].ID, "proxy")
			if err != nil {
				t.Fatal(err)
			}
			defer bytes.Close()
			made, err := io.ReadAll(bytes)
			if err != nil || int64(len(made)) != all[0].Looks["proxy"].Bytes || !strings.Contains(string(made[:16]), "ftyp") {
				t.Errorf("%d bytes of the film: %v", len(made), err)
			}
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("nobody made a film: %+v", all)
		}
	}
}

// worker starts bts worker with a folder of its own.
func worker(t *testing.T, database, media string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, "worker", "--queues", "looks", "--data", t.TempDir()) //nolint:gosec,noctx // this very program; it is told to stop below
	c.Env = append(os.Environ(), asProgram+"=1", "BTS_DATABASE="+database, "BTS_VAULT="+media)
	var told bytes.Buffer
	c.Stdout, c.Stderr = &told, &told
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGINT)
		if err := c.Wait(); err != nil {
			t.Errorf("the worker ended with %v: %s", err, told.String())
		}
	})
}
