package onset

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"math"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// aCard is a report of files in a few folders.
func aCard(files int) CardReport {
	return CardReport{
		Card: "The-Long-Weir_04_A001_Sony-XAVC", Camera: "Sony XAVC", Reel: "A001", Volume: "A001", Serial: "0000 1234 AB", Source: "/media/dit/A001",
		Production: "The Long Weir", Day: "Day 4 · Thu 7 May", Started: time.Date(2026, 5, 7, 18, 30, 5, 0, time.UTC), Seconds: 754, Bytes: 512_300_000_000,
		Host: "cart-1", Tool: "bts 1.0", Hashes: "xxh128", Checked: "every copy, from its medium", Content: "xxh128:1f2e3d4c0011",
		Safe: true, Verdict: "2 verified copies, each read back from its medium",
		Copies: []CardCopy{
			{Path: "/Volumes/RAID/The Long Weir/day 04/The-Long-Weir_04_A001_Sony-XAVC", Manifest: "ascmhl/0001_A001_2026-05-07_183005Z.mhl", Files: files, Verified: true},
			{Path: "/Volumes/Shuttle B/The-Long-Weir_04_A001_Sony-XAVC", Manifest: "ascmhl/0001_A001_2026-05-07_183005Z.mhl", Files: files, Verified: true, Remark: "this file system gave no way past the cache"},
		},
		Files: files,
		File: func(i int) CardFile {
			folder := []string{"PRIVATE/M4ROOT/CLIP/", "PRIVATE/M4ROOT/SUB/", "DCIM/100MSDCF/"}[min(i/max(1, files/3), 2)]
			return CardFile{Path: fmt.Sprintf("%sC%06d.MP4", folder, i), Size: int64(i) * 1_234_567, Hash: fmt.Sprintf("%016x%016x", uint64(i)*0x9e3779b97f4a7c15, i), Copies: []bool{true, true}} //nolint:gosec // a made-up hash
		},
	}
}

// aBadCard went wrong in every way.
func aBadCard() CardReport {
	r := aCard(40)
	r.Safe, r.Verdict = false, "2 files are not in every copy, and the drive of copy 2 is full"
	r.Copies[1].Verified, r.Copies[1].Files, r.Copies[1].Manifest = false, 38, ""
	r.Problems = []CardProblem{
		{Where: "/Volumes/Shuttle B", Text: "no space is left; 2 files are missing"},
		{Where: "/Volumes/RAID", Path: "PRIVATE/M4ROOT/CLIP/C000007.MP4", Text: "what was read back was not what the card gave; it was written again and is right now", Good: true},
	}
	r.Notes = []CardProblem{{Path: "PRIVATE/M4ROOT/CLIP/C000003.MP4", Text: "has no M01.XML, which the camera writes when it closes a clip"}}
	whole := r.File
	r.File = func(i int) CardFile {
		f := whole(i)
		switch i {
		case 5:
			f.Copies[1] = false
		case 6:
			f.Path, f.Hash, f.Copies = "DCIM/100MSDCF/"+strings.Repeat("a very long name ", 12)+"Żółć.MP4", "", []bool{false, false}
		case 7:
			f.Hash = "c4" + strings.Repeat("5", 88)
		case 8:
			f.Hash = strings.Repeat("ab", 64)
		}
		return f
	}
	for i := range 14 {
		r.Pictures = append(r.Pictures, CardPicture{fmt.Sprintf("C%04d", i), picture(i)})
	}
	r.Pictured = "One picture for each of 14 clips."
	return r
}

func picture(n int) []byte {
	wide, high := 320, 180
	if n%5 == 4 {
		wide, high = 180, 320
	}
	m := image.NewRGBA(image.Rect(0, 0, wide, high))
	for y := range high {
		for x := range wide {
			v := math.Sin(float64(x*(n+1))/97) * math.Cos(float64(y*(n+2))/61)
			m.Set(x, y, color.RGBA{uint8(120 + 100*v), uint8(90 + 60*v), uint8(20*n + y/4), 255}) //nolint:gosec // a colour
		}
	}
	var b bytes.Buffer
	_ = jpeg.Encode(&b, m, nil) // into memory
	return b.Bytes()
}

func cardPrinted(t *testing.T, r CardReport, paper Paper) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := r.PDF(&out, paper, Fonts{}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestWhatTheCardReportSays(t *testing.T) {
	t.Parallel()
	pulled := aCard(2)
	pulled.Safe = false
	for i := range 12_345 {
		pulled.Problems = append(pulled.Problems, CardProblem{Where: "On the card", Path: fmt.Sprintf("C%05d.MP4", i), Text: "the card does not give it"})
	}
	empty := CardReport{Card: "A001", Started: time.Date(2026, 5, 7, 0, 0, 0, 0, time.UTC), Verdict: "nothing was copied"}
	for _, c := range []struct {
		name      string
		report    CardReport
		says, not []string
	}{
		{"safe", aCard(12), []string{
			"The Long Weir · Day 4 · Thu 7 May", "The-Long-Weir_04_A001_Sony-XAVC", "Offload report · Sony XAVC · reel A001 · volume A001 · serial 0000 1234 AB", "Safe to format 2 verified copies, each read back from its medium",
			"Files Size Took Speed 12 512 GB 12 min 34 s 679 MB/s", "Thu 7 May 2026, 18:30:05 UTC", "/Volumes/Shuttle B/", "12 of 12 files · media hash list ascmhl/0001_A001_2026-05-07_183005Z.mhl · this file system gave no way past the cache",
			"All 12 files", "PRIVATE/M4ROOT/CLIP/", "C000011.MP4 13,580,237 1, 2", "Content xxh128:1f2e3d4c0011", "A001_Sony-XAVC · content 1f2e3d4c Page", "Handed over by Received and checked by", "Signature", "Page 1/1",
		}, []string{"NOT", "Problems", "Pictures", "?"}},
		{"not safe", aBadCard(), []string{
			"Do not format", "NOT verified", "38 of 40 files · no media hash list was written", "no space is left", "Before the card is formatted", "has no M01.XML", "Pictures", "C0013", "1, –", "–, – no hash: it was not read",
		}, []string{"Safe to format"}},
		{"pulled", pulled, []string{"C00299.MP4", "And 12,045 more."}, []string{"C00300.MP4"}},
		{"empty", empty, []string{"Do not format nothing was copied", "No copy was made.", "There was no file on the card.", "Page 1/1"}, []string{"NaN", "Inf"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, paper := range []Paper{A4, Letter} {
				text := textOf(t, cardPrinted(t, c.report, paper))
				for _, words := range c.says {
					if !strings.Contains(text, words) {
						t.Errorf("%s: it does not say %q:\n%s", paper, words, text)
					}
				}
				for _, words := range c.not {
					if strings.Contains(text, words) {
						t.Errorf("%s: it says %q", paper, words)
					}
				}
			}
		})
	}
}

// TestManyPages binds several documents; a reader finds all pages, each file once, and nothing broken.
func TestManyPages(t *testing.T) {
	t.Parallel()
	const files = 15_000
	pdf := cardPrinted(t, aCard(files), A4)
	info := tool(t, pdf, "pdfinfo", "FILE")
	text := tool(t, pdf, "pdftotext", "-layout", "FILE", "-")
	var pages int
	for line := range strings.Lines(info) {
		_, _ = fmt.Sscanf(line, "Pages: %d", &pages)
	}
	if pages <= 2*partPages || !strings.Contains(info, "Offload report") {
		t.Fatalf("%d pages:\n%s", pages, info)
	}
	for n := 1; n <= pages; n++ {
		if !strings.Contains(text, fmt.Sprintf("Page %d/%d\n", n, pages)) {
			t.Errorf("there is no page %d of %d", n, pages)
		}
	}
	for i := range files {
		if strings.Count(text, fmt.Sprintf("C%06d.MP4", i)) != 1 {
			t.Fatalf("file %d is there %d times", i, strings.Count(text, fmt.Sprintf("C%06d.MP4", i)))
		}
	}
	if !bytes.Equal(pdf, cardPrinted(t, aCard(files), A4)) {
		t.Error("made again it differs")
	}
	if strings.Contains(text, "Syntax Error") || strings.Contains(info, "Error") {
		t.Error("a reader finds errors")
	}
}

// TestALargeReportTakesLittleMemory prints 60,000 files and looks what is held meanwhile.
func TestALargeReportTakesLittleMemory(t *testing.T) {
	r := aCard(60_000)
	var before, now runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	peak, plain := uint64(0), r.File
	r.File = func(i int) CardFile {
		if i%10_000 == 9_999 {
			runtime.GC()
			runtime.ReadMemStats(&now)
			peak = max(peak, now.HeapAlloc)
		}
		return plain(i)
	}
	start := time.Now()
	if err := r.PDF(io.Discard, A4, Fonts{}); err != nil {
		t.Fatal(err)
	}
	grown := (int64(peak) - int64(before.HeapAlloc)) >> 20 //nolint:gosec // MiB of memory
	t.Logf("60,000 files in %v, %d MiB held", time.Since(start), grown)
	if grown > 24 {
		t.Errorf("%d MiB are held", grown)
	}
}

// TestFoldersOfEveryScript binds parts of which some carry fonts of their own.
func TestFoldersOfEveryScript(t *testing.T) {
	t.Parallel()
	r := aCard(12_000)
	plain := r.File
	r.File = func(i int) CardFile {
		f := plain(i)
		if i == 11_000 {
			f.Path = "Θεοδωράκη/Żółć דנה.mov"
		}
		return f
	}
	var out bytes.Buffer
	if err := r.PDF(&out, A4, dejavu(t)); err != nil {
		t.Fatal(err)
	}
	text := read(t, out.Bytes())
	for _, words := range []string{"Θεοδωράκη/", "Żółć דנה.mov", "C000000.MP4", "C011999.MP4"} {
		if !strings.Contains(text, words) {
			t.Errorf("it does not say %q", words)
		}
	}
	if strings.Contains(text, "?") {
		t.Error("a letter became a question mark")
	}
}

func TestWhatCannotBePrinted(t *testing.T) {
	t.Parallel()
	if err := aCard(1).PDF(io.Discard, "A0", Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("A0 is answered with %v", err)
	}
	r := aCard(1)
	r.Pictures = []CardPicture{{"C0001", []byte("no picture")}}
	if err := r.PDF(io.Discard, A4, Fonts{}); !fault.Is(err, fault.Invalid) {
		t.Errorf("a picture that is none is answered with %v", err)
	}
	for _, files := range []int{1, 20_000} {
		if err := aCard(files).PDF(full{}, A4, Fonts{}); !fault.Is(err, fault.Unavailable) {
			t.Errorf("a full disk is answered with %v", err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }
