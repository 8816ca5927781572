// Package client holds the pages' scripts, styles and fonts, as `npm run build` left them in dist.
package client

import (
	"embed"
	"io/fs"
)

//go:embed dist
var dist embed.FS

// Files is the built client: manifest.json and the hashed files that it names. Before the first
// build it holds nothing but a note.
func Files() fs.FS {
	sub, err := fs.Sub(dist, "dist")
	if err != nil {
		panic(err) // only for a malformed name
	}
	return sub
}
