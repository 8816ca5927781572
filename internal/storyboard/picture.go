package storyboard

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // the first picture of it
	"image/jpeg"
	_ "image/png"
	"io"
	"strings"

	scaling "golang.org/x/image/draw"
	_ "golang.org/x/image/webp"

	"github.com/btsdirector/bts/internal/fault"
)

// Limits of a picture that somebody brings, and what is kept of it.
const (
	MaxPictureBytes = 40 << 20
	maxPixels       = 100_000_000
	KeptEdge        = 2560 // pixels of the longer edge
	keptQuality     = 88
)

const wayOut = "Bring it as JPEG, PNG, GIF or WebP: most programs offer that under Export or Share."

// foreign are files that people take for pictures, by what they begin with.
var foreign = []struct{ begins, name string }{
	{"%PDF", "a PDF"}, {"<svg", "an SVG drawing"}, {"II*\x00", "a TIFF or camera raw file"}, {"MM\x00*", "a TIFF or camera raw file"},
	{"BM", "a BMP"}, {"8BPS", "a Photoshop file"}, {"\x00\x00\x01\x00", "an icon"},
}

// Clean turns what somebody brings into a JPEG that holds the picture and nothing else: turned upright, at most KeptEdge
// pixels wide and high, on white, without the place and the names that cameras write into it. It reads JPEG, PNG, GIF
// (the first picture) and WebP; everything else, and what is too large, cut off, or has something else behind it, is
// fault.Invalid. The size is looked at before a pixel is decoded.
func Clean(data []byte) ([]byte, error) {
	if len(data) == 0 {
		return nil, fault.New(fault.Invalid, "the file is empty").WithRemedy("Choose it again.")
	}
	if len(data) > MaxPictureBytes {
		return nil, fault.New(fault.Invalid, "the picture has %d MB, more than %d", len(data)>>20, MaxPictureBytes>>20).WithRemedy("Make it smaller first.")
	}
	head, kind, err := image.DecodeConfig(bytes.NewReader(data))
	if errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, image.ErrFormat) {
		return nil, fault.New(fault.Invalid, "the picture is cut off").WithRemedy("Choose it again, or save it anew.").WithCause(err)
	}
	if err != nil {
		return nil, unknown(data).WithCause(err)
	}
	if pixels := int64(head.Width) * int64(head.Height); head.Width < 1 || head.Height < 1 || pixels > maxPixels || deep(head) && pixels > maxPixels/2 {
		return nil, fault.New(fault.Invalid, "the picture is %d by %d pixels, more than 100 megapixels (50 with 16 bits a colour)", head.Width, head.Height).WithRemedy("Make it smaller first.")
	}
	if err := whole(data, kind); err != nil {
		return nil, err
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fault.New(fault.Invalid, "the picture is damaged, or was cut off on its way").WithRemedy("Choose it again, or save it anew.").WithCause(err)
	}
	turn := 1
	if kind == "jpeg" {
		turn = orientation(data)
	}
	return keep(upright(shrunk(img), turn))
}

// deep reports whether a picture takes eight bytes for a pixel while it is read.
func deep(head image.Config) bool {
	return head.ColorModel == color.RGBA64Model || head.ColorModel == color.NRGBA64Model
}

// unknown says what a file is that is no picture for us.
func unknown(data []byte) *fault.Error {
	text := strings.ToLower(string(bytes.TrimLeft(data[:min(len(data), 1024)], "\xef\xbb\xbf \t\r\n")))
	if strings.Contains(text, "<svg") {
		return fault.New(fault.Invalid, "that is an SVG drawing, which can hold programs").WithRemedy(wayOut)
	}
	if len(data) > 12 && string(data[4:8]) == "ftyp" {
		switch brand := string(data[8:12]); brand {
		case "heic", "heix", "mif1", "msf1", "hevc", "avif":
			return fault.New(fault.Invalid, "that is a HEIC or AVIF picture, which this program cannot read").WithRemedy(wayOut + " A telephone set to “most compatible” takes JPEG.")
		}
		return fault.New(fault.Invalid, "that is a video, not a picture").WithRemedy("Take a still from it.")
	}
	for _, f := range foreign {
		if bytes.HasPrefix(data, []byte(f.begins)) {
			return fault.New(fault.Invalid, "that is %s, not a picture that can be read here", f.name).WithRemedy(wayOut)
		}
	}
	return fault.New(fault.Invalid, "that is no picture").WithRemedy(wayOut)
}

// moving reports whether a film begins where the picture ends.
func moving(data []byte) bool {
	for rest := data; ; {
		i := bytes.Index(rest, []byte{0xff, 0xd9})
		if i < 0 {
			return false
		}
		if rest = rest[i+2:]; len(rest) > 8 && string(rest[4:8]) == "ftyp" {
			return true
		}
	}
}

// whole refuses a picture that is cut off or has another file behind it.
func whole(data []byte, kind string) error {
	cut := fault.New(fault.Invalid, "the picture is cut off").WithRemedy("Choose it again, or save it anew.")
	behind := fault.New(fault.Invalid, "something else follows the picture in the file").WithRemedy("Save it anew in a picture program.")
	end := -1
	switch kind {
	case "png":
		end = bytes.Index(data, []byte("\x00\x00\x00\x00IEND\xaeB`\x82"))
		if end >= 0 {
			end += 12
		}
	case "gif":
		if data[len(data)-1] == ';' {
			end = len(data)
		}
	case "webp":
		if n := int(binary.LittleEndian.Uint32(data[4:8])) + 8; n <= len(data) {
			end = n + n%2
		}
	default:
		if moving(data) { // telephones put a short film behind the picture
			return nil
		}
		if end = bytes.LastIndex(data, []byte{0xff, 0xd9}); end >= 0 {
			end += 2
			if !isPage(data[end:]) { // and notes of their own, which are left out with the rest
				end = len(data)
			}
		}
	}
	switch {
	case end < 0:
		return cut
	case len(bytes.Trim(data[min(end, len(data)):], "\x00\r\n ")) > 0 || smuggles(data):
		return behind
	}
	return nil
}

// isPage reports whether a browser could take what follows a picture for a page.
func isPage(tail []byte) bool {
	text := bytes.ToLower(tail)
	return bytes.Contains(text, []byte("<script")) || bytes.Contains(text, []byte("<html")) || bytes.Contains(text, []byte("<svg"))
}

// smuggles reports whether a file also reads as an archive or a page, which some programs would open.
func smuggles(data []byte) bool {
	tail := data[max(len(data)-70_000, 0):]
	if i := bytes.LastIndex(tail, []byte("PK\x05\x06")); i >= 0 && len(tail)-i >= 22 && int(binary.LittleEndian.Uint16(tail[i+20:]))+22 == len(tail)-i {
		return true
	}
	return false
}

// shrunk is a picture with neither edge longer than KeptEdge, on white.
func shrunk(img image.Image) *image.RGBA {
	b := img.Bounds()
	to := image.Rect(0, 0, b.Dx(), b.Dy())
	if longer := max(b.Dx(), b.Dy()); longer > KeptEdge {
		to = image.Rect(0, 0, max(b.Dx()*KeptEdge/longer, 1), max(b.Dy()*KeptEdge/longer, 1))
	}
	out := image.NewRGBA(to)
	draw.Draw(out, to, image.NewUniform(Sheet), image.Point{}, draw.Src)
	if to.Size() == b.Size() {
		draw.Draw(out, to, img, b.Min, draw.Over)
	} else {
		scaling.ApproxBiLinear.Scale(out, to, img, b, draw.Over, nil)
	}
	return out
}

func keep(img image.Image) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: keptQuality}); err != nil {
		return nil, fault.Wrap(err, "write a JPEG")
	}
	return out.Bytes(), nil
}

// orientation is how a camera says that it was held, 1 (upright) to 8, from the EXIF part of a JPEG; 1 where it says
// nothing that can be read.
func orientation(data []byte) int {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		kind, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if kind == 0xda || size < 2 || at+2+size > len(data) {
			break
		}
		if part := data[at+4 : at+2+size]; kind == 0xe1 && bytes.HasPrefix(part, []byte("Exif\x00\x00")) {
			return exifTurn(part[6:])
		}
		at += 2 + size
	}
	return 1
}

func exifTurn(tiff []byte) int {
	if len(tiff) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	first := int64(order.Uint32(tiff[4:]))
	if first+2 > int64(len(tiff)) {
		return 1
	}
	entries := tiff[first+2:]
	for range order.Uint16(tiff[first:]) {
		if len(entries) < 12 {
			break
		}
		if order.Uint16(entries) == 0x0112 {
			if turn := int(order.Uint16(entries[8:])); turn >= 1 && turn <= 8 {
				return turn
			}
		}
		entries = entries[12:]
	}
	return 1
}

// upright turns and mirrors a picture as the orientation says.
func upright(img *image.RGBA, turn int) *image.RGBA {
	if turn == 1 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	size := image.Rect(0, 0, w, h)
	if turn >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	out := image.NewRGBA(size)
	for y := range h {
		for x := range w {
			tx, ty := turned(turn, x, y, w, h)
			copy(out.Pix[out.PixOffset(tx, ty):][:4], img.Pix[img.PixOffset(x, y):][:4])
		}
	}
	return out
}

// turned is where a pixel goes.
func turned(turn, x, y, w, h int) (int, int) {
	switch turn {
	case 2:
		return w - 1 - x, y
	case 3:
		return w - 1 - x, h - 1 - y
	case 4:
		return x, h - 1 - y
	case 5:
		return y, x
	case 6:
		return h - 1 - y, x
	case 7:
		return h - 1 - y, w - 1 - x
	case 8:
		return y, w - 1 - x
	}
	return x, y
}
