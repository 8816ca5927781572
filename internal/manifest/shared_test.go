package manifest_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/manifest"
)

// sharedDir is a folder of the shared sample data: under BTS_SHARED, or shared/data beside the project.
func sharedDir(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir := filepath.Join(root, "mhl", name)
	if _, err := os.Stat(dir); err != nil {
		absent(t, "the shared sample data is missing; set BTS_SHARED")
	}
	return dir
}

// absent skips a test, and fails it in continuous integration.
func absent(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(why)
	}
	t.Skip("NOT TESTED: " + why)
}

// proves hashes the files of a list and gives the paths that are as it says, that differ, and that are missing.
func proves(t *testing.T, dir string, list manifest.List) (ok, differs, missing []string) {
	t.Helper()
	for _, c := range list.Claims {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(c.Path)))
		if err != nil {
			missing = append(missing, c.Path)
			continue
		}
		good := c.Size < 0 || c.Size == int64(len(data))
		for _, sum := range c.Sums {
			pass := digest.NewPass(sum.Format)
			_, _ = pass.Write(data)
			same, _ := c.Match(pass.Sums()[0])
			good = good && same
		}
		if good {
			ok = append(ok, c.Path)
		} else {
			differs = append(differs, c.Path)
		}
	}
	return ok, differs, missing
}

func TestFirstVersionInEveryEncoding(t *testing.T) {
	t.Parallel()
	dir := sharedDir(t, "mhl-v1")
	disk := os.DirFS(dir)
	for name, want := range map[string]struct {
		encoding        string
		claims, present int
	}{
		"aux_files_2012-11-24_103236.mhl":                            {"UTF-8", 1, 0},
		"aux_files_euc-jp_macln_Japanese_2012-12-15_180223.mhl":      {"EUC-JP", 2, 2},
		"aux_files_euc-kr_winln_Korean_2012-12-15_181135.mhl":        {"euc-kr", 2, 2},
		"aux_files_iso-8859-15_unixln_Umlaute_2012-12-15_174005.mhl": {"ISO-8859-15", 3, 0},
		"aux_files_iso-8859-6_winln_دليل_2012-12-15_174827.mhl":      {"iso-8859-6", 2, 2},
		"aux_files_utf-16le_macln_mixed_2012-12-14_165427.mhl":       {"UTF-16LE", 14, 0},
		"aux_files_utf-8_unixln_mixed_2012-12-14_165427.mhl":         {"UTF-8", 14, 0},
		"aux_files_windows-1251_winln_русский_2012-12-14_170634.mhl": {"WINDOWS-1251", 2, 2},
		"mhl_verify_md5/md5.mhl":                                     {"UTF-8", 3, 3},
		"mhl_verify_null/null.mhl":                                   {"UTF-8", 3, 3},
		"mhl_verify_xxhash/xxhash.mhl":                               {"UTF-8", 3, 3},
		"mhl_verify_xxhash64be/xxhash64be.mhl":                       {"UTF-8", 3, 3},
		"mhl_verify_generic/generic.mhl":                             {"UTF-8", 3, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			list, err := manifest.ReadMHL1(disk, name)
			if err != nil {
				t.Fatal(err)
			}
			ok, differs, _ := proves(t, dir, list)
			if list.Encoding != want.encoding || len(list.Claims) != want.claims || len(ok) != want.present || len(differs) > 0 || len(list.Problems) > 0 {
				t.Errorf("%s: %d claims, %d proven, %v differ, problems %v; want %+v", list.Encoding, len(list.Claims), len(ok), differs, list.Problems, want)
			}
		})
	}
}

func TestSharedChecksumLists(t *testing.T) {
	t.Parallel()
	dir := sharedDir(t, "")
	for name, want := range map[string]struct{ claims, ok, differs, problems int }{
		"mhl-v1/mhl_file_generic/hashes.txt": {6, 5, 1, 0}, // one is wrong on purpose
		"mhl-v1/openssl_mixed_hash_types":    {4, 0, 0, 0},
		"mhl-v1/hash-list1.txt":              {3, 0, 0, 0},
		"archivematica-checksums/training-resources/fixityCheckShouldFail/metadata/checksum.sha512": {2, 0, 0, 1},
		"archivematica-checksums/SampleTransfers/DemoTransferCSV/metadata/checksum.sha256":          {7, 0, 0, 0},
	} {
		list, err := manifest.ReadSums(os.DirFS(dir), name)
		if err != nil {
			t.Error(err)
			continue
		}
		ok, differs, _ := proves(t, dir, list)
		if len(list.Claims) != want.claims || len(ok) != want.ok || len(differs) != want.differs || len(list.Problems) != want.problems {
			t.Errorf("%s: %d claims, %d proven, %v differ, %v; want %+v", name, len(list.Claims), len(ok), differs, list.Problems, want)
		}
	}
}

// TestBagsAreJudgedAsTheSuiteSays reads every bag of the conformance suite.
func TestBagsAreJudgedAsTheSuiteSays(t *testing.T) {
	t.Parallel()
	dir := sharedDir(t, "bagit-conformance")
	bags, err := filepath.Glob(filepath.Join(dir, "v*", "*", "*"))
	if err != nil || len(bags) < 25 {
		t.Fatalf("found %d bags, %v", len(bags), err)
	}
	for _, name := range bags {
		if info, err := os.Stat(name); err != nil || !info.IsDir() {
			continue
		}
		rest, _ := filepath.Rel(dir, name)
		t.Run(filepath.ToSlash(rest), func(t *testing.T) {
			t.Parallel()
			valid, why := judge(t, name)
			if want := !slices.ContainsFunc([]string{"invalid", "linux-only", "windows-only"}, func(s string) bool { return strings.Contains(rest, s) }); valid != want {
				if strings.HasSuffix(rest, "special-system-files") {
					return // one of its files is not in the sample data
				}
				t.Errorf("valid is %v, want %v: %v", valid, want, why)
			}
		})
	}
}

func judge(t *testing.T, dir string) (bool, []manifest.Problem) {
	t.Helper()
	list, err := manifest.ReadBag(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	_, differs, missing := proves(t, dir, list)
	grave := slices.ContainsFunc(list.Problems, func(p manifest.Problem) bool { return p.Code != "" })
	return !grave && len(differs)+len(missing) == 0, list.Problems
}

// TestBagsOfTheReference lets the reference make bags of odd names and reads them.
func TestBagsOfTheReference(t *testing.T) {
	t.Parallel()
	tool := filepath.Join("..", "..", ".cache", "python", "bin", "bagit.py")
	if _, err := os.Stat(tool); err != nil {
		absent(t, "bagit is missing; run ./scripts/setup.sh test")
	}
	dir := t.TempDir()
	for _, name := range []string{"plain.mov", "  spaces  .mov", "per%cent %0A.mov", "line\nbreak.mov", "Zoë.mov", `back\slash.mov`, "*star.mov", "~tilde.mov"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if out, err := exec.Command(tool, "--md5", "--sha512", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if valid, why := judge(t, dir); !valid {
		t.Errorf("a bag of the reference is not valid: %v", why)
	}
	if err := os.WriteFile(filepath.Join(dir, "data", "more.mov"), []byte("more"), 0o600); err != nil {
		t.Fatal(err)
	}
	if valid, _ := judge(t, dir); valid {
		t.Error("a file that is in no manifest is not noticed")
	}
}
