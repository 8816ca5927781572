//go:build unix && !linux

package medium

// inLargePages is for systems that do this by themselves, or not at all.
func inLargePages([]byte) {}
