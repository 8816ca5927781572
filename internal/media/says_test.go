package media_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/media"
	"github.com/btsdirector/bts/internal/timecode"
)

// ffmpeg makes a file. Its programs must be there: they are what is tested.
func ffmpeg(t testing.TB, name string, args ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	cmd := exec.Command("ffmpeg", append(append([]string{"-v", "error", "-nostdin", "-y"}, args...), path)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("ffmpeg: %v %s", err, out)
	}
	return path
}

func read(t testing.TB, r *media.Reader, path string) media.Reading {
	t.Helper()
	got, err := r.Read(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestTimecodeOfFilms lets ffmpeg write it and reads it back: rate, drop frame, reel, length and shape.
func TestTimecodeOfFilms(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{})
	for _, test := range []struct{ name, rate, code, wantRate string }{
		{"df.mov", "30000/1001", "00:59:59;28", "29.97"},
		{"ndf.mov", "30000/1001", "01:00:00:00", "29.97"},
		{"film.mov", "24000/1001", "12:34:56:23", "23.976"},
		{"pal.mov", "25", "10:00:00:24", "25"},
		{"high.mov", "60000/1001", "01:01:00;04", "59.94"},
		{"pal50.mov", "50", "10:00:00:49", "50"},
		{"pal.mxf", "25", "10:00:00:24", "25"},
		{"df.mxf", "30000/1001", "00:59:59;28", "29.97"},
		{"film.mp4", "24000/1001", "12:34:56:23", "23.976"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			codec := []string{"-c:v", "mpeg2video"}
			got := read(t, r, ffmpeg(t, test.name, append([]string{"-f", "lavfi", "-i", "testsrc=s=128x96:r=" + test.rate + ":d=1", "-timecode", test.code, "-metadata:s:v", "reel_name=A001"}, codec...)...))
			if len(got.Problems) > 0 || got.Kind != media.Video || got.Rate.String() != test.wantRate || got.Start.String() != test.code || got.Start.SinceMidnight() != got.Clock {
				t.Errorf("it is %s at %s from %s (%v), %v", got.Kind, got.Rate, got.Start, got.Clock, got.Problems)
			}
			if frames := got.Rate.Of(got.Duration); frames != got.Rate.Base() && frames != got.Rate.Base()-1 {
				t.Errorf("it has %d frames, %v", frames, got.Duration)
			}
			if strings.HasSuffix(test.name, ".mov") && got.Reel != "A001" {
				t.Errorf("its reel is %q", got.Reel)
			}
		})
	}
}

func TestTheShapeOfFilms(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{})
	wide := read(t, r, ffmpeg(t, "a.mov", "-f", "lavfi", "-i", "testsrc=s=720x576:r=25:d=1,setsar=16/15", "-c:v", "mjpeg"))
	if wide.Width != 768 || wide.Height != 576 {
		t.Errorf("720 × 576 dots of 16:15 are shown as %d × %d", wide.Width, wide.Height)
	}
	lying := ffmpeg(t, "b.mp4", "-f", "lavfi", "-i", "testsrc=s=192x108:r=25:d=1", "-c:v", "mpeg4")
	upright := read(t, r, ffmpeg(t, "c.mp4", "-i", lying, "-c", "copy", "-metadata:s:v", "rotate=90"))
	if upright.Width != 108 || upright.Height != 192 {
		t.Errorf("what is turned is shown as %d × %d", upright.Width, upright.Height)
	}
}

// bext is a broadcast extension as recorders write it.
func bext(description, date, clock string, samples uint64) []byte {
	b := make([]byte, 602)
	copy(b, description)
	copy(b[256:], "Sound Dev: 888 S#KD0119")
	copy(b[320:], date)
	copy(b[330:], clock)
	binary.LittleEndian.PutUint64(b[338:], samples)
	b[346] = 1
	return chunk("bext", b)
}

const ixml = `<?xml version="1.0" encoding="UTF-8"?><BWFXML><IXML_VERSION>1.61</IXML_VERSION><PROJECT>Film</PROJECT><SCENE>12A</SCENE><TAKE>1.10</TAKE>` +
	`<TAPE>21Y05M04</TAPE><CIRCLED>TRUE</CIRCLED><NOTE>Flugzeug über dem Set</NOTE><SPEED><TIMECODE_RATE>30000/1001</TIMECODE_RATE><TIMECODE_FLAG>DF</TIMECODE_FLAG></SPEED>` +
	`<TRACK_LIST><TRACK_COUNT>2</TRACK_COUNT><TRACK><CHANNEL_INDEX>1</CHANNEL_INDEX><NAME>Boom</NAME></TRACK><TRACK><CHANNEL_INDEX>2</CHANNEL_INDEX><NAME>Anna &amp; Tom</NAME></TRACK></TRACK_LIST></BWFXML>`

func TestSoundOfARecorder(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{})
	path := filepath.Join(t.TempDir(), "12A-T01.WAV")
	// 1800 frames of 29.97 are 2882880 samples: 00:01:00;02.
	content := wav(bext("zSPEED=029.970-DF\r\nzSCENE=other\r\n", "2021-05-04", "10-11-12", 2882880), chunk("iXML", []byte(ixml)), chunk("data", make([]byte, 96000)))
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got := read(t, r, path)
	slate := media.Slate{Scene: "12A", Take: "1.10", Tape: "21Y05M04", Note: "Flugzeug über dem Set", Circled: true}
	if diff := cmp.Diff(slate, got.Slate); diff != "" {
		t.Error(diff)
	}
	if got.Start.String() != "00:01:00;02" || got.Clock != (timecode.Rational{Num: 3003, Den: 50}) || got.Reel != "21Y05M04" {
		t.Errorf("it begins at %s, %v, reel %q", got.Start, got.Clock, got.Reel)
	}
	if want := time.Date(2021, 5, 4, 10, 11, 12, 0, time.UTC); !got.Captured.At.Equal(want) || got.Captured.Zoned || got.Captured.From != "bext:OriginationTime" {
		t.Errorf("it was recorded %+v", got.Captured)
	}
	if len(got.Streams) != 1 || got.Streams[0].Name != "Boom" || got.Camera.Serial != "KD0119" || len(got.Problems) > 0 {
		t.Errorf("it has %+v of %+v, %v", got.Streams, got.Camera, got.Problems)
	}
}

// TestRF64 reads a header for more than 4 GiB around little sound.
func TestRF64(t *testing.T) {
	t.Parallel()
	path := ffmpeg(t, "a.wav", "-f", "lavfi", "-i", "sine=r=48000:d=1", "-rf64", "always", "-write_bext", "1", "-metadata", "time_reference=172800000", "-metadata", "origination_date=2021-05-04", "-metadata", "origination_time=10:11:12")
	got := read(t, reader(t, media.Options{}), path)
	if got.Format != "rf64" || got.Clock != (timecode.Rational{Num: 3600, Den: 1}) || got.Duration.Seconds() != 1 || len(got.Problems) > 0 {
		t.Errorf("it is %s from %v, %v s, %v", got.Format, got.Clock, got.Duration.Seconds(), got.Problems)
	}
}

const sonyXML = `<?xml version="1.0" encoding="UTF-8"?><NonRealTimeMeta xmlns="urn:schemas-professionalDisc:nonRealTimeMeta:ver.2.00" xmlns:xsi="x" lastUpdate="2021-05-04T10:11:12+02:00">
<Duration value="250"/><LtcChangeTable tcFps="25" halfStep="false"><LtcChange frameCount="0" value="24590710" status="increment"/></LtcChangeTable>
<CreationDate value="2021-05-04T10:11:12+02:00"/><Device manufacturer="Sony" modelName="ILME-FX6V" serialNo="4010001"/></NonRealTimeMeta>`

const droneSRT = "1\n00:00:00,000 --> 00:00:00,033\n<font size=\"28\">FrameCnt: 1, DiffTime: 33ms\n2023-06-18 12:51:23.123\n[iso: 100] [shutter: 1/640.0] [latitude: 52.380500] [longitude: -4.870700] [rel_alt: 1.200 abs_alt: 44.500] </font>\n"

// TestSidecars reads what cameras write beside their clips.
func TestSidecars(t *testing.T) {
	t.Parallel()
	r, dir := reader(t, media.Options{}), t.TempDir()
	made := func(name string, content []byte) media.Reading {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		return read(t, r, path)
	}
	sony := made("C0001M01.XML", []byte(sonyXML))
	if want := time.Date(2021, 5, 4, 8, 11, 12, 0, time.UTC); sony.Kind != media.Sidecar || !sony.Captured.At.Equal(want) || !sony.Captured.Zoned || sony.Camera != (media.Camera{Make: "Sony", Model: "ILME-FX6V", Serial: "4010001"}) {
		t.Errorf("the document of a Sony is %s, %+v, %+v", sony.Kind, sony.Captured, sony.Camera)
	}
	inside := made("C0002.MP4", append(append(bytes.Clone(brand), boxed("meta", make([]byte, 4), boxed("xml ", make([]byte, 4), []byte(sonyXML)))...), boxed("moov")...))
	if inside.Camera.Serial != "4010001" {
		t.Errorf("within a clip it is %+v", inside.Camera)
	}
	drone := made("DJI_0001.SRT", []byte(droneSRT))
	if diff := cmp.Diff(&media.Spot{Latitude: 52.3805, Longitude: -4.8707, Altitude: 44.5}, drone.Place); diff != "" || drone.Kind != media.Sidecar || drone.Captured.Zoned {
		t.Errorf("the captions of a drone: %s %+v %s", drone.Kind, drone.Captured, diff)
	}
	if titles := made("talk.srt", []byte("1\n00:00:00,000 --> 00:00:01,000\nHello.\n")); titles.Kind != media.Document || titles.Format != "srt" {
		t.Errorf("titles are %s %s", titles.Kind, titles.Format)
	}
	for name, kind := range map[string]media.Kind{"GOPR0001.THM": media.Sidecar, "GOPR0001.JPG": media.Still} {
		if got := made(name, []byte("\xff\xd8\xff\xda\x00\x04\x00\x00\xff\xd9")); got.Kind != kind {
			t.Errorf("%s is %s", name, got.Kind)
		}
	}
	film, err := os.ReadFile(ffmpeg(t, "a.mp4", "-f", "lavfi", "-i", "testsrc=s=128x96:r=25:d=1", "-c:v", "mpeg4"))
	if err != nil {
		t.Fatal(err)
	}
	for name, kind := range map[string]media.Kind{"GL010001.LRV": media.Sidecar, "Sub/C0001S03.MP4": media.Sidecar, "renamed.jpg": media.Video, "Clip/C0001.MP4": media.Video} {
		if got := made(name, film); got.Kind != kind {
			t.Errorf("%s is %s %s", name, got.Kind, got.Format)
		}
	}
}

// TestCamerasAndRecorders compares with what is known of files of real ones.
func TestCamerasAndRecorders(t *testing.T) {
	t.Parallel()
	r := reader(t, media.Options{})
	want := map[string]string{
		"max-heromode.mp4": "GoPro|GoPro Max|C3353424500199|15:44:35:10|2019-11-18 15:45:32 false QuickTime:CreateDate|33.13 -117.33||",
		"A101_1.WAV":       "|Sound Dev: 702T S#GR1112089007|GR1112089007|12:39:59:00|2018-12-31 12:40:00 false bext:OriginationTime||A101/1|MKH516 A, Boom",
		"iphone.heic":      "Apple|iPhone 15 Pro|||2026-02-19 22:22:37 true EXIF:DateTimeOriginal|37.94 -122.37||",
		"M2TS.mts":         "Canon||||2008-12-31 22:16:24 true H264:DateTimeOriginal|||",
		"Red.r3d":          "RED|S-WEAPON|130-246-CE5|21:36:16:18|2016-01-18 21:35:55 false Red:TimeCreated||037|",
		"Pentax.avi":       "||3430417||2009-10-27 12:14:00 false RIFF:DateTimeOriginal|||",
		"TearsOfSteel_4k_Test_Master_Audio_002.mxf": "|||01:09:13:06|2014-07-15 22:27:37 false MXF:CreateDate|||MP sound track",
	}
	for _, path := range shared(t, "video", "stills") {
		line, there := want[filepath.Base(path)]
		if !there {
			continue
		}
		got := read(t, r, path)
		place, tracks := "", []string{}
		if got.Place != nil {
			place = fmt.Sprintf("%.2f %.2f", got.Place.Latitude, got.Place.Longitude)
		}
		for _, s := range got.Streams {
			if s.Kind == "audio" && got.Kind == media.Audio {
				tracks = append(tracks, s.Name)
			}
		}
		take := strings.Trim(got.Slate.Scene+"/"+got.Slate.Take, "/")
		at := fmt.Sprint(got.Captured.At.Format(time.DateTime), " ", got.Captured.Zoned, " ", got.Captured.From)
		if said := strings.Join([]string{got.Camera.Make, got.Camera.Model, got.Camera.Serial, got.Start.String(), at, place, take, strings.Join(tracks, ";")}, "|"); said != line {
			t.Errorf("%s says\n%s\nnot\n%s", filepath.Base(path), said, line)
		}
	}
}
