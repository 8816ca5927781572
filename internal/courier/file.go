package courier

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// fileWait bounds the reading of a file, which may lie on somebody's network drive.
const fileWait = 30 * time.Second

// checkFile judges a file's address.
func (g Guard) checkFile(addr *url.URL) error {
	switch {
	case !g.AllowFiles:
		return fault.New(fault.Forbidden, "files of this machine cannot be subscribed to").
			WithRemedy("Use an address that begins with https://, or import the file.")
	case addr.Host != "" && !strings.EqualFold(addr.Host, "localhost"):
		return fault.New(fault.Invalid, "the file lies on another machine").WithRemedy("Write file:///, the third slash begins the path.")
	case !strings.HasPrefix(addr.Path, "/"):
		return fault.New(fault.Invalid, "the address names no file").WithRemedy("Write file:/// and the whole path.")
	}
	return nil
}

// readFile reads a regular file. Its ETag is the hash of what it holds and not its time, so that a file
// that was only written again counts as unchanged.
func readFile(ctx context.Context, addr *url.URL, ask Request) (Response, error) {
	name := filepath.FromSlash(addr.Path)
	file, info, err := openRegular(name)
	if err != nil {
		return Response{}, fileError(name, err)
	}
	defer file.Close()
	if info.Size() > ask.MaxBytes {
		return Response{}, tooLarge(ask.MaxBytes)
	}
	// Files that can be waited for take a deadline; ordinary ones refuse it and need none.
	_ = file.SetReadDeadline(time.Now().Add(fileWait))
	stop := context.AfterFunc(ctx, func() { file.Close() })
	defer stop()
	body, err := io.ReadAll(&bounded{file, ask.MaxBytes})
	switch {
	case ctx.Err() != nil:
		return Response{}, fault.New(fault.Cancelled, "the reading of %q was stopped", name).WithCause(ctx.Err())
	case errors.Is(err, errTooLarge):
		return Response{}, tooLarge(ask.MaxBytes)
	case err != nil:
		return Response{}, fileError(name, err)
	}
	sum := sha256.Sum256(body)
	got := Response{
		Body: body, ETag: `"` + hex.EncodeToString(sum[:]) + `"`, FinalURL: addr.String(),
		LastModified: info.ModTime().UTC().Format(http.TimeFormat),
	}
	if got.ETag == ask.ETag {
		got.Body, got.NotModified = nil, true
	}
	return got, nil
}

// errNotRegular is the answer to folders, devices, pipes and the system's own files.
var errNotRegular = errors.New("not an ordinary file")

// openRegular opens a file only when it is one. It looks before it opens, because opening alone makes
// some devices act and waits for ever on a pipe, and again afterwards, because the name may lead to
// something else by then.
func openRegular(name string) (*os.File, fs.FileInfo, error) {
	real, err := filepath.EvalSymlinks(name)
	if err != nil {
		return nil, nil, err
	}
	for _, system := range []string{"/dev/", "/proc/", "/sys/"} { // there even ordinary files are none
		if strings.HasPrefix(filepath.ToSlash(real), system) {
			return nil, nil, errNotRegular
		}
	}
	before, err := os.Lstat(real)
	if err != nil {
		return nil, nil, err
	}
	if !before.Mode().IsRegular() {
		return nil, nil, errNotRegular
	}
	file, err := os.OpenFile(real, os.O_RDONLY|openFlags, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil && (!info.Mode().IsRegular() || !os.SameFile(before, info)) {
		err = errNotRegular
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

func fileError(name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault.New(fault.NotFound, "there is no file %q", name).WithRemedy("Check the path.")
	case errors.Is(err, fs.ErrPermission):
		return fault.New(fault.Forbidden, "%q may not be read", name).WithRemedy("Let the account that this program runs under read it.")
	case errors.Is(err, errNotRegular):
		return fault.New(fault.Invalid, "%q is not an ordinary file", name).WithRemedy("Give the path of a file.")
	}
	return fault.New(fault.Unavailable, "%q cannot be read", name).WithRemedy("Check the disk or the network drive.").WithCause(err)
}
