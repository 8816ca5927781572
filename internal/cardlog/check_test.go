package cardlog

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

func TestReadReceipt(t *testing.T) {
	t.Parallel()
	good, err := json.Marshal(document(2))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ReadReceipt(good); err != nil {
		t.Errorf("a good receipt: %v", err)
	}
	text := string(good)
	for name, document := range map[string]string{
		"no document":         "",
		"another document":    `{"schema":"bts.plan/1"}`,
		"a list":              `[]`,
		"a newer version":     strings.Replace(text, `"bts.offload/1"`, `"bts.offload/2"`, 1),
		"a version of words":  strings.Replace(text, `"bts.offload/1"`, `"bts.offload/one"`, 1),
		"files that are text": strings.Replace(text, `"files":2`, `"files":"2"`, 1),
		"more than fits":      strings.Replace(text, `"size":15`, `"size":1e30`, 1),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := ReadReceipt([]byte(document)); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v", err)
			}
		})
	}
	if _, err := ReadReceipt([]byte(strings.Replace(text, `"bts.offload/1"`, `"bts.offload/1.4","more":[1]`, 1))); err != nil {
		t.Errorf("a newer minor version with more keys: %v", err)
	}
}

func TestReceiptsThatCannotBe(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(r *offload.Receipt){
		"no name":                      func(r *offload.Receipt) { r.Card = "" },
		"a name that leads away":       func(r *offload.Receipt) { r.Card = "../A001" },
		"no copies":                    func(r *offload.Receipt) { r.Copies = nil },
		"too many copies":              func(r *offload.Receipt) { r.Copies = make([]offload.ReceiptCopy, 17) },
		"files that are not listed":    func(r *offload.Receipt) { r.Files = 3 },
		"bytes that are not there":     func(r *offload.Receipt) { r.Bytes = math.MaxInt64 },
		"a size below zero":            func(r *offload.Receipt) { r.Items[0].Size = -1 },
		"sizes beyond all numbers":     func(r *offload.Receipt) { r.Items[0].Size, r.Items[1].Size = math.MaxInt64, math.MaxInt64 },
		"a path that leads away":       func(r *offload.Receipt) { r.Items[0].Path = "../../etc/passwd" },
		"a path from the root":         func(r *offload.Receipt) { r.Items[0].Path = "/etc/passwd" },
		"a file twice":                 func(r *offload.Receipt) { r.Items[1].Path = r.Items[0].Path },
		"copies that there are not":    func(r *offload.Receipt) { r.Items[0].Copies = []bool{true, true, true} },
		"more files in a copy":         func(r *offload.Receipt) { r.Copies[0].Files = 9 },
		"proven without a hash":        func(r *offload.Receipt) { r.Items[0].Sums = nil },
		"a hash of an unknown sort":    func(r *offload.Receipt) { r.Items[0].Sums[0].Format = "crc" },
		"no beginning":                 func(r *offload.Receipt) { r.Started = time.Time{} },
		"a beginning in another world": func(r *offload.Receipt) { r.Started = time.Date(20000, 1, 1, 0, 0, 0, 0, time.UTC) },
		"endless seconds":              func(r *offload.Receipt) { r.Seconds = math.Inf(1) },
		"another way to verify":        func(r *offload.Receipt) { r.Verify = "hope" },
		"a host as long as a book":     func(r *offload.Receipt) { r.Host = strings.Repeat("a", 1000) },
		"a path as long as a book":     func(r *offload.Receipt) { r.Copies[0].Path = strings.Repeat("a", 5000) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := CheckReceipt(document(2, change)); !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func FuzzReadReceipt(f *testing.F) {
	good, err := json.Marshal(document(2))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Add([]byte(`{"schema":"bts.offload/1","items":[{}],"files":1}`))
	f.Fuzz(func(t *testing.T, document []byte) {
		r, err := ReadReceipt(document)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("got %v", err)
			}
			return
		}
		stand := Card{Mark: Full}.Stand([]Receipt{Summary(r)}, false, Wanted)
		if stand.State == Safe && (!r.SafeToFormat && !r.Short() || stand.Copies < Wanted) {
			t.Errorf("safe: %+v", r)
		}
	})
}

func TestRunNote(t *testing.T) {
	t.Parallel()
	var r Run
	half := offload.Progress{Files: 2, Total: 100, Read: 50, Lanes: []offload.LaneProgress{{Written: 50, Proven: 30}, {Written: 10, Ended: true}}}
	r.Note(half, noon)
	if r.Left >= 0 || r.Speed != 0 {
		t.Errorf("one look says a speed: %+v", r)
	}
	half.Lanes[0].Written, half.Lanes[0].Proven = 70, 50
	r.Note(half, noon.Add(2*time.Second))
	if done, total := r.Done(); done != 120 || total != 200 || r.Speed != 20 || r.Left != 4 {
		t.Errorf("%d of %d at %v, %v left", done, total, r.Speed, r.Left)
	}
}

func TestCheckCard(t *testing.T) {
	t.Parallel()
	good := Card{Name: "A001", Day: "2026-05-12", Mark: InUse}
	for name, test := range map[string]struct {
		change func(c *Card)
		code   fault.Code
	}{
		"as it should be":  {func(*Card) {}, ""},
		"no name":          {func(c *Card) { c.Name = "" }, fault.Invalid},
		"a path":           {func(c *Card) { c.Name = "a/b" }, fault.Invalid},
		"no day":           {func(c *Card) { c.Day = "" }, fault.Invalid},
		"a size below 0":   {func(c *Card) { c.Size = -1 }, fault.Invalid},
		"an unknown mark":  {func(c *Card) { c.Mark = "lost" }, fault.Invalid},
		"too long a note":  {func(c *Card) { c.Note = strings.Repeat("x", 2001) }, fault.Invalid},
		"a name like that": {func(c *Card) { c.Name = strings.Repeat("א", 61) }, fault.Invalid},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := good
			test.change(&c)
			if err := c.Check(); fault.CodeOf(err) != test.code {
				t.Errorf("got %v", err)
			}
		})
	}
}
