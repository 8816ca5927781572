package media_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/media"
)

// used are the fields that a Reading of a still is made of: by the group that exiftool's -G0 gives them.
var used = []string{
	"EXIF:Make", "EXIF:Model", "EXIF:LensModel", "EXIF:SerialNumber", "EXIF:DateTimeOriginal", "EXIF:CreateDate", "EXIF:SubSecTimeOriginal", "EXIF:OffsetTimeOriginal", "EXIF:Orientation",
	"EXIF:ImageDescription", "EXIF:Artist", "EXIF:Copyright", "EXIF:GPSLatitude", "EXIF:GPSLongitude", "EXIF:GPSAltitude", "EXIF:GPSLatitudeRef", "EXIF:GPSLongitudeRef", "EXIF:ModifyDate",
	"IPTC:Headline", "IPTC:Caption-Abstract", "IPTC:Keywords", "IPTC:By-line", "IPTC:Credit", "IPTC:CopyrightNotice", "IPTC:ObjectName", "IPTC:DateCreated", "IPTC:TimeCreated",
	"XMP:Rating", "XMP:Subject", "XMP:Title", "XMP:Description", "XMP:Creator", "XMP:Rights", "XMP:Headline", "XMP:Credit", "XMP:DateCreated", "XMP:PersonInImage", "XMP:CreateDate", "XMP:Lens", "XMP:SerialNumber",
	"File:ImageWidth", "File:ImageHeight",
}

// groups are those of the readers, by those of the documents.
var groups = map[string][]string{"EXIF": {"IFD0", "ExifIFD", "GPS"}, "IPTC": {"IPTC"}, "File": {"File"}}

// expected is what exiftool said of a picture, in the document that lies beside it.
func expected(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var documents []map[string]any
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&documents); err != nil || len(documents) != 1 {
		t.Fatalf("%s: %v", path, err)
	}
	want := map[string]string{}
	for group, fields := range documents[0] {
		list, _ := fields.(map[string]any)
		for name, value := range list {
			if parts, ok := value.([]any); ok {
				var texts []string
				for _, part := range parts {
					texts = append(texts, fmt.Sprint(part))
				}
				value = strings.Join(texts, "; ")
			}
			want[group+":"+name] = fmt.Sprint(value)
		}
	}
	return want
}

// field is a field of a Reading by the name of a document.
func field(r media.Reading, key string) (string, bool) {
	group, name, _ := strings.Cut(key, ":")
	for _, f := range r.Fields {
		in := slices.Contains(groups[group], f.Group) || group == "XMP" && strings.HasPrefix(f.Group, "XMP-")
		if in && f.Name == name {
			return f.Value, true
		}
	}
	return "", false
}

// same compares as numbers what are numbers: places in degrees to a centimetre.
func same(a, b string) bool {
	trim := func(s string) string { return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")) }
	if trim(a) == trim(b) {
		return true
	}
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && x-y < 1e-7 && y-x < 1e-7
}

// TestAgreementWithExifTool compares with the documents that a newer exiftool wrote of the pictures: once with exiftool
// as our reader, once with our own alone.
func TestAgreementWithExifTool(t *testing.T) {
	t.Parallel()
	var pictures, documents []string
	for _, path := range shared(t, "stills") {
		picture := strings.TrimSuffix(strings.Replace(path, "/gen/testdata_exiftool/", "/testdata/", 1), ".json")
		if _, err := os.Stat(picture); err == nil && picture != path && !strings.HasSuffix(path, ".config.json") {
			pictures, documents = append(pictures, picture), append(documents, path)
		}
	}
	t.Run("exiftool", func(t *testing.T) {
		agree(t, reader(t, media.Options{}), pictures, documents, 98)
	})
	t.Run("ours", func(t *testing.T) {
		agree(t, reader(t, media.Options{ExifTool: media.None}), pictures, documents, 95)
	})
}

func agree(t *testing.T, r *media.Reader, pictures, documents []string, percent int) {
	t.Helper()
	readings := readAll(t, r, pictures)
	agreed, all := map[string]int{}, map[string]int{}
	for i, picture := range pictures {
		want := expected(t, documents[i])
		for _, key := range used {
			text, there := want[key]
			if !there || strings.TrimSpace(text) == "" {
				continue
			}
			all[key]++
			if got, _ := field(readings[picture], key); same(got, text) {
				agreed[key]++
			} else {
				t.Logf("%s: %s is %.60q, the document says %.60q", picture[strings.LastIndex(picture, "/")+1:], key, got, text)
			}
		}
	}
	sum, total := 0, 0
	for _, key := range used {
		if all[key] > 0 {
			t.Logf("%-24s %3d of %3d", key, agreed[key], all[key])
		}
		sum, total = sum+agreed[key], total+all[key]
	}
	t.Logf("%d pictures: %d of %d fields agree, %.2f %%", len(pictures), sum, total, 100*float64(sum)/float64(max(1, total)))
	if total == 0 || sum*100 < percent*total {
		t.Errorf("%d of %d fields agree, less than %d %%", sum, total, percent)
	}
}
