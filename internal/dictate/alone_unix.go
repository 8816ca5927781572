//go:build unix

package dictate

import (
	"os/exec"
	"syscall"
)

// alone gives the program a group of its own, so that nothing it starts outlives it.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
