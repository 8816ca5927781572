package media

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/bep/imagemeta"
)

// captionTime is the clock in the captions of a flight.
var captionTime = regexp.MustCompile(`\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,6})?`)

// caption finds "[latitude: 47.1]" and "latitude : 47.1".
func caption(text, name string) (string, bool) {
	at := regexp.MustCompile(`(?i)\b` + name + `\s*:\s*(-?\d{1,7}(?:\.\d{1,12})?)`).FindStringSubmatch(text)
	if at == nil {
		return "", false
	}
	return at[1], true
}

// jpeg tells whether the picture is whole: after its header there must be an end.
func (t *told) jpeg(f io.ReaderAt, size int64) {
	const most = 256 << 20
	scan := int64(-1)
	for at := int64(2); at+4 <= size; {
		head := section(f, at, 4)
		if len(head) < 4 || head[0] != 0xff {
			break
		}
		if head[1] == 0xff { // filled up
			at++
			continue
		}
		length := int64(binary.BigEndian.Uint16(head[2:]))
		if at+2+length > size {
			break
		}
		if at += 2 + length; head[1] == 0xda {
			scan = at
			break
		}
		if head[1] == 0xd9 {
			return
		}
	}
	if scan < 0 {
		t.flaw("truncated", "it ends within its header")
		return
	}
	if last := section(f, max(scan, size-4096), 4096); bytes.Contains(last, []byte{0xff, 0xd9}) {
		return
	}
	if !contains(f, scan, min(size, scan+most), []byte{0xff, 0xd9}) {
		t.flaw("truncated", "the end of its picture is missing")
	}
}

// contains looks for two bytes in a part of the file.
func contains(f io.ReaderAt, from, to int64, what []byte) bool {
	b := make([]byte, 256<<10)
	for from+int64(len(what)) <= to {
		n, _ := f.ReadAt(b[:min(int64(len(b)), to-from)], from) // less at the end
		if bytes.Contains(b[:n], what) {
			return true
		}
		if n < len(what) {
			return false
		}
		from += int64(n - len(what) + 1)
	}
	return false
}

// png walks over its chunks to the last.
func (t *told) png(f io.ReaderAt, size int64) {
	at := int64(8)
	for range mostBoxes {
		head := section(f, at, 8)
		if len(head) < 8 {
			break
		}
		length := int64(binary.BigEndian.Uint32(head))
		if at += 12 + length; at > size {
			break
		}
		if string(head[4:]) == "IEND" {
			return
		}
	}
	t.flaw("truncated", "the end of its picture is missing")
}

// riff compares what the file promises of itself with its size.
func (t *told) riff(f io.ReaderAt, size int64) {
	if head := section(f, 4, 4); len(head) == 4 {
		if promised := int64(binary.LittleEndian.Uint32(head)) + 8; promised > size {
			t.flaw("truncated", "%d of %d bytes of it are there", size, promised)
		}
	}
}

// imageFormats are those that our own reader of EXIF, IPTC and XMP knows.
var imageFormats = map[string]imagemeta.ImageFormat{
	"jpeg": imagemeta.JPEG, "thm": imagemeta.JPEG, "tiff": imagemeta.TIFF, "png": imagemeta.PNG, "webp": imagemeta.WebP, "heic": imagemeta.HEIF, "heif": imagemeta.HEIF,
	"avif": imagemeta.AVIF, "dng": imagemeta.DNG, "cr2": imagemeta.CR2, "nef": imagemeta.NEF, "nrw": imagemeta.NEF, "arw": imagemeta.ARW, "sr2": imagemeta.ARW, "pef": imagemeta.PEF,
}

// still reads what stands in a still by the standards, with the names that exiftool gives it.
func (t *told) still(format string, f io.ReadSeeker) {
	known, ok := imageFormats[format]
	if !ok {
		return
	}
	found, err := imagemeta.Decode(imagemeta.Options{
		R: f, ImageFormat: known, Sources: imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP | imagemeta.CONFIG,
		HandleTag: func(tag imagemeta.TagInfo) error {
			if key := tagKey(tag); key != "" {
				t.put(key, jsonValue(tag.Value, tag.Source == imagemeta.XMP))
			}
			return nil
		},
	})
	if err != nil {
		t.put("bts:Warning", fmt.Sprintf("its metadata ends early: %.200s", err))
		return
	}
	if found.ImageConfig.Width > 0 {
		t.put("File:ImageWidth", int64(found.ImageConfig.Width))
		t.put("File:ImageHeight", int64(found.ImageConfig.Height))
	}
	t.Complete = len(t.Tags) > 0
}

// namespaces of XMP by the group that exiftool gives their properties.
var namespaces = map[string]string{
	"http://purl.org/dc/elements/1.1/": "XMP-dc", "http://ns.adobe.com/xap/1.0/": "XMP-xmp", "http://ns.adobe.com/photoshop/1.0/": "XMP-photoshop",
	"http://ns.adobe.com/exif/1.0/": "XMP-exif", "http://ns.adobe.com/tiff/1.0/": "XMP-tiff", "http://ns.adobe.com/exif/1.0/aux/": "XMP-aux", "http://cipa.jp/exif/1.0/": "XMP-exifEX",
	"http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "XMP-iptcCore", "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "XMP-iptcExt", "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "XMP-xmpDM",
	"http://ns.adobe.com/xap/1.0/rights/": "XMP-xmpRights", "http://ns.adobe.com/xap/1.0/mm/": "XMP-xmpMM", "http://ns.useplus.org/ldf/xmp/1.0/": "XMP-plus",
	"http://ns.microsoft.com/photo/1.0/": "XMP-microsoft", "http://ns.adobe.com/lightroom/1.0/": "XMP-lr", "http://ns.adobe.com/camera-raw-settings/1.0/": "XMP-crs",
}

func tagKey(tag imagemeta.TagInfo) string {
	switch tag.Source {
	case imagemeta.IPTC:
		return "IPTC:" + tag.Tag
	case imagemeta.XMP:
		group := namespaces[tag.Namespace]
		if group == "" {
			group = "XMP-other"
		}
		if tag.Tag != "" {
			return group + ":" + strings.ToUpper(tag.Tag[:1]) + tag.Tag[1:]
		}
		return ""
	}
	path := strings.Split(tag.Namespace, "/")
	group := path[len(path)-1]
	if group == "ExifIFDP" {
		group = "ExifIFD"
	}
	if group == "GPSInfoIFD" {
		group = "GPS"
	}
	return group + ":" + tag.Tag
}

// isoDate is how XMP writes a day; exiftool writes it as EXIF does.
var isoDate = regexp.MustCompile(`^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d.*))?$`)

// jsonValue is the value of a tag as exiftool would write it with -n, or nil for bytes.
func jsonValue(v any, xmp bool) any {
	switch v := v.(type) {
	case string:
		if m := isoDate.FindStringSubmatch(v); m != nil && xmp {
			return strings.TrimSpace(m[1] + ":" + m[2] + ":" + m[3] + " " + m[4])
		}
		return strings.TrimRight(v, "\x00 ")
	case []string:
		var list []any
		for _, s := range v {
			list = append(list, s)
		}
		return list
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return v
	case time.Time:
		return v.Format("2006:01:02 15:04:05")
	case interface{ Float64() float64 }:
		if f := v.Float64(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return strconv.FormatFloat(f, 'g', 15, 64)
		}
		return nil
	case []byte, nil:
		return nil
	default:
		return short(fmt.Sprint(v), mostValue)
	}
}
