//go:build !unix

package media

const noWait = 0
