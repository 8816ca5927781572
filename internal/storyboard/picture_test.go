package storyboard_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/storyboard"
)

// half is a picture whose upper left quarter is red and whose rest is blue.
func half(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{0, 0, 255, 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.Set(x, y, c)
		}
	}
	return img
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 95}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// withEXIF puts an EXIF part behind the first marker of a JPEG: how the camera was held, and where it was.
func withEXIF(data []byte, turn uint16) []byte {
	tiff := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	tiff = binary.BigEndian.AppendUint16(tiff, turn)
	tiff = append(tiff, "\x00\x00\x00\x00\x00\x00GPS 59.9139 N 10.7522 E"...)
	part := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{}, data[:2]...)
	out = append(out, 0xff, 0xe1)
	out = binary.BigEndian.AppendUint16(out, uint16(len(part)+2))
	return append(append(out, part...), data[2:]...)
}

func clean(t *testing.T, data []byte) image.Image {
	t.Helper()
	kept, err := storyboard.Clean(data)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(kept, []byte("GPS")) || bytes.Contains(kept, []byte("Exif")) {
		t.Error("what the camera wrote is still in it")
	}
	img, err := jpeg.Decode(bytes.NewReader(kept))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func red(img image.Image, x, y int) bool {
	r, _, b, _ := img.At(x, y).RGBA()
	return r > b
}

func TestPicturesAreTurnedUpright(t *testing.T) {
	t.Parallel()
	data := asJPEG(t, half(64, 32))
	// where the red quarter is when the camera was held so, by the corners of the picture: left, top
	for turn, want := range map[uint16][2]bool{1: {true, true}, 2: {false, true}, 3: {false, false}, 4: {true, false}, 5: {true, true}, 6: {false, true}, 7: {false, false}, 8: {true, false}} {
		img := clean(t, withEXIF(data, turn))
		size := img.Bounds().Size()
		if wide := size.X > size.Y; wide != (turn < 5) {
			t.Errorf("turn %d: %v", turn, size)
		}
		x, y := size.X-3, size.Y-3
		if want[0] {
			x = 3
		}
		if want[1] {
			y = 3
		}
		if !red(img, x, y) || red(img, size.X-1-x, size.Y-1-y) {
			t.Errorf("turn %d: the red quarter is not at %d, %d", turn, x, y)
		}
	}
}

func TestPicturesOfEveryKind(t *testing.T) {
	t.Parallel()
	var moving bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.White, color.RGBA{255, 0, 0, 255}})
	frame.Pix[0] = 1
	if err := gif.EncodeAll(&moving, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{1, 1}}); err != nil {
		t.Fatal(err)
	}
	film := append(asJPEG(t, half(8, 8)), "\x00\x00\x00\x18ftypmp42 a short film"...)
	// one pixel of lossless WebP
	webp := []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	noted := append(asJPEG(t, half(8, 8)), "\x00\x00\x01\x0aImage_UTC_Data1790000000000SEFH\x6b\x00\x00\x00SEFT"...)
	for name, data := range map[string][]byte{"png": asPNG(t, half(8, 8)), "jpeg": asJPEG(t, half(8, 8)), "gif": moving.Bytes(), "moving jpeg": film, "jpeg with a camera's notes": noted, "webp": webp} {
		if _, err := storyboard.Clean(data); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	large := clean(t, asPNG(t, image.NewGray(image.Rect(0, 0, 5000, 100)))).Bounds().Size()
	if large != image.Pt(storyboard.KeptEdge, 51) {
		t.Errorf("a wide picture is kept with %v", large)
	}
	if thin := clean(t, asPNG(t, image.NewGray(image.Rect(0, 0, 1, 9000)))).Bounds().Size(); thin != image.Pt(1, storyboard.KeptEdge) {
		t.Errorf("a thin picture is kept with %v", thin)
	}
	if !red(clean(t, asPNG(t, image.NewRGBA(image.Rect(0, 0, 4, 4)))), 1, 1) {
		r, g, b, _ := clean(t, asPNG(t, image.NewRGBA(image.Rect(0, 0, 4, 4)))).At(1, 1).RGBA()
		if r < 0xf000 || g < 0xf000 || b < 0xf000 {
			t.Errorf("what is clear does not become white paper: %x %x %x", r, g, b)
		}
	}
}

// pngOf is the head of a PNG that says it has a size, and no pixels that would have it.
func pngOf(w, h uint32, depth, kind byte) []byte {
	head := binary.BigEndian.AppendUint32([]byte("IHDR"), w)
	head = append(binary.BigEndian.AppendUint32(head, h), depth, kind, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), head...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
	return append(out, "\x00\x00\x00\x00IEND\xaeB`\x82"...)
}

func TestHostilePicturesAreRefusedInWords(t *testing.T) {
	t.Parallel()
	whole := asPNG(t, half(64, 64))
	photo := asJPEG(t, half(64, 64))
	script := `<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>`
	zip := "PK\x05\x06" + strings.Repeat("\x00", 18)
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"nothing":           {nil, "empty"},
		"svg":               {[]byte(script), "SVG"},
		"svg behind spaces": {[]byte("\xef\xbb\xbf\n <?xml version=\"1.0\"?><!-- x -->" + script), "SVG"},
		"html":              {[]byte("<!doctype html><p>hello"), "no picture"},
		"pdf":               {[]byte("%PDF-1.7\n"), "a PDF"},
		"heic":              {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00"), "HEIC"},
		"video":             {[]byte("\x00\x00\x00\x18ftypisom\x00\x00\x00\x00"), "video"},
		"raw":               {[]byte("II*\x00\x10\x00\x00\x00CR\x02"), "raw"},
		"bomb":              {pngOf(50_000, 50_000, 8, 2), "100 megapixels"},
		"deep bomb":         {pngOf(9_000, 9_000, 16, 6), "100 megapixels"},
		"thin bomb":         {pngOf(2_000_000_000, 1, 8, 0), "100 megapixels"},
		"no pixels":         {pngOf(100, 100, 8, 2), "damaged"},
		"png cut off":       {whole[:len(whole)-20], "cut off"},
		"jpeg cut off":      {photo[:len(photo)/2], "cut off"},
		"page behind":       {append(append([]byte{}, whole...), script...), "something else follows"},
		"archive behind":    {append(append([]byte{}, photo...), zip...), "something else follows"},
		"page behind jpeg":  {append(append([]byte{}, photo...), script...), "something else follows"},
		"too many bytes":    {make([]byte, storyboard.MaxPictureBytes+1), "more than 40"},
		"a gif that begins": {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "damaged"},
	} {
		_, err := storyboard.Clean(c.data)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, want %q", name, err, c.says)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\xff\xff\xff\xff"))
	f.Add([]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"))
	f.Fuzz(func(t *testing.T, data []byte) {
		kept, err := storyboard.Clean(data)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("%v", err)
			}
			return
		}
		if _, err := jpeg.Decode(bytes.NewReader(kept)); err != nil {
			t.Errorf("what is kept is no picture: %v", err)
		}
	})
}
