package card

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

func volumes() []Volume { return machine{"/"}.volumes() }

func volumeOf(path string) Volume { return machine{"/"}.volumeOf(path) }

// machine is a running Linux below root, which is "/" but for tests.
type machine struct{ root string }

// mount is one line of /proc/self/mountinfo (proc(5)).
type mount struct {
	number  string // of the device, "8:17"
	at      string
	options []string
	system  string
	source  string
}

func (m machine) mounts() []mount {
	text, err := os.ReadFile(filepath.Join(m.root, "proc/self/mountinfo"))
	if err != nil {
		return nil
	}
	var list []mount
	for line := range strings.Lines(string(text)) {
		fields := strings.Fields(line)
		dash := slices.Index(fields, "-")
		if dash < 6 || len(fields) < dash+3 {
			continue
		}
		one := mount{number: fields[2], at: unescaped(fields[4]), options: strings.Split(fields[5], ","), system: fields[dash+1], source: unescaped(fields[dash+2])}
		if len(fields) > dash+3 {
			one.options = append(one.options, strings.Split(fields[dash+3], ",")...)
		}
		list = append(list, one)
	}
	return list
}

// volumes are the mounts of block devices that may be cards.
func (m machine) volumes() []Volume {
	byPlace := map[string]Volume{}
	for _, one := range m.mounts() {
		if !strings.HasPrefix(one.source, "/dev/") || !mayBeCard(one.at) {
			delete(byPlace, one.at) // what is mounted over it hides it
			continue
		}
		v := m.volume(one)
		if v.Removable || userPlace(one.at) {
			byPlace[one.at] = v
		}
	}
	list := make([]Volume, 0, len(byPlace))
	for _, v := range byPlace {
		list = append(list, v)
	}
	slices.SortFunc(list, func(a, b Volume) int { return cmp.Compare(a.Mount, b.Mount) })
	return list
}

// mayBeCard tells whether a place is not one of the system's own.
func mayBeCard(at string) bool {
	for _, own := range []string{"/boot", "/efi", "/snap", "/var", "/usr", "/etc", "/nix", "/sysroot", "/proc", "/sys", "/dev", "/tmp"} {
		if at == own || strings.HasPrefix(at, own+"/") {
			return false
		}
	}
	return at != "/" && at != "/home"
}

// userPlace tells whether people mount drives there.
func userPlace(at string) bool {
	for _, place := range []string{"/media/", "/run/media/", "/mnt/", "/Volumes/"} {
		if strings.HasPrefix(at, place) {
			return true
		}
	}
	return false
}

// volumeOf finds the mount that a path lies on: the longest, and of several on one place the last.
func (m machine) volumeOf(path string) Volume {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	var best *mount
	for _, one := range m.mounts() {
		within := one.at == "/" || path == one.at || strings.HasPrefix(path, one.at+"/")
		if within && (best == nil || len(one.at) >= len(best.at)) {
			best = &one
		}
	}
	if best == nil {
		return Volume{Mount: path}
	}
	return m.volume(*best)
}

// volume asks for all that is known of a mount.
func (m machine) volume(one mount) Volume {
	v := Volume{Mount: one.at, Type: one.system, Device: one.source, ReadOnly: slices.Contains(one.options, "ro")}
	var space syscall.Statfs_t
	if syscall.Statfs(filepath.Join(m.root, one.at), &space) == nil {
		v.Size, v.Free = int64(space.Blocks)*space.Bsize, int64(space.Bavail)*space.Bsize //nolint:gosec,unconvert // bytes of a drive
	}
	if !strings.HasPrefix(one.source, "/dev/") {
		return v
	}
	about := m.udev(one.number)
	v.Name = cmp.Or(decoded(about["ID_FS_LABEL_ENC"]), about["ID_FS_LABEL"], m.link("dev/disk/by-label", one.source))
	v.Serial = cmp.Or(about["ID_SERIAL_SHORT"], about["ID_SERIAL"])
	v.Model = strings.TrimSpace(cmp.Or(decoded(about["ID_MODEL_ENC"]), strings.ReplaceAll(about["ID_MODEL"], "_", " ")))
	m.askDevice(one.number, &v)
	v.Serial = cmp.Or(v.Serial, about["ID_FS_UUID"], m.link("dev/disk/by-uuid", one.source))
	return v
}

// askDevice reads what the kernel tells of a block device and the one that it is a part of.
func (m machine) askDevice(number string, v *Volume) {
	at, err := filepath.EvalSymlinks(filepath.Join(m.root, "sys/dev/block", number))
	if err != nil {
		return
	}
	whole := at
	if _, err := os.Stat(filepath.Join(at, "partition")); err == nil {
		whole = filepath.Dir(at)
	}
	v.ReadOnly = v.ReadOnly || m.word(at, "ro") == "1" || m.word(whole, "ro") == "1"
	v.Removable = m.word(whole, "removable") == "1" || strings.Contains(whole, "/usb") || strings.Contains(whole, "/mmc") || strings.Contains(whole, "/firewire") || m.word(whole, "device/removable") == "removable"
	v.Serial = cmp.Or(v.Serial, m.word(whole, "device/serial"), m.word(whole, "serial"))
	v.Model = cmp.Or(v.Model, strings.TrimSpace(m.word(whole, "device/vendor")+" "+m.word(whole, "device/model")), m.word(whole, "device/name"))
}

func (m machine) word(folder, name string) string {
	text, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(text))
}

// udev is what the device manager has found out about a device.
func (m machine) udev(number string) map[string]string {
	about := map[string]string{}
	text, err := os.ReadFile(filepath.Join(m.root, "run/udev/data", "b"+number))
	if err != nil {
		return about
	}
	for line := range strings.Lines(string(text)) {
		if pair, ok := strings.CutPrefix(strings.TrimSpace(line), "E:"); ok {
			name, value, _ := strings.Cut(pair, "=")
			about[name] = value
		}
	}
	return about
}

// link is the name of the link in a folder of /dev/disk that leads to a device.
func (m machine) link(folder, device string) string {
	folder = filepath.Join(m.root, folder)
	entries, err := os.ReadDir(folder)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		to, err := os.Readlink(filepath.Join(folder, e.Name()))
		if err == nil && filepath.Base(to) == filepath.Base(device) {
			return decoded(e.Name())
		}
	}
	return ""
}

// unescaped reads the \040 of mountinfo, decoded the \x20 of udev.
func unescaped(text string) string { return replaced(text, `\`, 3, 8) }
func decoded(text string) string   { return strings.TrimSpace(replaced(text, `\x`, 2, 16)) }
