package transcript_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/transcript"
)

func TestRead(t *testing.T) {
	t.Parallel()
	said := func(from, to int64, who, text string) transcript.Cue {
		return transcript.Cue{From: from, To: to, Speaker: who, Text: text}
	}
	for _, tt := range []struct {
		name, text string
		want       []transcript.Cue
	}{
		{"SubRip", "1\n00:00:01,500 --> 00:00:04,000\nThe lamp burns\nby itself.\n\n2\n00:01:00,000 --> 00:01:02,250\n<i>Pete Hallard:</i> Every night.\n",
			[]transcript.Cue{said(1500, 4000, "", "The lamp burns by itself."), said(60000, 62250, "Pete Hallard", "Every night.")}},
		{"SubRip of Windows", "\xef\xbb\xbf1\r\n00:00:01,500 --> 00:00:04,000\r\nZwölf Lampen\r\n\r\n", []transcript.Cue{said(1500, 4000, "", "Zwölf Lampen")}},
		{"WebVTT", "WEBVTT\n\nNOTE made by hand\n\n1\n00:01.500 --> 00:04.000 align:start\n<v Edda Marsh>It was cold &amp; wet.</v>\n",
			[]transcript.Cue{said(1500, 4000, "Edda Marsh", "It was cold & wet.")}},
		{"typed with times", "[00:00:05] Ada Lindqvist: What did you see?\n[00:00:09.250] The beam.\nIt went over the bay.\n\n1:02:03 And then nothing.",
			[]transcript.Cue{said(5000, 9250, "Ada Lindqvist", "What did you see?"), said(9250, 3723000, "", "The beam. It went over the bay."), said(3723000, -1, "", "And then nothing.")}},
		{"times on lines of their own", "00:05\nAda: Well?\n\n00:09\nNothing.", []transcript.Cue{said(5000, 9000, "Ada", "Well?"), said(9000, -1, "", "Nothing.")}},
		{"typed without times", "Ada: One thing: the lamp.\n\nIt is this: we never slept.\nNot once.", []transcript.Cue{said(-1, -1, "Ada", "One thing: the lamp."), said(-1, -1, "", "It is this: we never slept. Not once.")}},
		{"from right to left", "00:01 مرحبا بالعالم", []transcript.Cue{said(1000, -1, "", "مرحبا بالعالم")}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := transcript.Read("talk.txt", []byte(tt.text))
			if d := cmp.Diff(tt.want, got); d != "" || err != nil {
				t.Errorf("%v %s", err, d)
			}
		})
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ text, says string }{
		"nothing":           {"  \n\n", "nothing is said"},
		"a picture":         {"\x89PNG\x00\x01", "no text"},
		"another encoding":  {"caf\xe9", "no text in UTF-8"},
		"a broken time":     {"1\n00:00:01,000 --> 00:00:02,000\nYes.\n\n2\n00:00:0x --> 00:00:04,000\nNo.\n", "line 6"},
		"backwards":         {"1\n00:00:05,000 --> 00:00:02,000\nYes.\n", "cue 1"},
		"a subtitle header": {"WEBVTT\n\n", "nothing is said"},
		"one endless cue":   {"00:01 " + strings.Repeat("word ", 2000), "too long"},
		"too large":         {strings.Repeat("a b\n\n", 2_000_000), "bytes"},
		"too many":          {strings.Repeat("a b\n\n", 20_001), "cues"},
	} {
		if _, err := transcript.Read("talk.srt", []byte(tt.text)); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", name, err, tt.says)
		}
	}
}

// TestWrite: what is written is read again as it was.
func TestWrite(t *testing.T) {
	t.Parallel()
	cues := []transcript.Cue{
		{From: 1500, To: 4000, Speaker: "Edda Marsh", Text: "It was cold & wet, 3 < 4."}, {From: 5000, To: -1, Text: "Yes."}, {From: 90_061_001, To: 90_062_001, Text: "The second day."},
	}
	for _, format := range transcript.Formats {
		var b bytes.Buffer
		if err := transcript.Write(&b, format, cues[:2]); err != nil {
			t.Fatal(err)
		}
		got, err := transcript.Read("talk."+string(format), b.Bytes())
		want := []transcript.Cue{cues[0], {From: 5000, To: 9000, Text: "Yes."}}
		if format == transcript.Text {
			want[0].To, want[1].To = 5000, -1
		}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Errorf("%s: %v %s\n%s", format, err, d, b.String())
		}
	}
	if err := transcript.Write(&bytes.Buffer{}, "doc", cues); !fault.Is(err, fault.Invalid) {
		t.Errorf("a format that there is not: %v", err)
	}
	if got := transcript.Clock(90_061_001); got != "25:01:01.001" {
		t.Errorf("a day and an hour are written %s", got)
	}
	if transcript.At(cues, 1500) != 0 || transcript.At(cues, 4500) != -1 || transcript.At(cues, 7000) != 1 {
		t.Error("the wrong cue is spoken")
	}
}

// TestReadsRealFiles reads every subtitle of the shared data.
func TestReadsRealFiles(t *testing.T) {
	t.Parallel()
	const root = "../../../shared/data/subtitles-xmp"
	if _, err := os.Stat(root); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("NOT TESTED on real files: %v", err)
	}
	seen, read := 0, 0
	err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
		if end := filepath.Ext(path); err != nil || entry.IsDir() || end != ".srt" && end != ".vtt" {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		seen++
		cues, err := transcript.Read(entry.Name(), data)
		t.Logf("%s: %d cues, %v", strings.TrimPrefix(path, root), len(cues), err)
		switch {
		case err == nil:
			read++
		case !fault.Is(err, fault.Invalid):
			t.Errorf("%s: %v", path, err)
		case strings.Contains(path, "/valid/"):
			t.Errorf("%s is refused: %v", path, err)
		}
		return nil
	})
	if err != nil || seen < 20 || read < seen/2 {
		t.Errorf("%d of %d files were read: %v", read, seen, err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte("1\n00:00:01,500 --> 00:00:04,000\nThe lamp\n"))
	f.Add([]byte("WEBVTT\n\n00:01.500 --> 00:04.000\n<v Edda>It was</v>\n"))
	f.Add([]byte("[00:00:05] Ada: What?"))
	f.Fuzz(func(t *testing.T, data []byte) {
		cues, err := transcript.Read("x", data)
		if err != nil && !fault.Is(err, fault.Invalid) {
			t.Fatal(err)
		}
		for _, c := range cues {
			if err := c.Check(); err != nil {
				t.Fatal(err)
			}
		}
		for _, format := range transcript.Formats {
			if err := transcript.Write(&bytes.Buffer{}, format, cues); err != nil {
				t.Fatal(err)
			}
		}
	})
}
