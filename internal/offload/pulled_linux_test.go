package offload_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// fsShutdown makes a mounted file system answer as if its device were pulled: FS_IOC_SHUTDOWN of linux/fs.h.
const fsShutdown = 0x8004587d

// device mounts a file system of its own, on a loop device of this machine; pull takes it away.
func device(t *testing.T, megabytes int) (at string, pull func()) {
	t.Helper()
	dir := t.TempDir()
	image, at := filepath.Join(dir, "image"), filepath.Join(dir, "drive")
	if err := firstOf(os.WriteFile(image, nil, 0o600), os.Truncate(image, int64(megabytes)<<20), os.Mkdir(at, 0o755)); err != nil { //nolint:gosec // a folder for a test
		t.Fatal(err)
	}
	for _, args := range [][]string{{"mkfs.ext4", "-q", "-F", image}, {"mount", "-o", "loop", image, at}} {
		if out, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil { //nolint:gosec // arguments of the test
			t.Skipf("NOT TESTED on a real device: %v: %v %s", args, err, out)
		}
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", at).CombinedOutput(); err != nil { //nolint:gosec // a folder of the test
			t.Errorf("%v %s", err, out)
		}
	})
	return at, func() {
		root, err := os.Open(at) //nolint:gosec // a folder of the test
		if err != nil {
			t.Error(err)
			return
		}
		defer root.Close()
		var how uint32 = 2                                                                                                       // without writing anything more
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, root.Fd(), fsShutdown, uintptr(unsafe.Pointer(&how))); errno != 0 { //nolint:gosec // the only way
			t.Errorf("the device cannot be pulled: %v", errno)
		}
	}
}

// within tells whether a path lies on a device.
func within(path, device string) bool { return path == device || strings.HasPrefix(path, device+"/") }

func firstOf(list ...error) error {
	for _, err := range list {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestPulledDevices takes real devices away in the middle: the card, which ends the run, and a drive, which ends its copy
// alone. The same command finishes both when they are there again.
func TestPulledDevices(t *testing.T) {
	t.Parallel()
	for _, what := range []string{"card", "drive"} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			card, pullCard := device(t, 400)
			drive, pullDrive := device(t, 400)
			for name, size := range map[string]int{"a.mov": 150 << 20, "b.mov": 100 << 20, "c.txt": 99} {
				put(t, card, name, random(size))
			}
			var pulled atomic.Bool
			job := offload.Job{
				Source: card, To: []string{drive, t.TempDir()}, Card: "A001", Formats: []digest.Format{digest.XXH128}, Verify: offload.VerifyCopies, Tool: "bts test", Host: "cart",
				Started: time.Now().UTC(), Report: func(p offload.Progress) {
					if p.Read == 0 || !pulled.CompareAndSwap(false, true) {
						return
					}
					if what == "card" {
						pullCard()
					} else {
						pullDrive()
					}
				},
			}
			r, err := offload.Do(context.Background(), job)
			fds, _ := filepath.Glob("/proc/self/fd/*")
			for _, fd := range fds {
				if to, err := os.Readlink(fd); err == nil && (within(to, card) || within(to, drive)) {
					t.Errorf("%s is still open", to)
				}
			}
			if !pulled.Load() || r.SafeToFormat && len(r.Problems) == 0 {
				t.Skip("NOT TESTED: this machine had copied it before the device could be pulled")
			}
			if r.SafeToFormat {
				t.Fatalf("it is called safe: %+v", r.Copies)
			}
			if what == "card" && !fault.Is(err, fault.Unavailable) && fault.CodeOf(r.Err()) != fault.Unavailable {
				t.Errorf("the card was pulled, and the run says %v, %v", err, r.Err())
			}
			if what == "drive" && (err != nil || r.Copies[0].Verified || !r.Copies[1].Verified) {
				t.Errorf("a drive was pulled: %v %+v %+v", err, r.Copies, r.Problems)
			}
			if what == "drive" && !slices.ContainsFunc(r.Problems, func(p offload.ReceiptProblem) bool { return p.Code == offload.Gone }) {
				t.Errorf("the drive is not called gone: %+v", r.Problems)
			}
			for _, p := range r.Problems {
				t.Logf("%s %s %s: %s", p.Code, p.CopyPath, p.Path, p.Message)
			}
			for _, to := range job.To {
				for _, name := range []string{"a.mov", "b.mov"} {
					if info, err := os.Stat(filepath.Join(to, "A001", name)); err == nil && info.Size() < 100<<20 {
						t.Errorf("half of %s has its name in %s", name, to)
					}
				}
			}
		})
	}
}
