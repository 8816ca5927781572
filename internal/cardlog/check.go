package cardlog

import (
	"encoding/json"
	"io/fs"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/offload"
)

// What a receipt may hold at most. A card of a million files is ten times the largest that is known of.
const (
	mostFiles    = 1_000_000
	mostCopies   = 16
	mostProblems = 100_000
	longestPath  = 4096 // bytes
)

// MostBytes is how long the document of a receipt may be.
const MostBytes = 256 << 20

// ReadReceipt reads the document of an offload and looks whether it can be one. It returns fault.Invalid
// with what was found, also for a document of a newer major version.
func ReadReceipt(document []byte) (offload.Receipt, error) {
	var r offload.Receipt
	if len(document) > MostBytes {
		return r, wrong("the receipt has %d bytes, more than %d", len(document), MostBytes)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(document, &head); err != nil {
		return r, wrong("this is not the receipt of an offload").WithCause(err).WithRemedy("Send the .offload.json that lies beside the copies.")
	}
	if err := checkSchema(head.Schema); err != nil {
		return r, err
	}
	if err := json.Unmarshal(document, &r); err != nil {
		return r, wrong("the receipt does not hold what its version says").WithCause(err).WithRemedy("Send the .offload.json as it was written.")
	}
	return r, CheckReceipt(r)
}

// checkSchema lets the known major version pass.
func checkSchema(schema string) error {
	name, major, _ := strings.Cut(schema, "/")
	ours, known, _ := strings.Cut(offload.ReceiptSchema, "/")
	major, _, _ = strings.Cut(major, ".")
	if name != ours {
		return wrong("%.60q is not the receipt of an offload", schema).WithRemedy("Send the .offload.json that lies beside the copies.")
	}
	if _, err := strconv.Atoi(major); err != nil || major != known {
		return wrong("the receipt is of version %.20q, and version %s is known here", major, known).WithRemedy("Bring this installation up to date.")
	}
	return nil
}

// CheckReceipt returns fault.Invalid for a receipt that contradicts itself or is larger than any card.
func CheckReceipt(r offload.Receipt) error {
	if err := checkSchema(r.Schema); err != nil {
		return err
	}
	if err := offload.CheckName(r.Card); err != nil {
		return err
	}
	if err := offload.CheckName(r.Name()); err != nil {
		return err
	}
	switch {
	case utf8.RuneCountInString(r.Name()) > longestName:
		return wrong("the card's name is longer than %d characters", longestName)
	case len(r.Items) > mostFiles || len(r.Copies) > mostCopies || len(r.Problems) > mostProblems:
		return wrong("the receipt names %d files, %d copies and %d problems: more than any card has", len(r.Items), len(r.Copies), len(r.Problems))
	case len(r.Copies) == 0:
		return wrong("the receipt names no copy")
	case r.Verify != offload.VerifyCopies && r.Verify != offload.VerifyBoth && r.Verify != offload.VerifyNone:
		return wrong("%.40q is no way to verify", r.Verify)
	case r.Started.IsZero() || r.Started.Year() < 1990 || r.Started.Year() > 9999:
		return wrong("the receipt does not say when the offload began")
	case math.IsNaN(r.Seconds) || r.Seconds < 0 || r.Seconds > 1e9:
		return wrong("an offload of %v seconds cannot be", r.Seconds)
	case r.Wanted < 0 || r.Wanted > mostCopies:
		return wrong("%d copies of a card cannot be wanted", r.Wanted)
	case r.Files != len(r.Items) || r.Files < 0 || r.Bytes < 0:
		return wrong("the receipt counts %d files and lists %d", r.Files, len(r.Items))
	}
	if err := checkWords(r); err != nil {
		return err
	}
	for i := range r.Copies {
		if n := r.Copies[i].Files; n < 0 || n > r.Files {
			return wrong("copy %d has %d files, and the card has %d", i+1, n, r.Files)
		}
	}
	return checkItems(r)
}

// checkWords looks at the texts of a receipt.
func checkWords(r offload.Receipt) error {
	words := append([]string{r.Source.Volume, r.Source.Serial, r.Source.Camera, r.Host, r.Tool, r.Content}, r.Hashes...)
	for _, text := range words {
		if strings.ContainsRune(text, 0) {
			return wrong("the receipt holds bytes that are not text: %.40q", text)
		}
		if utf8.RuneCountInString(text) > longestWord {
			return wrong("a text of the receipt has more than %d characters: %.40q", longestWord, text)
		}
	}
	paths := []string{r.Source.Path}
	for _, c := range r.Copies {
		paths = append(paths, c.To, c.Path, c.MHL)
	}
	for _, p := range r.Problems {
		paths = append(paths, p.Path, p.CopyPath, p.Code, p.Message)
	}
	for _, path := range paths {
		if len(path) > longestPath {
			return wrong("a path of the receipt has more than %d bytes: %.40q", longestPath, path)
		}
	}
	return nil
}

// checkItems looks at every file of a receipt.
func checkItems(r offload.Receipt) error {
	var bytes int64
	seen := make(map[string]bool, len(r.Items))
	for i, item := range r.Items {
		switch {
		case !fs.ValidPath(item.Path) || item.Path == "." || len(item.Path) > longestPath:
			return wrong("file %d of the receipt is not below the card: %.80q", i+1, item.Path)
		case seen[item.Path] && !strings.ContainsRune(item.Path, utf8.RuneError): // names that are no text look alike in JSON
			return wrong("the receipt names %.80q twice", item.Path)
		case item.Size < 0 || item.Size > math.MaxInt64-bytes:
			return wrong("%.80q cannot have %d bytes", item.Path, item.Size)
		case len(item.Copies) != len(r.Copies):
			return wrong("%.80q speaks of %d copies, and there are %d", item.Path, len(item.Copies), len(r.Copies))
		}
		bytes += item.Size
		seen[item.Path] = true
		proven := false
		for _, there := range item.Copies {
			proven = proven || there
		}
		if proven && !hashed(item) {
			return wrong("%.80q is called proven without a hash", item.Path)
		}
	}
	if bytes != r.Bytes {
		return wrong("the files of the receipt have %d bytes, and it says %d", bytes, r.Bytes)
	}
	return nil
}

// hashed reports whether a file has a hash in a format that there is.
func hashed(item offload.ReceiptItem) bool {
	for _, sum := range item.Sums {
		if _, err := digest.Parse(string(sum.Format)); err == nil && sum.Value != "" && len(sum.Value) <= 200 {
			return true
		}
	}
	return false
}

func wrong(format string, args ...any) *fault.Error {
	return fault.New(fault.Invalid, format, args...)
}
