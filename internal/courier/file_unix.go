//go:build unix

package courier

import "syscall"

// openFlags keep an open from waiting for the other end of a pipe and from following a link that took
// the file's place.
const openFlags = syscall.O_NONBLOCK | syscall.O_NOFOLLOW | syscall.O_NOCTTY
