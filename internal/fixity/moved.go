package fixity

import (
	"path"
	"slices"
	"strings"
)

// movedFolders says of folders that are new what they were called before: all files that were recorded below a folder that
// is gone lie below the new one now, under the same names. A manifest then records the former name of the folder, too
// (section 5.6.6), because others look for every folder that was ever recorded.
func (r *run) movedFolders() map[string]string {
	known := slices.Collect(r.history.Folders())
	recorded := func(name string) bool { _, there := slices.BinarySearch(known, name); return there }
	moved, before := map[string]string{}, map[string]string{}
	for _, rename := range r.report.Renamed {
		was, now := rename.From, rename.To
		for path.Base(was) == path.Base(now) && was != "." && now != "." {
			was, now = path.Dir(was), path.Dir(now)
			_, still := r.folders[was]
			if _, there := r.folders[now]; !there || still || !recorded(was) || recorded(now) {
				break
			}
			if one, other := moved[now], before[was]; one != "" && one != was || other != "" && other != now {
				moved[now], before[was] = "/", "/" // no path: it came from several, or went to several
				continue
			}
			moved[now], before[was] = was, now
		}
	}
	for now, was := range moved {
		if !r.whole(was, now) {
			delete(moved, now)
		}
	}
	return moved
}

// whole tells whether everything of a folder went to another.
func (r *run) whole(was, now string) bool {
	if was == "/" {
		return false
	}
	for _, name := range r.report.Missing {
		if strings.HasPrefix(name, was+"/") {
			return false
		}
	}
	for _, rename := range r.report.Renamed {
		if rest, below := strings.CutPrefix(rename.From, was+"/"); below && rename.To != now+"/"+rest {
			return false
		}
	}
	return true
}
