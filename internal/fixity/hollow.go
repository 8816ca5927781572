package fixity

import (
	"path"

	"github.com/btsdirector/bts/internal/mhl"
)

// hollow are the folders in which a pattern such as "Proxies/**" leaves nothing. The pattern does not ignore the folder
// itself, but the reference does not record it either, and would miss it.
func (r *run) hollow() map[string]bool {
	extra, hollow := mhl.NewPatterns(r.Ignore...), map[string]bool{}
	for name := range r.folders {
		if r.history.Empties(name) || extra.Empties(name) {
			hollow[name] = true
		}
	}
	if len(hollow) == 0 {
		return nil
	}
	fill := func(name string) {
		for name = path.Dir(name); name != "."; name = path.Dir(name) {
			delete(hollow, name)
		}
	}
	for _, f := range r.files {
		if !f.aside {
			fill(f.path)
		}
	}
	for name := range r.folders {
		fill(name)
	}
	return hollow
}
