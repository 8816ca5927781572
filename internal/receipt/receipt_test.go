package receipt_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/receipt"
	"github.com/google/go-cmp/cmp"
)

var began = time.Date(2026, 5, 7, 18, 30, 0, 0, time.UTC)

// aReceipt is one of two copies with files of awkward names, not in order.
func aReceipt() offload.Receipt {
	sum := func(n int) []digest.Sum {
		return []digest.Sum{{Format: digest.XXH128, Value: fmt.Sprintf("%032x", n)}, {Format: digest.MD5, Value: fmt.Sprintf("%032x", n+1)}}
	}
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: "Weir_04_A001", Source: offload.Origin{Path: "/media/A001", Volume: "A001", Serial: "1234", Camera: "Sony XAVC"},
		Started: began, Seconds: 12.5, Host: "cart", Tool: "bts 1.0", Verify: offload.VerifyCopies, Hashes: []string{"xxh128", "md5"},
		Copies: []offload.ReceiptCopy{
			{To: "/raid/day04", Path: "/raid/day04/Weir_04_A001", Files: 3, Verified: true, MHL: "ascmhl/0001.mhl"},
			{To: "/shuttle", Path: "/shuttle/Weir_04_A001", Files: 3, Verified: true, MHL: "ascmhl/0001.mhl", Cached: true},
		},
		Items: []offload.ReceiptItem{
			{Path: "z.mov", Size: 5, Modified: began, Sums: sum(1), Copies: []bool{true, true}},
			{Path: "CLIP/ü <&>\n.mp4", Size: 7, Modified: began.Add(time.Second), Sums: sum(2), Copies: []bool{true, true}},
			{Path: "a", Size: 0, Modified: began, Sums: sum(3), Copies: []bool{true, true}},
		},
		Problems:     []offload.ReceiptProblem{{Problem: offload.Problem{Path: "x", Code: offload.NotCopied, Message: "a link"}}},
		SafeToFormat: true, Files: 3, Bytes: 12,
	}
	r.Content = offload.Content(r.Items)
	return r
}

func written(t *testing.T, r offload.Receipt) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsWrittenIsRead(t *testing.T) {
	t.Parallel()
	none := aReceipt()
	none.Items, none.Copies, none.Content = nil, []offload.ReceiptCopy{}, ""
	for name, r := range map[string]offload.Receipt{"some files": aReceipt(), "no files": none} {
		text := written(t, r)
		got, err := receipt.Read(bytes.NewReader(text))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, text)
		}
		want := r
		if len(want.Items) > 0 {
			want.Items = []offload.ReceiptItem{r.Items[1], r.Items[2], r.Items[0]}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if again := written(t, got); !bytes.Equal(text, again) {
			t.Errorf("%s: written again it is\n%s\nnot\n%s", name, again, text)
		}
	}
}

func TestContentIsWhatIsOnTheCard(t *testing.T) {
	t.Parallel()
	items := aReceipt().Items
	whole := offload.Content(items)
	turned := []offload.ReceiptItem{items[2], items[0], items[1]}
	turned[0].Modified, turned[0].Copies = began.Add(time.Hour), nil
	if got := offload.Content(turned); got != whole || !strings.HasPrefix(whole, "md5:") {
		t.Errorf("in another order, with other times, it is %q, not %q", got, whole)
	}
	for name, change := range map[string]func(*offload.ReceiptItem){
		"name": func(it *offload.ReceiptItem) { it.Path += "x" }, "size": func(it *offload.ReceiptItem) { it.Size++ },
		"hash": func(it *offload.ReceiptItem) {
			it.Sums = []digest.Sum{{Format: digest.MD5, Value: strings.Repeat("a", 32)}}
		},
	} {
		other := aReceipt().Items
		change(&other[1])
		if offload.Content(other) == whole {
			t.Errorf("another %s does not show", name)
		}
	}
	items[1].Sums = nil
	if got := offload.Content(items); got != "" {
		t.Errorf("with a file that was not read it is %q", got)
	}
}

func TestWhatIsNoReceipt(t *testing.T) {
	t.Parallel()
	good := string(written(t, aReceipt()))
	for name, text := range map[string]string{
		"nothing": "", "text": "hello", "a list": "[]", "another document": `{"schema":"bts.plan/1"}`, "no schema": `{"card":"A001"}`,
		"a later one":     strings.Replace(good, "bts.offload/1", "bts.offload/2", 1),
		"cut":             good[:len(good)/2],
		"a way out":       strings.Replace(good, `"path":"z.mov"`, `"path":"../z.mov"`, 1),
		"an absolute way": strings.Replace(good, `"path":"z.mov"`, `"path":"/etc/passwd"`, 1),
		"a size":          strings.Replace(good, `"size":5`, `"size":-5`, 1),
		"a hash":          strings.Replace(good, fmt.Sprintf("%032x", 1), "zz", 1),
		"copies":          strings.Replace(good, `"copies":[true,true]`, `"copies":[true]`, 1),
		"files as text":   strings.Replace(good, `"items": [`, `"items": "x", "else": [`, 1),
	} {
		if text == good {
			t.Fatalf("%s changes nothing", name)
		}
		if _, err := receipt.Read(strings.NewReader(text)); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s is answered with %v", name, err)
		}
	}
	minor := strings.Replace(good, "bts.offload/1", "bts.offload/1.7", 1)
	minor = strings.Replace(minor, `"card":`, `"mood": {"a": [1]}, "card":`, 1)
	if _, err := receipt.Read(strings.NewReader(minor)); err != nil {
		t.Errorf("a newer one of this kind is answered with %v", err)
	}
}

// TestALargeReceiptTakesNoMemory scans one of 200,000 files while it is written. No other test runs beside it.
func TestALargeReceiptTakesNoMemory(t *testing.T) {
	r := aReceipt()
	r.Items = nil
	for i := range 200_000 {
		r.Items = append(r.Items, offload.ReceiptItem{Path: fmt.Sprintf("DCIM/100MSDCF/DSC%06d.ARW", i), Size: int64(i), Modified: began, Sums: []digest.Sum{{Format: digest.XXH128, Value: strings.Repeat("ab", 16)}}, Copies: []bool{true, true}})
	}
	in, out := io.Pipe()
	go func() { _ = out.CloseWithError(r.Write(out)) }()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n, peak := 0, uint64(0)
	_, err := receipt.Scan(in, func(offload.ReceiptItem) error {
		if n++; n%20_000 == 0 {
			runtime.GC()
			runtime.ReadMemStats(&after)
			peak = max(peak, after.HeapAlloc)
		}
		return nil
	})
	if err != nil || n != 200_000 {
		t.Fatalf("%d files, %v", n, err)
	}
	if grown := int64(peak) - int64(before.HeapAlloc); grown > 16<<20 { //nolint:gosec // bytes of memory
		t.Errorf("%d MiB were held", grown>>20)
	}
}

func TestTheErrorOfAVisitorEndsTheScan(t *testing.T) {
	t.Parallel()
	enough := fault.New(fault.Cancelled, "enough")
	if _, err := receipt.Scan(bytes.NewReader(written(t, aReceipt())), func(offload.ReceiptItem) error { return enough }); !errors.Is(err, enough) {
		t.Errorf("it ends with %v", err)
	}
}

func FuzzRead(f *testing.F) {
	var b bytes.Buffer
	if err := aReceipt().Write(&b); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte(`{"schema":"bts.offload/1","items":null}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := receipt.Read(bytes.NewReader(text))
		if err != nil {
			return
		}
		var first bytes.Buffer
		if err := r.Write(&first); err != nil {
			t.Skip() // a year that RFC 3339 does not know
		}
		again, err := receipt.Read(bytes.NewReader(first.Bytes()))
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v\n%s", err, first.Bytes())
		}
		var second bytes.Buffer
		if err := again.Write(&second); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("written twice it differs: %v\n%s\n%s", err, first.Bytes(), second.Bytes())
		}
	})
}
