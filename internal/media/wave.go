package media

import (
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// mostChunks is how many are looked at: recorders write a dozen.
const mostChunks = 2000

// wave reads a broadcast wave file: RIFF, RF64 or BW64 (EBU Tech 3285, 3306; ITU-R BS.2088), with bext and iXML.
func (t *told) wave(f io.ReaderAt, size int64) {
	var dataSize uint64 // of ds64
	at := int64(12)
	for range mostChunks {
		var head [8]byte
		if _, err := f.ReadAt(head[:], at); err != nil {
			break // the end
		}
		id, length := string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
		at += 8
		if id == "data" {
			if length == 0xffffffff && dataSize > 0 && dataSize < 1<<62 {
				length = int64(dataSize)
			}
			t.data(length, size-at)
		} else {
			body := section(f, at, min(length, size-at))
			if id == "ds64" && len(body) >= 16 {
				dataSize = binary.LittleEndian.Uint64(body[8:])
			}
			t.chunk(id, body)
		}
		if length > size-at {
			break
		}
		at += length + length%2
	}
}

// data compares what the file promises of sound with what is there.
func (t *told) data(promised, there int64) {
	t.put("WAV:DataBytes", promised)
	switch {
	case promised == 0 && there > 0, promised == 0xffffffff:
		t.flaw("truncated", "the recording was not closed: its length is not written")
	case promised > there:
		t.flaw("truncated", "%d of %d bytes of its sound are there", there, promised)
	}
}

func (t *told) chunk(id string, body []byte) {
	switch id {
	case "fmt ":
		if len(body) >= 16 {
			t.put("WAV:Channels", int64(binary.LittleEndian.Uint16(body[2:])))
			t.put("WAV:SampleRate", int64(binary.LittleEndian.Uint32(body[4:])))
			t.put("WAV:BytesPerSecond", int64(binary.LittleEndian.Uint32(body[8:])))
			t.put("WAV:BitsPerSample", int64(binary.LittleEndian.Uint16(body[14:])))
		}
	case "bext":
		t.bext(body)
	case "iXML", "IXML":
		t.ixml(body)
	case "LIST":
		t.info(body)
	}
}

// bext is the broadcast extension: fields of fixed width, then what was done to the sound.
func (t *told) bext(b []byte) {
	if len(b) < 348 {
		t.flaw("corrupt", "its bext chunk has %d bytes, of at least 348", len(b))
		return
	}
	description := fixed(b[:256])
	t.put("bext:Description", description)
	t.put("bext:Originator", fixed(b[256:288]))
	t.put("bext:OriginatorReference", fixed(b[288:320]))
	t.put("bext:OriginationDate", fixed(b[320:330]))
	t.put("bext:OriginationTime", fixed(b[330:338]))
	t.put("bext:TimeReference", fmt.Sprint(binary.LittleEndian.Uint64(b[338:])))
	version := binary.LittleEndian.Uint16(b[346:])
	t.put("bext:Version", int64(version))
	if len(b) >= 412 && version >= 1 && strings.Trim(string(b[348:412]), "\x00") != "" {
		t.put("bext:UMID", hex.EncodeToString(b[348:412]))
	}
	if len(b) > 602 {
		t.put("bext:CodingHistory", fixed(b[602:]))
	}
	for _, line := range recorderLine.FindAllStringSubmatch(description, 100) {
		t.put("bextDescription:"+line[1], line[2])
	}
}

// recorderLine is a line that recorders of Sound Devices, Zoom, Deva and others write into the description.
var recorderLine = regexp.MustCompile(`(?m)^[a-z]([A-Z][A-Z0-9]*)=([^\r\n]*)\r?$`)

// fixed is the text of a field that is filled up with zeros. By the standard it is ASCII; recorders write UTF-8 or Latin too.
func fixed(b []byte) string {
	text, _, _ := strings.Cut(string(b), "\x00")
	return strings.TrimSpace(anyText([]byte(text)))
}

// info reads the tags of a LIST of the kind INFO.
func (t *told) info(b []byte) {
	if len(b) < 4 || string(b[:4]) != "INFO" {
		return
	}
	for b = b[4:]; len(b) >= 8; {
		id, length := string(b[:4]), int64(binary.LittleEndian.Uint32(b[4:]))
		b = b[8:]
		part := b[:min(length, int64(len(b)))]
		if sign.MatchString(id) {
			t.put("INFO:"+id, fixed(part))
		}
		b = b[min(length+length%2, int64(len(b))):]
	}
}

var sign = regexp.MustCompile(`^[A-Za-z0-9]{4}$`)

// ixml is what a recorder says of the take: http://www.ixml.info.
func (t *told) ixml(b []byte) {
	if err := flatten(b, 1, func(path, value string) { t.put("iXML:"+path, value) }); err != nil {
		t.flaw("corrupt", "its iXML cannot be read: %s", err)
	}
}

// mostChunk is how much of one is read.
const mostChunk = 1 << 20

// section is a part of the file, as far as it is there and no more than a megabyte.
func section(f io.ReaderAt, at, length int64) []byte {
	b := make([]byte, max(0, min(length, mostChunk)))
	n, _ := f.ReadAt(b, at) // less at the end of the file
	return b[:n]
}
