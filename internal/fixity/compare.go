package fixity

import (
	"context"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
)

// compare says of every file what came of it.
func (r *run) compare(ctx context.Context) error {
	for _, f := range r.files {
		if f.err != nil {
			r.report.Unreadable = append(r.report.Unreadable, f.path)
			r.say(fault.Unavailable, f.path, "the file cannot be read: "+reason(f.err).Error())
		}
		if f.known == "" || f.err != nil {
			continue
		}
		if why := r.weigh(f); why != "" {
			r.say(fault.Corrupt, f.path, why)
		}
		r.count(f)
	}
	r.matchRenamed()
	r.report.Missing = append(r.report.Missing, r.missing...)
	for _, name := range r.missing {
		r.say(fault.Missing, name, "the file is missing")
	}
	r.missingFolders()
	if !r.Begin {
		for _, f := range r.files {
			if f.known == "" && f.err == nil && r.described(f.path) {
				r.report.New = append(r.report.New, f.path)
			}
		}
	}
	if r.Deep {
		return r.compareFolders(ctx)
	}
	return nil
}

func (r *run) count(f *file) {
	switch {
	case f.state == other:
		r.report.Differs = append(r.report.Differs, f.path)
	case f.state == unproven:
		r.report.Unproven = append(r.report.Unproven, f.path)
	case f.known != f.path:
		r.report.Renamed = append(r.report.Renamed, Rename{f.known, f.path})
	default:
		r.report.OK++
	}
}

// weigh compares a file with all that is recorded of it, and says what differs.
func (r *run) weigh(f *file) string {
	f.state = unproven
	if size := r.size(f.known); size >= 0 && size != f.size {
		f.state = other
		return fmt.Sprintf("it has %d bytes, recorded are %d", f.size, size)
	}
	for _, sum := range r.sumsOf(f) {
		for _, ref := range r.history.Expected(f.known) {
			if ref.Format == sum.Format && !ref.Same(sum) {
				f.state = other
				return fmt.Sprintf("%s is %s, generation %d has %s", sum.Format, sum.Value, ref.Generation, ref.Value)
			}
			if ref.Format == sum.Format {
				f.state = proven
			}
		}
		for _, c := range r.lists.claims[f.known] {
			same, said := c.Match(sum)
			if said && !same {
				f.state = other
				return fmt.Sprintf("%s is %s, and not as %s:%d says", sum.Format, sum.Value, c.File, c.Line)
			}
			if said {
				f.state = proven
			}
		}
	}
	return ""
}

// matchRenamed looks for the content of missing files among the new ones: first under the same name, then under
// any, in order.
func (r *run) matchRenamed() {
	fresh := map[digest.Sum][]*file{}
	for _, f := range r.files {
		if f.known == "" && r.described(f.path) {
			for _, sum := range r.sumsOf(f) {
				fresh[key(sum)] = append(fresh[key(sum)], f)
			}
		}
	}
	for _, sameName := range []bool{true, false} {
		r.missing = slices.DeleteFunc(r.missing, func(name string) bool {
			f := r.renamed(name, sameName, fresh)
			if f != nil {
				f.known, f.state = name, proven
				r.count(f)
			}
			return f != nil
		})
	}
}

func (r *run) renamed(name string, sameName bool, fresh map[digest.Sum][]*file) *file {
	size := r.size(name)
	for _, sum := range r.sums(name) {
		list := fresh[key(sum)]
		for len(list) > 0 && list[0].known != "" { // taken already
			list = list[1:]
		}
		fresh[key(sum)] = list
		for _, f := range list {
			if f.known == "" && (size < 0 || size == f.size) && (!sameName || path.Base(f.path) == path.Base(name)) {
				return f
			}
			if !sameName {
				break
			}
		}
	}
	return nil
}

// sums are all hashes that are recorded of a path.
func (r *run) sums(name string) (sums []digest.Sum) {
	for _, ref := range r.history.Expected(name) {
		sums = append(sums, ref.Sum)
	}
	for _, c := range r.lists.claims[name] {
		sums = append(sums, c.Sums...)
	}
	return sums
}

// key is a sum as it is looked up: hexadecimal in small letters.
func key(sum digest.Sum) digest.Sum {
	if sum.Format != digest.C4 {
		sum.Value = strings.ToLower(sum.Value)
	}
	return sum
}

// missingFolders names recorded folders that are gone, where no missing or renamed file below tells of it.
func (r *run) missingFolders() {
	told := map[string]bool{}
	tell := func(name string) {
		for ; name != "." && !told[name]; name = path.Dir(name) {
			told[name] = true
		}
	}
	for _, name := range r.missing {
		tell(name)
	}
	for _, rename := range r.report.Renamed {
		tell(rename.From)
	}
	for name := range r.history.Folders() {
		if _, there := r.folders[name]; !there && !told[name] {
			r.report.Missing = append(r.report.Missing, name+"/")
			r.say(fault.Missing, name+"/", "the folder is missing")
		}
	}
}
