package offload_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/medium"
	"github.com/btsdirector/bts/internal/offload"
)

// faulty is a medium on which things go wrong. A nil function is a thing that goes well.
type faulty struct {
	*medium.Folder
	read   func(name string, b []byte, off int64) error // after b was read
	write  func(name string, b []byte, off int64) error // before b is written
	settle func() error
	stat   func(name string) error
	move   func(from, to string) error
}

func (d *faulty) Move(from, to string) error {
	if d.move != nil {
		if err := d.move(from, to); err != nil {
			return err
		}
	}
	return d.Folder.Move(from, to)
}

func (d *faulty) Settle() error {
	if d.settle != nil {
		if err := d.settle(); err != nil {
			return err
		}
	}
	return d.Folder.Settle()
}

func (d *faulty) Stat(name string) (medium.Entry, error) {
	if d.stat != nil {
		if err := d.stat(name); err != nil {
			return medium.Entry{}, err
		}
	}
	return d.Folder.Stat(name)
}

func (d *faulty) List(name string) ([]medium.Entry, error) {
	if d.stat != nil {
		if err := d.stat(name); err != nil {
			return nil, err
		}
	}
	return d.Folder.List(name)
}

func (d *faulty) Read(name string) (medium.File, error) { return d.wrap(d.Folder.Read(name))(name) }
func (d *faulty) Continue(name string) (medium.File, error) {
	return d.wrap(d.Folder.Continue(name))(name)
}

func (d *faulty) Create(name string, size int64) (medium.File, error) {
	return d.wrap(d.Folder.Create(name, size))(name)
}

func (d *faulty) CreateSmall(name string) (medium.File, error) {
	return d.wrap(d.Folder.CreateSmall(name))(name)
}

func (d *faulty) wrap(f medium.File, err error) func(string) (medium.File, error) {
	return func(name string) (medium.File, error) {
		if err != nil {
			return nil, err
		}
		return &faultyFile{f, d, name}, nil
	}
}

type faultyFile struct {
	medium.File
	on   *faulty
	name string
}

func (f *faultyFile) ReadAt(b []byte, off int64) (int, error) {
	n, err := f.File.ReadAt(b, off)
	if f.on.read != nil {
		if bad := f.on.read(f.name, b[:n], off); bad != nil {
			return 0, bad
		}
	}
	return n, err
}

func (f *faultyFile) WriteAt(b []byte, off int64) (int, error) {
	if f.on.write != nil {
		if err := f.on.write(f.name, b, off); err != nil {
			return 0, err
		}
	}
	return f.File.WriteAt(b, off)
}

// media are a card and two copies on which things may go wrong.
func media(t *testing.T, files map[string]int) (source, a, b *faulty) {
	t.Helper()
	return &faulty{Folder: card(t, files)}, &faulty{Folder: folder(t, t.TempDir())}, &faulty{Folder: folder(t, t.TempDir())}
}

// few are enough files to see that the others are not harmed.
var few = map[string]int{"CLIPS/a.mov": 70 << 20, "CLIPS/b.mov": 3 << 20, "CLIPS/c.xml": 300, "d.txt": 5}

// says checks that exactly the problems of the given codes are named, "code path", and no other.
func says(t *testing.T, result offload.Result, want ...string) {
	t.Helper()
	var got []string
	for _, p := range result.Problems {
		got = append(got, strings.TrimSpace(p.Code+" "+p.Path))
	}
	if strings.Join(got, "; ") != strings.Join(want, "; ") {
		t.Errorf("problems %v, want %v", result.Problems, want)
	}
}

func (d *faulty) copyOf(source *faulty, t *testing.T) {
	t.Helper()
	equal(t, source.Path(), filepath.Join(d.Path(), "A001"))
}

func TestAFlippedBitIsCopiedAgain(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var flipped atomic.Bool
	b.read = func(_ string, bytes []byte, off int64) error {
		if off == 64<<20 && flipped.CompareAndSwap(false, true) {
			bytes[3] ^= 0x10
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "differs CLIPS/a.mov")
	if !result.Problems[0].Mended || result.Problems[0].Copy != 1 || !result.SafeToFormat {
		t.Errorf("safe %v, %+v", result.SafeToFormat, result.Problems[0])
	}
	a.copyOf(source, t)
	b.copyOf(source, t)
}

func TestADriveThatLiesIsNamed(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	b.read = func(_ string, bytes []byte, off int64) error {
		if off == 64<<20 {
			bytes[0] ^= 1
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "differs CLIPS/a.mov")
	if result.SafeToFormat || result.Copies[1].Verified || result.Copies[1].Done != 3 || !result.Copies[0].Verified {
		t.Errorf("%+v, safe %v", result.Copies, result.SafeToFormat)
	}
	a.copyOf(source, t)
	if _, err := b.Stat("A001/CLIPS/a.mov"); err == nil {
		t.Error("what is not proven has its name")
	}
}

func TestAnUnreadableSectorLosesOneFile(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	source.read = func(name string, _ []byte, off int64) error {
		if name == "CLIPS/a.mov" && off == 8<<20 {
			return syscall.EIO
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "unreadable CLIPS/a.mov")
	if p := result.Problems[0]; p.Copy != -1 || !strings.Contains(p.Message, "byte 8388608") || result.SafeToFormat {
		t.Errorf("%+v, safe %v", p, result.SafeToFormat)
	}
	if result.Copies[0].Done != 3 || result.Copies[1].Done != 3 {
		t.Errorf("%+v", result.Copies)
	}
}

func TestASectorThatHesitatesIsReadAgain(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var failures atomic.Int32
	source.read = func(_ string, _ []byte, off int64) error {
		if off == 8<<20 && failures.Add(1) < 3 {
			return syscall.EIO
		}
		return nil
	}
	if result := run(t, order(source, a, b)); !result.SafeToFormat || len(result.Problems) != 0 {
		t.Errorf("%v", result.Problems)
	}
	a.copyOf(source, t)
}

func TestAFullDiskEndsOneCopyAlone(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	a.write = func(_ string, _ []byte, off int64) error {
		if off >= 32<<20 {
			return syscall.ENOSPC
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "no_space")
	if result.SafeToFormat || result.Copies[0].Verified || !result.Copies[1].Verified || result.Problems[0].Copy != 0 {
		t.Errorf("%+v, safe %v", result.Copies, result.SafeToFormat)
	}
	b.copyOf(source, t)
	a.write = nil // room was made
	result = run(t, order(source, a, b))
	if !result.SafeToFormat {
		t.Errorf("after room was made: %v", result.Problems)
	}
	a.copyOf(source, t)
}

func TestADriveThatIsPulledEndsOneCopyAlone(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var pulled atomic.Bool
	b.write = func(_ string, _ []byte, off int64) error {
		if off >= 32<<20 || pulled.Load() {
			pulled.Store(true)
			return syscall.EIO
		}
		return nil
	}
	b.stat = func(string) error {
		if pulled.Load() {
			return syscall.EIO
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "gone")
	if !result.Copies[0].Verified || result.Copies[1].Verified || result.SafeToFormat {
		t.Errorf("%+v", result.Copies)
	}
	a.copyOf(source, t)
}

func TestAFileThatChangesIsNamed(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var once atomic.Bool
	source.read = func(name string, _ []byte, off int64) error {
		if name == "CLIPS/b.mov" && once.CompareAndSwap(false, true) {
			put(t, source.Path(), name, random(3<<20))
			return source.Keep(name, medium.Entry{Mode: 0o640, Modified: time.Now()})
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "changed CLIPS/b.mov")
	if _, err := a.Stat("A001/CLIPS/b.mov"); err == nil || result.SafeToFormat {
		t.Error("a file that changed meanwhile is in the copy")
	}
}

func TestWhatAppearsAndVanishesIsNamed(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var once atomic.Bool
	b.read = func(string, []byte, int64) error {
		if once.CompareAndSwap(false, true) {
			put(t, source.Path(), "CLIPS/new.mov", random(10))
			return source.Remove("d.txt")
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "appeared CLIPS/new.mov", "missing d.txt")
	if result.SafeToFormat {
		t.Error("a card with a file that was not copied is said to be safe")
	}
}

func TestACardThatGivesOtherBytesTheSecondTime(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	var times atomic.Int32
	source.read = func(name string, bytes []byte, _ int64) error {
		if name == "CLIPS/b.mov" && times.Add(1) > 1 {
			bytes[5] ^= 1
		}
		return nil
	}
	o := order(source, a, b)
	o.Verify = offload.VerifyBoth
	result := run(t, o)
	says(t, result, "differs CLIPS/b.mov")
	if result.Problems[0].Copy != -1 || result.SafeToFormat {
		t.Errorf("%+v", result.Problems)
	}
}

func TestASlowCopyIsLeftBehind(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, map[string]int{"long.mov": 200 << 20, "x.mov": 30 << 20, "y.txt": 9})
	var hurry atomic.Bool
	b.write = func(string, []byte, int64) error {
		if !hurry.Load() {
			time.Sleep(400 * time.Millisecond)
		}
		return nil
	}
	var first, second time.Duration
	o := order(source, a, b)
	o.Report = func(p offload.Progress) {
		if p.Lanes[0].Files == 3 && first == 0 {
			first = p.Elapsed
		}
		second = p.Elapsed
		if p.Lanes[1].Late {
			hurry.Store(true)
		}
	}
	result := run(t, o)
	if !result.SafeToFormat {
		t.Fatalf("%v", result.Problems)
	}
	a.copyOf(source, t)
	b.copyOf(source, t)
	if first == 0 || first > second {
		t.Errorf("the quick copy was done after %v, the slow one after %v", first, second)
	}
}

// folding is a target on which names that differ in case only are one.
type folding struct{ *faulty }

func (d folding) Move(from, to string) error {
	list, err := d.List(filepath.Dir(to))
	if err != nil {
		return err
	}
	for _, e := range list {
		if strings.EqualFold(e.Name, to) {
			return &fs.PathError{Op: "rename", Path: to, Err: fs.ErrExist}
		}
	}
	return d.faulty.Move(from, to)
}

func TestTwoNamesThatAreOneOnTheCopy(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, map[string]int{"CLIP.MOV": 100, "clip.mov": 200, "x": 3})
	result := run(t, order(source, a, folding{b}))
	if len(result.Problems) != 1 || result.Problems[0].Code != offload.Collides || result.Problems[0].Copy != 1 || result.SafeToFormat {
		t.Fatalf("%+v", result.Problems)
	}
	if !result.Copies[0].Verified || result.Copies[1].Done != 2 {
		t.Errorf("%+v", result.Copies)
	}
	a.copyOf(source, t)
}

func TestANameThatTheCopyCannotHold(t *testing.T) {
	t.Parallel()
	source, a, b := media(t, few)
	b.move = func(_, to string) error {
		if strings.HasSuffix(to, "c.xml") {
			return syscall.EINVAL
		}
		return nil
	}
	result := run(t, order(source, a, b))
	says(t, result, "name CLIPS/c.xml")
	if result.Copies[1].Done != len(few)-1 || result.SafeToFormat {
		t.Errorf("%+v", result.Copies)
	}
}
