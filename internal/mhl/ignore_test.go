package mhl_test

import (
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/mhl"
	"github.com/google/go-cmp/cmp"
)

func TestPatterns(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		lines, name string
		folder      bool
		want        bool
	}{
		{"doc/frotz/", "doc/frotz", true, true}, {"doc/frotz/", "a/doc/frotz", true, false}, // Appendix C
		{"frotz/", "a/frotz", true, true}, {"frotz/", "a/frotz", false, false}, {"frotz/", "a/frotz/x", false, true},
		{"**/foo", "a/b/foo", false, true}, {"**/foo/bar", "x/foo/bar", false, true}, {"**/foo/bar", "foo/x/bar", false, false},
		{"abc/**", "abc/x/y", false, true}, {"abc/**", "abc", true, false}, {"a/**/b", "a/b", false, true}, {"a/**/b", "a/x/y/b", false, true},
		{"*.rmd", "A/x.rmd", false, true}, {"/*.rmd", "A/x.rmd", false, false}, {"?.rmd", "xy.rmd", false, false}, {"[a-c].mov", "b.mov", false, true},
		{"[!a-c].mov", "b.mov", false, false}, {"x.mov ", "x.mov", false, true}, {`x.mov\ `, "x.mov ", false, true}, {`\!x`, "!x", false, true},
		{"*.mov\n!keep.mov", "keep.mov", false, false}, {"a/\n!a/keep", "a/keep", false, true}, {"# a", "# a", false, false}, {`\# a`, "# a", false, true},
		{"", ".DS_Store", false, true}, {"", "x/.DS_Store", false, true}, {"", "ascmhl", true, true}, {"", "x/ascmhl/y", false, true}, {"", "ascmhl", false, false},
		{"!ascmhl/", "ascmhl", true, true}, {"[", "[", false, false}, {`a\`, "a", false, false}, {"*a*a*a*a*a*a*b", strings.Repeat("a", 5000), false, false},
	} {
		if got := mhl.NewPatterns(strings.Split(c.lines, "\n")...).Match(c.name, c.folder); got != c.want {
			t.Errorf("%q on %.20q is %v", c.lines, c.name, got)
		}
	}
}

var slashes = regexp.MustCompile("/+")

// TestPatternsAreThoseOfGit asks git about random patterns and paths, without the two things it is alone with:
// slashes behind each other, and two stars behind a letter.
func TestPatternsAreThoseOfGit(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("git"); err != nil {
		absent(t, "git is missing")
	}
	random := rand.New(rand.NewPCG(7, 7))
	pick := func(of ...string) string { return of[random.IntN(len(of))] }
	for range 15 {
		dir, lines, names := t.TempDir(), []string{}, map[string]string{}
		for range 1 + random.IntN(3) {
			line := pick("", "", "", "!")
			for range 1 + random.IntN(3) {
				line += pick("a", "b", "ab", "*", "?", "[ab]", "[!a]", `\a`, "/", "/", "/**/", "/**")
			}
			lines = append(lines, slashes.ReplaceAllString(line+pick("", "", "/", " "), "/"))
		}
		for range 30 {
			name := pick("a", "b", "ab", "c")
			for range random.IntN(4) {
				name += "/" + pick("a", "b", "ab", "ba", "c")
			}
			names[name+"/file"] = ""
		}
		write(t, dir, names)
		write(t, dir, map[string]string{".gitignore": strings.Join(lines, "\n") + "\n"})
		if out, err := exec.Command("git", "-C", dir, "init", "-q").CombinedOutput(); err != nil {
			t.Fatal(string(out))
		}
		out, err := exec.Command("git", "-C", dir, "ls-files", "--others", "--exclude-standard").Output()
		if err != nil {
			t.Fatal(err)
		}
		kept, patterns := strings.Fields(string(out)), mhl.NewPatterns(lines...)
		for name := range names {
			if got, want := patterns.Match(name, false), !slices.Contains(kept, name); got != want {
				t.Errorf("%q on %s is %v, git says %v", lines, name, got, want)
			}
		}
	}
}

func TestIgnoredIsNeverRecordedAndPatternsGrow(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "Reels")
	write(t, dir, map[string]string{"A002/a.mov": "a", "A002/a.rmd": "r", "A002/tmp/x": "x", "tmp/x": "x", "A003/a.rmd": "r", "A003/a.mov": "a"})
	record(t, filepath.Join(dir, "A002"), digest.MD5)
	recordGeneration(t, dir, mhl.Generation{Whole: true, Entries: everything(t, dir, digest.MD5), Ignore: []string{"*.rmd", "/A002/tmp", "A0*/tmp", "/tmp/"}})
	record(t, dir, digest.MD5)
	valid(t, dir)
	h := open(t, dir)
	if diff := cmp.Diff([]string{"A002/a.mov", "A003/a.mov"}, slices.Collect(h.Files())); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{".DS_Store", "ascmhl/", "*.rmd", "/A002/tmp", "A0*/tmp", "/tmp/"}, h.Ignore()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{".DS_Store", "ascmhl/", "*.rmd", "/tmp"}, h.Nested[0].Ignore()); diff != "" {
		t.Errorf("patterns of the nested history:\n%s", diff)
	}
	for _, line := range recorded(t, dir) {
		if strings.Contains(line, "rmd") || strings.Contains(line, "tmp") {
			t.Errorf("recorded in spite of a pattern: %s", line)
		}
	}
}
