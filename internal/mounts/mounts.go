// Package mounts says which volumes the machine has mounted, and keeps what people name as a card or a
// place for copies inside the folders that the installation allows.
package mounts

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// Volume is a file system that is mounted, or a folder that may be used as one.
type Volume struct {
	Path     string
	Name     string // as people call it: the last part of its path
	Camera   string // what sort of card it is by the folders on it, "" unknown
	Serial   string // "" unknown
	System   string // kind of file system: "exfat"; "" for a folder
	Size     int64  // bytes, 0 unknown
	Free     int64  // bytes
	ReadOnly bool
	Mounted  bool // a file system of its own
}

// Machine tells which volumes are mounted.
type Machine interface {
	Volumes(ctx context.Context) ([]Volume, error)
}

// Roots are folders below which cards, or copies, may lie.
type Roots struct {
	paths []string
	named bool // somebody chose them: their subfolders are offered as well
}

// usual are where systems mount what is plugged in.
var usual = []string{"/media", "/run/media", "/mnt", "/Volumes"}

// ParseRoots reads folders as PATH has them, separated by colons (semicolons on Windows); "" is the usual
// mount places. It returns fault.Invalid for one that is no absolute path.
func ParseRoots(list string) (Roots, error) {
	if strings.TrimSpace(list) == "" {
		return Roots{paths: usual}, nil
	}
	r := Roots{named: true}
	for _, path := range filepath.SplitList(list) {
		if path = strings.TrimSpace(path); path == "" {
			continue
		}
		if !filepath.IsAbs(path) {
			return Roots{}, fault.New(fault.Invalid, "%q is not the whole path of a folder", path).WithRemedy("Begin it at the root: /media/cards.")
		}
		r.paths = append(r.paths, filepath.Clean(path))
	}
	return r, nil
}

// String is the folders in words.
func (r Roots) String() string { return strings.Join(r.paths, ", ") }

// Find gives the real path of a folder that somebody named. It returns fault.Invalid for what is no whole
// path, fault.Forbidden for one that does not lie below a root, links followed, and fault.NotFound for one
// below them that is not there.
func (r Roots) Find(path string) (string, error) {
	if !filepath.IsAbs(path) || filepath.Clean(path) != strings.TrimRight(path, "/") || strings.ContainsRune(path, 0) {
		return "", fault.New(fault.Invalid, "%.120q is not the whole path of a folder", path).WithRemedy("Choose one of the volumes, or begin the path at the root.")
	}
	outside := fault.New(fault.Forbidden, "%.120q does not lie where this installation allows", path).WithRemedy("Allowed is what lies below %s.", r)
	if !r.hold(path, false) {
		return "", outside
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", fault.New(fault.NotFound, "%.120q is not there", path).WithRemedy("Is the card or drive plugged in and mounted?")
	}
	if !r.hold(real, true) {
		return "", outside
	}
	info, err := os.Stat(real)
	if err != nil || !info.IsDir() {
		return "", fault.New(fault.Invalid, "%.120q is no folder", path)
	}
	return real, nil
}

// hold reports whether a path is a root or lies below one; with real, where the roots themselves are led by links.
func (r Roots) hold(path string, real bool) bool {
	return slices.ContainsFunc(r.paths, func(root string) bool {
		if real {
			led, err := filepath.EvalSymlinks(root)
			if err != nil {
				return false
			}
			root = led
		}
		return Within(root, path)
	})
}

// Within reports whether a path is a folder or lies below it; both are clean.
func Within(folder, path string) bool {
	return path == folder || strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}

// Offer are the volumes below the roots, and where somebody chose the roots their folders as well, by path.
func (r Roots) Offer(ctx context.Context, m Machine) ([]Volume, error) {
	all, err := m.Volumes(ctx)
	if err != nil {
		return nil, err
	}
	out := []Volume{}
	for _, v := range all {
		if r.hold(v.Path, true) {
			out = append(out, v)
		}
	}
	if r.named {
		out = append(out, r.folders(out)...)
	}
	slices.SortFunc(out, func(a, b Volume) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

// folders are the folders in the roots that are no volumes and do not only lead to one.
func (r Roots) folders(volumes []Volume) (out []Volume) {
	for _, root := range r.paths {
		list, err := os.ReadDir(root)
		if err != nil {
			continue // a root that is not there offers nothing
		}
		for _, entry := range list {
			path := filepath.Join(root, entry.Name())
			leads := func(v Volume) bool { return Within(path, v.Path) }
			if entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") && !slices.ContainsFunc(volumes, leads) {
				size, free := space(path)
				out = append(out, Volume{Path: path, Name: entry.Name(), Size: size, Free: free})
			}
		}
	}
	return out
}

// MountOf is the mount point that a path lies on, "" where that is none of the volumes.
func MountOf(path string, volumes []Volume) (at string) {
	for _, v := range volumes {
		if v.Mounted && Within(v.Path, path) && len(v.Path) > len(at) {
			at = v.Path
		}
	}
	return at
}

// Overlap reports whether one of two folders lies in the other, or both are one.
func Overlap(a, b string) bool { return Within(a, b) || Within(b, a) }
