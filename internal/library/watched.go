package library

import (
	"path"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/production"
)

// Watched is a folder of a machine from which the library takes what comes. Nothing in it is ever moved, renamed or deleted.
type Watched struct {
	ID         string                  `json:"id"`
	Production production.ProductionID `json:"production"`
	Path       string                  `json:"path"`
	Host       string                  `json:"host"` // of the path
	NoProxies  bool                    `json:"no_proxies"`
	User       production.UserID       `json:"user"` // on whose behalf; "" is whoever runs the machine
	AddedBy    string                  `json:"added_by"`
	AddedAt    time.Time               `json:"added_at"`

	SeenAt    time.Time `json:"seen_at"`    // when it was last looked through
	Came      int       `json:"came"`       // assets that came out of it
	Waiting   int       `json:"waiting"`    // files that are still being written
	Problem   string    `json:"problem"`    // why it cannot be looked through, "" for none
	Refused   []string  `json:"refused"`    // the last files that did not come in, with the reason
	Holder    string    `json:"holder"`     // the process that looks through it
	HeldUntil time.Time `json:"held_until"` //
}

// unfinished are ends of names that programs give to files which they still write.
var unfinished = []string{".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".aspera-ckpt", ".incomplete", "~"}

// Unfinished tells that a file is still being written, by its name, or is of no interest to anybody.
func Unfinished(name string) bool {
	base := strings.ToLower(path.Base(name))
	if strings.HasPrefix(base, ".") || base == "thumbs.db" || base == "desktop.ini" {
		return true
	}
	for _, end := range unfinished {
		if strings.HasSuffix(base, end) {
			return true
		}
	}
	return false
}
