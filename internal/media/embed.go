package media

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/fault"
)

// embedded are the formats that a caption is written into, and whether they take IPTC-IIM. A raw is left as its camera
// wrote it: its caption goes into a sidecar.
var embedded = map[string]bool{"jpeg": true, "tiff": true, "psd": true, "png": false, "webp": false, "heic": false, "heif": false, "avif": false, "dng": false}

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
	set("IPTC:ObjectName", c.Title)
	set("IPTC:Headline", c.Headline)
	set("IPTC:Caption-Abstract", c.Description)
	set("IPTC:Credit", c.Credit)
	set("IPTC:Source", c.Source)
	set("IPTC:CopyrightNotice", c.Copyright)
	set("IPTC:OriginalTransmissionReference", c.Job)
	set("IPTC:SpecialInstructions", c.Instructions)
	set("IPTC:Sub-location", c.Location.Sublocation)
	set("IPTC:City", c.Location.City)
	set("IPTC:Province-State", c.Location.Province)
	set("IPTC:Country-PrimaryLocationName", c.Location.Country)
	if len(c.Location.CountryCode) == 3 {
		set("IPTC:Country-PrimaryLocationCode", c.Location.CountryCode)
	}
	if !c.Created.IsZero() {
		set("IPTC:DateCreated", c.Created.Format("2006:01:02"))
		set("IPTC:TimeCreated", c.Created.Format("15:04:05-07:00"))
	}
	for name, values := range map[string][]string{"IPTC:By-line": c.Creators, "IPTC:Keywords": c.Keywords} {
		for _, value := range values {
			set(name, value)
		}
	}
	return append(args, "-Photoshop:IPTCDigest=new")
}
