package office

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/library"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
)

// What of assets goes into a bundle.
const (
	Originals = "originals" // as they came from the camera
	Proxies   = "proxies"   // what is played or, of stills, looked at large
	Captioned = "captioned" // copies with their captions in them; beside those that take none lies a sidecar
	Press     = "press"     // stills to look at large, with their captions in them
	Sidecars  = "sidecars"  // the captions alone, a file of XMP for each asset
)

// Bundles are all sorts of bundles.
var Bundles = []string{Originals, Proxies, Captioned, Press, Sidecars}

// mostBundled is how many assets a bundle has at most.
const mostBundled = 20000

// Bundle is a ZIP of files of assets that is written while it is sent. Nothing in it is made smaller: pictures and films are that
// already, and so its length is known before.
type Bundle struct {
	Name    string
	Bytes   int64 // of the ZIP; -1 where captions are written while it is sent, and nobody knows
	Files   int
	Missing []string // names of assets of which no file can be reached
	entries []bundled
}

// bundled is one file of it.
type bundled struct {
	name    string
	bytes   int64 // -1 is not known before it is opened
	at      time.Time
	open    func(context.Context) (io.ReadCloser, error)
	instead []bundled // go in where it cannot be opened
}

// missingFile says inside a bundle what is not in it.
const missingFile = "NOT IN HERE.txt"

// Bundle readies a ZIP of what is one of Bundles. It returns what chosen returns, and fault.Missing where no file can be reached.
func (o *Office) Bundle(ctx context.Context, in production.ProductionID, c AssetChoice, what string) (Bundle, error) {
	if !slices.Contains(Bundles, what) {
		return Bundle{}, fault.New(fault.Invalid, "%.40q is nothing that can be put into a ZIP", what).WithRemedy("Choose %s.", strings.Join(Bundles, ", "))
	}
	right := access.SeeLibrary
	if what == Originals || what == Captioned {
		right = access.FetchOriginals
	}
	var b Bundle
	err := o.look(ctx, right, in, func(tx *store.Tx) error {
		film, err := tx.FindProduction(ctx, in)
		if err != nil {
			return err
		}
		all, err := o.chosen(ctx, tx, in, c, mostBundled)
		if err != nil {
			return err
		}
		b.Name = film.Slug + "-" + what + ".zip"
		switch what {
		case Originals:
			return o.bundleOriginals(ctx, tx, in, all, &b)
		case Proxies:
			return o.bundleProxies(ctx, tx, in, all, &b)
		}
		return o.bundleCaptions(ctx, tx, in, all, what, &b)
	})
	if err != nil {
		return b, err
	}
	if len(b.entries) == 0 {
		return b, fault.New(fault.Missing, "no file of what is chosen can be reached from here").WithRemedy("Mount a drive that has a copy, or wait until films to look at are made.")
	}
	b.Files = len(b.entries)
	if len(b.Missing) > 0 {
		b.entries = append(b.entries, noted(b.Missing, o.clock()))
	}
	b.Bytes, err = zipLength(b.entries)
	return b, err
}

// noted is the file that says what is missing.
func noted(missing []string, at time.Time) bundled {
	text := "No file of these can be reached from the server:\r\n" + strings.Join(missing, "\r\n") + "\r\n"
	return written(missingFile, []byte(text), at)
}

// written is a file whose bytes are known.
func written(name string, data []byte, at time.Time) bundled {
	return bundled{name: name, bytes: int64(len(data)), at: at, open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}
}

func (o *Office) bundleOriginals(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset, b *Bundle) error {
	files, err := tx.FindFilesOf(ctx, in, idsOf(all))
	names := uniqueNames{}
	for _, a := range all {
		if e, found := o.originalEntry(a, files[a.ID]); found {
			e.name = names.take(string(a.Day), a.Name)
			b.entries = append(b.entries, e)
		} else {
			b.Missing = append(b.Missing, a.Name)
		}
	}
	return err
}

// originalEntry is the first file of an asset that can be reached.
func (o *Office) originalEntry(a library.Asset, files []library.File) (bundled, bool) {
	for _, f := range files {
		at := f.Modified
		if at.IsZero() {
			at = a.TakenAt
		}
		if path := reachable(f); path != "" {
			return bundled{bytes: f.Bytes, at: at, open: func(context.Context) (io.ReadCloser, error) { return os.Open(path) }}, true
		}
		if sum, kept := strings.CutPrefix(f.At, "vault:"); kept {
			return bundled{bytes: f.Bytes, at: at, open: func(ctx context.Context) (io.ReadCloser, error) { return o.vault.Get(ctx, sum) }}, true
		}
	}
	return bundled{}, false
}

func (o *Office) bundleProxies(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset, b *Bundle) error {
	best, err := bestLooks(ctx, tx, in, all)
	names := uniqueNames{}
	for _, a := range all {
		d, found := best[a.ID]
		if !found {
			b.Missing = append(b.Missing, a.Name)
			continue
		}
		b.entries = append(b.entries, bundled{name: names.take(string(a.Day), lookName(a, d)), bytes: d.Bytes, at: a.TakenAt, open: o.lookBytes(d)})
	}
	return err
}

// lookName is what a look of an asset is called outside.
func lookName(a library.Asset, d library.Derived) string {
	return strings.TrimSuffix(a.Name, path.Ext(a.Name)) + endingOf(d.MIME)
}

// lookBytes opens a look.
func (o *Office) lookBytes(d library.Derived) func(context.Context) (io.ReadCloser, error) {
	return func(ctx context.Context) (io.ReadCloser, error) { return o.vault.Get(ctx, d.SHA256) }
}

// bestLooks are what assets are looked at by at their best.
func bestLooks(ctx context.Context, tx *store.Tx, in production.ProductionID, all []library.Asset) (map[production.AssetID]library.Derived, error) {
	made, err := tx.FindDerived(ctx, in, idsOf(all)...)
	best := map[production.AssetID]library.Derived{}
	for _, d := range made {
		if rank := strings.Index("medium large proxy", d.Role); rank >= 0 && rank >= strings.Index("medium large proxy", best[d.Asset].Role) {
			best[d.Asset] = d
		}
	}
	return best, err
}

// endingOf is how names of files of a type end.
func endingOf(mime string) string {
	return map[string]string{"video/mp4": ".mp4", "audio/mp4": ".m4a", "image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/json": ".json"}[mime]
}

// uniqueNames gives every file of a ZIP a name of its own, also for systems that know no capital letters.
type uniqueNames map[string]int

// take is the name of a file in the folder of its day.
func (u uniqueNames) take(day, name string) string {
	name = strings.Map(func(r rune) rune {
		if r < 0x20 || strings.ContainsRune(`\/:*?"<>|`, r) {
			return '_'
		}
		return r
	}, path.Base(strings.ReplaceAll(name, `\`, "/")))
	if strings.Trim(name, ". ") == "" {
		name = "unnamed"
	}
	if day == "" {
		day = "no day"
	}
	full := day + "/" + name
	for u[strings.ToLower(full)] > 0 {
		n := u[strings.ToLower(day+"/"+name)] + 1
		u[strings.ToLower(day+"/"+name)] = n
		end := path.Ext(name)
		full = fmt.Sprintf("%s/%s (%d)%s", day, strings.TrimSuffix(name, end), n, end)
	}
	u[strings.ToLower(full)] = 1
	return full
}

// Write writes the ZIP. What has come so far is told after each piece. It returns fault.Missing where a file has gone or changed
// since; then the ZIP is not whole.
func (b Bundle) Write(ctx context.Context, w io.Writer, report func(done int64)) error {
	out := zip.NewWriter(w)
	done := int64(0)
	for _, e := range b.entries {
		n, err := e.write(ctx, out)
		if err != nil {
			return err
		}
		done += n
		report(done)
	}
	if err := out.Close(); err != nil {
		return fault.New(fault.Unavailable, "the ZIP could not be written").WithCause(err)
	}
	return nil
}

// write writes a file, or those that go in instead.
func (e bundled) write(ctx context.Context, out *zip.Writer) (int64, error) {
	if err := ctx.Err(); err != nil {
		return 0, fault.New(fault.Cancelled, "stopped").WithCause(err)
	}
	from, err := e.open(ctx)
	if err != nil && len(e.instead) > 0 && !fault.Is(err, fault.Cancelled) {
		all := int64(0)
		for _, other := range e.instead {
			n, err := other.write(ctx, out)
			if err != nil {
				return all, err
			}
			all += n
		}
		return all, nil
	}
	if err != nil {
		return 0, fault.New(fault.Missing, "%s cannot be read any more", e.name).WithCause(err)
	}
	defer from.Close()
	entry, err := out.CreateHeader(&zip.FileHeader{Name: e.name, Method: zip.Store, Modified: e.at})
	if err != nil {
		return 0, fault.New(fault.Unavailable, "the ZIP could not be written").WithCause(err)
	}
	var all io.Reader = from
	if e.bytes >= 0 {
		all = io.LimitReader(from, e.bytes)
	}
	n, err := io.Copy(entry, all)
	if err != nil {
		return n, fault.New(fault.Unavailable, "%s could not be put into the ZIP", e.name).WithCause(err)
	}
	if e.bytes >= 0 && n != e.bytes {
		return n, fault.New(fault.Missing, "%s is shorter than it was", e.name)
	}
	return n, nil
}

// zipLength is how long the ZIP of these files is: it is written once without its files' bytes, which are only counted. It is -1 where
// the length of one of them is not known.
func zipLength(entries []bundled) (int64, error) {
	if slices.ContainsFunc(entries, func(e bundled) bool { return e.bytes < 0 }) {
		return -1, nil
	}
	var n counter
	out := zip.NewWriter(&n)
	zeros := make([]byte, 4<<20)
	for _, e := range entries {
		// As CreateHeader makes it: a time of nine bytes in the extra field, sizes behind the bytes.
		h := &zip.FileHeader{Name: e.name, Method: zip.Store, Flags: 0x8, CompressedSize64: uint64(e.bytes), UncompressedSize64: uint64(e.bytes)}
		if !e.at.IsZero() {
			h.Extra = make([]byte, 9)
		}
		entry, err := out.CreateRaw(h)
		if err != nil {
			return 0, err
		}
		for left := e.bytes; left > 0; left -= int64(len(zeros)) {
			if _, err := entry.Write(zeros[:min(left, int64(len(zeros)))]); err != nil {
				return 0, err
			}
		}
	}
	err := out.Close()
	return int64(n), err
}

// counter counts bytes.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
