package media

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/fault"
)

// embedded are the formats that a caption is written into, and whether they take IPTC-IIM. A raw is left as its camera
// wrote it: its caption goes into a sidecar.
var embedded = map[string]bool{"jpeg": true, "tiff": true, "psd": true, "png": false, "webp": false, "heic": false, "heif": false, "avif": false, "dng": false}

// TakesCaption tells whether a caption can be written into copies of files of a format.
func TakesCaption(format string) bool {
	_, takes := embedded[format]
	return takes
}

// WriteInto makes a copy of a still with the caption in it: XMP, EXIF, and IPTC-IIM where the format has that. The original
// is only read, and nothing that is there is written over. It returns conflict where the copy is there already, invalid for
// formats that no caption is written into, unavailable without exiftool, and cancelled.
func (r *Reader) WriteInto(ctx context.Context, original, into string, c Caption) error {
	if r.o.ExifTool == "" {
		return fault.New(fault.Unavailable, "exiftool is not installed").WithRemedy("Install exiftool, or write a sidecar.")
	}
	original, err := filepath.Abs(original)
	if err != nil {
		return fault.New(fault.Unavailable, "the original cannot be found").WithCause(err)
	}
	if into, err = filepath.Abs(into); err != nil {
		return fault.New(fault.Unavailable, "the place of the copy cannot be found").WithCause(err)
	}
	if _, err := os.Lstat(into); !errors.Is(err, os.ErrNotExist) {
		return fault.New(fault.Conflict, "%s is there already", into).WithRemedy("Choose another name for the copy.")
	}
	head, err := firstBytes(original)
	if err != nil {
		return fault.New(fault.NotFound, "%s cannot be read", original).WithCause(err)
	}
	format := sniff(head, original).format
	iim, ok := embedded[format]
	if !ok {
		return fault.New(fault.Invalid, "no caption is written into %s", format).WithRemedy("Write a sidecar.")
	}
	return r.embed(ctx, original, into, c, iim)
}

// embed lets exiftool write into a folder of our own beside the copy's place, and gives the copy its name when it is whole.
func (r *Reader) embed(ctx context.Context, original, into string, c Caption, iim bool) error {
	cannot := func(err error) error {
		return fault.New(fault.Unavailable, "%s cannot be written", into).WithCause(err)
	}
	dir, err := os.MkdirTemp(filepath.Dir(into), ".bts-")
	if err != nil {
		return cannot(err)
	}
	defer func() { _ = os.RemoveAll(dir) }() // it is temporary
	side, made := filepath.Join(dir, "caption.xmp"), filepath.Join(dir, "made"+strings.ToLower(filepath.Ext(original)))
	if err := os.WriteFile(side, c.XMP(), 0o600); err != nil {
		return cannot(err)
	}
	args := append([]string{
		"-config", "", "-charset", "filename=utf8", "-charset", "exif=utf8", "-charset", "utf8", "-api", "largefilesupport=1", "-tagsfromfile", side, "-xmp:all",
		"-o", made,
	}, c.assignments(iim)...)
	cmd := exec.Command(r.o.ExifTool, append(args, "--", original)...) //nolint:gosec,noctx // a list of arguments; run watches over it
	cmd.Env = quiet()
	_, told, err := r.spawn.run(ctx, cmd, r.o.Patience)
	if ctx.Err() != nil {
		return fault.New(fault.Cancelled, "the writing of captions was stopped")
	}
	if _, absent := os.Stat(made); err != nil || absent != nil {
		return fault.New(fault.Invalid, "exiftool cannot write into a copy of it: %s", short(strings.TrimSpace(string(told)), 200)).WithCause(err)
	}
	return named(made, into)
}

// named gives the copy its name, unless something has it by now.
func named(made, into string) error {
	err := os.Link(made, into)
	if err != nil && !errors.Is(err, os.ErrExist) { // the file system has no links
		if _, absent := os.Lstat(into); errors.Is(absent, os.ErrNotExist) {
			err = os.Rename(made, into)
		}
	}
	switch {
	case errors.Is(err, os.ErrExist):
		return fault.New(fault.Conflict, "%s is there already", into)
	case err != nil:
		return fault.New(fault.Unavailable, "%s cannot be written", into).WithCause(err)
	}
	return nil
}

// assignments are the fields that are written besides XMP, for programs that know these alone (MWG Guidelines 2.0).
func (c Caption) assignments(iim bool) []string {
	var args []string
	set := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			args = append(args, "-"+name+"="+value)
		}
	}
	set("IFD0:ImageDescription", c.Description)
	set("IFD0:Artist", strings.Join(c.Creators, "; "))
	set("IFD0:Copyright", c.Copyright)
	if c.Rating > 0 {
		set("IFD0:Rating", strconv.Itoa(c.Rating))
	}
	if !iim {
		return args
	}
	set("IPTC:CodedCharacterSet", "UTF8")
	for _, f := range c.old() {
		for _, value := range f.Values {
			set("IPTC:"+f.tag, within(value, f.Most))
		}
	}
	if len(c.Location.CountryCode) == 3 {
		set("IPTC:Country-PrimaryLocationCode", c.Location.CountryCode)
	}
	if !c.Created.IsZero() {
		set("IPTC:DateCreated", c.Created.Format("2006:01:02"))
		set("IPTC:TimeCreated", c.Created.Format("15:04:05-07:00"))
	}
	return append(args, "-Photoshop:IPTCDigest=new")
}

// OldField is a field of IPTC-IIM 4.2, which has room for so many bytes of each of its values. XMP has no such limits.
type OldField struct {
	Name   string // as people call it
	Most   int    // bytes
	Values []string

	tag string
}

// Old are the fields that have limits, with their whole values.
func (c Caption) Old() []OldField { return c.old() }

func (c Caption) old() []OldField {
	one := func(name, tag string, most int, value string) OldField {
		return OldField{name, most, []string{value}, tag}
	}
	l := c.Location
	return []OldField{
		one("title", "ObjectName", 64, c.Title), one("headline", "Headline", 256, c.Headline), one("description", "Caption-Abstract", 2000, c.Description),
		{"photographer", 32, c.Creators, "By-line"}, one("credit", "Credit", 32, c.Credit), one("source", "Source", 32, c.Source), one("copyright", "CopyrightNotice", 128, c.Copyright),
		one("job", "OriginalTransmissionReference", 32, c.Job), one("instructions", "SpecialInstructions", 256, c.Instructions), one("place", "Sub-location", 32, l.Sublocation),
		one("city", "City", 32, l.City), one("province", "Province-State", 32, l.Province), one("country", "Country-PrimaryLocationName", 64, l.Country), {"keyword", 64, c.Keywords, "Keywords"},
	}
}

// within is as much of a text as has room in so many bytes, with no character cut apart.
func within(text string, most int) string {
	if text = strings.TrimSpace(text); len(text) <= most {
		return text
	}
	for !utf8.RuneStart(text[most]) {
		most--
	}
	return strings.TrimSpace(text[:most])
}
