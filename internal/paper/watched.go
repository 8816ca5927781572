package paper

import (
	"time"

	"github.com/btsdirector/bts/internal/library"
)

// WatchedFolders are the folders that the library takes from.
type WatchedFolders struct {
	Folders []WatchedFolder `json:"folders"`
}

// WatchedFolder is a folder that the library takes from.
type WatchedFolder struct {
	ID        string    `json:"id"`
	Path      string    `json:"path"`
	Host      string    `json:"host"`
	NoProxies bool      `json:"no_proxies"`
	AddedBy   string    `json:"added_by"`
	AddedAt   time.Time `json:"added_at"`
	SeenAt    time.Time `json:"seen_at,omitzero"`
	Came      int       `json:"came"`    // assets that came out of it
	Waiting   int       `json:"waiting"` // files that are still being written
	Problem   string    `json:"problem"`
	Refused   []string  `json:"refused"` // the last files that did not come in, with the reason
}

// NewWatchedFolders makes the document of watched folders.
func NewWatchedFolders(all []library.Watched) WatchedFolders {
	out := WatchedFolders{Folders: []WatchedFolder{}}
	for _, w := range all {
		out.Folders = append(out.Folders, NewWatchedFolder(w))
	}
	return out
}

// NewWatchedFolder makes the document of one.
func NewWatchedFolder(w library.Watched) WatchedFolder {
	return WatchedFolder{w.ID, w.Path, w.Host, w.NoProxies, w.AddedBy, w.AddedAt, w.SeenAt, w.Came, w.Waiting, w.Problem, list(w.Refused)}
}
