package media

import (
	"regexp"
	"strings"
	"time"
)

// source is a field that says when something was recorded.
type source struct {
	keys []string // the first that has a time, in this order
	sub  string   // fractions of the second, in a field of their own
	zone string   // the offset, in a field of its own
	name string   // as it is told; "" is the key
	utc  bool     // by its format it is UTC, and those who write it keep to that
}

// sources in the order that they are believed in.
var sources = []source{
	{keys: []string{"ExifIFD:DateTimeOriginal"}, sub: "ExifIFD:SubSecTimeOriginal", zone: "ExifIFD:OffsetTimeOriginal", name: "EXIF:DateTimeOriginal"},
	{keys: []string{"IFD0:DateTimeOriginal"}, sub: "IFD0:SubSecTimeOriginal", zone: "IFD0:OffsetTimeOriginal", name: "EXIF:DateTimeOriginal"},
	{keys: []string{"Keys:CreationDate", "UserData:CreationDate", "ItemList:CreationDate", "ffprobe:tag.com.apple.quicktime.creationdate"}, name: "QuickTime:CreationDate"},
	{keys: []string{"CameraXML:CreationDate.value", "CameraXML:ClipContent.ClipMetadata.Access.CreationDate", "CameraXML:ClipContent.StartDate", "CameraXML:Access.CreationDate"}, name: "CameraXML:CreationDate"},
	{keys: []string{"bext:"}, name: "bext:OriginationTime"},
	{keys: []string{"H264:DateTimeOriginal", "RIFF:DateTimeOriginal", "DV:DateTimeOriginal", "MXF:CaptureDate"}},
	{keys: []string{"Red:"}, name: "Red:TimeCreated"},
	{keys: []string{"XMP-exif:DateTimeOriginal"}, zone: "XMP-exif:OffsetTimeOriginal"},
	{keys: []string{"ExifIFD:CreateDate", "ExifIFD:DateTimeDigitized"}, sub: "ExifIFD:SubSecTimeDigitized", zone: "ExifIFD:OffsetTimeDigitized", name: "EXIF:DateTimeDigitized"},
	{keys: []string{"IPTC:"}, name: "IPTC:DateCreated"},
	{keys: []string{"XMP-photoshop:DateCreated", "XMP-xmp:CreateDate", "XMP-xmpDM:ShotDate"}},
	{keys: []string{"Captions:DateTime"}},
	{keys: []string{"QuickTime:CreateDate", "Track1:MediaCreateDate", "ffprobe:tag.creation_time"}, name: "QuickTime:CreateDate"},
	{keys: []string{"MXF:CreateDate", "MXF:ContainerLastModifyDate", "ffprobe:tag.modification_date"}, name: "MXF:CreateDate"},
	{keys: []string{"Matroska:DateTimeOriginal", "ASF:CreationDate", "WTV:WM_WMRVEncodeTime"}, utc: true},
	{keys: []string{"GPMF:GPSDateTime"}, utc: true},
	{keys: []string{"IFD0:ModifyDate", "IFD0:DateTime"}, sub: "ExifIFD:SubSecTime", zone: "ExifIFD:OffsetTime", name: "EXIF:DateTime"},
}

// captured is when it was recorded: the first source that says a time that can be. What is not said is not made up.
func (j *job) captured() Instant {
	for _, s := range sources {
		key, text := j.tags.first(s.keys...)
		switch s.keys[0] {
		case "bext:":
			text = j.tags.text("bext:OriginationDate") + " " + j.tags.text("bext:OriginationTime")
		case "Red:":
			text = j.tags.text("Red:DateCreated") + " " + j.tags.text("Red:TimeCreated")
		case "IPTC:":
			text = strings.TrimSpace(j.tags.text("IPTC:DateCreated") + " " + j.tags.text("IPTC:TimeCreated"))
		}
		at, ok := j.instant(s, text)
		if !ok {
			continue
		}
		if at.From = s.name; s.name == "" {
			at.From = key
		}
		if at.From == "QuickTime:CreateDate" && !at.Zoned && j.writesUTC() {
			at.Zoned = true
		}
		return at
	}
	return Instant{}
}

func (j *job) instant(s source, text string) (Instant, bool) {
	at, zoned, ok := moment(text)
	if !ok {
		return Instant{}, false
	}
	if at.Nanosecond() == 0 && s.sub != "" {
		at = at.Add(partOfSecond(j.tags.text(s.sub)))
	}
	if offset, ok := offset(j.tags.text(s.zone)); ok && !zoned && s.zone != "" {
		at, zoned = at.Add(-offset), true
	}
	if strings.HasPrefix(s.name, "QuickTime:CreateDate") { // ffprobe writes a Z that the file does not say
		zoned = false
	}
	return Instant{At: at.UTC(), Zoned: zoned || s.utc}, true
}

// writesUTC tells whether who wrote the file keeps to QuickTime's UTC: phones do, many cameras write their own clock.
func (j *job) writesUTC() bool {
	t := j.tags
	return strings.EqualFold(j.Camera.Make, "Apple") || t.text("Keys:AndroidVersion", "ffprobe:tag.com.android.version") != ""
}

// clockText is "2019:11:18 15:45:32.10+01:00" and its relatives; the time may be missing its seconds.
var clockText = regexp.MustCompile(`^(\d{4})[-:/._ ](\d\d)[-:/._ ](\d\d)[T _](\d\d)[:\-_. ](\d\d)(?:[:\-_. ](\d\d))?(?:[.,](\d{1,9}))?\s*(Z|UTC|[+-]\d\d:?\d\d)?$`)

// compact is "20191118T154532Z".
var compact = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)(?:[.,](\d{1,9}))?\s*(Z|[+-]\d\d:?\d\d)?$`)

// moment reads a date with its time. A date alone is no moment; nor is one before there were such cameras, or one that a
// clock shows which was never set.
func moment(text string) (at time.Time, zoned, ok bool) {
	text = strings.TrimSpace(text)
	m := clockText.FindStringSubmatch(text)
	if m == nil {
		m = compact.FindStringSubmatch(text)
	}
	if m == nil {
		return time.Time{}, false, false
	}
	if m[6] == "" {
		m[6] = "00"
	}
	at, err := time.Parse("2006-01-02 15:04:05", m[1]+"-"+m[2]+"-"+m[3]+" "+m[4]+":"+m[5]+":"+m[6])
	if err != nil || !possible(at) {
		return time.Time{}, false, false
	}
	at = at.Add(partOfSecond(m[7]))
	if zone, known := offset(m[8]); known {
		return at.Add(-zone), true, true
	}
	return at, false, true
}

// possible leaves out the zeros of calendars: 1904 is QuickTime's, 1970 that of Unix, 1980 that of FAT.
func possible(at time.Time) bool {
	switch {
	case at.Year() < 1975 || at.Year() > 2100:
		return false
	case at.Year() == 1980 && at.YearDay() == 1 && at.Hour() == 0 && at.Minute() == 0:
		return false
	}
	return true
}

func partOfSecond(digits string) time.Duration {
	digits = strings.TrimSpace(digits)
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0
	}
	digits = (digits + "000000000")[:9]
	n := time.Duration(0)
	for _, d := range digits {
		n = n*10 + time.Duration(d-'0')
	}
	return n
}

// offset reads "+02:00", "-0330" and "Z". No place on Earth is further than 14 hours from UTC.
func offset(text string) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if text == "Z" || text == "UTC" {
		return 0, true
	}
	digits := strings.ReplaceAll(text, ":", "")
	if len(digits) != 5 || digits[0] != '+' && digits[0] != '-' || strings.Trim(digits[1:], "0123456789") != "" {
		return 0, false
	}
	hours, minutes := time.Duration(atoi(digits[1:3])), time.Duration(atoi(digits[3:]))
	d := hours*time.Hour + minutes*time.Minute
	if d > 14*time.Hour || minutes > 59 {
		return 0, false
	}
	if digits[0] == '-' {
		d = -d
	}
	return d, true
}
