//go:build unix

package media

import "syscall"

// noWait opens a pipe without waiting for who writes into it, and no link.
const noWait = syscall.O_NONBLOCK | syscall.O_NOFOLLOW
