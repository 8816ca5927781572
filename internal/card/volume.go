package card

// Volume is a file system that is mounted, and the medium it lies on. What the system does not tell is empty: nothing
// here is an error, because a card can be copied all the same.
type Volume struct {
	Mount     string // where it is mounted
	Name      string // that the file system was given: "A001", "EOS_DIGITAL"
	Serial    string // of the medium, else of its file system
	Model     string // of the medium or its reader
	Type      string // of the file system: "exfat", "vfat", "udf"
	Device    string // "/dev/sdb1"
	Size      int64  // bytes of the whole
	Free      int64
	Removable bool // it can be taken out
	ReadOnly  bool // by the switch of the card, or by the way it is mounted
}

// Volumes are the mounted volumes that may be cards or drives for copies, sorted by mount point: what can be taken out
// and what is mounted where people mount such things. The system's own are left out.
func Volumes() []Volume { return volumes() }

// VolumeOf is the volume that a path lies on; only Mount is set where the system tells nothing.
func VolumeOf(path string) Volume { return volumeOf(path) }
