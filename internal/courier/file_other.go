//go:build !unix

package courier

// openFlags are none where the system has no such pipes and links.
const openFlags = 0
