package offload

import (
	"context"
	"io/fs"

	"github.com/btsdirector/bts/internal/medium"
)

// inventory is what a card holds beside files, in the order in which it is listed: a folder before what is in it.
type inventory struct {
	folders []medium.Entry // empty ones too, the card itself not
	others  []medium.Entry // links, sockets, devices
	bytes   int64          // of the files
}

// take lists everything on a card, and hands the files over one by one. A folder that cannot be listed is an error: a card that is known in part only is not known.
func take(ctx context.Context, card Source, file func(medium.Entry)) (inventory, error) {
	var all inventory
	waiting := []string{"."}
	for len(waiting) > 0 {
		if err := ctx.Err(); err != nil {
			return all, err
		}
		folder := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		list, err := card.List(folder)
		if err != nil {
			return all, err
		}
		var below []string
		for _, e := range list {
			switch {
			case e.Mode.IsDir():
				all.folders = append(all.folders, e)
				below = append(below, e.Name)
			case e.Mode.IsRegular():
				file(e)
				all.bytes += e.Size
			default:
				all.others = append(all.others, e)
			}
		}
		for i := len(below) - 1; i >= 0; i-- {
			waiting = append(waiting, below[i])
		}
	}
	return all, nil
}

// kindOf says in words what an entry is that is no file and no folder.
func kindOf(e medium.Entry) string {
	switch {
	case e.Mode&fs.ModeSymlink != 0:
		return "a link"
	case e.Mode&fs.ModeDevice != 0:
		return "a device"
	case e.Mode&(fs.ModeNamedPipe|fs.ModeSocket) != 0:
		return "a pipe or a socket"
	}
	return "no file"
}

// same tells whether an entry is what it was: its size and its time of change. Some file systems keep
// times to two seconds only (FAT), and the same card gives the same times.
func same(a, b medium.Entry) bool {
	return a.Size == b.Size && a.Modified.Equal(b.Modified)
}
