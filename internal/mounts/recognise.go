package mounts

import (
	"cmp"
	"os"

	"github.com/btsdirector/bts/internal/card"
)

// recognised fills in what is known of media that can be taken out. Others are not looked into: a server's whole store
// would have to be listed.
func recognised(all []Volume) []Volume {
	known := map[string]card.Volume{}
	for _, v := range card.Volumes() {
		known[v.Mount] = v
	}
	for i := range all {
		v := &all[i]
		medium, is := known[v.Path]
		if !is {
			continue
		}
		v.Name, v.Serial, v.ReadOnly = cmp.Or(medium.Name, v.Name), medium.Serial, v.ReadOnly || medium.ReadOnly
		if medium.Removable {
			v.Camera = card.Look(os.DirFS(v.Path), "").Camera()
		}
	}
	return all
}
