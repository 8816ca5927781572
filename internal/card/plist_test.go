package card

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

const diskutilInfo = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
	<key>DeviceNode</key><string>/dev/disk4s1</string>
	<key>FilesystemType</key><string>exfat</string>
	<key>FreeSpace</key><integer>1000</integer>
	<key>Internal</key><false/>
	<key>MediaName</key><string>SD Reader </string>
	<key>MountPoint</key><string>/Volumes/A001</string>
	<key>RemovableMedia</key><true/>
	<key>SMARTDeviceSpecificKeysMayVaryNotGuaranteed</key><dict><key>x</key><integer>1</integer></dict>
	<key>TotalSize</key><integer>64000000000</integer>
	<key>VolumeName</key><string>A001</string>
	<key>VolumeUUID</key><string>7A1C</string>
	<key>WritableVolume</key><false/>
</dict></plist>`

const diskutilList = `<plist version="1.0"><dict><key>AllDisksAndPartitions</key><array>
	<dict><key>DeviceIdentifier</key><string>disk0</string><key>Partitions</key><array>
		<dict><key>DeviceIdentifier</key><string>disk0s1</string></dict>
		<dict><key>DeviceIdentifier</key><string>disk0s2</string><key>MountPoint</key><string>/Volumes/B</string></dict></array></dict>
	<dict><key>DeviceIdentifier</key><string>disk3</string><key>APFSVolumes</key><array>
		<dict><key>DeviceIdentifier</key><string>disk3s5</string><key>MountPoint</key><string>/</string></dict></array></dict>
	<dict><key>DeviceIdentifier</key><string>disk4</string><key>MountPoint</key><string>/Volumes/A001</string></dict>
</array></dict></plist>`

func TestWhatDiskutilTells(t *testing.T) {
	t.Parallel()
	want := Volume{Mount: "/Volumes/A001", Name: "A001", Serial: "7A1C", Model: "SD Reader", Type: "exfat", Device: "/dev/disk4s1", Size: 64000000000, Free: 1000, Removable: true, ReadOnly: true}
	if diff := cmp.Diff(want, volumeFrom(readPlist([]byte(diskutilInfo)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"disk0s2", "disk3s5", "disk4"}, mountedDisks(readPlist([]byte(diskutilList)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func FuzzPlist(f *testing.F) {
	for _, text := range []string{diskutilInfo, diskutilList, "", "<plist>", "<dict><key>a</key></dict>", "<dict><array><dict>"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(_ *testing.T, text []byte) {
		p := readPlist(text) // it may find nothing, but it comes back
		_ = volumeFrom(p)
		_ = mountedDisks(p)
	})
}
