//go:build unix

package derive

import (
	"os/exec"
	"syscall"
)

// alone gives the program a group of its own, so that nothing it starts outlives it.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// politely lets who works on the pages go first.
func politely(cmd *exec.Cmd) { _ = syscall.Setpriority(syscall.PRIO_PGRP, cmd.Process.Pid, 10) } // as it is without
