package media_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
)

// caption has letters, signs and lines that each way of writing could spoil.
var caption = media.Caption{
	Title: "Day 12", Headline: "Łódź & <Köln>", Description: "Anna Müller (left) and 田中さん\nbetween takes — \"quiet\" \x01please.", AltText: "Two people beside a camera.",
	Creators: []string{"Zoë O'Neill", "B; C"}, Credit: "Unit/Film", Source: "Film GmbH", Copyright: "© 2026 Film GmbH", Created: time.Date(2026, 5, 4, 10, 11, 12, 0, time.FixedZone("", 7200)),
	Location: media.Location{Name: "Studio 4", Sublocation: "Stage", City: "Köln", Province: "NRW", Country: "Germany", CountryCode: "DEU"},
	People:   []string{"Anna Müller", "田中"}, Keywords: []string{"behind the scenes", "a, b"}, Job: "FILM-12", Instructions: "Embargo until 2026-06-01", Release: media.Unlimited, Rating: 4,
}

var wantWords = media.Words{
	Title: "Day 12", Headline: "Łódź & <Köln>", Caption: "Anna Müller (left) and 田中さん\nbetween takes — \"quiet\" \uFFFDplease.", Creator: "Zoë O'Neill; B; C", Credit: "Unit/Film",
	Copyright: "© 2026 Film GmbH", Keywords: []string{"behind the scenes", "a, b"}, People: []string{"Anna Müller", "田中"}, Rating: 4,
}

var wantFields = map[string]string{
	"XMP-photoshop:Source": "Film GmbH", "XMP-photoshop:TransmissionReference": "FILM-12", "XMP-photoshop:Instructions": "Embargo until 2026-06-01", "XMP-photoshop:DateCreated": "2026:05:04 10:11:12+02:00",
	"XMP-iptcExt:LocationCreated": `{"City":"Köln","CountryCode":"DEU","CountryName":"Germany","LocationName":"Studio 4","ProvinceState":"NRW","Sublocation":"Stage"}`,
	"XMP-plus:ModelReleaseStatus": "MR-UMR", "XMP-iptcCore:AltTextAccessibility": "Two people beside a camera.",
}

func compareCaption(t *testing.T, got media.Reading) {
	t.Helper()
	if diff := cmp.Diff(wantWords, got.Words); diff != "" {
		t.Error(diff)
	}
	for key, want := range wantFields {
		group, name, _ := strings.Cut(key, ":")
		found := "nothing"
		for _, f := range got.Fields {
			if f.Group == group && f.Name == name {
				found = f.Value
			}
		}
		if found != want {
			t.Errorf("%s is %s, not %s", key, found, want)
		}
	}
	if !got.Captured.At.Equal(caption.Created) || !got.Captured.Zoned {
		t.Errorf("it was taken %+v", got.Captured)
	}
}

// TestASidecarIsReadBack lets exiftool read what we write.
func TestASidecarIsReadBack(t *testing.T) {
	t.Parallel()
	path := media.SidecarPath(filepath.Join(t.TempDir(), "A_0001.CR3"))
	for range 2 { // the second replaces the first
		if err := media.WriteSidecar(path, caption); err != nil {
			t.Fatal(err)
		}
	}
	got := read(t, reader(t, media.Options{}), path)
	if got.Kind != media.Sidecar || got.Format != "xmp" || len(got.Problems) > 0 {
		t.Errorf("it is %s %s, %v", got.Kind, got.Format, got.Problems)
	}
	compareCaption(t, got)
	foreign := []byte(`<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core"></x:xmpmeta>`)
	if err := os.WriteFile(path, foreign, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := media.WriteSidecar(path, caption); !fault.Is(err, fault.Conflict) {
		t.Errorf("the sidecar of another program is replaced: %v", err)
	}
	if now, _ := os.ReadFile(path); !bytes.Equal(now, foreign) {
		t.Error("the sidecar of another program has changed")
	}
}

// TestACaptionIsWrittenIntoACopyAlone compares the original byte by byte.
func TestACaptionIsWrittenIntoACopyAlone(t *testing.T) {
	t.Parallel()
	r, dir := reader(t, media.Options{}), t.TempDir()
	for _, name := range []string{"a.jpg", "a.tif", "a.png"} {
		original := ffmpeg(t, name, "-f", "lavfi", "-i", "testsrc=s=64x48", "-frames:v", "1", "-update", "1")
		before, err := os.ReadFile(original)
		if err != nil {
			t.Fatal(err)
		}
		into := filepath.Join(dir, "copy-"+name)
		if err := r.WriteInto(context.Background(), original, into, caption); err != nil {
			t.Fatal(err)
		}
		if now, _ := os.ReadFile(original); !bytes.Equal(before, now) {
			t.Errorf("%s itself has changed", name)
		}
		got := read(t, r, into)
		if name != "a.png" || got.Words.Caption != "" {
			got.Words.Caption = strings.ReplaceAll(got.Words.Caption, "\x01", "\uFFFD")
			compareCaption(t, got)
		}
		if err := r.WriteInto(context.Background(), original, into, caption); !fault.Is(err, fault.Conflict) {
			t.Errorf("the copy is written over: %v", err)
		}
		if err := r.WriteInto(context.Background(), original, original, caption); !fault.Is(err, fault.Conflict) {
			t.Errorf("the original is written over: %v", err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".bts-*")); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
	clip := ffmpeg(t, "a.mov", "-f", "lavfi", "-i", "testsrc=s=64x48:d=1", "-c:v", "mjpeg")
	if err := r.WriteInto(context.Background(), clip, filepath.Join(dir, "b.mov"), caption); !fault.Is(err, fault.Invalid) {
		t.Errorf("a film takes a caption: %v", err)
	}
}
