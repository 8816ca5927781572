package card

import (
	"cmp"
	"context"
	"os/exec"
	"slices"
	"strings"
	"time"
)

// patience is how long diskutil may take; a card that fails can hold it up.
const patience = 5 * time.Second

func volumes() []Volume {
	var list []Volume
	for _, id := range mountedDisks(diskutil("list", "-plist")) {
		about := diskutil("info", "-plist", id)
		v := volumeFrom(about)
		own := v.Mount == "/" || strings.HasPrefix(v.Mount, "/System/") || strings.HasPrefix(v.Mount, "/private/")
		if v.Mount != "" && !own && (v.Removable || strings.HasPrefix(v.Mount, "/Volumes/")) {
			list = append(list, v)
		}
	}
	slices.SortFunc(list, func(a, b Volume) int { return cmp.Compare(a.Mount, b.Mount) })
	return list
}

func volumeOf(path string) Volume {
	v := volumeFrom(diskutil("info", "-plist", path))
	v.Mount = cmp.Or(v.Mount, path)
	return v
}

// diskutil asks the tool of the system; what it does not tell is an empty answer.
func diskutil(args ...string) plist {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, "diskutil", args...).Output() //nolint:gosec // the arguments are listed, no shell reads them
	if err != nil {
		return nil
	}
	return readPlist(out)
}
