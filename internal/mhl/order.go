package mhl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// arrange puts entries in the order of a manifest: in every folder first the folders with all they hold, then
// the files, each by the bytes of their names, and a folder's own record behind what it holds. It returns invalid
// for a path that stands twice, or is both file and folder.
func (o *ordered) arrange() error {
	slices.SortFunc(o.order, o.compare)
	for i := 1; i < len(o.order); i++ {
		if o.compare(o.order[i-1], o.order[i]) == 0 {
			name, _ := o.Name(int(o.order[i]))
			return fault.New(fault.Invalid, "%q is to be recorded twice", name)
		}
	}
	return nil
}

func (o *ordered) compare(a, b int32) int {
	left, folderLeft := o.Name(int(a))
	right, folderRight := o.Name(int(b))
	return order(left, folderLeft, right, folderRight)
}

func order(left string, folderLeft bool, right string, folderRight bool) int {
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
		folderA, folderB := moreA || folderLeft, moreB || folderRight
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
