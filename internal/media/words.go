package media

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// words are what people wrote, in the order of the Metadata Working Group (Guidelines 2.0, chapter 5): EXIF first; IPTC before
// XMP where somebody changed it who did not know XMP, which its digest shows, or where XMP has nothing.
func (t tags) words() Words {
	t.mendIPTC()
	old := t.text("File:CurrentIPTCDigest") != "" && t.text("Photoshop:IPTCDigest") != "" && t.text("File:CurrentIPTCDigest") != t.text("Photoshop:IPTCDigest")
	either := func(exif, iptc, xmp []string) []string {
		if old {
			return append(append(append([]string{}, exif...), iptc...), xmp...)
		}
		return append(append(append([]string{}, exif...), xmp...), iptc...)
	}
	one := func(most int, keys []string) string { return short(t.text(keys...), most) }
	k := func(keys ...string) []string { return keys }
	creators := func() string {
		if key, _ := t.first(either(k("IFD0:Artist"), k("IPTC:By-line"), k("XMP-dc:Creator", "XMP-tiff:Artist"))...); key != "" {
			return short(strings.Join(t.list(key), "; "), mostValue)
		}
		return one(mostValue, k("Keys:Author", "ItemList:Artist", "Keys:Artist", "INFO:IART", "IFD0:XPAuthor"))
	}
	w := Words{
		Title:    one(mostValue, append(either(nil, k("IPTC:ObjectName"), k("XMP-dc:Title")), "Keys:Title", "ItemList:Title", "UserData:Title", "IFD0:XPTitle", "INFO:INAM", "ffprobe:tag.title")),
		Headline: one(mostValue, either(nil, k("IPTC:Headline"), k("XMP-photoshop:Headline"))),
		Caption: one(64<<10, append(either(k("IFD0:ImageDescription"), k("IPTC:Caption-Abstract"), k("XMP-dc:Description", "XMP-exif:UserComment")),
			"Keys:Description", "ItemList:Description", "UserData:Description", "PNG:Description")),
		Creator: creators(),
		Credit:  one(mostValue, either(nil, k("IPTC:Credit"), k("XMP-photoshop:Credit"))),
		Copyright: one(mostValue, append(either(k("IFD0:Copyright"), k("IPTC:CopyrightNotice"), k("XMP-dc:Rights", "XMP-tiff:Copyright")),
			"Keys:Copyright", "ItemList:Copyright", "UserData:Copyright", "INFO:ICOP")),
		Keywords: bounded(t.list(append(either(nil, k("IPTC:Keywords"), k("XMP-dc:Subject")), "Keys:Keywords", "ItemList:Keyword", "IFD0:XPKeywords")...)),
		People:   bounded(t.list("XMP-iptcExt:PersonInImage", "XMP-iptcExt:PersonInImageName", "XMP-mwg-rs:RegionName")),
	}
	if w.People == nil {
		w.People = t.faces()
	}
	w.Rating = t.rating()
	return w
}

// faces are the names of regions that are marked as faces (MWG, Microsoft).
func (t tags) faces() []string {
	var names []string
	for _, path := range [][3]string{{"XMP-mwg-rs:RegionInfo", "RegionList", "Name"}, {"XMP-MP:RegionInfoMP", "Regions", "PersonDisplayName"}} {
		info, _ := t[path[0]].value.(map[string]any)
		list, _ := info[path[1]].([]any)
		for _, r := range list {
			region, _ := r.(map[string]any)
			if kind := plain(region["Type"]); kind != "" && kind != "Face" {
				continue
			}
			if name := strings.TrimSpace(plain(region[path[2]])); name != "" {
				names = append(names, name)
			}
		}
	}
	return bounded(names)
}

// rating is 0 to 5 stars; -1 is rejected. Microsoft counts to 99 in EXIF.
func (t tags) rating() int {
	n, ok := t.number("XMP-xmp:Rating", "IFD0:Rating", "XMP-microsoft:RatingPercent", "IFD0:RatingPercent")
	key, _ := t.first("XMP-xmp:Rating", "IFD0:Rating", "XMP-microsoft:RatingPercent", "IFD0:RatingPercent")
	if !ok {
		return 0
	}
	if strings.HasSuffix(key, "Percent") {
		n = 1 + n/25
		if t.text(key) == "0" {
			n = 0
		}
	}
	return int(max(-1, min(5, n)))
}

// bounded is a list of what a picture can need.
func bounded(list []string) []string {
	const most = 1000
	var kept []string
	for _, s := range list[:min(len(list), most)] {
		kept = append(kept, short(s, 1000))
	}
	return kept
}

// mendIPTC reads IPTC that does not say its letters. The standard means ISO 646 then, and exiftool takes Windows 1252; many
// programs wrote UTF-8.
func (t tags) mendIPTC() {
	if t.text("IPTC:CodedCharacterSet") != "" {
		return
	}
	for key, v := range t {
		if strings.HasPrefix(key, "IPTC:") && v.from == "exiftool" {
			t[key] = tag{mended(v.value), v.from}
		}
	}
}

func mended(v any) any {
	switch v := v.(type) {
	case string:
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(v))
		if err == nil && len(b) < len(v) && utf8.Valid(b) {
			return string(b)
		}
		return v
	case []any:
		list := make([]any, len(v))
		for i, part := range v {
			list[i] = mended(part)
		}
		return list
	default:
		return v
	}
}
