package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// form is what a file is, by its content.
type form struct {
	kind    Kind
	format  string
	demuxer string // of ffmpeg; "" is none: ffmpeg is never let guess
	exif    bool   // exiftool reads it
	own     bool   // our own parsers read it
}

// most of a file that its kind is told by.
const sniffed = 64 << 10

// firstBytes are the first of a file. What became a pipe since it was looked at does not hold the reader up.
func firstBytes(path string) ([]byte, error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noWait, 0)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	head := make([]byte, sniffed)
	n, err := io.ReadFull(f, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return head[:n], err
}

// formats by their short name. The demuxers are those of ffmpeg 5 to 8.
var formats = map[string]form{}

func init() { //nolint:gochecknoinits // a table is read more easily by kind than by name
	add := func(kind Kind, exif, own bool, list string) {
		for _, word := range strings.Fields(list) {
			name, demuxer, _ := strings.Cut(word, "=")
			formats[name] = form{kind: kind, format: name, demuxer: demuxer, exif: exif, own: own}
		}
	}
	add(Video, true, true, "mov=mov mp4=mov m4v=mov 3gp=mov braw=mov crm=mov avi=avi")
	add(Video, true, false, "mxf=mxf mts=mpegts mkv=matroska webm=matroska asf=asf wmv=asf r3d=r3d mpg=mpeg flv=flv wtv=wtv")
	add(Video, false, false, "dv=dv gxf=gxf mjpeg=mjpeg h264=h264 hevc=hevc ts=mpegts nut=nut ogv=ogg")
	add(Video, false, false, "ari")
	add(Audio, true, true, "wav=wav rf64=wav m4a=mov")
	add(Audio, true, false, "mp3=mp3 aif=aiff flac=flac ogg=ogg wma=asf")
	add(Audio, false, false, "w64=w64 caf=caf au=au amr=amr aac=aac opus=ogg")
	add(Still, true, true, "jpeg tiff png webp heic heif avif dng cr2 nef nrw arw sr2 srf pef")
	add(Still, true, true, "cr3")
	add(Still, true, false, "crw raf rw2 rwl orf x3f iiq 3fr fff srw mrw dcr kdc erf mef mos gpr raw gif bmp exr psd jp2 jxl dpx svg")
	add(Sidecar, true, true, "thm")
	add(Sidecar, true, false, "xmp")
	add(Sidecar, false, true, "camera_xml drone_srt gpmf")
	add(Sidecar, false, false, "bim cpi mpl bdm aae fcpxml edl ale mhl lut")
	add(Document, true, false, "pdf")
	add(Document, false, false, "txt srt vtt xml html rtf csv json docx xlsx zip stl ttml")
}

// sniff tells what a file is by its first bytes; its name decides where several formats begin alike.
func sniff(head []byte, path string) form {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(path), "."))
	name := magic(head, ext)
	if name == "" {
		name = written(head, ext)
	}
	f, ok := formats[name]
	if !ok {
		return form{kind: Unknown}
	}
	return sidecars(f, ext, path)
}

// sidecars are pictures and films that only stand for another file.
func sidecars(f form, ext, path string) form {
	switch {
	case ext == "thm" && f.format == "jpeg":
		f.kind, f.format = Sidecar, "thm"
	case (ext == "lrv" || ext == "lrf") && f.kind == Video:
		f.kind, f.format = Sidecar, ext
	case f.kind == Video && inFolder(path, "proxy", "sub"):
		f.kind = Sidecar
	}
	return f
}

// inFolder tells whether the file lies in a folder of one of the names: cameras put proxies into SUB (XAVC) and Proxy.
func inFolder(path string, names ...string) bool {
	folder := strings.ToLower(filepath.Base(filepath.Dir(path)))
	for _, name := range names {
		if folder == name {
			return true
		}
	}
	return false
}

// begins are formats that are told by bytes at a place. The longer stand before the shorter.
var begins = []struct {
	at     int
	bytes  string
	format string
}{
	{0, "\xff\xd8\xff", "jpeg"},
	{0, "\x89PNG\r\n\x1a\n", "png"},
	{0, "FUJIFILMCCD-RAW", "raf"},
	{0, "IIU\x00", "rw2"},
	{0, "IIRO", "orf"}, {0, "IIRS", "orf"}, {0, "MMOR", "orf"},
	{0, "FOVb", "x3f"},
	{0, "\x00MRM", "mrw"},
	{6, "HEAPCCDR", "crw"},
	{0, "\x1aE\xdf\xa3", "mkv"},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", "asf"},
	{0, "\xb7\xd8\x00\x20\x37\x49\xda\x11", "wtv"},
	{4, "RED1", "r3d"}, {4, "RED2", "r3d"},
	{0, "ARRI\x12\x34\x56\x78", "ari"},
	{0, "FLV\x01", "flv"},
	{0, "fLaC", "flac"},
	{0, "caff", "caf"}, {0, ".snd", "au"}, {0, "#!AMR", "amr"},
	{0, "riff\x2e\x91\xcf\x11", "w64"},
	{0, "\x00\x00\x01\xba", "mpg"},
	{0, "DEVC", "gpmf"},
	{0, "GIF8", "gif"}, {0, "8BPS", "psd"}, {0, "v/1\x01", "exr"},
	{0, "SDPX", "dpx"}, {0, "XPDS", "dpx"},
	{0, "\x00\x00\x00\x0cjP  \r\n", "jp2"}, {0, "\x00\x00\x00\x0cJXL \r\n", "jxl"}, {0, "\xff\x0a", "jxl"},
	{0, "%PDF-", "pdf"}, {0, "{\\rtf", "rtf"},
	{0, "ID3", "mp3"},
}

// partition is the key that a partition of an MXF file begins with.
var partition = []byte("\x06\x0e\x2b\x34\x02\x05\x01\x01\x0d\x01\x02\x01\x01")

// magic knows a binary format by its first bytes, or gives "".
func magic(head []byte, ext string) string {
	for _, b := range begins {
		if len(head) > b.at && bytes.HasPrefix(head[b.at:], []byte(b.bytes)) {
			return b.format
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte("II*\x00")), bytes.HasPrefix(head, []byte("MM\x00*")):
		return tiffs(head, ext)
	case len(head) >= 12 && (string(head[:4]) == "RIFF" || string(head[:4]) == "RF64" || string(head[:4]) == "BW64"):
		return riffs(head)
	case len(head) >= 12 && string(head[:4]) == "FORM" && strings.HasPrefix(string(head[8:12]), "AIF"):
		return "aif"
	case bytes.HasPrefix(head, []byte("OggS")):
		return oggs(head)
	case bytes.HasPrefix(head, partition), ext == "mxf" && bytes.Contains(head, partition):
		return "mxf" // there may be up to 64 KiB before it (SMPTE ST 377-1, 6.5)
	case bytes.HasPrefix(head, []byte("BM")) && len(head) > 26 && binary.LittleEndian.Uint32(head[14:]) <= 124:
		return "bmp"
	}
	if name := boxes(head, ext); name != "" {
		return name
	}
	return streams(head, ext)
}

func oggs(head []byte) string {
	switch {
	case bytes.Contains(head, []byte("OpusHead")):
		return "opus"
	case bytes.Contains(head, []byte("\x80theora")):
		return "ogv"
	default:
		return "ogg"
	}
}

// rawsOnTIFF are formats of cameras that begin as TIFF does: the name tells them apart.
var rawsOnTIFF = map[string]string{
	"dng": "dng", "nef": "nef", "nrw": "nrw", "arw": "arw", "sr2": "sr2", "srf": "srf", "pef": "pef", "srw": "srw", "iiq": "iiq", "3fr": "3fr", "fff": "fff",
	"dcr": "dcr", "kdc": "kdc", "erf": "erf", "mef": "mef", "mos": "mos", "gpr": "gpr", "rwl": "rwl", "cr2": "cr2",
}

// tiffs tells the formats on TIFF apart: by its own mark, by tags of its first directory, then by name.
func tiffs(head []byte, ext string) string {
	if len(head) >= 10 && string(head[8:10]) == "CR" {
		return "cr2"
	}
	if firstIFD(head, 0xc612) && ext != "gpr" { // DNGVersion
		return "dng"
	}
	if raw := rawsOnTIFF[ext]; raw != "" && raw != "cr2" && raw != "dng" {
		return raw
	}
	maker := bytes.ToUpper(head[:min(len(head), 4096)])
	switch previews := firstIFD(head, 0x014a); { // SubIFDs: raws keep the large picture there
	case previews && bytes.Contains(maker, []byte("NIKON")):
		return "nef"
	case previews && bytes.Contains(maker, []byte("SONY")):
		return "arw"
	}
	return "tiff"
}

// firstIFD tells whether the first directory of a TIFF has the tag, as far as it lies in the head.
func firstIFD(head []byte, tag uint16) bool {
	if len(head) < 8 {
		return false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(head[4:]))
	if at+2 > int64(len(head)) {
		return false
	}
	for n := range int64(order.Uint16(head[at:])) {
		entry := at + 2 + 12*n
		if entry+12 > int64(len(head)) {
			return false
		}
		if order.Uint16(head[entry:]) == tag {
			return true
		}
	}
	return false
}

func riffs(head []byte) string {
	switch kind := string(head[8:12]); {
	case kind == "WAVE" && string(head[:4]) == "RIFF":
		return "wav"
	case kind == "WAVE":
		return "rf64"
	case kind == "AVI ":
		return "avi"
	case kind == "WEBP":
		return "webp"
	default:
		return ""
	}
}

// streams knows formats without a header, by what repeats in them.
func streams(head []byte, ext string) string {
	switch {
	case repeats(head, 0, 188), repeats(head, 4, 192):
		return "mts"
	case len(head) >= 16 && bytes.HasPrefix(head, []byte{0x1f, 0x07, 0x00}) && (ext == "dv" || ext == "dif" || head[3]&0x7f == 0x3f):
		return "dv"
	case len(head) > 4 && head[0] == 0xff && head[1]&0xf6 == 0xf0:
		return "aac"
	case len(head) > 4 && head[0] == 0xff && head[1]&0xe0 == 0xe0 && head[1]&0x06 != 0 && head[2]&0xf0 != 0xf0 && (ext == "mp3" || ext == "mp2"):
		return "mp3"
	case ext == "h264" || ext == "264" || ext == "hevc" || ext == "h265":
		if bytes.HasPrefix(head, []byte{0, 0, 0, 1}) || bytes.HasPrefix(head, []byte{0, 0, 1}) {
			return map[string]string{"h264": "h264", "264": "h264", "hevc": "hevc", "h265": "hevc"}[ext]
		}
	}
	return ""
}

// repeats tells whether the sign of a transport packet stands at every step: three at least.
func repeats(head []byte, at, step int) bool {
	n := 0
	for ; at < len(head) && n < 20; at += step {
		if head[at] != 0x47 {
			return false
		}
		n++
	}
	return n >= 3
}

// String is for messages of tests.
func (f form) String() string { return fmt.Sprintf("%s %s", f.kind, f.format) }
