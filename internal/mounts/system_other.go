//go:build !linux

package mounts

import (
	"context"
	"os"
	"path/filepath"
)

// System is the machine that the program runs on.
type System struct{}

// Volumes are the folders in /Volumes, where macOS mounts what is plugged in.
func (System) Volumes(context.Context) ([]Volume, error) {
	list, err := os.ReadDir("/Volumes")
	if err != nil {
		return nil, nil // no such place on this system
	}
	var all []Volume
	for _, entry := range list {
		if path := filepath.Join("/Volumes", entry.Name()); entry.IsDir() {
			size, free := space(path)
			all = append(all, Volume{Path: path, Name: entry.Name(), Size: size, Free: free, Mounted: true})
		}
	}
	return recognised(all), nil
}
