package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

// The card that is offloaded: a few large files, some medium ones and 5,000 small ones, 8 GiB together.
var benchCard = []struct {
	count, size, spread int // bytes; a file is up to spread larger
	name                string
}{
	{4, 1500 << 20, 0, "CLIPS/A001C%03d.MXF"},
	{60, 30 << 20, 0, "DCIM/MOV_%04d.MOV"},
	{5000, 8000, 120000, "DCIM/%02d/IMG_%05d.JPG"},
}

// measureOffload compares an offload to two folders of the same disk, read back from the medium, with plain
// tools doing the same, and with what the disk can do: read once, write twice, read twice.
func (b *bench) measureOffload(ctx context.Context) error {
	card, err := b.folder("card")
	if err != nil {
		return err
	}
	bytes, err := fillCard(card)
	if err != nil {
		return err
	}
	if err := cold(); err != nil {
		return err
	}
	limit, err := b.diskLimit(ctx, card, float64(bytes))
	if err != nil {
		return err
	}
	ours, err := b.offloadOnce(ctx, card, 5064)
	if err != nil {
		return err
	}
	gb := float64(bytes) / 1e9
	seconds := ours.took.Seconds()
	add := func(name string, plain float64, tool string, bar float64) {
		b.table.add(figure{name: name, value: seconds / plain, bar: bar, beside: beside{}})
		b.table.add(figure{name: "  " + tool, value: plain, unit: "s"})
	}
	b.table.add(figure{name: fmt.Sprintf("Offload of %.1f GB in 5,064 files to two copies, read back", gb), value: seconds, unit: "s", beside: beside{"the disk's limit", limit.total}})
	b.table.add(figure{name: "The disk: reading", value: limit.read, unit: "MB/s"})
	b.table.add(figure{name: "The disk: writing", value: limit.write, unit: "MB/s"})
	b.table.add(figure{name: "The disk: reading what was just written", value: limit.back, unit: "MB/s"})
	add("Offload over the disk's limit", limit.total, "read once, write twice, read twice", 1.35)
	b.table.add(figure{name: "Offload: processor seconds a GB", value: ours.cpu.Seconds() / gb, unit: "s", bar: 1.5})
	b.table.add(figure{name: "Offload: memory", value: ours.memory, unit: "MiB", bar: 150})
	if err := b.beginHistory(ctx, card); err != nil {
		return err
	}
	for _, tool := range b.plainTools(card) {
		took, err := b.plainOnce(ctx, tool)
		if err != nil {
			return err
		}
		if took > 0 {
			add("Offload over "+tool.name, took.Seconds(), tool.name, tool.bar)
		}
	}
	return b.offloadMany(ctx)
}

// fillCard writes the files of the card, the same bytes every time.
func fillCard(at string) (bytes int64, err error) {
	random := rand.NewChaCha8([32]byte{7})
	buffer := make([]byte, 1<<20)
	for _, kind := range benchCard {
		for i := range kind.count {
			name := fmt.Sprintf(kind.name, i)
			if kind.spread > 0 {
				name = fmt.Sprintf(kind.name, i%50, i)
			}
			size := int64(kind.size)
			if kind.spread > 0 {
				size += int64(i*7919) % int64(kind.spread)
			}
			bytes += size
			if err := fillFile(filepath.Join(at, name), size, random, buffer); err != nil {
				return 0, err
			}
		}
	}
	return bytes, nil
}

func fillFile(name string, size int64, random *rand.ChaCha8, buffer []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	for ; size > 0; size -= int64(len(buffer)) {
		part := buffer[:min(size, int64(len(buffer)))]
		_, _ = random.Read(part) // it returns no error
		if _, err := f.Write(part); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}

// cold drops what the system holds of files, so that everybody begins with the same.
func cold() error {
	syscall.Sync()
	err := os.WriteFile("/proc/sys/vm/drop_caches", []byte("3"), 0)
	if err != nil {
		return fmt.Errorf("the page cache cannot be dropped, so nothing would be comparable: %w", err)
	}
	return nil
}

// spent is what one run of a program took.
type spent struct {
	took, cpu time.Duration
	memory    float64 // MiB
}

// offloadOnce offloads the card to two new folders and checks that every file was verified.
func (b *bench) offloadOnce(ctx context.Context, card string, files int) (spent, error) {
	to, err := b.folder("copies")
	if err != nil {
		return spent{}, err
	}
	defer func() { _ = os.RemoveAll(to) }() // the whole work folder goes at the end
	if err := cold(); err != nil {
		return spent{}, err
	}
	c := exec.CommandContext(ctx, b.bts, "--json", "--quiet", "offload", card, "--name", "A001", "--to", filepath.Join(to, "a"), "--to", filepath.Join(to, "b"))
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, os.Stderr
	began := time.Now()
	if err := c.Start(); err != nil {
		return spent{}, err
	}
	peak := watch(c.Process.Pid) // what the system says at its end has the memory of who started it in it
	err = c.Wait()
	took, memory := time.Since(began), peak()
	if err != nil {
		return spent{}, err
	}
	var said struct {
		Files int  `json:"files"`
		Safe  bool `json:"safe_to_format"`
	}
	if err := json.Unmarshal(out.Bytes(), &said); err != nil || !said.Safe || said.Files != files {
		return spent{}, fmt.Errorf("the offload says %+v, %w", said, err)
	}
	return spent{took, c.ProcessState.UserTime() + c.ProcessState.SystemTime(), memory * 1e6 / (1 << 20)}, nil
}

// offloadMany compares the time for one file among 20,000 with that among 200,000.
func (b *bench) offloadMany(ctx context.Context) error {
	var each []float64
	for _, count := range []int{20_000, 200_000} {
		card, err := b.folder("many")
		if err != nil {
			return err
		}
		random, buffer := rand.NewChaCha8([32]byte{9}), make([]byte, 4096)
		for i := range count {
			if err := fillFile(filepath.Join(card, strconv.Itoa(i%200), strconv.Itoa(i)+".xml"), 1000, random, buffer); err != nil {
				return err
			}
		}
		s, err := b.offloadOnce(ctx, card, count)
		if err != nil {
			return err
		}
		each = append(each, float64(s.took.Microseconds())/float64(count))
		b.table.add(figure{name: fmt.Sprintf("Offload of %d small files: each", count), value: each[len(each)-1], unit: "µs"})
		b.table.add(figure{name: fmt.Sprintf("Offload of %d small files: memory", count), value: s.memory, unit: "MiB", bar: 150})
		if err := os.RemoveAll(card); err != nil {
			return err
		}
	}
	b.table.add(figure{name: "A file among 200,000 over one among 20,000", value: each[1] / each[0], bar: 1.3})
	return nil
}
