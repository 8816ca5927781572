package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/btsdirector/bts/"

// below lists, for each room, the rooms it may import: those under it (DESIGN and docs/adr/0002).
// A room that is not named here fails the test, so that a new one is placed on purpose.
var below = map[string][]string{
	"internal/fault":             {},
	"internal/production":        {"internal/fault"},
	"internal/digest":            {"internal/fault"},
	"internal/medium":            {"internal/fault"},
	"internal/card":              {"internal/fault"},
	"internal/picture":           {"internal/fault"},
	"internal/timecode":          {"internal/fault"},
	"internal/transcript":        {"internal/fault", "internal/production"},
	"internal/media":             {"internal/fault", "internal/timecode"},
	"internal/receipt":           {"internal/fault", "internal/digest", "internal/card", "internal/offload", "internal/onset", "internal/picture"},
	"internal/offload":           {"internal/fault", "internal/digest", "internal/medium", "internal/mhl"},
	"internal/mhl":               {"internal/fault", "internal/digest"},
	"internal/manifest":          {"internal/fault", "internal/digest"},
	"internal/fixity":            {"internal/fault", "internal/digest", "internal/mhl", "internal/manifest", "internal/medium"},
	"internal/mounts":            {"internal/fault", "internal/card"},
	"internal/library":           join(ground, "internal/timecode", "internal/media", "internal/slate"),
	"internal/caption":           {"internal/fault", "internal/media"},
	"internal/dictate":           {"internal/fault", "internal/production", "internal/courier", "internal/transcript"},
	"internal/derive":            {"internal/fault", "internal/timecode", "internal/media", "internal/picture"},
	"internal/upload":            ground,
	"internal/ingest":            join(ground, "internal/timecode", "internal/media", "internal/library"),
	"internal/cardlog":           join(ground, "internal/digest", "internal/offload"),
	"internal/slate":             {"internal/production"},
	"internal/spelling":          {},
	"internal/access":            ground,
	"internal/intake":            join(ground, "internal/slate", "internal/spelling", "internal/intake/ical", "internal/intake/jsonspan", "internal/intake/sheet"),
	"internal/revise":            join(ground, "internal/slate", "internal/spelling", "internal/intake", "internal/intake/ical"),
	"internal/intake/ical":       {},
	"internal/intake/intaketest": {"internal/fault", "internal/production"},
	"internal/intake/jsonspan":   {},
	"internal/intake/ussout":     join(ground, "internal/intake", "internal/intake/jsonspan"),
	"internal/intake/sheet":      {"internal/fault"},
	"internal/story":             ground,
	"internal/planner":           {"internal/fault"},
	"internal/planner/draw":      {"internal/fault", "internal/planner"},
	"internal/crew":              ground,
	"internal/lettering":         {"internal/fault"},
	"internal/onset":             join(ground, "internal/lettering"),
	"internal/outline":           {"internal/fault", "internal/production"},
	"internal/journal":           {"internal/fault", "internal/production"},
	"internal/framing":           {"internal/fault"},
	"internal/storyboard":        join(ground, "internal/framing"),
	"internal/shotlist":          join(ground, "internal/framing", "internal/intake/sheet", "internal/spelling"),
	"internal/interview":         ground,
	"internal/worksheet":         ground,
	"internal/correction":        {"internal/fault", "internal/production"},
	"internal/agent":             {"internal/fault", "internal/digest", "internal/offload"},
	"internal/courier":           {"internal/fault"},
	"internal/coverage":          join(ground, "internal/story", "internal/crew", "internal/planner"),
	"internal/vault":             ground,
	"internal/vault/vaulttest":   join(ground, "internal/vault"),
	"internal/queue":             ground,
	"internal/store":             join(byHand, "internal/story", "internal/crew", "internal/coverage", "internal/correction"),
	"internal/store/migrations":  {},
	"internal/store/storetest":   join(byHand, "internal/story", "internal/crew", "internal/coverage", "internal/correction", "internal/offload", "internal/store"),
	"internal/gatehouse":         join(ground, "internal/store"),
	"internal/office":            office,
	"internal/paper":             join(byHand, "internal/story", "internal/crew", "internal/coverage", "internal/onset", "internal/correction", "internal/mounts", "internal/ingest", "internal/office"),
	"internal/app":               join(office, "internal/office", "internal/gatehouse", "internal/lettering", "internal/derive"),
	"internal/api":               join(byHand, "internal/story", "internal/crew", "internal/coverage", "internal/correction", "internal/offload", "internal/office", "internal/paper", "internal/store"),
	"internal/web/client":        {},
	"internal/web/ui":            join(byHand, "internal/story", "internal/crew", "internal/coverage", "internal/medium"),
	"internal/web":               join(office, "internal/office", "internal/gatehouse", "internal/web/ui", "internal/web/client", "internal/paper"),
	"internal/cli":               {"internal/", "examples", "examples/media"},
	"cmd/bts":                    {"internal/cli"},
	"examples":                   {},
	"e2e/cli":                    {}, // tests only
	"examples/media":             ground,
	"examples/cmd":               join(ground, "examples", "examples/media"),
	"e2e/bench":                  {"internal/", "examples"}, // measures from outside and looks anywhere
}

var (
	ground = []string{"internal/fault", "internal/production", "internal/access"}
	// byHand are the rooms of what people write themselves.
	byHand = join(ground, "internal/outline", "internal/journal", "internal/framing", "internal/storyboard", "internal/shotlist", "internal/interview", "internal/worksheet",
		"internal/cardlog", "internal/library", "internal/media", "internal/timecode", "internal/transcript", "internal/caption", "internal/dictate")
	office = join(byHand, "internal/spelling", "internal/intake", "internal/intake/ussout", "internal/revise", "internal/story", "internal/crew", "internal/planner", "internal/coverage",
		"internal/onset", "internal/store", "internal/vault", "internal/queue", "internal/courier", "internal/correction",
		"internal/mounts", "internal/medium", "internal/digest", "internal/offload", "internal/card", "internal/receipt", "internal/mhl", "internal/manifest", "internal/fixity",
		"internal/ingest", "internal/upload")
)

func join(rooms []string, more ...string) []string { return append(slices.Clone(rooms), more...) }

func TestRoomsKnowOnlyTheRoomsBelow(t *testing.T) {
	t.Parallel()
	list := exec.Command("go", "list", "-json=ImportPath,Imports", module+"...")
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		checkRoom(t, strings.TrimPrefix(p.ImportPath, module), p.Imports)
	}
}

func checkRoom(t *testing.T, room string, imports []string) {
	t.Helper()
	allowed, placed := below[room]
	if parent := room[:max(strings.LastIndex(room, "/"), 0)]; !placed && parent != "" {
		allowed, placed = below[parent]
	}
	if !placed {
		t.Errorf("%s has no place in the house: add it to the table with what it may import", room)
		return
	}
	for _, path := range imports {
		other, ours := strings.CutPrefix(path, module)
		if ours && !mayImport(allowed, other) {
			t.Errorf("%s imports %s, which is not below it", room, other)
		}
		if path == "database/sql" && !slices.Contains(sqlRooms, room) {
			t.Errorf("%s imports database/sql: the only SQL is in the store", room)
		}
	}
}

// sqlRooms may touch database/sql: the store speaks it, the others pass a transaction on.
var sqlRooms = []string{"internal/store", "internal/store/storetest", "internal/queue", "internal/office"}

func mayImport(allowed []string, room string) bool {
	return slices.ContainsFunc(allowed, func(a string) bool {
		return a == room || strings.HasSuffix(a, "/") && strings.HasPrefix(room, a)
	})
}
