package vault

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"github.com/btsdirector/bts/internal/fault"
)

// The folders of a vault on disk: blobs/ab/abcdef…, and incoming for what is being written.
const (
	blobs    = "blobs"
	incoming = "incoming"
)

// partialAge is the age at which an untouched partial file belongs to no living writer.
const partialAge = 24 * time.Hour

// Disk is a vault in a folder. It works through os.Root, so that no address or link leads out of it.
type Disk struct {
	root *os.Root
	dir  string // for messages
}

var (
	_ Vault = (*Disk)(nil)
	_ Near  = (*Disk)(nil)
)

// Open opens the vault in a folder, made when it is not there, and removes partial files that an
// interrupted process left. It returns fault.Unavailable when the folder cannot be used.
func Open(dir string) (*Disk, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unusable(dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, unusable(dir, err)
	}
	d := &Disk{root: root, dir: dir}
	if err := d.prepare(); err != nil {
		root.Close()
		return nil, err
	}
	return d, nil
}

// Close lets go of the folder. Blobs that are open can still be read.
func (d *Disk) Close() error { return d.root.Close() }

func (d *Disk) prepare() error {
	for _, folder := range []string{blobs, incoming} {
		if err := d.root.MkdirAll(folder, 0o700); err != nil {
			return unusable(d.dir, err)
		}
	}
	if err := d.syncFolder("."); err != nil {
		return err
	}
	partial, err := fs.ReadDir(d.root.FS(), incoming)
	if err != nil {
		return unusable(d.dir, err)
	}
	for _, entry := range partial {
		// Another process may be writing: only what nobody has touched for long is rubbish.
		info, err := entry.Info()
		if err == nil && time.Since(info.ModTime()) > partialAge {
			err = d.root.Remove(path.Join(incoming, entry.Name()))
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return unusable(d.dir, err)
		}
	}
	return nil
}

// Put writes to a temporary file, brings it to the medium, and only then gives it its name.
func (d *Disk) Put(ctx context.Context, r io.Reader) (Blob, error) {
	temp := path.Join(incoming, uuid.NewString())
	blob, err := d.receive(ctx, temp, r)
	if err == nil {
		err = d.place(ctx, temp, blob.SHA256)
	}
	if err != nil {
		// Best effort: what cannot be removed now goes when the vault is next opened.
		_ = d.root.Remove(temp)
		return Blob{}, err
	}
	return blob, nil
}

// receive copies r into a new file and brings it to the medium.
func (d *Disk) receive(ctx context.Context, temp string, r io.Reader) (Blob, error) {
	file, err := d.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Blob{}, unusable(d.dir, err)
	}
	defer file.Close() // closed below on the good way; a second close does nothing
	hash := sha256.New()
	source := &reader{ctx: ctx, from: r}
	size, err := io.Copy(io.MultiWriter(hash, file), source)
	if source.err != nil {
		return Blob{}, fault.Wrap(source.err, "vault.Put")
	}
	// Read-only from here on: nobody changes a blob by mistake.
	if err = errors.Join(err, file.Chmod(0o400), file.Sync(), file.Close()); err != nil {
		return Blob{}, unusable(d.dir, err)
	}
	return Blob{SHA256: hex.EncodeToString(hash.Sum(nil)), Bytes: size}, nil
}

// place gives a received file its name, unless the content is there already. What is there is read
// again: a damaged copy must not stand in the way of a good one, which takes its place.
func (d *Disk) place(ctx context.Context, temp, sha256 string) error {
	folder, name := blobPath(sha256)
	switch err := d.Check(ctx, sha256); fault.CodeOf(err) {
	case "":
		if err := d.root.Remove(temp); err != nil {
			return unusable(d.dir, err)
		}
		return d.syncFolder(folder) // the writer that was first may not have come to it yet
	case fault.Missing, fault.Corrupt:
	default:
		return err
	}
	if err := d.root.MkdirAll(folder, 0o700); err != nil {
		return unusable(d.dir, err)
	}
	if err := d.root.Rename(temp, name); err != nil {
		return unusable(d.dir, err)
	}
	// The name lives in the folder, and the folder's own name in the one above.
	if err := d.syncFolder(folder); err != nil {
		return err
	}
	return d.syncFolder(blobs)
}

// Get opens a blob.
func (d *Disk) Get(_ context.Context, sha256 string) (io.ReadSeekCloser, error) {
	if err := checkAddress(sha256); err != nil {
		return nil, err
	}
	_, name := blobPath(sha256)
	file, err := d.root.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(sha256)
	}
	if err != nil {
		return nil, unusable(d.dir, err)
	}
	return file, nil
}

// Path is where a blob lies.
func (d *Disk) Path(sha256 string) (string, error) {
	if err := checkAddress(sha256); err != nil {
		return "", err
	}
	_, name := blobPath(sha256)
	info, err := d.root.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if errors.Is(err, fs.ErrNotExist) {
		return "", missing(sha256)
	}
	if err != nil {
		return "", unusable(d.dir, err)
	}
	return filepath.Join(d.dir, filepath.FromSlash(name)), nil
}

// Check reads a blob again.
func (d *Disk) Check(ctx context.Context, address string) error {
	file, err := d.Get(ctx, address)
	if err != nil {
		return err
	}
	defer file.Close() // only read
	hash := sha256.New()
	source := &reader{ctx: ctx, from: file}
	if _, err := io.Copy(hash, source); err != nil {
		if ctx.Err() != nil {
			return fault.Wrap(err, "vault.Check")
		}
		return unusable(d.dir, err)
	}
	if found := hex.EncodeToString(hash.Sum(nil)); found != address {
		return fault.New(fault.Corrupt, "the file %s has changed in the vault: its bytes now hash to %s", address[:12], found[:12]).
			WithRemedy("Do not use it. Restore it from a backup, or import the original again, and check the disk.")
	}
	return nil
}

// syncFolder brings a folder's names to the medium.
func (d *Disk) syncFolder(name string) error {
	folder, err := d.root.Open(name)
	if err != nil {
		return unusable(d.dir, err)
	}
	if err := errors.Join(syncNames(folder), folder.Close()); err != nil {
		return unusable(d.dir, err)
	}
	return nil
}

// blobPath spreads blobs over 256 folders, which any file system lists quickly.
func blobPath(sha256 string) (folder, name string) {
	folder = path.Join(blobs, sha256[:2])
	return folder, path.Join(folder, sha256)
}

// unusable is what a person can do about an error of the disk.
func unusable(dir string, err error) error {
	out := fault.New(fault.Unavailable, "the vault in %s cannot be used", dir).WithCause(err)
	switch {
	case noSpace(err):
		out.Message = "the disk of the vault in " + dir + " is full"
		return out.WithRemedy("Free space on it, or move the vault to a larger disk. Nothing was lost.")
	case errors.Is(err, fs.ErrPermission), readOnly(err):
		return out.WithRemedy("Give the program the right to write there, or name another folder.")
	}
	return out.WithRemedy("Check that the disk is there and in order.")
}

// reader reads until its context ends and remembers whether it was the source that failed.
type reader struct {
	ctx  context.Context
	from io.Reader
	err  error
}

// Read reads from the source.
func (r *reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		r.err = err
		return 0, err
	}
	n, err := r.from.Read(p)
	if err != nil && err != io.EOF {
		r.err = err
	}
	return n, err
}
