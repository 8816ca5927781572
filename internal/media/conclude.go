package media

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"github.com/btsdirector/bts/internal/timecode"
)

// conclude makes the Reading out of the tags. Where several say the same, the order is in docs/formats/media.md.
func (j *job) conclude() {
	if j.readable {
		j.settle()
		j.streams()
		j.size()
		j.fallback()
		j.camera()
		j.Place = j.tags.place()
		j.slate()
		j.start()
		j.Words = j.tags.words()
		j.Captured = j.captured()
		j.TimeLapse = j.timeLapse()
	}
	var all bool
	if j.Fields, all = j.tags.fields(); !all {
		j.flaw("too_large", "it says more of itself than is kept")
	}
	j.Streams = append([]Track{}, j.Streams...)
	j.Problems = append([]Flaw{}, j.Problems...)
	j.Fields = append([]Field{}, j.Fields...)
}

// settle corrects the kind by what was found: a film without a picture is sound, or titles, and what nothing can read is
// unknown.
func (j *job) settle() {
	if j.Kind == Video && j.probed != nil && len(j.probed.Streams) > 0 {
		picture, sound := false, false
		for _, s := range j.probed.Streams {
			picture = picture || s.Type == "video" && !s.picture()
			sound = sound || s.Type == "audio"
		}
		switch {
		case !picture && sound:
			j.Kind = Audio
		case !picture:
			j.Kind = Document // titles, or figures alone
		}
	}
	if j.Kind != Video && j.Kind != Audio && j.Kind != Still {
		return
	}
	known := j.probed != nil && len(j.probed.Streams) > 0 || j.tags.whole("Composite:ImageSize", "File:ImageWidth") > 0 || len(j.tags) > 3
	if !known && j.has("corrupt", "truncated") {
		j.Kind = Unknown
	}
}

// has tells whether one of the flaws was noted.
func (j *job) has(codes ...string) bool {
	for _, p := range j.Problems {
		for _, code := range codes {
			if p.Code == code {
				return true
			}
		}
	}
	return false
}

func (j *job) streams() {
	if j.probed == nil {
		return
	}
	j.Streams = j.probed.tracks()
	names := j.tags.trackNames()
	channel := 0
	for i, t := range j.Streams {
		if t.Kind == "video" && !j.Rate.Known() {
			j.Rate = t.Rate
		}
		if t.Kind == "audio" && j.Format != "mxf" && channel < len(names) {
			last := min(channel+max(1, t.Channels), len(names))
			j.Streams[i].Name = cmp.Or(strings.Join(names[channel:last], ", "), t.Name)
			channel = last
		}
	}
	j.Duration = decimal(plain(j.probed.Format["duration"]))
	for _, t := range j.Streams { // exact, where the longest stream says the same
		if t.Kind != "data" && math.Abs(t.Duration.Seconds()-j.Duration.Seconds()) < 1e-4 && t.Duration.Num > 0 {
			j.Duration = t.Duration
			break
		}
	}
}

// trackNames are those of a recorder, in the order of the channels.
func (t tags) trackNames() []string {
	var names []string
	for n := 1; n <= 64; n++ {
		suffix := ""
		if n > 1 {
			suffix = "[" + strconv.Itoa(n) + "]"
		}
		if t.text("iXML:TRACK_LIST.TRACK"+suffix+".CHANNEL_INDEX", "iXML:TRACK_LIST.TRACK"+suffix+".NAME") == "" {
			break
		}
		names = append(names, t.text("iXML:TRACK_LIST.TRACK"+suffix+".NAME"))
	}
	if strings.Join(names, "") != "" {
		return names
	}
	names = nil
	for n := 1; n <= 64; n++ {
		name := t.text("bextDescription:TRK" + strconv.Itoa(n))
		if name == "" {
			break
		}
		names = append(names, name)
	}
	return names
}

// size is how many dots are shown: the shape of the dots counts, and how the picture lies.
func (j *job) size() {
	if j.form.kind == Still || j.form.format == "thm" {
		j.stillSize()
		return
	}
	if j.probed == nil {
		return
	}
	for _, s := range j.probed.Streams {
		if s.Type != "video" || s.picture() {
			continue
		}
		j.Width, j.Height = s.Width, s.Height
		if aspect, ok := fraction(s.Aspect); ok && aspect.Num > 0 && aspect.Num != aspect.Den {
			j.Width = int(math.Round(float64(s.Width) * float64(aspect.Num) / float64(aspect.Den)))
		}
		if w, h := pair(j.tags.text("Track1:CleanApertureDimensions")); h == s.Height && w > 0 && w < 2*j.Width {
			j.Width = w // without the edge that was never to be seen
		}
		if turned(s) {
			j.Width, j.Height = j.Height, j.Width
		}
		return
	}
}

// turned tells whether a film is shown lying on its side.
func turned(s stream) bool {
	for _, side := range s.Side {
		if degrees, err := strconv.ParseFloat(plain(side["rotation"]), 64); err == nil {
			return math.Abs(math.Mod(math.Round(degrees), 180)) == 90
		}
	}
	return s.Tags["rotate"] == "90" || s.Tags["rotate"] == "270"
}

func (j *job) stillSize() {
	t := j.tags
	j.Width, j.Height = pair(t.text("Composite:ImageSize"))
	if j.Width <= 0 || j.Height <= 0 {
		j.Width, j.Height = t.whole("File:ImageWidth", "PNG:ImageWidth", "RIFF:ImageWidth", "ExifIFD:ExifImageWidth"), t.whole("File:ImageHeight", "PNG:ImageHeight", "RIFF:ImageHeight", "ExifIFD:ExifImageHeight")
	}
	if n := t.whole("IFD0:Orientation", "XMP-tiff:Orientation"); n >= 1 && n <= 8 {
		j.Turn = n
	}
	if j.Format == "heic" || j.Format == "heif" || j.Format == "avif" { // the boxes turn the picture, and EXIF says so once more
		if degrees, ok := t.number("QuickTime:Rotation"); ok && j.Turn < 5 && math.Mod(degrees, 180) != 0 {
			j.Turn = map[float64]int{90: 8, 270: 6}[math.Mod(degrees+360, 360)]
		}
	}
	if j.Turn >= 5 {
		j.Width, j.Height = j.Height, j.Width
	}
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func (j *job) camera() {
	t := j.tags
	c := &j.Camera
	c.Make = t.text("IFD0:Make", "Keys:Make", "UserData:Make", "QuickTime:Make", "XMP-tiff:Make", "CameraXML:Device.manufacturer", "CameraXML:ClipContent.Device.Manufacturer",
		"CameraXML:Device.Manufacturer", "MakerNotes:Make", "Canon:Make", "ffprobe:tag.com.apple.quicktime.make", "ffprobe:tag.make", "MPEG:Make", "PNG:Make")
	c.Make = cmp.Or(c.Make, makersOfAVCHD[t.text("H264:Make")])
	if j.Format == "r3d" {
		c.Make = "RED"
	}
	c.Model = t.text("IFD0:Model", "Keys:Model", "UserData:Model", "QuickTime:Model", "XMP-tiff:Model", "GoPro:Model", "CameraXML:Device.modelName", "CameraXML:Device.ModelName", "CameraXML:ClipContent.Device.Model",
		"GPMF:Model", "ffprobe:tag.com.apple.quicktime.model", "ffprobe:tag.model", "Red:CameraModel", "Red:Model", "ffprobe:tag.camera_model", "RIFF:Model", "GPMF:DeviceName")
	c.Serial = t.text("ExifIFD:SerialNumber", "ExifIFD:BodySerialNumber", "XMP-aux:SerialNumber", "XMP-exifEX:BodySerialNumber", "GoPro:CameraSerialNumber", "GPMF:SerialNumber", "CameraXML:Device.serialNo",
		"CameraXML:Device.SerialNo", "CameraXML:ClipContent.Device.SerialNo.", "IFD0:CameraSerialNumber", "Canon:SerialNumber", "Nikon:SerialNumber", "Sony:SerialNumber", "Panasonic:InternalSerialNumber", "FujiFilm:InternalSerialNumber", "Pentax:SerialNumber",
		"Olympus:SerialNumber", "Leica:SerialNumber", "UserData:SerialNumber", "QuickTime:SerialNumber", "Keys:CameraSerialNumber", "DJI:SerialNumber", "H264:SerialNumber", "Red:SerialNumber",
		"ffprobe:tag.com.panasonic.professionalplugins.p2metadata.serialnumber")
	c.Lens = t.spoken("ExifIFD:LensModel", "XMP-exifEX:LensModel", "XMP-aux:Lens", "Canon:LensModel", "Sony:LensModel", "Nikon:Lens", "Keys:LensModel", "CameraXML:Lens.modelName", "Red:LensModel")
	c.Name = t.text("CameraXML:CameraUnitMetadata.CameraName", "ffprobe:tag.camera_id", "Keys:CameraID", "Red:CameraID", "Red:CameraType", "ffprobe:tag.com.apple.proapps.cameraname", "Keys:ProappsCameraName", "Keys:CameraName",
		"ffprobe:tag.com.apple.proapps.angle", "XMP-xmpDM:CameraLabel", "XMP-xmpDM:CameraAngle")
	if c.Make == "" && (strings.HasPrefix(c.Model, "GoPro") || strings.HasPrefix(c.Model, "HERO") || t.text("GoPro:Model") != "" || t.text("GPMF:DeviceName") != "") {
		c.Make = "GoPro"
	}
	if j.form.kind == Audio && c.Model == "" {
		c.Model = t.text("bext:Originator")
		c.Serial = cmp.Or(c.Serial, strings.TrimSpace(afterSign(c.Model, "S#")))
	}
	const most = 200
	for _, s := range []*string{&c.Make, &c.Model, &c.Serial, &c.Lens, &c.Name} {
		*s = short(*s, most)
	}
}

func afterSign(s, sign string) string {
	_, rest, _ := strings.Cut(s, sign)
	return rest
}

// place is where it was recorded, if it says so and can be.
func (t tags) place() *Spot {
	try := func(latitude, longitude, altitude float64, known bool) *Spot {
		if !known || math.IsNaN(latitude+longitude) || math.Abs(latitude) > 90 || math.Abs(longitude) > 180 || latitude == 0 && longitude == 0 {
			return nil
		}
		if math.IsNaN(altitude) || math.Abs(altitude) > 100000 {
			altitude = 0
		}
		return &Spot{latitude, longitude, altitude}
	}
	for _, keys := range [][3]string{
		{"Composite:GPSLatitude", "Composite:GPSLongitude", "Composite:GPSAltitude"}, {"GPS:GPSLatitude", "GPS:GPSLongitude", "GPS:GPSAltitude"},
		{"XMP-exif:GPSLatitude", "XMP-exif:GPSLongitude", "XMP-exif:GPSAltitude"}, {"GPMF:GPSLatitude", "GPMF:GPSLongitude", "GPMF:GPSAltitude"}, {"Captions:GPSLatitude", "Captions:GPSLongitude", "Captions:GPSAltitude"},
	} {
		latitude, ok := t.number(keys[0])
		longitude, ok2 := t.number(keys[1])
		altitude, _ := t.number(keys[2])
		if keys[0] == "GPS:GPSLatitude" {
			latitude, longitude = signed(latitude, t.text("GPS:GPSLatitudeRef"), "S"), signed(longitude, t.text("GPS:GPSLongitudeRef"), "W")
		}
		if spot := try(latitude, longitude, altitude, ok && ok2); spot != nil {
			return spot
		}
	}
	if n := coordinates(t.text("Keys:GPSCoordinates", "UserData:GPSCoordinates", "ItemList:GPSCoordinates", "ffprobe:tag.com.apple.quicktime.location.ISO6709", "ffprobe:tag.location")); len(n) >= 2 {
		return try(n[0], n[1], append(n, 0)[2], true)
	}
	return nil
}

func signed(n float64, ref, minus string) float64 {
	if strings.HasPrefix(strings.ToUpper(ref), minus) {
		return -math.Abs(n)
	}
	return n
}

// coordinates reads "33.1 -117.3 12" and the "+33.1-117.3+012/" of ISO 6709 in degrees.
func coordinates(text string) []float64 {
	text = strings.TrimSuffix(strings.TrimSpace(text), "/")
	text, _, _ = strings.Cut(text, "CRS")
	var spaced strings.Builder
	for i, r := range text {
		if (r == '+' || r == '-') && i > 0 {
			spaced.WriteByte(' ')
		}
		spaced.WriteRune(r)
	}
	var list []float64
	for _, part := range strings.FieldsFunc(spaced.String(), func(r rune) bool { return r == ' ' || r == ',' }) {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsInf(n, 0) {
			return nil
		}
		list = append(list, n)
	}
	return list
}

// timeLapse tells whether the camera itself made a film of single pictures.
func (j *job) timeLapse() bool {
	t := j.tags
	if j.form.kind == Still {
		return false
	}
	mode := strings.ToLower(t.text("GoPro:VideoMode", "Keys:TimeLapse", "CameraXML:RecordingMode.type", "ffprobe:tag.com.apple.quicktime.timelapse", "QuickTime:TimeLapse", "UserData:TimeLapse", "Sony:TimeLapse"))
	if strings.Contains(mode, "lapse") || strings.Contains(mode, "interval") {
		return true
	}
	rate, ok := t.number("CameraXML:VideoFormat.VideoFrame.captureFps")
	return ok && rate > 0 && rate < 10
}

// start is the timecode of the first frame or sample.
func (j *job) start() {
	j.Start, j.Clock = timecode.Timecode{}, timecode.Rational{}
	if j.form.kind == Audio && j.soundStart() {
		return
	}
	rate, text := j.numbering(), j.timecodeText()
	if text == "" || !rate.Known() {
		return
	}
	tc, err := timecode.Parse(text, rate)
	for parts := int64(2); err != nil && parts <= 10 && rate.Base() >= 48; parts++ { // high rates are numbered at a part
		tc, err = timecode.Parse(text, divided(rate, parts))
	}
	if err == nil {
		j.Start, j.Clock = tc, tc.SinceMidnight()
	}
}

// numbering is the rate that the timecode counts at. Cameras number 50 frames a second as 25: the timecode track says so.
func (j *job) numbering() timecode.Rate {
	if j.probed != nil {
		for _, s := range j.probed.Streams {
			if own := rateOf(s.Average); s.CodecTag == "tmcd" && s.Tags["timecode"] != "" && own.Known() {
				own, _ = usual(own)
				return own
			}
		}
	}
	rate, base := j.tags.trackRate()
	if j.Rate.Known() {
		rate = j.Rate
	}
	if j.Format == "mxf" && base > 0 && rate.Base() > base && rate.Base()%base == 0 {
		return divided(rate, rate.Base()/base)
	}
	return rate
}

// divided is a part of the rate, or nothing where its frames cannot be numbered so.
func divided(rate timecode.Rate, parts int64) timecode.Rate {
	if rate.Base()%parts != 0 {
		return timecode.Rate{}
	}
	part := timecode.Rational{Num: rate.Num, Den: rate.Den * parts}.Reduced()
	return timecode.Rate(part)
}

// trackRate is the rate of the timecode track of an MXF file, which one of sound alone has too, and how many frames it
// numbers in a second.
func (t tags) trackRate() (rate timecode.Rate, base int64) {
	const most = 32
	for n := range most {
		track := "Track" + strconv.Itoa(n+1) + ":"
		base := t.whole(track + "RoundedTimecodeTimebase")
		if edit, ok := t.number(track + "EditRate"); ok && base > 0 && edit > 0 && edit < 1000 {
			rate, _ := usual(timecode.Rate{Num: int64(math.Round(edit * 1e6)), Den: 1e6})
			return rate, int64(base)
		}
	}
	return timecode.Rate{}, 0
}
