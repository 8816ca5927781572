package media

import (
	"os/exec"
	"runtime"
	"syscall"

	"golang.org/x/sys/unix"
)

// alone gives a process a group of its own, so that nothing it starts outlives it, and lets it die with us.
func alone(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

func killGroup(cmd *exec.Cmd) {
	if cmd.Process != nil {
		_ = syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) // it may have ended by itself
	}
}

// work keeps one thread: Pdeathsig strikes when the thread that started a process ends, not only when we do.
func (s *spawner) work() {
	runtime.LockOSThread()
	for job := range s.jobs {
		err := job.cmd.Start()
		if err == nil {
			bound(job.cmd, s.memory)
		}
		job.done <- err
	}
}

// bound limits the memory of a process that was just started and knows no file yet. Our own keeps much address space
// that it never touches: RLIMIT_DATA counts what can be written alone.
func bound(cmd *exec.Cmd, memory int64) {
	most := &unix.Rlimit{Cur: uint64(memory), Max: uint64(memory)} //nolint:gosec // it is above zero
	none := &unix.Rlimit{}
	for resource, l := range map[int]*unix.Rlimit{unix.RLIMIT_DATA: most, unix.RLIMIT_CORE: none} {
		_ = unix.Prlimit(cmd.Process.Pid, resource, l, nil) // it may have ended already
	}
}
