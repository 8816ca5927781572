package receipt

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/onset"
	"github.com/btsdirector/bts/internal/picture"
)

// tool finds a program that the test needs.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED: %v", err)
	}
	return path
}

// aCard films three clips of which one cannot be opened, offloads them for real and gives what came of it.
func aCard(t *testing.T) (root string, r offload.Receipt) {
	t.Helper()
	root = filepath.Join(t.TempDir(), "A001")
	clips := filepath.Join(root, "PRIVATE/M4ROOT/CLIP")
	if err := os.MkdirAll(clips, 0o755); err != nil { //nolint:gosec // a folder for a test
		t.Fatal(err)
	}
	for i, pattern := range []string{"testsrc", "smptehdbars"} {
		out, err := exec.Command(tool(t, "ffmpeg"), "-v", "error", "-f", "lavfi", "-i", pattern+"=size=640x360:rate=25", "-t", "1.2", filepath.Join(clips, fmt.Sprintf("C000%d.MP4", i+1))).CombinedOutput() //nolint:gosec // arguments of the test
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for name, text := range map[string]string{"C0001M01.XML": "<x/>", "C0002M01.XML": "<x/>", "C0003.MP4": "not a film", "C0003M01.XML": "<x/>", "../MEDIAPRO.XML": "<x/>"} {
		if err := os.WriteFile(filepath.Join(clips, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	one, two := t.TempDir(), t.TempDir()
	r, err := offload.Do(context.Background(), offload.Job{
		Source: root, To: []string{one, two}, Card: "Weir_04_A001", Formats: []digest.Format{digest.XXH128}, Verify: offload.VerifyCopies,
		Tool: "bts test", Host: "cart", Started: time.Date(2026, 5, 7, 18, 30, 0, 0, time.UTC), Origin: offload.Origin{Volume: "A001"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return root, r
}

// TestFromCardToPaper goes the whole way: a card is filmed, recognised, copied, recognised again, and its report read.
func TestFromCardToPaper(t *testing.T) {
	t.Parallel()
	root, r := aCard(t)
	c := card.Look(os.DirFS(root), root)
	if o := Origin(root, c); o.Path != root || o.Camera != "Sony XAVC" {
		t.Errorf("a receipt would say %+v", o)
	}
	if c.Camera() != "Sony XAVC" || len(c.Clips) != 3 {
		t.Fatalf("it is %q with %d clips", c.Camera(), len(c.Clips))
	}
	sheet, err := Pictures(context.Background(), root, c, 0)
	if err != nil || len(sheet.Pictures) != 2 || sheet.Words() != "A picture of each of 3 clips. Of 1 no picture could be made." {
		t.Fatalf("%d pictures, %q, %v", len(sheet.Pictures), sheet.Words(), err)
	}
	report := Report(r, About{Production: "The Long Weir", Day: "Day 4", Card: c, Sheet: sheet, Zone: time.FixedZone("CEST", 7200)})
	file := filepath.Join(t.TempDir(), "report.pdf")
	f, err := os.Create(file) //nolint:gosec // a file of the test
	if err != nil {
		t.Fatal(err)
	}
	if err := report.PDF(f, onset.A4, onset.Fonts{}); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	out, err := exec.Command(tool(t, "pdftotext"), "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), " ")
	for _, words := range []string{"The Long Weir · Day 4", "Weir_04_A001", "Sony XAVC", "Safe to format 2 verified copies.", "20:30:00 CEST", "every copy, from its medium", "7 of 7 files · media hash list ascmhl/0001", "C0001.MP4", "1, 2", r.Items[0].Sums[0].Value} {
		if !strings.Contains(text, words) {
			t.Errorf("the report does not say %q:\n%s", words, text)
		}
	}
	sources, err := Beside(r.Copies[0].To, r.Copies[1].To)
	if err != nil || len(sources) != 2 {
		t.Fatalf("%d receipts lie beside the copies, %v", len(sources), err)
	}
	found, err := Recognise(context.Background(), os.DirFS(root), card.Read(os.DirFS(root)).Files, sources)
	if err != nil || len(found) != 2 || !found[0].Whole() || found[0].Sure != ByEnds {
		t.Errorf("the card is recognised as %+v, %v", found, err)
	}
}

func TestAReportOfWhatWentWrong(t *testing.T) {
	t.Parallel()
	r := offload.Receipt{
		Card: "A001", Started: time.Date(2026, 5, 7, 18, 30, 0, 0, time.UTC), Verify: offload.VerifyCopies, Hashes: []string{"md5", "xxh128"}, Files: 1,
		Copies: []offload.ReceiptCopy{{To: "/b", Path: "/b/A001", MHL: "/b/A001/ascmhl/0001.mhl", Cached: true}},
		Items:  []offload.ReceiptItem{{Path: "C0001.MP4", Sums: []digest.Sum{{Format: digest.XXH128, Value: "11"}, {Format: digest.MD5, Value: "22"}}, Copies: []bool{false}}},
		Problems: []offload.ReceiptProblem{
			{Problem: offload.Problem{Path: "C0001.MP4", Code: offload.Differs, Message: "it came back changed"}, CopyPath: "/b"},
			{Problem: offload.Problem{Path: "link", Code: offload.NotCopied, Message: "a link"}},
		},
	}
	report := Report(r, About{Card: card.Card{Maker: "RED", Kind: "R3D", Reel: "A001", Notes: []card.Note{{Path: "x", Message: "has no content", Grave: true}}}})
	switch {
	case report.Safe || report.Verdict != "1 problem.":
		t.Errorf("it says safe: %v, %q", report.Safe, report.Verdict)
	case report.Camera != "RED R3D" || report.Reel != "A001" || report.Copies[0].Manifest != "ascmhl/0001.mhl" || report.Copies[0].Remark == "":
		t.Errorf("it says %+v", report)
	case report.Problems[0].Good || !report.Problems[1].Good || report.Problems[1].Where != "On the card" || report.Notes[0].Good:
		t.Errorf("problems %+v, notes %+v", report.Problems, report.Notes)
	case report.File(0).Hash != "22":
		t.Errorf("the hash is %q", report.File(0).Hash)
	}
	if err := report.PDF(io.Discard, onset.Letter, onset.Fonts{}); err != nil {
		t.Error(err)
	}
}

func TestPicturesAreChosenEvenly(t *testing.T) {
	t.Parallel()
	var c card.Card
	for i := range 1001 {
		c.Clips = append(c.Clips, card.Clip{Name: fmt.Sprint(i), Kind: card.Video, Media: []string{fmt.Sprintf("%d.mp4", i)}})
	}
	c.Clips = append(c.Clips, card.Clip{Name: "sound", Kind: card.Sound, Media: []string{"a.wav"}})
	clips := seen(c)
	chosen := evenly(clips, MostPictures)
	if len(clips) != 1001 || len(chosen) != MostPictures || chosen[0].Name != "0" || chosen[len(chosen)-1].Name != "1000" || chosen[100].Name != "502" {
		t.Errorf("%d of %d, the middle is %s", len(chosen), len(clips), chosen[100].Name)
	}
	// A program that hangs costs the time for pictures, and no more.
	slow := filepath.Join(t.TempDir(), "ffmpeg")
	if err := os.WriteFile(slow, []byte("#!/bin/sh\nsleep 600\n"), 0o700); err != nil { //nolint:gosec // it must run
		t.Fatal(err)
	}
	s, err := pictures(context.Background(), picture.Tool{Path: slow}, t.TempDir(), clips, 300*time.Millisecond)
	if err != nil || !s.Late || len(s.Pictures) != 0 || s.Words() != "200 of 1,001 clips, evenly over the card. 200 are not here: the time for pictures was over." {
		t.Errorf("%q, %v", s.Words(), err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := pictures(ended, picture.Tool{Path: slow}, t.TempDir(), clips, time.Minute); !fault.Is(err, fault.Cancelled) {
		t.Errorf("stopped, it ends with %v", err)
	}
}

// TestSheetOfRawClips takes the pictures of recordings that ffmpeg does not know from what lies beside them.
func TestSheetOfRawClips(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	out, err := exec.Command(tool(t, "ffmpeg"), "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=25", "-t", "1.2", filepath.Join(root, "A001_C001_0507XY.mov")).CombinedOutput() //nolint:gosec // as above
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	clip := card.Clip{Name: "A001_C001_0507XY", Kind: card.Video, Media: []string{"A001_C001_0507XY_001.R3D"}, Others: []string{"A001_C001_0507XY.RMD", "A001_C001_0507XY.mov"}}
	outside := card.Clip{Name: "out", Kind: card.Video, Media: []string{"../" + filepath.Base(root) + "/A001_C001_0507XY.mov"}}
	s, err := pictures(context.Background(), picture.Tool{Path: tool(t, "ffmpeg")}, root, []card.Clip{clip, outside}, 0)
	if err != nil || len(s.Pictures) != 1 || !bytes.HasPrefix(s.Pictures[0].JPEG, []byte{0xff, 0xd8}) {
		t.Errorf("%d pictures, %v", len(s.Pictures), err)
	}
}
