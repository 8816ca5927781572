package media

import (
	"bytes"
	"encoding/binary"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// brands are those of ISO base media files, by the format that they name (ISO/IEC 14496-12, 23008-12; mp4ra.org).
var brands = map[string]string{
	"qt  ": "mov", "isom": "mp4", "iso2": "mp4", "iso4": "mp4", "iso5": "mp4", "iso6": "mp4", "mp41": "mp4", "mp42": "mp4", "avc1": "mp4", "dash": "mp4",
	"XAVC": "mp4", "MSNV": "mp4", "NDSC": "mp4", "FACE": "mp4", "f4v ": "mp4", "M4V ": "m4v", "M4VH": "m4v", "M4VP": "m4v", "M4A ": "m4a", "M4B ": "m4a",
	"3gp4": "3gp", "3gp5": "3gp", "3gp6": "3gp", "3gg6": "3gp", "3g2a": "3gp", "3g2b": "3gp",
	"heic": "heic", "heix": "heic", "heim": "heic", "heis": "heic", "hevc": "heic", "hevx": "heic", "mif1": "heif", "msf1": "heif", "avif": "avif", "avis": "avif",
	"crx ": "cr3", "jxl ": "jxl", "jp2 ": "jp2", "jpx ": "jp2",
}

// boxes knows files of boxes: by their brand, or, where an older QuickTime file has none, by their first box.
func boxes(head []byte, ext string) string {
	if len(head) < 12 {
		return ""
	}
	size, kind := binary.BigEndian.Uint32(head), string(head[4:8])
	switch kind {
	case "ftyp", "styp":
		return branded(head[8:min(len(head), int(min(max(size, 16), 4096)))], ext)
	case "moov", "wide", "pnot":
		return "mov"
	case "mdat", "free", "skip": // a size of 1 says that a long one follows; 0 reaches to the end of the file
		if size == 0 || size == 1 || size >= 8 && size < 1<<31 {
			return "mov"
		}
	}
	return ""
}

func branded(list []byte, ext string) string {
	var all []string
	for i := 0; i+4 <= len(list); i += 4 {
		if i != 4 { // that is the version
			all = append(all, string(list[i:i+4]))
		}
	}
	if len(all) == 0 {
		return ""
	}
	major := brands[all[0]]
	if major == "heif" { // a structure; what it is coded with stands among the other brands
		for _, brand := range all[1:] {
			if b := brands[brand]; b == "heic" || b == "avif" {
				return b
			}
		}
	}
	switch {
	case major == "mov" && ext == "braw":
		return "braw"
	case major == "cr3" && ext == "crm":
		return "crm"
	case major == "mp4" && (ext == "m4a" || ext == "m4v"):
		return ext
	case major != "":
		return major
	}
	if i := slices.IndexFunc(all, func(b string) bool { return brands[b] != "" }); i >= 0 {
		return brands[all[i]]
	}
	return "mp4"
}

// documents are files that only their name tells apart, of those that hold text.
var documents = map[string]string{
	"txt": "txt", "md": "txt", "log": "txt", "fountain": "txt", "csv": "csv", "json": "json", "vtt": "vtt", "srt": "srt", "msrt": "srt", "edl": "edl", "ale": "ale", "cube": "lut",
	"mhl": "mhl", "aae": "aae", "fcpxml": "fcpxml", "ttml": "ttml", "scc": "txt", "xml": "xml",
}

// structures are small files that cameras write beside their clips, known by name alone.
var structures = map[string]string{"bim": "bim", "cpi": "cpi", "mpl": "mpl", "bdm": "bdm"}

var cue = regexp.MustCompile(`(?m)^\d\d:\d\d:\d\d[,.]\d{3} --> \d\d:\d\d:\d\d[,.]\d{3}`)

// written knows what is written in letters, or gives "".
func written(head []byte, ext string) string {
	if strings.HasPrefix(string(head), "PK\x03\x04") {
		if ext == "docx" || ext == "xlsx" {
			return ext
		}
		return "zip"
	}
	if name := structures[ext]; name != "" {
		return name
	}
	if ext == "stl" && len(head) >= 11 && string(head[3:6]) == "STL" {
		return "stl"
	}
	if ext == "xmp" && bytes.Contains(head, []byte("<x:xmpmeta")) {
		return "xmp" // whatever signs of its coding stand before
	}
	text, ok := letters(head)
	if !ok {
		if name := documents[ext]; name != "" && bytes.Count(head, []byte{0})*100 < len(head) {
			return name // it has signs that no text should have, but few
		}
		return ""
	}
	start := strings.TrimSpace(text[:min(len(text), 4096)])
	switch {
	case strings.HasPrefix(start, "<"), strings.HasPrefix(start, "<?xpacket"):
		return marked(text, ext)
	case strings.HasPrefix(start, "WEBVTT"):
		return "vtt"
	case cue.MatchString(text):
		if drone.MatchString(text) {
			return "drone_srt"
		}
		return "srt"
	}
	if name := documents[ext]; name != "" {
		return name
	}
	return "txt"
}

// drone is how the captions of DJI and others begin: figures of the flight between brackets, or GPS(…).
var drone = regexp.MustCompile(`(?i)\[\s*(iso|latitude|shutter|fnum|focal_len|rel_alt)\s*:|\bGPS\s*\(|FrameCnt|SrtCnt`)

// marked tells XML apart by its elements.
func marked(text, ext string) string {
	switch {
	case strings.Contains(text, "<x:xmpmeta"), strings.Contains(text, "<x:xapmeta"), strings.Contains(text, "<rdf:RDF"):
		return "xmp"
	case strings.Contains(text, "<NonRealTimeMeta"), strings.Contains(text, "<P2Main"), strings.Contains(text, "<XFDescription"), strings.Contains(text, "<ClipMetadata"), strings.Contains(text, "<CanonXF"):
		return "camera_xml"
	case strings.Contains(text, "<fcpxml"):
		return "fcpxml"
	case strings.Contains(text, "<hashlist"):
		return "mhl"
	case strings.Contains(text, "http://www.w3.org/ns/ttml"):
		return "ttml"
	case strings.Contains(text, "<svg"):
		return "svg"
	case strings.Contains(strings.ToLower(text[:min(len(text), 1024)]), "<html"):
		return "html"
	case strings.Contains(text, "<plist") && ext == "aae":
		return "aae"
	default:
		return "xml"
	}
}

// letters is the head as text, when it is text: UTF-8, UTF-16 with its mark, or eight bits without control signs.
func letters(head []byte) (string, bool) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		return utf16Text(head)
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		head = head[3:]
	}
	odd := 0
	for _, b := range head {
		if b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f' {
			return "", false
		}
		if b >= 0x7f && b < 0xa0 {
			odd++
		}
	}
	for n := 0; n < utf8.UTFMax && !utf8.Valid(head); n++ { // the last sign may be cut off
		head = head[:len(head)-min(1, len(head))]
	}
	return string(head), len(head) > 0 && (utf8.Valid(head) || odd*20 < len(head))
}

func utf16Text(head []byte) (string, bool) {
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 0xfe {
		order = binary.BigEndian
	}
	units := make([]uint16, 0, len(head)/2)
	for i := 2; i+1 < len(head); i += 2 {
		units = append(units, order.Uint16(head[i:]))
	}
	text := string(utf16.Decode(units))
	return text, !strings.ContainsAny(text, "\x00\x01\x02\x03\x04") && text != ""
}
