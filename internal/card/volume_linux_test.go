package card

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// aMachine is a Linux with a system drive, a locked SD card in a reader, a drive that people mounted, and one without
// udev.
func aMachine(t *testing.T) machine {
	t.Helper()
	root := t.TempDir()
	for name, text := range map[string]string{
		"proc/self/mountinfo": "22 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n" +
			"23 22 0:21 / /proc rw - proc proc rw\n" +
			"40 22 8:17 / /media/dit/EOS\\040DIGITAL rw,nosuid shared:5 - exfat /dev/sdb1 rw,errors=remount-ro\n" +
			"41 22 8:33 / /mnt/shuttle rw - ext4 /dev/sdc1 rw\n" +
			"42 22 179:1 / /srv/reader ro - udf /dev/mmcblk0p1 ro\n" +
			"43 22 8:1 / /boot/efi rw - vfat /dev/sda1 rw\n" +
			"44 22 7:1 / /snap/core rw - squashfs /dev/loop1 ro\nbroken line\n",
		"run/udev/data/b8:17":                               "S:disk/by-label/x\nE:ID_FS_LABEL=EOS_DIGITAL\nE:ID_FS_LABEL_ENC=EOS\\x20DIGITAL\nE:ID_SERIAL_SHORT=0000123\nE:ID_MODEL_ENC=SD\\x20Reader\\x20\\x20\nE:ID_FS_UUID=AB12-34CD\n",
		"sys/devices/usb1/block/sdb/removable":              "1\n",
		"sys/devices/usb1/block/sdb/ro":                     "1\n",
		"sys/devices/usb1/block/sdb/sdb1/partition":         "1\n",
		"sys/devices/usb1/block/sdb/sdb1/ro":                "0\n",
		"sys/devices/pci/block/sdc/removable":               "0\n",
		"sys/devices/pci/block/sdc/device/vendor":           "ACME    \n",
		"sys/devices/pci/block/sdc/device/model":            "Shuttle\n",
		"sys/devices/pci/block/sdc/sdc1/partition":          "1\n",
		"sys/devices/mmc/block/mmcblk0/device/serial":       "0x5f\n",
		"sys/devices/mmc/block/mmcblk0/device/name":         "SD64G\n",
		"sys/devices/mmc/block/mmcblk0/mmcblk0p1/ro":        "0\n",
		"sys/devices/mmc/block/mmcblk0/mmcblk0p1/part":      "",
		"sys/devices/mmc/block/mmcblk0/mmcblk0p1/partition": "1\n",
	} {
		write(t, root, name, text)
	}
	for from, to := range map[string]string{
		"sys/dev/block/8:17": "../../devices/usb1/block/sdb/sdb1", "sys/dev/block/8:33": "../../devices/pci/block/sdc/sdc1", "sys/dev/block/179:1": "../../devices/mmc/block/mmcblk0/mmcblk0p1",
		"dev/disk/by-label/A001\\x20x": "../../mmcblk0p1", "dev/disk/by-uuid/77-88": "../../sdc1",
	} {
		at := filepath.Join(root, from)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(to, at); err != nil {
			t.Fatal(err)
		}
	}
	return machine{root}
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	at := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestVolumesOfALinux(t *testing.T) {
	t.Parallel()
	want := []Volume{
		{Mount: "/media/dit/EOS DIGITAL", Name: "EOS DIGITAL", Serial: "0000123", Model: "SD Reader", Type: "exfat", Device: "/dev/sdb1", Removable: true, ReadOnly: true},
		{Mount: "/mnt/shuttle", Serial: "77-88", Model: "ACME Shuttle", Type: "ext4", Device: "/dev/sdc1"},
		{Mount: "/srv/reader", Name: "A001 x", Serial: "0x5f", Model: "SD64G", Type: "udf", Device: "/dev/mmcblk0p1", Removable: true, ReadOnly: true},
	}
	m := aMachine(t)
	if diff := cmp.Diff(want, m.volumes(), cmpopts.IgnoreFields(Volume{}, "Size", "Free")); diff != "" {
		t.Errorf("volumes (-want +got):\n%s", diff)
	}
	if v := m.volumeOf("/media/dit/EOS DIGITAL/DCIM"); v.Name != "EOS DIGITAL" {
		t.Errorf("a folder of the card lies on %+v", v)
	}
	if v := m.volumeOf("/home/dit"); v.Mount != "/" || v.Device != "/dev/vda" || v.Removable {
		t.Errorf("a folder of the system drive lies on %+v", v)
	}
	if v := (machine{t.TempDir()}).volumeOf("/home/dit"); v != (Volume{Mount: "/home/dit"}) {
		t.Errorf("a system that tells nothing tells %+v", v)
	}
}

// TestThisMachine asks the machine that runs the test, whatever it has.
func TestThisMachine(t *testing.T) {
	t.Parallel()
	for _, v := range Volumes() {
		if v.Mount == "" || v.Mount == "/" {
			t.Errorf("the system's own is offered: %+v", v)
		}
	}
	if v := VolumeOf(t.TempDir()); v.Mount == "" || v.Size <= 0 || v.Type == "" {
		t.Errorf("the temporary folder lies on %+v", v)
	}
}
