package offload

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/medium"
)

// places are the folders of a job, opened.
type places struct {
	source  *medium.Folder
	targets []*medium.Folder
	release func() // the card, for other runs
}

// open opens the folders of a job and refuses what would copy a card into itself, twice to one place, or onto the
// system's own disk because a drive is not there.
func (j Job) open() (p places, err error) {
	defer func() {
		if err != nil {
			p.close()
		}
	}()
	if p.source, err = medium.Open(j.Source); err != nil {
		return p, err
	}
	if p.release, err = medium.Hold(j.Source); err != nil {
		return p, err
	}
	if err := j.apart(); err != nil { // before any folder is made: a refused copy leaves nothing on a card
		return p, err
	}
	for _, to := range j.To {
		if err := makeTarget(to); err != nil {
			return p, err
		}
		target, err := medium.Open(to)
		if err != nil {
			return p, err
		}
		p.targets = append(p.targets, target)
	}
	return p, j.apart()
}

func (p places) close() {
	for _, t := range p.targets {
		_ = t.Close() // nothing is open in it any more
	}
	if p.source != nil {
		_ = p.source.Close() // it was only read
	}
	if p.release != nil {
		p.release()
	}
}

// makeTarget makes the folder for a copy. It does not where drives are mounted: a folder there that is not
// there yet means that the drive is not.
func makeTarget(to string) error {
	if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
		return nil // what it is will be seen when it is opened
	}
	full, err := filepath.Abs(to)
	if err != nil {
		return fault.New(fault.Invalid, "%s is no path", to).WithCause(err)
	}
	above := filepath.ToSlash(filepath.Dir(full))
	if above == "/Volumes" || above == "/mnt" || above == "/media" || (strings.HasPrefix(above, "/media/") || strings.HasPrefix(above, "/run/media/")) && strings.Count(above, "/") <= 3 {
		return fault.New(fault.NotFound, "no drive is mounted at %s", to).WithRemedy("Connect it, or make the folder yourself if it is meant to be on this machine.")
	}
	if err := os.MkdirAll(full, 0o755); err != nil {
		return fault.New(fault.Unavailable, "the folder %s cannot be made", to).WithCause(err)
	}
	return nil
}

// apart checks that the card and the copies are different places.
func (j Job) apart() error {
	card, err := real(j.Source)
	if err != nil {
		return err
	}
	seen := map[string]string{}
	for _, to := range j.To {
		target, err := real(to)
		if err != nil {
			return err
		}
		switch copy := filepath.Join(target, j.Card); {
		case seen[target] != "":
			return fault.New(fault.Invalid, "%s and %s are the same folder", seen[target], to).WithRemedy("Name a different drive for each copy.")
		case within(target, card):
			return fault.New(fault.Invalid, "the copy %s would lie on the card itself", to).WithRemedy("Name a folder that is not in %s.", j.Source)
		case within(card, copy):
			return fault.New(fault.Invalid, "%s is where the copy would lie", j.Source).WithRemedy("Name another folder, or another card with --name.")
		}
		seen[target] = to
	}
	return nil
}

// real is where a path leads to, without links. Folders at its end may not be there yet.
func real(path string) (string, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return "", fault.New(fault.Invalid, "%s leads nowhere", path).WithCause(err)
	}
	missing := ""
	for at := full; ; at = filepath.Dir(at) {
		to, err := filepath.EvalSymlinks(at)
		if err == nil {
			return filepath.Join(to, missing), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return "", fault.New(fault.Invalid, "%s leads nowhere", path).WithCause(err)
		}
		missing = filepath.Join(filepath.Base(at), missing)
	}
}

// within tells whether a path is folder, or below it.
func within(path, folder string) bool {
	rel, err := filepath.Rel(folder, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// NameOf is what a card is called when nobody says: its folder, or the volume, as a name for every drive.
func NameOf(source string) string {
	full, err := filepath.Abs(source)
	if err != nil {
		full = source
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune("/\\:*?\"<>|", r) || r < ' ' {
			return '_'
		}
		return r
	}, filepath.Base(full))
	if name = strings.TrimSpace(name); CheckName(name) != nil {
		return "CARD"
	}
	return name
}

// copyName says which copy is meant by an index into the targets of a job, "" for the card.
func (j Job) copyName(index int) string {
	if index < 0 {
		return ""
	}
	return j.To[index]
}

func hashNames(j Job) []string {
	names := make([]string, len(j.Formats))
	for i, f := range j.Formats {
		names[i] = fmt.Sprint(f)
	}
	return names
}
