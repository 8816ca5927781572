//go:build unix && !linux

package media

import (
	"os/exec"
	"syscall"
)

// alone gives a process a group of its own, so that nothing it starts outlives it.
func alone(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // it may have ended by itself
	}
}

func (s *spawner) work() {
	for job := range s.jobs {
		job.done <- job.cmd.Start()
	}
}
