package fixity

import (
	"context"
	"iter"
	"maps"
	"path"
	"slices"

	"golang.org/x/text/unicode/norm"

	"github.com/btsdirector/bts/internal/digest"
)

// quick are the formats in the order of what they cost; the first that is recorded is compared.
var quick = []digest.Format{digest.XXH128, digest.XXH3, digest.XXH64, digest.SHA1, digest.SHA256, digest.SHA224, digest.MD5, digest.XXH32, digest.SHA512, digest.C4, digest.SHA384}

// expect pairs what is recorded with what is there, and chooses what is read with which hashes.
func (r *run) expect(context.Context) error {
	for name := range r.recordedFiles() {
		r.report.Files++
		if f := r.at[name]; f != nil {
			f.known = f.path // the same text, and no second one
		} else {
			r.missing = append(r.missing, name)
		}
	}
	r.files = slices.DeleteFunc(r.files, func(f *file) bool { return f.aside && f.known == "" })
	r.pairForms()
	common := r.common()
	r.seek(common)
	for _, f := range r.files {
		f.reading = r.one(r.choose(f, common))
	}
	r.at = nil
	return nil
}

// one gives the index of the list of formats, which most files share.
func (r *run) one(formats []digest.Format) int32 {
	at := slices.IndexFunc(r.shared, func(s []digest.Format) bool { return slices.Equal(s, formats) })
	if at < 0 {
		at = len(r.shared)
		r.shared = append(r.shared, formats)
	}
	return int32(at) //nolint:gosec // there are few
}

// recordedFiles are all paths that a history or a list names, in order.
func (r *run) recordedFiles() iter.Seq[string] {
	if len(r.lists.claims) == 0 {
		return r.history.Files()
	}
	all := slices.Collect(r.history.Files())
	for name := range maps.Keys(r.lists.claims) {
		all = append(all, name)
	}
	slices.Sort(all)
	return slices.Values(slices.Compact(all))
}

// pairForms finds files whose names have been written in another Unicode form since, as some file systems do.
func (r *run) pairForms() {
	if len(r.missing) == 0 {
		return
	}
	forms := map[string]*file{}
	for _, f := range r.files {
		if f.known == "" {
			forms[norm.NFC.String(f.path)] = f
		}
	}
	r.missing = slices.DeleteFunc(r.missing, func(name string) bool {
		f := forms[norm.NFC.String(name)]
		if f == nil || f.known != "" {
			return false
		}
		f.known = name
		return true
	})
}

// common is the format that most of what is there is recorded with, so that one hash serves all files and their
// folders get theirs: the quickest of those that every recorded file has; "" where there is none.
func (r *run) common() digest.Format {
	count, files := map[digest.Format]int{}, 0
	for _, f := range r.files {
		if f.known == "" {
			continue
		}
		if formats := r.expected(f.known); len(formats) > 0 {
			files++
			slices.Sort(formats)
			for _, format := range slices.Compact(formats) {
				count[format]++
			}
		}
	}
	for _, format := range quick {
		if files > 0 && count[format] == files {
			return format
		}
	}
	return ""
}

// choose gives the hashes that a file is read with: one that is recorded, all of them when Deep, and those that
// are to be recorded. None says that it need not be read.
func (r *run) choose(f *file, common digest.Format) (formats []digest.Format) {
	expected := r.expected(f.known)
	switch {
	case f.known == "":
		formats = r.forNew(f, common)
	case r.Deep:
		formats = expected
	case slices.Contains(expected, common):
		formats = []digest.Format{common}
	default:
		for _, format := range quick {
			if slices.Contains(expected, format) {
				formats = []digest.Format{format}
				break
			}
		}
	}
	if r.recordable(f) {
		formats = append(formats, r.Formats...)
	}
	slices.SortFunc(formats, func(a, b digest.Format) int { return slices.Index(digest.Formats, a) - slices.Index(digest.Formats, b) })
	return slices.Compact(formats)
}

// forNew are the hashes of a file that no list names: one to record it with, and those of the missing files that it
// may have been.
func (r *run) forNew(f *file, common digest.Format) (formats []digest.Format) {
	if r.recordable(f) && (len(r.Formats) == 0 || common.InMHL()) {
		formats = append(formats, r.usual(f.path, common))
	}
	if !r.described(f.path) {
		return formats
	}
	return append(append(formats, r.sought[f.size]...), r.sought[-1]...)
}

// seek notes, by size, the hashes that tell whether a new file is a missing one; -1 stands for an unknown size.
func (r *run) seek(common digest.Format) {
	r.sought = map[int64][]digest.Format{}
	for _, name := range r.missing {
		expected, size := r.expected(name), r.size(name)
		for _, format := range append([]digest.Format{common}, quick...) {
			if slices.Contains(expected, format) {
				if !slices.Contains(r.sought[size], format) {
					r.sought[size] = append(r.sought[size], format)
				}
				break
			}
		}
	}
}

// usual is the format that a new file is recorded with: that of the others, otherwise XXH128.
func (r *run) usual(name string, common digest.Format) digest.Format {
	if common.InMHL() {
		return common
	}
	h, _ := r.history.For(name)
	for _, s := range slices.Backward(h.Generations) {
		if len(s.Content) > 0 {
			return s.Content[0].Format
		}
	}
	return digest.XXH128
}

// recordable tells whether a history takes what is found of a file.
func (r *run) recordable(f *file) bool {
	return r.Record != nil && !f.aside && (r.Begin || r.managed(path.Dir(f.path)))
}
