package ui

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// AssetPrefix is the path under which Assets serves its files.
const AssetPrefix = "/assets/"

// assetNames are the files that the pages ask for; a build without one of them is refused at start.
var assetNames = []string{"app.css", "app.js", "board.js", "calendar.js", "cull.js", "library.js", "peaking.js", "storyboard.js", "sw.js", "upload.js", "inter-latin-opsz-normal.woff2"}

// Assets are the built scripts, styles and fonts. Their names carry a hash of their content, so that
// a browser may keep them for ever. It is an http.Handler for AssetPrefix.
type Assets struct {
	names map[string]string // plain name → hashed name
	known map[string]bool   // hashed names: nothing else is served
	files http.Handler
}

// NewAssets reads manifest.json from the built client (client.Files()). It returns fault.Missing when
// the client was not built, and fault.Corrupt when the manifest cannot be read or names no style or script.
func NewAssets(built fs.FS) (*Assets, error) {
	raw, err := fs.ReadFile(built, "manifest.json")
	if err != nil {
		return nil, fault.New(fault.Missing, "the pages' scripts and styles are not built").
			WithRemedy("Run npm ci && npm run build in internal/web/client.").WithCause(err)
	}
	assets := &Assets{names: map[string]string{}, known: map[string]bool{}, files: http.FileServerFS(built)}
	if err := json.Unmarshal(raw, &assets.names); err != nil {
		return nil, fault.New(fault.Corrupt, "the manifest of the pages' scripts and styles cannot be read").
			WithRemedy("Run npm run build in internal/web/client again.").WithCause(err)
	}
	for _, name := range assetNames {
		if assets.names[name] == "" {
			return nil, fault.New(fault.Corrupt, "the built pages have no %s", name).
				WithRemedy("Run npm run build in internal/web/client again.")
		}
	}
	for _, file := range assets.names {
		assets.known[file] = true
	}
	return assets, nil
}

// Path is the address of an asset by its plain name: Path("app.css") is "/assets/app-5RYK2Q3B.css".
// It is "" for a name that the build does not have.
func (a *Assets) Path(name string) string {
	file, ok := a.names[name]
	if !ok {
		return ""
	}
	return AssetPrefix + file
}

// ServeHTTP serves a hashed file, to be kept for a year; anything else is 404.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, AssetPrefix)
	if !a.known[name] {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	a.Serve(w, r)
}

// Serve serves a hashed file and leaves to the caller for how long it is kept.
func (a *Assets) Serve(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Content-Type-Options", "nosniff")
	http.StripPrefix(AssetPrefix, a.files).ServeHTTP(w, r)
}
