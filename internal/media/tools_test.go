//go:build linux

package media_test

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/media"
)

// children are the processes that we started and that run a program of the name.
func children(t *testing.T, name string) []int {
	t.Helper()
	var list []int
	all, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range all {
		text, err := os.ReadFile(path)
		after := strings.Fields(string(text[strings.LastIndexByte(string(text), ')')+1:]))
		if err != nil || len(after) < 2 || after[1] != strconv.Itoa(os.Getpid()) || after[0] == "Z" {
			continue
		}
		line, _ := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(path))); err == nil && strings.Contains(string(line), name) {
			list = append(list, pid)
		}
	}
	return list
}

// TestAKilledExifTool kills it between files, as a machine short of memory does: the next file is read all the same.
func TestAKilledExifTool(t *testing.T) {
	t.Parallel()
	picture := ffmpeg(t, "a.jpg", "-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", "-update", "1")
	link := filepath.Join(t.TempDir(), "exiftool-under-test")
	real, err := exec.LookPath("exiftool")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(real, link); err != nil {
		t.Fatal(err)
	}
	r := reader(t, media.Options{ExifTool: link, Workers: 1})
	for range 3 {
		if got := read(t, r, picture); got.Width == 0 && len(got.Fields) == 0 || len(got.Problems) > 0 {
			t.Fatalf("it is %+v", got.Problems)
		}
		pids := children(t, "exiftool-under-test")
		if len(pids) != 1 {
			t.Fatalf("%d processes run", len(pids))
		}
		if err := syscall.Kill(pids[0], syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		time.Sleep(50 * time.Millisecond)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if pids := children(t, "exiftool-under-test"); len(pids) > 0 {
		t.Errorf("%v are left", pids)
	}
}

// TestWithoutTools tells what is missing, and what a file is all the same.
func TestWithoutTools(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{FFprobe: media.None, ExifTool: media.None})
	sound := filepath.Join(t.TempDir(), "a.wav")
	if err := os.WriteFile(sound, wav(bext("", "2021-05-04", "10:11:12", 48000), chunk("iXML", []byte(ixml)), chunk("data", make([]byte, 96000))), 0o600); err != nil {
		t.Fatal(err)
	}
	got := read(t, r, sound)
	if !flawed(got, "no_tool") || got.Kind != media.Audio || got.Slate.Scene != "12A" || got.Clock.Seconds() != 1 || got.Duration.Seconds() != 1 {
		t.Errorf("sound is %s %+v at %v, %v", got.Kind, got.Slate, got.Clock, got.Problems)
	}
	for _, path := range shared(t, "stills/imagemeta/testdata/images/metadata-extractor") {
		if filepath.Base(path) != "withExifAndIptc.jpg" {
			continue
		}
		got := read(t, r, path)
		if !flawed(got, "no_tool") || got.Camera.Model == "" || got.Words.Headline == "" || got.Captured.At.IsZero() || got.Width == 0 {
			t.Errorf("a still is %+v", got)
		}
	}
}

// TestTwoReaders read the same files at once and agree; nothing of theirs is left when they are closed.
func TestTwoReaders(t *testing.T) {
	t.Parallel()
	files := shared(t, "stills/exiftool-t-images")
	all := make([]map[string]media.Reading, 2)
	var wg sync.WaitGroup
	for i := range all {
		r := reader(t, media.Options{Workers: 2})
		wg.Go(func() { all[i] = readAll(t, r, files) })
	}
	wg.Wait()
	for path, one := range all[0] {
		if two := all[1][path]; len(one.Fields) != len(two.Fields) || one.Camera != two.Camera {
			t.Errorf("%s is read as %d fields and as %d", path, len(one.Fields), len(two.Fields))
		}
	}
}

// TestMemoryIsBounded lets a program in the place of ffprobe ask for more than it may have.
func TestMemoryIsBounded(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(file, append(append([]byte{}, brand...), boxed("free")...), 0o600); err != nil {
		t.Fatal(err)
	}
	greedy := program(t, `sleep 0.2; exec perl -e '$x = "x" x (600 << 20); print "{\"format\":{\"duration\":\"7\"},\"streams\":[{\"codec_type\":\"video\"}]}"'`)
	for memory, seconds := range map[int64]float64{256 << 20: 0, 2 << 30: 7} {
		r := reader(t, media.Options{FFprobe: greedy, ExifTool: media.None, MostMemory: memory})
		got, err := r.Read(context.Background(), file)
		if err != nil || got.Duration.Seconds() != seconds {
			t.Errorf("with %d MiB it says %v s, %v %v", memory>>20, got.Duration.Seconds(), got.Problems, err)
		}
	}
}

// TestNothingOutlivesUs kills a program that reads: the exiftool that it started ends too.
func TestNothingOutlivesUs(t *testing.T) {
	t.Parallel()
	if picture := os.Getenv("BTS_TEST_READ_AND_WAIT"); picture != "" {
		read(t, reader(t, media.Options{ExifTool: os.Getenv("BTS_TEST_EXIFTOOL")}), picture)
		os.Stdout.WriteString("read\n")
		time.Sleep(time.Minute)
		return
	}
	alive := filepath.Join(t.TempDir(), "alive")
	picture := ffmpeg(t, "a.jpg", "-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", "-update", "1")
	tool := program(t, `echo $$ >`+alive+`; exec exiftool "$@"`)
	reads := exec.Command(os.Args[0], "-test.run=^TestNothingOutlivesUs$", "-test.v")
	reads.Env = append(os.Environ(), "BTS_TEST_READ_AND_WAIT="+picture, "BTS_TEST_EXIFTOOL="+tool)
	out, err := reads.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := reads.Start(); err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(out); lines.Scan() && lines.Text() != "read"; {
	}
	text, err := os.ReadFile(alive)
	pid, err2 := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil || err2 != nil || syscall.Kill(pid, 0) != nil {
		t.Fatalf("exiftool does not run: %v %v", err, err2)
	}
	_ = reads.Process.Kill()
	_ = reads.Wait()
	for start := time.Now(); syscall.Kill(pid, 0) == nil; time.Sleep(20 * time.Millisecond) {
		if state, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); strings.Contains(string(state), ") Z ") {
			return // it has ended and waits for who looks after orphans
		}
		if time.Since(start) > 10*time.Second {
			t.Fatal("exiftool lives on")
		}
	}
}
