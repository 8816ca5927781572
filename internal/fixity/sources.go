package fixity

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/manifest"
	"github.com/btsdirector/bts/internal/mhl"
)

// lists is what lists beside the histories say.
type lists struct {
	claims map[string][]manifest.Claim // by path
	within []string                    // the folders that they describe
	own    map[string]bool             // files that are lists themselves, or belong to a bag
	bags   []string                    // folders of bags: outside of data nothing is new
}

// find reads the lists that describe the folder. Where it has a history of its own, others count only when they
// are asked for, by name or with Deep.
func (r *run) find(context.Context) error {
	r.lists = lists{claims: map[string][]manifest.Claim{}, own: map[string]bool{}}
	r.addHistory(r.history)
	if r.Begin {
		return nil
	}
	for _, name := range r.Lists {
		if err := r.addNamed(name); err != nil {
			return err
		}
	}
	if len(r.Lists) == 0 {
		r.search()
	}
	if len(r.report.Manifest) == 0 && !r.grave() {
		return fault.New(fault.NotFound, "nothing describes the folder %s", r.Folder).
			WithRemedy("There is no ASC MHL history in it, no media hash list, bag or checksum list. To begin a history: bts verify --begin.")
	}
	return nil
}

// grave tells whether lists or histories are damaged.
func (r *run) grave() bool {
	return slices.ContainsFunc(r.report.History, func(p Problem) bool { return p.Code != "" })
}

func (r *run) addHistory(h *mhl.History) {
	if len(h.Generations) > 0 {
		r.report.Manifest = append(r.report.Manifest, Source{Kind: "ascmhl", Path: h.Scope, Files: h.Generations[len(h.Generations)-1].Records, Generations: len(h.Generations)})
	}
	if h == r.history {
		for _, p := range h.Problems() {
			r.report.History = append(r.report.History, Problem{Path: p.Path, Code: p.Code, Message: p.Text})
		}
	}
	for _, n := range h.Nested {
		r.addHistory(n)
	}
}

// search looks in every folder for lists that are known by their names.
func (r *run) search() {
	aside := len(r.history.Generations) > 0 && !r.Deep
	passed := 0
	for _, folder := range r.inOrder() {
		if r.inBag(folder) || !r.Deep && r.managed(folder) {
			continue
		}
		if names := r.names(folder); manifest.IsBag(names) && !aside {
			r.addBag(folder)
		}
	}
	for _, f := range r.files {
		mhlFile := strings.EqualFold(path.Ext(f.path), mhl.Extension) && !strings.HasPrefix(path.Base(f.path), ".")
		if !mhlFile && !manifest.IsList(f.path) || f.aside || r.lists.own[f.path] || r.inBag(f.path) {
			continue
		}
		if aside || !r.Deep && r.managed(path.Dir(f.path)) {
			passed++
			continue
		}
		r.lists.own[f.path] = true
		before := len(r.report.History)
		if err := r.addFile(f.path, mhlFile); err != nil && len(r.report.History) == before {
			r.wrong(f.path, err)
		}
	}
	if passed > 0 && aside {
		r.report.History = append(r.report.History, Problem{Path: ".", Message: fmt.Sprintf("%d lists of another kind are there too; the history counts, and --deep compares with all", passed)})
	}
}

// managed tells whether a folder belongs to a history.
func (r *run) managed(folder string) bool {
	h, _ := r.history.For(folder)
	return len(h.Generations) > 0
}

func (r *run) inBag(name string) bool {
	return slices.ContainsFunc(r.lists.bags, func(bag string) bool { return beneath(path.Join(bag, "data"), name) })
}

// addNamed reads a list that was asked for.
func (r *run) addNamed(name string) error {
	clean := path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if path.Base(clean) == "bagit.txt" {
		clean = path.Dir(clean)
	}
	if info, err := fs.Stat(r.place, clean); err == nil && info.IsDir() {
		r.addBag(clean)
		return nil
	}
	r.lists.own[clean] = true
	return r.addFile(clean, strings.EqualFold(path.Ext(clean), mhl.Extension))
}

func (r *run) wrong(name string, err error) {
	r.report.History = append(r.report.History, Problem{Path: name, Code: fault.CodeOf(err), Message: err.Error()})
}

func (r *run) addFile(name string, mhlFile bool) error {
	var list manifest.List
	var err error
	switch {
	case mhlFile && r.isSecond(name):
		return r.addStandalone(name)
	case mhlFile:
		list, err = manifest.ReadMHL1(r.place, name)
	default:
		list, err = manifest.ReadSums(r.place, name)
	}
	r.add(list)
	return err
}

// isSecond tells a manifest of ASC MHL by its namespace.
func (r *run) isSecond(name string) bool {
	f, err := r.place.Open(name)
	if err != nil {
		return false
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, 4096))
	return err == nil && bytes.Contains(head, []byte("urn:ASC:MHL:v2"))
}

// addStandalone reads a manifest of ASC MHL that belongs to no history; it describes the folder that it lies in
// (section 5.2 leaves that to the user).
func (r *run) addStandalone(name string) error {
	f, err := r.place.Open(name)
	if err != nil {
		return fault.New(fault.NotFound, "the list %s is not there", name)
	}
	defer f.Close()
	list := manifest.List{Kind: "ascmhl", File: name, Within: path.Dir(name), Encoding: "UTF-8"}
	_, err = mhl.ReadManifest(f, name, func(e mhl.Record) error {
		if e.Fault != nil {
			list.Problems = append(list.Problems, manifest.Problem{Code: fault.Invalid, Path: name, Line: e.Line, Text: e.Fault.Error()})
		}
		if e.Folder || e.Path == "" {
			return nil
		}
		claim := manifest.Claim{Path: path.Join(list.Within, e.Path), Size: e.Size, File: name, Line: e.Line}
		for _, h := range e.Hashes {
			if h.Action == mhl.Original || h.Action == mhl.Verified {
				claim.Sums = append(claim.Sums, h.Sum)
			}
		}
		list.Claims = append(list.Claims, claim)
		return nil
	})
	r.add(list)
	return err
}

func (r *run) addBag(folder string) {
	list, err := manifest.ReadBag(r.place, folder)
	if err != nil {
		r.wrong(folder, err)
		return
	}
	r.lists.bags = append(r.lists.bags, folder)
	r.add(list)
}

// add takes over the claims of a list.
func (r *run) add(list manifest.List) {
	for _, p := range list.Problems {
		r.report.History = append(r.report.History, Problem{Path: p.Path, Line: p.Line, Code: p.Code, Message: p.Text})
	}
	if len(list.Claims) == 0 {
		return
	}
	for _, c := range list.Claims {
		r.lists.claims[c.Path] = append(r.lists.claims[c.Path], c)
	}
	r.lists.within = append(r.lists.within, list.Within)
	r.report.Manifest = append(r.report.Manifest, Source{Kind: string(list.Kind), Path: list.File, Files: len(list.Claims), Encoding: list.Encoding})
}

// described tells whether everything in the folder of a path should be in some list, so that the path is new where
// it is in none. Lists themselves and the tag files of a bag are not.
func (r *run) described(name string) bool {
	if r.lists.own[name] {
		return false
	}
	if r.managed(name) {
		return true
	}
	return slices.ContainsFunc(r.lists.within, func(folder string) bool { return beneath(folder, name) })
}

// expected are the formats that a path is recorded with.
func (r *run) expected(name string) (formats []digest.Format) {
	for _, ref := range r.history.Expected(name) {
		formats = append(formats, ref.Format)
	}
	for _, c := range r.lists.claims[name] {
		for _, s := range c.Sums {
			formats = append(formats, s.Format)
		}
	}
	return formats
}

// size is what is recorded of the size of a path; -1 where nothing is.
func (r *run) size(name string) int64 {
	if n, ok := r.history.Size(name); ok {
		return n
	}
	for _, c := range r.lists.claims[name] {
		if c.Size >= 0 {
			return c.Size
		}
	}
	return -1
}
