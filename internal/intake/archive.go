package intake

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"github.com/btsdirector/bts/internal/spelling"
)

// Bounds for what is unpacked. The longest script is below 2 MB as XML; programs pack it to a tenth.
const (
	maxInside  = 8 << 20 // bytes of one document in an archive
	maxRatio   = 200     // how many times larger than its packed form it may be
	maxEntries = 5000    // files in an archive; a Celtx project keeps its pictures there
)

var zipMagic = []byte("PK\x03\x04")

// archive is a zip file that a program calls a document.
type archive struct{ files []*zip.File }

// openArchive reads the directory of a zip file; ok is false for anything else.
func openArchive(data []byte) (a archive, ok bool) {
	if !bytes.HasPrefix(data, zipMagic) || len(data) > MaxBytes {
		return a, false
	}
	reader, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) || reader == nil || len(reader.File) > maxEntries {
		return a, false
	}
	return archive{reader.File}, true
}

// find is the first file whose path matches.
func (a archive) find(match func(name string) bool) *zip.File {
	if i := slices.IndexFunc(a.files, func(f *zip.File) bool { return match(strings.ToLower(f.Name)) }); i >= 0 {
		return a.files[i]
	}
	return nil
}

// has reports a file with a path, in small letters.
func (a archive) has(name string) bool {
	return a.find(func(have string) bool { return have == name }) != nil
}

// unpack reads one file of an archive within the bounds.
func unpack(f *zip.File, opt Options) ([]byte, error) {
	const remedy = "Open it in the program that wrote it, save it again, and import that; or export it as Final Draft (.fdx) or Fountain."
	bound := min(maxInside, 1<<16+maxRatio*f.CompressedSize64)
	if f.UncompressedSize64 > bound {
		return nil, opt.invalid(0, "%s in it unpacks to %d MB, more than any script has", spelling.Shorten(f.Name, 60), f.UncompressedSize64>>20).WithRemedy(remedy)
	}
	content, err := f.Open()
	if err != nil {
		return nil, opt.invalid(0, "%s in it cannot be unpacked: %v", spelling.Shorten(f.Name, 60), err).WithRemedy(remedy)
	}
	defer func() { _ = content.Close() }()
	var out bytes.Buffer
	out.Grow(int(f.UncompressedSize64) + bytes.MinRead)
	if _, err := io.Copy(&out, io.LimitReader(content, int64(bound)+1)); err != nil {
		return nil, opt.invalid(0, "%s in it cannot be unpacked: %v", spelling.Shorten(f.Name, 60), err).WithRemedy(remedy)
	}
	if uint64(out.Len()) > bound {
		return nil, opt.invalid(0, "%s in it is larger than it says", spelling.Shorten(f.Name, 60)).WithRemedy(remedy)
	}
	return out.Bytes(), nil
}

// isHighland matches the text of a Highland document, which is a TextBundle in a zip file.
func isHighland(name string) bool {
	switch path.Base(name) {
	case "text.fountain", "text.md", "text.markdown", "text.txt":
		dir := path.Dir(name)
		return dir == "." || strings.HasSuffix(dir, ".textbundle")
	}
	return false
}

// isFadeIn matches the one document of a Fade In file.
func isFadeIn(name string) bool { return name == "document.xml" }

// isCeltx matches the scripts of a Celtx project.
func isCeltx(name string) bool {
	base := path.Base(name)
	return strings.HasPrefix(base, "script") && strings.HasSuffix(base, ".html")
}

// archived is the document in an archive for a reader of the format, or the data itself when they
// are no archive.
func archived(data []byte, match func(string) bool, opt Options) ([]byte, error) {
	if !bytes.HasPrefix(data, zipMagic) {
		return data, nil
	}
	if a, ok := openArchive(data); ok {
		if f := a.find(match); f != nil {
			return unpack(f, opt)
		}
	}
	return nil, opt.invalid(0, "no script was found in the archive").WithRemedy("%s", Readable)
}

// zippedFormat recognises the documents of programs that are zip files. It returns "" for others, of
// which the table of foreigners knows some.
func zippedFormat(data []byte, opt Options) (string, error) {
	a, ok := openArchive(data)
	if !ok {
		return "", nil
	}
	for _, f := range zippedForeigners {
		if a.find(f.match) != nil {
			return "", opt.invalid(0, "this is %s", f.what).WithRemedy("%s", f.remedy)
		}
	}
	switch {
	case a.has("project.rdf") || a.has("local.rdf"):
		if a.find(isCeltx) == nil {
			return "", opt.invalid(0, "this is a Celtx project without a script in it").WithRemedy("%s", celtxRemedy)
		}
		return FormatCeltx, nil
	case a.find(isHighland) != nil:
		return FormatFountain, nil
	case a.find(isFadeIn) != nil:
		return FormatOSF, nil
	}
	return "", nil
}
