package digest_test

import (
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/google/go-cmp/cmp"
)

// Known sums: MD5, SHA-1 and SHA-2 of "abc" from RFC 1321, RFC 3174 and FIPS 180-2; those of nothing for
// xxHash with seed 0 from its own test vectors; the C4 of nothing from SMPTE ST 2114.
func TestKnownSums(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		format     digest.Format
		text, want string
	}{
		{digest.MD5, "abc", "900150983cd24fb0d6963f7d28e17f72"},
		{digest.SHA1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"},
		{digest.SHA256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{digest.SHA512, "abc", "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
		{digest.SHA224, "abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
		{digest.SHA384, "abc", "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7"},
		{digest.XXH32, "", "02cc5d05"},
		{digest.XXH32, "abc", "32d153ff"},
		{digest.XXH32, "Nobody inspects the spammish repetition", "e2293b2f"},
		{digest.XXH64, "", "ef46db3751d8e999"},
		{digest.XXH3, "", "2d06800538d394c2"},
		{digest.XXH128, "", "99aa06d3014798d86001c324468d497f"},
		{digest.C4, "", "c459dsjfscH38cYeXXYogktxf4Cd9ibshE3BHUo6a58hBXmRQdZrAkZzsWcbWtDg5oQstpDuni4Hirj75GEmTc1sFT"},
	} {
		t.Run(string(c.format)+" of "+c.text, func(t *testing.T) {
			t.Parallel()
			p := digest.NewPass(c.format)
			_, _ = p.Write([]byte(c.text))
			if got := p.Sums()[0]; got != (digest.Sum{Format: c.format, Value: c.want}) {
				t.Errorf("%q is %v, want %s", c.text, got, c.want)
			}
			if got := c.format.Size(); got != c.format.New().Size() {
				t.Errorf("%s has %d bytes", c.format, got)
			}
			if !c.format.Valid(c.want) || c.format.Valid(c.want[1:]) || c.format.Valid(c.want[:len(c.want)-1]+"!") {
				t.Errorf("%s is not told from what cannot be a sum", c.format)
			}
		})
	}
}

func TestOnePassIsEachAlone(t *testing.T) {
	t.Parallel()
	all := digest.NewPass(append(digest.Formats, digest.MD5)...)
	text := []byte(strings.Repeat("a card of 4,097 bytes or so ", 147))
	for _, part := range [][]byte{text[:1], text[1:4096], text[4096:]} {
		_, _ = all.Write(part)
	}
	var alone []digest.Sum
	for _, f := range digest.Formats {
		p := digest.NewPass(f)
		_, _ = p.Write(text)
		alone = append(alone, p.Sums()...)
	}
	if diff := cmp.Diff(alone, all.Sums()); diff != "" {
		t.Errorf("one pass differs from each alone:\n%s", diff)
	}
	all.Reset()
	if got, want := all.Sums(), digest.NewPass(digest.Formats...).Sums(); !cmp.Equal(got, want) {
		t.Errorf("after Reset %v, want %v", got, want)
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]digest.Format{"XXH128": digest.XXH128, " xxh3-64": digest.XXH3, "sha-1": digest.SHA1, "c4": digest.C4, "xxhash64be": digest.XXH64} {
		if got, err := digest.Parse(name); err != nil || got != want {
			t.Errorf("%q is %q, %v; want %q", name, got, err, want)
		}
	}
	if _, err := digest.Parse("crc32"); err == nil || !strings.Contains(err.Error(), "xxh128") {
		t.Errorf("an unknown hash is answered with %v", err)
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	sum := digest.Sum{Format: digest.MD5, Value: "0AF0"}
	if !sum.Same(digest.Sum{Format: digest.MD5, Value: "0af0"}) || sum.Same(digest.Sum{Format: digest.SHA1, Value: "0AF0"}) || sum.Same(digest.Sum{Format: digest.MD5, Value: "0af1"}) {
		t.Error("hexadecimal sums are not compared by what they say")
	}
	if (digest.Sum{Format: digest.C4, Value: "c4aB"}).Same(digest.Sum{Format: digest.C4, Value: "c4ab"}) {
		t.Error("the case of C4 is part of it")
	}
}

func TestBytesAreWhatSpellWrote(t *testing.T) {
	t.Parallel()
	for _, f := range digest.Formats {
		h := f.New()
		for range 20 { // by chance some of the sums begin with zeros
			_, _ = h.Write([]byte(f))
			sum := h.Sum(nil)
			got, err := f.Bytes(f.Spell(sum))
			if err != nil || !cmp.Equal(got, sum) {
				t.Fatalf("%s: %x comes back as %x, %v", f, sum, got, err)
			}
		}
		if _, err := f.Bytes("c4"); err == nil {
			t.Errorf("%s takes anything for a sum", f)
		}
	}
	zero := make([]byte, 64)
	if got, err := digest.C4.Bytes(digest.C4.Spell(zero)); err != nil || !cmp.Equal(got, zero) {
		t.Errorf("the C4 of nothing but zeros comes back as %x, %v", got, err)
	}
}

// TestManyBytesAtOnce computes all hashes of a long piece in one pass, and of the same bytes piece by piece, one by one.
func TestManyBytesAtOnce(t *testing.T) {
	t.Parallel()
	long := []byte(strings.Repeat("nine byte", 100_000))
	p := digest.NewPass(digest.Formats...)
	_, _ = p.Write(long)
	var want []digest.Sum
	for _, f := range digest.Formats {
		h := f.New()
		for rest := long; len(rest) > 0; rest = rest[min(len(rest), 1000):] {
			_, _ = h.Write(rest[:min(len(rest), 1000)])
		}
		want = append(want, digest.Sum{Format: f, Value: f.Spell(h.Sum(nil))})
	}
	if diff := cmp.Diff(want, p.Sums()); diff != "" {
		t.Error(diff)
	}
}
