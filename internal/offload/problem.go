package offload

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"syscall"
)

// Problem is something that a person must know of.
type Problem struct {
	Path    string `json:"path"` // of the file, as on the card; "" concerns the copy or the card as a whole
	Copy    int    `json:"-"`    // which target, -1 the card
	Code    string `json:"code"`
	Message string `json:"message"`
	Mended  bool   `json:"mended,omitempty"` // it was set right; good to know all the same
}

// The codes of problems.
const (
	Missing    = "missing"        // gone from the card, or from the copy, while it was copied
	Differs    = "differs"        // what is read back is not what the card gave, or a file of this name holds something else
	Unreadable = "unreadable"     // the card does not give it
	Unwritable = "unwritable"     // the copy does not take it
	NoSpace    = "no_space"       // the copy is full
	Gone       = "gone"           // the medium of the copy, or the card, is not there any more
	Changed    = "changed"        // the card's file became another while it was copied
	Appeared   = "appeared"       // on the card since the inventory was taken
	Collides   = "name_collision" // two names of the card are one on the copy
	BadName    = "name"           // the copy cannot hold a file of this name
	NotCopied  = "not_copied"     // a link or a special file: there is nothing to copy
	Unlisted   = "unlisted"       // copied and proven, but no media hash list can hold its name
)

// harmless are codes that leave a card safe to format.
func (p Problem) harmless() bool { return p.Mended || p.Code == NotCopied || p.Code == Unlisted }

// sorted puts problems in an order that does not depend on who was first.
func sorted(list []Problem) []Problem {
	slices.SortStableFunc(list, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Copy, b.Copy), cmp.Compare(a.Code, b.Code))
	})
	return list
}

// ending tells whether an error of a target ends its lane, and with which code.
func ending(err error) (code string, ends bool) {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return NoSpace, true
	case errors.Is(err, syscall.ENODEV), errors.Is(err, syscall.ENXIO), errors.Is(err, syscall.EROFS),
		errors.Is(err, syscall.ENOTCONN), errors.Is(err, syscall.ESTALE), errors.Is(err, syscall.EHOSTDOWN):
		return Gone, true
	}
	return "", false
}

// ofTarget says what it means that a target does not take a file.
func ofTarget(err error) (code, message string) {
	switch {
	case errors.Is(err, syscall.ENAMETOOLONG), errors.Is(err, syscall.EILSEQ), errors.Is(err, fs.ErrInvalid), errors.Is(err, syscall.EINVAL):
		return BadName, fmt.Sprintf("this file system cannot hold such a name: %v", bare(err))
	case errors.Is(err, fs.ErrNotExist):
		return Missing, "it is not there any more"
	}
	return Unwritable, bare(err).Error()
}

// bare is an error without the path that it names again.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}

// there tells whether the target is still what was opened.
func (l *lane) there() bool {
	_, err := l.target.Stat(path.Join(l.work, journalName))
	return err == nil
}

// answers tells whether a target that gave this error takes anything at all: names that the system remembers are there for a while
// after a drive was pulled, but no new file comes to it.
func (l *lane) answers(err error) bool {
	if !errors.Is(err, syscall.EIO) {
		return true
	}
	name := path.Join(l.work, "answer")
	file, err := l.target.CreateSmall(name)
	if err != nil {
		return !errors.Is(err, syscall.EIO) && !errors.Is(err, syscall.EROFS)
	}
	_ = errors.Join(file.Close(), l.target.Remove(name)) // the next run sweeps the folder
	return true
}
