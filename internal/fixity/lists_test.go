package fixity_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/btsdirector/bts/internal/digest"
	"github.com/btsdirector/bts/internal/fault"
	"github.com/btsdirector/bts/internal/fixity"
)

// sharedCopy copies a folder of the shared sample data, so that it may be written.
func sharedCopy(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("BTS_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	from := filepath.Join(root, "mhl", filepath.FromSlash(name))
	if _, err := os.Stat(from); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("the shared sample data is missing; set BTS_SHARED")
		}
		t.Skip("NOT TESTED: the shared sample data is missing; set BTS_SHARED")
	}
	dir := filepath.Join(t.TempDir(), filepath.Base(from))
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(dir, func(name string, _ os.DirEntry, err error) error {
		if err == nil {
			err = os.Chmod(name, 0o700)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestEveryKindOfList verifies folders of the shared data and tells in one line what came of each: files, ok,
// missing, differs, new, unproven, kinds of lists, verdict.
func TestEveryKindOfList(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"ascmhl/examples/scenarios/Output/scenario_01/travel_01/A002R2EC":   "3 3 0 0 0 0 ascmhl",
		"ascmhl/examples/scenarios/Output/scenario_02/file_server/A002R2EC": "3 3 0 0 0 0 ascmhl",
		"ascmhl/examples/scenarios/Output/scenario_05/file_server/Reels":    "7 7 0 0 0 0 ascmhl,ascmhl,ascmhl",
		"ascmhl/examples/scenarios/Output/scenario_05/travel_01/Reels":      "6 6 0 0 0 0 ascmhl,ascmhl",
		"ascmhl/examples/scenarios/Output/scenario_05":                      "13 13 0 0 0 0 ascmhl,ascmhl,ascmhl,ascmhl,ascmhl",
		"mhl-v1/mhl_verify_md5":        "3 3 0 0 0 0 mhl",
		"mhl-v1/mhl_verify_generic":    "3 3 0 0 0 0 mhl",
		"mhl-v1/mhl_verify_xxhash":     "3 3 0 0 0 0 mhl",
		"mhl-v1/mhl_verify_xxhash64be": "3 3 0 0 0 0 mhl",
		"mhl-v1/mhl_verify_null":       "3 0 0 0 0 3 mhl",
		"mhl-v1/mhl_file_generic":      "5 4 0 1 0 0 checksums corrupt",
		"archivematica-checksums/training-resources/fixityCheckShouldFail":                        "4 0 4 0 0 0 checksums,checksums,checksums missing",
		"archivematica-checksums/SampleTransfers/DemoTransferCSV":                                 "7 0 7 0 0 0 checksums,checksums,checksums,checksums missing",
		"bagit-conformance/v1.0/valid/basicBag":                                                   "3 3 0 0 0 0 bagit",
		"bagit-conformance/v1.0/invalid/notAllManifestsListAllFiles":                              "3 3 0 0 1 0 bagit invalid",
		"bagit-conformance/v1.0/invalid/same-filename-listed-twice-with-the-same-hash":            "5 4 0 1 0 0 bagit corrupt",
		"bagit-conformance/v0.97/invalid/corrupt-tag-file":                                        "5 2 0 3 0 0 bagit corrupt",
		"bagit-conformance/v0.97/invalid/missing-bagit.txt":                                       "5 4 1 0 0 0 bagit missing",
		"bagit-conformance/v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch":    "6 6 0 0 0 0 bagit invalid",
		"bagit-conformance/v0.97/valid/UTF-16-encoded-tag-files":                                  "5 5 0 0 0 0 bagit",
		"bagit-conformance/v0.97/warning/same-filename-listed-twice-with-different-normalization": "3 3 0 0 0 0 bagit",
		"bagit-conformance/v0.96/valid/bag-in-a-bag":                                              "12 12 0 0 0 0 bagit",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			report := verify(t, fixity.Options{Folder: sharedCopy(t, name), Record: recorder()})
			var kinds []string
			for _, m := range report.Manifest {
				kinds = append(kinds, m.Kind)
			}
			got := strings.TrimSpace(fmt.Sprint(report.Files, report.OK, len(report.Missing), len(report.Differs), len(report.New), len(report.Unproven)) + " " + strings.Join(kinds, ",") + " " + string(fault.CodeOf(report.Verdict())))
			if got != want {
				t.Errorf("got  %s\nwant %s\n%+v", got, want, report)
			}
		})
	}
}

func TestOneListIsAskedFor(t *testing.T) {
	t.Parallel()
	dir := sharedCopy(t, "mhl-v1/mhl_verify_md5")
	write(t, dir, map[string]string{"other.md5": "0cc175b9c0f1b6a831c399e269772661  file0.txt\n", "broken.mhl": "<hashlist"})
	if report := verify(t, fixity.Options{Folder: dir, Lists: []string{"md5.mhl"}}); report.Verdict() != nil || report.OK != 3 {
		t.Errorf("by its own list: %+v", report)
	}
	if report := verify(t, fixity.Options{Folder: dir, Lists: []string{"other.md5"}}); !fault.Is(report.Verdict(), fault.Corrupt) || report.Files != 1 {
		t.Errorf("by another list: %+v", report)
	}
	if report := verify(t, fixity.Options{Folder: dir}); !fault.Is(report.Verdict(), fault.Corrupt) || len(report.History) != 1 {
		t.Errorf("by all of them: %+v", report)
	}
	for name, want := range map[string]fault.Code{"broken.mhl": fault.Invalid, "none.md5": fault.NotFound, "../md5.mhl": fault.NotFound} {
		if _, err := fixity.Verify(context.Background(), fixity.Options{Folder: dir, Lists: []string{name}}); !fault.Is(err, want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestHistoryBesideAnOldList has a history count, and the old list only when everything is compared.
func TestHistoryBesideAnOldList(t *testing.T) {
	t.Parallel()
	dir := sharedCopy(t, "mhl-v1/mhl_verify_md5")
	verify(t, fixity.Options{Folder: dir, Begin: true, Record: recorder()})
	if err := os.Remove(filepath.Join(dir, "file0.txt")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"x.md5": "0cc175b9c0f1b6a831c399e269772661  file1.txt\n"})
	if report := verify(t, fixity.Options{Folder: dir}); !fault.Is(report.Verdict(), fault.Missing) || len(report.Differs) > 0 {
		t.Errorf("%+v", report)
	}
	if report := verify(t, fixity.Options{Folder: dir, Deep: true}); !fault.Is(report.Verdict(), fault.Corrupt) || len(report.Manifest) != 3 {
		t.Errorf("deep: %+v", report)
	}
}

func TestDamagedHistoryIsNotContinued(t *testing.T) {
	t.Parallel()
	dir := card(t)
	manifests, err := filepath.Glob(filepath.Join(dir, "ascmhl", "*.mhl"))
	if err != nil || len(manifests) != 1 {
		t.Fatal(manifests, err)
	}
	text, err := os.ReadFile(manifests[0])
	if err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"ascmhl/" + filepath.Base(manifests[0]): string(text) + " "})
	report := verify(t, fixity.Options{Folder: dir, Record: recorder()})
	if !fault.Is(report.Verdict(), fault.Corrupt) || len(report.Recorded) > 0 || !strings.Contains(report.Verdict().Error(), "changed") {
		t.Errorf("%v: %+v", report.Verdict(), report)
	}
	if err := os.Remove(manifests[0]); err != nil {
		t.Fatal(err)
	}
	if report := verify(t, fixity.Options{Folder: dir, Record: recorder()}); !fault.Is(report.Verdict(), fault.Missing) {
		t.Errorf("%v: %+v", report.Verdict(), report)
	}
}

// TestNestedHistoryIsGone loses a whole card of a folder: its own history is gone with it, and that of the folder
// has to tell.
func TestNestedHistoryIsGone(t *testing.T) {
	t.Parallel()
	dir := sharedCopy(t, "ascmhl/examples/scenarios/Output/scenario_05/file_server/Reels")
	if err := os.RemoveAll(filepath.Join(dir, "A003R2EC")); err != nil {
		t.Fatal(err)
	}
	report := verify(t, fixity.Options{Folder: dir, Record: recorder()})
	if !fault.Is(report.Verdict(), fault.Missing) || fmt.Sprint(report.Missing) != "[A003R2EC/]" || len(report.Recorded) > 0 {
		t.Errorf("%v: %+v", report.Verdict(), report)
	}
}

func TestMovedTenThousandFiles(t *testing.T) {
	t.Parallel()
	dir, files := filepath.Join(t.TempDir(), "many"), map[string]string{}
	for i := range 5000 {
		files[fmt.Sprintf("a/%d.dpx", i)] = fmt.Sprint(i)
		files[fmt.Sprintf("a/same%d.dpx", i)] = "same"
	}
	write(t, dir, files)
	verify(t, fixity.Options{Folder: dir, Begin: true, Record: recorder()})
	move("a", "b")(t, dir)
	if report := verify(t, fixity.Options{Folder: dir, Record: recorder()}); len(report.Renamed) != 10_000 || report.Renamed[0].To != strings.Replace(report.Renamed[0].From, "a/", "b/", 1) {
		t.Errorf("%d are renamed", len(report.Renamed))
	}
	if report := verify(t, fixity.Options{Folder: dir}); report.OK != 10_000 || report.Verdict() != nil {
		t.Errorf("then %d are well: %v", report.OK, report.Verdict())
	}
}

// TestBagWithAHistoryInside verifies an archive: a bag whose payload carries its history. The bag names the files of
// the history too, and recording in it would break the bag.
func TestBagWithAHistoryInside(t *testing.T) {
	t.Parallel()
	dir := sharedCopy(t, "ascmhl/examples/scenarios/Output/scenario_01/travel_01")
	write(t, dir, map[string]string{"A002R2EC/.DS_Store": "x"})
	tool := filepath.Join("..", "..", ".cache", "python", "bin", "bagit.py")
	if _, err := os.Stat(tool); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("bagit is missing; run ./scripts/setup.sh test")
		}
		t.Skip("NOT TESTED: bagit is missing; run ./scripts/setup.sh test")
	}
	if out, err := exec.Command(tool, "--sha512", dir).CombinedOutput(); err != nil {
		t.Fatal(string(out))
	}
	report := verify(t, fixity.Options{Folder: dir, Record: recorder()})
	if report.Verdict() != nil || report.Files != 9 || report.OK != 9 || len(report.Recorded) > 0 || len(report.History) != 1 {
		t.Errorf("%v: %+v", report.Verdict(), report)
	}
	if out, err := exec.Command(tool, "--validate", dir).CombinedOutput(); err != nil {
		t.Error(string(out))
	}
	write(t, dir, map[string]string{"data/A002R2EC/ascmhl/README.txt": "late"})
	if report := verify(t, fixity.Options{Folder: dir}); !fault.Is(report.Verdict(), fault.Invalid) {
		t.Errorf("a file too many in the bag: %v", report.Verdict())
	}
}

// TestAnotherFormatIsRecorded adds a hash to a history: it is verified by the one that was compared.
func TestAnotherFormatIsRecorded(t *testing.T) {
	t.Parallel()
	dir := card(t, digest.XXH64)
	for range 2 {
		report := verify(t, fixity.Options{Folder: dir, Formats: []digest.Format{digest.C4}, Record: recorder()})
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(report.Recorded[0])))
		if err != nil || report.Verdict() != nil {
			t.Fatal(err, report.Verdict())
		}
		if got := [2]int{strings.Count(string(text), `<c4 action="verified"`), strings.Count(string(text), `<xxh64 action="verified"`)}; got != [2]int{4, 4} {
			t.Errorf("verified are %v", got)
		}
	}
}
