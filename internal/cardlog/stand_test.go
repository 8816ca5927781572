package cardlog

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

var noon = time.Date(2026, 5, 12, 12, 0, 0, 0, time.UTC)

// document is the receipt of a card of two files with so many whole copies, changed as a test wants it.
func document(copies int, change ...func(*offload.Receipt)) offload.Receipt {
	r := offload.Receipt{
		Schema: offload.ReceiptSchema, Card: "A001", Started: noon, Seconds: 2, Host: "cart", Verify: offload.VerifyCopies, Hashes: []string{"xxh128"},
		Files: 2, Bytes: 30, SafeToFormat: true,
	}
	for _, name := range []string{"DCIM/1.MP4", "DCIM/2.MP4"} {
		item := offload.ReceiptItem{Path: name, Size: 15, Modified: noon, Sums: []digest.Sum{{Format: digest.XXH128, Value: "0123456789abcdef0123456789abcdef"}}}
		for range copies {
			item.Copies = append(item.Copies, true)
		}
		r.Items = append(r.Items, item)
	}
	for i := range copies {
		to := "/mnt/" + string(rune('a'+i))
		r.Copies = append(r.Copies, offload.ReceiptCopy{To: to, Path: to + "/A001", Files: 2, Verified: true})
	}
	for _, c := range change {
		c(&r)
	}
	return r
}

// lost is a document in which a file of a copy is not proven.
func lost(i int) func(*offload.Receipt) {
	return func(r *offload.Receipt) {
		r.Items[1].Copies[i], r.Copies[i].Verified, r.Copies[i].Files, r.SafeToFormat = false, false, 1, false
	}
}

func later(r *offload.Receipt) { r.Started = r.Started.Add(time.Hour) }

func elsewhere(r *offload.Receipt) { r.Copies[0].Path = "/mnt/z/A001" }

// bare is a document in which nothing was read to its end, so that nobody knows what is on the card.
func bare(r *offload.Receipt) {
	for i := range r.Items {
		r.Items[i].Sums, r.Items[i].Copies[0] = nil, false
	}
	r.Copies[0].Verified, r.Copies[0].Files, r.SafeToFormat = false, 0, false
}

func lies(r *offload.Receipt) { r.Items[0].Copies[0] = false }

func unreadable(r *offload.Receipt) {
	r.Problems = append(r.Problems, offload.ReceiptProblem{Problem: offload.Problem{Path: "DCIM/3.MP4", Code: offload.Unreadable}})
	r.SafeToFormat = false
}

func linked(r *offload.Receipt) {
	r.Problems = append(r.Problems, offload.ReceiptProblem{Problem: offload.Problem{Path: "link", Code: offload.NotCopied}})
}

func TestStand(t *testing.T) {
	t.Parallel()
	other := func(r *offload.Receipt) { r.Items[0].Path = "DCIM/0.MP4" }
	unread := func(r *offload.Receipt) { r.Verify, r.SafeToFormat = offload.VerifyNone, false }
	tests := map[string]struct {
		mark     Mark
		receipts []offload.Receipt
		running  bool
		want     Standing
	}{
		"in a camera":                       {InUse, nil, false, Standing{StateInUse, 0, []string{"it is in use: what is on it may be newer than its copies"}}},
		"full":                              {Full, nil, false, Standing{StateFull, 0, []string{"nothing of it is copied and proven"}}},
		"being copied":                      {Full, nil, true, Standing{Copying, 0, []string{"it is being copied"}}},
		"two copies":                        {Full, []offload.Receipt{document(2)}, false, Standing{Safe, 2, []string{}}},
		"one copy":                          {Full, []offload.Receipt{document(1)}, false, Standing{Verified, 1, []string{"1 verified copy, and 2 are wanted"}}},
		"one copy each on two days":         {Full, []offload.Receipt{document(1), document(1, later, elsewhere)}, false, Standing{Safe, 2, []string{}}},
		"one copy twice":                    {Full, []offload.Receipt{document(1), document(1, later)}, false, Standing{Verified, 1, []string{"1 verified copy, and 2 are wanted"}}},
		"a file lacks in a copy":            {Full, []offload.Receipt{document(2, lost(1))}, false, Standing{Verified, 1, []string{"copy 2 has 1 of 2 files proven", "1 verified copy, and 2 are wanted"}}},
		"a third copy fails":                {Full, []offload.Receipt{document(2), document(1, later, elsewhere, lost(0))}, false, Standing{Safe, 2, []string{}}},
		"a copy was lost since":             {Full, []offload.Receipt{document(2), document(2, later, lost(0))}, false, Standing{Verified, 1, []string{"1 verified copy, and 2 are wanted"}}},
		"more came onto the card":           {Full, []offload.Receipt{document(2), document(1, later, other)}, false, Standing{Verified, 1, []string{"1 verified copy, and 2 are wanted"}}},
		"an older receipt that came late":   {Full, []offload.Receipt{document(2, later), document(1, other)}, false, Standing{Safe, 2, []string{}}},
		"called safe against its own lines": {Full, []offload.Receipt{document(2, lies)}, false, Standing{Verified, 1, []string{"copy 1 has 1 of 2 files proven", "1 verified copy, and 2 are wanted"}}},
		"files without hashes twice":        {Full, []offload.Receipt{document(1, bare), document(1, bare, later, elsewhere)}, false, Standing{StateFull, 0, []string{"copy 1 has 0 of 2 files proven", "0 verified copies, and 2 are wanted"}}},
		"not read back":                     {Full, []offload.Receipt{document(2, unread)}, false, Standing{StateFull, 0, []string{"its copies were not read back", "0 verified copies, and 2 are wanted"}}},
		"a file of the card is unreadable":  {Full, []offload.Receipt{document(2, unreadable)}, false, Standing{Verified, 2, []string{"1 problem with the card itself"}}},
		"a link was left":                   {Full, []offload.Receipt{document(2, linked)}, false, Standing{Safe, 2, []string{}}},
		"formatted":                         {Formatted, []offload.Receipt{document(1)}, false, Standing{StateFormatted, 1, []string{}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var receipts []Receipt
			for _, r := range test.receipts {
				if err := CheckReceipt(r); err != nil {
					t.Fatal(err)
				}
				receipts = append(receipts, Summary(r))
			}
			if diff := cmp.Diff(test.want, Card{Mark: test.mark}.Stand(receipts, test.running, Wanted)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReceiptsThatWereTakenOffDoNotCount(t *testing.T) {
	t.Parallel()
	r := Summary(document(2))
	r.Gone = true
	if got := (Card{Mark: Full}).Stand([]Receipt{r}, false, Wanted); got.State != StateFull {
		t.Errorf("%+v", got)
	}
}

func TestSaid(t *testing.T) {
	t.Parallel()
	safe := Standing{State: Safe, Copies: 2}
	open := Standing{State: Verified, Copies: 1, Why: []string{"1 verified copy, and 2 are wanted"}}
	tests := map[string]struct {
		mark, to Mark
		reason   string
		stand    Standing
		code     fault.Code
		kept     string
	}{
		"out of the camera":          {InUse, Full, "", Standing{State: StateInUse}, "", ""},
		"back into the camera":       {Full, InUse, "", open, "", ""},
		"formatted when safe":        {Full, Formatted, "as usual", safe, "", ""},
		"formatted before":           {Full, Formatted, "  ", open, fault.Conflict, ""},
		"formatted with a reason":    {Full, Formatted, " it was handed over ", open, "", "it was handed over"},
		"while it is copied":         {Full, Formatted, "now", Standing{State: Copying}, fault.Conflict, ""},
		"in use after formatting":    {Formatted, InUse, "", Standing{State: StateFormatted}, fault.Conflict, ""},
		"formatted a second time":    {Formatted, Formatted, "", Standing{State: StateFormatted}, "", ""},
		"straight out of the camera": {InUse, Formatted, "", Standing{State: StateInUse}, fault.Conflict, ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := Card{Name: "A001", Mark: test.mark}.Said(test.to, test.reason, test.stand, "Ada", noon)
			if fault.CodeOf(err) != test.code || err == nil && (got.Mark != test.to || got.Reason != test.kept) {
				t.Errorf("%+v, %v", got, err)
			}
		})
	}
}

func TestAgain(t *testing.T) {
	t.Parallel()
	c := Card{ID: "c1", Name: "A001", Day: "2026-05-12", Camera: "A", Serial: "7", Note: "scratched", Mark: Full}
	if _, err := c.Again("2026-05-13", "Ada", noon); !fault.Is(err, fault.Conflict) {
		t.Errorf("a card that was not formatted: %v", err)
	}
	c.Mark, c.Reason = Formatted, "handed over"
	next, err := c.Again("2026-05-13", "Ada", noon)
	if err != nil || next.ID == c.ID || next.Mark != InUse || next.Reason != "" || next.Day != "2026-05-13" || next.Serial != "7" {
		t.Errorf("%+v, %v", next, err)
	}
}
