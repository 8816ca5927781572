package mhl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// arrange sorts entries as a manifest lists them: in every folder first the folders with all they hold, then
// the files, each by the bytes of their names, and a folder's own record behind what it holds. It returns invalid
// for a path that stands twice, or is both file and folder.
func arrange(entries []*Entry) error {
	slices.SortFunc(entries, func(a, b *Entry) int { return order(a, b) })
	for i := 1; i < len(entries); i++ {
		if order(entries[i-1], entries[i]) == 0 {
			return fault.New(fault.Invalid, "%q is to be recorded twice", entries[i].Path)
		}
	}
	return nil
}

func order(a, b *Entry) int {
	left, right := a.Path, b.Path
	if left == "." || right == "." { // the scope itself comes last
		return cmp.Compare(boolean(left == "."), boolean(right == "."))
	}
	for {
		part, restA, moreA := strings.Cut(left, "/")
		other, restB, moreB := strings.Cut(right, "/")
		if part == other && moreA && moreB {
			left, right = restA, restB
			continue
		}
		if part == other {
			return cmp.Compare(boolean(moreB), boolean(moreA)) // what is in a folder before the folder
		}
		folderA, folderB := moreA || a.Folder, moreB || b.Folder
		if folderA != folderB {
			return cmp.Compare(boolean(folderB), boolean(folderA))
		}
		return cmp.Compare(part, other)
	}
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}
