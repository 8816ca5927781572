package fixity

import (
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/mhl"
)

// compareFolders computes the hashes of all folders and compares them with the newest that are recorded, where
// nothing in the folder is known to have changed since.
func (r *run) compareFolders(ctx context.Context) error {
	if len(r.history.Generations) == 0 && len(r.history.Nested) == 0 {
		return nil
	}
	computed, err := r.history.FoldersOf(ctx, r.entries("."))
	if err != nil {
		return err
	}
	grown, oldest := r.grown(), r.oldest()
	for _, name := range slices.Sorted(maps.Keys(computed)) {
		recorded := r.history.FolderSums(name)
		recorded = slices.DeleteFunc(slices.Clone(recorded), func(s mhl.FolderSums) bool { return len(s.Content) == 0 })
		if len(recorded) == 0 {
			continue
		}
		newest := recorded[len(recorded)-1]
		if last, ok := oldest[name]; grown[name] > newest.Generation || ok && last < newest.Generation {
			continue
		}
		if why := differ(computed[name], newest); why != "" {
			r.say(fault.Corrupt, name+"/", why)
			r.report.Differs = append(r.report.Differs, name+"/")
		}
	}
	return nil
}

// differ says which hash of a folder is not as it was recorded.
func differ(now, then mhl.FolderSums) string {
	for i, part := range [][]digest.Sum{then.Content, then.Structure} {
		computed := [][]digest.Sum{now.Content, now.Structure}[i]
		for _, want := range part {
			if got, ok := digest.Find(computed, want.Format); ok && !got.Same(want) {
				return fmt.Sprintf("the %s hash of the folder is %s, generation %d has %s", []string{"content", "structure"}[i], got.Value, then.Generation, want.Value)
			}
		}
	}
	return ""
}

// oldest says of folders in which generation that of their files was recorded last which was longest ago: a folder
// hash that is newer was made without this file.
func (r *run) oldest() map[string]int {
	oldest := map[string]int{}
	for _, f := range r.files {
		recorded, _ := r.history.Last(f.known)
		for name := path.Dir(f.path); f.known != ""; name = path.Dir(name) {
			if last, ok := oldest[name]; !ok || recorded < last {
				oldest[name] = recorded
			}
			if name == "." {
				break
			}
		}
	}
	return oldest
}

// grown says of folders the generation in which the newest of their files was recorded first, or the one after that
// in which one failed. A folder in which something is new, missing, renamed or different is newer than any hash.
func (r *run) grown() map[string]int {
	newest := map[string]int{}
	raise := func(name string, generation int) {
		for name != "." {
			name = path.Dir(name)
			if newest[name] >= generation {
				return
			}
			newest[name] = generation
		}
	}
	const now = 1 << 30
	for _, f := range r.files {
		refs := r.history.Expected(f.known)
		if len(refs) == 0 || f.known != f.path || f.state == other {
			raise(f.path, now)
			continue
		}
		raise(f.path, refs[0].Generation)
		if _, failed := r.history.Last(f.known); failed > 0 {
			raise(f.path, failed+1)
		}
	}
	for _, name := range r.report.Missing {
		raise(strings.TrimSuffix(name, "/"), now)
	}
	for _, rename := range r.report.Renamed {
		raise(rename.From, now)
	}
	known := slices.Collect(r.history.Folders())
	for name := range r.folders {
		if _, there := slices.BinarySearch(known, name); !there {
			raise(name, now)
		}
	}
	return newest
}
