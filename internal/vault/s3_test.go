package vault_test

import (
	"context"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/vault"
	"github.com/btsdirector/bts/internal/vault/vaulttest"
)

// gateway starts a real S3 server over a folder and returns its address. The test set-up installs it; without it the tests are
// skipped, but not where everything must be tested.
func gateway(t *testing.T, dir string) string {
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
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	at := listener.Addr().String()
	listener.Close()
	ctx, stop := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, program, "--access", "key", "--secret", "secret-of-a-test", "--port", at, "posix", dir)
	server.Env = append(os.Environ(), "HOME="+t.TempDir())
	var told strings.Builder
	server.Stdout, server.Stderr = &told, &told
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = server.Wait() })
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", at); err == nil {
			conn.Close()
			return "http://" + at
		}
		if time.Now().After(deadline) {
			t.Fatalf("the S3 server does not answer: %s", told.String())
		}
	}
}

func bucket(t *testing.T, server, name string) *vault.S3 {
	t.Helper()
	v, err := vault.OpenS3(t.Context(), "s3://"+name+"/media?region=us-east-1&endpoint="+url.QueryEscape(server))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestS3(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-a-test")
	dir := t.TempDir()
	server := gateway(t, dir)
	made := make(chan int, 1)
	made <- 0
	vaulttest.Run(t, func(t *testing.T) vaulttest.Bench {
		n := <-made
		made <- n + 1
		name := "bucket-" + string(rune('a'+n))
		if err := os.Mkdir(filepath.Join(dir, name), 0o755); err != nil {
			t.Fatal(err)
		}
		return vaulttest.Bench{
			Vault: bucket(t, server, name),
			Damage: func(t *testing.T, sha256 string) {
				path := filepath.Join(dir, name, "media", "blobs", sha256[:2], sha256)
				content, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				content[0] ^= 1
				overwrite(t, path, content)
			},
			Count: func(t *testing.T) int { return objects(t, filepath.Join(dir, name, "media")) },
		}
	})
}

// objects counts what lies in a bucket; a store may not have made its folder yet.
func objects(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			n++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestS3MendsWhatIsDamaged: a good copy takes the place of one that the store has damaged.
func TestS3MendsWhatIsDamaged(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-a-test")
	dir := t.TempDir()
	server := gateway(t, dir)
	if err := os.Mkdir(filepath.Join(dir, "film"), 0o755); err != nil {
		t.Fatal(err)
	}
	v := bucket(t, server, "film")
	blob, err := v.Put(t.Context(), strings.NewReader("the negative"))
	if err != nil {
		t.Fatal(err)
	}
	overwrite(t, filepath.Join(dir, "film", "media", "blobs", blob.SHA256[:2], blob.SHA256), []byte("the nagetive"))
	if err := v.Check(t.Context(), blob.SHA256); !fault.Is(err, fault.Corrupt) {
		t.Fatalf("the damage is %v", err)
	}
	if _, err := v.Put(t.Context(), strings.NewReader("the negative")); err != nil {
		t.Fatal(err)
	}
	if err := v.Check(t.Context(), blob.SHA256); err != nil {
		t.Errorf("it is not mended: %v", err)
	}
}

func TestS3ThatCannotBe(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "key")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-a-test")
	for _, address := range []string{"s3://", "s3:///x", "http://bucket", "s3://key:secret@bucket", "s3://bucket?endpoint=nowhere", "s3://bucket?endpoint=ftp://x"} {
		if _, err := vault.OpenS3(t.Context(), address); !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Unavailable) {
			t.Errorf("%s: %v", address, err)
		}
	}
	server := gateway(t, t.TempDir())
	if _, err := vault.OpenS3(t.Context(), "s3://absent?region=us-east-1&endpoint="+url.QueryEscape(server)); !fault.Is(err, fault.Unavailable) {
		t.Errorf("a bucket that is not there: %v", err)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "wrong")
	if _, err := vault.OpenS3(t.Context(), "s3://absent?region=us-east-1&endpoint="+url.QueryEscape(server)); !fault.Is(err, fault.Unavailable) || !strings.Contains(err.Error(), "AWS_SECRET_ACCESS_KEY") {
		t.Errorf("a wrong key: %v", err)
	}
}
