package media

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"
	"time"
)

// gpmf reads the first place out of a block of GoPro's metadata (https://github.com/gopro/gpmf-parser): names of the
// device, and GPS5 or GPS9 where the receiver had a fix.
func (t *told) gpmf(b []byte) {
	t.klv(b, &gps{scale: []float64{1}}, 0)
}

// gps is what a stream said before the places come.
type gps struct {
	scale  []float64
	fix    int    // 2 is two, 3 is three dimensions
	at     string // UTC of the block
	types  string // of a compound
	strict bool   // it says whether it has a fix
}

// klv walks over keys, lengths and values: a key of four letters, a type, the size of a part, how many there are.
func (t *told) klv(b []byte, g *gps, depth int) {
	for len(b) >= 8 && depth < 8 {
		key, kind, size, count := string(b[:4]), b[4], int(b[5]), int(binary.BigEndian.Uint16(b[6:]))
		length := size * count
		b = b[8:]
		if length > len(b) || !sign.MatchString(key) {
			return
		}
		body := b[:length]
		switch {
		case kind == 0 && key == "STRM":
			t.klv(body, &gps{scale: []float64{1}}, depth+1)
		case kind == 0:
			t.klv(body, g, depth+1)
		default:
			t.value(key, kind, size, body, g)
		}
		b = b[min((length+3)&^3, len(b)):]
	}
}

func (t *told) value(key string, kind byte, size int, body []byte, g *gps) {
	switch key {
	case "DVNM":
		if name := fixed(body); name != "Highlights" {
			t.put("GPMF:DeviceName", name)
		}
	case "MINF":
		t.put("GPMF:Model", fixed(body))
	case "CASN":
		t.put("GPMF:SerialNumber", fixed(body))
	case "FMWR":
		t.put("GPMF:Firmware", fixed(body))
	case "TYPE":
		g.types = fixed(body)
	case "SCAL":
		if s := numbers(body, kind, size); len(s) > 0 {
			g.scale = s
		}
	case "GPSF":
		if s := numbers(body, kind, size); len(s) > 0 {
			g.fix, g.strict = int(s[0]), true
		}
	case "GPSU":
		g.at = fixed(body)
	case "GPS5":
		if s := numbers(body, kind, 4); g.strict && g.fix >= 2 && len(s) >= 5 {
			t.place(g, s[:5])
			if at, err := time.Parse("060102150405.000", g.at); err == nil {
				t.put("GPMF:GPSDateTime", at.Format(time.RFC3339Nano))
			}
		}
	case "GPS9":
		t.gps9(body, g)
	}
}

// gps9 is latitude, longitude, altitude, two speeds, days since 2000, seconds of the day, precision and fix, in one.
func (t *told) gps9(body []byte, g *gps) {
	if g.types != "lllllllSS" || len(body) < 32 {
		return
	}
	for ; len(body) >= 32; body = body[32:] {
		if binary.BigEndian.Uint16(body[30:]) < 2 {
			continue
		}
		s := numbers(body[:28], 'l', 4)
		t.place(g, s)
		day, second := s[5]/g.by(5), s[6]/g.by(6)
		if day > 0 && day < 40000 && second >= 0 && second < 86400 {
			at := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(day)).Add(time.Duration(math.Round(second*1000)) * time.Millisecond)
			t.put("GPMF:GPSDateTime", at.Format(time.RFC3339Nano))
		}
		return
	}
}

// by is what the i-th number of a stream is divided by.
func (g *gps) by(i int) float64 {
	s := g.scale[min(i, len(g.scale)-1)]
	if s == 0 {
		return 1
	}
	return s
}

func (t *told) place(g *gps, s []float64) {
	latitude, longitude := s[0]/g.by(0), s[1]/g.by(1)
	if latitude < -90 || latitude > 90 || longitude < -180 || longitude > 180 || latitude == 0 && longitude == 0 {
		return
	}
	put := func(key string, n float64) { t.put(key, strconv.FormatFloat(n, 'f', -1, 64)) }
	put("GPMF:GPSLatitude", latitude)
	put("GPMF:GPSLongitude", longitude)
	put("GPMF:GPSAltitude", s[2]/g.by(2))
}

// numbers reads the plain types of GPMF.
func numbers(b []byte, kind byte, size int) []float64 {
	width := map[byte]int{'b': 1, 'B': 1, 's': 2, 'S': 2, 'l': 4, 'L': 4, 'f': 4, 'd': 8, 'J': 8, 'j': 8}[kind]
	if width == 0 || size < width {
		return nil
	}
	var list []float64
	for ; len(b) >= width && len(list) < 4096; b = b[width:] {
		list = append(list, one(b, kind))
	}
	return list
}

func one(b []byte, kind byte) float64 {
	switch kind {
	case 'b':
		return float64(int8(b[0]))
	case 'B':
		return float64(b[0])
	case 's':
		return float64(int16(binary.BigEndian.Uint16(b)))
	case 'S':
		return float64(binary.BigEndian.Uint16(b))
	case 'l':
		return float64(int32(binary.BigEndian.Uint32(b)))
	case 'L':
		return float64(binary.BigEndian.Uint32(b))
	case 'f':
		return float64(math.Float32frombits(binary.BigEndian.Uint32(b)))
	case 'd':
		return math.Float64frombits(binary.BigEndian.Uint64(b))
	case 'j':
		return float64(int64(binary.BigEndian.Uint64(b)))
	default:
		return float64(binary.BigEndian.Uint64(b))
	}
}

// cameraXML reads the document that a camera of Sony, Panasonic or Canon writes beside its clip, or into it.
func (t *told) cameraXML(text []byte) {
	if err := flatten(text, 1, func(path, value string) { t.put("CameraXML:"+path, value) }); err != nil {
		t.flaw("corrupt", "its XML cannot be read: %s", err)
	}
}

// drone reads the first caption of a flight.
func (t *told) drone(text []byte) {
	captions := anyText(text[:min(len(text), 64<<10)])
	for _, pair := range [][3]string{{"Latitude", "latitude", "lat"}, {"Longitude", "longitude", "longtitude"}, {"Altitude", "abs_alt", "altitude"}, {"Altitude", "rel_alt", "alt"}} {
		for _, name := range pair[1:] {
			if n, ok := caption(captions, name); ok {
				t.put("Captions:GPS"+pair[0], n)
			}
		}
	}
	if at := captionTime.FindString(captions); at != "" {
		t.put("Captions:DateTime", strings.ReplaceAll(at, ",", "."))
	}
}
