package crew

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"sync"

	"github.com/btsdirector/bts/internal/fault"
)

//go:embed rules/*.json
var packs embed.FS

// DefaultRules is the name of the rule pack of a new production.
const DefaultRules = "uk-bectu"

// RulePacks are the welfare rule packs that come with the program, sorted by name. They are examples
// with their source and date; a production chooses one.
var RulePacks = sync.OnceValue(func() []Rules {
	names, err := fs.Glob(packs, "rules/*.json")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	all := make([]Rules, 0, len(names))
	for _, name := range names {
		data, err := packs.ReadFile(name)
		if err != nil {
			panic(err)
		}
		var r Rules
		if err := json.Unmarshal(data, &r); err != nil {
			panic(fmt.Sprintf("rule pack %s: %v", name, err))
		}
		all = append(all, r)
	}
	return all
})

// FindRules is the rule pack of that name. It returns fault.NotFound for a name that does not exist.
func FindRules(name string) (Rules, error) {
	packs := RulePacks()
	i := slices.IndexFunc(packs, func(r Rules) bool { return r.Name == name })
	if i < 0 {
		return Rules{}, fault.New(fault.NotFound, "there is no rule pack %q", name)
	}
	return packs[i], nil
}
