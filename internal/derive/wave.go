package derive

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// Shape is the loudest and the softest sample of each piece of a sound, for drawing. It is kept as JSON.
type Shape struct {
	Rate  float64 `json:"rate"`  // pieces a second
	Peaks []int8  `json:"peaks"` // lowest and highest of each piece in turn, -127 to 127
}

// How sound is looked at: samples a second, and pieces at most.
const (
	shapeRate   = 8000
	shapePieces = 4000
	finest      = 100 // pieces a second
)

// shapeOutput writes what the graph calls shape as plain samples, one channel, 16 bit.
func shapeOutput(file string) []string {
	return []string{"-map", "[shape]", "-vn", "-ac", "1", "-ar", strconv.Itoa(shapeRate), "-c:a", "pcm_s16le", "-f", "s16le", "file:" + file}
}

// wave makes the shape of plain samples. A track without samples has none.
func (j job) wave(samples string) ([]Output, error) {
	file, err := os.Open(samples)
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the samples cannot be read back").WithCause(err)
	}
	defer func() { file.Close(); os.Remove(samples) }()
	info, err := file.Stat()
	if err != nil {
		return nil, fault.New(fault.Unavailable, "the samples cannot be read back").WithCause(err)
	}
	if info.Size() < 2 {
		return nil, nil
	}
	text, err := json.Marshal(shapeOf(bufio.NewReaderSize(file, 1<<16), info.Size()/2))
	if err == nil {
		err = os.WriteFile(j.file("wave.json"), text, 0o600)
	}
	if err != nil {
		return nil, fault.New(fault.Unavailable, "there is no room for what is made").WithCause(err)
	}
	return []Output{{Role: Wave, File: j.file("wave.json"), MIME: "application/json"}}, nil
}

// shapeOf reads so many samples, or as many as there are.
func shapeOf(r io.Reader, samples int64) Shape {
	per := max(samples/shapePieces+1, shapeRate/finest)
	out := Shape{Rate: float64(shapeRate) / float64(per), Peaks: []int8{}}
	low, high, n := int16(0), int16(0), int64(0)
	keep := func() {
		out.Peaks = append(out.Peaks, int8(max(int(low)/256, -127)), int8(min(int(high)/256, 127)))
		low, high, n = 0, 0, 0
	}
	buffer := make([]byte, 1<<14)
	for {
		got, err := io.ReadFull(r, buffer)
		for i := 0; i+1 < got; i += 2 {
			v := int16(binary.LittleEndian.Uint16(buffer[i:])) //nolint:gosec // a sample is the two's complement of its bits
			low, high = min(low, v), max(high, v)
			if n++; n == per {
				keep()
			}
		}
		if err != nil {
			break
		}
	}
	if n > 0 {
		keep()
	}
	return out
}

// Speech writes a part of a recording's sound, all its tracks together, as those take it who write down what is said: WAV, 16 kHz,
// one channel. A part behind
// its end is empty. It returns what Make returns.
func (t Tool) Speech(ctx context.Context, path, into string, tracks int, from, seconds float64) error {
	j := job{Tool: t, path: path, report: func(float64, float64) {}}
	j.Least = max(j.Least, 10*time.Minute)
	number := func(s float64) string { return strconv.FormatFloat(s, 'f', 3, 64) }
	return j.run(ctx, nil, "-ss", number(from), "-t", number(seconds), "-i", path, "-filter_complex", mixed(max(1, tracks))+"[speech]", "-map", "[speech]", "-vn", "-ac", "1", "-ar", "16000", "-c:a", "pcm_s16le", "-f", "wav", into)
}
