//go:build !unix

package media

import "os/exec"

func alone(*exec.Cmd) {}

func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = cmd.Process.Kill() // it may have ended by itself
	}
}

func (s *spawner) work() {
	for job := range s.jobs {
		job.done <- job.cmd.Start()
	}
}
