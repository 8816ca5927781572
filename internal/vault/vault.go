// Package vault keeps bytes under the hash of their content: imported papers now, media later.
//
// What is in the vault never changes. The same content is kept once, a blob is there whole or not at
// all, and only a person removes anything.
package vault

import (
	"context"
	"io"
	"regexp"

	"github.com/btsdirector/bts/internal/fault"
)

// Vault keeps blobs. All methods may be called from several goroutines, and from several processes
// on the same storage. They return fault.Invalid for an address that is not a SHA-256, and
// fault.Unavailable when the storage does not answer, is full or refuses.
type Vault interface {
	// Put keeps everything r gives until EOF and returns its address; content that is there already
	// is verified and, when damaged, replaced by the good copy. When Put returns, the bytes
	// are on the medium. An error of r is returned as it is, wrapped; nothing is kept then.
	Put(ctx context.Context, r io.Reader) (Blob, error)

	// Get opens a blob for reading. It returns fault.Missing when it is not there. The bytes are not
	// verified on the way, see Check.
	Get(ctx context.Context, sha256 string) (io.ReadSeekCloser, error)

	// Check reads a blob again and compares it with its address. It returns fault.Missing when it
	// is not there and fault.Corrupt when the bytes have changed.
	Check(ctx context.Context, sha256 string) error
}

// Near is a vault whose blobs lie on this machine.
type Near interface {
	// Path is where a blob lies, for programs that read files. They must not write to it. It returns fault.Missing when the
	// blob is not there.
	Path(sha256 string) (string, error)
}

// Blob is the address of what was put.
type Blob struct {
	SHA256 string `json:"sha256"` // 64 hex digits, lower case
	Bytes  int64  `json:"bytes"`
}

var address = regexp.MustCompile(`^[0-9a-f]{64}$`)

// checkAddress refuses everything but a SHA-256 in lower-case hex, and with it every path.
func checkAddress(sha256 string) error {
	if !address.MatchString(sha256) {
		return fault.New(fault.Invalid, "%.80q is not the address of a file in the vault", sha256).
			WithRemedy("Use the 64 hexadecimal digits of its SHA-256.")
	}
	return nil
}

func missing(sha256 string) *fault.Error {
	return fault.New(fault.Missing, "the file %s is not in the vault", sha256[:12]).
		WithRemedy("Restore it from a backup, or import the original again.")
}
