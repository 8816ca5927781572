//go:build unix

package media_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/media"
)

// boxed is a box of ISO base media around its content.
func boxed(kind string, content ...[]byte) []byte {
	body := bytes.Join(content, nil)
	return append(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8)), kind...), body...)
}

var brand = boxed("ftyp", []byte("isom\x00\x00\x02\x00isomiso2"))

// deep is boxes within boxes.
func deep(n int) []byte {
	b := boxed("free")
	for range n {
		b = boxed("trak", b)
	}
	return append(bytes.Clone(brand), boxed("moov", b)...)
}

func chunk(id string, body []byte) []byte {
	b := append(append([]byte(id), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...), body...)
	return append(b, make([]byte, len(body)%2)...)
}

func wav(chunks ...[]byte) []byte {
	body := bytes.Join(append([][]byte{[]byte("WAVE"), chunk("fmt ", []byte("\x01\x00\x01\x00\x80\xbb\x00\x00\x00\x77\x01\x00\x02\x00\x10\x00"))}, chunks...), nil)
	return append(append([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(body)))...), body...)
}

const laughs = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha ha ha">` +
	`<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">` +
	`<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;">]>`

const packet = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="%s"/></rdf:RDF></x:xmpmeta>`

// bomb is a PNG that says it has 4 thousand million dots.
func bomb() []byte {
	return []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xffIDAT")
}

// TestHostileFiles reads what was made to harm, under narrow limits: each ends in time with a Reading.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("x", 30<<20)
	tests := map[string]struct {
		content []byte
		code    string // of a flaw that there must be; "" is any end in time
	}{
		"empty.mp4":       {nil, "empty"},
		"letters.mp4":     {[]byte("it is a text"), ""},
		"noise.mov":       {bytes.Repeat([]byte{0x9d, 0x01, 0x00, 0xfe}, 5000), "not_media"},
		"huge.mp4":        {append(bytes.Clone(brand), "\x00\x00\x00\x01moov\x7f\xff\xff\xff\xff\xff\xff\xff"...), "truncated"},
		"negative.mp4":    {append(bytes.Clone(brand), "\x00\x00\x00\x01moov\xff\xff\xff\xff\xff\xff\xff\xf0"...), "truncated"},
		"small.mp4":       {append(bytes.Clone(brand), "\x00\x00\x00\x02moov"...), "truncated"},
		"deep.mp4":        {deep(20000), ""},
		"many.mp4":        {append(bytes.Clone(brand), bytes.Repeat(boxed("free"), 1<<20)...), ""},
		"noindex.mp4":     {append(bytes.Clone(brand), boxed("mdat", make([]byte, 1<<20))...), "truncated"},
		"bomb.png":        {bomb(), "truncated"},
		"laughs.xmp":      {[]byte(laughs + fmt.Sprintf(packet, "&g;")), ""},
		"long.xmp":        {[]byte(fmt.Sprintf(packet, long)), ""},
		"deep.xmp":        {[]byte("<x:xmpmeta>" + strings.Repeat("<rdf:li>", 200000)), ""},
		"laughsM01.xml":   {[]byte(laughs + "<NonRealTimeMeta><Device modelName='&g;'/></NonRealTimeMeta>"), ""},
		"deepM01.xml":     {[]byte("<NonRealTimeMeta>" + strings.Repeat("<a>", 100000)), "corrupt"},
		"wideM01.xml":     {[]byte("<NonRealTimeMeta>" + strings.Repeat("<a>1</a>", 200000) + "</NonRealTimeMeta>"), "corrupt"},
		"laughs.wav":      {wav(chunk("iXML", []byte(laughs+"<BWFXML><SCENE>&g;</SCENE></BWFXML>")), chunk("data", make([]byte, 96000))), ""},
		"cut.wav":         {wav(chunk("data", make([]byte, 96000)))[:2000], "truncated"},
		"short bext.wav":  {wav(chunk("bext", make([]byte, 20)), chunk("data", make([]byte, 96000))), "corrupt"},
		"chunks.wav":      {wav(bytes.Repeat(chunk("junk", nil), 500000)), ""},
		"cut.jpg":         {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"), "truncated"},
		"loop.tif":        {[]byte("II*\x00\x08\x00\x00\x00\x01\x00\x69\x87\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00\x08\x00\x00\x00"), ""},
		"flights.SRT":     {[]byte("1\n00:00:00,000 --> 00:00:01,000\n[latitude: 999] [longitude: 1e99]\n"), ""},
		"odd\nname.jpg":   {[]byte("\xff\xd8\xff\xd9"), ""},
		"-ver.jpg":        {[]byte("\xff\xd8\xff\xd9"), ""},
		"latin\xe9.jpg":   {[]byte("\xff\xd8\xff\xd9"), ""},
		"%d %s #1.jpg":    {[]byte("\xff\xd8\xff\xd9"), ""},
		"file:..%2fx.mp4": {brand, ""},
	}
	dir := t.TempDir()
	r := reader(t, media.Options{Patience: 4 * time.Second, MostMemory: 512 << 20, Workers: 2})
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, test.content, 0o600); err != nil {
				t.Fatal(err)
			}
			start := time.Now()
			got, err := r.Read(context.Background(), path)
			if err != nil {
				t.Fatal(err)
			}
			if took := time.Since(start); took > 40*time.Second {
				t.Errorf("it took %v", took)
			}
			if test.code != "" && !flawed(got, test.code) {
				t.Errorf("it is %s with %v, not %s", got.Kind, got.Problems, test.code)
			}
			for _, f := range got.Fields {
				if len(f.Value) > 8<<10 {
					t.Errorf("%s:%s has %d bytes", f.Group, f.Name, len(f.Value))
				}
			}
		})
	}
	whole := filepath.Join(dir, "whole.wav")
	if err := os.WriteFile(whole, wav(chunk("data", make([]byte, 96000))), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := r.Read(context.Background(), whole); err != nil || len(got.Problems) > 0 || got.Duration.Seconds() != 1 {
		t.Errorf("after all that a good file is %v s %v, %v", got.Duration.Seconds(), got.Problems, err)
	}
}

func flawed(r media.Reading, code string) bool {
	for _, p := range r.Problems {
		if p.Code == code {
			return true
		}
	}
	return false
}

// TestEveryCutOfAFile cuts good files off everywhere: none may be taken for whole, none may stop the reader.
func TestEveryCutOfAFile(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{})
	dir := t.TempDir()
	for _, name := range []string{"sounddevices/A101_1.WAV", "gopro/max-heromode.mp4", "exiftool-av/AIFF.aif", "go-ffprobe/test.mov"} {
		for _, path := range shared(t, "video") {
			if !strings.HasSuffix(path, name) {
				continue
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, part := range []int{1, 7, 40, 300, 3000, len(content) / 2, len(content) - 1} {
				cut := filepath.Join(dir, fmt.Sprintf("%d%s", part, filepath.Ext(path)))
				if err := os.WriteFile(cut, content[:min(part, len(content))], 0o600); err != nil {
					t.Fatal(err)
				}
				got, err := r.Read(context.Background(), cut)
				if err != nil {
					t.Fatal(err)
				}
				if len(got.Problems) == 0 && got.Kind != media.Document && part == len(content)/2 {
					t.Errorf("half of %s is taken for whole: %s, %v s", name, got.Kind, got.Duration.Seconds())
				}
			}
		}
	}
}

func TestWhatIsNoFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pipe, link, locked := filepath.Join(dir, "pipe.mp4"), filepath.Join(dir, "link.mp4"), filepath.Join(dir, "locked.mp4")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("/etc/passwd", link); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(locked, brand, 0); err != nil {
		t.Fatal(err)
	}
	r := reader(t, media.Options{})
	for _, path := range []string{dir, pipe, link, "/dev/null", locked} {
		if path == locked && os.Geteuid() == 0 {
			continue // root reads everything
		}
		got, err := r.Read(context.Background(), path)
		if err != nil || got.Kind != media.Unknown || !flawed(got, "unreadable") {
			t.Errorf("%s is %s with %v, %v", path, got.Kind, got.Problems, err)
		}
	}
	if _, err := r.Read(context.Background(), filepath.Join(dir, "absent.mp4")); !fault.Is(err, fault.NotFound) {
		t.Errorf("what is not there ends with %v", err)
	}
}

// program is a script in the place of a tool.
func program(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tool")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestToolsThatDoNotAsTheyShould puts programs in the place of the tools that hang, flood and crash.
func TestToolsThatDoNotAsTheyShould(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(file, append(bytes.Clone(brand), boxed("free")...), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ script, code string }{
		"hangs":               {"sleep 600", "too_slow"},
		"hangs with a child":  {"sleep 600 & wait", "too_slow"},
		"holds on":            {"trap '' TERM INT; while :; do :; done", "too_slow"},
		"floods":              {"yes", "too_large too_slow"},
		"crashes":             {"kill -SEGV $$", "corrupt"},
		"gives nothing":       {"exit 0", "corrupt"},
		"gives rubbish":       {"echo rubbish; cat >/dev/null & wait", "too_slow corrupt"},
		"cannot be started":   {"", "no_tool"},
		"closes what it says": {"exec >&-; sleep 600", "too_slow corrupt"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tool := program(t, test.script)
			if test.script == "" {
				tool = filepath.Join(t.TempDir(), "absent")
			}
			for _, o := range []media.Options{{FFprobe: tool, ExifTool: media.None}, {FFprobe: media.None, ExifTool: tool}} {
				o.Patience = time.Second
				start := time.Now()
				got, err := reader(t, o).Read(context.Background(), file)
				if err != nil {
					t.Fatal(err)
				}
				if got.Format != "mp4" || !anyOf(got, test.code) {
					t.Errorf("%+v: it is %s with %v, not %s", o, got.Format, got.Problems, test.code)
				}
				if took := time.Since(start); took > 30*time.Second {
					t.Errorf("it took %v", took)
				}
			}
		})
	}
}

func anyOf(r media.Reading, codes string) bool {
	for _, code := range strings.Fields(codes) {
		if flawed(r, code) {
			return true
		}
	}
	return false
}

func TestItCanBeStopped(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "a.mp4")
	if err := os.WriteFile(file, append(bytes.Clone(brand), boxed("free")...), 0o600); err != nil {
		t.Fatal(err)
	}
	r := reader(t, media.Options{FFprobe: program(t, "sleep 600"), ExifTool: media.None, Workers: 1})
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for range 3 { // one reads, the others wait for their turn
		wg.Go(func() {
			if _, err := r.Read(ctx, file); !fault.Is(err, fault.Cancelled) {
				t.Errorf("it ends with %v", err)
			}
		})
	}
	time.AfterFunc(200*time.Millisecond, cancel)
	wg.Wait()
}
