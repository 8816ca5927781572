package offload_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/btsdirector/bts/internal/offload"
)

// childOf is set for a program that carries out one job and is killed: "source\ncopy\ncopy".
const childOf = "OFFLOAD_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childOf); job != "" {
		os.Exit(child(strings.Split(job, "\n")))
	}
	os.Exit(m.Run())
}

func child(paths []string) int {
	receipt, err := offload.Do(context.Background(), job(paths[0], paths[1:]...))
	if err != nil || !receipt.SafeToFormat {
		fmt.Println(err, receipt.Problems)
		return 1
	}
	return 0
}

func job(source string, to ...string) offload.Job {
	return offload.Job{Source: source, To: to, Card: "A001", Formats: []digest.Format{digest.XXH128}, Verify: offload.VerifyCopies,
		Tool: "bts test", Host: "cart", Started: time.Now().UTC().Truncate(time.Second)}
}

// TestKilledAtAnyMoment kills a program at random moments, starts it again, and so on until the card is
// copied; then anew. At no moment may a file have its name that is not what the card holds, and no file
// that has its name may be copied again.
func TestKilledAtAnyMoment(t *testing.T) {
	t.Parallel()
	kills := 200
	if testing.Short() {
		kills = 20
	}
	files := map[string]int{"long.mov": 130<<20 + 5}
	for i := range 300 {
		files[fmt.Sprintf("DCIM/%d/still%03d.jpg", i%7, i)] = 1000 + i*97
	}
	source := card(t, files)
	killed, finished, late := 0, 0, 0
	for killed < kills {
		a, b := t.TempDir(), t.TempDir()
		kept := map[string]uint64{}
		longest := 20 * time.Millisecond
		for {
			after := time.Duration(rand.Int64N(int64(longest))) //nolint:gosec // any moment
			over := startAndKill(t, after, source.Path(), a, b)
			for _, to := range []string{a, b} {
				sound(t, source.Path(), filepath.Join(to, "A001"), kept)
			}
			if over {
				break
			}
			killed++
			longest += longest / 8 // so that it comes to its end at last
		}
		if longest > 20*time.Millisecond {
			late++
		}
		finished++
		for _, to := range []string{a, b} {
			complete(t, source.Path(), to)
		}
		if t.Failed() {
			return
		}
	}
	if late == 0 {
		t.Error("no run was killed before its end: nothing was tried")
	}
	t.Logf("killed %d times in %d offloads", killed, finished)
}

// startAndKill starts a job and kills it after a while; over tells that it had come to its end before.
func startAndKill(t *testing.T, after time.Duration, paths ...string) (over bool) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env = append(os.Environ(), childOf+"="+strings.Join(paths, "\n"))
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	kill := time.AfterFunc(after, func() { _ = c.Process.Kill() }) // it may have ended
	defer kill.Stop()
	err = c.Wait()
	if state, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && state.Signaled() {
		return false
	}
	if err != nil {
		t.Fatalf("%v: %s", err, said.String())
	}
	return true
}

// sound checks that whatever has its name in a copy is what the card holds, and still the file that it was before.
func sound(t *testing.T, card, copied string, kept map[string]uint64) {
	t.Helper()
	err := filepath.WalkDir(copied, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.Contains(path, "/"+mhl.Folder+"/") {
			return err
		}
		rel, err := filepath.Rel(copied, path)
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		inode := info.Sys().(*syscall.Stat_t).Ino
		if before, ok := kept[path]; ok {
			if before != inode {
				t.Errorf("%s was copied again", rel)
			}
			return nil // looked at before
		}
		kept[path] = inode
		want, err := os.ReadFile(filepath.Join(card, rel))
		if err != nil {
			return err
		}
		got, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(want, got) {
			t.Errorf("%s has its name and is not what the card holds", rel)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
}

// complete checks a copy that is done: everything is there, its list is sound, nothing is left over.
func complete(t *testing.T, card, to string) {
	t.Helper()
	at, err := mhl.At(filepath.Join(to, "A001"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = at.Close() }()
	history, err := mhl.Open(t.Context(), at, "A001")
	if err != nil || len(history.Problems()) > 0 || len(history.Generations) == 0 {
		t.Errorf("the list of the copy: %v, %v, %d generations", err, history.Problems(), len(history.Generations))
	}
	if err := os.RemoveAll(filepath.Join(to, "A001", mhl.Folder)); err != nil {
		t.Fatal(err)
	}
	equal(t, card, filepath.Join(to, "A001"))
	left, err := os.ReadDir(to)
	if err != nil || len(left) != 2 {
		t.Errorf("left in the folder of the copy: %v, %v", left, err)
	}
}
