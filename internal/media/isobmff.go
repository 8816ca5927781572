package media

import (
	"encoding/binary"
	"io"
)

// box is one of an ISO base media or QuickTime file (ISO/IEC 14496-12).
type box struct {
	kind     string
	from, to int64 // of its content
}

// mostBoxes is how many are looked at in one file: an hour of fragments has some thousands.
const mostBoxes = 200000

// boxesIn gives the boxes between two places one by one, until each says to stop. What is cut off is given to its end.
func boxesIn(f io.ReaderAt, from, to int64, left *int, each func(box) bool) (cut bool) {
	for from+8 <= to && *left > 0 {
		*left--
		var head [16]byte
		n, _ := f.ReadAt(head[:min(16, to-from)], from) // less at the end
		if n < 8 {
			return true
		}
		size, begin := int64(binary.BigEndian.Uint32(head[:])), int64(8)
		switch {
		case size == 1 && n == 16:
			size, begin = int64(min(binary.BigEndian.Uint64(head[8:]), 1<<62)), 16
		case size == 0:
			size = to - from
		}
		if size < begin {
			return size != 0
		}
		b := box{string(head[4:8]), from + begin, min(from+size, to)}
		if !each(b) {
			return false
		}
		if from+size > to {
			return true
		}
		from += size
	}
	return false
}

// isobmff reads of a film what ffprobe and exiftool do not: whether it is whole, where a GoPro was, what a Sony wrote.
func (t *told) isobmff(f io.ReaderAt, size int64) {
	left := mostBoxes
	cut := boxesIn(f, 0, size, &left, func(b box) bool {
		switch b.kind {
		case "moov":
			t.movie(f, b, &left)
		case "meta":
			t.fileMeta(f, b, &left)
		}
		return true
	})
	if cut {
		t.flaw("truncated", "its last box is cut off, or does not hold")
	}
}

// fileMeta is the document that XAVC cameras keep in the file itself. A meta box of ISO has four bytes of version first.
func (t *told) fileMeta(f io.ReaderAt, meta box, left *int) {
	boxesIn(f, meta.from+4, meta.to, left, func(b box) bool {
		if b.kind == "xml " {
			t.cameraXML(section(f, b.from+4, b.to-b.from-4))
		}
		return b.kind != "xml "
	})
}

func (t *told) movie(f io.ReaderAt, moov box, left *int) {
	boxesIn(f, moov.from, moov.to, left, func(b box) bool {
		if b.kind == "trak" {
			if tables := sampleTable(f, b, left); tables.format == "gpmd" {
				t.flight(f, tables)
			}
		}
		return true
	})
}

// table is where the samples of a track are.
type table struct {
	format              string
	chunks, sizes, runs []byte // the tables as they are stored: stco or co64, stsz, stsc
	wide                bool   // chunks are co64
	same                int64  // the size of each sample; 0 is given by sizes
}

// sampleTable reads the tables of a track that can be of use here: megabytes of a long film are left alone.
func sampleTable(f io.ReaderAt, trak box, left *int) table {
	var t table
	var down func(b box) bool
	down = func(b box) bool {
		body := func() []byte { return section(f, b.from, b.to-b.from) }
		switch b.kind {
		case "mdia", "minf", "stbl":
			boxesIn(f, b.from, b.to, left, down)
		case "stsd":
			if s := section(f, b.from, min(16, b.to-b.from)); len(s) == 16 {
				t.format = string(s[12:16])
			}
		case "stco":
			t.chunks = after(body(), 8)
		case "co64":
			t.chunks, t.wide = after(body(), 8), true
		case "stsc":
			t.runs = after(body(), 8)
		case "stsz":
			if s := body(); len(s) >= 12 {
				t.same, t.sizes = int64(binary.BigEndian.Uint32(s[4:])), s[12:]
			}
		}
		return true
	}
	boxesIn(f, trak.from, trak.to, left, down)
	return t
}

func after(b []byte, n int) []byte { return b[min(n, len(b)):] }

// samples gives place and size of the samples one by one, in order, until each says to stop.
func (t table) samples(each func(at, size int64) bool) {
	step, n := 4, 0
	if t.wide {
		step = 8
	}
	per, run := int64(1), 0
	for chunk := 0; (chunk+1)*step <= len(t.chunks); chunk++ {
		if r := t.runs[min(run*12, len(t.runs)):]; len(r) >= 12 && int64(binary.BigEndian.Uint32(r)) == int64(chunk)+1 {
			per = min(int64(binary.BigEndian.Uint32(r[4:])), 10000)
			run++
		}
		at := int64(binary.BigEndian.Uint32(t.chunks[chunk*step:]))
		if t.wide {
			at = int64(min(binary.BigEndian.Uint64(t.chunks[chunk*step:]), 1<<62))
		}
		for range per {
			size := t.same
			if size == 0 {
				if 4*n+4 > len(t.sizes) {
					return
				}
				size = int64(binary.BigEndian.Uint32(t.sizes[4*n:]))
			}
			if n++; !each(at, size) {
				return
			}
			at += size
		}
	}
}

// flight looks for the first place that a camera knew, in the first minutes of its GPMF track.
func (t *told) flight(f io.ReaderAt, samples table) {
	const most = 240 // about a second each
	n := 0
	samples.samples(func(at, size int64) bool {
		t.gpmf(section(f, at, size))
		_, found := t.Tags["GPMF:GPSLatitude"]
		n++
		return n < most && !found
	})
}
