package media

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// links give files a name that can be said to a program line by line. Nearly all have one already.
type links struct {
	dir string
	n   atomic.Int64
}

func newLinks() (*links, error) {
	dir, err := os.MkdirTemp("", "bts-media-")
	if err != nil {
		return nil, fault.New(fault.Unavailable, "no temporary folder can be made").WithCause(err)
	}
	return &links{dir: dir}, nil
}

// name is the path itself, or that of a link to it where the path has signs that would end a line.
func (l *links) name(path string) (name string, done func(), err error) {
	odd := func(r rune) bool { return r < ' ' || r == 0x7f }
	if utf8.ValidString(path) && !strings.ContainsFunc(path, odd) {
		return path, func() {}, nil
	}
	ext := filepath.Ext(path)
	if !utf8.ValidString(ext) || strings.ContainsFunc(ext, odd) {
		ext = ""
	}
	name = filepath.Join(l.dir, fmt.Sprintf("%d%s", l.n.Add(1), ext))
	if err := os.Symlink(path, name); err != nil {
		return "", nil, err
	}
	return name, func() { os.Remove(name) }, nil
}

func (l *links) close() { _ = os.RemoveAll(l.dir) } // it is temporary
