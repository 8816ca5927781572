package mounts

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
)

func TestReadMountinfo(t *testing.T) {
	t.Parallel()
	got, err := readMountinfo(strings.NewReader(`22 28 0:21 / /proc rw,nosuid - proc proc rw
28 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
90 28 8:17 / /media/ada/A\040ROLL\0401 ro,nosuid,nodev shared:40 - exfat /dev/sdb1 ro,errors=remount-ro
91 28 8:33 / /media/ada/RAID rw shared:41 master:2 - xfs /dev/sdc1 rw
92 28 8:34 / /media/ada/RAID rw - ext4 /dev/sdd1 rw
a broken line
`))
	want := []Volume{
		{Path: "/", Name: "/", System: "ext4", Mounted: true},
		{Path: "/media/ada/A ROLL 1", Name: "A ROLL 1", System: "exfat", ReadOnly: true, Mounted: true},
		{Path: "/media/ada/RAID", Name: "RAID", System: "ext4", Mounted: true},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v %s", err, diff)
	}
	if at := MountOf("/media/ada/RAID/film/day-1", got); at != "/media/ada/RAID" {
		t.Errorf("lies on %q", at)
	}
}

func TestRootsKeepEverybodyInside(t *testing.T) {
	t.Parallel()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"cards/A001", "cards-of-others", "secret"} {
		if err := os.MkdirAll(filepath.Join(top, path), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for from, to := range map[string]string{"cards/away": "../secret", "cards/back": "A001", "led": "cards"} {
		if err := os.Symlink(to, filepath.Join(top, from)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(top, "cards/file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	roots, err := ParseRoots(filepath.Join(top, "cards") + ":" + filepath.Join(top, "none"))
	if err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]fault.Code{
		"cards/A001": "", "cards": "", "cards/back": "", "cards/A001/": "",
		"cards/away": fault.Forbidden, "secret": fault.Forbidden, "cards-of-others": fault.Forbidden, "led/A001": fault.Forbidden,
		"cards/../secret": fault.Invalid, "cards//A001": fault.Invalid, "cards/./A001": fault.Invalid, "cards/B001": fault.NotFound, "none/x": fault.NotFound, "cards/file": fault.Invalid,
	} {
		if got, err := roots.Find(top + "/" + path); fault.CodeOf(err) != code || err == nil && !strings.HasPrefix(got, filepath.Join(top, "cards")) {
			t.Errorf("%s: %q, %v, want %q", path, got, err, code)
		}
	}
	for _, path := range []string{"", "A001", "../x", "/media\x00/x", `C:\`} {
		if _, err := roots.Find(path); !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", path, err)
		}
	}
	through, err := ParseRoots(filepath.Join(top, "led"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := through.Find(filepath.Join(top, "led/A001")); err != nil || got != filepath.Join(top, "cards/A001") {
		t.Errorf("through a root that is a link: %q, %v", got, err)
	}
}

// machine has the volumes that a test wants.
type machine []Volume

func (m machine) Volumes(context.Context) ([]Volume, error) { return m, nil }

func TestOffer(t *testing.T) {
	t.Parallel()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"A001", "ada/RAID", ".hidden"} {
		if err := os.MkdirAll(filepath.Join(top, path), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	m := machine{{Path: filepath.Join(top, "ada/RAID"), Mounted: true}, {Path: "/", Mounted: true}, {Path: top + "-other", Mounted: true}}
	roots, err := ParseRoots(top)
	if err != nil {
		t.Fatal(err)
	}
	got, err := roots.Offer(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, v := range got {
		paths = append(paths, strings.TrimPrefix(v.Path, top))
	}
	if diff := cmp.Diff([]string{"/A001", "/ada/RAID"}, paths); diff != "" {
		t.Error(diff)
	}
	roots.named = false
	if got, err := roots.Offer(t.Context(), m); err != nil || len(got) != 1 {
		t.Errorf("in the usual places only what is mounted is offered: %v, %v", got, err)
	}
}

func TestParseRoots(t *testing.T) {
	t.Parallel()
	if r, err := ParseRoots(" "); err != nil || r.String() != "/media, /run/media, /mnt, /Volumes" {
		t.Errorf("%s, %v", r, err)
	}
	if _, err := ParseRoots("/srv/cards:cards"); !fault.Is(err, fault.Invalid) {
		t.Errorf("a path from nowhere: %v", err)
	}
}

func TestSystemHasAVolume(t *testing.T) {
	t.Parallel()
	if _, err := (System{}).Volumes(t.Context()); err != nil {
		t.Error(err)
	}
	if size, free := space(t.TempDir()); size <= 0 || free < 0 || free > size {
		t.Errorf("%d of %d bytes are free", free, size)
	}
}
