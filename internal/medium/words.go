package medium

import (
	"fmt"
	"math"
)

// Words is a number of bytes as drives are sold, 1 GB being 1,000,000,000 bytes: "999 bytes", "4.8 GB", "512 GB".
func Words(bytes int64) string {
	units := []string{"bytes", "kB", "MB", "GB", "TB", "PB"}
	size, at := float64(bytes), 0
	for size >= 999.5 && at < len(units)-1 {
		size /= 1000
		at++
	}
	if at == 0 || size >= 99.95 {
		return fmt.Sprintf("%.0f %s", math.Round(size), units[at])
	}
	return fmt.Sprintf("%.1f %s", size, units[at])
}
