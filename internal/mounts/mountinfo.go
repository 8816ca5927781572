package mounts

import (
	"bufio"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// inside are kinds of file systems that hold the system's own things and no pictures.
var inside = []string{
	"proc", "sysfs", "tmpfs", "devtmpfs", "devpts", "cgroup", "cgroup2", "mqueue", "debugfs", "tracefs", "securityfs", "pstore", "bpf", "configfs",
	"fusectl", "hugetlbfs", "autofs", "overlay", "squashfs", "ramfs", "rpc_pipefs", "binfmt_misc", "nsfs", "efivarfs", "fuse.gvfsd-fuse", "fuse.portal",
}

// readMountinfo reads what Linux says in /proc/self/mountinfo, proc(5): the mount point is the fifth field, its options
// the sixth, the kind of file system the first after the dash. Of several mounts at one place the last is seen.
func readMountinfo(from io.Reader) ([]Volume, error) {
	var all []Volume
	lines := bufio.NewScanner(from)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		front, back, _ := strings.Cut(lines.Text(), " - ")
		head, tail := strings.Fields(front), strings.Fields(back)
		if len(head) < 6 || len(tail) < 1 || slices.Contains(inside, tail[0]) {
			continue
		}
		v := Volume{Path: unescaped(head[4]), System: tail[0], ReadOnly: slices.Contains(strings.Split(head[5], ","), "ro"), Mounted: true}
		v.Name = filepath.Base(v.Path)
		all = slices.DeleteFunc(all, func(o Volume) bool { return o.Path == v.Path })
		all = append(all, v)
	}
	return all, lines.Err()
}

// unescaped turns the octal of spaces, tabs, line ends and backslashes back: "\040" is a space.
func unescaped(path string) string {
	var out strings.Builder
	for i := 0; i < len(path); i++ {
		if path[i] == '\\' && i+3 < len(path) {
			if n, err := strconv.ParseUint(path[i+1:i+4], 8, 8); err == nil {
				out.WriteByte(byte(n))
				i += 3
				continue
			}
		}
		out.WriteByte(path[i])
	}
	return out.String()
}
