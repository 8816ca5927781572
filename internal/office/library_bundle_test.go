package office

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
)

// zeros is a file of so many bytes that takes no room.
type zeros int64

func (z *zeros) Read(p []byte) (int, error) {
	if *z == 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), int64(*z))
	*z -= zeros(n)
	clear(p[:n])
	return int(n), nil
}

func packed(name string, bytes int64) bundled {
	return bundled{name: name, bytes: bytes, at: time.Date(2026, 5, 7, 12, 0, 1, 0, time.UTC), open: func(context.Context) (io.ReadCloser, error) {
		z := zeros(bytes)
		return io.NopCloser(&z), nil
	}}
}

// TestLengthOfAZIP: what is said of its length before holds, also where a file or the whole is larger than four gigabytes.
func TestLengthOfAZIP(t *testing.T) {
	t.Parallel()
	tests := map[string][]bundled{
		"one": {packed("a.jpg", 5)}, "empty file": {packed("a.jpg", 0), packed("b.jpg", 1)}, "letters of any script": {packed("2026-05-07/雨.mov", 77), noted([]string{"x"}, time.Time{})},
	}
	if !testing.Short() {
		tests["larger than four gigabytes"] = []bundled{packed("a.mov", 1<<32+5), packed("b.mov", 9)}
	}
	for name, entries := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want, err := zipLength(entries)
			if err != nil {
				t.Fatal(err)
			}
			var n counter
			if err := (Bundle{entries: entries}).Write(t.Context(), &n, func(int64) {}); err != nil {
				t.Fatal(err)
			}
			if int64(n) != want {
				t.Errorf("it has %d bytes, and was said to have %d", n, want)
			}
		})
	}
}

func TestNamesInAZIP(t *testing.T) {
	t.Parallel()
	u := uniqueNames{}
	for _, test := range [][3]string{
		{"2026-05-07", "A.JPG", "2026-05-07/A.JPG"}, {"2026-05-07", "a.jpg", "2026-05-07/a (2).jpg"}, {"2026-05-07", "A.jpg", "2026-05-07/A (3).jpg"}, {"2026-05-07", "a (2).jpg", "2026-05-07/a (2) (2).jpg"},
		{"", "A.JPG", "no day/A.JPG"}, {"", "../../etc/passwd", "no day/passwd"}, {"", `C:\x\con?.mov`, "no day/con_.mov"}, {"", "..", "no day/unnamed"}, {"", "a\n.mov", "no day/a_.mov"},
	} {
		if got := u.take(test[0], test[1]); got != test[2] {
			t.Errorf("%q is called %q, want %q", test[1], got, test[2])
		}
	}
}

// TestAFileThatChanged: a ZIP of which a file has become shorter says so, and is no ZIP.
func TestAFileThatChanged(t *testing.T) {
	t.Parallel()
	short := packed("a.mov", 9)
	short.open = func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("1234")), nil }
	var file bytes.Buffer
	err := (Bundle{entries: []bundled{short}}).Write(t.Context(), &file, func(int64) {})
	if err == nil || !strings.Contains(err.Error(), "shorter") {
		t.Errorf("written with %v", err)
	}
	if _, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len())); err == nil {
		t.Error("what is left is a ZIP")
	}
}

// TestWhatGoesInInstead: a copy that no caption can be written into goes in as it is, with its sidecar; one that was stopped does not.
func TestWhatGoesInInstead(t *testing.T) {
	t.Parallel()
	for code, want := range map[fault.Code]string{fault.Invalid: "a.jpg a.jpg.xmp b.jpg", fault.Unavailable: "a.jpg a.jpg.xmp b.jpg", fault.Cancelled: ""} {
		copied := bundled{name: "a.jpg", bytes: -1, instead: []bundled{packed("a.jpg", 3), packed("a.jpg.xmp", 2)}, open: func(context.Context) (io.ReadCloser, error) {
			return nil, fault.New(code, "no")
		}}
		entries := []bundled{copied, packed("b.jpg", 1)}
		if n, err := zipLength(entries); err != nil || n != -1 {
			t.Errorf("its length is said to be %d, %v", n, err)
		}
		var file bytes.Buffer
		err := (Bundle{entries: entries}).Write(t.Context(), &file, func(int64) {})
		if want == "" {
			if err == nil {
				t.Error("it was stopped and goes on")
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, f := range z.File {
			names = append(names, f.Name)
		}
		if got := strings.Join(names, " "); got != want {
			t.Errorf("%s: it has %q, want %q", code, got, want)
		}
	}
}
