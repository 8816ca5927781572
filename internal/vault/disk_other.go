//go:build !unix

package vault

import "os"

// noSpace and readOnly are not told apart from other errors where there is no errno.
func noSpace(error) bool { return false }

func readOnly(error) bool { return false }

// syncNames does nothing: such systems write a folder's names themselves and refuse to be asked.
func syncNames(*os.File) error { return nil }
