package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
)

// measureMachine says what the machine does with work that everybody knows, to read the rest by.
func (b *bench) measureMachine(context.Context) error {
	b.table.add(figure{name: "Machine: processors", value: float64(runtime.NumCPU())})
	if load, ok := b.neighbours(); ok {
		b.table.add(figure{name: "Machine: load before the start", value: load})
	}
	block := make([]byte, 64<<20)
	hash, err := timed(func() error { sha256.Sum256(block); return nil })
	if err != nil {
		return err
	}
	b.table.add(figure{name: "Machine: SHA-256 of 64 MiB", value: milliseconds(hash), unit: "ms"})
	sync, err := b.fsync()
	b.table.add(figure{name: "Machine: write 4 KiB and fsync", value: sync, unit: "ms"})
	return err
}

// neighbours is how many processes wanted a processor during the last minute, where the system tells.
func (b *bench) neighbours() (load float64, ok bool) {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0, false
	}
	_, err = fmt.Sscan(string(text), &load)
	return load, err == nil
}

// fsync is how long 4 KiB take to reach the disk, in milliseconds.
func (b *bench) fsync() (ms float64, err error) {
	f, err := os.Create(filepath.Join(b.work, "fsync"))
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	page := make([]byte, 4<<10)
	took, err := timed(func() error {
		if _, err := f.Write(page); err != nil {
			return err
		}
		return f.Sync()
	})
	return milliseconds(took), err
}

func (b *bench) measureBinary(context.Context) error {
	info, err := os.Stat(b.bts)
	if err != nil {
		return err
	}
	b.table.add(figure{name: "Size of the program", value: float64(info.Size()) / 1e6, unit: "MB", bar: 80})
	return nil
}
