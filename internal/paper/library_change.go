package paper

import "github.com/btsdirector/bts/internal/office"

// ChangedAssets is an act on several assets.
type ChangedAssets struct {
	Assets int `json:"assets"` // that it was about
	Act
}

// NewChangedAssets makes the document of an act on assets.
func NewChangedAssets(n int, act office.Act) ChangedAssets { return ChangedAssets{n, NewAct(act)} }
