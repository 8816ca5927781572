package media

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// seeds are files of real cameras, where they are.
func seeds(f *testing.F, patterns ...string) {
	f.Helper()
	for _, pattern := range patterns {
		list, err := filepath.Glob("/work/shared/data/" + pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range list {
			if content, err := os.ReadFile(path); err == nil {
				f.Add(content[:min(len(content), 16<<10)])
			}
		}
	}
}

// sound checks what holds of every answer: it can be written as JSON, within bounds, in time.
func sound(t *testing.T, read func(*told)) {
	t.Helper()
	start := time.Now()
	answer := &told{Tags: map[string]any{}}
	read(answer)
	text, err := json.Marshal(answer)
	if err != nil || len(answer.Tags) > mostFields {
		t.Fatalf("%d tags, %v", len(answer.Tags), err)
	}
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("it took %v for an answer of %d bytes", took, len(text))
	}
}

func FuzzSniff(f *testing.F) {
	seeds(f, "stills/exiftool-t-images/*", "video/exiftool-av/*")
	f.Fuzz(func(t *testing.T, head []byte) {
		for _, name := range []string{"a", "a.mxf", "a.dng", "a.srt", "a.xml", "Sub/a.mp4"} {
			if got := sniff(head, name); got.kind == Unknown && got.format != "" {
				t.Errorf("%s is unknown and %s", name, got.format)
			}
		}
	})
}

func FuzzWave(f *testing.F) {
	seeds(f, "video/wavinfo/*/*.WAV")
	f.Fuzz(func(t *testing.T, b []byte) {
		sound(t, func(a *told) { a.wave(bytes.NewReader(b), int64(len(b))) })
	})
}

func FuzzBoxes(f *testing.F) {
	seeds(f, "video/go-mp4/*.mp4", "video/mp4parse/mp4parse/tests/*.mp4")
	f.Fuzz(func(t *testing.T, b []byte) {
		sound(t, func(a *told) { a.isobmff(bytes.NewReader(b), int64(len(b))) })
	})
}

func FuzzGPMF(f *testing.F) {
	seeds(f, "video/gopro/*.raw")
	f.Add(append([]byte("GPS9?\x20\x00\x01"), binary.BigEndian.AppendUint64(nil, 1)...))
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, func(a *told) { a.gpmf(b) }) })
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(`<?xml version="1.0" encoding="UTF-16"?><a b="c"><d>e</d><d>f</d></a>`))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`))
	f.Fuzz(func(t *testing.T, b []byte) {
		sound(t, func(a *told) { a.ixml(b) })
		sound(t, func(a *told) { a.cameraXML(b) })
	})
}

func FuzzCaptions(f *testing.F) {
	f.Add([]byte("1\n00:00:00,000 --> 00:00:01,000\n[latitude: 47.1] [longitude: 8.2] 2023-06-18 12:51:23.123\n"))
	f.Fuzz(func(t *testing.T, b []byte) { sound(t, func(a *told) { a.drone(b) }) })
}

func FuzzStills(f *testing.F) {
	seeds(f, "stills/exiftool-t-images/*.jpg", "stills/exiftool-t-images/*.png", "stills/exiftool-t-images/*.webp")
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, format := range []string{"jpeg", "png", "webp", "tiff"} {
			sound(t, func(a *told) { a.read(question{Format: format}, bytes.NewReader(b), int64(len(b))) })
		}
	})
}

func FuzzMoments(f *testing.F) {
	for _, text := range []string{"2019:11:18 15:45:32.10+01:00", "20191118T154532Z", "0000:00:00 00:00:00", "2021-05-04 10-11-12", "1904:01:01 00:00:00"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, _, ok := moment(text)
		if ok && (at.Year() < 1974 || at.Year() > 2101) {
			t.Errorf("%q is %v", text, at)
		}
	})
}

// TestMoments tells times from what is none.
func TestMoments(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2019:11:18 15:45:32":           "2019-11-18T15:45:32Z false",
		"2019:11:18 15:45:32.105+01:00": "2019-11-18T14:45:32.105Z true",
		"2019-11-18T15:45:32Z":          "2019-11-18T15:45:32Z true",
		"2019-11-18T15:45:32-0330":      "2019-11-18T19:15:32Z true",
		"2021-05-04 10-11-12":           "2021-05-04T10:11:12Z false",
		"2021:05:04 10:11":              "2021-05-04T10:11:00Z false",
		"20191118T154532Z":              "2019-11-18T15:45:32Z true",
		"0000:00:00 00:00:00":           "",
		"1904:01:01 00:00:00":           "",
		"1970:01:01 00:00:00":           "",
		"1980:01:01 00:00:30":           "",
		"2019:13:18 15:45:32":           "",
		"2019:02:30 15:45:32":           "",
		"2019:11:18 25:45:32":           "",
		"2019:11:18":                    "",
		"    :  :     :  :  ":           "",
		"yesterday":                     "",
	} {
		got := ""
		if at, zoned, ok := moment(text); ok {
			got = at.Format(time.RFC3339Nano) + map[bool]string{true: " true", false: " false"}[zoned]
		}
		if got != want {
			t.Errorf("%q is %q, not %q", text, got, want)
		}
	}
}
