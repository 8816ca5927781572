//go:build !linux && !darwin

package card

func volumes() []Volume { return nil }

func volumeOf(path string) Volume { return Volume{Mount: path} }
