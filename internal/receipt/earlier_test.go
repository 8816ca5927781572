package receipt_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/btsdirector/bts/internal/card"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
	"github.com/btsdirector/bts/internal/receipt"
)

// place is a card and a folder with an earlier copy of it.
type place struct {
	card, to string
}

// copied makes a card of two clips and their list, and what an offload leaves of it.
func copied(t *testing.T) place {
	t.Helper()
	p := place{filepath.Join(t.TempDir(), "A001"), t.TempDir()}
	r := offload.Receipt{Schema: offload.ReceiptSchema, Card: "Weir_A001", Started: began, SafeToFormat: true, Copies: []offload.ReceiptCopy{
		{To: "/gone", Path: "/gone/Weir_A001", Verified: true}, {To: p.to, Path: filepath.Join(p.to, "Weir_A001"), Verified: true},
	}, Problems: []offload.ReceiptProblem{}}
	for name, size := range map[string]int{"CLIP/C0001.MP4": 300_000, "CLIP/C0002.MP4": 200_000, "MEDIAPRO.XML": 100} {
		data := bytes.Repeat([]byte(name), size/len(name)+1)[:size]
		for _, root := range []string{p.card, filepath.Join(p.to, "Weir_A001")} {
			put(t, root, name, data, began)
		}
		r.Items = append(r.Items, offload.ReceiptItem{Path: name, Size: int64(size), Modified: began, Copies: []bool{true, true}})
	}
	put(t, p.to, "Weir_A001"+receipt.Extension, written(t, r), began)
	return p
}

func put(t *testing.T, root, name string, data []byte, at time.Time) {
	t.Helper()
	path := filepath.Join(root, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil { //nolint:gosec // a folder for a test
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(path, at, at); err != nil {
		t.Fatal(err)
	}
}

func (p place) recognise(t *testing.T) []receipt.Match {
	t.Helper()
	sources, err := receipt.Beside(p.to, filepath.Join(p.to, "none"))
	if err != nil {
		t.Fatal(err)
	}
	fsys := os.DirFS(p.card)
	found, err := receipt.Recognise(context.Background(), fsys, card.Read(fsys).Files, sources)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestACardIsRecognised(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(t *testing.T, p place)
		found  bool
		whole  bool
		isNew  int
		sure   string
		says   string
	}{
		{"as it was", func(*testing.T, place) {}, true, true, 0, receipt.ByEnds, "Everything on this card was copied already: as Weir_A001, 7 May 2026 18:30 UTC"},
		{"shot further", func(t *testing.T, p place) { put(t, p.card, "CLIP/C0003.MP4", []byte("new"), began.Add(time.Hour)) }, true, false, 1, receipt.ByEnds, "1 is new since then"},
		{"a clip was deleted", func(t *testing.T, p place) { remove(t, p.card, "CLIP/C0002.MP4") }, true, true, 0, receipt.ByEnds, "Everything"},
		{"its clock was read in another zone", func(t *testing.T, p place) { touch(t, p.card, began.Add(-2*time.Hour+time.Second)) }, true, true, 0, receipt.ByEnds, "Everything"},
		{"formatted and shot again", func(t *testing.T, p place) { touch(t, p.card, began.Add(72*time.Hour+7*time.Minute)) }, false, false, 0, "", ""},
		{"nothing of it but the list", func(t *testing.T, p place) {
			put(t, p.card, "CLIP/C0001.MP4", make([]byte, 400_000), began.Add(72*time.Hour))
			put(t, p.card, "CLIP/C0002.MP4", make([]byte, 100_000), began.Add(72*time.Hour))
		}, false, false, 0, "", ""},
		{"the copy is not here", func(t *testing.T, p place) { remove(t, p.to, "Weir_A001") }, true, true, 0, receipt.ByNames, "no earlier copy could be read here"},
		{"its begin is another", func(t *testing.T, p place) { put(t, p.card, "CLIP/C0001.MP4", make([]byte, 300_000), began) }, true, true, 0, receipt.Refuted, "it is another: CLIP/C0001.MP4 has other content"},
		{"its end is another", func(t *testing.T, p place) {
			data := bytes.Repeat([]byte("CLIP/C0001.MP4"), 300_000/14+1)[:300_000]
			data[299_999]++
			put(t, p.card, "CLIP/C0001.MP4", data, began)
		}, true, true, 0, receipt.Refuted, "other content"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			p := copied(t)
			c.change(t, p)
			found := p.recognise(t)
			if len(found) != 1 != !c.found {
				t.Fatalf("%d earlier offloads are found", len(found))
			}
			if !c.found {
				return
			}
			m := found[0]
			if m.Whole() != c.whole || m.New != c.isNew || m.Sure != c.sure || !strings.Contains(m.Words(), c.says) {
				t.Errorf("whole %v, %d new, sure by %q: %s", m.Whole(), m.New, m.Sure, m.Words())
			}
		})
	}
}

func remove(t *testing.T, root, name string) {
	t.Helper()
	if err := os.RemoveAll(filepath.Join(root, name)); err != nil {
		t.Fatal(err)
	}
}

func touch(t *testing.T, root string, at time.Time) {
	t.Helper()
	for _, f := range card.Read(os.DirFS(root)).Files {
		if err := os.Chtimes(filepath.Join(root, f.Path), at, at); err != nil {
			t.Fatal(err)
		}
	}
}

func TestABrokenReceiptDoesNotHideTheOthers(t *testing.T) {
	t.Parallel()
	p := copied(t)
	sources, err := receipt.Beside(p.to)
	if err != nil {
		t.Fatal(err)
	}
	sources = append([]receipt.Source{{Name: "broken", Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader("{")), nil }}}, sources...)
	fsys := os.DirFS(p.card)
	found, err := receipt.Recognise(context.Background(), fsys, card.Read(fsys).Files, sources)
	if len(found) != 1 || !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "broken") && err.Error() == "" {
		t.Errorf("%d found, %v", len(found), err)
	}
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := receipt.Recognise(ended, fsys, nil, sources); !fault.Is(err, fault.Cancelled) {
		t.Errorf("a search that is stopped ends with %v", err)
	}
}
