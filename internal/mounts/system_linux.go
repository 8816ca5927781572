package mounts

import (
	"context"
	"os"

	"github.com/btsdirector/bts/internal/fault"
)

// System is the machine that the program runs on.
type System struct{}

// Volumes are the file systems that are mounted and can hold pictures. Of those that can be taken out it tells what they are
// called and what sort of card each is.
func (System) Volumes(context.Context) ([]Volume, error) {
	file, err := os.Open("/proc/self/mountinfo")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the system does not tell what is mounted").WithCause(err)
	}
	defer file.Close()
	all, err := readMountinfo(file)
	for i := range all {
		all[i].Size, all[i].Free = space(all[i].Path)
	}
	return recognised(all), err
}
