//go:build !unix

package derive

import "os/exec"

func alone(*exec.Cmd) {}

// politely does nothing here.
func politely(*exec.Cmd) {}
