package courier

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

var errTooLarge = errors.New("more than allowed")

// bounded passes on at most left bytes and then fails with errTooLarge, unlike io.LimitReader, which
// would make a cut answer look whole.
type bounded struct {
	from io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, errTooLarge
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n, errTooLarge
	}
	return n, err
}

// readBody reads an answer of at most limit bytes, both as it comes over the wire and unpacked.
func readBody(answer *http.Response, limit int64) ([]byte, error) {
	if answer.ContentLength > limit {
		return nil, tooLarge(limit)
	}
	var from io.Reader = &bounded{answer.Body, limit}
	switch encoding := strings.ToLower(answer.Header.Get("Content-Encoding")); encoding {
	case "", "identity":
	case "gzip", "x-gzip":
		unpacked, err := gzip.NewReader(from)
		if err != nil {
			return nil, bodyError(err, limit)
		}
		from = &bounded{unpacked, limit}
	default:
		return nil, fault.New(fault.Invalid, "the server packs its answer in a way that nobody asked for").WithRemedy("Tell whoever runs the server.")
	}
	body, err := io.ReadAll(from)
	if err != nil {
		return nil, bodyError(err, limit)
	}
	return body, nil
}

func bodyError(err error, limit int64) error {
	if errors.Is(err, errTooLarge) {
		return tooLarge(limit)
	}
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return fault.New(fault.Unavailable, "the answer arrived damaged or cut off").WithRemedy("It is asked for again later.").WithCause(err)
	}
	return err
}

func tooLarge(limit int64) error {
	return fault.New(fault.Invalid, "there are more than %d MB behind the address", (limit+1<<20-1)>>20).
		WithRemedy("Check that it leads to a calendar, or subscribe to one that holds less.")
}
