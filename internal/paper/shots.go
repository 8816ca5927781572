package paper

import (
	"strings"

	"github.com/btsdirector/bts/internal/production"
)

// Shots are the shots of the main unit's shot list.
type Shots struct {
	Shots []production.Shot `json:"shots"`
}

// NewShots is the document of the shots of a scene, of all scenes for "".
func NewShots(list []production.Shot, scene string) Shots {
	doc := Shots{Shots: []production.Shot{}}
	for _, s := range list {
		if scene == "" || strings.EqualFold(s.Scene, scene) {
			doc.Shots = append(doc.Shots, s)
		}
	}
	return doc
}
