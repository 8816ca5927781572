package office_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/access"
	"github.com/btsdirector/bts/internal/caption"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/office"
	"github.com/btsdirector/bts/internal/production"
	"github.com/btsdirector/bts/internal/store"
	"github.com/btsdirector/bts/internal/store/storetest"
)

// stills are three stills in the library: a JPEG that nothing is known of, one that its camera's owner wrote a caption into, and what
// is called a raw and takes none.
func stills(t *testing.T, h *house) (dir string, ids map[string]production.AssetID) {
	t.Helper()
	dir = t.TempDir()
	for i, name := range []string{"A.JPG", "B.JPG"} {
		record(t, filepath.Join(dir, name), "-f", "lavfi", "-i", []string{"testsrc2=s=640x480", "testsrc=s=640x480"}[i], "-frames:v", "1")
	}
	record(t, filepath.Join(dir, "A.GIF"), "-f", "lavfi", "-i", "testsrc2=s=320x240", "-frames:v", "1")
	out, err := exec.CommandContext(t.Context(), "exiftool", "-q", "-overwrite_original", "-EXIF:DateTimeOriginal=2026:05:07 17:05:00", "-IPTC:CodedCharacterSet=UTF8", `-IPTC:Caption-Abstract=\dir\ waits, \qqq\`, "-IPTC:Keywords=B&W", filepath.Join(dir, "B.JPG")).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if _, err := h.Ingest(h.ctx, h.in, office.NewIngest{Paths: []string{dir}}, nil); err != nil {
		t.Fatal(err)
	}
	all, err := h.Assets(h.ctx, h.in, store.AssetFilter{Kind: media.Still})
	must(t, err)
	ids = map[string]production.AssetID{}
	for _, a := range all {
		ids[a.Name] = a.ID
	}
	if len(ids) != 3 {
		t.Fatalf("in the library: %v", ids)
	}
	return dir, ids
}

func TestCaptionsAreWrittenFromWhatIsKnown(t *testing.T) {
	t.Parallel()
	h := openLibrary(t, storetest.SQLite(t))
	dir, ids := stills(t, h)
	before := tree(t, dir)
	fields := map[string]any{"people": []string{"Ada Lindqvist", "Tam Reyes"}, "place": "Harbour", "day": "2026-05-07"}
	if _, err := h.EditAssets(h.ctx, h.in, []production.AssetID{ids["A.JPG"], ids["A.GIF"]}, office.Written{Fields: fields}); err != nil {
		t.Fatal(err)
	}
	style := map[string]any{
		"description": "{people} on the set of {production}[, {place}][, {date}].[ Photo: {operator}]", "credit": "An agency with a long name of many words",
		"codes": []caption.Code{{Code: "dir", Says: []string{"Åsa Öst, director"}}}, "words": []caption.Word{{Use: "black and white", For: []string{"b&w"}}}, "city": "Whitby",
	}
	_, err := h.SetCaptionStyle(h.ctx, h.in, office.Written{Fields: style})
	must(t, err)

	choice := office.AssetChoice{Filter: store.AssetFilter{Kind: media.Still}}
	all, err := h.Captions(h.ctx, h.in, choice)
	must(t, err)
	got := map[string]office.CaptionedAsset{}
	for _, c := range all {
		got[c.Name] = c
	}
	title := h.film.Title
	if want := "Ada Lindqvist and Tam Reyes on the set of " + title + ", Harbour, 7 May 2026."; got["A.JPG"].Description != want || got["A.JPG"].Typed {
		t.Errorf("A.JPG: %q, want %q", got["A.JPG"].Description, want)
	}
	b := got["B.JPG"]
	if b.Description != `Åsa Öst, director waits, \qqq\` || !b.Typed || !slices.Contains(b.Keywords, "black and white") || slices.Contains(b.Keywords, "B&W") {
		t.Errorf("B.JPG: %q, keywords %q", b.Description, b.Keywords)
	}
	if !slices.Contains(b.Problems, `Nothing stands for the code "qqq".`) {
		t.Errorf("problems of B.JPG: %q", b.Problems)
	}

	checkCaptioned(t, h, choice, title)
	if tree(t, dir) != before {
		t.Error("originals were touched")
	}

	// Kept, they can be mended one by one; what was typed stays, and it is one act that is taken back.
	act, n, err := h.KeepCaptions(h.ctx, h.in, choice, false)
	if err != nil || n != 2 {
		t.Fatalf("%d kept: %v", n, err)
	}
	sheet, err := h.Asset(h.ctx, h.in, ids["A.JPG"])
	must(t, err)
	if sheet.Caption != got["A.JPG"].Description {
		t.Errorf("kept as %q", sheet.Caption)
	}
	if _, n, err := h.KeepCaptions(h.ctx, h.in, choice, false); err != nil || n != 0 {
		t.Errorf("%d kept again: %v", n, err)
	}
	_, err = h.UndoAct(h.ctx, h.in, act.ID)
	must(t, err)
	if sheet, err = h.Asset(h.ctx, h.in, ids["A.JPG"]); err != nil || sheet.Caption != "" {
		t.Errorf("taken back: %q, %v", sheet.Caption, err)
	}
	_, err = h.SetCaptionStyle(h.ctx, h.in, office.Written{Fields: map[string]any{"description": "{caption}. {production}"}})
	must(t, err)
	if _, _, err := h.KeepCaptions(h.ctx, h.in, choice, true); !fault.Is(err, fault.Invalid) {
		t.Errorf("a template would take its own text for what is typed: %v", err)
	}
}

// checkCaptioned reads captions back out of what is taken along with exiftool.
func checkCaptioned(t *testing.T, h *house, choice office.AssetChoice, title string) {
	t.Helper()
	names := func(files map[string][]byte) []string {
		var list []string
		for name := range files {
			list = append(list, name)
		}
		slices.Sort(list)
		return list
	}
	day, none := "2026-05-07/", "no day/"
	files := bundle(t, h, choice, office.Captioned)
	if got, want := names(files), []string{day + "A.GIF", day + "A.JPG", day + "A.xmp", day + "B.JPG"}; !slices.Equal(got, want) && !slices.Equal(got, []string{day + "A.GIF", day + "A.JPG", day + "A.xmp", none + "B.JPG"}) {
		t.Fatalf("captioned copies are %q, want %q", got, want)
	}
	for name, data := range files {
		if strings.HasSuffix(name, ".JPG") {
			tags := readTags(t, data, ".jpg")
			if tags["XMP:Description"] != tags["IPTC:Caption-Abstract"] || tags["XMP:Description"] != tags["EXIF:ImageDescription"] || tags["XMP:Description"] == "" {
				t.Errorf("%s: the description differs: %v", name, tags)
			}
			if tags["XMP:Credit"] != "An agency with a long name of many words" || tags["IPTC:Credit"] != "An agency with a long name of ma" || tags["IPTC:City"] != "Whitby" {
				t.Errorf("%s: credit %q, in the old field %q, city %q", name, tags["XMP:Credit"], tags["IPTC:Credit"], tags["IPTC:City"])
			}
		}
	}
	if tags := readTags(t, files[day+"A.xmp"], ".xmp"); tags["XMP:PersonInImage"] != "Ada Lindqvist, Tam Reyes" || !strings.Contains(tags["XMP:Description"], title) {
		t.Errorf("the sidecar says %v", tags)
	}
	side := bundle(t, h, choice, office.Sidecars)
	if len(side) != 3 || side[day+"A.xmp"] == nil || side[day+"A.JPG.xmp"] == nil && side[day+"A.GIF.xmp"] == nil {
		t.Errorf("sidecars are %q", names(side))
	}
	if _, err := h.MakeLooks(h.ctx, h.in, nil); err != nil {
		t.Fatal(err)
	}
	if press := bundle(t, h, choice, office.Press); len(press) != 3 {
		t.Errorf("stills to look at are %q", names(press))
	}
	if _, err := h.Bundle(h.as(access.Publicity), h.in, choice, office.Captioned); !fault.Is(err, fault.Forbidden) {
		t.Errorf("who may fetch no originals: %v", err)
	}
}

func bundle(t *testing.T, h *house, choice office.AssetChoice, what string) map[string][]byte {
	t.Helper()
	b, err := h.Bundle(h.ctx, h.in, choice, what)
	must(t, err)
	var out bytes.Buffer
	must(t, b.Write(t.Context(), &out, func(int64) {}))
	if b.Bytes >= 0 && b.Bytes != int64(out.Len()) {
		t.Errorf("%s: %d bytes were promised, %d came", what, b.Bytes, out.Len())
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	must(t, err)
	files := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		must(t, err)
		data, err := io.ReadAll(r)
		must(t, err)
		files[f.Name] = data
	}
	return files
}

// readTags has exiftool read a file.
func readTags(t *testing.T, data []byte, ending string) map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file"+ending)
	must(t, os.WriteFile(path, data, 0o600))
	out, err := exec.CommandContext(t.Context(), "exiftool", "-G0", "-j", "-sep", ", ", path).Output()
	must(t, err)
	var list []map[string]any
	must(t, json.Unmarshal(out, &list))
	tags := map[string]string{}
	for name, value := range list[0] {
		if text, ok := value.(string); ok {
			tags[name] = text
		}
	}
	return tags
}

// TestCodesOfTheCast: who may not see closed scenes types no code of a character.
func TestCodesOfTheCast(t *testing.T) {
	t.Parallel()
	h := openLibrary(t, storetest.SQLite(t))
	h.take(lamp(t)...)
	codes := func(style office.CaptionStyle, err error) string {
		must(t, err)
		return caption.CodeLines(style.Known)
	}
	all := codes(h.CaptionStyle(h.ctx, h.in))
	if all == "" || !strings.Contains(all, "(") {
		t.Errorf("codes of the director: %q", all)
	}
	if told := codes(h.CaptionStyle(h.as(access.Publicity), h.in)); strings.Contains(told, "(") {
		t.Errorf("codes of publicity: %q", told)
	}
}
